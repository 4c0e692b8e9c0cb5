"""Processes that do the costly work on what comes from outside: side by side, in order, none longer than it may.

A task that takes too long or too much memory, or ends its process, gives a `Skipped` that names it; the others go on.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import resource
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from itertools import chain, islice
from multiprocessing.connection import Connection, Pipe, wait
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, Generic, Protocol, Self, TypeVar

from provenance.model import Skipped

__all__ = ["MEMORY", "Apply", "Named", "Task", "Workers", "cores", "here", "serve"]

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

MEMORY = 320 << 20
"""bytes that a process may fill: programs and models are half of them, and a text of a megabyte takes the other"""
_REFUSED = 460 << 20
"""Bytes from which on the system refuses more: libraries pass over that, so it comes after the limit that tells."""
_PATIENCE = 8
"""times the seconds that a task may compute are what it may take by the clock, where many share a machine"""
_LOADED = ("provenance.ingest.article", "provenance.reading")
"""what nearly all tasks need: a process imports it while its first task is on its way"""
_BEGUN = 2  # tasks at a process: while it is at one, the next is there already
_AHEAD = 8  # tasks a process that are begun before the first is done: one slow page then keeps nobody waiting
_HELD = 64 << 20  # bytes of tasks that wait at once, so that a corpus of huge pages is no more than one of small ones
_TRIES = 2  # a process may have died of something else than its page, which a second one shows


class Named(Protocol):
    """Anything with a name to call it by in a message."""

    @property
    def name(self) -> str:
        """What to call it."""


@dataclass(frozen=True, slots=True)
class Task(Generic[T_co]):
    """A pure function of one thing; both must be such that another process can load them."""

    function: Callable[[Any], T_co]
    thing: Named
    seconds: float
    """of computing that it may take"""
    light: bool = False
    """whether it is so small that it cannot take long: if it is all there is to do, a process costs more than it"""


class Apply(Protocol):
    """Does tasks and gives what they give, in their order; what is no task is passed on in its place."""

    def __call__(self, tasks: Iterable[Task[T] | T], /) -> Iterator[T | Skipped]:
        """One outcome for each, as they are asked for."""


def here(tasks: Iterable[Task[T] | T], /) -> Iterator[T]:
    """`Apply` in this very process: one after the other, without limits."""
    for one in tasks:
        yield one.function(one.thing) if isinstance(one, Task) else one


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(slots=True, eq=False)
class _Job:
    """A task on its way: packed once, and let go of when it is done."""

    name: str
    seconds: float
    packed: bytes
    done: bool = False
    outcome: Any = None
    failures: int = 0

    def end(self, outcome: Any) -> None:
        self.done, self.outcome, self.packed = True, outcome, b""

    def fail(self, reason: str, message: str) -> None:
        self.end(Skipped(self.name, reason, f"{self.name}: {message}; passed over"))


@dataclass(slots=True, eq=False)
class _Worker:
    """A process with the jobs that were sent to it, the first of which it is at."""

    process: subprocess.Popen[bytes]
    pipe: Connection[bytes, bytes]
    jobs: deque[_Job] = field(default_factory=deque)
    since: float = 0.0
    """when it began with the first, as far as this process knows"""
    fresh: bool = True
    """whether it has done nothing yet"""

    @classmethod
    def start(cls) -> _Worker:
        mine, its = Pipe()
        with its:
            code = f"import sys; sys.path[:] = {sys.path!r}; import {__name__} as w; w.serve({its.fileno()})"
            # A group of its own: Ctrl-C is for the process that writes, and this one goes when that closes the pipe.
            process = subprocess.Popen(  # noqa: S603  # this very program
                [sys.executable, "-c", code],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=(its.fileno(),),
                process_group=0,
            )
        return cls(process, mine)

    def take(self, job: _Job) -> None:
        if not self.jobs:
            self.since = time.monotonic()
        self.jobs.append(job)
        with contextlib.suppress(OSError):  # it has died: reading from it tells
            self.pipe.send_bytes(job.packed)

    def receive(self) -> tuple[str | None, Any]:
        """How the first job ended: why it failed, if it did, and what it gave; raises OSError where the process did."""
        try:
            packed = self.pipe.recv_bytes()
        except EOFError as error:
            raise OSError("gone") from error
        self.since = time.monotonic()
        return pickle.loads(packed)  # type: ignore[no-any-return]  # noqa: S301  # from a process of our own

    @property
    def overdue(self) -> bool:
        return time.monotonic() - self.since > self.jobs[0].seconds * _PATIENCE

    def stop(self) -> int:
        """End the process; gives its exit code, the negative number of a signal if one ended it before."""
        self.pipe.close()
        self.process.kill()
        return self.process.wait()


class Workers:
    """`Apply` in at most `count` processes, started as they are needed; use it in a `with` statement.

    They run as long as this does: what they have loaded stays. One light task alone is done in this very process.
    """

    def __init__(self, count: int = 1) -> None:
        self._count = max(count, 1)
        self._queue: deque[_Job] = deque()
        self._workers: list[_Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes; a task that comes later starts others."""
        for worker in self._workers:
            worker.stop()
        self._workers.clear()
        self._queue.clear()

    @property
    def processes(self) -> list[int]:
        """The numbers by which the system knows them."""
        return [worker.process.pid for worker in self._workers]

    def __call__(self, tasks: Iterable[Task[T] | T], /) -> Iterator[T | Skipped]:
        """One outcome for each task, in order; so many are begun ahead that every process has something to do."""
        source = iter(tasks)
        first = list(islice(source, 2))
        if len(first) == 1 and isinstance(first[0], Task) and first[0].light:
            return here(first)
        return self._outcomes(chain(first, source))

    def _outcomes(self, source: Iterator[Task[T] | T]) -> Iterator[T | Skipped]:
        ahead: deque[_Job] = deque()
        more = True
        while more or ahead:
            self._turn(0.0)
            if ahead and ahead[0].done:
                yield ahead.popleft().outcome
            elif more and self._has_room(ahead):
                more = self._begin(source, ahead)
            elif ahead:
                self._turn(1.0)

    def _has_room(self, ahead: deque[_Job]) -> bool:
        return len(ahead) < self._count * _AHEAD and sum(len(job.packed) for job in ahead) < _HELD

    def _begin(self, source: Iterator[Task[T] | T], ahead: deque[_Job]) -> bool:
        for one in source:
            if isinstance(one, Task):
                packed = pickle.dumps((one.function, one.thing, one.seconds), pickle.HIGHEST_PROTOCOL)
                ahead.append(_Job(one.thing.name, one.seconds, packed))
                self._queue.append(ahead[-1])
            else:
                ahead.append(_Job("", 0.0, b"", done=True, outcome=one))
            return True
        return False

    def _turn(self, patience: float) -> None:
        """Hand out what waits, and take in what is done; waits for that so many seconds."""
        self._hand_out()
        busy = [worker for worker in self._workers if worker.jobs]
        ready = wait([worker.pipe for worker in busy], patience)
        for worker in busy:
            if worker.pipe in ready:
                self._take_in(worker)
            elif worker.overdue:
                self._replace(worker, too_slow=True)

    def _hand_out(self) -> None:
        # Of those that died with nothing to do no task is to blame.
        self._workers = [worker for worker in self._workers if worker.jobs or worker.process.poll() is None]
        while self._queue:
            freest = min(self._workers, key=lambda worker: len(worker.jobs), default=None)
            if (freest is None or freest.jobs) and len(self._workers) < self._count:
                freest = _Worker.start()
                self._workers.append(freest)
            if freest is None or len(freest.jobs) == _BEGUN:
                return
            freest.take(self._queue.popleft())

    def _take_in(self, worker: _Worker) -> None:
        try:
            failure, value = worker.receive()
        except OSError:
            self._replace(worker)
            return
        if failure == "out-of-memory":
            self._replace(worker, failure)
            return
        worker.fresh = False
        job = worker.jobs.popleft()
        if failure:
            job.fail(failure, f"crashed: {value}")
        else:
            job.end(value)

    def _replace(self, worker: _Worker, reason: str = "crashed", *, too_slow: bool = False) -> None:
        """Do without a process that died or has to; its first job is to blame, the others wait for another process."""
        self._workers.remove(worker)
        code = worker.stop()
        first = worker.jobs.popleft()
        first.failures += 1
        if too_slow or code == -signal.SIGPROF:
            first.fail("too-slow", f"too slow: it takes more than {first.seconds:.0f} seconds of computing")
        elif first.failures < _TRIES and not (worker.fresh and reason == "out-of-memory"):
            worker.jobs.appendleft(first)
        elif reason == "out-of-memory":
            first.fail(reason, f"out of memory: reading it takes more than {MEMORY >> 20} MB")
        else:
            first.fail(reason, f"crashed: the process that read it ended (exit code {code})")
        self._queue.extendleft(reversed(worker.jobs))


