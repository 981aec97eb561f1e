"""Which links of a page belong to its article."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from aigov_corpus.links.articles import ArticleLinks, find_links, page_number

BASE = "https://www.gov.cn/zhengce/content_5.htm"
TEXT = "<p>人工智能是人类发展新领域。</p>"


def links(source: str, *, url: str = BASE, body: str = "") -> ArticleLinks:
    """The links of a page with the body `source`; `body` is the id of the article's element."""
    root = html.document_fromstring(f"<html><body>{source}</body></html>")
    element = root.get_element_by_id(body) if body else None
    return find_links(root, source, url=url, body=element)


def files(found: ArticleLinks) -> list[tuple[str, str]]:
    """URL and title of each attachment."""
    return [(attachment.url, attachment.title) for attachment in found.attachments]


def test_links_of_a_page() -> None:
    """Pages of the same article, attachments, print versions; nothing else."""
    found = links(
        f"""{TEXT}
        <div class="pages" id="pagination">
          <a href="content_5_3.htm">3</a><a href="content_5_2.htm">2</a>
          <a href="content_5.htm">1</a>
          <a href="content_5_2.htm#top">下一页</a></div>
        <a href="content_6.htm">下一页</a><a href="content_6.htm">下一篇</a>
        <a href="content_5_9.htm">9</a>
        <a href="javascript:window.print()">打印</a><a href="content_5.htm?print=1">打印版</a>
        <a href="/P020250726.PDF">附件1. 名单</a><a href="a.docx">附件2</a>
        <a href="/down?name=b.xls&amp;id=3">附件3</a><a href="/etc/doc.html">文档</a>
        <a href="http://">坏</a><a>无</a>
        <a href="https://evil.example/content_5_2.htm">下一页</a>"""
    )
    stem = "https://www.gov.cn/zhengce/content_5"
    assert found.pages == (f"{stem}_2.htm", f"{stem}_3.htm")
    assert found.prints == (f"{stem}.htm?print=1",)
    assert files(found) == [
        ("https://www.gov.cn/P020250726.PDF", "附件1. 名单"),
        ("https://www.gov.cn/zhengce/a.docx", "附件2"),
        ("https://www.gov.cn/down?name=b.xls&id=3", "附件3"),
    ]


@pytest.mark.parametrize(
    "pager",
    [
        '<div class="zdfy">{}</div>',
        '<div id="div_currpage"><span>{}</span></div>',
        '<ul class="pageinfo clearfix"><li>{}</ul>',
        '<div class="page-wrap">{}</div>',
        '<div id="changePage" class="pageNum">{}</div>',
        '<div id="selectpage">{}</div>',
        '<nav class="wp-pagenavi">{}</nav>',
    ],
)
def test_numbers_are_pages_where_they_stand_in_a_pager(pager: str) -> None:
    """The templates of many sites mark their pagers by an id or a class."""
    number = '<a href="content_5_2.htm">2</a>'
    assert links(TEXT + pager.format(number)).pages == (
        "https://www.gov.cn/zhengce/content_5_2.htm",
    )
    assert links(TEXT + f"<div>{number}</div>").pages == ()


def test_a_page_without_its_address_keeps_its_links_as_they_are_written() -> None:
    """A file saved from a browser may not tell where it is from."""
    found = links(
        """<div id="pagination"><a href="c_1.htm">1</a><a href="c_2.htm">[2]</a></div>
        <a href="./a.doc">附件</a><a href="#x">2</a><a href="javascript:go()">下一页</a>""",
        url="",
    )
    assert found.pages == ("c_1.htm", "c_2.htm")
    assert files(found) == [("./a.doc", "附件")]
    script = '<script>createPageHTML(3,0,"t2019_7","shtml");</script>'
    assert links(TEXT + script, url="").pages == ("t2019_7_1.shtml", "t2019_7_2.shtml")


def test_any_spelling_of_the_address_will_do() -> None:
    """A port, a fragment or capitals in it change nothing; an address outside the web is none."""
    source = '<div id="pagination"><a href="content_5_2.htm">2</a></div>'
    spelling = BASE.replace("https://www.gov.cn", "HTTPS://www.GOV.cn:443") + "#top"
    assert links(source, url=spelling).pages == links(source).pages != ()
    assert links(source, url="file:///home/content_5.htm").pages == ("content_5_2.htm",)


