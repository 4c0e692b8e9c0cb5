"""Quotes that an article has from its parent, and what changed in them."""

from __future__ import annotations

from provenance.chain import carriers, copied_quotes, lineages

SAID = "“We knew about the cracked hull for eleven weeks and told nobody at the harbour office,” Anna Berg said."
CUT = "“We knew about the cracked hull for eleven weeks,” Anna Berg said."


def test_a_quote_of_the_parent_is_compared_word_by_word(corpus, prose):
    corpus.add("wire", *prose[:4], SAID, at="2024-03-01T08:00")
    copy = corpus.add("echo", *prose[:4], CUT, at="2024-03-01T10:00")
    corpus.add("tide", SAID, at="2024-03-02T10:00")  # has the quote, and nothing else of them
    family = lineages(corpus.readings, corpus.passages, corpus.matches)
    found = copied_quotes([one for one in family if one.article.id != "tide"], corpus.passages, corpus.matches)
    assert list(found) == [copy]
    assert [one.changes for one in found[copy]] == [("trimmed",)]


def test_a_quote_that_did_not_change_counts_as_copied(corpus, prose):
    corpus.add("wire", *prose[:4], SAID, at="2024-03-01T08:00")
    copy = corpus.add("echo", *prose[:4], SAID, at="2024-03-01T10:00")
    family = lineages(corpus.readings, corpus.passages, corpus.matches)
    found = copied_quotes(family, corpus.passages, corpus.matches)
    assert [one.changes for one in found[copy]] == [()]


def test_without_parents_nothing_was_copied(corpus, quote):
    corpus.add("wire", quote)
    assert copied_quotes(lineages(corpus.readings, corpus.passages, []), corpus.passages, []) == {}


def test_each_quote_has_the_articles_that_carry_it_cut_or_whole(corpus, prose):
    versions = [
        corpus.add(name, said, at="2024-03-01") for name, said in (("wire", SAID), ("echo", CUT), ("tide", SAID))
    ]
    corpus.add("post", *prose)
    assert carriers(corpus.passages, corpus.matches) == [frozenset(versions)]
    assert carriers(corpus.passages, []) == []
