"""Reports as W3C PROV (PROV-DM, Recommendation of 2013-04-30): one document with the bundles `stated` and `inferred`.

`hadPrimarySource` is never used: the earliest article seen is no primary source for being the earliest.
"""

from __future__ import annotations

from collections.abc import Callable

from prov.identifier import Identifier
from prov.model import PROV, ProvDocument

from provenance import __version__
from provenance.model import Article, Audit, Chain, Manifest, digest
from provenance.printable import escaped
from provenance.report.corpus import Corpus
from provenance.report.identifiers import iri, local
from provenance.report.making import data_digest
from provenance.report.prov_inferred import inferred
from provenance.report.prov_stated import articles_of, stated
from provenance.report.prov_terms import ID, NT, SCHEMA, Attributes, attributes, begun, labelled, version
from provenance.report.sealing import SEAL

__all__ = ["SERIALISATIONS", "document", "provjson", "provjsonld", "provn"]

Report = Audit | Chain | Corpus

# The context is written into the file, which is then complete without a network.
SERIALISATIONS: dict[str, dict[str, object]] = {
    "provn": {"format": "provn"},
    "provjson": {"format": "json", "indent": 1, "ensure_ascii": False},
    "provjsonld": {"format": "jsonld", "indent": 1, "ensure_ascii": False, "context": "embed"},
}
"""How `prov` is told to write each format."""


def _renderer(style: str) -> Callable[[Report, Manifest | None], str]:
    """What writes a report in one of the serialisations of PROV."""

    def render(value: Report, manifest: Manifest | None = None) -> str:
        text = str(document(value, manifest).serialize(**SERIALISATIONS[style]))  # type: ignore[arg-type]
        return (text if style == "provn" else escaped(text)).rstrip("\n") + "\n"

    return render


provn, provjson, provjsonld = map(_renderer, SERIALISATIONS)


def document(value: Report, manifest: Manifest | None = None) -> ProvDocument:
    """A report as a PROV document: what was done at the top, then the two bundles."""
    made, own = begun(_identity(value))
    program = ID[local("program", manifest.version if manifest else __version__)]
    made.agent(program, labelled(f"provenance {manifest.version if manifest else __version__}", PROV["SoftwareAgent"]))
    run = made.activity(own["run"], endTime=manifest.made if manifest else None)
    made.wasAssociatedWith(run, program, plan=own["plan"] if manifest else None)
    if manifest:
        made.entity(own["plan"], _plan(manifest))
        looked_at = attributes(sha256=manifest.corpus, articles=manifest.articles)
        made.entity(own["corpus"], [*labelled("versions of all articles looked at"), *looked_at])
        made.used(run, own["corpus"])
    for one in articles_of(value):
        _retrieved(made, one)
    for name in ("stated", "inferred"):
        made.entity(own[name], labelled(name, PROV["Bundle"]))
        made.wasGeneratedBy(own[name], run)
    stated(made.bundle(own["stated"]), value)
    inferred(made.bundle(own["inferred"]), value, own)
    return made.unified()


def _retrieved(made: ProvDocument, one: Article) -> None:
    """The page that a text was taken from, and how that was got, as far as it is known."""
    if one.page_sha256 is None:
        return
    page = ID[local("page", one.page_sha256)]
    made.entity(page, [*labelled(None, NT["Page"]), *attributes(sha256=one.page_sha256)])
    made.entity(version(one.version))
    made.wasDerivedFrom(version(one.version), page)
    address = iri(one.fetched_url)
    if address:
        got = ID[local("retrieval", one.page_sha256, address)]
        made.activity(got, other_attributes=[(SCHEMA["url"], Identifier(address))])
        made.wasGeneratedBy(page, got, time=one.first_seen.at if one.first_seen else None)


def _plan(manifest: Manifest) -> Attributes:
    asked = [f"{name}: {value}" for name, value in manifest.asked]
    files = [f"{name} {digest_}" for name, digest_ in manifest.data]
    return [
        *labelled(None, PROV["Plan"]),
        *attributes(
            programVersion=manifest.version, asked=asked, data=files, dataDigest=data_digest(manifest), seal=SEAL
        ),
    ]


def _identity(value: Report) -> str:
    """What tells one report from another: its kind, what was asked, and the texts it is about."""
    if isinstance(value, Audit):
        return digest("audit", value.reading.article.version)
    if isinstance(value, Chain):
        return digest("chain", value.query, *(one.passage.id for one in value.appearances))
    return digest("corpus", *(one.article.version for one in value.lineages))
