"""Servers that misbehave: each ends in time, with a sentence that says what is wrong."""

from __future__ import annotations

import gzip
import socket
import ssl
import struct
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import pytest
import trustme
from fetch_server import QUICK, TEXT, Get, Page, Site, Talk, html, serve, tree
from hypothesis import given, settings
from hypothesis import strategies as st

from aigov_corpus.errors import NetworkError, RefusedError, ResponseError
from aigov_corpus.fetching import fetch
from aigov_corpus.fetching.answers import retry_after
from aigov_corpus.fetching.unpacking import Unpacker, choose_unpacker

RawServer = Callable[[Talk], str]
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def failure_of(get: Get, raw: Path, url: str, kind: type[NetworkError], *words: str) -> str:
    """Fetch `url`, check that it fails as `kind` within seconds, and that no snapshot was taken."""
    start = time.monotonic()
    report = get(url)
    assert time.monotonic() - start < 8
    assert not report.snapshots
    (failure,) = report.failures
    assert type(failure.error) is kind, failure.message
    for word in words:
        assert word in failure.message
    assert "\n" not in failure.message and failure.url == url
    assert [name for name in tree(raw) if name != ".lock"] == []
    return failure.message


@pytest.mark.slow
def test_slow_drip_of_the_body_ends(raw_server: RawServer, get: Get, raw: Path) -> None:
    """An answer that comes a byte at a time ends at the limit on its whole time."""

    def talk(connection: socket.socket, _request: bytes) -> None:
        connection.sendall(HEAD + b"Content-Length: 100000\r\n\r\n")
        while True:
            connection.sendall(b"x")
            time.sleep(0.05)

    failure_of(get, raw, raw_server(talk), NetworkError, "not complete after 1.5 s")


@pytest.mark.slow
def test_slow_drip_of_the_head_ends(raw_server: RawServer, get: Get, raw: Path) -> None:
    """The same limit holds before the body begins."""

    def talk(connection: socket.socket, _request: bytes) -> None:
        for byte in HEAD * 100:
            connection.sendall(bytes([byte]))
            time.sleep(0.05)

    failure_of(get, raw, raw_server(talk), NetworkError, "not complete after 1.5 s")


@pytest.mark.slow
def test_silence_is_a_time_out(raw_server: RawServer, get: Get, raw: Path) -> None:
    """A server that falls silent is tried again and given up."""
    talks = []

    def talk(connection: socket.socket, _request: bytes) -> None:
        talks.append(1)
        connection.sendall(HEAD + b"Content-Length: 100\r\n\r\nabc")
        time.sleep(QUICK.read + 0.4)

    failure_of(get, raw, raw_server(talk), NetworkError, "fell silent")
    assert len(talks) == QUICK.tries


def test_reset_in_the_middle(raw_server: RawServer, get: Get, raw: Path) -> None:
    """After a broken connection the page is asked for again; then it is a failure."""
    talks = []

    def talk(connection: socket.socket, _request: bytes) -> None:
        talks.append(1)
        connection.sendall(HEAD + b"Content-Length: 100000\r\n\r\n" + b"x" * 1000)
        time.sleep(0.05)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    failure_of(get, raw, raw_server(talk), NetworkError, "broke off")
    assert len(talks) == QUICK.tries


def test_reset_once_then_whole(raw_server: RawServer, get: Get) -> None:
    """The second try's whole answer is taken, and nothing of the first."""
    talks = []

    def talk(connection: socket.socket, _request: bytes) -> None:
        talks.append(1)
        body = html()
        cut = 30 if len(talks) == 1 else len(body)
        connection.sendall(HEAD + f"Content-Length: {len(body)}\r\n\r\n".encode() + body[:cut])

    (snapshot,) = get(raw_server(talk)).snapshots
    assert snapshot.body == html()


