"""What a page says of its article in JSON-LD, a block of data for search engines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
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
        str(each["@id"]): each["name"]
        for text in _list_blocks(root)
        for each in _list_inside(_load(text))
        if isinstance(each, dict) and "@id" in each and "name" in each
    }


def _list_blocks(root: Any) -> Iterator[str]:
    for node in root.iter("script"):
        if "ld+json" in (node.get("type") or ""):
            yield node.text or ""


def _load(text: str) -> Any:
    """Return the data of a block; None if it is no JSON."""
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _list_inside(data: Any) -> Iterator[Any]:
    """Yield data and all that is inside it, those deeper inside last."""
    todo = [data]
    for each in todo:
        if isinstance(each, list):
            todo += each
        elif isinstance(each, dict):
            todo += each.values()
        yield each


def _list_values(root: Any, name: str) -> Iterator[Any]:
    """Yield the values of a name in a page's JSON-LD, without empty ones."""
    for text in _list_blocks(root):
        if (data := _load(text)) is not None:
            values: Iterable[Any] = (item.get(name) for item in _list_items(data))
        else:
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
