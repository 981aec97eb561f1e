"""List pages of a site: which links are documents, with titles, dates and English versions.

On a list page, documents stand in rows of one shape, each with one title. A *row* is the largest
element around a link that has no other document in it. Rows whose elements are nested in the same
way are a list; menus and boxes beside it are lists, too. The list of documents is the one with the
most rows that have a date and a long title.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from aigov_corpus import patterns as re
from aigov_corpus.links.articles import find_base, find_links
from aigov_corpus.links.urls import find_saved_from, join_url
from aigov_corpus.text.dates import date_in_url, day_of, find_time
from aigov_corpus.text.scripts import HAN_CHARACTER

IN_MENU = "in a menu or another part of the page"
IN_OTHER_LIST = "in another list of the page"
IN_ROW = "beside the title of a document"
FURTHER_PAGE = "to another page of the list"
REPEATED = "to a document that was listed before"

_MOST_LINKS = 20_000
"""Links of a page that are read, at most; real pages have hundreds."""
_FEWEST_ROWS = 2
"""Rows of the shortest list."""
_LONG_ZH = 6
"""Chinese characters from which a title is none of a menu: 首页, 政务公开."""
_LONG_EN = 3
"""The same for English, in words."""
_ENGLISH = re.compile(r"\W*(english|eng?|英文|英语|英)( ?(version|text|page|版本?|文本))?\W*", re.I)
_CHINESE = re.compile(
    r"\W*(chinese|zh|中文|汉语|简体(中文)?|原文)( ?(version|text|版本?))?\W*", re.I
)
_SIDE = re.compile(
    r"\W*(pdf|docx?|word|wps|ofd|html?|txt|下载(文件)?|附件\d*|查看(详情|全文|更多)?|详情|详细|"
    r"阅读全文|更多|全文|(图|政策|相关|文字)?解读|一图读懂|打印|分享|"
    r"download|more|read more|details?|view|full text|print|share)\W*",
    re.I,
)
"""Texts of links beside the title of a document."""
_CUT = re.compile(r"(\.{2,}|…+)$")
_DAY_OF_YEAR = re.compile(r"(?<!\d)(0[1-9]|1[0-2])[-/.月](0[1-9]|[12]\d|3[01])(?!\d)")
_YEAR_IN_URL = re.compile(r"/(20\d\d|19\d\d)(?:\d\d)?(?:\d\d)?[-/_]")


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A document that a list names."""

    zh_url: str
    """URL of the Chinese text; empty if the list links to an English one alone."""
    en_url: str
    """URL of the English text; empty if the list links to none."""
    title_zh: str
    title_en: str
    date: str
    """Day in the row or in the URL, `2024-01-05`; empty if there is none."""

    @property
    def url(self) -> str:
        """The URL of the text that the list names first."""
        return self.zh_url or self.en_url


@dataclass(frozen=True, slots=True)
class OtherLink:
    """A link of a list page that is no document of the list."""

    url: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class DocumentList:
    """What a list page holds."""

    documents: tuple[ListedDocument, ...]
    """In the order of the page."""
    left_out: tuple[OtherLink, ...]


@dataclass(frozen=True, slots=True)
class _Link:
    """A link that leads to a page or file."""

    element: Any
    url: str
    title: str

    @property
    def is_beside(self) -> bool:
        """Whether it is no title: the English version, a PDF, "more"."""
        return not self.title or any(
            pattern.fullmatch(self.title) for pattern in (_ENGLISH, _CHINESE, _SIDE)
        )

    @property
    def is_zh(self) -> bool:
        """Whether the title is Chinese."""
        return HAN_CHARACTER.search(self.title) is not None


@dataclass(slots=True)
class _Row:
    """A row of a list."""

    element: Any
    links: list[_Link]
    """Its links; the first one with the best title is the document."""

    @property
    def main(self) -> _Link:
        """The link of the document."""
        titled = [link for link in self.links if not link.is_beside]
        return max(titled, key=lambda link: len(link.title))

    @property
    def text(self) -> str:
        """The text of the row outside of its titles, where a date may stand."""
        text = " ".join(self.element.itertext())
        for link in self.links:
            text = text.replace(" ".join(link.element.itertext()), " ", 1)
        return " ".join(text.split())


