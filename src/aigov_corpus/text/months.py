"""The English names of months: their numbers, and a pattern that finds them in a text."""

from __future__ import annotations

FULL_MONTH_NAMES = (
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
"""Names in lower case, January first."""

# Letters that an abbreviated name keeps; only September has a longer form besides (Sept).
_ABBREVIATION = 3

MONTHS = {name: number for number, name in enumerate(FULL_MONTH_NAMES, start=1)}
MONTHS |= {name[:_ABBREVIATION]: number for name, number in MONTHS.items()} | {"sept": 9}
"""Names and abbreviations in lower case, without a point, to numbers from 1 to 12."""

MONTH_STEMS = "|".join(name[:_ABBREVIATION] for name in FULL_MONTH_NAMES)
"""Alternatives of a regular expression: the first three letters of each name, in lower case."""

MONTH_NAMES = "|".join(
    name.capitalize() if name in FULL_MONTH_NAMES else rf"{name.capitalize()}\.?" for name in MONTHS
)
"""Alternatives of a regular expression: names, and abbreviations with their point, capitalised."""
