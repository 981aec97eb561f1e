"""The words that a negation stands before, each with the word of the other text that renders it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from aigov_corpus.alignment.dictionary import translate
from aigov_corpus.checking.coverage import Covered
from aigov_corpus.checking.english_verbs import list_stems
from aigov_corpus.checking.units import Place
from aigov_corpus.records import Side

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_HEADS = 3
"""Words behind a negation that are looked at: what it negates, and what follows."""
SURE = 0.5
"""The strength of a link from which on a word is surely rendered if the dictionary says so."""
CERTAIN = 0.93
"""The strength of a link from which on a word of more than one character is surely rendered, though
the dictionary lacks it: a weaker one may join 轻 (light) and "heavy"."""


class Head(NamedTuple):
    """A word behind a negation, with the word of the other text that is linked with it most."""

    word: str
    other: str
    place: Place
    """The place of the other word."""
    strength: float
    """The strength of the link, from 0 to 1."""


def is_translated(heads: Sequence[Head], chinese: Covered) -> bool:
    """Tell whether the Chinese has a word for one of the English ones, by the dictionary."""
    found = translate(dict.fromkeys(word for word, _, _ in chinese.words)).values()
    stems = frozenset[str]().union(*found)
    return any(not stems.isdisjoint(list_stems(head.word.lower())) for head in heads)


def find_heads(
    own: Covered,
    other: Covered,
    links: Floats,
    part: Place,
    ignored: Collection[str] = frozenset(),
) -> list[Head]:
    """Return the first words of a part of a text that carry meaning, each with its link.

    Args:
        own: the words of the text.
        other: those of the other text.
        links: `(own words, other words)`, the strengths of the links.
        part: the place of the part.
        ignored: words that are passed over.
    """
    numbers = [
        number
        for number, (word, first, _) in enumerate(own.words)
        if part[0] <= first < part[1] and own.weights[number] > 0 and word not in ignored
    ]
    believed = links * (other.weights > 0)
    heads = []
    for number in numbers[:_HEADS] if len(other.words) else ():
        best = int(believed[number].argmax())
        word, first, last = other.words[best]
        strength = float(believed[number, best])
        heads.append(Head(own.words[number][0], word, (first, last), strength))
    return heads


def strongest(heads: Sequence[Head]) -> Head:
    """Return the word with the strongest link."""
    return max(heads, key=lambda head: head.strength)


def is_sure(head: Head, side: Side, certain: float = CERTAIN) -> bool:
    """Tell whether a word is surely rendered by the one that is linked with it.

    Args:
        head: the word and that of the other text.
        side: the text of the word.
        certain: the least strength of a link between words of which the dictionary has none.
    """
    zh, en = (head.word, head.other) if side == "zh" else (head.other, head.word)
    if is_translation(en, zh):
        return head.strength >= SURE
    return head.strength >= certain and len(zh) > 1


def is_translation(en: str, zh: str) -> bool:
    """Tell whether the dictionary has an English word for a Chinese one."""
    return not translate([zh])[zh].isdisjoint(list_stems(en.lower()))
