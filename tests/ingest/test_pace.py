import time
from concurrent.futures import ThreadPoolExecutor

from provenance.ingest.pace import Pace


def timed(pace: Pace, *turns: tuple[str, float]) -> float:
    began = time.monotonic()
    for host, apart in turns:
        pace.wait(host, apart)
    return time.monotonic() - began


def test_one_host_is_asked_again_only_after_its_pause():
    assert 0.2 <= timed(Pace(0.1), *[("a.example", 0.0)] * 3) < 0.3


def test_other_hosts_need_not_wait():
    assert timed(Pace(1), ("a.example", 0), ("b.example", 0)) < 0.1


def test_a_host_may_ask_for_a_longer_pause_but_for_no_shorter_one():
    assert 0.2 <= timed(Pace(0.1), ("a.example", 0.2), ("a.example", 0)) < 0.3
    assert 0.1 <= timed(Pace(0.1), ("a.example", 0.05), ("a.example", 0)) < 0.2


def test_those_who_ask_at_the_same_time_take_turns():
    pace = Pace(0.1)
    began = time.monotonic()
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(pace.wait, ["a.example"] * 4))
    assert 0.3 <= time.monotonic() - began < 0.5
