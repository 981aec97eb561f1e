"""Where a phrase occurs, and which words of the other text render it there."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from aigov_corpus.records import Side
from aigov_corpus.terms.linked import LinkedPair, Word
from aigov_corpus.text.content_words import list_content_words, stem
from aigov_corpus.text.scripts import HAN
from aigov_corpus.text.simplified import simplify

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LINKED = 0.3
"""A word belongs to a rendering if the strength of its link is more than this."""
_LONGEST_GAP = 2
"""The most words without a link between two words of a rendering."""
_HAN = re.compile(f"[{HAN}]")


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
    return "zh" if _HAN.search(phrase) else "en"


def find_places(text: str, phrase: str, side: Side) -> list[tuple[int, int]]:
    """Return where a phrase stands in a text; case, and traditional characters, do not matter."""
    if side == "zh":
        pattern = re.escape(simplify(phrase))
        return [match.span() for match in re.finditer(pattern, simplify(text))]
    words = r"\s+".join(map(re.escape, phrase.split()))
    return [match.span() for match in re.finditer(rf"\b{words}\b", text, re.IGNORECASE)]


def find_occurrences(
    texts: Sequence[tuple[str, str]], linked: Sequence[LinkedPair], phrase: str
) -> list[Occurrence]:
    """Return all places of a phrase in some pairs, each with its rendering.

    Args:
        texts: the Chinese and the English text of each pair.
        linked: their words and links, in the same order.
        phrase: a Chinese or English phrase.
    """
    side = side_of(phrase)
    found = []
    for number, (pair, words) in enumerate(zip(texts, linked, strict=True)):
        for start, end in find_places(pair[0] if side == "zh" else pair[1], phrase, side):
            found.append(Occurrence(number, start, end, *render(words, side, start, end)))
    return found


def render(words: LinkedPair, side: Side, start: int, end: int) -> tuple[int, int]:
    """Return the place of the words that render a piece of a text; twice the same if none does.

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
    while len(group) > 1 and _is_form(other[group[-1]], other_side):
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


def count_renderings(
    texts: Sequence[tuple[str, str]], occurrences: Iterable[Occurrence], side: Side
) -> list[Rendering]:
    """Return the different renderings of a phrase, the most frequent first.

    Args:
        texts: the Chinese and the English text of each pair.
        occurrences: places of one phrase.
        side: the text in which the phrase stands.
    """
    forms: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    places: dict[tuple[str, ...], list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        other = texts[occurrence.number][1 if side == "zh" else 0]
        text = " ".join(other[occurrence.rendering_start : occurrence.rendering_end].split())
        key = tuple(stem(word) for word in text.lower().split())
        forms[key][text] += 1
        places[key].append(occurrence)
    found = []
    for key, counts in forms.items():
        variants = tuple(form for form, _ in counts.most_common())
        found.append(Rendering(variants[0], variants, tuple(places[key])))
    return sorted(found, key=lambda rendering: -len(rendering.occurrences))
