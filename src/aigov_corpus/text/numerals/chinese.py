"""The numbers that a Chinese text names.

The text is searched from left to right for numerals. The character after a numeral chooses a rule
(`_RULES`), and the rule decides what kind of number it is. If no rule fits, it is a cardinal.
"""

from __future__ import annotations

from collections.abc import Callable

from aigov_corpus import patterns as re
from aigov_corpus.text.numerals.chinese_numerals import (
    CHEQUE_NUMERAL,
    NUMERAL,
    ORDINAL_SIGN,
    Numeral,
    read_characters,
    read_digits,
    with_decimals,
)
from aigov_corpus.text.numerals.chinese_words import EVENTS, FIRST_CHARS, NAMED_DAYS, NO_NUMBERS
from aigov_corpus.text.numerals.digits import ARABIC, value_of
from aigov_corpus.text.numerals.integers import CHINESE_DIGITS, UNITS, read_chinese
from aigov_corpus.text.numerals.mentions import NumberKind
from aigov_corpus.text.numerals.reader import NumberReader
from aigov_corpus.text.numerals.times import (
    CENTURY,
    DAYS_OF_MONTH,
    FIRST_YEAR,
    HALF_HOUR,
    HOURS_OF_DAY,
    LAST_YEAR,
    MINUTES_OF_HOUR,
    MONTHS_OF_YEAR,
    QUARTER_HOUR,
    YEARS_OF_DECADE,
    first_year_of_decade,
    hour_of_day,
    year_after,
)

_HALF = (
    "一半|半[数數]|[过過]半(?!百)|(?<![上下前后後大多夜一])半(?=[个個年天月]|小时|小時|世纪|世紀)"
)
# Where a numeral, or a word that holds one, may begin: one search finds it, `_START` then reads it.
_CANDIDATE = re.compile(
    rf"[\d{NUMERAL}半过過壹贰貳叁參肆伍陆陸柒捌玖{FIRST_CHARS}]|(?<![\w.)）\]”’])\.(?=\d)"
)
_START = re.compile(
    f"(?P<word>{NO_NUMBERS})"
    f'|(?P<day>{"|".join(NAMED_DAYS)})(?=[”"」]?(?:{EVENTS}))'
    f"|(?P<half>{_HALF})"
    f"|(?P<digits>{ARABIC})"
    f"|(?P<characters>[{NUMERAL}]+|{CHEQUE_NUMERAL})"
)
# 十四五 is the fourteenth five-year plan; 十四五岁 is an age of 14 or 15.
_FIVE_YEAR_PLAN = re.compile("(十[一二三四五六七八九])五(?![岁歲个個名人米里天])")

# 一 is a number before these, unless one of the others stands before it: 一个, but 另一个.
_MEASURES = re.compile(
    "[个個名位项項条條年天日月周种種家座所只支本份场場轮輪届屆阶階批级級层層代国國]|次(?!性)"
)
_NOT_BEFORE_ONE = frozenset("这這那哪每某另同唯万任进進之第统統惟单單逐专專")
# After a numeral 两 is a weight: 二两.
_WEIGHT = frozenset("两兩")
_ONE_AND_TWO = frozenset("一二两兩")
_AFTER_ONE_AND_TWO = frozenset("成点點时時月战戰")
# 数百 and 几千 name no number, nor do 上千, 近百, 成万.
_UNCOUNTED = frozenset("几幾数數")
_MANY = re.compile("(?<!以)[上成近]$|若干$")
_SOME_MORE = frozenset("多余餘来來")
_TENS = frozenset("十拾")
# 周三 is Wednesday; 一周三次 is three times a week.
_WEEK = re.compile("(?<![一两兩二三四五六七八九十0-9每])[周週]$")
_DAYS_OF_WEEK = frozenset("一二三四五六")
_TIMES_A_WEEK = frozenset("次个個天年届屆")
# Behind the number that a note explains: 2020¹年.
_NOTE_MARK = re.compile(r"[¹²³⁰⁴-⁹]+")
_NEGATIVE = re.compile(r"(?:零下|[负負])$|(?:^|[\s(（，。,、:])-$")
# Characters before a numeral that are looked at.
_BEFORE = 3

