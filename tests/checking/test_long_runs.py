"""Rows of one word or number, thousands of times: each thing is looked at once, not by pairs."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from aigov_corpus.checking import list_evidence
from aigov_corpus.checking.negation_matching import match_negations
from aigov_corpus.checking.numbers import comparing, coupled_numbers
from aigov_corpus.checking.numbers.amounts import read_amounts
from aigov_corpus.text.numerals import find_numbers
from aigov_corpus.word_links import dictionary
from checking.pairs import find

ITEMS = """
公路 roads
铁路 railways
学校 schools
医院 hospitals
工厂 factories
农田 farmland
森林 forests
城市 cities
桥梁 bridges
港口 ports
机场 airports
银行 banks
商店 shops
教师 teachers
医生 doctors
农民 farmers
"""


def count_calls(patch: pytest.MonkeyPatch, module: Any, name: str) -> Counter[str]:
    """Return a counter of the calls of a function of a module from now on."""
    calls: Counter[str] = Counter()
    function = getattr(module, name)

    def counted(*arguments: Any) -> Any:
        calls[name] += 1
        return function(*arguments)

    patch.setattr(module, name, counted)
    return calls


def test_parts_of_a_word_are_not_longer_than_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    """A word of 500 letters has 125,000 parts; only those are looked up that can be entries."""
    calls = count_calls(monkeypatch, dictionary, "has_entry")
    dictionary.translate_word("q" * 500)
    assert calls["has_entry"] < 500 * 25


def test_a_number_that_repeats_is_compared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """So 100 times 12 in both texts take no million comparisons."""
    calls = count_calls(monkeypatch, comparing, "says_same")
    assert not find("number", ("共12人、" * 100, "12 persons, " * 100))
    assert calls["says_same"] < 20


def test_thousands_of_numbers_are_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table of 400 different numbers in both texts takes no 160,000 comparisons."""
    calls = count_calls(monkeypatch, comparing, "says_same")
    numbers = range(1000, 5000, 10)
    zh = "、".join(f"{number}万元" for number in numbers)
    en = ", ".join(f"{number / 100:g} million yuan" for number in numbers)
    assert not find("number", (f"拨款{zh}。", f"They paid {en}."))
    assert calls["says_same"] < 400 * 4


def test_what_is_looked_up_is_all_that_can_be_the_same() -> None:
    """Whatever a number says: shares, multiples, times of day, converted units."""
    zh = (
        "12%、三成、千分之五、0.5‰、三分之一、两倍、增长三倍、翻两番、5公里、3.5亩、零下5℃、30℃、4TB、下午3时、"
        "15时30分、24时、第三、半数、2.5亿元、1950年、80年代、10斤、7小时、0、100%、3个月"
    )
    en = (
        "12 percent, 0.12, 30 percent, a third, 5 per 1,000, 5 per 10,000, 33 percent, twofold, "
        "four times, 300 percent, 200 percent, 3.1 miles, 5 km, 0.58 acres, 0.233 hectares, "
        "23 degrees Fahrenheit, 86 °F, 4,000 GB, 3 p.m., 15:30, 3:30, midnight, 12:00, third, "
        "half, 250 million yuan, 1950, the 1980s, 5 kg, 11 pounds, 420 minutes, 0, 100, 90 days"
    )
    here = read_amounts(zh, find_numbers(zh, lang="zh"), "zh")
    there = read_amounts(en, find_numbers(en, lang="en"), "en")
    there += [replace(one, english_units=frozenset()) for one in there]
    found = comparing.match_meanings(here, there)
    pairs = 0
    for one in here:
        wanted = {comparing.meaning_of(two) for two in there if comparing.says_same(one, two)}
        assert found[comparing.meaning_of(one)] == wanted
        pairs += len(wanted)
    assert pairs > 40


def test_numbers_without_counterpart_are_joined_nearest_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A hundred wrong numbers take no comparison of each with each."""
    calls = count_calls(monkeypatch, coupled_numbers, "_are_alike")
    zh, en = ("、".join(str(number + add) for number in range(21100, 21800, 7)) for add in (0, 3))
    found = find("number", (f"数据是{zh}。", f"The data are {en.replace('、', ', ')}."))
    assert len(found) >= 99
    assert calls["_are_alike"] < 100 * 10


def test_of_a_long_list_the_item_that_lacks_is_found() -> None:
    """Among dozens of items, of which each is asked for those beside it."""
    zh, en = zip(*(line.split() for line in ITEMS.strip().splitlines()), strict=True)
    whole = (f"我们在那里看到了{'、'.join(zh)}。", f"There we saw {', '.join(en)}.")
    assert not find("list-length", whole)
    lacking = (whole[0], f"There we saw {', '.join(en[:7] + en[8:])}.")
    assert [zh[7] in one.message for one in find("list-length", lacking)] == [True]


def test_of_many_negations_the_one_without_counterpart_is_found() -> None:
    """Each takes the nearest one of the other text, also if there are many."""
    zh = "".join(f"第{n}家公司在这一年里不得出售股份。" for n in range(100, 160))
    en = " ".join(f"Firm {n} must not sell shares in this year." for n in range(100, 160))
    assert not any(match_negations(zh, en)[:2])
    lost = match_negations(zh, en.replace("Firm 125 must not", "Firm 125 must"))
    assert len([*lost.zh, *lost.doubtful_zh]) == 1


def test_the_best_link_of_other_words_is_that_of_the_table_without_them() -> None:
    """Also if the words that are left out do not stand side by side."""
    table = np.random.default_rng(7).random((9, 5)).astype(np.float32)
    links = list_evidence._Links(table, np.ones(9), np.ones(5), ())
    for rows in ([0], [8], [2, 3], [1, 4, 8], list(range(9))):
        wanted = np.delete(table, rows, axis=0).max(axis=0, initial=0)
        assert (links.best_without(rows, range(5)) == wanted).all()
        assert links.best_without(rows, [3, 1]).tolist() == wanted[[3, 1]].tolist()
