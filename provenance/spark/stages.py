"""The stages of a run over a corpus, each from the Parquet of those before; nothing that grows comes to the driver.

found -> articles -> attributions, passages -> pairs -> matches -> families -> lineage.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import provenance
from provenance import link
from provenance.errors import InputError
from provenance.ingest.folder import files as files_in
from provenance.model import Skipped
from provenance.reading import detector_named, name_of
from provenance.spark import linking, reading
from provenance.spark.columns import ARTICLE, FILE, Batches, parquet_columns
from provenance.spark.session import Run, schema_of, session

try:
    from pyspark.sql import DataFrame, SparkSession, Window
    from pyspark.sql import functions as F  # noqa: N812  # as all of Spark's own pages have it
except ImportError as missing:
    raise InputError("spark needs the extra: pip install 'news-provenance[spark]'") from missing

__all__ = ["Asked", "Made", "process", "process_texts"]

_FORMAT = 2
"""of what a run leaves behind: one that another release began is not gone on with if this differs"""
_LONGEST_OF_TEXTS = 250
"""texts that hold a key of which all pairs are looked at: as `match` has it"""
_PAGES = 50  # handed to a worker at once: some megabytes
_TEXTS = 50_000  # of which keys are made at once
_A_PART = 100_000
"""texts whose keys, pairs or words are in one worker's memory: some hundred megabytes"""
_PIECE = 4 << 20
"""bytes of a file of texts that are worth a task of their own"""
_MOST = 1 << 63 - FILE  # files that a passage's number can tell apart
_TOLD = 20  # inputs that gave no article, by name
_FEW = 4
"""files a core, below which the pages in them are dealt out among the cores"""

Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a run is asked for: where the articles are, and how they are read."""

    inputs: Sequence[str]
    detector: str | None = None
    outlet: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """What a run has made: rows by stage, and the first messages about inputs that gave no article."""

    counts: dict[str, int]
    skipped: tuple[str, ...]


def process(asked: Asked, folder: str, *, master: str | None = None, tell: Told = print) -> Made:
    """Read, link and order a whole corpus; `folder` then holds a Parquet folder of every stage.

    A run that was stopped goes on where it was. Raises InputError where the inputs
    hold no article, where `folder` holds something else, and where Spark cannot be used.
    """
    detector = name_of(detector_named(asked.detector))
    files = _files(asked.inputs)
    told = {"inputs": _known(files), "detector": detector, "outlet": asked.outlet, "published": asked.published}
    with session(master) as spark:
        run = Run(spark, _absolute(folder), tell)
        began = run.begin(told | _release(), datetime.now(UTC).isoformat())
        found = _found(run, files, asked, datetime.fromisoformat(began))
        if found.where("article IS NOT NULL").isEmpty():
            said = [row.skipped for row in found.orderBy("number").limit(1).collect()]
            run.forget()
            raise InputError(said[0] if said else f"{asked.inputs[0]}: holds no article")
        articles = _articles(run, found, detector)
        _each(run, "attributions", articles, reading.attributions)
        passages = _each(run, "passages", articles, reading.passages)
        matches = _matches(run, passages)
        families = _families(run, articles, matches)
        _lineage(run, articles, matches, families)
        run.drop("pairs")
        return _made(run, found)


def process_texts(files: Sequence[str], folder: str, *, master: str | None = None, tell: Told = print) -> int:
    """Every two texts of JSONL files with the same words, as `match` finds them; gives how many pairs there are."""
    known = _files(files)
    with session(master) as spark:
        run = Run(spark, _absolute(folder), tell)
        run.begin({"texts": _known(known)} | _release(), "")
        texts = run.stage("texts", lambda: _each_batch(_cut(spark, known), reading.texts, "texts"))
        parts = _parts(texts)
        pairs = _pairs(run, texts, parts, _LONGEST_OF_TEXTS)
        found = run.stage("matches", lambda: _compared(pairs, texts, parts, kind="alike"), kind="alike", at_once=_TEXTS)
        run.drop("pairs")
        return int(found.count())


def _absolute(folder: str) -> str:
    return folder if "://" in folder else str(Path(folder).absolute())


def _release() -> dict[str, Any]:
    return {"release": provenance.__version__, "format": _FORMAT}


# --- inputs ---


def _files(inputs: Sequence[str]) -> list[str]:
    """The files that the inputs name, in their order; raises InputError where one is not there, or cannot be read."""
    found: list[str] = []
    for where in inputs:
        path = Path(where)
        if not path.exists():
            raise InputError(f"{where}: no such file or folder; every worker must find it at this path")
        some = files_in(path) if path.is_dir() else [path]
        found += [str(one.resolve()) for one in some if not isinstance(one, Skipped)]
    if not found:
        raise InputError(f"{inputs[0]}: a folder without articles; give one with WARC, JSONL or Parquet files")
    if len(found) > _MOST:
        raise InputError(f"{len(found):,} files; of more than {_MOST:,} make fewer and larger ones")
    for where in found:
        if where.endswith(".parquet"):
            parquet_columns(where)
    return found


def _known(files: Sequence[str]) -> list[list[Any]]:
    """What tells whether the files are still the same."""
    return [[one, (at := Path(one).stat()).st_size, at.st_mtime_ns] for one in files]


def _tasks(spark: SparkSession) -> int:
    return int(spark.sparkContext.defaultParallelism) * _FEW


def _dealt(spark: SparkSession, files: Sequence[str]) -> DataFrame:
    """The files, a task each."""
    rows = list(enumerate(files))
    return spark.sparkContext.parallelize(rows, len(rows)).toDF("file long, where string")


def _cut(spark: SparkSession, files: Sequence[str]) -> DataFrame:
    """The files in pieces, a task each."""
    sizes = [Path(where).stat().st_size for where in files]
    piece = max(_PIECE, sum(sizes) // _tasks(spark))
    rows = [
        (number, where, start, start + piece)
        for number, (where, size) in enumerate(zip(files, sizes, strict=True))
        for start in range(0, max(size, 1), piece)
    ]
    return spark.sparkContext.parallelize(rows, len(rows)).toDF("file long, where string, start long, end long")


def _found(run: Run, files: Sequence[str], asked: Asked, began: datetime) -> DataFrame:
    extracted = partial(reading.extracted, outlet=asked.outlet, published=asked.published, now=began)

    def made() -> DataFrame:
        items = _each_batch(_dealt(run.spark, files), reading.items, "items")
        if len(files) < _tasks(run.spark):
            items = items.repartition(_tasks(run.spark), "number")
        return _each_batch(items, extracted, "found")

    return run.stage("found", made, at_once=_PAGES)


# --- one article at a time ---


def _each_batch(some: DataFrame, of: Callable[[Batches], Iterator[Any]], kind: str) -> DataFrame:
    return some.mapInArrow(of, schema_of(kind))


def _each(run: Run, name: str, some: DataFrame, of: Callable[[Batches], Iterator[Any]]) -> DataFrame:
    return run.stage(name, lambda: _each_batch(some, of, name).sortWithinPartitions("number"), at_once=_PAGES)


def _articles(run: Run, found: DataFrame, detector: str) -> DataFrame:
    """Of each article the version that would be current after all were stored in their order, read."""
    read = partial(reading.articles, detector=detector)

    def made() -> DataFrame:
        current = found.join(_current(found), "number").select("number", "current", "article")
        dealt = current.withColumnRenamed("current", "id").repartition(_tasks(run.spark), "number")
        return _each_batch(dealt, read, "articles").sortWithinPartitions("number")

    return run.stage("articles", made, at_once=_PAGES)


def _current(found: DataFrame) -> DataFrame:
    """Articles under one address are versions of the first; of each the one seen last counts, then the one given last.

    The same words again are no new version.
    """
    own = F.coalesce("own", F.concat(F.lit("#"), F.col("number").cast("string")))
    by_address = Window.partitionBy(own).orderBy("number")
    named = found.where("article IS NOT NULL").select(
        "number", "words", "seen", F.first("id").over(by_address).alias("current")
    )
    versions = named.groupBy("current", "words").agg(
        F.min_by("seen", "number").alias("seen"), F.min("number").alias("number")
    )
    last = F.max_by("number", F.struct("seen", "number")).alias("number")
    return versions.groupBy("current").agg(last)


# --- which share words ---


def _parts(texts: DataFrame) -> int:
    """Into how many parts keys and pairs are dealt: so many that each fits in a worker's memory."""
    return max(_tasks(texts.sparkSession), -(-int(texts.count()) // _A_PART))


def _parted(parcels: DataFrame, parts: int) -> DataFrame:
    """Every part's parcels one after the other; texts stand before pairs, which need them."""
    return parcels.repartition(parts, "part").sortWithinPartitions("part", F.desc("of"))


def _pairs(run: Run, texts: DataFrame, parts: int, longest: int) -> DataFrame:
    """Every two texts that share a fifth of the keys of the one that has fewer, in parcels for the first one's part."""
    keyed = partial(linking.keyed, parts=parts)
    shared = partial(linking.pairs, longest=longest, parts=parts)
    worth = partial(linking.worth, parts=parts)

    def made() -> DataFrame:
        grouped = texts.withColumn(
            "group", F.coalesce(F.xxhash64("series") * F.col("series").isNotNull().cast("long"), F.lit(0))
        )
        keys = _each_batch(grouped.select("number", "words", "said", "group"), keyed, "parcels")
        some = _each_batch(_parted(keys, parts), shared, "parcels")
        return _each_batch(_parted(some, parts), worth, "parcels")

    return run.stage("pairs", made, kind="parcels", at_once=_TEXTS)


def _compared(pairs: DataFrame, texts: DataFrame, parts: int, *, kind: str) -> DataFrame:
    """The pairs with the same words, each looked at in the part of its second text; `kind` "matches" has spans too."""
    spans = kind == "matches"
    own = texts.select("number", "id", "words", F.col("text") if spans else F.lit("").alias("text"), "starts", "ends")
    sides = _each_batch(own, partial(linking.sides, parts=parts), "parcels")
    lent = _each_batch(_parted(sides.union(pairs), parts), partial(linking.lent, parts=parts), "parcels")
    compared = partial(linking.compared, strict=not spans, spans=spans)
    return _each_batch(_parted(sides.union(lent), parts), compared, kind)


def _matches(run: Run, passages: DataFrame) -> DataFrame:
    parts = _parts(passages)

    def made() -> DataFrame:
        pairs = _pairs(run, passages, parts, link.LONGEST)
        return _compared(pairs, passages, parts, kind="matches").sortWithinPartitions("first", "second")

    return run.stage("matches", made, at_once=_TEXTS)


# --- who took from whom ---


def _article(number: str) -> Any:
    return F.shiftright(number, ARTICLE)


def _edges(articles: DataFrame, matches: DataFrame) -> DataFrame:
    """Articles that share words or of which one links to the other, both ways round."""
    addresses = _each_batch(articles.select("number", "reading"), linking.linked, "linked")
    owners = addresses.where("own").select(F.col("number").alias("one"), "address")
    links = addresses.where("NOT own").select(F.col("number").alias("other"), "address").join(owners, "address")
    shared = matches.select(_article("first").alias("one"), _article("second").alias("other"))
    found = shared.union(links.select("one", "other")).where("one <> other")
    return found.union(found.select(F.col("other").alias("one"), F.col("one").alias("other"))).distinct()


def _families(run: Run, articles: DataFrame, matches: DataFrame) -> DataFrame:
    """The first article of all that hang together with each: no lineage leads out of a family."""
    rounds = 0

    def made() -> DataFrame:
        nonlocal rounds
        edges = run.stage("edges", lambda: _edges(articles, matches))
        families = articles.select("number", F.col("number").alias("family"))
        while True:
            rounds += 1
            nearer = run.stage(f"families-{rounds}", partial(_nearer, edges, families), kind="families")
            former = families.withColumnRenamed("family", "former")
            if nearer.join(former, "number").where("family <> former").isEmpty():
                return nearer
            families = nearer

    found = run.stage("families", made)
    for name in ("edges", *(f"families-{one}" for one in range(1, rounds + 1))):
        run.drop(name)
    return found


def _nearer(edges: DataFrame, families: DataFrame) -> DataFrame:
    """Each article with the first of its neighbours' families, and that one's family in turn."""
    others = edges.join(families.withColumnsRenamed({"number": "other", "family": "theirs"}), "other")
    least = others.groupBy(F.col("one").alias("number")).agg(F.min("theirs").alias("theirs"))
    joined = families.join(least, "number", "left").select("number", F.least("family", "theirs").alias("family"))
    heads = joined.withColumnsRenamed({"number": "head", "family": "above"})
    return joined.join(heads, F.col("family") == F.col("head")).select(
        "number", F.least("family", "above").alias("family")
    )


def _lineage(run: Run, articles: DataFrame, matches: DataFrame, families: DataFrame) -> DataFrame:
    def made() -> DataFrame:
        some = articles.select("number", "reading").join(families, "number")
        of = families.select(F.col("number").alias("home"), F.col("family").alias("kin"))
        shared = matches.withColumn("home", _article("first")).join(of, "home").drop("home")
        both = some.groupBy("family").cogroup(shared.groupBy("kin"))
        return both.applyInArrow(linking.lineage, schema_of("lineage")).sortWithinPartitions("number")

    return run.stage("lineage", made)


def _made(run: Run, found: DataFrame) -> Made:
    kept = ("articles", "attributions", "passages", "matches", "lineage")
    counts = {name: run.spark.read.parquet(f"{run.folder}/{name}").count() for name in kept}
    skipped = found.where("skipped IS NOT NULL").orderBy("number")
    counts["skipped"] = skipped.count()
    return Made(counts, tuple(row.skipped for row in skipped.limit(_TOLD).collect()))
