"""Benchmarks are seldom run; so that they do not go out of date, what they import is tried."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.mark.slow
def test_every_benchmark_can_be_imported() -> None:
    """All modules of the folder, in one process, without running anything."""
    names = sorted(path.stem for path in BENCHMARKS.glob("*.py"))
    assert "alignment" in names
    code = "import " + ", ".join(names)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=BENCHMARKS, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
