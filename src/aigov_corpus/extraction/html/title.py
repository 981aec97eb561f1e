"""Find the title of a page.

The *head* of a page is the text of its `<title>`. It names the article, and often also the site.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import islice, takewhile
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.extraction.html.body import DENSEST
from aigov_corpus.extraction.html.cross_check import count_words, measure_lacking
from aigov_corpus.extraction.html.lines import Line, is_elsewhere, visible_lines, visible_text
from aigov_corpus.extraction.html.marked_titles import (
    HEADLINE_CHARACTERS,
    MOST_TITLE_LINES,
    TITLE_WITHIN,
    find_lines,
    is_headline,
)
from aigov_corpus.extraction.html.publication import is_data
from aigov_corpus.extraction.html.selectors import find_texts
from aigov_corpus.extraction.html.sites import UNKNOWN, Site
from aigov_corpus.extraction.html.unshown import is_silent
from aigov_corpus.extraction.whitespace import collapse_whitespace
from aigov_corpus.text.dates import without_times
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
_LETTER = re.compile(r"[^\W\d_]")

_SITE = r"(?:©|Copyright|版权所有|版權所有|主办|主辦)[^\n。]{0,40}?"
"""What stands before the name of whose site a page is, at its foot."""
_NO_HEADLINE = re.compile(
    r"Welcome\b|欢迎|歡迎"
    r"|.*\b(?:Board|Council|Ministry|Department|Bureau|Office|Commission|Agency)$",
    re.IGNORECASE,
)
"""An `<h1>` that greets, or names an authority, where the head of the page has another name."""

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

SENTENCE_STOPS = "。；.!?！？"

PAGE_HEADINGS = (1, 2, 3)
"""Levels of headings that may be that of a page; deeper ones are inside its text."""

_LONGEST_AROUND_HEAD = 4
"""A heading that contains the article's name in the head may be this many times as long."""

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

_NO_NAME = re.compile(
    r"- no title specified|AbiWord (?:HTML )?Document|(?:Untitled|无标题|無標題|未命名)"
    r"(?: ?(?:Document|Page|文档|文件|頁面|页面|网页|-))*[ -]?\d*|New Page \d*|新建网页 ?\d*",
    re.IGNORECASE,
)
"""What programs write for the name of a page that has none."""


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
    if behind := next(filter(partial(_ends_name, _article_name(head)), headings), ""):
        return behind
    if begins := _line_at_begin(root, head, headings):
        return begins
    if _article_name(head) == head:
        headings += _lines_at_end(root, head)
    return _title_without_match(root, site, headings, head)


def names_site(title: str) -> bool:
    """Tell whether a title only names a site, or nothing."""
    return _NAMES_SITE.fullmatch(title) is not None


def find_headline(root: Any, above: Sequence[Line], lines: Sequence[Line], title: str) -> str:
    """Return the headline of a text whose page has a title that only names the site, or nothing.

    It is a marked heading, or a centred bold line, above the first sentence; or the last such line
    right above the element that holds the text. On other pages, it is a centred bold line there, or
    at the beginning of that element, which the head of the page does not hold. If there is none, or
    if it is one of several headings of its level, the result is the title as it is; so it is if a
    line of the page that is no link has it.

    Args:
        root: the page.
        above: its lines above the element that holds the text.
        lines: the lines of the text.
        title: the title that was found.
    """
    head = keep_letters("".join(node.text_content() for node in root.iter("title")))
    if keep_letters(title) not in head and (spread := _find_spread(above, lines)):
        return spread
    wanted = keep_letters(title)
    shown = islice(visible_lines(root, tables=False), _MOST_LINES_FOR_TITLE)
    if any(keep_letters(line.para.text) == wanted and not line.linked for line in shown):
        return title
    near = [line for line in above[-MOST_TITLE_LINES:] if not line.linked]
    if not names_site(title):
        alone = list(islice(takewhile(is_headline, lines), 2))
        first = alone if len(alone) == 1 and not _opens_chapter(alone[0].para.text) else []
        other = (line.para.text for line in (*near, *first) if title and is_headline(line))
        return next(filter(partial(_may_replace, head), other), title)
    levels = Counter(line.para.heading for line in lines)
    for line in lines[:MOST_TITLE_LINES]:
        text = line.para.text
        if line.para.heading in PAGE_HEADINGS or is_headline(line):
            is_section = line.para.heading > 0 and levels[line.para.heading] > 1
            return title if is_section or _opens_chapter(text) else text
        if text[-1] in SENTENCE_STOPS:
            break
    for line in reversed(near):
        is_heading = line.para.heading in PAGE_HEADINGS or is_headline(line)
        if is_heading and not names_site(line.para.text):
            return line.para.text
    return title


def _may_replace(head: str, headline: str) -> bool:
    """Tell whether a headline may be the title instead of what the head of a page holds.

    It says something else than the head, and is no day, and no name of a speaker below the title.
    """
    letters = keep_letters(without_times(headline))
    return len(letters) >= _LEAST_NAME and letters not in head


def _find_spread(above: Iterable[Line], lines: Sequence[Line]) -> str:
    """Return the line above a text that is repeated at its beginning, spread over several lines.

    The result is empty if there is none.
    """
    paras = [line.para for line in lines[: TITLE_WITHIN + MOST_TITLE_LINES]]
    for line in above:
        repeats = None if line.linked else find_lines(paras, line.para.text)
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
        line
        for line in lines
        if len(line.para.text) >= _LEAST_NAME
        and (len(line.para.text) >= least or _is_main(line, most))
        and head.startswith(line.para.text)
        and not head[len(line.para.text) :][:1].isalnum()
    ]
    if fitting and (below := _find_headline_below(root, lines, fitting, head)):
        return below
    headlines = list(takewhile(is_headline, lines)) if fitting else []
    if len(headlines) > 1 and find_lines([line.para for line in headlines], _article_name(head)):
        return _article_name(head)
    return max((line.para.text for line in fitting), key=len, default="")


def _find_headline_below(
    root: Any, lines: Sequence[Line], fitting: Sequence[Line], head: str
) -> str:
    """Return the only heading of a page's highest level below the lines that fit its head.

    Those name the site then. The result is empty if one of them is a heading itself, or looks like
    one, or if a sentence stands above the heading: it is one of a section.
    """
    if any(line.para.heading or line.bold for line in fitting):
        return ""
    only = _find_only_headline(root, head)
    below = lines[lines.index(fitting[-1]) + 1 :] if only else ()
    above_text = takewhile(lambda line: not line.is_sentence, below)
    is_there = any(line.para.heading == 1 and line.para.text == only for line in above_text)
    return only if is_there else ""


def _ends_name(name: str, heading: str) -> bool:
    """Tell whether a heading is what the article's name in the head has behind a category.

    It has most of the name: `Speech: Opening of the forum`.
    """
    before = name.removesuffix(heading).rstrip()
    is_most = len(heading) >= max(_LEAST_NAME, _LEAST_OF_NAME * len(name))
    return before != name and before.endswith((":", "：")) and is_most


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
        is_name = len(found) < len(line.para.text) < HEADLINE_CHARACTERS and not line.linked
        if is_name and sum(part in own for part in parts) >= _LEAST_PARTS:
            return line.para.text
    return found


def _find_only_headline(root: Any, head: str) -> str:
    """Return the only heading of a page's highest level; empty if it is a link or short.

    It is empty, too, if it names the site, or is not in Chinese though the head of the page is.
    """
    named: list[tuple[Any, str]] = []
    for level in PAGE_HEADINGS:
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
