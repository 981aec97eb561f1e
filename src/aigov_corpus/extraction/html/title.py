"""Find the title of a page, and the lines of its text that look like titles and headings.

The *head* of a page is the text of its `<title>`. It names the article, and often also the site.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import islice, takewhile
from typing import Any, NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.extraction.html.body import DENSEST
from aigov_corpus.extraction.html.cross_check import NOISE_LINE, count_words, measure_lacking
from aigov_corpus.extraction.html.labels import find_label, is_document_number
from aigov_corpus.extraction.html.lines import Line, is_elsewhere, visible_lines, visible_text
from aigov_corpus.extraction.html.publication import is_data
from aigov_corpus.extraction.html.selectors import find_texts
from aigov_corpus.extraction.html.sites import UNKNOWN, Site
from aigov_corpus.extraction.html.unshown import is_silent
from aigov_corpus.extraction.paragraphs import HEADING_BY_LOOKS, Para
from aigov_corpus.extraction.whitespace import collapse_whitespace
from aigov_corpus.text.dates import find_time, without_times
from aigov_corpus.text.letters import keep_letters
from aigov_corpus.text.markers import find_marker
from aigov_corpus.text.scripts import detect_language

# Separators between the name of the article and that of the site: _ -- | and a hyphen before the
# name of a site.
_PARTS_OF_HEAD = re.compile(
    r"\s*(?:_+|--+|\s[-–—|]\s|\|"
    r"|\s(?=\S{3,25}(?:门户网站|政府网站|官方网站|官网|官網|入口網站?|資訊網)$)"
    r"|-\s*(?=[^-]{1,25}(?:网|網|官网|官網|网站|網站|平台|政府|部|委员会|办公室|局|厅|庫|库|台|报|報|在线)$"
    r"|(?:Xinhua|[\w.]+\.(?:com|cn|org))$))\s*"
)
_NUMBER_BEHIND = re.compile(r"[（(]([^（()）]{4,30})[）)]\s*$")
_LETTER = re.compile(r"[^\W\d_]")
_WHITE_SPACE = re.compile(r"[\s\u3000]+")

# 当前位置：首页 > 政策, Home > News
_BREADCRUMB = re.compile(
    r"(?:您?(?:当前|现在|所在)的?位置|您?的?位置|You are here)\s*[:：].*"
    r"|(?:首页|主页|Home)\s*(?:[>»›/→-]+\s*[^\s>»›/→-][^>»›/→]{0,40}\s*)+",
    re.IGNORECASE,
)

# （2017年3月1日某会议通过）
_ADOPTION = re.compile(
    r"[（(].{0,80}(?:19|20)\d\d\s*年.{0,300}(?:通过|公布|发布|施行|修订|修正|批准|印发).{0,20}[)）]"
)
_OF_ORDER = re.compile(
    r"[令函]$|第\s*[\d一二三四五六七八九十百零〇]+\s*号|公布|施行|(?:公告|通告|命令|文件|印发|转发|批转|发布)$"
)
"""A line above the title of a law or notice: who issues it, and its number."""
# （2025年3月20日） below the title of a speech, or a subtitle: ——来自某地的调查
_OF_TITLE = re.compile(
    r"[（(](?:19|20)\d\d年\d{1,2}月\d{1,2}日[^）)]{0,40}[)）]|[—―─]{1,2}\s*\S.{3,60}"
)

_LEAD_WORDS = frozenset(
    (
        "dek", "deck", "standfirst", "subtitle", "subhead", "subheading", "subheadline", "subtit",
        "lede", "lead", "intro", "summary", "abstract", "excerpt",
    )
)  # fmt: skip
"""Words of classes of a subtitle or lead."""
_MAY_LEAD = ("p", "div", "h2", "h3", "h4", "span", "section")

_ABOUT_PAGE = re.compile(
    r"\b(?:browser|cookies?|javascript|(?:this|the) (?:web ?)?(?:page|site))\b"
    r"|\b(?:listen to|print|share|save|translate) this\b"
    r"|浏览器|瀏覽器|本[页頁]|此[页頁]|本网?站|本網?站|[横橫竖豎]屏",
    re.IGNORECASE,
)
"""What a line between title and text has that is about the page: it is no lead."""

_NAMES = re.compile(r"[\w\s.,·|&/'’:：、，-]+")
"""Lines that may be names of authors and columns."""
_EDITION = re.compile(r"[（(](?:[试試暂暫]行|修[订訂正](?:版)?|草案|.{0,8}稿)[)）]$")
"""What a title has in brackets at its end; other brackets say when a text was adopted."""
_SITE = r"(?:©|Copyright|版权所有|版權所有|主办|主辦)[^\n。]{0,40}?"
"""What stands before the name of whose site a page is, at its foot."""
_NO_HEADLINE = re.compile(
    r"Welcome\b|欢迎|歡迎"
    r"|.*\b(?:Board|Council|Ministry|Department|Bureau|Office|Commission|Agency)$",
    re.IGNORECASE,
)
"""An `<h1>` that greets, or names an authority, where the head of the page has another name."""

_LINES_TO_ADOPTION = 3
"""Maximum number of lines from the title to the line that says who adopted the text."""

_LEAST_LEAD_LETTERS = 20
_LEAST_LEAD_CHARACTERS = 8
"""Fewest letters of a subtitle or lead in English, and fewest characters of one in Chinese."""

_LINKS_IN_LEAD = 5
"""How many times as long a lead is in which words may be links."""

_LETTERS_OF_SUMMARY = 40
"""Letters at the beginning of a summary that the text has again."""

# The end of a head that names a site, and heads that name nothing.
_NAMES_SITE = re.compile(
    r".*(?:网|網|网站|網站|门户|平台|政府|委员会|厅|局|处|處|中心|大学|大學|学院|學院|研究[院所]|[学學]会|[协協][会會]|日报"
    r"|Collection|Web ?site|Portal|Online"
    r"|Database|Library|News|Times|Daily|Gazette|Home(?: ?page)?)\W*"
    r"|(?:Untitled(?: Document)?|New Page\s?\d*|Document|Index|新建网页\s?\d*|无标题文档|首页|正文"
    r"|详情页?)",
    re.IGNORECASE,
)
_BUTTONS = re.compile(
    r"(?:\s+(?:(?:现行|全文|部分)?(?:有效|失效)|(?:已)?(?:被)?(?:废止|修改|修订)|尚未(?:生效|施行)"
    r"|(?:英文|中文|打印|图片|手机|文字)版|原文|下载|打印|收藏|分享|English|Print|Share|Download))+\s*",
    re.IGNORECASE,
)
"""What databases of laws write behind a title in its heading: whether it is in force, buttons."""
_LABEL = re.compile(r"[\[【][^\]】]{1,8}[\]】]\s*")
"""What a forum writes before a title in its heading: [公告]."""
_ANY_TITLE = ("h2", "h3", "[class*='title']", "[id*='title']")
"""Selectors of other headings; one of them is the title only if the page's head repeats it."""

