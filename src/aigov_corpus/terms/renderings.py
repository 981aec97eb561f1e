"""Where a phrase occurs, and which words of the other text render it there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aigov_corpus import patterns as re
from aigov_corpus.records import Side
from aigov_corpus.terms.choosing import Place, choose_spans
from aigov_corpus.terms.linked import LinkedPair, Word
from aigov_corpus.terms.spans import SpanCounts, Spans, is_edge, list_spans
from aigov_corpus.text.content_words import list_content_words, stem
from aigov_corpus.text.equivalents import as_pattern, usual_form
from aigov_corpus.text.scripts import HAN_CHARACTER
from aigov_corpus.text.simplified import simplify
from aigov_corpus.text.words import find_words

_LINKED = 0.3
"""Strength of a link above which a word belongs to a rendering."""
_MOST_OTHERS = 5_000
"""Pairs without a phrase that are looked at, at most: of more, every second, third, …"""
_LONGEST_GAP = 2
"""The most words without a link between two words of a rendering."""


class Occurrence(NamedTuple):
    """A place of a phrase, and its rendering there."""

    number: int
    """Number of the pair."""
    start: int
    """Offset of the phrase in its text."""
    end: int
    """Offset after the phrase."""
    rendering_start: int
    """Offset of the rendering in the other text; the same as `rendering_end` if there is none."""
    rendering_end: int
    """Offset after the rendering."""


class Rendering(NamedTuple):
    """A rendering with its places."""

    text: str
    """The form that is most frequent; empty for places without a rendering."""
    variants: tuple[str, ...]
    """All forms that differ in case or ending alone, the most frequent first."""
    occurrences: tuple[Occurrence, ...]
    """Its places, in order."""


def side_of(phrase: str) -> Side:
    """Return in which text to look for a phrase: `zh` if it has a Chinese character, else `en`."""
    return "zh" if HAN_CHARACTER.search(phrase) else "en"


def find_places(text: str, phrase: str, side: Side) -> list[tuple[int, int]]:
    """Return where a phrase stands in a text.

    Case, traditional characters, full width, the form of quotation marks and how an accent is
    written do not matter. English phrases are found as whole words.
    """
    if side == "zh":
        pattern, text = (
            as_pattern(simplify(usual_form(phrase))),
            simplify(usual_form(text)),
        )
    else:
        words = r"\s+".join(map(as_pattern, phrase.split()))
        pattern, text = rf"(?<!\w){words}(?!\w)", usual_form(text)
    return [match.span() for match in re.finditer(pattern, text, re.IGNORECASE)]


def find_occurrences(
    texts: Sequence[tuple[str, str]],
    linked: Sequence[LinkedPair],
    phrase: str,
    *,
    others: Sequence[tuple[str, str]] = (),
) -> list[Occurrence]:
    """Return all places of a phrase in some pairs, each with its rendering.

    Args:
        texts: the Chinese and the English text of each pair.
        linked: their words and links, in the same order.
        phrase: a Chinese or English phrase.
        others: texts of pairs without the phrase: a span that occurs there, too, is less likely
            to be its rendering.
    """
    side = side_of(phrase)
    at = 0 if side == "zh" else 1
    places = [
        (number, start, end)
        for number, pair in enumerate(texts)
        for start, end in find_places(pair[at], phrase, side)
    ]
    if side == "zh" and len(phrase) == 1:
        # a single character is meant as a word, not as a part of others: 应, not 应用
        places = [place for place in places if _is_word(linked[place[0]].zh, *place[1:])] or places
    return render_places(texts, linked, places, side, others=others)


def _is_word(words: Iterable[Word], start: int, end: int) -> bool:
    """Tell whether one of the words of a text stands at a place."""
    return any((first, last) == (start, end) for _, first, last in words)


def render_places(
    texts: Sequence[tuple[str, str]],
    linked: Sequence[LinkedPair],
    places: Sequence[tuple[int, int, int]],
    side: Side,
    *,
    others: Sequence[tuple[str, str]] = (),
) -> list[Occurrence]:
    """Return places of one phrase with their renderings.

    Args:
        texts: the Chinese and the English text of each pair that has the phrase.
        linked: their words and links, in the same order.
        places: for each place the number of its pair, and the offsets of the phrase.
        side: the text in which the phrase stands.
        others: texts of pairs without the phrase: a span that occurs there, too, is less likely
            to be its rendering.
    """
    at = 0 if side == "zh" else 1
    other_side: Side = "en" if side == "zh" else "zh"
    spans = [
        list_spans(words.en if side == "zh" else words.zh, pair[1 - at], other_side)
        for words, pair in zip(linked, texts, strict=True)
    ]
    step = max(1, -(-len(others) // _MOST_OTHERS))
    background = [
        list_spans(
            find_words(_plain(pair[1 - at], other_side), lang=other_side), pair[1 - at], other_side
        )
        for pair in others[::step]
    ]
    weights = [1.0] * len(spans) + [float(step)] * len(background)
    counts = SpanCounts.of_texts([*spans, *background], weights)
    return place_renderings(places, linked.__getitem__, spans.__getitem__, counts, side)


def _plain(text: str, side: Side) -> str:
    """Return a text as its words are looked for: Chinese in simplified characters."""
    return simplify(text) if side == "zh" else text


def place_renderings(
    places: Sequence[tuple[int, int, int]],
    linked: Callable[[int], LinkedPair],
    spans: Callable[[int], Spans],
    counts: SpanCounts,
    side: Side,
    *,
    is_term: bool = False,
) -> list[Occurrence]:
    """Return places of one phrase with their renderings.

    Args:
        places: for each place the number of its pair, and the offsets of the phrase; those of one
            pair stand together.
        linked: returns the words and links of a pair by its number.
        spans: returns the spans of the other text of a pair.
        counts: in how many texts each span occurs.
        side: the text in which the phrase stands.
        is_term: whether the phrase is known to be a term, and no function word.
    """

    def asked() -> Iterator[Place]:
        for number, start, end in places:
            pair = linked(number)
            own = pair.zh if side == "zh" else pair.en
            rows = [at for at, word in enumerate(own) if word[1] < end and word[2] > start]
            yield Place(number, pair, spans(number), rows)

    found = []
    for place, chosen in zip(
        places, choose_spans(asked, side, counts, is_term=is_term), strict=True
    ):
        pair = linked(place[0])
        other = pair.en if side == "zh" else pair.zh
        offsets = (other[chosen[0]][1], other[chosen[1]][2]) if chosen else (0, 0)
        found.append(Occurrence(*place, *offsets))
    return found


def render(words: LinkedPair, side: Side, start: int, end: int) -> tuple[int, int]:
    """Return the place of the words that render a piece of a text; twice the same if none does.

    Only the links of this pair count. The check of terms and `compare` ask for single places this
    way; where all places of a phrase are known, `render_places` finds more.

    Args:
        words: the pair.
        side: the text of the piece.
        start: offset of the piece.
        end: offset after the piece.
    """
    own, other = (words.zh, words.en) if side == "zh" else (words.en, words.zh)
    strengths = words.strengths if side == "zh" else words.strengths.T
    rows = [number for number, (_, first, last) in enumerate(own) if first < end and last > start]
    if not rows or not other:
        return 0, 0
    group = _best_group(strengths[rows].max(axis=0))
    if group:
        # a word that occurs twice may be linked to the other place of what renders it
        same = {own[row][0] for row in rows}
        everywhere = [number for number, word in enumerate(own) if word[0] in same]
        group = _extend(group, strengths[everywhere].max(axis=0))
    other_side: Side = "en" if side == "zh" else "zh"
    while len(group) > 1 and (
        _is_form(other[group[-1]], other_side) or is_edge(other[group[-1]][0], other_side)
    ):
        group.pop()
    while len(group) > 1 and _is_form(other[group[0]], other_side):
        group.pop(0)
    return (other[group[0]][1], other[group[-1]][2]) if group else (0, 0)


def _best_group(strengths: NDArray[np.float32]) -> list[int]:
    """Return the numbers of the linked words that stand together and have the strongest links."""
    groups: list[list[int]] = []
    for number, strength in enumerate(strengths.tolist()):
        if strength <= _LINKED:
            continue
        if groups and number - groups[-1][-1] <= _LONGEST_GAP + 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    return max(groups, key=lambda group: float(strengths[group].sum()), default=[])


def _extend(group: list[int], strengths: NDArray[np.float32]) -> list[int]:
    """Return a group with the linked words directly before and after it."""
    first, last = group[0], group[-1]
    while first > 0 and strengths[first - 1] > _LINKED:
        first -= 1
    while last + 1 < len(strengths) and strengths[last + 1] > _LINKED:
        last += 1
    return list(range(first, last + 1))


def _is_form(word: Word, side: Side) -> bool:
    """Tell whether a word has no meaning of its own, such as "the" and 的."""
    return not list_content_words(word[0], lang=side)


def key_of(text: str) -> tuple[str, ...]:
    """Return the stems of the words of a text: the same for forms of one rendering."""
    return tuple(stem(word) for word in text.lower().split())


def count_renderings(
    texts: Callable[[int], tuple[str, str]], occurrences: Iterable[Occurrence], side: Side
) -> list[Rendering]:
    """Return the different renderings of a phrase, the most frequent first.

    Args:
        texts: returns the Chinese and the English text of a pair by its number.
        occurrences: places of one phrase.
        side: the text in which the phrase stands.
    """
    forms: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    places: dict[tuple[str, ...], list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        other = texts(occurrence.number)[1 if side == "zh" else 0]
        text = " ".join(other[occurrence.rendering_start : occurrence.rendering_end].split())
        key = key_of(text)
        forms[key][text] += 1
        places[key].append(occurrence)
    found = []
    for key, counts in forms.items():
        variants = tuple(form for form, _ in counts.most_common())
        found.append(Rendering(variants[0], variants, tuple(places[key])))
    return sorted(found, key=lambda rendering: -len(rendering.occurrences))
