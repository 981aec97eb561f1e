"""Turn texts of a file, and properties of its units, into values for the columns of pairs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any, get_args

from aigov_corpus import patterns as re
from aigov_corpus.exporting.rows import EVIDENCE, LISTS, SCORES, SIDES, STATUSES
from aigov_corpus.records import BlockKind, Pair
from aigov_corpus.text.language_codes import USUAL_REGIONS

_TEXTS = frozenset(field.name for field in fields(Pair)) - {
    *LISTS,
    *EVIDENCE,
    *SCORES,
    *("pair_id", "seq", "zh", "en", "bead", "status", "source_side", "kind"),
    *("language_zh", "language_en"),
}
"""Columns that hold any text."""
_TIME_OF_TMX = re.compile("[0-9]{8}T[0-9]{6}Z")
_MOMENT = "changed_at"
"""Column that holds a time."""
_CHOICES: dict[str, Sequence[str]] = {
    "status": STATUSES,
    "source_side": SIDES,
    "kind": get_args(BlockKind),
}
"""Columns that hold one of a few words."""
WITHOUT_REGION = {code: language for language, code in USUAL_REGIONS.items()}
"""Languages that `export` gives a region, because programs want one."""
_PREFIX = "x-"
_COLUMNS = {
    "x-doc": "document",
    "x-document": "document",
    "x-principle": "principles",
    "x-principle-zh": "principles_zh",
    "x-principle-en": "principles_en",
}
"""Properties whose column has another name; of all others it is `x-` and the name of the column."""


def columns_of(properties: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the texts for each column that properties of a unit name, `(name, text)`."""
    found: dict[str, list[str]] = {}
    for name, text in properties:
        if name.startswith(_PREFIX):
            column = _COLUMNS.get(name, name.removeprefix(_PREFIX).replace("-", "_"))
            found.setdefault(column, []).append(text)
    return found


def is_unit_of_ours(found: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether `export` wrote a unit, by the columns that its properties name."""
    return "document" in found and "rendering" in found


def read_facts(found: Mapping[str, Sequence[str]]) -> tuple[dict[str, Any], int]:
    """Return values by column, and the number of texts that are no value of their column.

    Args:
        found: the texts for each column; other names are passed over.
    """
    facts: dict[str, Any] = {}
    wrong = 0
    for name, texts in found.items():
        text = texts[0].strip() if texts else ""
        if not text:
            continue
        if name == _MOMENT:
            moment = read_moment(text)
            facts |= {name: moment} if moment else {}
            wrong += not moment
        elif name in _TEXTS:
            facts[name] = texts[0]
        elif name in LISTS and name not in ("zh_ids", "en_ids"):
            facts[name] = tuple(item for item in texts if item)
        elif name in SCORES:
            score = _score(text)
            facts |= {} if score is None else {name: score}
            wrong += score is None
        elif name in _CHOICES:
            known = text in _CHOICES[name]
            facts |= {name: text} if known else {}
            wrong += not known
    return facts, wrong


def read_moment(text: str) -> str:
    """Return a time as it was written, or that of a TMX in ISO 8601; empty if there is none such.

    A time of a TMX is `20240229T080000Z`.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return ""
    return moment.isoformat() if _TIME_OF_TMX.fullmatch(text) else text


def _score(text: str) -> float | None:
    """Return a score from 0 to 1; None for any other text."""
    try:
        score = float(text)
    except ValueError:
        return None
    return score if math.isfinite(score) and 0 <= score <= 1 else None