_TITLE_CHARACTERS = range(2, 300)
"""Numbers of characters that a title may have."""

_SENTENCE_STOPS = "。；.!?！？"

_PAGE_HEADINGS = (1, 2, 3)
"""Levels of headings that may be that of a page; deeper ones are inside its text."""

_LONGEST_AROUND_HEAD = 4
"""A heading that contains the article's name in the head may be this many times as long."""

_TITLE_WITHIN = 30
"""Lines at the beginning of a text that are searched for its title, which may follow an order."""

_MOST_TITLE_LINES = 6
"""Maximum number of lines over which a page spreads its title."""

_MOST_LINES_FOR_TITLE = 500
_LEAST_NAME = 6
"""Lines of a page that are searched for its title, and the fewest characters of that, where the
head of the page may name the site before it."""

_MOST_BUTTON_CHARACTERS = 5
"""Maximum characters of a button behind a title, with the blank before it: 条例 英."""

_LEAST_PARTS = 3
"""Parts of a head that a line repeats which is the title, though it is none of them."""

_MOST_WORDS_MISSING = 0.2
"""Largest share of the words of a heading that a head lacks which names it in another order."""

_LEAST_OF_NAME = 0.5
"""Smallest share of the article's name in the head that a line at the beginning of that has."""

_HEADLINE_CHARACTERS = 100
"""Characters from which a centred bold line is not a headline."""

_HEADING_CHARACTERS = 80
"""Maximum characters of a bold line that is a heading, or of a centred line that is a title."""

