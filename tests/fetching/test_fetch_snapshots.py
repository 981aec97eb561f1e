"""What a run keeps, and what a further run changes."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from fetch_server import QUICK, TEXT, Get, Page, Site, html, tree
from warcio.archiveiterator import ArchiveIterator

from aigov_corpus.errors import InvalidInputError, NothingToDoError, ResponseError, UsageError
from aigov_corpus.fetching import fetch, find_article, find_snapshot


def test_keeps_the_bytes_and_how_they_came(site: Site, get: Get, raw: Path) -> None:
    """A snapshot has the bytes, their sha256, the headers, the URLs, the status and the time."""
    body = html().decode().encode("gb18030")
    site.pages["/content_1.htm"] = Page(
        body, headers={"X-Kept": "yes"}, type="text/html; charset=gb2312"
    )
    report = get(site.url())
    (snapshot,) = report.snapshots
    assert report.new == (site.url(),) and not report.failures
    assert snapshot.body == body
    assert snapshot.sha256 == hashlib.sha256(body).hexdigest()
    assert (snapshot.url, snapshot.final_url, snapshot.status) == (site.url(), site.url(), 200)
    assert snapshot.headers["x-kept"] == "yes"
    assert snapshot.headers["content-type"] == "text/html; charset=gb2312"
    assert snapshot.fetched_at.endswith("Z") and len(snapshot.fetched_at) == 20
    assert (raw / snapshot.path).read_bytes() == body
    assert find_snapshot(raw, site.url()) == snapshot
    meta = json.loads((raw / snapshot.path).with_name("snapshot.json").read_text("utf-8"))
    assert meta["bytes"] == len(body) and meta["address"] == "127.0.0.1"


def test_unpacks_what_it_asked_for(site: Site, get: Get) -> None:
    """Gzip is offered, and answers in it are decompressed."""
    site.pages["/content_1.htm"] = Page(gzip.compress(html()), headers={"Content-Encoding": "gzip"})
    assert get(site.url()).snapshots[0].body == html()
    assert site.requests[-1]["accept-encoding"] == "gzip"


def test_warc_reads_back(site: Site, get: Get, raw: Path) -> None:
    """The WARC beside the body has request and response of every hop, the body still compressed."""
    packed = gzip.compress(html())
    site.pages["/old.htm"] = Page(b"moved", 301, {"Location": "/content_1.htm"})
    title = "标题".encode().decode("latin-1")
    site.pages["/content_1.htm"] = Page(
        packed, headers={"Content-Encoding": "gzip", "X-Title": title}
    )
    snapshot = get(site.url("/old.htm")).snapshots[0]
    assert snapshot.headers["x-title"] == "标题"
    found = []
    with (raw / snapshot.path).with_name("exchange.warc.gz").open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            url = record.rec_headers.get_header("WARC-Target-URI")
            found.append((record.rec_type, url))
            if record.rec_type == "response" and url == site.url():
                assert record.http_headers.get_statuscode() == "200"
                assert record.http_headers.get_header("X-Title") == quote("标题")
                assert record.rec_headers.get_header("WARC-IP-Address") == "127.0.0.1"
                assert record.content_stream().read() == html()
            elif record.rec_type == "response":
                assert record.http_headers.get_header("Location") == "/content_1.htm"
                assert record.rec_headers.get_header("WARC-Truncated")
            elif record.rec_type == "request":
                assert record.http_headers.get_header("User-Agent").startswith("aigov-corpus/")
    old, new = site.url("/old.htm"), site.url()
    assert found == [
        ("warcinfo", None),
        ("response", old), ("request", old),
        ("response", new), ("request", new),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Content-Type", "text/html; 字符=utf-8"),
        ("Set-Cookie", "名=值"),
        ("X", "a; 名=值; b"),
        ("X", "é 50%"),
    ],
)
def test_any_header_fits_into_the_warc(
    site: Site, get: Get, raw: Path, name: str, value: str
) -> None:
    """What is not ASCII is percent-encoded in the WARC, and unchanged in snapshot.json."""
    site.pages["/content_1.htm"] = Page(headers={name: value.encode().decode("latin-1")})
    (snapshot,) = get(site.url()).snapshots
    assert snapshot.headers[name.lower()] == value
    with (raw / snapshot.path).with_name("exchange.warc.gz").open("rb") as file:
        kept = [
            record.http_headers.get_header(name)
            for record in ArchiveIterator(file, check_digests="raise")
            if record.rec_type == "response"
        ]
    assert kept == [quote(value, safe="/;= %")]


def test_304_changes_not_a_byte(site: Site, get: Get, raw: Path) -> None:
    """The second run sends the validators, and a 304 leaves data/raw as it is."""

    def conditional(request: object) -> Page:
        if site.requests[-1].get("if-none-match") == '"v1"':
            assert site.requests[-1]["if-modified-since"] == "Sat, 26 Jul 2025 06:00:00 GMT"
            return Page(status=304)
        return Page(headers={"ETag": '"v1"', "Last-Modified": "Sat, 26 Jul 2025 06:00:00 GMT"})

    site.pages["/content_1.htm"] = conditional
    first = get(site.url())
    before = tree(raw)
    second = get(site.url())
    assert site.requests[-1]["if-none-match"] == '"v1"'
    assert second.unchanged == (site.url(),) and second.snapshots == first.snapshots
    assert not second.new and not second.changed
    assert tree(raw) == before


@pytest.mark.parametrize("tag", ['"版本"', '"\x7fx"'])
def test_a_validator_that_cannot_be_sent_back_is_left(site: Site, get: Get, tag: str) -> None:
    """A validator that no header can hold is not sent; the page comes whole, and is unchanged."""
    site.pages["/content_1.htm"] = Page(headers={"ETag": tag.encode().decode("latin-1")})
    get(site.url())
    report = get(site.url())
    assert report.unchanged == (site.url(),) and "if-none-match" not in site.requests[-1]


def test_the_same_bytes_change_nothing(site: Site, get: Get, raw: Path) -> None:
    """A server without validators sends the page again; equal bytes are no new version."""
    get(site.url())
    before = tree(raw)
    assert get(site.url()).unchanged == (site.url(),)
    assert tree(raw) == before


def test_a_304_nobody_asked_for_is_an_error(site: Site, get: Get) -> None:
    """A 304 to a request without validators is a failure."""
    site.pages["/content_1.htm"] = Page(status=304)
    (failure,) = get(site.url()).failures
    assert isinstance(failure.error, ResponseError) and "304" in failure.message


def test_keeps_both_versions_of_a_changed_page(site: Site, get: Get, raw: Path) -> None:
    """The report names a changed page, its old version stays, and the latest one is found."""
    said: list[str] = []
    old = get(site.url()).snapshots[0]
    site.pages["/content_1.htm"] = Page(html(body=f"<p>{TEXT}（更新）</p>"))
    report = get(site.url(), progress=said.append)
    new = report.snapshots[0]
    assert report.changed == (site.url(),) and new.sha256 != old.sha256
    assert (raw / old.path).read_bytes() == old.body
    assert find_snapshot(raw, site.url()) == new
    assert any("changed since" in sentence and old.path in sentence for sentence in said)
    site.pages["/content_1.htm"] = Page()
    back = get(site.url())
    assert back.changed == (site.url(),), (
        "back to the first bytes is a third version, not the first one"
    )
    assert find_snapshot(raw, site.url()) == back.snapshots[0] != old


def test_a_vanished_page_keeps_its_snapshot(site: Site, get: Get, raw: Path) -> None:
    """A page that has vanished is a failure, which says that its snapshot is kept."""
    old = get(site.url()).snapshots[0]
    site.pages["/content_1.htm"] = Page(status=404)
    (failure,) = get(site.url()).failures
    assert "404" in failure.message and old.fetched_at in failure.message
    assert find_snapshot(raw, site.url()) == old


def test_offline_asks_no_server(site: Site, get: Get) -> None:
    """With offline, what is there is returned and what is missing is a failure."""
    online = get(site.url())
    asked = len(site.asked)
    report = get(site.url(), site.url("/other.htm"), offline=True)
    assert len(site.asked) == asked
    assert report.snapshots == online.snapshots and report.unchanged == (site.url(),)
    assert "no snapshot" in report.failures[0].message and "--offline" in report.failures[0].message


def test_a_damaged_snapshot_is_said_and_fetched_again(site: Site, get: Get, raw: Path) -> None:
    """Bytes that do not match their sha256 are an error; the next run fetches the page again."""
    snapshot = get(site.url()).snapshots[0]
    (raw / snapshot.path).write_bytes(b"tampered")
    with pytest.raises(InvalidInputError, match="sha256 differs"):
        find_snapshot(raw, site.url())
    assert isinstance(get(site.url(), offline=True).failures[0].error, InvalidInputError)
    get(site.url())
    found = find_snapshot(raw, site.url())
    assert found is not None and found.body == html()


@pytest.mark.parametrize("name", ["snapshot.json", "body.html"])
def test_a_snapshot_with_a_missing_file_is_invalid(
    site: Site, get: Get, raw: Path, name: str
) -> None:
    """A missing file of a snapshot is an error that names it."""
    snapshot = get(site.url()).snapshots[0]
    (raw / snapshot.path).with_name(name).unlink()
    with pytest.raises(InvalidInputError, match="snapshot cannot be read"):
        find_snapshot(raw, site.url())


@pytest.mark.parametrize(
    "damage",
    [
        {"pages": None}, {"pages": [1]}, {"pages": ["file:///etc/passwd"]}, {"headers": "x"},
        {"headers": [1]}, {"headers": {"etag": 5}}, {"final_url": 5}, {"file": "../../x"},
        {"file": "/etc/hostname"}, {"sha256": 5}, {"fetched_at": None}, {"status": "x"},
        {"status": float("inf")}, {"url": "http://other.example/"}, "[]", "null", "[" * 100_000, "",
    ],
)  # fmt: skip
def test_a_damaged_snapshot_json_is_fetched_again(
    site: Site, get: Get, raw: Path, damage: object
) -> None:
    """Whatever stands there, the error names the file, and the next run fetches the page."""
    path = (raw / get(site.url()).snapshots[0].path).with_name("snapshot.json")
    if isinstance(damage, dict):
        damage = json.dumps(json.loads(path.read_text("utf-8")) | damage)
    path.write_text(str(damage), "utf-8")
    with pytest.raises(InvalidInputError, match=r"snapshot\.json: .* run aigov-corpus fetch again"):
        find_snapshot(raw, site.url())
    (failure,) = get(site.url(), offline=True).failures
    assert len(failure.message) < 500
    assert get(site.url()).new == (site.url(),)
    assert get(site.url(), offline=True).unchanged == (site.url(),)


def article(site: Site) -> list[str]:
    """Serve an article of three pages; return their URLs."""
    names = ["/content_7.htm", "/content_7_2.htm", "/content_7_3.htm"]
    for name, following in zip(names, [*names[1:], ""], strict=True):
        link = f'<a href="{following}">下一页</a>' if following else ""
        site.pages[name] = Page(html(body=f"<p>{name} {TEXT}</p>{link}"))
    return [site.url(name) for name in names]


@pytest.mark.parametrize("number", [1, 2])
def test_a_damaged_further_page_does_not_stop_the_others(
    site: Site, get: Get, raw: Path, number: int
) -> None:
    """Offline it is one failure; online it is fetched again, and the article is whole."""
    urls = article(site)
    body = raw / get(urls[0], site.url()).snapshots[number].path
    body.write_bytes(body.read_bytes()[:50])
    report = get(urls[0], site.url(), offline=True)
    assert [failure.url for failure in report.failures] == [urls[number]]
    assert [page.url for page in report.snapshots] == [*urls[:number], site.url()]
    with pytest.raises(InvalidInputError, match="sha256 differs"):
        find_article(raw, urls[0])
    assert not get(urls[0], site.url()).failures
    assert [page.url for page in find_article(raw, urls[0]).pages] == urls


def test_a_further_page_that_failed_is_known_to_be_missing(site: Site, get: Get, raw: Path) -> None:
    """`find_article` lists a further page whose fetching failed, until it is fetched."""
    urls = article(site)
    assert find_article(raw, urls[0]).missing == ()
    there = site.pages.pop("/content_7_2.htm")
    (failure,) = get(urls[0]).failures
    assert failure.url == urls[1] and find_article(raw, urls[0]).missing == (urls[1],)
    site.pages["/content_7_2.htm"] = there
    assert not get(urls[0]).failures and find_article(raw, urls[0]).missing == ()


def test_pages_with_the_same_bytes_appear_once(site: Site, get: Get, raw: Path) -> None:
    """A last page that is the first one again is left out."""
    urls = article(site)
    site.pages["/content_7_3.htm"] = site.pages["/content_7.htm"]
    get(urls[0])
    assert [page.url for page in find_article(raw, urls[0]).pages] == urls[:2]


def test_what_was_never_fetched_is_an_empty_article(raw: Path) -> None:
    """No page, and none missing: nothing is known of it."""
    found = find_article(raw, "https://www.gov.cn/content_7.htm")
    assert (found.pages, found.missing) == ((), ())


def test_a_failure_behind_a_redirect_names_both(site: Site, get: Get) -> None:
    """A failure has the URL that was asked for, and as its place the one it led to."""
    site.pages["/a"] = Page(status=302, headers={"Location": "/gone.htm"})
    (failure,) = get(site.url("/a")).failures
    assert failure.url == site.url("/a")
    assert failure.place == f"redirected to {site.url('/gone.htm')}"
    assert failure.reason == "the server answers 404 Not Found"
    assert failure.message.startswith(f"{failure.url}, {failure.place}: {failure.reason}; ")


def test_one_failure_does_not_stop_the_others(site: Site, get: Get) -> None:
    """Pages after a failed one are fetched."""
    site.pages["/content_2.htm"] = Page(html(title="另一个"))
    report = get(
        site.url(), site.url("/gone.htm"), "file:///etc/passwd", site.url("/content_2.htm")
    )
    assert [snapshot.url for snapshot in report.snapshots] == [
        site.url(),
        site.url("/content_2.htm"),
    ]
    assert [failure.url for failure in report.failures] == [
        site.url("/gone.htm"),
        "file:///etc/passwd",
    ]


def test_a_url_is_fetched_once(site: Site, get: Get) -> None:
    """Two spellings of one URL are one page."""
    report = get(site.url(), site.url() + "#top", site.url().replace("http:", "HTTP:"))
    assert len(report.snapshots) == 1 and site.documents() == ["/content_1.htm"]


def test_nothing_and_nonsense(raw: Path) -> None:
    """No URL, a wrong URL, delay or contact is an error, and nothing is written."""
    with pytest.raises(NothingToDoError):
        fetch([], raw=raw)
    for url in (
        "http://",
        "http:///x",
        "https://ho st/",
        "http://host:port/",
        "plain words",
        "http://h/\udcff",
    ):
        with pytest.raises(UsageError):
            fetch([url], raw=raw)
    with pytest.raises(UsageError, match="delay"):
        fetch(["http://127.0.0.1/"], raw=raw, delay=-1)
    with pytest.raises(UsageError, match="contact"):
        fetch("http://127.0.0.1/", raw=raw, contact="王\r\nX-Evil: 1")
    assert not raw.exists()


def test_a_raw_directory_that_cannot_be_written(site: Site, get: Get, tmp_path: Path) -> None:
    """A raw directory that cannot be made is an error with a remedy."""
    (tmp_path / "file").write_text("")
    with pytest.raises(Exception, match="cannot be written") as caught:
        get(site.url(), raw=tmp_path / "file" / "raw")
    assert "--raw" in str(caught.value)


def test_pages_of_an_article_come_along_in_order(site: Site, get: Get, raw: Path) -> None:
    """Further pages are fetched and kept in order; attachments are only listed."""
    for number in (1, 2, 3, 4):
        name = "/content_7.htm" if number == 1 else f"/content_7_{number}.htm"
        links = '<a href="/files/annex.pdf">附件：全文</a><a href="/content_8.htm">下一页</a>'
        if number < 3:
            links += f'<a href="content_7_{number + 1}.htm">下一页</a>'
        if number == 3:
            numbers = '<a href="content_7.htm">1</a><a href="content_7_4.htm">4</a>'
            links += f'<div id="pagination">{numbers}</div>'
        site.pages[name] = Page(html(body=f"<p>{number} {TEXT}</p>{links}"))
    report = get(site.url("/content_7.htm"))
    names = ["/content_7.htm", "/content_7_2.htm", "/content_7_3.htm", "/content_7_4.htm"]
    assert [snapshot.url for snapshot in report.snapshots] == [site.url(name) for name in names]
    assert site.documents() == names
    assert find_article(raw, site.url("/content_7.htm")).pages == report.snapshots
    assert get(site.url("/content_7.htm"), offline=True).snapshots == report.snapshots
    meta = json.loads(
        (raw / report.snapshots[0].path).with_name("snapshot.json").read_text("utf-8")
    )
    assert meta["attachments"] == [{"url": site.url("/files/annex.pdf"), "text": "附件：全文"}]


def test_too_many_pages_is_an_error(site: Site, get: Get) -> None:
    """A pager without end is followed up to the limit, and is then a failure."""

    def endless(request: object) -> Page:
        number = len(site.documents()) + 1
        return Page(html(body=f'<p>{number}{TEXT}</p><a href="/content_7_{number}.htm">下一页</a>'))

    for number in range(10):
        site.pages[f"/content_7_{number}.htm"] = endless
    site.pages["/content_7.htm"] = endless
    report = get(site.url("/content_7.htm"), limits=replace(QUICK, pages=4))
    assert "more than 4 further pages" in report.failures[0].message and len(report.snapshots) == 5
