"""A real server on a free port of this machine, over a copy of the example story."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from provenance import ingest, pipeline
from provenance.ingest import Fetch
from provenance.store import Store, open_store
from provenance.web.guarding import Keys
from provenance.web.serving import listening, server

__all__ = ["FERRY", "QUOTE", "form_token", "running"]

FERRY = Path(__file__).resolve().parents[2] / "examples" / "ferry"
QUOTE = "We knew in March that the ramp was failing"


@contextmanager
def running(store: Store, keys: Keys | None = None, fetch: Fetch | None = None) -> Iterator[str]:
    """The address of a server over this store."""
    up = threading.Event()
    made = server(store, keys or Keys(), fetch=fetch, ready=up.set)
    with listening("127.0.0.1", 0) as where:
        thread = threading.Thread(target=made.run, kwargs={"sockets": [where]})
        thread.start()
        try:
            assert up.wait(20)
            yield f"http://127.0.0.1:{where.getsockname()[1]}"
        finally:
            made.should_exit = True
            thread.join(20)
    assert not thread.is_alive()


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the example story, to be copied."""
    path = tmp_path_factory.mktemp("story") / "ferry.db"
    with open_store(path) as store:
        list(pipeline.add(store, ingest.read(str(FERRY)), detector=pipeline.detector_named("rules")))
        list(pipeline.link_new(store))
    return path


@pytest.fixture
def store(told: Path, tmp_path: Path) -> Iterator[Store]:
    """The example story, to be written to."""
    with open_store(shutil.copy(told, tmp_path / "news.db")) as opened:
        yield opened


@pytest.fixture(scope="session")
def shown(told: Path) -> Iterator[str]:
    """The address of a server over the example story, to be read from."""
    with open_store(told) as store, running(store) as address:
        yield address


@pytest.fixture
def site(store: Store) -> Iterator[httpx.Client]:
    """A client of a server of its own, which keeps cookies and follows no redirect."""
    with running(store) as address, httpx.Client(base_url=address, timeout=30) as client:
        yield client


@pytest.fixture
def reader(shown: str) -> Iterator[httpx.Client]:
    """A client that only reads."""
    with httpx.Client(base_url=shown, timeout=30) as client:
        yield client


def form_token(client: httpx.Client, path: str = "/") -> str:
    """What the forms of a page carry."""
    found = re.search(r'name="token" value="([^"]+)"', client.get(path).text)
    assert found
    return found[1]
