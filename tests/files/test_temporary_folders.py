"""Folders for temporary files: those that killed commands left are removed by the next one."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

import pytest

from aigov_corpus.files.temporary_folders import temporary_folder

fcntl = pytest.importorskip("fcntl")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The directory for temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def _leave(folder: Path) -> Path:
    """Make a folder as a command does that was killed an hour ago."""
    folder.mkdir()
    (folder / "rows").write_text("1", encoding="utf-8")
    hour_ago = time.time() - 3600
    os.utime(folder, (hour_ago, hour_ago))
    return folder


def test_a_folder_is_gone_at_the_end_with_its_content(place: Path) -> None:
    """Also after an error."""
    with pytest.raises(ValueError, match="wrong"), temporary_folder() as folder:
        (folder / "rows").write_text("1", encoding="utf-8")
        raise ValueError("wrong")
    assert not list(place.iterdir())


def test_a_folder_that_a_killed_command_left_is_removed(place: Path) -> None:
    """Not one that is in use, was made just now, is a link, or has another name."""
    left, used, new, link = (place / f"aigov-temporary-{letter * 8}" for letter in "abcd")
    names = "other", "aigov-review", "aigov-corpus", "aigov-temporary-texts"
    others = [_leave(place / name) for name in names]
    _leave(left)
    _leave(used)
    new.mkdir()
    link.symlink_to(others[0])
    handle = os.open(used, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with temporary_folder() as folder:
            assert sorted(place.iterdir()) == sorted([folder, *others, used, new, link])
    finally:
        os.close(handle)
    assert not left.exists()
    assert all((other / "rows").is_file() for other in others)


def test_two_folders_at_once(place: Path) -> None:
    """The second leaves the first alone, however old it is."""
    with temporary_folder() as first:
        os.utime(first, (0, 0))
        with temporary_folder() as second:
            assert first.is_dir() and second.is_dir()
