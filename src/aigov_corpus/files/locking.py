"""A lock on a directory, so that one process at a time works in it."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from aigov_corpus.errors import AigovError

if TYPE_CHECKING:
    from filelock import BaseFileLock


def take_lock(
    path: Path, *, wait: float, progress: Callable[[str], None], waiting: str, error: AigovError
) -> BaseFileLock:
    """Lock a file and return the lock; the caller has to release it.

    The system releases the lock if the process ends in any way. On a disk without locks the file
    itself is the lock, and a killed process leaves it.

    Args:
        path: the lock file; it is created if it does not exist.
        wait: seconds to wait for another process that holds the lock.
        progress: called once with `waiting` if another process holds the lock.
        waiting: what this process waits for, in a few words.
        error: raised if the other process still holds the lock after `wait` seconds.

    Raises:
        AigovError: `error`, if the lock is not released in time.
    """
    import filelock

    lock = filelock.FileLock(path)
    try:
        with warnings.catch_warnings():
            # The file itself is the lock then; a user can do nothing about that.
            warnings.filterwarnings("ignore", message="flock not supported")
            lock.acquire(timeout=0)
    except filelock.Timeout:
        if not path.exists():
            path.touch()  # raises the error of a folder in which no file can be made
        progress(waiting)
        try:
            lock.acquire(timeout=wait)
        except filelock.Timeout:
            raise _with_lock_file(error, path) from None
    return lock


def _with_lock_file(error: AigovError, path: Path) -> AigovError:
    """Name the lock file in an error, if the file is itself the lock, which may be left behind.

    On another machine nobody can tell whether that process still runs.
    """
    with suppress(OSError):
        if path.stat().st_size:
            left = f"if none runs, a killed one has left its lock there: remove {path}"
            return error.with_fields(remedy=f"{error.remedy}; {left}")
    return error


def release_lock(path: Path, lock: BaseFileLock) -> None:
    """Release a lock that `take_lock` took, and remove its file.

    A process that waits with the removed file open takes the lock anew (filelock since 3.21).
    """
    with suppress(OSError):  # Windows removes no file that is open
        path.unlink()
    lock.release()
