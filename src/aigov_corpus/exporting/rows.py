"""A pair as a flat row and back: the one place that knows the columns, their order and their types."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any, get_args

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.records import Evidence, Pair, Status, Tag

COLUMNS: tuple[str, ...] = tuple(field.name for field in fields(Pair))
LISTS = ("zh_ids", "en_ids", "principles")
STATUSES: tuple[str, ...] = get_args(Status)


def to_row(pair: Pair) -> dict[str, Any]:
    """Return the pair's columns in order: strings, numbers, lists of strings; evidence nested as in JSON."""
    row = {name: getattr(pair, name) for name in COLUMNS}
    row.update({name: list(row[name]) for name in LISTS})
    row["principle_evidence"] = [
        {**asdict(tag), "evidence": [asdict(evidence) for evidence in tag.evidence]}
        for tag in pair.principle_evidence
    ]
    return row


def from_row(row: Mapping[str, Any], *, place: str) -> Pair:
    """Return the pair of a row; columns that are not ours are ignored.

    Args:
        row: as `to_row` makes it; the evidence may also be its JSON text.
        place: file and line, for the message.

    Raises:
        InvalidInputError: a column is missing or holds something of another kind.
    """
    missing = [name for name in COLUMNS if name not in row]
    if missing:
        raise InvalidInputError(
            f"{place}: column {missing[0]!r} is missing; this is not a table that aigov-corpus wrote"
        )
    try:
        evidence = row["principle_evidence"]
        values = {name: row[name] for name in COLUMNS}
        values.update({name: tuple(row[name]) for name in LISTS})
        values["seq"] = int(row["seq"])
        values["score"] = None if row["score"] is None else float(row["score"])
        values["principle_evidence"] = _tags(
            json.loads(evidence) if isinstance(evidence, str) else evidence
        )
        return Pair(**values)
    except (TypeError, ValueError, KeyError) as error:
        raise InvalidInputError(
            f"{place}: a value is not what its column holds ({error}); rebuild the corpus"
        ) from error


def evidence_json(row: Mapping[str, Any]) -> str:
    """Return the evidence of a row as one compact line of JSON, for the formats without nesting."""
    return json.dumps(row["principle_evidence"], ensure_ascii=False, separators=(",", ":"))


def _tags(rows: Sequence[Mapping[str, Any]]) -> tuple[Tag, ...]:
    return tuple(
        Tag(
            principle=row["principle"],
            score=float(row["score"]),
            evidence=tuple(Evidence(**evidence) for evidence in row["evidence"]),
        )
        for row in rows
    )
