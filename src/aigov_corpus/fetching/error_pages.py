"""Error pages that come with status 200: they say that a page is gone, or keep programs away.

`text.error_pages` has the sentences by which they are known.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from aigov_corpus import patterns as re
from aigov_corpus.errors import ResponseError
from aigov_corpus.fetching.page_tree import decode_page, parse_page
from aigov_corpus.fetching.remedies import FIND_PAGE, OPEN_PAGE, SAVE_PAGE, TRY_LATER
from aigov_corpus.links.urls import join_url
from aigov_corpus.text.error_pages import (
    SHORT_PAGE,
    PageWords,
    find_gone,
    find_kept_away,
)
from aigov_corpus.text.page_data import find_page_data
from aigov_corpus.text.quoting import printable

_ERROR_PATH = re.compile(r"/(?:40[34]|error|not[-_]?found)[^/]*$", re.IGNORECASE)
_REFRESH = "//meta[translate(@http-equiv, 'REFSH', 'refsh')='refresh']/@content"

_SENDS_ON = re.compile(
    r"\blocation(?:\.href)?(?:\s*=\s*|\.(?:replace|assign)\(\s*)[\"']([^\"'\s]{1,2000})[\"']"
)
"""How a script sends a browser on to another address."""

_NO_TEXT = 20
"""Minimum number of visible characters of a page that has text; the number is our own choice."""

_MOST_HEADINGS = 3
"""Maximum number of headings read of one page; the heading of an error page is among the first."""

_MOST_TEXTS = 100_000
"""Maximum text nodes read of one page, so that a page of empty elements takes little time."""

_UNSEEN = {"script", "style", "noscript", "template"}
"""Elements whose text a reader does not see."""


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
    if (said := find_gone(words)) is not None:
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
    if (said := find_kept_away(words)) is not None:
        raise ResponseError(
            f"the page says '{printable(said)}', though with status 200",
            source=asked,
            remedy=f"{TRY_LATER}, or {SAVE_PAGE}",
        )
    if len(words.text) < _NO_TEXT and not _holds_data(root, head=words.title):
        raise _no_text(root, asked=asked, answered=answered)


def _read_words(root: Any) -> PageWords:
    title = _line(next(root.iter("title"), None))
    headings = [_line(element) for element in islice(root.iter("h1", "h2"), _MOST_HEADINGS)]
    return PageWords(title, headings, _first_lines(root))


def _holds_data(root: Any, *, head: str) -> bool:
    """Return whether a script of the page holds the article as data, from which it can be read."""
    scripts = (element.text or "" for element in root.iter("script"))
    return find_page_data(scripts, head=head) is not None


def _no_text(root: Any, *, asked: str, answered: str) -> ResponseError:
    """Return the error for a page without text.

    If the page sends browsers on to another page, or shows one in a frame, the error names that
    page. If not, it says that a script fills the page in, or that the site keeps programs away.
    """
    refreshed = [each.partition("=")[2].strip(" '\"") for each in root.xpath(_REFRESH)]
    scripts = "".join(node.text or "" for node in root.iter("script"))
    sent = refreshed + [found[1] for found in islice(_SENDS_ON.finditer(scripts), 1)]
    framed = [node.get("src") or "" for node in root.iter("frame", "iframe")]
    reasons = {
        "only sends browsers on to": sent,
        "only shows in a frame": framed[-1:],
    }
    for reason, targets in reasons.items():
        for target in filter(None, (join_url(answered, each) for each in targets if each)):
            if target != answered:
                return ResponseError(
                    f"the page {reason} {target}", source=asked, remedy="fetch that address"
                )
    return ResponseError(
        "the page holds no text: a script fills it in, or the site keeps programs away",
        source=asked,
        remedy=SAVE_PAGE,
    )


def _line(element: Any) -> str:
    """Return the text of an element on one line; empty if there is no element."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _first_lines(root: Any) -> list[str]:
    """Return the visible lines of a page, in order, until they pass `SHORT_PAGE` characters."""
    lines: list[str] = []
    length = 0
    for text in islice(_visible_texts(root), _MOST_TEXTS):
        line = " ".join((text or "").split())
        if not line:
            continue
        lines.append(line)
        length += len(line) + 1
        if length > SHORT_PAGE:
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
