"""A number of a text as the check compares it: its values, and what is measured."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from aigov_corpus import patterns as re
from aigov_corpus.checking.numbers.counted import name_chinese, name_english
from aigov_corpus.checking.numbers.date_ranges import read_in_range
from aigov_corpus.checking.numbers.measures import chinese_unit, english_units
from aigov_corpus.checking.numbers.numeric_dates import split_dates
from aigov_corpus.records import Side
from aigov_corpus.text.numerals import NumberMention, read_integer

Family = Literal["count", "place", "share", "year", "decade", "date", "time"]
"""What a number says: how many, at which place, which part of the whole, when."""

_FAMILIES: dict[str, Family] = {
    "cardinal": "count",
    "ordinal": "place",
    "percent": "share",
    "fraction": "share",
    "year": "year",
    "decade": "decade",
    "month": "date",
    "day": "date",
    "time": "time",
}
_ABOUT = re.compile(r"[多余餘来來]?\s?")
"""Pattern for what stands between a Chinese number and its unit."""
_CHINESE_TIMES = re.compile("倍|番")
_YUAN_AND_JIAO = re.compile(
    "[元块塊](?P<jiao>[一二三四五六七八九1-9])[角毛](?:(?P<fen>[一二三四五六七八九1-9])分)?"
)
_UNIT_AND_A_HALF = re.compile("(?P<unit>年|[个個]?月|天|小时|小時)(?P<times>倍)?半$")
_MEASURE = re.compile(
    "[多余餘来來]?(?:[个個名位项項条條年天日月周种種家座所只隻支本份场場轮輪届屆批级級层層国國人次倍岁歲"
    "时時秒元吨噸里米克斤亩畝户戶件台部辆輛艘架篇章款节節期线線省市县縣点點度方处處类類代者大步组組重门門股道]|小时|分[钟鐘])"
)
"""Pattern for a measure word: behind it, a Chinese number counts something."""
_ENGLISH_TIMES = re.compile(r"(?:\s*-?\s*|\s+)(?:times\b|fold\b)", re.IGNORECASE)
_OUT_OF = re.compile(r"\s+(?:out\s+of(?:\s+every)?|in\s+every)\s+", re.IGNORECASE)
_PER = re.compile(
    r"\s+(?:parts\s+)?(?:per|in)\s+(?:every\s+|each\s+|an?\s+)?"
    r"(?:(?P<whole>1,?000|10,?000)(?![\d,]*\d)|(?P<word>(?:ten\s+)?thousand)\b)"
)
"""Pattern for what makes a share of an English number: 4.5 per 1,000."""
_IN_FORMAT = re.compile(r"(?<!\d)(?<!\d\s)%[-+#]?\.?$|&#x?$")
"""Pattern before a number that says how a program prints a value (%.250s, %10d; not 43%-65%), or
which character is meant: &#8217;."""
_FORMAT = 5
"""Characters before the number that are looked at."""
_SMALL_MONTH = re.compile(r"\s+(?:may|march)\b")
"""Pattern behind an English number that is no day: persons of 18 may apply."""
_REPUBLIC = re.compile(r"民[国國]\s?(?:\d{1,3}\s?年?\s?[至到及與与和或、—–~-]\s?)?$")
BEFORE_REPUBLIC = 1911
"""What is added to a year of the Republic: 民國113年 is 2024."""
_MOST_OF_REPUBLIC = 200
"""Years of the Republic, at most."""
_OF_DATE = re.compile(r"\s?年\s?\d{1,2}\s?月")
"""Pattern behind a year of a date, which in Taiwan may be one of the Republic: 107年12月31日."""
_SHORT_YEAR = 2
"""Digits of a year without its century: 98年7月 may be 1998, too."""
_CENTURIES = (1900, 2000)
"""What such a year leaves out."""
_BETWEEN = re.compile("每隔$")
"""Pattern before what lies between two times: 每隔1天 is every 2 days, 每隔两周 either."""
_SCHOOL = re.compile(r"(?:(?P<junior>初中|国中|國中)|高中)第?\s?$")
_GRADE = re.compile("年[级級]")
_PAGES = re.compile(
    r"(?:\bpp?\.?\s*|\bpages?\s+|第\s?)(?P<first>\d{2,4})\s?[-–—~～]\s?$", re.IGNORECASE
)
"""Pattern before the second number of a range of pages, whose first digits may be left out."""
_LONGEST_SIGN = 14
"""Characters before a number in which one of these stands."""
_TO = re.compile(r"\s?[至到~～—–-]\s?(?:\d[\d.,]*|[一二三四五六七八九十百千]+)[万亿萬億]?")
"""Pattern behind the first number of a range, up to the unit of both."""
_TO_TENTHS = re.compile("[一二两兩三四五六七八九][至到][二三四五六七八九]成")
"""Pattern for a range of tenths, whose first number has no 成 of its own: 两到五成."""
_ROUGHLY = re.compile(
    r"\b(?:over|than|about|around|some|nearly|almost|roughly|approximately)\s+$", re.IGNORECASE
)
_OR_SO = re.compile(r"\s+or\s+(?:so|more)\b", re.IGNORECASE)
"""Patterns before and behind a dozen that may be ten."""
_TENTHS = {"万": 1e3, "萬": 1e3, "亿": 1e7, "億": 1e7}
"""What a digit behind a unit counts, with no unit of its own: 1万2 is 12,000."""
_DIGIT = re.compile("[1-9一二三四五六七八九]")
_NUMERAL_BEHIND = re.compile(r"[\d.,%％十百千万萬亿億点點成折]")
"""Pattern behind such a digit that makes another number of it: 1万2千."""
_HUNDREDTHS = re.compile(r"\d\d")
_YEARS_AND = re.compile("年零?")
_SIX_MONTHS = re.compile("[个個]月")
_OPENED = re.compile(r"\s*[(（]")
_CLOSED = re.compile("[)）]")
_SMALL = 10
_TRIVIAL = frozenset({0.0, 0.5, 1.0, 2.0})
"""Values that texts often express without a number: a, both, a pair, half."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what stands beside it."""

    mention: NumberMention
    side: Side
    written: str
    """The number as it stands in the text."""
    where: float
    """Place of its first character in the text, as a share of its length (0 to 1)."""
    unit: str = ""
    """Name of the unit of measure behind a Chinese number, 亩; empty for none."""
    english_units: frozenset[str] = frozenset()
    """Chinese names of the units that an English number may have: 公里 for 50 km."""
    counted: str = ""
    """What it counts, such as `year` or `some` for people and things; empty if not clear."""
    per: float = 0.0
    """The whole of which an English number is a part: 1,000 in "4.5 per 1,000"; 0 for none."""
    is_multiple: bool = False
    """Whether it says how many times something is as much: 两倍, 翻一番, three times, twofold."""
    is_counted: bool = True
    """Whether it surely counts something: not so 三 in 三位一体, nor a guess such as 七八天."""
    family: Family = field(init=False)
    """What the number says."""
    values: tuple[float, ...] = field(init=False)
    """Its values without signs: a fall of 3 % may be -3 %."""

    def __post_init__(self) -> None:
        """Read the kind and the values of the mention."""
        object.__setattr__(self, "family", _FAMILIES[self.mention.kind])
        object.__setattr__(self, "values", tuple(map(abs, self.mention.values)))

    @property
    def is_trivial(self) -> bool:
        """Whether a translation may say it without a number."""
        if self.mention.kind in ("month", "day", "time", "percent"):
            return False
        return self.values[0] in _TRIVIAL

    @property
    def place(self) -> tuple[int, int]:
        """Offsets of the number in its text."""
        return self.mention.start, self.mention.end

    @property
    def has_digits(self) -> bool:
        """Whether it is written with Arabic digits."""
        return any(char.isdecimal() for char in self.written)


