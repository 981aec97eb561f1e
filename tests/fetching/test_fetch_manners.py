"""Whom we ask, how often, and where we do not go."""

from __future__ import annotations

import ipaddress
import socket
import time
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import pytest
from fetch_server import QUICK, Get, Page, Site, html
from hypothesis import given
from hypothesis import strategies as st

from aigov_corpus.errors import RefusedError, ResponseError
from aigov_corpus.fetching import Limits, addresses
from aigov_corpus.fetching.error_pages import check_page
from aigov_corpus.fetching.robots import RobotsRules


def robots(text: str, status: int = 200) -> Page:
    """Return a robots.txt."""
    return Page(text.encode(), status, type="text/plain")


def test_says_who_it_is(site: Site, get: Get) -> None:
    """The User-Agent names the program, its version and a contact, in robots.txt's request too."""
    get(site.url(), contact="mailto:me@example.org")
    assert [request["user-agent"].split("/")[0] for request in site.requests] == [
        "aigov-corpus"
    ] * 2
    assert all("(+mailto:me@example.org)" in request["user-agent"] for request in site.requests)


def test_robots_is_read_once_and_first(site: Site, get: Get) -> None:
    """robots.txt is asked for once per site and run, before any page."""
    site.pages["/content_2.htm"] = Page(html("2"))
    site.pages["/robots.txt"] = robots("User-agent: *\nDisallow: /private/\n")
    get(site.url(), site.url("/content_2.htm"))
    assert site.asked == ["/robots.txt", "/content_1.htm", "/content_2.htm"]


@pytest.mark.parametrize("agent", ["*", "aigov-corpus", "AIGOV-Corpus"])
def test_robots_refuses(site: Site, get: Get, agent: str) -> None:
    """What is disallowed is not asked for, and the sentence names robots.txt."""
    site.pages["/robots.txt"] = robots(f"User-agent: {agent}\nDisallow: /\n")
    (failure,) = get(site.url()).failures
    assert isinstance(failure.error, RefusedError) and "/robots.txt asks" in failure.message
    assert site.documents() == []


def test_robots_for_others_is_not_for_us(site: Site, get: Get) -> None:
    """Rules for another program do not count; rules for us count more than those for all."""
    site.pages["/robots.txt"] = robots(
        "User-agent: otherbot\nDisallow: /\n\n"
        "User-agent: aigov-corpus\nAllow: /\n\n"
        "User-agent: *\nDisallow: /\n"
    )
    assert get(site.url()).snapshots


@pytest.mark.parametrize(
    "path", ["/x/../private/a.htm", "/./private/a.htm", "/x/%2E%2e/private/", "/%70rivate/a"]
)
def test_no_spelling_of_a_path_goes_round_robots(site: Site, get: Get, path: str) -> None:
    """robots.txt decides about the very path that would be sent."""
    site.pages["/robots.txt"] = robots("User-agent: *\nDisallow: /private/\n")
    (failure,) = get(site.url(path)).failures
    assert "/robots.txt asks" in failure.message and site.documents() == []


@pytest.mark.parametrize("status", [401, 403, 404, 410, 451])
def test_no_robots_allows(site: Site, get: Get, status: int) -> None:
    """A status of 4xx for robots.txt allows every page."""
    site.pages["/robots.txt"] = robots("User-agent: *\nDisallow: /", status)
    assert get(site.url()).snapshots


@pytest.mark.parametrize("status", [500, 501, 503, 429])
def test_robots_in_trouble_refuses(site: Site, get: Get, status: int) -> None:
    """A status of 5xx or 429 for robots.txt forbids every page."""
    site.pages["/robots.txt"] = robots("User-agent: *\nAllow: /", status)
    (failure,) = get(site.url()).failures
    assert isinstance(failure.error, RefusedError) and str(status) in failure.message
    assert site.documents() == []


@pytest.mark.slow
def test_robots_that_never_answers_refuses(site: Site, get: Get) -> None:
    """A robots.txt that never answers forbids every page."""

    def silent(_request: object) -> None:
        time.sleep(0.5)

    site.pages["/robots.txt"] = silent
    (failure,) = get(site.url()).failures
    assert isinstance(failure.error, RefusedError) and "cannot be read" in failure.message
    assert site.documents() == []


