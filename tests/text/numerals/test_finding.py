"""Numbers in running text: equal meaning has equal kinds and values in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigov_corpus.text.numerals import NumberMention, find_numbers

Found = list[tuple[str, tuple[float, ...]]]


def read(text: str, lang: str) -> Found:
    """Kinds and values of the numbers of a text, in order."""
    return [(mention.kind, mention.values) for mention in find_numbers(text, lang=lang)]


def one(kind: str, *values: float) -> Found:
    """The reading of a text with one number."""
    return [(kind, values)]


EQUAL = [
    # whole numbers
    ("三十万", "three hundred thousand", one("cardinal", 300_000)),
    ("1.5亿", "150 million", one("cardinal", 150_000_000)),
    ("１２３", "123", one("cardinal", 123)),
    ("一百零三", "one hundred and three", one("cardinal", 103)),
    ("一百一十一", "a hundred and eleven", one("cardinal", 111)),
    ("二百五十六", "two hundred fifty-six", one("cardinal", 256)),
    ("一千零一", "one thousand and one", one("cardinal", 1001)),
    ("一千二百三十四", "1,234", one("cardinal", 1234)),
    ("两百", "two hundred", one("cardinal", 200)),
    ("一百", "a hundred", one("cardinal", 100)),
    ("廿一", "twenty-one", one("cardinal", 21)),
    ("三億", "300 million", one("cardinal", 300_000_000)),
    ("兩萬", "twenty thousand", one("cardinal", 20_000)),
    ("叁拾萬圓", "300,000 yuan", one("cardinal", 300_000)),
    ("1,234,567", "1,234,567", one("cardinal", 1_234_567)),
    ("1，800萬", "18 million", one("cardinal", 18_000_000)),
    ("1亿2000万", "120 million", one("cardinal", 120_000_000)),
    ("3万5千", "thirty-five thousand", one("cardinal", 35_000)),
    ("1萬2,000人", "12,000 people", one("cardinal", 12_000)),
    ("1万2000亿元", "1.2 trillion yuan", one("cardinal", 1.2 * 10**12)),
    ("3万500元", "30,500 yuan", one("cardinal", 30_500)),
    ("13万2元", "132,000 yuan", one("cardinal", 132_000)),
    ("2千5百万", "25 million", one("cardinal", 25_000_000)),
    ("三万五", "35 thousand", one("cardinal", 35_000)),
    ("三万亿", "three trillion", one("cardinal", 3 * 10**12)),
    ("3.2万亿元", "3.2 trillion yuan", one("cardinal", 3.2 * 10**12)),
    ("两百三十万", "two million three hundred thousand", one("cardinal", 2_300_000)),
    ("669亿", "$66.9bn", one("cardinal", 66_900_000_000)),
    ("320万", "US$3.2m", one("cardinal", 3_200_000)),
    ("1000万千瓦", "ten million kilowatts", one("cardinal", 10_000_000)),
    ("3.5亿千瓦时", "350 million kilowatt-hours", one("cardinal", 350_000_000)),
    ("五千瓦", "five kilowatts", one("cardinal", 5)),
    ("三千米", "3,000 metres", one("cardinal", 3000)),
    ("3千米", "3 kilometres", one("cardinal", 3)),
    ("10公里", "10km", one("cardinal", 10)),
    ("十年", "ten years", one("cardinal", 10)),
    ("二十年", "two decades", one("cardinal", 20)),
    ("二十多", "twenty-odd", one("cardinal", 20)),
    ("百余年", "a hundred years", one("cardinal", 100)),
    ("二十四个", "two dozen", one("cardinal", 24)),
    ("50万", "half a million", one("cardinal", 500_000)),
    ("一个", "one of them", one("cardinal", 1)),
    ("两国", "two countries", one("cardinal", 2)),
    ("二十国集团", "G20", one("cardinal", 20)),
    ("零下5度", "5 degrees below zero", one("cardinal", -5)),
    ("-5℃", "minus five", one("cardinal", -5)),
    # decimals and halves
    ("三点五", "three point five", one("cardinal", 3.5)),
    ("三点五亿", "350 million", one("cardinal", 350_000_000)),
    ("三年半", "three and a half", one("cardinal", 3.5)),
    ("三个半月", "3 and a half months", one("cardinal", 3.5)),
    ("一半", "half of them", one("fraction", 0.5)),
    ("半年", "half a year", one("fraction", 0.5)),
    # percentages and fractions
    ("40%", "40 %", one("percent", 40)),
    ("４０％", "40 per cent", one("percent", 40)),
    ("百分之四十", "forty percent", one("percent", 40)),
    ("百分之三点五", "three point five percent", one("percent", 3.5)),
    ("百分之百", "100%", one("percent", 100)),
    ("四成", "40 percent", one("percent", 40)),
    ("七成五", "75%", one("percent", 75)),
    ("6成半", "65%", one("percent", 65)),
    ("五个百分点", "5 percentage points", one("percent", 5)),
    ("1.5個百分點", "1.5 percentage points", one("percent", 1.5)),
    ("千分之三", "3 per thousand", one("percent", 0.3)),
    ("5‰", "0.5%", one("percent", 0.5)),
    ("万分之五", "0.05%", one("percent", 0.05)),
    ("三分之二", "two-thirds", one("fraction", 0.666666666667)),
    ("三分之一", "a third of them", one("fraction", 0.333333333333)),
    ("三分之一。", "one third.", one("fraction", 0.333333333333)),
    ("四分之三", "three quarters", one("fraction", 0.75)),
    ("四分之一", "a quarter of it", one("fraction", 0.25)),
    ("十分之一", "one-tenth", one("fraction", 0.1)),
    ("2/3", "2/3", one("fraction", 0.666666666667)),
    # ordinals
    ("十八大", "18th", one("ordinal", 18)),
    ("十八届", "the eighteenth", one("ordinal", 18)),
    ("第三次", "the third time", one("ordinal", 3)),
    ("第 3 条", "Article 3", one("ordinal", 3)),
    ("第一百零三条", "Article 103", one("ordinal", 103)),
    ("第一百三条", "Article 103", one("ordinal", 103)),
    ("第四章", "Chapter IV", one("ordinal", 4)),
    ("第二部分", "PART TWO", one("ordinal", 2)),
    ("二十一世纪", "the twenty-first century", one("ordinal", 21)),
    ("21世紀", "the 21st century", one("ordinal", 21)),
    ("二战", "World War II", one("ordinal", 2)),
    ("第三，", "thirdly,", one("ordinal", 3)),
    ("第三季度", "the third quarter", one("ordinal", 3)),
    # dates and times
    ("二〇二五年", "in 2025", one("year", 2025)),
    ("2025年", "2025", one("year", 2025)),
    ("2025¹年", "in 2025¹", one("year", 2025)),
    ("一九四九年", "nineteen forty-nine", one("year", 1949)),
    ("九八年", "1998", one("year", 1998)),
    ("90年代", "the 90s", one("decade", 1990)),
    ("九十年代", "the nineties", one("decade", 1990)),
    ("二十世纪九十年代", "the 1990s", one("decade", 1990)),
    ("17世纪70年代", "the 1670s", one("decade", 1670)),
    ("十一月", "in November", one("month", 11)),
    ("11月", "in november", one("month", 11)),
    ("五月", "in May", one("month", 5)),
    ("2012年11月15日", "2012 November 15", [("year", (2012,)), ("month", (11,)), ("day", (15,))]),
    ("11月15号", "Nov. 15th", [("month", (11,)), ("day", (15,))]),
    ("五四运动", "the May 4th Movement", [("month", (5,)), ("day", (4,))]),
    ("九一八事变", "the September 18th Incident", [("month", (9,)), ("day", (18,))]),
    ("9点半", "9:30", one("time", 9, 30)),
    ("九点半", "half past nine", one("time", 9, 30)),
    ("九点三十分", "9.30 a.m.", one("time", 9, 30)),
    ("八点一刻", "a quarter past eight", one("time", 8, 15)),
    ("九点三刻", "a quarter to ten", one("time", 9, 45)),
    ("下午3点", "3 p.m.", one("time", 15, 0)),
    ("下午两点钟", "two o'clock in the afternoon", one("time", 14, 0)),
    ("晚上八点", "8 p.m.", one("time", 20, 0)),
    ("15:30", "3:30 pm", one("time", 15, 30)),
    ("15时30分", "15:30", one("time", 15, 30)),
    ("24时", "24:00", one("time", 24, 0)),
    # two numbers
    ("十四五规划", "the 14th Five-Year Plan", [("ordinal", (14,)), ("cardinal", (5,))]),
    ("十八届三中全会", "the 18th … third", [("ordinal", (18,)), ("ordinal", (3,))]),
    ("3-5%", "3-5%", [("percent", (3,)), ("percent", (5,))]),
    ("百分之三至五", "3 to 5 percent", [("percent", (3,)), ("percent", (5,))]),
    ("约20%-30%", "20% to 30%", [("percent", (20,)), ("percent", (30,))]),
    ("三至五万", "30 to 50 thousand", [("cardinal", (30_000,)), ("cardinal", (50_000,))]),
    ("3至5万", "30 to 50 thousand", [("cardinal", (30_000,)), ("cardinal", (50_000,))]),
    ("300万至500万", "3 to 5 million", [("cardinal", (3 * 10**6,)), ("cardinal", (5 * 10**6,))]),
    ("2021-2025年", "2021-2025", [("year", (2021,)), ("year", (2025,))]),
    ("1997-98年", "1997-98", [("year", (1997,)), ("year", (1998,))]),
]


@pytest.mark.parametrize(("zh", "en", "found"), EQUAL)
def test_equal_meaning_has_equal_values(zh: str, en: str, found: Found) -> None:
    """A number is read alike in both languages, whatever it is written with."""
    assert read(zh, "zh") == found
    assert read(en, "en") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3-5月", [("month", (3,)), ("month", (5,))]),
        ("七八天", one("cardinal", 7, 8)),
        ("十七八岁", one("cardinal", 17, 18)),
        ("十四五岁", one("cardinal", 14, 15)),
        ("三五年", one("cardinal", 3, 5)),
        ("三四百", one("cardinal", 300, 400)),
        ("一两千", one("cardinal", 1000, 2000)),
        ("二三十年代", one("decade", 1920, 1930)),
        ("19世纪二三十年代", one("decade", 1820, 1830)),
        ("七八年", one("cardinal", 7, 8)),
        ("三月", one("month", 3)),
        ("三个月", one("cardinal", 3)),
        ("三十分", one("cardinal", 30)),
        ("十分钟", one("cardinal", 10)),
        ("15日元", one("cardinal", 15)),
        ("15号", one("cardinal", 15)),
        ("一周三次", [("cardinal", (1,)), ("cardinal", (3,))]),
        ("二两", one("cardinal", 2)),
        ("三成员", one("cardinal", 3)),
        ("八大提议", one("cardinal", 8)),
        ("三点意见", one("cardinal", 3)),
        ("一国两制", [("cardinal", (1,)), ("cardinal", (2,))]),
        ("负5", one("cardinal", -5)),
        ("十五队", one("cardinal", 15)),
        ("以上百分之三十", one("percent", 30)),
    ],
)
def test_chinese(text: str, found: Found) -> None:
    """Guesses, units of measure and signs behind a numeral decide what it is in Chinese."""
    assert read(text, "zh") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a third party", one("ordinal", 3)),
        ("seven or eight", [("cardinal", (7,)), ("cardinal", (8,))]),
        ("between two and three", [("cardinal", (2,)), ("cardinal", (3,))]),
        ("fifty-fifty", [("cardinal", (50,)), ("cardinal", (50,))]),
        ("24/7", [("cardinal", (24,)), ("cardinal", (7,))]),
        ("No. 5", one("cardinal", 5)),
        ("5m tall", one("cardinal", 5)),
        ("the first three quarters", [("ordinal", (1,)), ("cardinal", (3,))]),
        ("15 November 2012", [("day", (15,)), ("month", (11,)), ("year", (2012,))]),
        ("the Fourth of July", [("day", (4,)), ("month", (7,))]),
        ("mid-1990s", one("decade", 1990)),
        ("post-2015", one("year", 2015)),
        ("half-dozen", one("cardinal", 6)),
        ("ten to fifteen million", [("cardinal", (10**7,)), ("cardinal", (1.5 * 10**7,))]),
        ("12 a.m.", one("time", 0, 0)),
        ("fell by half to ten percent", [("fraction", (0.5,)), ("percent", (10,))]),
        ("in the third quarter to ten million", [("ordinal", (3,)), ("cardinal", (10**7,))]),
        ("two hundredth", one("ordinal", 200)),
        ("Sept. 5", [("month", (9,)), ("day", (5,))]),
    ],
)
def test_english(text: str, found: Found) -> None:
    """Words around a number decide what it is in English."""
    assert read(text, "en") == found


@pytest.mark.parametrize(
    "text",
    [
        "统一", "統一", "唯一", "万一", "千万", "十分", "另一个", "一样", "进一步", "逐一",
        "数十万", "几千年", "上百万", "近千", "十几", "亿万", "成千上万", "百姓", "百分点", "周三",
        "星期三", "四川", "五金", "两岸", "再三", "乱七八糟", "二氧化碳", "参加", "大陆",
        "双十一", "周五", "上半年", "COVID-19", "5G", "GPT-4", "H1N1", "PM2.5", "",
    ],
)  # fmt: skip
def test_chinese_words_that_hold_no_number(text: str) -> None:
    """Numerals inside words and names, and numbers that are not counted, are no numbers."""
    assert read(text, "zh") == []


@pytest.mark.parametrize(
    "text",
    [
        "COVID-19", "Covid-19", "GPT-4", "5G", "4K", "H1N1", "B2B", "CO2",
        "dozens of them", "hundreds of millions", "tens of thousands", "several hundred",
        "no one", "one another", "each one", "a second", "per second", "the first half of the year",
        "they may march", "Mark may come", "Li Jun said.", "an august body", "",
    ],
)  # fmt: skip
def test_english_words_that_hold_no_number(text: str) -> None:
    """Digits in names, plurals that are not counted, and words such as may are no numbers."""
    assert read(text, "en") == []


@pytest.mark.parametrize(
    ("text", "lang", "written"),
    [
        ("增长了百分之四十，达三十万人。", "zh", ["百分之四十", "三十万"]),
        ("第十八届三中全会于2013年11月召开", "zh", ["第十八", "三", "2013年", "11月"]),
        ("占三分之二，约1.5亿人", "zh", ["三分之二", "1.5亿"]),
        ("１２％的人", "zh", ["１２％"]),
        ("up 40 per cent, to three hundred thousand", "en",
         ["40 per cent", "three hundred thousand"]),
        ("On November 15th, 2012 at 3 p.m., a hundred came", "en",
         ["November", "15th", "2012", "3 p.m.", "a hundred"]),
    ],
)  # fmt: skip
def test_mentions_are_cut_out_of_the_text(text: str, lang: str, written: list[str]) -> None:
    """A mention's span is the number with the signs that tell its kind."""
    assert [text[m.start : m.end] for m in find_numbers(text, lang=lang)] == written


