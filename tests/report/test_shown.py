from __future__ import annotations

import pickle
from dataclasses import fields, replace

from provenance.report import fragment, render, terminal
from provenance.report.shown import Listing, ShownArticle, ShownAudit, ShownChain, ShownCorpus


def listing(count):
    return Listing(tuple(range(count)), lambda n: {"number": n, "half": n / 2}, "nothing here")


def test_a_result_is_the_value_that_it_shows(chain, audited, corpus):
    for kind, value in ((ShownChain, chain), (ShownAudit, audited), (ShownCorpus, corpus)):
        shown = kind.of(value)
        assert isinstance(shown, type(value))
        assert all(getattr(shown, field.name) == getattr(value, field.name) for field in fields(value) if field.init)
        assert all(render(shown, style) == render(value, style) for style in ("json", "md", "html"))


def test_it_prints_as_the_terminal_does_and_shows_itself_as_a_fragment(chain, audited, corpus):
    for kind, value in ((ShownChain, chain), (ShownAudit, audited), (ShownCorpus, corpus)):
        shown = kind.of(value)
        assert str(shown) == repr(shown) == terminal.render(value).rstrip("\n")
        assert shown._repr_html_() == fragment.render(value)


def test_a_changed_copy_shows_itself_too_and_what_was_shown_cannot_be_changed(chain):
    shown = replace(ShownChain.of(chain), independent_origins=7)
    assert "7 independent origins" in str(shown)
    assert not hasattr(shown, "__dict__")
    assert pickle.loads(pickle.dumps(shown)) == shown


def test_an_article_prints_as_what_it_is_and_its_text_in_eighty_columns(audited):
    article = audited.reading.article
    printed = str(ShownArticle.of(article))
    assert printed.startswith(f"{article.title}\nThe Ledger · Ida Holm · 2024-03-01")
    assert "reported that the union\nwarned twice." in printed
    assert max(map(len, printed.splitlines())) <= terminal.WIDTH


def test_a_list_is_a_sequence_and_prints_as_a_table():
    numbers = listing(3)
    assert (len(numbers), numbers[1], list(numbers), 2 in numbers) == (3, 1, [0, 1, 2], True)
    assert str(numbers).splitlines() == ["number  half", "------  ----", "0       0.0", "1       0.5", "2       1.0"]
    assert numbers[1:].rows == [{"number": 1, "half": 0.5}, {"number": 2, "half": 1.0}]
    assert repr(listing(0)) == "nothing here"
    assert "nothing here" in listing(0)._repr_html_()


def test_a_long_list_shows_its_beginning_and_says_how_much_more_is_in_it():
    many = listing(1_100)
    assert str(many).endswith("\nand 1,040 more")
    assert "and 1,040 more" in many._repr_html_()
    assert len(many.rows) == 1_100
