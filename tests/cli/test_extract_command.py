"""`aigov-corpus extract --left-out` lists what is left out, or says that nothing is."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from aigov_corpus.cli.extract import command


def test_what_is_left_out_is_listed_or_denied(tmp_path: Path) -> None:
    """A line for each piece on stdout: reason, place and text; a sentence on stderr for none."""
    file = tmp_path / "lamps.html"
    file.write_text("<html><body><p>Lamps burn.</p></body></html>")
    found = CliRunner().invoke(command, [str(file), "--left-out"])
    assert (found.stdout, found.stderr) == ("", f"{file}: nothing is left out\n")
    file.write_text("<html><body><p>Lamps burn <del>low</del>.</p></body></html>")
    found = CliRunner().invoke(command, [str(file), "--left-out"])
    reason, _, text = found.stdout.rstrip("\n").split("\t")
    assert (reason, text) == ("deleted text", "low") and "nothing" not in found.stderr
