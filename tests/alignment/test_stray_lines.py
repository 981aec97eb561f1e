"""Headings and captions of one side are no part of the sentence beside them."""

from __future__ import annotations

import pytest

from aigov_corpus.alignment import align_sentences

ZH = ["今年粮食产量再创新高。", "农民收入稳步增长。", "我们坚持绿色发展。"]
EN = [
    "Grain output hit a new high this year.",
    "The income of farmers grew steadily.",
    "We stick to green development.",
]
Groups = list[tuple[tuple[int, ...], tuple[int, ...]]]


def _align(zh: list[str], en: list[str]) -> Groups:
    """Return the numbers of the sentences of each bead."""
    return [(bead.src, bead.tgt) for bead in align_sentences(zh, en).beads]


@pytest.mark.slow
@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("line", ["Photo: Li Qiang", "Paragraph 1", "To be continued"])
def test_a_line_without_an_end_mark_is_a_null_bead(line: str, place: int) -> None:
    """Wherever it stands; the other sentences keep their counterparts."""
    found = _align(ZH, [*EN[:place], line, *EN[place:]])
    right = [((number,), (number + (number >= place),)) for number in range(3)]
    assert set(found) == {((), (place,)), *right}


@pytest.mark.slow
def test_bare_numbers_of_items_are_null_beads() -> None:
    """The mark behind a number does not make a sentence of it."""
    zh = [line for number, item in enumerate(ZH, 1) for line in (f"{number}.", item)]
    assert [bead for bead in _align(zh, EN) if all(bead)] == [
        ((1,), (0,)),
        ((3,), (1,)),
        ((5,), (2,)),
    ]


@pytest.mark.slow
def test_a_chinese_line_too() -> None:
    """Both sides are treated alike."""
    found = _align([ZH[0], "责任编辑：王晓明", *ZH[1:]], EN)
    assert found == [((0,), (0,)), ((1,), ()), ((2,), (1,)), ((3,), (2,))]


KEPT: dict[str, tuple[list[str], list[str]]] = {
    "a sentence on two lines": (
        ["全国人民代表大会每年举行一次会议，由全国人民代表大会常务委员会召集。"],
        [
            "The National People's Congress meets once a year, and its meetings",
            "are convened by it.",
        ],
    ),
    "a heading in two lines": (
        ["关于加强数据安全管理的若干意见"],
        ["Several Opinions", "on Strengthening Data Security Management"],
    ),
    "a heading that runs in": (
        ["（一）提高认识。各级党委要高度重视数据安全工作。"],
        ["1. Raise awareness", "Party committees at all levels should value data security."],
    ),
    "a list": (
        ["主要任务包括发展教育、改善医疗、保护环境。"],
        [
            "The main tasks are",
            "developing education",
            "better health care",
            "a clean environment.",
        ],
    ),
    "subtitles": (["我想去海边看日出"], ["I'd like to go to the beach", "to watch the sunrise"]),
}


@pytest.mark.slow
@pytest.mark.parametrize(("zh", "en"), KEPT.values(), ids=KEPT)
def test_a_line_that_the_other_side_renders_stays(zh: list[str], en: list[str]) -> None:
    """It has no end mark, but its words have counterparts."""
    assert _align(zh, en) == [((0,), tuple(range(len(en))))]


QUESTIONS = [
    ("什么是碳达峰？", "What is peak carbon?"),
    ("谁可以申请？", "Who may apply?"),
    ("费用是多少？", "How much does it cost?"),
    ("可以退款吗？", "Can I get a refund?"),
    ("周末办公吗？", "Are you open at weekends?"),
]


@pytest.mark.parametrize("swapped", [False, True])
def test_a_repeated_line_that_one_side_lacks_is_a_null_bead(*, swapped: bool) -> None:
    """In four places the label has its translation, in the third it would join the next line."""
    zh = [line for zh, _ in QUESTIONS for line in (zh, "选项", "甲、可以", "乙、不可以")]
    en = [line for _, en in QUESTIONS for line in (en, "Options", "A. Yes", "B. No")]
    del en[9]
    if swapped:
        beads = align_sentences(en, zh, src_lang="en", tgt_lang="zh").beads
        found = [(bead.tgt, bead.src) for bead in beads]
    else:
        found = _align(zh, en)
    assert found == [
        ((number,), () if number == 9 else (number - (number > 9),)) for number in range(20)
    ]


def test_a_repeated_line_that_is_rendered_in_a_sentence_stays() -> None:
    """Elsewhere it has a line of its own on the other side, and here it is part of one."""
    zh = [
        "你去吗？",
        "当然去。",
        "他呢？",
        "当然去。",
        "那我也去，我去收拾行李。",
        "你呢？",
        "当然去。",
    ]
    zh += ["他笑着说。", "我们走吧。"]
    en = ["Are you going?", "Of course.", "And he?", "Of course."]
    en += ["Then I will go too and pack my things.", "And you?"]
    en += ["“Of course,” he said with a smile.", "Let us go."]
    assert ((6, 7), (6,)) in _align(zh, en)


def test_a_line_that_stands_twice_on_one_side_is_paired_once() -> None:
    """A heading or a sentence is doubled by mistake; where both sides say it twice, it stays."""
    assert _align([ZH[0], *ZH], EN) == [((0,), (0,)), ((1,), ()), ((2,), (1,)), ((3,), (2,))]
    assert _align(["快跑！", "快跑！", *ZH], ["Run! Run!", *EN])[0] == ((0, 1), (0,))
