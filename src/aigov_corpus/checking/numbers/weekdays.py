"""Days of the week, which Chinese counts: 周二 is Tuesday."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from aigov_corpus import patterns as re

_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CHARACTERS = "一二三四五六日天"
_LAST = len(_NAMES) - 1
_CHINESE = re.compile(
    rf"(?<![一二三四五六七八九十两兩0-9])(?:周|週|星期|礼拜|禮拜)([{_CHARACTERS}])"
    "(?![次个個期年天场場回篇小岁歲般十百千万])"
)
"""Pattern for a weekday; 每周一次 is once a week."""
_NEXT = re.compile(
    rf"[、和及与與或]([{_CHARACTERS}])(?![{_CHARACTERS}次个個期年月号號天场場回篇小岁歲般十百千万级級])"
)
"""Pattern for a further day behind one, whose 周 is left out: 周二、四、六."""
_ENGLISH = re.compile(rf"\b({'|'.join(_NAMES)})(?:s|['’]s)?\b")


class WrongDay(NamedTuple):
    """A day that is another one in the other text."""

    zh: tuple[int, int]
    """Place in the Chinese text."""
    en: tuple[int, int]
    """Place in the English text."""
    written: str
    """The day as the Chinese has it."""
    zh_name: str
    """English name of the Chinese day."""
    en_name: str
    """The day that the English has."""


def find_wrong_day(zh: str, en: str) -> WrongDay | None:
    """Return the only day of each text that the other one lacks; None if there is none."""
    chinese = list(_list_chinese(zh))
    english = [(match, match[1]) for match in _ENGLISH.finditer(en)] if chinese else []
    zh_left = [one for one in chinese if one[1] not in {day for _, day in english}]
    en_left = [one for one in english if one[1] not in {day for _, day in chinese}]
    if len(zh_left) != 1 or len(en_left) != 1:
        return None
    (place, day), (other, other_day) = zh_left[0], en_left[0]
    return WrongDay(place.span(), other.span(1), place[0].lstrip("、和及与與或"), day, other_day)


def _list_chinese(zh: str) -> Iterator[tuple[re.Match[str], str]]:
    """Yield the days of a Chinese text with their English names."""
    for first in _CHINESE.finditer(zh):
        found: re.Match[str] | None = first
        while found:
            yield found, _NAMES[min(_CHARACTERS.index(found[1]), _LAST)]
            found = _NEXT.match(zh, found.end())
