"""Years, decades and hours: their values, which are the same in both languages."""

from __future__ import annotations

FIRST_YEAR = 1000
"""The lowest number that can be read as a year."""
LAST_YEAR = 2199
"""The highest number that can be read as a year."""
CENTURY = 100
YEARS_OF_DECADE = 10
MONTHS_OF_YEAR = 12
DAYS_OF_MONTH = 31
HOURS_OF_DAY = 24
MINUTES_OF_HOUR = 60
HALF_HOUR = 30
QUARTER_HOUR = 15

_HOURS_OF_HALF_DAY = 12
# Decades from this one on are of the 20th century: 九十年代 begins in 1990, 一十年代 in 2010.
_OLDEST_DECADE = 20
_CENTURY_OF_DECADES = 1900


def first_year_of_decade(value: float) -> float:
    """Return the first year of a decade: 90 gives 1990, 10 gives 2010, 1850 gives 1850."""
    if value >= CENTURY:
        return value
    century = _CENTURY_OF_DECADES if value >= _OLDEST_DECADE else _CENTURY_OF_DECADES + CENTURY
    return century + value


def year_after(first: float, digits: int) -> int:
    """Return the second year of a range whose century is left out: 1997 and 98 give 1998."""
    return int(first) // CENTURY * CENTURY + digits


def hour_of_day(hour: int, *, is_afternoon: bool) -> int:
    """Return an hour from 0 to 24: 3 in the afternoon gives 15."""
    if is_afternoon and hour < _HOURS_OF_HALF_DAY:
        return hour + _HOURS_OF_HALF_DAY
    return hour


def hour_before_noon(hour: int) -> int:
    """Return the hour of a time with a.m.: 12 a.m. gives 0, all others stay."""
    return 0 if hour == _HOURS_OF_HALF_DAY else hour
