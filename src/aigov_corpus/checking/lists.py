"""An item of a Chinese list that the English lacks: `list-length`.

A sum of weighted evidence decides (see `list_evidence`). The weights were learned from texts of
which items had been deleted (`benchmarks/list_weights.py`). Where the texts are read closely, what
the network says of the words of an item is weighed too. Of each list, the item that is most likely
absent is reported.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from aigov_corpus.checking.classical import list_classical
from aigov_corpus.checking.close_reading import Reading, read_units, read_words
from aigov_corpus.checking.coverage import Coverage, cover_some
from aigov_corpus.checking.list_evidence import FEATURES, MOST_NEAR, QUICK, Item, measure_items
from aigov_corpus.checking.quoting import quote
from aigov_corpus.checking.units import Unit, Units
from aigov_corpus.records import Finding

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

CODE = "list-length"
_FILE = "list_items.toml"
_LEAST_UNLINKED = 0.3
"""An item of which less is unlinked is not weighed unless the texts are read closely: of 278 items
found absent in academic and magazine texts and manuals, four had less."""
_STEPS = 101
"""Shares from 0 to 1 of which the one is sought that speaks most for the absence of an item."""
_MARGIN = 0.01
"""Added to what that share adds to the sum, which lies between two of these steps."""
_NUMBERED = re.compile("第?[一二三四五六七八九十百零〇0-9]")
"""An item that begins with a number."""
_RANGE = re.compile(r"\b(?:through|to)\b|\d\s?[-–—]\s?\d", re.IGNORECASE)
"""What says in English that numbers between two others belong to them."""


class Weights(NamedTuple):
    """The weights of the evidence."""

    items: Floats
    """Weights of `FEATURES`, and last the constant."""
    quick: list[float]
    """Weights of the first `QUICK` of them."""
    most_of_rest: float
    """What the others and the constant can add to the sum at most."""
    threshold: float
    """The smallest sum of an item that is reported."""
    closely: Floats
    """Weights of that sum and of the mean log-odds that a close reading gives the words of the
    item, and last the constant."""
    threshold_closely: float
    """The smallest sum of these for an item that is reported."""


def check(units: Units) -> Iterator[Finding]:
    """Yield a finding for each Chinese list of which the English lacks an item."""
    classical = units.once(list_classical)  # leaves much unsaid, which English says or sums up
    numbers = [
        number for number, unit in enumerate(units) if _has_list(unit) and not classical[number]
    ]
    readings = units.once(read_units) if units.thorough and numbers else [None] * len(units)
    for number, covered in cover_some(units, numbers).items():
        unit = units[number]
        items = (
            measure_items(unit.zh, unit.en, covered)
            if units.thorough
            else measure_items(
                unit.zh,
                unit.en,
                covered,
                least_unlinked=_LEAST_UNLINKED,
                is_hopeless=is_hopeless,
            )
        )
        judged = judge(items, covered, readings[number])
        weights = load_weights()
        least = weights.threshold_closely if readings[number] else weights.threshold
        best: dict[int, tuple[float, Item]] = {}
        for item, total in judged:
            if _may_be_in_range(unit, item):
                continue
            if total >= max(least, best.get(item.number, (least, item))[0]):
                best[item.number] = total, item
        for total, item in best.values():
            yield _report(unit, item, total)


def is_hopeless(quick: Sequence[float]) -> bool:
    """Tell whether an item will not be reported, whatever is not measured yet of it."""
    weights = load_weights()
    known = sum(map(mul, weights.quick, quick), weights.most_of_rest)
    return bool(known < weights.threshold)


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
    log_odds = read_words(covered.zh, reading, "zh")
    weights = covered.zh.weights
    means = [float(np.average(log_odds[item.words], weights=weights[item.words])) for item in items]
    return np.array(means)


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """Return the weights that come with the package."""
    text = (files("aigov_corpus") / "data" / "checks" / _FILE).read_text("utf-8")
    table = tomllib.loads(text)
    items = [table["items"][name] for name in (*FEATURES, "constant")]
    here, squared, *freedoms = items[QUICK:-1]
    shares = np.linspace(0, 1, _STEPS)
    most_here = float((here * shares + squared * shares**2).max()) + _MARGIN
    most_of_freedoms = sum(max(0.0, weight * MOST_NEAR) for weight in freedoms)
    return Weights(
        np.array(items),
        items[:QUICK],
        most_here + most_of_freedoms + items[-1],
        table["threshold"],
        np.array([table["closely"][name] for name in ("sum", "read_mean", "constant")]),
        table["threshold_closely"],
    )


def _has_list(unit: Unit) -> bool:
    """Tell whether a unit has a Chinese source with 、 and an English translation."""
    return unit.has_words and unit.source == "zh" and "、" in unit.zh


def _may_be_in_range(unit: Unit, item: Item) -> bool:
    """Tell whether English may say an item by a range: 二中、三中, "second through fifth"."""
    is_numbered = _NUMBERED.match(unit.zh, item.place[0])
    return is_numbered is not None and _RANGE.search(unit.en) is not None


def _report(unit: Unit, item: Item, total: float) -> Finding:
    """Return the finding about an item that the English seems to lack."""
    message = (
        f"the Chinese lists {item.of} items; the English seems to lack "
        f"{quote(unit.zh[slice(*item.place)])}"
    )
    end = len(unit.en)
    score = round(1 / (1 + math.exp(-total)), 2)
    return unit.find(CODE, "warning", "en", (end, end), message, other=item.place, score=score)
