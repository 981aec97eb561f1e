"""A spreadsheet that `export` wrote and a person changed, turned into acts of that person.

Each row of the sheet names its pair (`pair_id`) and says which state of the pair it shows
(`changed_at`). What the person changed is the difference from that state. So nothing that others
did since then is undone; where both changed the same thing, the row is listed and nothing is done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from aigov_corpus.errors import InvalidInputError, UsageError
from aigov_corpus.exporting.cells import cut_to_cell
from aigov_corpus.exporting.rows import COLUMNS, STATUSES, to_flat_row
from aigov_corpus.importing.archives import find_zip_kind
from aigov_corpus.importing.delimited import Row as SheetRow
from aigov_corpus.importing.sheets import Sheet
from aigov_corpus.importing.workbooks import read_workbook
from aigov_corpus.records import Side
from aigov_corpus.reviewing.acts import STATUS_OF, Act
from aigov_corpus.reviewing.bitext import Bitext
from aigov_corpus.reviewing.planning import Planner
from aigov_corpus.reviewing.review import Review
from aigov_corpus.reviewing.reviewed import Tagger, make_pair
from aigov_corpus.reviewing.rows import Row
from aigov_corpus.text.characters import one_line, xml_text
from aigov_corpus.text.quoting import printable

_ZIP = b"PK\x03\x04"
"""First bytes of a spreadsheet."""
_ID = "pair_id"
_WHEN = "changed_at"
"""Column that tells which state of a pair a row shows."""
_NEEDED = (_ID, "en")
_TAKEN = ("en", "status", "comment", "principles_zh", "principles_en")
"""Columns whose changes become acts."""
_NOT_COMPARED = frozenset(
    {
        *(_ID, _WHEN, "changed_by", "document", "rendering", "seq", "score"),
        *("principle_evidence", "near_misses", "signature", "moved_to", "moved_score"),
    }
)
"""Columns that name a pair, or change by themselves when others or the program change."""
_COMPARED = (*_TAKEN, *(name for name in COLUMNS if name not in {*_TAKEN, *_NOT_COMPARED}))
"""Columns in which a person may have changed something."""
_QUOTED = 40
"""Characters of a cell that a message quotes."""
_OP_OF = {status: op for op, status in STATUS_OF.items()}
"""For each status that a person gives, the act that gives it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a sheet that did not become an act."""

    row: int
    """Number of the row in the sheet, or of the pair in another file, from 1."""
    reason: str


@dataclass(slots=True)
class SheetChanges:
    """What a sheet changes."""

    acts: dict[str, list[Act]] = field(default_factory=dict)
    """The acts of each document, in the order of the sheet; all of them are performed."""
    problems: list[Problem] = field(default_factory=list)
    rows: int = 0
    """Rows of the sheet that name a pair of the documents."""
    missing: dict[tuple[str, str], tuple[int, ...]] = field(default_factory=dict)
    """For each document and rendering of the sheet the numbers of the rows, from 1, that are not
    in it; they stay as they are. Those without such rows are not listed."""
    unit: str = "line"
    """What the numbers of problems count: `line` of a sheet, `pair` of another file."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A document under review, and what tags its changed texts."""

    review: Review
    tagger: Tagger | None


def read_sheet(
    data: bytes, *, name: str, documents: Mapping[str, Reviewed], by: str
) -> SheetChanges:
    """Perform what a person changed in a sheet, and return it.

    Raises:
        InvalidInputError: it cannot be read, or no sheet in it has the columns of an export.
    """
    changes = SheetChanges()
    names, rows = _find_table(data, name)
    readers: dict[tuple[str, str], Reader] = {}
    seen: dict[str, int] = {}
    for row in rows:
        cells = dict(zip(names, row.cells, strict=False))
        pair_id = cells.get(_ID, "").strip()
        document, _, rest = pair_id.partition("/")
        rendering, _, key = rest.rpartition("/")
        reviewed = documents.get(document)
        problem = _refuse(pair_id, reviewed, rendering, seen)
        if problem or reviewed is None:
            changes.problems.append(Problem(row.number, problem))
            continue
        seen[pair_id] = row.number
        place = (document, rendering)
        if place not in readers:
            readers[place] = Reader(reviewed, reviewed.review.bitexts[rendering], by)
        changes.rows += 1
        acts, problems = readers[place].read(key, cells)
        changes.acts.setdefault(document, []).extend(acts)
        changes.problems += [Problem(row.number, problem) for problem in problems]
    changes.missing = {
        place: lacking for place, own in readers.items() if (lacking := own.missing())
    }
    return changes


def is_sheet(data: bytes, *, name: str) -> bool:
    """Tell whether a file is a spreadsheet with the columns that `read_sheet` needs.

    Raises:
        InvalidInputError: it is a damaged spreadsheet.
    """
    if not data.startswith(_ZIP) or find_zip_kind(data) not in ("xlsx", "ods"):
        return False
    return any(_has_needed(sheet) for sheet in read_workbook(data, name=name).sheets)