def test_a_length_that_is_too_long(raw_server: RawServer, get: Get, raw: Path) -> None:
    """Fewer bytes than declared: the page broke off."""

    def talk(connection: socket.socket, _request: bytes) -> None:
        connection.sendall(HEAD + b"Content-Length: 5000\r\n\r\n" + html())

    failure_of(get, raw, raw_server(talk), NetworkError, "broke off")


@pytest.mark.parametrize("pause", [0.0, 0.02])
def test_a_length_that_is_too_short(
    raw_server: RawServer, get: Get, raw: Path, pause: float
) -> None:
    """More bytes than declared: the page would be cut off in silence, so it is refused."""

    def talk(connection: socket.socket, _request: bytes) -> None:
        connection.sendall(HEAD + b"Content-Length: 200\r\n\r\n" + html()[:200])
        time.sleep(pause)
        connection.sendall(html()[200:])

    # the reader waits much longer than the server pauses, also on a machine with much to do
    patient = partial(get, limits=replace(QUICK, linger=1.0))
    message = "declares a length of 200 bytes and sends more"
    failure_of(patient, raw, raw_server(talk), ResponseError, message)


def test_a_keep_alive_server_costs_little(raw_server: RawServer, get: Get) -> None:
    """A server may keep the connection open after its answer, and send an informational head."""

    def talk(connection: socket.socket, _request: bytes) -> None:
        body = html()
        head = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + HEAD
        connection.sendall(head + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        time.sleep(0.3)

    assert get(raw_server(talk)).snapshots[0].body == html()


def test_an_endless_body_ends(raw_server: RawServer, get: Get, raw: Path) -> None:
    """A body without length is read up to the limit and refused."""

    def talk(connection: socket.socket, _request: bytes) -> None:
        connection.sendall(HEAD + b"\r\n")
        while True:
            connection.sendall(b"<p>more</p>" * 1000)

    failure_of(get, raw, raw_server(talk), ResponseError, "larger than", "never ends")


def test_endless_headers_end(raw_server: RawServer, get: Get, raw: Path) -> None:
    """A head without end is refused as no HTTP."""

    def talk(connection: socket.socket, _request: bytes) -> None:
        connection.sendall(HEAD)
        while True:
            connection.sendall(b"X-More: " + b"x" * 1000 + b"\r\n")

    failure_of(get, raw, raw_server(talk), NetworkError, "is not HTTP")


def test_what_is_not_http(raw_server: RawServer, get: Get, raw: Path) -> None:
    """An answer in another protocol is refused as no HTTP."""
    failure_of(
        get,
        raw,
        raw_server(lambda connection, _request: connection.sendall(b"HTTP/1.1 0 x\r\n\r\n")),
        NetworkError,
        "is not HTTP (illegal status line: “HTTP/1.1 0 x”)",
    )


def test_a_bomb_is_not_unpacked(site: Site, get: Get, raw: Path) -> None:
    """A few bytes that unpack into millions are refused at the limit."""
    zeros = b"\0" * 50_000_000
    packed = gzip.compress(zeros, 5)
    assert len(packed) < QUICK.body
    site.pages["/content_1.htm"] = Page(packed, headers={"Content-Encoding": "gzip"})
    failure_of(get, raw, site.url(), ResponseError, "larger than", "when decompressed")


@given(
    body=st.binary(max_size=2000),
    times=st.integers(1, 400),
    cuts=st.lists(st.integers(0, 5000), max_size=5),
)
def test_unpacking_loses_nothing(body: bytes, times: int, cuts: list[int]) -> None:
    """However a packed body is cut into pieces on its way, all of it comes out."""
    body = body * times
    packed = gzip.compress(body)
    edges = [0, *sorted(cut for cut in cuts if cut < len(packed)), len(packed)]
    unpacking = Unpacker()
    out = [step for at, end in pairwise(edges) for step in unpacking.feed(packed[at:end])]
    assert b"".join(out) == body and unpacking.whole


def test_unpacking_goes_in_small_steps() -> None:
    """The limit is looked at often enough: no step holds more than a little."""
    zeros = b"\0" * 5_000_000
    packed = gzip.compress(zeros)
    steps = [len(step) for step in Unpacker().feed(packed)]
    assert sum(steps) == len(zeros) and max(steps) <= 1 << 20


def test_damaged_and_truncated_packing(site: Site, get: Get, raw: Path) -> None:
    """Damaged, truncated or unknown compression is a failure that says which."""
    site.pages["/content_1.htm"] = Page(html(), headers={"Content-Encoding": "gzip"})
    failure_of(get, raw, site.url(), ResponseError, "damaged")
    site.pages["/content_1.htm"] = Page(
        gzip.compress(html())[:-20], headers={"Content-Encoding": "gzip"}
    )
    failure_of(get, raw, site.url(), NetworkError, "breaks off")
    site.pages["/content_1.htm"] = Page(html(), headers={"Content-Encoding": "gzip, gzip"})
    failure_of(get, raw, site.url(), ResponseError, "compressed as 'gzip, gzip'")
    site.pages["/content_1.htm"] = Page(html(), headers={"Content-Encoding": "zstd"})
    failure_of(get, raw, site.url(), ResponseError, "zstd")


@pytest.mark.parametrize("coding", ["UTF-8", "none", "", "utf-8, identity"])
def test_a_coding_that_is_no_compression_is_passed_over(coding: str) -> None:
    """People write the encoding of a text there, and browsers show the page all the same."""
    assert choose_unpacker(coding) is None


def test_zeros_without_end_after_a_packed_page_end(
    raw_server: RawServer, get: Get, raw: Path
) -> None:
    """Padding that unpacks to nothing counts too: what comes over the wire has the same limit."""

    def talk(connection: socket.socket, _request: bytes) -> None:
        connection.sendall(HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(html()))
        while True:
            connection.sendall(bytes(65536))

    failure_of(get, raw, raw_server(talk), ResponseError, "larger than", "never ends")


@pytest.mark.parametrize("wbits", [15, -15])
def test_deflate_that_nobody_asked_for_is_read(site: Site, get: Get, wbits: int) -> None:
    """With the header of zlib, and without, as some servers send it."""
    packed = zlib.compress(html(), wbits=wbits)
    site.pages["/content_1.htm"] = Page(packed, headers={"Content-Encoding": "deflate"})
    assert get(site.url()).snapshots[0].body == html()


def test_two_gzip_members_are_one_body(site: Site, get: Get) -> None:
    """Concatenated members and zero padding are legal gzip."""
    packed = gzip.compress(html()[:50]) + gzip.compress(html()[50:]) + b"\0" * 8
    site.pages["/content_1.htm"] = Page(packed, headers={"Content-Encoding": "gzip"})
    assert get(site.url()).snapshots[0].body == html()


def test_redirects_are_followed_and_remembered(site: Site, get: Get) -> None:
    """The URL asked for and the one that answered are both kept."""
    site.pages["/a"] = Page(status=302, headers={"Location": "b"})
    site.pages["/b"] = Page(status=308, headers={"Location": site.url("/content_1.htm#x")})
    (snapshot,) = get(site.url("/a")).snapshots
    assert (snapshot.url, snapshot.final_url) == (site.url("/a"), site.url())


def test_redirect_loops_and_chains(site: Site, get: Get, raw: Path) -> None:
    """A circle, too long a chain and a redirect to nowhere each have a message of their own."""
    site.pages["/a"] = Page(status=302, headers={"Location": "/b"})
    site.pages["/b"] = Page(status=302, headers={"Location": "/a"})
    failure_of(get, raw, site.url("/a"), ResponseError, "circle")
    for number in range(20):
        site.pages[f"/{number}"] = Page(status=302, headers={"Location": f"/{number + 1}"})
    failure_of(get, raw, site.url("/0"), ResponseError, "more than 8 redirects")
    site.pages["/c"] = Page(status=302)
    failure_of(get, raw, site.url("/c"), ResponseError, "without saying where")
    site.pages["/d"] = Page(status=302, headers={"Location": "http://[bad"})
    failure_of(get, raw, site.url("/d"), ResponseError, "not a URL")


def test_a_redirect_that_sets_a_cookie_is_no_circle(site: Site, get: Get) -> None:
    """A redirect to the same page that sets a cookie is followed, as guards of some sites need."""

    def guarded(request: object) -> Page:
        if "pass=1" in site.requests[-1].get("cookie", ""):
            return Page()
        return Page(status=302, headers={"Location": "/content_1.htm", "Set-Cookie": "pass=1"})

    site.pages["/content_1.htm"] = guarded
    assert get(site.url()).snapshots[0].body == html()


@pytest.mark.parametrize(
    "cookie", ["名=值", "a=值; path=/", "=;;;", "a=b; domain=.; max-age=9999999999999999"]
)
def test_a_cookie_that_cannot_be_sent_back_is_left(
    raw_server: RawServer, get: Get, cookie: str
) -> None:
    """Whatever a server puts into its cookies, its next page is fetched."""

    def talk(connection: socket.socket, _request: bytes) -> None:
        head = (
            HEAD
            + b"Set-Cookie: "
            + cookie.encode()
            + b"\r\nContent-Length: %d\r\n\r\n" % len(html())
        )
        connection.sendall(head + html())

    url = raw_server(talk)
    assert len(get(url, url.replace("_1", "_2")).snapshots) == 2


def test_headers_that_come_twice(raw_server: RawServer, get: Get) -> None:
    """If a header comes twice, the first media type and the first target count."""

    def talk(connection: socket.socket, request: bytes) -> None:
        if b"_1.htm" in request:
            lines = b"Location: content_2.htm\r\n" * 2 + b"Content-Length: 0\r\n\r\n"
            connection.sendall(b"HTTP/1.1 302 Found\r\n" + lines)
        else:
            head = HEAD + b"Content-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(html())
            connection.sendall(head + html())

    (snapshot,) = get(raw_server(talk)).snapshots
    assert snapshot.final_url.endswith("content_2.htm") and snapshot.path.endswith("body.html")


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 404 \x9b2J\x9b1m" + b"gone " * 2000 + b"\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: x/" + b"y" * 9000 + b"\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 302 OK\r\nLocation: /" + b"y" * 9000 + b"\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 302 OK\r\nLocation: ftp://h/" + b"y" * 9000 + b"\r\nContent-Length: 0\r\n\r\n",
        b"X" * 9000 + b"\x1b[2J\r\n\r\n",
        HEAD + b"\r\n<title>404 \x1b[2J" + b"404 " * 9000 + b"</title>",
        HEAD + b"Content-Encoding: " + b"y" * 9000 + b"\r\nContent-Length: 0\r\n\r\n",
    ],
)
def test_what_a_server_says_fits_into_a_message(
    raw_server: RawServer, get: Get, raw: Path, answer: bytes
) -> None:
    """A message quotes it in few words, and nothing in it steers the terminal."""
    url = raw_server(lambda connection, _request: connection.sendall(answer))
    error = get(url).failures[0].error
    assert isinstance(error, NetworkError)
    message = failure_of(get, raw, url, type(error))
    assert len(message) < 500 and message.isprintable()


