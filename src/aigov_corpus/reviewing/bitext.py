"""The rows of one rendering, in order, and how they are replaced by others."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from aigov_corpus.records import Pair, Sentence, Side
from aigov_corpus.reviewing.pieces import Texts, split_name
from aigov_corpus.reviewing.rows import WRITTEN, Members, Row

JOINERS: dict[Side, str] = {"zh": "", "en": " "}
"""What stands between two pieces of a row."""

_FEW = 12
"""Keys that are looked for one by one; of more, all keys are gone through once."""

Groups = tuple[tuple[Row, tuple[Row, ...]], ...]
"""Rows, each with those that take its place."""


@dataclass(frozen=True, slots=True)
class Change:
    """What an act replaced; it can be taken back."""

    groups: Groups
    anchors: tuple[str, ...]
    """For each row that was replaced, the key of the row that stood before it; empty if none."""

    @property
    def old(self) -> tuple[Row, ...]:
        """The rows that were replaced."""
        return tuple(row for row, _ in self.groups)

    @property
    def new(self) -> tuple[Row, ...]:
        """The rows that took their place."""
        return tuple(row for _, rows in self.groups for row in rows)


class Bitext:
    """A rendering: its rows in order; each piece of both texts is in exactly one of them."""

    def __init__(
        self, document: str, rendering: str, pairs: Sequence[Pair], sentences: Iterable[Sentence]
    ) -> None:
        """Make the rows that the aligner made."""
        self.document = document
        self.rendering = rendering
        self.texts = Texts(sentences)
        self.pairs = tuple(pairs)
        """The machine's pairs, in order."""
        self._units = {name: pair for pair in pairs for name in (*pair.zh_ids, *pair.en_ids)}
        self._parts: dict[str, list[tuple[int, str]]] = {}
        for name in self._units:
            sentence, start, end = split_name(name)
            if end is not None:
                insort(self._parts.setdefault(sentence, []), (start, name))
        self._rows: dict[str, Row] = {}
        self._keys: list[str] = []
        self._by_piece: dict[str, str] = {}
        for pair in pairs:
            row = machine_row(pair)
            self._keys.append(row.key)
            self._add(row)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._keys)

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows in order."""
        return (self._rows[key] for key in self._keys)

    def __contains__(self, key: str) -> bool:
        """Tell whether there is a row of this key."""
        return key in self._rows

    def __getitem__(self, key: str) -> Row:
        """Return the row of a key."""
        return self._rows[key]

    def unit(self, piece: str) -> Pair | None:
        """Return the machine's pair that holds a piece, or where the piece begins; None if unknown.

        The machine's pairs hold whole sentences, or parts of them if the corpus was built by
        clauses.
        """
        if piece in self._units:
            return self._units[piece]
        sentence, start, _ = split_name(piece)
        if sentence in self._parts:
            parts = self._parts[sentence]
            at = bisect_right(parts, start, key=lambda part: part[0])
            return self._units[parts[max(at - 1, 0)][1]]
        return self._units.get(sentence)

    def unit_of(self, row: Row) -> Pair:
        """Return the machine's pair that holds the beginning of a row."""
        unit = self.unit((*row.zh, *row.en)[0])
        if unit is None:
            raise KeyError(row.key)
        return unit

    def units_of(self, row: Row) -> list[Pair]:
        """Return the machine's pairs from which a row is made, each once, in order."""
        found = (self.unit(piece) for piece in (*row.zh, *row.en))
        return list(dict.fromkeys(unit for unit in found if unit is not None))

    def find(self, members: Members) -> Row | None:
        """Return the row that holds exactly these pieces, or None."""
        for piece in (*members[0], *members[1]):
            row = self._rows.get(self._by_piece.get(piece, ""))
            return row if row and row.members == members else None
        return None

    def holding(self, pieces: Iterable[str]) -> tuple[Row, ...]:
        """Return the rows that hold these pieces, or parts of the same sentences, in order."""
        names = {split_name(piece)[0] for piece in pieces}
        keys = {self._by_piece[piece] for piece in names if piece in self._by_piece}
        missing = names - self._by_piece.keys()
        if missing:  # they were cut
            keys |= {
                key for piece, key in self._by_piece.items() if split_name(piece)[0] in missing
            }
        return tuple(self._rows[key] for key in sorted(keys, key=self.place))

    def place(self, key: str) -> int:
        """Return the 0-based number of a row."""
        return self._keys.index(key)

    def places(self, keys: Sequence[str]) -> dict[str, int]:
        """Return the 0-based numbers of rows; it is fast for rows that follow each other."""
        if not keys:
            return {}
        first = self.place(keys[0])
        if list(keys) == self._keys[first : first + len(keys)]:
            return {key: first + number for number, key in enumerate(keys)}
        return _find_places(self._keys, set(keys))

    def beside(self, key: str, step: int) -> Row | None:
        """Return the row `step` rows after this one (before it if negative), or None."""
        at = self.place(key) + step
        return self._rows[self._keys[at]] if 0 <= at < len(self._keys) else None

    def text(self, row: Row, piece: str) -> str:
        """Return the text of a piece as it stands in a row, with a reviewer's changes."""
        changed = dict(row.texts)
        if piece == WRITTEN:
            return row.written
        return changed[piece] if piece in changed else self.texts.text(piece)

    def side_text(self, row: Row, side: Side) -> str:
        """Return the text of one side of a row, with a reviewer's changes; empty if it has none."""
        pieces = row.pieces(side)
        texts = [self.text(row, piece) for piece in pieces]
        if side == "en":
            texts.append(row.written)
        return JOINERS[side].join(text for text in texts if text)

    def replace(self, groups: Groups) -> Change:
        """Put rows in the place of others; return what is needed to take it back."""
        if all(len(rows) == 1 and rows[0].key == old.key for old, rows in groups):
            self._rows.update({rows[0].key: rows[0] for _, rows in groups})
            return Change(groups, ("",) * len(groups))
        places = _find_places(self._keys, {old.key for old, _ in groups})
        placed = sorted(groups, key=lambda group: places[group[0].key])
        before = (places[old.key] - 1 for old, _ in placed)
        anchors = tuple(self._keys[at] if at >= 0 else "" for at in before)
        change = Change(tuple(placed), anchors)
        for row in change.old:
            self._remove(row)
        for row in change.new:
            self._add(row)
        self._keys = replace_keys(self._keys, change)
        return change

    def take_back(self, change: Change) -> None:
        """Put the rows back that a change replaced."""
        if all(len(rows) == 1 and rows[0].key == old.key for old, rows in change.groups):
            self._rows.update({old.key: old for old in change.old})
            return
        for row in change.new:
            self._remove(row)
        for old in change.old:
            self._add(old)
        self._keys = take_back_keys(self._keys, change)

    def _add(self, row: Row) -> None:
        self._rows[row.key] = row
        for piece in (*row.zh, *row.en):
            self._by_piece[piece] = row.key

    def _remove(self, row: Row) -> None:
        del self._rows[row.key]
        for piece in (*row.zh, *row.en):
            del self._by_piece[piece]


