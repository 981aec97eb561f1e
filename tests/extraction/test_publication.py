"""When and by whom a page was published, and who wrote its text."""

from __future__ import annotations

import json

import pytest

from aigov_corpus.extraction import extract
from aigov_corpus.records import Document

ZH = [
    "城市照明应当安全可靠，方便居民出行，各方应当共同参与，让每条道路都有灯光。",
    "市政部门应当每季度检查一次路灯，发现损坏的，应当在三日内更换，并且作好记录。",
]
EN = [
    "Street lamps shall be safe and reliable, and every road of the city shall have some light.",
    "The department shall inspect all lamps once a quarter, and replace those that are broken.",
]


def read(
    line: str, *, head: str = "", title: str = "Street Lamps", texts: list[str] = EN
) -> Document:
    """The document of a page with a line between title and text."""
    text = "".join(f"<p>{text}</p>" for text in texts)
    page = (
        f"<html><head><title>{title}</title>{head}</head><body><div><a href=/>Home</a></div>"
        f"<h1>{title}</h1>{line}<div class=x>{text}</div><script></script></body></html>"
    )
    return extract(page.encode(), name="page.html")


def linked(**facts: object) -> str:
    """Data for search engines about an article."""
    data = json.dumps({"@type": "NewsArticle", **facts})
    return f"<script type='application/ld+json'>{data}</script>"


def graph(**facts: object) -> str:
    """Data about an article, which names those that the data describe elsewhere."""
    named = [
        {"@type": "Organization", "@id": "#lamps", "name": "Lamp Office"},
        {"@type": "Person", "@id": "#jane", "name": "Jane Roe"},
    ]
    data = json.dumps({"@graph": [{"@type": "Article", **facts}, *named]})
    return f"<script type='application/ld+json'>{data}</script>"


@pytest.mark.parametrize(
    ("line", "head", "author"),
    [
        ("<p>2021-05-06　来源：市政报　作者：张某</p>", "", "张某"),
        ("<p><span>来源：市政报</span><span>作者：张某</span></p>", "", "张某"),
        ("<p>2021-05-06　作者：全国城市照明技术课题组</p>", "", "全国城市照明技术课题组"),
        ("<p>作者： 发布时间：2021-05-06</p>", "", ""),
        ("<p>作者：佚名　2021-05-06</p>", "", ""),
        ("<p>文 / 本报记者 张某</p>", "", "张某"),
        ("<p>本报记者 张某某 李某</p>", "", "张某某 李某"),
        ("<div class=author>本报记者 张某某</div>", "", "张某某"),
        ("<p>By JANE ROE in Lamp City | lamps.example | Updated: 2023-06-07</p>", "", "JANE ROE"),
        ("<p>By <a href=j>Jane Roe</a> and <a href=d>Jo Doe</a></p>", "", "Jane Roe and Jo Doe"),
        ("<p class=author>About the author: Jane Roe</p>", "", "Jane Roe"),
        ("<p class=author>Jane Roe is the Lamp Times’ man for poles.</p>", "", ""),
        ("<p class=author>编辑：张某</p>", "", ""),
        ("<p class=byline>By Jane Roe, Lamps Correspondent</p>", "", "Jane Roe"),
        ("<p>By Jane Roe and Jo Doe, Staff Writers</p>", "", "Jane Roe and Jo Doe"),
        ("<p>By Jane Roe for the Lamp Times</p>", "", "Jane Roe"),
        ("<p>By Order of the Council</p>", "", ""),
        ("<a rel=author>Jane Roe</a> <a rel=author>Ann Poe</a>", "", "Jane Roe, Ann Poe"),
        ("", graph(author={"@id": "#jane"}), "Jane Roe"),
        ("", linked(author=[{"name": "Jane Roe"}, {"name": "Ann Poe"}]), "Jane Roe, Ann Poe"),
        ("", "<meta name=author content='Jane Roe'>", "Jane Roe"),
        ("", "<meta name=author content=admin>", ""),
        ("<div class=comment-list><b class=author>Ann Poe</b></div>", "", ""),
    ],
)  # fmt: skip
def test_who_wrote_the_text(line: str, head: str, author: str) -> None:
    """By a label, an element for authors, or the data of the page; readers are none."""
    assert read(line, head=head).meta.get("author", "") == author


