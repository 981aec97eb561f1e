"""Texts of one to three groups of sentences: are related and unrelated ones told apart?

    python benchmarks/small_texts.py GOLD_DIR            measure, also with each kind left out
    python benchmarks/small_texts.py GOLD_DIR --learn    print the weights learned from all kinds

The groups are beads of the hand-aligned texts, articles of laws, headings with terms, and
paragraphs of reports (hkma), which are measured only. A related text is some consecutive groups. An
unrelated one has its Chinese and its English from different places of the same kind. Learned is
`alignment.small_texts.BELIEF`, from the beads that the aligner chooses in other small texts than
the measured ones. With a kind left out, the numbers of `CAUTION` are chosen without it too: those
of a grid with which most small texts of the other kinds are told apart. The figures are saved in
benchmarks/alignment.json.
"""

from __future__ import annotations

import argparse
import csv
import functools
import itertools
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

import aigov_corpus
from aigov_corpus.alignment import small_texts
from aigov_corpus.alignment.lattice import Lattice
from aigov_corpus.alignment.model import bundled_model
from aigov_corpus.alignment.nearness import measure_nearness
from aigov_corpus.alignment.pair import EncodedPair, encode_pair
from aigov_corpus.alignment.scoring import build_lattice, score_area
from aigov_corpus.alignment.small_texts import Belief, Caution, Core
from aigov_corpus.alignment.stray_lines import take_out_stray_lines
from aigov_corpus.alignment.strips import Step
from aigov_corpus.embedding import cache_encoder
from aigov_corpus.embedding.threads import limit_matrix_threads
from aigov_corpus.evaluation.gold import read_gold
from boundaries import read_laws, read_reports
from figures import save_figures
from omission_weights import fit
from planted import HEADERS, HEADINGS, REPEATED

SIZES = (1, 2, 3)
"""Groups of a small text."""
LEARNED_SEEDS, CHOSEN_SEEDS, MEASURED_SEEDS = (1, 2), (3,), (11, 12, 13, 14)
"""Seeds of the texts that weights are learned from, by which `CAUTION` is chosen, and of those that
are measured."""
GRID = tuple(
    Caution(*numbers)
    for numbers in itertools.product(
        (-2.0, -1.5, -1.0, -0.5), (0.5, 1.0, 1.5, 2.0), (1.0, 1.2, 1.4)
    )
)
"""The numbers of `CAUTION` that are tried."""
DRAWN = 80
"""Related texts, and unrelated texts, of each size with each seed."""
PIECE = 90
"""Groups that are taken together: an unrelated text may come from two such pieces."""
LEAST_GROUPS = 8
"""Groups of a piece, at least."""
RELATED = 0.9
"""Score that each pair of a related text should exceed."""
UNRELATED = 0.3
"""Score that no pair of an unrelated text should reach."""
MOST_SENTENCES = 8
"""Sentences of a group, at most: articles and paragraphs may be long."""
EACH = 500.0
"""How much the related texts of each kind count, and the unrelated ones."""
CHAPTER = {"zh": re.compile(r"第 .{1,4} [章節]"), "en": re.compile(r"(Chapter|CHAPTER|Section) ")}
"""Beginning of a heading in a law."""
TERMS = Path(aigov_corpus.__file__).parent / "data" / "termbase.csv"
NEVER_LEARNED = "hkma"

Sentences = Sequence[str]
Group = tuple[Sentences, Sentences]
"""The Chinese and the English sentences of one group."""
Floats = NDArray[np.float64]
Figures = dict[str, dict[str, object]]
Shares = dict[str, dict[str, object]]
"""The shares that are told apart, by what is measured."""
say = functools.partial(print, file=sys.stderr)


class Case(NamedTuple):
    """A small text as it was aligned, before it is judged."""

    related: bool
    size: int
    steps: list[Step]
    scores: list[float]
    cores: dict[str, list[Core]]
    """The cores of the beads, by the name of the belief."""


class Small(NamedTuple):
    """A small text."""

    zh: list[str]
    en: list[str]
    related: bool
    size: int


def read_kinds(gold: Path) -> dict[str, list[Sequence[Group]]]:
    """Return for each kind the pieces of its texts, each a list of groups."""
    texts: dict[str, list[Sequence[Group]]] = {}
    for text in read_gold(gold):
        sides = [
            ([text.src[n] for n in src], [text.tgt[n] for n in tgt])
            for src, tgt in sorted(text.beads)
            if src and tgt
        ]
        groups = [(a, b) if text.src_lang == "zh" else (b, a) for a, b in sides]
        texts.setdefault(text.name.partition("/")[0], []).append(groups)
    texts["laws"] = [parts for _, parts in read_laws(gold / "laws-tw")]
    texts["headings"] = list(read_headings(gold / "laws-tw"))
    texts[NEVER_LEARNED] = [parts for _, parts in read_reports(gold / "hkma")]
    return {kind: list(cut_pieces(groups)) for kind, groups in texts.items()}


