"""Reports as W3C PROV (PROV-DM, Recommendation of 2013-04-30): one document with the bundles `stated` and `inferred`.

`hadPrimarySource` is never used: the earliest article seen is no primary source for being the earliest.
"""

from __future__ import annotations

from collections.abc import Callable

from prov.model import PROV, ProvDocument

from provenance import __version__
from provenance.model import Audit, Chain, Manifest, digest
from provenance.report.corpus import Corpus
from provenance.report.identifiers import local
from provenance.report.making import data_digest
from provenance.report.prov_inferred import inferred
from provenance.report.prov_stated import stated
from provenance.report.prov_terms import ID, Attributes, attributes, begun, labelled

__all__ = ["SERIALISATIONS", "document", "renderer"]

Report = Audit | Chain | Corpus

# The context is written into the file, which is then complete without a network.
SERIALISATIONS: dict[str, dict[str, object]] = {
    "provn": {"format": "provn"},
    "provjson": {"format": "json", "indent": 1, "ensure_ascii": False},
    "provjsonld": {"format": "jsonld", "indent": 1, "ensure_ascii": False, "context": "embed"},
}
"""How `prov` is told to write each format."""


def renderer(style: str) -> Callable[[Report, Manifest | None], str]:
    """What writes a report in one of the serialisations of PROV."""

    def render(value: Report, manifest: Manifest | None = None) -> str:
        text = document(value, manifest).serialize(**SERIALISATIONS[style])  # type: ignore[arg-type]
        return str(text).rstrip("\n") + "\n"

    return render


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
    for name, fill in (("stated", stated), ("inferred", lambda *these: inferred(*these, own))):
        made.entity(own[name], labelled(name, PROV["Bundle"]))
        made.wasGeneratedBy(own[name], run)
        fill(made.bundle(own[name]), value)
    return made.unified()


def _plan(manifest: Manifest) -> Attributes:
    asked = [f"{name}: {value}" for name, value in manifest.asked]
    files = [f"{name} {digest_}" for name, digest_ in manifest.data]
    return [
        *labelled(None, PROV["Plan"]),
        *attributes(programVersion=manifest.version, asked=asked, data=files, dataDigest=data_digest(manifest)),
    ]


def _identity(value: Report) -> str:
    """What tells one report from another: its kind, what was asked, and the texts it is about."""
    if isinstance(value, Audit):
        return digest("audit", value.reading.article.version)
    if isinstance(value, Chain):
        return digest("chain", value.query, *(one.passage.id for one in value.appearances))
    return digest("corpus", *(one.article.version for one in value.lineages))
