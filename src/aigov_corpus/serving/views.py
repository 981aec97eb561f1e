"""Views: the rows that pass a reviewer's filters, in the order that the reviewer wants.

A view is made once. Acts afterwards replace rows in it where they stand, so that no row jumps away
under the reviewer's hands because it does not pass the filter any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Protocol

from aigov_corpus.reviewing.bitext import Bitext, Change, replace_keys, take_back_keys
from aigov_corpus.reviewing.doubts import doubt_of, is_doubtful
from aigov_corpus.reviewing.pieces import split_name
from aigov_corpus.reviewing.rows import Row

ROWS = 40
"""Rows on one page: some four screens, which a browser shows at once."""


FINDING = "finding:"
"""Beginning of a status that means a finding of one check."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reviewer wants to see, and in which order."""

    order: str = "doubt"
    """`doubt` for the most doubtful first, `text` for the order of the document."""
    section: str = ""
    """Path of a section; those inside it belong to it. Empty for all, like all that follow."""
    status: str = ""
    """A status; or `open` for undecided rows, `doubtful`, `unaligned`, `commented`, `findings`; or
    `finding:number` for rows with a finding of one check."""
    principle: str = ""
    """Id of a principle."""
    text: str = ""
    """Text that the Chinese or the English has, in capitals or not."""

    @classmethod
    def of(cls, values: dict[str, str]) -> Filters:
        """Return the filters that a request asks for; unknown names are ignored."""
        return cls(
            **{field.name: values[field.name] for field in fields(cls) if field.name in values}
        )


class View:
    """Keys of rows, in order; it follows the acts."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys = list(keys)

    def place(self, key: str) -> int | None:
        """Return the 0-based number of a row in the view; None if it is not there."""
        try:
            return self.keys.index(key)
        except ValueError:
            return None

    def page(self, number: int) -> Sequence[str]:
        """Return the keys of a page, counted from 0."""
        return self.keys[number * ROWS : (number + 1) * ROWS]

    @property
    def pages(self) -> int:
        """Number of pages, at least 1."""
        return max(1, -(-len(self.keys) // ROWS))

    def page_of(self, key: str) -> int | None:
        """Return the page with a row; None if the row is not in the view."""
        place = self.place(key)
        return None if place is None else place // ROWS

    def follow(self, change: Change, *, back: bool = False) -> None:
        """Replace the rows that an act replaced; or if `back`, put the old ones back."""
        if any([row.key for row in rows] != [old.key] for old, rows in change.groups):
            self.keys = (take_back_keys if back else replace_keys)(self.keys, change)


class Findings(Protocol):
    """What a view must know of findings."""

    def count(self, row: Row) -> int:
        """Return how many findings about a row nobody has accepted."""

    def doubts(self, row: Row) -> int:
        """Return how grave they are; 0 if none makes the row doubtful."""

    def has_code(self, row: Row, code: str) -> bool:
        """Tell whether a row has an open finding of a check."""


def make_view(
    bitext: Bitext, filters: Filters, findings: Findings, others: Iterable[Bitext] = ()
) -> View:
    """Return the rows of a rendering that pass the filters, in the order that they ask for.

    Args:
        bitext: the rendering.
        filters: the filters.
        findings: the findings about its rows.
        others: the renderings that stand beside it, which are searched for a text, too.
    """
    found = _find_beside(others, filters.text.casefold())
    rows = [row for row in bitext if _passes(row, bitext, filters, findings, found)]
    if filters.order != "text":
        rows.sort(key=lambda row: doubt_of(row, findings.doubts))
    return View(row.key for row in rows)


def section_of(bitext: Bitext, row: Row) -> str:
    """Return the path of the section that a row belongs to."""
    return bitext.unit_of(row).section


def _find_beside(bitexts: Iterable[Bitext], wanted: str) -> set[str]:
    """Return ids of the Chinese sentences whose English in one of some renderings has a text."""
    return {
        split_name(piece)[0]
        for bitext in bitexts
        for row in (bitext if wanted else ())
        if wanted in bitext.side_text(row, "en").casefold()
        for piece in row.zh
    }


def _passes(
    row: Row, bitext: Bitext, filters: Filters, findings: Findings, found: set[str]
) -> bool:
    """Tell whether a row passes all filters; those that cost most come last.

    Chinese sentences in `found` have the text in another rendering.
    """
    if filters.status and not _has_status(row, filters.status, findings):
        return False
    if filters.section:
        section = section_of(bitext, row)
        if section != filters.section and not section.startswith(f"{filters.section}/"):
            return False
    if filters.principle and not _expresses(row, bitext, filters.principle):
        return False
    if not filters.text:
        return True
    wanted = filters.text.casefold()
    return any(wanted in bitext.side_text(row, side).casefold() for side in ("zh", "en")) or any(
        split_name(piece)[0] in found for piece in row.zh
    )


def _has_status(row: Row, status: str, findings: Findings) -> bool:
    if status == "open":
        return not row.is_decided
    if status == "doubtful":
        return is_doubtful(row, findings.doubts)
    if status == "unaligned":
        return not row.has_both
    if status == "commented":
        return bool(row.comments)
    if status == "findings":
        return findings.count(row) > 0
    if status.startswith(FINDING):
        return findings.has_code(row, status.removeprefix(FINDING))
    return row.status == status


def _expresses(row: Row, bitext: Bitext, principle: str) -> bool:
    """Tell whether one of the machine's pairs or the reviewer says that a row has a principle."""
    marks = [mark for mark in row.marks if mark.principle == principle]
    if marks:
        return any(mark.is_added for mark in marks)
    return any(principle in unit.principles for unit in bitext.units_of(row))
