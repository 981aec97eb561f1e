"""List pages of sites become manifests: titles, dates, English versions, further pages."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner
from fetch_server import Page, Site, html

from aigov_corpus.batching.list_pages import read_lists
from aigov_corpus.batching.manifest import find_pages
from aigov_corpus.cli import main
from aigov_corpus.errors import InvalidInputError, NetworkError, NothingToDoError
from aigov_corpus.fetching.page_tree import parse_page
from aigov_corpus.links import lists

MENU = "<ul class='nav'><li><a href='/'>首页</a></li><li><a href='/zw/'>政务公开</a></li></ul>"
TITLES = (
    "国务院关于加强灯具检查工作的通知",
    "关于印发农村学校午餐管理办法的意见",
    "中华人民共和国河流法",
)


def government_list(first: int, *, pager: str = "") -> bytes:
    """Return a page in the manner of gov.cn: short blocks of rows, a menu, a box of news."""
    rows = "".join(
        f"<li><h4><a href='./202401/content_{first + number}.htm'>{title}</a>"
        f"<span class='date'>2024-01-0{number + 1}</span></h4></li>"
        for number, title in enumerate(TITLES)
    )
    news = "".join(
        f"<li><a href='/yaowen/content_9{number}.htm'>热点新闻：某地召开会议研究部署工作</a></li>"
        for number in range(2)
    )
    body = (
        f"{MENU}<div class='list'><ul>{rows}</ul></div><div class='hot'><ul>{news}</ul></div>"
        f"<div class='pagination'>{pager}</div><p><a href='javascript:top()'>返回顶部</a></p>"
    )
    return html("最新政策", body)


def found(page: str, url: str = "https://example.org/list/") -> list[tuple[str, ...]]:
    """Return URL of both languages, titles and date of each document of a page."""
    listed = lists.find_documents(parse_page(page), page, url=url)
    return [
        (each.zh_url, each.en_url, each.title_zh, each.title_en, each.date)
        for each in listed.documents
    ]


def test_a_list_is_fetched_with_its_further_pages(site: Site, tmp_path: Path) -> None:
    """The manifest names each document once; stderr says what was left out; `fetch` takes it."""
    site.pages["/zhengce/"] = Page(government_list(1, pager="<a href='index_1.htm'>2</a>"))
    site.pages["/zhengce/index_1.htm"] = Page(government_list(3))
    out = tmp_path / "laws.csv"
    arguments = ["fetch", "--list", site.url("/zhengce/"), "--out", str(out), "--delay", "0"]
    arguments += ["--raw", str(tmp_path / "raw"), "--allow-private"]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8"))))
    assert [row["id"] for row in rows] == [f"content-{number}" for number in range(1, 6)]
    assert rows[1]["zh"] == site.url("/zhengce/202401/content_2.htm")
    assert (rows[1]["title_zh"], rows[1]["date"], rows[1]["en"]) == (TITLES[1], "2024-01-02", "")
    assert rows[4]["listed_on"] == site.url("/zhengce/index_1.htm")
    for told in (
        "5 documents of 2 pages, 0 of them in both languages",
        f"2 links left out: {lists.IN_OTHER_LIST}",
        f"1 link left out: {lists.FURTHER_PAGE}",
        f"1 link left out: {lists.REPEATED}",
    ):
        assert told in done.stderr
    assert find_pages(out)[0] == [row["zh"] for row in rows]


def test_a_long_list_is_not_cut_in_silence(site: Site, tmp_path: Path) -> None:
    """What was asked for is written, and the exit code says that there is more."""
    site.pages["/zhengce/"] = Page(government_list(1, pager="<a href='index_1.htm'>2</a>"))
    site.pages["/zhengce/index_1.htm"] = Page(government_list(9))
    arguments = ["fetch", "--list", site.url("/zhengce/"), "--pages", "1", "--delay", "0"]
    arguments += ["--raw", str(tmp_path / "raw"), "--allow-private"]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == NetworkError.exit_code
    assert "the list has more than 1 pages; read more with --pages" in done.stderr
    assert len(done.stdout.splitlines()) == 1 + len(TITLES)


def test_the_english_version_is_that_of_the_row() -> None:
    """As a link of its name, as a second title, in a table; never the English site of a menu."""
    page = (
        "<p><a href='https://english.example.org/'>English</a></p><ul>"
        "<li><a href='a.htm'>关于灯具的规定</a> <a href='en/a.htm'>English</a> 2024-01-05</li>"
        "<li><a href='b.htm'>关于河流的规定</a> <a href='b.pdf'>PDF</a> 2024-02-05</li></ul>"
    )
    first = "https://example.org/list"
    assert found(page) == [
        (f"{first}/a.htm", f"{first}/en/a.htm", "关于灯具的规定", "", "2024-01-05"),
        (f"{first}/b.htm", "", "关于河流的规定", "", "2024-02-05"),
    ]
    rows = "".join(
        f"<tr><td>{n}</td><td><a href='{n}.htm'>第{n}号农业灯具法令</a></td>"
        f"<td><a href='en/{n}.htm'>Decree No. {n} on lamps</a></td><td>{n} March 2024</td></tr>"
        for n in (1, 2, 3)
    )
    assert found(f"<table>{rows}</table>")[2] == (
        *(f"{first}/3.htm", f"{first}/en/3.htm", "第3号农业灯具法令", "Decree No. 3 on lamps"),
        "2024-03-03",
    )
    english = "".join(
        f"<div class='row'><a href='/{n}.html'>State Council issues rules {n}</a>"
        f"<a href='/zh/{n}.html'>中文</a><em>Jan {n}, 2024</em></div>"
        for n in (4, 5)
    )
    assert found(english)[0] == (
        *("https://example.org/zh/4.html", "https://example.org/4.html", ""),
        *("State Council issues rules 4", "2024-01-04"),
    )


def test_titles_and_dates_in_other_places() -> None:
    """A cut title is whole in its attribute, a day has the year of the URL, a picture no row."""
    page = (
        "<ul>"
        + "".join(
            f"<li><a href='/2023/t{n}.htm'><img src='x.png'></a>"
            f"<a href='/2023/t{n}.htm' title='关于第{n}类灯具检查的规定'>关于第{n}类灯…</a>"
            f"[03-1{n}]</li>"
            for n in (1, 2, 3)
        )
        + "</ul>"
    )
    assert found(page)[0][2:] == ("关于第1类灯具检查的规定", "", "2023-03-11")
    assert len(found(page)) == 3
    short = (
        "<dl>"
        + "".join(f"<dd><a href='/law{n}.htm'>民法典</a> 2021年1月{n}日</dd>" for n in (1, 2))
        + "</dl>"
    )
    assert [each[4] for each in found(short)] == ["2021-01-01", "2021-01-02"]


def test_a_page_without_a_list_says_so(tmp_path: Path) -> None:
    """A menu is none; a saved page that does not state its address needs it."""
    saved = tmp_path / "saved.html"
    saved.write_bytes(html("网站", MENU))
    with pytest.raises(NothingToDoError, match="no list of documents was found"):
        read_lists([str(saved)], raw=tmp_path, url="https://example.org/")
    with pytest.raises(InvalidInputError, match="nothing in it tells its address; add  --list-url"):
        read_lists([str(saved)], raw=tmp_path)
    page = b"<!-- saved from url=(0030)https://example.org/zhengce/ -->"
    saved.write_bytes(page + government_list(1))
    listed = read_lists([str(saved)], raw=tmp_path)
    assert listed.documents[0].zh_url == "https://example.org/zhengce/202401/content_1.htm"
    with pytest.raises(InvalidInputError, match="No such file"):
        read_lists([str(tmp_path / "none.html")], raw=tmp_path)
