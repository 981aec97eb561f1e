"""An archive on disk.

    ARCHIVE/
        archive.json          marks the directory; the SHA-256 of each part of the table of pairs
        documents/<id>/       one directory for each document, as `build` writes it
        pairs/00.parquet …    the pairs of all documents, in parts, for programs that read Parquet
        documents.csv         what came of each document of the manifest, and its metadata
        datapackage.json      the files of the archive, with their hashes (`batching.description`)
        journal.jsonl         each document that was done or failed, when it was; for the next run

A document lies in the part that a hash of its id names, sorted by id. So the same documents give
the same files, whatever order they came in, and only parts whose documents changed are written
again.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from aigov_corpus.batching.manifest import Entry
from aigov_corpus.batching.reports import Outcome
from aigov_corpus.corpus.archive_table import ARCHIVE, PAIRS, TABLES
from aigov_corpus.corpus.datapackage import hash_file
from aigov_corpus.corpus.document_folders import DOCUMENTS
from aigov_corpus.corpus.writing import remove_empty
from aigov_corpus.errors import AigovError, InvalidInputError
from aigov_corpus.exporting.parquet import make_schema
from aigov_corpus.files.appending import append_lines, mend_log, read_log
from aigov_corpus.files.limits import parse_json
from aigov_corpus.files.ownership import TABLE
from aigov_corpus.files.targets import is_temporary, remove_temporary_files
from aigov_corpus.files.writing import Replacing, cannot_write, replace_text

REPORT = "documents.csv"
JOURNAL = "journal.jsonl"
COPIED = ".copied.json"
"""File of an archive that is copied to a store: where, and the SHA-256 of what lies there."""

_PARTS = 64
"""Parts of the table of pairs: ten million pairs are then some 80 MB in each."""
_ROWS = 50_000
"""Rows after which a row group is written."""
_MADE_OF = b"aigov_corpus.documents"
"""Key in the schema of a part; its value is the SHA-256 of the list of its documents."""
_MARK = {"format": "aigov_corpus archive", "version": 1, "parts": _PARTS}


def open_archive(path: Path) -> None:
    """Make the directories of an archive if they do not exist, and mark it as being worked on.

    Raises:
        AigovError: the directory cannot be made, or has files and is no archive.
    """
    made = [folder for folder in (path, *path.parents) if not folder.exists()]
    try:
        _open(path)
    except BaseException as error:
        remove_empty(made)
        if isinstance(error, OSError):
            raise cannot_write(path, error) from error
        raise


def _open(path: Path) -> None:
    """Make the directories of an archive, and mark it."""
    mark = path / ARCHIVE
    held = path.iterdir() if path.is_dir() else ()
    if any(each.name != COPIED and not is_temporary(each) for each in held) and not mark.is_file():
        raise AigovError(
            "the directory has files, and is no archive",
            source=path,
            remedy="name a new or empty directory with --out",
        )
    path.mkdir(parents=True, exist_ok=True)
    _mark(path)  # first: a run that is killed leaves an archive
    (path / DOCUMENTS).mkdir(exist_ok=True)
    (path / PAIRS).mkdir(exist_ok=True)


def _mark(path: Path, **facts: Any) -> None:
    """Write the file that marks an archive, unless it says the same already."""
    mark = path / ARCHIVE
    text = json.dumps(_MARK | facts, indent=1) + "\n"
    if not mark.is_file() or mark.read_text("utf-8") != text:
        replace_text(mark, text)


def remove_left_over(path: Path) -> None:
    """Remove the temporary files of runs that were killed; the caller has locked the archive."""
    for folder in (path, path / PAIRS):
        remove_temporary_files(folder)


def read_journal(path: Path) -> dict[str, Outcome]:
    """Return the latest outcome of each document that an archive's earlier runs did, by id.

    A last line that a killed run did not finish is cut off.

    Raises:
        InvalidInputError: the journal is damaged.
    """
    journal = path / JOURNAL
    lines = read_log(journal)
    if lines.torn:
        mend_log(journal, keep=False)
    found = {}
    for number, line in enumerate(lines.finished, 1):
        place, remedy = f"line {number}", "delete the line; its document is then built again"
        values = parse_json(line, source=journal, place=place, remedy=remedy)
        try:
            outcome = Outcome.from_dict(values)
        except (TypeError, AttributeError) as error:
            raise InvalidInputError(
                "the line is no outcome", source=journal, place=place, remedy=remedy
            ) from error
        found[outcome.id] = outcome
    return found


def note_outcome(path: Path, outcome: Outcome) -> None:
    """Append an outcome to the journal; it is on the disk when this function returns."""
    values = asdict(outcome)
    append_lines(path / JOURNAL, [json.dumps(values, ensure_ascii=False, sort_keys=True)])


def find_others(path: Path, built: Iterable[str], outcomes: Mapping[str, Outcome]) -> list[Outcome]:
    """Return what came of documents of an archive that this run was not about, sorted by id."""
    names = [name for name in built if name not in outcomes]
    known = read_journal(path) if names else {}
    return [known.get(name, Outcome(name, "unchanged")) for name in names]


def write_report(
    path: Path,
    entries: Sequence[Entry],
    outcomes: Mapping[str, Outcome],
    others: Iterable[Outcome] = (),
) -> None:
    """Write `documents.csv`, a row for each document in the order of the manifest.

    It has no times, so it is the same after any run that did the same documents.

    Args:
        path: the archive.
        entries: the documents of the manifest.
        outcomes: the outcome of each of them, by id.
        others: outcomes of documents that lie in the archive and not in the manifest; their rows
            come last, without metadata.
    """
    extra = sorted({key for entry in entries for key in entry.metadata})
    counts = ("pairs", "unaligned", "doubtful", "findings", "left_out")
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["id", "state", "reason", *counts, "warnings", *extra])
    found = [(outcomes[entry.document.id], entry.metadata) for entry in entries]
    for outcome, values in [*found, *((outcome, {}) for outcome in others)]:
        state = "done" if outcome.is_done else "failed" if outcome.reason else "left"
        numbers = [getattr(outcome, name) if outcome.is_done else "" for name in counts]
        metadata = [values.get(key, "") for key in extra]
        row = [outcome.id, state, outcome.reason, *numbers, " | ".join(outcome.warnings), *metadata]
        writer.writerow([_defuse(cell) for cell in row])
    replace_text(path / REPORT, stream.getvalue())


def _defuse(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@")) else cell


def write_dataset(path: Path) -> list[str]:
    """Write the table of pairs of all documents that lie in an archive; return their ids, sorted.

    The mark of the archive then says that the table is that of its documents. A part of which no
    document changed is left as it is.

    Raises:
        InvalidInputError: the table of a document cannot be read.
    """
    parts: dict[str, list[str]] = {}
    names = sorted(table.parent.name for table in (path / DOCUMENTS).glob(f"[!.]*/{TABLE}"))
    for name in names:
        number = int(hashlib.sha256(name.encode()).hexdigest(), 16) % _PARTS
        parts.setdefault(f"{number:02}.parquet", []).append(name)
    folder = path / PAIRS
    for part, members in sorted(parts.items()):
        _write_part(folder / part, [path / DOCUMENTS / name / TABLE for name in members])
    for file in folder.glob("[0-9][0-9].parquet"):
        if file.name not in parts:
            file.unlink()
    _mark(path, **{TABLES: {file: hash_file(folder / file) for file in sorted(parts)}})
    return names


def _write_part(part: Path, tables: Sequence[Path]) -> None:
    """Write one part of the table of pairs, unless it is there already."""
    import pyarrow.parquet as pq

    made_of = hashlib.sha256()
    for table in tables:
        made_of.update(f"{table.parent.name} {hash_file(table)}\n".encode())
    digest = made_of.hexdigest().encode()
    if _made_of(part) == digest:
        return
    schema = make_schema({_MADE_OF.decode(): digest.decode()})
    with (
        Replacing() as files,
        files.beside(part).open("wb") as file,
        pq.ParquetWriter(file, schema, compression="zstd") as writer,
    ):
        for rows in _groups(tables, schema):
            writer.write_table(rows, row_group_size=_ROWS)


def _groups(tables: Iterable[Path], schema: Any) -> Iterator[Any]:
    """Yield the rows of tables in groups of at least `_ROWS` rows, the last one excepted."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    waiting: list[Any] = []
    for table in tables:
        try:
            with table.open("rb") as file:  # of a path, pyarrow makes columns of folders like a=b
                waiting.append(pq.read_table(file).cast(schema))
        except (pa.ArrowException, OSError, ValueError) as error:
            raise InvalidInputError(
                f"it cannot be read ({error})",
                source=table,
                remedy="delete its directory and run  aigov-corpus batch  again",
            ) from error
        if sum(rows.num_rows for rows in waiting) >= _ROWS:
            yield pa.concat_tables(waiting)
            waiting = []
    if waiting:
        yield pa.concat_tables(waiting)


def _made_of(part: Path) -> bytes:
    """Return what the schema of a part says about its documents; empty if there is no such part."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with part.open("rb") as file:
            metadata: Mapping[bytes, bytes] = pq.read_schema(file).metadata or {}
    except (pa.ArrowException, OSError, ValueError):
        return b""
    return metadata.get(_MADE_OF, b"")
