"""Compare the renderings of a corpus: the filters of `Corpus.compare` and of the command."""

from __future__ import annotations

from collections.abc import Iterable

from aigov_corpus.comparing import Comparison, compare_renderings
from aigov_corpus.comparing.selecting import RowFilters, check_kinds, select_rows
from aigov_corpus.corpus.filters import Names, compile_pattern, read_names, select_pairs
from aigov_corpus.records import Pair


def compare_pairs(
    pairs: Iterable[Pair],
    *,
    base: str | None = None,
    rendering: Names = None,
    section: Names = None,
    principle: Names = None,
    text: str | None = None,
    kind: Names = None,
    differing: bool = False,
) -> list[Comparison]:
    """Return the comparison of each document that has several renderings, with some of its rows.

    It takes what `Corpus.compare` takes, and raises the same errors.
    """
    filters = RowFilters(
        section=read_names("section", section) or (),
        principle=read_names("principle", principle) or (),
        pattern=None if text is None else compile_pattern(text),
        kinds=read_names("kind", kind) or (),
        differing=differing,
    )
    check_kinds(filters)
    pairs = select_pairs(pairs, rendering=rendering)
    select_pairs(pairs, section=section, principle=principle)  # raises an error for wrong names
    compared = compare_renderings(pairs, base=base)
    return [select_rows(one, filters) for one in compared]