@pytest.mark.parametrize(
    "other",
    [
        "<div class=card><a href=/p>Poles of Rust</a> <i class=author>Ann Poe</i></div>" * 3,
        "<aside><a href=/p>Poles of Rust</a><p class=byline>Ann Poe</p></aside>",
        "<blockquote><p>Light.</p><p class=author>Ann Poe</p></blockquote>",
    ],
)
def test_who_wrote_another_text_on_the_page(other: str) -> None:
    """An announcement of another page, or a quotation, has an author of its own."""
    head = "<meta name=author content='Jane Roe'>"
    assert read(f"{other}<p>12 May 2023</p>", head=head).meta["author"] == "Jane Roe"


def test_the_reporters_in_a_dateline() -> None:
    """The text begins with them."""
    texts = [f"新华社北京5月6日电（记者张某某、李某）{ZH[0]}", ZH[1]]
    assert read("", title="城市照明", texts=texts).meta["author"] == "张某某、李某"


def test_a_line_of_linked_authors_is_no_text() -> None:
    """Though a word stands between them that is no link."""
    line = "<div><a href=j>Jane Roe</a> and <a href=d>John Doe</a></div><div>May 4, 2020</div>"
    page = "".join(f"<p>{text}</p>" for text in EN)
    page = f"<title>Lamps</title><article><h1>Lamps</h1>{line}{page}</article><script></script>"
    assert [block.text for block in extract(page.encode(), name="x").blocks] == ["Lamps", *EN]


def test_an_item_with_two_links_is_text() -> None:
    """A menu has one in each item."""
    items = "<li><a href=a>Lamp Act</a> and <a href=b>Road Act</a></li>"
    text = f"<p>{EN[0]}</p><ul>{items}</ul><p>{EN[1]}</p>"
    page = f"<title>Lamps</title><article><h1>Lamps</h1>{text}</article><script></script>"
    texts = [block.text for block in extract(page.encode(), name="x").blocks]
    assert texts == ["Lamps", EN[0], "Lamp Act and Road Act", EN[1]]


@pytest.mark.parametrize(
    ("line", "head", "source"),
    [
        ("<p><span>Digital Economy</span> <span>12 May 2023</span></p>", "", ""),
        ("<p>Press Releases | 12 May 2023</p>", "", ""),
        ("<p>Latest News 12 May 2023</p>", "", ""),
        ("<p>12 May 2023 | Lamp City Daily</p>", "", "Lamp City Daily"),
        ("<p>12 May 2023 | Online Safety</p>", "", ""),
        ("<p>12 May 2023 | PDF</p>", "", ""),
        ("<p>[2021-02-03] [来源：市政报] [阅读：9次]</p>", "", "市政报"),
        ("<p>2021-02-03　市政府办公室</p>", "", "市政府办公室"),
        ("<p>2021-02-03　新闻中心</p>", "", ""),
        ("", "<meta name=DC.Publisher content='Lamp Office'>", "Lamp Office"),
        ("", linked(publisher={"name": "The Lamp Times"}), "The Lamp Times"),
        (
            "<ul class=info><li>Date: 2023-05-12</li><li>Source: Office of Lamps</li>"
            "<li>Hits: 9</li></ul>",
            "",
            "Office of Lamps",
        ),
        ("", graph(publisher={"@id": "#lamps"}), "Lamp Office"),
        ("<p>来源：市政报</p>", "<meta name=DC.Publisher content='Lamp Office'>", "市政报"),
    ],
)
def test_who_published_a_page(line: str, head: str, source: str) -> None:
    """A category beside the time is no publisher."""
    document = read(line, head=head)
    assert document.source == source
    assert [block.text for block in document.blocks if block.kind != "title"] == EN


@pytest.mark.parametrize(
    ("line", "title", "published"),
    [
        ("<p>2024年3月5日（星期二） 香港時間18時45分</p>", "Lamps", "2024-03-05T18:45"),
        (
            "<ul><li>發布日期：110-05-06</li><li>更新日期：110-05-07</li></ul>",
            "Lamps",
            "2021-05-06T00:00",
        ),
        ("<p>May 6 2021, 5.30pm</p>", "Lamps", "2021-05-06T17:30"),
        (
            "<div>Ends/Thursday, May 6, 2021</div><div>Issued at HKT 10:05</div>",
            "Lamps",
            "2021-05-06T10:05",
        ),
        ("<p>2021-05-06 10时20分</p>", "Lamps", "2021-05-06T10:20"),
        ("<p>Last modified on 2024-02-01</p>", "Lamps 3.45 On 2024-01-30", "2024-01-30T00:00"),
        ("<p>Last modified on 2024-02-01</p>", "Lamps", "2024-02-01T00:00"),
    ],
)
def test_when_a_page_was_published(line: str, title: str, published: str) -> None:
    """With the hour in any usual form; when it was changed counts only if nothing else is told."""
    assert read(line, title=title).published[:16] == published


