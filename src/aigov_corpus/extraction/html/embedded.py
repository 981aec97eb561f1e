"""Read the article of a page that shows none, because a script would fill it in.

The article stands in the data of a script (`text.page_data`), or as escaped HTML in a `<textarea>`
beside others that hold its title, time and source.
"""

from __future__ import annotations

from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.extraction.html.unshown import list_names
from aigov_corpus.text.page_data import PageData, find_page_data, read_clock

_HTML = re.compile(r"<(?:p|br|div|section)\b", re.IGNORECASE)
_FIELDS = {"title": "title", "time": "published", "date": "published", "source": "source"}
"""Words in the classes of text areas, each with the field of `PageData` that the text is."""


def find_embedded(root: Any) -> PageData | None:
    """Return the article in the data of a page; None if they hold none."""
    if (found := _read_text_areas(root)) is not None:
        return found
    head = next((node.text_content() for node in root.iter("title")), "")
    return find_page_data((node.text or "" for node in root.iter("script")), head=head)


def _read_text_areas(root: Any) -> PageData | None:
    """Return the article that stands in a text area as HTML; None if none does."""
    areas = [node for node in root.iter("textarea") if (node.text or "").strip()]
    longest = max(areas, key=lambda node: len(node.text), default=None)
    if longest is None or not _HTML.search(longest.text):
        return None
    fields: dict[str, str] = {}
    for node in areas:
        names = re.split(r"[\W_]+", " ".join(list_names(node)).lower())
        for name in names if node is not longest else ():
            if (key := _FIELDS.get(name)) is not None:
                fields.setdefault(key, re.sub(r"<[^<>]*>", "", node.text).strip())
    return PageData(
        longest.text,
        title=fields.get("title", ""),
        published=read_clock(fields.get("published", "")),
        source=fields.get("source", ""),
    )


def put_into_page(root: Any, html: str) -> Any:
    """Put the HTML of an article into a page, behind what it shows; return its element.

    If it stood in a text area, the area is emptied, so that no text stands twice.
    """
    from lxml import html as reader

    for area in root.iter("textarea"):
        if area.text == html:
            area.text = None
    body = next(root.iter("body"), root)
    node = reader.fragment_fromstring(html, create_parent="div")
    body.append(node)
    return node