_NO_NAME = re.compile(
    r"- no title specified|AbiWord (?:HTML )?Document|(?:Untitled|无标题|無標題|未命名)"
    r"(?: ?(?:Document|Page|文档|文件|頁面|页面|网页|-))*[ -]?\d*|New Page \d*|新建网页 ?\d*",
    re.IGNORECASE,
)
"""What programs write for the name of a page that has none."""

_LINES_FOR_CENTRED_TITLE = 2
"""Lines at the beginning in which a centred line is the title, if there is no other title."""


class Titled(NamedTuple):
    """The paragraphs of a page, its title among them."""

    paras: list[Para]
    title: str
    """The title, written as in the text if it stands there; empty if there is none."""
    added: bool
    """Whether the first paragraph is a title that was added, because no line of the text is it."""
    repeated: tuple[str, ...] = ()
    """Lines right below the title that repeat it, which are left out."""


def find_title(root: Any, site: Site, *, labelled: str) -> str:
    """Return the title of a page; empty if there is none.

    Args:
        root: the page.
        site: its site.
        labelled: the value of a label such as 标题, which is the title if it is not empty.
    """
    heads = (collapse_whitespace(node.text_content()) for node in root.iter("title"))
    head = next((text for text in heads if text and not _NO_NAME.fullmatch(text)), "")
    if labelled:
        name = _article_name(head) or labelled
        behind = labelled.removeprefix(name)
        is_button = behind[:1].isspace() and len(behind) <= _MOST_BUTTON_CHARACTERS
        return name if is_button else labelled
    selectors = [*site.title]
    if site is not UNKNOWN:
        selectors += UNKNOWN.title
    if head:
        selectors += _ANY_TITLE
    headings = [
        _as_one_line(text, head)
        for text in find_texts(root, selectors, separator="\n")
        if len(text) in _TITLE_CHARACTERS
    ]
    if not head:
        return next((text for text in headings if not _opens_chapter(text)), "")
    if title := _match_head(headings, head):
        return title
    if begins := _line_at_begin(root, head, headings):
        return begins
    if _article_name(head) == head:
        headings += _lines_at_end(root, head)
    return _title_without_match(root, site, headings, head)


def names_site(title: str) -> bool:
    """Tell whether a title only names a site, or nothing."""
    return _NAMES_SITE.fullmatch(title) is not None


def find_headline(root: Any, body: Any, lines: Sequence[Line], title: str) -> str:
    """Return the headline of a text whose page has a title that only names the site, or nothing.

    It is a marked heading, or a centred bold line, above the first sentence; or the last such line
    right above the element that holds the text. On other pages, it is a centred bold line there, or
    at the beginning of that element, which the head of the page does not hold. If there is none, or
    if it is one of several headings of its level, the result is the title as it is; so it is if a
    line of the page that is no link has it.
    """
    head = keep_letters("".join(node.text_content() for node in root.iter("title")))
    if keep_letters(title) not in head and (spread := _find_spread(root, body, lines)):
        return spread
    wanted = keep_letters(title)
    shown = islice(visible_lines(root, tables=False), _MOST_LINES_FOR_TITLE)
    if any(keep_letters(line.para.text) == wanted and not line.linked for line in shown):
        return title
    above = [] if body is None else list(visible_lines(root, until=body, tables=False))
    near = [line for line in above[-_MOST_TITLE_LINES:] if not line.linked]
    if not names_site(title):
        alone = list(islice(takewhile(_is_headline, lines), 2))
        first = alone if len(alone) == 1 and not _opens_chapter(alone[0].para.text) else []
        other = (line.para.text for line in (*near, *first) if title and _is_headline(line))
        return next(filter(partial(_may_replace, head), other), title)
    levels = Counter(line.para.heading for line in lines)
    for line in lines[:_MOST_TITLE_LINES]:
        text = line.para.text
        if line.para.heading in _PAGE_HEADINGS or _is_headline(line):
            is_section = line.para.heading > 0 and levels[line.para.heading] > 1
            return title if is_section or _opens_chapter(text) else text
        if text[-1] in _SENTENCE_STOPS:
            break
    for line in reversed(near):
        is_heading = line.para.heading in _PAGE_HEADINGS or _is_headline(line)
        if is_heading and not names_site(line.para.text):
            return line.para.text
    return title


