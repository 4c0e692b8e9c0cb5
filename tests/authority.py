"""A time-stamping authority of this machine: certificates of its own, and a server that lets openssl sign."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

__all__ = ["Authority", "running"]

_CONFIG = """
[ext_root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
[ext_stamps]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[tsa]
default_tsa = here
[here]
serial = {home}/serial
signer_digest = sha256
default_policy = 1.3.6.1.4.1.55555.1
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


class Authority:
    """Its certificates, and what it answers."""

    def __init__(self, home: Path, name: str = "Skerry Time Authority") -> None:
        self.home = home
        home.mkdir(parents=True)
        self.root = home / "root.pem"
        self.url = ""
        self.asked: list[tuple[str, bytes]] = []
        self.answer: bytes | None = None
        """given instead of a stamp, if a test says so"""
        self.status = 200
        (home / "serial").write_text("01\n")
        (home / "config").write_text(_CONFIG.format(home=home))
        self._key("root")
        subject = ("-subj", f"/O={name}/CN={name} Root")
        self._openssl("req", "-x509", "-new", "-key", "root.key", "-days", "30", *subject, "-out", "root.pem",
                      "-config", "config", "-extensions", "ext_root")  # fmt: skip
        self._key("stamps")
        subject = ("-subj", f"/O={name}/CN={name}")
        self._openssl("req", "-new", "-key", "stamps.key", *subject, "-out", "stamps.csr", "-config", "config")
        self._openssl("x509", "-req", "-in", "stamps.csr", "-CA", "root.pem", "-CAkey", "root.key", "-days", "30",
                      "-set_serial", "7", "-out", "stamps.pem", "-extfile", "config",
                      "-extensions", "ext_stamps")  # fmt: skip

    def _key(self, name: str) -> None:
        self._openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", f"{name}.key")

    def _openssl(self, *arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=self.home, check=True, capture_output=True)

    def stamp(self, request: bytes) -> bytes:
        """The answer of openssl to a request."""
        (self.home / "asked").write_bytes(request)
        self._openssl("ts", "-reply", "-queryfile", "asked", "-config", "config", "-signer", "stamps.pem",
                      "-inkey", "stamps.key", "-out", "answer")  # fmt: skip
        return (self.home / "answer").read_bytes()

    def accepts(self, data: Path, stamp: Path) -> bool:
        """Whether openssl itself verifies a stamp of a file."""
        command = ["openssl", "ts", "-verify", "-data", str(data), "-in", str(stamp), "-CAfile", str(self.root)]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0


@contextmanager
def running(authority: Authority) -> Iterator[Authority]:
    """The authority behind a web server of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = self.rfile.read(int(self.headers["Content-Length"]))
            authority.asked.append((self.headers["Content-Type"], request))
            answer = authority.stamp(request) if authority.answer is None else authority.answer
            self.send_response(authority.status)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Not to the terminal of the tests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    authority.url = f"http://127.0.0.1:{server.server_port}/tsa"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield authority
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
