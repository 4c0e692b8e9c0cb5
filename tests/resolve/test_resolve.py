"""A whole invented story, and whatever else may come."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from provenance.detect import detect
from provenance.model import Article, Attribution, Reading, Span, Spans
from provenance.resolve import outlet_mentions, resolve
from tests.resolve.samples import attribution, claim, mention, read

STORY = """Trade minister declares: island ready for ferry talks

On Tuesday, Iranian Trade Minister, Davud Rahimzad, expressed a readiness for talks about the ferry line.

According to BelTA, his statements came during the Harbour Forum. Additionally, Rahimzad indicated a wish for calm seas.

The line has been shut since spring.

Rahimzad reiterated that tickets would stay cheap. His statements were reported by the Iranian state news agency, IRNA.

He underscored the worth of old ships.

A spokeswoman for the owners did not respond to a request for comment."""
PARTS = [
    ("Iranian Trade Minister, Davud Rahimzad,", "expressed", "a readiness for talks about the ferry line"),
    ("BelTA", "According to", "his statements came during the Harbour Forum"),
    ("Rahimzad", "indicated", "a wish for calm seas"),
    ("Rahimzad", "reiterated", "that tickets would stay cheap"),
    ("He", "underscored", "the worth of old ships"),
    ("A spokeswoman for the owners", "did not respond", "to a request for comment"),
]


def story() -> Reading:
    given_parts = [attribution(STORY, one) for one in PARTS]
    points = attribution(
        STORY, ("the Iranian state news agency, IRNA", "were reported by", "His statements"), anaphoric=True
    )
    return resolve(Article("story", STORY), [points, *given_parts])


def test_the_speaker_is_one_name_whatever_the_text_calls_him():
    said = [one for one in story().claims if one.source.kind == "named-person"]
    assert [one.source.referent for one in said] == ["Davud Rahimzad"] * 4


def test_two_agencies_are_two_ways_of_what_they_reported():
    reading = story()
    assert claim(reading, "readiness").hops == (("Davud Rahimzad", "BelTA"),)
    assert claim(reading, "tickets").hops == (("Davud Rahimzad", "IRNA"),)
    assert claim(reading, "old ships").hops == (("Davud Rahimzad",),)


def test_the_outlets_are_cited_with_their_records():
    irna = mention(story(), "IRNA")
    assert irna.outlet is not None
    assert (irna.role, irna.outlet.country, irna.outlet.kind) == ("cited", "IR", "news-agency")
    assert irna.chain == ("Davud Rahimzad", "IRNA")


def test_words_that_point_back_say_at_what():
    points = next(one for one in story().claims if one.attribution.anaphoric)
    assert [span.of(STORY) for span in points.attribution.antecedent] == ["that tickets would stay cheap"]


def test_a_refusal_is_a_claim_of_its_own():
    assert [one.declined_comment for one in story().claims].count(True) == 1


def test_claims_are_in_text_order_with_identities_of_their_own():
    claims = story().claims
    starts = [min(s.start for s in (*c.attribution.source, *c.attribution.content)) for c in claims]
    assert starts == sorted(starts)
    assert len({one.id for one in claims}) == len(claims)


def test_the_same_text_gives_the_same_reading_whatever_the_order():
    one = [attribution(STORY, part) for part in PARTS]
    article = Article("story", STORY)
    assert resolve(article, one) == resolve(article, one[::-1])


def test_mentions_alone_are_those_of_the_reading():
    text = "Ida Holm told Reuters that the quay was shut."
    part = attribution(text, ("Ida Holm", "told", "the quay was shut"))
    article = Article("x", text)
    assert outlet_mentions(article, [part]) == resolve(article, [part]).mentions


def test_a_floating_quote_inherits_its_speaker():
    text = "“It is shut,” Ida Holm said. “It was old.”"
    parts = [
        attribution(text, ("Ida Holm", "said", "“It is shut,”")),
        attribution(text, ("", "", "“It was old.”"), floating=True),
    ]
    assert [one.source.referent for one in resolve(Article("x", text), parts).claims] == ["Ida Holm"] * 2


def test_an_article_that_states_nothing_gives_an_empty_reading():
    reading = read("")
    assert (reading.claims, reading.mentions) == ((), ())


words = st.sampled_from(
    ["Ida Holm", "Holm", "he", "The Times", "told", "Reuters", "said", "His statements", ",", ".", "“", "”", "'s", "\n",
     "state television", "a senior official", "who", "it", "according to", "(AP) —", "The Hill", "poll", "é新"]
)  # fmt: skip


@st.composite
def articles(draw):
    text = " ".join(draw(st.lists(words, max_size=40))) or draw(st.text(max_size=60))
    if not text:
        return text, []

    def span() -> Span:
        start = draw(st.integers(0, len(text) - 1))
        return Span(start, draw(st.integers(start + 1, len(text))))

    def part(least: int) -> Spans:
        return tuple(sorted({span() for _ in range(draw(st.integers(least, 2)))}))

    count = draw(st.integers(0, 5))
    flags = st.booleans()
    return text, [
        Attribution(part(0), part(0), part(0), "mixed", 0.5, floating=draw(flags), anaphoric=draw(flags))
        for _ in range(count)
    ]


@given(articles())
def test_any_text_and_any_spans_give_claims_and_mentions_inside_the_text(drawn):
    text, attributions = drawn
    reading = resolve(Article("x", text), attributions)
    assert len(reading.claims) == len(attributions)
    inside = Span(0, len(text))
    assert all(inside.covers(one.span) and one.span.start < one.span.end for one in reading.mentions)
    assert all(inside.covers(one.claim) for one in reading.mentions if one.claim)
    places = [one.span for one in reading.mentions]
    assert places == sorted(places)
    assert all(a.end <= b.start for a, b in pairwise(places))


def test_a_page_of_nothing_but_citations_is_one_sentence_and_is_still_read():
    article = Article(id="x", text="according to Reuters, CNN and AP, " * 500)
    names = {mention.name for mention in resolve(article, detect(article)).mentions}
    assert names == {"Reuters", "CNN", "Associated Press"}
