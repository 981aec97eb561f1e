"""Carry confirmed pairs over to another edition of the text.

A pair is carried if all its sentences are in the new edition with the same text. There it is
confirmed by the same reviewer, with his changes, comments and principles. If the aligner put its
sentences together otherwise, they are first put together as the reviewer had them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from aigov_corpus.reviewing.acts import Act, NewRow, TextChange, new_act
from aigov_corpus.reviewing.bitext import Bitext
from aigov_corpus.reviewing.pieces import split_name
from aigov_corpus.reviewing.review import Review
from aigov_corpus.reviewing.rows import WRITTEN, Members, Row, hash_rows

_CONFIRMED = "confirmed"


@dataclass(slots=True)
class Carried:
    """What was carried over to one rendering."""

    rendering: str
    acts: list[Act] = field(default_factory=list)
    """The acts for the log of the new edition, in order."""
    carried: int = 0
    """Number of pairs that are confirmed now."""
    known: int = 0
    """Number of pairs that somebody has decided in the new edition already; they stay so."""
    changed: list[Row] = field(default_factory=list)
    """Confirmed rows of which a sentence has changed or is gone."""
    regrouped: list[Row] = field(default_factory=list)
    """Confirmed rows whose sentences stand together with others in the new edition."""


def carry_over(old: Review, new: Review, same: Mapping[str, Mapping[str, str]]) -> list[Carried]:
    """Confirm in a new edition what was confirmed in the old one; return what was done.

    The acts are performed in `new`; the caller has to write them to its log.

    Args:
        old: the old edition, with its acts.
        new: the new edition.
        same: for each rendering of the new edition, the names of sentences whose text stayed, from
            old to new.
    """
    found = []
    for rendering, names in same.items():
        source = old.bitexts.get(rendering) or next(iter(old.bitexts.values()))
        found.append(_carry_rendering(source, new, rendering, names))
    return found


def _carry_rendering(old: Bitext, new: Review, rendering: str, names: Mapping[str, str]) -> Carried:
    """Carry the rows of one rendering over."""
    found = Carried(rendering)
    target = new.bitext(rendering)
    wanted: dict[Members, Row] = {}
    for row in old:
        if row.status != _CONFIRMED:
            continue
        members = _translate(row, names)
        if members is None:
            found.changed.append(row)
        else:
            wanted[members] = row
    for group in _group(wanted, target):
        rows = target.holding(piece for members in group for piece in (*members[0], *members[1]))
        if any(row.status == _CONFIRMED or row.by for row in rows):
            found.known += len(group)
        elif _pieces(row.members for row in rows) != _pieces(group):
            found.regrouped += [wanted[members] for members in group]
        else:
            _carry_group(found, new, rows, {members: wanted[members] for members in group}, names)
    return found


def _translate(row: Row, names: Mapping[str, str]) -> Members | None:
    """Return the pieces of a row in the new edition; None if one of them is not there."""
    sides = []
    for pieces in row.members:
        translated = []
        for piece in pieces:
            name, start, end = split_name(piece)
            if name not in names:
                return None
            translated.append(names[name] if end is None else f"{names[name]}@{start}-{end}")
        sides.append(tuple(translated))
    return sides[0], sides[1]


def _group(wanted: Iterable[Members], target: Bitext) -> Iterator[list[Members]]:
    """Yield the wanted rows, those together whose pieces stand in one row of the new edition."""
    groups: list[tuple[set[str], list[Members]]] = []
    for members in wanted:
        keys = {row.key for row in target.holding((*members[0], *members[1]))}
        joined = [group for group in groups if group[0] & keys]
        for group in joined:
            keys |= group[0]
            groups.remove(group)
        groups.append((keys, [*(one for _, own in joined for one in own), members]))
    for _, own in groups:
        yield own


def _pieces(rows: Iterable[Members]) -> set[str]:
    """Return the names of the sentences of some rows."""
    return {split_name(piece)[0] for zh, en in rows for piece in (*zh, *en)}


def _carry_group(
    found: Carried,
    new: Review,
    rows: Sequence[Row],
    group: Mapping[Members, Row],
    names: Mapping[str, str],
) -> None:
    """Perform the acts that confirm some rows.

    Args:
        found: gets the acts.
        new: the new edition.
        rows: the rows that hold their sentences there.
        group: the rows of the old edition by their pieces in the new one.
        names: names of sentences from old to new.
    """
    target = new.bitext(found.rendering)

    def act(op: str, about: Sequence[Row], by: str, **values: object) -> None:
        first = about[0]
        made = new_act(
            op,  # type: ignore[arg-type]
            by=by,
            document=new.document,
            rendering=found.rendering,
            before=tuple(row.members for row in about),
            base=hash_rows(tuple(about)),
            shown=(target.side_text(first, "zh"), target.side_text(first, "en")),
            **values,
        )
        new.perform(made)
        found.acts.append(made)

    if {row.members for row in rows} != set(group):
        made = tuple(NewRow(*members) for members in group)
        by = next(iter(group.values())).by
        act("realign", rows, by, after=(made, *[()] * (len(rows) - 1)))
    for members, source in group.items():
        _carry_row(act, target, members, source, names)
        found.carried += 1


def _carry_row(
    act: Callable[..., None],
    target: Bitext,
    members: Members,
    source: Row,
    names: Mapping[str, str],
) -> None:
    """Perform what was decided about one row: its texts, principles, comments and status."""

    def now() -> list[Row]:
        row = target.find(members)
        return [row] if row is not None else []

    changes = []
    for piece, text in source.texts:
        if piece == WRITTEN:
            changes.append(TextChange(WRITTEN, "", text))
            continue
        name, start, end = split_name(piece)
        there = names[name] if end is None else f"{names[name]}@{start}-{end}"
        changes.append(TextChange(there, target.texts.text(there), text))
    if changes:
        act("edit", now(), source.by, texts=tuple(changes))
    for mark in source.marks:
        op = "add-principle" if mark.is_added else "remove-principle"
        act(op, now(), source.by, side=mark.side, principle=mark.principle)
    for comment in source.comments:
        act("comment", now(), comment.by, comment=comment.text)
    act("confirm", now(), source.by)
