"""One process at a time in a directory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from aigov_corpus.errors import AigovError

if TYPE_CHECKING:
    from filelock import BaseFileLock


def hold(
    path: Path, *, wait: float, progress: Callable[[str], None], waiting: str, busy: str
) -> BaseFileLock:
    """Take the lock file `path`, for the caller to release.

    Args:
        path: the lock file; the system frees it when its process ends, however that ends.
        wait: seconds.
        progress: is told `waiting` if another process holds it.
        waiting: what is waited for.
        busy: what the error says.

    Raises:
        AigovError: another process has held it for `wait` seconds.
    """
    import filelock

    lock = filelock.FileLock(path)
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout:
        progress(waiting)
        try:
            lock.acquire(timeout=wait)
        except filelock.Timeout:
            raise AigovError(busy) from None
    return lock