@pytest.mark.parametrize(
    "target", ["file:/etc/passwd", "ftp://127.0.0.1/x", "data:text/html,x", "gopher://h/"]
)
def test_a_redirect_to_another_scheme_is_refused(
    site: Site, get: Get, raw: Path, target: str
) -> None:
    """A redirect may lead to http and https only."""
    site.pages["/a"] = Page(status=302, headers={"Location": target})
    failure_of(get, raw, site.url("/a"), RefusedError, "only http and https", target)


def test_503_then_200(site: Site, get: Get) -> None:
    """After a 503 the page is asked for again, and the progress says so."""
    said: list[str] = []

    def moody(request: object) -> Page:
        return Page(status=503) if len(site.documents()) == 1 else Page()

    site.pages["/content_1.htm"] = moody
    report = get(site.url(), progress=said.append)
    assert report.snapshots[0].body == html() and not report.failures
    assert any("503" in sentence and "trying again" in sentence for sentence in said)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_server_is_given_up(site: Site, get: Get, raw: Path, status: int) -> None:
    """After the last try, the message has the status."""
    site.pages["/content_1.htm"] = Page(status=status)
    failure_of(get, raw, site.url(), ResponseError, str(status), "try again later")
    assert len(site.documents()) == QUICK.tries


@pytest.mark.slow
def test_retry_after_is_honoured(site: Site, get: Get) -> None:
    """The second try comes no sooner than the server asked."""
    times: list[float] = []

    def busy(request: object) -> Page:
        times.append(time.monotonic())
        return Page(status=429, headers={"Retry-After": "1"}) if len(times) == 1 else Page()

    site.pages["/content_1.htm"] = busy
    assert get(site.url()).snapshots
    assert 1.0 <= times[1] - times[0] < 1.5


