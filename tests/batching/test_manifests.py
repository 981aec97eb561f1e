"""Manifests: what a row may say, and what is told about a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from aigov_corpus.batching.manifest import read_manifest
from aigov_corpus.batching.manifest_text import MANIFEST_FORMS, format_manifest
from aigov_corpus.batching.run import batch
from aigov_corpus.errors import AigovError, InvalidInputError, NothingToDoError


def write(folder: Path, text: str, name: str = "list.csv") -> Path:
    """Return the path of a manifest with this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("list.csv", "id,zh,en,year\nlaw-1,a.zh.txt,a.en.txt,1998\n"),
        ("list.tsv", "year\tid\ten\tzh\n1998\tlaw-1\ta.en.txt\ta.zh.txt\n"),
        ("list.jsonl", '{"id": "law-1", "zh": "a.zh.txt", "en": "a.en.txt", "year": 1998}\n'),
        (
            "list.toml",
            '[[document]]\nid = "law-1"\nzh = "a.zh.txt"\nen = "a.en.txt"\nyear = 1998\n',
        ),
    ],
)
def test_every_form_says_the_same(tmp_path: Path, name: str, text: str) -> None:
    """Columns may stand in any order; unknown ones are metadata."""
    (entry,) = read_manifest(write(tmp_path, text, name))
    assert entry.document.id == "law-1"
    assert (entry.document.zh.file, entry.document.renderings[0].en.file) == (
        "a.zh.txt",
        "a.en.txt",
    )
    assert entry.metadata == {"year": "1998"}


def test_rows_of_one_id_are_renderings(tmp_path: Path) -> None:
    """A URL is a page to be fetched; `belongs` is read."""
    text = (
        "id,zh,en,rendering,belongs\n"
        "law,a.txt,b.txt,official,\n"
        "law,a.txt,https://example.org/c,other,yes\n"
    )
    (entry,) = read_manifest(write(tmp_path, text))
    official, other = entry.document.renderings
    assert (official.id, official.en.file, official.belongs) == ("official", "b.txt", False)
    assert (other.id, other.en.url, other.belongs) == ("other", "https://example.org/c", True)


def test_links_that_lead_to_each_other_are_no_manifest(tmp_path: Path) -> None:
    """The error is one sentence."""
    (tmp_path / "m.csv").symlink_to(tmp_path / "n.csv")
    (tmp_path / "n.csv").symlink_to(tmp_path / "m.csv")
    with pytest.raises(InvalidInputError, match="a symbolic link that leads back to itself"):
        batch(tmp_path / "m.csv", tmp_path / "out")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id,zh,english\na,b,c\nd,e,f\n", "no column en"),
        ("id,zh,en\nA B,b,c\n", "line 2, id: 'A B' cannot be the name of a directory"),
        ("id,zh,en,en\na,b,c,d\n", "line 1: there are two columns en; delete or rename"),
        ("id,zh,en\na,b\0,c\n", "it has NUL characters"),
        ("id,zh,en\na,,c\n", "line 2: zh is empty"),
        ("id,zh,en\na,b,c\na,x,c\n", "line 3: the id 'a' stands for another Chinese text"),
        ("id,zh,en\na,b,c\na,b,d\n", "line 3: the id 'a' was used before"),
        ("id,zh,en\na,b,c,d\n", "line 2: the row has 4 cells, and the table 3 columns"),
        ("id,zh,en,belongs\na,b,c,maybe\n", "belongs is 'maybe'"),
        ("id,zh,en,layout\na,b,c,nosuch\n", "nosuch"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, text: str, told: str) -> None:
    """With the reason and a remedy."""
    with pytest.raises(AigovError, match=told) as caught:
        read_manifest(write(tmp_path, text))
    assert caught.value.remedy


def test_nul_characters_are_refused_in_every_encoding(tmp_path: Path) -> None:
    """They were noticed in UTF-8 alone."""
    path = tmp_path / "list.csv"
    path.write_bytes("id,zh,en\na,中\0文.txt,c\n".encode("gb18030"))
    with pytest.raises(AigovError, match="it has NUL characters"):
        read_manifest(path)


def test_a_manifest_without_documents_is_nothing_to_do(tmp_path: Path) -> None:
    """Its header alone."""
    with pytest.raises(NothingToDoError):
        read_manifest(write(tmp_path, "id,zh,en\n"))


@pytest.mark.parametrize("name", ["list.csv", "list.jsonl", "list.toml"])
def test_an_empty_manifest_is_said_to_be_empty(tmp_path: Path, name: str) -> None:
    """Whatever its form, with white space or without."""
    with pytest.raises(AigovError, match=r"it is empty; give a table"):
        read_manifest(write(tmp_path, " \n", name))


@pytest.mark.parametrize("form", MANIFEST_FORMS)
def test_a_manifest_is_read_as_it_was_written_in_every_form(form: str, tmp_path: Path) -> None:
    """Cells with delimiters, quotes and line ends stay as they are."""
    row = ["law-1", "zh/a, b.txt", "en/\tc.txt", '“A” "law"\nof two lines']
    path = tmp_path / f"laws.{form}"
    text = format_manifest(["id", "zh", "en", "note"], [row], form=form)
    path.write_text(text, encoding="utf-8")
    [entry] = read_manifest(path)
    assert [entry.document.id, entry.document.zh.file, *entry.metadata.values()] == [
        *row[:2],
        row[3],
    ]
    assert entry.document.renderings[0].en.file == row[2]
