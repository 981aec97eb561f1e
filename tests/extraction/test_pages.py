"""Pages of each template: title, times, source and exactly the text, with and without the URL."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction import extract, extract_bilingual
from aigov_corpus.extraction.html.cross_check import general_text
from aigov_corpus.records import Document

PAGES = Path(__file__).parents[1] / "fixtures" / "extract"


@dataclass(frozen=True)
class Expected:
    """What a page must give."""

    url: str
    template: str
    title: str
    published: str
    blocks: tuple[tuple[str, str, str], ...]
    source: str = ""
    updated: str = ""
    meta: dict[str, object] = field(default_factory=dict)


CASES = {
    "govcn_library": Expected(
        "http://www.gov.cn/zhengce/content/2017-03/05/content_9990000.htm",
        "gov.cn-library",
        "市政总局办公厅关于做好路灯检修工作的通知",
        "2017-03-05T00:00:00+08:00",
        (
            ("title", "0", "市政总局办公厅关于做好路灯检修工作的通知"),
            ("paragraph", "0", "市政办发〔2017〕7号"),
            ("paragraph", "0", "各区市政局："),
            ("paragraph", "0", "为保障居民夜间出行，现就路灯检修工作通知如下。"),
            ("heading", "1", "一、检修范围"),
            ("heading", "1/1", "（一）主要道路。"),
            ("paragraph", "1/1", "各区应当在四月底前检查全部主要道路的灯具，"),
            ("paragraph", "1/1", "发现损坏的应当在三日内更换。"),
            ("heading", "1/2", "（二）居民小区。"),
            ("paragraph", "1/2", "小区内的灯具由物业单位负责。"),
            ("heading", "2", "二、检修经费："),
            ("paragraph", "2", "由各区统筹安排，不足部分由市级补助。"),
            ("table_row", "2", "区 | 灯具数 | 补助"),
            ("table_row", "2", "东区 | 1200 | 30"),
            ("table_row", "2", "西区 | 900 | 20"),
            ("item", "2", "附件：路灯检修表"),
            ("signoff", "2", "市政总局办公厅"),
            ("signoff", "2", "2017年3月2日"),
            ("paragraph", "2", "（此件公开发布）"),
        ),
        meta={
            "document_number": "市政办发〔2017〕7号",
            "issuer": "市政总局办公厅",
            "index_number": "000099999/2017-00007",
            "written": "2017-03-02",
            "attachments": [
                {
                    "title": "路灯检修表",
                    "url": "http://www.gov.cn/zhengce/content/2017-03/05/P020170305.doc",
                }
            ],
        },
    ),
    "govcn_news": Expected(
        "http://www.gov.cn/xinwen/2019-05/06/content_9990001.htm",
        "gov.cn",
        "全市路灯检修工作会议召开",
        "2019-05-06T08:08:00+08:00",
        (
            ("title", "0", "全市路灯检修工作会议召开"),
            ("title", "0", "全市路灯检修会议强调"),
            ("title", "0", "抓紧抓实检修任务"),
            (
                "paragraph",
                "0",
                (
                    "市政报5月5日电 全市路灯检修工作会议5日召开。"
                    "会议强调，要抓紧更换损坏的灯具，保障居民夜间出行安全。"
                ),
            ),
            ("paragraph", "0", "会议要求，各区要在月底前完成检查，并向社会公布结果。"),
        ),
        source="市政报",
        updated="2019-05-06T10:08:00+08:00",
        meta={"shown": "2019-05-06T08:59:00+08:00", "generated": "2019-05-06T10:09:14+08:00"},
    ),
    "govcn_trs": Expected(
        "https://www.gov.cn/gongbao/2024/issue_9/202401/content_9990002.htm",
        "gov.cn",
        "市政总局关于批准2024年路灯计划的决定",
        "2024-01-31T23:59:59+08:00",
        (
            ("title", "0", "市政总局关于批准2024年路灯计划的决定"),
            ("paragraph", "0", "（2024年1月29日市政总局第二次会议通过）"),
            (
                "paragraph",
                "0",
                "市政总局第二次会议听取了关于2024年路灯计划的说明，决定：批准更换灯具53365.53套，",
            ),
            ("paragraph", "0", "批准修复灯杆1200根。"),
        ),
        updated="2024-02-01T09:00:00+08:00",
        meta={
            "pages": [
                "https://www.gov.cn/gongbao/2024/issue_9/202401/content_9990002_2.htm",
            ]
        },
    ),
    "xinhua": Expected(
        "http://www.news.cn/local/20240304/abc/c.html",
        "xinhua",
        "路灯下的城市",
        "2024-03-04T12:13:14+08:00",
        (
            ("title", "0", "路灯下的城市"),
            (
                "paragraph",
                "0",
                "新华社某市3月4日电（记者李四）入夜，城市的路灯次第亮起，照着归家的人们。",
            ),
            ("paragraph", "0", "“有了灯，路就近了。”一位居民说。"),
        ),
        source="新华网",
    ),
    "people": Expected(
        "http://society.people.com.cn/n1/2019/0615/c1008-1.html",
        "people",
        "修灯人的一天",
        "2019-06-15T08:18:00+08:00",
        (
            ("title", "0", "修灯人的一天"),
            (
                "paragraph",
                "0",
                "清晨五点，老赵出门修灯。他修灯已经二十年，走遍了城里的每一条街巷。",
            ),
            ("paragraph", "0", "“灯亮了，心里就踏实。”他说。"),
        ),
        source="人民网",
        meta={"encoding": "utf-8"},
    ),
    "gmw": Expected(
        "https://politics.gmw.cn/2024-05/13/content_1.htm",
        "gmw",
        "城市照明要算细账",
        "2024-05-13T08:49:00+08:00",
        (
            ("title", "0", "城市照明要算细账"),
            ("paragraph", "0", "近期一些地方集中更换灯具，有的算大账，有的算细账。"),
            ("paragraph", "0", "细账算清了，居民才看得明白。"),
        ),
        source="光明网",
    ),
    "chinadaily": Expected(
        "https://www.chinadaily.com.cn/a/202405/13/WS0000.html",
        "chinadaily",
        "City replaces its street lamps",
        "2024-05-13T09:08:00+08:00",
        (
            ("title", "0", "City replaces its street lamps"),
            ("paragraph", "0", "A lamp in the old town. A PHOTOGRAPHER/FOR CHINA DAILY"),
            (
                "paragraph",
                "0",
                (
                    "The city has replaced most of its street lamps, "
                    "and residents say the nights are brighter now."
                ),
            ),
            (
                "paragraph",
                "0",
                '"I can read my own door number again," said a resident of the old town.',
            ),
        ),
        source="China Daily",
    ),
    "cac": Expected(
        "http://www.cac.gov.cn/2023-04/11/c_1.htm",
        "cac",
        "路灯数据管理办法（征求意见稿）",
        "2023-04-11T09:45:00+08:00",
        (
            ("title", "0", "路灯数据管理办法（征求意见稿）"),
            ("paragraph", "art1", "第一条　为了规范路灯数据的处理活动，制定本办法。"),
            ("paragraph", "art2", "第二条　本办法所称路灯数据，是指路灯运行中产生的数据。"),
        ),
        source="城市网信网",
    ),
    "mfa": Expected(
        "https://www.mfa.gov.cn/eng/zy/jj/202310/t20231020_1.html",
        "mfa",
        "Remarks on City Lighting",
        "2023-10-20T17:30:00+08:00",
        (
            ("title", "0", "Remarks on City Lighting"),
            (
                "paragraph",
                "0",
                (
                    "We stand for lighting that is open, fair and useful "
                    "to all, and we call on others to join this work."
                ),
            ),
            ("item", "0", "1. Share experience and cut costs."),
            ("item", "0", "2. Set common standards."),
        ),
    ),
    "substack": Expected(
        "https://sinocism.com/p/translation-lighting-plan",
        "substack",
        "Translation: Lighting Plan",
        "2025-07-28T04:15:00+08:00",
        (
            ("title", "0", "Translation: Lighting Plan"),
            (
                "paragraph",
                "0",
                "What follows is the plan in full, as the city published it this week.",
            ),
            ("heading", "1", "1. Build Lighting Facilities"),
            ("paragraph", "1", "We encourage districts to share experience and cut costs."),
        ),
        source="A Newsletter",
    ),
    "govcn_english": Expected(
        "https://english.www.gov.cn/news/202401/05/content_WS0000000000000000000000.html",
        "gov.cn-english",
        "City to replace all street lamps by 2027",
        "2024-01-05T16:27:00+08:00",
        (
            ("title", "0", "City to replace all street lamps by 2027"),
            (
                "paragraph",
                "0",
                "The city plans to replace all of its street lamps by 2027, "
                "according to an action plan made public on Friday.",
            ),
            ("heading", "1", "1. Main roads come first"),
            (
                "paragraph",
                "1",
                (
                    "The lamps of main roads are to be replaced "
                    "within a year. No. 7 Road is the first of them."
                ),
            ),
            ("heading", "2", "2. Residents take part"),
            (
                "paragraph",
                "2",
                "Residents may report lamps that do not work, "
                "and each report is to be answered within three days.",
            ),
        ),
        source="Xinhua",
    ),
    "eurlex": Expected(
        "https://eur-lex.europa.eu/legal-content/EN/TXT/HTML/?uri=OJ:L_202400001",
        "eur-lex",
        "Regulation (EU) 2024/1 of the European Parliament and of the Council of 13 June 2024 "
        "laying down harmonised rules on street lamps",
        "",
        (
            (
                "title",
                "0",
                "REGULATION (EU) 2024/1 OF THE EUROPEAN PARLIAMENT AND OF THE COUNCIL of 13 June "
                "2024 laying down harmonised rules on street lamps",
            ),
            ("paragraph", "0", "(Text with EEA relevance)"),
            ("paragraph", "0", "THE EUROPEAN PARLIAMENT AND THE COUNCIL OF THE EUROPEAN UNION,"),
            (
                "paragraph",
                "0",
                "Having regard to the Treaty on the Functioning of the European Union, and in "
                "particular Articles 16 and 114 thereof,",
            ),
            (
                "paragraph",
                "0",
                "Having regard to the opinion of the European Economic and Social Committee,",
            ),
            (
                "item",
                "0",
                "(1) The purpose of this Regulation is to improve the functioning of the internal "
                "market by laying down a uniform legal framework for lamps, and to ensure a high "
                "level of protection.",
            ),
            ("heading", "ch1", "CHAPTER I"),
            ("heading", "ch1", "GENERAL PROVISIONS"),
            ("heading", "ch1/art1", "Article 1"),
            ("heading", "ch1/art1", "Subject matter"),
            (
                "item",
                "ch1/art1",
                "1. The purpose of this Regulation is to improve the functioning of lamps in the "
                "Union.",
            ),
            ("item", "ch1/art1", "2. This Regulation lays down:"),
            (
                "item",
                "ch1/art1",
                "(a) harmonised rules for the placing on the market of lamps in the Union;",
            ),
            ("item", "ch1/art1", "(b) prohibitions of certain lamps."),
            (
                "paragraph",
                "ch1/art1",
                "This Regulation shall be binding in its entirety and directly applicable in all "
                "Member States.",
            ),
            ("paragraph", "ch1/art1", "Done at Brussels, 13 June 2024."),
            ("paragraph", "ch1/art1", "OJ C 517, 22.12.2021, p. 56."),
            (
                "paragraph",
                "ch1/art1",
                "Position of the European Parliament of 13 March 2024 (not yet published in the "
                "Official Journal).",
            ),
        ),
    ),
    "clt": Expected(
        "https://www.chinalawtranslate.com/en/street-lamp-law/",
        "china-law-translate",
        "Street Lamp Law",
        "2021-08-20T10:00:00+08:00",
        (
            ("title", "0", "Street Lamp Law"),
            ("item", "toc", "Chapter I: General Provisions"),
            ("item", "toc", "Chapter II: Lamps"),
            ("item", "toc", "Chapter III: Supplementary Provisions"),
            ("heading", "ch1", "Chapter I: General Provisions"),
            (
                "paragraph",
                "ch1/art1",
                "Article 1: This Law is drafted so as to ensure that streets are lit.",
            ),
            ("heading", "ch2", "Chapter II: Lamps"),
            (
                "paragraph",
                "ch2/art2",
                "Article 2:The districts are to repair lamps within three days.",
            ),
            ("heading", "ch3", "Chapter III: Supplementary Provisions"),
            ("paragraph", "ch3/art3", "Article 3: This Law takes effect on January 1, 2022."),
        ),
        source="China Law Translate",
    ),
    "portal": Expected(
        "http://www.example.gov.cn/yw/201909/t20190918_1.shtml",
        "trs-portal",
        "全省路灯更换完成",
        "2019-09-18T06:23:00+08:00",
        (
            ("title", "0", "全省路灯更换完成"),
            ("paragraph", "0", "记者从省住建厅获悉，全省路灯更换工作已经完成，共更换灯具三万套。"),
            ("paragraph", "0", "下一步，将建立日常巡查制度。"),
        ),
        source="某省日报",
    ),
    "unknown": Expected(
        "https://example.org/a/1",
        "densest",
        "夜路",
        "2020-02-03T04:05:00+08:00",
        (
            ("title", "0", "夜路"),
            (
                "paragraph",
                "0",
                "夜里走路，最怕没有灯。老街上的灯坏了三年，没有人来修，大家都习惯了。",
            ),
            (
                "paragraph",
                "0",
                "直到去年冬天，灯又亮了。居民们站在灯下，说了很久的话，谁也不愿意先回家。",
            ),
        ),
        source="晚报",
    ),
}


def check(document: Document, expected: Expected) -> None:
    """Compare every field."""
    assert [(b.kind, b.section, b.text) for b in document.blocks] == list(expected.blocks)
    assert document.title == expected.title
    assert document.published == expected.published
    assert document.updated == expected.updated
    assert document.source == expected.source
    assert document.meta["template"] == expected.template


@pytest.mark.parametrize("name", CASES)
def test_a_page_with_its_address(name: str) -> None:
    """The host chooses the row of the table; addresses of attachments and pages are absolute."""
    expected = CASES[name]
    document = extract(PAGES / f"{name}.html", url=expected.url)
    check(document, expected)
    assert document.url == expected.url
    for key, value in expected.meta.items():
        assert document.meta[key] == value


@pytest.mark.parametrize("name", CASES)
def test_a_page_without_its_address(name: str) -> None:
    """The template's own marks choose the row."""
    check(extract(PAGES / f"{name}.html"), CASES[name])


