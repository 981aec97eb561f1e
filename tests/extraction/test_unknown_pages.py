"""Pages of sites that no row of the table knows: their text is found by what it looks like."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Callable
from html import escape
from typing import Any

import pytest
from lxml.html import document_fromstring

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction import extract, extract_bilingual
from aigov_corpus.extraction.html import body, densest
from aigov_corpus.extraction.html.body import find_attached
from aigov_corpus.extraction.html.cross_check import is_footer
from aigov_corpus.extraction.html.teasers import find_teasers
from aigov_corpus.records import Document

ZH = [
    "城市照明应当安全可靠，方便居民出行，各方应当共同参与，让每条道路都有灯光。",
    "市政部门应当每季度检查一次路灯，发现损坏的，应当在三日内更换，并且作好记录。",
    "居民发现路灯损坏的，可以随时报告；接到报告的单位应当在一日内答复报告人。",
    "本办法自公布之日起施行，原有规定与本办法不一致的，按照本办法执行。",
]
EN = [
    "Street lamps shall be safe and reliable, and every road of the city shall have some light.",
    "The department shall inspect all lamps once a quarter, and replace those that are broken.",
    "Residents may report broken lamps at any time, and shall get an answer within one day.",
    "These measures take effect on the day of their publication, and earlier rules are void.",
]
TITLE = "城市照明管理办法"


def paras(texts: list[str]) -> str:
    """The texts as paragraphs of a page."""
    return "".join(f"<p>{text}</p>" for text in texts)


def read(body: str, *, title: str = TITLE, lang: str = "zh") -> Document:
    """The document of a page."""
    return extract(
        f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode(),
        name="page.html",
        lang=lang,
    )


def texts_of(document: Document) -> list[str]:
    """The texts below the title."""
    return [block.text for block in document.blocks if block.kind != "title"]


@pytest.mark.parametrize("name", ["class=article-content", "id=zoom", "class='box neirong'"])
def test_an_element_with_a_usual_name_is_the_article(name: str) -> None:
    """Short notes below it, which belong to it, are read, and the frame of the page is not."""
    page = (
        "<div><p>本市唯一指定的照明信息发布媒体，全市专业的照明网站</p></div>"
        f"<div><h1>{TITLE}</h1><p>打印</p><div {name}>{paras(ZH)}<p>附：路灯表</p></div>"
        "<p>主办：市政局，承办：照明中心，地址：东街一号，邮编：100000</p></div>"
    )
    assert texts_of(read(page)) == [*ZH, "附：路灯表"]


def test_an_element_with_a_usual_name_but_little_text_is_not() -> None:
    """Such a name is a hint, no more."""
    page = f"<div class=content><p>首页</p></div><h1>{TITLE}</h1><div id=x1>{paras(ZH)}</div>"
    assert texts_of(read(page)) == ZH


@pytest.mark.parametrize(
    "row",
    [
        "<div class=row><div><a name=1>第{n}条</a></div><div><div>{text}</div></div></div>",
        "<section><h3>第{n}条</h3><div><p>{text}</p></div></section>",
        "<tr><td><b>第{n}条</b></td></tr><tr><td>{text}</td></tr>",
    ],
)
def test_a_text_in_elements_of_one_kind(row: str) -> None:
    """Each article in an element of its own, as law databases have them."""
    rows = "".join(row.format(n="一二三四"[n], text=text) for n, text in enumerate(ZH))
    page = f"<h1>{TITLE}</h1><div>{rows if '<tr' not in row else f'<table>{rows}</table>'}</div>"
    texts = "\n".join(texts_of(read(page)))
    assert [text for text in ZH if text not in texts] == []
    assert texts.count("条") >= 4


@pytest.mark.parametrize(
    "widget",
    [
        "<div class=art-share>分享到：<a href=#>微信</a></div>",
        "<div id=shareBox2>微信 微博</div>",
        "<div class=xgjd><h3>政策解读</h3><a href=b.html>解读之一的标题</a></div>",
        "<div class=ad_300x250><a href=b.html>专题：两会</a></div>",
        "<p>字体: 【大】 【中】 【小】</p>",
        "<p>【打印】 【下载】</p>",
        "<p>上一条：<a href=b.html>关于放假的通知</a></p>",
        "<p>信息录入：甲　责任编辑：乙</p>",
        "<p>浏览次数：31次</p>",
        "<h3>相关文章</h3><ul><li><a href=b.html>关于草案的说明</a></li></ul>",
        "<h4>Related stories</h4><p><a href=b.html>关于草案的说明</a></p>",
    ],
)
def test_widgets_below_a_text_are_furniture(widget: str) -> None:
    """By their names or by what they say, and each stands in the ledger."""
    document = read(f"<h1>{TITLE}</h1><div id=x1>{paras(ZH)}{widget}</div>")
    assert texts_of(document) == ZH
    assert document.left_out
    assert not document.meta["warnings"]


@pytest.mark.parametrize("name", ["print-content", "shareText", "par_idN107AD"])
def test_an_element_with_the_name_of_a_widget_may_hold_the_text(name: str) -> None:
    """If it has a sentence, or if the letters are part of another word."""
    assert texts_of(read(f"<h1>{TITLE}</h1><div><div id={name}>{paras(ZH)}</div></div>")) == ZH


@pytest.mark.parametrize(
    "line",
    [
        "<p>修理<span class=hot>路灯</span>和<b class=relation>灯杆</b>，见"
        "<a class=share-link href=b.html>《规定》</a>。</p>",
        "<h2 class=position-title>一、修理路灯和灯杆</h2>",
        "<p class=print>市照明局</p>",
        "<table><tr><td class=rank>1</td><td>甲</td><td class=position>灯长</td></tr></table>",
    ],
)
def test_parts_of_a_text_may_have_the_name_of_a_widget(line: str) -> None:
    """Words of a sentence, headings, lines and cells: only whole blocks are widgets."""
    plain = re.sub(r"<[^<>]*>", "", line)
    document = read(f"<h1>{TITLE}</h1><div id=x1>{paras(ZH[:2])}{line}{paras(ZH[2:])}</div>")
    assert texts_of(document)[2].replace(" | ", "") == plain


@pytest.mark.parametrize("name", ["reply-content", "reply", "liuyan", "comment-content"])
def test_an_answer_to_a_letter_is_an_article(name: str) -> None:
    """Such pages call it so; readers write into lists of comments."""
    assert texts_of(read(f"<h1>{TITLE}</h1><div class={name}>{paras(ZH)}</div>")) == ZH


STATE = {
    "list": [{"title": "别的文章", "summary": ZH[0] + ZH[1]}],
    "detail": {
        "title": TITLE,
        "publishTime": "2025-08-02 10:20:30",
        "source": "市政报",
        "content": paras(ZH),
    },
}
BLOCKS = {"article": {"headline": TITLE, "publishTime": 1754101230000, "source": "市政报"}}
BLOCKS["article"]["body"] = [{"type": "p", "children": [{"text": text}]} for text in ZH]
AREAS = (
    f"<textarea class=article-title>{TITLE}</textarea><textarea class=article-time>1754101230000"
    f"</textarea><textarea class=article-content>{escape(paras(ZH))}</textarea>"
    "<textarea class=article-source-name>&lt;a href=x&gt;市政报&lt;/a&gt;</textarea>"
)


@pytest.mark.parametrize(
    "data",
    [
        f"<script>window.__INITIAL_STATE__ = {json.dumps(STATE)};(function(){{}}());</script>",
        f"<script>var allData = {json.dumps(STATE, ensure_ascii=False)};</script>",
        f"<script id=__NEXT_DATA__ type=application/json>{json.dumps(BLOCKS)}</script>",
        AREAS,
    ],
)
def test_an_article_in_the_data_of_a_script(data: str) -> None:
    """Where the page shows none; title, time and source stand beside it, and a warning says so."""
    document = read(f"<div id=app>加载中...</div>{data}", title=f"{TITLE}_市政网")
    assert (document.title, texts_of(document)) == (TITLE, ZH)
    assert document.published == "2025-08-02T10:20:30+08:00"
    assert document.source == "市政报"
    assert len(document.meta["warnings"]) == 1
    assert "the data of that script" in document.meta["warnings"][0]


def test_data_beside_a_shown_article_are_not_read() -> None:
    """Sites of today show the article and keep it in a script, too."""
    other = json.dumps({"content": paras(["别的文章。" * 30])})
    document = read(f"<h1>{TITLE}</h1>{paras(ZH * 2)}<script>var a = {other}</script>")
    assert texts_of(document) == ZH * 2


@pytest.mark.parametrize(
    "other",
    [
        {"list": [{"title": "别的文章", "content": paras(ZH)}]},
        {"@type": "Organization", "name": "市照明局", "description": "".join(ZH)},
        {"cookies": "本站使用数据，以便改善服务。" * 6},
    ],
)
def test_data_about_something_else_do_not_replace_a_short_text(other: object) -> None:
    """Other articles, what the site is, and the words of buttons."""
    page = f"<h1>{TITLE}</h1><div id=x1><p>今天修好路灯，共三盏。</p></div>"
    document = read(f"{page}<script>{json.dumps(other)}</script>", title=f"{TITLE} - 市照明局")
    assert (document.title, texts_of(document)) == (TITLE, ["今天修好路灯，共三盏。"])


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "关于网站系统维护升级的公告",
            "本网站定于8月1日进行系统维护升级，给您带来不便，敬请谅解。",
        ),
        ("谨防验证码诈骗", "凡是要求您输入验证码的链接，一律不要打开。"),
    ],
)
def test_a_short_article_about_such_pages_is_read(title: str, text: str) -> None:
    """It has a name of its own, and a sentence below that."""
    assert texts_of(read(f"<h1>{title}</h1><p>{text}</p>", title=title)) == [text]


@pytest.mark.parametrize(
    ("title", "body", "said"),
    [
        ("提示信息", "<div>访问过于频繁，请稍后再试。</div><div>编号：ab12</div>", "访问过于频繁"),
        ("访问验证", "<h2>安全验证</h2><p>请输入验证码后继续访问，您的IP：1.2.3.4</p>", "验证"),
        ("Just a moment...", "<p>Enable JavaScript and cookies to continue</p>", "Just a moment"),
        ("404", "<h1>页面不存在</h1><p>对不起，您访问的页面不存在。</p>", "404"),
    ],
)
def test_a_page_that_keeps_its_visitor_away_is_refused(title: str, body: str, said: str) -> None:
    """It was saved in place of the article."""
    with pytest.raises(InvalidInputError, match=f"holds no article: it says '[^']*{said}"):
        read(body, title=title)


def test_an_article_about_such_pages_is_read() -> None:
    """It is longer, and speaks of them."""
    texts = ["网站提示访问过于频繁的，应当说明原因。", *ZH]
    assert texts_of(read(f"<h1>{TITLE}</h1><div id=x1>{paras(texts)}</div>")) == texts


def test_an_article_of_pictures_is_refused() -> None:
    """The message says how many there are and what to do."""
    page = (
        f"<h1>{TITLE}</h1><div id=UCAP-CONTENT><p><img src=1.jpg></p><p><img src=2.jpg></p></div>"
    )
    with pytest.raises(InvalidInputError, match=r"shows 2 pictures"):
        read(page)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (f"{TITLE}-全國法規資料庫", TITLE),
        (f"{TITLE} 某省人民政府门户网站", TITLE),
        (f"{TITLE}-北方法律在线V6官网", TITLE),
    ],
)
def test_the_name_of_a_site_is_no_part_of_a_title(head: str, title: str) -> None:
    """Where no heading of the page repeats the title."""
    assert read(f"<div id=x1>{paras(ZH)}</div>", title=head).title == title


def test_a_title_with_its_number_in_brackets() -> None:
    """The lines of the text that repeat the title are the title, and the number stays text."""
    lines = "<b>某市办公厅</b>", "<b>关于照明的通知</b>", "某政办〔2025〕3号"
    centred = "".join(f"<p align=center>{line}</p>" for line in lines)
    page = f"<div class=TRS_Editor>{centred}{paras(ZH)}</div>"
    document = read(page, title="某市办公厅关于照明的通知(某政办〔2025〕3号)-某市政府网")
    assert document.title == "某市办公厅关于照明的通知"
    assert texts_of(document) == ["某政办〔2025〕3号", *ZH]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("<tr><th>修正日期：</th><td>民國 112 年 05 月 31 日</td></tr>", "2023-05-31"),
        ("<tr><td>日期：114-07-24</td></tr>", "2025-07-24"),
        ("<tr><td>作者： 发布时间：2025-10-01 阅读：12</td></tr>", "2025-10-01"),
    ],
)
def test_dates_above_a_text(line: str, day: str) -> None:
    """Also in the calendar of Taiwan, and behind an empty label."""
    document = read(f"<h1>{TITLE}</h1><table>{line}</table><div id=zoom>{paras(ZH)}</div>")
    assert document.published[:10] == day
    assert texts_of(document) == ZH


def test_who_adopted_a_text_stands_below_its_title() -> None:
    """Also where the site puts it outside of the element with the text."""
    adopted = "（2025年6月27日某市人民代表大会通过）"
    document = read(f"<h1>{TITLE}</h1><h2>{adopted}</h2><div id=zoom>{paras(ZH)}</div>")
    assert texts_of(document) == [adopted, *ZH]
    assert not any(adopted in piece.text for piece in document.left_out)
    assert not document.meta["warnings"]


def test_when_a_press_release_was_issued_stands_below_it() -> None:
    """As the government of Hong Kong writes it."""
    issued = "完<br>2025年9月10日（星期三）<br>香港時間18時30分"
    page = f"<h1>{TITLE}</h1><div id=zoom>{paras(ZH)}{issued}</div>"
    document = read(page)
    assert (texts_of(document), document.published[:10]) == (ZH, "2025-09-10")


def test_lines_above_an_english_text() -> None:
    """Author, date and the caption of a picture: no headings, and only the caption is text."""
    page = (
        f"<h1>Lamps</h1><div id=content><p>By Li Si and Wang Wu</p><p>May 6, 2025</p>"
        f"<center><img src=a.jpg><p>A lamp in the park. Photo: VCG</p></center>{paras(EN)}</div>"
    )
    document = read(page, title="Lamps", lang="en")
    assert texts_of(document) == ["A lamp in the park. Photo: VCG", *EN]
    assert document.published[:10] == "2025-05-06"
    assert {block.section for block in document.blocks} == {"0"}


def test_a_file_behind_an_address_without_its_ending_is_an_attachment() -> None:
    """Its name stands in the link."""
    link = "<a href='/system/download.jsp?id=1'>检查表.docx</a>"
    page = f"<h1>{TITLE}</h1><div id=vsb_content>{paras(ZH)}</div><p>附件【{link}】已下载31次</p>"
    assert [each["title"] for each in read(page).meta["attachments"]] == ["检查表.docx"]


def test_a_short_notice_among_much_frame() -> None:
    """What stands at the foot of a page is no running text, however long it is."""
    notice = ["各单位：", "劳动节放假5天，请做好值班安排。", "特此通知。"]
    foot = "联系电话：0730-1234567，传真：0730-1234568，欢迎广大网民来电咨询、投诉和提出宝贵意见"
    page = (
        "<div class=hd><a href=/>首页</a> <a href=/a>概况</a></div><script></script>"
        f"<div><h4>{TITLE}</h4><div class=nr>{paras(notice)}</div></div>"
        f"<div><p>主办：某县人民政府 网站标识码：4300000001</p><p>{foot}</p></div>"
    )
    assert texts_of(read(page)) == notice


def test_a_box_of_links_amid_a_text_does_not_end_it() -> None:
    """Its heading and links are furniture, and the text below is read."""
    box = "<div><p>相关新闻</p><ul><li><a href=b.html>多地检查路灯</a></li></ul></div>"
    page = f"<h1>{TITLE}</h1><div id=x1>{paras(ZH[:2])}{box}{paras(ZH[2:])}</div><script></script>"
    assert texts_of(read(page)) == ZH


def test_what_readers_wrote_below_an_article_is_no_text() -> None:
    """Even if it is longer."""
    written = "".join(f"<div><span>网友{n}</span><p>{text}</p></div>" for n, text in enumerate(ZH))
    page = (
        f"<h1>{TITLE}</h1><div id=x1>{paras(EN[:2])}</div>"
        f"<div class=comment-list><h3>网友评论</h3>{written * 2}</div><script></script>"
    )
    assert texts_of(read(page, lang="en")) == EN[:2]


def test_a_head_that_names_the_site_first() -> None:
    """The line of the page with which it ends is the title, and a source ends at a label."""
    page = (
        f"<div class=a1>{TITLE}</div><div>信息来源：某省商务厅<span>发布时间：2025-08-08</span>"
        f"浏览次数：12次</div><div id=zoom>{paras(ZH)}</div><script></script>"
    )
    document = read(page, title=f"某省商务厅 商务要闻 {TITLE}")
    assert (document.title, document.source) == (TITLE, "某省商务厅")


@pytest.mark.parametrize(
    "line",
    [
        "（来源：市政报）",
        "Source: City News",
        "关键词：路灯 照明",
        "版权声明：凡本网注明来源的稿件，未经授权不得转载。",
        "未经书面授权禁止使用。",
    ],
)
def test_lines_about_the_page_below_the_text_are_furniture(line: str) -> None:
    """Where the text is from, how it is filed, and who may copy it."""
    page = f"<h1>{TITLE}</h1><div id=zoom>{paras(ZH)}<p>{line}</p></div><script></script>"
    document = read(page)
    assert texts_of(document) == ZH
    assert document.left_out[-1].text == line


def test_the_former_title_is_no_text() -> None:
    """As news sites put it above the text of another one."""
    page = f"<h1>{TITLE}</h1><div id=zoom><p>原标题：市政局发布照明办法</p>{paras(ZH)}</div>"
    assert texts_of(read(page)) == ZH


def test_a_source_in_english() -> None:
    """It ends before the next label."""
    line = (
        "<span>May 6, 2025 17:30</span> <span>Source: City News</span> <span>Type: Original</span>"
    )
    page = f"<h1>Lamps</h1><div>{line}</div><div id=zoom>{paras(EN)}</div>"
    assert read(page, title="Lamps", lang="en").source == "City News"


@pytest.mark.parametrize(
    "page",
    [
        "<div id=content><p>首页，政策，服务，互动，数据，专题。</p><div id=x1>{}</div></div>",
        "<div><div class=TRS_Editor><p>简介</p></div><div class=neirong>{}</div></div>",
    ],
)
def test_a_portal_whose_usual_element_does_not_fit(page: str) -> None:
    """It holds the frame of the page as well, or only a part of the text."""
    head = f"<meta name=ArticleTitle content={TITLE}><h1>{TITLE}</h1>"
    texts = texts_of(read(head + page.format(paras(ZH)) + "<script></script>"))
    assert texts[-4:] == ZH


@pytest.mark.parametrize("heading", ["<h2>{}</h2>", "<p align=center><b>{}</b></p>"])
def test_a_head_that_only_names_the_site(heading: str) -> None:
    """The headline of the text is the title, and the menu above it is left out."""
    page = (
        "<table><tr><td>您现在的位置：<a href=/>某县政府网</a>&gt;&gt;<a href=/x>动态</a>"
        "&gt;&gt;正文"
        "</td></tr>"
        f"<tr><td>{heading.format(TITLE)}</td></tr><tr><td>{'<br>'.join(ZH)}</td></tr>"
        "</table><script></script>"
    )
    document = read(page, title="某县政府网")
    assert (document.title, texts_of(document)) == (TITLE, ZH)


def test_a_heading_with_buttons_and_a_list_of_facts_above_a_law() -> None:
    """As databases of laws have them."""
    facts = ["制定机关：某市政府", "公布日期：2025.08.01", "施行日期：2025.09.01", "效力位阶：规章"]
    page = (
        f"<div><h2>{TITLE} <span>现行有效</span> <a href=/e>英文版</a></h2>{paras(facts)}"
        f"<center>{TITLE}</center>{paras(ZH)}</div><script></script>"
    )
    document = read(page, title=f"{TITLE}-某某网")
    assert (document.title, texts_of(document)) == (TITLE, ZH)


def test_an_article_with_many_pictures_and_little_text_gets_a_warning() -> None:
    """What is written in them is not read; without any text the page is refused."""
    pictures = "<p><img src=1.jpg></p>" * 3
    page = f"<h1>{TITLE}</h1><div id=zoom>{pictures}<p>图解如下。</p></div><script></script>"
    assert "3 pictures and little text" in read(page).meta["warnings"][0]
    with pytest.raises(InvalidInputError, match="shows 3 pictures"):
        read(page.replace("图解如下。", ""))


def test_a_script_of_many_broken_assignments_takes_no_time() -> None:
    """Each that is no JSON costs a look at the whole script: fifty thousand took minutes."""
    page = f"<div id=app></div><script>{'var b = {;' * 50_000}</script><h1>{TITLE}</h1>{paras(ZH)}"
    began = time.process_time()
    assert texts_of(read(page)) == ZH
    assert time.process_time() - began < 3


@pytest.mark.parametrize(
    ("opening", "inner", "closing"),
    [
        ("<ul>", "<li>索引号</li>" * 200, "</ul>"),
        ("<div>", "Subscribe to our newsletter<br>a", "</div>"),
        ("<aside>", paras(ZH * 300), "</aside>"),
    ],
)
def test_nested_boxes_take_no_time(opening: str, inner: str, closing: str) -> None:
    """What they hold is not read again for each of them, which took half a minute."""
    page = f"{SCRIPT}<div>{paras(EN * 200)}{opening * 900}{inner}{closing * 900}</div>"
    began = time.process_time()
    assert texts_of(read(page, lang="en"))[: len(EN) * 200] == EN * 200
    assert time.process_time() - began < 2


def test_a_title_that_the_head_cuts_is_whole() -> None:
    """What stands behind it is a button only if it says so."""
    title = "Rules for Street Lamps and for All Other Lights"
    document = read(f"<h1>{title}</h1>{paras(EN)}", title="Rules for Street Lamps", lang="en")
    assert (document.title, texts_of(document)) == (title, EN)


def test_the_first_of_several_sections_is_no_title() -> None:
    """Though the title ends like the name of a site."""
    sections = "".join(f"<h2>第{n}项</h2><p>{text}</p>" for n, text in enumerate(ZH))
    assert read(f"<div>{sections}</div>", title="市里成立照明委员会").title == "市里成立照明委员会"


@pytest.mark.parametrize(
    "above", [["市政府令", "第 7 号"], ["市政局", "市照明局", "关于印发"], ["市照字〔2025〕7号"]]
)
def test_who_issues_a_law_stands_above_its_title(above: list[str]) -> None:
    """It is no menu."""
    texts = texts_of(read(f"<div>{paras(above)}<h1>{TITLE}</h1>{paras(ZH)}</div><script></script>"))
    assert [text for text in above if text not in texts] == []


def test_articles_that_lead_elsewhere_are_no_part_of_the_text() -> None:
    """Though their elements are of the kind of its own."""
    teaser = f"<article class=a1><h2><a href=b.html>别的文章</a></h2><p>{ZH[3]}</p></article>"
    page = f"<main><article class=a1><h1>{TITLE}</h1>{paras(ZH * 2)}</article>{teaser * 4}</main>"
    assert texts_of(read(page)) == ZH * 2


SCRIPT = "<script src=main.js></script>"


@pytest.mark.parametrize(
    ("lead", "is_text"),
    [
        ("<p>本文介绍新办法的三个要点。</p>", True),
        ("<div class=article-dek>三个要点看懂新办法</div>", True),
        ("<h2>三个要点看懂新办法</h2>", True),
        ("<p>（2025年3月20日）</p>", True),
        ("<p>——来自东街的报告</p>", True),
        ("<figure><img src=a.jpg><figcaption>东街新装的两盏路灯</figcaption></figure>", True),
        ("<ul><li>本页不再接受公众的意见。</li></ul>", False),
        ("<p>内容概述：本办法规定路灯的检查。</p>", False),
        (f"<p>{ZH[0]}</p>", False),
        ("<p><a href=b.html>点这里查看全部照明文件。</a></p>", False),
        ("<p>您的浏览器不支持播放该视频。</p>", False),
        ("<p>Listen to this article, read by a computer voice.</p>", False),
    ],
)
def test_what_stands_between_title_and_text_is_read(lead: str, is_text: bool) -> None:
    """A lead, a subtitle, a caption; no label, no link, and no summary that the text repeats."""
    page = f"{SCRIPT}<h1>{TITLE}</h1>{lead}<div>来源：某报</div><div class=zw>{paras(ZH * 2)}</div>"
    texts = texts_of(read(page))
    assert texts[-8:] == ZH * 2
    assert len(texts) == 8 + is_text


def test_a_text_that_a_page_holds_twice_is_read_once() -> None:
    """For wide and for narrow screens; the second copy stands in the ledger."""
    copy = f"<div class=txt>{paras(ZH)}</div>"
    page = f"{SCRIPT}<h1>{TITLE}</h1><div><div>{copy}</div><div class=phone>{copy}</div></div>"
    document = read(page)
    assert texts_of(document) == ZH
    assert {each.reason for each in document.left_out} == {"duplicate"}


def test_summaries_of_other_pages_are_no_text() -> None:
    """Though they are longer than the text, and the other extractor takes them."""
    more = "".join(
        f"<dl><dt><a href={n}.html>要闻{n}</a></dt><dd>{each}<a href={n}.html>[详细]</a></dd></dl>"
        for n, each in enumerate(ZH * 2)
    )
    text = "".join(f"<div>{each}</div>" for each in ZH[:2])
    page = (
        f"{SCRIPT}<div class=a><div>{TITLE}</div><div>{text}</div></div><div class=b>{more}</div>"
    )
    assert texts_of(read(page)) == ZH[:2]


def test_what_stands_beside_the_text_in_a_layout_of_tables_is_left_out() -> None:
    """The other extractor makes one line of such a row."""
    menu = "<b>热点</b><br><a href=a.html>专题报道</a><br><a href=b.html>城市建设</a><br>"
    text = f"<b>{TITLE}</b><hr>{paras(ZH * 4)}"
    page = f"{SCRIPT}<table><tr><td>{menu}</td><td>{text}</td></tr></table>"
    assert texts_of(read(page)) == ZH * 4


@pytest.mark.parametrize(
    "line",
    [
        "点击上方蓝字关注我们",
        "更多照明资讯，请关注某某网微信公众号。",
        "点个“在看”再走吧",
        "END",
        "文章录入：admin　责任编辑：admin",
        "Download our app to get the latest news",
        "Was this page helpful? Yes No",
        "声明：本网注明来源的作品，版权均属本网所有。",
    ],
)
def test_requests_to_the_reader_are_no_text(line: str) -> None:
    """Nor are who put the page there and the mark of its end."""
    page = f"{SCRIPT}<h1>{TITLE}</h1><div>{paras([*ZH, line])}</div>"
    assert texts_of(read(page)) == ZH


@pytest.mark.parametrize(
    "element",
    [
        '<span class="visually-hidden">打开答案</span>',
        '<span class="mw-editsection">[<a href="e">编辑</a>]</span>',
        '<span aria-hidden="true">▾</span>',
        '<sup class="noprint">[<a href="c">来源请求</a>]</sup>',
    ],
)
def test_what_a_page_shows_to_some_readers_only_is_no_text(element: str) -> None:
    """Programs that read aloud, editors; a sign that those pass over is an ornament."""
    page = f"{SCRIPT}<h1>{TITLE}</h1><div>{paras([ZH[0] + element, *ZH[1:]])}</div>"
    assert texts_of(read(page)) == ZH


@pytest.mark.parametrize(
    ("shown", "day"),
    [
        ("<p>March 3, 2025</p>", "2025-03-03"),
        ("<p>20:31, 09-Sep-2025</p>", "2025-09-09"),
        ("<p>Published on 01/16/2025</p>", "2025-01-16"),
        ("<p>Press release <b>Jul 9, 2025</b> Brussels</p>", "2025-07-09"),
        ("<p>Adopted on 19.3.2025</p>", "2025-03-19"),
        ("<p>Published 2022 Aug 17</p>", "2022-08-17"),
        ("<p>Seen 03/04/2025</p>", ""),
        ("<p>Seen 3.4.2025</p>", ""),
        ("<meta itemprop=datePublished content=2025-01-14T09:00:00-0500>", "2025-01-14"),
        (
            '<meta property="article:published_time" content="2025-03-05T22:30:00Z">'
            "<p>Published 5 March 2025</p>",
            "2025-03-05",
        ),
    ],
)
def test_when_a_page_was_published(shown: str, day: str) -> None:
    """In the ways of English pages; 03/04 may be either day, and the day that is shown counts."""
    page = f"{SCRIPT}<h1>Street Lamps</h1><div>{shown}</div><div class=x>{paras(EN)}</div>"
    assert (read(page, title="Street Lamps", lang="en").published or "")[:10] == day


def test_a_line_that_begins_the_head_is_the_title() -> None:
    """A category or a date may stand behind it there."""
    page = f"{SCRIPT}<div><b>在照明工作会上的讲话</b></div><div>{paras(ZH)}</div>"
    assert (
        read(page, title="在照明工作会上的讲话-领导讲话-某市照明局").title == "在照明工作会上的讲话"
    )


def test_a_box_amid_the_text_does_not_end_it() -> None:
    """It holds one link to another page."""
    box = "<div>Read more:<p><a href=b.html>All about lamps</a></p></div>"
    page = f"{SCRIPT}<h1>Lamps</h1><div>{paras(EN[:3])}{box}{paras(EN[3:])}</div>"
    assert texts_of(read(page, title="Lamps", lang="en")) == EN


@pytest.mark.parametrize("links", [1, 3])
@pytest.mark.parametrize("below", [1, 2])
def test_the_last_paragraphs_of_a_text_below_a_box_of_links_are_read(
    links: int, below: int
) -> None:
    """However many links the box has; a notice there is none of the text."""
    box = "".join(f"<li><a href={n}.html>照明资讯第{n}条标题</a></li>" for n in range(links))
    text = f"{paras(ZH[:-below])}<h3>相关新闻</h3><ul>{box}</ul>{paras(ZH[-below:])}"
    page = f"{SCRIPT}<h1>{TITLE}</h1><div class=t>{text}<p>责任编辑：甲</p></div>"
    assert texts_of(read(page)) == ZH


def test_a_notice_below_a_box_of_links_is_no_text() -> None:
    """It says who may copy the page, at length."""
    links = "".join(f"<li><a href={n}.html>照明资讯第{n}条标题</a></li>" for n in range(3))
    notice = "版权声明：本网站刊登的稿件未经书面授权，任何单位和个人不得转载、摘编，违者将被追究。"
    text = f"{paras(ZH)}<h3>相关新闻</h3><ul>{links}</ul><p>{notice}</p>"
    assert texts_of(read(f"{SCRIPT}<h1>{TITLE}</h1><div class=t>{text}</div>")) == ZH


def test_many_containers_around_a_text_take_no_time() -> None:
    """Each has a usual name, and was read anew: 150 of them took seconds."""
    page = "<div class=content>" * 150 + paras(ZH * 50) + "</div>" * 150
    began = time.process_time()
    assert texts_of(read(page)) == ZH * 50
    assert time.process_time() - began < 1


def test_many_tables_in_one_element_take_no_time() -> None:
    """On a page without paragraphs that element was read anew for each of them."""
    table = (
        "<h2>路灯</h2><table><tr><td>灯</td><td>40</td></tr><tr><td>杆</td><td>2</td></tr></table>"
    )
    began = time.process_time()
    assert len(texts_of(read(f"<main>{table * 150}</main>"))) == 450
    assert time.process_time() - began < 1  # 0.2 s; it took 5 s


def test_what_a_page_shows_and_the_boxes_of_a_body_are_found_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """They were found up to three times, which took a tenth of the time of a long page."""
    asked: Counter[tuple[str, int]] = Counter()
    kept: list[Any] = []  # so that no element takes the id of another one

    def counting(name: str, find: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def counted(node: Any) -> Any:
            kept.append(node)
            asked[name, id(node)] += 1
            return find(node)

        return counted

    monkeypatch.setattr(densest, "iter_shown", counting("shown", densest.iter_shown))
    monkeypatch.setattr(body, "find_boxes", counting("boxes", body.find_boxes))
    assert texts_of(read(f"<h1>{TITLE}</h1><div>{paras(ZH)}</div>")) == ZH
    assert {name for name, _ in asked} == {"shown", "boxes"}
    assert set(asked.values()) == {1}


def test_summaries_whose_titles_are_no_headings_are_no_text() -> None:
    """Each stands below a link with its title, in an element of one kind."""
    more = "".join(
        f"<div class=item><div><a href={n}.html>照明资讯第{n}条标题</a></div><p>{each}</p></div>"
        for n, each in enumerate(ZH)
    )
    text = f"<h1>{TITLE}</h1><div>2025-04-02 10:35</div><div class=t>{paras(ZH[:2])}</div>"
    assert texts_of(read(f"{SCRIPT}<div class=article>{text}{more}</div>")) == ZH[:2]


@pytest.mark.parametrize(
    "frame",
    [
        "<div class=hotCmt><p>希望我们小区的路灯也能早点修好，晚上走路太黑了，支持！</p></div>",
        "<a href=b.html><span>航拍：一城灯火，万家团圆，江边的路灯全部亮起来。</span></a>",
        "<div>City Lamps Office<br>Add: 1 Garden Road, Lamp City. Tel: 0044-20-0000</div>",
        "<div>打开客户端，阅读全文</div>",
        "<div><p>记者：成某　责编：戚某</p></div>",
    ],
)
def test_a_short_text_is_not_read_with_its_frame(frame: str) -> None:
    """Though the other extractor takes that for text, and it is as long as a paragraph."""
    page = f"{SCRIPT}<div><h1>{TITLE}</h1><div class=t>{paras(ZH[:2])}</div></div>{frame}"
    assert texts_of(read(page)) == ZH[:2]


@pytest.mark.parametrize("heading", ["{}", "<h3>{}</h3>"])
def test_a_question_that_a_button_folds_out_is_read(heading: str) -> None:
    """It is a button by its element only; others are none of the text."""
    asked = ["路灯坏了怎么办？", "谁来更换路灯？"]
    items = "".join(
        f"<div>{heading.format(f'<button>{ask}</button>')}<div>{answer}</div></div>"
        for ask, answer in zip(asked, ZH[1:3], strict=True)
    )
    page = f"{SCRIPT}<h1>{TITLE}</h1><button>菜单</button><div>{items}</div>"
    assert texts_of(read(page)) == [asked[0], ZH[1], asked[1], ZH[2]]


def test_a_link_to_more_behind_a_sentence_is_no_text() -> None:
    """It leads to the site that the text is from."""
    page = (
        f"<h1>{TITLE}</h1><div>{paras(ZH[:3])}<p>{ZH[3]}<a href=/>返回某网，查看更多</a></p></div>"
    )
    assert texts_of(read(SCRIPT + page)) == ZH


def test_the_only_headline_is_the_title_where_the_head_has_another_name() -> None:
    """That of the site."""
    page = f"{SCRIPT}<div><h1>{TITLE}</h1></div><div class=x>{paras(ZH)}</div>"
    assert read(page, title="Lamp Instruments").title == TITLE


@pytest.mark.parametrize(
    "steps",
    [
        ["下载“路灯通”APP", "打开路灯通APP，点击“报修”", "关注“某市路灯”微信公众号"],
        ["Get the app and log in.", "Sign up for the course by 1 May.", "Find us on Lamp Street."],
    ],
)
def test_steps_of_an_instruction_are_no_requests_to_the_reader(steps: list[str]) -> None:
    """They are numbered, or ask for another thing than sites do."""
    items = "".join(f"<li>{step}</li>" for step in steps)
    page = f"{SCRIPT}<h1>{TITLE}</h1><div>{paras(ZH[:2])}<ol>{items}</ol>{paras(ZH[2:])}</div>"
    found = [text.split(". ", 1)[-1] for text in texts_of(read(page))]
    assert found == [*ZH[:2], *steps, *ZH[2:]]


def test_the_word_end_amid_a_text_is_read() -> None:
    """Only below the last sentence it marks the end."""
    page = f"{SCRIPT}<h1>Signs</h1><div>{paras([*EN[:2], 'END', *EN[2:]])}</div>"
    assert texts_of(read(page, title="Signs", lang="en")) == [*EN[:2], "END", *EN[2:]]


def test_a_press_release_with_a_telephone_number_is_no_footer() -> None:
    """Its paragraphs are parted by <br>, so that they are one block with the number."""
    assert not is_footer(f"{EN[0]}{EN[1]}Address: 1 East Street")
    assert is_footer("City Lamps Office, Address: 1 East Street, Tel: 555 0100")


def test_a_page_of_nothing_but_links_with_a_sentence_each_is_read() -> None:
    """They are not announcements beside an article."""
    names = ["Lamp Office", "Road Office", "Park Office", "Fire Office"]
    rows = [f"<li><a href={n}.html>{names[n]}</a> {each}</li>" for n, each in enumerate(EN)]
    page = f"<div><h1>Offices of the town</h1><ul>{''.join(rows)}</ul></div>"
    expected = [f"{name} {each}" for name, each in zip(names, EN, strict=True)]
    assert texts_of(read(page, title="Offices of the town", lang="en")) == expected


def test_sections_whose_headings_are_links_are_read() -> None:
    """The text that was found is within one, so that they are no announcements."""
    texts = ["用于将街道整夜照亮，直到天亮以后才会关闭的路灯种类。", "说明路灯的颜色。"]
    parts = "".join(
        f"<div class=part><h2><a href={n}.html>第{n}种路灯</a></h2><p>{text}</p></div>"
        for n, text in enumerate(texts)
    )
    lead = "用于选择各种路灯的说明。"
    page = f"{SCRIPT}<div><h1>路灯的种类</h1><p>{lead}</p>{parts}</div>"
    assert {lead, *texts} <= set(texts_of(read(page)))


def test_rows_with_a_heading_cell_that_is_a_link_are_a_table() -> None:
    """The links explain what the headings mean; other rows that begin with one announce pages."""
    cells = [f"<{{0}}><a href=d{n}.html>Property {n}</a></{{0}}><td>{EN[n]}</td>" for n in (0, 1)]
    for tag, count in (("th", 0), ("td", 2)):
        rows = "".join(f"<tr>{each.format(tag)}</tr>" for each in cells)
        assert len(find_teasers(document_fromstring(f"<table>{rows}</table>"))) == count


def test_addresses_that_are_links_to_themselves_are_no_labels() -> None:
    """https: stands before each, as a label does."""
    links = [f"→ https://lamps.example/{n}" for n in range(2)]
    linked = [f"<a href='{each[2:]}'>{each}</a>" for each in links]
    page = (
        f"{SCRIPT}<h1>{TITLE}</h1><div>{paras([ZH[0], linked[0], ZH[1], linked[1], *ZH[2:]])}</div>"
    )
    assert texts_of(read(page)) == [ZH[0], links[0], ZH[1], links[1], *ZH[2:]]


@pytest.mark.parametrize(
    "headline",
    ["某市人民政府门户网站", "Lamp Control Board", "欢迎来到我们的城市", "某市路灯管理所"],
)
def test_the_only_headline_may_name_the_site(headline: str) -> None:
    """It greets, is in another language, or is the name at the foot of the page."""
    foot = "<p>主办：某市路灯管理所</p>"
    page = f"{SCRIPT}<div><h1>{headline}</h1></div><div class=x>{paras(ZH)}</div>{foot}"
    assert read(page).title == TITLE


def test_poems_in_centred_elements_beside_their_translation_are_read() -> None:
    """`<center>` holds running text as `<div>` does."""
    zh = [f"{text[:14]}<br>{text[14:]}" for text in ZH]
    body = "".join(
        f"<center>{one}</center><blockquote>{other}</blockquote>"
        for one, other in zip(zh, EN, strict=True)
    )
    text = "".join(texts_of(read(body)))
    assert all(each in text for each in ZH)


@pytest.mark.parametrize(
    "beside",
    [
        "<aside><h2>About</h2>{}</aside>",
        "<div class='widget sidebar-left'><h2>About</h2>{}</div>",
        "<div class=cookie-bar>{}</div>",
        "<section class=usa-banner><div>{}</div></section>",
    ],
)
def test_what_stands_beside_an_article_is_not_read(beside: str) -> None:
    """Its name says so, though it has sentences; the page has no element of a usual name."""
    other = paras(["The lamp office of the town is at East Street, and is open on all days."] * 2)
    page = (
        f"{SCRIPT}<div>{beside.format(other)}<div><h1>Lamps</h1><div>{paras(EN)}</div></div></div>"
    )
    assert texts_of(read(page, title="Lamps", lang="en")) == EN


@pytest.mark.parametrize("main", ["<main>{}</main>", "<div role=main>{}</div>"])
def test_an_article_lies_in_the_main_part_of_its_page(main: str) -> None:
    """The page calls it so; a long text outside of it is that of the site."""
    other = paras(["The lamp office of the town is at East Street, and is open on all days."] * 9)
    page = f"{SCRIPT}<div>{other}</div>{main.format(f'<h1>Lamps</h1><div>{paras(EN)}</div>')}"
    assert texts_of(read(page, title="Lamps", lang="en")) == EN


def test_paragraphs_of_nested_containers_are_read_however_short_their_neighbours() -> None:
    """A long one is not taken for the element with all paragraphs."""
    texts = ["各区市政部门：", ZH[0] + ZH[1], "市政局", "2015年1月10日"]
    rows = "".join(f"<div><span><span>{text}</span></span></div>" for text in texts)
    page = f"{SCRIPT}<div><p>打印</p></div><div><div class=x>{TITLE}</div><div>{rows}</div></div>"
    assert texts_of(read(page)) == texts


def test_lines_between_breaks_are_read_without_what_stands_beside_their_element() -> None:
    """The element with the lines is the article, not the one around it."""
    page = (
        f"{SCRIPT}<div><div>文章编号 15-3</div><div class=q>{'<br>'.join(ZH)}</div>"
        "<div>心情 开心 难过</div></div>"
    )
    assert texts_of(read(page)) == ZH


def test_attachments_below_the_text_are_read() -> None:
    """They stand outside of the element with the text; other files are not named as such."""
    page = (
        f"{SCRIPT}<h1>{TITLE}</h1><div id=zoom>{paras(ZH)}</div><ul>"
        "<li><a href=1.docx>附件1：路灯表</a></li>"
        "<li><a href=d?id=2>检查表.xlsx</a>（12KB）</li></ul>"
        "<p><a href=x.pdf>用户手册</a></p>"
    )
    assert texts_of(read(page)) == [*ZH, "附件1：路灯表", "检查表.xlsx（12KB）"]


@pytest.mark.parametrize(
    "facts",
    [
        "<table><tr><td>索引号</td><td>01-2</td><td>文号</td><td>市发〔2021〕1号</td></tr>"
        "<tr><td>发布日期</td><td>2021-05-06</td><td></td><td></td></tr></table>",
        "<dl><dt>索引号</dt><dd>01-2</dd><dt>发布日期</dt><dd>2021-05-06</dd></dl>",
        "<ul><li>发布日期：2021-05-06</li><li>来源：市政局</li><li>浏览：3</li></ul>",
    ],
)
def test_facts_inside_the_element_with_the_text(facts: str) -> None:
    """A list of labels and values is no text, and says when the page was published."""
    document = read(f"<div id=zoom>{paras(ZH[:1])}{facts}{paras(ZH[1:])}</div>")
    assert texts_of(document) == ZH
    assert document.published.startswith("2021-05-06")


def test_a_catalogue_with_labels_for_its_columns_is_text() -> None:
    """Its labels have no values behind them."""
    table = (
        "<table><tr><td>标题</td><td>文号</td><td>发布机关</td></tr>"
        "<tr><td>路灯管理办法</td><td>市发〔2021〕1号</td><td>市政局</td></tr></table>"
    )
    page = f"{SCRIPT}<div id=zoom>{paras(ZH)}{table}</div>"
    assert texts_of(read(page))[len(ZH) :] == [
        "标题 | 文号 | 发布机关",
        "路灯管理办法 | 市发〔2021〕1号 | 市政局",
    ]


def test_the_times_of_the_entries_of_a_chronicle_are_text() -> None:
    """The line of source and time above them is not."""
    times = ["2022-08-05 20:00", "2022-08-05 18:30", "2022-08-05 09:00"]
    entries = [text for n in range(3) for text in (times[n], ZH[n])]
    page = f"{SCRIPT}<h1>{TITLE}</h1><div><p>2022-08-06 10:00 来源：某报</p>{paras(entries)}</div>"
    document = read(page)
    assert texts_of(document) == entries
    assert document.published.startswith("2022-08-06T10:00")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("<div class=post-date>May 3, 2021 <a href=c.html>City life</a></div>", "2021-05-03"),
        ("<p><time>3 May 2021</time> by the lamp desk</p>", "2021-05-03"),
        ("<p>By <a href=j.html>Jane Roe</a> on May 3, 2021 · 3 Comments</p>", "2021-05-03"),
    ],
)
def test_a_line_with_a_day_below_a_title(line: str, day: str) -> None:
    """Its element is for a time by its kind or name, or an author stands in it."""
    document = read(f"<div id=zoom><h1>Lamps</h1>{line}{paras(EN)}</div>", title="Lamps", lang="en")
    assert (texts_of(document), document.published[:10]) == (EN, day)


def test_a_day_alone_below_a_title_is_that_of_the_page() -> None:
    """Below the text it is that of the signature."""
    day = "<p>2019年2月20日</p>"
    page = f"{SCRIPT}<div><h1>{TITLE}</h1>{day}{paras(ZH)}{day}</div>"
    document = read(page)
    assert (texts_of(document), document.published[:10]) == ([*ZH, "2019年2月20日"], "2019-02-20")


def test_a_day_in_json_ld_is_preferred_to_one_of_many_on_the_page() -> None:
    """The first time on the page is that of its last change."""
    data = '<script type="application/ld+json">{"datePublished": "2021-05-03"}</script>'
    page = f"{data}<div id=zoom>{paras(EN)}</div><p><time>9 June 2021</time></p>"
    assert read(page, lang="en").published.startswith("2021-05-03")


def test_a_day_beside_the_article_is_not_that_of_its_publication() -> None:
    """It is in a sidebar."""
    page = f"{SCRIPT}<aside><p>Last update: May 3, 2021</p></aside><div id=zoom>{paras(EN)}</div>"
    assert read(page, lang="en").published == ""


@pytest.mark.parametrize("mark", ["•", "(b)", "–", "2."])
def test_items_of_a_list_behind_breaks(mark: str) -> None:
    """They are no wrapped lines, though the line above ends in a word."""
    texts = [f"{mark} lamps and their poles", f"{mark} roads with more than two lanes"]
    page = f"<div id=zoom>{paras(EN)}<p>{'<br>'.join(texts)}</p></div>"
    assert texts_of(read(page, lang="en")) == [*EN, *texts]


def test_a_heading_whose_lines_are_left_out_is_left_out() -> None:
    """Links to other pages stand below it; a heading at the end with nothing below stays."""
    links = "<ul><li><a href=a.html>Road works</a></li><li><a href=b.html>Parks</a></li></ul>"
    page = f"{SCRIPT}<div><h1>Lamps</h1>{paras(EN)}<h2>In the town</h2>{links}<h2>Annex</h2></div>"
    assert texts_of(read(page, title="Lamps", lang="en")) == [*EN, "Annex"]


def test_the_author_of_a_quotation_in_its_footer_is_read() -> None:
    """The footer of a page is not."""
    quoted = f"<blockquote><p>{EN[0]}</p><footer>Jane Roe</footer></blockquote>"
    page = f"<div id=zoom>{quoted}{paras(EN[1:])}</div><footer>City of lamps</footer>"
    assert texts_of(read(page, lang="en")) == [EN[0], "Jane Roe", *EN[1:]]


def test_a_formula_is_read_once() -> None:
    """Its second copy is for the eye, and stands behind its MathML."""
    formula = "<span><math><mi>a</mi><mo>=</mo><mi>b</mi></math></span>"
    copy = "<span aria-hidden=true><span>a</span><span>=b</span></span>"
    page = f"<div id=zoom>{paras(EN)}<p>We want <span>{formula}{copy}</span> here.</p></div>"
    assert texts_of(read(page, lang="en"))[-1] == "We want a=b here."


def test_a_title_that_the_text_spreads_over_several_lines() -> None:
    """It stands above the text, and the head and the headline of the page have only a number."""
    title = "Regulation (EU) 2016/1 of 27 April 2016 on lamps"
    lines = ["REGULATION (EU) 2016/1", "of 27 April 2016", "on lamps"]
    text = f"<div><div>{paras([*lines, *EN])}</div></div>"
    page = f"{SCRIPT}<h1>Document 32016R1</h1><p>{title}</p>{text}"
    document = read(page, title="Regulation - 2016/1 - EN - Law", lang="en")
    assert (document.title, texts_of(document)) == (title, EN)


@pytest.mark.parametrize(
    ("heading", "head"),
    [("<h2>{}</h2>", "信件详情-某市政务网"), ("<h1>[公告] {}</h1>", f"{TITLE} - 某论坛 - 站务")],
)
def test_the_only_heading_of_the_highest_level_is_the_title(heading: str, head: str) -> None:
    """The head of the page names its kind; what a forum writes before a title is none of it."""
    page = f"{SCRIPT}{heading.format(TITLE)}<div><p>{'</p><p>'.join(ZH)}</p></div>"
    assert read(page, title=head).title == TITLE


def test_a_headline_above_the_text_of_a_page_that_names_only_its_site() -> None:
    """It is bold and centred, and stands outside of the element with the text."""
    page = (
        f"{SCRIPT}<table><tr><td align=center><b>{TITLE}</b></td></tr>"
        "<tr><td>市政局</td></tr></table>"
        f"<div>{paras(ZH)}</div>"
    )
    document = read(page, title="某市路灯管理局")
    assert (document.title, texts_of(document)) == (TITLE, ZH)


def test_counts_and_names_of_buttons_that_run_together() -> None:
    """They are none of the text."""
    page = (
        f"{SCRIPT}<div>{paras(EN)}<div><a>Facebook</a><a>Twitter</a><a>Print</a></div>"
        "<div>点赞 12</div></div>"
    )
    assert texts_of(read(page, lang="en")) == EN


def test_a_box_that_asks_for_an_address_is_left_out() -> None:
    """It stands amid the text, and has a sentence of its own."""
    box = "<div><h4>Sign up for our newsletter</h4><p>The news, every morning.</p></div>"
    page = f"{SCRIPT}<h1>Lamps</h1><div>{paras(EN[:2])}{box}{paras(EN[2:])}</div>"
    assert texts_of(read(page, title="Lamps", lang="en")) == EN


def test_an_author_and_a_time_below_a_lead() -> None:
    """Their elements are for that."""
    by_line = (
        "<div class=author-name>Jane Roe, Editor</div>"
        "<div class=timestamp>Friday April 30 2021, 7.00am, The Herald</div>"
    )
    page = f"<article><h1>Lamps</h1><p>{EN[0]}</p>{by_line}{paras(EN[1:])}</article>"
    document = read(SCRIPT + page, title="Lamps", lang="en")
    assert (texts_of(document), document.published[:10]) == (EN, "2021-04-30")


@pytest.mark.parametrize(
    "line",
    [
        "2016年11月10日 分类：法律 阅读(1203) 评论(5)",
        "Published on: 10 November 2016 | Reading time: 3 minutes",
        "Thursday, November 10, 2016 Posted: 17:36 BJT(0936 GMT) From: Article type: Original",
    ],
)
def test_a_time_beside_other_facts(line: str) -> None:
    """They tell that the line is none of the text."""
    document = read(f"<div id=zoom><h1>{TITLE}</h1><p>{line}</p>{paras(ZH)}</div>")
    assert (texts_of(document), document.published[:10]) == (ZH, "2016-11-10")


def test_the_main_part_is_read_if_its_densest_element_lacks_its_text() -> None:
    """Answers stand in other elements than the lead, and their questions are headings."""
    lead = "The questions below were asked most often in the consultation of last year."
    question = "<h2><button aria-expanded=false>{}</button></h2><div class=panel><p>{}</p></div>"
    texts = ["What is a lamp?", "It is a light, of use at night.", "When is it lit?", "At night."]
    main = f"<h1>Questions</h1><div><p>{lead}</p></div>"
    main += "".join(question.format(*texts[n : n + 2]) for n in (0, 2))
    page = f"<header><a href=/>City</a></header><main>{main}<p>Last update: 4 May 2022</p></main>"
    assert texts_of(read(page, title="Questions", lang="en")) == [lead, *texts]


def test_the_day_of_a_text_is_not_that_of_its_page() -> None:
    """It stands in a table of facts above the text, and the other below the title."""
    facts = "<table><tr><td>成文日期：</td><td>2019-03-25</td></tr></table>"
    page = f"{SCRIPT}{facts}<h1>{TITLE}</h1><p>2019-03-28</p><div id=zoom>{paras(ZH)}</div>"
    assert read(page).published.startswith("2019-03-28")


def test_attachments_in_a_list_with_a_heading() -> None:
    """Their names do not say that they are attachments."""
    files = "<div><h3>附件</h3><ul><li><a href=1.pdf>路灯检查结果</a></li></ul></div>"
    page = f"{SCRIPT}<h1>{TITLE}</h1><div id=zoom>{paras(ZH)}</div>{files}"
    assert texts_of(read(page)) == [*ZH, "路灯检查结果"]


def test_the_number_below_a_title_of_two_lines() -> None:
    """It stands between the title and the element with the text."""
    page = (
        f"{SCRIPT}<div class=t>城市照明<br>管理办法</div><div>市发〔2021〕1号</div>"
        f"<div><div>{paras(ZH)}</div></div>"
    )
    assert texts_of(read(page)) == ["市发〔2021〕1号", *ZH]


@pytest.mark.parametrize(
    ("name", "is_read"),
    [("global-footer", False), ("cookie_notice", False), ("top-nav-bar", False), ("nav-law", True)],
)
def test_the_name_of_a_frame_is_made_of_words_for_frames_and_places(
    name: str, is_read: bool
) -> None:
    """Such an element is not read, though it has a sentence."""
    other = "The office of the town looks after all lamps and answers questions."
    page = f"{SCRIPT}<div id=zoom>{paras(EN)}<div class='{name}'><p>{other}</p></div></div>"
    assert texts_of(read(page, lang="en")) == ([*EN, other] if is_read else EN)


def test_parts_of_a_page_with_other_names_are_no_announcements() -> None:
    """The head and the article both begin with a link, and only their ids differ."""
    notice = (
        "版权声明：本文归某网所有，转载请注明，否则追究，特此声明，谢谢，谢谢，谢谢，谢谢，谢谢。"
    )
    page = (
        "<div id=top><a href=/>首页</a></div><div id=main><a href=/a>照明</a>"
        f"<h1>{TITLE}</h1><div class=q>{paras([*ZH[:2], notice])}</div></div>"
    )
    assert texts_of(read(SCRIPT + page)) == ZH[:2]


def test_labels_of_boxes_beside_their_signs_are_no_captions() -> None:
    """Two boxes near each other have one label, and each a picture."""
    boxes = "".join(
        f"<div><img src=note.png alt='[Note]'><b>Note</b><p>{text}</p></div>" for text in EN
    )
    assert texts_of(read(boxes, lang="en")).count("Note") == len(EN)


@pytest.mark.parametrize("name", ["author", "author-rights", "byline"])
def test_sentences_in_an_element_for_an_author_are_text(name: str) -> None:
    """Only a name is none of it."""
    assert texts_of(read(f"<div class={name}><h1>{TITLE}</h1>{paras(ZH)}</div>")) == ZH


def test_a_main_part_with_one_sentence_is_not_all_of_the_article() -> None:
    """It holds the title and the lead."""
    page = f"{SCRIPT}<main><h1>{TITLE}</h1><p>{ZH[0]}</p></main><div>{paras(ZH[1:])}</div>"
    assert texts_of(read(page)) == ZH


@pytest.mark.parametrize(
    "words",
    [
        "<dl><dt>来源</dt><dd>信息的出处</dd><dt>发布日期</dt><dd>首次公开的日期</dd></dl>",
        "<ul><li>索引号：信息的编号；</li><li>标题：信息的名称；</li></ul>",
    ],
)
def test_definitions_of_labels_are_text(words: str) -> None:
    """Their values have no digits, and are no source or title of the page."""
    document = read(f"<div id=zoom>{paras(ZH[:2])}{words}{paras(ZH[2:])}</div>")
    assert len(texts_of(document)) > len(ZH) + 1
    assert (document.title, document.source) == (TITLE, "")


def test_a_list_of_several_texts_with_labels_is_text() -> None:
    """Each label stands there once for each text."""
    rows = "".join(
        f"<tr><td>标题：</td><td>路灯规定之{n}</td></tr><tr><td>文号：</td><td>201{n}</td></tr>"
        for n in range(3)
    )
    document = read(f"<div id=zoom>{paras(ZH)}<table>{rows}</table></div>")
    assert texts_of(document)[len(ZH)] == "标题： | 路灯规定之0"


def test_many_nested_lists_with_labels_take_no_time() -> None:
    """Each was read again for each list around it."""
    lists = "<ul><li>发布日期：2024-03-05" * 120 + "</li></ul>" * 120
    start = time.process_time()
    read(f"<div>{paras(ZH)}{lists}</div>")
    assert time.process_time() - start < 0.6  # 0.1 s; it took 1.5 s


def test_entries_with_days_are_text() -> None:
    """The first is no day of the page, and the second no line below a lead."""
    days = [f"2010年{month}月2日" for month in (3, 4, 5)]
    entries = [text for n in range(3) for text in (days[n], ZH[n])]
    document = read(f"<div id=zoom><h1>{TITLE}</h1>{paras(entries)}</div>")
    assert (texts_of(document), document.published) == (entries, "")
    times = "".join(f"<time>{n} March 2010</time><p>{text}</p>" for n, text in enumerate(EN, 1))
    document = read(f"<div id=zoom>{times}</div>", lang="en")
    assert len(texts_of(document)) == 2 * len(EN)


@pytest.mark.parametrize(
    "last",
    [
        "未经市政局许可，任何单位和个人不得占用灯杆。",
        "未经授权，不得拆除路灯。",
        "版权声明应当载明作者。",
    ],
)
def test_a_rule_at_the_end_of_a_text_is_no_notice_of_the_site(last: str) -> None:
    """Such a notice forbids to copy the page, or begins with its name and a colon."""
    notice = "<p>未经本网许可，不得转载。</p><p>版权声明：本文归本网所有。</p>"
    assert texts_of(read(f"<div id=zoom>{paras([*ZH, last])}{notice}</div>")) == [*ZH, last]


@pytest.mark.parametrize(
    "last", ["Updated lamps were put up on 3 March 2024.", "Published in London, 3 March 2024"]
)
def test_a_last_line_with_more_than_its_time_is_text(last: str) -> None:
    """It does not only say when the page was changed."""
    document = read(f"<div id=zoom>{paras(EN)}<p>{last}</p></div>", lang="en")
    assert texts_of(document) == [*EN, last]


def test_attachments_that_the_text_lists_are_read_once() -> None:
    """Nor is another link with the name of one."""
    page = (
        f"{SCRIPT}<h1>{TITLE}</h1><div id=zoom>{paras(ZH)}<p>附件：<a href=1.pdf>路灯表.pdf</a></p>"
        "</div><ul><li><a href=1.pdf>路灯表.pdf</a></li><li>2. <a href=2.pdf>灯杆表.pdf</a></li>"
        "</ul><ul><li><a href=2.html>灯杆表.pdf</a></li></ul>"
    )
    assert texts_of(read(page)) == [*ZH, "附件：路灯表.pdf", "2. 灯杆表.pdf"]


def test_many_attachments_take_no_time() -> None:
    """Each line was compared with the name of each."""
    titles = [f"附件{n}路灯表" for n in range(8_000)]
    root = document_fromstring(f"<div id=a>{ZH[0]}</div>{paras(titles)}")
    start = time.process_time()
    assert find_attached(root, root.get_element_by_id("a"), 1, [], titles)
    assert time.process_time() - start < 1.0  # 0.1 s; it took 2 s


def test_items_that_lead_to_sections_are_contents_and_those_that_lead_to_files_are_text() -> None:
    """The heading above the contents stays: it may be that of all the sections."""
    items = "<ul><li><a href='#a'>Lamps</a></li><li><a href='#b'>Poles</a></li></ul>"
    files = "<ul><li><a href=a.pdf>Form of lamps</a></li></ul>"
    page = (
        f"<div id=zoom><h2>Parts</h2>{items}<h2 id=a>Lamps of the town</h2>{paras(EN)}{files}</div>"
    )
    assert texts_of(read(page, lang="en")) == ["Parts", "Lamps of the town", *EN, "Form of lamps"]


def test_a_centred_name_above_a_speech_is_not_its_title() -> None:
    """The head of the page alone has the title."""
    page = f"{SCRIPT}<div id=zoom><p align=center><b>张三局长</b></p>{paras(ZH)}</div>"
    assert read(page, title="在路灯会议上的讲话").title == "在路灯会议上的讲话"


@pytest.mark.parametrize("name", ["has-sidebar", "layout-sidebar-right", "no-banner"])
def test_an_element_around_the_article_may_be_called_after_a_sidebar(name: str) -> None:
    """It holds most of the text, which does not stand beside itself."""
    site = "<p>本网站由市政局主办，全市照明信息都在这里发布，欢迎居民经常访问，提出意见和建议。</p>"
    line = "<p>2021-05-06 10:30 来源：市政局</p>"
    article = f"<div class={name}><div><h1>{TITLE}</h1>{line}<div>{paras(ZH)}</div></div></div>"
    document = read(f"{SCRIPT}{article}<div>{site}</div>")
    assert set(ZH) <= set(texts_of(document))
    assert (document.published[:16], document.source) == ("2021-05-06T10:30", "市政局")


def test_the_name_of_a_body_is_none_of_a_frame() -> None:
    """It says where the menu of the page is."""
    article = f"<h1>{TITLE}</h1><p>2021-05-06 来源：市政局</p><div id=zoom>{paras(ZH)}</div>"
    page = f"<html><body class=menu-left>{article}</body></html>"
    document = extract(page.encode(), name="page.html", lang="zh")
    assert (texts_of(document), document.published[:10]) == (ZH, "2021-05-06")


@pytest.mark.parametrize(
    "box",
    [
        "<aside><h4>接着看</h4><a href=b.html>关于草案的说明</a></aside>",
        "<div class=x1><h3>晨报</h3><p>每天早上寄给您。</p><form><input type=email></form></div>",
    ],
)
def test_a_box_amid_the_text_that_asks_or_leads_elsewhere_is_furniture(box: str) -> None:
    """It has a field for an address, or is an aside, all of which but its heading is links."""
    page = f"<h1>{TITLE}</h1><div id=x1>{paras(ZH[:2])}{box}{paras(ZH[2:])}</div>"
    assert texts_of(read(page)) == ZH


@pytest.mark.parametrize(
    ("box", "texts"),
    [
        (
            "<div><p>政策依据</p><p><a href=1.html>道路交通安全法</a></p></div>",
            ["政策依据", "道路交通安全法"],
        ),
        ("<div><p>1. 有多少盏路灯？</p><input type=text></div>", ["1. 有多少盏路灯？"]),
        ("<section id=donation><p>委员不得收受捐款。</p></section>", ["委员不得收受捐款。"]),
        ("<h3>编辑</h3><p>词条可以改写。</p>", ["编辑", "词条可以改写。"]),
        ("<p>版权所有人可以许可他人使用。</p>", ["版权所有人可以许可他人使用。"]),
    ],
)
def test_a_box_with_laws_questions_or_duties_is_text(box: str, texts: list[str]) -> None:
    """Though it holds links or a field, or its name may be that of a request."""
    page = f"<h1>{TITLE}</h1><div id=x1>{paras(ZH)}{box}{paras(ZH[:1])}</div>"
    assert texts_of(read(page)) == [*ZH, *texts, ZH[0]]


def test_links_to_files_in_a_box_are_text() -> None:
    """So are attachments that a script sends."""
    box = "<div><p>附件：</p><p><a href=down?id=1>路灯表</a></p></div>"
    page = f"<h1>{TITLE}</h1><div id=x1>{paras(ZH)}{box}</div>"
    assert texts_of(read(page)) == [*ZH, "附件：", "路灯表"]
    end = "<p><a href=down?id=1>附件1 路灯表</a></p><p><a href=down?id=2>附件2 灯杆表</a></p>"
    page = f"<h1>{TITLE}</h1><div id=x1>{paras(ZH)}{end}</div>"
    assert texts_of(read(page)) == [*ZH, "附件1 路灯表", "附件2 灯杆表"]


@pytest.mark.parametrize(
    ("head", "count"), [("更多新聞：", 0), ("参考文献：", 3), ("依据：", 3), ("委员名单：", 3)]
)
def test_links_below_a_label_at_the_end(head: str, count: int) -> None:
    """They belong to the text, unless the label says that they lead to other articles."""
    links = "<p><a href=1.html>路灯的历史和今天</a></p><p><a href=2.html>灯杆的历史和今天</a></p>"
    page = f"<h1>{TITLE}</h1><div id=x1>{paras(ZH)}<p>{head}</p>{links}</div>"
    assert len(texts_of(read(page))) == len(ZH) + count


def test_what_stands_beside_marked_answers_is_furniture() -> None:
    """Votes, profiles and times; their questions are text."""
    post = (
        "<div itemscope itemtype='http://schema.org/{}'><div>{} votes</div>{}"
        "<div itemprop=text><p>{}</p></div>"
        "<div itemprop=author><b itemprop=name>Kim</b></div></div>"
    )
    name = "<h1 itemprop=name>Must lamps be safe?</h1>"
    page = post.format("Question", 7, name, EN[0]) + post.format("Answer", 11, "", EN[1])
    document = read(f"<main>{page}</main>", title="Must lamps be safe?", lang="en")
    assert (document.title, texts_of(document)) == ("Must lamps be safe?", EN[:2])


def test_boxes_with_all_of_a_text_are_no_advertisements() -> None:
    """A newsletter may be called so, box by box."""
    boxes = "".join(f"<div class=newsletter><p>{text}</p></div>" for text in EN * 2)
    page = f"<h1>Lamps</h1><div id=zoom>{boxes}</div>"
    assert texts_of(read(page, title="Lamps", lang="en")) == EN * 2


def test_what_stands_outside_of_marked_questions_is_text() -> None:
    """As above and below questions that an office answers."""
    post = (
        "<div itemscope itemtype='http://schema.org/Question'><h2 itemprop=name>Why?</h2>"
        "<div itemscope itemtype='http://schema.org/Answer'><p itemprop=text>{}</p></div></div>"
    )
    page = f"<h1>Lamps</h1><div id=x1><p>{EN[0]}</p>{post.format(EN[1])}{post.format(EN[2])}</div>"
    texts = texts_of(read(page, title="Lamps", lang="en"))
    assert texts == [EN[0], "Why?", EN[1], "Why?", EN[2]]


def test_the_article_of_a_page_is_read_with_all_its_sections() -> None:
    """Though the first one is the densest, and a message above them has more text."""
    message = f"<div role=status><p>{' '.join(EN * 3)}</p></div>"
    sections = "".join(
        f"<section id=s{n}><h2>Part {n} of the text</h2><div><p>{text}</p></div></section>"
        for n, text in enumerate(EN[1:])
    )
    page = f"<article><h1>Lamps</h1><div class=abs><p>{EN[0]}</p></div>{sections}</article>"
    document = read(f"{message}{page}", title="Lamps", lang="en")
    assert [text for text in texts_of(document) if text in EN] == EN


@pytest.mark.parametrize("mark", ["(1)", "(a)", "1.", "—", "（一）"])
def test_marks_in_cells_of_their_own_begin_their_items(mark: str) -> None:
    """As databases of laws lay out lists, also in a cell of another list."""
    row = "<tr><td><p>{}</p></td><td><p>{}</p>{}</td></tr>"
    inner = f"<table>{row.format(mark, EN[1], '')}</table>"
    page = f"<h1>Lamps</h1><p>{EN[2]}</p><table>{row.format(mark, EN[0], inner)}</table>"
    document = read(page + paras(EN[3:]), title="Lamps", lang="en")
    assert texts_of(document) == [EN[2], f"{mark} {EN[0]}", f"{mark} {EN[1]}", EN[3]]


def test_the_columns_and_authors_below_a_title_are_furniture() -> None:
    """Lines of one link, and how long it takes to read the text."""
    names = (
        "<p><a href=/kim>Kim Lee</a></p><p>Published in<a href=/l>Lamps</a></p><p>4 min read</p>"
    )
    page = f"<h1>Lamps of the town</h1><h2>What they cost</h2>{names}{paras(EN)}"
    document = read(page, title="Lamps of the town", lang="en")
    assert texts_of(document) == ["What they cost", *EN]


def test_facts_inside_the_text_stand_once_in_the_ledger() -> None:
    """They stood twice, and a warning counted their letters."""
    facts = (
        "<ul><li>制定机关：市政局</li><li>公布日期：2022.12.01</li><li>时效性：现行有效</li></ul>"
    )
    document = read(f"<h1>{TITLE}</h1><div id=zoom>{facts}{paras(ZH)}</div>")
    assert (texts_of(document), document.meta["warnings"]) == (ZH, [])
    assert document.published[:10] == "2022-12-01"


def test_the_day_that_a_page_shows_counts_also_where_it_tells_the_hour() -> None:
    """It is still the day before in New York."""
    meta = "<meta property=article:published_time content=2025-01-14T22:05:00-05:00>"
    line = "<p>Jan. 14, 2025 10:05 PM ET</p>"
    document = read(f"{meta}<h1>Lamps</h1>{line}{paras(EN)}", title="Lamps", lang="en")
    assert document.published[:10] == "2025-01-14"


def test_a_heading_with_the_words_of_the_head_in_another_order_is_the_title() -> None:
    """Another heading repeats a part of the head letter by letter."""
    page = f"<h1>S.12 - Safe Lamps Act of 2025</h1><div id=zoom><h1>S. 12</h1>{paras(EN)}</div>"
    document = read(page, title="Text - S.12 - 119th: Safe Lamps Act of 2025 | Laws", lang="en")
    assert document.title == "S.12 - Safe Lamps Act of 2025"


@pytest.mark.parametrize(
    "line",
    [
        "<p>发布于 2023-05-14 21:20・IP 属地北京</p>",
        "<p>该文观点仅代表作者本人，本平台只提供信息存储空间服务。</p>",
        "<div><a href=/t/1>路灯</a></div><div><a href=#>灯杆</a></div>",
        "<p><a href='javascript:history.back()'>回上一頁</a></p>",
        "<div>您对本文是否满意：<input type=radio>满意<input type=radio>不满意</div>",
    ],
)
def test_what_stands_below_a_text_is_furniture(line: str) -> None:
    """When the page was made, its subjects, buttons, a question with fields to tick."""
    document = read(f"<h1>{TITLE}</h1><div id=x1>{paras(ZH)}{line}</div>")
    assert texts_of(document) == ZH
    assert not document.meta["warnings"]


@pytest.mark.parametrize("name", ["cookie-page", "share-list", "comments"])
def test_an_element_with_the_main_heading_is_no_frame(name: str) -> None:
    """Whatever its name; that of the site, which is a link, is no such heading."""
    logo = "<div class=site-footer><h1><a href=/>市政网</a></h1><p>欢迎来到市政网。</p></div>"
    page = f"{SCRIPT}<div class={name}><h1>{TITLE}</h1><div>{paras(ZH)}</div></div>{logo}"
    assert texts_of(read(page)) == ZH


def test_a_text_ends_with_the_only_article_of_the_main_part() -> None:
    """What the page says of its authors and columns stands below it."""
    about = f"<div><h3>关于本专栏</h3><ul><li><p>{ZH[3]}</p></li></ul></div>"
    page = f"<main><article><h1>{TITLE}</h1><div>{paras(ZH[:3])}</div></article>{about}</main>"
    document = read(page)
    assert texts_of(document) == ZH[:3]
    assert "1 paragraph of the main part of the page left out" in document.meta["warnings"][0]


@pytest.mark.parametrize("holder", ["<main>{}</main>", "<div itemprop=articleBody>{}</div>"])
def test_all_sections_of_what_a_page_calls_its_text_are_read(holder: str) -> None:
    """Though one of them has most of it."""
    section = "<section><h2>Part {}</h2>{}</section>"
    parts = [paras(EN[:1]), paras(EN * 4), paras(EN[1:2])]
    text = "".join(section.format(n, part) for n, part in enumerate(parts))
    page = f"{SCRIPT}<div>{holder.format(f'<h1>Lamps</h1>{text}')}</div>"
    texts = texts_of(read(page, title="Lamps", lang="en"))
    assert (texts[:2], texts[-1]) == (["Part 0", EN[0]], EN[1])


def test_an_article_amid_a_longer_text_is_a_part_of_it() -> None:
    """As a case, or a summary, of which a law has more text below."""
    page = f"<h1>Lamps</h1><div><article>{paras(EN[:2])}</article>{paras(EN[2:] * 4)}</div>"
    assert texts_of(read(page, title="Lamps", lang="en")) == [*EN[:2], *EN[2:] * 4]


def test_the_time_of_a_change_is_not_that_of_publication() -> None:
    """If its label says so, and another time stands beside it."""
    line = "<p><span>25 November 2021</span><span>Last update:<time>20 April 2023</time></span></p>"
    document = read(f"<h1>Lamps</h1>{line}<div>{paras(EN)}</div>", title="Lamps", lang="en")
    assert document.published[:10] == "2021-11-25"


def test_labels_side_by_side_are_words_of_their_own() -> None:
    """A style sheet parts them; a word whose letters have a style of their own stays whole."""
    line = "<p><span class=a>Kim Lee</span><span class=b>Head of Lamps</span>, light<b>Ning</b></p>"
    document = read(f"<h1>Lamps</h1>{paras(EN[:2])}{line}", title="Lamps", lang="en")
    assert texts_of(document)[2] == "Kim Lee Head of Lamps, lightNing"


def test_the_label_of_contents_that_only_lead_to_the_text_is_left_out() -> None:
    """Its links are, too."""
    contents = "<h3>Table of Contents</h3><ul><li><a href=#a>Lamps</a></li></ul>"
    page = f"<h1>Town</h1><div id=zoom>{contents}<h2 id=a>Lamps</h2>{paras(EN)}</div>"
    assert texts_of(read(page, title="Town", lang="en")) == ["Lamps", *EN]


def test_the_name_of_the_site_in_brackets_is_not_the_title() -> None:
    """It stands in the logo, too, which is a heading and a link."""
    logo = "<h1><a href=/>Town of Lamps</a></h1>"
    page = f"{logo}<div><h1>How lamps are mended</h1>{paras(EN)}</div>"
    assert read(page, title="lamps [Town of Lamps]", lang="en").title == "How lamps are mended"


@pytest.mark.parametrize(
    "box",
    [
        "<div class=card-cta><p>Enjoying this? Upgrade to get more of it.</p></div>",
        "<figure aria-label='newsletter promotion'><p>Our lamps, each morning.</p></figure>",
        "<p>Created January 4, 2024, Updated March 3, 2024</p>",
    ],
)
def test_what_advertises_the_site_and_says_when_it_changed_is_furniture(box: str) -> None:
    """Known by the words of its names and labels, and by what it says."""
    page = f"<h1>Lamps</h1><div id=x1>{paras(EN)}{box}</div>"
    assert texts_of(read(page, title="Lamps", lang="en")) == EN


def test_an_author_in_a_heading_below_a_lead_is_furniture() -> None:
    """If its element is for one and it is a link; so is a label without its value."""
    author = "<h4 class=author-name><a href=/mei>Mei Tan</a></h4><time>Mar 21, 2025</time>"
    page = f"<h1>Lamps</h1><div id=x1><p>{EN[0]}</p>{author}{paras(EN[1:])}</div>"
    assert texts_of(read(page, title="Lamps", lang="en")) == EN
    page = f"<h1>Lamps</h1><div id=x1><b>Published</b><p>March 21, 2025</p>{paras(EN)}</div>"
    document = read(page, title="Lamps", lang="en")
    assert (texts_of(document), document.published[:10]) == (EN, "2025-03-21")


def test_a_lead_may_be_named_in_any_attribute() -> None:
    """It has no full stop at its end."""
    lead = "<div data-name=standfirst><p>Some residents say that the lamps are too bright</p></div>"
    page = f"{SCRIPT}<main><h1>Lamps</h1>{lead}<div><p id=x1>{'</p><p>'.join(EN * 2)}</div></main>"
    assert texts_of(read(page, title="Lamps", lang="en"))[0] == (
        "Some residents say that the lamps are too bright"
    )


def test_a_title_over_centred_lines_is_one_as_the_head_has_it() -> None:
    """Its first line was taken for the whole."""
    line = "<p align=center><b>{}</b></p>"
    page = line.format("市城市照明工作委員會") + line.format("會議紀要") + paras(ZH)
    document = read(page, title="市城市照明工作委員會 會議紀要")
    assert (document.title, texts_of(document)) == ("市城市照明工作委員會 會議紀要", ZH)


def test_the_time_and_source_in_a_heading_are_no_part_of_the_title() -> None:
    """They stand below its name, in smaller letters."""
    name = "Lamps of the town and what they cost its people"
    facts = "<span>Source: Daily Lamps | 2022-03-20 21:33:01 | Editor: kim</span>"
    page = f"{SCRIPT}<h1>{name}<br>{facts}</h1><div id=x1>{paras(EN)}</div>"
    assert read(page, title=f"{name} - News", lang="en").title == name


def test_a_title_in_a_centred_cell_counts_where_the_head_names_the_site() -> None:
    """As programs of the nineties wrote it, with the edition in brackets at its end."""
    cell = "<tr><td align=middle>{}</td></tr>"
    head = cell.format("<strong>照明道德规范（试行）</strong>") + cell.format("发布日期：2007-9-12")
    page = f"<table>{head}<tr><td>{'<br>'.join(ZH)}</td></tr></table><p>首页</p>{SCRIPT}"
    document = read(page, title="某大学照明处")
    assert (document.title, texts_of(document)) == ("照明道德规范（试行）", ZH)


def test_greetings_above_a_text_are_furniture() -> None:
    """They name the site."""
    page = f"<h1>{TITLE}</h1><div id=x1><p>欢迎访问某市市政网站！</p>{paras(ZH)}</div>"
    assert texts_of(read(page)) == ZH


@pytest.mark.parametrize(("facts", "count"), [("", 2), ("<p>5 min read</p>", 0)])
def test_links_below_a_title_name_authors_if_facts_stand_there(facts: str, count: int) -> None:
    """They may also be the parties of a treaty."""
    links = "<p><a href=/a>Arland</a></p><p><a href=/b>Borland</a></p>"
    page = f"<h1>Lamps of the town</h1>{facts}{links}{paras(EN)}"
    assert len(texts_of(read(page, title="Lamps of the town", lang="en"))) == len(EN) + count


def test_sentences_above_a_heading_are_text() -> None:
    """Names and numbers above it are those of the site."""
    page = f"{SCRIPT}<main><p>市政网</p><h1>{TITLE}</h1>{paras(ZH)}</main>"
    assert texts_of(read(page)) == ZH
    page = f"{SCRIPT}<main><p>{ZH[0]}</p><h1>{TITLE}</h1>{paras(ZH[1:])}</main>"
    assert ZH[0] in texts_of(read(page))


def test_inner_pages_and_shadow_trees_stand_where_a_browser_shows_them() -> None:
    """The page of a frame stands in an attribute of it."""
    frame = f'<iframe srcdoc="{escape(paras(ZH[1:2]))}"></iframe>{ZH[2]}'
    shadow = f'<div><template shadowrootmode="open">{paras(ZH[3:])}</template></div>'
    document = read(f"<h1>{TITLE}</h1>{paras(ZH[:1])}{frame}{shadow}")
    assert texts_of(document) == ZH


def test_an_element_of_preformatted_text_may_hold_nothing_but_the_end_of_a_line() -> None:
    """Also behind another element without a blank, as programs that colour code write it."""
    code = "".join(f"<span class=a>{line}\n</span>" for line in ("let lamp;", "", "on();"))
    page = f"<h1>Lamps</h1>{paras(EN)}<pre>{code}</pre>"
    assert texts_of(read(page, title="Lamps", lang="en")) == [*EN, "let lamp;", "on();"]


def test_a_paragraph_with_a_link_above_a_table_is_read() -> None:
    """Though the table holds the other text of the page."""
    above = f"See <a href=b.html>the list</a> of lamps, which is a public list. {EN[2]}"
    rows = "".join(f"<tr><td><p>{text}</p></td><td>yes</td></tr>" for text in EN * 9)
    page = f"<p>Prev Next</p><div class=s1><h2>Lamps</h2><p>{above}</p><table>{rows}</table></div>"
    document = read(page, title="Lamps", lang="en")
    text = f"See the list of lamps, which is a public list. {EN[2]}"
    assert [block.text for block in document.blocks[:2]] == ["Lamps", text]


@pytest.mark.parametrize("tag", ["section", "div class=part"])
def test_short_sections_beside_a_long_one_are_read(tag: str) -> None:
    """All begin with headings; boxes of links, whose headings do so too, are no sections."""
    parts = [("Scope", "It is for lamps."), ("Rules", " ".join(EN)), ("See also", "Streets")]
    sections = "".join(
        f"<{tag}><h2>{name}</h2><p>{text}</p></{tag.split()[0]}>" for name, text in parts
    )
    box = "<div class=box><h2>More</h2><ul><li><a href=b.html>Other news</a></li></ul></div>"
    page = f"<h1>Lamps</h1><div><div>{sections}</div>{box * 2}</div>"
    assert texts_of(read(page, title="Lamps", lang="en")) == [
        each for part in parts for each in part
    ]


@pytest.mark.parametrize(
    "form",
    [
        "<input type=checkbox> Something is broken <input type=submit value=Send>",
        "<label>Your name</label> <input name=who> <button type=submit>Send</button>",
        "<label>Your address</label> <input type=email>",
    ],
)
def test_a_form_below_a_text_is_furniture(form: str) -> None:
    """With its heading and the answer to who sends it; all of it is listed."""
    box = f"<h2>Report a problem</h2><form>{form}</form><p>You will not receive a reply.</p>"
    page = f"<main><h1>Lamps</h1>{paras(EN * 4)}<div class=x1>{box}</div></main>"
    document = read(page, title="Lamps", lang="en")
    assert texts_of(document) == EN * 4
    assert "You will not receive a reply." in "".join(piece.text for piece in document.left_out)


def test_what_a_form_asks_for_is_no_text_that_is_missing() -> None:
    """Although the other extractor takes it for text, much of that of a short page."""
    form = "<form><label>Name</label> <input type=text> <input type=submit value=Send></form>"
    asks = f"<h3>Leave a reply</h3><p>Your address will not be published.</p>{form}"
    page = f"{SCRIPT}<div><h1>Lamps</h1>{paras(EN[:3])}<div class=x9>{asks}</div></div>"
    document = read(page, title="Lamps", lang="en")
    assert (texts_of(document), document.meta["warnings"]) == (EN[:3], [])


def test_boxes_to_mark_in_a_text_without_a_button_are_text() -> None:
    """As in the form that an annex prints."""
    box = "<div><input type=checkbox> The lamp is broken.</div>"
    page = f"<main><h1>Lamps</h1>{paras(EN * 2)}{box}</main>"
    assert texts_of(read(page, title="Lamps", lang="en"))[-1] == "The lamp is broken."


@pytest.mark.parametrize(
    ("head", "heading"),
    [
        ("2017-3 | Some Office", "Official Opinion 2017-3"),
        ("东街路灯坏了 -美文故事-散文日志- 文章网", "东街路灯坏了"),
    ],
)
def test_the_main_heading_of_a_page_is_its_title(head: str, heading: str) -> None:
    """Where the head has but a number, or goes on with the names of several columns."""
    texts = EN if heading.isascii() else ZH
    page = f"<meta property=og:title content='{head[:6]}'><h1>{heading}</h1><div>{paras(texts)}"
    assert read(page, title=head, lang="en" if heading.isascii() else "zh").title == heading


def test_sentences_about_copyright_are_text() -> None:
    """A line that says whose page it is has the sign, a year or a name."""
    law = [
        "Copyright subsists in every original work of the makers of street lamps.",
        "Copyright notices are left intact.",
        "The owner of copyright may license its use to any resident, at a price set once a year.",
    ]
    marks = ["Copyright © 2004 – 2023 Lamps", "Copyright 2026 Lamps", "Copyright 照明网"]
    page = f"<h1>Copyright Act</h1><div>{paras([*law, *marks])}</div>"
    assert texts_of(read(page, title="Copyright Act", lang="en")) == law
    page = f"<h1>版权条例</h1><div>{paras(['版权所有人的权利', *ZH, '版权所有 照明市政府'])}</div>"
    assert texts_of(read(page, title="版权条例")) == ["版权所有人的权利", *ZH]


@pytest.mark.parametrize("name", ["consent", "cookies", "navigation"])
def test_a_section_whose_id_is_its_heading_is_text(name: str) -> None:
    """Programs make ids of headings; some of these are names of parts of the frame, too."""
    rules = f"<section id={name}><h2>{name.title()}</h2>{paras(EN[:2])}</section>"
    scope = f"<section id=scope><h2>Scope</h2>{paras(EN)}</section>"
    document = read(f"<main><h1>Rules</h1>{scope}{rules}</main>", title="Rules", lang="en")
    assert texts_of(document) == ["Scope", *EN, name.title(), *EN[:2]]


def test_a_section_of_the_frame_is_none_of_the_text_though_its_id_is_its_heading() -> None:
    """No section of a text stands beside it or around it."""
    frame = f"<section id=share><h2>Share</h2><p>{EN[1]}</p></section>"
    text = f"<section><h2>Scope</h2>{paras(EN[:1] + EN[2:])}</section>"
    assert EN[1] not in texts_of(read(f"<h1>Rules</h1>{text}{frame}", title="Rules", lang="en"))
    around = f"<section id=rules><h2>Rules</h2>{paras(EN[2:])}{frame}</section>"
    assert EN[1] in texts_of(read(f"<h1>Lamps</h1>{around}", title="Lamps", lang="en"))


def test_a_section_of_the_text_may_end_with_a_form() -> None:
    """Its sentences stay, and the form goes."""
    form = "<form><label>Your name</label> <input> <input type=submit value=Send></form>"
    fees = f"<section><h2>Fees</h2><p>{EN[1]}</p>{form}</section>"
    page = f"<main><h1>Lamps</h1><section><h2>Scope</h2>{paras(EN * 4)}</section>{fees}</main>"
    texts = texts_of(read(page, title="Lamps", lang="en"))
    assert texts == ["Scope", *EN * 4, "Fees", EN[1]]


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ("Lamp Council: New rules on lamps announced", "<h1>Lamp Council</h1><h2>{}</h2>"),
        ("照明市灯光中心-城市照明管理办法将于明年一月施行", "<h1>照明市灯光中心</h1><p>{}</p>"),
    ],
)
def test_a_main_heading_that_names_an_authority_is_no_title(head: str, names: str) -> None:
    """Although the head of the page begins with it."""
    name = head.replace("-", ":").split(":")[1].strip()
    page = f"{SCRIPT}{names.format(name)}<div>{paras(EN if head.isascii() else ZH)}</div>"
    assert read(page, title=head, lang="en" if head.isascii() else "zh").title == name


def test_a_sentence_on_the_copyright_of_the_site_is_no_running_text() -> None:
    """So the table that it is in, below the text, is not read."""
    row = "<table><tr><td>{}</td></tr></table>"
    foot = "The copyright of all that is on this website belongs to the council of the city."
    page = f"{SCRIPT}{row.format(f'<h1>Lamps</h1><div>{paras(EN[:2])}</div>')}{row.format(foot)}"
    assert texts_of(read(page, title="Lamps", lang="en")) == EN[:2]


NOTE = "路灯指照亮道路的灯具，不含广告灯。"


@pytest.mark.parametrize(
    ("inside", "below"),
    [
        ("", f"<div><hr><h4>注释</h4><h5><a id=n1 href=#m1>(1)</a></h5><p>{NOTE}</p></div>"),
        ("", f"<div id=n1><a href=#m1>[1]</a> {NOTE}</div>"),
        (f"<footer><ol><li id=n1>{NOTE} <a href=#m1>↩</a></li></ol></footer>", ""),
    ],
)
def test_notes_outside_of_the_text_or_in_its_footer_are_read(inside: str, below: str) -> None:
    """Its marks lead to them; what else stands there is not read."""
    marked = ZH[0] + "<a id=m1 href=#n1><sup>1</sup></a>"
    text = f"<div class=article-content>{paras([marked, *ZH[1:] * 4])}{inside}</div>"
    document = read(f"{SCRIPT}<h1>{TITLE}</h1>{text}{below}<div>照明网</div>")
    assert texts_of(document)[13:] in ([NOTE], [f"[1] {NOTE}"])
    assert "照明网" in [piece.text for piece in document.left_out]


def test_an_article_that_a_page_hides_is_read_with_a_warning() -> None:
    """A script shows it; the ledger has what the page shows meanwhile."""
    page = f"{SCRIPT}<p>正在打开。</p><div style='display:none'>{paras(ZH * 2)}</div>"
    document = read(page)
    assert texts_of(document) == ZH * 2
    [warning] = document.meta["warnings"]
    assert "hides its article" in warning


def test_notes_in_notes_take_no_time() -> None:
    """All elements around each were looked at anew."""
    marks = "".join(f"<sup><a href=#n{n}>1</a></sup>" for n in range(1000))
    inside = "".join(f"<div id=n{n}>" for n in range(1000)) + NOTE + "</div>" * 1000
    began = time.process_time()
    read(f"<div>{paras([ZH[0] + marks, *ZH[1:]])}{inside}</div>")
    assert time.process_time() - began < 2


def test_hidden_notes_are_not_read() -> None:
    """They are listed as such."""
    marked = ZH[0] + "<a href=#n1><sup>1</sup></a>"
    document = read(f"<div>{paras([marked, *ZH[1:]])}</div><div hidden id=n1>{NOTE}</div>")
    assert texts_of(document) == ZH
    assert (NOTE, "hidden text") in [(piece.text, piece.reason) for piece in document.left_out]


def test_the_label_of_a_list_of_contents_goes_with_it() -> None:
    """Also where it is no heading."""
    links = "".join(f"<dt><a href=#p{n}>1.{n} {text[:8]}</a></dt>" for n, text in enumerate(ZH))
    text = "".join(f"<h2>1.{n} {text[:8]}</h2><p>{text}</p>" for n, text in enumerate(ZH))
    contents = f"<div class=toc><p><b>目录</b></p><dl>{links}</dl></div>"
    document = read(f"{SCRIPT}<div><h1>{TITLE}</h1>{contents}{text}</div>")
    assert [block.text for block in document.blocks if block.kind == "paragraph"] == ZH
    assert len(document.blocks) == 1 + 2 * len(ZH)
    assert "目录" in [piece.text for piece in document.left_out]


@pytest.mark.parametrize(
    "row",
    [
        "<p>Available Languages: <a href=/en hreflang=en>English</a> | <a href=/fr hreflang=fr>"
        "Français</a></p>",
        "<table><tr><td>[<a href=a rel=prev> 总则 </a>]</td><td>[<a href=b rel=next> 附则 </a>]"
        "</td></tr></table>",
    ],
)
def test_a_row_of_links_to_other_pages_of_a_book_is_furniture(row: str) -> None:
    """Its links say where they lead; a link in a sentence may say so, too."""
    told = f"{ZH[0][:-1]}，详见下一章的各项规定。"
    linked = told.replace("下一章", "<a href=b rel=next>下一章</a>")
    document = read(f"<div>{row}{paras([linked, *ZH])}{row}</div>")
    assert texts_of(document) == [told, *ZH]


def test_rows_of_links_to_other_pages_of_a_book_are_not_missed() -> None:
    """The other extractor takes them for text; the ledger has them, so no warning asks for them."""
    row = (
        "<table><tr><td>[<a href=a> Lamps </a>]</td><td>[<a href=c rel=contents>Contents</a>]</td>"
        "<td>[<a href=n> Poles </a>]</td></tr><tr><td>[<a href=p rel=prev> Cables of lamps </a>]"
        "</td><td>[<a href=u rel=up> Up: Lamps of streets </a>]</td><td>[<a href=x rel=next>"
        " Switches of lamps </a>]</td></tr></table>"
    )
    text = f"<h3>Lamps</h3><p>{EN[0]}</p><p>{EN[1]}</p>"
    document = read(f"<div id=main>{row}{text}{row}</div>", lang="en")
    assert texts_of(document)[-2:] == EN[:2]
    assert document.meta["warnings"] == []


@pytest.mark.parametrize("around", ["<div>{}</div>", "<div>" * 500 + "{}" + "</div>" * 500])
def test_thousands_of_links_to_other_pages_of_a_book_take_no_time(around: str) -> None:
    """The text around each was read anew."""
    links = "<p><a href=b rel=next>下一章</a></p>" * 1000
    began = time.process_time()
    read(f"{paras(ZH)}{around.format(links)}")
    assert time.process_time() - began < 2


def test_paragraphs_above_and_below_a_list_of_long_items_are_read() -> None:
    """The list is the densest part of its page, and one long item the densest part of the list."""
    inner = "".join(f"<li><p>{text} {text}</p><p>{text}</p></li>" for text in EN)
    above, below = f"<h2>Lamps</h2><p>{EN[0]}</p>", f"<h2>Posts</h2><p>A complete list: {EN[1]}</p>"
    frame = "<div><a href=/a>Home</a> <a href=/b>News</a></div>"
    page = f"{frame}<div><h1>Rules</h1>{above}<ul>{inner * 3}</ul><div>{below}</div></div>"
    texts = texts_of(read(page, title="Rules", lang="en"))
    assert texts[:2] == ["Lamps", EN[0]]
    assert texts[-2:] == ["Posts", f"A complete list: {EN[1]}"]


def test_a_message_inside_the_article_is_text() -> None:
    """Such as what changed since a law was passed, in an element with the role of a status."""
    page = f"<main><h1>Lamps</h1><div role=status><p>{EN[3]}</p></div>{paras(EN[:3])}</main>"
    assert texts_of(read(page, title="Lamps", lang="en")) == [EN[3], *EN[:3]]


@pytest.mark.parametrize(
    "data",
    [
        '[{"@type": "Organization", "datePublished": "1998-01-01"},'
        ' {"@type": "WebPage", "mainEntity": {"@type": "Report", "datePublished": "2024-05-06"}}]',
        '{"@graph": [{"@type": "ItemList", "itemListElement": [{"datePublished": "1999-01-01"}]},'
        ' {"@type": "Report", "datePublished": "2024-05-06"}]}',
        '{"@type": "Article", "datePublished": "2024-05-06", "comment": "the page breaks off',
    ],
)
def test_a_time_in_linked_data_is_that_of_the_article(data: str) -> None:
    """Not that of the authority, or of other articles; damaged data are read as far as possible."""
    script = f'<script type="application/ld+json">{data}</script>'
    document = read(f"{script}<h1>{TITLE}</h1><div>{paras(ZH)}</div>")
    assert document.published.startswith("2024-05-06")


def test_a_box_below_a_post_says_who_may_copy_it() -> None:
    """Its labels state facts; a time stands right behind the name of the author above the text."""
    facts = [
        f"标题： {TITLE}",
        "作者： 王小明",
        "创建于 ： 2021-12-24 12:00:00",
        "更新于 ： 2024-06-01",
    ]
    box = f"<div><ul>{''.join(f'<li>{fact}</li>' for fact in facts)}</ul></div>"
    by_line = "<div><span class=who>王小明</span><time class=a>2021-12-24</time></div>"
    page = f"<article><h1>{TITLE}</h1>{by_line}{paras(ZH)}{box}</article>"
    document = read(page)
    assert texts_of(document) == ZH
    assert document.published.startswith("2021-12-24")


def test_numbers_of_lines_of_code_are_no_text() -> None:
    """They stand in a cell of their own."""
    code = (
        "<table><tr><td class=gutter><pre>1\n2</pre></td><td><pre>lamp --on</pre></td></tr></table>"
    )
    document = read(f"<article><h1>{TITLE}</h1>{paras(ZH)}{code}</article>")
    assert texts_of(document) == [*ZH, "lamp --on"]


def test_a_tag_behind_the_time_of_a_post_is_no_source() -> None:
    """Though a bar stands before it, as before the name of a newspaper."""
    info = "<div class=info>王小明 2021-12-24 12:00 照明 | policy</div>"
    assert read(f"<article><h1>{TITLE}</h1>{info}{paras(ZH)}</article>").source != "policy"


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<frameset><frame src=menu.html><frame src=text.html></frameset>", "a frame, text.html;"),
        ("<h1>Lamps</h1><iframe src=about:blank></iframe><iframe src=a.htm></iframe>", "a.htm;"),
        ("<h1>Lamps</h1><embed src='law.pdf?v=1'>", "but a file, law.pdf?v=1; download"),
        ("<h1>Lamps</h1><a href=law.docx>Annex</a>", "but a file, law.docx; download"),
        ("<div id=app></div><noscript>Please enable JavaScript to run this.</noscript>", "script"),
        ("<div id=app></div><noscript>本站需要启用JavaScript才能浏览。</noscript>", "a script may"),
    ],
)
def test_a_page_without_text_says_where_it_may_be(page: str, said: str) -> None:
    """In a frame, in a file, or in what a script fetches."""
    with pytest.raises(InvalidInputError) as caught:
        read(page, title="Lamps", lang="en" if page.isascii() else "zh")
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- saved from url=(0041)https://www.cac.gov.cn/2025-01/02/c_1.htm -->",
        "<!--\n Page saved with SingleFile \n url: https://www.cac.gov.cn/2025-01/02/c_1.htm \n-->",
    ],
)
def test_a_page_that_a_browser_saved_has_the_address_in_a_comment(comment: str) -> None:
    """So the rules for its site are known."""
    page = f"<html>{comment}<head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>"
    page += f"<div class=main-content>{paras(ZH)}</div></body></html>"
    document = extract(page.encode(), name="page.html", lang="zh")
    assert document.url == "https://www.cac.gov.cn/2025-01/02/c_1.htm"
    assert document.meta["template"] == "cac"


@pytest.mark.parametrize(
    ("above", "below"), [("<h2>缔约方</h2>", ""), ("<p>名单：</p>", ""), ("", f"<p>{ZH[3]}</p>")]
)
def test_a_list_of_links_amid_a_text_is_told(above: str, below: str) -> None:
    """It may be that of the parties of a convention; the warning says how to keep it."""
    parties = ["东城区人民政府", "西城区人民政府", "南城区人民政府", "北城区人民政府"]
    items = "".join(f"<li><a href=/{n}>{name}</a></li>" for n, name in enumerate(parties))
    page = f"<div><h1>{TITLE}</h1>{paras(ZH[:2])}{above}<ul>{items}</ul>{below}</div>"
    document = read(page)
    assert not set(parties) & set(texts_of(document))
    warning = next(each for each in document.meta["warnings"] if "lists left out" in each)
    assert warning.startswith("4 items of lists left out, because each is only a link")
    kept = extract(page.encode(), name="page.html", lang="zh", keep=["page furniture"])
    assert set(parties) <= set(texts_of(kept))


def test_links_below_a_text_are_no_list_of_it() -> None:
    """Headlines of other articles, or the contents of the page; no warning is given."""
    items = "".join(f"<li><a href=/{n}>{text[:12]}</a></li>" for n, text in enumerate(ZH))
    assert not read(f"<div><h1>{TITLE}</h1>{paras(ZH)}<ul>{items}</ul></div>").meta["warnings"]
    places = items.replace("href=/", "href=#p")
    assert not read(f"<div><h1>{TITLE}</h1><ul>{places}</ul>{paras(ZH)}</div>").meta["warnings"]


def test_summaries_of_other_pages_are_not_missed() -> None:
    """The other extractor takes them for text; they end with a link to the whole."""
    teaser = f"<div><h3>夜景</h3><p>{ZH[1]}{ZH[2]} <a href=/more>【详细】</a></p></div>"
    page = f"<div class=article-content><h1>{TITLE}</h1>{paras(ZH[:2])}</div>{teaser * 2}"
    document = read(page)
    assert texts_of(document) == ZH[:2]
    assert not document.meta["warnings"]


@pytest.mark.parametrize(
    "mark",
    [
        "<sup><a href=#fn1>[footnote 1]</a></sup>",
        "<a href=#fn1 role=doc-noteref>[note 2]</a>",
        "<a href=#_ftn1 name=_ftnref1>[1]</a>",
        "<a href=#fn1>(<span class='oj-super oj-note-tag'>1</span>)</a>",
    ],
)
def test_marks_of_notes_by_their_word_or_their_class(mark: str) -> None:
    """No blank is left before the mark of the sentence behind them."""
    first = EN[0].replace(" and every", f" {mark}, and every").replace("reliable,", "reliable")
    texts = texts_of(read(f"<div>{paras([first, *EN[1:]])}</div>", lang="en"))
    assert texts == EN


@pytest.mark.parametrize(
    ("line", "read_as"),
    [
        ("<span class=no>2</span>Protection of lamps", "2 Protection of lamps"),
        ("<span class=no>(1)</span>The lamps protect us.", "(1) The lamps protect us."),
        (
            "<span>(</span><span>a</span><span>)</span><span>lamps of roads.</span>",
            "(a) lamps of roads.",
        ),
        ("<span>2A.</span><span>Lamps of roads.</span>", "2A. Lamps of roads."),
        ("<span>(2)</span><i>(Omitted as spent)</i>", "(2) (Omitted as spent)"),
        ("<b>5</b>G networks grow.", "5G networks grow."),
        ("<b>L</b>amps are lit.", "Lamps are lit."),
    ],
)
def test_a_number_in_its_own_element_is_a_word(line: str, read_as: str) -> None:
    """A style sheet parts it from the text."""
    assert texts_of(read(f"<div>{paras(EN)}<p>{line}</p></div>", lang="en"))[4] == read_as


def test_printed_pages_and_who_owns_a_post_are_no_text() -> None:
    """Nor are what its readers wrote, whatever joins the words of a name."""
    mark = "<span class=unprinted-element>Start Printed Page 75191</span>"
    owner = "<p>© 本文著作权归作者所有，并授权本刊使用，未经许可，不得转载使用。</p>"
    wrote = "<div class=comment__wrap><p>路人：写得很好，我们那里也换了新灯。</p></div>"
    page = f"<article><h1>{TITLE}</h1>{mark}<div>{paras(ZH * 3)}</div>{owner}{wrote}</article>"
    assert texts_of(read(page)) == ZH * 3


@pytest.mark.parametrize(
    ("value", "source"),
    [
        ("http://law.example.org/1　列印時間：2024/5/6 上午 10:00", ""),
        ("市政報　列印時間：2024/5/6", "市政報"),
    ],
)
def test_what_follows_the_source_is_no_part_of_it(value: str, source: str) -> None:
    """Nor is the address of a page its publisher."""
    text = f"<div class=article-content>{paras(ZH)}</div>"
    assert read(f"{SCRIPT}<h1>{TITLE}</h1>{text}<p>資料來源：{value}</p>").source == source


@pytest.mark.parametrize("turned", [False, True])
def test_the_titles_of_a_page_in_both_languages(turned: bool) -> None:
    """Each stands above the text of its language, though one of them is the title of the page."""
    names = [f"<h1>{TITLE}</h1>", "<h2>Measures on Street Lamps</h2>"]
    pairs = zip(ZH, EN, strict=True)
    rows = "".join(f"<tr><td><p>{zh}</p></td><td><p>{en}</p></td></tr>" for zh, en in pairs)
    page = (
        f"<html><head><title>{TITLE} - Measures on Street Lamps</title></head><body>"
        f"<div>{''.join(names[::-1] if turned else names)}<table>{rows}</table></div></body></html>"
    )
    chinese, english = extract_bilingual(page.encode(), name="page.html")
    assert [block.text for block in chinese.blocks] == [TITLE, *ZH]
    assert [block.text for block in english.blocks] == ["Measures on Street Lamps", *EN]


@pytest.mark.parametrize("name", ["Comments", "Cookies", "Navigation"])
def test_a_numbered_section_with_the_name_of_a_widget(name: str) -> None:
    """Manuals give a section's element the heading as its id, without the number."""
    section = "<div class=section id={0}><h3>10.{1} {0}</h3><p>{2}</p></div>"
    names = ["Lamps", name, "Posts"]
    page = "".join(section.format(each, n, EN[n]) for n, each in enumerate(names))
    texts = texts_of(read(f"{SCRIPT}<div><h1>Rules</h1>{page}</div>", title="Rules", lang="en"))
    assert texts == [text for n in range(3) for text in (f"10.{n} {names[n]}", EN[n])]
    wrote = f"<div id=comments><h3>Comments</h3><p>{EN[3]}</p></div>"
    page = f"{SCRIPT}<div><h1>Rules</h1><div class=x>{paras(EN[:3] * 3)}</div>{wrote}</div>"
    assert texts_of(read(page, title="Rules", lang="en")) == EN[:3] * 3


