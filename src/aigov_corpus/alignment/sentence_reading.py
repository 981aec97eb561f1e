"""Read and encode the sentences of one text, once, before any beads are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from aigov_corpus import patterns as re
from aigov_corpus.alignment.sentence_features import SentenceFeatures
from aigov_corpus.text.clauses import split_clauses
from aigov_corpus.text.content_words import list_content_words
from aigov_corpus.text.language_codes import UNSPACED, base_language
from aigov_corpus.text.markers import find_marker
from aigov_corpus.text.marks import is_ended, read_marks
from aigov_corpus.text.numerals import evidence_numbers
from aigov_corpus.text.simplified import simplify

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aigov_corpus.protocols import ComposingEncoder

    Floats = NDArray[np.float32]
    HalfFloats = NDArray[np.float16]
    AnyFloats = NDArray[np.float16] | NDArray[np.float32]
    Ints = NDArray[np.int64]

# … supervisors C. Dismissal …; … (b) the …; what looks like one, as in J. Smith, may count as well
_INNER_ITEM = re.compile(
    r"(?<=[\s:;.；：。])(?:[A-Z]|\d{1,2}|[ivx]{1,4})[.)、](?=\s*[A-Za-z\u4e00-\u9fff])"
    r"|(?<=.)[（(](?:[a-z]|\d{1,2}|[ivx]{1,4}|[一二三四五六七八九十]{1,3})[)）]"
)
_DIGITS = re.compile(r"\d+")

# How many sentences are encoded at a time. This limits the memory for parts in single precision,
# about 10 KiB a sentence.
_ENCODED_AT_ONCE = 1024
# Sentences of the longest text of which all composed vectors are kept, 14 KiB a sentence with beads
# of at most 8.
_KEPT_WHOLE = 2048
# Largest number in half precision. A clause of some 30,000 characters has larger sums.
_LARGEST_HALF = 65504
# Least weight of a word: log(inverse frequency) is near 0 for a word that is in every sentence.
_LEAST_WORD_WEIGHT = 0.3


def read_features(
    sentences: Sequence[str], *, lang: str, encoder: ComposingEncoder, longest: int = 0
) -> SentenceFeatures:
    """Read and encode the sentences of one text.

    Traditional Chinese is read as simplified Chinese, which the encoder, the word list and the
    dictionary know better (docs/adr/0010-seen-by-itself.md).

    Args:
        sentences: the sentences, at least one.
        lang: the code of their language.
        encoder: the encoder. It encodes each sentence once and each distinct word once.
        longest: the number of sentences of the longest runs of which all are wanted. They are kept
            if the text is not very long.
    """
    lang = base_language(lang)
    if lang == "zh":
        sentences = list(map(simplify, sentences))
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
    firsts = _find_firsts(sentences)
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
        copies=np.bincount(firsts)[firsts].astype(np.float32),
        firsts=firsts,
        forms=_find_firsts([_DIGITS.sub("#", sentence) for sentence in sentences]),
        numbered=np.array([_is_numbered(sentence, lang) for sentence in sentences]),
        inner_items=np.array([len(_INNER_ITEM.findall(sentence)) for sentence in sentences]),
        types=("", *types),
        word_vectors=np.concatenate([no_word, vectors]),
        idf=_word_weights([frequency[word] for word in types], len(sentences)),
        words=_word_numbers(words, types),
        word_starts=_starts(len(own_words) + 1 for own_words in words),
        numbers=tuple(evidence_numbers(sentence, lang=lang) for sentence in sentences),
        marks=np.array([read_marks(sentence) for sentence in sentences], np.float32),
        ended=np.array([is_ended(line) and any(map(str.isalpha, line)) for line in sentences]),
        longest_kept=longest if len(sentences) <= _KEPT_WHOLE else 0,
    )


def _encode_clauses(
    clauses: Sequence[Sequence[str]], encoder: ComposingEncoder, *, spaced: bool
) -> tuple[AnyFloats, Floats, HalfFloats]:
    """Encode the clauses of all sentences, in batches of sentences to save memory.

    Args:
        clauses: for each sentence, its clauses.
        encoder: the encoder.
        spaced: True if the clauses of a sentence are joined by a space, False if by nothing.

    Returns:
        Three arrays: the clause vectors `(clauses, dim)`, the clause sizes `(clauses,)` and the
        edges `(sentences, dim)`.
    """
    total = sum(map(len, clauses))
    sums: AnyFloats = np.empty((0, 0), np.float16)
    edges = np.empty((0, 0), np.float16)
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
            if sums.dtype == np.float16 and np.abs(parts.clauses).max(initial=0) > _LARGEST_HALF:
                sums = sums.astype(np.float32)
            sums[rows] = parts.clauses
            sizes[rows] = parts.sizes
            edges[sentence] = parts.edge
            row = rows.stop
    return sums, sizes, edges


def _find_firsts(sentences: Sequence[str]) -> Ints:
    """Return for each sentence the index of the first one with the same words, `(sentences,)`."""
    known: dict[str, int] = {}
    texts = (" ".join(sentence.split()) for sentence in sentences)
    return np.array([known.setdefault(text, at) for at, text in enumerate(texts)], np.int64)


def _is_numbered(sentence: str, lang: str) -> bool:
    """Return whether a sentence begins with the number of an item and has words behind it."""
    text = sentence.strip()
    marker = find_marker(text, lang)
    return marker is not None and marker.end < len(text)


def _word_weights(frequencies: Sequence[int], sentences: int) -> Floats:
    """Return the weights of the distinct words, after a 0 that stands for no word.

    The rarer a word, the higher is its weight.

    Returns:
        An array `(distinct words + 1,)`.
    """
    counts = np.array(frequencies)
    # half a sentence more: a word in every sentence of the text still has a finite, small weight
    idf = np.log((sentences + 1) / (counts + 0.5))
    return np.append(0, np.maximum(idf, _LEAST_WORD_WEIGHT)).astype(np.float32)


def _word_numbers(words: Sequence[Sequence[str]], types: Sequence[str]) -> Ints:
    """Return the numbers of all words of a text, with a 0 for no word before each sentence.

    Args:
        words: for each sentence, its words.
        types: the distinct words. They are numbered from 1.
    """
    number_of = {word: number for number, word in enumerate(types, start=1)}
    found: list[int] = []
    for sentence in words:
        found.append(0)
        found.extend(number_of[word] for word in sentence)
    return np.array(found, np.int64)


def _at_least_one(lengths: Iterable[int]) -> Floats:
    """Return lengths as an array in which each 0 is replaced by 1."""
    return np.array([max(1, length) for length in lengths], np.float32)


def _starts(lengths: Iterable[int]) -> Ints:
    """Return where consecutive parts of these lengths begin, and last where the last part ends."""
    sizes = np.fromiter(lengths, np.int64)
    starts: Ints = np.concatenate([[0], np.cumsum(sizes)])
    return starts