def test_the_last_line_above_the_time_of_issue_is_text() -> None:
    """It is as short as a line with the day of the week."""
    below = "<p>Thank you.</p><p>Ends/Thursday, May 6, 2021<br>Issued at HKT 10:05</p>"
    page = f"<title>Lamps</title><h1>Lamps</h1><div><p>{EN[0]}</p>{below}</div>"
    assert [block.text for block in extract(page.encode(), name="x").blocks][1:] == [
        EN[0],
        "Thank you.",
    ]


def test_what_an_author_is_stands_below_the_name_and_is_no_text() -> None:
    """As on the pages of newspapers."""
    document = read("<p>By Jane Roe</p><p>City Lamps correspondent</p>")
    assert document.meta["author"] == "Jane Roe"
    assert [block.text for block in document.blocks if block.kind != "title"] == EN


def test_what_an_author_is_without_a_name_above_is_text() -> None:
    """It is a heading, or the name of a program."""
    texts = ["A Text Editor", *EN]
    assert [block.text for block in read("", texts=texts).blocks[1:]] == texts


def test_a_word_in_two_pieces_is_one() -> None:
    """The second one looks like the label of a fact, which is parted from a fact before it."""
    words = "<span>报名</span><span>时间：三月五日前</span>"
    document = read("", texts=[*ZH, words])
    assert document.blocks[-1].text == "报名时间：三月五日前"


def test_when_a_page_was_changed_stands_below_its_text() -> None:
    """In a line of its own below its label; it is no text."""
    text = "".join(f"<p>{text}</p>" for text in EN)
    below = "<dl><dt>Date modified:</dt><dd>2022-04-06</dd></dl>"
    page = f"<title>Lamps</title><main><h1>Lamps</h1>{text}{below}</main><script></script>"
    assert [block.text for block in extract(page.encode(), name="x").blocks] == ["Lamps", *EN]


@pytest.mark.parametrize(
    "below",
    [
        ("修改后的办法自2020年1月1日起施行。",),
        ("发布单位：市政局", "2020年1月1日"),
        ("修改决定", "2020年1月1日"),
    ],
)
def test_the_end_of_a_text_that_begins_like_a_note_about_its_page_is_text(
    below: tuple[str, ...],
) -> None:
    """It may be its last sentence, or who signed it and when."""
    text = "".join(f"<p>{text}</p>" for text in [*ZH, *below])
    page = f"<title>城市照明</title><main><h1>城市照明</h1>{text}</main><script></script>"
    texts = [block.text for block in extract(page.encode(), name="x").blocks]
    assert texts == ["城市照明", *ZH, *below]


FRAME = "<div><a href=/>Home</a></div>{}<script></script>"


@pytest.mark.parametrize(
    "page",
    [
        "<div><h1>Lamps</h1><p>An Act about lamps, and for connected purposes.</p>"
        "<div><span>1. Short title</span><div>It is short.</div></div>"
        f"<div><span>2. Interpretation</span><div>{EN[0]} {EN[1]}</div></div></div>",
        f"<div class=fancy><div>Lamps</div><p><b><a href=p>Changes in lamps:</a></b></p><ol>"
        f"<li><p>{EN[0]}</p></li><li><p>{EN[1]}</p></li></ol><p><b>Hashes:</b></p>"
        "<ol start=3><li><p>LAMP: 0af1</p></li></ol></div>",
    ],
)
def test_headings_and_numbered_lines_beside_the_densest_part_are_read(page: str) -> None:
    """Where the other extractor has all lines of the element around them."""
    shown = f"<title>Lamps</title><body>{FRAME.format(page)}"
    texts = [block.text for block in extract(shown.encode(), name="x").blocks]
    wanted = (
        ("1. Short title", "2. Interpretation") if "Act" in page else ("Hashes:", "3. LAMP: 0af1")
    )
    assert set(wanted) <= set(texts)


def test_a_page_in_a_third_script_is_read() -> None:
    """Its lines begin with no marker of Chinese or English."""
    texts = ["Фонари Lamp должны гореть всю ночь, и на каждой дороге должен быть свет."]
    text = f"<div><i>О них</i><div><p>{texts[0]}</p></div></div>"
    page = f"<title>Фонари</title>{FRAME.format(text)}"
    document = extract(page.encode(), name="x", lang="ru", layout="plain")
    assert set(texts) <= {block.text for block in document.blocks}