def _column_names(sheet: Sheet) -> list[str]:
    """Return the cells of the first row."""
    return [cell.strip() for cell in sheet.rows[0].cells] if sheet.rows else []


def _has_needed(sheet: Sheet) -> bool:
    """Tell whether the first row names the columns without which no pair is known."""
    return {*_NEEDED} <= {*_column_names(sheet)}


def _find_table(data: bytes, name: str) -> tuple[list[str], Sequence[SheetRow]]:
    """Return the names of the columns, and the rows below, of the first sheet that has them.

    Raises:
        InvalidInputError: there is no such sheet.
    """
    for sheet in read_workbook(data, name=name).sheets:
        if _has_needed(sheet):
            return _column_names(sheet), sheet.rows[1:]
    raise InvalidInputError(
        f"no sheet in it has the columns {' and '.join(_NEEDED)}, so it does not say which pair a "
        "row is",
        source=name,
        remedy="give a sheet that the review page or  export --format xlsx  wrote, with its hidden "
        "columns",
    )


def _refuse(
    pair_id: str, reviewed: Reviewed | None, rendering: str, seen: Mapping[str, int]
) -> str:
    """Return why a row cannot be brought back; empty if nothing speaks against it."""
    if not pair_id:
        return "it names no pair; a new row cannot be brought back"
    if pair_id in seen:
        return f"line {seen[pair_id]} is about the same pair"
    if reviewed is None or rendering not in reviewed.review.bitexts:
        return f"no document here has the pair {pair_id[:_QUOTED]}"
    return ""


class Reader:
    """Turns rows of a file into acts on one rendering."""

    def __init__(self, reviewed: Reviewed, bitext: Bitext, by: str) -> None:
        self._review = reviewed.review
        self._tagger = reviewed.tagger
        self._bitext = bitext
        self._planner = Planner(bitext, by=by)
        self._past = {
            (row.key, row.at): row
            for applied in self._review.applied.values()
            if applied.act.rendering == bitext.rendering
            for row in (*applied.change.old, *applied.change.new)
        }
        """Every state in which a row has ever been, by its key and the time of its change."""
        # before anything is changed, since a sheet says what there was when it was written
        self._numbers = {row.key: number for number, row in enumerate(bitext, start=1)}
        self._members = {row.key: {*row.zh, *row.en} for row in bitext}
        self._named: set[str] = set()
        self._pieces: set[str] = set()

    def missing(self) -> tuple[int, ...]:
        """Return the numbers of the rows of which the sheet named nothing, not even a part."""
        return tuple(
            number
            for key, number in self._numbers.items()
            if key not in self._named and self._members[key].isdisjoint(self._pieces)
        )

    def read(self, key: str, cells: Mapping[str, str]) -> tuple[list[Act], list[str]]:
        """Perform the changes of a row; return the acts, and what was not understood."""
        when = cells.get(_WHEN)
        self._named.add(key)
        if shown_then := self._past.get((key, when or "")):
            self._pieces |= {*shown_then.zh, *shown_then.en}
        if key not in self._bitext:
            before = self._past.get((key, when or ""))
            if before is not None and not _differing(self._cells(before), cells):
                return [], []
            return [], ["its sentences are put together otherwise now; look at them in the page"]
        now = self._bitext[key]
        before = now if when is None else self._past.get((key, when), now)
        shown, present = self._cells(before), self._cells(now)
        acts: list[Act] = []
        problems: list[str] = []
        for name in _differing(shown, cells):
            cell = cells[name]
            if name not in _TAKEN:
                problems.append(f"{name}: '{quote(cell)}' is not taken; no act changes this column")
            elif shown[name] != present[name]:
                if not _is_there(name, cell, shown[name], present[name]):
                    by = self._bitext[key].by
                    problems.append(f"{name}: '{quote(cell)}' contradicts what {by} did since")
            else:
                try:
                    acts += _CHANGES[name](self, key, shown[name], cell)
                except UsageError as error:
                    problems.append(f"{name}: '{quote(cell)}': {error}")
        acts += self._keep_status(key, before, cells, acts)
        return acts, problems

    def name_only(self, key: str) -> None:
        """Note that a row is in the file, whatever became of it."""
        self._named.add(key)

    def present(self, key: str, side: Side) -> str:
        """Return one text of a row as it is now."""
        return self._bitext.side_text(self._bitext[key], side)

    def earlier_by(self, key: str, english: str) -> str:
        """Return who changed the English of a row that once was this one; empty if it never was."""
        text = clean(english)
        then = {row.at for (name, _), row in self._past.items() if name == key}
        states = sorted(at for at in then if self._cells(self._past[key, at])["en"] == text)
        now = self._bitext[key]
        return now.by if states and self._cells(now)["en"] != text else ""

    def _cells(self, row: Row) -> dict[str, str]:
        """Return what an export writes into the cells of a row, each on one line."""
        pair = make_pair(self._bitext, row, seq=0, tag=self._tagger)
        values = to_flat_row(pair)
        return {name: clean(_as_text(values[name])) for name in _COMPARED}

    def _perform(self, act: Act) -> list[Act]:
        self._review.perform(act)
        return [act]

    def change_text(self, key: str, old: str, cell: str) -> list[Act]:
        """Change the English of a row."""
        return self._perform(self._planner.edit(self._bitext[key], cell))

    def change_status(self, key: str, old: str, cell: str) -> list[Act]:
        """Give a row a status, or take it back.

        Raises:
            UsageError: there is no such status, or nobody can give it.
        """
        status = cell.strip().lower()
        row = self._bitext[key]
        if status not in STATUSES:
            raise UsageError("there is no such status", remedy=f"write one of: {', '.join(_OP_OF)}")
        if status == row.status:
            return []
        if status in _OP_OF:
            return self._perform(self._planner.simple(_OP_OF[status], [row]))
        if row.status not in _OP_OF:
            raise UsageError(
                "nobody gives this status by hand", remedy=f"write one of: {', '.join(_OP_OF)}"
            )
        return self._perform(self._planner.simple("reopen", [row]))

    def change_comments(self, key: str, old: str, cell: str) -> list[Act]:
        """Add a comment: what a person wrote behind the others, or in their place."""
        comment = clean(cell).removeprefix(old).strip()
        if not comment:
            raise UsageError("a comment is not removed", remedy="undo it in the page")
        return self._perform(self._planner.simple("comment", [self._bitext[key]], comment=comment))

    def change_principles(self, key: str, old: str, cell: str, *, side: Side) -> list[Act]:
        """Add and remove principles of one text."""
        before, after = _names(old), _names(cell)
        acts: list[Act] = []
        for op, names in (
            ("add-principle", [name for name in after if name not in before]),
            ("remove-principle", [name for name in before if name not in after]),
        ):
            for name in names:
                row = self._bitext[key]
                act = self._planner.simple(op, [row], side=side, principle=name)
                acts += self._perform(act)
        return acts

    def _keep_status(
        self, key: str, before: Row, cells: Mapping[str, str], acts: Sequence[Act]
    ) -> list[Act]:
        """Confirm again, or the like, a row whose text was changed and whose status was not.

        The sheet says that the row has this status, with its new text.
        """
        row = self._bitext[key]
        status = cells.get("status", "").strip().lower()
        edited = any(act.op == "edit" for act in acts)
        if not edited or status == row.status or status not in _OP_OF or before.status != status:
            return []
        return self._perform(self._planner.simple(_OP_OF[status], [row]))