def _may_replace(head: str, headline: str) -> bool:
    """Tell whether a headline may be the title instead of what the head of a page holds.

    It says something else than the head, and is no day, and no name of a speaker below the title.
    """
    letters = keep_letters(without_times(headline))
    return len(letters) >= _LEAST_NAME and letters not in head


def _find_spread(root: Any, body: Any, lines: Sequence[Line]) -> str:
    """Return the line above a text that is repeated at its beginning, spread over several lines.

    The result is empty if there is none.
    """
    paras = [line.para for line in lines[: _TITLE_WITHIN + _MOST_TITLE_LINES]]
    above = [] if body is None else list(visible_lines(root, until=body, tables=False))
    for line in above:
        repeats = None if line.linked else _find_lines(paras, line.para.text)
        if repeats is not None and repeats.stop - repeats.start > 1:
            return line.para.text
    return ""


def _lines_at_end(root: Any, head: str) -> list[str]:
    """Return the lines of a page with which its head ends, behind a blank or a mark."""
    lines = islice(visible_lines(root, tables=False), _MOST_LINES_FOR_TITLE)
    texts = {line.para.text for line in lines if not line.linked}
    return [
        text
        for text in texts
        if len(text) >= _LEAST_NAME
        and head.endswith(text)
        and not head.removesuffix(text)[-1:].isalnum()
        and _LETTER.search(head.removesuffix(text))
    ]


def _line_at_begin(root: Any, head: str, headings: Sequence[str]) -> str:
    """Return the line with which the head of a page begins, if it has most of the article's name.

    The head may go on with a category or a date: 讲话-领导讲话-某某局. A heading of the highest
    level may have less of it, if it names no site and no authority, and no other heading has more.
    The result is empty if no line does, or if that is a link.
    """
    least = _LEAST_OF_NAME * len(_article_name(head))
    most = max((len(heading) for heading in headings if heading in head), default=0)
    shown = islice(visible_lines(root, tables=False), _MOST_LINES_FOR_TITLE)
    lines = [line for line in shown if not line.linked]
    fitting = [
        line.para.text
        for line in lines
        if len(line.para.text) >= _LEAST_NAME
        and (len(line.para.text) >= least or _is_main(line, most))
        and head.startswith(line.para.text)
        and not head[len(line.para.text) :][:1].isalnum()
    ]
    headlines = list(takewhile(_is_headline, lines)) if fitting else []
    if len(headlines) > 1 and _find_lines([line.para for line in headlines], _article_name(head)):
        return _article_name(head)
    return max(fitting, key=len, default="")


def _is_main(line: Line, least: int) -> bool:
    """Tell whether a line is a heading of the highest level that names no site or authority."""
    text = line.para.text
    names_other = names_site(text) or _NO_HEADLINE.match(text)
    return line.para.heading == 1 and len(text) >= least and not names_other


def _opens_chapter(heading: str) -> bool:
    """Tell whether a heading begins with the number of a chapter, and so is no title of a page.

    Word processors write pages without a head, whose first marked heading is 第一章.
    """
    marker = find_marker(heading.strip(), detect_language(heading) or "zh")
    return marker is not None and marker.family in ("ch", "art")


def _match_head(headings: Sequence[str], head: str) -> str:
    """Return the heading that repeats the article's name in the page's head; empty if none does.

    A heading equal to the name is preferred to one that only contains it. Other headings of a page
    may be the logo of the site or its menu.
    """
    name = _article_name(head)
    wanted = keep_letters(name)
    for heading in headings:
        # A number alone, such as 2017-3, is part of the heading that has it.
        if keep_letters(heading) == wanted and not wanted.isdigit():
            return heading
    longest = _LONGEST_AROUND_HEAD * len(name)
    for heading in headings:
        if wanted in keep_letters(heading) and len(heading) <= longest:
            behind = heading[len(name) :] if heading.startswith(name) else ""
            is_labelled = heading.endswith(name) and _LABEL.fullmatch(heading.removesuffix(name))
            is_beside = _BUTTONS.fullmatch(behind) or (behind and is_data(behind.strip()))
            return name if is_labelled or is_beside else heading
    return ""


