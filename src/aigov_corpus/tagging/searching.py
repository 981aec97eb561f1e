"""Texts in which cues of principles are looked for: whole words that nothing denies.

A cue may have a gap (`…`); one in English may end in `*`, for any ending of a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache

from aigov_corpus import patterns as re
from aigov_corpus.tagging.literals import CueIndex, fold_case, list_keys, list_literals
from aigov_corpus.tagging.names import find_chinese_names, find_english_names
from aigov_corpus.text.simplified import simplify

Words = Callable[[str], Iterable[tuple[str, int, int]]]
"""A function that splits a Chinese text into words `(word, start, end)`."""

_HYPHENS = "\u2010\u2011-"
"""Characters that join two English words: hyphen, non-breaking hyphen, ASCII hyphen."""
_CACHED_PATTERNS = 4096
"""Number of compiled patterns kept for a language; the bundled taxonomy has some 900 cues."""
_CACHED_INDEXES = 256
"""Number of indexes of cues kept for a language; each principle of a taxonomy has three."""
_GAP = "…"
"""Sign in a cue for a few words, or for none: `respect* … sovereignty`, 尊重…政策."""
_GAP_WORDS = 5
"""Maximum English words in a gap; with more, the two parts belong to different phrases."""
_GAP_CHARACTERS = 10
"""Maximum number of Chinese characters in a gap, about as long as five English words."""
_GAP_STOPS = re.compile("[，。；：！？,;:!?\n]")
"""Marks that may not stand in a Chinese gap; the comma of a list (、) may."""
_DENIED_ZH = re.compile(r"(?:不涉及|不适用于|谈不上)[^，。；！？]{0,6}$")
_DENIED_ZH_AFTER = re.compile(r"[^，。；！？]{0,4}无关")
_DENIED_EN = re.compile(
    r"(?:nothing to do with|unrelated to|(?:not|n[’']t) (?:concern|involve|relate to|a matter of))"
    r"(?:\s+[\w’'-]+){0,3}\s+$",
    re.IGNORECASE,
)
"""Words before a cue that deny any link with it; in Chinese they may also follow the cue.

Other negations still express the principle: “no country may interfere”, 不公平.
"""
_DENIAL_WINDOW = 60
"""Characters before a cue that are searched for a denial."""


class ChineseText:
    """A Chinese text that is searched for cues."""

    def __init__(self, text: str, words: Words) -> None:
        self.text = simplify(text)
        self._folded = fold_case(self.text)
        self._keys = list_keys(self._folded)
        self._words = words

    @cached_property
    def names(self) -> list[tuple[int, int]]:
        """Places of the names in the text, in order."""
        return find_chinese_names(self.text)

    @cached_property
    def _inside(self) -> frozenset[int]:
        """Offsets that lie inside words; a cue may not begin or end at one of them."""
        words = self._words(self.text)
        return frozenset(at for _, start, end in words for at in range(start + 1, end))

    def candidates(self, cues: tuple[str, ...]) -> Iterator[str]:
        """Yield those of some cues that may occur in the text, in any order."""
        return _index_chinese(cues).candidates(self._keys)

    def find(self, cue: str, *, anywhere: bool = False) -> list[tuple[int, int]]:
        """Return the places of a cue; `anywhere` allows it to begin or end inside a word."""
        cue = _simplify_cue(cue)
        if any(literal not in self._folded for literal in list_literals(cue)):
            return []
        first, *others = cue.split(_GAP)
        places = [match.span() for match in _chinese_pattern(first).finditer(self.text)]
        for part in others:
            joined = ((start, self._end_after_gap(end, part)) for start, end in places)
            places = [(start, end) for start, end in joined if end is not None]
        whole = [place for place in places if anywhere or self._inside.isdisjoint(place)]
        return [place for place in whole if not self._denied(*place)]

    def _end_after_gap(self, end: int, part: str) -> int | None:
        """Return where a part of a cue ends that follows a gap; None if it does not follow."""
        window = self.text[end : end + _GAP_CHARACTERS + len(part)]
        for match in _chinese_pattern(part).finditer(window):
            if _GAP_STOPS.search(window, 0, match.start()):
                return None
            if end + match.end() not in self._inside:
                return end + match.end()
        return None

    def _denied(self, start: int, end: int) -> bool:
        if _DENIED_ZH_AFTER.match(self.text, end):
            return True
        before = self.text[max(0, start - _DENIAL_WINDOW) : start]
        return _DENIED_ZH.search(before) is not None


class EnglishText:
    """An English text that is searched for cues."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded = fold_case(text)
        self._keys = list_keys(self._folded)

    @cached_property
    def names(self) -> list[tuple[int, int]]:
        """Places of the names in the text, in order."""
        return find_english_names(self.text)

    def candidates(self, cues: tuple[str, ...]) -> Iterator[str]:
        """Yield those of some cues that may occur in the text, in any order."""
        return _index_english(cues).candidates(self._keys)

    def find(self, cue: str, *, anywhere: bool = False) -> list[tuple[int, int]]:
        """Return the places of a cue as whole words; `anywhere` has no effect in English."""
        if any(literal not in self._folded for literal in list_literals(cue)):
            return []
        matches = _english_pattern(cue).finditer(self.text)
        return [match.span() for match in matches if not self._denied(match.start())]

    def _denied(self, start: int) -> bool:
        before = self.text[max(0, start - _DENIAL_WINDOW) : start]
        return _DENIED_EN.search(before) is not None


@lru_cache(maxsize=_CACHED_INDEXES)
def _index_chinese(cues: tuple[str, ...]) -> CueIndex:
    """Return the index of some Chinese cues."""
    return CueIndex({cue: _simplify_cue(cue) for cue in cues})


@lru_cache(maxsize=_CACHED_INDEXES)
def _index_english(cues: tuple[str, ...]) -> CueIndex:
    """Return the index of some English cues."""
    return CueIndex({cue: cue for cue in cues})


@lru_cache(maxsize=_CACHED_PATTERNS)
def _simplify_cue(cue: str) -> str:
    """Return a Chinese cue in simplified characters, each of its parts converted on its own."""
    return _GAP.join(simplify(part) for part in cue.split(_GAP))


@lru_cache(maxsize=_CACHED_PATTERNS)
def _chinese_pattern(part: str) -> re.Pattern[str]:
    """Return the pattern of a Chinese cue, or of a part of it next to a gap."""
    return re.compile(re.escape(part), re.IGNORECASE)


@lru_cache(maxsize=_CACHED_PATTERNS)
def _english_pattern(cue: str) -> re.Pattern[str]:
    """Return the pattern that finds an English cue.

    Spaces and hyphens between the words of a cue are treated alike. A `*` stands for any ending of
    a word, and a `…` for a few words. A cue does not match where a hyphen joins it to another word:
    `open` is not found in `open-source`.
    """
    gap = rf"(?:\s+[^\s.;:!?]+){{0,{_GAP_WORDS}}}?[\s{_HYPHENS}]+"
    body = gap.join(_english_part(part) for part in cue.split(_GAP))
    return re.compile(rf"(?<!\w)(?<!\w[{_HYPHENS}]){body}(?!\w)(?![{_HYPHENS}]\w)", re.IGNORECASE)


def _english_part(part: str) -> str:
    """Return the regular expression for a part of a cue, which has no gap in it."""
    words = (re.escape(word).replace(r"\*", r"\w*") for word in re.split(r"[\s-]+", part.strip()))
    return rf"[\s{_HYPHENS}]+".join(words)