_SHARE = re.compile(
    rf"分之([负負]?)(?:({ARABIC})|([{NUMERAL}]+)(?:[点點]([零〇一二三四五六七八九]+))?)"
)
# 百分之, 千分之, 万分之: what one of them is in percent.
_IN_PERCENT = {100: 1.0, 1000: 0.1, 10000: 0.01}
_ALL_OF_HUNDRED = "百"
_PERMILLE_IN_PERCENT = 0.1
_PERCENTAGE_POINTS = re.compile("[个個]百分[点點]")
_TENTHS = re.compile(
    "成(?:(?P<half>半)|(?P<digit>[一二三四五六七八九])(?!成))?"
    "(?![员員立为為果功本品型套就长長熟不語语因效])"
)
_TENTHS_OF_ALL = 10
_PERCENT_OF_TENTH = 10
_HALF_VALUE = 0.5
_AND_A_HALF = re.compile("(?:[个個年天倍月]|小时|小時|世纪|世紀)半(?![径徑数數导導岛島路夜球])")
_SLASHED = re.compile(r"/(10|[2-9])(?![\d/])")

_YEARS_OF_PLAN = 5
_SHORT_YEAR = 2
# A year of two Chinese digits up to this one is of the 21st century: 〇八年 is 2008, 九八年 1998.
_LATEST_SHORT_YEAR = 30
_FIRST_YEAR_OF_20TH = 1900
_FIRST_YEAR_OF_21ST = 2000
_DECADE_OF_CENTURY = re.compile(r"世[纪紀](?:(\d)\d|([一二三四五六七八九]{1,2})十)年代")
_CENTURY_ENDS = frozenset("纪紀")
_NOT_AFTER_DAY = frozenset("元圆圓本内內")
# Numbers of the congresses that 大 stands for; 八大 and 十大 are eight and ten great ones.
_CONGRESSES = range(11, 26)
_WORLD_WARS = frozenset("一二")

_MINUTES = re.compile(rf"(?:(\d{{1,2}})|([{NUMERAL}]{{1,3}}))(分)?")
_QUARTER = re.compile("([一三])刻")
_CLOCK = re.compile(r":([0-5]\d)(?::[0-5]\d)?(?![\d:])")
_ON_THE_HOUR = re.compile("[钟鐘整]|许|左右|前|开始|開始")
_NO_HOUR = frozenset("区區代候间間段期刻差空速")
_HOUR_SIGNS = frozenset("时時")
_AFTERNOON = re.compile(r"(?:下午|傍晚|晚上?|夜里|夜裡)\s?$")
_MORNING = re.compile(r"(?:上午|凌晨|清晨|早上?|早晨|中午|正午)\s?$")


