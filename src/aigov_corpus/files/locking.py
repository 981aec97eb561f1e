"""A lock on a directory, so that one process at a time works in it."""

from __future__ import annotations

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

    The system releases the lock if the process ends in any way.

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
        lock.acquire(timeout=0)
    except filelock.Timeout:
        if not path.exists():
            path.touch()  # raises the error of a folder in which no file can be made
        progress(waiting)
        try:
            lock.acquire(timeout=wait)
        except filelock.Timeout:
            raise error from None
    return lock


def release_lock(path: Path, lock: BaseFileLock) -> None:
    """Release a lock that `take_lock` took, and remove its file.

    A process that waits with the removed file open takes the lock anew (filelock since 3.21).
    """
    with suppress(OSError):  # Windows removes no file that is open
        path.unlink()
    lock.release()
