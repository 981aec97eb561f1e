"""The state of a review: the machine's rows, and all acts replayed over them.

Acts are replayed by the names of pieces. An act whose rows are not there any more, because the
corpus was aligned anew or its text has changed, is an *orphan*: it is kept, and somebody has to
decide again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from aigov_corpus.errors import UsageError
from aigov_corpus.records import Pair, Sentence, Side
from aigov_corpus.records.grouping import group_by
from aigov_corpus.reviewing.acts import (
    ABOUT_ACTS,
    STATUS_OF,
    STRUCTURAL,
    Act,
    NewRow,
    StaleError,
)
from aigov_corpus.reviewing.bitext import Bitext, Change, Groups, machine_row
from aigov_corpus.reviewing.pieces import split_name
from aigov_corpus.reviewing.rows import WRITTEN, Comment, Mark, Members, Row, hash_rows


@dataclass(frozen=True, slots=True)
class Applied:
    """An act and the change that it made."""

    act: Act
    change: Change
    is_undone: bool = False


class Review:
    """One document under review."""

    def __init__(
        self,
        document: str,
        pairs: Iterable[Pair],
        sentences: Iterable[Sentence],
        acts: Iterable[Act] = (),
    ) -> None:
        """Replay acts over the machine's pairs."""
        self.document = document
        by_rendering = group_by(sentences, lambda sentence: sentence.rendering)
        self.bitexts: dict[str, Bitext] = {}
        for rendering, group in groupby(pairs, key=lambda pair: pair.rendering):
            own = by_rendering.get(rendering, [])
            self.bitexts[rendering] = Bitext(document, rendering, list(group), own)
        self.acts: list[Act] = []
        """All acts of the log, in order."""
        self._by_id: dict[str, Act] = {}
        self.applied: dict[str, Applied] = {}
        """The acts that changed rows, by id, in order; also those that were undone."""
        self.orphans: dict[str, Act] = {}
        """The acts that do not fit and are not decided yet, by id, in order."""
        for act in acts:
            self.replay(act)

    def bitext(self, rendering: str) -> Bitext:
        """Return the rows of a rendering.

        Raises:
            UsageError: the document has no such rendering.
        """
        if rendering not in self.bitexts:
            raise UsageError(
                f"{self.document} has no rendering '{rendering}'",
                remedy=f"choose one of: {', '.join(self.bitexts)}",
            )
        return self.bitexts[rendering]

    def replay(self, act: Act) -> None:
        """Apply an act of the log; if it does not fit, it becomes an orphan."""
        self.acts.append(act)
        self._by_id[act.id] = act
        if act.op in ABOUT_ACTS:
            self._replay_about_act(act)
        else:
            self._replay_alone(act)

    def perform(self, act: Act) -> Change:
        """Apply a new act, whose rows must be as they were when it was made.

        The caller has to write the act to the log before it calls this.

        Raises:
            StaleError: the rows have changed.
        """
        self.check(act)
        return self.apply(act)

    def apply(self, act: Act) -> Change:
        """Apply an act that was checked just now; return what it changed."""
        self.replay(act)
        if act.op == "dismiss":
            return Change((), ())
        return self.applied[act.target or act.id].change

    def check(self, act: Act) -> None:
        """Check that an act can be performed now.

        Raises:
            StaleError: its rows have changed, or the act that it names cannot be undone or redone.
        """
        if act.op == "dismiss":
            if act.target not in self.orphans:
                raise StaleError
        elif act.op in ABOUT_ACTS:
            if not self.can_turn(act.target, undone=act.op == "redo"):
                raise StaleError
        elif not self.has_rows(act) or self.hash_before(act) != act.base or not self._fit(act):
            raise StaleError(self.rows_now(act))

    def has_rows(self, act: Act) -> bool:
        """Tell whether all rows that an act is about are there, in whatever state."""
        return self._rows_of(act) is not None

    def hash_before(self, act: Act) -> str:
        """Return the hash of the present states of the rows that an act is about."""
        return hash_rows(self._rows_of(act) or ())

    def rows_now(self, act: Act) -> tuple[Row, ...]:
        """Return the rows that hold the sentences of an act now, in order."""
        bitext = self.bitexts.get(act.rendering)
        if bitext is None:
            return ()
        return bitext.holding(piece for zh, en in act.before for piece in (*zh, *en))

    def can_turn(self, act_id: str, *, undone: bool) -> bool:
        """Tell whether an act can be undone, or if it is `undone`, be done again.

        It can if all rows are as they were right after it, or before it.
        """
        applied = self.applied.get(act_id)
        if applied is None or applied.is_undone != undone:
            return False
        bitext = self.bitexts[applied.act.rendering]
        rows = applied.change.old if undone else applied.change.new
        return all(row.key in bitext and bitext[row.key] == row for row in rows)

    def later(self, act_id: str) -> Act | None:
        """Return the last act that changed rows of this one after it; None if there is none."""
        applied = self.applied.get(act_id)
        if applied is None or applied.is_undone:
            return None
        sentences = _sentences_of(applied.change.new)
        order = list(self.applied)
        for other_id in reversed(order[order.index(act_id) + 1 :]):
            other = self.applied[other_id]
            same = other.act.rendering == applied.act.rendering
            if same and not other.is_undone and sentences & _sentences_of(other.change.old):
                return other.act
        return None

    def last(self, *, undone: bool, by: str = "") -> Act | None:
        """Return the act that Undo takes back next, or that Redo does again.

        Args:
            undone: whether the act to be done again is wanted.
            by: name of a reviewer, whose acts alone are meant; empty for everybody's.
        """
        order = self._undone_order() if undone else list(self.applied)
        for act_id in reversed(order):
            applied = self.applied[act_id]
            if applied.is_undone == undone and (not by or applied.act.by == by):
                return applied.act if self.can_turn(act_id, undone=undone) else None
        return None

    def _undone_order(self) -> list[str]:
        """Return the acts that can be done again: those undone since the last other act."""
        order: list[str] = []
        for act in reversed(self.acts):
            if act.op == "undo" and act.target in self.applied:
                order.append(act.target)
            elif act.op not in ABOUT_ACTS:
                break
        return list(reversed(order))

    def _replay_about_act(self, act: Act) -> None:
        """Undo, redo or dismiss another act; if it cannot be, the act itself is an orphan."""
        undone = act.op == "redo"
        if act.op == "dismiss" or (act.target in self.orphans and not undone):
            self.orphans.pop(act.target, None)
        elif self.can_turn(act.target, undone=undone):
            applied = self.applied[act.target]
            bitext = self.bitexts[applied.act.rendering]
            if undone:
                bitext.replace(applied.change.groups)
            else:
                bitext.take_back(applied.change)
            self.applied[act.target] = replace(applied, is_undone=not undone)
        elif undone and act.target not in self.applied and act.target in self._by_id:
            self._replay_alone(self._by_id[act.target])  # it was an orphan when it was undone
        elif act.target in self.applied or act.target not in self._by_id:
            self.orphans[act.id] = act

    def _replay_alone(self, act: Act) -> None:
        """Apply an act that is about rows, or put it among the orphans."""
        groups = None if act.is_conflict else self._fit(act)
        if groups is None:
            self.orphans[act.id] = act
        else:
            change = self.bitexts[act.rendering].replace(groups)
            self.applied[act.id] = Applied(act, change)

    def _rows_of(self, act: Act) -> tuple[Row, ...] | None:
        """Return the rows that an act is about, or None if one of them is not there."""
        bitext = self.bitexts.get(act.rendering)
        if bitext is None:
            return None
        rows = [bitext.find(members) for members in act.before]
        return tuple(row for row in rows if row) if all(rows) else None

    def _fit(self, act: Act) -> Groups | None:
        """Return the rows that an act replaces and their new rows; None if the act does not fit."""
        bitext = self.bitexts.get(act.rendering)
        if bitext is None:
            return None
        rows = self._rows_of(act)
        if act.op not in STRUCTURAL:
            if rows is None:
                return None
            return tuple((row, (_changed(row, act, bitext),)) for row in rows)
        wanted = _held(bitext, (new.members for group in act.after for new in group))
        news: Sequence[tuple[NewRow, ...]] = act.after
        if wanted is None or not any(act.after):
            return None
        if rows is None:
            # the machine may have put the pieces together otherwise than when the act was made
            rows = bitext.holding((*wanted[0], *wanted[1]))
            news = [tuple(new for group in act.after for new in group), *[()] * (len(rows) - 1)]
        if _held(bitext, members_of(rows)) != wanted:
            return None
        made = [tuple(_made(new, rows, act, bitext) for new in group) for group in news]
        return tuple(zip(rows, made, strict=True))


