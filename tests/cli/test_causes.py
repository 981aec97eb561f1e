"""Messages about places that are not what a command needs: they name the cause, and what helps."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from aigov_corpus.cli import main


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with a text, a table, manifests and a directory."""
    files = {
        "zh.txt": "你好。\n",
        "en.txt": "Hello.\n",
        "pairs.csv": "zh,en\n你好。,Hello.\n",
        "laws.csv": "id,zh,en\na,zh.txt,en.txt\n",
        "two.csv": "id,zh\na,zh.txt\n",
        "half.tsv": "zh\ten\n你好。\t\n",
        "empty": "",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("line", "code", "sentence"),
    [
        ("batch laws.csv --encoder hash --out en.txt", 1, "en.txt is a file, and no directory"),
        ("batch laws.csv --encoder hash --out en.txt/x", 1, "en.txt is a file, and no directory"),
        ("batch two.csv --out archive", 3, "line 1: there is no column en"),
        ("batch folder --out archive", 3, "Is a directory); name a file in it; to pair the files"),
        ("align zh.txt en.txt --out en.txt/x.tmx", 1, "en.txt is a file, and no directory"),
        ("align folder en.txt", 3, "Is a directory; name a file in it; to pair the files"),
        ("align zh.txt en.txt --out a.tmx --out=a.csv", 2, "--out is given more than once"),
        ("align zh.txt/x en.txt", 3, "zh.txt is a file, and no directory"),
        ("terms pairs.csv --out folder", 1, "folder: it is a directory; name a file in it"),
        ("compare pairs.csv --out folder", 1, "folder: it is a directory; name a file in it"),
        ("export pairs.csv --format csv --out new/", 2, "the slash at its end makes it"),
        ("fetch --list empty", 3, "empty: it is empty"),
        ("evaluate zh.txt", 3, "zh.txt: it is a file; give the folder"),
        ("check pairs.csv --only negation,name", 2, "by itself:  --only negation --only name"),
        ("export pairs.csv --section 1,2 --out a.tmx", 2, "by itself:  --section 1 --section 2"),
        ("stats -", 3, "none is read from standard input"),
        ("search pairs.csv a -k abc", 2, "'-k': abc is not a whole number of 1 or more."),
        ("sample pairs.csv 0", 2, "'SIZE': 0 is not a whole number of 1 or more."),
        ("export pairs.csv --min-score 90% --out a.tmx", 2, "90% is not a number from 0 to 1."),
        ("export pairs.csv --format --out a.tmx", 2, "'--out' is an option."),
        (
            "export half.tsv --format tmx",
            5,
            "aigov-corpus: there are no pairs to write; left out: 1",
        ),
        ("changes - zh.txt", 3, "-: it cannot be read (this command reads no standard input)"),
        ("segment no/-", 3, "no/-: it cannot be read: No such file or directory"),
        ("check . places.html", 2, "give a corpus alone, with  --out FILE  for a report"),
        ("sample 3 pairs.csv", 2, "Write  aigov-corpus sample pairs.csv 3"),
        ("sample pairs pairs.csv", 2, "'SIZE': pairs.csv is not a whole number of 1 or more.\n"),
        ("export a.tmx pairs.csv", 2, "Write  aigov-corpus export pairs.csv --out a.tmx"),
        ("export pairs.csv a.tmx", 2, "Write  aigov-corpus export pairs.csv --out a.tmx"),
        ("terms Hello pairs.csv", 2, "Write  aigov-corpus terms pairs.csv --phrase Hello"),
        ("stats pairs.csv laws.csv", 2, "run the command once for each file"),
        ("stats no.csv pairs.csv", 2, "run the command once for each file"),
        ("align zh.txt en.txt --pre-segmented --keep x", 2, "leave out --layout and --keep"),
        ("align zh.txt en.txt --paragraphs --layout plain", 2, "the layout is 'plain'; leave out"),
        ("align zh.txt en.txt --paragraphs --keep x", 2, "nothing was left out because it is 'x'"),
    ],
)
def test_the_true_cause_is_named(place: Path, line: str, code: int, sentence: str) -> None:
    """In one sentence, and nothing is written."""
    before = sorted(place.rglob("*"))
    done = CliRunner().invoke(main, line.split())
    assert (done.exit_code, done.stdout) == (code, ""), done.output
    assert sentence in done.stderr
    assert sorted(place.rglob("*")) == before


