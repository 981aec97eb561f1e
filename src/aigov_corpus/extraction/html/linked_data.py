"""What a page says of its article in JSON-LD, a block of data for search engines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from aigov_corpus import patterns as re

_OF_OTHERS = re.compile(r"Organization|Person|Comment|Answer|List\b|Image|Video|Review|Event|Offer")
"""Types of JSON-LD whose times are not those of the page's article."""


def read_linked(root: Any, name: str) -> str:
    """Return the text that a name has in a page's JSON-LD; empty if it has none.

    What it says of an organisation, of comments or of a list of other articles does not count.
    """
    return next((value for value in _list_values(root, name) if isinstance(value, str)), "")


def read_linked_names(root: Any, name: str) -> list[str]:
    """Return the names of the persons or organisations under a name: `author`, `publisher`."""
    for value in _list_values(root, name):
        each = value if isinstance(value, list) else [value]
        named = (one.get("name") if isinstance(one, dict) else one for one in each)
        if found := [text.strip() for text in named if isinstance(text, str) and text.strip()]:
            return found
    return []


def _list_values(root: Any, name: str) -> Iterator[Any]:
    """Yield the values of a name in a page's JSON-LD, without empty ones."""
    for node in root.iter("script"):
        if "ld+json" not in (node.get("type") or ""):
            continue
        text = node.text or ""
        try:
            items = _list_items(json.loads(text, strict=False))
            values: Iterable[Any] = (item.get(name) for item in items)
        except (ValueError, RecursionError):
            values = re.findall(rf'"{name}"\s*:\s*"([^"]{{1,300}})"', text)
        yield from filter(None, values)


def _list_items(data: Any) -> Iterator[dict[str, Any]]:
    """Yield the items of a page's JSON-LD about its article, those inside others last."""
    todo = [data]
    for each in todo:
        kinds = each.get("@type", "") if isinstance(each, dict) else ""
        if isinstance(each, list):
            todo += each
        elif isinstance(each, dict) and not _OF_OTHERS.search(str(kinds)):
            todo += each.values()
            yield each