def _held(bitext: Bitext, rows: Iterable[Members]) -> Members | None:
    """Return which text some rows hold: their pieces in order, parts of a sentence put together.

    None if a piece is not in the text.
    """
    pieces = [[*side] for side in zip(*rows, strict=True)]
    names = [[name for side in sides for name in side] for sides in pieces]
    if not all(name in bitext.texts for side in names for name in side):
        return None
    zh, en = (bitext.texts.fuse(bitext.texts.in_order(side)) for side in names or ((), ()))
    return tuple(name for name, _ in zh), tuple(name for name, _ in en)


def _pieces(new: NewRow) -> tuple[str, ...]:
    return (*new.zh, *new.en)


def _changed(row: Row, act: Act, bitext: Bitext) -> Row:
    """Return a row after an act that does not change which pieces stand together."""
    row = replace(row, by=act.by, at=act.time)
    if act.op in STATUS_OF:
        return replace(row, status=STATUS_OF[act.op])
    if act.op == "reopen":
        return _settled(replace(row, status="edited"), bitext)  # as it was left before
    if act.op == "comment":
        return replace(row, comments=(*row.comments, Comment(act.by, act.time, act.comment)))
    if act.op == "accept":
        return replace(row, accepted=(*row.accepted, act.finding))
    if act.op == "edit":
        texts = _changed_only(_new_texts(row.texts, act, (*row.zh, *row.en, WRITTEN)), bitext)
        return _settled(replace(row, texts=texts, status="edited"), bitext)
    return replace(row, marks=_new_marks(row.marks, act))


