"""Write a corpus to disk: whole files only, by one build at a time.

The files of a document are written into a new directory and then renamed one by one, so each file
is always complete. If a build is killed between two renames, the files do not fit `.build.json`,
and the next build does the document again.

A build replaces and deletes only files that a build wrote (see `files.ownership`). It stops if
somebody else's file has one of its names, or if a document directory is a symbolic link. Before the
first rename, `.build.json` lists all files to come, so that the next build knows them even if this
one is killed.
"""

from __future__ import annotations

import errno
import glob
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from aigov_corpus.corpus.datapackage import describe_files, hash_file, licence_line
from aigov_corpus.corpus.omitted import OMITTED, write_omitted
from aigov_corpus.corpus.statistics import find_granularity
from aigov_corpus.corpus.store import FINDINGS, SENTENCES
from aigov_corpus.corpus.version import VERSION
from aigov_corpus.errors import AigovError, InvalidInputError, NothingToDoError
from aigov_corpus.exporting.omitting import OmittedText
from aigov_corpus.files.limits import parse_json, read_record
from aigov_corpus.files.locking import take_lock
from aigov_corpus.files.ownership import BUILD, PACKAGE, TABLE, files_of_build
from aigov_corpus.files.targets import flush_file, flush_folder, replace_file
from aigov_corpus.files.writing import cannot_write
from aigov_corpus.protocols import tell_nobody
from aigov_corpus.records import Finding, Pair, Sentence

_UNFINISHED: Mapping[str, object] = {"inputs": {}, "files": {}}
"""Content of `.build.json` while a build is writing; it marks the folder as one of a build."""
_NEW = ".new-"
_LOCK = ".lock"
_WAIT = 600.0  # seconds to wait for another build: a large document takes a few minutes


@contextmanager
def lock_corpus(
    out: Path, *, progress: Callable[[str], None], wait: float = _WAIT
) -> Iterator[None]:
    """Keep other builds out of a corpus, and remove what a killed build left there.

    Args:
        out: directory of the corpus; it is created if it does not exist.
        progress: called if another build is working there.
        wait: seconds to wait for the other build.

    If nothing was written when the block ends, no directory is left that was made for it.

    Raises:
        AigovError: `out` cannot be written, or the other build still works there after that time.
    """
    made = [folder for folder in (out, *out.parents) if not folder.exists()]
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
        remove_unfinished(out)
        yield
    finally:
        remove_empty(made)
        lock.release()


@contextmanager
def new_corpus(out: Path) -> Iterator[Path]:
    """Make a whole corpus in a folder that takes the name `out` at the end: all of it, or nothing.

    Args:
        out: directory of the corpus; it is not there yet, or is empty.

    Yields:
        The folder to write in: beside `out`, or in it if nothing can be made beside it. It is
        removed if the block fails; what killed processes left there is removed, too.

    Raises:
        AigovError: nothing can be written there.
    """
    out = Path(os.path.realpath(out))
    made = [folder for folder in out.parents if not folder.exists()]
    beside = out.parent / f"{_NEW}{out.name}-{os.getpid()}"
    try:
        with _naming_file(out):
            out.parent.mkdir(parents=True, exist_ok=True)
            _remove_killed(out)
        with _naming_file(out):
            new = beside if os.access(out.parent, os.W_OK) else out / f"{_NEW}{os.getpid()}"
        try:
            with lock_corpus(new, progress=tell_nobody):
                yield new
            with _naming_file(out):
                _take_name(new, out)
        except AigovError as error:  # a user knows the folder that was named, not this one
            source = Path(error.source)
            if new != source and new not in source.parents:
                raise
            raise error.with_fields(source=out / source.relative_to(new)) from error
        finally:
            shutil.rmtree(new, ignore_errors=True)
    finally:
        remove_empty(made)


def _remove_killed(out: Path) -> None:
    """Remove folders of killed processes that made a corpus; a running process locks its folder."""
    for folder in out.parent.glob(f"{glob.escape(_NEW + out.name)}-*"):
        if not folder.name.rpartition("-")[2].isdigit() or folder.is_symlink():
            continue
        with suppress(OSError):
            folder.rmdir()  # killed before it had a lock
        file = folder / _LOCK
        living = AigovError("it is being made", source=folder)
        with suppress(AigovError, OSError):
            if file.is_file():
                lock = take_lock(file, wait=0, progress=tell_nobody, waiting="", error=living)
                shutil.rmtree(folder, ignore_errors=True)
                lock.release()


def _take_name(new: Path, out: Path) -> None:
    """Rename a finished folder to `out`, or its content if `out` is there: others may be in it."""
    (new / _LOCK).unlink(missing_ok=True)
    if not out.exists():
        new.rename(out)
    elif any(path != new for path in out.iterdir()):  # another process was faster
        raise OSError(errno.ENOTEMPTY, os.strerror(errno.ENOTEMPTY), str(out))
    else:
        for path in sorted(new.iterdir(), key=lambda path: path.name in (BUILD, PACKAGE)):
            path.rename(out / path.name)
    flush_folder(out.parent)


