"""Section markers: the numbers with which paragraphs begin: 一、 （一） 第三条 `II.` `Article 3`.

A marker has a family, which says what it counts (chapter, article) or how it is written; a rank,
which says how high it stands among the markers of its language; and a number.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.text.language_codes import base_language
from aigov_corpus.text.numerals.integers import BRACKETED, CIRCLED, read_integer


class Rank(IntEnum):
    """Ranks of markers; a section contains the sections whose markers have a higher rank.

    Ranks can be compared within one language only. Values between these are free for further kinds
    of markers.
    """

    ANNEX = 0
    PART = 1
    CHAPTER = 2
    SECTION = 3
    ARTICLE = 4
    PLAIN = 10
    """一、 and `I.`: the lowest rank of a plain number, one without a name such as chapter."""
    PLAIN_SECOND = 11
    """（一） and `A.`"""
    DIGIT = 12
    """`1.`; a number with several parts (`2.1.3`) has half a rank more for each further part."""
    DIGIT_IN_BRACKETS = 14
    """`(1)` and `1)`"""
    CIRCLED = 15
    """① and `(a)`"""
    ROMAN_IN_BRACKETS = 16
    """`(i)`"""


PLAIN_ABOVE_ARTICLES = ""
"""Family of a plain number above articles: with the rank of a section, and a label without name."""


@dataclass(frozen=True, slots=True)
class Marker:
    """The number with which a paragraph begins."""

    family: str
    """What the marker counts or, for a plain number, how it is written.

    Counted things are `part`, `ch` (chapter), `s` (section), `art` (article) and `annex`. Ways to
    write a plain number are `han` (一、), `han-paren` (（一）), `roman`, `letter`, `dot` (`1.`),
    `paren` (`(1)`), `circled`, `letter-paren` and `roman-paren`. A plain number that stands above
    articles has the family `PLAIN_ABOVE_ARTICLES`, however it is written.
    """
    rank: float
    """A value of `Rank`, plus a half for each part before the last one: 13.0 for `2.1.3`."""
    number: int
    """Value of the numeral; of its last part for `2.1.3`; 0 for an annex without a number."""
    end: int
    """Offset in the paragraph at which the text after the marker begins."""
    suffix: str = ""
    """Number of an inserted article: `-1` for 第五条之一 and `Article 5-1`; else empty."""

    @property
    def plain(self) -> bool:
        """Whether the marker is a plain number, without a name such as chapter or article."""
        return self.rank >= Rank.PLAIN

    @property
    def label(self) -> str:
        """The name of the marker in a section path: `ch2`, `art33`, `art5-1`, `4`."""
        return f"{'' if self.plain else self.family}{self.number}{self.suffix}"


class _Form(NamedTuple):
    """One of the ways in which a marker can be written."""

    lang: str
    """Code of the language that writes markers in this way; empty for every language."""
    family: str
    rank: Rank
    pattern: re.Pattern[str]
    """Pattern that matches the marker at the beginning of a paragraph.

    Its group `n` is the numeral, `sub` the number of an inserted article (之一), and `lead` the
    parts before the last one of `2.1.3`.
    """


_HAN = "[零〇○一二两兩三四五六七八九十百千廿卅]"
_DIGIT = "[0-9０-９]"
_GAP = r"[\s\u3000]*"
_ZH_N = rf"(?P<n>{_HAN}+|{_DIGIT}+)"
# Not the 1 of Section 1.2, which mostly stands in a reference.
_EN_N = r"(?P<n>\d{1,4}|[IVXLC]+|[A-Z][a-z]+|[A-Z]{3,})\b(?!\.\d)"
# Behind the last number of 2.1: a stop, or a space and a capital (2.1 Lamps, not 2.1 percent).
_DOTTED = r"(?:[.．、](?!\d)|(?=\s+[A-Z\u4e00-\u9fff]))"
# Behind that of 2.1.3, which is no amount, a space and any letter.
_DOTTED_TWICE = r"(?:[.．、](?!\d)|(?=\s+[A-Za-z\u4e00-\u9fff]))"
_LETTERS_OF_ANNEXES = "ABCDEFGH"


def _forms(lang: str, *rows: tuple[str, Rank, str]) -> list[_Form]:
    """Return the forms of a language; each row is a family, a rank and a regular expression."""
    return [_Form(lang, family, rank, re.compile(pattern)) for family, rank, pattern in rows]


_ZH_NAMED = _forms(
    "zh",
    ("part", Rank.PART, rf"第{_GAP}{_ZH_N}{_GAP}(?:[编編]|部分)"),
    ("ch", Rank.CHAPTER, rf"第{_GAP}{_ZH_N}{_GAP}章"),
    ("s", Rank.SECTION, rf"第{_GAP}{_ZH_N}{_GAP}[节節]"),
    (
        "art",
        Rank.ARTICLE,
        rf"第{_GAP}{_ZH_N}{_GAP}(?:[-－–之]{_GAP}(?P<before>{_HAN}+|{_DIGIT}+){_GAP})?[条條]"
        rf"(?:{_GAP}之{_GAP}(?P<sub>{_HAN}+|{_DIGIT}+))?",
    ),
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
    ("art", Rank.ARTICLE, r"§\s*(?P<n>\d{1,4})(?![.\d]*\d)(?:-(?P<sub>\d+))?"),
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
    ("dot", Rank.DIGIT, rf"(?P<lead>\d{{1,2}}\.)(?P<n>\d{{1,2}}){_DOTTED}"),
    ("dot", Rank.DIGIT, rf"(?P<lead>(?:\d{{1,2}}\.){{2,3}})(?P<n>\d{{1,2}}){_DOTTED_TWICE}"),
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
    """Return the marker with which a paragraph begins, or None if it begins with none.

    Args:
        text: the paragraph, without white space at its beginning.
        lang: code of its language; a script or region in it makes no difference.
    """
    base = base_language(lang)
    for form in _FORMS:
        if form.lang not in ("", base):
            continue
        found = form.pattern.match(text)
        number = _value(found["n"], form.family) if found else None
        if found and number is not None:
            return _marker(form, found, number)
    return None


def _marker(form: _Form, found: re.Match[str], number: int) -> Marker:
    """Return the marker for a match of a form's pattern and the value of its numeral."""
    groups = found.groupdict()
    inserted = groups.get("sub") or groups.get("before")
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
    """Return the value of a marker's numeral; 0 for no numeral, None for a malformed one."""
    if not numeral:
        return 0
    is_letter = family == "annex" and numeral in _LETTERS_OF_ANNEXES
    if is_letter or family.startswith("letter"):
        return ord(numeral.upper()) - ord("A") + 1
    return read_integer(numeral)
