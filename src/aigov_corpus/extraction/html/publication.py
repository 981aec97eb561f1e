"""When a page was published, and which of its lines say so.

A *by-line* is a line next to the text that names the time or the publisher.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import takewhile
from typing import Any, NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.extraction.html.labels import LABELS, find_label, is_label
from aigov_corpus.extraction.html.lines import Line, visible_lines
from aigov_corpus.extraction.html.linked_data import read_linked
from aigov_corpus.extraction.html.publishers import (
    LABELLED_SOURCE,
    english_source,
    source_beside_day,
)
from aigov_corpus.extraction.html.selectors import find_texts, meta_content
from aigov_corpus.extraction.html.sites import UNKNOWN, Site
from aigov_corpus.text.dates import (
    date_in_url,
    day_of,
    find_labelled_time,
    find_time,
    without_times,
)

_DATE_LINE = re.compile(
    r"\W*(?:(?:last )?updated|posted|published|released|date|by|time|发布|日期|时间|更新|\d)",
    re.IGNORECASE,
)
_TIME_LABEL = re.compile(
    r"(?:发布|发稿|更新|录入|发表|發[布佈]|修[訂订]|覆[檢检])(?:时间|日期|時間)?\s*[:：]"
)
_TODAY = re.compile(r"\W*(?:今天|今日|现在|Today|Now)\b", re.IGNORECASE)
_GENERATED = re.compile(r"页面生成时间\s*([\d: -]+)")
# Facts that a line above the text may give beside the date: the source, the author.
_FACTS = (
    re.compile(r"(?:来\s?源|Source)\s*[:：]", re.IGNORECASE),
    re.compile(r"(?:作\s?者|记者|编辑|责编|撰文|Author|Editor)\s*[:：]", re.IGNORECASE),
    re.compile(r"《[^》]{2,16}》\s*[（(]\s*(?:19|20)\d\d年[^）)]{0,20}版\s*[)）]"),
    re.compile(
        r"字体\s*[:：]|字号\s*[:：]|打印|分享|(?:浏览|阅读|点击|评论|人气)(?:次数|量|数)?\s*[:：(（]"
    ),
    re.compile(r"(?:分类|标签|栏目|Category|Tags|Posted|Article type)\s*[:：]", re.IGNORECASE),
    re.compile(r"Reading time\b|\b\d+ min(?:ute)?s? read\b", re.IGNORECASE),
)
_ROLE = re.compile(
    r"(?:(?:[A-Z][\w&'’.-]*|and|of|for|in) ){0,5}(?:[Cc]orrespondent|[Rr]eporter|[Cc]olumnist"
    r"|[Ss]taff [Ww]riter|Editor)"
    r"(?:(?: in|,) [A-Z][\w .'’-]{1,30})?"
)
"""What the author of a text is, right below the name."""
_LEAST_FACTS = 2
_LEAST_ENTRIES = 3
"""Lines of nothing but a time from which they are those of a chronicle's entries."""
_MOST_LINES_OF_ENTRY = 4
"""Most lines, on average, of an entry with nothing but a day in its first line."""
# A line that is nothing but a date in digits, or in English words; or a name after "By".
_ONLY_DATE = re.compile(
    r"[\[(（]?(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}[\])）]?"
    r"|[A-Z][a-z]{2,8}\.? \d{1,2},? (?:19|20)\d\d|\d{1,2} [A-Z][a-z]{2,8} (?:19|20)\d\d"
)
_DAY = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日")
"""A day alone below the title of a page; elsewhere it is that of a signature."""
_UPDATED = re.compile(
    r"(?:this page )?(?:was |is )?(?:last )?"
    r"(?:created|(?:date )?(?:updated?|published|posted|modified)|modification|reviewed|review)\b",
    re.IGNORECASE,
)
_IN_CHINESE = re.compile(
    r"(?:最后|最後)?(?:发布|發[布佈]|编辑|編輯|更新|修改)"
    r"(?:(?:(?:于|於|[时時][间間]|日期)\s*[:：]?|\s*[:：])[^。，；]{0,16}|\s*)"
)
"""The same in Chinese; 修改后的办法自2020年1月1日起施行 is text."""
_CHANGED = re.compile(
    rf"(?:{_UPDATED.pattern}(?:\s+date)?(?:\s+(?:on|at))?\W*)*(?:UTC|GMT)?", re.IGNORECASE
)
"""What a line that says when its page was last changed has beside the time, at most."""
_MODIFIED = re.compile(
    r"(?:this page )?(?:was |is )?(?:last )?(?:date )?(?:updated?|modified|modification|review)",
    re.IGNORECASE,
)
"""The beginning of a line that says when a page was last changed."""
_DATE_OF_TITLE = re.compile(r"(?<=\s[Oo]n )(?:19|20)\d\d-\d\d-\d\d$")
"""The day with which the title of a release ends: `Release 3.45 On 2024-01-30`."""
_BY_NAME = re.compile(r"By:? (?:[A-Z][\w.'’-]+(?:,? (?:and )?|$)){1,8}", re.ASCII)
_BESIDE_NAME = re.compile(r"(?:\s+on)?(?:\s*[·•|/,–—-]\s*(?:\d+ \w+)?)*$")
"""What stands behind the name of an author, beside the time: `on`, `· 3 Comments`."""
# Published in NAME; 4 min read Jun 20
_OF_COLUMN = re.compile(
    r"(?:Published|Posted|Filed) ?(?:in|under)\s?[A-Z]\D{0,60}"
    r"|\d+ min(?:ute)?s? read(?: [A-Z].{0,30})?"
)
_VALIDITY = re.compile(r"(?:全文)?(?:现行)?(?:有效|失效|废止)|已被修改|条款失效|尚未生效")
# When the government of Hong Kong issued a press release, which stands below it.
_ISSUED = re.compile(
    r"(?:香港時間|香港时间)\s*\d{1,2}\s*[時时]\s*(?:\d{1,2}\s*分)?|Issued at HKT \d\d:\d\d|NNNN"
    r"|Ends/.{6,40}"
)
_MOST_CLOSING_LINES = 4
"""Maximum number of lines below a text that say when it was issued."""
_SENTENCE_STOPS = "。；.!?！？"
_ELSEWHERE = re.compile(r"\d:\d\d(?:[:.\d]*)\s*(?:Z|[+-](?!08)\d\d:?\d\d)")
"""A time of another zone than China's."""
_MIDNIGHT = "T00:00:00+08:00"

