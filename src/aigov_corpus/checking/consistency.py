"""One source with several translations, and one translation of several sources.

`consistency-source`: the same source text, translated in two ways. `consistency-target`: two
sources with the same translation. Differences of case, punctuation and white space do not count.
Texts of a few characters, such as the title of a table, are not compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from aigov_corpus import patterns as re
from aigov_corpus.checking.quoting import quote
from aigov_corpus.checking.units import Unit, Units
from aigov_corpus.records import Finding, Pair, Side, other_side
from aigov_corpus.text.scripts import HAN_CHARACTER

SOURCE_CODE = "consistency-source"
TARGET_CODE = "consistency-target"
CODES = frozenset({SOURCE_CODE, TARGET_CODE})
"""Codes of the checks that compare a pair with those that have one of its texts, and no others."""
_LEAST_CHARACTERS: dict[Side, int] = {"zh": 4, "en": 12}
"""Characters of a text that is compared, at least; a shorter one may well have two translations."""
_SHOWN_PLACES = 5
"""Further places that a finding names."""
_NO_WORD = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"^\W*(?:[一二三四五六七八九十\d]+[、.．)）]|\d+\s)")
"""Pattern for the number of an item of a list."""
_LATIN = re.compile(r"[A-Za-z]{2,}")
_TAG = re.compile(r"</?[A-Za-z]\w*[^<>]{0,80}>")
_ARTICLE = re.compile(r"\b(?:an?|the|to|and|or|of)\b", re.IGNORECASE)
"""Pattern for English words that two texts of one meaning may not share."""
_SHORTEST_SOURCE = 4
"""Characters of Chinese sources whose common translation is reported, at least: two short words may
mean nearly the same, such as 委员长 and 主席."""
_FUNCTION = re.compile("[的了之其夫唯惟以于於也矣焉乎而则則即乃故且及和与與并並]|一下")
"""Pattern for Chinese characters that two sources of one meaning may not share: 夫唯, 以其."""


def check_source(units: Units) -> Iterator[Finding]:
    """Yield a finding for each pair whose source has a more frequent translation elsewhere."""
    yield from _check(units, SOURCE_CODE, by_source=True)


def check_target(units: Units) -> Iterator[Finding]:
    """Yield a finding for each pair whose translation stands elsewhere for another source."""
    yield from _check(units, TARGET_CODE, by_source=False)


def keep_contradicting(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the pairs that share one text, but not the other, with another pair of the rendering.

    The checks of this module find in them what they find in all pairs.
    """
    others: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    keys = [
        [(pair.rendering, "zh", _plain(pair.zh)), (pair.rendering, "en", _plain(pair.en))]
        if pair.status != "rejected" and pair.has_both
        else []
        for pair in pairs
    ]
    for of_pair in keys:
        for key, other in zip(of_pair, reversed(of_pair), strict=True):
            others[key].add(other[2])
    return [
        pair
        for pair, of_pair in zip(pairs, keys, strict=True)
        if any(len(others[key]) > 1 for key in of_pair)
    ]


def _check(units: Units, code: str, *, by_source: bool) -> Iterator[Finding]:
    """Yield the findings of one of the two checks.

    Args:
        units: the units.
        code: code of the check.
        by_source: whether units of one source are compared, else those of one translation.
    """
    groups: dict[tuple[str, str, str], list[Unit]] = defaultdict(list)
    for unit in units:
        if not unit.has_both:
            continue
        side = unit.source if by_source else unit.target
        key = _plain(unit.text(side))
        if len(key) >= _LEAST_CHARACTERS[side]:
            groups[unit.pair.rendering, side, key].append(unit)
    for same in groups.values():
        if len(same) > 1:
            yield from _check_group(same, code, by_source=by_source)


def _check_group(units: Sequence[Unit], code: str, *, by_source: bool) -> Iterator[Finding]:
    """Yield a finding for each unit that differs from the most frequent text of its group."""
    sides = [unit.target if by_source else unit.source for unit in units]
    texts = [unit.text(side) for unit, side in zip(units, sides, strict=True)]
    keys = [
        _strip(text, unit.text(other_side(side)))
        for unit, side, text in zip(units, sides, texts, strict=True)
    ]
    counts = Counter(keys)
    if len(counts) == 1 or (not by_source and _are_words(units)):
        return
    usual = max(counts, key=lambda key: (counts[key], -keys.index(key)))
    first = keys.index(usual)
    # of two texts that stand equally often, none is the correction of the other
    is_usual = list(counts.values()).count(counts[usual]) == 1
    for unit, side, text, key in zip(units, sides, texts, keys, strict=True):
        if key == usual:
            continue
        others = [
            (other.pair, side)
            for other, other_key in zip(units, keys, strict=True)
            if other_key == usual
        ]
        times = "once" if counts[usual] == 1 else f"{counts[usual]} times"
        if by_source:
            message = (
                f"this source is translated {times} as {quote(texts[first])}, here {quote(text)}"
            )
        else:
            message = (
                f"this translation stands {times} for {quote(texts[first])}, here {quote(text)}"
            )
        place = (0, len(unit.text(unit.target)))
        yield unit.find(
            code, "warning", unit.target, place, message,
            other=(0, len(unit.text(unit.source))), elsewhere=others[:_SHOWN_PLACES],
            suggestion=texts[first] if by_source and is_usual else "", score=0.5,
        )  # fmt: skip


def _are_words(units: Sequence[Unit]) -> bool:
    """Tell whether all Chinese sources of some units are words, which may mean nearly the same."""
    return all(unit.source == "zh" and len(_plain(unit.zh)) < _SHORTEST_SOURCE for unit in units)


def _strip(text: str, other: str) -> str:
    """Return a text as `_plain` does, without what texts of one meaning may differ in.

    Left out are its number in a list, marks of a page (<b>), function words, and what a Chinese
    text has of its English as a gloss.
    """
    text = _TAG.sub("", _NUMBER.sub("", text))
    if not HAN_CHARACTER.search(text):
        return _plain(_ARTICLE.sub("", text))
    lower = other.lower()
    text = _LATIN.sub(lambda found: "" if found[0].lower() in lower else found[0], text)
    return _FUNCTION.sub("", _plain(text))


def _plain(text: str) -> str:
    """Return a text in lower case without punctuation and white space."""
    return _NO_WORD.sub("", text.lower())
