"""Compare the renderings of each document of a corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from aigov_corpus.checking.units import is_inside
from aigov_corpus.comparing.doubts import Doubting, check_meaning, compare_doubts
from aigov_corpus.comparing.grid import GridRow, join_renderings
from aigov_corpus.comparing.groups import Group, LinkedGroup, list_groups
from aigov_corpus.comparing.numbers import compare_numbers
from aigov_corpus.comparing.records import KINDS, Difference, Kind
from aigov_corpus.comparing.structure import compare_structure
from aigov_corpus.comparing.words import compare_word_choice
from aigov_corpus.errors import NothingToDoError, UnknownNameError
from aigov_corpus.exporting.omitting import find_withheld
from aigov_corpus.records import Finding, Pair
from aigov_corpus.records.grouping import group_by
from aigov_corpus.terms.linked import link_pairs
from aigov_corpus.text.parts_of_speech import find_nominal


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A row of the comparison."""

    number: int
    """Number of the row in its document, counted from 1."""
    grid: GridRow
    """The Chinese and the cells."""
    differences: tuple[Difference, ...]
    """What differs, in the order of `KINDS`."""
    likeness: tuple[float | None, ...]
    """For each rendering the share (0 to 1) of words that it has in common with the base; None for
    the base, and where one of the two has no text."""
    unlike: tuple[tuple[tuple[int, int], ...], ...]
    """For each rendering the places in its cell of words that are not in common: for the base those
    that the first other rendering lacks."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The renderings of one document side by side."""

    document: str
    """Id of the document."""
    renderings: tuple[str, ...]
    """Ids of the renderings; the first one is the base."""
    rows: tuple[ComparedRow, ...]
    """The rows, in the order of the text."""
    withheld: frozenset[str] = frozenset()
    """Ids of the renderings whose English was left out when the corpus was passed on."""

    def count(self) -> dict[Kind, int]:
        """Return how many differences of each kind there are."""
        counts = Counter(found.kind for row in self.rows for found in row.differences)
        return {kind: counts[kind] for kind in KINDS}


def compare_renderings(
    pairs: Iterable[Pair], *, base: str | None = None, find_doubts: Doubting = check_meaning
) -> list[Comparison]:
    """Compare the renderings of each document that has several.

    Args:
        pairs: the pairs of a corpus, each rendering in the order of its text.
        base: id of the rendering with which each of the others is compared; None for the first one
            of each document whose English was not left out.
        find_doubts: returns what is doubted in the pairs of a document; by default what the checks
            of meaning find.

    Raises:
        UnknownNameError: no document with several renderings has the base.
        NothingToDoError: no document has several renderings.
    """
    several = {
        document: own
        for document, own in group_by(pairs, lambda pair: pair.document).items()
        if len({pair.rendering for pair in own}) > 1
    }
    if not several:
        raise NothingToDoError(
            "no document has two renderings, so there is nothing to compare",
            remedy="add a [[document.rendering]] to corpus.toml and build, or give several files",
        )
    known = {pair.rendering: None for own in several.values() for pair in own}
    if base is not None and base not in known:
        raise UnknownNameError("rendering", base, known)
    return [_compare(document, own, base, find_doubts) for document, own in several.items()]


def _compare(
    document: str, pairs: Sequence[Pair], base: str | None, find_doubts: Doubting
) -> Comparison:
    """Return the comparison of one document."""
    # the base comes first; if nobody has chosen it, it is the first one whose English is there
    withheld = {rendering for _, rendering in find_withheld(pairs)}
    last = withheld if base is None else {pair.rendering for pair in pairs} - {base}
    pairs = sorted(pairs, key=lambda pair: pair.rendering in last)
    names, rows = join_renderings(pairs)
    doubts = group_by(find_doubts(pairs), lambda finding: finding.spans[0].pair_id)
    found: dict[int, list[Difference]] = {}
    likeness: dict[tuple[int, int], float] = {}
    unlike: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for column in range(1, len(names)):
        groups = _list_known_groups(rows, names, column)
        for one in _list_differences(groups, rows, doubts):
            found.setdefault(one.row, []).append(one)
        for group in groups:
            if group.has_all:
                _note_wording(group, column, likeness, unlike)
    columns = range(len(names))
    compared = tuple(
        ComparedRow(
            number + 1,
            row,
            tuple(sorted(found.get(number, ()), key=lambda one: KINDS.index(one.kind))),
            tuple(likeness.get((number, column)) for column in columns),
            tuple(tuple(unlike.get((number, column), ())) for column in columns),
        )
        for number, row in enumerate(rows)
    )
    return Comparison(document, tuple(names), compared, frozenset(withheld))


def _list_known_groups(rows: Sequence[GridRow], names: Sequence[str], column: int) -> list[Group]:
    """Return the groups of the base and another rendering of which all the English is known.

    If a part of the English was left out, nobody knows which sentences without Chinese it has.
    """
    groups = list(list_groups(rows, names, 0, column))
    is_known = not any(group.is_withheld for group in groups)
    return [group for group in groups if is_known or (group.zh and not group.is_withheld)]


def _list_differences(
    groups: Sequence[Group], rows: Sequence[GridRow], doubts: Mapping[str, Sequence[Finding]]
) -> list[Difference]:
    """Return all differences of two renderings, in the order of the groups."""
    found = [one for group in groups for one in compare_structure(group, rows)]
    both = [group for group in groups if group.has_all]
    bases = link_pairs([(group.zh, group.base.text) for group in both])
    others = link_pairs([(group.zh, group.other.text) for group in both])
    nominal = find_nominal({word for pair in bases for word, _, _ in pair.zh})
    for group, base, other in zip(both, bases, others, strict=True):
        words = list(compare_word_choice(LinkedGroup(group, base, other), nominal))
        words += [one for one in compare_numbers(group) if not _is_told(one, words)]
        found += words
        found += compare_doubts(group, doubts, words)
    return found


def _is_told(number: Difference, words: Iterable[Difference]) -> bool:
    """Tell whether a number stands in words that one rendering lacks as a whole."""
    return any(
        one.kind in ("lacks", "adds")
        and (
            (not number.text and is_inside(number.base_place, [one.base_place]))
            or (not number.base_text and is_inside(number.place, [one.place]))
        )
        for one in words
    )


def _note_wording(
    group: Group,
    column: int,
    likeness: dict[tuple[int, int], float],
    unlike: dict[tuple[int, int], list[tuple[int, int]]],
) -> None:
    """Note how like the words of a group are, and where they differ.

    Args:
        group: the group.
        column: number of the other rendering.
        likeness: by row and column; changed in place.
        unlike: places by row and column; changed in place.
    """
    wording = group.wording
    for number in range(group.first, group.last + 1):
        likeness[number, column] = round(wording.likeness, 2)
    sides = [(group.other, column, wording.other_places())]
    if column == 1:
        sides.append((group.base, 0, wording.own_places()))
    for side, where, places in sides:
        for start, end in places:
            row, place = side.locate(start, end)
            unlike.setdefault((row, where), []).append(place)
