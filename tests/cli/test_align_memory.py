"""`align` writes a translation memory, a table or a corpus file from two documents at once."""

from __future__ import annotations

import shlex
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

import aigov_corpus as ac
from aigov_corpus.cli import main
from aigov_corpus.corpus import writing
from aigov_corpus.exporting import parquet
from aigov_corpus.protocols import tell_nobody
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
    assert f"2 of 2 units written to {memory}\n2 pairs from zh to en, 0 without" in found.stderr
    segments = [segment.text for segment in etree.parse(memory).iter("seg")]
    assert segments[0] == "人工智能是人类发展的新领域。"
    assert "Artificial intelligence is a new field of human development." in segments
    table = tmp_path / "law.parquet"
    assert _align(*reversed(files), "--out", table).exit_code == 0
    pairs: list[Pair] = list(parquet.read(table))
    assert [(pair.status, pair.source_side) for pair in pairs] == [("auto", "en")] * 2
    assert pairs[0].zh == "人工智能是人类发展的新领域。"


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "xlf", "docx", "xml", "jsonl", "beads", "tsv"])
def test_every_suffix_writes_a_file(suffix: str, files: tuple[Path, Path]) -> None:
    """Of XCES there may be several files; of the others one."""
    out = files[0].parent / "out" / f"law.{suffix}"
    out.parent.mkdir()
    assert _align(*files, "--out", out).exit_code == 0
    assert any(out.parent.iterdir())


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (
            ["--out", "law.odt"],
            "law.odt: no format has the suffix .odt; give it one of the suffixes .beads",
        ),
        (["--out", "newdir"], "write  --out newdir/ ; for a file, add a suffix (newdir.tmx,"),
        (["--format", "xlsx"], "xlsx needs a file to be written to; add  --out FILE"),
        (["--out", "corpus/", "--pre-segmented"], "not of files of lines; leave out"),
        (
            ["--out", "corpus/", "--format", "tmx"],
            "corpus: a directory holds a corpus, and not tmx",
        ),
        (["--tmx-profile", "trados"], "--tmx-profile cannot be used with tsv"),
        (["--min-score", "0.5"], "--min-score cannot be used with tsv"),
        (["--keep", "page header"], "nothing at all was left out"),
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


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["extract", "law.zh.txt", "--out", "law.tmx"], "and no .tmx; name it  law.txt"),
        (["extract", "law.zh.txt", "--out", "law.json"], "and no .json; add  --json"),
        (["extract", "law.zh.txt", "--out", "folder/"], "makes it a directory"),
        (["segment", "law.zh.txt", "--lang", "zh", "--out", "a.xlsx"], "and no .xlsx; name it"),
        (["changes", "law.zh.txt", "law.zh.txt", "--out", "a.tmx"], "the suffixes .txt, .html"),
        (["changes", "law.zh.txt", "law.zh.txt", "--out", "a"], "does not say what to write"),
        (["compare", "law.zh.txt", "--out", "a.tmx"], "no format has the suffix .tmx"),
        (
            ["export", "x", "--format", "csv", "--out", "a.tsv"],
            "no .tsv; name it  a.csv",
        ),
        (["export", "x", "--format", "docx", "--out", "a.txt"], "is docx, and no .txt"),
        (["export", "x", "--format", "corpus", "--out", "a.csv"], "is a directory, and no .csv"),
        (["align", "x", "y", "--format", "tmx", "--out", "a.csv"], "no .csv; leave out  --format"),
        (["fetch", "--list", "x.html", "--out", "a.xlsx"], "is csv, and no .xlsx; name it  a.csv"),
        (["fetch", "--list", "x.html", "--out", "a.json"], "and no .json; add  --json, or name it"),
        (
            ["match", "x", "y", "--json", "--out", "a.csv"],
            "no .csv; leave out  --json",
        ),
        (["batch", "x.csv", "--out", "a.tmx"], "is a directory, and no .tmx; name it  a"),
        (["build", "--out", "a.json"], "is a directory, and no .json"),
        (["evaluate", "x", "--fit", "a.json"], "is weights, and no .json; name it  a.toml"),
    ],
)
def test_no_command_writes_another_format_than_its_name_says(
    arguments: list[str],
    sentence: str,
    files: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Exit code 2, and no file."""
    monkeypatch.chdir(files[0].parent)
    found = CliRunner().invoke(main, arguments)
    assert found.exit_code == 2
    assert sentence in found.stderr
    assert len(list(files[0].parent.iterdir())) == 2


def test_the_source_is_the_file_named_first(files: tuple[Path, Path], tmp_path: Path) -> None:
    """In a memory, in the columns of a table, and with files of lines."""
    zh, en = files
    for mode in ([], ["--pre-segmented"], ["--paragraphs"]):
        memory = tmp_path / "law.tmx"
        assert _align(en, zh, *mode, "--out", memory, "--tmx-profile", "omegat").exit_code == 0
        tree = etree.parse(memory)
        assert tree.find("header").get("srclang") == "en-US"
        first = [segment.text for segment in tree.iter("seg")][:2]
        assert first[1] == "人工智能是人类发展的新领域。"
    table = tmp_path / "law.csv"
    assert _align(en, zh, "--out", table).exit_code == 0
    header = table.read_text("utf-8").splitlines()[0].split(",")
    assert header.index("en") < header.index("zh")


def test_a_full_disk_leaves_no_empty_directory(
    files: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message names the file that the user would have got."""

    def fill(folder: Path, _: object) -> None:
        raise OSError(28, "Detail: No space left on device", str(folder / "pairs.csv"))

    monkeypatch.setattr("aigov_corpus.corpus.writing.describe_files", fill)
    found = _align(*files, "--out", f"{tmp_path}/new/corpus/")
    assert found.exit_code == 1
    assert "new/corpus/law.zh/pairs.csv: it cannot be written (No space left on" in found.stderr
    assert not (tmp_path / "new").exists()


def test_a_directory_becomes_a_corpus(files: tuple[Path, Path], tmp_path: Path) -> None:
    """As a build makes it: with tables, findings and a description; again if it is there."""
    for out in (f"{tmp_path}/corpus/", tmp_path / "corpus"):
        found = _align(*files, "--out", out)
        assert found.exit_code == 0, found.stderr
    [folder] = (tmp_path / "corpus").glob("[!.]*")
    assert {"pairs.parquet", "sentences.parquet", "corpus.tmx", "datapackage.json"} <= {
        path.name for path in folder.iterdir()
    }
    corpus = ac.load(tmp_path / "corpus")
    assert [pair.document for pair in corpus] == ["law.zh", "law.zh"]
    assert len(corpus.sentences()) == 4
    refused = _align(*files, "--out", tmp_path / "corpus", "--section", "1")
    assert refused.exit_code == 2
    assert "filters" in refused.stderr


def test_a_corpus_on_which_another_command_works_is_waited_for(
    files: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And this is said; it was waited for in silence."""
    out = tmp_path / "corpus"
    assert _align(*files, "--out", f"{out}/").exit_code == 0
    lock = writing.lock_corpus
    monkeypatch.setattr(writing, "lock_corpus", partial(lock, wait=0.01))
    with lock(out, progress=tell_nobody):
        waited = _align(*files, "--out", out)
    assert f"waiting for another build in {out}" in waited.stderr
    assert (waited.exit_code, "another build is working here" in waited.stderr) == (1, True)


def test_filters_are_those_of_export(files: tuple[Path, Path], tmp_path: Path) -> None:
    """No unit that passes is exit code 5, and no file."""
    out = tmp_path / "law.docx"
    found = _align(*files, "--out", out, "--status", "auto", "--min-score", "1")
    assert (found.exit_code, out.exists()) in ((0, True), (5, False))
    assert _align(*files, "--out", out, "--status", "added").exit_code == 2
    assert (
        [(pair.zh, pair.en) for pair in ac.load(out)]
        == [
            ("人工智能是人类发展的新领域。", EN.split("\n\n")[0]),
            ("各国应当加强合作，共同应对风险。", EN.split("\n\n")[1].strip()),
        ]
        if found.exit_code == 0
        else True
    )


def test_paragraphs_that_do_not_match_are_named(files: tuple[Path, Path]) -> None:
    """With the lines at which the two files part."""
    files[1].write_text(EN.replace("\n\n", "\n\nThis is a remark of the editors.\n\n"), "utf-8")
    found = _align(*files, "--paragraphs")
    assert found.exit_code == 3
    assert "has 2 paragraphs" in found.stderr
    assert "has 3" in found.stderr
    assert "line 3 of" in found.stderr


@pytest.mark.parametrize(("name", "form"), [("law.tmx", "tmx"), ("law", "moses")])
def test_findings_are_listed_with_a_command_that_works(
    name: str, form: str, files: tuple[Path, Path], tmp_path: Path
) -> None:
    """Of a format of several files, `check` takes what their names share."""
    for file, more in zip(files, ("投入120亿元。", "It costs 1.2 billion yuan."), strict=True):
        file.write_text(f"{file.read_text('utf-8')}\n{more}\n", "utf-8")
    found = _align(*files, "--out", tmp_path / name, "--format", form)
    assert "quick checks: 1 place of the translation to look at (number 1); list" in found.stderr
    assert f"aigov-corpus check {tmp_path / name}\n" in found.stderr
    listed = CliRunner().invoke(main, ["check", str(tmp_path / name)])
    assert "(row 3): error [number]" in listed.stdout


def test_damaged_accepted_findings_do_not_turn_a_written_file_into_a_failure(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    """The file is there, so the code is 0; a warning names the damaged one."""
    (tmp_path / "out.csv.accepted.jsonl").write_text("{", encoding="utf-8")
    result = _align(*files, "--out", tmp_path / "out.csv")
    assert result.exit_code == 0 and (tmp_path / "out.csv").is_file()
    assert "warning" in result.stderr and "accepted.jsonl, line 1: it is not JSON" in result.stderr


def test_nothing_is_promised_that_check_cannot_read(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    """Not of a stream or of beads, whose texts can be checked; of a memory only what it holds."""
    for file, more in zip(files, ("投入120亿元。", "It costs 1.2 billion yuan."), strict=True):
        file.write_text(f"{file.read_text('utf-8')}\n{more}\n", "utf-8")
    files[0].write_text(f"{files[0].read_text('utf-8')}\n\n附件三：名单。\n", "utf-8")
    for out in ("-", tmp_path / "law.beads"):
        told = _align(*files, "--out", out).stderr
        assert "quick checks: " in told
        assert f"aigov-corpus check {shlex.join(map(str, files))}\n" in told
    told = _align(*files, "--force").stderr
    assert "quick checks: " in told
    assert "aigov-corpus check" not in told
    told = _align(*files, "--out", tmp_path / "law.tmx").stderr
    assert "(this file lacks the units without a counterpart)" in told


def test_an_output_that_is_an_input_is_said_to_be_one(files: tuple[Path, Path]) -> None:
    """Before anything about its suffix."""
    found = _align(*files, "--out", files[0])
    assert found.exit_code == 2
    assert f"this output is also an input, '{files[0]}'" in found.stderr


def test_a_text_and_its_translation_are_checked_at_once(files: tuple[Path, Path]) -> None:
    """In any order; rows are those of `align`, and what reading says is said here too."""
    for file, more in zip(files, ("投入120亿元。", "It costs 1.2 billion yuan."), strict=True):
        file.write_text(f"{file.read_text('utf-8')}\n{more}\n", "utf-8")
    for names in (files, files[::-1]):
        found = CliRunner().invoke(main, ["check", *map(str, names), "--only", "number"])
        assert found.exit_code == 0, found.output
        assert "(row 3): error [number]" in found.stdout
        assert "3 units: 1 error" in found.stderr
    both = files[0].with_name("both.md")
    both.write_text("\n\n".join(file.read_text("utf-8") for file in files), "utf-8")
    found = CliRunner().invoke(main, ["check", str(both), "--only", "number"])
    assert (found.exit_code, "[number]" in found.stdout) == (0, True), found.output
    both.write_text("今天的天气很好。\nThe board met on Monday to discuss budgets.\n", "utf-8")
    found = CliRunner().invoke(main, ["check", str(both)])
    assert (found.exit_code, found.stdout) == (0, "")
    found = CliRunner().invoke(main, ["check", str(files[1]), str(files[1])])
    assert found.exit_code == 3, found.output
