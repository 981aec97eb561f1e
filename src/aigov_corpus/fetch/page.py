"""What a page says of itself that the fetcher must know: its other pages, attachments, that it is gone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from aigov_corpus.errors import AigovError
from aigov_corpus.fetch.address import normal_url

_NEXT = re.compile(
    r"^[\s\[<（(]*(下一页|下页|后一页|next( page)?|\d{1,2}|第\d{1,2}页)[\s\]>»）)]*$", re.IGNORECASE
)
_PRINT = re.compile(
    r"打印(版|本页|页面|版本)?|print(er)?([ -](version|friendly))?( (this )?page)?", re.IGNORECASE
)
_ATTACHMENT = re.compile(r"\.(pdf|docx?|wps|ofd|rtf|xlsx?|et|pptx?|zip|rar|7z)$", re.IGNORECASE)
_PAGER = re.compile(
    r"(?:^|[\s_-])(?:pagination|pager|pages?nav|page[-_]?links|wp-pagenavi)(?:$|[\s_-])", re.IGNORECASE
)
# TRS, the content system of most Chinese government sites, writes its pager by script:
# createPageHTML(number of pages, index of this one, "t20190918_693227", "shtml"); page 2 is …_1.shtml.
_TRS = re.compile(
    r"""createPageHTML\(\s*(\d{1,3})\s*,\s*\d{1,3}\s*,\s*["']([\w.-]+)["']\s*,\s*["'](\w+)["']"""
)
_PAGE_KEYS = {"page", "p", "pn", "pageno", "pagenum", "paged", "pageindex", "currpage"}

_GONE = re.compile(
    r"(?:页面|网页|文章|内容|文件)(?:不存在|未找到|没有找到|找不到|已被?删除|不见了)|(?:找不到|无法找到)[^。，]{0,8}(?:页面|网页|文章)|"
    r"(?:page|file|article)?\s*(?:(?:was|could|can)\s*not\s*(?:be\s*)?found|not found|does not exist)|"
    r"(?<!\d)404(?![\d号])",
    re.IGNORECASE,
)
# What such a title may say besides, if it is to say nothing else.
_FILLER = re.compile(
    r"对不起|抱歉|很|您|你|所|要|访问|查看|浏览|请求|找|的|或|已被?删除|错误|提示|页面?|http|error|sorry|oops|the|requested|page",
    re.IGNORECASE,
)
_SHORT = 400
"""Characters of visible text: an error page says little else, an article about error pages says more."""
_NO_TEXT = 20


@dataclass(frozen=True, slots=True)
class Links:
    """What a page links to that belongs to it."""

    pages: tuple[str, ...] = ()
    """Further pages of the same article, by their number."""
    attachments: tuple[tuple[str, str], ...] = ()
    """(URL, text): listed, not fetched."""
    prints: tuple[str, ...] = ()
    """Print versions: listed, not fetched."""


def links(body: bytes, *, url: str) -> Links:
    """Return what the HTML page `body`, found at `url`, links to as its own."""
    tree = _tree(body)
    if tree is None:
        return Links()
    pages: dict[str, int] = {}
    attachments: dict[str, str] = {}
    prints: dict[str, None] = {}
    for anchor in tree.iter("a", "link"):
        target = _absolute(anchor.get("href"), url)
        if target is None:
            continue
        text = " ".join("".join(anchor.itertext()).split())
        if _ATTACHMENT.search(urlsplit(target).path):
            attachments.setdefault(target, text)
        elif text and _PRINT.fullmatch(text):
            prints.setdefault(target)
        elif _is_pager(anchor, text) and (number := page_number(target, first=url)):
            pages.setdefault(target, number)
    for count, name, suffix in _TRS.findall(_decode(body)):
        for index in range(1, int(count)):
            target = _absolute(f"{name}_{index}.{suffix}", url)
            if target and (number := page_number(target, first=url)):
                pages.setdefault(target, number)
    pages.pop(url, None)
    return Links(
        pages=tuple(sorted(pages, key=lambda page: (pages[page], page))),
        attachments=tuple(attachments.items()),
        prints=tuple(prints),
    )


def page_number(url: str, *, first: str) -> int | None:
    """Return the number in `url` if it is a page of the article whose pages look like `first`, else None.

    content_5.htm, content_5_2.htm and content_5-3.htm are pages of one article, and so are ?page=2 and
    a/b/2/; the number orders them and need not start at 1.
    """
    one, two = urlsplit(first), urlsplit(url)
    if (one.scheme, one.netloc) != (two.scheme, two.netloc):
        return None
    if one.path == two.path:
        rest = [pair for pair in parse_qsl(two.query) if pair not in parse_qsl(one.query)]
        if len(rest) == 1 and rest[0][0].lower() in _PAGE_KEYS and re.fullmatch(r"\d{1,3}", rest[0][1]):
            return int(rest[0][1])
        return None
    split = re.compile(r"(?P<stem>.*?[^/])(?:[_/-](?P<number>\d{1,2}))?(?P<end>/|\.\w+|)$")
    left, right = split.match(one.path), split.match(two.path)
    if left is None or right is None or right["number"] is None or one.query != two.query:
        return None
    stems = {one.path.removesuffix(left["end"])}
    if left["number"] and re.search(r"\d", left["stem"].rpartition("/")[2]):
        stems.add(
            left["stem"]
        )  # `first` is itself a later page: content_5_2.htm; but content_5.htm is page 5 of nothing
    return int(right["number"]) if right["stem"] in stems and right["end"] == left["end"] else None


def trouble(body: bytes, *, asked: str, found: str) -> str | None:
    """Return why an HTML page that came with status 200 is no document, or None if it may be one."""
    tree = _tree(body)
    if tree is None:
        return "the page holds no text; look at it in a browser"
    title = " ".join("".join(next(tree.iter("title"), tree.makeelement("title")).itertext()).split())
    text = _visible(tree)
    short = len(text) < _SHORT
    if _says_only_gone(title) or (short and (_GONE.search(title) or _GONE.search(text[:200]))):
        said = title or text[:40]
        return f"the page says '{said}', though with status 200: it is gone, look for its new address"
    if asked != found and re.search(
        r"/(?:40[34]|error|not[-_]?found)[^/]*$", urlsplit(found).path, re.IGNORECASE
    ):
        return f"the server redirects to its error page {found}: the page is gone, look for its new address"
    if len(text) < _NO_TEXT:
        for refresh in tree.xpath("//meta[translate(@http-equiv, 'REFSH', 'refsh')='refresh']/@content"):
            target = _absolute(refresh.partition("=")[2].strip(" '\""), found)
            if target and target != found:
                return f"the page only sends browsers on to {target}; fetch that address"
        return (
            "the page holds no text (a script fills it in, or it guards against programs); "
            "save it by hand and name it as a file"
        )
    return None


def _says_only_gone(title: str) -> bool:
    name = re.split(r"[_|]|\s[-–—]\s", title)[0]  # without the name of the site
    return bool(_GONE.search(name)) and not re.search(r"\w", _FILLER.sub("", _GONE.sub("", name)))


def _decode(body: bytes) -> str:
    """Decode by what the bytes are, not by what is declared; enough to find links and titles."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if body.startswith(mark):
            return body.decode(name, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("gb18030", "replace")


def _tree(body: bytes) -> Any:
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(_decode(body).replace("\0", "").encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _visible(tree: Any) -> str:
    parts = tree.xpath(
        "//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript or ancestor::template)]"
    )
    return " ".join(" ".join(parts).split())


def _is_pager(anchor: Any, text: str) -> bool:
    if (anchor.get("rel") or "").lower() == "next":
        return True
    if anchor.tag == "link" or not _NEXT.match(text):
        return False
    if not re.fullmatch(r"\W*\d+\W*", text):
        return True
    names = (f"{node.get('id') or ''} {node.get('class') or ''}" for node in anchor.iterancestors())
    return any(_PAGER.search(name) for name in names)


def _absolute(href: str | None, base: str) -> str | None:
    if not href or href.strip().startswith(("#", "javascript:", "mailto:")):
        return None
    try:
        return normal_url(urljoin(base, href.strip()))
    except (AigovError, ValueError):
        return None