@pytest.mark.parametrize(("before", "holds"), [(499 * 1024, True), (513 * 1024, False)])
def test_a_huge_robots_is_read_to_a_limit(site: Site, get: Get, before: int, holds: bool) -> None:
    """Rules in the first 500 KiB hold, as RFC 9309 asks; what is beyond 512 KiB is not read."""
    comments = "User-agent: *\n" + "#" * 99 + "\n"
    rules = comments * (before // len(comments) + 1) + "Disallow: /private/\n"
    site.pages["/robots.txt"] = robots(rules)
    report = get(site.url(), site.url("/private/x.htm"))
    assert any("robots.txt asks" in failure.message for failure in report.failures) == holds


def test_a_redirect_to_another_host_asks_its_robots(site: Site, get: Get) -> None:
    """Behind a redirect, the other host's robots.txt decides."""
    other = site.url(host="localhost")
    site.pages["/a"] = Page(status=302, headers={"Location": other})

    def by_host(_request: object) -> Page:
        ours = site.requests[-1]["host"].startswith("127.")
        return robots("User-agent: *\nDisallow:\n" if ours else "User-agent: *\nDisallow: /\n")

    site.pages["/robots.txt"] = by_host
    (failure,) = get(site.url("/a")).failures
    assert isinstance(failure.error, RefusedError) and "localhost" in failure.message
    assert site.asked == ["/robots.txt", "/a", "/robots.txt"]


class Clock:
    """Time that passes only when one sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        """Return the time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Replace the client's clock."""
    clock = Clock()
    for module in ("pacing", "parallel_hosts"):
        monkeypatch.setattr(import_module(f"aigov_corpus.fetching.{module}"), "time", clock)
    return clock


def test_seconds_between_two_requests(site: Site, get: Get, clock: Clock) -> None:
    """Three seconds to the same host by default; another one is asked in that time."""
    site.pages["/content_2.htm"] = Page(html("2"))
    get(site.url(), site.url("/content_2.htm"), site.url(host="localhost"), delay=3.0)
    assert clock.slept == [3.0, 3.0]  # 127.0.0.1: robots, page, page; localhost: robots, page
    assert site.asked[:2] == ["/robots.txt"] * 2 and len(site.asked) == 5


def test_crawl_delay_is_honoured(site: Site, get: Get, clock: Clock) -> None:
    """A site that asks for more gets more; one that asks for less gets ours."""
    site.pages["/robots.txt"] = robots("User-agent: *\nCrawl-delay: 10\n")
    get(site.url(), delay=3.0, limits=Limits(first_wait=0.01))
    assert clock.slept == [10.0]
    site.pages["/robots.txt"] = robots("User-agent: *\nCrawl-delay: 1\n")
    get(site.url(), delay=3.0)
    assert clock.slept == [10.0, 3.0]


def test_an_absurd_crawl_delay_is_refused(site: Site, get: Get) -> None:
    """A Crawl-delay of a day is a failure that says so."""
    site.pages["/robots.txt"] = robots("User-agent: *\nCrawl-delay: 86400\n")
    assert "86400 s between requests" in get(site.url()).failures[0].message


PRIVATE = """
127.0.0.1 127.8.9.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 192.88.99.1 0.0.0.0
224.0.0.1 240.0.0.1 255.255.255.255 198.18.0.1 192.0.2.1 ::1 :: fe80::1%eth0 fc00::1 fec0::1 ff02::1
2001:db8::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 2002:7f00:1::
""".split()  # noqa: SIM905  (a list of strings is four times as long)


@pytest.mark.parametrize("number", PRIVATE)
def test_addresses_that_are_not_public(number: str) -> None:
    """Private, loopback, link-local, reserved, multicast, and IPv6 forms of them."""
    assert addresses.describe_private(number)


@pytest.mark.parametrize("number", ["8.8.8.8", "124.160.136.1", "2400:3200::1", "::ffff:8.8.8.8"])
def test_addresses_that_are_public(number: str) -> None:
    """Public addresses are not private."""
    assert addresses.describe_private(number) is None


@given(st.ip_addresses(v=4))
def test_wrapping_an_address_does_not_hide_it(ip: ipaddress.IPv4Address) -> None:
    """An IPv4-mapped or NAT64 address is judged as the address inside."""
    assert addresses.describe_private(f"::ffff:{ip}") == addresses.describe_private(str(ip))
    assert addresses.describe_private(
        f"64:ff9b::{int(ip) >> 16:x}:{int(ip) & 0xFFFF:x}"
    ) == addresses.describe_private(str(ip))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.0.0.1", "[::ffff:127.0.0.1]"]
)
def test_loopback_in_every_spelling_is_refused(site: Site, get: Get, host: str) -> None:
    """Without `--allow-private`, no spelling of a loopback address is asked."""
    (failure,) = get(site.url(host=host), allow_private=False).failures
    assert isinstance(failure.error, RefusedError) and "--allow-private" in failure.message, (
        failure.message
    )
    assert site.asked == []


