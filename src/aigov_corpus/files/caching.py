"""Bytes that take long to make, kept in the user's cache directory and checked when they are read.

The directory is that of the vectors: `AIGOV_CACHE_DIR`, or the cache directory of the user. With
`AIGOV_CACHE_DIR=off`, and where nothing can be written, the bytes are made again in each process.

A file that begins with `MARK` is ours. If such a file is damaged it is made anew, and one line on
the logger `aigov_corpus` says so. A file without the mark is somebody else's: it is left as it is.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

from aigov_corpus.errors import AigovError
from aigov_corpus.files.warning import warn
from aigov_corpus.files.writing import Replacing

MARK = b"aigov-corpus cache\n"
"""The first line of each file that this module writes."""


def cache_directory() -> Path | None:
    """Return the directory of everything that is cached, or None if caches are switched off."""
    chosen = os.environ.get("AIGOV_CACHE_DIR", "")
    if chosen.lower() == "off":
        return None
    if chosen:
        path = Path(chosen)
        with suppress(RuntimeError):  # there is no home directory
            path = path.expanduser()
        _tell_unusable(path)
        return path
    from platformdirs import user_cache_path

    return user_cache_path("aigov-corpus")


@cache  # once in each process
def _tell_unusable(folder: Path) -> None:
    """Say that nothing can be kept in the directory that the user names for the cache."""
    with suppress(OSError, ValueError):  # a name that no file can have
        there = next(path for path in (folder, *folder.absolute().parents) if os.path.lexists(path))
        if there.is_dir() and os.access(there, os.W_OK | os.X_OK):
            return
        reason = "may not be written" if there.is_dir() else "is no directory"
        warn(
            f"AIGOV_CACHE_DIR: nothing is kept, because {there} {reason}; name a directory, or "
            "write off"
        )


def keep_bytes(name: str, make: Callable[[], bytes]) -> bytes:
    """Return what `make` returns: from the cache if it is there, else made and put there.

    Several processes may do this at the same time, because a file is complete when it gets its
    name. A problem with the cache is no error: then the bytes are made.

    Args:
        name: name of the file, with all that the bytes depend on, such as versions.
        make: makes the bytes; always the same ones for the same name.
    """
    folder = cache_directory()
    if folder is None:
        return make()
    path = folder / name
    try:
        with path.open("rb", buffering=0) as file:  # with a buffer it would be copied
            head, kept = file.read(len(_head(b""))), file.read()
    except FileNotFoundError:
        is_ours = True
    except OSError:
        is_ours = False
    else:
        if head == _head(kept):
            return kept
        is_ours = head[: len(MARK)] == MARK[: len(head)]
        what = "is damaged and is made anew" if is_ours else "is not ours: it is left as it is"
        warn(f"{path}: this file of the cache {what}")
    made = make()
    if is_ours:
        with suppress(AigovError, OSError):
            folder.mkdir(parents=True, exist_ok=True)
            with Replacing() as files, files.beside(path).open("wb") as file:
                file.writelines([_head(made), made])
    return made


def _head(kept: bytes) -> bytes:
    """Return what stands before the kept bytes in their file: the mark and a line with a CRC-32."""
    return MARK + f"{zlib.crc32(kept):08x}\n".encode()
