"""Lines around the title of a page: subtitles and leads, which are text, and menus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, takewhile
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.extraction.html.cross_check import NOISE_LINE
from aigov_corpus.extraction.html.labels import find_label, is_document_number
from aigov_corpus.extraction.html.lines import Line, visible_lines, visible_text
from aigov_corpus.extraction.html.marked_titles import (
    HEADLINE_CHARACTERS,
    MOST_TITLE_LINES,
    TITLE_WITHIN,
)
from aigov_corpus.extraction.html.title import PAGE_HEADINGS, SENTENCE_STOPS
from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.text.dates import find_time
from aigov_corpus.text.letters import keep_letters
from aigov_corpus.text.markers import find_marker
from aigov_corpus.text.scripts import detect_language

# 当前位置：首页 > 政策, Home > News
_BREADCRUMB = re.compile(
    r"(?:您?(?:当前|现在|所在)的?位置|您?的?位置|You are here)\s*[:：].*"
    r"|(?:首页|主页|Home)\s*(?:[>»›/→-]+\s*[^\s>»›/→-][^>»›/→]{0,40}\s*)+",
    re.IGNORECASE,
)

# 当前位置：首页 > 政策 below the text: a column stands behind the mark, and no sentence
_PLACE_ON_SITE = re.compile(
    r"(?:您?(?:当前|现在|所在)的?位置|您?的?位置|You are here)\s*[:：]"
    r"[^>»›→。]{1,40}[>»›→][^。]{1,100}",
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

_LINES_TO_ADOPTION = 3
"""Maximum number of lines from the title to the line that says who adopted the text."""

_LEAST_LEAD_LETTERS = 20
_LEAST_LEAD_CHARACTERS = 8
"""Fewest letters of a subtitle or lead in English, and fewest characters of one in Chinese."""

_LEAST_POINTS = 2
"""Fewest sentences of a summary in points."""

_LINKS_IN_LEAD = 5
"""How many times as long a lead is in which words may be links."""

_LETTERS_OF_SUMMARY = 40
"""Letters at the beginning of a summary that the text has again."""


_LEAST_OTHER = 0.3
"""Smallest share of the lines of a text in two languages that are in the rarer one."""


def find_lead(root: Any, above: Sequence[Line], lines: Sequence[Line], title: str) -> list[Para]:
    """Return what of an article stands between the title of its page and the element with its text.

    That is the line in brackets that says who adopted the text, a subtitle, a summary, captions,
    and sentences that the text does not have again.

    Args:
        root: the page.
        above: its lines above the element with the text.
        lines: the lines of the text.
        title: the title of the page.
    """
    if not title:
        return []
    last = _find_end(above, keep_letters(title))
    if last is None:
        return []
    own = keep_letters("".join(line.para.text for line in lines))
    leads = [node for node in root.iter(*_MAY_LEAD) if _is_named_lead(node)]
    named = {visible_text(node) for node in leads}
    summary = {line.para.text for node in leads for line in _list_points(node)}
    found: list[Para] = []
    for n, line in enumerate(above[last + 1 :]):
        text = line.para.text
        is_subtitle = text in named or (n == 0 and _looks_alike(line, above[last]))
        is_adoption = n < _LINES_TO_ADOPTION and _names_adoption(text)
        is_text = is_subtitle or _is_caption(line) or text[-1] in SENTENCE_STOPS
        is_lead = is_adoption or text in summary or (is_text and _may_lead(line))
        if is_lead and keep_letters(text)[:_LETTERS_OF_SUMMARY] not in own:
            found.append(_as_lead(line, of_summary=text in summary))
    return found


def _looks_alike(line: Line, other: Line) -> bool:
    """Tell whether two lines are both headings, or both centred."""
    both_headings = bool(line.para.heading and other.para.heading)
    return both_headings or (line.centred and other.centred)


def _names_adoption(text: str) -> bool:
    """Tell whether a line says who adopted a text, or is its number."""
    is_adoption = _ADOPTION.fullmatch(text) or _OF_TITLE.fullmatch(text)
    return is_adoption is not None or is_document_number(text.strip("（）()"))


def _as_lead(line: Line, *, of_summary: bool) -> Para:
    """Return the paragraph of a line above a text; only in a summary, it may be a heading."""
    kind = line.para.kind if of_summary or _is_caption(line) else None
    return Para(line.para.text, kind=kind, heading=line.para.heading if of_summary else 0)


def _list_points(lead: Any) -> list[Line]:
    """Return the lines of a summary in points: sentences in a list, perhaps below a heading."""
    lines = list(visible_lines(lead, tables=False))
    points = [line for line in lines if line.para.kind == "item"]
    is_summary = len(points) >= _LEAST_POINTS and all(
        line.is_sentence and not line.links for line in points
    )
    return lines if is_summary and len(lines) <= len(points) + 1 else []


def find_other_title(root: Any, lines: Sequence[Line], title: str) -> list[str]:
    """Return the title in the other language of a text in two, if it is a heading beside the text.

    The head of the page names it, too. The result has one title or none.
    """
    texts = [text for line in lines for text in line.para.cells or (line.para.text,)]
    languages = Counter(map(detect_language, texts))
    if min(languages["zh"], languages["en"]) < _LEAST_OTHER * len(texts):
        return []
    head = keep_letters(next((node.text_content() for node in root.iter("title")), ""))
    for line in visible_lines(root, tables=False):
        own, letters = line.para.text, keep_letters(line.para.text)
        is_other = detect_language(own) != detect_language(title)
        if line.para.heading and is_other and letters and letters in head:
            is_read = letters in keep_letters(title) or own in texts
            return [] if is_read else [own]
    return []


def _find_end(lines: Sequence[Line], wanted: str) -> int | None:
    """Return the index of the last line of the last title in lines; None if none has it."""
    for end in reversed(range(len(lines))):
        letters = ""
        for line in reversed(lines[max(0, end + 1 - MOST_TITLE_LINES) : end + 1]):
            letters = keep_letters(line.para.text) + letters
            if letters == wanted:
                return end
            if not wanted.endswith(letters):
                break
    return None


def _is_named_lead(node: Any) -> bool:
    """Tell whether an attribute of an element calls it a subtitle or lead: `article-dek`."""
    words = re.split(r"[\W\d_]+", " ".join(node.values()).lower())
    pairs = (first + second for first, second in pairwise(words))  # sub-title
    return not _LEAD_WORDS.isdisjoint((*words, *pairs))


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
    title, all short lines are such: names of the site, telephone numbers. A line that says where on
    the site the page is (`当前位置：首页 > 政策`) is none of the text wherever it stands.
    """
    wanted = keep_letters(title)
    head = lines[:TITLE_WITHIN]
    at = next((n for n, line in enumerate(head) if keep_letters(line.para.text) == wanted), -1)
    above = [line.para.text for line in head[: max(at, 0)]]
    is_frame = (
        at >= 0
        and head[at].para.heading in PAGE_HEADINGS
        and not any(
            _is_sentence(text) or _OF_ORDER.search(text) or is_document_number(text)
            for text in above
        )
    )
    menu = set(range(at)) if is_frame else set()
    menu |= {n for n, line in enumerate(lines) if _PLACE_ON_SITE.fullmatch(line.para.text)} - {at}
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
    return text[-1] in SENTENCE_STOPS or len(text) > HEADLINE_CHARACTERS


def _names_column(line: Line) -> bool:
    """Tell whether a line below a title is nothing but links with names: authors, columns."""
    is_part = line.para.kind or line.para.heading or find_marker(line.para.text, "zh")
    is_linked = line.linked and (line.links > 0 or line.places > 1)
    return is_linked and not is_part and _NAMES.fullmatch(line.para.text) is not None
