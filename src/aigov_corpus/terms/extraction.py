"""Terms of a corpus with their renderings: Chinese phrases, ranked by both languages."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from aigov_corpus.terms.candidates import Candidate, list_candidates
from aigov_corpus.terms.linked import link_pairs
from aigov_corpus.terms.nominal import read_tags, weigh_form
from aigov_corpus.terms.renderings import (
    Rendering,
    count_renderings,
    place_renderings,
)
from aigov_corpus.terms.spans import SpanCounts, list_spans

_SHARE = 0.05
"""What is added to the share of the most frequent rendering, so that none counts nothing."""
_INDEXED = 2
"""Characters by which the texts of a phrase are looked up."""


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
    candidates = list_candidates((pair.zh for pair in once), min_count=min_count)
    names = {candidate.text for candidate in candidates}
    joined = ["".join(word for word, _, _ in pair.zh) for pair in linked]
    for term in dict.fromkeys(known):
        frequency = sum(
            text.count(term) for at, text in enumerate(joined) if counted is None or counted[at]
        )
        if term not in names and frequency:
            candidates.append(Candidate(term, frequency, 0.0, (term,)))
    tags = read_tags(word for candidate in candidates for word in candidate.words)
    spans = [list_spans(pair.en, text[1], "en") for pair, text in zip(linked, texts, strict=True)]
    counts = SpanCounts(spans)
    index: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(joined):
        for beginning in {text[at : at + _INDEXED] for at in range(len(text))}:
            index[beginning].append(number)
    found = []
    for candidate in candidates:
        places = []
        for number in index.get(candidate.text[:_INDEXED], ()):
            places += [(number, *place) for place in _find_words(linked[number].zh, candidate.text)]
        occurrences = place_renderings(places, linked, spans, counts, "zh")
        renderings = [item for item in count_renderings(texts, occurrences, "zh") if item.text]
        share = len(renderings[0].occurrences) / len(places) if renderings else 0.0
        score = math.sqrt(candidate.c_value) * (share + _SHARE) * weigh_form(candidate.words, tags)
        numbers = tuple(dict.fromkeys(number for number, _, _ in places))
        found.append(
            Term(
                candidate.text,
                candidate.frequency,
                round(score, 3),
                candidate.c_value,
                tuple(renderings),
                len(places),
                numbers,
            )
        )
    return sorted(found, key=lambda term: (-term.score, term.text))


def _find_words(words: Sequence[tuple[str, int, int]], phrase: str) -> list[tuple[int, int]]:
    """Return the places of a phrase that begin and end where words do."""
    found = []
    for first in range(len(words)):
        length = 0
        for last in range(first, len(words)):
            word = words[last][0]
            if not phrase.startswith(word, length) or (
                last > first and words[last][1] != words[last - 1][2]
            ):
                break
            length += len(word)
            if length == len(phrase):
                found.append((words[first][1], words[last][2]))
                break
    return found