def replace_keys(keys: Sequence[str], change: Change) -> list[str]:
    """Return keys of rows after a change: the new rows stand where the old ones stood."""
    instead = {old.key: [row.key for row in rows] for old, rows in change.groups}
    return _rebuild(keys, instead, {})


def take_back_keys(keys: Sequence[str], change: Change) -> list[str]:
    """Return keys of rows after a change is taken back.

    Rows that vanished altogether stand behind the row that stood before them, or behind the row
    before them in the change, or at the beginning.

    Args:
        keys: keys of all rows, or of some.
        change: the change; a row that it replaced comes back if one of its new rows is there.
    """
    wanted = {row.key for row in change.new} | {key for key in change.anchors if key}
    there = _find_places(keys, wanted)
    instead: dict[str, list[str]] = {}
    behind: dict[str, list[str]] = {}
    back: set[str] = set()
    last = ""
    for (old, rows), anchor in zip(change.groups, change.anchors, strict=True):
        shown = [row.key for row in rows if row.key in there]
        if shown:
            instead |= {key: [] for key in shown} | {shown[0]: [old.key]}
        elif not rows and (anchor in back or anchor in there or not anchor):
            behind.setdefault(anchor, []).append(old.key)
        elif not rows and last in back:
            behind.setdefault(last, []).append(old.key)
        else:
            continue
        back.add(old.key)
        last = old.key
    return _rebuild(keys, instead, behind)


def _rebuild(
    keys: Sequence[str], instead: Mapping[str, list[str]], behind: Mapping[str, list[str]]
) -> list[str]:
    """Return keys with others instead of some, and further ones behind some.

    Only few keys change, so all between them are copied at once.

    Args:
        keys: the keys.
        instead: what stands in the place of a key.
        behind: what stands behind a key, which may itself have something behind it; behind the
            empty key stands what comes first.
    """
    found = _with_followers(behind.get("", ()), behind)
    start = 0
    for place in sorted(_find_places(keys, {*instead, *behind}).values()):
        found += keys[start:place]
        found += _with_followers(instead.get(keys[place], (keys[place],)), behind)
        start = place + 1
    return [*found, *keys[start:]]


def _find_places(keys: Sequence[str], wanted: Collection[str]) -> dict[str, int]:
    """Return the 0-based places of those wanted keys that are there."""
    if len(wanted) > _FEW:
        return {key: place for place, key in enumerate(keys) if key in wanted}
    found = {}
    for key in wanted:
        with suppress(ValueError):  # it is not there
            found[key] = keys.index(key)
    return found


def _with_followers(keys: Sequence[str], behind: Mapping[str, list[str]]) -> list[str]:
    """Return keys, each with what stands behind it."""
    found: list[str] = []
    waiting = [*reversed(keys)]
    while waiting:
        key = waiting.pop()
        found.append(key)
        waiting += reversed(behind.get(key, ()))
    return found


def machine_row(pair: Pair) -> Row:
    """Return the row of a pair as the aligner made it."""
    return Row(zh=pair.zh_ids, en=pair.en_ids, status=pair.status, score=pair.score)
