"""What says the same in other words: found, ranked, with the words it rests on, and how sure that is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.link import index, rewordings_of
from provenance.link.terms import _placed, bare, surfaces

CLAIMS = [
    ("A goat was sworn in as the harbour master of Skerry.", "Did Skerry Swear In a Goat as Harbour Master?"),
    ("Ferries to Skerry Island run on whale oil.", "Do Skerry's Ferries Burn Whale Oil?"),
    ("The council of Wyre banned umbrellas at funerals.", "Did Wyre Outlaw Umbrellas at Funerals?"),
    ("Schoolchildren in Wyre must learn to knit fishing nets.", ""),
]
KNOWN = index(CLAIMS)

vocabulary = (
    "goat #GoatMaster @skerryNews’ the harbour Überfähre ﬁnal 50½ master's … whale—oil http://a.example/x".split()
)
sayings = st.lists(st.sampled_from(vocabulary), max_size=15).map(" ".join)


def found(query, top=5):
    return [one.at for one in rewordings_of(query, KNOWN, top=top)]


@pytest.mark.parametrize(
    ("query", "at"),
    [
        ("so the boat to skerry BURNS whale oil now?? disgusting", 1),
        ("they really made a goat our new harbourmaster lol", 0),
        ("No more umbrella at a funeral: Wyre's councillors have decided", 2),
        ("My kid's school here makes them knit a fishing net. #WyreSchools", 3),
    ],
)
def test_other_words_for_a_claim_find_it_first(query, at):
    assert found(query)[0] == at


def test_the_title_is_searched_too():
    assert found("Umbrellas are outlawed") == [2]


def test_what_shares_no_word_is_not_found():
    assert found("Xylophone quartet") == []
    assert found("") == found("—") == []
    assert rewordings_of("A goat", index([])) == []


def test_of_two_equal_texts_the_earlier_comes_first():
    twins = index([("“Whale oil” for all", ""), ("A ferry", ""), ("'Whale oil' for all", "")])
    assert [one.at for one in rewordings_of("whale oil!", twins)] == [0, 2]


def test_no_more_are_given_than_were_asked_for():
    assert len(found("The goat of Wyre burns oil on the ferry to school", top=2)) == 2


def test_the_evidence_is_the_telling_words_that_both_have():
    query = "so the ferry to skerry BURNS whale oil now??"
    best = rewordings_of(query, KNOWN)[0]
    assert [span.of(query) for span in best.a_spans] == ["ferry", "skerry BURNS whale oil"]
    assert [span.of(CLAIMS[1][0]) for span in best.b_spans] == ["Ferries", "Skerry", "whale oil"]


def test_the_more_telling_words_are_shared_the_surer_it_is():
    sure, less = (
        rewordings_of(query, KNOWN)[0].confidence
        for query in ("A goat is the sworn harbour master of Skerry", "Some goat was in the news again today, they say")
    )
    assert 0 < less < 0.5 < sure < 1


@given(sayings, st.lists(st.tuples(sayings, sayings), max_size=4))
def test_spans_lie_inside_each_text_in_order_and_scores_fall(query, texts):
    answers = rewordings_of(query, index(texts))
    assert [one.score for one in answers] == sorted((one.score for one in answers), reverse=True)
    for one in answers:
        assert 0 < one.score <= 100
        assert 0 < one.confidence < 1
        for text, spans in ((query, one.a_spans), (texts[one.at][0], one.b_spans)):
            assert list(spans) == sorted(spans)
            assert all(0 <= span.start < span.end <= len(text) for span in spans)


@given(sayings)
def test_words_are_the_same_with_their_places_as_without(text):
    assert [word for word, _ in _placed(bare(text))] == surfaces(bare(text))


def test_what_frames_a_post_is_taken_off_and_the_name_stays():
    post = "A goat!pic.twitter.com/Ab1 https://t.co/x — Ana Holm (@holmAna) June 4, 2024"
    assert surfaces(bare(post)) == ["a", "goat", "ana", "holm", "holm", "ana"]
    assert len(bare(post)) == len(post)


def test_a_tag_of_several_words_is_read_as_these():
    assert (
        surfaces("#WhaleOilNow #NoUFOsHere @skerry_news2024") == "whale oil now no uf os here skerry news 2024".split()
    )
