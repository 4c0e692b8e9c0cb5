"""How fast a page of the local site comes: a trace over HTTP, from the real server, at a hundred thousand mentions."""

from __future__ import annotations

import random
import signal
import subprocess
from pathlib import Path

import httpx

from provenance.store import open_store
from tests.bench.commands import CLI
from tests.bench.mentions import SEED, SIZES, TRACED, drawn, fill, timed, told

__all__ = ["serve"]


def serve(corpora: Path, work: Path) -> None:
    """Trace pages of `provenance serve`, asked for one after the other."""
    chance = random.Random(SEED)
    texts, quotes = drawn(corpora, work, SIZES[0], chance)
    database = work / "served.db"
    with open_store(database) as store:
        fill(store, texts, chance)
    command = [*CLI, "--db", str(database), "serve", "--port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert server.stdout
        with httpx.Client(base_url=server.stdout.readline().strip(), timeout=60) as client:
            _pages(client, texts, quotes, chance)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(20)


def _pages(client: httpx.Client, texts: list[str], quotes: list[str], chance: random.Random) -> None:
    sizes = []

    def page(quote: str) -> None:
        answer = client.get("/trace", params={"quote": quote}).raise_for_status()
        sizes.append(len(answer.content))

    for quote in chance.sample(texts, 20):  # the first ones fill the caches
        page(quote)
    for what, some in (("each quote as likely", quotes), ("each mention as likely", texts)):
        told(f"GET /trace, {what}", timed(page, chance.sample(some, TRACED)))
    print(f"pages of {min(sizes) / 1000:.0f} to {max(sizes) / 1000:.0f} kB")
