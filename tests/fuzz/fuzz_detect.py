"""Coverage-guided fuzzing of a detector: whatever the text, no exception, and only spans that lie inside it.

    python -m tests.fuzz.fuzz_detect DETECTOR [LIBFUZZER OPTION...]

Needs atheris. It begins with the articles of our gold and a dictionary of pieces of news. Useful options:
`-max_total_time=600 -max_len=4000`. A text that breaks something is kept as `crash-…` (or `timeout-…`) in the current
folder: give that file as the option to run it again.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.fuzz.attributions import FRAGMENTS, check

__all__ = ["main", "seed", "text_of"]

SECONDS = 20  # of one text: far more than a detector needs for `-max_len` bytes, so that only a blow-up is reported


def text_of(data: bytes) -> str:
    """The text that bytes stand for: UTF-8, and a lone surrogate for each byte that is none, as broken files have."""
    return data.decode("utf-8", "surrogateescape")


def seed(folder: Path) -> Path:
    """Write the first texts into a folder, and the dictionary beside it, whose path is given back."""
    from tests.bench.gate import PARTS
    from tests.bench.markup import read_gold

    corpus = folder / "corpus"
    corpus.mkdir()
    for part in PARTS:
        for article in read_gold(part):
            (corpus / article.id).write_text(article.text, encoding="utf-8")
            for at, paragraph in enumerate(article.text.split("\n\n")):
                (corpus / f"{article.id}-{at}").write_text(paragraph, encoding="utf-8")
    words = folder / "words"
    quoted = ("".join(f"\\x{byte:02x}" for byte in piece.encode()) for piece in FRAGMENTS)
    words.write_text("".join(f'"{piece}"\n' for piece in quoted), encoding="ascii")
    return words


def main(detector: str, *options: str) -> None:
    """Fuzz one detector until an option of libFuzzer or a find ends it."""
    import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]

    with atheris.instrument_imports(include=["provenance.detect", "provenance.text"]):
        from provenance.detect import DETECTORS
    from provenance.model import Article

    detect = DETECTORS[detector]

    def one(data: bytes) -> None:
        text = text_of(data)
        check(detect(Article(id="fuzz", text=text)), text)

    with tempfile.TemporaryDirectory() as work:
        words = seed(Path(work))
        replay = any(not option.startswith("-") for option in options)
        begin = () if replay else (f"-dict={words}", f"-timeout={SECONDS}", str(Path(work) / "corpus"))
        atheris.Setup([sys.argv[0], *options, *begin], one)
        atheris.Fuzz()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: python -m tests.fuzz.fuzz_detect DETECTOR [LIBFUZZER OPTION...]")
    main(*sys.argv[1:])
