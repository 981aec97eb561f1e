"""Learn the weights of the checks `omission` and `addition` from texts with planted omissions.

    python benchmarks/omission_weights.py SHARED           print how many omissions are found
    python benchmarks/omission_weights.py SHARED --save    and write the weights of the package
    python benchmarks/omission_weights.py SHARED --thorough --save    those for close readings

Read are the academic and the magazine text of `gold/aca` and `gold/mag`. Each text is read as it
is, and with clauses, items of lists, phrases and words deleted from one side of some pairs. The
first weights tell the deleted piece from all others; the second ones tell texts in which something
was deleted from texts in which nothing was. The figures printed are of texts left out: the weights
are learned from the other one.

Nothing of the political texts, the annual reports, the reports and the talks is read, because the
checks are measured there. With laws in addition (`gold/laws-tw`) fewer clauses are found in the
political texts, and with novels too.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

import aigov_corpus as ac
from aigov_corpus.checking.close_reading import READ_FEATURES
from aigov_corpus.checking.coverage import Coverage, Covered, cover_units
from aigov_corpus.checking.missing_parts import (
    SECOND_FEATURES,
    PieceWeights,
    add_readings,
    pick_pieces,
    weigh,
)
from aigov_corpus.checking.piece_evidence import FEATURES, Measured, measure_pieces
from aigov_corpus.checking.units import Units
from aigov_corpus.evaluation.gold import read_gold

OUT = Path(__file__).parents[1] / "src" / "aigov_corpus" / "data" / "checks"
Floats = NDArray[np.float64]
Side = Literal["zh", "en"]
Texts = tuple[str, str]
Place = tuple[int, int]
SIDES: tuple[Side, Side] = ("zh", "en")

PLANTINGS = 3
"""How often omissions are planted in each text."""
DAMAGED = 0.4
"""Share of the pairs in which one is planted."""
LINKED = 0.35
"""Strength of a link that ties a word to a deleted one."""
SAME, OTHER, MOST = 0.6, 0.15, 0.5
"""A piece is what was deleted if at least this share of its words was, and most of them; it is
another one if at most this share was."""
RIDGE = 3.0
"""Weight of the squares of the weights, in damaged pairs."""
STEPS = 30
"""Steps of Newton's method."""
THRESHOLDS: dict[Side, float] = {"zh": 0.0, "en": 3.0}
"""The smallest second sums that are reported. With 0 an omission is more likely than not. Pieces of
English are mostly what a short Chinese word means: of 267 political sentences none reaches 2.5, but
of invented short forms, such as 五险一金, some do. A blind reading found most of those above 2.5 in
reports to be no additions."""
WEIGHT_OF_KIND = {"clause": 1.0, "item": 1.0, "phrase": 0.5, "word": 0.15}
"""How much each kind of omission counts; single words are hardly ever found."""


class Planted(NamedTuple):
    """An omission in a pair."""

    side: Side
    """The text that still has what the other one lacks."""
    kind: str
    words: frozenset[int]
    """The words of that text whose counterparts were deleted."""


class Sample(NamedTuple):
    """The pieces of one side of a text, and what was planted."""

    measured: Measured
    planted: list[Planted | None]
    words: list[Floats]
    """For each pair how much each of its words counts."""


def read_texts(shared: Path) -> list[list[Texts]]:
    """Return the texts, each as a list of pairs."""
    texts = []
    for name in ("aca", "mag"):
        for text in read_gold(shared / "gold" / name):
            pairs = []
            for src, tgt in text.beads:
                if src and tgt:
                    zh = "".join(text.tgt[number] for number in tgt)
                    pairs.append((zh, " ".join(text.src[number] for number in src)))
            texts.append(pairs)
    return texts


CLAUSES = {
    "en": (r",[^,.;:]{12,140}(?=[,.;])",),
    "zh": ("[^，。；：！？]{4,30}[，；]", "，[^，。；：！？]{4,30}(?=[。；])"),
}
ITEMS = {
    "en": (r",? (?:and )?[^,.;:]{3,45}(?=, )", r",? and (?:[\w’'-]+ ){0,4}[\w’'-]+(?=[,.;])"),
    "zh": ("、[^、，。；：]{2,10}(?=[、，。和])",),
}


