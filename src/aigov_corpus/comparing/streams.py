"""The Chinese of several renderings as one stream of characters.

The renderings of a document mostly have the same Chinese, but group its sentences otherwise, or a
reviewer has cut a sentence. Offsets in one stream say where each group begins and ends, whatever
the groups are called. White space does not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from aigov_corpus import patterns as re

_SENTENCE = re.compile("[^。！？!?；;]*[。！？!?；;]*")
"""Pieces that are compared as wholes, because comparing all characters would take long."""
_LONGEST_GAP = 4000
"""Characters of two pieces, counted together, that are compared character by character."""
_ALIKE = 0.5
"""Share of common characters from which on two pieces are the same text, changed by somebody."""


class Stream:
    """The Chinese of all renderings that were added, in order."""

    def __init__(self) -> None:
        self._characters: list[str] = []
        self._raw: list[str] = []

    def __len__(self) -> int:
        """Return the number of characters, without white space."""
        return len(self._characters)

    def text(self, start: int, end: int) -> str:
        """Return the text between two offsets, with the white space inside."""
        return "".join(self._raw[start:end]).strip()

    def add(self, texts: Sequence[str]) -> tuple[list[tuple[int, int]], list[int]]:
        """Add the Chinese of a rendering; return where its texts stand.

        Text that is not in the stream yet is put into it, so earlier offsets grow.

        Args:
            texts: the Chinese texts in order; some may be empty.

        Returns:
            For each text its first offset and the one after its last, in the stream as it is now;
            and for each offset of the stream as it was before, from 0 to its length, the offset
            that it has now.
        """
        raw = [piece for text in texts for piece in _split_characters(text)]
        characters = [piece.strip() for piece in raw]
        if not self._characters:
            self._characters, self._raw = characters, raw
            places = list(range(len(raw) + 1))
            earlier = [0] * 1
        elif characters == self._characters:
            places = list(range(len(raw) + 1))
            earlier = places
        else:
            places, earlier = self._merge(characters, raw)
        found, at = [], 0
        for text in texts:
            end = at + len(_split_characters(text))
            # an empty text stands behind the text before it
            first = places[at] if end > at else _end_of(places, at)
            found.append((first, _end_of(places, end) if end > at else first))
            at = end
        return found, earlier

    def _merge(self, characters: list[str], raw: list[str]) -> tuple[list[int], list[int]]:
        """Put the characters of a rendering into the stream.

        Returns:
            For each of its characters, and for its end, the offset in the stream; and for each
            offset of the stream before, the offset now.
        """
        merged: list[str] = []
        merged_raw: list[str] = []
        places: list[int] = []
        earlier: list[int] = []
        for block in _match(self._characters, characters):
            base = len(merged)
            own = block.end - block.start
            other = block.other_end - block.other_start
            merged += self._characters[block.start : block.end]
            merged_raw += self._raw[block.start : block.end]
            earlier += range(base, base + own)
            if block.is_same:
                places += [base + round(number * own / other) for number in range(other)]
            else:
                merged += characters[block.other_start : block.other_end]
                merged_raw += raw[block.other_start : block.other_end]
                places += range(base + own, base + own + other)
        self._characters, self._raw = merged, merged_raw
        return [*places, len(merged)], [*earlier, len(merged)]


class _Block(NamedTuple):
    """A piece of the stream and the piece of the other text at this place; one may be empty."""

    start: int
    end: int
    other_start: int
    other_end: int
    is_same: bool
    """Whether both are the same text, at most changed by somebody."""


def _split_characters(text: str) -> list[str]:
    """Return the characters of a text, each with the white space before it."""
    return re.findall(r"\s*\S", text)


def _end_of(places: Sequence[int], at: int) -> int:
    """Return the offset behind the character before `at`."""
    return places[at - 1] + 1 if at else 0


def _match(own: Sequence[str], other: Sequence[str]) -> Iterable[_Block]:
    """Return the blocks of two texts, in order; together they hold all characters of both."""
    first, second = _split_sentences(own), _split_sentences(other)
    codes = SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
    starts, other_starts = _starts(first), _starts(second)
    for kind, left, right, other_left, other_right in codes:
        start, end = starts[left], starts[right]
        other_start, other_end = other_starts[other_left], other_starts[other_right]
        if kind == "equal":
            yield _Block(start, end, other_start, other_end, True)
        else:
            yield from _match_changed(own, other, (start, end), (other_start, other_end))


def _match_changed(
    own: Sequence[str], other: Sequence[str], place: tuple[int, int], other_place: tuple[int, int]
) -> Iterable[_Block]:
    """Return the blocks of two pieces that are not equal."""
    (start, end), (other_start, other_end) = place, other_place
    whole = _Block(start, end, other_start, other_end, False)
    if (
        start == end
        or other_start == other_end
        or end - start + other_end - other_start > (_LONGEST_GAP)
    ):
        return [whole]
    matcher = SequenceMatcher(None, own[start:end], other[other_start:other_end], autojunk=False)
    if matcher.ratio() < _ALIKE:
        return [whole]
    return [
        _Block(
            start + left,
            start + right,
            other_start + other_left,
            other_start + other_right,
            # what one text has for something of the other is the same text, changed
            kind != "insert",
        )
        for kind, left, right, other_left, other_right in matcher.get_opcodes()
    ]


def _split_sentences(characters: Sequence[str]) -> list[str]:
    """Return the sentences of a text, which joined are all of its characters."""
    return [piece for piece in _SENTENCE.findall("".join(characters)) if piece]


def _starts(pieces: Sequence[str]) -> list[int]:
    """Return the offset of each piece, and the one after the last."""
    found = [0]
    for piece in pieces:
        found.append(found[-1] + len(piece))
    return found
