"""The numbers of items in a list, such as （三） and (3): they must be the same in both texts."""

from __future__ import annotations

from dataclasses import dataclass

from aigov_corpus import patterns as re
from aigov_corpus.text.numerals import read_integer

_CHINESE = re.compile(
    r"(?:^|\n|[。；：:;])\s*(?:[（(](?P<a>[一二三四五六七八九十]{1,3}|\d{1,2})[）)]"
    r"|(?P<b>[一二三四五六七八九十]{1,3}|\d{1,2})(?:、|[.．](?!\d)|\u3000))"
)
_ENGLISH = re.compile(
    r"(?:^|\n|[.;:,]\s+(?:and\s+|or\s+)?)(?:\((?P<a>\d{1,2})\)|(?P<b>\d{1,2})[.)](?=\s*[A-Za-z]))"
)


@dataclass(frozen=True, slots=True)
class WrongMark:
    """An item that has another number in the other text."""

    zh: tuple[int, int]
    en: tuple[int, int]
    zh_number: int
    en_number: int


def find_wrong_mark(zh: str, en: str) -> WrongMark | None:
    """Return the first item with another number in the other text, or None if there is none.

    Lists with different numbers of marks are not compared: one text may leave its marks out.
    """
    zh_marks = _marks(_CHINESE, zh)
    en_marks = _marks(_ENGLISH, en) if zh_marks else []
    if len(zh_marks) != len(en_marks):
        return None
    for (place, number), (other, en_number) in zip(zh_marks, en_marks, strict=True):
        if number != en_number:
            return WrongMark(place, other, number, en_number)
    return None


def _marks(pattern: re.Pattern[str], text: str) -> list[tuple[tuple[int, int], int]]:
    """Return the place and the number of each mark of a text."""
    found = []
    for mark in pattern.finditer(text):
        group = "a" if mark["a"] else "b"
        found.append((mark.span(group), read_integer(mark[group]) or 0))
    return found
