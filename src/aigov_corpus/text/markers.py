"""Numbers that open a paragraph (一、 （一） 第三条 附件1, `1.` `II.` `Article 3`), and their values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "○": 0, "Ｏ": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3,
}  # fmt: skip
_LONGEST = 12
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = "[零〇○一二两三四五六七八九十百千]"
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN_FORM = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
}  # fmt: skip
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_PAREN_HAN = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"


def chinese_number(text: str) -> int | None:
    """Return the value of a Chinese numeral (一百零一, 二〇二五) or of digits; None if it is neither."""
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    if text.isdecimal():
        return int(text)
    if not text or any(char not in _DIGITS and char not in _UNITS for char in text):
        return None
    if not any(char in _UNITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total, digit = 0, 0
    for char in text:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit


def roman_number(text: str) -> int | None:
    """Return the value of a Roman numeral (either case), or None if it is not one."""
    text = text.upper()
    if not text or not _ROMAN_FORM.fullmatch(text):
        return None
    values = [_ROMAN[char] for char in text]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


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
        ("zh", "han-paren", Rank.PLAIN_SECOND, f"(?P<n>[{_PAREN_HAN}])"),
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
        ("", "circled", Rank.CIRCLED, f"(?P<n>[{_CIRCLED}])"),
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
            suffix = f"-{chinese_number(groups['sub'])}"
        lead = groups.get("lead") or ""
        end = found.end()
        if rank < Rank.PLAIN and (after := _AFTER.match(text, end)):
            end = after.end() - (1 if text[after.end() - 1 : after.end()] == "【" else 0)
        else:
            end += len(text[end:]) - len(text[end:].lstrip("\u3000 \t"))
        return Marker(family, rank + lead.count(".") / 2, number, end, suffix)
    return None


def _value(text: str, family: str) -> int | None:
    if text in _CIRCLED:
        return _CIRCLED.index(text) + 1
    if text in _PAREN_HAN:
        return _PAREN_HAN.index(text) + 1
    if family.startswith("letter") or (family == "annex" and text in "ABCDEFGH"):
        return ord(text.upper()) - ord("A") + 1
    if (value := chinese_number(text)) is not None:
        return value
    return roman_number(text) or _WORDS.get(text.lower())