def choose_place(text: str, words: Sequence[tuple[str, int, int]], lang: str,
                 chance: random.Random) -> tuple[str, Place] | None:  # fmt: skip
    """Return what to delete from a text: its kind and its place."""
    kind = chance.choice(list(WEIGHT_OF_KIND))
    if kind in ("clause", "item"):
        patterns = (CLAUSES if kind == "clause" else ITEMS)[lang]
        places = [found.span() for form in patterns for found in re.finditer(form, text)]
        return (kind, chance.choice(places)) if places else None
    size = 1 if kind == "word" else chance.randint(2, 6)
    if len(words) < size + 4:
        return None
    first = chance.randrange(1, len(words) - size)
    place = (words[first][1], words[first + size - 1][2])
    inner = text[slice(*place)]
    return None if re.search("[,.;:，。；：]", inner) else (kind, place)


def plant(
    texts: Sequence[Texts], chance: random.Random
) -> tuple[list[Texts], list[Planted | None]]:
    """Delete something from some of the pairs."""
    units = make_units(texts)
    damaged: list[Texts] = []
    planted: list[Planted | None] = []
    for (zh, en), covered in zip(texts, units.once(cover_units), strict=True):
        cut: Side = "en" if chance.random() < 0.5 else "zh"
        side: Side = "zh" if cut == "en" else "en"
        text = en if cut == "en" else zh
        found = choose_place(text, _side(covered, cut).words, cut, chance)
        if chance.random() > DAMAGED or not found:
            damaged.append((zh, en))
            planted.append(None)
            continue
        kind, (start, end) = found
        rest = text[:start] + text[end:]
        damaged.append((zh, rest) if cut == "en" else (rest, en))
        planted.append(Planted(side, kind, _counterparts(covered, cut, (start, end))))
    return damaged, planted


def _side(covered: Coverage, side: Side) -> Covered:
    return covered.zh if side == "zh" else covered.en


def _counterparts(covered: Coverage, cut: Side, place: Place) -> frozenset[int]:
    """Return the words of the other text whose strongest link leads into a place."""
    strengths = covered.links if cut == "en" else covered.links.T
    inside = [start < place[1] and end > place[0] for _, start, end in _side(covered, cut).words]
    if not strengths.size:
        return frozenset()
    best = strengths.argmax(axis=1)
    return frozenset(
        number
        for number, column in enumerate(best.tolist())
        if inside[column] and strengths[number, column] > LINKED
    )


def make_units(texts: Iterable[Texts]) -> Units:
    """Return the units of a text."""
    return Units(ac.Corpus.from_pairs(texts))


def read_samples(texts: Sequence[Texts], seed: int, *, thorough: bool) -> dict[Side, list[Sample]]:
    """Return the pieces of a text as it is, and with omissions."""
    chance = random.Random(seed)
    nothing: list[Planted | None] = [None] * len(texts)
    versions = [(list(texts), nothing)]
    versions += [plant(texts, chance) for _ in range(PLANTINGS)]
    found: dict[Side, list[Sample]] = {"zh": [], "en": []}
    for pairs, planted in versions:
        units = make_units(pairs)
        for side in SIDES:
            mine: list[Planted | None] = [
                one if one and one.side == side else None for one in planted
            ]
            measured = measure_pieces(units, side)
            if thorough:
                measured, _ = add_readings(units, side, measured, range(len(units)))
            if any(planted):
                # pairs without an omission on this side were already read as they are
                measured.contents[[one is None for one in mine]] = 0
            words = [_side(covered, side).weights for covered in units.once(cover_units)]
            found[side].append(Sample(measured, mine, words))
    return found


def list_examples(samples: Iterable[Sample]) -> tuple[Floats, Floats, Floats]:
    """Return pieces that are absent, and pieces that are not: features, classes, weights."""
    rows, classes, weights = [], [], []
    for measured, planted, words in samples:
        for number, one in enumerate(planted):
            start, stop = measured.starts[number], measured.starts[number + 1]
            if start == stop or not measured.contents[number]:
                continue
            block = measured.features[start:stop]
            if one is None:
                kinds, counts = np.zeros(stop - start), np.ones(stop - start)
            else:
                pieces = measured.pieces[start:stop]
                kinds = np.array([_compare(p, one.words, words[number]) for p in pieces])
                hits = (kinds == 1).sum()
                counts = np.where(kinds == 1, 4 * WEIGHT_OF_KIND[one.kind] / max(1, hits), 1.0)
                counts[kinds < 0] = 0
            rows.append(block)
            classes.append(kinds)
            weights.append(counts)
    return np.concatenate(rows), np.concatenate(classes), np.concatenate(weights)


