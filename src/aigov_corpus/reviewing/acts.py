"""Acts: what reviewers do, one line of `edits.jsonl` each.

An act names the rows that it is about by the names of their pieces (`before`). If it changes which
pieces stand together, it also names the rows that take their place (`after`). So it can be replayed
whenever these pieces are there, whatever the rows are called and wherever they stand.
"""

from __future__ import annotations

import getpass
import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any, Literal, get_args

from aigov_corpus.errors import AigovError, InvalidInputError, UsageError
from aigov_corpus.files.limits import parse_json
from aigov_corpus.records import Side, Status
from aigov_corpus.reviewing.rows import Members, Row

Operation = Literal[
    "confirm",
    "needs-review",
    "reject",
    "reopen",
    "merge",
    "split",
    "move",
    "link",
    "realign",
    "edit",
    "add-principle",
    "remove-principle",
    "accept",
    "comment",
    "undo",
    "redo",
    "dismiss",
]
"""What a reviewer can do.

- `confirm`, `needs-review`, `reject` give rows a status; `reopen` takes it back.
- `merge`, `split`, `move`, `link`, `realign` change which pieces stand together.
- `edit` changes the text of pieces; the published text is never lost.
- `add-principle`, `remove-principle` change what one text of a row expresses.
- `accept` accepts a finding; `comment` adds a comment.
- `undo`, `redo` name another act; `dismiss` names an orphan about which nothing is left to decide.
"""
OPERATIONS: tuple[str, ...] = get_args(Operation)
STATUS_OF: dict[str, Status] = {
    "confirm": "confirmed",
    "needs-review": "needs-review",
    "reject": "rejected",
}
"""The status that each act gives to rows; acts that give none are left out."""
STRUCTURAL = ("merge", "split", "move", "link", "realign")
"""Acts that change which pieces stand together."""
ABOUT_ACTS = ("undo", "redo", "dismiss")
"""Acts about another act."""

_SHOWN = 60
"""Characters of each text that an act keeps, so that an orphan can be recognised."""
_REMEDY = "remove this line, or put back the file as the review wrote it"
_UPDATE = f"update aigov-corpus if a newer version wrote it, or {_REMEDY}"
"""Remedy for an operation that this version does not know."""
_LONGEST = 1_000_000
"""Characters of the longest text that an act may hold. A paragraph has up to 1,000, but a unit of a
translation memory may be a whole chapter."""


class StaleError(AigovError):
    """The rows have changed since the reviewer saw them: in another window, or by somebody else."""

    def __init__(self, rows: tuple[Row, ...] = ()) -> None:
        """Make the error."""
        super().__init__(
            "this row was changed in the meantime", remedy="look at it as it is now, and decide"
        )
        self.rows = rows


class LockedError(UsageError):
    """The act would split or merge the Chinese, which is locked."""

    def __init__(self, what: str) -> None:
        """Make the error; `what` is the act as a clause: `this would put two … together`."""
        super().__init__(what, remedy="unlock the Chinese to do it all the same")


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row that an act makes."""

    zh: tuple[str, ...]
    en: tuple[str, ...]
    score: float | None = None
    """Score by the aligner; None if a person put the pieces together."""
    status: Status = "edited"

    @property
    def members(self) -> Members:
        """The names of its pieces."""
        return self.zh, self.en


@dataclass(frozen=True, slots=True)
class TextChange:
    """The text of a piece before and after an act."""

    piece: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Act:
    """One act; a field that an operation does not need is empty."""

    id: str
    """Time and a random number in hexadecimal; ids sort by time."""
    time: str
    """UTC, ISO 8601, to the millisecond."""
    by: str
    """Name of the reviewer."""
    op: Operation
    document: str
    rendering: str
    before: tuple[Members, ...] = ()
    """The rows that the act is about."""
    after: tuple[tuple[NewRow, ...], ...] = ()
    """For each row of `before`, the rows that take its place; empty if no row changes its
    pieces."""
    base: str = ""
    """Hash of the states of the rows before the act (`rows.hash_rows`)."""
    texts: tuple[TextChange, ...] = ()
    side: str = ""
    """Side of the row, for a principle: `zh` or `en`."""
    principle: str = ""
    """Id of the principle."""
    finding: str = ""
    """Key of the finding that is accepted."""
    comment: str = ""
    target: str = ""
    """Id of the act that is undone, done again or dismissed."""
    is_conflict: bool = False
    """Whether the act came from another log and contradicts one of this log."""
    shown: tuple[str, str] = ("", "")
    """Beginnings of the Chinese and the English text of the first row."""


def new_act(op: Operation, *, by: str, document: str, rendering: str, **values: Any) -> Act:
    """Return an act of this moment with a new id."""
    now = time.time_ns() // 1_000_000
    moment = datetime.fromtimestamp(now / 1000, UTC).isoformat(timespec="milliseconds")
    act = Act(
        id=f"{now:012x}{os.urandom(5).hex()}",
        time=moment.replace("+00:00", "Z"),
        by=by,
        op=op,
        document=document,
        rendering=rendering,
        **values,
    )
    zh, en = act.shown
    return replace(act, shown=(zh[:_SHOWN], en[:_SHOWN]))


def reviewer_name() -> str:
    """Return the name under which the user works on this machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no name belongs to the user's number
        return "reviewer"


