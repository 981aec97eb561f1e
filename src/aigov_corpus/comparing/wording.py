"""The words that two English texts have in common, and those that only one of them has."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.text.content_words import list_content_words, stem
from aigov_corpus.text.words import find_words

Word = tuple[str, int, int]
"""A word, the offset of its first character, and the offset after its last one."""

_BRITISH = (
    (re.compile(r"(?<=\w\w)our(?=$|s$|ed$|ing$|al$|able$)"), "or"),
    (re.compile(r"(?<=\w\w[bt])re(?=$|s$|d$)"), "er"),
    (re.compile(r"(?<=\w\w)yse"), "yze"),
    (re.compile(r"(?<=\w\w)is(?=e$|es$|ed$|ing$|ation$|ations$|er$|ers$)"), "iz"),
    (re.compile(r"(?<=\w\w)lled$"), "led"),
    (re.compile(r"(?<=\w\w)lling$"), "ling"),
    (re.compile(r"programmes?$"), "program"),
    (re.compile(r"(?<=def|off|lic)ence"), "ense"),
)
"""British spellings with the American ones, so that they are no difference."""

_FORMS = """
arise arose arisen; be am are been is was were; become became; begin began begun; bring brought;
build built; buy bought; choose chose chosen; come came; do did does done; draw drew drawn; drive
drove driven; fall fell fallen; feel felt; find found; fulfill fulfil; get got gotten; give gave
given; go went gone; grow grew grown; have had has; hold held; keep kept; know knew known; lead led;
leave left; lose lost; make made; man men; mean meant; meet met; pay paid; rise rose risen; run ran;
say said; see saw seen; seek sought; sell sold; send sent; set setting; show shown; speak spoke
spoken; spend spent; stand stood; take took taken; teach taught; tell told; think thought;
understand understood; win won; woman women; write wrote written; child children; foot feet;
mold mould; gray grey; enroll enrol
"""
"""Irregular forms and spellings, each behind the word that stands for all of them."""
_SHORTEST = 3
"""Letters of the shortest stem that `stem` makes."""
_OF_Y = re.compile(r"(?<=\w\w)(?:ies|ied|ying)$")
"""Endings of forms of a word in `y`, such as apply."""
_IRREGULAR = {form: words.split()[0] for words in _FORMS.split(";") for form in words.split()[1:]}


class Gap(NamedTuple):
    """A place where two texts have other words: numbers of words in both; one side may be empty."""

    start: int
    end: int
    other_start: int
    other_end: int


class Wording(NamedTuple):
    """The words of two texts, and how they go together."""

    words: list[Word]
    """The words of the first text."""
    others: list[Word]
    """The words of the second text."""
    partners: dict[int, int]
    """For each word of the first text that the second has too, the number of it there."""
    gaps: list[Gap]
    """The places where the texts differ, in order."""

    @property
    def likeness(self) -> float:
        """Share of words that the texts have in common, from 0 to 1; 1 for two empty texts."""
        total = len(self.words) + len(self.others)
        return 2 * len(self.partners) / total if total else 1.0

    def own_places(self) -> list[tuple[int, int]]:
        """Return the places in the first text of words that the second lacks."""
        return _places(self.words, set(self.partners))

    def other_places(self) -> list[tuple[int, int]]:
        """Return the places in the second text of words that the first lacks."""
        return _places(self.others, set(self.partners.values()))


def compare_words(text: str, other: str) -> Wording:
    """Return which words two English texts have in common.

    Case, endings, and British or American spelling make no difference. A word that stands at
    another place is in common too, but does not end a gap.
    """
    words, others = find_words(text, lang="en"), find_words(other, lang="en")
    keys, other_keys = [key_of(word[0]) for word in words], [key_of(word[0]) for word in others]
    codes = SequenceMatcher(None, keys, other_keys, autojunk=False).get_opcodes()
    partners: dict[int, int] = {}
    gaps = []
    for kind, start, end, other_start, other_end in codes:
        if kind == "equal":
            partners.update(zip(range(start, end), range(other_start, other_end), strict=True))
        else:
            gaps.append(Gap(start, end, other_start, other_end))
    _pair_moved_words(partners, keys, other_keys)
    return Wording(words, others, partners, gaps)


def key_of(word: str) -> str:
    """Return what all forms and spellings of an English word have in common."""
    lower = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    for pattern, american in _BRITISH:
        lower = pattern.sub(american, lower)
    lower = _OF_Y.sub("y", _IRREGULAR.get(lower, lower))
    return _without_y(stem(lower)) if lower.isalpha() else lower


def _without_y(stemmed: str) -> str:
    """Return a stem without a final `y`, so that that of `employed` is that of `employ`."""
    return stemmed[:-1] if stemmed.endswith("y") and len(stemmed) > _SHORTEST else stemmed


def has_meaning(word: str) -> bool:
    """Tell whether an English word has a meaning of its own, unlike "the" and "of"."""
    return bool(list_content_words(word, lang="en"))


def _pair_moved_words(
    partners: dict[int, int], keys: Sequence[str], other_keys: Sequence[str]
) -> None:
    """Add words that both texts have at different places; function words are left alone."""
    taken = set(partners.values())
    free: dict[str, list[int]] = defaultdict(list)
    for number, key in enumerate(other_keys):
        if number not in taken:
            free[key].append(number)
    for number, key in enumerate(keys):
        if number in partners or not free[key]:
            continue
        expected = round(number * len(other_keys) / max(len(keys), 1))
        at = min(bisect_left(free[key], expected), len(free[key]) - 1)
        partners[number] = free[key].pop(at)


def _places(words: Sequence[Word], common: set[int]) -> list[tuple[int, int]]:
    """Return the places of runs of words that are not common."""
    found: list[tuple[int, int]] = []
    before = False
    for number, (_, start, end) in enumerate(words):
        is_own = number not in common
        if is_own and before:
            found[-1] = (found[-1][0], end)
        elif is_own:
            found.append((start, end))
        before = is_own
    return found
