"""What the aligner knows about the sentences of one text: vectors, words, numbers, marks, lengths.

Sentences are encoded once per text, before beads are compared. Only the vectors of runs and clauses
are composed when a window asks for them (see `ComposingEncoder` in `protocols`); they are
remembered for the neighbouring windows, which ask for some of them again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
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
from aigov_corpus.text.numerals import evidence_numbers

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aigov_corpus.protocols import ComposingEncoder

    Floats = NDArray[np.float32]
    HalfFloats = NDArray[np.float16]
    Ints = NDArray[np.int64]

# Sentences that are encoded at a time: bounds the memory that their parts take in single precision.
_ENCODED_AT_ONCE = 4096
# Sentences whose runs are composed at a time, and remembered together.
_CHUNK = 32
# Composed chunks that are remembered.
_CHUNKS_KEPT = 32
# Least weight of a word: log(inverse frequency) is near 0 for a word that is in every sentence.
_LEAST_WORD_WEIGHT = 0.3


@dataclass(frozen=True, slots=True)
class SentenceFeatures:
    """The sentences of one text, as arrays.

    Clauses and words are counted through the whole text, and `clause_starts` and `word_starts` say
    which belong to which sentence. Sums and edges are kept in half precision: a cosine moves by
    less than a millionth, and they are most of what a long text takes in memory.

    Attributes:
        lang: the language, without script and region: `zh`.
        encoder: what made the parts, and composes vectors from them.
        clause_sums: `(clauses, dim of parts)`, the additive vector of each clause.
        clause_sizes: `(clauses,)`, the additive size of each clause, such as its tokens.
        clause_chars: `(clauses,)`, the characters of each clause.
        clause_starts: `(sentences + 1,)`, the first clause of each sentence, and the number of
            clauses.
        edges: `(sentences, dim of parts)`, what beginning and end add to the vector of each
            sentence.
        chars: `(sentences,)`, the characters of each sentence; spaces do not count in a language
            that is written without them.
        types: the distinct content words. The first one is empty and stands for no word.
        word_vectors: `(types, dim)`, a vector of length 1 for each distinct word, zero for no word.
        idf: `(types,)`, log(inverse frequency): how rare each word is in this text; 0 for no word.
        words: `(words,)`, the number in `types` of each word of the text. Each sentence begins with
            one that is no word, so that none is without words.
        word_starts: `(sentences + 1,)`, the first word of each sentence, and the number of words.
        numbers: the numbers that each sentence names.
        marks: `(sentences, 4)`, 1 where a sentence asks, exclaims, opens or closes a quotation.
    """

    lang: str
    encoder: ComposingEncoder
    clause_sums: HalfFloats
    clause_sizes: Floats
    clause_chars: Floats
    clause_starts: Ints
    edges: HalfFloats
    chars: Floats
    types: tuple[str, ...]
    word_vectors: Floats
    idf: Floats
    words: Ints
    word_starts: Ints
    numbers: tuple[frozenset[float], ...]
    marks: Floats
    _composed: dict[tuple[int, int], Future[Floats]] = field(default_factory=dict, repr=False)
    """Remembered chunks: the runs that begin in them by `(first sentence, longest run)`, and their
    clauses by `(first sentence, 0)`."""
    _lock: Lock = field(default_factory=Lock, repr=False)

    def __len__(self) -> int:
        """Return the number of sentences."""
        return len(self.chars)

    @property
    def dim(self) -> int:
        """The length of a composed vector: how many numbers it has."""
        return int(self.word_vectors.shape[1])

    def tile_vectors(self, start: int, stop: int, size: int) -> Floats:
        """Return one vector of length 1 for each tile of some sentences.

        Tiles are runs of `size` sentences that follow each other without overlap; the last one may
        be shorter.

        Args:
            start: the first sentence.
            stop: the sentence after the last one.
            size: sentences per tile.

        Returns:
            An array `(tiles, dim)`.
        """
        firsts = np.arange(start, stop, size)
        first_clauses = self.clause_starts[firsts] - self.clause_starts[start]
        inside = slice(self.clause_starts[start], self.clause_starts[stop])
        sums = sum_row_runs(self.clause_sums[inside], first_clauses)
        sizes = np.add.reduceat(self.clause_sizes[inside], first_clauses)
        edges = sum_row_runs(self.edges[start:stop], firsts - start)
        sentences = np.minimum(size, stop - firsts).astype(np.float32)
        edges /= sentences[:, None]
        return self.encoder.compose(sums, edges, sizes)

    def run_vectors(self, start: int, stop: int, longest: int) -> Floats:
        """Return one vector of length 1 for each run of 1 to `longest` sentences.

        Args:
            start: the first sentence at which runs begin; it may lie before the text.
            stop: the sentence after the last one; it may lie behind the text.
            longest: sentences of the longest run.

        Returns:
            An array `(longest, stop - start, dim)`. `[size - 1, i]` is the vector of the run of
            `size` sentences that begins at `start + i`; zero if any of them lies outside the text.
        """
        found = np.zeros((longest, stop - start, self.dim), np.float32)
        first = max(start, 0)
        last = min(stop, len(self))
        for chunk in range(first - first % _CHUNK, last, _CHUNK):
            compute = partial(self._chunk_runs, chunk, longest)
            vectors = self._remember((chunk, longest), compute)
            begin = max(first, chunk)
            end = min(last, chunk + _CHUNK)
            wanted = slice(begin - start, end - start)
            composed = slice(begin - chunk, end - chunk)
            found[:, wanted] = vectors[:, composed]
        return found

    def _chunk_runs(self, chunk: int, longest: int) -> Floats:
        """Return the vectors of the runs that begin in the chunk whose first sentence is `chunk`.

        Returns:
            An array `(longest, _CHUNK, dim)`, laid out as that of `run_vectors`.
        """
        stop = min(chunk + _CHUNK + longest - 1, len(self))
        first_clause, last_clause = self.clause_starts[[chunk, stop]]
        starts = self.clause_starts[chunk:stop] - first_clause
        sums = sum_row_runs(self.clause_sums[first_clause:last_clause], starts)
        sizes = np.add.reduceat(self.clause_sizes[first_clause:last_clause], starts)
        edges = self.edges[chunk:stop].astype(np.float32)
        # the parts of all runs of one length, from those of the runs that are one sentence shorter
        run_sums, run_edges, run_sizes = sums, edges, sizes
        parts = []
        for length in range(1, min(longest, stop - chunk) + 1):
            if length > 1:
                run_sums = run_sums[:-1] + sums[length - 1 :]
                run_edges = run_edges[:-1] + edges[length - 1 :]
                run_sizes = run_sizes[:-1] + sizes[length - 1 :]
            mean_edges = run_edges[:_CHUNK] / np.float32(length)
            parts.append((run_sums[:_CHUNK], mean_edges, run_sizes[:_CHUNK]))
        together = [np.concatenate(arrays) for arrays in zip(*parts, strict=True)]
        vectors = self.encoder.compose(*together)
        found = np.zeros((longest, _CHUNK, vectors.shape[1]), np.float32)
        row = 0
        for length, (_, _, run_sizes) in enumerate(parts):
            count = len(run_sizes)
            found[length, :count] = vectors[row : row + count]
            row += count
        return found

    def clause_vectors(self, start: int, stop: int) -> Floats:
        """Return one vector of length 1 for each clause of some sentences.

        Args:
            start: the first sentence.
            stop: the sentence after the last one.

        Returns:
            An array `(clauses, dim)`.
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
        """Return the vectors of the clauses of the chunk whose first sentence is `chunk`."""
        stop = min(chunk + _CHUNK, len(self))
        first, last = self.clause_starts[[chunk, stop]]
        counts = np.diff(self.clause_starts[chunk : stop + 1])
        sentence_of_clause = np.repeat(np.arange(chunk, stop), counts)
        return self.encoder.compose(
            self.clause_sums[first:last].astype(np.float32),
            self.edges[sentence_of_clause].astype(np.float32),
            self.clause_sizes[first:last],
        )

    def _remember(self, key: tuple[int, int], compute: Callable[[], Floats]) -> Floats:
        """Return what is remembered under a key, or compute it.

        If two threads ask for the same key, one computes and the other waits. The chunks that were
        computed first are forgotten first.
        """
        with self._lock:
            known = self._composed.get(key)
            if known is None:
                pending: Future[Floats] = Future()
                self._composed[key] = pending
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