@pytest.mark.parametrize("name", [name for name in CASES if name != "unknown"])
def test_a_page_in_gb18030_that_declares_otherwise(name: str) -> None:
    """The same text comes from the same page in another encoding, whatever it declares."""
    text = (PAGES / f"{name}.html").read_text(encoding="utf-8")
    if text.isascii():
        return
    expected = CASES[name]
    check(extract(text.encode("gb18030"), name=name, url=expected.url), expected)


def test_a_page_without_text_is_refused() -> None:
    """An empty frame is an error that says what to do, never an empty document."""
    with pytest.raises(InvalidInputError, match="no text of an article"):
        extract(
            b"<html><head><title>x</title></head><body><script>1</script></body></html>",
            name="empty.html",
        )


def test_a_title_over_several_lines_of_a_page_that_names_none() -> None:
    """Centred bold lines above the text are one title."""
    lines = "".join(
        f"<p align=center><strong>{line}</strong></p>" for line in ("市政总局", "关于路灯的决定")
    )
    text = "<p>会议听取了关于路灯检修工作的说明，审议了路灯检修工作方案，决定批准该方案。</p>" * 3
    document = extract(
        f"<html><body><div id=UCAP-CONTENT>{lines}{text}</div>".encode(), name="a.html"
    )
    assert document.title == "市政总局关于路灯的决定"
    assert [block.kind for block in document.blocks][:2] == ["title", "paragraph"]


