"""What a person sees at a terminal, and what a pipe is given."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios

import pytest
from rich.cells import cell_len

WORDS = "We knew in March that the ramp was failing"
_ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


def at_a_terminal(columns, *args, **environment):
    """What `provenance ARGS` writes to a real terminal of so many columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    settings = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    command = [sys.executable, "-m", "provenance", *args]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=settings | environment):
        os.close(theirs)
        written = b""
        while True:
            try:
                part = os.read(ours, 1 << 16)
            except OSError:  # Linux says so when the other end is closed
                break
            if not part:
                break
            written += part
    os.close(ours)
    return written.decode().replace("\r\n", "\n")


@pytest.mark.parametrize(("columns", "widest"), [(72, 72), (200, 100), (20, 60)])
def test_a_terminal_is_filled_in_colour_as_far_as_lines_stay_easy_to_read(ferry, columns, widest):
    shown = at_a_terminal(columns, "trace", WORDS)
    assert "\x1b[1m" in shown
    longest = max(cell_len(_ESCAPES.sub("", line)) for line in shown.splitlines())
    assert widest - 8 <= longest <= widest


def test_no_color_is_honoured_at_a_terminal(ferry):
    assert "\x1b" not in at_a_terminal(80, "trace", WORDS, NO_COLOR="1")


def test_a_pipe_gets_80_columns_without_colour_unless_it_is_forced(ferry, monkeypatch):
    plain = ferry("trace", WORDS).out
    assert "\x1b" not in plain
    assert max(map(cell_len, plain.splitlines())) <= 80
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = ferry("trace", WORDS).out
    assert "\x1b[1m" in coloured
    assert [line.rstrip() for line in _ESCAPES.sub("", coloured).splitlines()] == plain.splitlines()
