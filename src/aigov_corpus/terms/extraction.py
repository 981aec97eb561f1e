"""Terms of a corpus with their renderings: Chinese phrases, ranked by both languages."""

from __future__ import annotations

import math
from collections.abc import Sequence, Set
from typing import NamedTuple

from aigov_corpus.terms.candidates import Candidate, list_all_candidates
from aigov_corpus.terms.linked import LinkedPair, link_pairs
from aigov_corpus.terms.nominal import read_tags, weigh_form
from aigov_corpus.terms.renderings import (
    Rendering,
    count_renderings,
    find_places,
    place_renderings,
)
from aigov_corpus.terms.spans import SpanCounts, list_spans
from aigov_corpus.text.simplified import simplify

_SHARE = 0.05
"""What is added to the share of the most frequent rendering, so that none counts nothing."""

# Chosen on laws of Taiwan and political texts, with lists of terms of our own.
_NOT_FREE = 0.25
"""What is added to the logarithm of the entropy of a phrase, so that one that always has the same
neighbour counts too."""
_IN_LISTS = 1.25
"""What a phrase counts that is an item of a list, as a multiple."""
_STRING = 0.2
"""What a string counts that does not begin and end where words do, as a share."""


class Term(NamedTuple):
    """A phrase that may be a term, with its renderings."""

    text: str
    """The phrase, in simplified characters."""
    frequency: int
    """How often it occurs in the Chinese texts."""
    score: float
    """How much speaks for a term: its C-value, its form, and how regularly it is rendered."""
    c_value: float
    """Its C-value (see `candidates`)."""
    renderings: tuple[Rendering, ...]
    """Its renderings, the most frequent first; places without one are left out."""
    places: int
    """Number of its places in all pairs."""
    numbers: tuple[int, ...]
    """Numbers of the pairs in which it occurs."""


def extract_terms(
    texts: Sequence[tuple[str, str]],
    *,
    min_count: int,
    counted: Sequence[bool] | None = None,
    known: Sequence[str] = (),
) -> list[Term]:
    """Return the terms of pairs, the best first.

    Args:
        texts: the Chinese and the English text of each pair.
        min_count: how often a term occurs, at least.
        counted: for each pair whether its Chinese text counts: of a text with several renderings,
            one. None for all.
        known: Chinese terms of a termbase, in simplified characters, that are listed however rare
            they are.
    """
    linked = link_pairs(texts)
    once = [pair for at, pair in enumerate(linked) if counted is None or counted[at]]
    plain = [simplify(zh) for zh, _ in texts]
    candidates = list_all_candidates(
        [zh for at, zh in enumerate(plain) if counted is None or counted[at]],
        [pair.zh for pair in once],
        min_count=min_count,
    )
    strings = {candidate.text for candidate in candidates if candidate.is_string}
    places = _find_candidates(linked, {candidate.text for candidate in candidates} - strings)
    places |= _find_strings(plain, strings)
    for term in dict.fromkeys(known):
        found = [
            (number, *place)
            for number, zh in enumerate(plain)
            if term in zh
            for place in find_places(zh, term, "zh")
        ]
        whole = [place for place in found if _has_whole_words(linked[place[0]], *place[1:])]
        found = whole or found
        frequency = sum(counted is None or counted[number] for number, _, _ in found)
        if term not in places and frequency:
            candidates.append(Candidate(term, frequency, 0.0, (term,)))
            places[term] = found
    tags = read_tags(word for candidate in candidates for word in candidate.words)
    spans = [list_spans(pair.en, text[1], "en") for pair, text in zip(linked, texts, strict=True)]
    counts = SpanCounts(spans)
    terms = []
    for candidate in candidates:
        of_term = places[candidate.text]
        occurrences = place_renderings(of_term, linked, spans, counts, "zh")
        renderings = [item for item in count_renderings(texts, occurrences, "zh") if item.text]
        share = len(renderings[0].occurrences) / len(of_term) if renderings else 0.0
        score = _weigh(candidate) * (share + _SHARE) * weigh_form(candidate.words, tags)
        terms.append(
            Term(
                candidate.text,
                candidate.frequency,
                round(score, 3),
                candidate.c_value,
                tuple(renderings),
                len(of_term),
                tuple(dict.fromkeys(number for number, _, _ in of_term)),
            )
        )
    return sorted(terms, key=lambda term: (-term.score, term.text))


def _weigh(candidate: Candidate) -> float:
    """Return how much the Chinese texts say for a term, without its form."""
    weight = math.sqrt(candidate.c_value) * (math.log2(1 + candidate.entropy) + _NOT_FREE)
    if candidate.items:
        weight *= _IN_LISTS
    return weight * _STRING if candidate.is_string else weight


def _has_whole_words(pair: LinkedPair, start: int, end: int) -> bool:
    """Tell whether Chinese text begins and ends where words do: no 法院 of 立法院."""
    return any(first == start for _, first, _ in pair.zh) and any(
        last == end for _, _, last in pair.zh
    )


def _find_candidates(
    linked: Sequence[LinkedPair], wanted: Set[str]
) -> dict[str, list[tuple[int, int, int]]]:
    """Return for each phrase its places: number of the pair, and two offsets.

    A phrase begins and ends where words do, and its words follow each other directly.

    Args:
        linked: the pairs.
        wanted: the phrases.
    """
    longest = max(map(len, wanted), default=0)
    found: dict[str, list[tuple[int, int, int]]] = {term: [] for term in wanted}
    for number, pair in enumerate(linked):
        words = pair.zh
        for first in range(len(words)):
            phrase = ""
            for last in range(first, len(words)):
                if last > first and words[last][1] != words[last - 1][2]:
                    break
                phrase += words[last][0]
                if len(phrase) > longest:
                    break
                if phrase in wanted:
                    found[phrase].append((number, words[first][1], words[last][2]))
    return found


def _find_strings(texts: Sequence[str], wanted: Set[str]) -> dict[str, list[tuple[int, int, int]]]:
    """Return for each string its places: number of the text, and two offsets.

    Args:
        texts: texts in simplified characters.
        wanted: the strings.
    """
    found: dict[str, list[tuple[int, int, int]]] = {string: [] for string in wanted}
    sizes = sorted({len(string) for string in wanted})
    for number, text in enumerate(texts):
        for start in range(len(text)):
            for size in sizes:
                end = start + size
                if end <= len(text) and text[start:end] in wanted:
                    found[text[start:end]].append((number, start, end))
    return found
