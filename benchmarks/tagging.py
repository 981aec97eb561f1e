"""Score the tagger against units that were tagged by hand, and keep the figures.

    python benchmarks/tagging.py                      print the table
    python benchmarks/tagging.py --save               and write benchmarks/tagging.json and the
                                                      table in docs/annotation-guideline.md
    python benchmarks/tagging.py --fit                fit the model that confirms weak cues
    python benchmarks/tagging.py --misses registers e print what the units with ids e… show wrong

The units are in tests/tagging/*.tsv: id, principles, Chinese, English, a note. The first letter of
an id says which part of a file it belongs to: cues may be written with one part in view, the other
is kept back. A *tag* is a principle of a unit; all tags of all principles are counted together.

The units of double.tsv were tagged twice; it has both taggings, the decision where they differ, and
the reason for it. Its report has the kappa of the two, and the program's figures by principle.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from aigov_corpus.embedding.use import UseEncoder
from aigov_corpus.evaluation.agreement import compare_taggings
from aigov_corpus.tagging import load_taxonomy, tag_unit
from aigov_corpus.tagging.confirmation import WEIGHTS

ROOT = Path(__file__).parents[1]
UNITS = ROOT / "tests" / "tagging"
GUIDELINE = ROOT / "docs" / "annotation-guideline.md"
OUT = Path(__file__).with_name("tagging.json")
TAXONOMY = load_taxonomy()
NAMES = [principle.id for principle in TAXONOMY.principles]
PARTS = (
    ("gold", ""),
    ("cases", ""),
    ("unseen", "d"),
    ("unseen", "h"),
    ("registers", "e"),
    ("registers", "k"),
    ("registers", "n"),
    ("registers", "m"),
    ("double", "g"),
)
"""Files and, for those that have parts, the first letter of the ids in a part."""

FITTED = PARTS[:6]
"""Parts that the model is fitted to; the others measure it."""
DOUBLE = "double"
"""File of the units that were tagged twice: ids b… from the bundled document, g… made up."""
SCALE = 8.0
"""Factor of the vectors, which have length 1; with it one penalty suits weights and bias."""
PENALTY = 3.0
"""Weight of the squares of the weights, against fitting so few units too closely."""
FREE = 1e-6
"""The same for the bias, which is as good as free."""
STEPS = 25
"""Steps of Newton's method; ten suffice."""


@dataclass(frozen=True)
class Unit:
    """A unit with the principles that a person and the program gave to it."""

    id: str
    zh: str
    en: str
    by_hand: frozenset[str]
    found: frozenset[str]

    @property
    def has_both(self) -> bool:
        """Whether there is a Chinese and an English text."""
        return bool(self.zh and self.en)


def read_units(name: str, letter: str) -> list[Unit]:
    """Return the units of a file whose ids begin with a letter, tagged by the program."""
    with (UNITS / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Unit(
            id=row["id"],
            zh=row["zh"],
            en=row["en"],
            by_hand=frozenset(row["principles"].split()),
            found=frozenset(tag_unit(row["zh"], row["en"], taxonomy=TAXONOMY).principles),
        )
        for row in rows
        if row["id"].startswith(letter)
    ]


def score(units: Sequence[Unit]) -> dict[str, float | int]:
    """Return the number of units and of tags by hand, and precision and recall of the program."""
    right = sum(len(unit.by_hand & unit.found) for unit in units)
    by_hand = sum(len(unit.by_hand) for unit in units)
    found = sum(len(unit.found) for unit in units)
    return {
        "units": len(units),
        "tags": by_hand,
        "precision": round(right / found, 2) if found else 1.0,
        "recall": round(right / by_hand, 2) if by_hand else 1.0,
    }


def measure(units: Sequence[Unit]) -> dict[str, Any]:
    """Return the scores of some units: of all, by the sides that they have, and by principle."""
    kinds: tuple[tuple[str, Callable[[Unit], bool]], ...] = (
        ("all", lambda unit: True),
        ("both sides", lambda unit: unit.has_both),
        ("one side", lambda unit: not unit.has_both),
        ("Chinese only", lambda unit: not unit.en),
        ("English only", lambda unit: not unit.zh),
    )
    agreement = compare_taggings(
        [unit.by_hand for unit in units], [unit.found for unit in units], principles=NAMES
    )
    return {
        **{name: score([unit for unit in units if chosen(unit)]) for name, chosen in kinds},
        "kappa": {one.principle: round(one.kappa, 2) for one in agreement},
    }