def remove_empty(folders: Sequence[Path]) -> None:
    """Remove folders, the innermost first, as long as they hold nothing but the lock."""
    with suppress(OSError):
        for folder in folders:
            if {path.name for path in folder.iterdir()} <= {_LOCK}:
                (folder / _LOCK).unlink(missing_ok=True)
            folder.rmdir()


def remove_unfinished(out: Path) -> None:
    """Remove the folders in which killed builds were writing.

    Args:
        out: directory of the corpus, which the caller has locked; no build may be writing there.
    """
    for left_over in out.glob(f"{_NEW}*"):
        if _is_of_killed_build(left_over):
            shutil.rmtree(left_over, ignore_errors=True)


def is_current(directory: Path, fingerprint: Mapping[str, str]) -> bool:
    """Tell whether a document was last built with this fingerprint and its files are unchanged.

    Args:
        directory: the document directory; it need not exist.
        fingerprint: the present fingerprint of the document.
    """
    return _read_build(directory).get("inputs") == fingerprint and is_whole(directory)


def read_inputs(directory: Path) -> Mapping[str, Any]:
    """Return what a document was last built from, as `write_document` got it; empty if unknown.

    Args:
        directory: the document directory; it need not exist.
    """
    inputs = _read_build(directory).get("inputs")
    return inputs if isinstance(inputs, Mapping) else {}


def is_whole(directory: Path) -> bool:
    """Tell whether a build finished a document and its files are unchanged since.

    Args:
        directory: the document directory; it need not exist.
    """
    hashes: Any = _read_build(directory).get("files")
    try:
        return bool(hashes) and all(
            hash_file(directory / name) == found for name, found in hashes.items()
        )
    except (InvalidInputError, OSError, ValueError, TypeError, AttributeError):
        return False


def _read_build(directory: Path) -> Mapping[str, Any]:
    """Return the content of `.build.json`; empty if there is none, or if it is damaged."""
    file = directory / BUILD
    try:
        built = parse_json(read_record(file), source=file, remedy="")
    except (InvalidInputError, OSError):
        return {}
    return built if isinstance(built, Mapping) else {}


def write_document(
    directory: Path,
    pairs: Sequence[Pair],
    sentences: Sequence[Sentence],
    findings: Sequence[Finding],
    *,
    facts: Mapping[str, Any],
    fingerprint: Mapping[str, str],
    omitted: Sequence[OmittedText] = (),
) -> None:
    """Write all files of a document, in place of the files of an earlier build.

    Args:
        directory: the document directory; it is created if it does not exist.
        pairs: the pairs of all renderings.
        sentences: the sentences of all renderings.
        findings: what the checks found in the pairs.
        facts: what datapackage.json says about the document, as `describe_document` returns it.
        fingerprint: the fingerprint of the document, for `is_current`.
        omitted: what was left out of the texts, if something was.

    Raises:
        AigovError: a file cannot be written, or a file that no build wrote has its name; the files
            of the earlier build are then unchanged.
    """
    if find_granularity(pairs) == "clause":
        facts = {**facts, "granularity": "clause"}
    with writing_folder(directory.parent, directory.name) as new:
        metadata = {"document": directory.name, "licence": licence_line(facts)}
        _write_tables(pairs, sentences, findings, new, metadata=metadata)
        if omitted:
            write_omitted(omitted, new / OMITTED)
        for table in (TABLE, SENTENCES, FINDINGS):
            if _have_same_rows(directory / table, new / table):
                shutil.copyfile(directory / table, new / table)
                flush_file(new / table)
        package = describe_files(new, facts)
        replace_files(new, directory, package=package, fingerprint=fingerprint)


@contextmanager
def writing_folder(out: Path, name: str = "") -> Iterator[Path]:
    """Make a folder in which new files are written, and remove it with all that is left in it.

    Args:
        out: directory of the corpus.
        name: the directory in `out` that the files are for; empty for `out` itself. Errors about a
            file name it there.

    Yields:
        The folder. Files whose names begin with a dot are not for the caller.

    Raises:
        AigovError: it cannot be written.
    """
    new = out / f"{_NEW}{name or 'corpus'}-{os.getpid()}"
    directory = out / name
    try:
        with _naming_file(out):
            new.mkdir()
            try:
                _write_json(new / BUILD, _UNFINISHED)
                yield new
            finally:
                shutil.rmtree(new, ignore_errors=True)
    except AigovError as error:  # a user knows the file, not the folder that is gone now
        if new not in Path(error.source).parents:
            raise
        raise error.with_fields(source=directory / Path(error.source).name) from error


def replace_files(
    new: Path,
    directory: Path,
    *,
    package: Mapping[str, Any],
    fingerprint: Mapping[str, str] | None = None,
) -> None:
    """Put files and their description into place, and remove those of the last build.

    Args:
        new: a folder from `writing_folder`.
        directory: where they go; it is created if it does not exist.
        package: the content of datapackage.json.
        fingerprint: what the files depend on, for `is_current`; None for those of a whole corpus.

    Raises:
        AigovError: a file cannot be written, or a file that no build wrote has its name; the files
            of the earlier build are then unchanged.
    """
    with _naming_file(directory):
        _write_json(new / PACKAGE, package)
        names = sorted(path.name for path in new.iterdir() if path.name != BUILD)
        hashes = {name: hash_file(new / name) for name in names}
        inputs = {"corpus": str(VERSION)} if fingerprint is None else dict(fingerprint)
        _write_json(new / BUILD, {"inputs": inputs, "files": hashes})
        _move_files(new, directory, hashes)


