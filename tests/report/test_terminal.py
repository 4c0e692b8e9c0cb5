from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from rich.cells import cell_len

from provenance.audit import audit
from provenance.model import Author, Disagreement, Metric, Source, Span, Unsourced
from provenance.report import Corpus, terminal


@pytest.mark.parametrize("kind", ["audited", "chain", "corpus", "attack", "attack_chain", "attack_corpus"])
@pytest.mark.parametrize("width", [80, 60])
def test_no_line_is_wider_than_the_terminal_and_nothing_drives_it(request, kind, width):
    text = terminal.render(request.getfixturevalue(kind), width=width)
    assert max(map(cell_len, text.splitlines())) <= width
    assert not set("\x1b\x07\u202e\r") & set(text)


def test_an_audit_shows_header_sources_ways_findings_and_what_has_no_source(audited):
    text = terminal.render(audited)
    assert text.startswith(
        "Ramp was failing, minister admits\nThe Ledger (newspaper, NO) · Ida Holm · 2024-03-01 12:00 +01:00"
    )
    assert "Anna Berg → Vesta (news agency, VS, state-controlled) → this article" in text
    assert text.count("share of such findings that human annotators agree with") == 1
    assert text.split("nine of ten.")[1].split("How it came here")[0].count(" 0.90\n") == 4
    assert "2 statements reach this article only through Vesta" in text
    assert "Paragraphs without a source (1)\n  The ferry ramp fell into the harbour" in text
    assert "published: 76 % named" in text


def test_what_stands_beside_several_figures_in_a_row_is_said_once(audited):
    one = Metric("stories_with_1_2_sources", 0.5, 4, "d", "41 %", (), (0.15, 0.85), "Some are missed.")
    shown = terminal.render(
        replace(audited, metrics=(one, replace(one, name="named_share"), replace(one, caveat=None)))
    )
    assert "Stories with 1-2 sources 50 % (15-85 %)  (n = 4)" in shown
    assert (shown.count("Some are missed."), shown.count("published: 41 %")) == (1, 2)


def test_statements_that_may_need_no_source_stand_with_their_class(audited):
    exempt = Unsourced(Span(0, 4), "background", (Span(0, 4),))
    shown = terminal.render(replace(audited, unsourced_statements=(exempt,) * 20))
    assert "Statements that may need no source (20 of 20 without one)" in shown
    assert "background: Ramp  0-4" in shown
    assert "and 8 more" in shown


def test_colour_comes_only_when_asked_for(audited):
    assert "\x1b[" in terminal.render(audited, colour=True)


def test_a_chain_is_a_tree_that_ends_honestly(chain):
    text = terminal.render(chain)
    assert "Earliest seen in this corpus: NorPress." in text
    assert "  ○ Vesta  cited, not in this corpus\n  └ ◆ NorPress  2024-03-01 08:00 UTC  earliest seen" in text
    assert "observed: has the same words as NorPress, 1 h 30 min later" in text
    assert "changed: words replaced, other speaker [-We] [+They]" in text


def test_lines_lead_from_each_article_to_those_that_took_from_it(chain):
    lines = terminal.render(chain).splitlines()
    opened = {mark: [line.index(mark) for line in lines if mark in line] for mark in "├└"}
    assert opened["└"]
    for mark, below in (("├", "│├└"), ("└", " ")):
        for number, line in enumerate(lines[:-1]):
            if mark in line and lines[number + 1].strip():
                assert lines[number + 1][line.index(mark)] in below


def test_a_chain_of_fifty_steps_stays_readable(chain):
    outlets = [replace(chain.appearances[0].article, id=f"a{n}", url=f"https://x.example/{n}") for n in range(50)]
    steps = tuple(replace(chain.appearances[0], article=one) for one in outlets)
    edges = tuple(
        replace(chain.edges[0], child=after.version, parent=before.version) for before, after in pairwise(outlets)
    )
    text = terminal.render(replace(chain, appearances=steps, edges=edges, drift=(), missing=()))
    assert text.count("● ") + text.count("◆ ") == 50
    assert max(len(line) - len(line.lstrip(" │├└")) for line in text.splitlines()) <= 24


def test_nothing_seen_leaves_no_empty_tree(chain):
    text = terminal.render(replace(chain, appearances=(), edges=(), drift=(), earliest=(), missing=()))
    assert "These words were not seen in this corpus." in text
    assert "Who took it from whom" not in text


def test_an_article_with_nothing_in_it_reads_well(draft):
    text = terminal.render(audit(draft("It rained all day.").reading))
    assert "Nobody that we could find." in text
    assert "outlet unknown · no author named · no date" in text


def test_names_of_300_characters_and_wide_letters_keep_to_the_width(draft, noon):
    name = "長い名前" * 75
    story = draft(f"{name} said rain.", title=name, authors=(Author(name),), published=noon)
    story.says((name, "said", "rain"), Source("named-person", name))
    assert max(map(cell_len, terminal.render(audit(story.reading)).splitlines())) <= 80


def test_five_hundred_pieces_of_evidence_are_counted_and_not_all_printed(draft):
    story = draft("Ann said so. " * 500)
    for number in range(500):
        claim = story.says(("Ann", "said", "so"), Source("named-person", "Ann"))
        span = story.span("so", number)
        story.claims[-1] = replace(claim, attribution=replace(claim.attribution, content=(span,)))
    text = terminal.render(audit(story.reading))
    assert "and 497 more places" in text
    assert len(text.splitlines()) < 100


def test_a_long_list_of_sources_is_cut_and_says_so(draft):
    story = draft(" ".join(f"Person{n} said rain{n}." for n in range(30)))
    for n in range(30):
        story.says((f"Person{n}", "said", f"rain{n}."), Source("named-person", f"Person{n}"))
    text = terminal.render(audit(story.reading))
    assert "Person19 " in text
    assert "and 10 more" in text


def test_a_long_list_of_statements_is_cut_and_says_so(draft):
    story = draft(" ".join(f"Ann said rain{n}." for n in range(23)))
    for n in range(23):
        story.says(("Ann", "said", f"rain{n}."), Source("named-person", "Ann"))
    text = terminal.render(audit(story.reading))
    assert "rain19." in text
    assert "and 3 more" in text


def test_the_corpus_counts_by_outlet_and_lists_parents(corpus):
    text = terminal.render(corpus)
    assert "5 articles of 6 outlets" in text
    assert "from City Daily: Headline 2 (observed, not credited)" in text


def test_the_corpus_marks_doubtful_credits_and_ties(corpus):
    first = corpus.lineages[1]
    odd = replace(first, disagreements=(Disagreement("Vesta", "NorPress", later=False),), ties=(first.article,))
    text = terminal.render(Corpus((odd,)))
    assert "(observed, doubtful credit, another as likely)" in " ".join(text.split())