def _title_without_match(root: Any, site: Site, headings: Sequence[str], head: str) -> str:
    """Return the title of a page on which no heading repeats the article's name in the head.

    If no heading occurs in the head, the head names only the site. In that case the title is what
    the site's own selectors find, except those that match several kinds of headings. Otherwise it
    is the longest among the headings in the head and the article's name there.
    """
    letters = keep_letters(head)
    words = count_words(head)
    site_names = {keep_letters(part) for part in re.split(r"[\[\]]", head)[1:]}
    within = [
        heading
        for heading in headings
        if keep_letters(heading) not in site_names
        if keep_letters(heading) in letters
        or measure_lacking(words, count_words(heading)) <= _MOST_WORDS_MISSING
    ]
    if not within and site not in (UNKNOWN, DENSEST):
        several_h1 = len(list(root.iter("h1"))) > 1
        unsure = {".title", "h1"} if several_h1 else {".title"}
        sure = [selector for selector in site.title if selector not in unsure]
        if title := next(iter(find_texts(root, sure)), ""):
            return title
    if not within and (only := _find_only_headline(root, head)):
        return only
    name = _article_name(head)
    if len(name) < len(head):
        within.append(name)
    found = max(within, key=len, default=head)
    parts = {keep_letters(part) for part in _PARTS_OF_HEAD.split(head)} - {""}
    lines = visible_lines(root, tables=False) if len(parts) >= _LEAST_PARTS else ()
    # Regulation - EU - 2025/999 - EN: the line that has most of these
    for line in islice(lines, _MOST_LINES_FOR_TITLE):
        own = keep_letters(line.para.text)
        is_name = len(found) < len(line.para.text) < _HEADLINE_CHARACTERS and not line.linked
        if is_name and sum(part in own for part in parts) >= _LEAST_PARTS:
            return line.para.text
    return found


def _find_only_headline(root: Any, head: str) -> str:
    """Return the only heading of a page's highest level; empty if it is a link or short.

    It is empty, too, if it names the site, or is not in Chinese though the head of the page is.
    """
    named: list[tuple[Any, str]] = []
    for level in _PAGE_HEADINGS:
        if named:
            break
        shown = [node for node in root.iter(f"h{level}") if not is_silent(node)]
        named = [
            (node, text) for node in shown if not _is_logo(node) and (text := visible_text(node))
        ]
    if len(named) != 1 or len(keep_letters(named[0][1])) < _LEAST_NAME:
        return ""
    text = named[0][1]
    is_foreign = detect_language(head) == "zh" != detect_language(text)
    if is_foreign or names_site(text) or _NO_HEADLINE.match(text) or _is_owner(root, text):
        return ""
    return text


def _is_logo(heading: Any) -> bool:
    """Tell whether a heading is in a link, or has one, as the name of a site has."""
    around = (*heading.iterancestors("a"), *heading.iter("a"))
    return any(is_elsewhere(link.get("href") or "") for link in around)


def _is_owner(root: Any, name: str) -> bool:
    """Tell whether the foot of a page says that the site is of someone with this name."""
    pattern = re.compile(_SITE + re.escape(name), re.IGNORECASE)
    return pattern.search(root.text_content()) is not None


def _article_name(head: str) -> str:
    """Return the first part of a page's head, which names the article."""
    return _PARTS_OF_HEAD.split(head)[0].strip()


def _as_one_line(heading: str, head: str) -> str:
    """Return a heading of several lines as one line, written as in the page's head.

    If it does not occur there, the lines are joined by a space, or without one if it is Chinese.
    """
    separators = ("", " ") if detect_language(heading) == "zh" else (" ",)
    forms = [heading.replace("\n", separator) for separator in separators]
    return next((form for form in forms if form in head), forms[0])