@pytest.mark.parametrize(
    "caption",
    [
        "图为启动仪式现场",
        "图为启动仪式。（李四摄）",
        "▲启动仪式现场",
        "A lamp is repaired. [Photo by Li Si/Xinhua]",
    ],
)
def test_what_stands_below_a_picture_is_no_heading(caption: str) -> None:
    """However bold it is, it opens no section."""
    text = "<p>会议听取了关于路灯检修工作的说明，审议了路灯检修工作方案，决定批准该方案。</p>"
    if caption.isascii():
        text = (
            "<p>The meeting heard a report on the repair of street lamps and approved the plan.</p>"
        )
    page = f"<title>路灯 Lamps</title><div id=UCAP-CONTENT><p><b>{caption}</b></p>{text * 3}</div>"
    document = extract(page.encode(), name="a.html")
    assert {(block.kind, block.section) for block in document.blocks[1:]} == {("paragraph", "0")}


def test_the_second_opinion_warns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the other extractor found other text, the document says so."""
    import trafilatura

    monkeypatch.setattr(
        trafilatura, "extract", lambda *_, **__: "完全不同的文字，没有一句相同。" * 20
    )
    document = extract(PAGES / "govcn_news.html")
    assert any("check that nothing is missing" in each for each in document.meta["warnings"])


@pytest.mark.parametrize(("share", "warns"), [(0.7, False), (0.2, True)])
def test_the_second_opinion_may_leave_out_lists_and_code(
    share: float, warns: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What only we find is no reason to look for missing text; most of it may be menus."""
    import trafilatura

    lines = [f"<p>第{n}盏路灯在{n}号街，每天检查一次，由一名工人负责。</p>" for n in range(20)]
    theirs = "".join(lines[: int(20 * share)])
    monkeypatch.setattr(trafilatura, "extract", lambda *_, **__: theirs.replace("<p>", ""))
    document = extract(f"<html><body>{''.join(lines)}</body></html>".encode(), name="a.html")
    told = [each for each in document.meta["warnings"] if "another extractor" in each]
    assert [each.endswith("headlines are in it") for each in told] == [True] * warns


