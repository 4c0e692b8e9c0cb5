"""Runs tests in a copy of the repository, again and again, without loading each time what they take from others.

    python -P tests/bench/warm.py MODULE... < ORDERS

It imports the modules, then waits for orders, one a line: {"root": …, "tests": […], "seconds": …, "bytecode": …,
"said": FILE}. For each it forks a process that runs those tests there until the first that fails, keeping bytecode or
not, and prints a line: the exit code of pytest, or `timeout` where that computed longer than so many seconds, and the
seconds that it computed. Nothing of the repository itself is loaded before the fork, so what runs is what the copy
holds at that moment: this file is run by its path, and by `-P` its folder is no place to import from.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import math
import os
import resource
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings

ELSEWHERE, AROUND = 90, 91
"""exit codes where the tests read another copy than the one that was named, and of what fails around pytest"""
_BYTES = 6 << 30
"""of memory for a process: a mutant may never cease to ask for more"""
_WAITING = 30
"""times as many seconds may pass as may be computed, as the machine may be busy: only who sleeps for ever needs more"""
_LOOK = 0.02


def _run(order: dict[str, Any]) -> int:
    """Run the tests in this process, which is then spent."""
    root = str(order["root"])
    os.setsid()
    said = os.open(order["said"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(said, 1)
    os.dup2(said, 2)
    os.chdir(root)
    resource.setrlimit(resource.RLIMIT_DATA, (_BYTES, _BYTES))
    seconds = math.ceil(order["seconds"])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    # Bytecode of a changed file must not outlive it.
    sys.dont_write_bytecode = not order["bytecode"]
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1" if sys.dont_write_bytecode else ""
    os.environ["PYTHONPATH"] = root  # for the commands that tests start
    # Of the plugins only the one of hypothesis is needed; pytest objects to others that are loaded already.
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    sys.path.insert(0, root)
    # A mutant is killed by the first example that fails: a smaller one is of no use, and none may be kept for the next.
    settings.register_profile("mutants", deadline=None, database=None, phases=(Phase.explicit, Phase.generate))
    plugins = ["-p", "_hypothesis_pytestplugin", "-p", "no:cacheprovider"]
    options = ["-x", "-q", "--hypothesis-profile=mutants", f"--basetemp={order['said']}.d"]
    code = pytest.main([*plugins, *options, *order["tests"]])
    loaded = sys.modules.get("provenance")
    if loaded is not None and Path(str(loaded.__file__)).parents[1] != Path(root):
        return ELSEWHERE
    return int(code)


def _forked(order: dict[str, Any]) -> str:
    began = time.monotonic()
    child = os.fork()
    if not child:
        code = AROUND
        try:
            code = _run(order)
        except BaseException:
            traceback.print_exc()
            raise
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    ended = None
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    while ended is None and time.monotonic() - began < _WAITING * order["seconds"]:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            ended = os.waitstatus_to_exitcode(status)
        else:
            time.sleep(_LOOK)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)  # with what it may have started
    if ended is None:
        os.waitpid(child, 0)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    # Past its limit of computing the system ends a process with one of these two.
    late = ended is None or (-ended in (signal.SIGXCPU, signal.SIGKILL) and took >= order["seconds"])
    return f"{'timeout' if late else ended} {took:.2f}"


def main() -> None:
    """Run what each line of standard input asks for."""
    for name in sys.argv[1:]:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    for line in sys.stdin:
        print(_forked(json.loads(line)), flush=True)


if __name__ == "__main__":
    main()
