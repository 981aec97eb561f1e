"""What the aligner knows about the sentences of one text: vectors, words, numbers, marks, lengths.

Each sentence is encoded once, before any beads are compared. The result of this are its parts: one
vector that can be added up for each clause, the size of each clause, and one vector for the edges
of the sentence (see `ComposingEncoder` in `protocols`). From these parts the vectors of runs and of
clauses are composed, only when a window needs them. They are kept for a while, because neighbouring
windows need some of them again. They are composed and kept in chunks, which are blocks of
consecutive sentences. Of a text that is not very long, all of them are kept until it is aligned, so
that no run is composed twice.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from aigov_corpus.embedding.row_runs import sum_row_runs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aigov_corpus.protocols import ComposingEncoder

    Floats = NDArray[np.float32]
    HalfFloats = NDArray[np.float16]
    AnyFloats = NDArray[np.float16] | NDArray[np.float32]
    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

# Sentences of a chunk, whose vectors are composed and kept together.
_CHUNK = 32
# Runs that are composed at once, of those that are not kept; each takes 10 KiB meanwhile.
_COMPOSED_AT_ONCE = 1024
# How many arrays of composed vectors are kept of a text of which not all are.
_CHUNKS_KEPT = 16


@dataclass(frozen=True, slots=True)
class SentenceFeatures:
    """The sentences of one text, as arrays.

    All clauses of the text stand one after another in one array, and so do all words.
    `clause_starts` and `word_starts` say where each sentence begins in them. `clause_sums` and
    `edges` take most of the memory of a long text, so they are kept in half precision. This changes
    a cosine by less than a millionth. Only if a clause is so long that its sums are beyond half
    precision, `clause_sums` are in single precision.

    Attributes:
        lang: the language, without script and region, such as `zh`.
        encoder: the encoder that made the parts of the sentences and composes vectors from them.
        clause_sums: `(clauses, dim of parts)`, one vector per clause. They can be added up.
        clause_sizes: `(clauses,)`, the size of each clause as the encoder counts it, such as its
            number of tokens. Sizes can be added up.
        clause_chars: `(clauses,)`, the number of characters of each clause, at least 1.
        clause_starts: `(sentences + 1,)`, the index of the first clause of each sentence, and at
            the end the number of clauses.
        edges: `(sentences, dim of parts)`, what the beginning and the end of each sentence add to
            its vector.
        chars: `(sentences,)`, the number of characters of each sentence, at least 1. Spaces do not
            count in a language that is written without them.
        copies: `(sentences,)`, how many sentences of the text have the same words as this one, at
            least 1. White space around and between them does not count.
        firsts: `(sentences,)`, the index of the first sentence with the same words.
        forms: `(sentences,)`, the index of the first sentence that differs from this one in
            nothing but its digits.
        numbered: `(sentences,)`, whether a sentence begins with the number of an item or article
            and has words behind it.
        inner_items: `(sentences,)`, how many numbers of items stand inside a sentence.
        types: the distinct content words. The first one is an empty string that stands for no word.
        word_vectors: `(types, dim)`, a vector of length 1 for each of `types`, and zeros for no
            word.
        idf: `(types,)`, log(inverse frequency) of each of `types`: the rarer a word is in this
            text, the higher. It is 0 for no word.
        words: `(words,)`, for each word of the text its index in `types`. Each sentence begins with
            an added 0, which stands for no word, so that no sentence is without words.
        word_starts: `(sentences + 1,)`, the index in `words` at which each sentence begins, and at
            the end the length of `words`.
        numbers: for each sentence, the numbers that occur in it.
        marks: `(sentences, 4)`, 1 where a sentence asks, exclaims, opens a quotation or closes one
            (in this order), else 0.
        ended: `(sentences,)`, whether a mark ends a sentence; a bare `3.` is none.
        longest_kept: the number of sentences of the longest runs that are composed in chunks and
            kept, whoever asks for them first; 0 if the text is too long for that.
    """

    lang: str
    encoder: ComposingEncoder
    clause_sums: AnyFloats
    clause_sizes: Floats
    clause_chars: Floats
    clause_starts: Ints
    edges: HalfFloats
    chars: Floats
    copies: Floats
    firsts: Ints
    forms: Ints
    numbered: Bools
    inner_items: Ints
    types: tuple[str, ...]
    word_vectors: Floats
    idf: Floats
    words: Ints
    word_starts: Ints
    numbers: tuple[frozenset[float], ...]
    marks: Floats
    ended: Bools
    longest_kept: int = 0
    _composed: dict[tuple[int, int], Future[Floats]] = field(default_factory=dict, repr=False)
    """The chunks that are kept. The key `(first sentence, longest run)` has the vectors of the runs
    that begin in a chunk, and the key `(first sentence, 0)` has the vectors of its clauses."""
    _lock: Lock = field(default_factory=Lock, repr=False)

    def __len__(self) -> int:
        """Return the number of sentences."""
        return len(self.chars)

    @property
    def dim(self) -> int:
        """The number of dimensions of a composed vector."""
        return int(self.word_vectors.shape[1])

    def is_bare_number(self, sentence: int) -> bool:
        """Return whether a sentence names a number and has no word, like the cell of a table."""
        words = self.words[slice(*self.word_starts[[sentence, sentence + 1]].tolist())]
        return bool(self.numbers[sentence]) and not any(
            char.isalpha() for word in words.tolist() for char in self.types[word]
        )

    def tile_vectors(self, start: int, stop: int, size: int) -> Floats:
        """Return one vector of length 1 for each tile of some sentences, `(tiles, dim)`.

        A tile is a run of `size` consecutive sentences. Tiles do not overlap, and the last one may
        be shorter.

        Args:
            start: the index of the first sentence.
            stop: the index of the sentence after the last one.
            size: the number of sentences per tile.
        """
        borders = np.append(np.arange(start, stop, size), stop)
        if size <= self.longest_kept:
            return self.vectors_of_runs(borders[:-1], np.diff(borders))
        return self.vectors_between(borders)

    def vectors_between(self, borders: Ints) -> Floats:
        """Return one vector of length 1 for each of some runs that follow one another.

        Args:
            borders: `(runs + 1,)`, the index of the first sentence of each run in ascending order,
                and the index after the last sentence of the last run.

        Returns:
            An array `(runs, dim)`.
        """
        start, stop = int(borders[0]), int(borders[-1])
        firsts = borders[:-1]
        first_clauses = self.clause_starts[firsts] - self.clause_starts[start]
        inside = slice(self.clause_starts[start], self.clause_starts[stop])
        sums = sum_row_runs(self.clause_sums[inside], first_clauses)
        sizes = np.add.reduceat(self.clause_sizes[inside], first_clauses)
        edges = sum_row_runs(self.edges[start:stop], firsts - start)
        edges /= np.diff(borders).astype(np.float32)[:, None]
        return self.encoder.compose(sums, edges, sizes)

    def vectors_of_beads(self, firsts: Ints, sizes: Ints) -> Floats:
        """Return one vector of length 1 for this side of each of some beads, `(beads, dim)`.

        Args:
            firsts: `(beads,)`, the index of the first sentence of each bead, in ascending order.
            sizes: `(beads,)`, the number of its sentences. There may be others between two beads.
        """
        if self.longest_kept:
            return self.vectors_of_runs(firsts, sizes)
        borders = np.unique(np.concatenate([firsts, firsts + sizes]))
        return self.vectors_between(borders)[np.searchsorted(borders, firsts)]

    def vectors_of_runs(self, firsts: Ints, sizes: Ints) -> Floats:
        """Return one vector of length 1 for each of some runs, which may lie anywhere.

        Args:
            firsts: `(runs,)`, the index of the first sentence of each run.
            sizes: `(runs,)`, the number of sentences of each run.

        Returns:
            An array `(runs, dim)`.
        """
        found = np.empty((len(firsts), self.dim), np.float32)
        is_kept = sizes <= self.longest_kept
        chunks = np.where(is_kept, firsts - firsts % _CHUNK, -1)
        for chunk in np.unique(chunks[is_kept]).tolist():
            here = np.flatnonzero(chunks == chunk)
            vectors = self._chunk_runs(chunk, self.longest_kept)
            found[here] = vectors[sizes[here] - 1, firsts[here] - chunk]
        rest = np.flatnonzero(~is_kept)
        for start in range(0, len(rest), _COMPOSED_AT_ONCE):
            some = rest[start : start + _COMPOSED_AT_ONCE]
            found[some] = self._compose_each(firsts[some], sizes[some])
        return found

    def _compose_each(self, firsts: Ints, sizes: Ints) -> Floats:
        """Return the vectors that `vectors_of_runs` describes; none of them is kept."""
        runs = list(zip(firsts.tolist(), (firsts + sizes).tolist(), strict=True))
        clauses = [slice(*self.clause_starts[[first, stop]].tolist()) for first, stop in runs]
        return self.encoder.compose(
            np.stack([self.clause_sums[run].sum(axis=0, dtype=np.float32) for run in clauses]),
            np.stack([self.edges[slice(*run)].mean(axis=0, dtype=np.float32) for run in runs]),
            np.array([self.clause_sizes[run].sum() for run in clauses], np.float32),
        )

    def run_vectors(self, start: int, stop: int, longest: int) -> Floats:
        """Return one vector of length 1 for each run of 1 to `longest` sentences.

        Args:
            start: the index of the first sentence at which runs begin. It may be below 0.
            stop: the index after the last sentence at which runs begin. It may be greater than the
                number of sentences.
            longest: the number of sentences of the longest run.

        Returns:
            An array `(longest, stop - start, dim)`. At `[size - 1, i]` it holds the vector of the
            run of `size` sentences that begins at sentence `start + i`. The vector is zero if a
            sentence of the run lies outside the text.
        """
        found = np.zeros((longest, stop - start, self.dim), np.float32)
        first = max(start, 0)
        last = min(stop, len(self))
        for chunk in range(first - first % _CHUNK, last, _CHUNK):
            vectors = self._chunk_runs(chunk, longest)
            begin = max(first, chunk)
            end = min(last, chunk + _CHUNK)
            wanted = slice(begin - start, end - start)
            composed = slice(begin - chunk, end - chunk)
            found[:, wanted] = vectors[:, composed]
        return found

    def compose_kept(self) -> None:
        """Compose all runs that are kept. `find_path` would do so one text after the other."""
        for chunk in range(0, len(self) if self.longest_kept else 0, _CHUNK):
            self._chunk_runs(chunk, self.longest_kept)

    def _chunk_runs(self, chunk: int, longest: int) -> Floats:
        """Return the vectors of the runs of 1 to `longest` sentences that begin in a chunk."""
        compute = partial(self._compose_runs, chunk, _CHUNK, longest)
        return self._remember((chunk, longest), compute)

    def compose_runs(self, start: int, count: int, longest: int) -> Floats:
        """Return the vectors of the runs that begin at some sentences; no other ones are kept.

        Args:
            start: the index of the first sentence at which runs begin.
            count: the number of sentences at which runs begin. They lie in the text.
            longest: the number of sentences of the longest run.

        Returns:
            An array `(longest, count, dim)` with the same layout as that of `run_vectors`.
        """
        kept = self.longest_kept
        if not kept:
            return self._compose_runs(start, count, longest)
        vectors = self.run_vectors(start, start + count, kept)
        if longest <= kept:
            return vectors[:longest]
        longer = self._compose_runs(start, count, longest, shortest=kept + 1)
        longer[:kept] = vectors
        return longer

    def _compose_runs(self, start: int, count: int, longest: int, *, shortest: int = 1) -> Floats:
        """Return the vectors of the runs that begin at some sentences; nothing is kept.

        Args:
            start: the index of the first sentence at which runs begin.
            count: the number of sentences at which runs begin. It may pass the end of the text.
            longest: the number of sentences of the longest run.
            shortest: the number of sentences of the shortest run; shorter ones have zeros.

        Returns:
            An array `(longest, count, dim)` with the same layout as that of `run_vectors`.
        """
        stop = min(start + count + longest - 1, len(self))
        first_clause, last_clause = self.clause_starts[[start, stop]]
        starts = self.clause_starts[start:stop] - first_clause
        sums = sum_row_runs(self.clause_sums[first_clause:last_clause], starts)
        sizes = np.add.reduceat(self.clause_sizes[first_clause:last_clause], starts)
        edges = self.edges[start:stop].astype(np.float32)
        # the parts of all runs of one length, from those of the runs that are one sentence shorter
        run_sums, run_edges, run_sizes = sums, edges, sizes
        parts = []
        for length in range(1, min(longest, stop - start) + 1):
            if length > 1:
                run_sums = run_sums[:-1] + sums[length - 1 :]
                run_edges = run_edges[:-1] + edges[length - 1 :]
                run_sizes = run_sizes[:-1] + sizes[length - 1 :]
            if length >= shortest:
                mean_edges = run_edges[:count] / np.float32(length)
                parts.append((run_sums[:count], mean_edges, run_sizes[:count]))
        found = np.zeros((longest, count, self.dim), np.float32)
        if not parts:
            return found
        together = [np.concatenate(arrays) for arrays in zip(*parts, strict=True)]
        vectors = self.encoder.compose(*together)
        row = 0
        for length, (_, _, run_sizes) in enumerate(parts, shortest):
            of_length = len(run_sizes)
            found[length - 1, :of_length] = vectors[row : row + of_length]
            row += of_length
        return found

    def clause_vectors(self, start: int, stop: int) -> Floats:
        """Return one vector of length 1 for each clause of some sentences, `(clauses, dim)`.

        Args:
            start: the index of the first sentence.
            stop: the index of the sentence after the last one.
        """
        chunks = range(start - start % _CHUNK, stop, _CHUNK)
        vectors = []
        for chunk in chunks:
            compute = partial(self._chunk_clauses, chunk)
            vectors.append(self._remember((chunk, 0), compute))
        first_composed = self.clause_starts[chunks[0]]
        first = self.clause_starts[start] - first_composed
        last = self.clause_starts[stop] - first_composed
        return np.concatenate(vectors)[first:last]

    def _chunk_clauses(self, chunk: int) -> Floats:
        """Return the vectors of all clauses of the chunk that begins at sentence `chunk`."""
        stop = min(chunk + _CHUNK, len(self))
        first, last = self.clause_starts[[chunk, stop]]
        counts = np.diff(self.clause_starts[chunk : stop + 1])
        sentence_of_clause = np.repeat(np.arange(chunk, stop), counts)
        return self.encoder.compose(
            self.clause_sums[first:last].astype(np.float32),
            self.edges[sentence_of_clause].astype(np.float32),
            self.clause_sizes[first:last],
        )

    def forget_composed(self) -> None:
        """Give up all vectors that were composed; those that are needed again are composed anew."""
        with self._lock:
            self._composed.clear()

    def _remember(self, key: tuple[int, int], compute: Callable[[], Floats]) -> Floats:
        """Return the array that is kept under a key. If there is none, compute and keep it.

        If two threads ask for the same key, one computes and the other waits. Of a long text only a
        fixed number of arrays is kept: the oldest are given up first.
        """
        with self._lock:
            known = self._composed.get(key)
            if known is None:
                pending: Future[Floats] = Future()
                self._composed[key] = pending
                if not self.longest_kept:
                    for old in list(self._composed)[:-_CHUNKS_KEPT]:
                        del self._composed[old]
        if known is not None:
            return known.result()
        try:
            pending.set_result(compute())
        except BaseException as error:
            pending.set_exception(error)
            raise
        return pending.result()