@pytest.mark.slow
def test_retry_after_holds_for_the_next_page_too(site: Site, get: Get) -> None:
    """When the tries are used up, the host's other pages wait as long as it asked."""
    times: list[float] = []

    def busy(request: object) -> Page:
        times.append(time.monotonic())
        return Page() if len(times) == 2 else Page(status=503, headers={"Retry-After": "1"})

    site.pages["/content_1.htm"] = site.pages["/content_2.htm"] = busy
    said: list[str] = []
    limits = replace(QUICK, tries=1)
    report = get(site.url(), site.url("/content_2.htm"), limits=limits, progress=said.append)
    assert len(report.snapshots) == len(report.failures) == 1
    assert 0.9 <= times[1] - times[0] < 1.5 and "waiting 1 s, as 127.0.0.1 asks" in said


def test_retry_after_beyond_the_cap_ends_the_host(site: Site, get: Get) -> None:
    """A host that wants an hour is not asked again in this run, for any page."""
    site.pages["/content_1.htm"] = Page(status=503, headers={"Retry-After": "3600"})
    report = get(site.url(), site.url("/content_2.htm"))
    assert "come back in 1 h;" in report.failures[0].message
    assert "left alone" in report.failures[1].message
    assert site.documents() == ["/content_1.htm"]


