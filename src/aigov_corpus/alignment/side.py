"""One side of a text, prepared: everything the evidence needs, a sentence a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from aigov_corpus.embedding.row_runs import sum_row_runs
from aigov_corpus.text.clauses import split_clauses
from aigov_corpus.text.content_words import list_content_words
from aigov_corpus.text.language_codes import UNSPACED, base_language
from aigov_corpus.text.marks import read_marks
from aigov_corpus.text.numerals import numbers

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aigov_corpus.protocols import ComposingEncoder

    Floats = NDArray[np.float32]
    Halves = NDArray[np.float16]
    Ints = NDArray[np.int64]

_CHUNK = 4096  # sentences encoded at a time
_BLOCK, _BLOCKS_KEPT = (
    32,
    32,
)  # sentences whose runs are composed together, and how many such are remembered


@dataclass(frozen=True, slots=True)
class Side:
    """One language version as arrays.

    Attributes:
        clause_sums: float16 `(clauses, parts)`, additive parts as the encoder gave them. Half precision moves
            a cosine by less than a millionth, and these are most of what a long text holds in memory.
        clause_weights: `(clauses,)`, their additive sizes.
        clause_chars: `(clauses,)`, their lengths in characters.
        clause_starts: `(sentences + 1,)`, where each sentence's clauses begin.
        edges: float16 `(sentences, parts)`.
        chars: `(sentences,)`, characters without white space where the script has no blanks.
        types: the distinct content words; type 0 is no word.
        word_vectors: `(types, dim)`, unit vectors; zero for type 0.
        idf: `(types,)`, how telling each word is in this text; 0 for type 0.
        words: `(occurrences,)` of type numbers; each sentence begins with one of type 0.
        word_starts: `(sentences + 1,)`, where each sentence's words begin.
        numbers: for each sentence the numbers it names.
        marks: `(sentences, 4)`: asks, exclaims, opens a quotation, closes one.
    """

    lang: str
    encoder: ComposingEncoder
    clause_sums: Halves
    clause_weights: Floats
    clause_chars: Floats
    clause_starts: Ints
    edges: Halves
    chars: Floats
    types: tuple[str, ...]
    word_vectors: Floats
    idf: Floats
    words: Ints
    word_starts: Ints
    numbers: tuple[frozenset[float], ...]
    marks: Floats
    _composed: dict[tuple[int, int], Future[Floats]] = field(default_factory=dict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def __len__(self) -> int:
        """Return how many sentences there are."""
        return len(self.chars)

    @property
    def dim(self) -> int:
        """Return how many numbers a unit vector has."""
        return int(self.word_vectors.shape[1])

    def blocks(self, start: int, stop: int, size: int) -> Floats:
        """Return a unit vector for each `size` sentences from `start` to `stop` (exclusive)."""
        firsts = np.arange(start, stop, size)
        units = self.clause_starts[firsts] - self.clause_starts[start]
        inside = slice(self.clause_starts[start], self.clause_starts[stop])
        sums = sum_row_runs(self.clause_sums[inside], units)
        weights = np.add.reduceat(self.clause_weights[inside], units)
        edges = sum_row_runs(self.edges[start:stop], firsts - start)
        counts = np.minimum(size, stop - firsts).astype(np.float32)
        edges /= counts[:, None]
        return self.encoder.compose(sums, edges, weights)

    def runs(self, start: int, stop: int, longest: int) -> Floats:
        """Return unit vectors of runs of 1 … `longest` sentences, `[k - 1, i]` beginning at `start + i`.

        `(longest, stop - start, dim)`: there is a row for every sentence from `start` to `stop` (exclusive),
        which may lie outside the text: a run that does so is a zero vector.
        """
        found = np.zeros((longest, stop - start, self.dim), np.float32)
        low, high = max(start, 0), min(stop, len(self))
        for block in range(low - low % _BLOCK, high, _BLOCK):
            first, last = max(low, block), min(high, block + _BLOCK)
            rows = self._once((block, longest), partial(self._block_runs, block, longest))
            found[:, first - start : last - start] = rows[:, first - block : last - block]
        return found

    def _block_runs(self, block: int, longest: int) -> Floats:
        """Return the runs that begin in a block of sentences."""
        high = min(block + _BLOCK + longest - 1, len(self))
        first, last = self.clause_starts[block], self.clause_starts[high]
        starts = self.clause_starts[block:high] - first
        sums = sum_row_runs(self.clause_sums[first:last], starts)
        weights = np.add.reduceat(self.clause_weights[first:last], starts)
        edges = self.edges[block:high].astype(np.float32)
        parts = []
        total, edge, weight = sums, edges, weights
        for size in range(1, min(longest, high - block) + 1):
            if size > 1:
                total = total[:-1] + sums[size - 1 :]
                edge = edge[:-1] + edges[size - 1 :]
                weight = weight[:-1] + weights[size - 1 :]
            parts.append((total[:_BLOCK], edge[:_BLOCK] / np.float32(size), weight[:_BLOCK]))
        vectors = self.encoder.compose(*(np.concatenate(one) for one in zip(*parts, strict=True)))
        found = np.zeros((longest, _BLOCK, vectors.shape[1]), np.float32)
        at = 0
        for size, (_, _, weight) in enumerate(parts):
            found[size, : len(weight)] = vectors[at : at + len(weight)]
            at += len(weight)
        return found

    def clause_vectors(self, start: int, stop: int) -> Floats:
        """Return a unit vector for each clause of the sentences from `start` to `stop` (exclusive)."""
        blocks = range(start - start % _BLOCK, stop, _BLOCK)
        found = np.concatenate(
            [self._once((at, 0), partial(self._block_clauses, at)) for at in blocks]
        )
        first, last = self.clause_starts[[start, stop]] - self.clause_starts[blocks[0]]
        return found[first:last]

    def _block_clauses(self, block: int) -> Floats:
        """Return the clauses of a block of sentences."""
        end = min(block + _BLOCK, len(self))
        first, last = self.clause_starts[block], self.clause_starts[end]
        owner = np.repeat(np.arange(block, end), np.diff(self.clause_starts[block : end + 1]))
        sums, edges = self.clause_sums[first:last], self.edges[owner]
        return self.encoder.compose(
            sums.astype(np.float32), edges.astype(np.float32), self.clause_weights[first:last]
        )

    def _once(self, key: tuple[int, int], make: Callable[[], Floats]) -> Floats:
        """Return what neighbouring windows ask for again, made by the first that asks; forget the oldest."""
        with self._lock:
            known = self._composed.get(key)
            if known is None:
                mine = self._composed[key] = Future()
                for old in list(self._composed)[:-_BLOCKS_KEPT]:
                    del self._composed[old]
        if known is not None:
            return known.result()
        try:
            mine.set_result(make())
        except BaseException as error:
            mine.set_exception(error)
            raise
        return mine.result()


def prepare(sentences: Sequence[str], *, lang: str, encoder: ComposingEncoder) -> Side:
    """Encode one side's clauses and words, each text once, and read its numbers and marks."""
    lang = base_language(lang)
    reader = encoder.reader()
    spaced = lang not in UNSPACED
    cut = [split_clauses(sentence, lang=lang) for sentence in sentences]
    clause_sums, clause_weights, edges = _encode(cut, reader, spaced)
    tokens = [list_content_words(sentence, lang=lang) for sentence in sentences]
    frequency = Counter(chain.from_iterable(map(set, tokens)))
    types = sorted(frequency)
    number = {word: index for index, word in enumerate(types, start=1)}
    vectors = reader.words(types) if types else reader.encode([""])[:0]
    counts = np.array([frequency[word] for word in types])
    return Side(
        lang=lang,
        encoder=encoder,
        clause_sums=clause_sums,
        clause_weights=clause_weights,
        clause_chars=np.array(
            [max(1, len(clause)) for clause in chain.from_iterable(cut)], np.float32
        ),
        clause_starts=_starts(map(len, cut)),
        edges=edges,
        chars=np.array(
            [max(1, len(s if spaced else "".join(s.split()))) for s in sentences], np.float32
        ),
        types=("", *types),
        word_vectors=np.concatenate([np.zeros((1, vectors.shape[1]), np.float32), vectors]),
        idf=np.append(0, np.maximum(np.log((len(sentences) + 1) / (counts + 0.5)), 0.3)).astype(
            np.float32
        ),
        words=np.array(
            [index for one in tokens for index in (0, *(number[word] for word in one))], np.int64
        ),
        word_starts=_starts(len(one) + 1 for one in tokens),
        numbers=tuple(numbers(sentence, lang=lang) for sentence in sentences),
        marks=np.array([read_marks(sentence) for sentence in sentences], np.float32),
    )


def _encode(
    cut: Sequence[Sequence[str]], encoder: ComposingEncoder, spaced: bool
) -> tuple[Halves, Floats, Halves]:
    """Return clause sums, clause weights and edges, a chunk at a time so that nothing is held twice."""
    total = sum(map(len, cut))
    sums = edges = np.empty((0, 0), np.float16)
    weights = np.empty(total, np.float32)
    row = 0
    for start in range(0, len(cut), _CHUNK):
        parts = encoder.parts(cut[start : start + _CHUNK], spaced=spaced)
        if not start:
            dim = parts[0].edge.shape[0]
            sums, edges = np.empty((total, dim), np.float16), np.empty((len(cut), dim), np.float16)
        for number, one in enumerate(parts, start):
            end = row + len(one.sizes)
            sums[row:end], weights[row:end], edges[number] = one.clauses, one.sizes, one.edge
            row = end
    return sums, weights, edges


def _starts(lengths: object) -> Ints:
    sizes = np.fromiter(lengths, np.int64)  # type: ignore[call-overload]
    starts: Ints = np.concatenate([[0], np.cumsum(sizes)])
    return starts
