"""Quotation marks and brackets of the translation that are not closed: `quotes`.

There is no finding if a sentence was cut out of a longer quotation: the source then has the same
mark open, or a pair near by has its partner.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.checking.quoting import quote_around
from aigov_corpus.checking.units import Unit, Units
from aigov_corpus.records import Finding

CODE = "quotes"
_PAIRS = {"“": "”", "(": ")", "[": "]", "（": "）", "「": "」", "『": "』", "《": "》", "【": "】"}
_QUOTATION = "quotation mark"
_NAMES = {"“": _QUOTATION, "「": _QUOTATION, "『": _QUOTATION, "《": "title mark"}
_CLOSING = "”」』"
_BEFORE, _AFTER = 10, 20
"""Characters around a mark that its message shows, at least."""
_FARTHEST = 30
"""Pairs that a quotation of several pairs may have between its marks."""
_SAME = {"(": "（", "（": "(", "“": "「", "「": "“", "[": "【", "【": "["}
"""Marks of the other language that mean the same."""
_LIST_MARK = re.compile(
    r"(?:^|[\s;；,，。.])[（(]?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4}|[一二三四五六七八九十]+)[)）]"
)
"""Pattern for the mark of a list, such as a), whose bracket was never opened."""


def check(units: Units) -> Iterator[Finding]:
    """Yield a finding for each mark of a translation that is opened and not closed, or reversed."""
    slips = [slip for number, unit in enumerate(units) for slip in _find_slips(number, unit)]
    joined = _join_quotations(slips, units)
    for slip in slips:
        unit = units[slip.number]
        if slip not in joined and not _is_open_too(unit.text(unit.source), slip.opening):
            yield _report(unit, slip)


class _Slip(NamedTuple):
    """A mark without its partner."""

    number: int
    """The number of the unit."""
    opening: str
    """The opening mark of its kind."""
    place: int
    """The offset of the mark in the translation."""
    is_opened: bool
    """Whether the mark opens; else it closes."""
    partner: int = -1
    """The offset of a bracket of the other width that stands for the partner: （…); or -1."""


def _find_slips(number: int, unit: Unit) -> Iterator[_Slip]:
    """Yield the first mark of each kind that has no partner in the translation of a pair.

    A bracket that one of the other width closes is one slip.
    """
    if not unit.has_both:
        return
    text = unit.text(unit.target)
    slips: dict[str, _Slip] = {}
    for opening, closing in _PAIRS.items():
        place = find_unbalanced(text, opening, closing)
        if place is not None:
            slips[opening] = _Slip(number, opening, place, text[place] == opening)
    for opening, other in ("(（", "（("):
        one, partner = slips.get(opening), slips.get(other)
        if (
            one
            and partner
            and one.is_opened
            and one.place < partner.place
            and not partner.is_opened
        ):
            slips[opening] = one._replace(partner=partner.place)
            del slips[other]
    yield from slips.values()


def _join_quotations(slips: Sequence[_Slip], units: Units) -> set[_Slip]:
    """Return marks whose partner stands in another pair, and the marks of paragraphs between them.

    A quotation of several paragraphs opens in each of them, and closes in the last one.
    """
    joined: set[_Slip] = set()
    opened: dict[tuple[object, str], list[_Slip]] = {}
    for slip in slips:
        if _NAMES.get(slip.opening) != _QUOTATION or _closes_all(units[slip.number], slip.opening):
            continue
        key = (units[slip.number].belongs_to, slip.opening)
        if slip.is_opened:
            opened.setdefault(key, []).append(slip)
            continue
        near = [one for one in opened.pop(key, ()) if 0 < slip.number - one.number <= _FARTHEST]
        if near:
            joined |= {*near, slip}
    return joined


def _closes_all(unit: Unit, opening: str) -> bool:
    """Tell whether the source has a whole quotation for each that the translation has or begins."""
    text, source = unit.text(unit.target), unit.text(unit.source)
    whole = source.count('"') // 2 + sum(source.count(mark) for mark in _CLOSING)
    return whole >= max(text.count(opening), text.count(_PAIRS[opening]))


def _report(unit: Unit, slip: _Slip) -> Finding:
    """Return the finding about a mark without its partner."""
    text = unit.text(unit.target)
    name = _NAMES.get(slip.opening, "bracket")
    around = quote_around(text, slip.place, _BEFORE, _AFTER)
    what = "closed" if slip.is_opened else "opened"
    message = f"the {name} {text[slip.place]} is not {what}: {around}"
    place = (slip.place, slip.place + 1)
    if slip.partner >= 0:
        message = f"the {name} {text[slip.place]} is closed by {text[slip.partner]}: {around}"
        place = (slip.partner, slip.partner + 1)
    return unit.find(CODE, "warning", unit.target, place, message, score=0.7)


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
        if source.count('"') % 2:
            return True
    return any(find_unbalanced(source, mark, _PAIRS[mark]) is not None for mark in marks)