def test_retry_after_in_all_its_forms() -> None:
    """Seconds and HTTP dates are understood; a past date and nonsense count as 0."""
    now = datetime(2025, 7, 26, 6, 0, 0, tzinfo=UTC)
    assert retry_after("120", now=now) == 120
    assert retry_after("9" * 5000, now=now) == 1e9
    assert retry_after("\x1f 5\t", now=now) == 5
    assert retry_after(format_datetime(now + timedelta(seconds=90), usegmt=True), now=now) == 90
    assert retry_after(format_datetime(now - timedelta(days=1), usegmt=True), now=now) == 0
    for nonsense in ("", "soon", "-5", "1.5", "Sat, 99 Jul 2025"):
        assert retry_after(nonsense, now=now) == 0


@pytest.mark.parametrize(
    ("kind", "body"),
    [("application/pdf", b"%PDF-1.7"), ("image/png", b"\x89PNG"), ("application/json", b"{}")],
)
def test_wrong_content_type(site: Site, get: Get, raw: Path, kind: str, body: bytes) -> None:
    """What is not a text is refused by its type."""
    site.pages["/content_1.htm"] = Page(body, type=kind)
    failure_of(get, raw, site.url(), ResponseError, kind)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/html", b"%PDF-1.7\n%...."),
        ("text/html", rb"{\rtf1\ansi a text in Rich Text Format, which is no page}"),
        ("text/html; charset=utf-8", b"GIF89a\0\0\0" + html()),
        ("text/plain", b"PK\x03\x04..."),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", html()),
    ],
)
def test_a_lie_about_the_content_type(
    site: Site, get: Get, raw: Path, kind: str, body: bytes
) -> None:
    """A PDF called a page, or a page called a Word file, is refused by its bytes."""
    site.pages["/content_1.htm"] = Page(body, type=kind)
    failure_of(get, raw, site.url(), ResponseError, kind, "the bytes are not")