def test_a_general_extractor_that_fails_is_no_failure_of_ours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever the second opinion raises, the first one stands."""
    import trafilatura

    def fail(*_: object, **__: object) -> str:
        raise RuntimeError

    monkeypatch.setattr(trafilatura, "extract", fail)
    check(extract(PAGES / "govcn_news.html"), CASES["govcn_news"])


ZH = (
    "<p>会议听取了关于路灯检修工作的说明，"
    "审议了路灯检修工作方案，决定批准该方案，并向居民公布。</p>"
)
EN = (
    "<p>The meeting heard a report on the repair of "
    "street lamps, and approved the plan for the year.</p>"
)


def read(page: str) -> Document:
    """The document of a page without an address."""
    return extract(page.encode(), name="a.html")


def test_marks_that_a_browser_puts_around_a_quotation_are_read() -> None:
    """Also inside another one, and not twice where the page writes its own."""
    page = (
        "<p>他说<q>见<q>甲</q>项<b>规定</b></q>，又说<q>“乙”</q>。</p>"
        + "<p>路灯应当检查。</p>" * 3
    )
    texts = [block.text for block in read(f"<html><body>{page}</body></html>").blocks]
    assert "他说“见‘甲’项规定”，又说“乙”。" in texts


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (
            "关于路灯的意见-某省人民政府门户网站",
            "<h1>某省人民政府</h1><h2 class=con_title>关于路灯的意见</h2>",
        ),
        ("关于路灯的意见-某省人民政府门户网站", "<h1>某省人民政府</h1>"),
        ("关于路灯的意见_政策_某省人民政府", "<h1>关于路灯的意见</h1>"),
        ("某省人民政府 省政府文件 关于路灯的意见", "<div class=article-title>关于路灯的意见</div>"),
        ("", "<h1>关于路灯的意见</h1>"),
    ],
)
def test_the_title_is_told_from_the_name_of_the_site(head: str, body: str) -> None:
    """A logo is a heading too, and the head of a page may begin or end with the site."""
    assert (
        read(f"<title>{head}</title>{body}<div class=TRS_Editor>{ZH * 3}</div>").title
        == "关于路灯的意见"
    )


@pytest.mark.parametrize(
    ("head", "heading", "title"),
    [
        (
            "让灯亮起来——《意见》解读_政策",
            "让灯亮起来<br>——《意见》解读",
            "让灯亮起来——《意见》解读",
        ),
        ("会议强调 抓紧检修_新闻", "会议强调<br>抓紧检修", "会议强调 抓紧检修"),
        ("", "会议强调<br>抓紧检修", "会议强调抓紧检修"),
        ("Lamps for all | Site", "Lamps<br>for all", "Lamps for all"),
    ],
)
def test_a_heading_over_two_lines(head: str, heading: str, title: str) -> None:
    """It is joined as the page's head writes it; Chinese without a blank where nothing tells."""
    assert (
        read(f"<title>{head}</title><h1>{heading}</h1><div class=TRS_Editor>{ZH * 3}</div>").title
        == title
    )


def test_a_title_that_comes_again_below_a_dateline() -> None:
    """The title stands first, as on the page; where it comes again it is a heading."""
    page = (
        "<title>Lamp Plan</title><h1>Lamp Plan</h1>"
        f"<div class=TRS_Editor>{EN}<p><b>Lamp Plan</b></p>{EN * 2}</div>"
    )
    kinds = [(block.kind, block.text) for block in read(page).blocks if block.text == "Lamp Plan"]
    assert kinds == [("title", "Lamp Plan"), ("heading", "Lamp Plan")]


