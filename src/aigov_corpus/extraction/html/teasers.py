"""Teasers: announcements of other articles on a web page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.extraction.html.lines import is_elsewhere, visible_text
from aigov_corpus.extraction.html.unshown import is_silent
from aigov_corpus.text.letters import keep_letters

_LEAST_HEADLINE = 6
"""Fewest letters of a link that is another page's headline; numbers of articles are shorter."""

MOST_AROUND = 8
"""Maximum elements around a body in which others of its kind are looked for."""

_TO_MORE = re.compile(
    r"(?:详细|詳細|详情|全文|更多|more|full (?:story|text))\W*$|^\W*(?:阅读|查看|read)\b",
    re.IGNORECASE,
)
"""The words of a link at the end of a summary of another page."""

_DIGITS = re.compile(r"\d+")
"""Numbers in ids, by which alone several announcements on a page may differ."""

_TEASERS = frozenset(("li", "dl", "div", "article", "section", "tr", "a"))
"""Elements that may announce another page."""


def find_teasers(root: Any) -> list[Any]:
    """Return the elements of a page that each announce another page.

    They stand beside others of their kind, and each begins with a link to that page. A row with
    a heading cell is one of a table of data.
    """
    found: list[Any] = []
    for around in root.iter():
        kinds: dict[Any, list[Any]] = {}
        for node in around if len(around) > 1 else ():
            if node.tag in _TEASERS and node.find("th") is None:
                name = node.get("class") or _DIGITS.sub("", node.get("id") or "")
                kinds.setdefault((node.tag, name), []).append(node)
        for nodes in kinds.values():
            if len(nodes) > 1 and all(map(_begins_with_link, nodes)):
                found += nodes
    return found


def has_headline(node: Any) -> bool:
    """Tell whether the first link of an element has a headline, which may be a heading."""
    links = (link for link in node.iter("a") if is_elsewhere(link.get("href") or ""))
    first = next((link for link in links if visible_text(link)), None)
    return first is not None and len(keep_letters(visible_text(first))) >= _LEAST_HEADLINE


def _begins_with_link(node: Any) -> bool:
    """Tell whether the first text of an element is that of a link to another page, or none has."""
    for inner in node.iter():
        if inner.tag == "a" and is_elsewhere(inner.get("href") or ""):
            return True
        if (inner.text or "").strip(" \t\r\n·•>»"):
            return False
    return False


def is_teaser(node: Any) -> bool:
    """Tell whether a block is about another page: it is a link, or ends with one to that page."""
    around = islice(node.iterancestors(), MOST_AROUND)
    if any(each.tag == "a" and each.get("href") for each in around):
        return True
    last = node[-1] if len(node) else None
    is_last = last is not None and last.tag == "a" and not (last.tail or "").strip()
    return is_last and _TO_MORE.search(visible_text(last)) is not None


def iter_shown(root: Any) -> Iterator[Any]:
    """Yield the elements of a page that may hold text of the article."""
    silent: set[Any] = set()
    for node in root.iter():
        if node.getparent() in silent or is_silent(node):
            silent.add(node)
        else:
            yield node
