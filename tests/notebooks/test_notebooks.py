"""The notebooks run from top to bottom, and the outputs stored in them are what comes out."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def test_there_are_notebooks() -> None:
    """So that the next test is not about nothing."""
    assert [path.stem for path in NOTEBOOKS] == [
        "01_first_look",
        "02_how_principles_are_rendered",
        "03_is_the_alignment_any_good",
        "04_your_own_documents",
        "05_comparing_renderings",
    ]


def read_outputs(cell: Any) -> list[Any]:
    """Return the outputs of a cell, with a word in place of each picture."""
    outputs = copy.deepcopy(cell.get("outputs", []))
    for output in outputs:
        if "image/png" in output.get("data", {}):
            output["data"]["image/png"] = "picture"
    return outputs


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the kernel's own start
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_gives_the_outputs_that_are_stored_in_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing on stderr, the same text and HTML in every cell, and a picture where one was.

    The bytes of a picture depend on the version of matplotlib.
    """
    import nbformat

    monkeypatch.syspath_prepend(Path(__file__).parent)
    from run import execute

    stored, executed = nbformat.read(path, as_version=4), execute(path)
    for before, after in zip(stored.cells, executed.cells, strict=True):
        assert read_outputs(before) == read_outputs(after), before.source
        assert not any(output.get("name") == "stderr" for output in after.get("outputs", []))