@pytest.fixture
def loopback_is_public(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take 127.0.0.1 for public, so that our server can play the web; 127.0.0.2 stays private."""
    judge = addresses.describe_private
    monkeypatch.setattr(
        addresses,
        "describe_private",
        lambda number: None if number == "127.0.0.1" else judge(number),
    )


@pytest.mark.usefixtures("loopback_is_public")
@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.2",
        "[::1]",
        "169.254.169.254",
        "10.0.0.1",
        "[::ffff:127.0.0.2]",
        "127.2",
        "2130706434",
        "１２７.0.0.2",
    ],
)
def test_a_redirect_from_the_web_to_a_private_address_is_refused(
    site: Site, get: Get, host: str
) -> None:
    """A redirect from a public page to a private address is refused."""
    raw_bytes = site.url(host=host).encode().decode("latin-1")
    site.pages["/a"] = Page(status=302, headers={"Location": raw_bytes})
    report = get(site.url("/a"), site.url(), allow_private=False)
    assert len(report.snapshots) == 1, "the public page itself is fetched"
    (failure,) = report.failures
    assert isinstance(failure.error, RefusedError) and "address" in failure.message
    assert site.asked == ["/robots.txt", "/a", "/content_1.htm"]


@pytest.mark.parametrize(
    "host",
    ["169.254.169.254", "[::ffff:169.254.169.254]", "2852039166", "100.100.100.200"],
)
def test_metadata_of_a_cloud_are_never_fetched(site: Site, get: Get, host: str) -> None:
    """--allow-private is for a server of one's own, and not for the keys of this machine."""
    site.pages["/a"] = Page(status=302, headers={"Location": f"http://{host}/latest/meta-data/"})
    report = get(site.url("/a"), f"http://{host}/latest/", allow_private=True)
    for failure in report.failures:
        assert isinstance(failure.error, RefusedError) and "keys" in failure.message
    assert len(report.failures) == 2 and not report.snapshots


@pytest.mark.usefixtures("loopback_is_public")
def test_one_private_address_among_public_ones_refuses_the_name(
    site: Site, get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that also points into a private network is not connected to at all."""
    entries = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, site.port))
        for ip in ("127.0.0.1", "10.0.0.1")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_options: entries)
    (failure,) = get(site.url(host="www.example.org"), allow_private=False).failures
    assert "www.example.org (10.0.0.1)" in failure.message and site.asked == []


@pytest.mark.usefixtures("loopback_is_public")
def test_the_connection_goes_to_the_address_that_was_checked(
    site: Site, get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name is looked up once per connection; a second, different answer is never used."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def rebinding(host: str, *args: object, **options: object) -> object:
        if host != "www.example.org":
            assert host == "127.0.0.1", "only a checked number reaches the socket"
            return real(host, *args, **options)  # type: ignore[arg-type]
        asked.append(host)
        number = "127.0.0.1" if len(asked) <= 2 else "127.0.0.2"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, site.port))]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    report = get(site.url(host="www.example.org"), allow_private=False)
    assert report.snapshots and len(asked) == 2  # robots.txt and the page
    assert site.requests[-1]["host"] == f"www.example.org:{site.port}"
    assert (
        "loopback" in get(site.url(host="www.example.org"), allow_private=False).failures[0].message
    )


def test_a_proxy_of_the_environment_is_not_used(
    site: Site, get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`HTTP_PROXY` is ignored, because a proxy would resolve the name past our check."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    assert get(site.url()).snapshots


@given(st.binary(max_size=300))
def test_no_bytes_of_a_page_make_a_traceback(body: bytes) -> None:
    """The check for error pages passes, or gives an error of ours."""
    with suppress(ResponseError):
        check_page(body, asked="https://h/a", answered="https://h/a")


def test_a_page_with_its_text_in_the_data_of_a_script_is_kept() -> None:
    """From there it is read; one whose script has no text is refused."""
    page = "<title>路灯</title><div id=app></div><script>window.a = {}</script>"
    text = "城市照明应当安全可靠，方便居民出行，让每条道路都有灯光。" * 3
    data = f'{{"content":"<p>{text}</p>"}}'
    asked = "https://h/a"
    check_page(page.replace("{}", data).encode(), asked=asked, answered=asked)
    with pytest.raises(ResponseError, match="a script fills it in"):
        check_page(page.encode(), asked=asked, answered=asked)


def test_rules_of_an_unexpected_status() -> None:
    """A status of robots.txt that is neither 2xx nor 4xx forbids every page."""
    with pytest.raises(RefusedError, match="answers 304"):
        RobotsRules.from_answer("https://h/robots.txt", 304, b"").check("https://h/a.htm")
    assert QUICK.robots >= 500 * 1024


def test_the_front_door_is_light(tmp_path: Path) -> None:
    """Importing the step loads neither httpx2 nor lxml, so that the command's help is quick."""
    import subprocess
    import sys

    code = (
        "import sys, aigov_corpus.fetching, aigov_corpus.cli.fetch\n"
        "heavy = {'httpx2', 'httpcore2', 'lxml', 'warcio', 'protego', "
        "'filelock', 'w3lib'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stdout.strip() == "[]"
