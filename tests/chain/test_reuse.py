"""What one article shares with another, sentence by sentence."""

from __future__ import annotations

from typing import Any

from provenance.chain.reuse import bodies, reuses

SAID = "“We knew about the cracked hull for eleven weeks”"
FRAMED = (
    (
        f"Anna Berg, who had run the yard since her father retired to the mountains, wrote {SAID} in a letter that the "
        "island council read aloud on Thursday before an audience of fishermen and schoolchildren."
    ),
    (
        f"Asked twice by lawyers for the insurance syndicate why repairs began so late, a former director conceded "
        f"{SAID} and then left the courtroom through a side entrance with two bodyguards and an umbrella."
    ),
)


def taken(corpus: Any, child: str, parent: str) -> list[str]:
    """The sentences of `child` that `parent` has something of."""
    known = bodies(corpus.readings, corpus.passages)
    shared = reuses(known, corpus.matches).get((child, parent))
    body = known[child]
    return [body.sentences[one].span.of(body.reading.article.text) for one in shared.taken] if shared else []


def test_words_said_count_between_articles_that_share_no_sentence(corpus):
    one, other = corpus.add("gazette", FRAMED[0]), corpus.add("courier", FRAMED[1])
    assert taken(corpus, one, other) == [FRAMED[0]]
    assert taken(corpus, other, one) == [FRAMED[1]]


def test_words_said_do_not_count_beside_a_sentence_that_is_shared(corpus, prose):
    one, other = corpus.add("gazette", FRAMED[0], prose[0]), corpus.add("courier", FRAMED[1], prose[0])
    assert taken(corpus, one, other) == [prose[0]]
    assert taken(corpus, other, one) == [prose[0]]


def test_a_sentence_is_speech_where_five_words_or_more_of_it_are_quoted(corpus, prose, quote):
    some = (prose[0], quote, "He called it “a bad day” on Friday.", "She called it “a very bad day indeed” on Friday.")
    version = corpus.add("gazette", *some)
    body = bodies(corpus.readings, corpus.passages)[version]
    assert [one.speech for one in body.sentences.values()] == [False, True, False, True]
