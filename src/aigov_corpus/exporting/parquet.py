"""Parquet: the flat table in which a corpus is stored, one row for each pair.

Ids and principles are lists of strings. The evidence is JSON text, because pandas would turn nested
lists into arrays of arrays, and some other programs cannot read them.

A Parquet file contains the version of the program that wrote it. So two files with the same pairs
may differ in their bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from aigov_corpus.exporting.rows import COLUMNS, LISTS, SCORES, from_row, to_flat_row
from aigov_corpus.exporting.tally import Tally, require_written
from aigov_corpus.files.parquet import BUILD_AGAIN, read_rows
from aigov_corpus.files.writing import Replacing
from aigov_corpus.protocols import Format
from aigov_corpus.records import Pair
from aigov_corpus.text.values import require_text

_BATCH = 10_000
"""Rows that are in memory at a time, and rows of a row group of the file."""


def export(
    pairs: Iterable[Pair],
    out: Path,
    *,
    metadata: Mapping[str, str] | None = None,
    tally: Tally | None = None,
) -> list[Path]:
    """Write each pair as a row; return `[out]`.

    Args:
        pairs: the pairs to write; they are read once, and are not all in memory at the same time.
        out: the file.
        metadata: keys and values for the schema of the file, such as the licence.
        tally: counts what was written.

    Raises:
        NothingToDoError: there are no pairs.
        AigovError: the file cannot be written.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    tally = Tally() if tally is None else tally
    facts = {
        require_text(key, name="a key of metadata"): require_text(value, name=f"metadata[{key!r}]")
        for key, value in (metadata or {}).items()
    }
    schema = make_schema(facts)
    unread = iter(pairs)
    with Replacing() as files:
        with (
            files.beside(out).open("wb") as file,  # pyarrow opens no name that is not UTF-8
            pq.ParquetWriter(file, schema, compression="zstd") as writer,
        ):
            while rows := [to_flat_row(pair) for pair in islice(unread, _BATCH)]:
                writer.write_table(pa.Table.from_pylist(rows, schema=schema))
                tally.written += len(rows)
        require_written(tally, out)
    return files.written


FORMAT = Format(
    export,
    title="Parquet",
    summary="pandas, DuckDB, Hugging Face datasets",
    takes_tally=True,
    is_ids_enough=True,
)


def to_table(pairs: Iterable[Pair]) -> Any:
    """Return pairs as an Arrow table with the columns and types of the file."""
    import pyarrow as pa

    return pa.Table.from_pylist([to_flat_row(pair) for pair in pairs], schema=make_schema({}))


def read(path: Path, *, content: bytes | None = None) -> Iterator[Pair]:
    """Yield the pairs of a file that `export` wrote.

    Args:
        path: the file.
        content: its bytes; None to read them.

    Raises:
        InvalidInputError: it is not a Parquet file, or not a table of pairs; the error names file
            and row.
    """
    rows = read_rows(path, what="a Parquet file", remedy=BUILD_AGAIN, content=content)
    for number, row in enumerate(rows, start=1):
        yield from_row(row, source=path, place=f"row {number}")


def read_having(path: Path, *, column: str, pattern: str) -> Iterator[Pair]:
    """Yield the pairs of a file in which a column of text has a pattern, without making the others.

    Args:
        path: a file that `export` wrote.
        column: `zh` or `en`.
        pattern: a regular expression of RE2, https://github.com/google/re2/wiki/Syntax.

    Raises:
        InvalidInputError: as `read`; the error names the pair.
    """
    for row in read_rows(path, what="a Parquet file", remedy=BUILD_AGAIN, having=(column, pattern)):
        yield from_row(row, source=path, place=f"the pair {row.get('pair_id')}")


def make_schema(metadata: Mapping[str, str]) -> Any:
    """Return the schema of a table of pairs; only scores may be missing."""
    import pyarrow as pa

    types = {name: pa.list_(pa.string()) for name in LISTS}
    types |= {name: pa.float64() for name in SCORES}
    types["seq"] = pa.int64()
    columns = [
        pa.field(name, types.get(name, pa.string()), nullable=name in SCORES) for name in COLUMNS
    ]
    return pa.schema(columns).with_metadata(dict(sorted(metadata.items())))
