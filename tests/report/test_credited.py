from __future__ import annotations

from dataclasses import replace

from provenance.report.credited import credited


def test_speakers_come_first_then_the_outlets_that_articles_name(chain):
    rows = [(one.name, one.parts, [article.id for article in one.by], one.here) for one in credited(chain)]
    assert rows == [
        ("Anna Berg", ("speaker",), ["a0", "a1", "a2", "a4"], None),
        ("Ole Brandt", ("speaker",), ["a3"], None),
        ("Vesta", ("named as the source",), ["a0"], False),
        ("NorPress", ("named as the source",), ["a1"], True),
        ("The Ledger", ("linked to",), ["a2"], True),
    ]


def test_an_outlet_named_in_several_parts_is_one_row_and_equal_words_name_nobody(chain):
    wire = replace(chain.edges[1], kind="wire")
    rows = credited(replace(chain, edges=(*chain.edges[1:3], wire)))
    assert [(one.name, one.parts) for one in rows if one.here] == [("NorPress", ("named as the source", "wire credit"))]
    assert not [one for one in credited(replace(chain, edges=(chain.edges[2],))) if one.here is not None]