@pytest.mark.parametrize(
    ("line", "published", "source"),
    [
        ("Updated: Mar 17,2016 9:26 AM &nbsp; Xinhua", "2016-03-17T09:26:00+08:00", "Xinhua"),
        ("Updated: July 26, 2025 17:11 | Xinhua", "2025-07-26T17:11:00+08:00", "Xinhua"),
        (
            "Updated: 2024-04-10 15:01 (chinadaily.com.cn)",
            "2024-04-10T15:01:00+08:00",
            "chinadaily.com.cn",
        ),
        ("Posted on March 3, 2024 by admin", "2024-03-03T00:00:00+08:00", ""),
        ("发布时间：2021-05-10 09:08 来源：市政报", "2021-05-10T09:08:00+08:00", "市政报"),
    ],
)
def test_lines_with_a_date_of_sites_we_do_not_know(line: str, published: str, source: str) -> None:
    """Times in words and figures, and who published; nothing else of the line."""
    page = (
        f"<title>Lamps</title><h1>Lamps</h1><div class=info>"
        f"{line}</div><div class=TRS_Editor>{EN * 3}</div>"
    )
    document = read(page)
    assert (document.published, document.source) == (published, source)


def test_labels_in_cells_without_colons() -> None:
    """Tables of portals write 文号 in one cell and the number in the next."""
    table = (
        "<table><tr><td>索引号</td><td>0140/2023-21</td><td>发布机构</td><td>市政府</td></tr>"
        "<tr><td>标 题</td><td colspan=3>关于路灯的意见</td></tr>"
        "<tr><td>文　号</td><td>市政发〔2023〕30号</td><td>主题词</td><td></td></tr></table>"
        "<table><tr><th>名称</th><th>文号</th><th>发布日期</th></tr></table>"
    )
    document = read(f"{table}<div class=TRS_Editor>{ZH * 3}</div>")
    assert document.title == "关于路灯的意见"
    assert document.meta["document_number"] == "市政发〔2023〕30号"
    assert document.meta["issuer"] == "市政府"
    assert "keywords" not in document.meta


def test_the_number_of_an_order() -> None:
    """国务院令 and 第N号 stand on two lines of the title."""
    lines = "".join(f"<p align=center><b>{line}</b></p>" for line in ("市人民政府令", "第662号"))
    document = read(
        f"<title>市人民政府令（第662号）</title><div class=TRS_Editor>{lines}{ZH * 3}</div>"
    )
    assert document.title == "市人民政府令（第662号）"
    assert document.meta["document_number"] == "市人民政府令第662号"


def test_captions_tabs_and_end_marks_are_no_headings() -> None:
    """A caption is text, the names of tabs and a closing square are not."""
    page = (
        "<title>Lamps</title><h1>Lamps</h1><div class=TRS_Editor>"
        "<div role=tablist><span>English</span></div>"
        "<figure><img src=a.jpg><figcaption>The meeting room</figcaption></figure>"
        f"{EN * 2}<p>■</p></div>"
    )
    assert [(block.kind, block.text) for block in read(page).blocks][:2] == [
        ("title", "Lamps"),
        ("paragraph", "The meeting room"),
    ]
    assert {block.text for block in read(page).blocks}.isdisjoint({"English", "■"})


def test_a_stray_end_of_page_misleads_neither_extractor() -> None:
    """A header with its own </html> ends the page for the second opinion no more than for us."""
    page = (
        f"<html><body><p>首页</p></body></html><h1>路灯</h1>"
        f"<div id=UCAP-CONTENT>{ZH * 8}</div></body></html>"
    )
    assert not [
        warning for warning in read(page).meta["warnings"] if "another extractor" in warning
    ]


def test_a_signer_in_bold() -> None:
    """Who signs may be set in bold, and is no heading."""
    page = (
        f"<title>路灯</title><h1>路灯</h1><div class=TRS_Editor>"
        f"{ZH * 3}<p><b>市政局</b></p><p>2024年4月9日</p></div>"
    )
    assert [block.kind for block in read(page).blocks][-2:] == ["signoff", "signoff"]


def test_what_a_page_says_of_itself_at_the_head_of_its_text() -> None:
    """Where no rule tells frame from text, lines of data above the first sentence are not text."""
    page = (
        "<title>关于路灯的通知</title><div class=zw>"
        "<p>[发文字号] 市政办〔2020〕17号</p><p>发布机构：市政府办公厅</p>"
        "<h3>关于路灯的通知</h3><p>发布时间：2020-07-15 10:30 浏览次数：12</p>"
        f"<p>各区人民政府：</p>{ZH * 4}</div>"
    )
    document = read(page)
    assert [(block.kind, block.text) for block in document.blocks][:2] == [
        ("title", "关于路灯的通知"),
        ("paragraph", "各区人民政府："),
    ]
    assert document.published == "2020-07-15T10:30:00+08:00"
    assert document.meta["document_number"] == "市政办〔2020〕17号"
    assert document.meta["issuer"] == "市政府办公厅"
    assert len(document.meta["dropped"]) == 3


def test_an_english_line_with_the_clock_first() -> None:
    """By NAME (Xinhua) 08:30, July 27, 2025 gives time and source."""
    line = "By <a>Wang Wu</a> (<a href=x>Xinhua</a>) 08:30, July 27, 2025"
    document = read(
        f"<title>Lamps</title><article><h1>Lamps</h1><div>{line}</div>{EN * 4}</article>"
    )
    assert (document.published, document.source) == ("2025-07-27T08:30:00+08:00", "Xinhua")
    assert document.blocks[1].text.startswith("The meeting")


def test_times_for_search_engines() -> None:
    """JSON-LD has both times where nothing shown has; other offsets are converted."""
    data = (
        '{"@type":"NewsArticle","datePublished":"2024-02-03T10:00:00Z",'
        '"dateModified":"2024-02-03T12:00:00Z"}'
    )
    page = (
        f"<title>Lamps</title><script type='application/ld+json'>"
        f"{data}</script><article><h1>Lamps</h1>{EN * 4}"
    )
    document = read(page)
    assert document.published == "2024-02-03T18:00:00+08:00"
    assert document.updated == "2024-02-03T20:00:00+08:00"


