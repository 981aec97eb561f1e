"""Lines that only tell how characters are read are left out, and so are the numbers of lines."""

from __future__ import annotations

import pytest

from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.extraction.readings import remove_labels, remove_line_numbers, remove_readings

CHARACTERS = ["一盏孤灯照小桥", "桥边流水夜迢迢"]
ENGLISH = ["A lonely lamp shines on the bridge,", "beside it the stream runs far."]


def shown(readings: list[str], english: list[str] = ENGLISH) -> list[str]:
    """What is kept of two lines with their readings and translations."""
    lines = zip(CHARACTERS, readings, english, strict=True)
    paras = [Para(text) for line in lines for text in line]
    return [para.text for para in remove_readings(paras)[0]]


@pytest.mark.parametrize(
    "readings",
    [
        ["yī zhǎn gū dēng zhào xiǎo qiáo,", "Qiáo biān liúshuǐ yè tiáotiáo."],
        ["yi1 zhan3 gu1 deng1 zhao4 xiao3 qiao2", "qiao2 bian1 liu2 shui3 ye4 tiao2 tiao2"],
        ["yi zhaan gu deng zhào xiaao qiáo", "qiáo bian liú shuii yè tiáo tiáo"],
        ["yi zhan gu deng zhao xiao qiao", "qiao bian liu shui ye tiao tiao"],
        ["jat1 zaan2 gu1 dang1 ziu3 siu2 kiu4", "kiu4 bin1 lau4 seoi2 je6 tiu4 tiu4"],
        ["ㄧ ㄓㄢˇ ㄍㄨ ㄉㄥ ㄓㄠˋ ㄒㄧㄠˇ ㄑㄧㄠˊ", "ㄑㄧㄠˊ ㄅㄧㄢ ㄌㄧㄡˊ ㄕㄨㄟˇ ㄧㄝˋ"],
    ],
)
def test_readings_of_every_system_are_left_out(readings: list[str]) -> None:
    """Pinyin with marks, digits, doubled vowels or no tones; jyutping; zhuyin."""
    assert shown(readings) == [
        text for line in zip(CHARACTERS, ENGLISH, strict=True) for text in line
    ]


def test_english_lines_are_no_readings() -> None:
    """Short English words that could be syllables are text."""
    english = ["He can use me as a man,", "she can see you in a den."]
    assert shown(["Lamp", "Song"], english) == [
        CHARACTERS[0], "Lamp", english[0], CHARACTERS[1], "Song", english[1],
    ]  # fmt: skip


def test_names_are_no_readings() -> None:
    """Names in pinyin translate those beside them, though they have as many syllables."""
    paras = [
        Para(text) for text in ("王小明、李华", "Wang Xiaoming, Li Hua", "司马相如", "Sima Xiangru")
    ]
    assert remove_readings(paras)[0] == paras


def test_numbers_of_lines_are_left_out() -> None:
    """The number stands before the line in both languages; the numbers of items have a stop."""
    pairs = list(zip(CHARACTERS * 2, ENGLISH * 2, strict=True))
    for mark, texts in (("", [text for pair in pairs for text in pair]), (".", None)):
        paras = [
            Para(f"{n:02}{mark} {text}", lang)
            for n, pair in enumerate(pairs, 1)
            for text, lang in zip(pair, ("zh", "en"), strict=True)
        ]
        kept, left_out = remove_line_numbers(paras)
        assert [para.text for para in kept] == (texts or [para.text for para in paras])
        assert len(left_out) == (len(paras) if texts else 0)


def test_names_of_languages_before_paragraphs_are_left_out() -> None:
    """They are if most paragraphs of both languages have one; else they are text."""
    labelled = [("中：甲", "zh"), ("EN: a", "en")] * 3
    kept, left_out = remove_labels([Para(text, lang) for text, lang in labelled])
    assert [para.text for para in kept] == ["甲", "a"] * 3
    assert {piece.text for piece in left_out} == {"中：", "EN:"}
    few = [("中：甲", "zh"), *[("乙", "zh"), ("b", "en")] * 3]
    assert remove_labels([Para(text, lang) for text, lang in few])[1] == []
