"""What articles state and what links them, kept in SQLite or PostgreSQL; rows never leave this package."""

from provenance.store.browsing import Carried
from provenance.store.copying import copy
from provenance.store.engine import WAIT
from provenance.store.reading import Issued
from provenance.store.schema import current_revision, head_revision, upgrade
from provenance.store.searching import Hit
from provenance.store.store import Store, open_store
from provenance.store.upkeep import OutletCounts
from provenance.store.verifying import Checked

__all__ = [
    "WAIT",
    "Carried",
    "Checked",
    "Hit",
    "Issued",
    "OutletCounts",
    "Store",
    "copy",
    "current_revision",
    "head_revision",
    "open_store",
    "upgrade",
]
