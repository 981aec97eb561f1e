"""What an error of the operating system means, in words that name the cause."""

from __future__ import annotations

import errno
import os
from pathlib import Path

_HOME = "~"
_STDIN = "-"
"""What names standard input where it is read."""
WHOLE_PATH = "write the path in full"
"""Remedy for a path that begins with ~."""
GO_ELSEWHERE = "change to one that exists (cd ~), or write paths in full"
"""Remedy for a command in a directory that was deleted."""


def is_working_folder_gone() -> bool:
    """Tell whether the current directory was deleted, so that no path but a full one leads on."""
    try:
        Path.cwd()
    except FileNotFoundError:
        return True
    return False


def explain_home(path: Path) -> str:
    """Return a sentence about a path that begins with ~; empty for another one, or if ~ is there.

    A shell puts the home directory in place of ~, but not within `--out=~/law.tmx`, and Python
    does not.
    """
    if path.parts[:1] != (_HOME,) or Path(_HOME).exists():
        return ""
    return "there is no directory ~ here, and nothing put your home directory in its place"


def _explain_link(path: Path, number: int | None) -> str:
    """Return a sentence about the symbolic link in a path that leads nowhere; empty without one."""
    if number not in (errno.ELOOP, errno.ENOENT):
        return ""
    for part in (path, *path.parents):
        if part.is_symlink() and not part.exists():
            if number == errno.ELOOP:
                return f"{part} is a symbolic link that leads back to itself"
            return f"{part} is a symbolic link to {part.readlink()}, where there is nothing"
    return ""


def explain(error: OSError, path: object = "") -> str:
    """Return why a file could not be read or written.

    Words of a library around those of the system are left out. Where the system only says "Not a
    directory" or "File exists", the part of the path that is a file is named.

    Args:
        error: the error.
        path: the path; empty for the one that the error names.
    """
    reason = error.strerror or str(error)
    if error.errno and (usual := os.strerror(error.errno)) in reason:
        reason = usual  # without what a library writes around it
    place = Path(str(path or error.filename or ""))
    if error.errno == errno.EBADF:
        return "it is closed"
    if error.errno == errno.ENOENT and not place.is_absolute() and is_working_folder_gone():
        return "the current directory was deleted"
    if error.errno == errno.ENOENT and (hint := explain_home(place)):
        return hint
    if error.errno == errno.ENOENT and str(place) == _STDIN:
        return "this command reads no standard input"
    if hint := _explain_link(place, error.errno):
        return hint
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        for part in (*reversed(place.parents), place):
            if part.exists() and not part.is_dir():
                return f"{part} is a file, and no directory"
    return reason