def serve(handle: int) -> None:
    """What a process runs: tasks come in and outcomes go out through a pipe, until that closes."""
    pipe: Connection[bytes, bytes] = Connection(handle)
    waiting: SimpleQueue[bytes] = SimpleQueue()
    # Read by a thread, so that whoever sends a large page never waits while this one waits to send its outcome.
    Thread(target=_listen, args=(pipe, waiting), daemon=True).start()
    for module in _LOADED:
        import_module(module)
    _limit_memory()
    while True:
        pipe.send_bytes(_outcome(waiting.get()))


def _listen(pipe: Connection[bytes, bytes], waiting: SimpleQueue[bytes]) -> None:
    try:
        while True:
            waiting.put(pipe.recv_bytes())
    except (EOFError, OSError, MemoryError):
        os._exit(0)  # nobody waits for an outcome any more, or what came is more than this process may hold


def _outcome(packed: bytes) -> bytes:
    try:
        function, thing, seconds = pickle.loads(packed)  # noqa: S301  # from the process that started this one
        _limit_time(seconds)
        value = function(thing)
        _check_memory()
        return pickle.dumps((None, value), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return pickle.dumps(("out-of-memory", None))
    except Exception as error:  # noqa: BLE001  # whatever a page breaks, the next one is read
        return pickle.dumps(("crashed", " ".join(f"{type(error).__name__}: {error}".split())[:300]))


def _limit_memory() -> None:
    """From here on the system refuses more memory, where it can be told to (Linux; macOS counts only a part)."""
    _limit(resource.RLIMIT_DATA, _REFUSED)
    _limit(resource.RLIMIT_CORE, 0)
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())  # what libraries say when they die of it


def _check_memory() -> None:
    """Raises MemoryError if more was filled than may be: what was made then may lack what there was no room for."""
    if _filled() > MEMORY:
        raise MemoryError


def _filled() -> int:
    """Bytes that this process filled at most. Linux counts in `ru_maxrss` what the one that started it had, too."""
    kept = Path("/proc/self/status")
    if kept.exists():
        return int(kept.read_text(encoding="utf-8", errors="replace").split("VmHWM:")[1].split()[0]) << 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _limit_time(seconds: float) -> None:
    """The system ends this process after so many more seconds of computing, whatever is running then."""
    # A timer counts from here. A limit of all computing (RLIMIT_CPU) would need to know how much there was, and by the
    # system's own clock, which counts ticks: it goes seconds away from the precise one in a process that lasts.
    signal.setitimer(signal.ITIMER_PROF, seconds)


def _limit(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
