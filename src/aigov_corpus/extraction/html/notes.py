"""Notes that stand outside the element with the text of a page, or in its footer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aigov_corpus.extraction.html.lines import visible_lines, visible_text
from aigov_corpus.extraction.html.unshown import is_hidden, is_note_mark, is_silent
from aigov_corpus.text.letters import keep_letters

_MARK_LETTERS = 4
"""Most letters of the mark before a note: (12), note."""


def find_notes(root: Any, body: Any) -> list[str]:
    """Return the lines of the notes to which a text has marks, if they are not read with it.

    Args:
        root: the page.
        body: the element that holds the article.
    """
    wanted = set(_list_targets(body))
    if not wanted:
        return []
    around = {body, *body.iterancestors()}
    places: dict[Any, None] = {}
    for node in _list_unread(root, body):
        if wanted.isdisjoint((node.get("id"), node.get("name"))) or node in around:
            continue
        is_known = not places.keys().isdisjoint(node.iterancestors())
        if not is_known and (place := _with_text(node)) not in around:
            places[place] = None
    outermost = (each for each in places if places.keys().isdisjoint(each.iterancestors()))
    lines = (line for place in outermost for line in visible_lines(place, tables=False))
    return [
        line.para.text
        for line in lines
        if not line.para.heading and len(keep_letters(line.para.text)) > _MARK_LETTERS
    ]


def _list_targets(body: Any) -> Iterator[str]:
    """Yield the places on the page to which the marks of notes in a text lead."""
    for mark in body.iter("a", "sup"):
        if is_note_mark(mark):
            for link in mark.iter("a"):
                page, _, place = (link.get("href") or "").partition("#")
                if place and not page:
                    yield place


def _list_unread(root: Any, body: Any) -> list[Any]:
    """Return the elements of a page that are shown, but not as part of the body."""
    unread: dict[Any, None] = {}
    hidden: set[Any] = set()
    for node in root.iter():
        around = node.getparent()
        if node is body:
            continue
        if around in hidden or is_hidden(node):
            hidden.add(node)
        elif around is None or around in unread or (is_silent(node) and not is_note_mark(node)):
            unread[node] = None
    return list(unread)


def _with_text(mark: Any) -> Any:
    """Return the nearest element around the mark of a note that holds more than the mark."""
    around = (mark, *mark.iterancestors())
    return next(node for node in around if len(keep_letters(visible_text(node))) > _MARK_LETTERS)
