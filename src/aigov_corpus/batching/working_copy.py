"""An archive in a store such as `s3://bucket/archive`: made in a local directory, then copied.

Stores have no locks and no renames, on which an archive rests that survives a kill. So the work is
done in a *working copy*, a local archive, and what changed is copied afterwards; `archive.json`
comes last and says that the copy is whole. Without a working copy, the archive in the store is
brought first, so that a run on another machine does nothing twice.
"""

from __future__ import annotations

import hashlib
import json
import os
import socket
from pathlib import Path
from typing import Any

from aigov_corpus.batching.archive import COPIED
from aigov_corpus.corpus.archive_table import ARCHIVE, TABLES
from aigov_corpus.corpus.datapackage import hash_file
from aigov_corpus.errors import AigovError, UsageError
from aigov_corpus.files.limits import parse_json, read_record
from aigov_corpus.files.stores import StoreFolder
from aigov_corpus.files.targets import is_temporary
from aigov_corpus.files.writing import replace_text
from aigov_corpus.protocols import Progress

_COPYING = "copying_from"
"""Key of archive.json in a store while files are being copied: the working copy they are from."""
_REMEDY = "delete it; all files are then compared and copied anew"


def choose_working_copy(out: str) -> Path:
    """Return the directory of the working copy of an archive in a store.

    It has the last name of the path, and lies in the working directory of the process.

    Raises:
        UsageError: the path has no name, or another store's working copy lies there.
    """
    name = out.rstrip("/").rpartition("/")[2]
    if not name or name in (".", "..") or ":" in name:
        raise UsageError(
            "it names no directory in the store", source=out, remedy="add a name for the archive"
        )
    folder = Path(os.path.realpath(name))
    known = _read_copied(folder).get("store", "another archive")
    if (folder / ARCHIVE).exists() and known != out.rstrip("/"):
        raise UsageError(
            f"it is built in {folder} before it is copied, and that folder holds {known}",
            source=out,
            remedy="run the command in another directory, or choose another name",
        )
    return folder


def bring_archive(out: str, folder: Path, *, progress: Progress) -> None:
    """Make the working copy of an archive: bring what is in the store, if it is not here yet.

    Raises:
        AigovError: the store cannot be reached, holds something else under that path, or was
            changed from another machine since this working copy was made.
    """
    store = StoreFolder(out)
    sizes = store.list_sizes()
    if (folder / COPIED).exists():
        if ARCHIVE in sizes and not _is_ours(store, folder):
            raise AigovError(
                f"another run changed it since {folder} was made, which lacks those changes",
                source=out,
                remedy=f"delete {folder} and run the command again, which brings it anew",
            )
        return
    if sizes and ARCHIVE not in sizes:
        raise AigovError(
            "the directory has files, and is no archive",
            source=out,
            remedy="name a new or empty directory with --out",
        )
    for number, name in enumerate(sorted(sizes, key=lambda name: (name == ARCHIVE, name)), 1):
        store.get(name, folder / name)
        progress(f"bringing {number:,} of {len(sizes):,} files", number / len(sizes))
    folder.mkdir(parents=True, exist_ok=True)
    _write_copied(folder, out, {name: hash_file(folder / name) for name in sizes})


def _is_ours(store: StoreFolder, folder: Path) -> bool:
    """Tell whether the archive in a store is the one that this working copy left there.

    It is also if copying was interrupted: before it, with the mark of this working copy; after it,
    with the archive.json that lies here.
    """
    draft = folder / ".brought.json"
    store.get(ARCHIVE, draft)
    try:
        mark = _read_json(draft)
        digest = hash_file(draft)
    finally:
        draft.unlink()
    copied = _read_copied(folder)
    here = folder / ARCHIVE
    return (
        digest == copied.get("files", {}).get(ARCHIVE)
        or (here.exists() and digest == hash_file(here))
        or mark.get(_COPYING) == _name_of(folder)
    )


def _name_of(folder: Path) -> str:
    """Return what tells a working copy from those on other machines."""
    return hashlib.sha256(f"{socket.gethostname()}:{folder}".encode()).hexdigest()


def copy_archive(folder: Path, out: str, *, progress: Progress) -> int:
    """Copy what changed in a working copy to the store; return how many files that were.

    Raises:
        AigovError: the store cannot be reached.
    """
    store = StoreFolder(out)
    copied = dict(_read_copied(folder).get("files", {}))
    sizes = store.list_sizes()
    hashes = {name: hash_file(folder / name) for name in _list_files(folder)}
    changed = [
        name
        for name, digest in sorted(hashes.items())
        if copied.get(name) != digest or sizes.get(name) != (folder / name).stat().st_size
    ]
    gone = [name for name in sizes if name not in hashes]
    if not changed and not gone:
        return 0
    _mark_unfinished(store, folder)
    others = [name for name in changed if name != ARCHIVE]
    for number, name in enumerate(others, 1):
        store.put(folder / name, name)
        progress(f"copying {number:,} of {len(others):,} files", number / len(others))
    for name in gone:
        store.remove(name)
    store.put(folder / ARCHIVE, ARCHIVE)
    _write_copied(folder, out, hashes)
    return len({*changed, ARCHIVE}) + len(gone)


def _mark_unfinished(store: StoreFolder, folder: Path) -> None:
    """Let the copy in the store say that its table cannot be asked now."""
    mark = json.loads((folder / ARCHIVE).read_text("utf-8"))
    mark.pop(TABLES, None)
    mark[_COPYING] = _name_of(folder)
    draft = folder / ".unfinished.json"
    _write(draft, mark)
    store.put(draft, ARCHIVE)
    draft.unlink()


def _list_files(folder: Path) -> list[str]:
    """Return the files of an archive, without locks and what is unfinished."""
    found = []
    for path in folder.rglob("*"):
        name = path.relative_to(folder)
        is_passing = path.name in (COPIED, ".lock") or is_temporary(path)
        if path.is_file() and not is_passing and ".new-" not in name.as_posix():
            found.append(name.as_posix())
    return found


def _read_copied(folder: Path) -> dict[str, Any]:
    """Return what a working copy knows of its store; nothing if it is none."""
    file = folder / COPIED
    return _read_json(file) if file.exists() else {}


def _read_json(file: Path) -> dict[str, Any]:
    """Return the object in a JSON file; empty if it holds something else."""
    values = parse_json(read_record(file), source=file, remedy=_REMEDY)
    return values if isinstance(values, dict) else {}


def _write_copied(folder: Path, out: str, hashes: dict[str, str]) -> None:
    """Note what lies in the store now."""
    _write(folder / COPIED, {"store": out.rstrip("/"), "files": hashes})


def _write(path: Path, values: object) -> None:
    """Write JSON as a whole file."""
    replace_text(path, json.dumps(values, indent=1) + "\n")
