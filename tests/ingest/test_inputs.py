import gzip
import io
import json
import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from provenance.errors import FetchError, InputError, NotAnArticle
from provenance.ingest import follower, items, read, skipped, stands_alone
from provenance.ingest.fetch import fetcher
from provenance.ingest.record import Record
from provenance.model import Article, Page, Skipped
from tests.ingest.site import QUICK, STORY, Answer, story_html
from tests.ingest.test_warc import Archive

BODY = "\n\n".join(STORY)
quick = fetcher(QUICK, allow_private=True)


def no_fetch(url: str, *, crawling: bool = False) -> Page:
    raise AssertionError(f"{url} was fetched")


def put(folder: Path, name: str, data: bytes | str) -> str:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return str(path)


def articles(where: str, **options: Any) -> list[Article]:
    return [one for one in read(where, **options) if isinstance(one, Article)]


def jsonl(*texts: str) -> str:
    return "".join(
        json.dumps({"url": f"https://post.example/{n}", "text": text}) + "\n" for n, text in enumerate(texts)
    )


FILES: dict[str, bytes] = {
    "page.html": story_html(),
    "plain.txt": BODY.encode(),
    "lines.jsonl": jsonl(BODY).encode(),
    "value.json": json.dumps([{"text": BODY}], indent=1).encode(),
    "archive.warc": b"".join(Archive(packed=False).add("https://post.example/1", story_html()).records),
    "archive.warc.gz": b"".join(Archive().add("https://post.example/1", story_html()).records),
    "no-ending": story_html(),
    "wrong-ending.jpg": story_html(),
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("packed", [False, True], ids=["as it is", "gzipped"])
def test_each_kind_of_file_gives_its_article(tmp_path, name, packed):
    data = FILES[name]
    if packed and name.endswith(".gz"):
        pytest.skip("packed already")
    where = put(tmp_path, name + ".gz" * packed, gzip.compress(data) if packed else data)
    (article,) = articles(where, fetch=no_fetch)
    assert [line for line in article.text.split("\n") if line] == list(STORY)


@pytest.mark.parametrize("name", FILES)
def test_standard_input_is_what_its_content_says(name):
    (article,) = articles("-", stdin=io.BytesIO(FILES[name]), fetch=no_fetch)
    assert STORY[0] in article.text


def test_an_address_is_fetched_and_its_time_kept(site):
    url = site.put("/crane", story_html())
    (article,) = articles(url, fetch=quick)
    assert (article.url, article.fetched_url, article.name) == (url, url, url)
    assert article.first_seen is not None
    assert article.first_seen.basis == "retrieved"


def test_plain_text_on_the_web_is_an_article_too(site):
    (article,) = articles(site.put("/crane.txt", BODY.encode(), media_type="text/plain"), fetch=quick)
    assert article.text == BODY


def feed_of(*links: str) -> bytes:
    entries = "".join(
        f"<item><title>From the feed</title><link>{link}</link><pubDate>Tue, 06 Feb 2024 09:15:00 GMT</pubDate></item>"
        for link in links
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{entries}</channel></rss>'.encode()


def test_a_feed_leads_to_its_pages_and_dates_them(site):
    site.put("/1", story_html("First crane to come down"))
    url = site.put("/rss", feed_of("/1", "/gone", "/1"), media_type="application/rss+xml")
    article, gone = read(url, fetch=quick)
    assert isinstance(article, Article)
    assert article.url == site.url + "/1"
    assert article.title == "First crane to come down"
    assert article.published is not None
    assert (str(article.published), article.published.basis) == ("2024-02-06T09:15:00+00:00", "feed")
    assert isinstance(gone, Skipped)
    assert (gone.where, gone.reason) == (site.url + "/gone", "not-found")
    assert "no such page (404" in gone.message


def test_a_feed_in_a_file_is_followed_as_well(site, tmp_path):
    site.put("/1", story_html())
    assert len(articles(put(tmp_path, "feed.xml", feed_of(site.url + "/1")), fetch=quick)) == 1


def test_a_sitemap_index_leads_to_sitemaps_and_these_to_pages(site):
    site.put("/1", story_html())
    site.put("/2", story_html())
    pages = f"<urlset><url><loc>{site.url}/1</loc></url><url><loc>{site.url}/2</loc></url></urlset>".encode()
    site.put("/map.xml.gz", gzip.compress(pages), media_type="application/gzip")
    index = f"<sitemapindex><sitemap><loc>{site.url}/map.xml.gz</loc></sitemap></sitemapindex>".encode()
    assert len(articles(site.put("/index.xml", index, media_type="text/xml"), fetch=quick)) == 2


def test_a_sitemap_that_names_itself_ends(site):
    loop = f"<sitemapindex><sitemap><loc>{site.url}/map.xml</loc></sitemap></sitemapindex>".encode()
    assert list(items(site.put("/map.xml", loop, media_type="text/xml"), fetch=quick)) == []
    assert len(site.asked) == 1


def test_lists_of_lists_end_somewhere(site):
    for n in range(9):
        index = f"<sitemapindex><sitemap><loc>{site.url}/{n + 1}</loc></sitemap></sitemapindex>".encode()
        site.put(f"/{n}", index, media_type="text/xml")
    (too_deep,) = items(site.url + "/0", fetch=quick)
    assert isinstance(too_deep, Skipped)
    assert len(site.pages) == 4


def test_a_file_of_addresses_is_read_one_after_the_other(site, tmp_path):
    one, two = site.put("/1", story_html()), site.put("/2", b"%PDF", media_type="application/pdf")
    three = site.put("/3", story_html())
    where = put(tmp_path, "list.txt", f"# morning\n{one}\n{two}\n\n{three}\n")
    found = list(read(where, fetch=quick))
    assert [type(item) for item in found] == [Article, Skipped, Article]


def test_a_list_is_read_up_to_a_bound_and_says_so(tmp_path):
    where = put(tmp_path, "list.txt", "".join(f"https://a.example/{n}\n" for n in range(10_050)))
    found = list(items(where, fetch=lambda url, crawling=False: Page(b"x", url=url, name=url)))
    assert len(found) == 10_002
    assert isinstance(found[-1], Skipped)
    assert "49 of its 10050 addresses are left out" in found[-1].message


def test_pages_are_fetched_only_when_they_are_wanted(site, tmp_path):
    where = put(tmp_path, "list.txt", "".join(site.put(f"/{n}", story_html()) + "\n" for n in range(5)))
    next(items(where, fetch=quick))
    assert site.pages == ["/0"]


def test_a_folder_gives_its_articles_and_says_what_was_none(tmp_path, capfd):
    (tmp_path / "deep").mkdir()
    put(tmp_path, "deep/a.html", story_html())
    put(tmp_path, "b.txt", BODY)
    put(tmp_path, "c.pdf", b"%PDF-1.4 ...")
    put(tmp_path, "d.txt", b"")
    put(tmp_path, "e.html.gz", gzip.compress(story_html())[:-30])
    put(tmp_path, "feed.xml", feed_of("https://a.example/1"))
    put(tmp_path, "more.jsonl", jsonl(BODY, ""))
    put(tmp_path, "script.py", "print('crane')")
    found = list(read(str(tmp_path), fetch=no_fetch))
    assert [one.name.rpartition("/")[2] for one in found if isinstance(one, Article)] == [
        "b.txt",
        "a.html",
        "more.jsonl: line 1",
    ]
    reasons = {one.where.rpartition("/")[2]: one.reason for one in found if isinstance(one, Skipped)}
    assert reasons == {
        "c.pdf": "wrong-type",
        "d.txt": "empty",
        "e.html.gz": "failed",
        "feed.xml": "not-an-article",
        "more.jsonl: line 2": "no-text",
        "script.py": "wrong-type",
    }
    assert capfd.readouterr() == ("", "")


def test_data_about_pages_is_no_article_file(tmp_path):
    put(tmp_path, "manifest.jsonl", json.dumps({"file": "a.html", "title": "Crane"}) + "\n")
    put(tmp_path, "a.html", story_html())
    (article,) = read(str(tmp_path))
    assert isinstance(article, Article)
    (alone,) = read(str(tmp_path / "manifest.jsonl"))
    assert isinstance(alone, Skipped)


def test_a_folder_without_articles_says_so(tmp_path):
    put(tmp_path, "style.css", "p {}")
    with pytest.raises(InputError, match="a folder without articles"):
        list(read(str(tmp_path)))


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("nothing-here.html", "no such file or folder"),
        ("www.post.example/crane", "write https://www.post.example/crane"),
        ("a\x00b", "no path that can exist"),
        ("x" * 5000, "cannot be read"),
    ],
)
def test_what_is_not_there_is_said_in_one_line(where, words):
    with pytest.raises(InputError) as caught:
        list(read(where))
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_may_not_be_read_says_so(tmp_path, monkeypatch):
    where = put(tmp_path, "secret.html", story_html())

    def refuse(*args: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", refuse)  # root may read everything
    with pytest.raises(InputError, match="permission denied; make it readable"):
        list(read(where))


def test_one_thing_that_fails_raises_and_one_of_many_is_skipped(tmp_path, site):
    where = put(tmp_path, "story.pdf", b"%PDF-1.4 ...")
    with pytest.raises(NotAnArticle) as caught:
        list(read(where))
    assert caught.value.reason == "wrong-type"
    with pytest.raises(FetchError):
        list(read(site.url + "/gone", fetch=quick))
    with pytest.raises(NotAnArticle):
        list(read("-", stdin=io.BytesIO(b"")))
    (one,) = read(put(tmp_path, "a.jsonl", jsonl("short")))
    assert isinstance(one, Skipped)
    assert one.message.startswith(f"{tmp_path}/a.jsonl: line 1: ")


def test_a_gzip_bomb_is_refused(tmp_path):
    with pytest.raises(NotAnArticle, match="more than 20 MB"):
        list(items(put(tmp_path, "bomb.html.gz", gzip.compress(bytes(60 << 20)))))


@pytest.mark.parametrize("damaged", [0, 1, 2])
def test_a_damaged_record_at_the_start_of_an_archive_costs_nothing_but_itself(tmp_path, damaged):
    archive = Archive()
    for n in range(4):
        archive.add(f"https://post.example/{n}", story_html(f"The crane, part {n}"))
    record = bytearray(archive.records[damaged])
    record[80:90] = bytes(10)
    archive.records[damaged] = bytes(record)
    found = list(items(put(tmp_path, "a.warc.gz", b"".join(archive.records))))
    kept = [f"https://post.example/{n}" for n in range(4) if n != damaged]
    assert [one.url for one in found if isinstance(one, Page)] == kept
    (skipped,) = [one for one in found if isinstance(one, Skipped)]
    assert f"a.warc.gz: record {damaged + 1}: damaged" in skipped.message


@pytest.mark.parametrize("cut", [5, 40, -4])
def test_a_damaged_gzip_file_says_so(tmp_path, cut):
    with pytest.raises(InputError, match="a damaged gzip file"):
        list(items(put(tmp_path, "a.html.gz", gzip.compress(story_html())[:cut])))


def test_options_and_the_time_go_to_every_article(tmp_path):
    now = datetime(2024, 3, 1, tzinfo=UTC)
    where = put(tmp_path, "a.jsonl", jsonl(BODY, BODY))
    for article in articles(where, outlet="Skerry Post", published="2024-02-06", now=now):
        assert article.outlet is not None
        assert article.outlet.name == "Skerry Post"
        assert str(article.published) == "2024-02-06"
        assert article.first_seen is not None
        assert article.first_seen.at == now


def test_an_article_comes_with_its_page_and_when_that_came(tmp_path, site):
    now = datetime(2024, 3, 1, tzinfo=UTC)
    html = json.dumps({"url": "https://post.example/1", "html": story_html().decode()})
    (file,) = articles(put(tmp_path, "a.html", story_html()), now=now)
    (record,) = articles(put(tmp_path, "a.json", html), now=now)
    (fetched,) = articles(site.put("/crane", story_html()), fetch=quick, now=now)
    for one in (file, record, fetched):
        assert one.page is not None
        assert (one.page.data, one.page.sha256) == (story_html(), one.page_sha256)
    assert file.page is not None
    assert (file.page.retrieved, file.page.status) == (now, None)
    assert fetched.page is not None
    assert fetched.page.status == 200
    assert fetched.page.retrieved is not None
    assert fetched.page.retrieved > now
    (text,) = articles(put(tmp_path, "b.jsonl", jsonl(BODY)))
    assert text.page is None


def test_a_time_that_is_none_is_refused_before_anything_is_read(tmp_path):
    with pytest.raises(InputError, match="'soon' is no time"):
        list(read(put(tmp_path, "a.jsonl", jsonl(BODY)), published="soon"))


def test_reading_twice_gives_the_same(tmp_path):
    where = put(tmp_path, "a.jsonl", jsonl(BODY, BODY))
    assert [one.version for one in articles(where)] == [one.version for one in articles(where)]


def test_a_failure_names_its_input_once():
    assert skipped("a: line 2", InputError("a: line 2: bad")).message == "a: line 2: bad"
    assert skipped("a: line 2", InputError("bad\nthing")).message == "a: line 2: bad thing"
    assert skipped("a", NotAnArticle("paywall", "x")).reason == "paywall"
    assert skipped("a", FetchError("x", reason="gone")).reason == "gone"


def test_a_record_of_the_whole_file_stands_alone():
    assert stands_alone(Page(b"", name="a.html"), "a.html")
    assert stands_alone(Record("a.json", text="x"), "a.json")
    assert not stands_alone(Record("a.json: line 1", text="x"), "a.json")


def test_the_libraries_say_nothing_on_their_own(capfd):
    for library in ("trafilatura", "warcio", "htmldate", "urllib3"):
        logging.getLogger(library).warning("noise")
    assert capfd.readouterr().err == ""


def test_an_answer_that_is_no_article_is_told_apart(site):
    url = site.put("/x", Answer(b"\x00\x01\x02" * 500))
    with pytest.raises(NotAnArticle, match="binary data"):
        list(read(url, fetch=quick))


ROBOTS = b"User-agent: *\nDisallow: /private\n"


def test_what_a_list_names_is_read_only_where_the_site_lets_programs(site, tmp_path):
    site.put("/robots.txt", ROBOTS, media_type="text/plain")
    urls = [site.put(path, story_html()) for path in ("/private/1", "/open/1", "/private/2")]
    found = list(read(put(tmp_path, "list.txt", "\n".join(urls)), fetch=quick))
    assert [one.reason if isinstance(one, Skipped) else one.url for one in found] == ["robots", urls[1], "robots"]
    assert [path for path, _ in site.asked] == ["/robots.txt", "/open/1"]


def test_a_page_that_a_person_names_is_read_as_by_a_browser(site):
    site.put("/robots.txt", ROBOTS, media_type="text/plain")
    assert articles(site.put("/private/1", story_html()), fetch=quick)
    assert [path for path, _ in site.asked] == ["/private/1"]


def test_a_feed_that_a_person_names_is_read_and_its_pages_as_by_a_program(site):
    site.put("/robots.txt", ROBOTS, media_type="text/plain")
    site.put("/private/1", story_html())
    feed = site.put("/private/rss", feed_of("/private/1"), media_type="application/rss+xml")
    (one,) = read(feed, fetch=quick)
    assert isinstance(one, Skipped)
    assert one.reason == "robots"
    assert "give its address on its own" in one.message


def test_pages_that_links_lead_to_are_read_as_by_a_program(site):
    site.put("/robots.txt", ROBOTS, media_type="text/plain")
    with pytest.raises(FetchError) as caught:
        list(follower(quick)(site.put("/private/1", story_html())))
    assert caught.value.reason == "robots"
    assert [one.url for one in follower(quick)(site.put("/open", story_html())) if isinstance(one, Article)]


def test_a_list_cannot_lead_into_the_network_of_the_one_who_reads_it(site, tmp_path):
    where = put(tmp_path, "list.txt", site.put("/1", story_html()) + "\nhttp://[::1]:8080/2\n")
    found = list(read(where, fetch=fetcher(QUICK)))
    assert [one.reason for one in found if isinstance(one, Skipped)] == ["private-address"] * 2
    assert site.asked == []