@pytest.mark.parametrize(
    "line",
    [
        "<span>1</span><a href=b_2.htm>2</a><a href=b_3.htm>3</a><a href=b_2.htm>下一页</a>",
        "【纠错】 【责任编辑:孙八】",
        "[打印] [关闭]",
        "共3页: 上一页 1 2 3 下一页",
    ],
)
def test_buttons_and_numbers_of_pages_below_the_text_are_furniture(line: str) -> None:
    """Also several of them in one line."""
    page = f"<title>{NOTICE}</title><h1>{NOTICE}</h1><div id=x>{ZH_BODY}<p>{line}</p></div>"
    document = read(page)
    assert document.blocks[-1].text.endswith("不可偏废。")
    assert document.left_out[-1].reason == "page furniture"


def test_a_head_that_says_other_than_the_heading() -> None:
    """On a template we know, the heading that a reader sees is the title."""
    page = f"<title>中国政府网</title><h1>一图读懂路灯</h1><div id=UCAP-CONTENT>{ZH * 3}</div>"
    assert read(page).title == "一图读懂路灯"


@pytest.mark.parametrize(
    "line",
    [
        "来源：新华社 作者：张三",
        "信息来源：新华社 浏览次数：12",
        "来源： 新华社 【字体：大 中 小】",
    ],
)
def test_a_source_ends_before_the_next_label(line: str) -> None:
    """Whatever stands beside it on the line."""
    page = (
        f"<title>路灯</title><h1>路灯</h1><div class=info>"
        f"{line}</div><div class=TRS_Editor>{ZH * 3}</div>"
    )
    assert read(page).source == "新华社"


def test_a_page_whose_text_is_missing_is_refused_rather_than_its_frame_taken() -> None:
    """The footer of an empty article is not its text."""
    page = (
        "<title>x</title><h1>空</h1><div id=UCAP-CONTENT></div>"
        "<div class=bottom><p>版权所有：中国政府网 中文域名：中国政府网.政务</p></div>"
    )
    with pytest.raises(InvalidInputError, match="a script may fill it in"):
        read(page)


@pytest.mark.parametrize(
    "menu",
    [
        "<div class='nav'><a href='/'>首页</a> <a href='/a'>政策</a></div>",
        "<div class='top'><a href='/'>首页</a> <a href='/a'>政策</a></div>",
        "<div>当前位置：<a href='/'>首页</a> &gt; <a href='/a'>政策</a></div>",
    ],
)
def test_a_menu_above_the_title_is_no_text(menu: str) -> None:
    """Nor makes it a section of the heading that repeats the title."""
    body = "城市照明应当安全可靠，方便居民出行，各方应当共同参与，让每条道路都有灯光。"
    title = "照明通知"
    page = (
        f"<html><head><title>{title}</title></head><body>{menu}<h1>{title}</h1>"
        f"<p>{body}</p><p>{body}</p></body></html>"
    )
    document = extract(page)
    assert [(b.kind, b.section) for b in document.blocks] == [
        ("title", "0"),
        ("paragraph", "0"),
        ("paragraph", "0"),
    ]


NOTICE = "关于人工智能的通知"
ZH_TEXT = [
    "人工智能是人类发展的新领域，也是新一轮科技革命的重要力量，需要各方共同努力。",
    "各国应当加强合作，共同推动人工智能健康发展，让更多的人受益于技术进步。",
    "安全是发展的前提，发展是安全的保障，要统筹好两者，不可偏废。",
]
EN_TEXT = [
    "Artificial intelligence is a new field of development, which needs the efforts of all sides.",
    "Countries should work together to promote the development of artificial intelligence for all.",
    "Security is a precondition for development, and development is a guarantee for security.",
]
ZH_BODY = "".join(f"<p>{text}</p>" for text in ZH_TEXT)
LINKS = "<a href='/'>首页</a> | <a href='/a'>政策</a> | <a href='/b'>服务</a>"
CAPTION = "图为会场一角。新华社记者 张三 摄"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (f"<div>{LINKS}</div><h1>{NOTICE}</h1>{ZH_BODY}", "page furniture"),
        (f"<h1>{NOTICE}</h1><div>{LINKS}</div>{ZH_BODY}", "page furniture"),
        (f"<h1>{NOTICE}</h1>{ZH_BODY}<div>{LINKS}</div>", "page furniture"),
        (f"<div>当前位置：{LINKS} > 正文</div><h1>{NOTICE}</h1>{ZH_BODY}", "page furniture"),
        (f"<h1>{NOTICE}</h1>{ZH_BODY}<div>当前位置：首页 &gt; 政策</div>", "page furniture"),
        (f"<h1>{NOTICE}</h1><p align=center><b>{NOTICE}</b></p>{ZH_BODY}", "duplicate"),
        (f"<h1>{NOTICE}</h1><div><h1>{NOTICE}</h1>{ZH_BODY}</div>", "duplicate"),
        (f"<p>{NOTICE} 来源：某网 作者：张三 时间：2025-07-26</p>{ZH_BODY}", "page furniture"),
        (f"<p>2025年7月26日 来源:某网 记者李四 【字体：大 中】</p>{ZH_BODY}", "page furniture"),
    ],
)
def test_what_stands_around_a_text_is_left_out(body: str, reason: str) -> None:
    """Menus, a repeated title, and a line of title, source, author and time run together."""
    page = f"<html><head><title>{NOTICE}</title></head><body>{body}</body></html>"
    document = extract(page, name="x.html", lang="zh")
    assert [(block.section, block.text) for block in document.blocks] == [
        ("0", text) for text in [NOTICE, *ZH_TEXT]
    ]
    assert {piece.reason for piece in document.left_out} == {reason}


