"""What the values of the tables must hold, in the form of Frictionless Table Schema.

`datapackage.json` repeats it for other programs, docs/schema.md for people, and each table is
checked when it is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, get_args

from aigov_corpus import patterns as re
from aigov_corpus.records import BlockKind, Side, Status

Constraints = Mapping[str, Any]
"""`required`, `enum`, `pattern` (of the whole value), `minimum`, `maximum`."""

_BODY = "provenance"
"""The kind of a block that is no part of the text, and so of no pair."""
_KINDS = list(get_args(BlockKind))

PAIRS: dict[str, Constraints] = {
    "pair_id": {"required": True},
    "document": {"required": True},
    "rendering": {"required": True},
    "seq": {"required": True, "minimum": 1},
    "section": {"required": True},
    "kind": {"required": True, "enum": [kind for kind in _KINDS if kind != _BODY]},
    "bead": {"required": True, "pattern": r"[0-9]+-[0-9]+"},
    "score": {"minimum": 0, "maximum": 1},
    "status": {"required": True, "enum": list(get_args(Status))},
    "moved_score": {"minimum": 0, "maximum": 1},
    "source_side": {"required": True, "enum": list(get_args(Side))},
}
"""Constraints of columns of the table of pairs; the other columns have none."""

SENTENCES: dict[str, Constraints] = {
    "id": {"required": True},
    "document": {"required": True},
    "rendering": {"required": True},
    "language": {"required": True},
    "position": {"required": True, "minimum": 0},
    "section": {"required": True},
    "level": {"required": True, "minimum": 0},
    "kind": {"required": True, "enum": _KINDS},
    "block": {"required": True, "minimum": 1},
    "start": {"required": True, "minimum": 0},
    "end": {"required": True, "minimum": 0},
}
"""Constraints of columns of the table of sentences."""


def find_breach(row: Mapping[str, Any], constraints: Mapping[str, Constraints]) -> str:
    """Return what is wrong with the first value that breaks a constraint; empty if none does.

    Args:
        row: values by column; of the right types. Columns that it lacks are passed over.
        constraints: the constraints by column.
    """
    for name, rules in constraints.items():
        if name in row and (problem := _check(row[name], rules)):
            return f"the column {name} has {row[name]!r}, {problem}"
    return ""


def _check(value: Any, rules: Constraints) -> str:
    """Return what is wrong with a value; empty if it keeps the rules."""
    if value is None or value == "":
        return "and must not be empty" if rules.get("required") else ""
    if "enum" in rules and value not in rules["enum"]:
        return f"which is none of {', '.join(rules['enum'])}"
    if "pattern" in rules and not _compile(rules["pattern"]).fullmatch(value):
        return f"which has not the form {rules['pattern']}"
    if "minimum" in rules and value < rules["minimum"]:
        return f"which is less than {rules['minimum']}"
    if "maximum" in rules and value > rules["maximum"]:
        return f"which is more than {rules['maximum']}"
    return ""


@lru_cache
def _compile(pattern: str) -> re.Pattern[str]:
    """Return a compiled pattern."""
    return re.compile(pattern)
