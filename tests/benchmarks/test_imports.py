"""Benchmarks are seldom run; so that they do not go out of date, what they import is tried."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.mark.slow
@pytest.mark.parametrize(("folder", "one"), [(".", "alignment"), ("close_reader", "train")])
def test_every_benchmark_can_be_imported(folder: str, one: str) -> None:
    """All modules of a folder, in one process, without running anything."""
    names = sorted(path.stem for path in (BENCHMARKS / folder).glob("*.py"))
    assert one in names
    code = "import " + ", ".join(names)
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=BENCHMARKS / folder,
        env=os.environ | {"PYTHONPATH": str(BENCHMARKS.parent / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
