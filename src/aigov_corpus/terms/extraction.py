"""Terms of a corpus with their renderings: Chinese phrases, ranked by both languages."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from typing import NamedTuple, TypeVar, overload

import numpy as np

from aigov_corpus import patterns as re
from aigov_corpus.embedding.threads import limit_matrix_threads
from aigov_corpus.files.spooling import KeyCounter, Spool
from aigov_corpus.terms.candidates import Candidate, list_all_candidates
from aigov_corpus.terms.linked import LinkedTexts, Word
from aigov_corpus.terms.renderings import count_renderings, find_places, place_renderings
from aigov_corpus.terms.spans import SpanCounts, Spans, list_spans
from aigov_corpus.text.parts_of_speech import read_tags

T = TypeVar("T")

_NOMINAL = re.compile("n.*|vn|an|x|j|l|i|eng")
"""Pattern for jieba's tags of words that a term may end with: nouns, verbs used as nouns, short
forms, idioms, unknown words."""
_VERBAL = frozenset(["v", "d", "p", "c", "r", "t", "m", "f", "u"])
"""Jieba's tags of words that a term hardly begins with: verbs, adverbs, pronouns, numbers, …"""
_NO_NOUN = 0.5
"""Factor for a phrase that ends with another word."""
_VERB_FIRST = 0.5
"""Factor for a phrase that begins with a verb or the like."""
_SHORT = 0.4
"""Factor for a single short word: most are no terms."""
_SHORT_CHARACTERS = 3
"""Characters of the longest such word."""

_COLUMNS = 4
"""Numbers of a place: phrase, pair, two offsets; and of a span, as `Spans` has them."""
_REPEATED = 2
"""Texts in which a span occurs that is not counted as one that occurs once."""
_SHARE = 0.05
"""Added to the share of the most frequent rendering, so that no score is 0."""

# Chosen on laws of Taiwan and political texts, with lists of terms of our own.
_NOT_FREE = 0.25
"""Added to the entropy of a phrase, so that the score of one that always has the same neighbour is
not 0."""
_IN_LISTS = 1.25
"""Factor on the score of a phrase that is an item of a list."""
_STRING = 0.2
"""Factor on the score of a string that does not begin and end where words do."""


class Term(NamedTuple):
    """A phrase that may be a term, with its renderings."""

    text: str
    """The phrase, in simplified characters."""
    frequency: int
    """How often it occurs in the Chinese texts."""
    score: float
    """Score of the phrase as a term, from its C-value, its form, and how regularly it is
    rendered."""
    c_value: float
    """Its C-value (see `candidates`)."""
    renderings: tuple[Rendered, ...]
    """Its renderings, the most frequent first; places without one are left out."""
    places: int
    """Number of its places in all pairs."""
    numbers: tuple[int, ...]
    """Numbers of the pairs in which it occurs."""


class Rendered(NamedTuple):
    """A rendering of a term."""

    text: str
    """The form that is most frequent."""
    variants: tuple[str, ...]
    """All forms that differ in case or ending alone, the most frequent first."""
    places: int
    """Number of places at which it renders the term."""


def extract_terms(
    texts: Iterable[tuple[str, str]],
    *,
    min_count: int,
    counted: Sequence[bool] | None = None,
    known: Sequence[str] = (),
) -> Iterator[Term]:
    """Yield the terms of pairs.

    The pairs wait on the disk: in memory are a few of them, the different words with their vectors,
    how often two words are linked, the phrases that occur `min_count` times with their places (32
    bytes each), and the spans that occur twice.

    Args:
        texts: the Chinese and the English text of each pair; they are read once.
        min_count: how often a term occurs, at least.
        counted: for each pair whether its Chinese text counts: of a text with several renderings,
            one. It is read after `texts`. None for all.
        known: Chinese terms of a termbase, in simplified characters, that are listed however rare
            they are.
    """
    with limit_matrix_threads():
        linked = LinkedTexts(texts)
    once = [at for at in range(len(linked)) if counted is None or counted[at]]
    candidates = list_all_candidates(
        _Listed(once, lambda at: linked.texts(at)[0]),
        _Listed(once, linked.words),
        min_count=min_count,
    )
    places = _find_places(linked, candidates)
    for term, found in _find_known(linked, known).items():
        frequency = sum(counted is None or counted[number] for number, _, _ in found)
        if term not in places and frequency:
            candidates.append(Candidate(term, frequency, 0.0, (term,)))
            places.add(term, found)
    tags = read_tags(word for candidate in candidates for word in candidate.words)
    spans = _StoredSpans(linked)
    for candidate in candidates:
        of_term = places[candidate.text]
        occurrences = place_renderings(
            of_term, linked.__getitem__, spans.read, spans.counts, "zh", is_term=True
        )
        found_here = count_renderings(linked.texts, occurrences, "zh")
        renderings = [
            Rendered(item.text, item.variants, len(item.occurrences))
            for item in found_here
            if item.text
        ]
        share = renderings[0].places / len(of_term) if renderings else 0.0
        score = _weigh(candidate) * (share + _SHARE) * _weigh_form(candidate.words, tags)
        yield Term(
            candidate.text,
            candidate.frequency,
            round(score, 3),
            candidate.c_value,
            tuple(renderings),
            len(of_term),
            tuple(dict.fromkeys(number for number, _, _ in of_term)),
        )
    spans.close()
    linked.close()


class _Listed(Sequence[T]):
    """What a function returns for some numbers, as a sequence that is in no memory."""

    def __init__(self, numbers: Sequence[int], read: Callable[[int], T]) -> None:
        self._numbers = numbers
        self._read = read

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        if isinstance(index, slice):
            return [self._read(number) for number in self._numbers[index]]
        return self._read(self._numbers[index])