def read_amounts(text: str, mentions: list[NumberMention], side: Side) -> list[Amount]:
    """Return the numbers of a text with what stands beside each of them."""
    amounts = [
        _read(text, _read_further(text, mention, side), side)
        for mention in _join_repeated(text, split_dates(text, mentions))
        if not _IN_FORMAT.search(text[max(0, mention.start - _FORMAT) : mention.start])
    ]
    return _join_shares(text, amounts) if side == "en" else _join_parts(text, amounts)


def _join_repeated(text: str, mentions: Iterable[NumberMention]) -> list[NumberMention]:
    """Return numbers in which one that brackets repeat is one: five (5), 五（5）."""
    joined: list[NumberMention] = []
    for mention in mentions:
        first = joined[-1] if joined else None
        if (
            first
            and first.values == mention.values
            and _OPENED.fullmatch(text, first.end, mention.start)
            and (closed := _CLOSED.match(text, mention.end))
        ):
            joined[-1] = replace(first, end=closed.end())
        else:
            joined.append(mention)
    return joined


def _read_further(text: str, mention: NumberMention, side: Side) -> NumberMention:
    """Return a number with what else its surroundings say that it is.

    民國113年 is 2024 too, 初中三年级 grade 9, and 18 in "pp. 112–18" page 118.
    """
    if mention.kind == "percent" and _TO_TENTHS.match(text, mention.start):
        return replace(mention, values=tuple(value * _SMALL for value in mention.values))
    mention = read_in_range(text, mention, side)
    if mention.kind not in ("cardinal", "year", "ordinal") or len(mention.values) > 1:
        return mention
    before = text[max(0, mention.start - _LONGEST_SIGN) : mention.start]
    (value,) = mention.values
    if (
        side == "en"
        and text.endswith("dozen", mention.start, mention.end)
        and (_ROUGHLY.search(before) or _OR_SO.match(text, mention.end))
    ):
        return replace(mention, values=(value, value / 12 * 10))  # 十多 is over a dozen
    if (first := _PAGES.search(before)) and value < float(first["first"]):
        power = 10 ** len(str(int(value)))
        also = float(first["first"]) // power * power + value
        return replace(mention, values=(also, value))
    if side == "en":
        return mention
    if _REPUBLIC.search(before) and value < _MOST_OF_REPUBLIC:
        return replace(mention, kind="year", values=(value + BEFORE_REPUBLIC, value))
    if value < _MOST_OF_REPUBLIC and _OF_DATE.match(text, mention.end):
        is_short = mention.end - mention.start == _SHORT_YEAR
        left_out = (0, BEFORE_REPUBLIC, *(_CENTURIES if is_short else ()))
        return replace(mention, kind="year", values=tuple(value + years for years in left_out))
    if _BETWEEN.search(before):
        return replace(mention, values=(value, value + 1))
    school = _SCHOOL.search(before)
    if school and _GRADE.match(text, mention.end):
        return replace(mention, values=(value, value + (6 if school["junior"] else 9)))
    return mention