_TIME_LABELS = ("时间", "日期", "ed")
"""Last two characters of labels before a time: 发布时间, `Updated`."""

_BY_LINE_CHARACTERS = 160
"""Characters from which a line is running text; by-lines are shorter."""

_BESIDE_TIME_CHARACTERS = 60
"""Characters beside a time from which a line is text of the article."""

_LABEL_CHARACTERS = 6
_VALUE_CHARACTERS = 40
"""Maximum characters of the label and the value of a line in a list of facts."""

_WEEKDAY_CHARACTERS = 12
"""Maximum characters beside the date in a line that only gives day and weekday."""

_LONGEST_NAMES = 60
"""Characters from which a line in an element for authors is text, not names."""

_MOST_TIMED_LINES = 3
"""Maximum number of lines with a time or a publisher that are read on one page."""


class Opening(NamedTuple):
    """The lines of a page's body, divided into text and facts about the text."""

    text: list[Line]
    data: list[str]
    """Lines above the first sentence that give a time, a publisher or the document number."""


def part_opening_data(lines: Sequence[Line]) -> Opening:
    """Separate the lines above the first sentence that state facts about the text from the text.

    So are those right below that sentence, a lead, whose elements are for a time or an author.
    """
    text: list[Line] = []
    data: list[str] = []
    is_timed = _has_entries(lines)
    for n, line in enumerate(lines):
        words = line.para.text
        is_caption = line.para.kind == "paragraph"
        is_sentence = len(words) >= _BY_LINE_CHARACTERS or words[-1] in _SENTENCE_STOPS
        if line.para.kind == "table_row" or (is_sentence and not is_caption):
            by_lines = () if is_timed else takewhile(_is_by_line, lines[n + 1 :])
            below = [each.para.text for each in by_lines]
            return Opening([*text, line, *lines[n + 1 + len(below) :]], data + below)
        is_day = _DAY.fullmatch(words) is not None and all(each.para.heading for each in text)
        is_entry = is_timed and not without_times(words)
        is_fact = is_day or _is_by_line(line) or is_data(words) or _goes_on(lines, n, data)
        if is_fact and not is_entry and not is_caption:
            if text and text[-1] is lines[n - 1] and is_label(text[-1].para.text):
                data.append(text.pop().para.text)
            data.append(words)
        else:
            text.append(line)
    return Opening(text, data)