def read_headings(laws: Path) -> Iterator[Sequence[Group]]:
    """Yield headings of laws, terms, and the lines that are planted into the gold."""
    lines: list[tuple[str, str]] = []
    for path in sorted(laws.glob("*.zh.txt")):
        zh, en = (
            [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
            for file in (path, path.with_name(path.name.replace(".zh.", ".en.")))
        )
        zh = zh[:1] + [line for line in zh if CHAPTER["zh"].match(line)]
        en = en[:1] + [line for line in en if CHAPTER["en"].match(line)]
        lines += zip(zh, en, strict=True) if len(zh) == len(en) else ()
    yield [([zh], [en]) for zh, en in lines]
    yield [([zh], [en]) for zh, en in (*HEADINGS, *HEADERS, *REPEATED)]
    with TERMS.open(encoding="utf-8", newline="") as file:
        yield [([row["zh"]], [row["en"]]) for row in csv.DictReader(file)]


def cut_pieces(texts: Sequence[Sequence[Group]]) -> Iterator[Sequence[Group]]:
    """Yield the texts in pieces, without groups that are empty on a side or too long."""
    for text in texts:
        groups = [(zh, en) for zh, en in text if zh and en and len(zh) + len(en) <= MOST_SENTENCES]
        for start in range(0, len(groups), PIECE):
            piece = groups[start : start + PIECE]
            if len(piece) >= LEAST_GROUPS:
                yield piece


def draw(kind: str, pieces: Sequence[Sequence[Group]], seed: int) -> Iterator[Small]:
    """Yield small texts of a kind, related and unrelated ones in turn."""
    rng = random.Random(f"{kind}/{seed}")
    for size in SIZES:
        for _ in range(DRAWN):
            piece, other = rng.choices(pieces, k=2)
            places = range(0, min(len(piece), len(other)) - size, size)
            here, there = rng.sample(places, 2)
            own, others = piece[here : here + size], other[there : there + size]
            zh = [sentence for side, _ in own for sentence in side]
            for related, groups in ((True, own), (False, others)):
                yield Small(zh, [s for _, side in groups for s in side], related, size)


def align_small(text: Small) -> tuple[EncodedPair, list[Step], list[float]]:
    """Return the beads that the aligner chooses before nearness counts, and their scores."""
    with limit_matrix_threads():
        pair = encode_pair(
            text.zh,
            text.en,
            src_lang="zh",
            tgt_lang="en",
            encoder=cache_encoder("use"),
            model=bundled_model("zh-en"),
        )
        lattice = weigh(pair)
        if pair.is_part:
            pair = pair.with_ratio_of(lattice.best())
            lattice = small_texts.add_nearness(pair, weigh(pair))
        steps, was = take_out_stray_lines(pair, lattice.best())
        likely = lattice.confidence([*steps, *was.values()])
    scores = likely[: len(steps)]
    for step, whole in zip(was, likely[len(steps) :], strict=True):
        scores[steps.index(step)] += whole
    return pair, steps, scores


def weigh(pair: EncodedPair) -> Lattice:
    """Return the lattice of a small text."""
    strips = [strip for area in pair.areas() for strip in score_area(pair, area)]
    return build_lattice(strips, pair)


def measure_beads(text: Small) -> Floats:
    """Return the nearness of the beads that the aligner chooses in a small text, `(beads, 8)`."""
    pair, steps, _ = align_small(text)
    whole = [step for step in steps if step[2] and step[3]]
    return measure_nearness(pair, whole).astype(np.float64) if whole else np.empty((0, 8))


def list_examples(texts: Sequence[Small]) -> tuple[Floats, Floats, Floats]:
    """Return beads of small texts: their nearness, whether they are related, their weights.

    The beads of a text share its weight.
    """
    rows, classes, weights = [], [], []
    for text in texts:
        found = measure_beads(text)
        rows.append(found)
        classes.append(np.full(len(found), float(text.related)))
        weights.append(np.full(len(found), 1 / max(1, len(found))))
    related, counts = np.concatenate(classes), np.concatenate(weights)
    for state in (0, 1):
        counts[related == state] *= EACH / counts[related == state].sum()
    return np.concatenate(rows), related, counts


def learn(examples: Mapping[str, tuple[Floats, Floats, Floats]], *, without: str = "") -> Belief:
    """Return the log-odds that a bead is related, learned from all kinds but one."""
    used = [found for kind, found in examples.items() if kind != without]
    weights = fit(*(np.concatenate(arrays) for arrays in zip(*used, strict=True)))
    return Belief(tuple(np.round(weights[:-1], 2).tolist()), round(float(weights[-1]), 2))


def judge_cores(
    kind: str,
    pieces: Sequence[Sequence[Group]],
    beliefs: Mapping[str, Belief],
    seeds: Sequence[int],
) -> list[list[Case]]:
    """Return the small texts of a kind, those of each seed together, ready to be judged.

    For each belief there are the cores of the beads that the aligner chooses.
    """
    found = []
    for seed in seeds:
        cases = []
        for text in draw(kind, pieces, seed):
            pair, steps, scores = align_small(text)
            whole = [step for step in steps if step[2] and step[3]]
            cores = {}
            for name, belief in beliefs.items():
                with patch.object(small_texts, "BELIEF", belief):
                    cores[name] = small_texts.find_cores(pair, whole) if whole else []
            cases.append(Case(text.related, text.size, steps, scores, cores))
        found.append(cases)
    return found


def choose(cases: Mapping[str, Sequence[Case]], *, without: str) -> Caution:
    """Return the caution with which most small texts of all kinds but one are told apart."""
    used = [case for kind, of_kind in cases.items() if kind != without for case in of_kind]
    return max(GRID, key=lambda caution: sum(is_right(case, without, caution) for case in used))


def measure(seeds: Sequence[Sequence[Case]], name: str, caution: Caution) -> Shares:
    """Return how related and unrelated texts of a kind are told apart, by the number of groups.

    For each there is the share over all seeds, and that with the worst and the best seed.

    Args:
        seeds: the texts of each seed.
        name: name of the belief.
        caution: what is used with it.
    """
    found: dict[str, list[float]] = {}
    for cases in seeds:
        right: Counter[str] = Counter()
        for case in cases:
            measured = f"{'related_high' if case.related else 'unrelated_low'}_{case.size}"
            right[measured] += is_right(case, name, caution)
        for measured, count in right.items():
            found.setdefault(measured, []).append(count / DRAWN)
    return {
        measured: {
            "mean": round(float(np.mean(shares)), 3),
            "seeds": [round(min(shares), 3), round(max(shares), 3)],
        }
        for measured, shares in sorted(found.items())
    }


def is_right(case: Case, name: str, caution: Caution) -> bool:
    """Return whether all pairs of a related text score high, or those of an unrelated one low."""
    steps, scores, cores = case.steps, case.scores, case.cores[name]
    if cores and len(cores) <= small_texts.MOST_BEADS:
        with patch.object(small_texts, "CAUTION", caution):
            steps, scores = small_texts.judge_by_cores(steps, scores, cores)
    of_pairs = [score for step, score in zip(steps, scores, strict=True) if step[2] and step[3]]
    if case.related:
        return min(of_pairs, default=0) > RELATED
    return max(of_pairs, default=0) < UNRELATED


def main() -> None:
    """Learn the weights, and measure small texts with those of the package and with others."""
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=layout)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--learn", action="store_true")
    options = parser.parse_args()
    kinds = read_kinds(options.gold)
    examples = {
        kind: list_examples([t for seed in LEARNED_SEEDS for t in draw(kind, pieces, seed)])
        for kind, pieces in kinds.items()
        if kind != NEVER_LEARNED
    }
    if options.learn:
        print(learn(examples))
        return
    beliefs = {kind: learn(examples, without=kind) for kind in kinds}
    chosen_from = {
        kind: judge_cores(kind, pieces, beliefs, CHOSEN_SEEDS)[0]
        for kind, pieces in kinds.items()
        if kind != NEVER_LEARNED
    }
    figures: Figures = {"as shipped": {}, "kind left out": {}, "chosen without": {}}
    for kind, pieces in kinds.items():
        caution = choose(chosen_from, without=kind)
        figures["chosen without"][kind] = caution._asdict()
        both = {"as shipped": small_texts.BELIEF, "kind left out": beliefs[kind]}
        seeds = judge_cores(kind, pieces, both, MEASURED_SEEDS)
        for name, used in (("as shipped", small_texts.CAUTION), ("kind left out", caution)):
            figures[name][kind] = measure(seeds, name, used)
            say(name, kind, used, figures[name][kind])
    save_figures("small texts", figures)


if __name__ == "__main__":
    main()
