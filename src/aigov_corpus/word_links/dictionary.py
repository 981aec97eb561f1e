"""How surely two words translate each other by CC-CEDICT, as a number from 0 to 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from aigov_corpus import patterns as re
from aigov_corpus.alignment.dictionary import has_entry, list_definitions, spell_name
from aigov_corpus.text.content_words import stem
from aigov_corpus.text.simplified import simplify_word

Ints = NDArray[np.int64]

Run: TypeAlias = tuple[int, int, Mapping[str, float]]
"""Words of a text that are one word of the dictionary: the place of the first word, the place after
the last one, and the translations of the run, as in `translate_word`."""

_ENGLISH_WORD = re.compile(r"[a-z']+")
# Words of a gloss that stand for what the Chinese word is used with: "to help sb", "a book".
_FRAME = frozenset({"a", "an", "the", "sb", "sth", "one's"})
# The most words of a short gloss. A longer one explains the word instead of translating it.
_LONGEST_GLOSS = 4
# The most words and characters of a run of words that is looked up as one dictionary word: other
# programs split 印尼 or 泽民 into characters.
_LONGEST_RUN = 3
_LONGEST_RUN_CHARACTERS = 5
# The most characters of a part that is looked up; the longest entry of CC-CEDICT has 19. A "word"
# may be thousands of letters or digits without a blank.
_LONGEST_PART = 24
# Words that are never a part of a word that was split.
_PARTICLES = frozenset("的了是在和与及等，。、；：？！“”（）《》")
# The most Chinese words whose translations are kept in memory.
_REMEMBERED = 1 << 16


@lru_cache(maxsize=_REMEMBERED)
def translate_word(word: str) -> dict[str, float]:
    """Return the stems of English words that may translate a Chinese word, each with a weight.

    The weight is 1 for a word that is a whole gloss, and 1/2, 1/3 or 1/4 for one of the words of a
    longer gloss. If the dictionary lacks the word, its longest parts that are in the dictionary
    are used; their weights are smaller, by the share of the characters that they have. A word that
    may be a name also has the spellings of the name in pinyin, with weight 1.

    Args:
        word: a Chinese word in simplified characters.
    """
    found = dict(_weigh_glosses(word)) or _translate_parts(word)
    for form in spell_name(word):
        found[form] = 1.0
    return found


def _weigh_glosses(word: str) -> Mapping[str, float]:
    """Return the stems of the words in the short glosses of a word, each with its weight."""
    return _weigh_known_glosses(word) if has_entry(word) else {}


@lru_cache(maxsize=_REMEMBERED)
def _weigh_known_glosses(word: str) -> Mapping[str, float]:
    """Return the same for a word that the dictionary has."""
    found: dict[str, float] = {}
    for gloss in list_definitions(word):
        words = _ENGLISH_WORD.findall(gloss.lower())
        if len(words) > 1 and words[0] == "to":
            words = words[1:]
        words = [english for english in words if english not in _FRAME] or words
        if len(words) <= _LONGEST_GLOSS:
            for english in words:
                key = stem(english)
                found[key] = max(found.get(key, 0.0), 1 / len(words))
    return found


def _translate_parts(word: str) -> dict[str, float]:
    """Return the translations of the longest parts of a word that the dictionary has."""
    found: dict[str, float] = {}
    for length in range(min(len(word) - 1, _LONGEST_PART), 0, -1):
        for start in range(len(word) - length + 1):
            for key, weight in _weigh_glosses(word[start : start + length]).items():
                found[key] = max(found.get(key, 0.0), weight * length / len(word))
        if found:
            break
    return found


class WordRuns:
    """Finds runs of words that are one word of the dictionary, or a name in pinyin.

    At least one word of such a run has a single character: longer words are not split by mistake.

    Args:
        words: the Chinese words of a vocabulary, by their numbers.
        stems: the stems of the English words. Runs that none of these translates are left out.
    """

    def __init__(self, words: Sequence[str], stems: AbstractSet[str]) -> None:
        self._words = words
        self._stems = stems
        self._sizes = np.array([*map(len, words)], np.int64)
        self._may_follow = np.array([word not in _PARTICLES for word in words], bool)

    def find(self, texts: Sequence[Ints]) -> list[list[Run]]:
        """Return the runs of each of some texts, which are given as numbers of words."""
        found: list[list[Run]] = [[] for _ in texts]
        if not self._words:
            return found
        starts = np.cumsum([0, *map(len, texts)]).tolist()
        of_word = np.arange(len(texts)).repeat([*map(len, texts)])
        numbers = np.concatenate(texts)
        sizes, may_follow = self._sizes[numbers], self._may_follow[numbers]
        is_single = may_follow & (sizes == 1)
        words = [self._words[number] for number in numbers.tolist()]
        for length in range(2, _LONGEST_RUN + 1):
            parts = [slice(at, len(words) - length + 1 + at) for at in range(length)]
            fits = of_word[parts[0]] == of_word[parts[-1]]
            fits &= sum(sizes[part] for part in parts) <= _LONGEST_RUN_CHARACTERS
            fits &= np.logical_or.reduce([is_single[part] for part in parts])
            fits &= np.logical_and.reduce([may_follow[part] for part in parts[1:]])
            for start in np.flatnonzero(fits).tolist():
                translations = _translate_run("".join(words[start : start + length]))
                if not self._stems.isdisjoint(translations):
                    text = of_word[start]
                    first = start - starts[text]
                    found[text].append((first, first + length, translations))
        return found


@lru_cache(maxsize=_REMEMBERED)
def _translate_run(run: str) -> Mapping[str, float]:
    """Return the translations of a joined run, without those of its parts."""
    run = simplify_word(run)
    return _weigh_glosses(run) or dict.fromkeys(spell_name(run), 1.0)
