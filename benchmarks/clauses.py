"""Measure how right cuts into clauses are, and how short they make the units.

    python benchmarks/clauses.py ../shared [--save]

Right: cuts on the pairs of tests/clauses/beads.tsv, which were written for this, and on those of
beads_other.tsv in other registers, on which nothing was chosen. Short: the share
of Chinese characters that are in units of less than 60, before and after, in the bundled corpus and
in paragraphs of annual reports.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import aigov_corpus as ac
from aigov_corpus.clauses import find_cuts

OUT = Path(__file__).with_suffix(".json")
BEADS = Path(__file__).parents[1] / "tests" / "clauses"
SHORT = 60
"""Chinese characters of a unit that is no longer short."""
REPORTS = 8
"""Chapters of reports that are cut."""


def judge(name: str) -> dict[str, float]:
    """Return precision and recall of cuts on the hand-made pairs."""
    texts, wanted = [], []
    for line in (BEADS / name).read_text("utf-8").splitlines():
        sides = [side.split("‖") for side in line.split("\t")]
        texts.append(("".join(sides[0]), "".join(sides[1])))
        ends = [[sum(map(len, side[:n])) for n in range(1, len(side))] for side in sides]
        wanted.append(set(zip(*ends, strict=True)))
    found = [set(map(tuple, cuts)) for cuts in find_cuts(texts)]
    right = sum(len(own & truth) for own, truth in zip(found, wanted, strict=True))
    return {
        "pairs": len(texts),
        "cuts": sum(map(len, found)),
        "precision": round(right / sum(map(len, found)), 3),
        "recall": round(right / sum(map(len, wanted)), 3),
    }


def measure(texts: Sequence[tuple[str, str]]) -> dict[str, float]:
    """Return the share of Chinese characters in short units, before and after."""
    before = [len(zh) for zh, _ in texts]
    after = []
    for (zh, _), cuts in zip(texts, find_cuts(texts), strict=True):
        ends = [0, *(cut.zh for cut in cuts), len(zh)]
        after += [end - start for start, end in pairwise(ends)]
    shares = [
        round(sum(size for size in sizes if size < SHORT) / sum(sizes), 3)
        for sizes in (before, after)
    ]
    return {"units": len(before), "cut": len(after), "short": shares[0], "short_cut": shares[1]}


def read_reports(shared: Path) -> list[tuple[str, str]]:
    """Return the paragraphs of some chapters."""
    found: list[tuple[str, str]] = []
    for file in sorted((shared / "gold" / "hkma").glob("*.zh.txt"))[:REPORTS]:
        other = file.with_name(file.name.replace(".zh.", ".en."))
        lines = (path.read_text("utf-8").splitlines() for path in (file, other))
        found += [(zh, en) for zh, en in zip(*lines, strict=True) if zh.strip() and en.strip()]
    return found


def main() -> None:
    """Print and perhaps save the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--save", action="store_true")
    given = parser.parse_args()
    bundled = [(pair.zh, pair.en) for pair in ac.load() if pair.zh and pair.en]
    figures = {
        "cuts": judge("beads.tsv"),
        "other registers": judge("beads_other.tsv"),
        "bundled": measure(bundled),
        "reports": measure(read_reports(given.shared)),
    }
    print(json.dumps(figures, indent=2))
    if given.save:
        OUT.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
