"""The numbers that a browser shows before items and paragraphs, which are not in their text.

They are those of ordered lists, and those that a style sheet counts (`第` counter(article) `条`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.extraction.html.number_styles import (
    OF_TYPES,
    UNNUMBERED,
    write_counter,
    write_marker,
)
from aigov_corpus.extraction.html.sheets import Looks, read_looks, read_strings, unquote
from aigov_corpus.extraction.html.unshown import is_hidden, is_note_mark
from aigov_corpus.extraction.number_forms import stands_close

NUMBER = "aigov-number"
"""The attribute that an element gets with the number before it."""

_LISTS = frozenset(("ol", "ul", "menu", "dir"))
_WHOLE = re.compile(r"\s*[+-]?\d{1,6}\s*")

# 1. 2、 (3) （四） 5) 第六条 ⑦ VIII. a)
_TYPED = re.compile(
    r"\s*(?:[（(\[]\s*(?:\d{1,3}|[一二三四五六七八九十百]{1,5}|[a-zA-Z]|[ivxIVX]{1,5})\s*[)）\]]"
    r"|(?:\d{1,3}(?:\.\d{1,3})*|[一二三四五六七八九十百]{1,5}|[a-zA-Z]|[ivxIVX]{1,5})\s*[.．、)）]"
    r"|第\s*[\d一二三四五六七八九十百零〇]{1,6}\s*(?:[条條章节節款项項编編篇]|部分)"
    r"|(?:Article|Section|Chapter|Part|Rule|§)\s*\d|[①-⒛㈠-㈩]|\d{1,3}\s)"
)
_LEAST_TYPED = 0.5
"""Smallest share of items with a number in their text in a list that shows no others."""

_NOTES = re.compile(
    r"(?:doc-)?(?:foot|end|rear)notes?(?:-list)?|references|reflist|doc-bibliography"
    r"|easy-footnotes.*"
)
"""Classes, ids, roles and types of lists of notes, whose numbers stand in the text as marks."""

_COUNTER = re.compile(r"(counters?)\(([^()]*)\)")
_PIECE = re.compile(
    r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'"
    r"|counters?\((?:[^()\"']|\"[^\"]*\"|'[^']*')*\)|[^\s\"']+"
)


@dataclass(slots=True)
class _List:
    """An open list."""

    node: Any
    style: str
    """How its numbers are written; empty if it shows none."""
    next: int
    step: int = 1


@dataclass(slots=True)
class _Counters:
    """The counters of a page, at one place of it (CSS Lists Level 3, chapter 4)."""

    open: dict[str, list[tuple[Any, int]]] = field(default_factory=dict)
    """The values of each counter, and the elements in which they hold, the outermost first."""
    begun: dict[Any, list[str]] = field(default_factory=dict)
    """The counters that hold inside an element."""

    def change(self, node: Any, looks: dict[str, str]) -> None:
        """Reset and count what an element says."""
        for name, number in _read_counts(looks.get("counter-reset", ""), default=0):
            around = node.getparent()
            values = self.open.setdefault(name, [])
            if values and values[-1][0] is around:
                values[-1] = (around, number)
            else:
                self._begin(name, around, number)
        for name, number in _read_counts(looks.get("counter-increment", ""), default=1):
            self._change_last(name, node, number, add=True)
        for name, number in _read_counts(looks.get("counter-set", ""), default=0):
            self._change_last(name, node, number, add=False)

    def _begin(self, name: str, around: Any, number: int) -> None:
        self.open.setdefault(name, []).append((around, number))
        self.begun.setdefault(around, []).append(name)

    def _change_last(self, name: str, node: Any, number: int, *, add: bool) -> None:
        if not self.open.get(name):
            self._begin(name, node.getparent(), 0)
        around, value = self.open[name][-1]
        self.open[name][-1] = (around, value + number if add else number)

    def leave(self, node: Any) -> None:
        """End the counters that hold inside an element."""
        for name in self.begun.pop(node, ()):
            self.open[name].pop()

    def values(self, name: str) -> list[int]:
        """Return the values of a counter, the outermost first."""
        return [value for _, value in self.open.get(name, ())] or [0]


_MAY_NUMBER = (
    "boolean(//ol | //li[@type] | //ul[@type] | //menu[@type] | //dir[@type]"
    " | //*[contains(@style, '-style') or contains(@style, '-STYLE')])"
)
"""Whether a page without style sheets may show numbers before its items."""


def mark_numbers(root: Any, sheets: Iterable[str] = (), *, name: str) -> None:
    """Give each element with a number before it the attribute `NUMBER`.

    Args:
        root: the page.
        sheets: style sheets outside the page, which count before its own.
        name: file or URL, for messages.

    Raises:
        InvalidInputError: the style sheets have too many rules about numbers.
    """
    from lxml import etree

    own = [each.text or "" for each in root.iter("style") if not _is_for_print(each)]
    looks = read_looks(root, [*sheets, *own], name=name)
    if not looks.before and not looks.of_elements and not root.xpath(_MAY_NUMBER):
        return
    lists: list[_List] = []
    counters = _Counters()
    notes: list[Any] = []
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(node.tag, str):
            continue
        if event == "start":
            if is_hidden(node):
                continue
            if _holds_notes(node):
                notes.append(node)
            if node.tag in _LISTS:
                lists.append(_open_list(node, looks))
            counters.change(node, looks.of_elements.get(node, {}))
            number = "" if notes else _find_number(node, lists, counters, looks)
            if number:
                node.set(NUMBER, number)
        else:
            counters.leave(node)
            if lists and lists[-1].node is node:
                lists.pop()
            if notes and notes[-1] is node:
                notes.pop()


def _is_for_print(sheet: Any) -> bool:
    media = (sheet.get("media") or "").lower()
    return "print" in media and "screen" not in media


def _find_number(node: Any, lists: list[_List], counters: _Counters, looks: Looks) -> str:
    """Return what stands before an element, with a space behind it if there is one; empty if none.

    Items are counted by it.
    """
    pieces = [_count_item(node, lists[-1], looks)] if node.tag == "li" and lists else []
    before = looks.before.get(node, {})
    if before:
        counters.change(node, before)
        pieces.append(_write_content(before.get("content", ""), counters, looks))
    number = "".join(pieces)
    if not any(map(str.isalnum, number)):
        return ""
    number = " ".join(number.split())
    return number if stands_close(number) else f"{number} "


def _open_list(node: Any, looks: Looks) -> _List:
    """Return a list whose numbering begins."""
    stated = _read_style(node, looks)
    items = [each for each in node if each.tag == "li" and not is_hidden(each)]
    if node.tag != "ol":
        style = "" if stated in UNNUMBERED else stated
    else:
        style = stated or OF_TYPES.get((node.get("type") or "").strip(), "decimal")
        if not stated and _types_numbers(items):
            style = ""
    is_reversed = node.get("reversed") is not None
    start = _to_int(node.get("start"))
    if start is None:
        start = len(items) if is_reversed else 1
    return _List(node, style, start, -1 if is_reversed else 1)


def _read_style(node: Any, looks: Looks) -> str:
    """Return the style that an element states for its numbers; empty if it states none."""
    if stated := looks.value(node, "list-style-type"):
        return stated if stated[0] in "\"'" else stated.lower()
    words = looks.value(node, "list-style").split()
    words = [each for each in words if each not in ("inside", "outside") and "url(" not in each]
    if not words or words[0] in ("initial", "inherit", "unset", "revert"):
        return ""
    return words[0]


def _types_numbers(items: list[Any]) -> bool:
    """Tell whether most items of a list have a number in their text.

    A style sheet outside the page then hides those of the list.
    """
    firsts = (next(filter(str.strip, item.itertext()), "") for item in items)
    typed = sum(_TYPED.match(first) is not None for first in firsts)
    return typed > 0 and typed >= _LEAST_TYPED * len(items)


def _count_item(node: Any, around: _List, looks: Looks) -> str:
    """Count an item; return its number, empty if none is shown."""
    value = _to_int(node.get("value"))
    number = around.next if value is None else value
    around.next = number + around.step
    style = around.style
    if stated := _read_style(node, looks):
        style = stated
    elif own_type := OF_TYPES.get((node.get("type") or "").strip()):
        style = style and own_type
    if style == "decimal" and not stated and _types_numbers([node]):
        return ""
    return write_marker(number, style, looks.styles) if style else ""


def _holds_notes(node: Any) -> bool:
    """Tell whether an element holds notes, or is one: their marks are left out of the text."""
    if node.keys():
        names = " ".join(node.get(key) or "" for key in ("class", "id", "role", "epub:type"))
        if any(_NOTES.fullmatch(each) for each in names.lower().split()):
            return True
    if node.tag != "li":
        return False
    return any(is_note_mark(link) for link in node.iterfind("./a")) or any(
        is_note_mark(link) for link in node.iterfind("./p/a")
    )


def _write_content(content: str, counters: _Counters, looks: Looks) -> str:
    """Return what `content` shows, with the values of counters; empty if a part is not known."""
    written = ""
    for piece in _PIECE.findall(content):
        if piece[0] in "\"'":
            written += unquote(piece)
        elif found := _COUNTER.fullmatch(piece):
            name, *others = read_strings(found[2].replace(",", " ")) or [""]
            if found[1] == "counters":
                joint, *others = others or ["."]
                values = counters.values(name)
            else:
                joint, values = "", counters.values(name)[-1:]
            style = others[0] if others else "decimal"
            written += joint.join(write_counter(each, style, looks.styles) for each in values)
        else:
            return ""
    return written


def _read_counts(value: str, *, default: int) -> list[tuple[str, int]]:
    """Return the counters that a property names, each with its number."""
    found: list[tuple[str, int]] = []
    for word in value.split():
        number = _to_int(word)
        if number is not None and found:
            found[-1] = (found[-1][0], number)
        elif word not in ("none", "initial", "inherit"):
            found.append((word, default))
    return found


def _to_int(text: str | None) -> int | None:
    return int(text) if text is not None and _WHOLE.fullmatch(text) else None