def _settled(row: Row, bitext: Bitext) -> Row:
    """Return a row that a person changed; as the machine left it, if it is that row again.

    What was said about it stays. If nothing was said, nothing tells it from a row that nobody ever
    touched.
    """
    pair = bitext.unit((*row.zh, *row.en)[0])
    if row.texts or pair is None or (pair.zh_ids, pair.en_ids) != row.members:
        return row
    machine = machine_row(pair)
    if row.marks or row.comments or row.accepted:
        return replace(row, status=machine.status, score=machine.score)
    return machine


def _new_texts(
    texts: Iterable[tuple[str, str]], act: Act, pieces: Sequence[str]
) -> tuple[tuple[str, str], ...]:
    """Return the changed texts of a row after an act.

    Args:
        texts: the changed texts before.
        act: the act.
        pieces: the pieces that the row has after the act.
    """
    found = dict(texts) | {change.piece: change.new for change in act.texts}
    return tuple(sorted((piece, text) for piece, text in found.items() if piece in pieces))


def _new_marks(marks: Sequence[Mark], act: Act) -> tuple[Mark, ...]:
    """Return the principles that a reviewer changed, after one more of these acts."""
    side: Side = "zh" if act.side == "zh" else "en"
    mark = Mark(side, act.principle, act.op == "add-principle")
    others = (old for old in marks if (old.side, old.principle) != (side, act.principle))
    return (*others, mark)


def _made(new: NewRow, rows: Sequence[Row], act: Act, bitext: Bitext) -> Row:
    """Return a row that an act makes, with what was said about the rows that it is made from."""
    sentences = {split_name(piece)[0] for piece in _pieces(new)}
    sources = [
        row
        for row in rows
        if not sentences.isdisjoint(split_name(piece)[0] for piece in (*row.zh, *row.en))
    ]
    texts = [entry for row in sources for entry in row.texts if entry[0] != WRITTEN]
    written = [row.written for row in sources if row.written and _has_start(new.zh, row.zh[0])]
    if written:
        texts.append((WRITTEN, " ".join(written)))
    same = next((row for row in rows if row.members == new.members), None)
    if same and act.op != "realign":
        return same
    made = Row(
        zh=new.zh,
        en=new.en,
        status=new.status,
        score=new.score,
        texts=_changed_only(_new_texts(texts, act, (*_pieces(new), WRITTEN)), bitext),
        marks=tuple(dict.fromkeys(mark for row in sources for mark in row.marks)),
        comments=tuple(dict.fromkeys(note for row in sources for note in row.comments)),
        accepted=tuple(dict.fromkeys(key for row in sources for key in row.accepted)),
        by=act.by,
        at=act.time,
    )
    return made if act.op == "realign" else _settled(made, bitext)


def _changed_only(texts: Iterable[tuple[str, str]], bitext: Bitext) -> tuple[tuple[str, str], ...]:
    """Return only the texts that differ from the published ones."""
    return tuple(
        (piece, text)
        for piece, text in texts
        if text != ("" if piece == WRITTEN else bitext.texts.text(piece))
    )


def _has_start(pieces: Iterable[str], piece: str) -> bool:
    """Tell whether the beginning of a piece is in one of some pieces."""
    name, start, _ = split_name(piece)
    return any(
        (other, first <= start < (start + 1 if end is None else end)) == (name, True)
        for other, first, end in map(split_name, pieces)
    )


def members_of(rows: Iterable[Row]) -> tuple[Members, ...]:
    """Return the names of the pieces of some rows."""
    return tuple(row.members for row in rows)


def _sentences_of(rows: Iterable[Row]) -> set[str]:
    """Return the ids of the sentences that rows hold, whole or in part."""
    return {split_name(piece)[0] for row in rows for piece in (*row.zh, *row.en)}
