"""An item that one side of a list has more, and heads of pages, are no part of their neighbours."""

from __future__ import annotations

import pytest

from aigov_corpus.alignment import align_sentences

ITEMS = [
    ("经营者不得虚构交易量误导消费者。", "Operators shall not fabricate sales figures."),
    ("经营者不得强制搭售商品。", "Operators shall not force consumers to buy goods in bundles."),
    ("平台应当公示收费标准。", "Platforms shall make their fees public."),
    ("平台应当保存交易记录不少于三年。", "Platforms shall keep records for three years at least."),
    ("消费者有权在七日内退货。", "Consumers have the right to return goods within seven days."),
    (
        "拒绝检查的，处一万元以下罚款。",
        "Whoever refuses an inspection is fined 10,000 yuan at most.",
    ),
]
FURTHER = ("举报属实的，给予奖励。", "Reports that prove true are rewarded.")
Groups = list[tuple[tuple[int, ...], tuple[int, ...]]]


def _number(zh: list[str], en: list[str]) -> tuple[list[str], list[str]]:
    """Give each side its own numbers."""
    return (
        [f"{n}、{text}" for n, text in enumerate(zh, 1)],
        [f"{n}. {text}" for n, text in enumerate(en, 1)],
    )


def _align(zh: list[str], en: list[str]) -> Groups:
    return [(bead.src, bead.tgt) for bead in align_sentences(zh, en).beads]


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize("place", [1, 3, pytest.param(5, marks=pytest.mark.slow)])
def test_a_further_item_of_a_renumbered_list_is_a_null_bead(place: int, side: int) -> None:
    """All later numbers differ by one, and each item still has its counterpart."""
    sides = [[zh for zh, _ in ITEMS], [en for _, en in ITEMS]]
    sides[side].insert(place, FURTHER[side])
    right: Groups = []
    for number in range(len(ITEMS)):
        later = number + (number >= place)
        right.append(((later,), (number,)) if side == 0 else ((number,), (later,)))
    found = _align(*_number(*sides))
    assert set(found) == {*right, ((place,), ()) if side == 0 else ((), (place,))}


@pytest.mark.parametrize("inner", ["", "C. "])
def test_two_items_that_the_other_side_joins_stay_in_one_bead(inner: str) -> None:
    """Each has its words there, with or without a number inside."""
    zh, en = [zh for zh, _ in ITEMS], [en for _, en in ITEMS]
    en[2:4] = [f"{en[2]} {inner}{en[3]}"]
    assert ((2, 3), (2,)) in _align(*_number(zh, en))


def test_heads_of_pages_that_stand_elsewhere_are_null_beads() -> None:
    """They differ in their numbers, and one of them would join the sentence below it."""
    zh = [zh for zh, _ in ITEMS]
    en = [en for _, en in ITEMS]
    for place in (4, 2, 1):
        en.insert(place, f"Trade Gazette | {place}")
    found = _align(zh, en)
    heads = [n for n, text in enumerate(en) if "Gazette" in text]
    assert [bead for bead in found if not bead[0]] == [((), (n,)) for n in heads]


REPORT = [
    (
        "去年全市地区生产总值增长百分之五点八，高于全国平均水平。",
        "Last year the gross domestic product of the city grew by 5.8 percent.",
    ),
    ("城镇新增就业四万二千人。", "Some 42,000 new urban jobs were created."),
    ("我们关停了六十七家污染企业。", "We closed 67 polluting enterprises."),
    (
        "地铁三号线建成通车，交通拥堵明显缓解。",
        "Metro Line 3 opened, and congestion eased noticeably.",
    ),
    ("全年改造老旧小区一百二十个。", "In the year, 120 old housing estates were renovated."),
    ("药品价格平均下降百分之十五。", "Drug prices fell by 15 percent on average."),
]


def test_heads_at_opposite_ends_of_a_bead_are_null_beads() -> None:
    """One stands above the sentence and the other below it, so they cannot be paired in order."""
    zh, en = [], []
    for number, (chinese, english) in enumerate(REPORT):
        zh += ["某市统计局编印", chinese] if number % 2 else [chinese]
        en += [english] if number % 2 else ["Compiled by the Bureau of Statistics", english]
    right = [((zh.index(chinese),), (en.index(english),)) for chinese, english in REPORT]
    assert set(right) <= set(_align(zh, en))


def test_a_name_that_one_list_lacks_is_a_null_bead() -> None:
    """In a list of names or terms, no line joins the one beside it."""
    zh = ["张伟", "王芳", "李娜", "刘洋", "陈静", "杨磊", "赵勇"]
    en = ["Zhang Wei", "Wang Fang", "Liu Yang", "Chen Jing", "Wu Min", "Yang Lei", "Zhao Yong"]
    nulls = [bead for bead in _align(zh, en) if not all(bead)]
    assert nulls == [((2,), ()), ((), (4,))]
    terms = ["机器学习", "深度学习", "强化学习", "神经网络", "自然语言处理", "计算机视觉"]
    in_english = [
        "machine learning",
        "reinforcement learning",
        "neural network",
        "natural language processing",
        "computer vision",
    ]
    assert _align(terms, in_english)[1] == ((1,), ())
