"""The table of findings beside the table of pairs: its columns, and how it is written and read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.files.parquet import BUILD_AGAIN, read_rows
from aigov_corpus.files.writing import Replacing
from aigov_corpus.records import Finding, Pair, Side, Span, other_side

COLUMNS: dict[str, str] = {
    "id": "short name of the finding, made from its code and the texts; `check --accept` takes it",
    "pair_id": "id of the pair",
    "code": "name of the check",
    "severity": "`error` or `warning`",
    "side": "the text to correct: `zh` or `en`",
    "start": "offset of the first character of the place in that text",
    "end": "offset after its last character; equal to `start` where something is missing",
    "other_start": "the same for the place in the other text; -1 if there is none",
    "other_end": "offset after its last character; -1 if there is none",
    "score": "how sure the check is, from 0 to 1",
    "message": "what is wrong, with both values side by side",
    "suggestion": "a text for the place; empty if there is none",
    "elsewhere": "ids of further pairs to compare",
}
"""Columns of the table, with what they mean."""
_INTEGERS = frozenset({"start", "end", "other_start", "other_end"})
_LISTS = frozenset({"elsewhere"})
_NUMBERS = frozenset({"score"})
_ID_DIGITS = 8
"""Hexadecimal digits of the id of a finding: two in ten thousand have the same by chance."""
_DECIMALS = 4
"""Decimals of a score, as in the table of pairs."""
_NOWHERE = -1
_SIDES: dict[str, Side] = {"zh": "zh", "en": "en"}


def name_finding(finding: Finding, pair: Pair) -> str:
    """Return the id of a finding: eight hexadecimal digits, made from its code, place and texts.

    Args:
        finding: the finding.
        pair: the pair that it is about. Its id does not matter, nor do scores and places in the
            document, so the finding keeps its id as long as the two texts stay.
    """
    first = finding.spans[0]
    content = "\n".join((finding.code, first.side, f"{first.start}-{first.end}", pair.zh, pair.en))
    digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
    return digest[:_ID_DIGITS]


def other_span(finding: Finding) -> Span | None:
    """Return the place in the other text of the same pair; None if there is none."""
    first, *others = finding.spans
    return next(
        (span for span in others if span.pair_id == first.pair_id and span.side != first.side), None
    )


def to_row(finding: Finding, pair: Pair) -> dict[str, Any]:
    """Return the values of a finding by column, in order."""
    first, *others = finding.spans
    other = other_span(finding)
    return {
        "id": name_finding(finding, pair),
        "pair_id": first.pair_id,
        "code": finding.code,
        "severity": finding.severity,
        "side": first.side,
        "start": first.start,
        "end": first.end,
        "other_start": other.start if other else _NOWHERE,
        "other_end": other.end if other else _NOWHERE,
        "score": round(finding.score, _DECIMALS),
        "message": finding.message,
        "suggestion": finding.suggestion,
        "elsewhere": [span.pair_id for span in others if span.pair_id != first.pair_id],
    }


def to_rows(findings: Iterable[Finding], pairs: Iterable[Pair]) -> list[dict[str, Any]]:
    """Return the rows of findings about pairs."""
    by_id = {pair.pair_id: pair for pair in pairs}
    return [to_row(finding, by_id[finding.spans[0].pair_id]) for finding in findings]


def write_parquet(
    findings: Iterable[Finding], pairs: Iterable[Pair], out: Path, *, metadata: Mapping[str, str]
) -> None:
    """Write findings as Parquet.

    Raises:
        AigovError: the file cannot be written.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    types: dict[str, Any] = {
        **dict.fromkeys(_INTEGERS, pa.int64()),
        **dict.fromkeys(_NUMBERS, pa.float64()),
        **dict.fromkeys(_LISTS, pa.list_(pa.string())),
    }
    columns = [pa.field(name, types.get(name, pa.string()), nullable=False) for name in COLUMNS]
    schema = pa.schema(columns).with_metadata(dict(sorted(metadata.items())))
    table = pa.Table.from_pylist(to_rows(findings, pairs), schema=schema)
    with Replacing() as files, files.beside(out).open("wb") as file:
        pq.write_table(table, file, compression="zstd")


def read_parquet(path: Path) -> list[Finding]:
    """Return the findings of a file that `write_parquet` wrote.

    Raises:
        InvalidInputError: there is no such file, or it is not a table of findings.
    """
    rows = read_rows(path, what="a table of findings", remedy=BUILD_AGAIN, columns=list(COLUMNS))
    return [_read_row(row, f"row {number}", path) for number, row in enumerate(rows, start=1)]


def _read_row(row: Mapping[str, Any], place: str, path: Path) -> Finding:
    """Return the finding of a row."""
    try:
        side = _SIDES[row["side"]]
        other = other_side(side)
        places = [Span(row["pair_id"], side, row["start"], row["end"])]
        if row["other_start"] != _NOWHERE:
            places.append(Span(row["pair_id"], other, row["other_start"], row["other_end"]))
        places.extend(Span(pair_id, side, 0, 0) for pair_id in row["elsewhere"])
        return Finding(
            severity=row["severity"],
            code=row["code"],
            message=row["message"],
            places=tuple(places),
            score=float(row["score"]),
            suggestion=row["suggestion"],
        )
    except (TypeError, ValueError, KeyError) as error:
        raise InvalidInputError(
            f"a value does not have the type of its column ({error})",
            source=path,
            place=place,
            remedy=BUILD_AGAIN,
        ) from error
