"""Section markers: the numbers that open paragraphs, such as 一、 （一） 第三条 `II.` `Article 3`.

A marker has a family (chapter, article, the form of a plain number …), a rank among the markers of
its language, and a value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from aigov_corpus.text.numerals.integers import BRACKETED, CIRCLED, read_integer


class Rank(IntEnum):
    """Ranks of markers: a section with a marker of lower rank contains those of higher rank.

    The ranks order the forms of one language. Numbers are left free between the markers with a name
    (第一章) and the plain numbers (一、), and among the plain numbers.
    """

    ANNEX = 0
    PART = 1
    CHAPTER = 2
    SECTION = 3
    ARTICLE = 4
    PLAIN = 10
    """一、 and `I.`: the first of the plain numbers."""
    PLAIN_SECOND = 11
    """（一） and `A.`"""
    DIGIT = 12
    """`1.`; each number before it (`2.1.3`) is half a rank more."""
    DIGIT_IN_BRACKETS = 14
    """`(1)` and `1)`"""
    CIRCLED = 15
    """① and `(a)`"""
    ROMAN_IN_BRACKETS = 16
    """`(i)`"""


@dataclass(frozen=True, slots=True)
class Marker:
    """The number that opens a paragraph."""

    family: str
    """What it counts, or which form it has.

    `part`, `ch` (chapter), `s` (section), `art` (article), `annex`; for a plain number its form:
    `han` (一、), `han-paren` (（一）), `roman`, `letter`, `dot` (`1.`), `paren` (`(1)`), `circled`,
    `letter-paren`, `roman-paren`.
    """
    rank: float
    """One of `Rank`; for each number before the last one of `2.1.3` half a rank more."""
    number: int
    """Its value; of `2.1.3` the last number; 0 for an annex without a number."""
    end: int
    """Offset in the paragraph at which the text behind the marker begins."""
    suffix: str = ""
    """`-1` for 第五条之一 and `Article 5-1`; empty for other markers."""

    @property
    def plain(self) -> bool:
        """Whether it is a number without a name such as chapter or article."""
        return self.rank >= Rank.PLAIN

    @property
    def label(self) -> str:
        """The component of a section path that stands for it: `ch2`, `art33`, `art5-1`, `4`."""
        return f"{'' if self.plain else self.family}{self.number}{self.suffix}"


class _Form(NamedTuple):
    """One way to write a marker."""

    lang: str
    """Language that it is written in; empty for every language."""
    family: str
    rank: Rank
    pattern: re.Pattern[str]
    """Matches at the beginning of a paragraph.

    The group `n` is the numeral, `sub` the number of an inserted article (之一), `lead` the numbers
    before the last one of `2.1.3`.
    """


_HAN = "[零〇○一二两兩三四五六七八九十百千廿卅]"
_DIGIT = "[0-9０-９]"
_GAP = r"[\s\u3000]*"
_ZH_N = rf"(?P<n>{_HAN}+|{_DIGIT}+)"
_EN_N = r"(?P<n>\d{1,4}|[IVXLC]+|[A-Z][a-z]+|[A-Z]{3,})\b"
# Behind the last number of 2.1: a stop, or a space and a capital (2.1 Lamps, not 2.1 percent).
_DOTTED = r"(?:[.．、](?!\d)|(?=\s+[A-Z\u4e00-\u9fff]))"
_LETTERS_OF_ANNEXES = "ABCDEFGH"


def _forms(lang: str, *rows: tuple[str, Rank, str]) -> list[_Form]:
    """Return the forms of a language from rows of family, rank and regular expression."""
    return [_Form(lang, family, rank, re.compile(pattern)) for family, rank, pattern in rows]


_ZH_NAMED = _forms(
    "zh",
    ("part", Rank.PART, rf"第{_GAP}{_ZH_N}{_GAP}(?:[编編]|部分)"),
    ("ch", Rank.CHAPTER, rf"第{_GAP}{_ZH_N}{_GAP}章"),
    ("s", Rank.SECTION, rf"第{_GAP}{_ZH_N}{_GAP}[节節]"),
    ("art", Rank.ARTICLE, rf"第{_GAP}{_ZH_N}{_GAP}[条條](?:之(?P<sub>{_HAN}+))?"),
    (
        "annex",
        Rank.ANNEX,
        rf"(?:附件|附[录錄]|附表|附(?={_GAP}[:：])){_GAP}{_ZH_N}?",
    ),
)
_ZH_PLAIN = _forms(
    "zh",
    ("han", Rank.PLAIN, rf"(?P<n>{_HAN}{{1,4}}){_GAP}(?:、|[.．](?!\d))"),
    ("han-paren", Rank.PLAIN_SECOND, rf"[（(]{_GAP}(?P<n>{_HAN}{{1,4}}){_GAP}[)）]、?"),
    ("han-paren", Rank.PLAIN_SECOND, f"(?P<n>[{BRACKETED}])"),
)
_EN_NAMED = _forms(
    "en",
    ("part", Rank.PART, r"(?:PART|Part)\s+" + _EN_N),
    ("ch", Rank.CHAPTER, r"(?:CHAPTER|Chapter)\s+" + _EN_N),
    ("s", Rank.SECTION, r"(?:SECTION|Section)\s+" + _EN_N),
    ("art", Rank.ARTICLE, rf"(?:ARTICLE|Article|Art\.)\s+{_EN_N}(?:-(?P<sub>\d+))?"),
    (
        "annex",
        Rank.ANNEX,
        r"(?i:annex|appendix|attachment)\b"
        rf"(?:\s+(?P<n>\d{{1,2}}|[IVX]+|[{_LETTERS_OF_ANNEXES}])\b)?",
    ),
)
_EN_PLAIN = _forms(
    "en",
    ("roman", Rank.PLAIN, r"(?P<n>[IVX]+)\s?(?:[.．、:](?!\d)|\s[-–—])"),
    ("letter", Rank.PLAIN_SECOND, r"(?P<n>[A-Z])[.．](?=\s)"),
)
_ANY = _forms(
    "",
    ("dot", Rank.DIGIT, rf"(?P<lead>(?:\d{{1,2}}\.){{1,3}})(?P<n>\d{{1,2}}){_DOTTED}"),
    ("dot", Rank.DIGIT, rf"(?P<n>{_DIGIT}{{1,3}})(?:[.．](?!\d)|、)"),
    ("paren", Rank.DIGIT_IN_BRACKETS, rf"[（(]\s?(?P<n>{_DIGIT}{{1,3}})\s?[)）]"),
    ("paren", Rank.DIGIT_IN_BRACKETS, r"(?P<n>[0-9]{1,2})[)）]"),
    ("circled", Rank.CIRCLED, f"(?P<n>[{CIRCLED}])"),
)
_EN_IN_BRACKETS = _forms(
    "en",
    ("letter-paren", Rank.CIRCLED, r"[（(](?P<n>[a-h])[)）]"),
    ("roman-paren", Rank.ROMAN_IN_BRACKETS, r"[（(](?P<n>[ivx]+)[)）]"),
)
# The first form that matches is taken.
_FORMS = (*_ZH_NAMED, *_ZH_PLAIN, *_EN_NAMED, *_EN_PLAIN, *_ANY, *_EN_IN_BRACKETS)
# Rank that each number before the last one of `2.1.3` adds.
_RANK_OF_LEAD = 0.5
# What belongs to a marker with a name: spaces and a mark such as `:`. A title in 【】 does not.
_AFTER_NAMED = re.compile(r"[\s\u3000]*(?:[:：.、](?!\d)|(?=【[^】]*】))?[\s\u3000]*")
_AFTER_PLAIN = re.compile(r"[\u3000 \t]*")


def find_marker(text: str, lang: str) -> Marker | None:
    """Return the marker that opens a paragraph, or None if no number opens it.

    Args:
        text: the paragraph, without white space at its beginning.
        lang: `zh` or `en`.
    """
    for form in _FORMS:
        if form.lang not in ("", lang):
            continue
        found = form.pattern.match(text)
        number = _value(found["n"], form.family) if found else None
        if found and number is not None:
            return _marker(form, found, number)
    return None


def _marker(form: _Form, found: re.Match[str], number: int) -> Marker:
    """Return the marker that a form has found."""
    groups = found.groupdict()
    inserted = groups.get("sub")
    lead = groups.get("lead") or ""
    after = _AFTER_NAMED if form.rank < Rank.PLAIN else _AFTER_PLAIN
    behind = after.match(found.string, found.end())
    return Marker(
        family=form.family,
        rank=form.rank + lead.count(".") * _RANK_OF_LEAD,
        number=number,
        end=behind.end() if behind else found.end(),
        suffix=f"-{read_integer(inserted)}" if inserted else "",
    )


def _value(numeral: str | None, family: str) -> int | None:
    """Return the value of a marker's numeral, 0 if it has none; None if it is malformed."""
    if not numeral:
        return 0
    is_letter = family == "annex" and numeral in _LETTERS_OF_ANNEXES
    if is_letter or family.startswith("letter"):
        return ord(numeral.upper()) - ord("A") + 1
    return read_integer(numeral)
