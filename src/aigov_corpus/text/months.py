"""The English names of months: their numbers, and regular expressions that find them in a text."""

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
"""Names of the months in lower case, January first."""

# Letters that an abbreviated name keeps; only September has a longer form besides (Sept).
_ABBREVIATION = 3

MONTHS = {name: number for number, name in enumerate(FULL_MONTH_NAMES, start=1)}
MONTHS |= {name[:_ABBREVIATION]: number for name, number in MONTHS.items()} | {"sept": 9}
"""Number (1 to 12) of each name and abbreviation, in lower case and without a full stop."""

MONTH_STEMS = "|".join(name[:_ABBREVIATION] for name in FULL_MONTH_NAMES)
"""Part of a regular expression: the first three letters of each month, joined by `|`."""

MONTH_NAMES = "|".join(
    name.capitalize() if name in FULL_MONTH_NAMES else rf"{name.capitalize()}\.?" for name in MONTHS
)
"""Part of a regular expression: capitalised names and abbreviations of months, joined by `|`.

An abbreviation may have a full stop.
"""
