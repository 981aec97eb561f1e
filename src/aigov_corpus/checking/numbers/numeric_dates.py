"""Dates in digits alone: 2025-03-05, 2025/3/5, 2025.3.5, with the year first."""

from __future__ import annotations

from collections.abc import Sequence

from aigov_corpus import patterns as re
from aigov_corpus.text.numerals import NumberMention

_DATE = re.compile(
    r"(?<![A-Za-z0-9.:/-])(?P<year>(?:1[6-9]|20)\d\d)(?P<sign>[-./])"
    r"(?P<month>0?[1-9]|1[0-2])(?P=sign)(?P<day>0?[1-9]|[12]\d|3[01])(?![.:/-]?\d)"
)


def split_dates(text: str, mentions: Sequence[NumberMention]) -> list[NumberMention]:
    """Return the numbers of a text in which each date in digits is a year, a month and a day."""
    dates = list(_DATE.finditer(text))
    if not dates:
        return list(mentions)
    found = [
        mention
        for mention in mentions
        if not any(date.start() <= mention.start < date.end() for date in dates)
    ]
    for date in dates:
        for kind in ("year", "month", "day"):
            found.append(NumberMention(*date.span(kind), kind, (float(date[kind]),)))
    return sorted(found, key=lambda mention: mention.start)