def test_a_language_without_a_reader_counts_its_digits() -> None:
    """Digits are read in every language; regions and scripts make no difference."""
    assert read("über 1.500 Menschen, 40 %", "de")[-1] == ("percent", (40,))
    assert find_numbers("三十萬", lang="zh-Hant") == [NumberMention(0, 3, "cardinal", (300_000.0,))]


CHINESE_PIECES = (
    *"零一二三十百千万亿两廿半第年月日点时分之成个%％‰，。的人大",
    "世纪",
    "百分",
    "年代",
)
WORDS = ("one", "two", "hundred", "and", "third", "a", "million", "May", "half", "percent", "to")
ENDINGS = (
    "s",
    "th",
    " ",
    "-",
    " o'clock",
    "Chapter ",
    "IV",
    "quarter ",
    " point ",
    "$",
    "bn",
    "COVID-",
)
PIECES = st.sampled_from((*CHINESE_PIECES, *WORDS, *ENDINGS, *"0123456789.,:-/ "))


@given(st.lists(PIECES, max_size=30).map("".join), st.sampled_from(["zh", "en"]))
def test_mentions_are_in_order_and_apart(text: str, lang: str) -> None:
    """Whatever the text, mentions do not overlap, and each has a place and a value."""
    reached = 0
    for mention in find_numbers(text, lang=lang):
        assert reached <= mention.start < mention.end <= len(text)
        assert 1 <= len(mention.values) <= 2
        reached = mention.end


