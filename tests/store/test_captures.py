"""What articles were made of: kept once, found again, and never in the way."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime

import pytest

from provenance.model import Page
from provenance.store import Store, copy, open_store
from tests.store.samples import piece, rows

NOON = datetime(2024, 6, 3, 12, tzinfo=UTC)
PAGE = Page(
    "<p>The ferry läuft auf.</p>".encode("latin-1") * 50,
    url="https://harbour.example/ferry",
    fetched_url="https://harbour.example/ferry/",
    redirects=("https://harbour.example/ferry",),
    media_type="text/html; charset=latin-1",
    headers=(("content-type", "text/html; charset=latin-1"), ("link", "</a>; rel=x"), ("link", "</b>; rel=y")),
    retrieved=NOON,
    name="https://harbour.example/ferry",
    status=200,
    memento=NOON,
)


def with_bytes(data: bytes) -> Page:
    return dataclasses.replace(PAGE, data=data)


def test_a_page_comes_back_as_it_came(store: Store):
    store.add(*piece("a"), page=PAGE)
    store.add(*piece("b"), page=Page(b"", name="an empty file"))
    assert list(store.captures) == [PAGE, Page(b"", name="an empty file")]


def test_bytes_are_kept_once_and_compressed_however_many_articles_they_make(store: Store):
    store.add(*piece("a"), page=PAGE)
    store.add(*piece("b"), page=PAGE)
    info = store.info()
    assert (info["captures"], info["pages"], info["page_bytes"]) == (2, 1, len(PAGE.data))
    assert int(info["page_bytes_kept"]) < len(PAGE.data) / 4
    assert len(list(store.captures)) == 2


def test_the_same_bytes_again_change_no_row_and_others_are_a_further_capture(store: Store):
    one = piece("a")
    store.add(*one, page=PAGE)
    before = rows(store)
    store.captures.add(one[0].article.version, dataclasses.replace(PAGE, retrieved=datetime.now(UTC)))
    assert rows(store) == before
    store.captures.add(one[0].article.version, with_bytes(b"another advertisement"))
    assert [page.data for page in store.captures] == [PAGE.data, b"another advertisement"]
    assert store.info()["captures"] == 2


def test_bytes_that_are_not_to_be_kept_leave_their_digest_and_how_they_came(made: str):
    one = piece("a")
    with open_store(made, keep_pages=False) as store:
        store.add(*one, page=PAGE)
        (capture,) = rows(store)["captures"]
        assert {PAGE.sha256, PAGE.url, NOON.isoformat()} < set(capture)
        assert rows(store)["pages"] == []
        assert list(store.captures) == []
        assert store.captures.last(PAGE.url or "") is None
    with open_store(made) as store:  # asked to keep them, it does so the next time that they come
        store.captures.add(one[0].article.version, PAGE)
        assert list(store.captures) == [PAGE]
        assert store.info()["captures"] == 1


def test_the_last_page_that_was_fetched_from_an_address_is_found(store: Store):
    one, *_ = piece("a")
    store.add(*piece("a"))
    live = dataclasses.replace(PAGE, memento=None)
    for page in (
        live,
        dataclasses.replace(live, data=b"later"),
        dataclasses.replace(live, data=b"of another", url="https://harbour.example/other"),
        dataclasses.replace(live, data=b"of an archive", name=f"a.warc.gz: {live.url}"),
        dataclasses.replace(live, data=b"of a copy", memento=NOON, name="https://web.archive.org/web/1/x"),
        dataclasses.replace(live, data=b"of a file", status=None),
    ):
        store.captures.add(one.article.version, page)
    found = store.captures.last("https://harbour.example/ferry")
    assert found is not None
    assert found.data == b"later"
    assert store.captures.last("https://harbour.example/none") is None


def test_many_pages_are_read_in_the_order_they_were_stored(store: Store):
    for n in range(45):
        store.add(*piece(f"a{n}"), page=with_bytes(b"%d" % n))
    assert [int(page.data) for page in store.captures] == list(range(45))


@pytest.mark.parametrize("said", ["a\0b", "half \ud800 a letter"])
def test_what_a_server_says_and_no_database_takes_costs_nothing_but_itself(store: Store, said: str):
    store.add(*piece("a"), page=dataclasses.replace(PAGE, headers=(("x", said),), media_type=said))
    (page,) = store.captures
    assert page.headers[0][1] == page.media_type
    assert page.data == PAGE.data


def test_an_article_and_its_page_are_stored_together_or_not_at_all(store: Store, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    before = rows(store)
    monkeypatch.setattr("provenance.store.captures.add", full)
    with pytest.raises(Exception, match="No space left"):
        store.add(*piece("a"), page=PAGE)
    assert rows(store) == before


def test_a_copy_holds_the_pages(store: Store, tmp_path):
    for n in range(45):
        store.add(*piece(f"a{n}"), page=with_bytes(b"%d" % n * 100))
    where = str(store._engine.url.database) if store._engine.name == "sqlite" else store._engine.url
    source = where if isinstance(where, str) else where.render_as_string(hide_password=False)
    copied = copy(source, tmp_path / "copy.db")
    assert (copied["captures"], copied["pages"]) == (45, 45)
    with open_store(tmp_path / "copy.db") as made:
        assert list(made.captures) == list(store.captures)
