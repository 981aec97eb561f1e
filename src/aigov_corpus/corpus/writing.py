"""The corpus on disk, written: whole files only, by one build at a time.

The files of a document are written into a new directory and then renamed one by one, so that each
file is always whole. If a build is killed between two renames, the files do not fit `.build.json`,
and the next build does the document again.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from aigov_corpus.corpus.datapackage import SourceText, describe_files, hash_file, licence_line
from aigov_corpus.corpus.store import PACKAGE, TABLE
from aigov_corpus.errors import AigovError, NothingToDoError
from aigov_corpus.files.locking import take_lock
from aigov_corpus.records import Pair

BUILD = ".build.json"
"""File that holds the fingerprint of the build, and the hash of each file that it wrote."""
_NEW = ".new-"
_LOCK = ".lock"
_WAIT = 600.0  # seconds to wait for another build: a large document takes a few minutes


@contextmanager
def lock_corpus(
    out: Path, *, progress: Callable[[str], None], wait: float = _WAIT
) -> Iterator[None]:
    """Let no other build write into a corpus, and remove what a killed build left there.

    Args:
        out: directory of the corpus; it is created if it does not exist.
        progress: called if another build is working there.
        wait: seconds to wait for that build.

    Raises:
        AigovError: `out` cannot be written, or the other build still works there after that time.
    """
    with _naming_file(out):
        out.mkdir(parents=True, exist_ok=True)
        lock = take_lock(
            out / _LOCK,
            wait=wait,
            progress=progress,
            waiting=f"waiting for another build in {out}",
            error=AigovError(
                "another build is working here",
                source=out,
                remedy="run this one again when the other has ended",
            ),
        )
    try:
        for left_over in out.glob(f"{_NEW}*"):
            shutil.rmtree(left_over, ignore_errors=True)
        yield
    finally:
        lock.release()


def is_current(directory: Path, fingerprint: Mapping[str, str]) -> bool:
    """Return whether a document was last built with this fingerprint and its files are unchanged.

    Args:
        directory: the document directory; it need not exist.
        fingerprint: what the document depends on now.
    """
    try:
        built = json.loads((directory / BUILD).read_bytes())
        hashes = built["files"]
        if built["inputs"] != fingerprint or not hashes:
            return False
        return all(hash_file(directory / name) == found for name, found in hashes.items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def write_document(
    directory: Path,
    pairs: Sequence[Pair],
    *,
    title: str,
    description: str,
    texts: Sequence[SourceText],
    taxonomy: str,
    fingerprint: Mapping[str, str],
) -> None:
    """Write all files of a document, in place of those of an earlier build.

    Args:
        directory: the document directory; it is created if it does not exist.
        pairs: the pairs of all renderings.
        title: title of the document, for people.
        description: one sentence about it, for people.
        texts: the Chinese text and that of each rendering.
        taxonomy: name and version of the taxonomy that the tags are from.
        fingerprint: what the document depends on, for `is_current`.

    Raises:
        AigovError: a file cannot be written; the files of the earlier build are then untouched.
    """
    new = directory.with_name(f"{_NEW}{directory.name}-{os.getpid()}")
    with _naming_file(directory):
        new.mkdir()
        try:
            metadata = {"document": directory.name, "licence": licence_line(texts)}
            _write_tables(pairs, new, metadata=metadata)
            package = describe_files(
                new,
                name=directory.name,
                title=title,
                description=description,
                texts=texts,
                taxonomy=taxonomy,
            )
            (new / PACKAGE).write_text(_json(package), encoding="utf-8", newline="\n")
            if _have_same_rows(directory / TABLE, new / TABLE):
                shutil.copyfile(directory / TABLE, new / TABLE)
            hashes = {path.name: hash_file(path) for path in sorted(new.iterdir())}
            built = {"inputs": dict(fingerprint), "files": hashes}
            (new / BUILD).write_text(_json(built), encoding="utf-8")
            _move_files(new, directory, [*hashes, BUILD])
        finally:
            shutil.rmtree(new, ignore_errors=True)


def _write_tables(pairs: Sequence[Pair], folder: Path, *, metadata: dict[str, str]) -> None:
    """Write the tables and the translation memories of a document into a folder.

    Args:
        pairs: the pairs of all renderings.
        folder: a folder that exists.
        metadata: for the footer of the Parquet file.
    """
    from aigov_corpus.exporting import csv, jsonl, parquet, tmx

    parquet.export(pairs, folder / TABLE, metadata=metadata)
    jsonl.export(pairs, folder / "pairs.jsonl")
    csv.export(pairs, folder / "pairs.csv", dialect="data")
    with suppress(NothingToDoError):  # no pair has both languages: there is no translation memory
        tmx.export(pairs, folder / "corpus.tmx")


def _have_same_rows(old: Path, new: Path) -> bool:
    """Return whether two Parquet files hold the same rows and metadata.

    Their bytes may differ all the same, because each names the version of pyarrow that wrote it.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return bool(pq.read_table(old).equals(pq.read_table(new), check_metadata=True))
    except (pa.ArrowException, OSError):
        return False


def _move_files(new: Path, directory: Path, names: Sequence[str]) -> None:
    """Move files into a document directory, and remove those that only an earlier build wrote.

    An interrupt (Ctrl-C) during the renames takes effect when all of them are done.

    Args:
        new: the directory that the files are in.
        directory: the document directory.
        names: of the files; `.build.json` is the last.
    """
    directory.mkdir(exist_ok=True)
    earlier = _files_of_last_build(directory)
    left = list(names)
    try:
        while left:
            (new / left[0]).replace(directory / left[0])
            del left[0]
    except KeyboardInterrupt:
        for name in left:
            if (new / name).exists():
                (new / name).replace(directory / name)
        raise
    for name in earlier - set(names):
        (directory / Path(name).name).unlink(missing_ok=True)


def _files_of_last_build(directory: Path) -> set[str]:
    """Return the names of the files that the last build wrote; none if that is not known."""
    try:
        return set(json.loads((directory / BUILD).read_bytes())["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return set()


@contextmanager
def _naming_file(path: Path) -> Iterator[None]:
    """Turn an error of the operating system into an `AigovError` that names the file.

    Args:
        path: the file or directory to name if the error names none.
    """
    try:
        yield
    except OSError as error:
        raise AigovError(
            f"it cannot be written ({error.strerror or error})",
            source=error.filename or path,
            remedy="free space on the disk, check its permissions, or choose another place with "
            "--out",
        ) from error


def _json(value: object) -> str:
    """Return a value as indented JSON, with a line end."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
