"""Find what a page says of its text: document number, issuer, times, source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from aigov_corpus.extraction.html.dates import date_in_address, find_time, without_times
from aigov_corpus.extraction.html.dom import Seen, clean, visible_lines
from aigov_corpus.extraction.html.selectors import meta_content, values
from aigov_corpus.extraction.html.sites import UNKNOWN, Site
from aigov_corpus.text.scripts import HAN

LABELS = {
    "发文字号": "document_number", "文号": "document_number", "文件编号": "document_number",
    "发文机关": "issuer", "发布机构": "issuer", "发文单位": "issuer", "发布机关": "issuer",
    "制定机关": "issuer", "成文日期": "written", "生成日期": "written", "发布日期": "released",
    "发文日期": "released", "发布时间": "released", "索引号": "index_number", "主题分类": "category",
    "印发日期": "written", "成文时间": "written", "公布日期": "released", "公开日期": "released",
    "文件字号": "document_number", "发布文号": "document_number",
    "主题词": "keywords", "标题": "title", "名称": "title", "公文种类": "type", "有效性": "validity",
    "信息来源": "source", "来源": "source",
}  # fmt: skip
_HOLDERS = frozenset(("table", "tr", "td", "th", "ul", "ol", "li", "p", "div", "dl", "dt", "dd"))
_LABEL = re.compile(r"^(?:[\[【]([^\]】]{2,10})[\]】]|([^:：]{2,10})[:：])\s*(.*)$", re.DOTALL)
NUMBER = re.compile(
    rf"[{HAN}]{{2,12}}(?:[〔\[［（(]\s*\d{{4}}\s*[〕\]］）)]|\d{{4}}年第)\s*(?:第)?\d+\s*号"
)
_SOURCE = re.compile(
    rf"(?:^|(?<![{HAN}])|稿件|文章|新闻|信息)来\s*源\s*[:：]\s*"
    r"([A-Z][\w.&'-]*(?:\s[A-Z][\w.&'-]*)*|[^\s【|（(]+(?:\s?[－-]\s?[^\s\d【|]+)?)"
)
_DATE_LINE = re.compile(
    r"\W*(?:(?:last )?updated|posted|published|released|date|by|time|发布|日期|时间|更新|\d)",
    re.IGNORECASE,
)
_ORDER = re.compile(rf"([{HAN}、]{{2,40}}(?:令|公告))[（(]?(第[\d一二三四五六七八九十百零〇]+号)")
_DATED = re.compile(r"\s*(?:19|20)\d\d[-年/.].*$")
# Updated: Mar 17,2016 9:26 AM  Xinhua; By NAME (Xinhua) 08:30, July 27, 2025
_LATIN_SOURCE = re.compile(
    r"(?!By |Print|Share|Font|Comments?\b|Editor)([A-Z][\w.&' -]{2,38}|[a-z.]+\.(?:cn|com|org))"
    r"|(?:By .{3,60})?\(([A-Z][\w.&' -]{2,38}|[a-z.]+\.(?:cn|com|org))\)",
    re.ASCII,
)
_SPACE = re.compile(r"[\s\u3000]+")
_MOST_BY_LINE = 160
_MOST_BESIDE_TIME = 60
_TIMES = ("时间", "日期", "ed")  # of labels: 发布时间, Updated
_MIDNIGHT = "T00:00:00+08:00"


def own_address(root: Any) -> str:
    """The address a saved page gives for itself."""
    for node in root.iter("link"):
        if (node.get("rel") or "").lower() == "canonical" and (node.get("href") or "").startswith(
            "http"
        ):
            return str(node.get("href")).strip()
    address = meta_content(root, "og:url")
    return address if address.startswith("http") else ""


def without_data(seen: Sequence[Seen]) -> tuple[list[Seen], list[str]]:
    """Part what a page says of itself above its first sentence (times, 来源, 文号) from its text."""
    kept: list[Seen] = []
    data: list[str] = []
    for n, line in enumerate(seen):
        text = line.para.text
        if len(text) >= _MOST_BY_LINE or text[-1] in "。；.!?！？" or line.para.kind == "table_row":
            return [*kept, *seen[n:]], data
        label, value = find_label(text)
        time = find_time(text)
        clock = _tells_hour(time) and len(without_times(text)) < _MOST_BESIDE_TIME
        if (
            (label in LABELS and value)
            or _SOURCE.match(text)
            or (clock and (not label or label[-2:] in _TIMES))
        ):
            data.append(text)
        else:
            kept.append(line)
    return kept, data


def labelled(root: Any, body: Any) -> dict[str, str]:
    """Meta data that the page writes as `label: value`, in two cells of a table or in one element."""
    inside = set(body.iter()) if body is not None else set()
    fields: dict[str, str] = {}
    for node in root.iter("td", "th", "li", "span", "p", "div", "dt", "strong", "b"):
        if node in inside or any(
            child.tag in _HOLDERS for child in node.iter() if child is not node
        ):
            continue
        text = clean("".join(node.itertext()))
        if len(text) > 200:
            continue
        label, value = find_label(text)
        if not label and node.tag in ("td", "th", "dt"):
            label = _bare_label(text)
        if label not in LABELS or LABELS[label] in fields:
            continue
        if not value:
            near = node.getnext()
            if near is None and node.tag not in ("td", "th", "li"):
                parent = node.getparent()
                near = (
                    parent.getnext()
                    if parent is not None and parent.tag in ("td", "th", "dt")
                    else None
                )
            value = clean("".join(near.itertext())) if near is not None else ""
            if (
                not value
                or {find_label(value)[0], _bare_label(value)} & LABELS.keys()
                or len(value) > 200
            ):
                continue
        fields[LABELS[label]] = value
    return fields


def find_label(text: str) -> tuple[str, str]:
    """Return label and value of a line `label: value`; both empty if it is none."""
    found = _LABEL.match(text)
    return (_bare_label(found[1] or found[2]), found[3].strip()) if found else ("", "")


def _bare_label(text: str) -> str:
    return _SPACE.sub("", text).strip("【】[]")


def times(
    root: Any, site: Site, fields: dict[str, str], url: str, meta: dict[str, Any], by_line: str
) -> dict[str, str]:
    """Return when the page was published and updated, in ISO 8601; empty if it does not say."""

    def first(selectors: Sequence[str]) -> str:
        return next((time for value in values(root, selectors) if (time := find_time(value))), "")

    named = [
        *(find_time(value) for value in values(root, site.published)),
        find_time(fields.get("released", "")),
        *(find_time(value) for value in values(root, UNKNOWN.published)),
        find_time(_linked_data(root, "datePublished")),
        find_time(by_line),
        date_in_address(url),
    ]
    published = _finest([time for time in named if time])
    updated = first(site.updated) or find_time(_linked_data(root, "dateModified"))
    for key in ("written", "released"):
        if day := find_time(fields.get(key, "")):
            fields[key] = day[:10]
    if shown := first(site.shown):
        meta["shown"] = shown
    if made := re.search(r"页面生成时间\s*([\d: -]+)", meta_content(root, "others")):
        meta["generated"] = find_time(made[1])
    return {"published": published, "updated": updated}


def _linked_data(root: Any, name: str) -> str:
    """A text of the page's JSON-LD, which search engines read."""
    for node in root.iter("script"):
        if "ld+json" in (node.get("type") or "") and (
            found := re.search(rf'"{name}"\s*:\s*"([^"]{{1,300}})"', node.text or "")
        ):
            return found[1]
    return ""


