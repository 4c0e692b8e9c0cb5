"""Who the sources of an article are, which outlets it names, and by what way each claim came."""

from __future__ import annotations

from collections.abc import Sequence

from provenance.model import Article, Attribution, OutletMention, Reading
from provenance.resolve.claims import read_claims
from provenance.resolve.layout import lay_out
from provenance.resolve.reviewed import found_again, reviewed, words_of

__all__ = ["found_again", "outlet_mentions", "resolve", "reviewed", "words_of"]


def resolve(article: Article, attributions: Sequence[Attribution]) -> Reading:
    """What the article states: each attribution as a claim with its source, and every outlet it names.

    `attributions` may come in any order; the claims are in text order. Spans are offsets into `article.text`.
    """
    return read_claims(lay_out(article, attributions))


def outlet_mentions(article: Article, attributions: Sequence[Attribution]) -> tuple[OutletMention, ...]:
    """The outlets that the article names, in text order, with their role, claim and chain."""
    return resolve(article, attributions).mentions
