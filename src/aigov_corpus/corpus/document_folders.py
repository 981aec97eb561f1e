"""Where the documents of a corpus lie: the directories below a path that hold pairs.

A *corpus* is a directory of document directories, such as `data/aligned`, an archive, or one
document directory. An archive has a file `archive.json` and its documents in `documents`.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

from aigov_corpus.corpus.archive_table import ARCHIVE
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.files.folders import LOST
from aigov_corpus.files.limits import naming_input
from aigov_corpus.files.ownership import TABLE, files_of_build, write_again
from aigov_corpus.files.reasons import WHOLE_PATH, explain, explain_home
from aigov_corpus.importing.archives import ALIGNED
from aigov_corpus.text.values import require_path

DOCUMENTS = "documents"
"""Directory of the documents of an archive."""
_MOST_NAMED = 4
"""Memories that an error names."""
BUILT = "data/aligned"
"""Directory of the corpus in a project, such as the review page makes of dropped files."""


def find_documents(path: str | Path) -> list[Path]:
    """Return the document directories of a corpus, sorted by name.

    Args:
        path: a directory of document directories, an archive that `batch` made, one document
            directory, or a project whose corpus lies in `data/aligned`. Directories whose names
            begin with a dot are left out.

    Raises:
        InvalidInputError: there is no corpus at `path`.
    """
    root = require_path(path, name="path")
    with naming_input(root):
        return _find_documents(root)


def is_archive(root: Path) -> bool:
    """Tell whether a directory is an archive that `batch` made."""
    return (root / ARCHIVE).is_file()


def _find_documents(root: Path) -> list[Path]:
    """Return the document directories of the corpus at a path, sorted by name."""
    if root.is_dir() and _is_document(root):
        return [root]
    if is_archive(root):
        root = root / DOCUMENTS
    # Python 3.13 raises an error of its own where no directory can have the name.
    folders = (path for path in root.iterdir() if path.name[:1] != ".") if root.is_dir() else ()
    documents = sorted(folder for folder in folders if _is_document(folder))
    if not documents and (root / BUILT).is_dir():
        return _find_documents(root / BUILT)
    if not documents:
        raise InvalidInputError(
            _why_missing(root),
            source=root,
            remedy=_other_documents(root)
            or _deeper_projects(root)
            or _list_memories(root)
            or _what_to_give(root),
        )
    return documents


def _is_document(folder: Path) -> bool:
    """Tell whether a directory holds the pairs of a document.

    Raises:
        InvalidInputError: it may not be read, or its pairs are lost, so that a document would be
            passed over.
    """
    table = folder / TABLE
    try:
        if table.is_file():
            return True
    except PermissionError:
        if folder.name == LOST:
            return False
        with naming_input(folder):
            raise
    if os.path.lexists(table):
        reason = "it is a pipe, a directory or a link to nothing, and no file"
    elif TABLE in files_of_build(folder):
        reason = "it is gone, though a build wrote it"
    else:
        return False
    raise InvalidInputError(reason, source=table, remedy=write_again(folder))


def _why_missing(root: Path) -> str:
    """Return why there are no documents at a path."""
    if root.is_dir():
        return f"it holds no {TABLE}, and no directory in it holds one"
    if root.exists():
        return "it is a pipe or a device, and a corpus is read several times: save it as a file"
    if hint := explain_home(root):
        return f"{hint}: {WHOLE_PATH}"
    try:
        root.stat()
    except ValueError:  # half of a surrogate pair, or a NUL
        return "no file can have this name"
    except OSError as error:
        reason = explain(error, root)
        if reason != os.strerror(errno.ENOENT):
            return f"it cannot be read ({reason})"
    return "there is no such file or directory"


def _other_documents(missing: Path) -> str:
    """Return a remedy that lists the documents beside a missing one; empty if there are none."""
    if missing.exists() or not missing.parent.is_dir():
        return ""
    names = sorted(table.parent.name for table in missing.parent.glob(f"[!.]*/{TABLE}"))
    return f"choose one of the documents there: {', '.join(names)}" if names else ""


def _deeper_projects(root: Path) -> str:
    """Return a remedy that lists the projects in a folder, as `review` keeps them; or nothing."""
    names = sorted(str(built.parent.parent) for built in root.glob(f"[!.]*/{BUILT}"))
    return f"choose one of the projects there: {', '.join(names)}" if names else ""


def _list_memories(root: Path) -> str:
    """Return a remedy that lists the memories in a folder, such as a project of OmegaT; or nothing.

    It keeps them in `omegat` and `tm`, so the folders in the folder are looked at as well.
    """
    found = [path for deep in ("[!.]*", "[!.]*/[!.]*") for path in sorted(root.glob(deep))]
    names = [str(path) for path in found if path.suffix.lower() in ALIGNED]
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    listed = ", ".join(names[:_MOST_NAMED])
    return f"name one of the files of aligned texts in it: {listed}{more}" if names else ""


def _what_to_give(missing: Path) -> str:
    """Return the remedy for a path where there is no corpus; a file may have another name."""
    if missing.suffix and not missing.exists():
        return "check its name"
    if str(missing) == "-":
        return "give the path of a corpus; none is read from standard input"
    return "give the path of a corpus, or build one with  aigov-corpus build"
