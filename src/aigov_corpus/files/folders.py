"""Files that lie in a folder and below it; none is passed over because a folder is closed."""

from __future__ import annotations

import os
from pathlib import Path

from aigov_corpus.files.limits import naming_input

LOST = "lost+found"
"""Directory that Linux makes at the root of a disk, and that only its administrator may read."""


def find_files(folder: Path) -> list[Path]:
    """Return all files in a folder and below it, sorted; hidden files and folders are left out.

    Links to folders are among them, and are not followed.

    Raises:
        InvalidInputError: a folder may not be read, so that files in it would be passed over.
    """
    found = []
    for place, folders, files in os.walk(folder, onerror=_refuse_folder):
        links = [name for name in folders if Path(place, name).is_symlink()]
        folders[:] = [name for name in folders if name[0] != "." and name != LOST]
        found += [Path(place, name) for name in files + links if name[0] != "."]
    return sorted(found)


def _refuse_folder(error: OSError) -> None:
    with naming_input(error.filename):
        raise error