def test_files_outside_the_article_are_attachments_only_by_name() -> None:
    """A portal links to forms and programs of its own, which stand outside the article."""
    found = links(
        """<p><a href="help.doc">下载</a></p>
        <div id="text"><a href="in.pdf">全文</a></div>
        <p>附件：<a href="beside.pdf">名单</a></p>
        <p><a href="name.pdf">name.pdf</a></p>""",
        body="text",
    )
    stem = "https://www.gov.cn/zhengce/"
    assert [url for url, _ in files(found)] == [
        f"{stem}in.pdf",
        f"{stem}beside.pdf",
        f"{stem}name.pdf",
    ]


def test_links_go_from_the_base_that_a_page_names() -> None:
    """As in a browser."""
    source = '<base href="/other/"><a rel="next" href="../zhengce/content_5_2.htm">更多</a>'
    assert links(source).pages == ("https://www.gov.cn/zhengce/content_5_2.htm",)


def test_the_pager_that_a_script_writes() -> None:
    """TRS writes its pager by createPageHTML(count, index, name, suffix)."""
    url = "https://www.shanxi.gov.cn/a/t20190918_693227.shtml"
    script = '<script>createPageHTML(3,0,"t20190918_693227","shtml");</script>'
    assert links(TEXT + script, url=url).pages == (
        "https://www.shanxi.gov.cn/a/t20190918_693227_1.shtml",
        "https://www.shanxi.gov.cn/a/t20190918_693227_2.shtml",
    )
    assert links(TEXT + script.replace("3,0", "1,0"), url=url).pages == ()


@pytest.mark.parametrize(
    "trap",
    [
        "".join(
            f"<script>createPageHTML(999,0,'content_5_{n}','htm')</script>" for n in range(9999)
        ),
        "<a rel=next href=content_5_2.htm>2</a>" * 30_000,
        "<div class=pager><a href=content_5_2.htm>2</a>" * 20_000,
        "<p>" + "x" * 500_000 + "<a href=x.doc>y</a>" * 10_000,
    ],
)
def test_a_page_made_of_links_takes_no_time(trap: str) -> None:
    """A trap of many pagers and links is read only so far; seconds are those of the processor."""
    parser = html.HTMLParser(huge_tree=True)
    root = html.document_fromstring(f"<body>{trap}", parser=parser)
    begun = time.process_time()
    find_links(root, trap, url=BASE, body=etree.Element("p"))
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("first", "other", "number"),
    [
        ("https://h/content_5.htm", "https://h/content_5_2.htm", 2),
        ("https://h/content_5.htm", "https://h/content_5-12.htm", 12),
        ("https://h/content_5.htm", "https://h/content_6.htm", None),
        ("https://h/content_5.htm", "https://h/content_5_2.html", None),
        ("https://h/content_5.htm", "http://h/content_5_2.htm", None),
        ("https://h/content_5.htm", "https://i/content_5_2.htm", None),
        ("https://h/content_51_2.htm", "https://h/content_51_3.htm", 3),
        ("https://h/a?id=7", "https://h/a?id=7&page=2", 2),
        ("https://h/a?id=7", "https://h/a?id=7&size=2", None),
        ("https://h/a?id=7", "https://h/a?id=8", None),
        ("https://h/2025/law/", "https://h/2025/law/2/", 2),
        ("https://h/2025/07", "https://h/2025/08", 8),
    ],
)
def test_page_numbers(first: str, other: str, number: int | None) -> None:
    """Only a number after the whole name of the first page makes another page of it."""
    assert page_number(other, first=first) == number


@given(st.text(max_size=300))
def test_no_page_makes_a_traceback(source: str) -> None:
    """Whatever stands in a page, its links are read."""
    for page in (source, f"<a href={source}", f'<base href="{source}"><a href=x.pdf>'):
        try:
            root = html.document_fromstring(f"<body>{page.replace(chr(0), '')}")
        except (etree.LxmlError, ValueError):
            continue
        find_links(root, page, url=BASE)
        find_links(root, page, url="")
