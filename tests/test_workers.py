"""Tasks in processes of their own: in order, within limits, whatever becomes of the process."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import pytest

from provenance.ingest.article import to_article
from provenance.model import Article, Page, Skipped
from provenance.workers import Task, Workers, here

# Rows, as many as may be parsed: what takes the extractor longest.
SLOW = b"<html><body>" + b"<div><p>some text here for a row</p></div>" * 24_900 + b"</body></html>"
# Thirteen megabytes of text under many levels: the extractor makes several copies of it.
LARGE = b"<html><body>" + b"<div>" * 240 + (b"<p>" + b"The bridge stays shut until March. " * 97 + b"</p>") * 4_000


@dataclass(frozen=True)
class Word:
    """A thing with a name."""

    name: str
    data: bytes = b""


def shout(word: Word) -> str:
    return word.name.upper()


def size(word: Word) -> int:
    return len(word.data)


def number_of_process(_: Word) -> int:
    time.sleep(0.05)
    return os.getpid()


def die(_: Word) -> str:
    os.kill(os.getpid(), signal.SIGSEGV)
    return "alive"


def fail(_: Word) -> str:
    raise ValueError("no such word\nat all")


def sleep(_: Word) -> str:
    time.sleep(600)
    return "awake"


def drift(word: Word) -> str:
    """Compute for two seconds of which the precise clock knows nothing: the system's own counts by ticks."""
    while time.process_time() < 2.2:
        pass
    time.process_time = lambda: 0.0
    return word.name


def compute(word: Word) -> str:
    ends = time.thread_time() + 0.3
    while time.thread_time() < ends:
        pass
    return word.name


def shouted(*names: str) -> Iterator[Task[str] | str]:
    return (Task(shout, Word(name), 5) for name in names)


def story(name: str, data: bytes | None = None) -> Task[Article | Skipped]:
    text = f"<html><body><article><h1>{name}</h1>" + f"<p>The harbour board of {name} met on Friday. </p>" * 12
    return Task(partial(to_article, now=datetime(2024, 3, 1, tzinfo=UTC)), Page(data or text.encode(), name=name), 1.0)


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(2) as opened:
        yield opened


def test_outcomes_come_in_the_order_of_their_tasks(workers):
    words = [f"word {number}" for number in range(100)]
    assert list(workers(shouted(*words))) == [word.upper() for word in words]
    assert list(here(shouted(*words))) == [word.upper() for word in words]


def test_what_is_no_task_is_passed_on_in_its_place(workers):
    mixed: list[Task[str] | str] = [Task(shout, Word("a"), 5), "b", Task(shout, Word("c"), 5), "d"]
    assert list(workers(mixed)) == list(here(mixed)) == ["A", "b", "C", "d"]


def test_the_work_is_shared_out(workers):
    found = set(workers(Task(number_of_process, Word(str(number)), 5) for number in range(40)))
    assert found == set(workers.processes)
    assert len(found) == 2
    assert os.getpid() not in found


def test_a_light_task_is_done_here_if_there_is_no_other():
    def tasks(names: str, *, light: bool) -> list[Task[int] | int]:
        return [Task(number_of_process, Word(name), 5, light=light) for name in names]

    with Workers(2) as opened:
        assert list(opened(tasks("a", light=True))) == [os.getpid()]
        assert opened.processes == []
        assert list(opened(tasks("a", light=False))) == opened.processes
        assert set(opened(tasks("ab", light=True))) <= set(opened.processes)


def test_tasks_are_taken_as_they_are_needed_and_not_all_at_once(workers):
    taken: list[None] = []

    def endless() -> Iterator[Task[str] | str]:
        while True:
            taken.append(None)
            yield Task(shout, Word("again"), 5)

    outcomes = workers(endless())
    for _ in range(20):
        next(outcomes)
    assert len(taken) < 60
    outcomes.close()


def test_large_things_go_both_ways_at_once_and_only_some_of_them_wait(workers):
    taken = []

    def large() -> Iterator[Task[int]]:
        for number in range(12):
            taken.append(number)
            yield Task(size, Word(str(number), bytes(10 << 20)), 5)

    outcomes = workers(large())
    assert next(outcomes) == 10 << 20
    assert len(taken) < 12
    assert list(outcomes) == [10 << 20] * 11


def test_tasks_whose_things_are_made_by_tasks_share_the_processes(workers):
    first = workers(shouted(*(f"word {number}" for number in range(50))))
    second = workers(Task(shout, Word(one.lower()), 5) for one in first if isinstance(one, str))
    assert list(second) == [f"WORD {number}" for number in range(50)]


def test_a_real_page_that_takes_too_long_is_named_and_those_beside_it_are_read(workers):
    began = time.monotonic()
    first, slow, last = workers([story("Vik"), story("slow.html", SLOW), story("Holm")])
    assert (first.title, last.title) == ("Vik", "Holm")
    assert slow.reason == "too-slow"
    assert slow.message == "slow.html: too slow: it takes more than 1 seconds of computing; passed over"
    assert time.monotonic() - began < 60


def test_a_real_page_that_takes_too_much_memory_is_named_and_those_beside_it_are_read(workers):
    large = Task(story("").function, Page(LARGE, name="large.html"), 60.0)
    first, bomb, last = workers([story("Vik"), large, story("Holm")])
    assert (first.title, last.title) == ("Vik", "Holm")
    assert bomb.reason == "out-of-memory"
    assert bomb.message.startswith("large.html: out of memory: reading it takes more than ")


def test_a_process_that_dies_of_its_task_every_time_is_replaced_and_the_task_named(workers):
    before = workers.processes
    word, dead, other = workers([Task(shout, Word("a"), 5), Task(die, Word("b"), 5), Task(shout, Word("c"), 5)])
    assert (word, other) == ("A", "C")
    assert (dead.reason, dead.where) == ("crashed", "b")
    assert list(workers(shouted("d"))) == ["D"]
    assert workers.processes != before


def test_an_error_that_nobody_foresaw_is_told_in_one_line_and_ends_nothing(workers):
    assert list(workers(shouted("a", "b", "c"))) == ["A", "B", "C"]
    before = workers.processes
    (failed,) = workers([Task(fail, Word("b"), 5)])
    assert failed.reason == "crashed"
    assert failed.message == "b: crashed: ValueError: no such word at all; passed over"
    assert workers.processes == before


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM])
def test_processes_killed_from_outside_lose_no_task(workers, sent):
    outcomes = workers(story(f"Place {number}") for number in range(30))
    titles = []
    for number, article in enumerate(outcomes):
        titles.append(article.title)
        if number in (3, 15):
            os.kill(workers.processes[0], sent)
    assert titles == [f"Place {number}" for number in range(30)]


def test_a_process_that_waits_for_ever_is_ended_by_the_clock(workers):
    word, asleep = workers([Task(shout, Word("a"), 5), Task(sleep, Word("b"), 0.2)])
    assert word == "A"
    assert asleep.reason == "too-slow"


def test_what_a_process_computed_before_is_not_held_against_its_task_though_two_clocks_differ_about_it():
    tasks: list[Task[str] | str] = [Task(drift, Word("a"), 60), Task(compute, Word("b"), 1)]
    with Workers(1) as opened:
        assert list(opened(tasks)) == ["a", "b"]


def test_no_process_outlives_its_owner():
    with Workers(2) as opened:
        assert list(opened(shouted(*"abcdef"))) == list("ABCDEF")
        left = opened.processes
    assert left
    for process in left:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)
