"""Parquet: the canonical table, flat, one row a pair; ids and principles are lists of strings.

`principle_evidence` is a string of JSON: nested structs of lists come back from pandas as arrays in
arrays, and not at all from some other readers. The schema's metadata takes what the caller gives
(licence, version); the footer names pyarrow's own version, so equal content is not equal bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.exporting.rows import COLUMNS, LISTS, evidence_json, from_row, to_row
from aigov_corpus.exporting.tally import WRITTEN, Tally, require_written
from aigov_corpus.files.writing import Replacing
from aigov_corpus.records import Pair

_BATCH = 10_000


def export(
    pairs: Iterable[Pair],
    out: Path,
    *,
    metadata: Mapping[str, str] | None = None,
    tally: Tally | None = None,
) -> list[Path]:
    """Write every pair as a row, 10,000 rows a group; return `[out]`.

    Args:
        pairs: are read once, and never held all together.
        out: the file.
        metadata: key-value pairs for the schema.
        tally: counts what was written.

    Raises:
        NothingToDoError: there is no pair.
        AigovError: the file cannot be written.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    tally = Tally() if tally is None else tally
    schema = _schema().with_metadata(dict(sorted((metadata or {}).items())))
    left = iter(pairs)
    with Replacing() as files:
        with pq.ParquetWriter(files.beside(out), schema, compression="zstd") as writer:
            while rows := [_flat(pair) for pair in islice(left, _BATCH)]:
                writer.write_table(pa.Table.from_pylist(rows, schema=schema))
                tally[WRITTEN] += len(rows)
        require_written(tally, out)
    return files.written


def read(path: Path) -> Iterator[Pair]:
    """Yield the pairs of a file that `export` wrote.

    Raises:
        InvalidInputError: it is not Parquet, or not a table of pairs; names file and row.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=_BATCH):
                for row in batch.to_pylist():
                    number += 1
                    yield from_row(row, place=f"{path}, row {number}")
    except pa.ArrowInvalid as error:
        raise InvalidInputError(
            f"{path}: not a Parquet file ({error}); rebuild the corpus"
        ) from error


def _flat(pair: Pair) -> dict[str, Any]:
    row = to_row(pair)
    row["principle_evidence"] = evidence_json(row)
    return row


def _schema() -> Any:
    import pyarrow as pa

    types = {name: pa.list_(pa.string()) for name in LISTS} | {
        "seq": pa.int64(),
        "score": pa.float64(),
    }
    return pa.schema(
        [pa.field(name, types.get(name, pa.string()), nullable=name == "score") for name in COLUMNS]
    )
