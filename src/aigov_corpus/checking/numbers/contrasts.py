"""Two places that contradict each other about a number: 不少于五年 and "not exceed five"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from aigov_corpus.checking.numbers.amounts import Amount


class Contrast(NamedTuple):
    """A place in the Chinese text and a place in the English text that contradict each other."""

    what: str
    """What differs, such as `limit`."""
    zh: tuple[int, int]
    """Place in the Chinese text."""
    en: tuple[int, int]
    """Place in the English text."""
    is_certain: bool = True
    """Whether hardly any right translation has such places."""


class ValuedPlace(NamedTuple):
    """A place of a text with what it may say: 二等 says 2, "top prize" 0 or 1."""

    place: tuple[int, int]
    """The place."""
    values: tuple[float, ...]
    """What may be meant; the order does not matter."""


def find_differing(
    what: str,
    chinese: Sequence[ValuedPlace],
    english: Sequence[ValuedPlace],
    tolerance: float = 0.0,
) -> Contrast | None:
    """Return the only places of two texts that say different values; None if there are no such two.

    Nothing is said of texts with unequally many places: one of them says some in other words.

    Args:
        what: what the places tell.
        chinese: the places of the Chinese text.
        english: the places of the English text.
        tolerance: largest difference of values that are the same, as a share of the larger one.
    """
    if not chinese or len(chinese) != len(english):
        return None
    zh_left, en_left = [], list(english)
    for one in chinese:
        same = next((other for other in en_left if _agree(one, other, tolerance)), None)
        if same is None:
            zh_left.append(one)
            if len(zh_left) > 1:
                return None
        else:
            en_left.remove(same)
    return Contrast(what, zh_left[0].place, en_left[0].place) if len(zh_left) == 1 else None


def leave_out_said(
    places: Sequence[ValuedPlace], others: Iterable[ValuedPlace], amounts: Sequence[Amount]
) -> list[ValuedPlace]:
    """Return the places none of whose values stands elsewhere in the other text, as another number.

    So "No. 5" is no issue for the text 第一期工程于第5号码头完工.

    Args:
        places: places of a text.
        others: such places of the other text, whose numbers do not count.
        amounts: all numbers of the other text.
    """
    taken = [one.place for one in others]
    said = {
        value
        for one in amounts
        if not any(one.place[0] < end and start < one.place[1] for start, end in taken)
        for value in one.values
    }
    return [one for one in places if said.isdisjoint(one.values)]


def _agree(one: ValuedPlace, other: ValuedPlace, tolerance: float) -> bool:
    """Tell whether two places may say the same value."""
    return any(abs(a - b) <= tolerance * max(a, b) for a in one.values for b in other.values)
