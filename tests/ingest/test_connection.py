"""Nothing but the public web is reached: whatever is typed, whatever a name leads to, and wherever a page points on."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from urllib3.util.connection import create_connection

from provenance.errors import FetchError
from provenance.ingest import connection
from provenance.ingest.connection import Resolve, resolve
from provenance.ingest.fetch import fetcher
from provenance.ingest.public import is_public
from tests.ingest.site import QUICK, Answer, Handler, Site, story_html

PUBLIC = "1.2.3.4"
NAMES = {
    "paper.example": [PUBLIC],
    "router.example": ["192.168.0.1"],
    "loop.example": ["127.0.0.1"],
    "loop6.example": ["::1"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "mixed.example": [PUBLIC, "127.0.0.1"],
    "mixed6.example": ["2600::1", "fe80::1%lo"],
    "metadata.google.internal": ["169.254.169.254"],
    "metadata.google.internal.": ["169.254.169.254"],
    "localhost": ["127.0.0.1", "::1"],
    "localhost.": ["127.0.0.1"],
    "LOCALHOST": ["127.0.0.1"],
    "localhost.localdomain": ["127.0.0.1"],
    "anything.localhost": ["127.0.0.1"],
    "ip6-localhost": ["::1"],
    "127.0.0.1.": ["127.0.0.1"],
    "127.0.0.1.nip.example": ["127.0.0.1"],
    "xn--loop-example.example": ["10.1.2.3"],
}


def look_up(host: str, port: int) -> list[str]:
    """The names above; else only numbers, as this machine reads them: short, octal and hexadecimal ones too."""
    if names := NAMES.get(host, NAMES.get(host.lower())):
        return names
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    return [str(one[4][0]) for one in found]


# What leads to an address that is not public: each must be refused as such.
PRIVATE = [
    "http://127.0.0.1/",
    "http://127.0.0.1:8080/",
    "https://127.0.0.1/",
    "http://127.1/",
    "http://127.0.1/",
    "http://127.255.255.254/",
    "http://2130706433/",
    "http://017700000001/",
    "http://0177.0.0.1/",
    "http://0177.0.0.01/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://0x7F.1/",
    "http://0x7f.0x0.0x0.0x1/",
    "http://127.0x0.01/",
    "http://0/",
    "http://0.0.0.0/",
    "http://0.0.0.0:8000/",
    "http://0x0/",
    "http://00000000/",
    "http://0.1.2.3/",
    "http://10.0.0.1/",
    "http://10.1/",
    "http://167772161/",
    "http://172.16.0.1/",
    "http://172.31.255.255/",
    "http://192.168.1.1/",
    "http://0xc0a80101/",
    "http://100.64.0.1/",
    "http://100.127.255.255/",
    "http://100.100.100.200/latest/meta-data/",
    "http://168.63.129.16/machine",
    "http://169.254.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://169.254.170.2/v2/credentials",
    "http://2852039166/",
    "http://0xa9fea9fe/",
    "http://0251.0376.0251.0376/",
    "http://169.16689662/",
    "http://192.0.0.192/opc/v2/instance",
    "http://192.0.2.1/",
    "http://192.88.99.1/",
    "http://198.18.0.1/",
    "http://198.19.255.255/",
    "http://198.51.100.1/",
    "http://203.0.113.1/",
    "http://224.0.0.1/",
    "http://239.255.255.250/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "http://4294967295/",
    "http://[::]/",
    "http://[::1]/",
    "http://[::1]:8080/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[0000::0001]/",
    "http://[::127.0.0.1]/",
    "http://[::7f00:1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[0:0:0:0:0:ffff:127.0.0.1]/",
    "http://[::ffff:169.254.169.254]/",
    "http://[::ffff:10.0.0.1]/",
    "http://[::ffff:0:127.0.0.1]/",
    "http://[64:ff9b::127.0.0.1]/",
    "http://[64:ff9b::a9fe:a9fe]/",
    "http://[64:ff9b:1::127.0.0.1]/",
    "http://[2002:7f00:1::]/",
    "http://[2002:a9fe:a9fe::1]/",
    "http://[2001:0:7f00:1::]/",
    "http://[2001:db8::1]/",
    "http://[3fff::1]/",
    "http://[100::1]/",
    "http://[fc00::1]/",
    "http://[fd00:ec2::254]/latest/meta-data/",
    "http://[fe80::1]/",
    "http://[fe80::1%25lo]/",
    "http://[fe80::1%lo]/",
    "http://[fec0::1]/",
    "http://[ff02::1]/",
    "http://127.0.0.1/?http://paper.example/",
    "http://127.0.0.1#@paper.example/",
    "http://127.0.0.1?@paper.example/",
    "http://127.0.0.1\\@paper.example/",
    "HTTP://127.0.0.1/",
    "http://127%2E0%2E0%2E1/",
    "http://%31%32%37.0.0.1/",
    "http://@127.0.0.1/",
    # Unicode digits, letters and dots, which the name of a host folds into ASCII
    "http://127。0。0。1/",
    "http://127.0.0.1/",
    "http://①②⑦.⓪.⓪.①/",
    "http://𝟏𝟐𝟕.𝟎.𝟎.𝟏/",
    "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/",
    *(f"http://{name}/" for name in NAMES if name != "paper.example"),
]
# What is no address of the web at all, or none that can be known to be.
NO_WEB = [
    "ftp://paper.example/",
    "file:///etc/passwd",
    "file://127.0.0.1/etc/passwd",
    "gopher://127.0.0.1:6379/_INFO",
    "dict://127.0.0.1:11211/stats",
    "ldap://127.0.0.1/",
    "jar:http://127.0.0.1/",
    "data:text/html,<p>x",
    "javascript:alert(1)",
    "unix:///var/run/docker.sock",
    "http+unix://%2Fvar%2Frun%2Fdocker.sock/info",
    "//127.0.0.1/",
    "127.0.0.1",
    "http:127.0.0.1",
    "http:///127.0.0.1/",
    "http://paper.example@127.0.0.1/",
    "http://paper.example:80@127.0.0.1/",
    "http://paper.example%40127.0.0.1@127.0.0.1/",
    "http://a:b@paper.example/",
    "http://127.0.0.1@paper.example/",
    "http://127.0.0.1%00.paper.example/",
    "http://127.0.0.1%09/",
    "http://[::1/",
    "http://[::1]x/",
    "http://[127.0.0.1]/",
    "http://[::ffff:127.0.0.1.]/",
    "http://127.0.0.1:22:80/",
    "http://127.0.0.1:99999/",
    "http://127.0.0.256/",
    "http://1.2.3.4.5/",
    "http://paper.example:22/",
    "http://paper.example:25/",
    "http://paper.example:445/",
    "http://paper.example:6000/",
    "http://paper.example:6667/",
    "http:// 127.0.0.1/",
    "http://127.0.0.1 paper.example/",
    "http://",
    "",
]


@pytest.fixture
def reached(monkeypatch) -> list[str]:
    """The addresses that something would have connected to."""
    seen: list[str] = []

    def note(address: tuple[str, int], *args: object, **options: object) -> socket.socket:
        seen.append(address[0])
        raise ConnectionRefusedError(111, "this test connects nowhere")

    monkeypatch.setattr(connection, "create_connection", note)
    return seen


@pytest.fixture
def internet(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The site, at the public address of paper.example; of everything else it is noted that it was reached."""

    def to_site(address: tuple[str, int], *args: Any, **options: Any) -> socket.socket:
        site.reached.append(address[0])
        return create_connection(("127.0.0.1", address[1]), *args, **options)

    monkeypatch.setattr(connection, "create_connection", to_site)
    site.url = site.url.replace("127.0.0.1", "paper.example")
    return site


