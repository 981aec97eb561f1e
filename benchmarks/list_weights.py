"""Learn the weights of the check `list-length` from texts of whose lists items were deleted.

    python benchmarks/list_weights.py SHARED           print how many deleted items are found
    python benchmarks/list_weights.py SHARED --save    and write the weights of the package

Read are the pairs with 、 of the academic and the magazine text (`gold/aca`, `gold/mag`) and of
laws of Taiwan (`gold/laws-tw`), as they are, with an item deleted from an English list as
`checks.py` does it, and with any item of an English list deleted. What a close reading says is
weighed beside that sum by the academic and the magazine text alone, because the network was trained
with the laws.

The figures printed are of texts left out: the weights are learned from the others. Shown are the
share of complete pairs with a finding and that of deleted items that are found, from several sums
on. Nothing of the political texts, the annual reports, the reports and the talks is read.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

import aigov_corpus as ac
from aigov_corpus.checking.close_reading import read_units
from aigov_corpus.checking.coverage import Coverage, cover_units
from aigov_corpus.checking.list_evidence import FEATURES, Item, measure_items
from aigov_corpus.checking.list_items import find_english_lists
from aigov_corpus.checking.lists import measure_readings
from checks import plant_list
from omission_weights import fit, make_units, read_texts, write_table

OUT = Path(__file__).parents[1] / "src" / "aigov_corpus" / "data" / "checks" / "list_items.toml"
Floats = NDArray[np.float64]
Texts = tuple[str, str]
Place = tuple[int, int]

SEED = 5
MOST_LAWS = 1500
"""Pairs of laws with a list that are read, drawn by chance."""
LINKED = 0.35
"""Strength of a link that ties a Chinese word to a deleted one."""
SAME = 0.5
"""An item is what was deleted if at least this share of its words was, and of the deleted ones."""
WEIGHT_OF_KIND = {"complete": 1.0, "as in checks": 1.0, "any": 0.5}
"""How much the pairs of each kind count: any deleted words of a first or last item may be part of
it, or more than it."""
SHORTNESS, SECOND, BESIDE = 0.2, 0.7, 2.4
"""Weights of what is added to the sum of an item, unless the texts are read closely: for each
standard deviation by which the English is short for its Chinese, for the sum of the second most
doubtful item of the text, and the constant. They were chosen by laws, and by manuals, programs'
messages and a game that no weights were learned from, as those with the fewest findings in complete
pairs among such as find as many clauses deleted from political texts as the sum with a threshold of
-1 did. In complete pairs with a list, it had more than twice the findings."""
THRESHOLD, THRESHOLD_CLOSELY = 0.0, -1.5
"""The smallest log-odds that are reported, and the smallest of a close reading."""
SHOWN = (0.0, -0.5, -1.0, -1.5, -2.0)


class Sample(NamedTuple):
    """A pair of texts with its items."""

    kind: str
    items: list[Item]
    classes: list[int]
    """For each item 1 if it was deleted, 0 if not, -1 if some of it was."""
    read: Floats
    """`(items,)`, the mean log-odds of a close reading; 0 if none was asked for."""


def read_laws(shared: Path) -> list[Texts]:
    """Return pairs of laws of Taiwan, as this package aligns them."""
    pairs = []
    for zh in sorted((shared / "gold" / "laws-tw").glob("*.zh.txt")):
        aligned = ac.align(zh, zh.with_name(zh.name.replace(".zh.", ".en.")))
        pairs += [(pair.zh, pair.en) for pair in aligned if pair.zh and pair.en]
    return pairs


def drop_as_in_checks(zh: str, en: str, chance: random.Random) -> tuple[str, Place] | None:
    """Return an English text without an item, as `checks.py` drops it, and the item's place."""
    damaged = plant_list(zh, en, chance)
    if damaged is None:
        return None
    same = zip(en, damaged, strict=False)
    start = next((at for at, (one, other) in enumerate(same) if one != other), len(damaged))
    return damaged, (start, start + len(en) - len(damaged))


def drop_any(zh: str, en: str, chance: random.Random) -> tuple[str, Place] | None:
    """Return an English text without any item of a list, and the item's place.

    Of the first and the last item, one to three words are dropped.
    """
    lists = find_english_lists(en)
    if not lists:
        return None
    items = chance.choice(lists)
    number = chance.randrange(len(items))
    start, end = items[number]
    words = list(re.finditer(r"[\w’'-]+", en[start:end]))
    count = min(len(words), chance.randint(1, 3))
    if not words:
        return None
    if number == 0:
        start += words[-count].start()
        return en[:start] + en[items[1][0] :], (start, end)
    before = items[number - 1]
    if number < len(items) - 1:
        return en[: before[1]] + en[end:], (start, end)
    end = start + words[count - 1].end()
    rest = en[: before[1]] + en[end:]
    if number > 1:
        rest = f"{en[: items[number - 2][1]]} and {en[slice(*before)]}{en[end:]}"
    return rest, (start, end)


def make_samples(texts: Sequence[Texts], chance: random.Random, *, closely: bool) -> list[Sample]:
    """Return the samples of the pairs of a text that have a list."""
    listed = [(zh, en) for zh, en in texts if "、" in zh]
    covered = make_units(listed).once(cover_units)
    nothing = [frozenset[int]()] * len(listed)
    found = list(_measure("complete", listed, nothing, closely=closely))
    for kind, drop in (("as in checks", drop_as_in_checks), ("any", drop_any)):
        pairs, deleted = [], []
        for (zh, en), links in zip(listed, covered, strict=True):
            if dropped := drop(zh, en, chance):
                pairs.append((zh, dropped[0]))
                deleted.append(_counterparts(links, dropped[1]))
        found += _measure(kind, pairs, deleted, closely=closely)
    return found