def _has_entries(lines: Sequence[Line]) -> bool:
    """Tell whether lines with nothing but a time are those of a chronicle's entries.

    Those with a day alone may be below titles and signatures, too, unless they are close together.
    """
    texts = [line.para.text for line in lines if line.para.kind != "paragraph"]  # no captions
    found = [time for text in texts if (time := find_time(text)) and not without_times(text)]
    is_close = _MOST_LINES_OF_ENTRY * len(found) >= len(lines)
    return sum(is_close or _tells_hour(time) for time in found) >= _LEAST_ENTRIES


def _is_by_line(line: Line) -> bool:
    """Tell whether a line gives a time or an author in an element that is for that."""
    words = line.para.text
    is_dated = line.dated and bool(find_time(words)) and _has_little_beside(words)
    is_name = len(words) < _LONGEST_NAMES and words[-1] not in _SENTENCE_STOPS
    is_heading = line.para.heading > 0 and not line.linked
    return is_dated or (line.credited and not is_heading and is_name)


def _goes_on(lines: Sequence[Line], n: int, data: Sequence[str]) -> bool:
    """Tell whether a line goes on with facts: what the author is, or a value behind a label."""
    if not data or lines[n - 1].para.text != data[-1]:
        return False
    if _ROLE.fullmatch(lines[n].para.text):
        return not lines[n].para.heading
    label, value = find_label(lines[n].para.text)
    is_fact = bool(value) and len(label) <= _LABEL_CHARACTERS and len(value) <= _VALUE_CHARACTERS
    is_listed = len(data) >= _LEAST_FACTS
    return is_fact and is_listed and all(find_label(each)[0] for each in data[-_LEAST_FACTS:])


def part_closing_data(lines: Sequence[Line]) -> Opening:
    """Separate the lines below a text that say when it was issued, or changed, from the text."""
    last = lines[-_MOST_CLOSING_LINES:]
    issued = [n for n, line in enumerate(last) if _ISSUED.fullmatch(line.para.text)]
    for size in (1, 2) if not issued else ():  # a label may stand in a line above its time
        texts = [line.para.text for line in last[-size:]]
        if len(texts) == size and is_change(" ".join(texts)):
            return Opening(list(lines[:-size]), texts)
    if not issued:
        return Opening(list(lines), [])
    begin = len(lines) - len(last) + issued[0]
    above = lines[begin - 1].para.text if begin else ""
    if find_time(above) and len(without_times(above)) <= _WEEKDAY_CHARACTERS:
        begin -= 1
    data = [line.para.text for line in lines[begin:]]
    is_short = all(len(text) < _BESIDE_TIME_CHARACTERS for text in data)
    return Opening(list(lines[:begin]), data) if is_short else Opening(list(lines), [])


def is_change(line: str) -> bool:
    """Tell whether a line says when the page was last changed."""
    if not find_time(line):
        return False
    rest = without_times(line)
    is_change = _UPDATED.match(line) is not None and _CHANGED.fullmatch(rest) is not None
    return is_change or _IN_CHINESE.fullmatch(rest) is not None


def is_data(line: str) -> bool:
    """Tell whether a line gives a value after a label, a publisher, or a time of the day."""
    label, value = find_label(line)
    if (label in LABELS and value) or LABELLED_SOURCE.match(line):
        return True
    if any(each.fullmatch(line) for each in (_ONLY_DATE, _BY_NAME, _VALIDITY, _OF_COLUMN)):
        return True
    if line[:1].isdigit() and source_beside_day(line):
        return True
    time = find_time(line)
    if bool(time) + sum(fact.search(line) is not None for fact in _FACTS) >= _LEAST_FACTS:
        return True
    by = _BESIDE_NAME.sub("", without_times(line)) if time else ""
    if _BY_NAME.fullmatch(by):
        return True
    if time and _UPDATED.match(line) and not without_times(line):
        return True
    if not _tells_hour(time):
        return False
    return _has_little_beside(line) and (not label or label[-2:] in _TIME_LABELS)


def _has_little_beside(line: str) -> bool:
    """Tell whether a line is little more than its times, and so no text of the article."""
    return len(without_times(line)) < _BESIDE_TIME_CHARACTERS


