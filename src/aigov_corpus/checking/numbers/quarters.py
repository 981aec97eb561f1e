"""Quarters, halves of a year, sessions and ratios: 三季度 is the third quarter, 3比1 is 3:1."""

from __future__ import annotations

from aigov_corpus import patterns as re
from aigov_corpus.checking.numbers.contrasts import Contrast, ValuedPlace, find_differing
from aigov_corpus.text.numerals import read_integer
from aigov_corpus.text.numerals.english_words import ORDINALS

_CHINESE_QUARTER = re.compile(
    "(?:(?P<several>前|后|後|[至到—–~～-]"
    "|[季度、和及与與或])第?)?第?(?P<number>[一二三四1-4１-４])季度"
)
_CHINESE_HALF = re.compile("(?P<half>[上下])半年")
_WORDS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_WORDS |= {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "latter": 2}
_WORD = "|".join(_WORDS)
_ENGLISH_QUARTER = re.compile(
    rf"\b(?:(?P<several>quarters)|(?:(?P<word>{_WORD}|last|final)[\s-]quarter"
    rf"|Q(?P<number>[1-4]))\b)",
    re.IGNORECASE,
)
_ENGLISH_HALF = re.compile(
    rf"\b(?:(?P<word>{_WORD})[\s-]half\b|H(?P<number>[12])\b)", re.IGNORECASE
)
_CHINESE_SESSION = re.compile(
    r"届[^，。；、]{0,14}?(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})次(?:全体"
    r"|全體)?[会會][议議]"
)
_ENGLISH_SESSION = re.compile(
    rf"\b(?:(?P<word>{'|'.join(ORDINALS)})|(?P<number>\d{{1,2}})(?:st|nd|rd|th))\s+(?:plenary\s+)?"
    r"(?:session|meeting|plenum)\b",
    re.IGNORECASE,
)
_RATIO = re.compile("比例|比率|之比|配比|比值|比为|比為")
_CHINESE_RATIO = re.compile(
    r"(?<![\d.:：])(?P<one>\d+(?:\.\d+)?)\s*[:：∶比]\s*(?P<other>\d+(?:\.\d+)?)(?![\d:：])"
)
_ENGLISH_RATIO = re.compile(
    r"(?<![\d.:,])(?P<one>\d+(?:\.\d+)?)(?:\s*:\s*|\s+to\s+"
    r"|-to-)(?P<other>\d+(?:\.\d+)?)(?![\d:,%])"
)
_ENGLISH_RATIO_WORD = re.compile(r"\b(?:ratios?|proportions?)\b", re.IGNORECASE)
_UNCLEAR = 0.0
"""Number of a quarter or half if it is not clear which it is, and of several."""


def find_wrong_quarter(zh: str, en: str) -> Contrast | None:
    """Return the quarter, or half of a year, of each text that is another one in the other.

    Nothing is said of texts that name several quarters at once (前三季度), or not equally many.
    """
    quarters = [
        ValuedPlace(
            found.span(),
            (_UNCLEAR if found["several"] else float(read_integer(found["number"]) or 0),),
        )
        for found in (_CHINESE_QUARTER.finditer(zh) if "季度" in zh else ())
    ]
    halves = [
        ValuedPlace(found.span(), ("上下".index(found["half"]) + 1.0,))
        for found in _CHINESE_HALF.finditer(zh)
    ]
    for what, chinese, pattern in (
        ("quarter", quarters, _ENGLISH_QUARTER),
        ("half-year", halves, _ENGLISH_HALF),
    ):
        english = _list_english(en, pattern) if chinese else []
        if not any(_UNCLEAR in part.values for part in (*chinese, *english)) and (
            found := find_differing(what, chinese, english)
        ):
            return found
    return None


def find_wrong_ratio(zh: str, en: str) -> Contrast | None:
    """Return the only ratio of each text if they differ; 2:1 may be said as 1 to 2, or 4:2."""
    if not _RATIO.search(zh) or not _ENGLISH_RATIO_WORD.search(en):
        return None
    chinese, english = list(_CHINESE_RATIO.finditer(zh)), list(_ENGLISH_RATIO.finditer(en))
    if len(chinese) != 1 or len(english) != 1:
        return None
    (one, other), (own, last) = (
        (float(found["one"]), float(found["other"])) for found in (chinese[0], english[0])
    )
    if one * last == other * own or one * own == other * last:
        return None
    return Contrast("ratio", chinese[0].span(), english[0].span())


def find_wrong_session(zh: str, en: str) -> Contrast | None:
    """Return the only session of each text if they differ: 四次会议, the fifth one."""
    chinese = list(_CHINESE_SESSION.finditer(zh))
    english = list(_ENGLISH_SESSION.finditer(en)) if chinese else []
    if len(chinese) != 1 or len(english) != 1:
        return None
    number = english[0]["number"]
    said = int(number) if number else ORDINALS[english[0]["word"].lower()]
    if read_integer(chinese[0]["number"]) == said:
        return None
    return Contrast("session", chinese[0].span("number"), english[0].span())


def _list_english(text: str, pattern: re.Pattern[str]) -> list[ValuedPlace]:
    """Return the parts of a year that a pattern finds in an English text."""
    return [
        ValuedPlace(
            found.span(),
            (float(found["number"] or _WORDS.get((found["word"] or "").lower(), _UNCLEAR)),),
        )
        for found in pattern.finditer(text)
    ]
