"""Numbers that open a paragraph (一、 （一） 第三条 附件1, `1.` `II.` `Article 3`), and their values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from aigov_corpus.text.numerals.integers import BRACKETED, CIRCLED, read_integer

_NUMERAL = "[零〇○一二两三四五六七八九十百千]"


class Rank(IntEnum):
    """Levels of the numbers of sections: a number of lower rank encloses those of higher rank.

    The ranks order the forms within one language. Between the named numbers (第一章) and the plain ones
    (一、) there is room, as there is below the plain ones.
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
    """`part`, `ch`, `s`, `art`, `annex`, or the form of a plain number: `han`, `roman`, `dot` …"""
    rank: float
    """One of `Rank`, or half a rank more for each number before it in `2.1.3`."""
    number: int
    end: int
    """Where the text after the number begins."""
    suffix: str = ""
    """`-1` of 第五条之一; the leading numbers of `2.1.3`."""

    @property
    def plain(self) -> bool:
        """Whether it is a bare number, whose path label is the number alone."""
        return self.rank >= Rank.PLAIN

    @property
    def label(self) -> str:
        """Its part of a section path: `ch2`, `art33`, `4`."""
        return f"{'' if self.plain else self.family}{self.number}{self.suffix}"


_N = rf"(?P<n>{_NUMERAL}+|[0-9０-９]+)"
_EN_N = r"(?P<n>\d{1,4}|[IVXLC]+|[A-Z][a-z]+|[A-Z]{3,})\b"
_DOTTED = r"(?:[.．、](?!\d)|(?=\s+[A-Z\u4e00-\u9fff]))"  # 2.1 Lamps, not 2.1 percent
_GAP = r"[\s\u3000]*"
# (language, family, rank, pattern): the first that matches wins.
_FORMS: list[tuple[str, str, Rank, re.Pattern[str]]] = [
    (lang, family, rank, re.compile(pattern))
    for lang, family, rank, pattern in (
        ("zh", "part", Rank.PART, rf"第{_GAP}{_N}{_GAP}(?:[编編]|部分)"),
        ("zh", "ch", Rank.CHAPTER, rf"第{_GAP}{_N}{_GAP}章"),
        ("zh", "s", Rank.SECTION, rf"第{_GAP}{_N}{_GAP}[节節]"),
        ("zh", "art", Rank.ARTICLE, rf"第{_GAP}{_N}{_GAP}[条條](?:之(?P<sub>{_NUMERAL}+))?"),
        ("zh", "annex", Rank.ANNEX,
         rf"(?:附件|附[录錄]|附表|附(?={_GAP}[:：])){_GAP}(?P<n>{_NUMERAL}+|[0-9０-９]+)?"),
        ("zh", "han", Rank.PLAIN, rf"(?P<n>{_NUMERAL}{{1,4}}){_GAP}(?:、|[.．](?!\d))"),
        ("zh", "han-paren", Rank.PLAIN_SECOND,
         rf"[（(]{_GAP}(?P<n>{_NUMERAL}{{1,4}}){_GAP}[)）]、?"),
        ("zh", "han-paren", Rank.PLAIN_SECOND, f"(?P<n>[{BRACKETED}])"),
        ("en", "part", Rank.PART, r"(?:PART|Part)\s+" + _EN_N),
        ("en", "ch", Rank.CHAPTER, r"(?:CHAPTER|Chapter)\s+" + _EN_N),
        ("en", "s", Rank.SECTION, r"(?:SECTION|Section)\s+" + _EN_N),
        ("en", "art", Rank.ARTICLE, r"(?:ARTICLE|Article|Art\.)\s+" + _EN_N + r"(?:-(?P<sub>\d+))?"),
        ("en", "annex", Rank.ANNEX,
         r"(?i:annex|appendix|attachment)\b(?:\s+(?P<n>\d{1,2}|[IVX]+|[A-H])\b)?"),
        ("en", "roman", Rank.PLAIN, r"(?P<n>[IVX]+)\s?(?:[.．、:](?!\d)|\s[-–—])"),
        ("en", "letter", Rank.PLAIN_SECOND, r"(?P<n>[A-Z])[.．](?=\s)"),
        ("", "dot", Rank.DIGIT,
         r"(?P<lead>(?:\d{1,2}\.){1,3})(?P<n>\d{1,2})" + _DOTTED),
        ("", "dot", Rank.DIGIT, r"(?P<n>[0-9０-９]{1,3})(?:[.．](?!\d)|、)"),
        ("", "paren", Rank.DIGIT_IN_BRACKETS, r"[（(]\s?(?P<n>[0-9０-９]{1,3})\s?[)）]"),
        ("", "paren", Rank.DIGIT_IN_BRACKETS, r"(?P<n>[0-9]{1,2})[)）]"),
        ("", "circled", Rank.CIRCLED, f"(?P<n>[{CIRCLED}])"),
        ("en", "letter-paren", Rank.CIRCLED, r"[（(](?P<n>[a-h])[)）]"),
        ("en", "roman-paren", Rank.ROMAN_IN_BRACKETS, r"[（(](?P<n>[ivx]+)[)）]"),
    )
]  # fmt: skip
_AFTER = re.compile(r"[\s\u3000]*(?:[:：.、](?!\d)|【(?=[^】]*】))?[\s\u3000]*")


def find_marker(text: str, lang: str) -> Marker | None:
    """Return the number that opens `text`, or None."""
    for form_lang, family, rank, pattern in _FORMS:
        if form_lang and form_lang != lang:
            continue
        found = pattern.match(text)
        if not found:
            continue
        number = _value(found["n"], family) if found["n"] else 0
        if number is None:
            continue
        groups = found.groupdict()
        suffix = ""
        if groups.get("sub"):
            suffix = f"-{read_integer(groups['sub'])}"
        lead = groups.get("lead") or ""
        end = found.end()
        if rank < Rank.PLAIN and (after := _AFTER.match(text, end)):
            end = after.end() - (1 if text[after.end() - 1 : after.end()] == "【" else 0)
        else:
            end += len(text[end:]) - len(text[end:].lstrip("\u3000 \t"))
        return Marker(family, rank + lead.count(".") / 2, number, end, suffix)
    return None


def _value(text: str, family: str) -> int | None:
    if family.startswith("letter") or (family == "annex" and text in "ABCDEFGH"):
        return ord(text.upper()) - ord("A") + 1
    return read_integer(text)
