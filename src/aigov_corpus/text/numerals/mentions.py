"""A number that a text names: where it stands, what kind of number it is, and its values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

NumberKind = Literal[
    "cardinal", "ordinal", "percent", "fraction", "year", "decade", "month", "day", "time"
]
"""The kinds of numbers.

- `cardinal`: counts or measures something: 三十万, 1,234, three hundred, a dozen.
- `ordinal`: a place in a row: 第三次, 十八大, 21世纪, 18th, eighteenth, Chapter IV.
- `percent`: 40%, 百分之四十, 四成, 40 per cent, 5个百分点.
- `fraction`: 三分之二, two-thirds, 一半, half.
- `year`: 二〇二五年, 2025.
- `decade`: 九十年代, the 1990s; its value is the first year.
- `month`, `day`: 十一月十五日, November 15.
- `time`: a time of the day: 9点半, 24时, 9:30, 3 p.m.
"""


@dataclass(frozen=True, slots=True)
class NumberMention:
    """One number in a text; `text[start:end]` is the number as it is written."""

    start: int
    end: int
    kind: NumberKind
    values: tuple[float, ...]
    """One value, except for two kinds of numbers.

    A guess has two (七八天, seven or eight days: 7.0, 8.0). A time has two: hours from 0 to 24, and
    minutes. A percentage has the value of its numeral (40.0), a fraction its share of one (0.5).
    """