def _join_parts(text: str, amounts: list[Amount]) -> list[Amount]:
    """Return Chinese numbers in which 1万2 (12,000) and 11秒02 (11.02 seconds) are one.

    3年6个月 may be three and a half years too.
    """
    joined: list[Amount] = []
    for amount in amounts:
        first = joined[-1] if joined else None
        if first and (values := _read_together(text, first, amount)):
            mention = replace(first.mention, values=values)
            is_whole = len(values) == 1
            if is_whole:
                mention = replace(mention, end=amount.mention.end)
            joined[-1] = replace(first, mention=mention, written=text[mention.start : mention.end])
            if is_whole:
                continue
        joined.append(amount)
    return joined


def _read_together(text: str, first: Amount, second: Amount) -> tuple[float, ...] | None:
    """Return the values of two Chinese numbers in a row if they are one, or may be; else None.

    Not joined are 5秒10次, and 1分52秒10, which English writes 1:52.10.
    """
    start, end = first.mention.end, second.mention.start
    (value, *others), part = first.mention.values, second.mention.values[0]
    if others or first.mention.kind != "cardinal":
        return None
    if start == end and _DIGIT.fullmatch(second.written):
        tenth = _TENTHS.get(first.written[-1])
        is_last = not _NUMERAL_BEHIND.match(text, second.mention.end)
        return (value + part * tenth,) if tenth and is_last else None
    if text[start:end] == "秒" and _HUNDREDTHS.fullmatch(second.written):
        is_other = second.unit or second.counted or text.endswith("分", 0, first.mention.start)
        return None if is_other else (value + part / 100,)
    is_half = _YEARS_AND.fullmatch(text, start, end) and _SIX_MONTHS.match(text, second.mention.end)
    return (value, value + 0.5) if is_half and part == 6 else None


