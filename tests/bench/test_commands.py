import os
import subprocess
import sys

import pytest

from tests.bench.commands import one_core, run, spent


def test_what_a_process_cost_is_its_own_and_its_output_is_kept(tmp_path):
    out = tmp_path / "out"
    cost = spent(sys.executable, "-c", "x = bytearray(60_000_000); print(sum(range(2_000_000)))", stdout=out)
    assert out.read_text(encoding="utf-8").strip() == "1999999000000"
    assert cost.peak > 60
    assert cost.cpu > 0
    assert cost.wall > 0


def test_a_command_that_fails_is_an_error():
    with pytest.raises(subprocess.CalledProcessError):
        spent(sys.executable, "-c", "raise SystemExit(3)")
    with pytest.raises(subprocess.CalledProcessError):
        run(sys.executable, "-c", "raise SystemExit(3)")


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="this system cannot tie a process to a core")
def test_commands_begun_on_one_core_see_one():
    before = os.sched_getaffinity(0)
    with one_core():
        assert run(sys.executable, "-c", "import os; print(len(os.sched_getaffinity(0)))") == "1"
    assert os.sched_getaffinity(0) == before
