"""The table of sentences next to the table of pairs: write it, read it, rebuild the texts from it.

For each rendering it has every sentence of both texts, with its place, the id of its pair, and the
whole text of its block. So a program that needs sentences (XCES, checks, annotation) does not have
to segment again, and `rebuild_blocks` returns the text exactly as it was read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.exporting.constraints import SENTENCES, find_breach
from aigov_corpus.files.parquet import BUILD_AGAIN, read_rows
from aigov_corpus.files.writing import Replacing
from aigov_corpus.records import Block, Sentence
from aigov_corpus.text.characters import escape_line_ends

COLUMNS: tuple[str, ...] = tuple(field.name for field in fields(Sentence))
"""Names of the columns, in order."""
_INTEGERS = frozenset({"position", "level", "block", "start", "end"})
"""Columns of whole numbers; all others are text."""


def write_parquet(sentences: Iterable[Sentence], out: Path, *, metadata: Mapping[str, str]) -> None:
    """Write sentences as Parquet.

    Raises:
        AigovError: the file cannot be written.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = [
        pa.field(name, pa.int64() if name in _INTEGERS else pa.string(), nullable=False)
        for name in COLUMNS
    ]
    schema = pa.schema(columns).with_metadata(dict(sorted(metadata.items())))
    rows = [asdict(sentence) for sentence in sentences]
    table = pa.Table.from_pylist(rows, schema=schema)
    with Replacing() as files, files.beside(out).open("wb") as file:
        pq.write_table(table, file, compression="zstd")


def write_jsonl(sentences: Iterable[Sentence], out: Path) -> None:
    """Write the sentences as JSON Lines, one sentence per line.

    Raises:
        AigovError: the file cannot be written.
    """
    with Replacing() as files, files.beside(out).open("w", encoding="utf-8", newline="\n") as file:
        for sentence in sentences:
            line = json.dumps(asdict(sentence), ensure_ascii=False)
            file.write(escape_line_ends(line) + "\n")


def read_parquet(path: Path) -> list[Sentence]:
    """Return the sentences of a file that `write_parquet` wrote.

    Raises:
        InvalidInputError: there is no such file, or it is not a table of sentences.
    """
    if not path.exists():
        raise InvalidInputError(
            "there is no such file, so its sentences are not known",
            source=path,
            remedy=BUILD_AGAIN,
        )
    rows = read_rows(path, what="a table of sentences", remedy=BUILD_AGAIN, columns=COLUMNS)
    return [_read_row(row, f"row {number}", path) for number, row in enumerate(rows, start=1)]


def _read_row(row: Mapping[str, Any], place: str, path: Path) -> Sentence:
    """Return the sentence of a row; raise an error if a value does not fit its column."""
    for name in COLUMNS:
        wanted = int if name in _INTEGERS else str
        if type(row[name]) is not wanted:
            raise InvalidInputError(
                f"the value of {name} is no {'whole number' if wanted is int else 'text'}",
                source=path,
                place=place,
                remedy=BUILD_AGAIN,
            )
    problem = find_breach(row, SENTENCES)
    if not problem and row["block_text"][row["start"] : row["end"]] != row["text"]:
        problem = "the text is not that of its place in block_text"
    if problem:
        raise InvalidInputError(problem, source=path, place=place, remedy=BUILD_AGAIN)
    return Sentence(**row)


def rebuild_blocks(sentences: Iterable[Sentence]) -> tuple[Block, ...]:
    """Return the blocks of one text as they were before it was segmented.

    Args:
        sentences: all rows of one text in one rendering, in the order of the table.
    """
    by_number: dict[int, Block] = {}
    for row in sentences:
        block = Block(row.kind, row.block_text, row.language, row.section, row.level)
        by_number.setdefault(row.block, block)
    return tuple(by_number.values())
