"""Coverage-guided fuzzing of what reads strangers' input: `targets` says what is given what, and what must hold.

    python -m tests.fuzz.run SECONDS [TARGET...]

Each target in turn, all of them where none is named, until its time is up or something is found: an exception, a broken
promise, or an input that takes longer than five seconds. What broke it is kept in `fuzz-finds/`, and the exit code is
then 1. To see a find again: `python -m tests.fuzz.run 0 TARGET < fuzz-finds/FILE`. Reduce it, write the test into the
module's own tests, and put the input beside the seeds in `tests/fuzz/seeds/TARGET`: every run of the tests replays it.

Needs atheris (`pip install atheris`), which is no dependency of the tests. Only our own modules and the parsers written
in Python are instrumented; lxml and what else is compiled runs as it is.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

__all__ = ["INSTRUMENTED", "SECONDS", "fuzz", "main"]

SECONDS = 5
"""of one input; more is a hang"""
_MEGABYTES = 3_000
_READING = ("provenance.ingest", "provenance.text", "provenance.lexicon")
_DETECTION = ("provenance.detect", "provenance.text")
INSTRUMENTED = {
    "metadata": (*_READING, "trafilatura", "htmldate"),
    "plaintext": _READING,
    "warc": (*_READING, "warcio"),
    "feed": _READING,
    "jsonl": _READING,
    "date": ("provenance.ingest.dates",),
    "rules": _DETECTION,
    "fast": _DETECTION,
    "reading": ("provenance.resolve", "provenance.audit"),
}
"""modules of each target whose branches guide the fuzzer: named here, for they must not be imported before"""
FINDS = Path("fuzz-finds")
_DONE = re.compile(r"Done (\d+) runs in (\d+) second|stat::number_of_executed_units: (\d+)")
_COVERED = re.compile(r"cov: (\d+) ft: (\d+) corp: (\d+)")


def fuzz(name: str, *options: str) -> None:
    """Fuzz one target in this process until an option of libFuzzer or a find ends it."""
    import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]

    with atheris.instrument_imports(include=list(INSTRUMENTED[name])):
        from tests.fuzz.targets import TARGETS, seeds
    target = TARGETS[name]
    with tempfile.TemporaryDirectory() as work:
        corpus, words = Path(work) / "corpus", Path(work) / "words"
        corpus.mkdir()
        for number, data in enumerate(seeds(name)):
            (corpus / str(number)).write_bytes(data)
        quoted = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in target.words)
        words.write_text("".join(f'"{word}"\n' for word in quoted), encoding="ascii")
        given = [f"-dict={words}", f"-max_len={target.longest}", f"-timeout={SECONDS}", f"-rss_limit_mb={_MEGABYTES}"]
        atheris.Setup([sys.argv[0], *given, "-print_final_stats=1", *options, str(corpus)], target.check)
        atheris.Fuzz()


def _told(name: str, seconds: int) -> tuple[str, bool]:
    """What became of one target, in a line, and whether something was found."""
    FINDS.mkdir(exist_ok=True)
    before = set(FINDS.iterdir())
    options = [f"-max_total_time={seconds}", f"-artifact_prefix={FINDS}/{name}-"]
    command = [sys.executable, "-m", "tests.fuzz.run", "--one", name, *options]
    begun = time.monotonic()
    ran = subprocess.run(command, capture_output=True, check=False)
    took = time.monotonic() - begun
    said = (ran.stdout + ran.stderr).decode("utf-8", "replace")
    found = sorted(str(one) for one in set(FINDS.iterdir()) - before)
    executed = [one for done in _DONE.findall(said) for one in (done[0], done[2]) if one]
    covered = _COVERED.findall(said)
    reached = f", {covered[-1][0]} edges, corpus of {covered[-1][2]}" if covered else ""
    line = f"{name}: {executed[-1] if executed else 0} executions in {took:.0f} s{reached}"
    if found:
        return f"{line}; found: {', '.join(found)}\n{said[-3000:]}", True
    if ran.returncode:
        return f"{line}; ended with {ran.returncode}:\n{said[-3000:]}", True
    return f"{line}; nothing found", False


def main(*given: str) -> int:
    """The exit code."""
    if not given or not given[0].isdigit():
        sys.stderr.write("usage: python -m tests.fuzz.run SECONDS [TARGET...]\n")
        return 2
    if given[0] == "0":
        from tests.fuzz.targets import TARGETS  # never in the process that fuzzes, which has to instrument it first

        TARGETS[given[1]].check(sys.stdin.buffer.read())
        return 0
    if find_spec("atheris") is None:
        sys.stderr.write("fuzzing needs atheris: pip install atheris\n")
        return 1
    wrong = 0
    for name in given[1:] or INSTRUMENTED:
        line, found = _told(name, int(given[0]))
        wrong += found
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    return 1 if wrong else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        fuzz(*sys.argv[2:])
    else:
        sys.exit(main(*sys.argv[1:]))
