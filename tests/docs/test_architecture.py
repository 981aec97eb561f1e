"""docs/architecture.md names things that are there."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from aigov_corpus import records

PAGE = (Path(__file__).parents[2] / "docs" / "architecture.md").read_text("utf-8")
WALK = PAGE.partition("<!-- walk -->")[2].partition("<!-- end of walk -->")[0]
ROWS = re.findall(r"^\| `([\w.]+)` \| (.*) \| (.*) \|$", WALK, re.MULTILINE)


def test_the_walk_of_a_sentence_has_its_steps() -> None:
    """From the raw file to the TMX."""
    names = [name for name, _, _ in ROWS]
    assert (names[0], names[-1]) == (
        "building.sources.read_source",
        "exporting.formats.export_pairs",
    )


@pytest.mark.parametrize("name", [name for name, _, _ in ROWS])
def test_each_function_of_the_walk_is_where_the_page_says(name: str) -> None:
    """It can be imported by that name."""
    module, _, function = name.rpartition(".")
    assert callable(getattr(import_module(f"aigov_corpus.{module}"), function))


def test_the_sentence_of_the_walk_is_in_the_corpus() -> None:
    """With the ids, the bead and the score that the page tells."""
    import aigov_corpus as ac

    pair = list(ac.load())[1]
    assert pair.zh in PAGE
    assert pair.zh_ids[0] in PAGE
    assert (pair.bead, pair.section) == ("1-1", "0")
    assert (pair.seq, pair.score, pair.principles[0]) == (2, 0.9999, "development")


def test_the_records_of_the_page_are_those_of_the_package() -> None:
    """Snapshot, Document, … in the list of the way of the data."""
    way = PAGE.partition("## The way of the data")[2].partition("<!-- order -->")[0]
    named = {"Snapshot", "RawFile", "Document", "Segmented", "Alignment", "Tag", "Pair", "Finding"}
    for name in named:
        assert name in way
        assert hasattr(records, name)
