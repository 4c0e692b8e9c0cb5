"""Who took what from whom, in which order, and what changed on the way."""

from provenance.chain.copies import carriers, copied_quotes
from provenance.chain.drift import drift
from provenance.chain.graph import lineages
from provenance.chain.reviewed import Settled, settled
from provenance.chain.trace import trace

__all__ = ["Settled", "carriers", "copied_quotes", "drift", "lineages", "settled", "trace"]