class _Places:
    """The places of phrases: number of the pair, and two offsets."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._number = {phrase: number for number, phrase in enumerate(phrases)}
        self._waiting = array("i")
        self._sorted = np.empty((0, _COLUMNS), np.int32)
        self._added: dict[str, list[tuple[int, int, int]]] = {}

    def __contains__(self, phrase: str) -> bool:
        return phrase in self._number

    def note(self, phrase: str, number: int, start: int, end: int) -> None:
        """Add a place; those of one phrase come in order."""
        self._waiting.extend((self._number[phrase], number, start, end))

    def sort(self) -> None:
        """Put the places of each phrase together, when all were noted."""
        table = np.frombuffer(self._waiting, np.int32).reshape(-1, _COLUMNS)
        self._sorted = table[np.argsort(table[:, 0], kind="stable")]
        self._waiting = array("i")
        self._borders = np.searchsorted(self._sorted[:, 0], np.arange(len(self._number) + 1))

    def add(self, phrase: str, places: list[tuple[int, int, int]]) -> None:
        """Add another phrase with its places."""
        self._added[phrase] = places

    def __getitem__(self, phrase: str) -> list[tuple[int, int, int]]:
        """Return the places of a phrase, in order."""
        if phrase in self._added:
            return self._added[phrase]
        at = self._number[phrase]
        rows = self._sorted[self._borders[at] : self._borders[at + 1], 1:]
        return [(number, start, end) for number, start, end in rows.tolist()]


class _StoredSpans:
    """The spans of the English texts, on the disk, and in how many texts each occurs."""

    def __init__(self, linked: LinkedTexts) -> None:
        self._spool = Spool()
        counter = KeyCounter()
        for number in range(len(linked)):
            spans = list_spans(linked.english(number), linked.texts(number)[1], "en")
            counter.add(np.unique(spans.keys))
            self._spool.append(*(column.tobytes() for column in spans))
        self.counts = SpanCounts(*counter.find(_REPEATED), rest=1.0)

    def read(self, number: int) -> Spans:
        """Return the spans of a text."""
        columns = np.frombuffer(self._spool[number], np.int64).reshape(_COLUMNS, -1)
        first, last, keys, sizes = columns
        return Spans(first, last, keys.view(np.uint64), sizes)

    def close(self) -> None:
        """Delete what is on the disk."""
        self._spool.close()


def _weigh(candidate: Candidate) -> float:
    """Return the score of a term by the Chinese texts, without its form."""
    weight = math.sqrt(candidate.c_value) * (math.log2(1 + candidate.entropy) + _NOT_FREE)
    if candidate.items:
        weight *= _IN_LISTS
    return weight * _STRING if candidate.is_string else weight


def _has_whole_words(words: Sequence[Word], start: int, end: int) -> bool:
    """Tell whether Chinese text begins and ends where words do: no 法院 of 立法院."""
    return any(first == start for _, first, _ in words) and any(last == end for _, _, last in words)


def _find_places(linked: LinkedTexts, candidates: Sequence[Candidate]) -> _Places:
    """Return the places of candidates in all pairs.

    A phrase begins and ends where words do, and its words follow each other directly; a string
    stands anywhere.
    """
    places = _Places(candidate.text for candidate in candidates)
    strings = {candidate.text for candidate in candidates if candidate.is_string}
    phrases = {candidate.text for candidate in candidates} - strings
    longest = max(map(len, phrases), default=0)
    sizes = sorted({len(string) for string in strings})
    for number in range(len(linked)):
        for place in _find_phrases(linked.words(number), phrases, longest):
            places.note(place[0], number, *place[1:])
        text = linked.texts(number)[0]
        for start in range(len(text)):
            for size in sizes:
                string = text[start : start + size]
                if len(string) == size and string in strings:
                    places.note(string, number, start, start + size)
    places.sort()
    return places


def _find_phrases(
    words: Sequence[Word], wanted: Set[str], longest: int
) -> Iterator[tuple[str, int, int]]:
    """Yield the phrases in a text that are wanted, with two offsets."""
    for first in range(len(words)):
        phrase = ""
        for last in range(first, len(words)):
            if last > first and words[last][1] != words[last - 1][2]:
                break
            phrase += words[last][0]
            if len(phrase) > longest:
                break
            if phrase in wanted:
                yield phrase, words[first][1], words[last][2]


def _find_known(linked: LinkedTexts, known: Sequence[str]) -> dict[str, list[tuple[int, int, int]]]:
    """Return the places of terms of a termbase; those between words only if there are no others."""
    found: dict[str, list[tuple[int, int, int]]] = {term: [] for term in known}
    whole: dict[str, list[tuple[int, int, int]]] = {term: [] for term in known}
    for number in range(len(linked)) if known else ():
        zh = linked.texts(number)[0]
        words: list[Word] | None = None
        for term in found:
            if term not in zh:
                continue
            words = words or linked.words(number)
            for place in find_places(zh, term, "zh"):
                found[term].append((number, *place))
                if _has_whole_words(words, *place):
                    whole[term].append((number, *place))
    return {term: whole[term] or places for term, places in found.items()}


def _weigh_form(words: Sequence[str], tags: dict[str, str]) -> float:
    """Return from 0 to 1 how much a phrase looks like a term."""
    weight = 1.0
    if not _NOMINAL.fullmatch(tags.get(words[-1], "x")):
        weight *= _NO_NOUN
    if tags.get(words[0], "x") in _VERBAL:
        weight *= _VERB_FIRST
    if len(words) == 1 and len(words[0]) <= _SHORT_CHARACTERS:
        weight *= _SHORT
    return weight
