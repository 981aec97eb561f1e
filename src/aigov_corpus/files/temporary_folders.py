"""Folders in the system's directory for temporary files, which no killed command leaves for long.

Each is locked while it is used. The next command that needs one removes those that are not.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from aigov_corpus import patterns as re
from aigov_corpus.files.targets import lock_open_file

_PREFIX = "aigov-temporary-"
_NAME = re.compile(_PREFIX + r"[a-z0-9_]{8}")
"""A name as `tempfile` makes it. Another one, such as `aigov-review`, is of somebody's work."""
_NEW = 60.0
"""Seconds in which a folder may be made and not locked yet; this takes a thousandth of one."""


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Make an empty folder for a `with` block, and remove it with its content at the end.

    Folders that killed commands left are removed before, except on Windows, which has no such
    locks.

    Raises:
        OSError: no folder can be made there.
    """
    _remove_left(Path(tempfile.gettempdir()))
    with tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as name:
        handle = _open(Path(name))
        try:
            if handle is not None:
                lock_open_file(handle, waits=True)
            yield Path(name)
        finally:
            if handle is not None:
                os.close(handle)


def _open(folder: Path) -> int | None:
    """Return the number under which a folder is open; None on Windows, which opens none."""
    if not hasattr(os, "O_DIRECTORY"):
        return None
    return os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)


def _remove_left(place: Path) -> None:
    """Remove the folders of this user that were made here and that no process uses any more."""
    with suppress(OSError):
        for folder in place.glob(f"{_PREFIX}*"):
            if _NAME.fullmatch(folder.name):
                with suppress(OSError):
                    _remove_unlocked(folder)


def _remove_unlocked(folder: Path) -> None:
    handle = _open(folder)  # raises the error of a file, a link, or a folder of somebody else
    if handle is None:
        return
    try:
        found = os.fstat(handle)
        is_old = time.time() - found.st_mtime > _NEW
        if is_old and found.st_uid == os.geteuid() and lock_open_file(handle, waits=False):
            shutil.rmtree(folder)
    finally:
        os.close(handle)