def compare_taggers() -> dict[str, Any]:
    """Return how far two taggers agree, and how far the program agrees with what was decided.

    For each principle: kappa of the taggers over all units (those of the bundled document
    too), and precision and recall of the program on the units made up for this, as they
    are, by their Chinese alone, and by their English alone.
    """
    with (UNITS / f"{DOUBLE}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    first, second = ([row[name].split() for row in rows] for name in ("first", "second"))
    agreement = compare_taggings(first, second, principles=NAMES)
    own = [row for row in rows if row["id"].startswith("g")]
    views = {
        "all": [(row, row["zh"], row["en"]) for row in own],
        "zh": [(row, row["zh"], "") for row in own if row["zh"]],
        "en": [(row, "", row["en"]) for row in own if row["en"]],
    }
    report: dict[str, Any] = {
        "units": len(rows),
        "differ": sum(set(one) != set(two) for one, two in zip(first, second, strict=True)),
        "principles": {one.principle: {"kappa": round(one.kappa, 2)} for one in agreement},
    }
    for view, units in views.items():
        found = compare_taggings(
            [row["principles"].split() for row, _, _ in units],
            [tag_unit(zh, en, taxonomy=TAXONOMY).principles for _, zh, en in units],
            principles=NAMES,
        )
        for one in found:
            report["principles"][one.principle][view] = {
                "tags": one.both + one.only_first,
                "precision": round(one.precision, 2),
                "recall": round(one.recall, 2),
            }
    return report


def print_misses(units: Sequence[Unit]) -> None:
    """Print each unit whose tags differ: `-` before what is missed, `+` before what is wrong."""
    for unit in units:
        wrong = [f"-{name}" for name in NAMES if name in unit.by_hand - unit.found]
        wrong += [f"+{name}" for name in NAMES if name in unit.found - unit.by_hand]
        if wrong:
            print(f"{unit.id}  {' '.join(wrong)}\n     {unit.zh}\n     {unit.en}")


def save(figures: Mapping[str, Mapping[str, Any]], double: Mapping[str, Any]) -> None:
    """Write the figures as JSON, and their tables into the guideline."""
    report = {"taxonomy": TAXONOMY.signature, "parts": figures, "double": double}
    OUT.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    rows = [
        f"| {name} | {part['all']['units']}, {part['all']['tags']} "
        f"| {part['all']['precision']:.2f} | {part['all']['recall']:.2f} "
        f"| {part['one side']['precision']:.2f} | {part['one side']['recall']:.2f} |\n"
        for name, part in figures.items()
    ]
    write_table("figures", rows)
    write_table("double", [double_row(*entry) for entry in double["principles"].items()])


def double_row(name: str, measured: Mapping[str, Any]) -> str:
    """Return the line about one principle in the table of the units that were tagged twice."""
    cells = [f"{name} | {measured['kappa']:.2f} | {measured['all']['tags']}"]
    for view in ("all", "zh", "en"):
        cells += [f"{measured[view]['precision']:.2f}, {measured[view]['recall']:.2f}"]
    return f"| {' | '.join(cells)} |\n"


def write_table(name: str, rows: Sequence[str]) -> None:
    """Write rows into the table of that name in the guideline; its two head lines stay."""
    text = GUIDELINE.read_text(encoding="utf-8")
    head, table, rest = re.split(rf"(?<=<!-- {name} -->\n)|(?=<!-- end of {name})", text)
    columns = "".join(table.splitlines(keepends=True)[:2])
    GUIDELINE.write_text("".join([head, columns, *rows, rest]), encoding="utf-8")


def fit() -> None:
    """Fit the model of `tagging.confirmation`, and write its weights into the package.

    It is one logistic regression for each principle, on the vectors of the texts of `FITTED`; the
    Chinese and the English of a unit are two texts. Newton's method finds the weights.
    """
    units = [unit for part in FITTED for unit in read_units(*part)]
    texts = [(text, unit.by_hand) for unit in units for text in (unit.zh, unit.en) if text]
    vectors = UseEncoder().encode([text for text, _ in texts]).astype(np.float64)
    columns = np.column_stack([vectors * SCALE, np.ones(len(vectors))])
    penalty = np.append(np.full(vectors.shape[1], PENALTY), FREE)
    rows = []
    for name in NAMES:
        wanted = np.array([name in by_hand for _, by_hand in texts], float)
        weights = np.zeros(columns.shape[1])
        for _ in range(STEPS):
            found = 1 / (1 + np.exp(-columns @ weights))
            slope = columns.T @ (found - wanted) + penalty * weights
            bend = (columns.T * (found * (1 - found))) @ columns + np.diag(penalty)
            weights -= np.linalg.solve(bend, slope)
        rows.append(np.append(weights[:-1] * SCALE, weights[-1]))
    np.save(ROOT / "src" / "aigov_corpus" / WEIGHTS, np.array(rows, np.float32))


def main() -> None:
    """Print the scores of every part; with --save write them, with --misses print units."""
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=layout)
    parser.add_argument("--save", action="store_true")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--misses", nargs=2, metavar=("FILE", "LETTER"))
    parser.add_argument("--only", nargs=2, metavar=("FILE", "LETTER"))
    options = parser.parse_args()
    if options.fit:
        fit()
        return
    if options.misses:
        print_misses(read_units(*options.misses))
        return
    figures: dict[str, dict[str, Any]] = {}
    for name, letter in [tuple(options.only)] if options.only else PARTS:
        figures[f"{name} {letter}".strip()] = measured = measure(read_units(name, letter))
        print(f"{name} {letter}".strip())
        for kind, values in measured.items():
            print(f"  {kind:<13} {values}")
    double = compare_taggers()
    print(json.dumps(double, indent=1))
    if options.save:
        save(figures, double)


if __name__ == "__main__":
    main()