def test_what_cannot_be_brought_in_is_called_what_it_is(place: Path) -> None:
    """A text, an empty file; and the log of another reviewer is looked for in a directory."""
    corpus = str(Path(__file__).parents[2] / "data" / "aligned")
    for option, name, sentence in (
        ("--import", "zh.txt", "it is no table of two columns"),
        ("--import", "empty", "it is empty"),
        ("--merge", "folder", "name the file edits.jsonl in it"),
    ):
        done = CliRunner().invoke(main, ["review", corpus, option, name])
        assert (done.exit_code, sentence in done.stderr) == (3, True), done.stderr


def test_the_directory_of_a_corpus_may_end_with_a_slash(place: Path) -> None:
    """As it may for `align` and `build`."""
    corpus = str(Path(__file__).parents[2] / "data" / "aligned")
    done = CliRunner().invoke(main, ["export", corpus, "--format", "corpus", "--out", "new/"])
    assert done.exit_code == 0 and (place / "new" / "datapackage.json").is_file(), done.output


def test_too_little_memory_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And not by a traceback."""

    def fail(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("aigov_corpus.cli.stats.open_corpus", fail)
    done = CliRunner().invoke(main, ["stats", str(tmp_path)])
    assert done.exit_code == 1
    assert "there is not enough memory; close other programs" in done.output


def test_a_chinese_phrase_arrives_where_the_system_knows_ascii_only(place: Path) -> None:
    """Python then gives its bytes as halves of surrogate pairs (PYTHONUTF8=0, LC_ALL=POSIX)."""
    phrase = "你好".encode().decode("ascii", "surrogateescape")
    done = CliRunner().invoke(main, ["export", "pairs.csv", "--format", "csv", "--section", phrase])
    assert "'你好'" in done.stderr


def test_a_row_that_is_no_sentence_is_told(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Links of words would take minutes and gigabytes for a chapter in one row."""
    monkeypatch.setattr("aigov_corpus.word_links.linking.MOST_CELLS", 0)
    done = CliRunner().invoke(main, ["check", "pairs.csv", "--only", "number"])
    assert done.exit_code == 0
    assert "too long to be compared word by word: row 1; omissions, additions" in done.stderr


@pytest.mark.linux  # elsewhere the current directory cannot be deleted
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("build", 1),
        ("align a b", 3),
        ("stats a.csv", 3),
        ("export {} --format csv --out a.csv", 1),
    ],
)
def test_a_current_directory_that_was_deleted_is_told(place: Path, line: str, code: int) -> None:
    """Nothing else is the matter with the files."""
    corpus = str(Path(__file__).parents[2] / "data" / "aligned")
    (place / "folder").rmdir()
    (place / "gone").mkdir()
    os.chdir(place / "gone")
    (place / "gone").rmdir()
    done = CliRunner().invoke(main, line.format(corpus).split())
    os.chdir(place)
    assert done.exit_code == code
    assert "the current directory was deleted" in done.stderr


def test_a_file_whose_name_begins_with_a_hyphen_is_told_from_an_option(place: Path) -> None:
    """The answer says how to name it."""
    (place / "-law.txt").write_text("你好。\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["extract", "-law.txt"])
    assert done.exit_code == 2
    assert "For the file of that name write ./-law.txt" in done.stderr


def test_the_longest_name_of_a_file_is_long_enough(place: Path) -> None:
    """Of a table, beside which accepted findings might lie; and of a text, which gives an id."""
    name = "a" * 251
    (place / f"{name}.csv").write_text("zh,en\n你好。,Hello.\n", encoding="utf-8")
    (place / f"{name}.txt").write_text("你好。\n", encoding="utf-8")
    told = CliRunner().invoke(main, ["check", f"{name}.csv"])
    assert (told.exit_code, "1 unit: 0 errors" in told.stderr) == (0, True)
    line = ["align", f"{name}.txt", "en.txt", "--encoder", "hash", "--out", "corpus/"]
    done = CliRunner().invoke(main, line)
    assert done.exit_code == 0, done.stderr
    assert [path.name for path in (place / "corpus").glob("a*")] == ["a" * 150]