def format_act(act: Act) -> str:
    """Return an act as one line of JSON; empty fields are left out."""
    values: dict[str, Any] = {}
    for field in fields(Act):
        value = getattr(act, field.name)
        if value and value != ("", ""):
            values[field.name] = value
    if act.before:
        values["before"] = [_members_as_json(zh, en) for zh, en in act.before]
    if act.after:
        values["after"] = [[_row_as_json(row) for row in rows] for rows in act.after]
    if act.texts:
        values["texts"] = [
            {"piece": change.piece, "old": change.old, "new": change.new} for change in act.texts
        ]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _members_as_json(zh: tuple[str, ...], en: tuple[str, ...]) -> dict[str, Any]:
    return {"zh": zh, "en": en}


def _row_as_json(row: NewRow) -> dict[str, Any]:
    found = _members_as_json(row.zh, row.en)
    if row.score is not None:
        found["score"] = row.score
    if row.status != "edited":
        found["status"] = row.status
    return found


def read_act(line: bytes, *, source: object, place: str) -> Act:
    """Return the act that a line of a log holds.

    Args:
        line: one line of JSON in UTF-8. Unknown keys are ignored.
        source: the log, for the error.
        place: the line's number, for the error.

    Raises:
        InvalidInputError: the line holds no act.
    """
    value = parse_json(line, source=source, place=place, remedy=_REMEDY)
    op = value.get("op") if isinstance(value, Mapping) else None
    if isinstance(op, str) and op not in OPERATIONS:
        raise InvalidInputError(
            f"this version knows no operation {op[:_SHOWN]!r}",
            source=source,
            place=place,
            remedy=_UPDATE,
        )
    try:
        return _act_of(value)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        said = f"the field {error} is missing" if isinstance(error, KeyError) else str(error)
        raise InvalidInputError(
            f"it is no act of a review ({said})", source=source, place=place, remedy=_REMEDY
        ) from error


def _act_of(value: Any) -> Act:
    """Return the act that a JSON value stands for; raise an error of Python if it is none."""
    if not isinstance(value, Mapping):
        raise TypeError("it is no JSON object")
    if value["op"] not in OPERATIONS:  # no text
        raise ValueError(f"there is no operation {str(value['op'])[:_SHOWN]!r}")
    zh, en = value.get("shown", ("", ""))
    act = Act(
        id=_text(value["id"]),
        time=_text(value["time"]),
        by=_text(value["by"]),
        op=value["op"],
        document=_text(value["document"]),
        rendering=_text(value.get("rendering", "")),
        before=tuple(_members(row) for row in value.get("before", ())),
        after=tuple(tuple(_new_row(row) for row in rows) for rows in value.get("after", ())),
        base=_text(value.get("base", "")),
        texts=tuple(
            TextChange(*(_text(change[name]) for name in ("piece", "old", "new")))
            for change in value.get("texts", ())
        ),
        side=_text(value.get("side", "")),
        principle=_text(value.get("principle", "")),
        finding=_text(value.get("finding", "")),
        comment=_text(value.get("comment", "")),
        target=_text(value.get("target", "")),
        is_conflict=value.get("is_conflict", False) is True,
        shown=(_text(zh), _text(en)),
    )
    if act.op in STRUCTURAL and len(act.after) != len(act.before):
        raise ValueError("`after` does not fit `before`")
    if bool(act.target) != (act.op in ABOUT_ACTS) or bool(act.before) == bool(act.target):
        raise ValueError(f"{act.op} names no rows, or no act")
    return act


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{str(value)[:_SHOWN]!r} is no text")
    if len(value) > _LONGEST:
        raise ValueError(f"a text has more than {_LONGEST} characters")
    return value


def _members(value: Mapping[str, Any]) -> Members:
    zh, en = tuple(map(_text, value["zh"])), tuple(map(_text, value["en"]))
    if not zh and not en:
        raise ValueError("a row holds no piece")
    return zh, en


def _new_row(value: Mapping[str, Any]) -> NewRow:
    zh, en = _members(value)
    score = value.get("score")
    if score is not None and not (type(score) in (int, float) and 0 <= score <= 1):
        raise ValueError(f"{str(score)[:_SHOWN]} is no score")
    status = value.get("status", "edited")
    if status not in get_args(Status):
        raise ValueError(f"there is no status {str(status)[:_SHOWN]!r}")
    return NewRow(zh, en, score, status)


def is_side(value: str) -> bool:
    """Tell whether a text names a side of a row."""
    return value in get_args(Side)