@pytest.mark.parametrize("charset", ["utf-8", "gbk"])
def test_a_redirect_to_an_unquoted_chinese_path(
    raw_server: RawServer, get: Get, charset: str
) -> None:
    """The bytes of the path are asked for as the server wrote them."""
    path = "/政策/一.htm".encode(charset)
    asked: list[bytes] = []

    def talk(connection: socket.socket, request: bytes) -> None:
        asked.append(request.split()[1])
        if len(asked) == 1:
            connection.sendall(
                b"HTTP/1.1 302 Found\r\nLocation: " + path + b"\r\nContent-Length: 0\r\n\r\n"
            )
        else:
            connection.sendall(HEAD + f"Content-Length: {len(html())}\r\n\r\n".encode() + html())

    assert get(raw_server(talk)).snapshots
    assert asked[1] == quote(path).encode()


@pytest.mark.parametrize(
    "page",
    [
        b'<meta http-equiv="Refresh" content="0; url=/new.htm"><title>x</title>',
        b"<title>x</title><script>window.location.href = '/new.htm';</script>",
        b'<title>x</title><script>location.replace("/new.htm")</script>',
        b"<title>x</title><frameset><frame src=/menu.htm><frame src=/new.htm></frameset>",
    ],
)
def test_a_page_that_only_sends_browsers_on(site: Site, get: Get, raw: Path, page: bytes) -> None:
    """Or shows another page in a frame: it is not followed; the message has its address."""
    site.pages["/content_1.htm"] = Page(page)
    failure_of(get, raw, site.url(), ResponseError, site.url("/new.htm"), "fetch that address")


VALID = (
    HEAD.replace(b"text/html", b"text/html; charset=utf-8")
    + f'ETag: "x"\r\nSet-Cookie: a=b; path=/\r\nContent-Length: {len(html())}\r\n\r\n'.encode()
    + html()
)
MOVED = (
    b"HTTP/1.1 302 Found\r\nLocation: /b.htm?x=%E4\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n"
)
BUSY = b"HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n"
PIECES = [
    b"\r\n\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"\0",
    "名".encode(),
    b"\xe9",
    b"\x1b[",
    b"\x1f",
    b"//[",
]


def test_any_answer_is_a_page_or_a_clear_error(raw_server: RawServer, tmp_path: Path) -> None:
    """Random damage to an answer, head or body, never gives a traceback or a hang."""
    answer = [VALID]
    url = raw_server(lambda connection, _request: connection.sendall(answer[0]))
    limits = replace(QUICK, tries=1, linger=0.01)

    @settings(max_examples=60, deadline=None)
    @given(
        at=st.integers(0, len(VALID)),
        gone=st.integers(0, 30),
        put=st.binary(max_size=20) | st.sampled_from(PIECES),
        whole=st.sampled_from([VALID, MOVED, BUSY]),
    )
    def damaged(at: int, gone: int, put: bytes, whole: bytes) -> None:
        at %= len(whole)
        answer[0] = whole[:at] + put + whole[at + gone :]
        report = fetch(url, raw=tmp_path, delay=0, allow_private=True, limits=limits)
        assert len(report.snapshots) + len(report.failures) == 1
        for failure in report.failures:
            assert isinstance(failure.error, NetworkError) and failure.message.startswith(
                "http://127.0.0.1:"
            )
            assert len(failure.message) < 600 and failure.message.isprintable()

    damaged()


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "iso-8859-1", "nonsense", ""])
@pytest.mark.parametrize("real", ["utf-8", "gb18030", "utf-16"])
def test_charset_lies_lose_nothing(site: Site, get: Get, declared: str, real: str) -> None:
    """Whatever charset is declared, the bytes are kept unchanged, and links and title are read."""
    page = html(body=f'<p>{TEXT}</p><a href="content_1_2.htm">下一页</a>').decode().encode(real)
    site.pages["/content_1.htm"] = Page(
        page, type=f"text/html; charset={declared}".removesuffix("; charset=")
    )
    site.pages["/content_1_2.htm"] = Page(html(title="2"))
    report = get(site.url())
    assert [snapshot.body for snapshot in report.snapshots] == [page, html(title="2")]