def test_a_page_that_the_other_extractor_takes_for_one_paragraph() -> None:
    """By-lines and tags, which it took for text, give no false warning."""
    by_line = "<div class=meta><span>李小华</span><span>发布/2024年5月6日 05:00</span></div>"
    request = "<p>订阅《路灯报》电子报，阅读更多精彩内容。</p>"
    tags = "<div class=tags><a href=/t>路灯</a><a href=/u>节能</a></div>"
    text = f"<div class=articleBody>{paras(ZH[:2])}<div class=ad-slot>广告</div>{request}</div>"
    page = f"<article><h1>{TITLE}</h1>{by_line}{text}{tags}</article>"
    document = read(page)
    assert texts_of(document) == ZH[:2]
    assert not document.meta["warnings"]


HINT = "请用手机扫描下方的二维码，在手机上继续阅读本文，并可分享给您的好友。"


@pytest.mark.parametrize(
    "sheet",
    [
        ".tip { display: none }",
        "@media screen { #x1 .tip, .other { visibility: hidden; color: red } }",
        "#x1 p { display: block } #x1 p.tip { display: none !important }",
    ],
)
def test_what_a_style_sheet_in_the_page_hides_is_not_read(sheet: str) -> None:
    """It is listed as hidden text, and the other extractor's text is compared without it."""
    text = f"<div id=x1>{paras(ZH[:2])}<p class=tip>{HINT}</p>{paras(ZH[2:])}</div>"
    document = read(f"<style>{sheet}</style><h1>{TITLE}</h1>{text}")
    assert texts_of(document) == ZH
    assert (HINT, "hidden text") in [(piece.text, piece.reason) for piece in document.left_out]
    assert document.meta["warnings"] == []


