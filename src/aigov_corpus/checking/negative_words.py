"""A Chinese word with a negation in it that English renders by its contrary: 无效 as “valid”.

So are 非 and what it negates, 非会员 as “members”.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from aigov_corpus import patterns as re
from aigov_corpus.alignment.dictionary import list_definitions, translate
from aigov_corpus.checking.negation_cues import (
    find_chinese_cues,
    find_english_cues,
    find_implicit_negatives,
)
from aigov_corpus.checking.units import Place
from aigov_corpus.text.content_words import stem
from aigov_corpus.text.simplified import simplify
from aigov_corpus.text.words import find_words

_NEGATIVE = re.compile("[不无非未]")
_LONGEST = 3
"""Characters of such a word; longer ones are set phrases."""
_NOT_NON = tuple("而并绝除莫是若")
"""Characters before 非 that make it "not" or another word."""
_SHORTEST_NON = 2
"""Characters of 非 with a word of one character, which may be a name or a word itself."""
_GLOSS = re.compile(
    r"(?:(?:lit\. )?not |(?:un|non-?|in|im|il|ir|dis)(?=[a-z]{4}))(?P<stem>[a-z]{4,})"
    r"|(?P<whole>[a-z]{4,})less"
)
"""Pattern for a gloss that negates: not valid, invalid, harmless."""
_NEAR = 30
"""Characters before an English word in which a negation is its own."""
_OTHER_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had)\b", re.IGNORECASE)
"""Pattern for what stands between them if it is not: "not notarized are valid"."""


def find_lost_in_word(zh: str, en: str) -> Place | None:
    """Return the place of a negative Chinese word whose contrary the English has, or None.

    The English must have no word with a negative part or meaning, and no “not” shortly before the
    contrary; and the Chinese must not have the contrary itself, as 有效 is for 无效.
    """
    cues = find_chinese_cues(zh)
    if not cues.weak:
        return None
    english = find_english_cues(en)
    strong = set(english.strong)
    if not strong.issuperset(english.weak) or find_implicit_negatives(en):
        return None
    simplified = simplify(zh)
    said = {stem(word.lower()): (start, end) for word, start, end in find_words(en, lang="en")}
    for start, end in _join_non(simplified, cues.weak):
        word = simplified[start:end]
        contraries = _list_contraries(word)
        rest = word[1:]
        contrary, most = (f"有{rest}", 0) if word.startswith("无") else (rest, 1)
        if not contraries or simplified.count(contrary) > most:
            continue
        for place in (said[one] for one in contraries if one in said):
            if not any(_belongs(last, place[0], en) for _, last in strong):
                return start, end
    return None


def _belongs(end: int, start: int, en: str) -> bool:
    """Tell whether an English negation that ends at an offset negates the word at another one."""
    return start - _NEAR <= end <= start and not _OTHER_VERB.search(en, end, start)


def _join_non(zh: str, places: Iterable[Place]) -> Iterator[Place]:
    """Yield places of negative words; where 非 stands alone, that of the next word belongs to it.

    而非 and the like negate no word but what follows as a whole.
    """
    for start, end in places:
        if zh[start] != "非":
            yield start, end
        elif zh[start - 1 : start] not in _NOT_NON:
            behind = find_words(zh[end : end + _LONGEST], lang="zh") if end == start + 1 else []
            yield start, end + (behind[0][2] if behind else 0)


@lru_cache(maxsize=1 << 12)
def _list_contraries(word: str) -> frozenset[str]:
    """Return the stems of the English contraries of a negative word: "valid" for 无效."""
    if word.startswith("非") and len(word) > _SHORTEST_NON and not list_definitions(word):
        return translate([word[1:]])[word[1:]]
    if len(word) > _LONGEST or not _NEGATIVE.match(word):
        return frozenset()
    glosses = [gloss for all_of in list_definitions(word) for gloss in all_of.lower().split(";")]
    found = [_GLOSS.fullmatch(gloss.strip()) for gloss in glosses]
    return frozenset(stem(one["stem"] or one["whole"]) for one in found if one)
