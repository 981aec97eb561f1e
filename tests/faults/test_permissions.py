"""Folders and files that may not be read: nothing in them is passed over in silence."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import aigov_corpus as ac
from aigov_corpus.cli import main
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.evaluation.gold import read_gold
from aigov_corpus.files.folders import find_files

ALIGNED = Path(__file__).parents[2] / "data/aligned"


@pytest.fixture
def deny(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """A function that takes away the permission to read a path, also from an administrator."""
    denied: list[Path] = []

    def check(folder: Path, path: Path) -> None:
        if any(closed == folder or closed in folder.parents for closed in denied):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    scandir, stat, opened = os.scandir, Path.stat, Path.open

    def scan(path: Any = ".") -> Iterator[Any]:
        check(Path(path), Path(path))
        return scandir(path)

    def look(self: Path, **options: bool) -> os.stat_result:
        check(self.parent, self)
        return stat(self, **options)

    def begin(self: Path, *options: Any, **more: Any) -> Any:
        check(self, self)
        return opened(self, *options, **more)

    monkeypatch.setattr(Path, "open", begin)
    monkeypatch.setattr(os, "scandir", scan)
    monkeypatch.setattr(Path, "stat", look)
    return denied.append


def test_a_document_that_may_not_be_read_is_not_left_out(
    tmp_path: Path, deny: Callable[[Path], None]
) -> None:
    """A corpus without it would pass for the whole."""
    [document] = (path for path in ALIGNED.iterdir() if path.is_dir())
    for name in ("a", "b"):
        shutil.copytree(document, tmp_path / name)
    deny(tmp_path / "b")
    with pytest.raises(InvalidInputError, match=r"b: it cannot be read .*; give yourself the perm"):
        ac.load(tmp_path)


def test_the_folder_for_lost_files_of_a_disk_is_passed_over(
    tmp_path: Path, deny: Callable[[Path], None]
) -> None:
    """Only an administrator may read it."""
    [document] = (path for path in ALIGNED.iterdir() if path.is_dir())
    shutil.copytree(document, tmp_path / "a")
    (tmp_path / "lost+found").mkdir()
    deny(tmp_path / "lost+found")
    assert ac.load(tmp_path).documents
    (tmp_path / "zh.txt").touch()
    assert tmp_path / "zh.txt" in find_files(tmp_path)


@pytest.mark.parametrize("read", [find_files, read_gold, lambda path: ac.match(path, path)])
def test_texts_in_a_folder_that_may_not_be_read_are_not_left_out(
    read: Callable[[Path], object], tmp_path: Path, deny: Callable[[Path], None]
) -> None:
    """The folder is named; hidden ones do not count."""
    for name in ("open", "closed", ".hidden"):
        (tmp_path / name).mkdir()
    deny(tmp_path / ".hidden")
    assert find_files(tmp_path) == []
    deny(tmp_path / "closed")
    with pytest.raises(InvalidInputError, match="closed: it cannot be read"):
        read(tmp_path)


def test_files_below_a_folder_are_found_with_links_and_without_hidden_ones(tmp_path: Path) -> None:
    """A link to a folder is one of them, and is not followed."""
    (tmp_path / "b").mkdir()
    for name in ("a.txt", "b/c.txt", ".d.txt"):
        (tmp_path / name).touch()
    (tmp_path / "link").symlink_to(tmp_path / "b")
    found = [path.relative_to(tmp_path).as_posix() for path in find_files(tmp_path)]
    assert found == ["a.txt", "b/c.txt", "link"]


def test_a_source_that_may_not_be_looked_for_is_an_error_of_its_document(
    tmp_path: Path, deny: Callable[[Path], None]
) -> None:
    """And no mistake of the program."""
    (tmp_path / "closed").mkdir()
    (tmp_path / "en.txt").write_text("Lamps are inspected.\n", encoding="utf-8")
    manifest = tmp_path / "list.csv"
    manifest.write_text("id,zh,en\na,closed/zh.txt,en.txt\n", encoding="utf-8")
    deny(tmp_path / "closed")
    [outcome] = ac.batch(manifest, tmp_path / "out", jobs=1, encoder="hash").outcomes
    assert outcome.exit_code == 3
    assert "closed/zh.txt: it cannot be read (Permission denied); give your" in outcome.reason


@pytest.mark.parametrize("name", ["pairs.parquet", "datapackage.json", "accepted.jsonl"])
def test_who_may_not_read_a_file_of_a_corpus_is_not_told_to_build_it_again(
    name: str, tmp_path: Path, deny: Callable[[Path], None]
) -> None:
    """It is whole, perhaps; `validate` says it once."""
    [document] = (path for path in ALIGNED.iterdir() if path.is_dir())
    shutil.copytree(document, tmp_path / "a")
    (tmp_path / "a" / "accepted.jsonl").touch()
    deny(tmp_path / "a" / name)
    with pytest.raises(InvalidInputError, match=rf"{name}: .*; give yourself the permission"):
        ac.load(tmp_path).check()
    found = CliRunner().invoke(main, ["validate", str(tmp_path)]).output
    assert found.count("error [") == found.count("give yourself the permission") == 1