_CHANGES: dict[str, Callable[[Reader, str, str, str], list[Act]]] = {
    "en": Reader.change_text,
    "status": Reader.change_status,
    "comment": Reader.change_comments,
    "principles_zh": partial(Reader.change_principles, side="zh"),
    "principles_en": partial(Reader.change_principles, side="en"),
}
"""For each column whose changes become acts, what makes them.

Each gets the key of a row, the cell as it was exported, and the cell as it is.
"""


def _differing(shown: Mapping[str, str], cells: Mapping[str, str]) -> list[str]:
    """Return the columns in which a person changed a row, those that are taken first."""
    found = [name for name in _COMPARED if name in cells and clean(cells[name]) != shown[name]]
    if "principles_zh" in found or "principles_en" in found:
        return [name for name in found if name != "principles"]  # it follows from the two
    return found


def _is_there(name: str, cell: str, shown: str, present: str) -> bool:
    """Tell whether a row has already what a person wrote into a cell.

    Args:
        name: name of the column.
        cell: the cell as it is.
        shown: the cell as it was exported.
        present: the cell as an export would have it now.
    """
    if name == "comment":
        return clean(cell).removeprefix(shown).strip() in present
    if name.startswith("principles"):
        return set(_names(cell)) == set(_names(present))
    return (cell.strip().lower() if name == "status" else clean(cell)) == present


def _as_text(value: object) -> str:
    """Return a value of a pair as an export writes it."""
    if value is None:
        return ""
    return ";".join(value) if isinstance(value, list) else str(value)


def _names(cell: str) -> list[str]:
    """Return the principles that a cell lists."""
    return list(dict.fromkeys(name for part in cell.split(";") if (name := one_line(part))))


def clean(cell: str) -> str:
    """Return a text as a cell holds it, on one line."""
    return one_line(cut_to_cell(xml_text(cell)))


def quote(cell: str) -> str:
    """Return the beginning of a cell."""
    return printable(clean(cell), longest=_QUOTED)
