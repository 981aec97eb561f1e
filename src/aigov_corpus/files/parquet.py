"""Read tables in Parquet: limits of size, and errors for damaged ones."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.files.limits import PERMISSION
from aigov_corpus.files.reading import refuse_pipe, require_unchanged

_BATCH = 10_000
"""Rows that are read at once."""
_MOST_ROWS = 5_000_000
"""Rows of the largest table; a small file may say that it has thousands of millions."""
BUILD_AGAIN = "build the corpus again with  aigov-corpus build --force,  or align its files again"
"""What to do about a damaged table of a corpus."""
GLOB = frozenset("*?[")
"""Characters in a path that DuckDB takes for a pattern of names."""
_MOST_BYTES = 4 << 30
"""Bytes of the largest table, when decompressed: 4 GiB."""


def read_rows(
    path: Path,
    *,
    what: str,
    remedy: str,
    columns: Sequence[str] | None = None,
    content: bytes | None = None,
    having: tuple[str, str] | None = None,
) -> Iterator[dict[str, Any]]:
    """Yield the rows of a Parquet file, each as a value by the name of its column.

    Args:
        path: the file.
        what: what the file should be, for the error: `a table of pairs`.
        remedy: what to do if it cannot be read.
        columns: names of the columns to read; None for all.
        content: the bytes of the file; None to read them.
        having: name of a column of text, and a regular expression of RE2; only rows in which the
            column has it are read in full, so that a rare word is found in a million rows in a
            second. None for all rows.

    Raises:
        InvalidInputError: the file cannot be read, is no Parquet or a damaged one, is too large, or
            lacks one of the columns.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        refuse_pipe(path)
        source: Any = path.open("rb") if content is None else io.BytesIO(content)
        with source, require_unchanged(source, name=path), pq.ParquetFile(source) as file:
            _check_table(file.metadata, file.schema_arrow.names, columns or ())
            if having is not None:
                if find_spec("duckdb") and not GLOB & set(str(path)):
                    yield from _query_rows(path, *having)
                else:
                    yield from _find_rows(file, *having)
                return
            for batch in file.iter_batches(batch_size=_BATCH, columns=columns):
                yield from batch.to_pylist()
    except InvalidInputError as error:
        raise error.with_fields(source=path, remedy=remedy) from error
    except (
        pa.ArrowException,
        OSError,
        ValueError,  # of text that is not UTF-8, or a date that there is not
        KeyError,
        TypeError,
        OverflowError,
    ) as error:
        known = getattr(error, "strerror", None)
        said = " ".join(str(error).split())
        reason = f"it cannot be read ({known})" if known else f"it is not {what} ({said})"
        if isinstance(error, PermissionError):
            remedy = PERMISSION
        raise InvalidInputError(reason, source=path, remedy=remedy) from error


def count_rows(path: Path) -> int:
    """Return how many rows a Parquet file says that it has.

    Raises:
        InvalidInputError: it cannot be read, or is no Parquet.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with path.open("rb") as file:
            return int(pq.read_metadata(file).num_rows)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise InvalidInputError(
            f"it cannot be read ({error})", source=path, remedy="build the corpus again"
        ) from error


def _query_rows(path: Path, column: str, pattern: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table in which a column of text has a pattern, found by DuckDB.

    It reads the other columns only where the rows are, which pyarrow cannot: of a million rows with
    all columns of a corpus that takes a fraction of the time.
    """
    import duckdb

    query = f'select * from read_parquet(?) where regexp_matches("{column}", ?)'
    with duckdb.connect(":memory:") as connection:
        try:
            table: Any = connection.sql(query, params=[str(path), pattern])
            found = table.to_arrow_table().to_pylist()
        except duckdb.Error as error:
            raise InvalidInputError(f"it cannot be read ({error})") from error
    yield from found


def _find_rows(file: Any, column: str, pattern: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of an open table in which a column of text has a pattern."""
    import pyarrow.compute as pc

    for group in range(file.num_row_groups):
        texts = file.read_row_group(group, columns=[column]).column(0)
        found = pc.indices_nonzero(pc.match_substring_regex(texts, pattern=pattern))
        if len(found):
            yield from file.read_row_group(group).take(found).to_pylist()


def _check_table(metadata: Any, names: Sequence[str], columns: Sequence[str]) -> None:
    """Raise an `InvalidInputError` if a table is too large, or lacks one of the columns."""
    missing = [name for name in columns if name not in names]
    if missing:
        raise InvalidInputError(f"the column {missing[0]!r} is missing")
    groups = (metadata.row_group(number) for number in range(metadata.num_row_groups))
    size = sum(group.total_byte_size for group in groups)
    if metadata.num_rows > _MOST_ROWS or size > _MOST_BYTES:
        raise InvalidInputError(
            f"it has {metadata.num_rows:,} rows and {size:,} bytes, which is more than a table of "
            "this package has"
        )
