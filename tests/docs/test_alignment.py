"""docs/alignment.md tells the figures of benchmarks/alignment.json."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "alignment.md").read_text("utf-8")
STORED = json.loads((ROOT / "benchmarks" / "alignment.json").read_text("utf-8"))
GENRES = ("pol", "aca", "mag", "mac")
"""Names of the genres in the file, in the order of the page; the last one are novels."""


METHOD = (ROOT / "docs" / "alignment-method.md").read_text("utf-8")
KINDS = {"laws": "laws", "headings and terms": "headings", "paragraphs of annual reports": "hkma"}
KINDS |= dict(zip(("political", "academic", "magazine", "novels"), GENRES, strict=True))
"""The kinds of small texts, as the page names them and as the file does."""


def read_rows(title: str, page: str = PAGE) -> dict[str, list[list[float]]]:
    """Return the cells of the table with this title by the names of the rows, as numbers."""
    table = page[page.index(f"| {title} |") :].split("\n\n")[0].splitlines()[2:]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table]
    return {
        row[0].replace("**", ""): [[float(x) for x in re.findall(r"\d?\.\d+", c)] for c in row[1:]]
        for row in rows
    }


def figures(part: str, *path: str) -> list[dict[str, Any]]:
    """Return what is stored of the genres under these names."""
    found = STORED[part]["figures"]
    for name in path:
        found = found[name]
    return [found[genre] for genre in GENRES]


@pytest.mark.parametrize(
    ("title", "row", "part", "path"),
    [
        ("complete texts", "ours, held out (three folds)", "cross-validation", ["complete"]),
        ("complete texts", "ours, genre left out", "genre left out", ["complete"]),
        ("complete texts", "ours, as shipped", "quality", ["ours", "complete"]),
        ("complete texts", "Gale-Church", "quality", ["galechurch", "complete"]),
        ("complete texts", "Bertalign's code", "quality", ["bertalign", "complete"]),
        ("a tenth deleted", "ours, held out", "cross-validation", ["omitted"]),
        ("a tenth deleted", "ours, genre left out", "genre left out", ["omitted"]),
        ("a tenth deleted", "Bertalign's code", "quality", ["bertalign", "omitted"]),
        ("a section deleted", "ours, held out", "cross-validation", ["lacking"]),
        ("a section deleted", "ours, genre left out", "genre left out", ["lacking"]),
        ("a section deleted", "Bertalign's code", "quality", ["bertalign", "lacking"]),
    ],
)
def test_the_page_tells_what_is_stored(title: str, row: str, part: str, path: list[str]) -> None:
    """Strict F1; with deleted sentences also precision and recall of null beads."""
    [cells] = [cells for name, cells in read_rows(title).items() if name.startswith(row)]
    for told, stored in zip(cells, figures(part, *path), strict=True):
        nulls = stored["nulls"]
        expected = [stored["strict"]["f1"], nulls["precision"], nulls["recall"]]
        assert told[0] == pytest.approx(expected[0], abs=0.00051)
        if title != "complete texts":
            assert told == pytest.approx(expected, abs=0.0051)
        elif told[1:]:
            assert told[1:] == pytest.approx(stored["strict_f1_95"], abs=0.00051)


def test_the_page_tells_what_is_stored_of_small_texts() -> None:
    """The shares of related and unrelated texts that are told apart, with the kind left out."""
    rows = read_rows("related / unrelated | one group | two | three", METHOD)
    assert len(rows) == len(KINDS)
    for name, cells in rows.items():
        stored = STORED["small texts"]["figures"]["kind left out"][KINDS[name.partition(" (")[0]]]
        for size, told in enumerate(cells, 1):
            shares = [
                stored[f"{what}_{size}"]["mean"] for what in ("related_high", "unrelated_low")
            ]
            assert told == pytest.approx(shares, abs=0.0051)


@pytest.mark.parametrize("row", ["as shipped", "genre left out"])
def test_the_page_tells_what_is_stored_of_short_excerpts(row: str) -> None:
    """The share of the groups that are found on a page, of each kind."""
    cells = read_rows("a few sentences against a page")[row]
    stored = STORED["short excerpts"]["figures"][row]
    kinds = [*GENRES, "laws", "headings", "hkma"][: sum(map(bool, cells))]
    expected = [[stored[kind]["all"]] for kind in kinds]
    assert [cell for cell in cells if cell] == [pytest.approx(x, abs=0.00051) for x in expected]
