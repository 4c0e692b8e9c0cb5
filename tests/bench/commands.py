"""Running commands for the figures: their output, CPU and memory, and the scorers of the corpora."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

__all__ = ["CLI", "Spent", "cpu", "one_core", "run", "score", "spent"]

CLI = [sys.executable, "-m", "provenance"]


def run(*command: str | Path, stdout: Path | None = None) -> str:
    """Run a command that must succeed; its output goes to a file or is returned."""
    text = [str(part) for part in command]
    if stdout is None:
        return subprocess.run(text, check=True, capture_output=True, text=True).stdout.rstrip()
    with stdout.open("wb") as file:
        subprocess.run(text, check=True, stdout=file, stderr=subprocess.DEVNULL)
    return ""


def score(corpora: Path, scorer: str, *arguments: str | Path) -> str:
    """What one of the scorers prints."""
    return run(sys.executable, corpora / "bench" / scorer, *arguments)


def cpu(command: list[str]) -> float:
    """CPU seconds, user and system, of a whole process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@dataclass(frozen=True, slots=True)
class Spent:
    """What one process cost."""

    cpu: float
    """seconds, user and system"""
    wall: float
    """seconds"""
    peak: float
    """resident megabytes at the highest"""


def spent(*command: str | Path, stdout: Path = Path(os.devnull)) -> Spent:
    """Run a command that must succeed, its output going to a file, and say what it cost."""
    began = time.perf_counter()
    with stdout.open("wb") as file:
        process = subprocess.Popen([str(part) for part in command], stdout=file, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    unit = 1 if sys.platform == "darwin" else 1024  # bytes of ru_maxrss
    return Spent(used.ru_utime + used.ru_stime, time.perf_counter() - began, used.ru_maxrss * unit / 1e6)


@contextmanager
def one_core() -> Iterator[None]:
    """Commands begun inside run on one core, where the system can be told so (Linux)."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(allowed)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)