@pytest.mark.parametrize(
    "page",
    [
        html("404 Not Found", "<h1>404 Not Found</h1><hr>nginx"),
        html("页面不存在_中国政府网", "<p>首页 政策 新闻</p>" * 300),
        html("中国政府网", "<p>对不起，您访问的页面不存在或已被删除。3 秒后返回首页。</p>"),
        html("Page not found | China Law Translate", "<nav>Home About Contact</nav>" * 100),
        html("您要找的页面不存在", ""),
        html("Error 404", "<p>Sorry, the page could not be found.</p>"),
        html("中国政府网", "<nav>" + "首页 政策 新闻 " * 100 + "</nav><h1>404</h1><p>返回首页</p>"),
        html("人民网", "<p>对不起，稿件不存在或已被撤稿。5秒后跳转到首页</p>"),
        html("提示", "<p>抱歉，您访问的<b>页面</b>找不到了，请检查地址。</p>"),
        html("无法访问此页面", "<p>无法访问此页面，请稍后再试，或者返回首页看看别的。</p>"),
        html("Sorry", "<h2>The page you requested cannot be found</h2>"),
        html(
            "China Daily", "<p>The page you are looking for no longer exists or has been moved.</p>"
        ),
        b'{"code":404,"msg":"not found"}',
    ],
)
def test_a_404_page_with_status_200(site: Site, get: Get, raw: Path, page: bytes) -> None:
    """A page that only says that it is gone is no document."""
    site.pages["/content_1.htm"] = Page(page)
    failure_of(get, raw, site.url(), ResponseError, "status 200", "gone")


@pytest.mark.parametrize(
    "page",
    [
        html("网站防火墙", "<p>您的请求带有不合法参数，已被网站管理员设置拦截！</p>"),
        html("访问受限", "<p>您的访问被安全策略拦截，事件编号 12345</p>"),
        html("安全验证", "<p>请完成下列验证后继续访问：向右拖动滑块填充拼图</p>"),
        html("系统维护中", "<p>网站正在维护升级，请稍后访问，给您带来不便敬请谅解</p>"),
        html("Just a moment...", "<p>Checking your browser before accessing the site</p>"),
        html("Access Denied", "<p>You don't have permission to access this on this server.</p>"),
        html("500 Internal Server Error", "<h1>Internal Server Error</h1><p>openresty, nginx</p>"),
    ],
)
def test_a_guard_with_status_200(site: Site, get: Get, raw: Path, page: bytes) -> None:
    """A page that only keeps programs away, or says that it is not the time, is no document."""
    site.pages["/content_1.htm"] = Page(page)
    failure_of(
        get, raw, site.url(), ResponseError, "status 200", "try again later", "save the page"
    )


def test_a_redirect_to_an_error_page(site: Site, get: Get, raw: Path) -> None:
    """A redirect to /404.html is a failure, even if that page has status 200."""
    site.pages["/content_1.htm"] = Page(status=302, headers={"Location": "/404.html"})
    site.pages["/404.html"] = Page(html("中国政府网", "<p>" + "欢迎访问。" * 200 + "</p>"))
    failure_of(get, raw, site.url(), ResponseError, "error page")


