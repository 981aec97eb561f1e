"""Where a reviewer is, and which row comes next."""

from __future__ import annotations

from typing import Any

from aigov_corpus.serving.documents import OpenDocument
from aigov_corpus.serving.pages import as_values
from aigov_corpus.serving.views import Filters, View


class Place:
    """Where a reviewer is: a document, a rendering, filters, and a page of rows."""

    def __init__(self, document: OpenDocument, values: dict[str, str], *, fresh: bool) -> None:
        rendering = values.get("rendering", "")
        self.document = document
        self.rendering = rendering if rendering in document.renderings else document.renderings[0]
        self.filters = Filters.of(values)
        page = values.get("page", "0")
        self.page = int(page) if page.isascii() and page.isdigit() and len(page) < 9 else 0
        self.view = document.view(self.rendering, self.filters, fresh=fresh)
        self.bitext = document.review.bitext(self.rendering)
        self.findings = document.findings(self.rendering)

    def of(self, rendering: str) -> Place:
        """Return the same place in another rendering."""
        values = as_values(self.filters) | {"rendering": rendering, "page": str(self.page)}
        return Place(self.document, values, fresh=False)


def beside(view: View, key: str, step: int, is_wanted: Any) -> str:
    """Return the key of the next wanted row of a view; from its end, go on at its beginning.

    The row `key` itself is not returned; an empty text means that there is no other.
    """
    keys = view.keys
    if not keys:
        return ""
    place = view.place(key)
    start = place if place is not None else (-1 if step > 0 else 0)
    for distance in range(1, len(keys) + 1):
        found = keys[(start + step * distance) % len(keys)]
        if found != key and is_wanted(found):
            return found
    return ""