@pytest.mark.parametrize(
    "text", ["一" * 20_000, "十三" * 10_000, "9" * 300 + "," + "9" * 20_000, "one " * 5000]
)
def test_long_runs_are_read_quickly(text: str) -> None:
    """A run of numerals takes time linear in its length and raises no error."""
    find_numbers(text, lang="zh")
    find_numbers(text, lang="en")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5000多亿元", 5e11),
        ("三十多万人", 3e5),
        ("1亿3千多万", 1.3e8),
        ("一千多万户", 1e7),
        ("三万多亿", 3e12),
        ("1000多个", 1000),
    ],
)
def test_more_than_stands_before_a_unit_or_inside_it(text: str, value: float) -> None:
    """多 and 余 say that it is somewhat more; the unit behind them counts."""
    assert [mention.values for mention in find_numbers(text, lang="zh")] == [(value,)]


def test_decimals_without_a_zero_and_thousands_with_blanks() -> None:
    """.5 mg, and 100 000 if the groups are zeros; a mark of a note behind a stop is whole."""
    found = find_numbers("two doses of .5 mg, 100 000 particles", lang="en")
    assert [mention.values for mention in found] == [(2.0,), (0.5,), (100000.0,)]
    assert [mention.values for mention in find_numbers("(in mg).5", lang="en")] == [(5.0,)]