def read_features(
    sentences: Sequence[str], *, lang: str, encoder: ComposingEncoder
) -> SentenceFeatures:
    """Read and encode the sentences of one text.

    Args:
        sentences: the sentences, at least one.
        lang: code of their language.
        encoder: is asked once for the clauses of each sentence, and once for each distinct word.
    """
    lang = base_language(lang)
    reader = encoder.reader()
    spaced = lang not in UNSPACED
    clauses = [split_clauses(sentence, lang=lang) for sentence in sentences]
    clause_sums, clause_sizes, edges = _encode_clauses(clauses, reader, spaced=spaced)
    words = [list_content_words(sentence, lang=lang) for sentence in sentences]
    frequency = Counter(chain.from_iterable(map(set, words)))
    types = sorted(frequency)
    # without any word, the number of columns is that of the vector of a text
    vectors = reader.words(types) if types else reader.encode([""])[:0]
    no_word = np.zeros((1, vectors.shape[1]), np.float32)
    clause_lengths = map(len, chain.from_iterable(clauses))
    visible = sentences if spaced else ["".join(sentence.split()) for sentence in sentences]
    return SentenceFeatures(
        lang=lang,
        encoder=encoder,
        clause_sums=clause_sums,
        clause_sizes=clause_sizes,
        clause_chars=_at_least_one(clause_lengths),
        clause_starts=_starts(map(len, clauses)),
        edges=edges,
        chars=_at_least_one(map(len, visible)),
        types=("", *types),
        word_vectors=np.concatenate([no_word, vectors]),
        idf=_word_weights([frequency[word] for word in types], len(sentences)),
        words=_word_numbers(words, types),
        word_starts=_starts(len(own_words) + 1 for own_words in words),
        numbers=tuple(evidence_numbers(sentence, lang=lang) for sentence in sentences),
        marks=np.array([read_marks(sentence) for sentence in sentences], np.float32),
    )