@pytest.mark.parametrize(
    "sheet",
    [
        "@media print { .tip { display: none } }",
        "@media (max-width: 600px) { .tip { display: none } }",
        "@media not all and (min-width: 600px) { .tip { display: none } }",
        "@media screen and (prefers-color-scheme: dark) { .tip { display: none } }",
        "@media (min-width: 3000px) { .tip { display: none } }",
        "@supports not (display: grid) { .tip { display: none } }",
        ".tip { display: none } #x1 .tip { display: block }",
        ".none { display: none }",
        "div { display: none }",  # until a script shows the article
        "#x1 p { display: none }",
    ],
)
def test_what_a_style_sheet_hides_elsewhere_or_shows_again_is_read(sheet: str) -> None:
    """On paper and on few screens only, or by a weaker rule."""
    text = f"<div id=x1>{paras(ZH[:2])}<p class=tip>{HINT}</p>{paras(ZH[2:])}</div>"
    document = read(f"<style>{sheet}</style><h1>{TITLE}</h1>{text}")
    assert HINT in texts_of(document)


@pytest.mark.parametrize(
    "fold",
    [
        "<p><a href=#f1>办法的说明</a></p><div class=shut id=f1>{}</div>",
        "<p><button aria-controls=f1>办法的说明？</button></p><div class=shut id=f1>{}</div>",
        "<div class='tab-pane shut'>{}</div>",
        "<dl class=faq-list><dt>如何报告？</dt><dd class=shut>{}</dd></dl>",
        "<a onclick='unfold()'>更多</a><div class='shut more'>{}</div>",
        "<a onclick=\"$('#f1 .rules').show()\">全部</a><div class='shut rules'>{}</div>",
        "<script>document.querySelector('.rules').hidden = false</script>"
        "<div class='shut rules'>{}</div>",
        "<style>.shut.open {{ display: block }}</style><div class=shut>{}</div>",
        "<style>.shut:target {{ display: block }}</style><div class=shut>{}</div>",
        "<style>:checked ~ .shut {{ display: block }}</style>"
        "<input type=checkbox><label>更多</label><div class=shut>{}</div>",
        "<a id=switch>中文</a><div class='shut text-zh'>{}</div>",
        "<a id=switch>中文</a><div class=shut lang=zh>{}</div>",
    ],
)
def test_what_a_visitor_can_open_is_read(fold: str) -> None:
    """A style sheet hides it until then."""
    text = f"<div id=x1>{paras(ZH)}{fold.format(f'<p>{HINT}</p>')}</div>"
    document = read(f"<style>.shut {{ display: none }}</style><h1>{TITLE}</h1>{text}")
    assert HINT in texts_of(document)