def refused(url: str, resolve: Resolve = look_up) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetcher(QUICK, resolve=resolve)(url)
    assert "\n" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize("url", PRIVATE)
def test_no_spelling_of_an_address_that_is_not_public_gets_through(reached, url):
    error = refused(url)
    assert error.reason == "private-address", error
    assert "give --allow-private if" in str(error)
    assert reached == []


@pytest.mark.parametrize("url", NO_WEB)
def test_what_is_no_address_of_the_web_is_not_fetched(reached, url):
    assert refused(url).reason == "failed"
    assert reached == []


@pytest.mark.parametrize("url", PRIVATE)
def test_no_redirect_gets_through_either(internet, url):
    start = internet.put("/away", Answer(status=302, headers={"Location": url.encode().decode("latin-1")}))
    assert refused(start).reason in ("private-address", "failed", "unavailable")
    assert set(internet.reached) <= {PUBLIC}
    assert {path for path, _ in internet.asked} == {"/away"}


@pytest.mark.parametrize("url", [url for url in NO_WEB if url not in ("", "127.0.0.1", "http:127.0.0.1")])
def test_no_redirect_leads_out_of_the_web(internet, url):
    start = internet.put("/away", Answer(status=302, headers={"Location": url}))
    refused(start)
    assert set(internet.reached) <= {PUBLIC}


