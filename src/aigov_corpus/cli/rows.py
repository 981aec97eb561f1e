"""The rows that `align` prints: one bead per line, in one of three formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aigov_corpus.cli.printing import open_output, to_json
from aigov_corpus.text.characters import one_line

if TYPE_CHECKING:
    from aigov_corpus.building.documents import Row

_SCORE_DIGITS = 4
"""Decimals of a score, as in the corpus."""


def beads_line(row: Row) -> str:
    """Return the numbers of both sides in the form of gold files and Vecalign: `[0]:[0, 1]`."""
    return f"{list(row.src_numbers)}:{list(row.tgt_numbers)}"


def tsv_line(row: Row) -> str:
    """Return source, target and score with tabs between them, and what was asked for beside them.

    That is the evidence, and what may have no counterpart.
    """
    score = "" if row.score is None else f"{row.score:.{_SCORE_DIGITS}f}"
    cells = [one_line(row.src), one_line(row.tgt), score]
    if row.evidence is not None:
        cells.append(" ".join(f"{name}={value:+.2f}" for name, value in row.evidence.items()))
    if row.lacking is not None:
        where = one_line(row.lacking.text)
        cells.append(f"{row.lacking.score:.{_SCORE_DIGITS}f} {row.lacking.side}: {where}")
    return "\t".join(cells)


def json_line(row: Row) -> str:
    """Return the row as one JSON object, with the keys that the help of `align` lists."""
    record: dict[str, Any] = {
        "src": row.src,
        "tgt": row.tgt,
        "src_ids": row.src_ids,
        "tgt_ids": row.tgt_ids,
        "section": row.section,
        "score": None if row.score is None else round(row.score, _SCORE_DIGITS),
    }
    if row.moved_score is not None:
        record["moved_to"] = row.moved_to
        record["moved_score"] = round(row.moved_score, _SCORE_DIGITS)
    if row.evidence is not None:
        record["explain"] = row.evidence
    if row.lacking is not None:
        record["lacking"] = {
            "side": row.lacking.side,
            "score": round(row.lacking.score, _SCORE_DIGITS),
            "text": row.lacking.text,
        }
    return to_json(record)


FORMATS: dict[str, Callable[[Row], str]] = {
    "beads": beads_line,
    "jsonl": json_line,
    "tsv": tsv_line,
}


def write_rows(rows: Iterable[Row], *, form: str, out: Path | None) -> None:
    """Print rows, or write them to the file `out`, in one of the formats in `FORMATS`.

    Raises:
        UsageError: `out` is an input of the command, or a file of a corpus.
        AigovError: the file cannot be written.
    """
    line = FORMATS[form]
    text = "".join(f"{line(row)}\n" for row in rows)
    with open_output(out) as write:
        write(text)