@pytest.mark.parametrize(
    "shown",
    [
        "<style>[v-cloak] {{ display: none }}</style><div v-cloak>{}</div>",
        "<style>.no-js .rules {{ display: none }}</style><div class=no-js>"
        "<div class=rules>{}</div></div>",
        "<style>.wow {{ visibility: hidden }}</style><div class='wow bounce'>{}</div>",
        "<style media='screen and (max-width: 600px)'>.rules {{ display: none }}</style>"
        "<div class=rules>{}</div>",
        "<template shadowrootmode=open><style>.rules {{ display: none }}</style></template>"
        "<div class=rules>{}</div>",
        "<style>.rules {{ visibility: hidden }}</style>"
        "<div class=rules style='visibility: visible'>{}</div>",
    ],
)
def test_what_is_hidden_only_until_scripts_run_or_elsewhere_is_read(shown: str) -> None:
    """A style sheet may also be for small screens, or for a part of the page alone."""
    text = f"<div id=x1>{paras(ZH)}{shown.format(f'<p>{HINT}</p>')}</div>"
    assert HINT in texts_of(read(f"<h1>{TITLE}</h1>{text}"))


def test_a_hint_that_shows_while_the_mouse_is_above_it_is_hidden() -> None:
    """The rule for that state shows no text of the article."""
    sheet = "<style>.tip { display: none } .code:hover .tip { display: block }</style>"
    text = f"<div id=x1>{paras(ZH)}<div class=code><p class=tip>{HINT}</p></div></div>"
    document = read(f"{sheet}<h1>{TITLE}</h1>{text}")
    assert texts_of(document) == ZH
    assert (HINT, "hidden text") in [(piece.text, piece.reason) for piece in document.left_out]


