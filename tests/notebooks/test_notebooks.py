"""The notebooks run from top to bottom, and the outputs stored in them are what comes out."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def test_there_are_notebooks() -> None:
    """So that the next test is not about nothing."""
    assert [path.name for path in NOTEBOOKS] == ["01_first_look.ipynb"]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the kernel's own start
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_gives_the_outputs_that_are_stored_in_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing on stderr, the same text and HTML in every cell."""
    import nbformat

    monkeypatch.syspath_prepend(Path(__file__).parent)
    from run import execute

    stored, executed = nbformat.read(path, as_version=4), execute(path)
    for before, after in zip(stored.cells, executed.cells, strict=True):
        assert before.get("outputs", []) == after.get("outputs", []), before.source
        assert not any(output.get("name") == "stderr" for output in after.get("outputs", []))
