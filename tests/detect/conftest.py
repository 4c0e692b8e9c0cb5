from collections.abc import Callable

import pytest

from provenance.detect import detect
from provenance.model import Article, Spans

Found = Callable[[str], list[tuple[str, str, str]]]


def words(spans: Spans, text: str) -> str:
    return " | ".join(span.of(text) for span in spans)


@pytest.fixture
def found() -> Found:
    """Source, cue and content of each attribution as words, so that a test reads like the sentence it is about."""

    def read(text: str) -> list[tuple[str, str, str]]:
        out = detect(Article(id="a", text=text))
        return [(words(one.source, text), words(one.cue, text), words(one.content, text)) for one in out]

    return read