@pytest.mark.parametrize(
    "style",
    [
        "margin-left: 148.8pt; text-indent: -148.8pt",
        "position: absolute; left: 50%; margin-left: -300px",
    ],
)
def test_a_hanging_indent_and_a_centred_part_are_read(style: str) -> None:
    """They are moved to the left, but not off the screen."""
    text = f"<div id=x1>{paras(ZH)}<div style='{style}'>{HINT}</div></div>"
    assert HINT in texts_of(read(f"<h1>{TITLE}</h1>{text}"))


def test_many_breaks_in_a_row_take_no_time() -> None:
    """Three say the same as any number, also with blanks between."""
    page = f"<h1>{TITLE}</h1><div>{paras(ZH[:2])}{'<br/>&nbsp; <BR>' * 50_000}{paras(ZH[2:])}</div>"
    began = time.process_time()
    assert texts_of(read(page)) == ZH
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    "page",
    [
        f"<?xml version='1.0'?><h1>{TITLE}</h1>{paras(ZH)}{'<![CDATA[ ' * 12_000}",
        f"<h1>{TITLE}</h1><div>{'<table><tr><td>1<td>b<tr><td>2<td>c</table>' * 300}</div>",
    ],
)
def test_many_pieces_and_many_tables_take_no_time(page: str) -> None:
    """20,000 pieces of text that nothing ends took 12 seconds, and 1,000 tables 40."""
    began = time.process_time()
    assert texts_of(read(page))
    assert time.process_time() - began < 1


