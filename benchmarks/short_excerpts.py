"""One to five groups of sentences of one language against a page of the other: what is found?

    python benchmarks/short_excerpts.py GOLD_DIR                       as shipped
    python benchmarks/short_excerpts.py GOLD_DIR --leave-out-genres    also without the kind

The groups are those of small_texts.py: beads of the hand-aligned texts, articles of laws, headings
with terms, paragraphs of reports. A page is 9 to 27 of them in a row, and one of its sides is cut
to its first, its last, or some inner groups. A group is found if its beads hold all of its
sentences that were left and no others; in the hand-aligned texts it is one bead. Of the groups that
are found if the page has both sides, `all` and the other shares say how many are found in what was
cut. `found` is the share of all groups.

Without the kind, the weights of the evidence and `small_texts.BELIEF` are learned from the others.
The weights of the evidence never saw laws, headings and reports. The figures are saved in
benchmarks/alignment.json.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from unittest.mock import patch

from aigov_corpus.alignment import align_sentences, small_texts
from aigov_corpus.alignment.small_texts import Belief
from aigov_corpus.alignment.weights_file import write_model
from aigov_corpus.evaluation.fit import learn_weights
from aigov_corpus.evaluation.gold import read_gold
from aigov_corpus.records import Bead
from alignment import learnable_graphs
from figures import save_figures
from small_texts import (
    LEARNED_SEEDS,
    NEVER_LEARNED,
    Group,
    draw,
    learn,
    list_examples,
    read_kinds,
    say,
)

SEEDS = (1, 2)
"""Seeds of the pages."""
DRAWN = 8
"""Pages of each number of groups, place and side, with each seed."""
KEPT = (1, 2, 3, 4, 5)
"""Groups that are left of the side that is cut."""
PAGE = (9, 27)
"""Fewest and most groups of a page."""
PLACES = ("head", "middle", "tail")
SIDES = ("zh", "en")
"""The side that is cut."""
LOOSE = {"laws", "hkma"}
"""Kinds whose groups may hold several beads."""
SURE = 0.9
"""Score above which a found group counts as sure: the lowest of its beads."""

Shares = dict[str, float]


class Page(NamedTuple):
    """A page of which one side was cut."""

    groups: Sequence[Group]
    first: int
    """Number of the first group that has both sides."""
    kept: int
    place: str
    cut: str
    """The side that was cut; empty if the page is whole."""

    def sides(self) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
        """Return the Chinese and the English sentences that are left, each with its group."""
        inside = range(self.first, self.first + self.kept)
        zh, en = (
            [
                (number, sentence)
                for number, group in enumerate(self.groups)
                if name != self.cut or number in inside
                for sentence in group[side]
            ]
            for side, name in enumerate(SIDES)
        )
        return zh, en


def draw_pages(kind: str, pieces: Sequence[Sequence[Group]], seed: int) -> Iterator[Page]:
    """Yield pages of a kind, as many of each number of groups, place and side."""
    rng = random.Random(f"page/{kind}/{seed}")
    for kept in KEPT:
        long_enough = [piece for piece in pieces if len(piece) >= PAGE[0]]
        for place in PLACES:
            for cut in SIDES:
                for _ in range(DRAWN):
                    piece = rng.choice(long_enough)
                    size = min(rng.randint(*PAGE), len(piece))
                    start = rng.randrange(len(piece) - size + 1)
                    inner = rng.randrange(1, size - kept)
                    first = {"head": 0, "middle": inner, "tail": size - kept}[place]
                    yield Page(piece[start : start + size], first, kept, place, cut)


def find_groups(page: Page, weights: Path | None, *, loose: bool) -> list[float | None]:
    """Return for each group that was left the lowest score of its beads; None if it is not found.

    Args:
        page: the page.
        weights: a file of weights; None for those of the package.
        loose: whether a group may be several beads.
    """
    zh, en = page.sides()
    beads = align_sentences(
        [sentence for _, sentence in zh], [sentence for _, sentence in en], weights=weights
    ).beads
    cut = zh if page.cut == "zh" else en
    left = Counter(number for number, _ in cut)
    held: Counter[int] = Counter()
    lowest: dict[int, float] = {}
    wrong: set[int] = set()
    for bead in beads:
        here, there = {zh[at][0] for at in bead.src}, {en[at][0] for at in bead.tgt}
        if not here or not there:
            continue
        if here != there or len(here) > 1:
            wrong |= here | there
            continue
        [number] = here
        held[number] += len(bead.src if page.cut == "zh" else bead.tgt)
        lowest[number] = min(lowest.get(number, 1.0), bead.score or 0.0)
        if not loose and not _is_whole(bead, page.groups[number]):
            wrong.add(number)
    return [
        lowest[number] if held[number] == left[number] and number not in wrong else None
        for number in range(page.first, page.first + page.kept)
    ]


def _is_whole(bead: Bead, group: Group) -> bool:
    """Return whether a bead has as many sentences as a group, on both sides."""
    return (len(bead.src), len(bead.tgt)) == (len(group[0]), len(group[1]))


def measure(kind: str, pieces: Sequence[Sequence[Group]], weights: Path | None) -> Shares:
    """Return the shares of the groups that are found (see above), in all, and by the sort of page.

    Beside it stand the share of the found ones that are sure, and the mean of their scores.
    """
    groups: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    scores: list[float] = []
    drawn = 0
    for seed in SEEDS:
        for page in draw_pages(kind, pieces, seed):
            loose = kind in LOOSE
            of_page = find_groups(page, weights, loose=loose)
            uncut = find_groups(page._replace(cut=""), weights, loose=loose)
            drawn += len(of_page)
            scores += [score for score in of_page if score is not None]
            right = [score is not None for score in uncut]
            still = [score is not None and was for score, was in zip(of_page, right, strict=True)]
            for sort in ("all", f"kept {page.kept}", page.place, f"{page.cut} cut"):
                groups[sort] += sum(right)
                kept[sort] += sum(still)
    return {
        "groups": drawn,
        "found": round(len(scores) / drawn, 4),
        **{sort: round(kept[sort] / groups[sort], 4) for sort in sorted(groups)},
        "mean_score": round(sum(scores) / len(scores), 4),
        "sure": round(sum(score > SURE for score in scores) / len(scores), 4),
    }


def learn_without(
    gold: Path, kinds: Mapping[str, Sequence[Sequence[Group]]], directory: Path
) -> dict[str, tuple[Belief, Path | None]]:
    """Return for each kind the belief, and the file of weights, that were learned without it.

    The file is None for kinds that the weights of the package never saw.
    """
    examples = {
        kind: list_examples([t for seed in LEARNED_SEEDS for t in draw(kind, pieces, seed)])
        for kind, pieces in kinds.items()
        if kind != NEVER_LEARNED
    }
    texts = read_gold(gold)
    graphs = learnable_graphs(texts)
    learned: dict[str, tuple[Belief, Path | None]] = {}
    for kind in kinds:
        others = [
            graph for name in graphs if name.partition("/")[0] != kind for graph in graphs[name]
        ]
        path = None
        if len(others) < sum(map(len, graphs.values())):
            path = directory / f"without-{kind}.toml"
            weights = learn_weights(others, progress=say)
            write_model(path, weights, name=path.stem, fitted_on="", note="")
        learned[kind] = learn(examples, without=kind), path
    return learned


def main() -> None:
    """Measure pages with the weights of the package, and with those learned without the kind."""
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=layout)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--leave-out-genres", action="store_true")
    options = parser.parse_args()
    kinds = read_kinds(options.gold)
    figures: dict[str, dict[str, Shares]] = {"as shipped": {}}
    for kind, pieces in kinds.items():
        figures["as shipped"][kind] = measure(kind, pieces, None)
        say(kind, figures["as shipped"][kind])
    if options.leave_out_genres:
        figures["genre left out"] = {}
        with TemporaryDirectory() as directory:
            learned = learn_without(options.gold, kinds, Path(directory))
            for kind, pieces in kinds.items():
                belief, weights = learned[kind]
                with patch.object(small_texts, "BELIEF", belief):
                    figures["genre left out"][kind] = measure(kind, pieces, weights)
                say("genre left out", kind, figures["genre left out"][kind])
    save_figures("short excerpts", figures)


if __name__ == "__main__":
    main()