def _compare(piece: tuple[int, int], deleted: frozenset[int], words: Floats) -> int:
    """Return 1 for a piece that is what was deleted, 0 for another one, -1 for a part of it."""
    inside = sum(words[number] for number in deleted if piece[0] <= number < piece[1])
    share = inside / max(0.1, words[slice(*piece)].sum())
    if share >= SAME and inside >= MOST * sum(words[number] for number in deleted):
        return 1
    return 0 if share <= OTHER else -1


def fit(rows: Floats, classes: Floats, weights: Floats) -> Floats:
    """Return the weights of a logistic regression, the constant last."""
    keep = weights > 0
    rows, classes, weights = rows[keep], classes[keep] == 1, weights[keep]
    mean, spread = rows.mean(0), rows.std(0) + 1e-9
    design = np.column_stack([(rows - mean) / spread, np.ones(len(rows))])
    found = np.zeros(design.shape[1])
    ridge = np.diag([RIDGE] * rows.shape[1] + [1e-6])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-(design @ found)))
        slope = design.T @ (weights * (classes - likely)) - ridge @ found
        curve = (design * (weights * likely * (1 - likely))[:, None]).T @ design + ridge
        found += np.linalg.solve(curve, slope)
    plain = found[:-1] / spread
    return np.append(plain, found[-1] - plain @ mean)


def learn(samples: Sequence[Sample], side: Side) -> PieceWeights:
    """Return the weights for one side."""
    first = fit(*list_examples(samples))
    rows, classes, weights = [], [], []
    for measured, planted, _ in samples:
        picked = pick_pieces(measured, first)
        for index, row, one, content in zip(
            picked.indices, picked.features, planted, measured.contents, strict=True
        ):
            if index >= 0 and content:
                rows.append(row)
                classes.append(one is not None)
                weights.append(WEIGHT_OF_KIND[one.kind] if one else 1.0)
    second = fit(np.array(rows), np.array(classes, float), np.array(weights))
    return PieceWeights(first, second, THRESHOLDS[side])


def report(samples: Sequence[Sample], weights: PieceWeights) -> dict[str, tuple[int, float]]:
    """Return for each kind how many omissions there are, and the share of pairs with a finding."""
    found: dict[str, list[bool]] = {}
    for measured, planted, _ in samples:
        picked = pick_pieces(measured, weights.first)
        sums = weigh(picked.features, weights.second)
        for index, total, one, content in zip(
            picked.indices, sums, planted, measured.contents, strict=True
        ):
            if content:
                kind = one.kind if one else "none"
                found.setdefault(kind, []).append(index >= 0 and total >= weights.threshold)
    return {kind: (len(hits), round(float(np.mean(hits)), 3)) for kind, hits in found.items()}


def write(weights: dict[Side, PieceWeights], *, thorough: bool) -> str:
    """Return the weights as TOML."""
    lines = ["# Weights of the checks omission and addition: benchmarks/omission_weights.py"]
    read = READ_FEATURES if thorough else ()
    for side, (first, second, threshold) in weights.items():
        lines += ["", f"[{side}]", f"threshold = {threshold:.4f}"]
        for name, names, values in (
            ("first", (*FEATURES, *read), first),
            ("second", (*SECOND_FEATURES, *read), second),
        ):
            lines += write_table(f"{side}.{name}", names, values)
    return "\n".join(lines) + "\n"


def write_table(title: str, names: Sequence[str], values: Floats) -> list[str]:
    """Return weights as the lines of a table of TOML; the last one is the constant."""
    pairs = zip((*names, "constant"), values, strict=True)
    return ["", f"[{title}]", *(f"{key} = {value:.4f}" for key, value in pairs)]


def main() -> None:
    """Learn the weights, with each text left out once, and from all."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--save", action="store_true")
    parser.add_argument("--thorough", action="store_true")
    options = parser.parse_args()
    texts = read_texts(options.shared)
    read = [read_samples(text, seed, thorough=options.thorough) for seed, text in enumerate(texts)]
    weights: dict[Side, PieceWeights] = {}
    for side in SIDES:
        samples = [one[side] for one in read]
        for left_out in range(len(texts)):
            others = [s for n, group in enumerate(samples) if n != left_out for s in group]
            print(
                side,
                "left out:",
                left_out,
                report(samples[left_out], learn(others, side)),
            )
        weights[side] = learn([s for group in samples for s in group], side)
    if options.save:
        name = "omission_thorough.toml" if options.thorough else "omission.toml"
        (OUT / name).write_text(write(weights, thorough=options.thorough), encoding="utf-8")


if __name__ == "__main__":
    main()
