"""EPUB books of one page, as the tests need them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping


def make_book(page: str, sheets: Mapping[str, str]) -> bytes:
    """A book of one page.

    Args:
        page: the HTML of the page.
        sheets: style sheets by their names.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr(
            "META-INF/container.xml", "<container><rootfile full-path='book.opf'/></container>"
        )
        book.writestr(
            "book.opf",
            "<package><item id='a' href='a.html' media-type='text/html'/><itemref idref='a'/>"
            "</package>",
        )
        book.writestr("a.html", page)
        for name, sheet in sheets.items():
            book.writestr(name, sheet)
    return out.getvalue()
