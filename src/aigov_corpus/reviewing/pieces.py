"""Pieces: sentences of a text, or parts of sentences that a reviewer cut.

A piece has a name. That of a whole sentence is the id of the sentence, `en-5f1d0c9a7be24e31`. That
of a part has the offsets of its first character and of the one after its last, in the text of the
sentence: `en-5f1d0c9a7be24e31@0-45`. So a name says which text it stands for, in every version of
the corpus that has the sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise

from aigov_corpus import patterns as re
from aigov_corpus.records import Sentence

_PART = re.compile(r"(?P<id>.+)@(?P<start>\d{1,9})-(?P<end>\d{1,9})")


def split_name(piece: str) -> tuple[str, int, int | None]:
    """Return the id of the sentence, and the offsets of the part: 0 and None for all of it."""
    match = _PART.fullmatch(piece)
    if match is None:
        return piece, 0, None
    return match["id"], int(match["start"]), int(match["end"])


def join_parts(sentences: Iterable[Sentence]) -> list[Sentence]:
    """Return whole sentences: in a corpus built by clauses, the table has their parts."""
    found: list[Sentence] = []
    for row in sentences:
        name, first, end = split_name(row.id)
        if end is None or not row.position:
            found.append(row)
            continue
        before = found[-1] if found else None
        if before is None or (before.id, before.rendering) != (name, row.rendering):
            before = replace(row, id=name, start=row.start - first)
            found.append(before)
        text = row.block_text[before.start : row.end]
        found[-1] = replace(before, end=row.end, text=text)
    return found


def split_sentences(
    sentences: Iterable[Sentence], pieces: Iterable[tuple[str, str, str]]
) -> list[Sentence]:
    """Return a row for each piece: a sentence that was cut becomes several.

    Args:
        sentences: rows of the table of sentences, in its order.
        pieces: for each piece of the pairs its rendering, its name, and the id of its pair.
    """
    parts: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for rendering, piece, pair_id in pieces:
        parts.setdefault((rendering, split_name(piece)[0]), []).append((piece, pair_id))
    found: list[Sentence] = []
    for sentence in join_parts(sentences):
        own = parts.get((sentence.rendering, sentence.id))
        if not sentence.position or own is None:
            found.append(sentence)
        else:
            found += _parts_of(sentence, own)
    return found


def _parts_of(sentence: Sentence, parts: list[tuple[str, str]]) -> Iterator[Sentence]:
    """Yield the parts of a sentence, or the whole of it, in the order of the text.

    Args:
        sentence: the sentence.
        parts: names of its pieces, each with the id of its pair.
    """
    for piece, pair_id in sorted(parts, key=lambda entry: split_name(entry[0])[1]):
        _, start, end = split_name(piece)
        whole = sentence.text[start:end]
        text = whole.strip()
        begin = sentence.start + start + len(whole) - len(whole.lstrip())
        length = len(text) if sentence.text else (end or _size(sentence)) - start
        yield replace(
            sentence, id=piece, pair_id=pair_id, start=begin, end=begin + length, text=text
        )


def _size(sentence: Sentence) -> int:
    """Return how many characters a sentence has, also if its text was left out."""
    return sentence.end - sentence.start


class Texts:
    """The sentences of both texts of one rendering."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        """Keep the sentences of one rendering, in the order of the table of sentences."""
        self._sentences = {row.id: row for row in join_parts(sentences) if row.position}
        self._places = {name: number for number, name in enumerate(self._sentences)}

    def __contains__(self, piece: str) -> bool:
        """Tell whether the text of a piece is there."""
        name, start, end = split_name(piece)
        if name not in self._sentences:
            return False
        size = _size(self._sentences[name])
        return 0 <= start < (size if end is None else end) <= size

    def text(self, piece: str) -> str:
        """Return the text of a piece as it was published, without white space at its ends."""
        name, start, end = split_name(piece)
        return self._sentences[name].text[start:end].strip()

    def sentence(self, piece: str) -> Sentence:
        """Return the sentence that a piece is part of."""
        return self._sentences[split_name(piece)[0]]

    def place(self, piece: str) -> tuple[int, int]:
        """Return a key that sorts pieces in the order of the text."""
        name, start, _ = split_name(piece)
        return self._places[name], start

    def in_order(self, pieces: Iterable[str]) -> tuple[str, ...]:
        """Return pieces in the order of the text."""
        return tuple(sorted(pieces, key=self.place))

    def cut(self, piece: str, at: int) -> tuple[str, str]:
        """Return the names of the two parts of a piece.

        Args:
            piece: the piece.
            at: offset of the second part in the published text of the piece.

        Raises:
            ValueError: one of the parts would be empty.
        """
        name, start, end = split_name(piece)
        whole = self._sentences[name].text
        end = len(whole) if end is None else end
        piece_text = whole[start:end]
        border = start + len(piece_text) - len(piece_text.lstrip()) + at
        if not whole[start:border].strip() or not whole[border:end].strip():
            raise ValueError("one of the two parts would be empty")
        return f"{name}@{start}-{border}", f"{name}@{border}-{end}"

    def fuse(self, pieces: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
        """Put parts together again that stand side by side.

        Returns:
            For each piece of the result its name, and the names of the pieces that it is made of.
        """
        fused: list[tuple[str, tuple[str, ...]]] = []
        for piece in pieces:
            name, start, end = split_name(piece)
            if fused and end is not None:
                before, parts = fused[-1]
                last, first, border = split_name(before)
                if last == name and border == start:
                    size = _size(self._sentences[name])
                    is_whole = (first, end) == (0, size)
                    fused[-1] = (name if is_whole else f"{name}@{first}-{end}", (*parts, piece))
                    continue
            fused.append((piece, (piece,)))
        return fused


def map_offset(text: str, other: str, at: int) -> int:
    """Return the offset in `other` that corresponds to the offset `at` in `text`.

    The two are versions of one text; what they have in common tells which places correspond.
    """
    changes = SequenceMatcher(None, text, other, autojunk=False).get_opcodes()
    for kind, start, end, other_start, other_end in changes:
        if at > end:
            continue
        if kind == "equal":
            return other_start + at - start
        if at in (start, end):
            return other_start if at == start else other_end
        return other_start + round((at - start) / (end - start) * (other_end - other_start))
    return len(other)


def share_out(parts: Sequence[str], old: str, new: str, *, joiner: str) -> list[str]:
    """Divide the changed text of a row among its pieces.

    Args:
        parts: the texts of the pieces, in order.
        old: the texts of the pieces, joined.
        new: the text that a reviewer wrote in place of `old`.
        joiner: what stands between two texts in `old`.

    Returns:
        The new text of each piece; one may be empty. Joined, those that are not are `new`, except
        for white space at the borders. No border is inside a word if the joiner is white space.
    """
    edges = [0]
    at = 0
    for text in parts[:-1]:
        at += len(text)
        edge = map_offset(old, new, at)
        edges.append(max(edges[-1], _near_space(new, edge) if joiner else edge))
        at += len(joiner)
    edges.append(len(new))
    return [new[start:end].strip() for start, end in pairwise(edges)]


def _near_space(text: str, at: int) -> int:
    """Return the offset of the white space, or of the end of the text, that is nearest to `at`."""
    places = [0, len(text), *(match.start() for match in re.finditer(r"\s", text))]
    return min(places, key=lambda place: abs(place - at))
