"""What any command does when what it prints cannot be written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-c", "from aigov_corpus.cli import main; main()"]


@pytest.mark.linux  # no other system has a device that is always full
@pytest.mark.parametrize(
    "arguments",
    [["--help"], pytest.param(["info"], marks=pytest.mark.slow), ["extract", "text.md"]],
)
def test_a_full_disk_is_one_sentence(arguments: list[str], tmp_path: Path) -> None:
    """Exit code 1 and a line on stderr, never a traceback."""
    (tmp_path / "text.md").write_text("# 灯\n\n各区应当检查灯具。\n", encoding="utf-8")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, *arguments],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.startswith("aigov-corpus: standard output: No space left on device")
    assert done.stderr.count("\n") == 1


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    """`… | head` ends the command in silence."""
    (tmp_path / "text.md").write_text(
        "# 灯\n\n" + "各区应当检查灯具。\n\n" * 5_000, encoding="utf-8"
    )
    command = subprocess.Popen(
        [*COMMAND, "extract", "text.md"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert command.stdout
    assert command.stderr
    command.stdout.readline()
    command.stdout.close()
    assert command.stderr.read() == b""
    command.stderr.close()
    command.wait()
