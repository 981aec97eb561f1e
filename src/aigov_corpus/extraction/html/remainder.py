"""The text of a page that is not read: menus, hidden text, and all that stands outside the article.

Scripts and styles are no text. Comments, and texts that stand for pictures, are listed for the
article only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from aigov_corpus.extraction.html.lines import BLOCKS
from aigov_corpus.extraction.html.list_numbers import NUMBER
from aigov_corpus.extraction.html.unshown import is_deleted, is_hidden, is_note_mark, is_silent
from aigov_corpus.extraction.ledger import (
    ALTERNATIVE_TEXT,
    COMMENT,
    DELETED,
    HIDDEN,
    OUTSIDE,
    READING,
)
from aigov_corpus.extraction.whitespace import collapse_whitespace
from aigov_corpus.records import LeftOut

FURNITURE = "page furniture"
"""The reason given for leaving out menus, buttons and names of editors."""

_NOTE_MARK = "note mark"
"""The reason given for leaving out the numbers that link a text with its notes."""

_CODE = frozenset(("script", "style", "noscript", "template", "title", "meta", "link"))
"""Elements whose content is no text of the page."""


@dataclass
class Remainder:
    """What a page shows, and the pieces of it that are not read."""

    left_out: list[LeftOut] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    """All texts of the page, in order."""
    _piece: list[str] = field(default_factory=list)
    """Texts of the piece that is being read."""
    _reason: str = ""
    """Why that piece is not read; empty between pieces."""
    _numbers: list[tuple[Any, str]] = field(default_factory=list)
    """The numbers that stand before the next text of the article, with their elements."""

    def begin(self, node: Any) -> None:
        """Note the number that a browser shows before an element of the article."""
        if number := node.get(NUMBER):
            self._numbers.append((node, number))

    def end(self, node: Any) -> None:
        """Forget the number of an element, if no text followed."""
        if self._numbers and self._numbers[-1][0] is node:
            self._numbers.pop()

    def add(self, text: str, reason: str) -> None:
        """Add a text; it is read as part of the article if the reason is empty."""
        if self._numbers and not reason and text.strip():
            self.shown += [number for _, number in self._numbers]
            self._numbers = []
        self.shown.append(text)
        if reason:
            if reason != self._reason:
                self.end_piece()
            self._reason = reason
            self._piece.append(text)

    def add_whole(self, text: str | None, reason: str) -> None:
        """Add a text that is a piece by itself, such as a comment."""
        if text := collapse_whitespace(text or ""):
            self.shown.append(f"\n{text}\n")
            self.left_out.append(LeftOut(text, reason))

    def end_piece(self) -> None:
        """End the piece that is being read."""
        if text := collapse_whitespace("".join(self._piece)):
            self.left_out.append(LeftOut(text, self._reason))
        self._piece, self._reason = [], ""


class PageComment(NamedTuple):
    """A comment on a page, which is no longer there."""

    parent: Any
    """The element that it stood in."""
    text: str


def take_comments(root: Any) -> list[PageComment]:
    """Remove the comments from a page and return them; what stands behind them stays."""
    from lxml import etree

    found = [PageComment(node.getparent(), node.text or "") for node in root.iter(etree.Comment)]
    etree.strip_tags(root, etree.Comment)
    return [comment for comment in found if comment.parent is not None]


def read_remainder(
    root: Any,
    body: Any,
    dropped: frozenset[Any],
    comments: list[PageComment],
    *,
    reasons: Mapping[Any, str] | None = None,
) -> Remainder:
    """Return what a page shows, and the pieces of it that are not in the lines of the article.

    Args:
        root: the page.
        body: the element that holds the article.
        dropped: elements inside it that are not read.
        comments: the comments that stood on the page.
        reasons: further elements inside it that are not read, each with the reason.
    """
    known = dict.fromkeys(dropped, FURNITURE) | dict(reasons or {})
    remainder = Remainder()
    around = {body, *body.iterancestors()}
    steps: list[tuple[str, Any, str]] = [("enter", root, OUTSIDE)]
    while steps:
        step, value, reason = steps.pop()
        if step == "text":
            remainder.add(value, reason)
            continue
        if step == "end":
            remainder.end_piece()
            continue
        if step == "leave":
            remainder.end(value)
            continue
        tag = value.tag.lower()
        if tag in _CODE and value not in around:
            continue
        if tag == "img" and not reason:
            remainder.add_whole(value.get("alt"), ALTERNATIVE_TEXT)
        inside = _reason(value, body, known, reason)
        if inside and (inside != reason or (inside == OUTSIDE and tag in BLOCKS)):
            remainder.end_piece()
            steps.append(("end", None, ""))
        if not inside and value.get(NUMBER):
            remainder.begin(value)
            steps.append(("leave", value, ""))
        for child in reversed(value):
            if child.tail:
                steps.append(("text", child.tail, inside))
            steps.append(("enter", child, inside))
        if value.text:
            steps.append(("text", value.text, inside))
        if tag in BLOCKS or tag == "br":
            remainder.shown.append("\n")
    remainder.end_piece()
    for comment in comments:
        if body is comment.parent or body in comment.parent.iterancestors():
            remainder.add_whole(comment.text, COMMENT)
    return remainder


def _reason(node: Any, body: Any, dropped: Mapping[Any, str], around: str) -> str:
    """Return why the text of an element is not read; empty if it is text of the article.

    Args:
        node: the element.
        body: the element that holds the article.
        dropped: elements inside it that are not read, each with the reason.
        around: the reason for the element that this one is in.
    """
    if node is body:
        return ""
    if around:
        return around
    if is_hidden(node):
        return HIDDEN
    if is_deleted(node):
        return DELETED
    if node.tag == "rt":
        return READING
    if node in dropped:
        return dropped[node]
    if is_note_mark(node):
        return _NOTE_MARK
    return FURNITURE if is_silent(node) else ""