@pytest.mark.parametrize(
    "page",
    [
        html("Why '404 Not Found' is China's most common page", f"<p>{TEXT * 20}</p>"),
        html("国务院令第404号", f"<p>{TEXT}</p>"),
        html("网络安全标准实践指南——页面不存在时的提示要求", f"<p>{TEXT * 20}</p>"),
        html("", f"<p>{TEXT}</p>"),
        html("全市企业统计", "<p>全市共有404家人工智能企业，比去年增长百分之十。</p><p>404</p>"),
        html("2024年第404期简报", "<p>人工智能企业增长百分之十，产值突破百亿元大关。</p>"),
        html(
            "关于清理文件的通知",
            "<a>首页</a><p>部分文件不存在继续执行的必要，请您单位自即日起停止执行。</p>",
        ),
        html(
            "Remarks",
            "<p>The so-called issue does not exist. You know our position: it is consistent.</p>",
        ),
        html(
            "模型安全工作简报",
            "<a>返回首页</a><p>各单位进行模型安全测试验证，系统运行维护良好。</p>",
        ),
        html(
            "Audit",
            "<p>A breach was not found in the audit of the AI systems reviewed this year.</p>",
        ),
        html(
            "AI fund",
            "<p>The fund will invest 404 million yuan in AI, officials told you today.</p>",
        ),
    ],
)
def test_an_article_about_error_pages_is_a_document(site: Site, get: Get, page: bytes) -> None:
    """A number or phrase of error pages in an article does not make it one."""
    site.pages["/content_1.htm"] = Page(page)
    assert get(site.url()).snapshots


@pytest.mark.parametrize(
    "page", [b"", b" \n", html("政府网", "<script>var all = 'of it'.repeat(99)</script>")]
)
def test_an_empty_page_is_an_error(site: Site, get: Get, raw: Path, page: bytes) -> None:
    """A page without text, empty or filled in by a script, is a failure."""
    site.pages["/content_1.htm"] = Page(page)
    failure_of(get, raw, site.url(), ResponseError)


@pytest.mark.parametrize("status", [204, 206, 300, 401, 403, 404, 410, 412, 418, 505])
def test_every_other_status_is_an_error(site: Site, get: Get, raw: Path, status: int) -> None:
    """Only 200 is a document, and what will not change is not tried again."""
    site.pages["/content_1.htm"] = Page(status=status)
    failure_of(get, raw, site.url(), ResponseError, str(status))
    assert len(site.documents()) == 1


@pytest.mark.parametrize("status", [202, 403, 412, 521])
def test_a_site_that_keeps_programs_away_has_one_remedy(
    site: Site, get: Get, raw: Path, status: int
) -> None:
    """A browser gets the page; the person saves it there."""
    site.pages["/content_1.htm"] = Page(status=status)
    failure_of(get, raw, site.url(), ResponseError, "save the page in a browser, and name the")


def test_nobody_listens(get: Get, raw: Path) -> None:
    """Where nobody listens, robots.txt cannot be read, so the page is refused."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    failure_of(
        get,
        raw,
        f"http://127.0.0.1:{port}/x",
        RefusedError,
        "robots.txt cannot be read",
        "no connection",
    )


def test_an_unknown_name(get: Get, raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message has the resolver's reason."""

    def unknown(*_args: object, **_options: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    failure_of(get, raw, "http://no.such.host/", RefusedError, "no.such.host cannot be resolved")


def secure(site: Site, *names: str) -> tuple[object, trustme.CA]:
    """Serve `site` over TLS with a certificate for `names` of an authority nobody knows."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)
    server = serve(site)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    return server, authority


def test_tls_must_verify(
    get: Get, raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unknown authority and a wrong name are refused; with both right, the page is fetched."""
    site = Site()
    site.pages["/content_1.htm"] = Page()
    server, authority = secure(site, "localhost")
    try:
        url = site.url(host="localhost", scheme="https")
        failure_of(get, raw, url, RefusedError, "secure connection fails", "certificate")
        authority.cert_pem.write_to_path(tmp_path / "ca.pem")
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
        wrong = site.url(host="127.0.0.1", scheme="https")
        failure_of(get, raw, wrong, RefusedError, "secure connection fails", "127.0.0.1")
        assert get(url).snapshots[0].body == html()
    finally:
        server.shutdown()  # type: ignore[attr-defined]
        server.server_close()  # type: ignore[attr-defined]
    assert threading.active_count() < 50
