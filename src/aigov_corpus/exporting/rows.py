"""Turn pairs into flat rows, and rows into pairs; only this module knows columns and types."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, asdict, fields
from itertools import chain
from typing import Any, get_args

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.exporting.constraints import PAIRS, find_breach
from aigov_corpus.files.limits import parse_json
from aigov_corpus.records import Evidence, Pair, Side, Status, Tag

COLUMNS: tuple[str, ...] = tuple(field.name for field in fields(Pair))
"""Names of the columns, in order."""
REQUIRED: tuple[str, ...] = tuple(field.name for field in fields(Pair) if field.default is MISSING)
"""Columns that a table must have. The others came later, and older tables lack them."""
_OLDEST = frozenset({"pair_id", "zh_ids", "en_ids", "bead"})
"""Columns that tables of every version have, and those of other programs do not."""
LISTS = ("zh_ids", "en_ids", "principles", "principles_zh", "principles_en")
"""Columns that hold a list of strings."""
EVIDENCE = ("principle_evidence", "near_misses")
"""Columns that hold tags with their evidence, as nested lists and dicts."""
SCORES = ("score", "moved_score")
"""Columns that hold a number from 0 to 1, or nothing."""
_TEXTS = tuple(name for name in COLUMNS if name not in {*LISTS, *EVIDENCE, *SCORES, "seq"})
"""Columns that hold a text."""
STATUSES: tuple[str, ...] = get_args(Status)
"""Values that the column `status` may have."""
SIDES: tuple[str, ...] = get_args(Side)
"""Values that the column `source_side` may have."""
WRITE_AGAIN = "write the file again with  aigov-corpus export  or  aigov-corpus build"
"""Advice for a damaged file that this package wrote."""


def to_row(pair: Pair) -> dict[str, Any]:
    """Return the values of a pair by column, in order.

    They are strings, numbers and lists of strings; the evidence is nested lists and dicts.
    """
    row = {name: getattr(pair, name) for name in COLUMNS}
    row.update({name: list(row[name]) for name in LISTS})
    row.update({name: [asdict(tag) for tag in row[name]] for name in EVIDENCE})
    return row


def from_row(row: Mapping[str, Any], *, source: object, place: str) -> Pair:
    """Return the pair that a row holds.

    Args:
        row: values by column, as `to_row` returns them; the evidence may also be JSON text. Unknown
            columns are ignored.
        source: the file, for the error.
        place: the line or row, for the error.

    Raises:
        InvalidInputError: a column is missing, or a value has the wrong type.
    """
    missing = [name for name in REQUIRED if name not in row]
    if missing:
        reason, remedy = f"the column {missing[0]!r} is missing", "give a table of aigov-corpus"
        if row.keys() >= _OLDEST:
            reason += ", as in tables of another version of aigov-corpus"
            remedy = "build the corpus again with  aigov-corpus build --force,  or export it again"
        raise InvalidInputError(reason, source=source, place=place, remedy=remedy)
    try:
        values = {name: row[name] for name in COLUMNS if name in row}
        values.update({name: _list(row[name]) for name in LISTS})
        _require_texts(values)
        values["seq"] = int(row["seq"])
        values.update({name: _score(row.get(name)) for name in SCORES})
        values.update({name: _tags(row[name]) for name in EVIDENCE})
        pair = Pair(**values)
    except (
        *(TypeError, ValueError, KeyError, AttributeError, OverflowError),
        InvalidInputError,
    ) as error:
        raise InvalidInputError(
            f"a value does not have the type of its column ({error})",
            source=source,
            place=place,
            remedy=WRITE_AGAIN,
        ) from error
    if problem := find_breach(values, PAIRS):
        raise InvalidInputError(problem, source=source, place=place, remedy=WRITE_AGAIN)
    return pair


def sides(pair: Pair) -> tuple[str, str]:
    """Return the source text and the target text of a pair."""
    return (pair.zh, pair.en) if pair.source_side == "zh" else (pair.en, pair.zh)


def order_columns(pairs: Iterable[Pair]) -> tuple[tuple[str, ...], Iterator[Pair]]:
    """Return the names of the columns, in which the source stands before the target, and the pairs.

    The first pair decides which text is the source.

    Args:
        pairs: the pairs of the table; they are read once.
    """
    rest = iter(pairs)
    first = next(rest, None)
    if first is None:
        return COLUMNS, rest
    turned = {"zh": "en", "en": "zh"} if first.source_side == "en" else {}
    return tuple(turned.get(name, name) for name in COLUMNS), chain([first], rest)


def languages(pair: Pair) -> tuple[str, str]:
    """Return the language codes of the source text and the target text of a pair."""
    codes = (pair.language_zh, pair.language_en)
    return codes if pair.source_side == "zh" else codes[::-1]


def to_flat_row(pair: Pair) -> dict[str, Any]:
    """Return the values of a pair like `to_row`, but the evidence as one line of JSON."""
    row = to_row(pair)
    for name in EVIDENCE:
        row[name] = json.dumps(row[name], ensure_ascii=False, separators=(",", ":"))
    return row


def _tags(column: str | Sequence[Mapping[str, Any]]) -> tuple[Tag, ...]:
    """Return the tags in a column of evidence, which may be nested or JSON text."""
    rows: Any = column
    if column == "[]":  # most pairs have no near misses, and many have no principle
        return ()
    if isinstance(column, str):
        rows = parse_json(column.encode(), source="", remedy="")
    return tuple(
        Tag(
            principle=row["principle"],
            score=_number(row["score"]),
            evidence=tuple(Evidence(**evidence) for evidence in row["evidence"]),
            score_zh=_score(row["score_zh"]),
            score_en=_score(row["score_en"]),
        )
        for row in rows
    )


def _score(value: Any) -> float | None:
    """Return a score; None if there is none."""
    return None if value is None else _number(value)


def _number(value: Any) -> float:
    """Return a score from 0 to 1; raise a `ValueError` for anything else."""
    score = float(value)
    if isinstance(value, bool) or not 0 <= score <= 1:
        raise ValueError(f"{value} is no score")
    return score


def _list(value: Any) -> tuple[str, ...]:
    """Return a list of texts as a tuple; raise a `TypeError` for anything else."""
    if isinstance(value, str):
        raise TypeError("a text is no list")
    texts = tuple(value)
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("a list has something that is no text")
    return texts


def _require_texts(values: Mapping[str, Any]) -> None:
    """Raise a `TypeError` if a column of texts has another value."""
    for name in _TEXTS:
        if not isinstance(values.get(name, ""), str):
            raise TypeError(f"{name} is no text")
