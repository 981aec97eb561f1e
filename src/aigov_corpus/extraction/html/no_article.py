"""What a page without the text of an article shows in its place, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction.html.densest import list_named
from aigov_corpus.extraction.html.teasers import iter_shown
from aigov_corpus.links.articles import is_attachment
from aigov_corpus.text.counting import counted
from aigov_corpus.text.quoting import printable

_SHOWN_CHARACTERS = 80
"""Characters of an address that a message shows."""


def no_article(root: Any, body: Any, *, name: str) -> InvalidInputError:
    """Return the error for a page on which no text was found."""
    places = list_named(iter_shown(root)) if body is None else [body]
    pictures = max((sum(1 for _ in place.iter("img")) for place in places), default=0)
    if pictures:
        return InvalidInputError(
            f"the article has no text: it shows {counted(pictures, 'picture')}",
            source=name,
            remedy="recognise the characters in the pictures (OCR) and give that text",
        )
    shown = list(_list_shown(root))
    linked = (link.get("href") or "" for link in root.iter("a"))
    if file := next(filter(is_attachment, [*shown, *linked]), ""):
        return InvalidInputError(
            f"the page has no text but a file, {_told(file)}",
            source=name,
            remedy="download that file and give it in place of the page",
        )
    if shown:
        return InvalidInputError(
            f"the page has no text but shows another page in a frame, {_told(shown[-1])}",
            source=name,
            remedy="open the page of that frame alone in a browser, save it, and give that file",
        )
    return InvalidInputError(
        "no text of an article was found on the page (a script may fill it in)",
        source=name,
        remedy="save the page in a browser, or its text; if its site is known, name its URL",
    )


def _list_shown(root: Any) -> Iterator[str]:
    """Yield the addresses of pages and files that a page shows inside itself."""
    for node in root.iter("frame", "iframe", "object", "embed"):
        target = (node.get("src") or node.get("data") or "").strip()
        if target and not target.startswith(("about:", "javascript:", "data:", "blob:", "#")):
            yield target


def _told(address: str) -> str:
    return printable(address, longest=_SHOWN_CHARACTERS)
