"""The check `number`: what is the same number in two languages, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.pairs import find

SAME = [
    ("总产值4553亿元，增长6.5%。", "Output was 455.3 billion yuan, up 6.5 percent."),
    (
        "减税5000多亿元，惠及1亿3千多万人。",
        "Over 500 billion yuan of tax cuts for 130 million people.",
    ),
    ("1000万千瓦的装机容量。", "A capacity of 10 gigawatts."),
    (
        "造林1.63亿亩，粮食1.2万亿斤。",
        "Forests of 10.87 million hectares and 600 million tons of grain.",
    ),
    ("四成企业，三分之二的人。", "40% of the firms, two thirds of the people."),
    ("产量增长两倍。", "Output tripled."),
    ("产量增长两倍。", "Output grew by 200 percent."),
    ("收入翻两番。", "Income quadrupled."),
    ("上午9点半到24时。", "From 9:30 a.m. to 24:00."),
    ("党的十八大和第三次会议。", "The 18th Party Congress and its third meeting."),
    ("国发〔2017〕35号，2017年7月8日。", "Guofa [2017] No. 35, July 8, 2017."),
    ("依照第三条第二款第四项。", "In accordance with Article 3(2)(iv)."),
    ("三至五年内，100元至200元。", "Within three to five years, 100 to 200 yuan."),
    ("在一年半里，半年前。", "In 18 months, six months ago."),
    ("坚决纠正“四风”，五位一体。", "We fought against the forms of misconduct, as one whole."),
    (
        "一是改革，二是开放，三是发展。",
        "Reform, opening up and development: these are three aspects.",
    ),
    ("去年以来。", "Since 2015."),
    ("两名学生和三名教师。", "Both students and three teachers."),
    ("双方在三个月内答复。", "The two parties reply within three months."),
    ("一年内分五年完成。", "Within a year, over five years."),
    ("每周一次，周二开会。", "Once a week, on Tuesdays."),
    ("亂七八糟，千方百計，新冠病毒COVID-19。", "A mess, by all means, the coronavirus."),
    (
        "會議於二零一八年十月舉行，逾三億港元。",
        "The meeting of October 2018 cost over HK$300 million.",
    ),
]
DIFFERENT = [
    (
        "总产值4553亿元。",
        "Output was 45.53 billion yuan.",
        "4553亿 is 455.3 billion",
        "455.3 billion",
    ),
    ("越南25年来的贡献。", "Vietnam's 21 years.", "the Chinese has 25, the English has 21", "25"),
    ("建于1979年。", "It was founded in 1997.", "1979年 is 1979, the English has 1997", "1979"),
    ("增长百分之五十。", "It grew by 15 percent.", "百分之五十 is 50%, the English has 15", "50%"),
    ("于6月发布。", "Released in July.", "6月 is June, the English has July", "June"),
    (
        "依第二十一條規定。",
        "Under Article 20.",
        "the reference to 二十一 in the source is 20",
        "21",
    ),
    ("上午9点半开会。", "The meeting is at 9:45.", "9点半 is 9:30, the English has 9:45", "9:30"),
    ("产量增长两倍。", "Output doubled.", "增长两倍 is 3 times as much", ""),
    ("（2012年11月17日）", "November 57, 2012", "17日 is 17, the English has 57", "17"),
    ("党的三代领导。", "The Party's five generations.", "三 is 3, the English has five", "3"),
    ("15年内完成。", "Within two years.", "the Chinese has 15, the English has two", "15"),
    ("三十人参加。", "Two students came.", "三十 is 30, the English has Two", "30"),
    ("罚款500元。", "A fine of two yuan.", "the Chinese has 500, the English has two", "500"),
    ("不少于五年。", "At least 1 year.", "五 is 5, the English has 1", "5"),
    ("每年组织两次。", "Three times a year.", "两 is 2, the English has Three", "2"),
    ("面积为300亩。", "It covers 30 hectares.", "the Chinese has 300, the English has 30", ""),
    ("周一闭馆。", "Closed on Tuesdays.", "the source has 周一 (Monday), the tr", "Monday"),
    ("第三章的事项", "Chapter 4", "第三 is 3, the English has 4", "3"),
    ("第四章", "Chapter III", "第四 is IV, the English has III", "IV"),
    ("第二十三章", "Chapter Twenty-Two", "第二十三 is Twenty-Three, the", "Twenty-Three"),
    ("第五届会议", "The Sixth session", "第五 is Fifth, the English has Sixth", "Fifth"),
    ("第三次会议", "the 4th meeting", "第三 is 3rd, the English has 4th", "3rd"),
    ("本条第二款", "the third paragraph", "the reference to 二 in the source is third", "second"),
    ("第四项", "item (c)", "the reference to 四 in the source is c", "d"),
    ("他有七个孩子。", "He has eight children.", "七 is 7, the English has eight", "7"),
]


@pytest.mark.parametrize(("zh", "en"), SAME)
def test_the_same_number_in_two_languages_is_no_finding(zh: str, en: str) -> None:
    """Whatever unit, scale, share or date it is; a word that holds a numeral is none."""
    assert [finding.message for finding in find("number", (zh, en))] == []


@pytest.mark.parametrize(("zh", "en", "message", "suggestion"), DIFFERENT)
def test_another_value_is_an_error_with_both_values(
    zh: str, en: str, message: str, suggestion: str
) -> None:
    """The places are those of the number in both texts."""
    (found,) = find("number", (zh, en))
    assert (found.severity, found.suggestion) == ("error", suggestion)
    assert found.message.startswith(message)
    assert [place.side for place in found.places] == ["en", "zh"]


def test_items_of_a_list_have_the_same_numbers() -> None:
    """If both texts number their items."""
    zh = "条件：（一）合法；（二）公平；（三）公开。"
    assert find("number", (zh, "Conditions: (1) legal; (2) fair; and (3) open.")) == []
    (found,) = find("number", (zh, "Conditions: (1) legal; (2) fair; and (2) open."))
    assert found.message == "this item has number 3 in the source and 2 in the translation"


def test_from_english_to_chinese_the_chinese_is_to_correct() -> None:
    """The message begins with the source."""
    (found,) = find("number", ("产值4.553亿元。", "455.3 billion yuan."), source_side="en")
    assert found.message == "455.3 billion is 4553亿, the Chinese has 4.553亿"
    assert (found.places[0].side, found.suggestion) == ("zh", "4553亿")
    (found,) = find("number", ("第四章适用。", "Chapter 13 applies."), source_side="en")
    assert found.suggestion == "第十三"


def test_a_long_number_that_is_alone_is_a_warning() -> None:
    """Its place in the translation is the end, as something is missing there."""
    (found,) = find("number", ("粮食产量61.2万吨。", "The grain output was high."))
    assert (found.severity, found.places[0].start) == ("warning", 26)
    assert found.message == ("the Chinese has 61.2万 (612,000), and the English has no such number")
    assert find("number", ("大约有80人。", "There were some people.")) == []


def test_the_mark_of_a_note_may_be_alone() -> None:
    """[101] behind a sentence; a year in brackets is none, nor is a blank of a form, [128]份."""
    en = "The rules are as follows."
    assert find("number", ("规定如下[101]。", en), ("规定如下［123］。", en)) == []
    assert len(find("number", ("见国发[2019]101号。", en))) == 2
    assert len(find("number", ("会议于[2019]年召开。", "The meeting took place."))) == 1
    assert len(find("number", ("交付[128]份样品。", "Samples are delivered."))) == 1
    assert len(find("number", ("交付样品。", "Deliver [ 128 ] copies of the form."))) == 1
    assert find("number", ("如前所述。", "As said above [128], it is so.")) == []


def test_a_number_said_twice_stands_for_one_that_was_changed() -> None:
    """If the other text has it once, and a value beside it that looks like it."""
    zh = "25个城市和25个县。"
    assert len(find("number", (zh, "25 cities and 21 counties."))) == 1
    assert find("number", (zh, "25 cities and as many counties.")) == []


def read_invented(name: str = "numbers.tsv") -> list[tuple[str, str, str, str]]:
    """Return kind, verdict, Chinese and English of the invented pairs in a file beside this one."""
    lines = Path(__file__).with_name(name).read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    return [(kind, verdict, zh, en) for kind, verdict, zh, en in rows]


@pytest.mark.parametrize("kind", sorted({row[0] for row in read_invented()}))
def test_ten_right_and_ten_wrong_pairs_of_each_kind(kind: str) -> None:
    """What is right is no finding, and what is wrong one, but for the rows marked as missed."""
    rows = [row for row in read_invented() if row[0] == kind]
    assert sum(verdict == "right" for _, verdict, _, _ in rows) == len(rows) / 2
    for _, verdict, zh, en in rows:
        found = [finding.message for finding in find("number", (zh, en))]
        assert bool(found) == (verdict == "wrong"), (zh, en, found)


@pytest.mark.parametrize("kind", sorted({row[0] for row in read_invented("contrasts.tsv")}))
def test_what_stands_beside_equal_values_is_compared(kind: str) -> None:
    """Bounds, frequencies, dates, times of day, shares, persons and times that are counted."""
    for row_kind, verdict, zh, en in read_invented("contrasts.tsv"):
        if row_kind == kind:
            found = [finding.message for finding in find("number", (zh, en))]
            assert bool(found) == (verdict in ("wrong", "flagged")), (zh, en, found)


def test_a_contrast_names_both_places() -> None:
    """The message says what differs, and has the words of both texts."""
    (found,) = find("number", ("租期不少于五年。", "The term shall not exceed five years."))
    assert found.message == (
        "another limit: the source has “不少于五”, the translation has “not exceed five”"
    )
    assert [place.side for place in found.places] == ["en", "zh"]


def test_a_value_in_another_unit_or_currency_is_said() -> None:
    """Both numbers are alike, so the message speaks of the unit."""
    (found,) = find("number", ("路长50公里。", "The road is 50 miles long."))
    assert found.message == "the Chinese has 50, the English has 50 in another unit"


def test_yuan_as_dollars_is_a_slip_by_the_rest_of_the_text() -> None:
    """An error where 元 is yuan elsewhere, a warning alone; a text may have dollars for 元."""
    wrong, other = ("罚款50元。", "A fine of $50."), ("门票八十元。", "Tickets cost 80 dollars.")
    (found,) = find("number", wrong, ("票价20元。", "Tickets cost 20 yuan."))
    assert found.severity == "error"
    assert found.message == ("another currency: the source has “50元”, the translation has “$50”")
    assert [found.severity for found in find("number", wrong)] == ["warning"]
    assert find("number", wrong, other) == []
    assert find("number", wrong, ("她說。", "She says so.")) == []
    assert find("number", wrong, ("香港通过了条例。", "Hong Kong passed the ordinance.")) == []


def test_a_thousand_times_is_no_power_of_two() -> None:
    """翻两番 is 2 × 2; 1,340 such doublings are no number that a computer holds."""
    zh = "这颗恒星的体积是太阳的 1,340-1,940 倍。"
    assert find("number", (zh, "The star is 1,340-1,940 times as large as the Sun.")) == []
    assert len(find("number", (zh, "The star has a true value of 1,340-1,950."))) == 1


def test_a_number_that_begins_with_its_point_is_read_in_chinese_too() -> None:
    """.44 is 0.44 in both texts."""
    zh = "这是最精确的 .44 口径手枪。"
    assert find("number", (zh, "This is the most accurate .44-caliber pistol.")) == []
    assert len(find("number", (zh, "This is the most accurate .54-caliber pistol."))) == 1


def test_a_limit_that_is_not_met_is_no_other_limit() -> None:
    """不满足至少 negates what "do not meet at least" does."""
    zh = "返回 255，因为两行不满足至少三个条件。"
    assert find("number", (zh, "Returns 255, because two rows do not meet at least three.")) == []


def test_a_king_before_a_number_is_no_name() -> None:
    """王五 is a name in 张三李四, and not in 作王五十五年."""
    assert find("number", ("他作王五十五年。", "He reigned for fifty-five years.")) == []
    assert len(find("number", ("他作王五十五年。", "He reigned for fifteen years."))) == 1


@pytest.mark.parametrize(
    ("zh", "right", "wrong"),
    [
        ("学费1万2。", "Tuition is 12,000 yuan.", "Tuition is 21,000 yuan."),
        ("搬迁3万5户。", "35,000 households moved.", "53,000 households moved."),
        ("她跑了11秒02。", "She ran it in 11.02 seconds.", "She ran it in 11.20 seconds."),
        ("判刑三年六个月。", "He got three and a half years.", "He got four and a half years."),
    ],
)
def test_numbers_in_two_parts_are_one(zh: str, right: str, wrong: str) -> None:
    """A digit behind 万 counts thousands, and one behind seconds hundredths."""
    assert find("number", (zh, right)) == []
    assert len(find("number", (zh, wrong))) == 1


def test_the_number_of_a_character_and_people_a_rule_does_not_apply_to_have_no_bound() -> None:
    """In &#8217; nothing is counted, and “not” belongs to what applies."""
    assert find("number", ("点击人名。", "Click the person&#8217;s name.")) == []
    zh = "前款规定，于未满十八岁之人不适用。"
    assert find("number", (zh, "This does not apply to persons under the age of eighteen.")) == []


def test_a_count_behind_seconds_is_no_part_of_them() -> None:
    """In 5秒10次 are two numbers; English writes 1分52秒10 as 1:52.10."""
    assert find("number", ("持续了5秒10次。", "It lasted 5 seconds, 10 times.")) == []
    assert find("number", ("他跑了1分52秒10。", "He ran 1:52.10.")) == []
