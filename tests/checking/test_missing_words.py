"""Words that a translation lacks, in texts that are rendered closely."""

from __future__ import annotations

import numpy as np
import pytest

from aigov_corpus import Corpus
from aigov_corpus.checking import Units, check_pairs
from aigov_corpus.checking.close_reading.reader import read_units
from aigov_corpus.checking.missing_words import find_lacking_words

ZH, EN = "图书馆每天提供免费报纸。", "The library offers newspapers every day."
LACKED = "免费"
OTHERS = [
    (f"{place}的居民每年参观博物馆。", f"The residents of {place} visit the museum every year.")
    for place in "ABCDEFGHIJKLMNOPQRS"
]


def _find(log_odds: float, pairs: int = 20) -> list[tuple[int, str, float]]:
    """Return what is lacking if all words but one have these log-odds of having no counterpart."""
    units = Units(Corpus.from_pairs([(ZH, EN), *OTHERS][:pairs]))
    readings = [np.full(len(unit.zh), log_odds) for unit in units]
    start = ZH.index(LACKED)
    readings[0][start : start + len(LACKED)] = 1.0
    units._computed[read_units] = readings
    found = find_lacking_words(units, range(len(units)))
    return [(number, units[number].zh[slice(*place)], sure) for number, place, sure in found]


def test_a_word_without_counterpart_is_found_where_all_others_have_one() -> None:
    """It is as sure as the reading is of it."""
    assert _find(-6) == [(0, LACKED, 0.73)]


@pytest.mark.parametrize(("log_odds", "pairs"), [(-4, 20), (-6, 19)])
def test_free_and_short_texts_have_no_such_words(log_odds: float, pairs: int) -> None:
    """Of few pairs it is not known how freely they are rendered."""
    assert not _find(log_odds, pairs)


def test_words_beside_it_are_lacking_too_up_to_a_mark() -> None:
    """Words that say nothing by themselves are left out at both ends."""
    units = Units(Corpus.from_pairs([("馆内，免费的报纸和杂志每天都有。", EN), *OTHERS]))
    readings = [np.full(len(unit.zh), -6.0) for unit in units]
    readings[0][:3], readings[0][3:9] = 0.3, 0.5
    units._computed[read_units] = readings
    [(_, place, _)] = find_lacking_words(units, [0])
    assert units[0].zh[slice(*place)] == "免费的报纸"


@pytest.mark.parametrize(
    "zh", ["门口的声音我们听不到。", "可以看到，报纸每天都有。", "报纸和杂志等等每天都有。"]
)
def test_a_lost_negation_and_words_that_fill_a_talk_are_not_reported(zh: str) -> None:
    """The check `negation` looks for the one, and a careful translator leaves out the others."""
    units = Units(Corpus.from_pairs([(zh, EN), *OTHERS]))
    readings = [np.full(len(unit.zh), -6.0) for unit in units]
    start = next(zh.index(word) for word in ("不到", "看到", "等等") if word in zh)
    readings[0][start : start + 2] = 2.0
    units._computed[read_units] = readings
    assert not [*find_lacking_words(units, [0])]


@pytest.mark.slow
def test_a_word_that_was_left_out_is_reported_by_a_close_reading() -> None:
    """And not by links, nor where the English has it."""
    pairs = [
        ("图书馆每天上午九点开门。", "The library opens at nine every morning."),
        ("读者可以借三本书。", "Readers may borrow three books."),
        ("请不要在阅览室吃东西。", "Please do not eat in the reading room."),
        ("市长昨天参观了新医院。", "The mayor visited the new hospital yesterday."),
        ("学生们在花园里种树。", "The students are planting trees in the garden."),
    ] * 4
    lacking = ("政府帮助农民购买便宜的机器。", "The government helps farmers to buy machines.")
    whole = (lacking[0], "The government helps farmers to buy cheap machines.")
    assert not check_pairs(Corpus.from_pairs([lacking, *pairs]), only=["omission"])
    [finding] = check_pairs(Corpus.from_pairs([lacking, *pairs]), only=["omission"], thorough=True)
    assert "便宜" in finding.message
    assert not check_pairs(Corpus.from_pairs([whole, *pairs]), only=["omission"], thorough=True)
