"""Names and terms that stand alone, as in a list: do pinyin or the dictionary link them?

The vectors of two countries, two weekdays or two Chinese names are near each other whichever they
are, and a line of one word has nothing else to show. So here it counts whether the English name is
spelled like the Chinese one, and whether the dictionary has other English words for the Chinese
one.
"""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING

from aigov_corpus import patterns as re
from aigov_corpus.alignment.dictionary import list_gloss_stems, list_readings

if TYPE_CHECKING:
    from aigov_corpus.alignment.pair import EncodedPair
    from aigov_corpus.alignment.sentence_features import SentenceFeatures
    from aigov_corpus.alignment.strips import Step

# Added to the log-odds of two such lines if the English is the Chinese in pinyin (王芳, Wang Fang).
_SPELLED = 3.0
# The same if the dictionary has the Chinese word, and none of the English ones for it; or if the
# English is another Chinese name in pinyin. With -4, Darwin would be no pair of 达尔文, whose
# glosses are too long to be used.
_UNLIKE = -3.0
# The most words and characters of a Chinese line that is a name or term, and the most content words
# of an English one.
_MOST_CHINESE_WORDS = 2
_MOST_CHARACTERS = 5
_MOST_ENGLISH_WORDS = 3
# The most readings of a name that are tried. One character may have several readings.
_MOST_READINGS = 16
# The most letters of a word in pinyin: four syllables.
_MOST_LETTERS = 20
# Syllables of Mandarin; a few more than there are.
_PINYIN = re.compile(
    r"(?:(?:[zcs]h?|[bpmfdtnlgkhjqxryw])?"
    r"(?:i?ang?|i?ong|uang?|[ieu]ng?|i?ao|u?ai|ou|[ieu]a?|i[eu]|u[eio]|ei|o|v|er))+"
)


def weigh_bare_words(pair: EncodedPair, step: Step, glosses: float) -> float:
    """Return what is added to the log-odds of a bead of two names or terms; 0 for other beads.

    Args:
        pair: two texts, the first of them Chinese and the second English.
        step: a bead with sentences on both sides.
        glosses: how well the dictionary covers the bead (see `nearness.NEARNESS`).
    """
    i, j, *sizes = step
    if sizes != [1, 1] or pair.src.ended[i] or pair.tgt.ended[j]:
        return 0.0
    src, tgt = _list_words(pair.src, i), _list_words(pair.tgt, j)
    chinese = "".join(src)
    is_bare = (
        0 < len(src) <= _MOST_CHINESE_WORDS
        and 0 < len(tgt) <= _MOST_ENGLISH_WORDS
        and len(chinese) == pair.src.chars[i] <= _MOST_CHARACTERS
    )
    if not is_bare:
        return 0.0
    if "".join(tgt) in _spell(chinese):
        return _SPELLED
    is_known = len(src) == 1 and list_gloss_stems(chinese)
    return _UNLIKE if not glosses and (is_known or all(map(_is_pinyin, tgt))) else 0.0


def _list_words(text: SentenceFeatures, sentence: int) -> list[str]:
    """Return the content words of a sentence."""
    numbers = text.words[slice(*text.word_starts[[sentence, sentence + 1]])]
    return [text.types[number] for number in numbers.tolist() if number]


def _spell(name: str) -> set[str]:
    """Return how a Chinese name is written in pinyin, without spaces: 何磊 is helei, leihe or lei.

    The surname may stand last, and it may be lacking, since some are English words without content.
    """
    found: set[str] = set()
    for surname, *given in islice(product(*map(list_readings, name)), _MOST_READINGS):
        rest = "".join(given)
        found.update((surname + rest, rest + surname, rest))
    return found


def _is_pinyin(word: str) -> bool:
    """Tell whether a word is nothing but syllables of Mandarin."""
    return len(word) <= _MOST_LETTERS and bool(_PINYIN.fullmatch(word))