def _encode_clauses(
    clauses: Sequence[Sequence[str]], encoder: ComposingEncoder, *, spaced: bool
) -> tuple[HalfFloats, Floats, HalfFloats]:
    """Encode the clauses of all sentences, some sentences at a time to save memory.

    Args:
        clauses: the clauses of each sentence.
        encoder: what encodes them.
        spaced: True if clauses are joined by a space.

    Returns:
        Sums `(clauses, dim)`, sizes `(clauses,)` and edges `(sentences, dim)`.
    """
    total = sum(map(len, clauses))
    sums = edges = np.empty((0, 0), np.float16)
    sizes = np.empty(total, np.float32)
    row = 0
    for start in range(0, len(clauses), _ENCODED_AT_ONCE):
        found = encoder.parts(clauses[start : start + _ENCODED_AT_ONCE], spaced=spaced)
        if start == 0:
            dim = found[0].edge.shape[0]
            sums = np.empty((total, dim), np.float16)
            edges = np.empty((len(clauses), dim), np.float16)
        for sentence, parts in enumerate(found, start):
            rows = slice(row, row + len(parts.sizes))
            sums[rows] = parts.clauses
            sizes[rows] = parts.sizes
            edges[sentence] = parts.edge
            row = rows.stop
    return sums, sizes, edges


def _word_weights(frequencies: Sequence[int], sentences: int) -> Floats:
    """Return the weights of the distinct words, `(types,)`, with 0 for no word before them.

    Args:
        frequencies: the number of sentences that hold each word.
        sentences: the number of all sentences.
    """
    counts = np.array(frequencies)
    # half a sentence more: a word in every sentence of the text still has a finite, small weight
    idf = np.log((sentences + 1) / (counts + 0.5))
    return np.append(0, np.maximum(idf, _LEAST_WORD_WEIGHT)).astype(np.float32)


def _word_numbers(words: Sequence[Sequence[str]], types: Sequence[str]) -> Ints:
    """Return the numbers of all words of a text, each sentence beginning with 0 for no word.

    Args:
        words: the words of each sentence.
        types: the distinct words; the first one has the number 1.
    """
    number_of = {word: number for number, word in enumerate(types, start=1)}
    found: list[int] = []
    for sentence in words:
        found.append(0)
        found.extend(number_of[word] for word in sentence)
    return np.array(found, np.int64)


def _at_least_one(lengths: Iterable[int]) -> Floats:
    """Return lengths as an array, with 1 in place of 0."""
    return np.array([max(1, length) for length in lengths], np.float32)


def _starts(lengths: Iterable[int]) -> Ints:
    """Return where consecutive parts of these lengths begin, and where the last one ends."""
    sizes = np.fromiter(lengths, np.int64)
    starts: Ints = np.concatenate([[0], np.cumsum(sizes)])
    return starts