@pytest.mark.parametrize("empty", ["<p><br></p>", "<p class=x><span>&nbsp;</span></p>\n"])
def test_many_empty_paragraphs_take_no_time(empty: str) -> None:
    """80,000 of them took half a minute."""
    page = f"<h1>{TITLE}</h1><div>{paras(ZH[:2])}{empty * 20_000}{paras(ZH[2:])}</div>"
    began = time.process_time()
    assert texts_of(read(page)) == ZH
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    "hidden",
    [
        "<p><font style='font-size:0px;color:#fff'>{}</font></p>",
        "<p style='position:absolute; left:-9999px'>{}</p>",
        "<p style='text-indent: -999em'>{}</p>",
    ],
)
def test_text_without_size_or_off_the_screen_is_hidden(hidden: str) -> None:
    """As forums put marks against copying into their posts."""
    document = read(
        f"<h1>{TITLE}</h1><div id=x1>{paras(ZH[:2])}{hidden.format(HINT)}{paras(ZH[2:])}"
    )
    assert texts_of(document) == ZH
    assert (HINT, "hidden text") in [(piece.text, piece.reason) for piece in document.left_out]


def test_text_with_a_size_of_its_own_is_read() -> None:
    """The element around it has none, so that no gaps are between pictures."""
    text = f"<div id=x1 style='font-size:0'><div style='font-size:16px'>{paras(ZH)}</div></div>"
    assert texts_of(read(f"<h1>{TITLE}</h1>{text}")) == ZH