def find_documents(root: Any, source: str, *, url: str) -> DocumentList:
    """Return the documents that a list page names, and the links that are none.

    Args:
        root: the page, as an element of lxml.
        source: the page's source text, in which scripts can be read.
        url: URL of the page.
    """
    links = list(_read_links(root, url))
    pages = set(find_links(root, source, url=url).pages)
    others = [OtherLink(link.url, link.title, FURTHER_PAGE) for link in links if link.url in pages]
    links = [link for link in links if link.url not in pages and not _is_same(link.url, url)]
    groups = _group(_find_rows(links))
    best = max(groups, key=_score, default=[])
    if _score(best) <= 0 or len(best) < _FEWEST_ROWS:
        return DocumentList((), (*others, *(_leave(link, IN_MENU) for link in links)))
    documents: dict[str, ListedDocument] = {}
    inside: set[Any] = set()
    for rows in _join_languages(best):
        document = _make_document(rows)
        for link in (link for row in rows for link in row.links):
            inside.add(link.element)
            if link.url in (document.zh_url, document.en_url):
                continue
            others.append(_leave(link, IN_ROW))
        if document.url in documents:
            others.append(OtherLink(document.url, rows[0].main.title, REPEATED))
        documents.setdefault(document.url, document)
    listed = {row.element: True for rows in groups if _score(rows) > 0 for row in rows}
    for link in links:
        if link.element not in inside:
            is_listed = any(
                each in listed for each in (link.element, *link.element.iterancestors())
            )
            others.append(_leave(link, IN_OTHER_LIST if is_listed else IN_MENU))
    return DocumentList(tuple(documents.values()), tuple(others))


def find_address(root: Any, source: str) -> str:
    """Return the URL that a saved page states as its own; empty if it states none."""
    if saved := find_saved_from(source):
        return saved
    for element in root.iter("link", "base", "meta"):
        is_own = (
            (element.get("rel") or "").lower() == "canonical"
            or element.tag == "base"
            or (element.get("property") or "").lower() == "og:url"
        )
        if is_own and (found := join_url("", element.get("href") or element.get("content"))):
            return found
    return ""


def _read_links(root: Any, url: str) -> Iterator[_Link]:
    """Yield the links of a page that lead to something that can be fetched."""
    base = find_base(root, url)
    for element in islice(root.iter("a"), _MOST_LINKS):
        target = join_url(base, element.get("href"))
        if target is not None:
            text = " ".join("".join(element.itertext()).split())
            whole = " ".join((element.get("title") or "").split())
            # a list cuts long titles, and has them whole in the attribute
            is_cut = _CUT.search(text) and len(whole) >= len(text) - 3
            yield _Link(element, target, whole if is_cut or not text else text)


def _is_same(url: str, other: str) -> bool:
    return url.rstrip("/") == (join_url("", other) or other).rstrip("/")


def _find_rows(links: Sequence[_Link]) -> list[_Row]:
    """Return the row of each link with a title, in the order of the page."""
    urls_in: dict[Any, set[str]] = defaultdict(set)
    for link in links:
        if not link.is_beside:
            for around in link.element.iterancestors():
                urls_in[around].add(link.url)
    rows: dict[Any, _Row] = {}
    for link in links:
        if link.is_beside:
            continue
        element = link.element
        for around in link.element.iterancestors():
            if len(urls_in[around]) > 1 or around.tag in ("body", "html"):
                break
            element = around
        rows.setdefault(element, _Row(element, []))
    for link in links:
        for around in (link.element, *link.element.iterancestors()):
            if around in rows:
                rows[around].links.append(link)
                break
    return list(rows.values())


