"""What a page says of itself that the fetcher must know: its other pages, attachments, that it is gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from aigov_corpus.errors import AigovError, ResponseError
from aigov_corpus.fetching.address import normal_url
from aigov_corpus.fetching.wording import SAVE_IT, shown

_NEXT = re.compile(
    r"^[\s\[<（(]*(下一页|下页|后一页|next( page)?|\d{1,2}|第\d{1,2}页)[\s\]>»）)]*$", re.IGNORECASE
)
_PRINT = re.compile(
    r"打印(版|本页|页面|版本)?|print(er)?([ -](version|friendly))?( (this )?page)?", re.IGNORECASE
)
_ATTACHMENT = re.compile(
    r"\.(pdf|docx?|wps|ofd|rtf|xlsx?|et|pptx?|zip|rar|7z)(?=$|[?&])", re.IGNORECASE
)
_PAGER = re.compile(
    r"(?:^|[\s_-])(?:pagination|pager|pages?nav|page[-_]?links|wp-pagenavi)(?:$|[\s_-])",
    re.IGNORECASE,
)
# TRS, the content system of most Chinese government sites, writes its pager by script:
# createPageHTML(number of pages, index of this one, "t20190918_693227", "shtml"); page 2 is …_1.shtml.
_TRS = re.compile(
    r"""createPageHTML\(\s*(\d{1,3})\s*,\s*\d{1,3}\s*,\s*["']([\w.-]+)["']\s*,\s*["'](\w+)["']"""
)
_PAGERS = 4
"""Pagers of a page: above and below the text, of two articles at most; more is a trap."""
_MOST_LINKS = 20_000
_MOST_TEXTS = 100_000
"""Anchors and texts that are looked at: no more time is spent on a page made of empty tags."""
_PAGE_KEYS = {"page", "p", "pn", "pageno", "pagenum", "paged", "pageindex", "currpage"}

# How a page says that it is gone …
_WHAT = "(?:页面|网页|网址|链接|文章|内容|文件|信息|稿件|栏目|资源)"
_GONE = re.compile(
    rf"{_WHAT}(?:已经?|可能)?(?:不存在|未找到|没有?找到|找不到|不见了|失效|下线|(?<=已)被?(?:删除|移除|撤稿))"
    r"(?=了?(?:[^\u4e00-\u9fff]|$|或|请|您|返|点|系))|"
    rf"(?:找不到|无法找到|没有?找到)[^。，]{{0,8}}{_WHAT}|{_WHAT}无法(?:访问|显示)|无法(?:访问|显示)[该此这个]*{_WHAT}|"
    r"\b(?:page|url|file|article|story|resource)\b[^.]{0,40}"
    r"(?:(?:\b|can)not (?:be )?found|can[’']t be found|does(?: not|n[’']t) exist|"
    r"no longer (?:exists|available))",
    re.IGNORECASE,
)
# … also in few words, which mean it only where nothing else is said;
_GONE_ALONE = re.compile(rf"{_GONE.pattern}|\bnot found\b|(?<!\d)404(?!\d)", re.IGNORECASE)
# … and that it is not for us, or not now.
_NOT_NOW = re.compile(
    r"您的(?:请求|访问)[^。]{0,24}(?:拦截|拒绝|受限|阻断)|访问受限|网站防火墙|请[^。]{0,6}完成[^。]{0,8}验证|"
    r"(?:安全|人机|访问)验证|(?:网站|系统)(?:正在)?维护(?:中|升级)|"
    r"access denied|403 forbidden|(?:don[’']t|do not) have permission to access|checking your browser|"
    r"just a moment|verify (?:that )?you are (?:a )?human|internal server error|bad gateway|"
    r"service (?:temporarily )?unavailable|under maintenance",
    re.IGNORECASE,
)
# What a line that says one of these may say besides, if it is to say nothing else.
_FILLER = re.compile(
    r"对不起|抱歉|很|您|你|该|此|所|要|访问|查看|浏览|请求|寻找|找|的|了|或|者|已被?删除|不存在|错误|提示|页面?|中|"
    r"http|status|error|code|msg|sorry|oops|the|that|this|you|are|were|looking|for|requested|page|\d{3}",
    re.IGNORECASE,
)
# Words to a visitor, whom an article seldom speaks to.
_VISITOR = re.compile(
    r"您|对不起|抱歉|请稍[后候]|返回(?:首页|主页|上一?页)|自动跳转|"
    r"\b(?:sorry|oops|you|your|requested|this server|home ?page)\b",
    re.IGNORECASE,
)
_SHORT = 400
"""Characters of visible text: an error page says little else, an article about error pages says more."""
_NO_TEXT = 20
_GONE_REMEDY = "look for its new address"
_UNSEEN = {"script", "style", "noscript", "template"}


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
    base = next(filter(None, (_absolute(base.get("href"), url) for base in tree.iter("base"))), url)
    pages: dict[str, int] = {}
    attachments: dict[str, str] = {}
    prints: dict[str, None] = {}
    for anchor in islice(tree.iter("a", "link"), _MOST_LINKS):
        target = _absolute(anchor.get("href"), base)
        if target is None:
            continue
        text = " ".join("".join(anchor.itertext()).split())
        if _ATTACHMENT.search(target):
            attachments.setdefault(target, text)
        elif text and _PRINT.fullmatch(text):
            prints.setdefault(target)
        elif _is_pager(anchor, text) and (number := page_number(target, first=url)):
            pages.setdefault(target, number)
    for count, name, suffix in islice(dict.fromkeys(_TRS.findall(_decode(body))), _PAGERS):
        for index in range(1, int(count)):
            target = _absolute(f"{name}_{index}.{suffix}", base)
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
        if (
            len(rest) == 1
            and rest[0][0].lower() in _PAGE_KEYS
            and re.fullmatch(r"\d{1,3}", rest[0][1])
        ):
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


def check_page(body: bytes, *, asked: str, found: str) -> None:
    """Check that a page that came with status 200 may be a document.

    Args:
        body: the bytes of the page.
        asked: the URL that was asked for.
        found: the URL that answered, which is another one after a redirect.

    Raises:
        ResponseError: the page says that it is gone or not for us, or it holds no text.
    """
    if trouble := _trouble(body, asked=asked, found=found):
        reason, remedy = trouble
        raise ResponseError(reason, source=asked, remedy=remedy)


def _trouble(body: bytes, *, asked: str, found: str) -> tuple[str, str] | None:
    """Return why a page is no document, and what to do; None if it may be one."""
    tree = _tree(body)
    if tree is None:
        return "the page holds no text", "look at it in a browser"
    title = _line(next(tree.iter("title"), None))
    headings = [_line(heading) for heading in islice(tree.iter("h1", "h2"), 3)]
    lines = _first_lines(tree)
    text = " ".join(lines)
    short = len(text) < _SHORT
    # a sentence may be cut by tags
    sentences = [title, *lines, text, "".join(lines)] if short else []
    to_visitor = any(_VISITOR.search(sentence) for sentence in sentences)
    for said in (
        *(line for line in (title, *headings) if _says_only(_GONE_ALONE, line)),
        *(line for line in sentences if not line.isdecimal() and _says_only(_GONE_ALONE, line)),
        *(line for line in sentences if to_visitor and _GONE.search(line)),
    ):
        return f"the page says '{shown(said)}', though with status 200: it is gone", _GONE_REMEDY
    if asked != found and re.search(
        r"/(?:40[34]|error|not[-_]?found)[^/]*$", urlsplit(found).path, re.IGNORECASE
    ):
        reason = f"the server redirects to its error page {found}: the page is gone"
        return reason, _GONE_REMEDY
    for said in sentences:
        if _NOT_NOW.search(said) and (to_visitor or _says_only(_NOT_NOW, title)):
            reason = f"the page says '{shown(said)}', though with status 200"
            return reason, f"try again later, or {SAVE_IT}"
    if len(text) < _NO_TEXT:
        for refresh in tree.xpath(
            "//meta[translate(@http-equiv, 'REFSH', 'refsh')='refresh']/@content"
        ):
            target = _absolute(refresh.partition("=")[2].strip(" '\""), found)
            if target and target != found:
                return f"the page only sends browsers on to {target}", "fetch that address"
        reason = "the page holds no text: a script fills it in, or the site keeps programs away"
        return reason, SAVE_IT
    return None


def _says_only(phrase: re.Pattern[str], line: str) -> bool:
    name = re.split(r"[_|]|\s[-–—]\s", line)[0]  # without the name of the site
    return bool(phrase.search(name)) and not re.search(r"\w", _FILLER.sub("", phrase.sub("", name)))


def _decode(body: bytes) -> str:
    """Decode by what the bytes are, not by what is declared; enough to find links and titles."""
    for mark, name in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
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


def _line(element: Any) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _first_lines(tree: Any) -> list[str]:
    """Return the visible texts of the page, as many as are needed to tell it from a short one."""
    lines: list[str] = []
    room = _SHORT
    for text in islice(_texts(tree), _MOST_TEXTS):
        if line := " ".join((text or "").split()):
            lines.append(line)
            room -= len(line) + 1
            if room < 0:
                break
    return lines


def _texts(tree: Any) -> Iterator[str | None]:
    from lxml import etree

    for body in tree.iter("body"):
        walk = etree.iterwalk(body, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                yield element.tail
            elif element.tag in _UNSEEN:
                walk.skip_subtree()
            else:
                yield element.text


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
