"""Make the act that does what a reviewer asks for: the rows that it is about, and the new rows.

Nothing here changes a row. A function that cannot do what is asked raises a `UsageError`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from aigov_corpus.errors import UsageError
from aigov_corpus.records import Side
from aigov_corpus.reviewing.acts import Act, LockedError, NewRow, TextChange, new_act
from aigov_corpus.reviewing.bitext import JOINERS, Bitext
from aigov_corpus.reviewing.pieces import map_offset, share_out, split_name
from aigov_corpus.reviewing.rows import WRITTEN, Row, hash_rows
from aigov_corpus.text.characters import one_line

Aligner = Callable[[Sequence[str], Sequence[str]], Sequence[NewRow]]
"""A function that aligns pieces: it gets the names of Chinese and of English pieces, in order."""

_JOINS = "the Chinese is locked, and this would put two Chinese sentences together"
_CUTS = "the Chinese is locked, and this would cut a Chinese sentence"
_MOVES = "the Chinese is locked, and this would move a Chinese sentence"
_REGROUPS = "the Chinese is locked, and this would put its sentences together otherwise"
_CHANGES = "the Chinese is locked, and this would change its text"


class Planner:
    """Makes the acts of one reviewer on one rendering."""

    def __init__(self, bitext: Bitext, *, by: str, unlocked: bool = False) -> None:
        """Make a planner.

        Args:
            bitext: the rows of the rendering.
            by: name of the reviewer.
            unlocked: whether Chinese sentences may be cut, moved and put together with others.
        """
        self._bitext = bitext
        self._by = by
        self._unlocked = unlocked
        self.is_key_used = False
        """Whether an act was planned that the lock of the Chinese would have refused."""

    def simple(self, op: Any, rows: Sequence[Row], **values: Any) -> Act:
        """Return an act that gives rows a status, a comment, a principle or the like."""
        if not rows:
            raise UsageError("no row is chosen", remedy="choose a row")
        return self._act(op, rows, **values)

    def merge(self, rows: Sequence[Row]) -> Act:
        """Return the act that makes one row of several that stand side by side.

        Raises:
            LockedError: two of them have Chinese, which is locked.
            UsageError: there are no two rows, or they do not stand side by side.
        """
        places = [self._bitext.place(row.key) for row in rows]
        if len(rows) == 1:
            raise UsageError(
                "no row stands below this one", remedy="go to the row above it, and merge that one"
            )
        if not rows or places != list(range(places[0], places[0] + len(places))):
            raise UsageError(
                "only rows that stand side by side can be merged",
                remedy="choose two or more of them; a link connects rows that stand apart",
            )
        if sum(bool(row.zh) for row in rows) > 1:
            self._require_unlocked(_JOINS)
        zh = self._bitext.texts.in_order(piece for row in rows for piece in row.zh)
        en = self._bitext.texts.in_order(piece for row in rows for piece in row.en)
        merged, texts = self._fused(zh, en, rows)
        return self._act("merge", rows, after=((merged,), *[()] * (len(rows) - 1)), texts=texts)

    def split(self, row: Row, *, zh_at: int | None = None, en_at: int | None = None) -> Act:
        """Return the act that splits a row in two.

        Args:
            row: the row.
            zh_at: offset in its Chinese text where the second row begins; None to leave all of the
                Chinese in the first row.
            en_at: offset in its English text, in the same way.

        Raises:
            LockedError: a Chinese sentence would be cut, and the Chinese is locked. Between two
                sentences it may be split.
            UsageError: one of the two rows would be empty, or one text only punctuation.
        """
        zh, zh_rest, zh_texts = self._cut(row, "zh", zh_at)
        if (*zh, *zh_rest) != row.zh:
            self._require_unlocked(_CUTS)
        en, en_rest, en_texts = self._cut(row, "en", en_at)
        if not (zh or en) or not (zh_rest or en_rest):
            raise UsageError(
                "a split needs text before and behind it", remedy="put the cursor into the text"
            )
        after = ((NewRow(zh, en), NewRow(zh_rest, en_rest)),)
        return self._act("split", [row], after=after, texts=(*zh_texts, *en_texts))

    def move(self, row: Row, side: Side, step: int) -> Act:
        """Return the act that moves one piece of a row to the row above or below.

        Args:
            row: the row.
            side: the side that the piece is on.
            step: -1 to move the first piece up, 1 to move the last one down. If there is no row in
                that direction, the piece gets a row of its own.

        Raises:
            LockedError: the piece is Chinese, which is locked.
            UsageError: the row has no piece on that side, or would only move itself.
        """
        if side == "zh":
            self._require_unlocked(_MOVES)
        pieces = row.pieces(side)
        if not pieces:
            raise UsageError("this side of the row is empty", remedy="choose the other side")
        piece = pieces[0 if step < 0 else -1]
        rest = self._without(row, piece)
        other = self._bitext.beside(row.key, step)
        if other is None:
            if not rest:
                raise UsageError("there is no row to move to", remedy="leave it where it is")
            alone = NewRow(*((piece,), ()) if side == "zh" else ((), (piece,)))
            both = (alone, rest[0]) if step < 0 else (rest[0], alone)
            return self._act("move", [row], after=(both,))
        zh, en = other.members
        joined = self._bitext.texts.in_order((*(zh if side == "zh" else en), piece))
        members = (joined, en) if side == "zh" else (zh, joined)
        taken, texts = self._fused(*members, [row, other])
        rows, after = [row, other], [rest, (taken,)]
        if step < 0:
            rows.reverse()
            after.reverse()
        return self._act("move", rows, after=tuple(after), texts=texts)

    def link(self, zh_row: Row, en_row: Row) -> Act:
        """Return the act that puts the English of one row beside the Chinese of another.

        English that stood beside that Chinese gets a row of its own.

        Raises:
            UsageError: there is nothing to link, or it is one row already.
        """
        if zh_row == en_row or not zh_row.zh or not en_row.en:
            raise UsageError(
                "a link goes from Chinese to the English of another row",
                remedy="mark the Chinese first, then the English",
            )
        first = [NewRow(zh_row.zh, en_row.en)]
        if zh_row.en:
            first.append(NewRow((), zh_row.en))
        rest = (NewRow(en_row.zh, ()),) if en_row.zh else ()
        return self._act("link", [zh_row, en_row], after=(tuple(first), rest))

    def edit(self, row: Row, text: str, *, side: Side = "en") -> Act:
        """Return the act that changes the text of one side of a row.

        The change is divided among the pieces of the row, so that it stays with them.

        Raises:
            LockedError: the text is Chinese, which is locked.
            UsageError: the text is the present one or empty, or the row has no Chinese to change.
        """
        if side == "zh":
            self._require_unlocked(_CHANGES)
        new = one_line(text)
        old = self._bitext.side_text(row, side)
        if side == "zh" and not row.zh:
            raise UsageError(
                "this row has no text to change on this side",
                remedy="link it with its text, or write a comment",
            )
        if not new:
            raise UsageError("the text would be empty", remedy="reject the row instead")
        if new == old:
            raise UsageError("the text is the same as before", remedy="change it, or press Escape")
        return self._act("edit", [row], texts=self._changes(row, new, side))

    def edit_many(self, rows: Sequence[Row], texts: Sequence[str]) -> Act:
        """Return the act that changes the English of several rows, as one step."""
        changes = [
            change
            for row, text in zip(rows, texts, strict=True)
            for change in self._changes(row, one_line(text), "en")
        ]
        return self._act("edit", rows, texts=tuple(changes))

    def _changes(self, row: Row, new: str, side: Side) -> tuple[TextChange, ...]:
        """Return the new texts of the pieces of a row whose text was changed."""
        pieces = row.pieces(side)
        if side == "en" and (row.written or not pieces):
            pieces = (*pieces, WRITTEN)
        texts = [self._bitext.text(row, piece) for piece in pieces]
        old = self._bitext.side_text(row, side)
        parts = share_out(texts, old, new, joiner=JOINERS[side])
        return tuple(
            TextChange(piece, before, after)
            for piece, before, after in zip(pieces, texts, parts, strict=True)
            if before != after
        )

    def realign(self, align: Aligner) -> Act:
        """Return the act that aligns anew what stands between confirmed rows.

        Raises:
            LockedError: Chinese sentences would stand together otherwise, which is locked.
            UsageError: nothing would change.
        """
        rows: list[Row] = []
        after: list[tuple[NewRow, ...]] = []
        for stretch in _open_stretches(self._bitext):
            zh = self._bitext.texts.in_order(piece for row in stretch for piece in row.zh)
            en = self._bitext.texts.in_order(piece for row in stretch for piece in row.en)
            if not zh or not en:
                continue
            made = tuple(align(zh, en))
            if [new.members for new in made] != [row.members for row in stretch]:
                rows += stretch
                after += [made, *[()] * (len(stretch) - 1)]
        if not rows:
            raise UsageError(
                "the aligner would change nothing between the confirmed rows",
                remedy="confirm or correct more rows first",
            )
        if {row.zh for row in rows} - {()} != {new.zh for made in after for new in made} - {()}:
            self._require_unlocked(_REGROUPS)
        return self._act("realign", rows, after=tuple(after))

    def _act(self, op: Any, rows: Sequence[Row], **values: Any) -> Act:
        first = rows[0]
        return new_act(
            op,
            by=self._by,
            document=self._bitext.document,
            rendering=self._bitext.rendering,
            before=tuple(row.members for row in rows),
            base=hash_rows(tuple(rows)),
            shown=(self._bitext.side_text(first, "zh"), self._bitext.side_text(first, "en")),
            **values,
        )

    def _require_unlocked(self, what: str) -> None:
        if not self._unlocked:
            raise LockedError(what)
        self.is_key_used = True

    def _without(self, row: Row, piece: str) -> tuple[NewRow, ...]:
        """Return the row without one of its pieces; empty if nothing is left."""
        zh = tuple(name for name in row.zh if name != piece)
        en = tuple(name for name in row.en if name != piece)
        return (NewRow(zh, en),) if zh or en else ()

    def _fused(
        self, zh: Sequence[str], en: Sequence[str], rows: Sequence[Row]
    ) -> tuple[NewRow, tuple[TextChange, ...]]:
        """Return a row in which the parts of a sentence that stand side by side are one again."""
        changed = {piece: text for row in rows for piece, text in row.texts}
        sides = []
        texts = []
        for pieces in (zh, en):
            fused = self._bitext.texts.fuse(pieces)
            sides.append(tuple(name for name, _ in fused))
            for name, parts in fused:
                if len(parts) > 1 and any(part in changed for part in parts):
                    old = self._bitext.texts.text(name)
                    new = self._rejoined(name, parts, changed)
                    texts.append(TextChange(name, old, new))
        return NewRow(sides[0], sides[1]), tuple(texts)

    def _rejoined(self, name: str, parts: Sequence[str], changed: dict[str, str]) -> str:
        """Return the text of a piece whose parts a reviewer changed before they were put together.

        Between two parts stands the white space that stood there when they were cut.
        """
        sentence = self._bitext.texts.sentence(name).text
        text = ""
        for part in parts:
            _, start, _ = split_name(part)
            own = changed.get(part, self._bitext.texts.text(part))
            before, behind = sentence[:start], sentence[start:]
            white = before[len(before.rstrip()) :] + behind[: len(behind) - len(behind.lstrip())]
            text = f"{text}{white}{own}" if text else own
        return text

    def _cut(
        self, row: Row, side: Side, at: int | None
    ) -> tuple[tuple[str, ...], tuple[str, ...], list[TextChange]]:
        """Return the pieces of one side before and behind an offset, and the texts that they get.

        A piece across the offset is cut. If `at` is None, all pieces stand before it.
        """
        pieces = row.pieces(side)
        if at is None:
            return pieces, (), []
        whole = self._bitext.side_text(row, side)
        parts = [part.strip() for part in (whole[: max(at, 0)], whole[max(at, 0) :])]
        if _has_words(whole) and any(part and not _has_words(part) for part in parts):
            raise UsageError(
                "one of the two parts would be punctuation only",
                remedy="put the cursor behind the mark",
            )
        for number, (piece, start, end) in enumerate(self._spans(row, side)):
            if at <= start:
                return pieces[:number], pieces[number:], []
            if at < end:
                first, second, texts = self._cut_piece(row, piece, at - start)
                return (*pieces[:number], first), (second, *pieces[number + 1 :]), texts
        return pieces, (), []

    def _spans(self, row: Row, side: Side) -> Iterator[tuple[str, int, int]]:
        """Yield the pieces of one side, each with its offsets in the text of that side."""
        at = 0
        for piece in row.pieces(side):
            text = self._bitext.text(row, piece)
            yield piece, at, at + len(text)
            at += len(text) + len(JOINERS[side]) if text else 0

    def _cut_piece(self, row: Row, piece: str, at: int) -> tuple[str, str, list[TextChange]]:
        """Return the names of the two parts of a piece, and their texts if it was edited."""
        published = self._bitext.texts.text(piece)
        text = self._bitext.text(row, piece)
        border = at if text == published else map_offset(text, published, at)
        try:
            first, second = self._bitext.texts.cut(piece, border)
        except ValueError as error:
            raise UsageError(
                "one of the two parts would be empty", remedy="put the cursor into the text"
            ) from error
        if text == published:
            return first, second, []
        changes = [
            TextChange(part, self._bitext.texts.text(part), own)
            for part, own in ((first, text[:at].strip()), (second, text[at:].strip()))
        ]
        return first, second, changes


def _has_words(text: str) -> bool:
    """Tell whether a text has a letter or a digit."""
    return any(character.isalnum() for character in text)


def _open_stretches(bitext: Bitext) -> Iterator[list[Row]]:
    """Yield the rows that stand between confirmed rows, stretch by stretch."""
    stretch: list[Row] = []
    for row in bitext:
        if row.status != "confirmed":
            stretch.append(row)
            continue
        if stretch:
            yield stretch
        stretch = []
    if stretch:
        yield stretch