def test_a_second_redirect_is_checked_as_well_as_the_first(internet):
    internet.put("/two", Answer(status=301, headers={"Location": "http://router.example/"}))
    start = internet.put("/one", Answer(status=307, headers={"Location": "/two"}))
    assert refused(start).reason == "private-address"
    assert [path for path, _ in internet.asked] == ["/one", "/two"]


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "2130706433", "0x7f.1", "0177.0.0.1", "127。0。0。1", "loop.example"]
)
def test_servers_of_ones_own_are_reached_where_that_is_allowed(site, host):
    url = site.put("/", story_html()).replace("127.0.0.1", host)
    assert fetcher(QUICK, allow_private=True, resolve=look_up)(url).data == story_html()
    assert refused(url).reason == "private-address"
    assert len(site.asked) == 1


@given(st.ip_addresses(v=4), st.sampled_from(["{0}", "{0:#x}", "0{0:o}", "[::ffff:{1}]", "[64:ff9b::{1}]", "{1}"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
def test_only_public_addresses_are_connected_to_however_they_are_written(reached, address, form):
    reached.clear()
    refused(f"http://{form.format(int(address), address)}/")
    assert all(is_public(one) for one in reached)
    assert bool(reached) == is_public(str(address))


@given(st.text(max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
def test_whatever_follows_the_scheme_is_fetched_from_a_public_address_or_refused(reached, rest):
    reached.clear()
    refused("http://" + rest)
    assert all(is_public(one) for one in reached)


def lookups(*answers: list[str]) -> Callable[[str, int], list[str]]:
    """A resolver that gives one answer after the other, the last for ever."""
    left = list(answers)
    return lambda host, port: left.pop(0) if len(left) > 1 else left[0]


def test_a_name_is_looked_up_once_and_what_was_checked_is_connected_to(internet):
    url = internet.put("/", story_html())
    page = fetcher(QUICK, resolve=lookups([PUBLIC], ["127.0.0.1"]))(url)
    assert page.data == story_html()
    assert internet.reached == [PUBLIC]
    assert internet.asked[0][1]["host"] == internet.url.removeprefix("http://")


def test_a_name_that_is_rebound_before_a_retry_is_refused(internet):
    url = internet.put("/", Answer(status=0), story_html())
    assert refused(url, lookups([PUBLIC], ["127.0.0.1"])).reason == "private-address"
    assert internet.reached == [PUBLIC]
    assert len(internet.asked) == 1


def test_a_name_that_is_rebound_before_a_redirect_to_itself_is_refused(internet):
    url = internet.put("/", Answer(status=302, headers={"Location": "/inside", "Connection": "close"}))
    internet.put("/inside", story_html())
    assert refused(url, lookups([PUBLIC], ["127.0.0.1"])).reason == "private-address"
    assert [path for path, _ in internet.asked] == ["/"]


def test_a_name_that_is_rebound_before_the_next_page_is_refused(internet):
    url = internet.put("/", story_html())
    fetch = fetcher(QUICK, resolve=lookups([PUBLIC], ["127.0.0.1"]))
    fetch(url)
    with pytest.raises(FetchError, match=r"paper\.example is at 127\.0\.0\.1, no public address"):
        fetch(url)
    assert internet.reached == [PUBLIC]


@pytest.mark.parametrize("found", [[PUBLIC, "127.0.0.1"], ["127.0.0.1", PUBLIC], ["2600::1", "::1"]])
def test_a_name_with_an_address_that_is_not_public_among_others_is_refused(reached, found):
    assert refused("http://paper.example/", lookups(found)).reason == "private-address"
    assert reached == []


def test_the_next_address_of_a_name_is_tried_where_one_does_not_answer(reached):
    assert "nothing answers there" in str(refused("http://paper.example/", lookups([PUBLIC, "2600::1"])))
    assert reached == [PUBLIC, "2600::1"]


def test_a_name_without_any_address_is_said_to_have_none(reached):
    assert refused("http://paper.example/", lookups([])).reason == "unavailable"


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "::1", "127.1"])
def test_the_real_resolver_says_what_this_machine_would_connect_to(name):
    assert not any(map(is_public, resolve(name, 80)))


def test_no_proxy_is_taken_from_the_environment(internet, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:3128")
    fetcher(QUICK, resolve=look_up)(internet.put("/", story_html()))
    assert internet.reached == [PUBLIC]


_OPENSSL = (
    "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=paper.example "
    "-addext subjectAltName=DNS:paper.example -keyout {} -out {}"
)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> Path:
    """A certificate for paper.example with its key, signed by itself."""
    if not shutil.which("openssl"):
        assert not os.environ.get("CI"), "openssl is missing"
        pytest.skip("openssl is missing")
    path: Path = tmp_path_factory.mktemp("tls") / "paper.pem"
    subprocess.run(
        shlex.split(_OPENSSL.format(path, path.with_suffix(".crt"))),
        check=True,
        capture_output=True,
    )
    path.write_bytes(path.read_bytes() + path.with_suffix(".crt").read_bytes())
    return path


@pytest.fixture
def secure(certificate, monkeypatch) -> Iterator[int]:
    """The port of a server with that certificate, which this machine trusts."""

    class Bound(Handler):
        site = Site("")

    Bound.site.put("/", story_html())
    server = ThreadingHTTPServer(("127.0.0.1", 0), Bound)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *args: None  # type: ignore[method-assign]  # a client that does not trust us
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.with_suffix(".crt")))
    connection._trust.cache_clear()
    yield server.server_port
    connection._trust.cache_clear()
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_certificate_is_checked_against_the_name_and_not_the_address_connected_to(secure):
    fetch = fetcher(QUICK, allow_private=True, resolve=lambda host, port: ["127.0.0.1"])
    assert fetch(f"https://paper.example:{secure}/").data == story_html()
    for other in ("other.example", "127.0.0.1"):
        with pytest.raises(FetchError, match="certificate cannot be trusted"):
            fetch(f"https://{other}:{secure}/")


def test_a_certificate_that_nobody_signed_is_not_trusted(secure, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    connection._trust.cache_clear()
    fetch = fetcher(QUICK, allow_private=True, resolve=lambda host, port: ["127.0.0.1"])
    with pytest.raises(FetchError, match="certificate cannot be trusted"):
        fetch(f"https://paper.example:{secure}/")


def drip() -> Iterator[bytes]:
    while True:
        yield b"x"
        time.sleep(0.05)


def endless(piece: bytes) -> Iterator[bytes]:
    while True:
        yield piece


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.fixture
def raw() -> Iterator[Callable[[Iterator[bytes]], str]]:
    """A server that sends what it is told, and nothing else."""
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(0.05)
    threads = []
    ended = threading.Event()

    def send(pieces: Iterator[bytes]) -> None:
        while not ended.is_set():
            with contextlib.suppress(OSError):  # nobody comes, or the client has had enough
                client, _ = listening.accept()
                with client:
                    client.recv(1 << 16)
                    for piece in pieces:
                        client.sendall(piece)

    def serve(pieces: Iterator[bytes]) -> str:
        threads.append(threading.Thread(target=send, args=[pieces], daemon=True))
        threads[-1].start()
        return f"http://127.0.0.1:{listening.getsockname()[1]}/"

    yield serve
    ended.set()
    for thread in threads:
        thread.join()
    listening.close()


@pytest.mark.parametrize(
    "start",
    [b"", b"HTTP/1.1 200 OK\r\nX: ", HEAD + b"\r\n", CHUNKED, CHUNKED + b"1\r\nx\r\n0\r\n"],
    ids=["status line", "header", "body", "length of a chunk", "trailer"],
)
def test_a_server_that_drips_is_given_up_in_time_wherever_it_begins_to(raw, start):
    def pieces() -> Iterator[bytes]:
        yield start
        yield from drip()

    began = time.monotonic()
    with pytest.raises(FetchError, match="no whole answer in time") as caught:
        fetcher(replace(QUICK, total=0.5), allow_private=True)(raw(pieces()))
    assert caught.value.reason == "unavailable"
    assert time.monotonic() - began < 1.5


def test_a_server_that_falls_silent_late_is_given_up_in_time(raw):
    def pieces() -> Iterator[bytes]:
        yield HEAD + b"\r\n"
        time.sleep(0.7)
        yield b"x"
        time.sleep(2)

    began = time.monotonic()
    with pytest.raises(FetchError, match="no whole answer in time"):
        fetcher(replace(QUICK, total=1), allow_private=True)(raw(pieces()))
    assert time.monotonic() - began < 1.5


def test_many_addresses_that_do_not_answer_take_no_longer_than_one_page_may(monkeypatch):
    waited = []

    def silent(address: tuple[str, int], timeout: float, **options: object) -> socket.socket:
        waited.append(timeout)
        time.sleep(timeout)
        raise TimeoutError

    monkeypatch.setattr(connection, "create_connection", silent)
    began = time.monotonic()
    with pytest.raises(FetchError, match="no whole answer in time"):
        fetcher(replace(QUICK, connect=0.3, total=0.5), resolve=lambda host, port: [PUBLIC] * 20)(
            "http://paper.example/"
        )
    assert time.monotonic() - began < 1
    assert waited[0] > waited[1]


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (HEAD + b"\r\n", b"x" * 65536),
        (CHUNKED, b"0" * 65536),
        (CHUNKED, b"1;" + b"y" * 4096 + b"\r\nx\r\n"),
        (CHUNKED + b"0\r\n", b"X: y\r\n" * 1024),
        (b"", b"HTTP/1.1 100 Continue\r\nX: y\r\n\r\n" * 1024),
    ],
    ids=["body", "length of a chunk", "chunk extensions", "trailers", "interim answers"],
)
def test_a_server_that_never_ends_is_given_up_for_its_size(raw, monkeypatch, start, piece):
    monkeypatch.setattr("provenance.ingest.fetch._PACKED_LIMIT", 1 << 20)

    def pieces() -> Iterator[bytes]:
        yield start
        yield from endless(piece)

    # Lines of chunks are bounded by urllib3 as well, of late.
    with pytest.raises(FetchError, match=r"more bytes than any article has|broke off") as caught:
        fetcher(QUICK, allow_private=True)(raw(pieces()))
    assert caught.value.reason == "too-large" or (start, piece[:2]) == (CHUNKED, b"00")


@pytest.mark.parametrize("headers", [b"X: " + b"y" * 70_000, b"X: y\r\n" * 200], ids=["a long one", "many"])
def test_headers_beyond_measure_are_no_answer(raw, headers):
    with pytest.raises(FetchError, match="broke off"):
        fetcher(QUICK, allow_private=True)(raw(endless(HEAD + headers + b"\r\n\r\n")))
