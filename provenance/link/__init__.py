"""Which passages carry the same words, word for word or nearly."""

from provenance.link.candidates import keys, pairs, passage_keys, query_keys
from provenance.link.matches import Text, find, link, match
from provenance.link.passages import passages
from provenance.link.score import compare

__all__ = ["Text", "compare", "find", "keys", "link", "match", "pairs", "passage_keys", "passages", "query_keys"]
