"""Rows: what a reviewer sees and decides about, one pair of one rendering each."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import lru_cache

from aigov_corpus.records import Side, Status
from aigov_corpus.segmentation.ids import name_unit

Members = tuple[tuple[str, ...], tuple[str, ...]]
"""The names of the Chinese and of the English pieces of a row."""

DECIDED: tuple[Status, ...] = ("confirmed", "rejected")
"""Statuses of rows about which nothing is left to do."""
WRITTEN = "en+"
"""Name under which a row keeps the English that a reviewer wrote beside Chinese without any."""
_DIGITS = 16
"""Hexadecimal digits of a state; with 64 bits two states are never the same by chance."""


@dataclass(frozen=True, slots=True)
class Comment:
    """What a reviewer wrote about a row."""

    by: str
    at: str
    """Time in UTC, ISO 8601."""
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A principle that a reviewer added to one text of a row, or removed from it."""

    side: Side
    principle: str
    """Id of the principle in the taxonomy."""
    is_added: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A few Chinese pieces, the English pieces that translate them, and what was decided."""

    zh: tuple[str, ...]
    """Names of the Chinese pieces, in the order of the text."""
    en: tuple[str, ...]
    """Names of the English pieces, in the order of the text."""
    status: Status
    score: float | None
    """Probability (0 to 1) by the aligner; None if one text is empty, or a person put them
    together."""
    texts: tuple[tuple[str, str], ...] = ()
    """Pieces whose text a reviewer changed, sorted, each with the new text; what was written where
    there is no English has the name `WRITTEN`."""
    marks: tuple[Mark, ...] = ()
    comments: tuple[Comment, ...] = ()
    accepted: tuple[str, ...] = ()
    """Findings that a reviewer accepted, by their keys."""
    by: str = ""
    """Who changed the row last; empty if nobody did."""
    at: str = ""
    """Time of the last change in UTC, ISO 8601; empty if there was none."""
    key: str = field(init=False, compare=False)
    """Name of the row in its rendering; it depends only on the names of its pieces."""

    def __post_init__(self) -> None:
        """Check that the row holds something, and make its key."""
        if not self.zh and not self.en:
            raise ValueError("a row must hold a piece")
        object.__setattr__(self, "key", _name(self.zh, self.en))

    @property
    def members(self) -> Members:
        """The names of its pieces."""
        return self.zh, self.en

    def pieces(self, side: Side) -> tuple[str, ...]:
        """Return the names of the pieces of a side."""
        return self.zh if side == "zh" else self.en

    @property
    def written(self) -> str:
        """English that a reviewer wrote where the translation has none; empty if nobody did."""
        return dict(self.texts).get(WRITTEN, "")

    @property
    def has_both(self) -> bool:
        """Whether it has Chinese and English."""
        return bool(self.zh and (self.en or self.written))

    @property
    def is_decided(self) -> bool:
        """Whether a reviewer confirmed or rejected it."""
        return self.status in DECIDED

    @property
    def state(self) -> str:
        """Hash of what two reviewers could disagree about: pieces, status, texts and principles."""
        marks = [[mark.side, mark.principle, mark.is_added] for mark in self.marks]
        return hash_value([self.zh, self.en, self.status, self.texts, marks])


@lru_cache(maxsize=1 << 16)
def _name(zh: tuple[str, ...], en: tuple[str, ...]) -> str:
    """Return the key of a row; that of a large document is made once and not for every act."""
    return name_unit(zh, en)


def hash_value(value: object) -> str:
    """Return the first hexadecimal digits of the SHA-256 of a value, written as JSON."""
    content = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def hash_rows(rows: tuple[Row, ...]) -> str:
    """Return one hash of the states of some rows."""
    return hash_value([row.state for row in rows])