def _measure(
    kind: str, pairs: Sequence[Texts], deleted: Sequence[frozenset[int]], *, closely: bool
) -> Iterator[Sample]:
    units = make_units(pairs)
    coverage = units.once(cover_units)
    readings = units.once(read_units) if closely else [None] * len(units)
    for unit, links, words, reading in zip(units, coverage, deleted, readings, strict=True):
        items = measure_items(unit.zh, unit.en, links)
        read = measure_readings(items, links, reading) if reading else np.zeros(len(items))
        yield Sample(kind, items, [_compare(item.words, words) for item in items], read)


def _counterparts(covered: Coverage, place: Place) -> frozenset[int]:
    """Return the Chinese words whose strongest link leads into a place of the English."""
    inside = [start < place[1] and end > place[0] for _, start, end in covered.en.words]
    if not covered.links.size:
        return frozenset()
    best = covered.links.argmax(axis=1).tolist()
    return frozenset(
        number
        for number, column in enumerate(best)
        if inside[column] and covered.links[number, column] > LINKED
    )


def _compare(words: Sequence[int], deleted: frozenset[int]) -> int:
    """Return 1 for an item that is what was deleted, 0 for another one, -1 for a part of it."""
    common = len(deleted.intersection(words))
    if not common:
        return 0
    return 1 if common >= SAME * max(len(words), len(deleted)) else -1


def learn(samples: Sequence[Sample]) -> Floats:
    """Return the weights of the items, the constant last."""
    rows, classes, weights = [], [], []
    for kind, items, of_items, _ in samples:
        for item, one in zip(items, of_items, strict=True):
            rows.append(item.features)
            classes.append(one)
            weights.append(WEIGHT_OF_KIND[kind] if one >= 0 else 0.0)
    return fit(np.array(rows), np.array(classes, float), np.array(weights))


def learn_closely(samples: Sequence[Sample], weights: Floats) -> Floats:
    """Return the weights of the sum of the items and of the close reading, the constant last."""
    rows, classes, counts = [], [], []
    for kind, items, of_items, read in samples:
        for total, said, one in zip(weigh(items, weights), read, of_items, strict=True):
            rows.append((total, said))
            classes.append(one)
            counts.append(WEIGHT_OF_KIND[kind] if one >= 0 else 0.0)
    return fit(np.array(rows), np.array(classes, float), np.array(counts))


def weigh(items: Sequence[Item], weights: Floats) -> list[float]:
    """Return the sums of the items of a pair."""
    return [float(np.dot(item.features, weights[:-1]) + weights[-1]) for item in items]


def report(samples: Sequence[Sample], weights: Floats, closely: Floats | None = None) -> str:
    """Return the shares of pairs of each kind with a finding, from several sums on."""
    best: dict[str, list[float]] = {}
    for kind, items, _, read in samples:
        sums = weigh(items, weights)
        if closely is not None:
            sums = [
                closely[0] * total + closely[1] * said + closely[2]
                for total, said in zip(sums, read.tolist(), strict=True)
            ]
        best.setdefault(kind, []).append(max(sums, default=-np.inf))
    lines = [f"{kind} {len(sums)}" for kind, sums in best.items()]
    for least in SHOWN:
        shares = (f"{np.mean(np.array(sums) >= least):.3f}" for sums in best.values())
        lines.append(f"{least}: {' '.join(shares)}")
    return "; ".join(lines)


def write(weights: Floats, closely: Floats) -> str:
    """Return the weights as TOML."""
    lines = [
        "# Weights of the check list-length: benchmarks/list_weights.py",
        "",
        f"shortness = {SHORTNESS:.4f}",
        f"second = {SECOND:.4f}",
        f"beside = {BESIDE:.4f}",
        f"threshold = {THRESHOLD:.4f}",
        f"threshold_closely = {THRESHOLD_CLOSELY:.4f}",
    ]
    for name, names, values in (
        ("items", FEATURES, weights),
        ("closely", ("sum", "read_mean"), closely),
    ):
        lines += write_table(name, names, values)
    return "\n".join(lines) + "\n"


def main() -> None:
    """Learn the weights, with each text left out once, and from all."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--save", action="store_true")
    options = parser.parse_args()
    chance = random.Random(SEED)
    laws = [pair for pair in read_laws(options.shared) if "、" in pair[0]]
    chance.shuffle(laws)
    others = [pair for text in read_texts(options.shared) for pair in text]
    texts = {
        "laws": make_samples(laws[:MOST_LAWS], chance, closely=False),
        "academic and magazine": make_samples(others, chance, closely=True),
    }
    for name, samples in texts.items():
        rest = [sample for other, some in texts.items() if other != name for sample in some]
        print("left out:", name, report(samples, learn(rest)))
    weights = learn([sample for samples in texts.values() for sample in samples])
    read = texts["academic and magazine"]
    closely = learn_closely(read, weights)
    print("read closely, not left out:", report(read, weights, closely))
    if options.save:
        OUT.write_text(write(weights, closely), encoding="utf-8")


if __name__ == "__main__":
    main()
