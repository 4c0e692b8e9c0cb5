"""The same articles, question and options are made the same."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from provenance import __version__, lexicon
from provenance.making import manifest
from provenance.model import Article, Decision, Review

VERSIONS = [Article(name, "Text.").version for name in ("a1", "a2")]


def test_the_same_articles_and_options_make_the_same_manifest_but_for_its_time():
    now = datetime(2024, 5, 6, tzinfo=UTC)
    first = manifest(VERSIONS, {"trace": "words", "detector": None, "min_confidence": "0"}, made=now)
    again = manifest(reversed(VERSIONS), {"trace": "words", "min_confidence": "0"}, made=now)
    assert first == again
    assert (first.articles, first.made, first.version) == (2, now, __version__)
    assert first.asked == (("trace", "words"), ("min_confidence", "0"))
    assert first.data == lexicon.digests()
    assert manifest(VERSIONS, {}).made.tzinfo is not None


def test_a_manifest_tells_a_corpus_from_one_with_another_article_or_another_version():
    revised = Article("a1", "Other text.").version
    corpora: tuple[list[str], ...] = ([], VERSIONS[:1], VERSIONS, [revised, VERSIONS[1]])
    assert len({manifest(one, {}).corpus for one in corpora}) == len(corpora)


def test_the_digest_of_a_corpus_is_that_of_its_versions_sorted_one_a_line():
    listed = "\n".join(sorted(VERSIONS))
    assert manifest(VERSIONS, {}).corpus == "sha256:" + hashlib.sha256(listed.encode()).hexdigest()


def test_what_people_decided_makes_another_manifest_in_whatever_order_it_comes():
    at = datetime(2024, 5, 6, tzinfo=UTC)
    wrong = Decision(1, Review("attribution", ("v", "c"), "rejected", "Ida", at), "a1")
    right = Decision(2, Review("parent", ("v", ""), "accepted", "Bo", at), "a2")
    none, one, both = (manifest(VERSIONS, {}, decisions=some, made=at) for some in ((), (wrong,), (wrong, right)))
    assert (none.reviews, none.reviews_digest) == (0, None)
    assert (one.reviews, both.reviews) == (1, 2)
    assert len({none.reviews_digest, one.reviews_digest, both.reviews_digest}) == 3
    assert manifest(VERSIONS, {}, decisions=(right, wrong), made=at) == both