def test_the_frame_of_an_article_in_pictures_is_not_its_text() -> None:
    """The other extractor takes menu and foot for it where a page has no sentence."""
    menu = "".join(
        f"<li><a href={name}>{name}</a></li>" for name in ("首页", "政务公开", "办事服务")
    )
    shown = "".join(f"<p><img src={n}.jpg></p>" for n in range(6))
    line = "<p>2022-01-02 来源：市政局</p>"
    foot = "<div><p>主办单位：市政局办公室</p><p>网站标识码：1234567890</p></div>"
    page = f"<ul>{menu}</ul><div><h1>{TITLE}</h1>{line}<div>{shown}</div></div>{foot}"
    with pytest.raises(InvalidInputError, match="it shows 6 pictures"):
        read(page)


def test_a_category_before_the_title_in_the_head_is_no_part_of_it() -> None:
    """And a sub-title between the title and the text is read."""
    lead = "<div class=field-sub-title>Council Votes for Light on Every Road</div>"
    page = f"{SCRIPT}<h1>Opening of the lamps</h1>{lead}<div>{paras(EN)}</div>"
    document = read(page, title="Speech: Opening of the lamps | Lamp Office", lang="en")
    assert document.title == "Opening of the lamps"
    assert texts_of(document) == ["Council Votes for Light on Every Road", *EN]