def find_lead(root: Any, body: Any, title: str) -> list[str]:
    """Return the lines of an article between the title of its page and the element with its text.

    They are the line in brackets that says who adopted the text, a subtitle, captions, and
    sentences that the text does not have again.
    """
    if body is None or not title:
        return []
    wanted = keep_letters(title)
    lines = list(visible_lines(root, until=body, tables=False))
    last = _find_end(lines, wanted)
    if last is None:
        return []
    own = ""
    found: list[str] = []
    named = {visible_text(node) for node in root.iter(*_MAY_LEAD) if _is_named_lead(node)}
    for n, line in enumerate(lines[last + 1 :]):
        text = line.para.text
        title_line = lines[last]
        is_alike = (line.para.heading and title_line.para.heading) or (
            line.centred and title_line.centred
        )
        is_subtitle = text in named or (n == 0 and bool(is_alike))
        is_adoption = n < _LINES_TO_ADOPTION and (
            _ADOPTION.fullmatch(text)
            or _OF_TITLE.fullmatch(text)
            or is_document_number(text.strip("（）()"))
        )
        is_text = is_subtitle or _is_caption(line) or text[-1] in _SENTENCE_STOPS
        if not is_adoption and not (is_text and _may_lead(line)):
            continue
        own = own or keep_letters(visible_text(body))
        if keep_letters(text)[:_LETTERS_OF_SUMMARY] not in own:
            found.append(text)
    return found


def _find_end(lines: Sequence[Line], wanted: str) -> int | None:
    """Return the index of the last line of the last title in lines; None if none has it."""
    for end in reversed(range(len(lines))):
        letters = ""
        for line in reversed(lines[max(0, end + 1 - _MOST_TITLE_LINES) : end + 1]):
            letters = keep_letters(line.para.text) + letters
            if letters == wanted:
                return end
            if not wanted.endswith(letters):
                break
    return None


def _is_named_lead(node: Any) -> bool:
    """Tell whether an attribute of an element calls it a subtitle or lead: `article-dek`."""
    words = re.split(r"[\W\d_]+", " ".join(node.values()).lower())
    return not _LEAD_WORDS.isdisjoint(words)


def _may_lead(line: Line) -> bool:
    """Tell whether a line below a title may be text: no link, no label, no time and no button."""
    text = line.para.text
    is_other = line.linked or find_label(text)[0] or line.para.kind == "item"
    is_other = is_other or (find_time(text) and not _is_caption(line))
    least = _LEAST_LEAD_LETTERS if detect_language(text) == "en" else _LEAST_LEAD_CHARACTERS
    is_long = len(keep_letters(text)) >= least * (_LINKS_IN_LEAD if line.links else 1)
    is_other = is_other or _ABOUT_PAGE.search(text) is not None
    return is_long and not is_other and not NOISE_LINE.fullmatch(text)


def _is_caption(line: Line) -> bool:
    return line.para.kind == "paragraph"


def part_menu(
    lines: Sequence[Line], title: str, *, has_facts: bool
) -> tuple[list[Line], list[str]]:
    """Return the lines without the menus and breadcrumbs above the title, and the texts of those.

    A line of links above the line that repeats the title is a menu. Below it, or if no line repeats
    it, a line of several links above the first sentence is one, and so is one of a single link if
    the page states facts: it names a column or an author. Above a marked heading that repeats the
    title, all short lines are such: names of the site, telephone numbers.
    """
    wanted = keep_letters(title)
    head = lines[:_TITLE_WITHIN]
    at = next((n for n, line in enumerate(head) if keep_letters(line.para.text) == wanted), -1)
    above = [line.para.text for line in head[: max(at, 0)]]
    is_frame = (
        at >= 0
        and head[at].para.heading in _PAGE_HEADINGS
        and not any(
            _is_sentence(text) or _OF_ORDER.search(text) or is_document_number(text)
            for text in above
        )
    )
    menu: set[int] = set(range(at)) if is_frame else set()
    under = takewhile(lambda line: line.para.heading or _names_column(line), head[at + 1 :])
    columns = {id(line) for line in under if has_facts and not line.para.heading}
    for n, line in enumerate(head):
        text = line.para.text
        if n > at and _is_sentence(text):
            break
        is_menu = line.is_menu or (n < at and line.linked) or id(line) in columns
        if n != at and (is_menu or _BREADCRUMB.fullmatch(text)):
            menu.add(n)
    kept = [line for n, line in enumerate(lines) if n not in menu]
    return kept, [lines[n].para.text for n in sorted(menu)]


def _is_sentence(text: str) -> bool:
    return text[-1] in _SENTENCE_STOPS or len(text) > _HEADLINE_CHARACTERS


def _names_column(line: Line) -> bool:
    """Tell whether a line below a title is nothing but links with names: authors, columns."""
    is_part = line.para.kind or line.para.heading or find_marker(line.para.text, "zh")
    is_linked = line.linked and (line.links > 0 or line.places > 1)
    return is_linked and not is_part and _NAMES.fullmatch(line.para.text) is not None


