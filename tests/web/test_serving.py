from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from provenance.errors import InputError
from provenance.web.serving import listening

SECRET = "a-token-that-is-long-enough"


def start(*args: str | Path, **environment: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "provenance", *map(str, args)]
    given = {name: value for name, value in os.environ.items() if name != "PROVENANCE_TOKEN"}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, text=True, env=given | environment, **pipes)  # type: ignore[call-overload, no-any-return]


def end(process: subprocess.Popen[str]) -> str:
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 0, said
    return said


def ready(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def test_it_says_where_it_is_answers_and_ends_cleanly(told):
    process = start("--db", told, "serve", "--port", "0")
    address = ready(process)
    assert address.startswith("http://127.0.0.1:")
    assert httpx.get(address).status_code == 200
    assert end(process).splitlines() == ["Ctrl-C ends it", "provenance: ended"]


def test_a_token_is_asked_for_where_one_is_given(told):
    process = start("serve", "--db", told, "--port", "0", PROVENANCE_TOKEN=SECRET)
    address = ready(process)
    assert httpx.get(f"{address}api/health").status_code == 401
    assert httpx.get(f"{address}api/health", headers={"authorization": f"Bearer {SECRET}"}).status_code == 200
    assert "token" not in end(process), "whoever gave it knows it"


def test_where_others_can_reach_it_a_token_is_made_and_printed(told):
    process = start("serve", "--db", told, "--port", "0", "--host", "0.0.0.0")
    port = ready(process).rpartition(":")[2]
    assert httpx.get(f"http://127.0.0.1:{port}api/health").status_code == 401
    said = end(process)
    token = next(line for line in said.splitlines() if line.startswith("token: ")).removeprefix("token: ")
    assert len(token) >= 40


@pytest.mark.parametrize("token", ["short", "with blanks in it, and long", "x" * 201, ""])
def test_a_token_that_could_be_guessed_is_refused(told, token):
    process = start("serve", "--db", told, "--token", token)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 1
    assert said.startswith("provenance: --token: give 16 to 200 letters")


def test_a_port_that_is_taken_is_said_in_one_line():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(InputError, match=f"127.0.0.1, port {port}: is taken by another program"):
            listening("127.0.0.1", port)


@pytest.mark.parametrize(
    ("host", "said"), [("no.such.host.invalid", "no such address"), ("192.0.2.1", "is not an address of")]
)
def test_an_address_that_is_not_ours_is_said_in_one_line(host, said):
    with pytest.raises(InputError, match=said):
        listening(host, 0)


def test_a_database_that_is_not_there_is_said_and_not_made(tmp_path):
    process = start("serve", "--db", tmp_path / "none.db")
    _, said = process.communicate(timeout=20)
    assert process.returncode == 1
    assert "there is no such database" in said
    assert not (tmp_path / "none.db").exists()


def test_without_the_extra_it_is_named(told):
    code = (
        "import sys; sys.modules['fastapi'] = None; sys.argv = ['provenance', 'serve', '--db', sys.argv[1]]; "
        "from provenance.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code, str(told)], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "provenance: serve needs the extra: pip install 'news-provenance[web]'\n"
