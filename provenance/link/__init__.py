"""Which texts carry the same words, word for word or nearly, and which may say the same in other words."""

from provenance.link.against import Known, against, near, rewordings
from provenance.link.bulk import KINDS, Alike, Pile, Text, match
from provenance.link.candidates import HUBS, LEAST_SHARE, LONGEST, keys, keys_by_passage, passage_keys, query_keys
from provenance.link.matches import days, find, link, pairs
from provenance.link.meaning import Embed, minilm
from provenance.link.packed import Packed
from provenance.link.passages import passages
from provenance.link.reworded import Index, Rewording, index, rewordings_of
from provenance.link.score import compare

__all__ = [
    "HUBS",
    "KINDS",
    "LEAST_SHARE",
    "LONGEST",
    "Alike",
    "Embed",
    "Index",
    "Known",
    "Packed",
    "Pile",
    "Rewording",
    "Text",
    "against",
    "compare",
    "days",
    "find",
    "index",
    "keys",
    "keys_by_passage",
    "link",
    "match",
    "minilm",
    "near",
    "pairs",
    "passage_keys",
    "passages",
    "query_keys",
    "rewordings",
    "rewordings_of",
]