def mark_titles(lines: Sequence[Line], title: str) -> Titled:
    """Return the paragraphs of a text, with titles and headings marked as such.

    Lines that together repeat the title become one title. If no lines repeat it, the title is added
    before the text. It is also added if its lines stand below an order or a dateline; there they
    become a heading.

    Args:
        lines: the lines of the text.
        title: the result of `find_title`.
    """
    paras = [_mark_heading(line) for line in lines]
    for n, line in enumerate(takewhile(_is_headline, lines[:_MOST_TITLE_LINES])):
        paras[n] = replace(line.para, kind="title", heading=0)
    for name in (_without_number(title), title):
        if name and (found := _find_lines(paras, name)) is not None:
            return _merge_title(paras, name, found)
    if title:
        return Titled([Para(title, kind="title"), *paras], title, added=True)
    headlines = [para.text for para in takewhile(lambda para: para.kind == "title", paras)]
    if headlines:
        whole = ("" if detect_language("".join(headlines)) == "zh" else " ").join(headlines)
        rest = paras[len(headlines) :]
        return Titled([Para(whole, kind="title"), *rest], whole, added=False)
    for line in lines[:_LINES_FOR_CENTRED_TITLE]:
        if line.centred and len(line.para.text) < _HEADING_CHARACTERS:
            return Titled(paras, line.para.text, added=False)
    return Titled(paras, "", added=False)


def _without_number(title: str) -> str:
    """Return a title without the document number in brackets at its end; empty if it has none."""
    found = _NUMBER_BEHIND.search(title)
    return title[: found.start()].strip() if found and is_document_number(found[1]) else ""


def _find_lines(paras: Sequence[Para], title: str) -> slice | None:
    """Return the slice of paragraphs that together repeat the title; None if there is none."""
    wanted = keep_letters(title).casefold()
    for start in range(min(_TITLE_WITHIN, len(paras))):
        letters = ""
        for end in range(start, min(start + _MOST_TITLE_LINES, len(paras))):
            letters += keep_letters(paras[end].text).casefold()
            if not wanted.startswith(letters):
                break
            if letters == wanted:
                return slice(start, end + 1)
    return None


def _merge_title(paras: list[Para], title: str, lines: slice) -> Titled:
    """Return the paragraphs, with those that repeat the title merged into one."""
    separator = "" if detect_language(title) == "zh" and " " not in title else " "
    whole = separator.join(para.text for para in paras[lines])
    if _WHITE_SPACE.sub("", whole) == _WHITE_SPACE.sub("", title):
        title = whole
    above, below = paras[: lines.start], paras[lines.stop :]
    wanted = keep_letters(title)
    again = list(takewhile(lambda para: keep_letters(para.text) == wanted, below))
    below = below[len(again) :]
    # The heading of the page, with buttons behind it: 办法 现行有效 英文版
    head = [para for para in above if para.heading and keep_letters(para.text).startswith(wanted)]
    above = [para for para in above if para not in head]
    repeated = tuple(para.text for para in (*head, *again))
    if all(para.kind == "title" or is_document_number(para.text) for para in above):
        return Titled([*above, Para(whole, kind="title"), *below], title, False, repeated)
    # Below a dateline or a promulgation order: what the reader sees first is the page's title.
    heading = Para(whole, heading=HEADING_BY_LOOKS)
    return Titled([Para(title, kind="title"), *above, heading, *below], title, True, repeated)


def _is_headline(line: Line) -> bool:
    """Tell whether a line looks like a headline: centred, bold and short."""
    text = line.para.text
    looks = line.centred and line.bold and not line.para.kind
    is_whole = text[-1] not in "。）)" or _EDITION.search(text) is not None
    return looks and len(text) < _HEADLINE_CHARACTERS and is_whole


def _mark_heading(line: Line) -> Para:
    """Return the paragraph of a line, marked as a heading if all of it is bold and it is short."""
    para = line.para
    if para.heading or para.kind or not line.bold:
        return para
    if len(para.text) > _HEADING_CHARACTERS or para.text[-1] in "。；，.;,":
        return para
    return replace(para, heading=HEADING_BY_LOOKS)
