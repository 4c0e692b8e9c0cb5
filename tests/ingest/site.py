"""What a web server of this machine answers, and an invented story for it to serve."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

from provenance.ingest import Patience

QUICK = Patience(connect=1, total=3, retry=0.01, apart=0)

STORY = (
    "The council of Marlow Sands voted on Tuesday to take down the old harbour crane, which has stood for 80 years.",
    '"We had no choice," Mayor Ada Brook told the Skerry Post. "The rust has gone too deep to mend it."',
    "According to a report of the port authority, the crane had not been inspected since 2009.",
    "Work begins in March and will cost 1.2 million, the council said in a statement after the meeting.",
)


def story_html(title: str = "Harbour crane to come down", extra: str = "") -> bytes:
    paragraphs = "".join(f"<p>{one}</p>" for one in STORY)
    head = f"<head><title>{title}</title>{extra}</head>"
    return f"<html lang=en>{head}<body><article><h1>{title}</h1>{paragraphs}</article></body></html>".encode()


@dataclass
class Answer:
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0
    """seconds before the answer, or between its bytes if `drip`"""
    drip: bool = False


class Site:
    """Answers by path; a list is given out one after the other, the last one for ever."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.answers: dict[str, list[Answer]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.times: list[float] = []
        self.reached: list[str] = []
        """where a client thought it was, if a test says so"""

    def put(self, path: str, *answers: Answer | bytes, media_type: str = "text/html; charset=utf-8") -> str:
        self.answers[path] = [one if isinstance(one, Answer) else Answer(one) for one in answers]
        for answer in self.answers[path]:
            answer.headers.setdefault("Content-Type", media_type)
        return self.url + path

    @property
    def pages(self) -> list[str]:
        """The paths that were asked for, save what a crawler asks first."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def next_answer(self, path: str) -> Answer:
        left = self.answers.get(path, [Answer(b"gone", 404)])
        return left.pop(0) if len(left) > 1 else left[0]


class Handler(BaseHTTPRequestHandler):
    """Serves the `site` of the class that is made of it."""

    site: Site

    def do_GET(self) -> None:
        self.site.times.append(time.monotonic())
        self.site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        answer = self.site.next_answer(self.path)
        if answer.status == 0:  # hang up without a word
            self.close_connection = True
            return
        if not answer.drip:
            time.sleep(answer.wait)
        self.send_response(answer.status)
        for name, value in ({"Content-Length": str(len(answer.body))} | answer.headers).items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self._send(answer)
        except OSError:  # the client has had enough
            self.close_connection = True

    def _send(self, answer: Answer) -> None:
        if not answer.drip:
            self.wfile.write(answer.body)
            return
        for byte in answer.body:
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            time.sleep(answer.wait)

    def log_message(self, *args: object) -> None:
        pass