def _write_tables(
    pairs: Sequence[Pair],
    sentences: Sequence[Sentence],
    findings: Sequence[Finding],
    folder: Path,
    *,
    metadata: dict[str, str],
) -> None:
    """Write the tables and the translation memories of a document into a folder."""
    from aigov_corpus.corpus import findings as findings_table
    from aigov_corpus.corpus.sentences import write_jsonl, write_parquet
    from aigov_corpus.exporting import csv, jsonl, parquet, tmx

    parquet.export(pairs, folder / TABLE, metadata=metadata)
    jsonl.export(pairs, folder / "pairs.jsonl")
    csv.export(pairs, folder / "pairs.csv", dialect="data")
    write_parquet(sentences, folder / SENTENCES, metadata=metadata)
    write_jsonl(sentences, folder / "sentences.jsonl")
    findings_table.write_parquet(findings, pairs, folder / FINDINGS, metadata=metadata)
    with suppress(NothingToDoError):  # no pair has both languages: there is no translation memory
        tmx.export(pairs, folder / "corpus.tmx")


def _have_same_rows(old: Path, new: Path) -> bool:
    """Tell whether two Parquet files have the same rows and metadata.

    Their bytes may still differ, because each file contains the version of pyarrow that wrote it.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with old.open("rb") as first, new.open("rb") as second:
            tables = [pq.read_table(file) for file in (first, second)]
        return bool(tables[0].equals(tables[1], check_metadata=True))
    except (pa.ArrowException, OSError, ValueError, KeyError):
        return False


def _move_files(new: Path, directory: Path, hashes: Mapping[str, str]) -> None:
    """Move the files of a build into a document directory, and remove those of the last build.

    An interrupt (Ctrl-C) during the renames takes effect after all of them.

    Args:
        new: the directory of the new files.
        directory: the document directory.
        hashes: the SHA-256 of each new file except `.build.json`, which is moved last.
    """
    names = [*hashes, BUILD]
    earlier = files_of_build(directory)
    _refuse_foreign(directory, names, earlier)
    directory.mkdir(exist_ok=True)
    marker = new / f"{BUILD}.first"
    _write_json(marker, {"inputs": {}, "files": {**earlier, **hashes}})
    replace_file(marker, directory / BUILD)
    stale = {name: earlier[name] for name in earlier.keys() - set(names)}
    left = list(names)
    try:
        _move(left, new, directory, stale)
    except KeyboardInterrupt:
        _move(left, new, directory, stale)
        raise
    flush_folder(directory)


def _move(left: list[str], new: Path, directory: Path, stale: Mapping[str, str]) -> None:
    """Move the files in the list `left`, and remove each of them from the list.

    Stale files, which only an earlier build wrote, are removed before the last file is moved: that
    is `.build.json`, which does not list them any more.
    """
    while left:
        name = left[0]
        if name == BUILD:
            _remove_stale(directory, stale)
        if (new / name).exists():  # else an interrupt came right after the rename
            replace_file(new / name, directory / name)
        del left[0]


def _refuse_foreign(directory: Path, names: Sequence[str], earlier: Mapping[str, str]) -> None:
    """Raise an error if a build would replace something that no build wrote.

    Args:
        directory: the document directory.
        names: names of the files to write.
        earlier: the files there that a build wrote, with their hashes.
    """
    if directory.is_symlink():
        raise AigovError(
            "it is a symbolic link, and a build writes only inside its own directory",
            source=directory,
            remedy="remove the link, or choose another directory with --out",
        )
    for name in names:
        path = directory / name
        if path.is_symlink() or (path.exists() and (name not in earlier or not path.is_file())):
            raise AigovError(
                "a file of this name is there already, and no build of aigov-corpus wrote it",
                source=path,
                remedy="move it elsewhere, or choose another directory with --out",
            )


def _remove_stale(directory: Path, files: Mapping[str, str]) -> None:
    """Remove files of the last build that this one did not write, except those changed since."""
    for name, found in files.items():
        path = directory / name
        if path.is_file() and not path.is_symlink() and hash_file(path) == found:
            path.unlink()


def _is_of_killed_build(folder: Path) -> bool:
    """Tell whether a folder holds the unfinished files of a build that was killed."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    return bool(files_of_build(folder)) or not any(folder.iterdir())


@contextmanager
def _naming_file(path: Path) -> Iterator[None]:
    """Turn an error of the operating system into an `AigovError` that names the file.

    Args:
        path: the file or directory to name if the error itself names none.
    """
    try:
        yield
    except OSError as error:
        raise cannot_write(Path(error.filename or path), error) from error


def _write_json(path: Path, value: object) -> None:
    """Write a value as indented JSON with a line end, and wait until it is on the disk."""
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")
    flush_file(path)
