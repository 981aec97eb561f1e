"""An article on several pages is one document."""

from __future__ import annotations

import pytest

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction import RawPage, extract, extract_pages
from aigov_corpus.records import Document

URL = "https://www.gov.cn/zhengce/content_1"
LONG = "各方应当在平等的基础上加强合作，共同维护道路照明的安全，并向公众说明情况。"


def article(*bodies: str, titles: tuple[str, ...] = ()) -> Document:
    """The document of pages with these bodies, each under its title or that of all."""
    names = [f"{URL}.htm", *(f"{URL}_{n}.htm" for n in range(2, len(bodies) + 1))]
    pages = [
        RawPage(
            f'<h1>{title}</h1><div id="UCAP-CONTENT">{body}</div>'.encode(), f"page{n}.htm", name
        )
        for n, (name, body, title) in enumerate(
            zip(names, bodies, titles or ("路灯管理计划",) * len(bodies), strict=True), start=1
        )
    ]
    return extract_pages(pages, lang="zh")


def shown(document: Document) -> list[tuple[str, str, str]]:
    """Kind, section and the beginning of the text of each block."""
    return [(block.kind, block.section, block.text[:5]) for block in document.blocks]


def test_headings_and_items_of_later_pages_stay_what_they_are() -> None:
    """The second page's `<h2>` is a heading and its list item an item, as on one page."""
    first = f"<h2>为什么要有这个计划</h2><p>{LONG}</p>"
    second = f"<h2>怎样实行这个计划</h2><p>{LONG}</p><ul><li>更换旧灯</li></ul>"
    document = article(first, second)
    assert shown(document) == [
        ("title", "0", "路灯管理计"),
        ("heading", "1", "为什么要有"),
        ("paragraph", "1", "各方应当在"),
        ("heading", "2", "怎样实行这"),
        ("paragraph", "2", "各方应当在"),
        ("item", "2", "更换旧灯"),
    ]
    whole = extract(
        f'<h1>路灯管理计划</h1><div id="UCAP-CONTENT">{first}{second}</div>', url=f"{URL}.htm"
    )
    assert document.blocks == whole.blocks


def test_sections_are_numbered_on() -> None:
    """What stands at the head of a page belongs to the last section of the page before."""
    document = article(
        f"<p>一、合作</p><p>{LONG}</p>", f"<p>{LONG}</p><p>二、发展</p><p>1. {LONG}</p>"
    )
    assert [section for _, section, _ in shown(document)] == ["0", "1", "1", "1", "2", "2"]
    assert document.meta["pages"] == 2
    assert document.url == f"{URL}.htm"


@pytest.mark.parametrize(
    "title", ["路灯管理计划", "路灯管理计划(2)", "路灯管理计划 第2页", "城市频道"]
)
def test_titles_of_later_pages_are_left_out_and_listed(title: str) -> None:
    """With the number of the page behind it, or the name of the site: it is not text."""
    document = article(f"<p>{LONG}</p>", f"<p>{LONG}</p>", titles=("路灯管理计划", title))
    assert [kind for kind, _, _ in shown(document)] == ["title", "paragraph", "paragraph"]
    assert document.title == "路灯管理计划"
    assert document.meta["dropped"] == [title]


def test_a_title_in_the_text_of_a_later_page_is_a_heading() -> None:
    """A page that begins with a centred headline of its own loses nothing."""
    headline = '<p style="text-align:center"><b>第二章　灯杆</b></p>'
    document = article(
        f"<p>第一章　路灯</p><p>{LONG}</p>",
        f"{headline}<p>{LONG}</p>",
        titles=("路灯管理计划", "路灯管理计划"),
    )
    assert ("heading", "ch2", "第二章　灯") in shown(document)


def test_what_pages_leave_out_and_link_to_is_kept_of_all() -> None:
    """Dropped lines, attachments and warnings of every page; the warnings name their page."""
    link = '<p><a href="/a{n}.pdf">附件{n}</a></p>'
    document = article(
        f"<p>{LONG}</p>{link.format(n=1)}<p>责任编辑：路灯</p>",
        f"<p>{LONG}</p>{link.format(n=2)}{link.format(n=1)}",
    )
    assert [each["url"][-7:] for each in document.meta["attachments"]] == ["/a1.pdf", "/a2.pdf"]
    assert document.meta["dropped"] == ["责任编辑：路灯", "路灯管理计划"]
    damaged = RawPage(f"<p>{LONG}\ufffd</p><p>{LONG}</p>".encode(), "page2.htm")
    [warning] = [
        each
        for each in extract_pages([damaged, damaged], lang="zh").meta["warnings"]
        if "damaged" in each
    ][1:]
    assert warning.startswith("page2.htm: ")


def test_pages_that_are_missing_are_said() -> None:
    """Where the first page's script tells how many pages there are."""
    script = "<script>createPageHTML(3, 0, 'content_1', 'htm');</script>"
    [warning] = article(f"<p>{LONG}</p>{script}", f"<p>{LONG}</p>").meta["warnings"]
    assert warning == "the article has 3 pages, but only 2 are given; fetch the others too"


def test_both_languages_on_the_pages_need_a_choice() -> None:
    """As in one file: the error names the first page."""
    english = (
        "All parties should cooperate on an equal footing and keep the lamps of the road safe."
    )
    pages = [
        RawPage(f"{LONG}\n{english}\n{LONG}\n{english}\n".encode(), name)
        for name in ("page1.txt", "page2.txt")
    ]
    with pytest.raises(InvalidInputError, match=r"page1\.txt: it holds Chinese and English"):
        extract_pages(pages)
    assert [block.text for block in extract_pages(pages, lang="en").blocks] == [english] * 4
