"""Error pages that come with status 200: they say that a page is gone, or keep programs away.

Such a page says little else. A phrase such as "page not found" counts only where the title or a
heading consists of it, or where the page is short and speaks to its visitor; an article about error
pages is longer, and speaks of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from aigov_corpus.errors import ResponseError
from aigov_corpus.fetching.page_tree import decode_page, parse_page
from aigov_corpus.fetching.remedies import FIND_PAGE, OPEN_PAGE, SAVE_PAGE, TRY_LATER
from aigov_corpus.links.urls import join_url
from aigov_corpus.text.quoting import printable

# A sentence that says that the page is gone.
_PAGE_WORDS = "(?:页面|网页|网址|链接|文章|内容|文件|信息|稿件|栏目|资源)"
_GONE = re.compile(
    rf"{_PAGE_WORDS}(?:已经?|可能)?(?:不存在|未找到|没有?找到|找不到|不见了|失效|下线|"
    r"(?<=已)被?(?:删除|移除|撤稿))(?=了?(?:[^\u4e00-\u9fff]|$|或|请|您|返|点|系))|"
    rf"(?:找不到|无法找到|没有?找到)[^。，]{{0,8}}{_PAGE_WORDS}|"
    rf"{_PAGE_WORDS}无法(?:访问|显示)|无法(?:访问|显示)[该此这个]*{_PAGE_WORDS}|"
    r"\b(?:page|url|file|article|story|resource)\b[^.]{0,40}"
    r"(?:(?:\b|can)not (?:be )?found|can[’']t be found|does(?: not|n[’']t) exist|"
    r"no longer (?:exists|available))",
    re.IGNORECASE,
)
# The same in fewer words, which mean it only where nothing else is said.
_GONE_ALONE = re.compile(rf"{_GONE.pattern}|\bnot found\b|(?<!\d)404(?!\d)", re.IGNORECASE)
# A sentence that says that programs, or visitors at this time, do not get the page.
_KEPT_AWAY = re.compile(
    r"您的(?:请求|访问)[^。]{0,24}(?:拦截|拒绝|受限|阻断)|访问受限|网站防火墙|"
    r"请[^。]{0,6}完成[^。]{0,8}验证|(?:安全|人机|访问)验证|(?:网站|系统)(?:正在)?维护(?:中|升级)|"
    r"access denied|403 forbidden|(?:don[’']t|do not) have permission to access|"
    r"checking your browser|just a moment|verify (?:that )?you are (?:a )?human|"
    r"internal server error|bad gateway|service (?:temporarily )?unavailable|under maintenance",
    re.IGNORECASE,
)
# Words that may stand beside such a phrase in a line that says nothing else.
_FILLER = re.compile(
    r"对不起|抱歉|很|您|你|该|此|所|要|访问|查看|浏览|请求|寻找|找|的|了|或|者|已被?删除|不存在|错误|提示|"
    r"页面?|中|http|status|error|code|msg|sorry|oops|the|that|this|you|are|were|looking|for|requested|"
    r"page|\d{3}",
    re.IGNORECASE,
)
# Words by which a page speaks to its visitor, as an article seldom does to its reader.
_TO_VISITOR = re.compile(
    r"您|对不起|抱歉|请稍[后候]|返回(?:首页|主页|上一?页)|自动跳转|"
    r"\b(?:sorry|oops|you|your|requested|this server|home ?page)\b",
    re.IGNORECASE,
)
_ERROR_PATH = re.compile(r"/(?:40[34]|error|not[-_]?found)[^/]*$", re.IGNORECASE)
# Title and name of the site stand apart: 页面不存在_中国政府网, Page not found | China Law.
_SITE_NAME = re.compile(r"[_|]|\s[-–—]\s")
_REFRESH = "//meta[translate(@http-equiv, 'REFSH', 'refsh')='refresh']/@content"

_SHORT = 400
"""Number of characters of visible text; an error page has fewer.