def _group(rows: Iterable[_Row]) -> list[list[_Row]]:
    """Return the rows that are nested in the same way, as lists."""
    groups: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        around = [
            f"{each.tag}.{each.get('id') or ''}.{each.get('class') or ''}"
            for each in islice(row.element.iterancestors(), 3)
        ]
        depth = sum(1 for _ in row.element.iterancestors())
        groups[f"{row.element.tag} {depth} {' '.join(around)}"].append(row)
    return list(groups.values())


def _score(rows: Sequence[_Row]) -> float:
    """Return how much speaks for it that rows are the documents of the page; 0 for a menu."""
    long = sum(_is_long(row.main.title) and _is_below_home(row.main.url) for row in rows)
    dated = sum(bool(_find_date(row, in_url=False)) for row in rows)
    in_url = sum(bool(_find_date(row, in_url=True)) for row in rows)
    if dated * 2 < len(rows) and (long * 2 < len(rows) or not _is_body(rows)):
        return 0.0
    return long + 2 * dated + 0.5 * in_url


def _is_body(rows: Sequence[_Row]) -> bool:
    """Tell whether rows lie in no part of the page that is a menu by its name."""
    names = re.compile(r"nav|menu|foot|head(er)?\b|crumb|friend|links?\b|copyright", re.I)
    return not any(
        each.tag in ("nav", "footer", "header")
        or names.search(f"{each.get('id') or ''} {each.get('class') or ''}")
        for each in rows[0].element.iterancestors()
        if each.tag not in ("body", "html")
    )


def _is_long(title: str) -> bool:
    """Tell whether a title is longer than those of menus."""
    return len(HAN_CHARACTER.findall(title)) >= _LONG_ZH or len(title.split()) >= _LONG_EN


def _is_below_home(url: str) -> bool:
    """Tell whether a URL leads to more than the first page of a site."""
    return bool(urlsplit(url).path.strip("/"))


def _join_languages(rows: Sequence[_Row]) -> list[list[_Row]]:
    """Return rows so that a Chinese and an English title of one parent are one document."""
    found: list[list[_Row]] = []
    for row in rows:
        last = found[-1][-1] if found else None
        if (
            last is not None
            and len(found[-1]) == 1
            and last.element.getparent() is row.element.getparent()
            and last.main.is_zh != row.main.is_zh
            and len([each for each in rows if each.element.getparent() is row.element.getparent()])
            == len((last, row))
        ):
            found[-1].append(row)
        else:
            found.append([row])
    return found


def _make_document(rows: Sequence[_Row]) -> ListedDocument:
    """Return the document of a row, or of the two rows of its two languages."""
    zh = next((row.main for row in rows if row.main.is_zh), None)
    en = next((row.main for row in rows if not row.main.is_zh), None)
    zh_url, en_url = zh.url if zh else "", en.url if en else ""
    for link in (link for row in rows for link in row.links):
        states = (link.element.get("hreflang") or link.element.get("lang") or "").lower()
        if not en_url and (_ENGLISH.fullmatch(link.title) or states.startswith("en")):
            en_url = link.url
        if not zh_url and (_CHINESE.fullmatch(link.title) or states.startswith("zh")):
            zh_url = link.url
    date = next(filter(None, (_find_date(row) for row in rows)), "")
    if not date and len(rows) > 1:
        date = day_of(find_time(" ".join(rows[0].element.getparent().itertext())))
    return ListedDocument(zh_url, en_url, zh.title if zh else "", en.title if en else "", date)


def _find_date(row: _Row, *, in_url: bool | None = None) -> str:
    """Return the day of a row.

    Args:
        row: the row.
        in_url: True to look in its URL alone, False to look in its text alone, None for both.
    """
    text, url = row.text, row.main.url
    if in_url is not True:
        if time := find_time(text):
            return day_of(time)
        year, day = _YEAR_IN_URL.search(url), _DAY_OF_YEAR.search(text)
        if year and day:
            return f"{year[1]}-{day[1]}-{day[2]}"
        if in_url is False:
            return "" if not day else day[0]
    return day_of(date_in_url(urlsplit(url).path))


def _leave(link: _Link, reason: str) -> OtherLink:
    return OtherLink(link.url, link.title, reason)
