"""Who published a page, as its by-lines and labels say."""

from __future__ import annotations

from functools import partial
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.extraction.html.linked_data import read_linked_names
from aigov_corpus.extraction.html.selectors import find_texts, meta_content
from aigov_corpus.extraction.html.sites import UNKNOWN, Site
from aigov_corpus.text.dates import find_time, without_times
from aigov_corpus.text.scripts import HAN

LABELLED_SOURCE = re.compile(
    rf"(?:^|(?<![{HAN}])|稿件|文章|新闻|信息)来\s*源\s*[:：]\s*"
    r"([A-Z][\w.&'-]*(?:\s[A-Z][\w.&'-]*)*|[^\s【|（(]+(?:\s?[－-]\s?[^\s\d【|]+)?)"
)
_IN_ENGLISH = re.compile(
    r"\bSource\s*[:：]\s*([A-Z][\w.&'-]*"
    r"(?:(?: (?:of|for|and|the|&)){0,2}"
    r" (?!Type|Hits|Views|Font|Editor|Date|Published|Updated|Author|Share|Print|By\b)"
    r"[A-Z][\w.&'-]*)*)"
)
_SOURCE_MARK = re.compile(r"[:：|]|来源")
_LABEL_BEHIND = re.compile(
    r"(?<=.)(?:(?:发布|发稿|更新)?(?:时间|日期)|作者|编辑|责编|记者|浏览|阅读|点击|字体|字号|打印|分享).*$"
)
_BEHIND_SOURCE = re.compile(r"[\s\u3000]+(?=\S{2,6}[:：])")
"""Where another label follows the name of a publisher: 新华网　列印時間：…"""
_DATE_BEHIND = re.compile(r"\s*(?:19|20)\d\d[-年/.].*$")
# Updated: Mar 17,2016 9:26 AM  Xinhua; By NAME (Xinhua) 08:30, July 27, 2025
_ENGLISH_SOURCE = re.compile(
    r"(?!By |Print|Share|Font|Comments?\b|Editor|Released?\b|Published\b|Updated\b|Posted\b)"
    r"([A-Z][\w.&' -]{2,38}|[a-z.]+\.(?:cn|com|org))"
    r"|(?:By .{3,60})?\(([A-Z][\w.&' -]{2,38}|[a-z.]+\.(?:cn|com|org))\)",
    re.ASCII,
)
_NAME_OF_SOURCE = re.compile(r"[^a-z].*|(?:of|the|and|for|in|on|de|du|di)|\S+\.\w+")
"""A word of the name of a publisher."""

_PUBLISHER = re.compile(
    r".*\b(?:Academy|Administration|Agency|Association|Authority|Board|Bureau|Cent(?:er|re)"
    r"|Commission|Committee|Council|Daily|Department|Embassy|Federation|Foundation|Gazette"
    r"|Government|Herald|Institute|Journal|Mission|Ministry|Network|News|Office|Online$|Party|Post"
    r"|Press|Radio|Secretariat|Service|Society|Times|Tribune|TV|Union|University|Xinhua)\b.*"
    r"|(?!(?:FAQS?|HTML|NEWS|PDF|RSS)$)[A-Z]{2,6}|\S+\.\w+",
    re.DOTALL,
)
"""The name of a publisher in English, which is no category of a site: `Digital Economy`."""
_CATEGORY = re.compile(
    r"(?:(?:All|Company|Industry|Latest|Local|Media|Press|Top|World)\s)?(?:News|Press|Online)"
    r"(?:\s(?:Articles?|Events|Items?|Releases?|Room|Statements?|Stories|Updates?|(?:&|and) \w+))?"
    r"|News(?:room|letters?)|.*(?:\s[Rr]eleases?|[Ss]tatements?|[Ss]peeches)",
)
"""A category of a site that has a word of a publisher's name."""

_PUBLISHER_METAS = (
    "publisher", "DC.publisher", "dcterms.publisher", "citation_publisher", "DC.creator",
    "dcterms.creator",
)  # fmt: skip
"""Names of meta elements with the authority whose page it is."""

