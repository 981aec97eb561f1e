"""The terms of a corpus as a file: a table with counts, or a termbase to be looked through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from aigov_corpus.errors import UnknownNameError
from aigov_corpus.termbases import FORMATS, Termbase, TermEntry
from aigov_corpus.termbases.files import table_as_csv, table_as_xlsx, to_bytes
from aigov_corpus.termbases.tables import COLUMNS, join_terms, to_cells
from aigov_corpus.text.counting import counted
from aigov_corpus.text.simplified import simplify

COUNTS = ("count", "text_count", "share", "variants", "others", "termbase", "pair_ids")
"""Columns that a table of terms has besides those of a termbase."""


def make_entries(
    rows: Iterable[Mapping[str, Any]], termbase: Termbase | None = None
) -> list[TermEntry | None]:
    """Return for each term an entry with its most frequent rendering, or that of a termbase.

    Args:
        rows: rows of `Corpus.terms`, by the names of its columns.
        termbase: a termbase, whose entries are kept as they are.

    Returns:
        None for a term that has no rendering.
    """
    known = {simplify(term): entry for entry in termbase or () for term in entry.zh}
    entries = []
    for row in rows:
        entry = known.get(row["term"])
        if entry is None and row["text"]:
            entry = TermEntry((row["term"],), (row["text"],), note=_describe(row))
        entries.append(entry)
    return entries


def _describe(row: Mapping[str, Any]) -> str:
    """Return a note with the counts of a term: `4 places; digital infrastructure 3, digital 1`."""
    shown = [f"{row['text']} ({row['text_count']})", *row["others"]]
    return f"{counted(row['count'], 'place')}; {', '.join(shown)}"


def terms_as_file(
    rows: Sequence[Mapping[str, Any]], *, format: str, termbase: Termbase | None = None
) -> tuple[bytes, int]:
    """Return the content of a file of terms, and how many terms without a rendering it lacks.

    Args:
        rows: rows of `Corpus.terms`, by the names of its columns.
        format: `csv` or `xlsx`, which have counts and places too and lack no term, `tbx` or
            `omegat`.
        termbase: a termbase, whose entries are kept as they are.

    Raises:
        UnknownNameError: there is no such format.
    """
    if format not in FORMATS:
        raise UnknownNameError("termbase format", format, FORMATS)
    entries = make_entries(rows, termbase)
    if format in ("tbx", "omegat"):
        kept = [entry for entry in entries if entry is not None]
        distinct = list(dict.fromkeys(kept))  # two terms may have one entry of the termbase
        return to_bytes(distinct, format=format), len(entries) - len(kept)
    cells = [_cells(row, entry) for row, entry in zip(rows, entries, strict=True)]
    columns = (*COLUMNS, *COUNTS)
    write = table_as_csv if format == "csv" else table_as_xlsx
    return write(columns, cells), 0


def _cells(row: Mapping[str, Any], entry: TermEntry | None) -> list[str]:
    """Return the cells of a term."""
    empty = [join_terms([row["term"]]), *[""] * (len(COLUMNS) - 1)]
    counts = [row[name] for name in COUNTS]
    texts = [join_terms(value) if isinstance(value, list) else str(value) for value in counts]
    return [*(empty if entry is None else to_cells(entry)), *texts]