def _join_shares(text: str, amounts: list[Amount]) -> list[Amount]:
    """Return English numbers in which "eight out of ten" is one, a share of eight tenths."""
    joined: list[Amount] = []
    for amount in amounts:
        first = joined[-1] if joined else None
        if first and _OUT_OF.fullmatch(text, first.mention.end, amount.mention.start):
            (part, *_), (whole, *_) = first.mention.values, amount.mention.values
            if 0 < part < whole:
                start, end = first.mention.start, amount.mention.end
                mention = NumberMention(start, end, "fraction", (part / whole,))
                joined[-1] = replace(first, mention=mention, written=text[start:end])
                continue
        joined.append(amount)
    return joined


def _read(text: str, mention: NumberMention, side: Side) -> Amount:
    """Return one number with its surroundings."""
    written = text[mention.start : mention.end]
    where = mention.start / max(1, len(text))
    if side == "en":
        if mention.kind == "day" and _SMALL_MONTH.match(text, mention.end):
            mention = replace(mention, kind="cardinal")
        times = _ENGLISH_TIMES.match(text, mention.end) is not None
        units = english_units(text, mention.start, mention.end)
        counted = name_english(text, mention.end) if mention.kind == "cardinal" else ""
        whole = _PER.match(text, mention.end) if mention.kind == "cardinal" else None
        per = 0.0
        if whole:
            in_words = 10_000.0 if (whole["word"] or "").startswith("ten") else 1_000.0
            per = in_words if whole["word"] else float(whole["whole"].replace(",", ""))
        return Amount(
            mention, side, written, where,
            english_units=units, counted=counted, per=per, is_multiple=times,
        )  # fmt: skip
    if money := _YUAN_AND_JIAO.match(text, mention.end):
        mention = replace(mention, values=(mention.values[0] + _jiao(money),))
    half = _UNIT_AND_A_HALF.search(written)
    behind = _ABOUT.match(text, mention.end)
    at = mention.start + half.start() if half else behind.end() if behind else mention.end
    unit = chinese_unit(text, mention.start, at)
    if not unit and (other := _TO.match(text, at)):  # 3到6米
        unit = chinese_unit(text, mention.start, other.end())
    is_multiple = bool(half and half["times"]) or bool(not half and _CHINESE_TIMES.match(text, at))
    is_small = mention.kind == "cardinal" and abs(mention.values[0]) < _SMALL
    has_digits = any(char.isdecimal() for char in written)
    is_guess = mention.kind != "time" and len(mention.values) > 1
    return Amount(
        mention,
        side,
        written,
        where,
        unit=unit,
        counted=name_chinese(text, mention.end) if mention.kind == "cardinal" else "",
        is_multiple=is_multiple,
        is_counted=not is_guess
        and (
            has_digits
            or not is_small
            or bool(unit)
            or _MEASURE.match(text, mention.end) is not None
        ),
    )


def _jiao(money: re.Match[str]) -> float:
    """Return the tenths and hundredths of a yuan behind an amount: 元5角 gives 0.5."""
    return round(
        (read_integer(money["jiao"]) or 0) / 10 + (read_integer(money["fen"] or "") or 0) / 100, 2
    )


def counts_something(text: str, at: int) -> bool:
    """Tell whether a measure of Chinese or English or a plural stands at a place: 份, "copies"."""
    return bool(
        _MEASURE.match(text, at)
        or chinese_unit(text, at, at)
        or english_units(text, at, at)
        or name_english(text, at)
    )


def significant_digits(value: float) -> int:
    """Return how many digits a number has without zeros at its ends: 2 for 12,000, 3 for 1.05."""
    digits = f"{value:.12g}".lower().partition("e")[0].replace(".", "").lstrip("0").rstrip("0")
    return len(digits)
