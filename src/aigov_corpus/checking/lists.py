"""An item of a Chinese list that the English lacks: `list-length`.

A sum of weighted evidence decides (see `list_evidence`). The weights were learned from texts of
which items had been deleted (`benchmarks/list_weights.py`). The lengths of the texts and the other
items are weighed too. Where that leaves it doubtful whether an item is absent, or all texts are to
be read closely, what the network says of the words of the item decides instead. Of each list, the
item that is most likely absent is reported.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from operator import mul
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aigov_corpus import patterns as re
from aigov_corpus.checking.classical import list_classical
from aigov_corpus.checking.close_reading import Reading, read_some, read_words
from aigov_corpus.checking.coverage import Coverage, cover_some
from aigov_corpus.checking.list_evidence import (
    FEATURES,
    MOST_NEAR,
    QUICK,
    Item,
    PartlyMeasured,
    begin_items,
    measure_items,
)
from aigov_corpus.checking.piece_evidence import measure_deviations
from aigov_corpus.checking.quoting import quote
from aigov_corpus.checking.units import Unit, Units
from aigov_corpus.records import Finding
from aigov_corpus.text.numerals.english_words import CARDINALS, ORDINALS

Floats = NDArray[np.float64]

CODE = "list-length"
_FILE = "list_items.toml"
_LEAST_UNLINKED = 0.3
"""An item of which less is unlinked is not weighed unless the texts are read closely: of 278 items
found absent in academic and magazine texts and manuals, four had less."""
_CAUTION = 0.6
"""Added to the threshold of a close reading that nobody asked for. With it no more complete
political pairs are flagged than by the links alone, and a third of the others."""
_MOST_SHORT = 3.0
"""Standard deviations from which on more or fewer count the same."""
_LEAST_SECOND, _MOST_SECOND = -4.0, 1.0
"""Sums of the second most doubtful item of a text below and above which all count the same."""
_STEPS = 101
"""Shares from 0 to 1 of which the one is sought that speaks most for the absence of an item."""
_MARGIN = 0.01
"""Added to what that share adds to the sum, which lies between two of these steps."""
_NUMBERED = re.compile("第?[一二三四五六七八九十百零〇0-9]")
"""An item that begins with a number."""
_LATIN = re.compile(r"[A-Za-z0-9_.+-]+")
"""An item in Latin letters or digits."""
_BESIDE = 2
"""Characters before or behind an item that show that the same list stands there twice."""
_SHORTER_LIST = FEATURES.index("shorter_list")
_IS_SHORTER = 0.6
"""By how much an English list without an item fits better where it surely stands for that list."""
_JOINT = re.compile("[、和与與及或]")
"""What stands between two items."""
_RANGE = re.compile(
    rf"\b(?:through|to)\s+(?:the\s+)?(?:\w*\d|[ivx]+\b|(?:{'|'.join(CARDINALS | ORDINALS)})\b)"
    r"|\d\s?[-–—]\s?\d",
    re.IGNORECASE,
)
"""What says in English that numbers between two others belong to them."""


class ListWeights(NamedTuple):
    """The weights of the evidence."""

    items: Floats
    """Weights of `FEATURES`, and last the constant."""
    quick: list[float]
    """Weights of the first `QUICK` of them."""
    most_of_rest: float
    """What the others and the constant can add to the sum at most."""
    shortness: float
    """Weight of each standard deviation by which the English is short for its Chinese."""
    second: float
    """Weight of the sum of the second most doubtful item of the text."""
    beside: float
    """The constant beside these two."""
    threshold: float
    """The smallest log-odds of an item that is reported."""
    closely: Floats
    """Weights of that sum and of the mean log-odds that a close reading gives the words of the
    item, and last the constant."""
    threshold_closely: float
    """The smallest sum of these for an item that is reported."""


def check(units: Units) -> Iterator[Finding]:
    """Yield a finding for each Chinese list of which the English lacks an item."""
    classical = units.once(list_classical)  # leaves much unsaid, which English says or sums up
    numbers = [
        number
        for number, unit in enumerate(units)
        if unit.has_words and unit.source == "zh" and "、" in unit.zh and not classical[number]
    ]
    covered = cover_some(units, numbers)
    deviations = units.once(measure_deviations) if numbers else ()

    def judge_by_links(number: int) -> list[tuple[Item, float]]:
        return _judge_by_links(units[number], covered[number], -float(deviations[number]))

    quickly = {} if units.thorough else {number: judge_by_links(number) for number in numbers}
    doubtful = numbers if units.thorough else [number for number in numbers if quickly[number]]
    weights = load_weights()
    for number, reading in read_some(units, doubtful, "zh").items():
        unit = units[number]
        if reading is None:
            judged, least = quickly.get(number) or judge_by_links(number), weights.threshold
        else:
            items = measure_items(unit.zh, unit.en, covered[number])
            items = [item for item in items if not _is_said(unit, item)]
            judged = judge(items, covered[number], reading)
            least = weights.threshold_closely + (0.0 if units.thorough else _CAUTION)
        best: dict[int, tuple[float, Item]] = {}
        for item, total in judged:
            if total >= max(least, best.get(item.number, (least, item))[0]):
                best[item.number] = total, item
        for total, item in best.values():
            yield _report(unit, item, total)


def _judge_by_links(unit: Unit, covered: Coverage, shortness: float) -> list[tuple[Item, float]]:
    """Return the items that may be reported, each with the log-odds that the English lacks it.

    To the sum of the evidence for an item are added how short the English is for its Chinese, and
    how doubtful the second most doubtful item of the text is: where English lacks a whole clause,
    several are.

    Args:
        unit: the pair.
        covered: the links of its words.
        shortness: how short the English is, in standard deviations.
    """
    weights = load_weights()
    added = weights.beside
    added += weights.shortness * min(max(shortness, -_MOST_SHORT), _MOST_SHORT)
    begun = begin_items(unit.zh, unit.en, covered, least_unlinked=_LEAST_UNLINKED)
    bounds = [find_most(one.quick) for one in begun]
    # the second sum is no greater than the first one
    least = (weights.threshold - added) / (1 + weights.second)
    judged = _finish_some(unit, covered, begun, [bound >= least for bound in bounds])
    first = max((total for _, total in judged), default=-math.inf)
    if first < least:
        return []
    least_second = max(_LEAST_SECOND, (weights.threshold - added - first) / weights.second)
    judged += _finish_some(
        unit, covered, begun, [least_second <= bound < least for bound in bounds]
    )
    second = sorted([_LEAST_SECOND, _LEAST_SECOND, *(total for _, total in judged)])[-2]
    added += weights.second * min(second, _MOST_SECOND)
    return [(item, total + added) for item, total in judged]


def _finish_some(
    unit: Unit, covered: Coverage, begun: Sequence[PartlyMeasured], wanted: Sequence[bool]
) -> list[tuple[Item, float]]:
    """Return the wanted items that English may not say otherwise, with their sums."""
    items = [one.finish() for one, is_wanted in zip(begun, wanted, strict=True) if is_wanted]
    return judge([item for item in items if not _is_said(unit, item)], covered, None)


def find_most(quick: Sequence[float]) -> float:
    """Return what the sum of an item can be at most, by the first `QUICK` of its numbers."""
    weights = load_weights()
    return sum(map(mul, weights.quick, quick), weights.most_of_rest)


def judge(
    items: list[Item], covered: Coverage, reading: Reading | None
) -> list[tuple[Item, float]]:
    """Return the items of a unit, each with the log-odds that the English lacks it.

    Args:
        items: the items.
        covered: the links of the words of the unit.
        reading: what a close reading says of them; None if the unit was not read.
    """
    if not items:
        return []
    weights = load_weights()
    sums = np.array([item.features for item in items]) @ weights.items[:-1] + weights.items[-1]
    if reading is not None:
        closely = np.column_stack([sums, measure_readings(items, covered, reading)])
        sums = closely @ weights.closely[:-1] + weights.closely[-1]
    return list(zip(items, sums.tolist(), strict=True))


def measure_readings(items: list[Item], covered: Coverage, reading: Reading) -> Floats:
    """Return `(items,)`: the mean log-odds that a close reading gives the words of each item."""
    log_odds = read_words(covered.zh, reading)
    weights = covered.zh.weights
    means = [float(np.average(log_odds[item.words], weights=weights[item.words])) for item in items]
    return np.array(means)


@lru_cache(maxsize=1)
def load_weights() -> ListWeights:
    """Return the weights that come with the package."""
    text = (files("aigov_corpus") / "data" / "checks" / _FILE).read_text("utf-8")
    table = tomllib.loads(text)
    items = [table["items"][name] for name in (*FEATURES, "constant")]
    here, squared, *freedoms = items[QUICK:-1]
    shares = np.linspace(0, 1, _STEPS)
    most_here = float((here * shares + squared * shares**2).max()) + _MARGIN
    most_of_freedoms = sum(max(0.0, weight * MOST_NEAR) for weight in freedoms)
    return ListWeights(
        np.array(items),
        items[:QUICK],
        most_here + most_of_freedoms + items[-1],
        table["shortness"],
        table["second"],
        table["beside"],
        table["threshold"],
        np.array([table["closely"][name] for name in ("sum", "read_mean", "constant")]),
        table["threshold_closely"],
    )


def _is_said(unit: Unit, item: Item) -> bool:
    """Tell whether English surely says an item, or says once what the Chinese says twice.

    It says numbers by a range: 二中、三中, "second through fifth". Latin letters stand in both
    texts. And of 位置、缩放… 位置、缩放, English may say the second list as "that", unless it has a
    list that fits it but for the item.
    """
    start, end = item.place
    own = unit.zh[start:end].strip()
    if _NUMBERED.match(unit.zh, start) and _RANGE.search(unit.en):
        return True
    if _LATIN.fullmatch(own):
        return re.search(rf"(?<!\w){re.escape(own)}(?!\w)", unit.en, re.IGNORECASE) is not None
    before, behind = unit.zh[max(0, start - _BESIDE) : start], unit.zh[end : end + _BESIDE]
    if item.features[_SHORTER_LIST] >= _IS_SHORTER:
        return False
    return any(
        joint and unit.zh.count(text) > 1
        for text, joint in (
            (before + own, _JOINT.match(before[-1:])),
            (own + behind, _JOINT.match(behind)),
        )
    )


def _report(unit: Unit, item: Item, total: float) -> Finding:
    """Return the finding about an item that the English seems to lack."""
    message = (
        f"the Chinese lists {item.of} items; the English seems to lack "
        f"{quote(unit.zh[slice(*item.place)])}"
    )
    end = len(unit.en)
    score = round(1 / (1 + math.exp(-total)), 2)
    return unit.find(CODE, "warning", "en", (end, end), message, other=item.place, score=score)
