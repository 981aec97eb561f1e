"""What a page says of its article in JSON-LD, a block of data for search engines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from aigov_corpus import patterns as re

_OF_OTHERS = re.compile(r"Organization|Person|Comment|Answer|List\b|Image|Video|Review|Event|Offer")
"""Types of JSON-LD whose times are not those of the page's article."""

_MOST_BLOCKS = 8
"""Blocks that stay in memory: a page has one or two, and several facts are looked up in each."""


def read_linked(root: Any, name: str) -> str:
    """Return the text that a name has in a page's JSON-LD; empty if it has none.

    What it says of an organisation, of comments or of a list of other articles does not count.
    """
    return next((value for value in _list_values(root, name) if isinstance(value, str)), "")


def read_linked_names(root: Any, name: str) -> list[str]:
    """Return the names of the persons or organisations under a name: `author`, `publisher`."""
    known = _list_named(root)
    for value in _list_values(root, name):
        each = value if isinstance(value, list) else [value]
        named = (_name_of(one, known) if isinstance(one, dict) else one for one in each)
        if found := [text.strip() for text in named if isinstance(text, str) and text.strip()]:
            return found
    return []


def _name_of(item: dict[str, Any], known: Mapping[str, Any]) -> Any:
    """Return the name of a person or organisation, which may stand elsewhere under its id."""
    return item.get("name") or known.get(str(item.get("@id")))


def _list_named(root: Any) -> dict[str, Any]:
    """Return the names in a page's JSON-LD by the ids of what they name."""
    return {
        str(item["@id"]): item["name"]
        for text in _list_blocks(root)
        for item in _list_items(_load(text))
        if "@id" in item and "name" in item
    }


def _list_values(root: Any, name: str) -> Iterator[Any]:
    """Yield the values of a name in a page's JSON-LD, without empty ones."""
    for text in _list_blocks(root):
        if (data := _load(text)) is not None:
            items = _list_items(data, without=_OF_OTHERS)
            values: Iterable[Any] = (item.get(name) for item in items)
        else:
            values = re.findall(rf'"{name}"\s*:\s*"([^"]{{1,300}})"', text)
        yield from filter(None, values)


def _list_blocks(root: Any) -> Iterator[str]:
    for node in root.iter("script"):
        if "ld+json" in (node.get("type") or ""):
            yield node.text or ""


@lru_cache(maxsize=_MOST_BLOCKS)
def _load(text: str) -> Any:
    """Return the data of a block; None if it is no JSON."""
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _list_items(data: Any, *, without: re.Pattern[str] | None = None) -> Iterator[dict[str, Any]]:
    """Yield the items of JSON-LD, those inside others last.

    Args:
        data: what `_load` returned.
        without: the types of items that are left out, with all inside them.
    """
    todo = [data]
    for each in todo:
        if isinstance(each, list):
            todo += each
        elif isinstance(each, dict) and not _is_of(each, without):
            todo += each.values()
            yield each


def _is_of(item: dict[str, Any], kinds: re.Pattern[str] | None) -> bool:
    """Tell whether an item has one of some types; None is none of them."""
    return kinds is not None and kinds.search(str(item.get("@type", ""))) is not None
