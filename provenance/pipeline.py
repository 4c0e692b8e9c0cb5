"""The stages in order: read this file first.

ingest -> detect -> resolve -> (store) -> link -> chain -> audit -> report. No stage imports another: here is where the
value that one returns is handed to the next.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from provenance import chain, ingest, link
from provenance.audit import audit as audit_reading
from provenance.audit import audit_corpus as audit_articles
from provenance.detect import Detector
from provenance.errors import InputError, ProvenanceError
from provenance.lexicon import rarity
from provenance.linking import link_new, relink
from provenance.making import manifest
from provenance.model import (
    Article,
    Audit,
    Chain,
    Claim,
    Comparison,
    Lineage,
    Metric,
    Page,
    Passage,
    Reading,
    Skipped,
)
from provenance.reading import Prepared, confident, detector_named, name_of, prepare, read, task
from provenance.reviewing import matches, readings, review, reviews, undo
from provenance.store import Store
from provenance.text import fold, words
from provenance.workers import Apply, Task, here

__all__ = [
    "Kept",
    "add",
    "audit",
    "audit_corpus",
    "audit_stored",
    "confident",
    "detector_named",
    "keep",
    "kin",
    "lineage",
    "lineages",
    "link_new",
    "look_at",
    "manifest",
    "matches",
    "name_of",
    "read",
    "readings",
    "relink",
    "reread",
    "review",
    "reviews",
    "task",
    "trace",
    "undo",
]

Read = Callable[[str], Iterable[Article | Skipped]]

_DETECTOR = "what looked for the attributions, and how many it found that are counted here"
_ASKED_WORDS, _ASKED_ARTICLES = 6, 20  # of a quote that nobody carries: enough to rank, and some milliseconds
_NAMED = 20  # outlets that a message lists
_COMPARED = 300
"""passages compared with a quote, those that share most with it: what more carry it is found through their matches"""
_FEW, _MOST = 3, 1_000  # words that make a key; articles looked at for fewer


@dataclass(frozen=True, slots=True)
class Kept:
    """An article, and what storing it did."""

    article: Article
    status: Literal["added", "unchanged", "revised", "reread"]


def keep(store: Store, article: Article, detector: Detector | None = None, *, apply: Apply = here) -> Kept:
    """Store one article with what it states; the same content again costs nothing and changes nothing.

    Unless a `detector` is given that is not the one it was read with: then what is stored of it is read again. New
    articles are read with the default detector if none is given, where `apply` says: see `add`. Raises InputError
    where reading it takes more than is allowed there.
    """
    (kept,) = _kept(store, [article], detector, apply)
    if isinstance(kept, Skipped):
        raise InputError(kept.message)
    return kept


def look_at(article: Article, detector: Detector, *, apply: Apply = here) -> Reading:
    """What an article states, without storing it; `apply` and errors as in `keep`."""
    todo: list[Task[Prepared] | Prepared] = [task(article, detector)]
    (done,) = apply(todo)
    if isinstance(done, Skipped):
        raise InputError(done.message)
    return done.reading


def reread(store: Store, article: Article, detector: Detector) -> Kept:
    """Read again what is stored of an article, unless this detector has read it."""
    if store.detector(article) == name_of(detector):
        return Kept(article, "unchanged")
    return _reread(store, prepare(store.reading(article.version).article, detector), detector)


def _reread(store: Store, done: Prepared, detector: Detector) -> Kept:
    article = done.reading.article
    former = link.keys_by_passage(store.passages(articles=[article.version]))
    store.reread(done.reading, done.passages, former | done.keys, detector=name_of(detector))
    return Kept(article, "reread")


def add(
    store: Store,
    articles: Iterable[Article | Skipped],
    *,
    detector: Detector | None = None,
    follow: int = 0,
    fetch: Read | None = None,
    apply: Apply = here,
) -> Iterator[Kept | Skipped]:
    """Store articles as they come, then the pages they link to, `follow` steps outward; one transaction each.

    See `keep` for what becomes of those that are stored already, and `ingest.follower` for how linked pages are read,
    unless `fetch` reads them. `apply` says where they are read and where the pages are extracted: in this process, or
    in `Workers`, several at a time; they are stored here, and in order.
    """
    seen: set[str] = set()
    for _ in range(follow + 1):
        outward: list[str] = []
        yield from _kept(store, _noting(articles, seen, outward), detector, apply)
        fresh = [url for url in dict.fromkeys(outward) if url not in seen]
        seen.update(fresh)
        articles = _fetched(fresh, fetch or ingest.follower(apply=apply))


def _noting(articles: Iterable[Article | Skipped], seen: set[str], outward: list[str]) -> Iterator[Article | Skipped]:
    """The articles; their addresses go to `seen`, those they link to in their text to `outward`."""
    for one in articles:
        if isinstance(one, Article):
            seen.update(url for url in (one.url, one.fetched_url, one.canonical_url) if url)
            outward += [anchored.href for anchored in one.links if anchored.span]
        yield one


def _fetched(urls: Iterable[str], fetch: Read) -> Iterator[Article | Skipped]:
    for url in urls:
        try:
            yield from fetch(url)
        except ProvenanceError as error:
            yield ingest.skipped(url, error)


def _kept(
    store: Store, articles: Iterable[Article | Skipped], detector: Detector | None, apply: Apply
) -> Iterator[Kept | Skipped]:
    """Read what has to be read, several at a time if `apply` does so, and store it in order."""
    reader = detector or detector_named()
    pages: deque[Page | None] = deque()  # of the articles that are being read

    def tasks() -> Iterator[Task[Prepared] | Prepared | Kept | Skipped]:
        for one in articles:
            pages.append(None if isinstance(one, Skipped) else one.page)
            todo = one if isinstance(one, Skipped) else _todo(store, one, detector)
            yield task(todo, reader) if isinstance(todo, Article) else todo

    outcomes: Iterator[Prepared | Kept | Skipped] = apply(tasks())
    for done in outcomes:
        page = pages.popleft()
        if isinstance(done, Prepared):
            now = _todo(store, done.reading.article, detector)
            if now != done.reading.article:  # the same, or another version of it, was stored while this one was read
                again = replace(done.reading.article, page=page)
                yield from _kept(store, [again], detector, apply)
                continue
            yield _stored(store, done, reader, page)
            continue
        if isinstance(done, Kept) and page:
            store.captures.add(done.article.version, page)
        yield done


def _todo(store: Store, article: Article, detector: Detector | None) -> Article | Kept:
    """What is to be read: the article, or what is stored of it if another detector read that; or what became of it."""
    article = store.known_as(article)
    if not store.has(article):
        return article
    if detector is None or store.detector(article) == name_of(detector):
        return Kept(replace(article, page=None), "unchanged")
    return store.reading(article.version).article


def _stored(store: Store, done: Prepared, detector: Detector, page: Page | None) -> Kept:
    if store.has(done.reading.article):
        if page:
            store.captures.add(done.reading.article.version, page)
        return _reread(store, done, detector)
    status = store.add(done.reading, done.passages, done.keys, detector=name_of(detector), page=page)
    return Kept(done.reading.article, status)


def trace(store: Store, quote: str, *, least: float = 0) -> Chain:
    """Where words were seen in the corpus, in time order, and who took them from whom.

    Passages that carry the words are found by shared keys, then by their matches with one another, which reaches those
    that a much carried quote's long lists of keys leave out. Claims whose confidence is below `least` say nothing of
    speakers and credits.
    """
    hits: dict[str, tuple[Passage, Comparison]] = {}
    near: dict[str, tuple[Passage, Comparison]] = {}
    asked: set[str] = set()
    few = len(words(quote)) < _FEW
    fresh = _with_words(store, quote) if few else store.candidates(link.query_keys(quote), limit=_COMPARED)
    while fresh:
        asked.update(one.id for one in fresh)
        found, almost = link.find(quote, fresh)
        hits.update((hit[0].id, hit) for hit in found)
        near.update((hit[0].id, hit) for hit in almost)
        fresh = list(store.passages(sorted(store.partners(hit[0].id for hit in found) - asked)))
    if not hits:
        near.update((hit[0].id, hit) for hit in _in_other_words(store, quote))
    carriers = sorted({passage.article for passage, _ in hits.values()})
    stored = readings(store, {*carriers, *(passage.article for passage, _ in near.values())})
    known = [confident(reading, least) for reading in stored]
    family = [reading for reading in known if reading.article.version in carriers]
    stated = {claim.id: claim for reading in known for claim in reading.claims}
    return chain.trace(
        quote,
        [(_spoken(passage, stated), seen) for passage, seen in hits.values()],
        known,
        _lineages(store, family),
        near=[(_spoken(passage, stated), seen) for passage, seen in near.values()],
    )


def _with_words(store: Store, quote: str) -> list[Passage]:
    """The passages of the articles that hold all words of `quote`, which has too few of them for a key."""
    versions = [hit.article.version for hit in store.search(quote, limit=_MOST)]
    return list(store.passages(articles=versions)) if versions else []


def _in_other_words(store: Store, quote: str) -> list[tuple[Passage, Comparison]]:
    """Passages that may say the same as `quote` in other words, of the articles that hold most of its rarest words."""
    rarest = sorted(dict.fromkeys(words(quote)), key=rarity, reverse=True)[:_ASKED_WORDS]
    held: defaultdict[str, float] = defaultdict(float)
    for word in rarest:
        for hit in store.search(word, limit=_ASKED_ARTICLES):
            held[hit.article.version] += rarity(word)
    versions = sorted(held, key=lambda version: (-held[version], version))[:_ASKED_ARTICLES]
    passages = list(store.passages(articles=versions)) if versions else []
    return link.near(quote, passages)


def _spoken(passage: Passage, stated: Mapping[str, Claim]) -> Passage:
    """`passage` with the speaker that a person named, and with none where its claim is not among those `stated`."""
    if passage.claim is None:
        return passage
    claim = stated.get(passage.claim)
    if claim is None:
        return replace(passage, speaker=None, claim=None)
    return replace(passage, speaker=claim.source.referent) if claim.review else passage


def _lineages(store: Store, family: list[Reading]) -> list[Lineage]:
    """The lineage of these articles among themselves, and of those that a person named as their parents."""
    ids = [reading.article.id for reading in family]
    decisions = store.decisions(ids)
    others = {one.other for one in decisions if one.review.about == "parent" and one.other} - set(ids)
    parents = [article.version for article in store.current(others).values()]
    some = [*family, *(readings(store, parents) if parents else ())]
    versions = [reading.article.version for reading in some]
    passages = list(store.passages(articles=versions))
    return chain.lineages(some, passages, store.matches_among(versions), decisions)


def lineages(store: Store) -> list[Lineage]:
    """The most likely parent of every article of the corpus, with what speaks for it."""
    return chain.lineages(list(readings(store)), list(store.passages()), list(store.matches()), store.decisions())


def lineage(store: Store, article: Article, *, least: float = 0) -> Lineage:
    """The most likely parent of a stored article, among all that share words with it or were named by a person."""
    return kin(store, article, least=least)[article.version]


def audit(
    reading: Reading,
    lineage: Lineage | None = None,
    *,
    story: Sequence[Lineage] = (),
    detector: str | None = None,
    least: float = 0,
) -> Audit:
    """What one article's sourcing is worth, as far as claims with a confidence of `least` and more tell.

    `detector` names what looked for the claims: it is then the first of the audit's figures, and what it is known to
    miss stands beside the others. `story` holds the lineages of all articles that share words with this one.
    """
    kept = confident(reading, least)
    left_out = len(reading.claims) - len(kept.claims)
    if left_out:
        said = f"{left_out} of {len(reading.claims)} attributions left out: their confidence is below {least:g}"
        kept = replace(kept, article=replace(kept.article, notes=(*kept.article.notes, said)))
    made = audit_reading(kept, lineage, story=story, detector=detector)
    if detector is None:
        return made
    return replace(made, metrics=(Metric("detector", detector, len(kept.claims), _DETECTOR), *made.metrics))


def audit_corpus(
    store: Store, *, outlet: str | None = None, least: float = 0
) -> tuple[tuple[Lineage, ...], tuple[Metric, ...]]:
    """Where every article came from, and the figures of all of them: of one `outlet`'s alone where it is named.

    What the others share with those counts all the same. Raises InputError where no article is that outlet's.
    """
    stated = [confident(reading, least) for reading in readings(store)]
    passages, linked, decisions = list(store.passages()), list(store.matches()), store.decisions()
    found = tuple(chain.lineages(stated, passages, linked, decisions))
    holding = chain.settled(stated, passages, linked, decisions).matches
    if outlet is not None:
        stated = _published_by(outlet, stated)
    asked = {reading.article.version for reading in stated}
    own = tuple(one for one in found if one.article.version in asked)
    names = store.detectors()
    figures = audit_articles(
        stated,
        own,
        quotes=chain.carriers(passages, holding),
        copies=chain.copied_quotes(own, passages, holding),
        detectors=[names[version] for version in asked if version in names],
    )
    return own, figures


def _published_by(name: str, readings: list[Reading]) -> list[Reading]:
    """Those of the outlet of that name, alias, domain or id."""
    found = [
        reading
        for reading in readings
        if (one := reading.article.outlet) and fold(name) in map(fold, (one.id, one.name, *one.aliases, *one.domains))
    ]
    if not found:
        known = sorted({reading.article.outlet.name for reading in readings if reading.article.outlet})
        there = (
            f"there are: {', '.join(known[:_NAMED])}{', …' if len(known) > _NAMED else ''}" if known else "none has one"
        )
        raise InputError(f"{name}: no stored article is of that outlet; {there}")
    return found


def audit_stored(store: Store, article: Article, *, least: float = 0) -> Audit:
    """What a stored article's sourcing is worth, beside what its words share with those of other articles."""
    (reading,) = readings(store, [article.version])
    found = kin(store, article, least=least)
    own = found[article.version]
    quotes = (one for one in store.passages(articles=[article.version]) if one.kind == "quote")
    carried = _with_partners(store, quotes)
    story = [one for version, one in found.items() if version in carried or _related(one, own)]
    return audit(reading, own, story=story, detector=store.detector(article), least=least)


def kin(store: Store, article: Article, *, least: float = 0) -> dict[str, Lineage]:
    """The lineages of a stored article and of all that share words with it, by version."""
    versions = {article.version, *_with_partners(store, store.passages(articles=[article.version]))}
    family = [confident(reading, least) for reading in readings(store, versions)]
    return {one.article.version: one for one in _lineages(store, family)}


def _with_partners(store: Store, passages: Iterable[Passage]) -> set[str]:
    """The article versions of the passages that match these."""
    return {passage.article for passage in store.passages(sorted(store.partners(one.id for one in passages)))}


def _related(one: Lineage, other: Lineage) -> bool:
    """Whether they are the same article, or one's prose was seen in the other."""
    versions = one.article.version, other.article.version
    edges = (edge for edge in (*one.edges, *other.edges) if edge.kind == "observed")
    return versions[0] == versions[1] or any({edge.child, edge.parent} == set(versions) for edge in edges)
