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