class ChineseReader(NumberReader):
    """Finds the numbers of one Chinese text, from left to right.

    Methods that are called with a numeral add a mention and return its end, an offset in the text.
    """

    def read(self) -> None:
        """Find all numbers of the text and put them into `mentions`."""
        at = 0
        while candidate := _CANDIDATE.search(self.text, at):
            found = _START.match(self.text, candidate.start())
            at = self._read_at(found) if found else candidate.end()

    def _read_at(self, found: re.Match[str]) -> int:
        """Read the number or word that a match of `_START` has found; return its end."""
        start, end = found.span()
        if found["word"]:
            return end
        if found["day"]:
            month, day = NAMED_DAYS[found["day"]]
            self.add(start, start + 1, "month", month)
            return self.add(start + 1, end, "day", day)
        if found["half"]:
            return self.add(start, end, "fraction", _HALF_VALUE)
        if found["digits"]:
            numeral = read_digits(self.text, start, end)
        elif (plan := _FIVE_YEAR_PLAN.match(self.text, start)) and plan.end() == end:
            return self._plan(plan)
        else:
            numeral = read_characters(self.text, start, end)
        if numeral is None:
            return end
        before = self.text[max(0, start - _BEFORE) : start]
        if self._is_no_number(numeral, before):
            return numeral.end
        return self._classify(numeral, before)

    def _plan(self, plan: re.Match[str]) -> int:
        """Add the two numbers of 十四五, the fourteenth five-year plan: fourteenth and five."""
        self.add(plan.start(), plan.end(1), "ordinal", read_chinese(plan[1]) or 0)
        return self.add(plan.end(1), plan.end(), "cardinal", _YEARS_OF_PLAN)

    def _is_no_number(self, numeral: Numeral, before: str) -> bool:
        """Tell whether a numeral is part of a word or an unclear amount: 一样, 周三, 数百, 亿万."""
        text, written = self.text, numeral.written
        last, after = before[-1:], text[numeral.end : numeral.end + 1]
        if before.rstrip().endswith(ORDINAL_SIGN):
            return False
        if after == "分" and _SHARE.match(text, numeral.end):
            return False
        if written in _WEIGHT and last and last in NUMERAL:
            return True
        if written in _ONE_AND_TWO and after in _AFTER_ONE_AND_TWO:
            return written == "一" and last in _NOT_BEFORE_ONE
        if written == "一":
            return last in _NOT_BEFORE_ONE or not _MEASURES.match(text, numeral.end)
        if written[0] in UNITS:
            is_bare = written[0] not in _TENS and all(char in UNITS for char in written)
            if is_bare and after not in _SOME_MORE:
                return True
            if last in _UNCOUNTED or after in _UNCOUNTED or _MANY.search(before):
                return True
        if written not in _DAYS_OF_WEEK or after in _TIMES_A_WEEK:
            return False
        return _WEEK.search(before) is not None

    def _classify(self, numeral: Numeral, before: str) -> int:
        """Add a numeral as the kind of number that its surroundings show.

        Returns:
            The end of the mention, an offset in the text.
        """
        text = self.text
        if before.rstrip().endswith(ORDINAL_SIGN):
            start = text.rindex(ORDINAL_SIGN, 0, numeral.start)
            return self._add(numeral, "ordinal", start=start)
        if _NEGATIVE.search(before) and not self.continues_range(numeral.start):
            numeral.values = tuple(-value for value in numeral.values)
        marked = _NOTE_MARK.match(text, numeral.end)
        at = marked.end() if marked else numeral.end
        if text[at : at + 1] == " " and numeral.written.isascii():
            at += 1
        rule = _RULES.get(text[at : at + 1])
        reached = rule(self, numeral, at) if rule else None
        return self._cardinal(numeral) if reached is None else reached

    def _add(
        self,
        numeral: Numeral,
        kind: NumberKind,
        *values: float,
        start: int | None = None,
        end: int | None = None,
    ) -> int:
        """Add a mention of a numeral; return its end.

        Values, start and end are those of the numeral unless they are given.
        """
        return self.add_scaled(
            numeral.start if start is None else start,
            numeral.end if end is None else end,
            kind,
            *(values or numeral.values),
            scale=numeral.scale,
            numeral=numeral.start,
        )

    def _cardinal(self, numeral: Numeral) -> int:
        """Add a number that counts or measures something; 三年半 (3 1/2 years) gives 3.5."""
        half = _AND_A_HALF.match(self.text, numeral.end)
        if half and len(numeral.values) == 1:
            return self._add(numeral, "cardinal", numeral.value + _HALF_VALUE, end=half.end())
        return self._add(numeral, "cardinal")

    # The rules. Each takes a numeral and the place of the character after it, adds a mention and
    # returns its end; or it returns None, and the number is a cardinal.

    def _share(self, numeral: Numeral, at: int) -> int | None:
        """Read 百分之四十, 千分之三, 三分之二."""
        found = _SHARE.match(self.text, at)
        if not found or numeral.whole <= 0:
            return None
        sign, digits, characters, decimals = found.groups()
        if digits:
            value = value_of(digits)
        elif characters == _ALL_OF_HUNDRED:
            value = float(CENTURY)
        else:
            whole = read_chinese(characters)
            if whole is None:
                return None
            value = with_decimals(whole, decimals) if decimals else float(whole)
        if sign:
            value = -value
        if part := _IN_PERCENT.get(numeral.whole):
            return self._add(numeral, "percent", value * part, end=found.end())
        return self._add(numeral, "fraction", value / numeral.whole, end=found.end())

    def _percent(self, numeral: Numeral, at: int) -> int:
        """Read 40% and 3‰."""
        part = _PERMILLE_IN_PERCENT if self.text[at] == "‰" else 1.0
        return self._add(
            numeral, "percent", *(value * part for value in numeral.values), end=at + 1
        )

    def _points(self, numeral: Numeral, at: int) -> int | None:
        """Read 5个百分点."""
        found = _PERCENTAGE_POINTS.match(self.text, at)
        return self._add(numeral, "percent", end=found.end()) if found else None

    def _tenths(self, numeral: Numeral, at: int) -> int | None:
        """Read 四成, 七成五, 三成半."""
        found = _TENTHS.match(self.text, at)
        if not found or max(numeral.values) > _TENTHS_OF_ALL or numeral.is_row:
            return None
        more = _HALF_VALUE if found["half"] else 0.0
        if found["digit"]:
            more = CHINESE_DIGITS[found["digit"]] / _TENTHS_OF_ALL
        values = [(value + more) * _PERCENT_OF_TENTH for value in numeral.values]
        return self._add(numeral, "percent", *values, end=found.end())

    def _year(self, numeral: Numeral, at: int) -> int | None:
        """Read 2025年, 二〇二五年, 九八年, 九十年代."""
        if self.text.startswith("年代", at):
            values = map(first_year_of_decade, numeral.values)
            return self._add(numeral, "decade", *values, end=at + len("年代"))
        year, written = numeral.whole, numeral.written
        if not (numeral.is_row or written.isdecimal()):
            return None
        if len(written) == _SHORT_YEAR:
            if numeral.is_row:
                year += _FIRST_YEAR_OF_21ST if year <= _LATEST_SHORT_YEAR else _FIRST_YEAR_OF_20TH
            elif self.continues_range(numeral.start):
                year = year_after(self.mentions[-1].values[0], year)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return None
        return self._add(numeral, "year", year, end=at + 1)

    def _month(self, numeral: Numeral, at: int) -> int | None:
        """Read 11月 and 十一月."""
        if not 1 <= numeral.whole <= MONTHS_OF_YEAR or numeral.scale != 1:
            return None
        return self._add(numeral, "month", end=at + 1)

    def _day(self, numeral: Numeral, at: int) -> int | None:
        """Read 15日, and 15号 after a month."""
        if not 1 <= numeral.whole <= DAYS_OF_MONTH or numeral.scale != 1:
            return None
        if self.text[at] == "日":
            is_day = self.text[at + 1 : at + 2] not in _NOT_AFTER_DAY
        else:
            last = self.mentions[-1] if self.mentions else None
            is_day = last is not None and last.kind == "month" and last.end + 1 >= numeral.start
        return self._add(numeral, "day", end=at + 1) if is_day else None

    def _hour(self, numeral: Numeral, at: int) -> int | None:
        """Read 9点半, 九点三十分, 八点一刻, 下午3点, 24时."""
        text, hour = self.text, numeral.whole
        if not 0 <= hour <= HOURS_OF_DAY or numeral.scale != 1:
            return None
        before = text[max(0, numeral.start - _BEFORE) : numeral.start]
        is_afternoon = _AFTERNOON.search(before) is not None
        has_part_of_day = is_afternoon or _MORNING.search(before) is not None
        minutes, end = self._minutes(at + 1, is_sure=has_part_of_day)
        if text[at] in _HOUR_SIGNS:
            is_time = text[at + 1 : at + 2] not in _NO_HOUR and numeral.written != "一"
        else:
            is_sure = has_part_of_day or end > at + 1
            is_time = is_sure or _ON_THE_HOUR.match(text, end) is not None
        if not is_time:
            return None
        hour = hour_of_day(hour, is_afternoon=is_afternoon)
        return self._add(numeral, "time", hour, minutes, end=end)

    def _minutes(self, at: int, *, is_sure: bool) -> tuple[int, int]:
        """Return the minutes that follow an hour, and the offset after them.

        If there are none, return 0 and `at`.

        Args:
            at: offset after the character for the hour (点, 时).
            is_sure: whether the number before is an hour without doubt; if so, 分 may be missing.
        """
        text = self.text
        if text.startswith("半", at):
            return HALF_HOUR, at + 1
        if quarter := _QUARTER.match(text, at):
            return int(CHINESE_DIGITS[quarter[1]]) * QUARTER_HOUR, quarter.end()
        if found := _MINUTES.match(text, at):
            minutes = int(found[1]) if found[1] else read_chinese(found[2])
            if minutes is not None and minutes < MINUTES_OF_HOUR and (found[3] or is_sure):
                return minutes, found.end()
        return 0, at

    def _clock(self, numeral: Numeral, at: int) -> int | None:
        """Read 9:30."""
        found = _CLOCK.match(self.text, at)
        if not found or not numeral.written.isdecimal() or not 0 <= numeral.whole <= HOURS_OF_DAY:
            return None
        before = self.text[max(0, numeral.start - _BEFORE) : numeral.start]
        hour = hour_of_day(numeral.whole, is_afternoon=_AFTERNOON.search(before) is not None)
        return self._add(numeral, "time", hour, int(found[1]), end=found.end())

    def _century(self, numeral: Numeral, at: int) -> int | None:
        """Read 21世纪 and 二十世纪九十年代."""
        if found := _DECADE_OF_CENTURY.match(self.text, at):
            first = (numeral.whole - 1) * CENTURY
            tens = found[1] or "".join(str(CHINESE_DIGITS[char]) for char in found[2])
            decades = [first + int(ten) * YEARS_OF_DECADE for ten in tens]
            return self._add(numeral, "decade", *decades, end=found.end())
        if self.text[at + 1 : at + 2] not in _CENTURY_ENDS:
            return None
        return self._add(numeral, "ordinal", end=at + 2)

    def _session(self, numeral: Numeral, at: int) -> int:
        """Read 十八届, the eighteenth session or term."""
        return self._add(numeral, "ordinal", end=at + 1)

    def _congress(self, numeral: Numeral, at: int) -> int | None:
        """Read 十八大, the eighteenth party congress."""
        return self._add(numeral, "ordinal", end=at + 1) if numeral.whole in _CONGRESSES else None

    def _plenum(self, numeral: Numeral, at: int) -> int | None:
        """Read 三中全会, the third plenary session."""
        return self._add(numeral, "ordinal") if self.text.startswith("中全", at) else None

    def _war(self, numeral: Numeral, at: int) -> int | None:
        """Read 二战, the Second World War."""
        return self._add(numeral, "ordinal") if numeral.written in _WORLD_WARS else None

    def _ratio(self, numeral: Numeral, at: int) -> int | None:
        """Read 2/3."""
        found = _SLASHED.match(self.text, at)
        if not found or not numeral.written.isdecimal() or not 0 < numeral.whole < int(found[1]):
            return None
        return self._add(numeral, "fraction", numeral.whole / int(found[1]), end=found.end())


_Rule = Callable[[ChineseReader, Numeral, int], int | None]

_RULES: dict[str, _Rule] = {
    "分": ChineseReader._share,
    "%": ChineseReader._percent,
    "‰": ChineseReader._percent,
    "个": ChineseReader._points,
    "個": ChineseReader._points,
    "成": ChineseReader._tenths,
    "年": ChineseReader._year,
    "月": ChineseReader._month,
    "日": ChineseReader._day,
    "号": ChineseReader._day,
    "號": ChineseReader._day,
    "时": ChineseReader._hour,
    "時": ChineseReader._hour,
    "点": ChineseReader._hour,
    "點": ChineseReader._hour,
    ":": ChineseReader._clock,
    "世": ChineseReader._century,
    "届": ChineseReader._session,
    "屆": ChineseReader._session,
    "大": ChineseReader._congress,
    "中": ChineseReader._plenum,
    "战": ChineseReader._war,
    "戰": ChineseReader._war,
    "/": ChineseReader._ratio,
}
"""The rule for each character that may follow a numeral."""
