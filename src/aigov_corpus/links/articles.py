"""Links of an HTML page that belong to its article: further pages, attachments, print versions.

An article may stand on several pages, of which each has a URL of its own. A pager is the row of
links between them: numbers, or the words for "next page". The other pages of an article are its
further pages. An attachment is a file that the article links to; Chinese pages call it 附件.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from aigov_corpus import patterns as re
from aigov_corpus.links.urls import join_url

_NEXT = re.compile(
    r"^[\s\[<（(]*(下一页|下页|后一页|next( page)?|\d{1,2}|第\d{1,2}页)[\s\]>»）)]*$", re.IGNORECASE
)
_ONLY_NUMBER = re.compile(r"\W*\d+\W*")
_DIGITS = re.compile(r"\d+")
_PRINT = re.compile(
    r"打印(版|本页|页面|版本)?|print(er)?([ -](version|friendly))?( (this )?page)?", re.IGNORECASE
)
_FILE = re.compile(r"\.(pdf|docx?|wps|ofd|rtf|xlsx?|et|pptx?|zip|rar|7z)(?=$|[?&#])", re.IGNORECASE)
_PAGE = re.compile(r"\.s?html?(?:[?#]|$)", re.IGNORECASE)
_ANNEX = "附件"
_UNDER_ANNEX = re.compile(r"(?:相关)?附件(?:下载|列表)?(?!\w*[。；])")
"""The heading of a list of attachments, at the beginning of the element with the list."""
_NOT_FETCHED = ("javascript:", "data:", "mailto:")

# Ids and classes of pagers: of WordPress and common templates, of people.cn (zdfy), Xinhua and
# China Daily (div_currpage, selectpage), and of TRS portals (page-wrap, pageinfo).
_PAGER = re.compile(
    r"(?:^|[\s_-])(?:pagination|pager|pages?nav|page[-_]?links|wp-pagenavi|"
    r"zdfy|div_currpage|selectpage|page-wrap|pageinfo|page[-_]?(?:nums?|numbers?|bar|box|list)|"
    r"pages|change[-_]?page|fen_?ye)(?:$|[\s_-])",
    re.IGNORECASE,
)

# TRS, the content system of most Chinese government sites, writes its pager by script:
# createPageHTML(number of pages, index of this one, "t20190918_693227", "shtml"); page 2 is
# …_1.shtml.
_TRS = re.compile(
    r"""createPageHTML\(\s*(\d{1,3})\s*,\s*\d{1,3}\s*,\s*["']([\w.-]+)["']\s*,\s*["'](\w+)["']"""
)

_MOST_SCRIPTS = 4
"""Maximum number of pagers made by scripts that are read of one page; a page has one or two."""

_MOST_LINKS = 20_000
"""Maximum links read of one page, which limits the time it takes; real pages have hundreds."""

_MOST_AROUND_LINK = 2
"""Elements around that of a link, one around the other, whose heading may be 附件."""

_NEARBY = 200
"""Number of characters at the beginning of the element around a link that may hold 附件."""

_PAGE_KEYS = {"page", "p", "pn", "pageno", "pagenum", "paged", "pageindex", "currpage"}
"""Keys (in lower case) of a URL's query whose value is the number of a page."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a page links to."""

    url: str
    title: str
    """Text of the link, with its line breaks, but without white space at its ends."""


@dataclass(frozen=True, slots=True)
class ArticleLinks:
    """Links of a page that belong to its article, each once."""

    pages: tuple[str, ...] = ()
    """URLs of further pages, in the order of their numbers."""
    attachments: tuple[Attachment, ...] = ()
    prints: tuple[str, ...] = ()
    """URLs of versions for printing."""


def find_links(root: Any, source: str, *, url: str, body: Any = None) -> ArticleLinks:
    """Return the links of an HTML page that belong to its article.

    Args:
        root: the page, as an element of lxml.
        source: the page's source text, in which scripts can be read.
        url: URL of the page, in any spelling. If it is known, a URL is that of a further page only
            if `page_number` finds a number in it. If it is empty or not of http or https, every
            number in a pager counts as a further page, even the number of this page, and URLs are
            returned as the page writes them (unless it has a `<base>`).
        body: the element that holds the article. If it is given, a link to a file is an attachment
            only if it is in this element, if its text is the name of a file, or if 附件 stands in
            it or beside it. If it is None, every link to a file is an attachment.
    """
    url = join_url("", url) or ""
    base = find_base(root, url)
    links = list(islice(root.iter("a", "link"), _MOST_LINKS))
    in_pagers = _anchors_in_pagers(root)
    belongs = _attachment_test(body)
    pages: dict[str, int] = {}
    attachments: dict[str, str] = {}
    prints: dict[str, None] = {}
    for link in links:
        target = _target(base, link.get("href"))
        if target is None:
            continue
        title = "".join(link.itertext()).strip()
        text = " ".join(title.split())
        if is_attachment(target) or (_FILE.search(text) and not _PAGE.search(target)):
            if belongs(link, text):
                attachments.setdefault(target, title)
        elif _PRINT.fullmatch(text):
            prints.setdefault(target)
        elif _is_pager_link(link, text, in_pager=link in in_pagers):
            digits = _DIGITS.search(text)
            _add_page(pages, target, int(digits[0]) if digits else 0, first=url)
    for target, number in _scripted_pages(source, base):
        _add_page(pages, target, number, first=url)
    pages.pop(url, None)
    return ArticleLinks(
        pages=tuple(sorted(pages, key=lambda page: (pages[page], page))),
        attachments=tuple(Attachment(target, title) for target, title in attachments.items()),
        prints=tuple(prints),
    )


def is_attachment(url: str) -> bool:
    """Return whether a URL names a file to download, by its ending: `.pdf`, `.docx`, `.zip`."""
    return _FILE.search(url) is not None


def page_number(url: str, *, first: str) -> int | None:
    """Return the number in a URL that makes it a further page of the article at `first`.

    content_5_2.htm and content_5-3.htm are further pages of content_5.htm, as are ?page=2 and
    a/b/2/ of the same address without them, and a/index_2.htm of a/. The number orders the pages;
    it need not begin at 1.

    Returns:
        None if `url` is no page of that article.
    """
    one, other = urlsplit(first), urlsplit(url)
    if (one.scheme, one.netloc) != (other.scheme, other.netloc):
        return None
    if one.path == other.path:
        return _number_in_query(other.query, first=one.query)
    if one.query != other.query:
        return None
    return _number_in_path(other.path, first=one.path)


def _number_in_query(query: str, *, first: str) -> int | None:
    """Return the page number if it is the only thing that `query` adds to the query `first`.

    Returns:
        None if `query` adds another key, several keys, or none.
    """
    known = parse_qsl(first)
    added = [pair for pair in parse_qsl(query) if pair not in known]
    if len(added) != 1:
        return None
    ((key, value),) = added
    numbers_pages = key.lower() in _PAGE_KEYS and re.fullmatch(r"\d{1,3}", value)
    return int(value) if numbers_pages else None


_INDEX = "index"
"""Name of the page that a server sends for a directory."""
# a/content_5_2.htm: stem a/content_5, number 2, end .htm; a/b/2/: stem a/b, number 2, end /
_NUMBERED = re.compile(r"(?P<stem>.*?[^/])(?:[_/-](?P<number>\d{1,2}))?(?P<end>/|\.\w+|)$")


def _number_in_path(path: str, *, first: str) -> int | None:
    """Return the number that follows the whole name of `first` in a path, or None."""
    of_first, of_path = _NUMBERED.match(first), _NUMBERED.match(path)
    if of_first is None or of_path is None or of_path["number"] is None:
        return None
    stems = {first.removesuffix(of_first["end"])}
    if of_path["stem"] == f"{first}{_INDEX}":  # the page of a directory has that name on the disk
        return int(of_path["number"])
    if of_first["number"] and re.search(r"\d", of_first["stem"].rpartition("/")[2]):
        # `first` is a further page itself, as content_5_2.htm is; content_5.htm is page 5 of
        # nothing.
        stems.add(of_first["stem"])
    same_article = of_path["stem"] in stems and of_path["end"] == of_first["end"]
    return int(of_path["number"]) if same_article else None


def find_base(root: Any, url: str) -> str:
    """Return the URL to which links are relative: that of the first `<base>`, or else `url`."""
    for element in root.iter("base"):
        if (base := join_url(url, element.get("href"))) is not None:
            return base
    return url


def _target(base: str, href: str | None) -> str | None:
    """Return the URL a link leads to; None if it leads to no page or file.

    If `base` is empty, the URL is returned as the page writes it.
    """
    if base:
        return join_url(base, href)
    href = (href or "").strip()
    if not href or href.startswith("#") or href.lower().startswith(_NOT_FETCHED):
        return None
    return href


def _anchors_in_pagers(root: Any) -> set[Any]:
    """Return the `<a>` elements in pagers, which are recognised by their id or class."""
    from lxml import etree

    anchors: set[Any] = set()
    pagers_open = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        names = f"{element.get('id') or ''} {element.get('class') or ''}"
        if element.tag == "a":
            if pagers_open and event == "start":
                anchors.add(element)
        elif _PAGER.search(names):
            pagers_open += 1 if event == "start" else -1
    return anchors


def _is_pager_link(link: Any, text: str, *, in_pager: bool) -> bool:
    """Return whether a link seems to lead to another page, by its `rel`, its text or its place."""
    if (link.get("rel") or "").lower() == "next":
        return True
    if link.tag == "link" or not _NEXT.match(text):
        return False
    return in_pager or not _ONLY_NUMBER.fullmatch(text)


def _add_page(pages: dict[str, int], target: str, shown: int, *, first: str) -> None:
    """Add the link `target` to `pages` with its number, if it leads to a further page.

    If the URL `first` of the page is known, `page_number` finds the number. If `first` is empty,
    the number is `shown`, which the pager shows; it is 0 if the pager shows none. A link without a
    number, or with the number 0, is not added.
    """
    number = page_number(target, first=first) if first else shown
    if number:
        pages.setdefault(target, number)


def _scripted_pages(source: str, base: str) -> Iterator[tuple[str, int]]:
    """Yield `(URL, number)` of each page that a call of `createPageHTML` links to, from page 2."""
    scripts = dict.fromkeys(_TRS.findall(source))
    for count, name, suffix in islice(scripts, _MOST_SCRIPTS):
        for index in range(1, int(count)):
            target = _target(base, f"{name}_{index}.{suffix}")
            if target is not None:
                yield target, index + 1


def _attachment_test(body: Any) -> Callable[[Any, str], bool]:
    """Return a function that tells whether a link to a file belongs to the article.

    The function takes the link and its text. A link belongs to the article if it is in the element
    `body`, if its text is the name of a file, or if 附件 stands in it, beside it, or above its
    list. If `body` is None, every link does.
    """
    in_body = set(body.iter("a")) if body is not None else set()
    beside_annex: dict[Any, bool] = {}

    def belongs(link: Any, text: str) -> bool:
        if body is None or link in in_body or is_attachment(text) or _ANNEX in text:
            return True
        around = link.getparent()
        if around is None:
            return False
        if around not in beside_annex:
            under = islice(around.iterancestors(), _MOST_AROUND_LINK)
            beside_annex[around] = _ANNEX in _opening(around) or any(
                _UNDER_ANNEX.match(_opening(each)) for each in under
            )
        return beside_annex[around]

    return belongs


def _opening(element: Any) -> str:
    """Return the first `_NEARBY` characters of an element's text, or a few more."""
    opening = ""
    for text in element.itertext():
        opening += " ".join(text.split())[:_NEARBY]
        if len(opening) >= _NEARBY:
            break
    return opening