@pytest.mark.parametrize(
    "figure",
    [
        f"<figure><img src=x><figcaption>{CAPTION}</figcaption></figure><p>{CAPTION}</p>",
        f"<p><img src=x></p><p>{CAPTION}</p><p>{CAPTION}</p>",
    ],
)
def test_a_caption_is_read_once(figure: str) -> None:
    """Pages show it below the picture and again in the text; other lines may well stand twice."""
    body = f"<p>同意。</p><p>同意。</p>{ZH_BODY}{figure}<p>{ZH_TEXT[0]}</p>"
    document = extract(f"<html><body>{body}</body></html>", name="x.html", lang="zh")
    texts = [block.text for block in document.blocks]
    assert (texts.count(CAPTION), texts.count("同意。")) == (1, 2)
    assert [(piece.text, piece.reason) for piece in document.left_out] == [(CAPTION, "duplicate")]


def pairs_in(row: str) -> str:
    """The paragraphs of both languages, each pair in a row."""
    return "".join(row.format(en=en, zh=zh) for en, zh in zip(EN_TEXT, ZH_TEXT, strict=True))


@pytest.mark.parametrize(
    "body",
    [
        f"<div>{ZH_BODY}</div><div>{''.join(f'<p>{text}</p>' for text in EN_TEXT)}</div>",
        pairs_in("<div class=row><div><p>{en}</p></div><div><p>{zh}</p></div></div>"),
        pairs_in("<div lang=en><p>{en}</p></div><div lang=zh><p>{zh}</p></div>"),
        "<table>" + pairs_in("<tr><td>{en}</td><td>{zh}</td></tr>") + "</table>",
        f"<table><td>{'<br>'.join(EN_TEXT * 3)}</td><td>{'<br>'.join(ZH_TEXT * 3)}</td></table>",
    ],
)
def test_two_languages_side_by_side(body: str) -> None:
    """Both are read, whatever elements they stand in, and nothing around them is left out."""
    zh, en = extract_bilingual(f"<html><body>{body}</body></html>".encode(), name="x.html")
    assert [block.text for block in zh.blocks][:3] == ZH_TEXT
    assert [block.text for block in en.blocks][:3] == EN_TEXT
    assert not zh.left_out


def test_a_page_that_the_parser_reads_in_part_is_refused() -> None:
    """It drops all elements that are nested more than 2,048 levels deep, and what follows them."""
    page = f"<html><body>{ZH_BODY}{'<div>' * 2100}<p>{ZH_TEXT[0]}</p></body></html>"
    with pytest.raises(InvalidInputError, match="more than 2,048 levels deep"):
        extract(page, name="x.html", lang="zh")


def test_a_tag_with_many_attributes_takes_no_time() -> None:
    """A parser compares each attribute with all others: forty thousand took half a minute."""
    tag = "<p " + " ".join(f"a{n}='{n}'" for n in range(40_000)) + ">"
    began = time.process_time()
    document = extract(f"<html><body>{tag}甲</p>{ZH_BODY}</body></html>", name="x.html", lang="zh")
    assert time.process_time() - began < 3
    assert [block.text for block in document.blocks] == ["甲", *ZH_TEXT]


@pytest.mark.parametrize(
    ("mark", "back"),
    [
        ('class="sdfootnoteanc" name="a" href="#n"', 'class="sdfootnotesym" href="#a"'),
        ('href="#n" class="footnote-ref" role="doc-noteref"', 'href="#a" role="doc-backlink"'),
    ],
)
def test_marks_of_notes_and_heads_of_printed_pages_are_left_out(mark: str, back: str) -> None:
    """As LibreOffice and pandoc write them; a link with words is text."""
    page = (
        f'<html><body><div title="header"><p>某市文件</p></div><h1>{NOTICE}</h1>{ZH_BODY}'
        f"<p>路灯由区政府管理。<a {mark}><sup>1</sup></a></p><p><a {mark}>见注释说明。</a></p>"
        f"<p><a {back}>1</a>区政府包括开发区。</p>"
        '<div title="footer"><p>第2页</p></div></body></html>'
    )
    document = extract(page, name="page.html", lang="zh")
    texts = [block.text for block in document.blocks]
    assert texts[-3:] == ["路灯由区政府管理。", "见注释说明。", "区政府包括开发区。"]
    assert not any("某市" in text for text in texts)
    reasons = [(piece.text, piece.reason) for piece in document.left_out]
    assert reasons.count(("1", "note mark")) == 2
    assert ("某市文件", "page furniture") in reasons and ("第2页", "page furniture") in reasons


@pytest.mark.parametrize(
    ("mark", "left_out"),
    [
        ('<sup><a href="#fn1">[1]</a></sup>', "[1]"),
        ('<sup>[<a href="https://example.org/x#note-1">1</a>]</sup>', "[1]"),
        ('<a href="#fn1"><sup>1</sup></a>', "1"),
        ("<sup>[1]</sup>", "[1]"),
        ("<sup>2</sup>", ""),
        ('<sup><a href="other.html">2</a></sup>', ""),
    ],
)
def test_a_raised_number_of_a_note_is_left_out(mark: str, left_out: str) -> None:
    """Whatever the link is called; an exponent is text."""
    page = f"<html><body><h1>{NOTICE}</h1>{ZH_BODY}<p>每平方米{mark}一盏。</p></body></html>"
    document = extract(page, name="page.html", lang="zh")
    marks = [piece.text for piece in document.left_out if piece.reason == "note mark"]
    assert marks == ([left_out] if left_out else [])
    assert document.blocks[-1].text == ("每平方米一盏。" if left_out else "每平方米2一盏。")


