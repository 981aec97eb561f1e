"""The English names of months: their numbers, and a pattern that finds them in a text."""

from __future__ import annotations

_FULL_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_ABBREVIATION = 3
"""Letters that an abbreviated name keeps; only September has a longer form besides (Sept)."""

MONTHS = {name: number for number, name in enumerate(_FULL_NAMES, start=1)}
MONTHS |= {name[:_ABBREVIATION]: number for name, number in MONTHS.items()} | {"sept": 9}
"""Names and abbreviations in lower case, without a point, to numbers from 1 to 12."""

MONTH_STEMS = "|".join(name[:_ABBREVIATION] for name in _FULL_NAMES)
"""Alternatives of a regular expression: the first three letters of each name, in lower case."""

MONTH_NAMES = "|".join(
    name.capitalize() if name in _FULL_NAMES else rf"{name.capitalize()}\.?" for name in MONTHS
)
"""Alternatives of a regular expression: names, and abbreviations with their point, capitalised."""
