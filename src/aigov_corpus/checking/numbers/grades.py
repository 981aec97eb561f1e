"""Grades: 二等奖 is a second prize, 三级 grade 3 or "tertiary", 丙等 grade C."""

from __future__ import annotations

from collections.abc import Iterator

from aigov_corpus import patterns as re
from aigov_corpus.checking.numbers.contrasts import Contrast, ValuedPlace, find_differing
from aigov_corpus.checking.units import is_inside
from aigov_corpus.text.numerals import read_integer, read_roman
from aigov_corpus.text.numerals.english_words import CARDINALS, ORDINALS

_HEAVENLY = "甲乙丙丁"
_ROMAN = "ⅠⅡⅢⅣⅤ"
_BEST = "特"
_CHINESE = re.compile(
    rf"(?<![两兩一二三四五六七八九十百千万几幾数數同各这這那某每哪另此该該平对對相均0-9])"
    rf"(?P<school>小[学學]|初中|[国國]中|高中)?(?P<grade>[{_BEST}头頭{_HEAVENLY}{_ROMAN}]"
    rf"|第?[一二三四五六七八九])"
    r"(?:(?P<year>年[级級])|等(?=[奖獎功舱艙座品公兵车車劳勞甲乙丙])|[等级級類类](?![人第]))"
)
"""Pattern for a grade; 两级 are two levels, and 同等 is "equal"."""
_ANY = re.compile("[级級等类類]")
"""Pattern for what each Chinese grade has, a fast test."""
_LEVELS = re.compile("[、和与與及或至]|(?<![达達提升评評])到")
"""Pattern for what joins grades to a list, such as 一、二级, which is not compared."""
_FIRST = re.compile(
    "头等|頭等|一流|最高|首[要选選级級席]|上等|高[级級等档檔]|优[等质良]|優[等質良]"
)
_NAMES = r"(?:class|grade|rank|category|level|tier|prize|degree|merit)s?"
_LAST_GRADE = 12
"""The last grade of a school."""
_NUMBERS = {word: value for word, value in CARDINALS.items() if 0 < value <= 9}
_ORDINALS = {word: value for word, value in ORDINALS.items() if value <= _LAST_GRADE}
_ORDINALS |= {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5}
_ENGLISH = re.compile(
    rf"\b(?:(?P<ordinal>{'|'.join(_ORDINALS)})[\s-](?:[a-z]+[\s-])?{_NAMES}"
    rf"|(?:class|grade|category|level|tier)[\s-]"
    rf"(?P<number>1[0-2]|[1-9]|{'|'.join(_NUMBERS)}|(?-i:[A-D]|I{{1,3}}|IV|V))"
    rf"|(?P<best>grand|special|top)[\s-]prize)\b(?!\s*[-–—/,]\s*(?:[1-9IVX]|[A-D]\b))",
    re.IGNORECASE,
)
_ELSE = re.compile(
    r"\b(?:primary|elementary|basic|secondary|middle|tertiary|top|highest|best|grand|special|prime"
    r"|class(?:es)?|grades?|levels?|tiers?|categor(?:y|ies))\b",
    re.IGNORECASE,
)
"""Pattern for English that may say a grade in another way."""
_SCHOOLS: dict[str, tuple[float, ...]] = {
    "初中": (0.0, 6.0),
    "国中": (0.0, 6.0),
    "國中": (0.0, 6.0),
    "高中": (0.0, 9.0),
}
"""The same of the schools that are named."""
_SCHOOL = (0.0, 6.0, 9.0)
"""Years before primary school, junior and senior middle school, by which 三年级 may be grade 9."""


def find_wrong_grade(zh: str, en: str) -> Contrast | None:
    """Return the only grade of each text that the other one lacks; None if there are none."""
    chinese = list(_list_chinese(zh)) if _ANY.search(zh) else []
    if not chinese:
        return None
    english = list(_list_english(en))
    if any(not one.values for one in chinese) or not english:
        return None
    found = find_differing("grade", chinese, english)
    if found is None or _FIRST.search(zh):
        return None
    places = [one.place for one in english]
    rest = [one for one in _ELSE.finditer(en) if not is_inside(one.span(), places)]
    return None if rest else found


def _list_chinese(text: str) -> Iterator[ValuedPlace]:
    """Yield the grades of a Chinese text."""
    for found in _CHINESE.finditer(text):
        grade = found["grade"].removeprefix("第")
        if _LEVELS.match(text, found.start() - 1) or _LEVELS.match(text, found.end()):
            yield ValuedPlace(found.span(), ())
        elif grade == _BEST:
            yield ValuedPlace(found.span(), (0.0,))
        elif grade in "头頭":
            yield ValuedPlace(found.span(), (1.0,))
        else:
            kinds = _HEAVENLY if grade in _HEAVENLY else _ROMAN
            value = float(kinds.find(grade) + 1 or read_integer(grade) or 0)
            extra = _SCHOOLS.get(found["school"] or "", _SCHOOL) if found["year"] else (0.0,)
            yield ValuedPlace(found.span(), tuple(value + years for years in extra))


def _list_english(text: str) -> Iterator[ValuedPlace]:
    """Yield the grades of an English text."""
    for found in _ENGLISH.finditer(text):
        if found["best"]:
            values: tuple[float, ...] = (0.0, 1.0)
        elif found["ordinal"]:
            values = (float(_ORDINALS[found["ordinal"].lower()]),)
        else:
            values = _read(found["number"])
        yield ValuedPlace(found.span(), values)


def _read(written: str) -> tuple[float, ...]:
    """Return what a digit, a word, a letter or a Roman numeral means."""
    if written.isdecimal():
        return (float(written),)
    if written.lower() in _NUMBERS:
        return (float(_NUMBERS[written.lower()]),)
    if written in "ABCD":
        return ("ABCD".index(written) + 1.0,)
    return (float(read_roman(written) or 0),)
