"""Find elements and texts of a page by CSS selectors and by the names of meta elements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.extraction.html.lines import visible_text
from aigov_corpus.extraction.whitespace import collapse_whitespace

_META = "meta:"
"""Prefix of a selector that reads a meta element, as in `meta:PubDate`."""

_CHANGED = re.compile(r"(?:updated?|modified|revised|更新|修改)\W*(?:on|at)?\W*$", re.IGNORECASE)

_MOST_ELEMENTS = 5
"""Maximum elements that are read for one selector; `.title` may match every link of a menu."""


def select(root: Any, selector: str) -> list[Any]:
    """Return the elements below `root` that a CSS selector matches, in the order of the page."""
    return list(_compile(selector)(root))


@cache
def _compile(selector: str) -> Any:
    from lxml.cssselect import CSSSelector

    return CSSSelector(selector, translator="html")


def meta_content(root: Any, name: str) -> str:
    """Return the content of the first meta element with this name; empty if there is none.

    The name may be in the attribute `name`, `property` or `itemprop`, in upper or lower case.
    Elements without content are skipped.
    """
    for node in root.iter("meta"):
        own_name = node.get("name") or node.get("property") or node.get("itemprop") or ""
        if own_name.lower() != name.lower():
            continue
        if content := collapse_whitespace(node.get("content") or ""):
            return content
    return ""


def find_texts(root: Any, selectors: Iterable[str], *, separator: str = " ") -> Iterator[str]:
    """Yield the texts of the elements that selectors match, in the order of the selectors.

    Args:
        root: the page.
        selectors: CSS selectors, or `meta:NAME` for a meta element.
        separator: put between the lines of one element.
    """
    for selector in selectors:
        if selector.startswith(_META):
            if content := meta_content(root, selector.removeprefix(_META)):
                yield content
            continue
        for node in select(root, selector)[:_MOST_ELEMENTS]:
            if selector == "time" and _is_of_change(node):
                continue
            if node.tag == "time" and node.get("datetime"):
                yield node.get("datetime")
            if text := visible_text(node, separator=separator):
                yield text


def _is_of_change(time: Any) -> bool:
    """Tell whether the label before an element for a time says that the page was changed then."""
    before = time.getprevious()
    label = before.tail if before is not None else time.getparent().text
    return _CHANGED.search(label or "") is not None