_BEHIND_DAY = re.compile(
    r"\s*[|｜]?\s*(?!(?:下载|下載|互动|互動|媒体|图片|圖片|视频|視頻|新闻|新聞|资讯|資訊)中心)"
    rf"([{HAN}]{{2,24}}(?:[部委局厅廳处處办辦院署会會社网網报報台室科站]|政府|中心|公司|日报|日報))\s*"
)
"""A line with the name of an authority or publisher in Chinese beside a time.

A name such as 新闻中心 is that of a part of the site.
"""

_SOURCE_CHARACTERS = 40
"""Maximum number of characters of a text that is only the name of a publisher."""
_LONGEST_NAME = 80
"""Most characters of a name in data about a page."""


def find_source(root: Any, site: Site, *, by_line: str, labelled: str) -> str:
    """Return the publisher that a page names as its source (来源); empty if it names none.

    Args:
        root: the page.
        site: its site.
        by_line: the result of `find_by_line`, and by-lines inside the body.
        labelled: the value of a label such as 信息来源; empty if there is none.
    """
    for text in find_texts(root, dict.fromkeys([*site.source, *UNKNOWN.source])):
        if source := _source_in(site, text):
            return source
    by_lines = by_line.splitlines()
    english = filter(partial(_may_publish, site), map(english_source, by_lines))
    if source := next(english, "") or _labelled_source(by_line):
        return source
    labelled = _BEHIND_SOURCE.split(labelled)[0]
    if labelled and "//" not in labelled:
        return labelled
    if source := next(filter(None, map(source_beside_day, by_lines)), ""):
        return source
    metas = (meta_content(root, name) for name in _PUBLISHER_METAS)
    linked = read_linked_names(root, "publisher")
    return next(filter(_is_name, [*metas, *linked]), "") or meta_content(root, "og:site_name")


def _is_name(text: str) -> bool:
    """Tell whether a text of data about a page may be a name, and no address or list."""
    return bool(text) and len(text) <= _LONGEST_NAME and "//" not in text and "@" not in text


def _may_publish(site: Site, name: str) -> bool:
    """Tell whether a name beside a time is that of a publisher.

    On a site that no row of the table describes, it may be a category: `Digital Economy`.
    """
    return name != "" and (
        is_known(site) or (_PUBLISHER.fullmatch(name) is not None and not _CATEGORY.fullmatch(name))
    )


def is_known(site: Site) -> bool:
    """Tell whether a row of the table describes a site, and not pages of many sites."""
    return bool(site.hosts) and not site.is_general


def source_beside_day(line: str) -> str:
    """Return the publisher in a Chinese line with nothing else but a time; empty if none."""
    found = _BEHIND_DAY.fullmatch(without_times(line)) if find_time(line) else None
    return found[1] if found else ""


def _source_in(site: Site, text: str) -> str:
    """Return the publisher that the text of an element names; empty if it names none."""
    if source := _labelled_source(text):
        return source
    has_time = find_time(text) != ""
    longest = _LONGEST_NAME if is_known(site) else _SOURCE_CHARACTERS
    if len(text) <= longest and not has_time and not _SOURCE_MARK.search(text):
        return text
    if _may_publish(site, source := english_source(text)):
        return source
    if has_time and " | " in text:  # By NAME | China Daily | Updated: …
        parts = filter(None, map(str.strip, text.split("|")))
        names = (part for part in parts if not find_time(part) and not part.startswith("By "))
        return next((name for name in names if _is_publisher(site, name)), "")
    return ""


def _labelled_source(text: str) -> str:
    """Return the publisher after 来源： in a text, without a date after it; empty if none."""
    if found := _IN_ENGLISH.search(text):
        return found[1]
    found = LABELLED_SOURCE.search(text)
    return _DATE_BEHIND.sub("", _LABEL_BEHIND.sub("", found[1])).strip("：: ]】") if found else ""


def english_source(line: str) -> str:
    """Return the publisher in an English line that also has a time; empty if there is none."""
    found = _ENGLISH_SOURCE.fullmatch(without_times(line)) if find_time(line) else None
    name = (found[1] or found[2]) if found else ""
    return name if _is_name_of_source(name) else ""


def _is_publisher(site: Site, name: str) -> bool:
    return _is_name_of_source(name) and _may_publish(site, name)


def _is_name_of_source(name: str) -> bool:
    return all(map(_NAME_OF_SOURCE.fullmatch, name.split()))
