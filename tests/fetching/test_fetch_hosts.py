"""Several hosts side by side: each politely, and none waiting for another.

The hosts are names of loopback, each with a server of its own: `127.1` and `127.0.1` are other
spellings of 127.0.0.1, and other hosts, because a host is a name.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

import pytest
from fetch_server import QUICK, Get, Page, Site, html, serve, tree

from aigov_corpus.errors import RefusedError, UsageError
from aigov_corpus.fetching import find_snapshot

NAMES = ("127.0.0.1", "localhost", "127.1")
DELAY = 0.06
PATIENT = replace(QUICK, read=20.0, total=30.0)


@dataclass
class Hosts:
    """Servers, and when each was asked."""

    sites: list[Site]
    times: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    """For each host, the begin and the end of each answer, in the order of the begins."""

    def page(self, title: str, *, lasts: float = 0.0, **options: object) -> Callable[..., Page]:
        """Return an answer that takes some seconds and is noted."""

        def reply(handler: object) -> Page:
            name = str(handler.headers["host"]).partition(":")[0]  # type: ignore[attr-defined]
            begun = time.monotonic()
            time.sleep(lasts)
            self.times.setdefault(name, []).append((begun, time.monotonic()))
            return Page(html(title), **options)  # type: ignore[arg-type]

        return reply

    def gaps(self, name: str) -> list[float]:
        """Return the seconds between the end of each answer of a host and the next request."""
        return [after[0] - before[1] for before, after in pairwise(sorted(self.times[name]))]

    def most_at_once(self) -> int:
        """Return the largest number of answers that were under way at the same time."""
        spans = [span for spans in self.times.values() for span in spans]
        return max(sum(a <= begin < b for a, b in spans) for begin, _ in spans)

    def list_pages(self, count: int, *, lasts: float) -> list[str]:
        """Let each host have some pages; return their URLs, host by host."""
        urls = []
        for name, site in zip(NAMES, self.sites, strict=True):
            for number in range(count):
                path = f"/content_{number}.htm"
                site.pages[path] = self.page(f"{name} {number}", lasts=lasts)
                urls.append(site.url(path, host=name))
        return urls


@pytest.fixture
def hosts() -> Iterator[Hosts]:
    """A server for each of three hosts."""
    sites = [Site() for _ in NAMES]
    servers = [serve(site) for site in sites]
    yield Hosts(sites)
    for server in servers:
        server.shutdown()
        server.server_close()


def test_each_host_has_its_pace_and_hosts_overlap(hosts: Hosts, get: Get) -> None:
    """A host gets one request at a time, a delay after its last answer; meanwhile others answer."""
    urls = hosts.list_pages(3, lasts=0.02)
    together = threading.Barrier(len(NAMES))

    def meet(_handler: object) -> Page:
        together.wait(10)  # until each host has a request, or an error
        return Page(html("met"))

    for site in hosts.sites:
        site.pages["/content_0.htm"] = meet
    report = get(*urls, delay=DELAY, limits=PATIENT)
    assert [snapshot.url for snapshot in report.snapshots] == urls == list(report.new)
    for name in NAMES:
        assert min(hosts.gaps(name)) >= DELAY


def test_the_number_of_hosts_is_bounded(hosts: Hosts, get: Get) -> None:
    """Never more hosts at once than the caller allows, and at least one."""
    urls = hosts.list_pages(2, lasts=0.02)
    assert len(get(*urls, hosts=2).snapshots) == 6 and hosts.most_at_once() <= 2
    hosts.times.clear()
    assert len(get(*urls, hosts=1).unchanged) == 6 and hosts.most_at_once() == 1
    with pytest.raises(UsageError, match=r"1e\+300 is not a delay; give .* 0 to 86,400"):
        get(*urls, delay=1e300)
    with pytest.raises(UsageError, match="0 is no number of hosts"):
        get(*urls, hosts=0)


def test_the_report_is_that_of_one_host_after_the_other(hosts: Hosts, get: Get) -> None:
    """Whatever order the answers come in: pages, further pages and failures as listed."""
    urls = hosts.list_pages(3, lasts=0.0)
    first, second, third = hosts.sites
    further = '<a href="/content_0_2.htm">下一页</a>'
    first.pages["/content_0.htm"] = Page(html(body=f"<p>{'人工智能' * 20}</p>{further}"))
    first.pages["/content_0_2.htm"] = hosts.page("2", lasts=0.1)
    second.pages["/content_1.htm"] = Page(status=404)
    third.pages["/content_2.htm"] = hosts.page("gone", status=410)
    urls = [*urls[::-1], first.url("/content_0_2.htm"), "file:///etc/passwd"]
    told: list[str] = []
    side_by_side = get(*urls, progress=told.append)
    pages = [snapshot.url for snapshot in side_by_side.snapshots]
    failed = [failure.url for failure in side_by_side.failures]
    one_by_one = get(*urls, hosts=1)
    assert pages == [snapshot.url for snapshot in one_by_one.snapshots] == list(side_by_side.new)
    assert failed == [failure.url for failure in one_by_one.failures] and len(failed) == 3
    assert first.documents().count("/content_0_2.htm") == 2  # once in each run
    told_of_first = [line for line in told if "127.0.0.1" in line]
    assert [line.rpartition("/")[2] for line in told_of_first] == [
        "content_2.htm", "content_1.htm", "content_0.htm", "content_0_2.htm",
    ]  # fmt: skip


def hang_until(are_there: Callable[[], bool]) -> Callable[..., Page]:
    """Return an answer that comes when something is there, or too late after ten seconds."""

    def reply(_handler: object) -> Page:
        given_up = time.monotonic() + 10
        while not are_there() and time.monotonic() < given_up:
            time.sleep(0.01)
        return Page(html("at last"), 200 if are_there() else 404)

    return reply


def test_a_host_that_hangs_holds_up_no_other(hosts: Hosts, get: Get) -> None:
    """All pages of other hosts come while one host is silent, and before its own."""
    urls = hosts.list_pages(3, lasts=0.0)
    told: list[str] = []
    hosts.sites[0].pages["/content_0.htm"] = hang_until(lambda: len(told) == 6)
    report = get(*urls, progress=told.append, limits=PATIENT)
    assert len(report.snapshots) == 9 and not report.failures
    assert all("//127.0.0.1" in line for line in told[-3:])


def test_a_host_that_redirects_to_one_that_hangs_is_not_held_up(hosts: Hosts, get: Get) -> None:
    """Only the page that led there waits."""
    first, second, _ = hosts.sites
    told: list[str] = []
    second.pages["/late.htm"] = hang_until(lambda: len(told) == 2)
    target = second.url("/late.htm", host="localhost")
    first.pages["/a.htm"] = Page(status=302, headers={"Location": target})
    first.pages["/b.htm"] = first.pages["/c.htm"] = Page()
    urls = [first.url(path) for path in ("/a.htm", "/b.htm", "/c.htm")]
    report = get(*urls, progress=told.append, limits=PATIENT)
    assert [snapshot.url for snapshot in report.snapshots] == urls
    assert told[0] == f"new: {urls[1]}"


def test_a_redirect_waits_for_its_turn_at_the_other_host(hosts: Hosts, get: Get) -> None:
    """What others redirect to counts as requests of that host, which are never too near."""
    first, second, third = hosts.sites
    urls = []
    for number in range(2):
        path = f"/content_{number}.htm"
        second.pages[path] = hosts.page(str(number), lasts=0.03)
        target = second.url(path, host="localhost")
        for site, name in ((first, "127.0.0.1"), (third, "127.1")):
            moved = f"/moved_{number}.htm"
            site.pages[moved] = Page(status=301, headers={"Location": target})
            urls.append(site.url(moved, host=name))
        urls.append(target)
    report = get(*urls, delay=DELAY)
    assert len(report.snapshots) == 6 == len(hosts.times["localhost"])
    assert min(hosts.gaps("localhost")) >= DELAY
    assert second.asked.count("/robots.txt") == 1


def test_a_host_is_one_on_all_ports_and_in_all_spellings(hosts: Hosts, get: Get) -> None:
    """Two servers of one host name share its pace, and the longer Crawl-delay of both."""
    first, second, _ = hosts.sites
    asking = Page(b"User-agent: *\nCrawl-delay: 0.09\n", type="text/plain")
    first.pages["/robots.txt"] = asking
    for site in (first, second):
        site.pages["/a.htm"] = site.pages["/b.htm"] = hosts.page("a", lasts=0.03)
    names = ("LocalHost", "localhost.", "LOCALHOST", "localhost")
    urls = [
        site.url(path, host=name)
        for name, site, path in zip(
            names, (first, second, first, second), ("/a.htm", "/a.htm", "/b.htm", "/b.htm"),
            strict=True,
        )
    ]  # fmt: skip
    assert len(get(*urls).snapshots) == 4 == len(hosts.times["localhost"])
    assert min(hosts.gaps("localhost")) >= 0.09


def test_a_host_without_any_answer_is_left_alone(site: Site, get: Get, raw: Path) -> None:
    """After three pages without an answer, the others of that host cost no time."""

    def hang_up(handler: object) -> None:
        handler.connection.close()  # type: ignore[attr-defined]

    urls = [site.url(f"/content_{number}.htm") for number in range(6)]
    for number in range(6):
        site.pages[f"/content_{number}.htm"] = hang_up
    report = get(*urls, limits=replace(QUICK, tries=1))
    assert [failure.url for failure in report.failures] == urls and len(site.documents()) == 3
    assert isinstance(report.failures[3].error, RefusedError)
    assert "no answer for 3 pages in succession" in report.failures[5].message
    site.pages["/content_1.htm"] = Page()  # an answer in between begins the count anew
    report = get(*urls, limits=replace(QUICK, tries=1))
    assert len(site.documents()) == 3 + 5 and len(report.snapshots) == 1


def test_thousands_of_refused_pages_end(site: Site, get: Get) -> None:
    """A site that forbids all of its pages costs one request."""
    site.pages["/robots.txt"] = Page(b"User-agent: *\nDisallow: /\n", type="text/plain")
    urls = [site.url(f"/{number}.htm") for number in range(1500)]
    assert len(get(*urls).failures) == 1500 and site.asked == ["/robots.txt"]


def begin(manifest: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start `fetch` of a manifest in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "aigov_corpus", "fetch", "--manifest", str(manifest), "--delay",
         "0.02", "--allow-private", "--skip-stored", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        # the tests may run where Ctrl-C is ignored, as below a shell's &
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip


def write_manifest(path: Path, urls: list[str]) -> Path:
    """Write a manifest with a document for each URL."""
    path.parent.mkdir(exist_ok=True)
    rows = [f"d{number},{url}," for number, url in enumerate(urls)]
    path.write_text("\n".join(["id,zh,en", *rows, ""]), encoding="utf-8")
    return path


@pytest.mark.slow
def test_ctrl_c_ends_at_once_beside_a_host_that_hangs(hosts: Hosts, tmp_path: Path) -> None:
    """The exit code is 1, what was fetched stays, and the next run brings the rest."""
    urls = hosts.list_pages(2, lasts=0.0)
    hosts.sites[0].pages["/content_0.htm"] = hosts.page("late", lasts=20.0)
    manifest = write_manifest(tmp_path / "list.csv", urls)
    process = begin(manifest)
    raw = tmp_path / "data" / "raw"
    while sum(1 for _ in raw.glob("*/*/0001-*")) < 4:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    interrupted = time.monotonic()
    _, err = process.communicate(timeout=10)
    assert time.monotonic() - interrupted < 2 and process.returncode == 1
    assert "Traceback" not in err
    hosts.sites[0].pages["/content_0.htm"] = Page(html("at last"))
    process = begin(manifest)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 0, err
    assert [line.split("\t")[1] for line in out.splitlines()] == urls[:2]


@pytest.mark.slow
@pytest.mark.parametrize("runs", [12])
def test_kills_with_several_hosts_leave_whole_pages(
    hosts: Hosts, tmp_path: Path, runs: int
) -> None:
    """Killed again and again, runs that go on end with the pages of an undisturbed one."""
    urls = hosts.list_pages(4, lasts=0.01)
    whole = write_manifest(tmp_path / "whole" / "list.csv", urls)
    begun = time.monotonic()
    process = begin(whole)
    process.communicate(timeout=60)
    assert process.returncode == 0
    length = time.monotonic() - begun
    manifest = write_manifest(tmp_path / "killed" / "list.csv", urls)
    for number in range(runs):
        process = begin(manifest)
        time.sleep(length * (0.4 + 0.6 * number / runs))
        process.kill()
        process.communicate()
    process = begin(manifest)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    raw = manifest.parent / "data" / "raw"
    for url in urls:
        expected = find_snapshot(whole.parent / "data" / "raw", url)
        found = find_snapshot(raw, url)
        assert expected is not None and found is not None and found.body == expected.body
    assert not [name for name in tree(raw) if ".new-" in name]
    assert len(list(raw.glob("*/*/*"))) == len(urls)


@pytest.mark.slow
def test_two_manifests_at_once_ask_no_host_twice(hosts: Hosts, tmp_path: Path) -> None:
    """The second run waits for the first, so the pages of both come politely."""
    urls = hosts.list_pages(4, lasts=0.02)
    runs = [
        begin(write_manifest(tmp_path / "one.csv", urls[::2])),
        begin(write_manifest(tmp_path / "two.csv", urls[1:])),
    ]
    outs = [run.communicate(timeout=60) for run in runs]
    assert [run.returncode for run in runs] == [0, 0], outs
    lines = [line for out, _ in outs for line in out.splitlines()]
    assert sorted(line.split("\t")[1] for line in lines if line.startswith("new")) == sorted(urls)
    for name in NAMES:
        assert min(hosts.gaps(name)) >= 0.02
