"""Sentences at whose place the other text says something else, in a text of many beads."""

from __future__ import annotations

import pytest

from aigov_corpus.alignment import align_sentences

ZH = [
    "记者：请问今年的就业形势怎么看？",
    "部长：谢谢您的提问。",
    "我先给大家报告几个数字。",
    "1至9月，城镇新增就业1049万人，完成全年目标的87%。",
    "总的看，就业形势保持总体稳定。",
    "但也要看到，外部环境更加复杂，压力依然不小。",
    "记者：青年失业率为什么还在上升？",
    "部长：毕业季的影响是主要原因。",
    "每年七八月份都是这样，九月份以后会回落。",
    "记者：政府会不会出台新的补贴？",
    "部长：我们正在研究，有消息会及时公布。",
    "主持人：最后一个问题。",
    "记者：技能培训方面有哪些举措？",
    "主持人：今天的发布会就到这里，谢谢大家！",
]
EN = [
    "Reporter: What is your view of this year's employment situation?",
    "Minister: Thank you for your question.",
    "Let me first share a few figures.",
    "From January to September, 10.49 million new urban jobs were created, or 87 percent of the "
    "annual target.",
    "On the whole, the employment situation has remained generally stable.",
    "That said, we must also see that the external environment is more complex and the pressure "
    "is still considerable.",
    "Reporter: Why is the youth unemployment rate still rising?",
    "Minister: The graduation season is the main reason.",
    "It is like this in July and August every year, and it comes down after September.",
    "Reporter: Will the government introduce new subsidies?",
    "Minister: We are looking into it and will announce any news in due course.",
    "Moderator: Last question, please.",
    "Reporter: What measures are being taken on skills training?",
    "Moderator: That concludes today's press conference. Thank you, everyone!",
]
OTHERS = {
    1: "The village head sent for the drillers.",
    6: "There was only one well in the village.",
    9: "A fee of 0.1 yuan per book per day is charged.",
}


@pytest.mark.parametrize("place", OTHERS)
def test_a_sentence_that_was_replaced_is_doubtful(place: int) -> None:
    """Only its bead has a score below one half, although nothing else stands at its place."""
    english = [*EN[:place], OTHERS[place], *EN[place + 1 :]]
    scores = {bead.src: bead.score or 0 for bead in align_sentences(ZH, english).beads}
    assert [src for src, score in scores.items() if score < 0.5] == [(place,)]


def test_what_is_translated_keeps_its_score() -> None:
    """No bead of the complete text is doubtful, short and stock phrases among them."""
    beads = align_sentences(ZH, EN).beads
    assert [(bead.src, bead.tgt) for bead in beads] == [((n,), (n,)) for n in range(len(ZH))]
    assert min(bead.score or 0 for bead in beads) > 0.9


TEST = """
一、选择题|I. Multiple Choice
1. 植物光合作用需要哪种气体？|1. Which gas do plants need for photosynthesis?
A. 氧气|A. Oxygen
B. 氮气|B. Nitrogen
C. 二氧化碳|C. Carbon dioxide
D. 氢气|D. Hydrogen
2. 太阳系中最大的行星是|2. The largest planet in the solar system is
A. 地球|A. Earth
B. 木星|B. Jupiter
C. 土星|C. Saturn
D. 火星|D. Mars
二、判断题|II. True or False
1. 鲸是鱼类。|1. Whales are fish.
2. 光比声音传播得快。|2. Light travels faster than sound.
3. 月亮自己会发光。|3. The moon gives off its own light.
"""


def test_a_heading_amid_lines_that_are_much_alike_keeps_its_score() -> None:
    """Beside such lines it is far from the usual, but by itself it is near enough."""
    zh, en = zip(*(line.split("|") for line in TEST.split("\n") if line), strict=True)
    assert min(bead.score or 0 for bead in align_sentences(zh, en).beads) > 0.9
