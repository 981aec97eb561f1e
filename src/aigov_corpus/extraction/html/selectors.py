"""Elements and texts of a page by CSS selectors and by the names of meta elements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from aigov_corpus.extraction.html.dom import clean, text_of


def select(root: Any, selector: str) -> list[Any]:
    """Elements for a CSS selector, compiled once."""
    return list(_compiled(selector)(root))


_CACHE: dict[str, Any] = {}


def _compiled(selector: str) -> Any:
    if selector not in _CACHE:
        from lxml.cssselect import CSSSelector

        _CACHE[selector] = CSSSelector(selector, translator="html")
    return _CACHE[selector]


def meta_content(root: Any, name: str) -> str:
    """Return the content of the first meta element of a name; empty if there is none."""
    for node in root.iter("meta"):
        if (
            node.get("name") or node.get("property") or node.get("itemprop") or ""
        ).lower() == name.lower():
            content = clean(node.get("content") or "")
            if content:
                return content
    return ""


def values(root: Any, selectors: Iterable[str], *, joint: str = " ") -> Iterable[str]:
    """The texts that a list of selectors gives, in order; `meta:NAME` reads a meta element."""
    for selector in selectors:
        if selector.startswith("meta:"):
            if value := meta_content(root, selector[5:]):
                yield value
            continue
        for node in select(root, selector)[:5]:
            if node.tag == "time" and node.get("datetime"):
                yield node.get("datetime")
            if value := text_of(node, joint=joint):
                yield value
