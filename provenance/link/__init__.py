"""Which passages carry the same words, word for word or nearly."""

from provenance.link.candidates import LEAST_SHARE, keys, passage_keys, query_keys
from provenance.link.matches import find, link
from provenance.link.passages import passages
from provenance.link.score import compare

__all__ = ["LEAST_SHARE", "compare", "find", "keys", "link", "passage_keys", "passages", "query_keys"]