def _tells_hour(time: str) -> bool:
    return bool(time) and not time.endswith(_MIDNIGHT)


def _finest(times: Sequence[str]) -> str:
    """The first time, or the first of the same day that also tells the hour."""
    first = times[0] if times else ""
    if not first or _tells_hour(first):
        return first
    return next((time for time in times if time[:10] == first[:10] and time != first), first)


def find_source(root: Any, site: Site, fields: dict[str, str], by_line: str) -> str:
    """Return who published the page first; empty if it does not say."""
    for value in values(root, dict.fromkeys([*site.source, *UNKNOWN.source])):
        if found := _SOURCE.search(value):
            return _DATED.sub("", found[1]).strip("：: ")
        if len(value) <= 40 and not find_time(value) and not re.search(r"[:：|]|来源", value):
            return value
        if named := _latin_source(value):
            return named
        if " | " in value and find_time(value):  # By NAME | China Daily | Updated: …
            for part in filter(None, map(str.strip, value.split("|"))):
                if not find_time(part) and not part.startswith("By "):
                    return part
    if named := next(filter(None, map(_latin_source, by_line.splitlines())), ""):
        return named
    if found := _SOURCE.search(by_line):
        return _DATED.sub("", found[1]).strip("：: ")
    return fields.get("source", "") or meta_content(root, "og:site_name")


def _latin_source(line: str) -> str:
    """Who published, in an English line with a time."""
    found = _LATIN_SOURCE.fullmatch(without_times(line)) if find_time(line) else None
    return (found[1] or found[2]) if found else ""


def find_by_line(root: Any, body: Any) -> str:
    """The first short lines of the page with a time of day or 来源, for templates we do not know.

    Failing these, the first that begins as a line with a date does.
    """
    dropped = frozenset() if body is None else frozenset([body])
    timed: list[str] = []
    dated: list[str] = []
    for line in visible_lines(root, dropped=dropped, tables=False):
        text = line.para.text
        if len(text) >= _MOST_BY_LINE:
            continue
        time = find_time(text)
        if _SOURCE.search(text) or _tells_hour(time):
            timed.append(text)
        elif time and _DATE_LINE.match(text):
            dated.append(text)
    return "\n".join(timed[:3] if any(map(find_time, timed[:3])) else [*timed[:3], *dated[:1]])


def line_number(text: str) -> str:
    """Return the document number in a text of short lines; empty if there is none."""
    for line in text.splitlines():
        if (found := NUMBER.fullmatch(line.strip(" （）()"))) is not None:
            return found.group()
    found = _ORDER.search(re.sub(r"\s", "", text))  # 国务院令, and below it 第662号
    return "".join(found.groups()) if found else ""
