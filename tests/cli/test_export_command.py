"""`aigov-corpus export` takes the format from the name of the output, as other commands do."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from aigov_corpus.cli.export import command
from aigov_corpus.errors import UsageError

CORPUS = str(Path(__file__).parents[2] / "data" / "aligned")


@pytest.mark.parametrize(("name", "begins"), [("a.csv", b"pair_id,"), ("a.xlf", b"<?xml")])
def test_the_ending_chooses_the_format(name: str, begins: bytes, tmp_path: Path) -> None:
    """Those of XLIFF are two."""
    found = CliRunner().invoke(command, [CORPUS, "--out", str(tmp_path / name)])
    assert found.exit_code == 0, found.stderr
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_a_directory_gets_a_corpus(tmp_path: Path) -> None:
    """A slash at the end says that it is one."""
    found = CliRunner().invoke(command, [CORPUS, "--out", f"{tmp_path}/new/"])
    assert found.exit_code == 0 and (tmp_path / "new" / "datapackage.json").is_file()


@pytest.mark.parametrize("out", [[], ["--out", "-"], ["--out", "law"], ["--out", "law.foo"]])
def test_a_name_that_says_nothing_is_refused(out: list[str]) -> None:
    """So is none: a terminal would get thousands of lines that nobody asked for."""
    found = CliRunner().invoke(command, [CORPUS, *out])
    assert isinstance(found.exception, UsageError) and "--format" in str(found.exception)
