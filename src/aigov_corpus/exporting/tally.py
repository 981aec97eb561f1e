"""Counts of an export: how many pairs were written, and how many were left out for which reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from aigov_corpus.errors import NothingToDoError
from aigov_corpus.records import Pair
from aigov_corpus.text.characters import one_line, without_invisible, xml_text

NO_TRANSLATION = "without a text in both languages"
"""The reason for which several formats leave out a pair."""

REJECTED = "rejected by a reviewer"
"""The reason for which translation memories and training texts leave out a pair."""

INVISIBLE = "with invisible characters, which were left out"
"""Remark on a unit; programs would find no match for such a text."""
FOLDED = "with line ends or runs of spaces, each written as one space"
"""Remark on a unit whose white space the format does not keep."""


@dataclass(slots=True)
class Tally:
    """Counts of one export; the caller makes a tally, and the exporter adds to it."""

    written: int = 0
    """Number of pairs that were written."""
    left_out: Counter[str] = field(default_factory=Counter)
    """Number of pairs left out for each reason: `{"without a text in both languages": 4}`."""
    remarks: Counter[str] = field(default_factory=Counter)
    """Number of pairs that were written, but with each remark that a person should know."""

    def list_reasons(self) -> list[tuple[int, str]]:
        """Return the number of pairs for each reason and each remark."""
        both = (*self.left_out.items(), *self.remarks.items())
        return [(count, reason) for reason, count in both if count]


def remark_changes(pair: Pair, tally: Tally) -> None:
    """Count a pair whose texts a memory or an XLIFF file has otherwise than the corpus.

    Control characters, for which every format in XML has a space, are counted elsewhere.
    """
    texts = [xml_text(text) for text in (pair.zh, pair.en)]
    if any(without_invisible(text) != text for text in texts):
        tally.remarks[INVISIBLE] += 1
    remark_folded(texts, tally)


def remark_folded(texts: Iterable[str], tally: Tally) -> None:
    """Count a pair if one of its texts has white space that is written as one space."""
    if any(one_line(text) != text for text in texts):
        tally.remarks[FOLDED] += 1


def keep_translated(pairs: Iterable[Pair], tally: Tally) -> Iterator[Pair]:
    """Yield the pairs with a text in both languages that no reviewer rejected; count the others."""
    for pair in pairs:
        if pair.status == "rejected":
            tally.left_out[REJECTED] += 1
        elif not one_line(pair.zh) or not one_line(pair.en):
            tally.left_out[NO_TRANSLATION] += 1
        else:
            yield pair


def require_written(tally: Tally, out: Path) -> None:
    """Raise an error if no pair was written, so that no empty file is left.

    Raises:
        NothingToDoError: none was; the error says how many were left out, and why.
    """
    if tally.written:
        return
    left_out = ", ".join(f"{count} {reason}" for reason, count in tally.left_out.items())
    if left_out:
        raise NothingToDoError(
            f"there are no pairs to write; left out: {left_out}",
            source=out,
            remedy="select other pairs, or export another format",
        )
    raise NothingToDoError(
        "there are no pairs to write", source=out, remedy="use fewer or wider filters"
    )
