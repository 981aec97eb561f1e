"""The line on stderr that ends `align`: what came out, and where to look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from aigov_corpus.cli.messages import tell
from aigov_corpus.records import is_doubtful
from aigov_corpus.text.counting import counted
from aigov_corpus.text.row_numbers import describe_rows

if TYPE_CHECKING:
    from aigov_corpus.building.documents import Row
    from aigov_corpus.records import LeftOut


def tell_closing(
    rows: Sequence[Row],
    *,
    languages: tuple[str, str],
    left_out: Sequence[LeftOut],
    seconds: float,
) -> None:
    """Print how many pairs there are, how many are doubtful, and what is without a counterpart."""
    alone = [number for number, row in enumerate(rows, 1) if not (row.src and row.tgt)]
    doubtful = [number for number, row in enumerate(rows, 1) if is_doubtful(row.score)]
    parts = [f"{counted(len(rows) - len(alone), 'pair')} from {languages[0]} to {languages[1]}"]
    for count, words in ((alone, "without a counterpart"), (doubtful, "doubtful")):
        where = f" ({describe_rows(count)})" if count else ""
        parts.append(f"{len(count):,} {words}{where}")
    characters = sum(len("".join(piece.text.split())) for piece in left_out)
    parts.append(
        f"{counted(characters, 'character')} left out" if characters else "nothing left out"
    )
    tell(f"{', '.join(parts)}; {seconds:.1f} s")