def test_a_lead_in_the_main_part_that_is_read_is_not_said_to_be_left_out() -> None:
    """It stands between the title and the element with the text."""
    lead = "Villages and towns in every county get new lamps under a scheme of five years."
    text = f"<div class=govspeak>{paras(EN * 4)}</div>"
    host = "<link rel=canonical href=https://www.gov.uk/government/news/lamps>"
    page = f"{host}<main><h1>New lamps</h1><p>{lead}</p><div>3 May 2024</div>{text}</main>"
    document = read(page, title="New lamps - GOV.UK", lang="en")
    assert texts_of(document) == [lead, *EN * 4]
    assert document.meta["warnings"] == []


def test_a_page_with_nothing_but_a_table_of_data() -> None:
    """The menu, which the other extractor takes for text as well, is none."""
    menu = "".join(f"<li><a href=/{n}>{name}</a></li>" for n, name in enumerate(["首页", "公开"]))
    known = ("索引号：", "1/2022", "发布日期：", "2022-03-04")
    facts = f"<table><tr>{''.join(f'<td>{each}</td>' for each in known)}</tr></table>"
    cells = "".join(f"<tr><td>{n}</td><td>东{n}街</td><td>{n}2.5</td></tr>" for n in (1, 2, 3))
    foot = "<div><p>主办：市政局</p><p>网站标识码：1234567890</p></div>"
    page = f"<ul>{menu}</ul>{facts}<h2>{TITLE}</h2><div><table>{cells}</table></div>{foot}"
    assert texts_of(read(page)) == ["1 | 东1街 | 12.5", "2 | 东2街 | 22.5", "3 | 东3街 | 32.5"]


def test_a_list_of_contents_with_numbers_before_its_headings_is_none_of_the_text() -> None:
    """As wikis write it, with its label."""
    items = "<li><a href=#a>1 Poles</a></li><li><a href=#b>2 Bulbs</a></li>"
    toc = f"<div><h2>Contents</h2><ul>{items}</ul></div>"
    text = f"<h2 id=a>Poles</h2>{paras(EN[:2])}<h2 id=b>Bulbs</h2>{paras(EN[2:])}"
    document = read(f"{SCRIPT}<h1>Lamps</h1><div>{toc}{text}</div>", title="Lamps", lang="en")
    assert texts_of(document) == ["Poles", *EN[:2], "Bulbs", *EN[2:]]


@pytest.mark.parametrize("name", ["Sign in to continue", "用户登录", "统一身份认证平台"])
def test_a_page_that_asks_for_a_password_holds_no_article(name: str) -> None:
    """It says so in its heading; a form beside an article, under the same heading, says nothing."""
    form = "<form><input name=u><input type=Password><button>OK</button></form>"
    with pytest.raises(InvalidInputError, match="holds no article"):
        read(f"<h1>{name}</h1>{form}<p>Forgot your password? Create an account.</p>", title=name)
    for heading in (f"<h1>{TITLE}</h1>", f"<p>{TITLE}</p>"):
        page = f"<div><h2>{name}</h2>{form}</div>{heading}<div>{paras(ZH)}</div>"
        assert texts_of(read(page)) == ZH


def test_a_head_that_names_the_site_above_the_only_headline_is_not_the_title() -> None:
    """The page shows it as its first line, which is no heading."""
    page = f"{SCRIPT}<div>Lamp Law</div><h1>Recommendation on street lamps</h1>{paras(EN)}"
    assert read(page, title="Lamp Law", lang="en").title == "Recommendation on street lamps"


@pytest.mark.parametrize("above", [paras(EN), "<p><b>Lamp Law</b></p>"])
def test_the_only_headline_inside_a_text_is_that_of_a_section(above: str) -> None:
    """Whose title is a line that is no heading."""
    page = f"{SCRIPT}<div>Lamp Law</div>{above}<h1>General rules</h1>{paras(EN)}"
    assert read(page, title="Lamp Law", lang="en").title == "Lamp Law"


@pytest.mark.parametrize(
    "fold",
    [
        "<h3><button aria-controls=a{n}>{q}</button></h3><div id=a{n} hidden><p>{a}</p></div>",
        "<div onclick=t({n})>{q}</div><div style='display: none'>{a}</div>",
        "<h3>{q}</h3><div hidden=until-found><p>{a}</p></div>",
    ],
)
def test_folds_that_a_reader_opens_are_read(fold: str) -> None:
    """A browser hides them at first."""
    questions = ("Who pays for the lamps?", "When are they lit?")
    folds = "".join(
        fold.format(n=n, q=question, a=EN[n + 1]) for n, question in enumerate(questions)
    )
    page = f"{SCRIPT}<main><h1>Lamps</h1>{paras(EN[:1])}<div>{folds}</div>{paras(EN[3:])}</main>"
    document = read(page, title="Lamps", lang="en")
    assert texts_of(document) == [EN[0], questions[0], EN[1], questions[1], EN[2], EN[3]]


@pytest.mark.parametrize(
    "above", ["<p>{}</p>", "<p onclick=share()>{}</p>", "<p><a href=#h>{}</a></p>"]
)
def test_a_hidden_text_below_no_button_of_its_own_stays_hidden(above: str) -> None:
    """A text for those who share the page stands below a single thing to press."""
    hidden = f"<div id=h style='display:none'>{HINT}</div>"
    page = f"<h1>{TITLE}</h1><div id=x1>{paras(ZH)}{above.format(ZH[0])}{hidden}</div>"
    assert HINT not in texts_of(read(page))


@pytest.mark.parametrize("box", ["dialog id=h", "form id=h", "div id=h role=tooltip"])
def test_a_hint_that_a_button_opens_beside_the_text_stays_hidden(box: str) -> None:
    """It is no part of the text that its reader unfolds."""
    hidden = f"<button aria-controls=h>?</button><{box} hidden><p>{HINT}</p></{box.split()[0]}>"
    page = f"{SCRIPT}<h1>{TITLE}</h1><div>{paras(ZH)}{hidden}{paras(ZH[:1])}</div>"
    assert HINT not in texts_of(read(page))


def test_notes_that_a_reader_opens_inside_a_line_stay_hidden() -> None:
    """They stand below no heading, and would cut the sentence."""
    note = "<a onclick=t()>*</a><span hidden>A note to this word.</span>"
    first = f"{EN[0].replace(' ', f'{note} ', 2)}"
    document = read(f"{SCRIPT}<h1>Lamps</h1><div>{paras([first, *EN[1:]])}</div>", lang="en")
    assert "A note" not in texts_of(document)[0]


def test_a_lead_is_read_once_where_the_text_reaches_beyond_its_element() -> None:
    """Here the element is the one around the second sentence."""
    texts = [EN[2], EN[1], EN[0]]
    tabs = "".join(f"<button>More</button><div><p>{text}</p></div>" for text in texts[:2])
    page = f"<title>New lamps</title><h1>New lamps</h1><div>{tabs}</div>{paras(texts[2:])}"
    assert texts_of(extract(page.encode(), name="x")) == texts


def test_the_head_of_a_memorandum_inside_a_text_states_no_facts_about_the_page() -> None:
    """It has the labels that by-lines have."""
    head = ["From: the mayor", "To: all districts", "Date: 6 May 2021", "Subject: the lamps"]
    items = "".join(f"<li>{text}</li>" for text in head)
    page = f"{SCRIPT}<h1>Lamps</h1><div>{paras(EN)}<ul>{items}</ul>{paras(EN[:2])}</div>"
    assert texts_of(read(page, title="Lamps", lang="en")) == [*EN, *head, *EN[:2]]


def test_a_page_in_another_script_with_a_latin_title_gets_a_warning() -> None:
    """It is read as English, because the language of most letters is not known."""
    texts = ["Фонари должны гореть всю ночь.", "На каждой дороге должен быть свет."]
    document = extract(
        f"<title>Lamps</title><h1>Lamps</h1>{paras(texts)}".encode(), name="page.html"
    )
    assert document.meta["warnings"] == [
        "it is read as English but has letters of another script; name its language"
    ]


def test_the_other_extractor_reads_frames_too() -> None:
    """A warning said that it leaves out most of the text."""
    frame = f'<iframe class=x srcdoc="{paras(ZH * 3)}"></iframe>'
    document = read(f"<h1>{TITLE}</h1><p>{HINT}</p>{frame}")
    assert set(ZH) <= set(texts_of(document))
    assert document.meta["warnings"] == []


def test_a_summary_in_points_between_title_and_text_is_read() -> None:
    """With its heading; so is a caption there, which is no heading."""
    points = "<li>Lamps are cheap to replace.</li><li>Roads are safer with light.</li>"
    summary = f"<div class=summary><h2>Key points</h2><ul>{points}</ul></div>"
    figure = "<figure><img src=a><figcaption>Lamps in the park at night</figcaption></figure>"
    page = f"{SCRIPT}<h1>Lamps</h1>{figure}{summary}<div class=post-body>{paras(EN * 2)}</div>"
    document = read(page, title="Lamps", lang="en")
    assert [(block.kind, block.text) for block in document.blocks[1:5]] == [
        ("paragraph", "Lamps in the park at night"),
        ("heading", "Key points"),
        ("item", "Lamps are cheap to replace."),
        ("item", "Roads are safer with light."),
    ]


def test_what_pages_say_below_their_text_of_its_source_and_first_title() -> None:
    """It is no text, and the publisher is read from it."""
    below = f"<p>（原标题：{TITLE}正式发布）</p><p>（来源：市政报）</p>"
    document = read(f"{SCRIPT}<h1>{TITLE}</h1><div>{paras(ZH)}{below}</div>")
    assert texts_of(document) == ZH
    assert document.source == "市政报"


def test_a_box_that_asks_to_accept_cookies_beside_a_short_text_is_none_of_it() -> None:
    """It has a button; a sentence about cookies in the text has none."""
    asks = "我们使用Cookie来改善浏览体验。继续浏览本网站即表示您同意。"
    box = f"<div class=m1><h3>提示</h3><p>{asks}</p><a>同意</a></div>"
    page = f"{SCRIPT}{box}<div><h1>{TITLE}</h1><div>{paras([*ZH, asks])}</div></div>"
    assert texts_of(read(page)) == [*ZH, asks]


def test_a_section_about_what_pages_ask_of_cookies_is_text() -> None:
    """The names of buttons in it are no buttons."""
    items = "<ul><li>Accept all</li><li>Reject all</li></ul>"
    asks = "This website uses cookies to count its visitors."
    section = f"<section><h2>Examples</h2><p>{asks}</p>{items}</section>"
    document = read(f"{SCRIPT}<h1>Lamps</h1><div>{paras(EN * 2)}{section}</div>", lang="en")
    assert texts_of(document) == [*EN * 2, "Examples", asks, "Accept all", "Reject all"]


def test_pieces_of_text_in_a_page_of_xml_are_read() -> None:
    """Those of its scripts are not; they may hold elements."""
    script = "<script>//<![CDATA[\nif (a < b) { lamp(); }\n//]]></script>"
    page = (
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head>'
        f"<title>{TITLE}</title>{script}</head><body><h1>{TITLE}</h1>{paras(ZH[:2])}"
        f"<p><![CDATA[{ZH[2]}<x>]]></p><div><![CDATA[{paras(ZH[3:])}]]></div></body></html>"
    )
    document = extract(page.encode(), name="page.xhtml")
    assert texts_of(document) == [*ZH[:2], f"{ZH[2]}<x>", ZH[3]]