def test_a_request_to_accept_cookies_is_no_text() -> None:
    """By the names that such elements usually have, or because it is a dialogue."""
    page = (
        f'<html><body><div class="cookie-banner">本站使用Cookie。</div><h1>{NOTICE}</h1>{ZH_BODY}'
        '<div role="dialog"><p>请登录后阅读。</p></div></body></html>'
    )
    document = extract(page, name="page.html", lang="zh")
    assert document.blocks[0].kind == "title"
    assert {piece.text for piece in document.left_out} == {"本站使用Cookie。", "请登录后阅读。"}


def test_emoji_of_several_characters_stay_whole() -> None:
    """Their joiners are no stray invisible characters; those between letters are."""
    document = extract("家庭👨\u200d👩\u200d👧很重\u200d要。\n", lang="zh")
    assert document.blocks[0].text == "家庭👨\u200d👩\u200d👧很重要。"


def test_a_marked_heading_of_a_chapter_is_no_title_of_the_page() -> None:
    """As in what a word processor saves: no head, and the title is a paragraph."""
    page = f"<p>路灯管理办法</p>{ZH_BODY}<h1>第一章 总则</h1>{ZH_BODY}<h1>第二章 附则</h1>{ZH_BODY}"
    texts = [
        block.text
        for block in extract(
            f"<html><head><title></title></head><body>{page}</body></html>",
            name="page.html",
            lang="zh",
        ).blocks
    ]
    assert texts[0] == "路灯管理办法"
    assert texts.count("第一章 总则") == 1


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_text_before_the_longest_section_of_a_manual_is_read(language: str) -> None:
    """The element with the most text is a part of the article; the one around it is the whole."""
    zh = "每天黄昏，工人点亮第{}条街道上的所有路灯，到第二天清晨再把它们全部熄灭，并且作好记录。"
    en = "At dusk the men light all the lamps of street {}, and at dawn they put them out again."
    lines = [(zh if language == "zh" else en).format(n) for n in range(3, 14)]
    paras = [f'<div class="para">{line}</div>' for line in lines]
    page = (
        f'<html><body><ul class="docnav"><li><a href="x.html">Next</a></li></ul>'
        f'<div class="preface"><h1>{lines[0][:9]}</h1>{"".join(paras[:3])}'
        f'<div class="section"><h2>{lines[1][:9]}</h2>{"".join(paras[3:])}</div></div>'
        f'<ul class="docnav"><li><a href="x.html">Next</a></li></ul></body></html>'
    )
    document = extract(page, name="page.html", lang=language, layout="plain")
    texts = [block.text for block in document.blocks]
    assert [text for text in texts if text in lines] == lines
    assert "Next" not in texts


@pytest.mark.parametrize(("link", "shown"), [("#", ""), ("¶", ""), ("附录", "附录")])
def test_the_sign_that_links_to_a_heading_is_left_out(link: str, shown: str) -> None:
    """Programs that write manuals put it beside each heading."""
    page = (
        f'<html><body><article><h1>路灯</h1><h2 id="a"><a href="#a">{link}</a>检查</h2>'
        "<p>每盏路灯每天都应当检查一次，损坏的应当及时更换。</p></article></body></html>"
    )
    document = extract(page, name="a.html", lang="zh")
    assert document.blocks[1].text == f"{shown}检查"


def test_a_page_of_thousands_of_short_paragraphs_is_compared_without_the_slow_fallback(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """JusText compares each short paragraph with all around it."""
    import trafilatura

    fast: list[bool] = []
    monkeypatch.setattr(trafilatura, "extract", lambda _, **given: fast.append(given["fast"]))
    general_text("<p>安全</p>" * 100)
    general_text("<table><tr><td>安全</td></tr></table>" * 2000)
    assert fast == [False, True]


def test_cells_that_hang_over_thousands_of_rows_take_no_minutes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The other extractor looks at each column of each row; what a text says of spans stays."""
    import trafilatura

    given: list[str] = []
    monkeypatch.setattr(trafilatura, "extract", lambda page, **_: given.append(page) or "")
    cell = '<td class="a" ROWSPAN=9999 colspan=2>安全</td>'
    general_text(f"<table><tr>{cell * 3}</tr></table><p>Write rowspan=2 there.</p>")
    assert "rowspan=9999" not in given[0].lower()
    assert "colspan=2>" in given[0]
    assert "Write rowspan=2 there." in given[0]


def test_a_name_that_a_program_gives_a_page_without_one_is_no_title() -> None:
    """As LibreOffice and AbiWord write it."""
    for name in ("- no title specified", "AbiWord HTML Document", "无标题文档", "Untitled 1"):
        page = (
            f"<html><title>{name}</title><body><p>{ZH_TEXT[0]}</p><p>{ZH_TEXT[1]}</p></body></html>"
        )
        document = extract(page, name="x.html", lang="zh")
        assert [block.text for block in document.blocks] == ZH_TEXT[:2]


def test_markdown_with_a_table_of_html_is_no_page() -> None:
    """A text that does not begin with a tag and has headings of Markdown, whatever its name."""
    text = f"# {NOTICE}\n\n{ZH_TEXT[0]}\n\n<table><tr><td>灯</td><td>12</td></tr></table>\n"
    document = extract(text, name="x", lang="zh")
    assert document.meta["format"] == "markdown"
    assert [block.text for block in document.blocks] == [NOTICE, ZH_TEXT[0], "灯 | 12"]
