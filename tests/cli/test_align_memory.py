"""`align` writes a translation memory, a table or a corpus file from two documents at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from aigov_corpus.cli import main
from aigov_corpus.exporting import parquet
from aigov_corpus.records import Pair

ZH = "人工智能是人类发展的新领域。\n\n各国应当加强合作，共同应对风险。\n"
EN = (
    "Artificial intelligence is a new field of human development.\n\n"
    "All countries should strengthen cooperation and address risks together.\n"
)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """A Chinese text and its English rendering, of two sentences each."""
    for name, text in (("law.zh.txt", ZH), ("law.en.txt", EN)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path / "law.zh.txt", tmp_path / "law.en.txt"


def _align(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["align", *map(str, arguments)])


def test_the_suffix_chooses_the_format(files: tuple[Path, Path], tmp_path: Path) -> None:
    """A TMX has both languages of each unit; a Parquet file has the pairs of a corpus."""
    memory = tmp_path / "law.TMX"
    found = _align(*files, "--out", memory)
    assert (found.exit_code, found.stdout) == (0, "")
    assert found.stderr.endswith(f"2 of 2 units written to {memory}\n")
    segments = [segment.text for segment in etree.parse(memory).iter("seg")]
    assert segments[0] == "人工智能是人类发展的新领域。"
    assert "Artificial intelligence is a new field of human development." in segments
    table = tmp_path / "law.parquet"
    assert _align(*reversed(files), "--src-lang", "en", "--tgt-lang", "zh", "--out", table)
    pairs: list[Pair] = list(parquet.read(table))
    assert [pair.status for pair in pairs] == ["auto", "auto"]
    assert pairs[0].zh == "人工智能是人类发展的新领域。"


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "xml", "jsonl", "beads", "tsv"])
def test_every_suffix_writes_a_file(suffix: str, files: tuple[Path, Path]) -> None:
    """Of XCES there may be several files; of the others one."""
    out = files[0].parent / "out" / f"law.{suffix}"
    out.parent.mkdir()
    assert _align(*files, "--out", out).exit_code == 0
    assert any(out.parent.iterdir())


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--out", "law.docx"], "law.docx: no format has the suffix .docx; name one with --format"),
        (["--format", "tmx"], "tmx needs a file to be written to; add  --out FILE"),
        (["--out", "law.tmx", "--pre-segmented"], "tmx is a format for documents, not for files"),
        (["--out", "law.tmx", "--src-lang", "fr"], "written for a Chinese and an English document"),
    ],
)
def test_what_cannot_be_written_is_said_at_once(
    options: list[str], sentence: str, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 2, one sentence, and no file."""
    monkeypatch.chdir(files[0].parent)
    found = _align(*files, *options, "--force")
    assert found.exit_code == 2
    assert sentence in found.stderr
    assert len(list(files[0].parent.iterdir())) == 2