def find_by_line(root: Any, body: Any, beside: frozenset[Any]) -> str:
    """Return the by-lines of a page, joined by line ends; empty if there are none.

    On pages whose layout we do not know, they usually stand above the text. If none of them has a
    time, the first line that begins like a line with a date is added, or the last short line with
    one above the text.

    Args:
        root: the page.
        body: the element that holds the article, which is not searched; None if there is none.
        beside: the elements beside it, which are not searched either.
    """
    dropped = beside.union([] if body is None else [body])
    timed: list[str] = []
    dated: list[str] = []
    label = ""
    for line in visible_lines(root, dropped=dropped, tables=False):
        above, label = label, find_label(line.para.text)[0] or line.para.text
        text = line.para.text
        if LABELS.get(above) == "written":  # the day of the text, not of its page
            continue
        if len(text) >= _BY_LINE_CHARACTERS:
            continue
        time = find_time(text)
        if LABELLED_SOURCE.search(text) or _tells_hour(time) or _ISSUED.fullmatch(text):
            timed.append(text)
        elif time and (
            english_source(text)
            or _DATE_LINE.match(text)
            or _TIME_LABEL.search(text)
            or not without_times(text)
        ):
            dated.append(text)
    timed = timed[:_MOST_TIMED_LINES]
    if not any(find_time(line) for line in timed):
        # The day in brackets below a title is that of a speech or of its adoption.
        dated.sort(key=lambda text: text[0] in "（(")
        timed += dated[:1] or _find_dated_above(root, body, dropped)
    return "\n".join(timed)


def _find_dated_above(root: Any, body: Any, dropped: frozenset[Any]) -> list[str]:
    """Return the last short line with a date above the text of a page, if there is one."""
    if body is None:
        return []
    lines = list(visible_lines(root, dropped=dropped - {body}, until=body, tables=False))
    for line in reversed(lines):
        text = line.para.text
        is_short = len(text) < _BESIDE_TIME_CHARACTERS and not line.linked
        if is_short and find_time(text) and not _TODAY.match(text):
            return [text]
    return []


def find_published(
    root: Any, site: Site, *, released: str, by_line: str, title: str, url: str
) -> str:
    """Return when a page was published, in ISO 8601; empty if the page does not say.

    Places are searched in this order, and the first time found counts: the site's selectors, the
    label for the time, meta elements, JSON-LD, usual selectors, the by-lines, the end of the title,
    lines that say when the page was last changed, the URL. If that time is a day without an hour,
    the hour is taken from the first other place that gives one for the same day.
    Where a time of another zone is the day before or after the one that a by-line shows, as in the
    evening of Washington, that day counts.

    Args:
        root: the page.
        site: its site.
        released: the value of a label such as 发布时间; empty if there is none.
        by_line: the result of `find_by_line`, and by-lines inside the body.
        title: the title of the page.
        url: URL of the page.
    """
    metas = [each for each in UNKNOWN.published if each.startswith("meta:")]
    own = site.published if site.published != UNKNOWN.published else metas
    changed = "\n".join(filter(_MODIFIED.match, by_line.splitlines()))
    stated = [
        *find_texts(root, own),
        find_labelled_time(released),
        *find_texts(root, metas),
        read_linked(root, "datePublished"),
        *find_texts(root, [each for each in UNKNOWN.published if each not in metas]),
        "\n".join(line for line in by_line.splitlines() if not _MODIFIED.match(line)),
        *_DATE_OF_TITLE.findall(title),
        changed,
    ]
    times = [*map(find_time, stated), date_in_url(url)]
    first = next((text for text in stated if find_time(text)), "")
    shown = find_time(by_line)
    if _ELSEWHERE.search(first) and shown:
        days = [date.fromisoformat(day_of(time)) for time in (find_time(first), shown)]
        if abs(days[0] - days[1]) == timedelta(days=1):
            return day_of(shown) + _MIDNIGHT
    return _finest([time for time in times if time])


def find_updated(root: Any, site: Site) -> str:
    """Return when a page was last changed, in ISO 8601; empty if it does not say."""
    return first_time(root, site.updated) or find_time(read_linked(root, "dateModified"))


def first_time(root: Any, selectors: Iterable[str]) -> str:
    """Return the first time in the texts that selectors find, in ISO 8601; empty if none."""
    times = (find_time(text) for text in find_texts(root, selectors))
    return next((time for time in times if time), "")


def find_generated(root: Any) -> str:
    """Return when the server made the page, in ISO 8601; empty if the page does not say.

    Pages made by the system TRS say it in their meta element `others`.
    """
    made = _GENERATED.search(meta_content(root, "others"))
    return find_time(made[1]) if made else ""


def _tells_hour(time: str) -> bool:
    """Tell whether a time in ISO 8601 has an hour; midnight stands for a day without one."""
    return bool(time) and not time.endswith(_MIDNIGHT)


def _finest(times: Sequence[str]) -> str:
    """Return the first time; if it has no hour, the first time of the same day that has one."""
    first = times[0] if times else ""
    if not first or _tells_hour(first):
        return first
    same_day = (time for time in times if day_of(time) == day_of(first) and time != first)
    return next(same_day, first)
