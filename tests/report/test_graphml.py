"""GraphML: NetworkX reads back what there is, who is tied to whom, and how."""

from __future__ import annotations

import io
import json

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance import report
from tests.report.odd import BARE, MAKERS, MANIFEST, NAMES, REVIEW, odd_audit, odd_chain, odd_corpus


def read_back(value, manifest=None):
    text = report.render(value, "graphml", manifest)
    return nx.read_graphml(io.BytesIO(text.encode("utf-8")), force_multigraph=True)


def nodes(graph, kind):
    return sorted(data["label"] for _, data in graph.nodes(data=True) if data["kind"] == kind)


def ties(graph, kind):
    label = dict(graph.nodes(data="label"))
    return {(label[a], label[b]) for a, b, data in graph.edges(data=True) if data["kind"] == kind}


def test_a_chain_has_articles_outlets_speakers_and_the_claim(chain):
    graph = read_back(chain)
    assert graph.is_directed()
    assert nodes(graph, "speaker") == ["Anna Berg", "Ole Brandt"]
    assert {"NorPress", "The Ledger", "City Daily", "Vesta"} <= set(nodes(graph, "outlet"))
    assert chain.query in nodes(graph, "claim")
    assert [label for label in nodes(graph, "article") if label.startswith("Headline")] == [
        f"Headline {n}" for n in range(5)
    ]


def test_edges_have_their_kind_confidence_and_lag(chain):
    graph = read_back(chain)
    assert ties(graph, "hyperlink") == {("Headline 2", "Headline 1")}
    (stated,) = [data for _, _, data in graph.edges(data=True) if data["kind"] == "stated" and "lag_seconds" in data]
    assert (stated["confidence"], stated["lag_seconds"]) == (0.9, 5400.0)
    assert ("Headline 0", "an article of Vesta, not in this corpus") in ties(graph, "stated")
    assert ties(graph, "published_by") >= {("Headline 0", "NorPress")}


def test_the_earliest_seen_is_marked(chain):
    marked = {data["label"] for _, data in read_back(chain).nodes(data=True) if data.get("earliest_seen")}
    assert marked == {"Headline 0"}


def test_an_audit_ties_claims_to_who_said_them_and_to_the_outlets_they_came_through(audited):
    graph = read_back(audited)
    assert ('"We knew in March,"', "Anna Berg") in ties(graph, "said_by")
    assert ('"We knew in March,"', "Vesta") in ties(graph, "came_through")
    assert ("that the union warned twice", "NorPress") in ties(graph, "said_by")
    assert nodes(graph, "speaker") == ["Anna Berg", "Two sources"]
    vesta = next(data for _, data in graph.nodes(data=True) if data["label"] == "Vesta")
    assert (vesta["kind"], vesta["state_media"], vesta["country"]) == ("outlet", "state-controlled", "VS")


def test_a_corpus_ties_articles_to_their_likeliest_parent(corpus):
    graph = read_back(corpus)
    assert ("Headline 1", "Headline 0") in ties(graph, "likeliest_parent")
    assert ("Headline 0", "an article of Vesta, not in this corpus") in ties(graph, "likeliest_parent")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", MAKERS)
def test_odd_names_are_read_back(kind, name):
    graph = read_back(MAKERS[kind](NAMES[name], REVIEW), MANIFEST)
    assert graph.number_of_edges() > 2


@given(name=st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_name_is_read_back_but_for_what_xml_cannot_write(name):
    for make in (odd_audit, odd_chain, odd_corpus):
        assert read_back(make(name)).number_of_nodes() > 2


@pytest.mark.parametrize("bare", BARE)
def test_a_report_with_next_to_nothing_in_it_is_a_graph(bare):
    assert read_back(BARE[bare], MANIFEST).is_directed()


def test_the_same_names_in_one_graph_are_the_same_nodes(chain):
    graph = read_back(chain)
    said = [b for _, b, data in graph.edges(data=True) if data["kind"] == "said_by"]
    assert len(said) == 5
    assert len(set(said)) == 2


def test_how_it_was_made_is_a_property_of_the_graph(chain):
    made = json.loads(read_back(chain, MANIFEST).graph["manifest"])
    assert made["version"] == "1.2.3"


def test_what_a_person_decided_is_a_property_of_the_edge():
    decided = {data.get("review") for _, _, data in read_back(odd_chain("a", REVIEW)).edges(data=True)}
    assert decided == {None, "rejected"}
