"""Quotation marks and brackets of the translation that are not closed: `quotes`.

Where a sentence was cut out of a longer quotation, the source has the same mark open, and nothing
is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aigov_corpus.checking.quoting import quote_around
from aigov_corpus.checking.units import Unit, Units
from aigov_corpus.records import Finding, Side

CODE = "quotes"
_PAIRS = {"“": "”", "(": ")", "[": "]", "（": "）", "「": "」", "『": "』", "《": "》", "【": "】"}
_NAMES = {"“": "quotation mark", "「": "quotation mark", "『": "quotation mark", "《": "title mark"}
_BEFORE, _AFTER = 10, 20
"""Characters around a mark that its message shows, at least."""
_SAME = {"(": "（", "（": "(", "“": "「", "「": "“", "[": "【", "【": "["}
"""Marks of the other language that mean the same."""
_LIST_MARK = re.compile(
    r"(?:^|[\s;；,，。.])[（(]?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4}|[一二三四五六七八九十]+)[)）]"
)
"""Pattern for the mark of a list, such as a), whose bracket was never opened."""


def check(units: Units) -> Iterator[Finding]:
    """Yield a finding for each mark of a translation that is opened and not closed, or reversed."""
    for unit in units:
        if unit.has_both:
            yield from _check_unit(unit, unit.target)


def _check_unit(unit: Unit, side: Side) -> Iterator[Finding]:
    """Yield the findings of one text of a pair."""
    text = unit.text(side)
    source = unit.text(unit.source)
    for opening, closing in _PAIRS.items():
        place = find_unbalanced(text, opening, closing)
        if place is None or _is_open_too(source, opening):
            continue
        name = _NAMES.get(opening, "bracket")
        what = "closed" if text[place] == opening else "opened"
        around = quote_around(text, place, _BEFORE, _AFTER)
        message = f"the {name} {text[place]} is not {what}: {around}"
        yield unit.find(CODE, "warning", side, (place, place + 1), message, score=0.7)


def find_unbalanced(text: str, opening: str, closing: str) -> int | None:
    """Return the offset of the first mark without its partner, or None if there is none."""
    if opening not in text and closing not in text:
        return None
    marks_of_lists = {found.end() - 1 for found in _LIST_MARK.finditer(text)}
    opened: list[int] = []
    for place, char in enumerate(text):
        if char == opening:
            opened.append(place)
        elif char == closing:
            if opened:
                opened.pop()
            elif place not in marks_of_lists:
                return place
    return opened[0] if opened else None


def _is_open_too(source: str, opening: str) -> bool:
    """Tell whether the source leaves the same mark open, or one that means the same."""
    marks = {opening, _SAME.get(opening, opening)}
    if opening == "“":
        marks |= {"『", "「"}
    return any(find_unbalanced(source, mark, _PAIRS[mark]) is not None for mark in marks)