Of the pages in the tests, an error page without a menu has at most 64, and a long article 940.
"""

_NO_TEXT = 20
"""Minimum number of visible characters of a page that has text; the number is our own choice."""

_MOST_HEADINGS = 3
"""Maximum number of headings read of one page; the heading of an error page is among the first."""

_MOST_TEXTS = 100_000
"""Maximum text nodes read of one page, so that a page of empty elements takes little time."""

_UNSEEN = {"script", "style", "noscript", "template"}
"""Elements whose text a reader does not see."""


@dataclass(frozen=True, slots=True)
class _Words:
    """What a reader sees of a page; a page is short if it has fewer than `_SHORT` characters."""

    title: str
    headings: list[str]
    text: str
    """Visible text, cut soon after `_SHORT` characters."""
    sentences: list[str]
    """Title, lines and whole text of a short page; empty for a longer one."""
    to_visitor: bool
    """Whether a short page speaks to its visitor."""


def check_page(body: bytes, *, asked: str, answered: str) -> None:
    """Check that a page with status 200 may be a document.

    Args:
        body: the bytes of the page.
        asked: URL that was asked for.
        answered: URL that answered, which is another one after a redirect.

    Raises:
        ResponseError: it is no document: it says that the page is gone, it keeps programs away, or
            it holds no text.
    """
    root = parse_page(decode_page(body))
    if root is None:
        raise ResponseError("the page holds no text", source=asked, remedy=OPEN_PAGE)
    words = _read_words(root)
    if (said := _gone_sentence(words)) is not None:
        raise ResponseError(
            f"the page is gone: it says '{printable(said)}', though with status 200",
            source=asked,
            remedy=FIND_PAGE,
        )
    if asked != answered and _ERROR_PATH.search(urlsplit(answered).path):
        raise ResponseError(
            f"the server redirects to its error page {answered}: the page is gone",
            source=asked,
            remedy=FIND_PAGE,
        )
    if (said := _kept_away_sentence(words)) is not None:
        raise ResponseError(
            f"the page says '{printable(said)}', though with status 200",
            source=asked,
            remedy=f"{TRY_LATER}, or {SAVE_PAGE}",
        )
    if len(words.text) < _NO_TEXT:
        raise _no_text(root, asked=asked, answered=answered)


def _read_words(root: Any) -> _Words:
    title = _line(next(root.iter("title"), None))
    headings = [_line(element) for element in islice(root.iter("h1", "h2"), _MOST_HEADINGS)]
    lines = _first_lines(root)
    text = " ".join(lines)
    # Elements may cut a sentence, so the whole text counts as one too, with and without blanks.
    sentences = [title, *lines, text, "".join(lines)] if len(text) < _SHORT else []
    to_visitor = any(_TO_VISITOR.search(sentence) for sentence in sentences)
    return _Words(title, headings, text, sentences, to_visitor)


def _gone_sentence(words: _Words) -> str | None:
    """Return the sentence by which a page says that it is gone, or None."""
    for line in (words.title, *words.headings):
        if _says_only(_GONE_ALONE, line):
            return line
    for sentence in words.sentences:
        if not sentence.isdecimal() and _says_only(_GONE_ALONE, sentence):
            return sentence
    for sentence in words.sentences:
        if words.to_visitor and _GONE.search(sentence):
            return sentence
    return None


def _kept_away_sentence(words: _Words) -> str | None:
    """Return the sentence by which a page keeps programs or visitors away, or None."""
    for sentence in words.sentences:
        if not _KEPT_AWAY.search(sentence):
            continue
        if words.to_visitor or _says_only(_KEPT_AWAY, words.title):
            return sentence
    return None


def _no_text(root: Any, *, asked: str, answered: str) -> ResponseError:
    """Return the error for a page without text.

    If the page sends browsers on to another page, the error names that page. If not, it says that a
    script fills the page in, or that the site keeps programs away.
    """
    for refresh in root.xpath(_REFRESH):
        target = join_url(answered, refresh.partition("=")[2].strip(" '\""))
        if target and target != answered:
            return ResponseError(
                f"the page only sends browsers on to {target}",
                source=asked,
                remedy="fetch that address",
            )
    return ResponseError(
        "the page holds no text: a script fills it in, or the site keeps programs away",
        source=asked,
        remedy=SAVE_PAGE,
    )


def _says_only(phrase: re.Pattern[str], line: str) -> bool:
    """Return whether a line consists of a phrase, filler words and the name of the site."""
    without_site = _SITE_NAME.split(line)[0]
    rest = _FILLER.sub("", phrase.sub("", without_site))
    return bool(phrase.search(without_site)) and not re.search(r"\w", rest)


def _line(element: Any) -> str:
    """Return the text of an element on one line; empty if there is no element."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _first_lines(root: Any) -> list[str]:
    """Return the visible lines of a page, in order, until they pass `_SHORT` characters."""
    lines: list[str] = []
    length = 0
    for text in islice(_visible_texts(root), _MOST_TEXTS):
        line = " ".join((text or "").split())
        if not line:
            continue
        lines.append(line)
        length += len(line) + 1
        if length > _SHORT:
            break
    return lines


def _visible_texts(root: Any) -> Iterator[str | None]:
    from lxml import etree

    for body in root.iter("body"):
        walk = etree.iterwalk(body, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                yield element.tail
            elif element.tag in _UNSEEN:
                walk.skip_subtree()
            else:
                yield element.text
