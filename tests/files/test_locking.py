"""Locks on disks that have none."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from aigov_corpus.errors import AigovError
from aigov_corpus.files.locking import release_lock, take_lock

fcntl = pytest.importorskip("fcntl")


@pytest.fixture(autouse=True)
def _a_disk_without_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

    monkeypatch.setattr(fcntl, "flock", refuse)


def take(path: Path, waited: list[str]) -> None:
    """Take the lock and release it."""
    busy = AigovError("it is busy", source=path, remedy="wait")
    release_lock(path, take_lock(path, wait=0, progress=waited.append, waiting="it", error=busy))


def test_a_file_takes_the_place_of_a_lock_without_a_word(tmp_path: Path) -> None:
    """A warning of another package would be an error here."""
    waited: list[str] = []
    take(tmp_path / ".lock", waited)
    assert not waited
    assert not list(tmp_path.iterdir())


def test_a_lock_that_a_killed_process_left_is_named(tmp_path: Path) -> None:
    """Of another machine, so that nobody can tell whether the process runs."""
    waited: list[str] = []
    (tmp_path / ".lock").write_text("99\nanother-machine\n", encoding="utf-8")
    with pytest.raises(AigovError, match=r"wait; if none runs.*remove .*\.lock"):
        take(tmp_path / ".lock", waited)
    assert waited == ["it"]
