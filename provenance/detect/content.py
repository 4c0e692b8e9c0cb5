"""What: how far the words reach that a cue introduces."""

from __future__ import annotations

import re

from provenance.detect.tokens import Tokens

__all__ = ["clause_end", "phrase_end", "starts_clause"]

_CLAUSE = re.compile(r"(?:P|W|(?:[DANZ#ORLq]|I[DANZ#Lq])+(?:\([^()]{0,8}\))?R*(?=[XVvd]))R*[XVvd]|[PS]")


def starts_clause(t: Tokens, start: int, hi: int) -> bool:
    """Whether a subject and its verb start at `start`: "said | the minister will resign"."""
    return _CLAUSE.match(t.tags, start, min(hi, start + 20)) is not None


def _trim(t: Tokens, start: int, end: int) -> int:
    while end > start and t.tags[end - 1] in ".,;-:":
        end -= 1
    return end


_CLAUSE_CUT = re.compile(r";|,R?E|,(?=[VW])|-(?=D)|,(?=[AD][ANL]*V[.,])")


def clause_end(t: Tokens, start: int, hi: int) -> int:
    """End of a reported clause: the sentence's, or where the reporting goes on (", adding", "; ", ", while")."""
    cut = _CLAUSE_CUT.search(t.tags, start + 1, hi)
    return _trim(t, start, cut.start() if cut else hi)


_PHRASE_CUT = re.compile(r"[;:-]|,(?![AN#DZL]+,?C)(?![Ie])|C(?=R*[VvXEP])|C(?=R*d[DPpAI])|(?<=K)C")


def phrase_end(t: Tokens, start: int, hi: int) -> int:
    """End of an object or infinitive: the next comma that lists nothing, a second verb, a subordinate clause."""
    cut = _PHRASE_CUT.search(t.tags, start + 1, hi)
    return _trim(t, start, cut.start() if cut else hi)
