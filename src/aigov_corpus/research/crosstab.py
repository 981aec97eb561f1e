"""A table of counts: how many sentences have a value of one column and a value of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aigov_corpus.display import html_cell, html_table
from aigov_corpus.errors import NothingToDoError, UnknownNameError
from aigov_corpus.records import Pair, Side
from aigov_corpus.research.texts import name_text, read_side
from aigov_corpus.text.language_codes import LANGUAGE_NAMES

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_READ: dict[str, Callable[[Pair], tuple[str, ...]]] = {
    "principle": lambda pair: pair.principles,
    "section": lambda pair: (pair.section,),
    "document": lambda pair: (pair.document,),
    "rendering": lambda pair: (pair.rendering,),
    "status": lambda pair: (pair.status,),
    "kind": lambda pair: (pair.kind,),
    "bead": lambda pair: (pair.bead,),
}
"""The columns that can be counted, each with a function that returns the values of a pair."""
DIMENSIONS = tuple(_READ)
"""Names of the columns that can be counted."""


@dataclass(frozen=True)
class Crosstab:
    """Counts by two columns."""

    row: str
    """Name of the column whose values are the rows."""
    column: str
    """Name of the column whose values are the columns."""
    rows: tuple[str, ...]
    """The values of the rows."""
    columns: tuple[str, ...]
    """The values of the columns."""
    counts: tuple[tuple[int, ...], ...]
    """The number of sentences for each row and column."""
    notes: tuple[str, ...] = ()
    """Sentences about what is counted, and what is not."""

    def __repr__(self) -> str:
        """Return the table as text, with tabs between columns."""
        lines = ["\t".join((f"{self.row} × {self.column}", *self.columns))]
        for name, counts in zip(self.rows, self.counts, strict=True):
            lines.append("\t".join((name, *map(str, counts))))
        return "\n".join((*lines, *self.notes))

    def to_pandas(self) -> pd.DataFrame:
        """Return the counts as a DataFrame, with the values of the rows as its index."""
        import pandas as pd

        index = pd.Index(self.rows, name=self.row)
        columns = pd.Index(self.columns, name=self.column)
        return pd.DataFrame(list(self.counts), index=index, columns=columns, dtype="int64")

    def plot(self, *, ax: Axes | None = None) -> Axes:
        """Draw the table, in which a higher count is darker; return the Axes of matplotlib.

        Args:
            ax: the Axes to draw on; None for a new picture.

        Raises:
            NothingToDoError: no sentence is in any cell.
            MissingExtraError: matplotlib is not installed.
        """
        if not self.rows:
            raise NothingToDoError(
                f"no sentence has a {self.row} and a {self.column}", remedy="count other columns"
            )
        from aigov_corpus.plotting.charts import draw_cells

        return draw_cells(
            self.rows,
            self.columns,
            self.counts,
            title=f"{self.row} × {self.column}",
            labels=(self.column, self.row),
            ax=ax,
        )

    def _repr_html_(self) -> str:
        """Return the table as HTML."""
        rows = (
            [html_cell(name), *(html_cell(count or "") for count in counts)]
            for name, counts in zip(self.rows, self.counts, strict=True)
        )
        return html_table(
            f"{self.row} × {self.column}",
            (self.row, *self.columns),
            rows,
            advice="to_pandas() has all of them",
            notes=self.notes,
        )


def count_both(pairs: Iterable[Pair], row: str, column: str, *, side: str = "zh") -> Crosstab:
    """Return how many sentences have each value of one column and each value of another.

    A sentence has the values of all pairs that hold it. So a Chinese sentence is counted once, even
    if it stands in the pairs of several renderings; it has a principle if one of these pairs does.

    `Corpus.crosstab` describes the arguments and the errors.
    """
    for name in (row, column):
        if name not in _READ:
            raise UnknownNameError("column to count", name, DIMENSIONS)
    chosen = read_side(side)
    pairs = list(pairs)
    cells: set[tuple[tuple[str, ...], str, str]] = set()
    left_out = 0
    without: dict[tuple[str, ...], bool] = {}
    for pair in pairs:
        ids = pair.ids(chosen)
        left_out += not ids
        values = [(one, two) for one in _READ[row](pair) for two in _READ[column](pair)]
        for name in ids:
            sentence = (*name_text(pair, chosen), name)
            without[sentence] = without.get(sentence, True) and not values
            cells.update((sentence, *both) for both in values)
    if not without:
        raise NothingToDoError(
            f"no pair has a sentence in {chosen}", remedy="select others, or count the other side"
        )
    counts = Counter((one, two) for _, one, two in cells)
    rows = _order(pairs, row, {one for one, _ in counts})
    columns = _order(pairs, column, {two for _, two in counts})
    return Crosstab(
        row,
        column,
        tuple(rows),
        tuple(columns),
        tuple(tuple(counts[one, two] for two in columns) for one in rows),
        tuple(_notes((row, column), chosen, len(without), sum(without.values()), left_out)),
    )


def group_pairs(pairs: Iterable[Pair], name: str) -> dict[str, list[Pair]]:
    """Return the pairs that have each value of a column; one may be in several groups, or none.

    Args:
        pairs: the pairs.
        name: one of `DIMENSIONS`.

    Raises:
        UnknownNameError: there is no such column.
    """
    if name not in _READ:
        raise UnknownNameError("column to group by", name, DIMENSIONS)
    pairs = list(pairs)
    values = {value for pair in pairs for value in _READ[name](pair)}
    groups: dict[str, list[Pair]] = {value: [] for value in _order(pairs, name, values)}
    for pair in pairs:
        for value in _READ[name](pair):
            groups[value].append(pair)
    return groups


def _order(pairs: Sequence[Pair], name: str, occurring: set[str]) -> list[str]:
    """Return the values that occur: principles sorted, others in the order of the text."""
    if name == "principle":
        return sorted(occurring)
    values = dict.fromkeys(value for pair in pairs for value in _READ[name](pair))
    return [value for value in values if value in occurring]


def _notes(
    names: tuple[str, str], side: Side, total: int, without: int, left_out: int
) -> list[str]:
    """Return sentences about what is counted."""
    notes = [f"{total:,} {LANGUAGE_NAMES[side]} sentences, each counted once"]
    if without:
        lacking = "principle" if "principle" in names else " or no ".join(names)
        has, stands = ("has", "is") if without == 1 else ("have", "are")
        notes.append(f"{without:,} of them {has} no {lacking}, and {stands} in no cell")
    if left_out:
        other = "en" if side == "zh" else "zh"
        notes.append(
            f"{left_out:,} units without {LANGUAGE_NAMES[side]} are not counted; side='{other}' "
            f"counts the {LANGUAGE_NAMES[other]} sentences"
        )
    return notes
