"""Differences of whole sentences: what one rendering lacks, adds, moves or puts together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aigov_corpus.checking.quoting import quote
from aigov_corpus.comparing.grid import Cell, GridRow
from aigov_corpus.comparing.groups import Group, Side
from aigov_corpus.comparing.records import NOWHERE, Difference, Kind
from aigov_corpus.comparing.wording import has_meaning
from aigov_corpus.text.rising import find_longest_rising

_FEWEST_MOVED = 4
"""Words with a meaning of a run that counts as moved inside a sentence, at least; shorter ones
change places freely."""


def compare_structure(group: Group, rows: Sequence[GridRow]) -> Iterator[Difference]:
    """Yield the differences of the whole sentences of a group."""
    base, other = group.base, group.other
    if not group.zh:
        yield from _compare_added(group)
        return
    for own, against in ((base, other), (other, base)):
        yield from _list_lacking(group, own, against, rows)
        yield from _list_merged(group, own, against)
    yield from _list_moved(group)
    if group.has_all:
        yield from _list_moved_words(group)


def _compare_added(group: Group) -> Iterator[Difference]:
    """Yield a difference if only one rendering has a sentence that has no Chinese.

    A moved sentence is told of at its Chinese.
    """
    for own, against in ((group.base, group.other), (group.other, group.base)):
        if own.text and not against.text and own.cells[0].elsewhere is None:
            yield _about(
                group,
                "adds",
                group.first,
                f"only {own.rendering} has this sentence; there is no Chinese for it",
                own=own,
            )


def _list_lacking(
    group: Group, own: Side, against: Side, rows: Sequence[GridRow]
) -> Iterator[Difference]:
    """Yield a difference for each row in which only the other rendering has a text."""
    if not against.text:
        return
    empty = [cell for cell in own.cells if not cell.text]
    found = [cell.first for cell in empty]
    covered = {number for cell in own.cells for number in range(cell.first, cell.last + 1)}
    found += [n for n in range(group.first, group.last + 1) if n not in covered and rows[n].zh]
    for number in sorted(found):
        cell = next((cell for cell in empty if cell.first == number), None)
        is_missing = cell is not None and cell.pair.status == "missing"
        what = "lacks the whole section" if is_missing else "has nothing for this sentence"
        yield _about(
            group,
            "lacks",
            number,
            f"{own.rendering} {what}; {against.rendering} has it",
            own=against,
            zh=rows[number].zh,
        )


def _list_merged(group: Group, own: Side, against: Side) -> Iterator[Difference]:
    """Yield the cells of a rendering that put rows together which the other keeps apart."""
    for cell in own.cells:
        apart = [
            other
            for other in against.cells
            if other.text and cell.first <= other.first and other.last <= cell.last
        ]
        if not cell.text or cell.rows == 1 or len(apart) <= 1:
            continue
        if len(cell.pair.en_ids) >= sum(len(other.pair.en_ids) for other in apart):
            continue  # as many sentences as the other has, only aligned together
        message = (
            f"{own.rendering} puts rows {cell.first + 1} to {cell.last + 1} together, "
            f"{against.rendering} keeps them apart"
        )
        yield _about(group, "merged", cell.first, message, own=own, cell=cell)


def _list_moved(group: Group) -> Iterator[Difference]:
    """Yield the sentences that only one of the renderings has at another place."""
    moved = {
        side.rendering: {cell.first: cell for cell in side.cells if cell.elsewhere is not None}
        for side in (group.base, group.other)
    }
    for own, against in ((group.base, group.other), (group.other, group.base)):
        for number, cell in moved[own.rendering].items():
            if number not in moved[against.rendering] and against.text:
                message = f"{own.rendering} has this sentence at another place: row "
                message += f"{(cell.elsewhere or 0) + 1}"
                yield _about(group, "moved", number, message, own=own, cell=cell)


def _list_moved_words(group: Group) -> Iterator[Difference]:
    """Yield runs of words that the other rendering has at another place of the sentence."""
    wording = group.wording
    numbers = sorted(wording.partners)
    rising = find_longest_rising([wording.partners[number] for number in numbers])
    in_order = {numbers[index] for index in rising}
    run: list[int] = []
    for number in range(len(wording.words) + 1):
        partner = wording.partners.get(number)
        if run and partner == wording.partners[run[-1]] + 1 and number not in in_order:
            run.append(number)
            continue
        if sum(has_meaning(wording.words[moved][0]) for moved in run) >= _FEWEST_MOVED:
            yield _moved_run(group, run)
        run = [number] if partner is not None and number not in in_order else []


def _moved_run(group: Group, run: Sequence[int]) -> Difference:
    """Return the difference for words of the base that the other rendering has elsewhere."""
    wording = group.wording
    place = (wording.words[run[0]][1], wording.words[run[-1]][2])
    partners = [wording.partners[number] for number in run]
    other_place = (wording.others[partners[0]][1], wording.others[partners[-1]][2])
    base_row, base_place = group.base.locate(*place)
    other_row, at = group.other.locate(*other_place)
    text = group.base.text[slice(*place)]
    return Difference(
        "moved",
        base_row,
        group.other.rendering,
        group.base.rendering,
        f"{group.other.rendering} has {quote(text)} at another place",
        base_text=text,
        text=group.other.text[slice(*other_place)],
        base_row=base_row,
        base_place=base_place,
        other_row=other_row,
        place=at,
    )


def _about(
    group: Group,
    kind: Kind,
    row: int,
    message: str,
    *,
    own: Side,
    cell: Cell | None = None,
    zh: str = "",
) -> Difference:
    """Return a difference about a whole cell of one rendering.

    Args:
        group: the group.
        kind: kind of the difference.
        row: number of its first row.
        message: what differs.
        own: the rendering that has the text.
        cell: the cell with the text; None for that of the row.
        zh: the Chinese that it is about.
    """
    if cell is None:
        cell = next((one for one in own.cells if one.first <= row <= one.last), None)
    text = cell.text if cell else ""
    place = (0, len(text)) if text else NOWHERE
    first = cell.first if cell else row
    is_base = own is group.base
    return Difference(
        kind,
        row,
        group.other.rendering,
        group.base.rendering,
        message,
        zh=zh,
        base_text=text if is_base else "",
        text="" if is_base else text,
        base_row=first if is_base else row,
        base_place=place if is_base else NOWHERE,
        other_row=row if is_base else first,
        place=NOWHERE if is_base else place,
    )
