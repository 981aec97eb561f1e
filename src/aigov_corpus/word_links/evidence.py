"""How well two words fit wherever they stand: vectors, dictionary, numbers, other pairs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from aigov_corpus import patterns as re
from aigov_corpus.text.content_words import stem
from aigov_corpus.text.language_codes import base_language
from aigov_corpus.text.months import MONTHS
from aigov_corpus.text.numerals import read_chinese
from aigov_corpus.text.numerals.english_words import CARDINALS
from aigov_corpus.text.numerals.integers import CHINESE_DIGITS, CHINESE_UNITS
from aigov_corpus.word_links.dictionary import WordRuns, translate_word
from aigov_corpus.word_links.tables import WordTable, find_cells, group_by_key
from aigov_corpus.word_links.vocabulary import Vocabulary

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

# The weights were drawn at random 900 times around plausible values; these are the means of the
# twenty best draws on seventeen sentence pairs that were linked by hand for this purpose.
_COSINE = 15.5
"""Weight of the cosine of the vectors of two words, in nats."""
_NEARNESS = 4.0
"""Weight of the cosines that each of both words has with its nearest words. They are subtracted,
because some words are near to everything."""
_DICTIONARY = 5.25
"""Weight of a translation that is a whole gloss, in nats."""
_SAME = 6.7
"""Weight of the same number, the same letters or the same mark, in nats."""
_MARK = -8.0
"""Weight of a mark against a word, in nats."""
_FORM = -1.9
"""Weight of an English function word that the dictionary does not support, in nats."""
_PARTICLE = -1.2
"""Weight of a Chinese particle, in nats."""
_TOGETHER = 0.9
"""Weight of links in other pairs, in nats (see `Evidence.learn`)."""
_NEAREST = 10
"""Number of nearest words of the other language that show whether a word is near to everything."""
_REFERENCE_WORDS = 512
"""Number of the most frequent words of the other language among which these are looked for."""
_ROWS = 1024
"""Number of words whose nearest words are looked for at once."""
_FAINT = 0.05
"""Strength below which a link of another pair is not counted."""

_MOST_WAITING = 1 << 20
"""Links that are collected before they are counted, at most; memory holds only distinct ones."""

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_NUMERALS = frozenset(CHINESE_DIGITS) | frozenset(CHINESE_UNITS)
_UNIT_OF_DATE = "年月日号號个個"
_SAME_MARKS = str.maketrans("，、。：；？！（）“”《》「」『』", ',,.:;?!()""""""""')
_QUOTES = {"``": '"', "''": '"'}


class Evidence:
    """Tells how well two words fit, in nats: the sum of all kinds of evidence.

    Args:
        src: the source vocabulary.
        tgt: the target vocabulary.
        src_lang: language of the source words. The dictionary is used if it is Chinese.
    """

    def __init__(self, src: Vocabulary, tgt: Vocabulary, *, src_lang: str) -> None:
        self._src = src
        self._tgt = tgt
        near_src, near_tgt = _measure_nearness(src.vectors, tgt.vectors)
        self._of_src = (_PARTICLE * src.is_form - _NEARNESS * near_src).astype(np.float32)
        self._of_tgt = _NEARNESS * near_tgt
        self._form_of_tgt = _FORM * tgt.is_form.astype(np.float32)
        self._has_marks = bool(src.is_mark.any() or tgt.is_mark.any())
        self._uses_dictionary = base_language(src_lang) == "zh"
        self._words_of_stem = group_by_key(map(_list_stems, tgt.words))
        words_of_form = group_by_key(map(_list_forms, tgt.words))
        self._known_of_words = WordTable(
            [
                find_cells(translate_word(word), self._words_of_stem)
                if self._uses_dictionary
                else {}
                for word in src.plain
            ],
            [
                find_cells(dict.fromkeys(_list_forms(word), 1.0), words_of_form)
                for word in src.words
            ],
        )
        self._runs = WordRuns(
            src.words if self._uses_dictionary else (), self._words_of_stem.keys()
        )
        # while a pair is looked up, the place of each target word in it; -1 for all others
        self._places = np.full(len(tgt.words), -1)
        # links of all pairs: the keys of two words, sorted, and what their links add
        self._known = np.empty(0, np.int64)
        self._added = np.empty(0, np.float32)
        self._counts = np.empty(0, np.float64)
        self._waiting: list[tuple[Ints, NDArray[np.float64]]] = []
        self._size = 0

    def between(self, pairs: Sequence[tuple[Ints, Ints]]) -> Floats:
        """Return how well the words of some pairs fit, in nats.

        Args:
            pairs: for each pair the numbers of its source words in the source vocabulary, and of
                its target words in the target vocabulary.

        Returns:
            float32 `(pairs, most source words, most target words)`; `-inf` behind the last word of
            a shorter text.
        """
        src, tgt = _stack([of_src for of_src, _ in pairs]), _stack([of_tgt for _, of_tgt in pairs])
        found = np.full((len(pairs), src.shape[1], tgt.shape[1]), -np.inf, np.float32)
        for page, (of_src, of_tgt) in zip(found, pairs, strict=True):
            vectors = self._src.vectors.take(of_src, axis=0)
            cosines = vectors @ self._tgt.vectors.take(of_tgt, axis=0).T
            page[: len(of_src), : len(of_tgt)] = cosines
        found *= _COSINE
        found += self._of_src[src][:, :, None]
        found -= self._of_tgt[tgt][:, None]
        glossed, same = self._look_up(pairs, found.shape)
        found += _DICTIONARY * glossed
        found += self._form_of_tgt[tgt][:, None] * (glossed == 0)
        if self._has_marks:
            found += _MARK * (self._src.is_mark[src][:, :, None] != self._tgt.is_mark[tgt][:, None])
        found += _SAME * same
        return found

    def together(self, src: Ints, tgt: Ints) -> Floats:
        """Return what links in the other pairs add, float32 `(len(src), len(tgt))`, in nats."""
        keys = src[:, None] * len(self._tgt.words) + tgt
        if not len(self._known):
            return np.zeros(keys.shape, np.float32)
        places = np.searchsorted(self._known, keys).clip(max=len(self._known) - 1)
        added: Floats = np.where(self._known[places] == keys, self._added[places], 0)
        return added

    def count(self, src: Ints, tgt: Ints, strengths: Floats) -> None:
        """Count the links of a pair, before `learn`.

        Args:
            src: the numbers of its source words.
            tgt: the numbers of its target words.
            strengths: how strongly they are linked, from 0 to 1.
        """
        rows, columns = np.nonzero(strengths > _FAINT)
        keys = src[rows] * len(self._tgt.words) + tgt[columns]
        self._waiting.append((keys, strengths[rows, columns].astype(np.float64)))
        self._size += len(keys)
        if self._size >= _MOST_WAITING:
            self._sum_up()

    def learn(self) -> None:
        """Use the links of all pairs that were counted: words that are often linked fit better.

        The count `n` of the links of two words adds `log(1 + n)` times the share of their links
        that they have with each other.
        """
        counts = self._sum_up()
        src_of_key, tgt_of_key = np.divmod(self._known, len(self._tgt.words))
        of_src = np.bincount(src_of_key, counts)[src_of_key]
        of_tgt = np.bincount(tgt_of_key, counts)[tgt_of_key]
        # one more in the divisor: a word that was seen once says little
        share = 2 * counts / (of_src + of_tgt + 1)
        self._added = (_TOGETHER * np.log1p(counts) * share).astype(np.float32)
        self._counts = np.empty(0, np.float64)

    def _sum_up(self) -> NDArray[np.float64]:
        """Add the links that wait to the counts of two words, and return these."""
        keys, weights = zip((self._known, self._counts), *self._waiting, strict=True)
        self._waiting, self._size = [], 0
        self._known, inverse = np.unique(np.concatenate(keys), return_inverse=True)
        sums = np.bincount(inverse, np.concatenate(weights), len(self._known))
        self._counts = sums.astype(np.float64)
        return self._counts

    def _look_up(self, pairs: Sequence[tuple[Ints, Ints]], shape: tuple[int, ...]) -> Floats:
        """Return what is known of each two words of pairs, float32 `(2, *shape)`, from 0 to 1.

        First what the dictionary says, also of words that belong together; then 1 for words that
        are the same.
        """
        found = np.zeros((2, *shape), np.float32)
        runs = self._runs.find([src for src, _ in pairs])
        for page, ((src, tgt), of_page) in enumerate(zip(pairs, runs, strict=True)):
            self._places[tgt] = np.arange(len(tgt))  # of a word that stands twice, its last place
            table = found[:, page]
            self._known_of_words.fill(table, src, self._places)
            for start, stop, translations in of_page:
                for number, weight in find_cells(translations, self._words_of_stem).items():
                    if self._places[number] >= 0:
                        glossed = table[0, start:stop, self._places[number]]
                        np.maximum(glossed, weight, out=glossed)
            table[:, :, : len(tgt)] = table.take(self._places[tgt], axis=2)
            self._places[tgt] = -1
        return found


def _stack(texts: Sequence[Ints]) -> Ints:
    """Return the numbers of the words of texts, a row for each; 0 behind those of shorter texts."""
    found = np.zeros((len(texts), max(map(len, texts))), np.int64)
    for row, text in zip(found, texts, strict=True):
        row[: len(text)] = text
    return found


def _list_stems(word: str) -> frozenset[str]:
    """Return the stems under which the dictionary may have a word, also those of its parts."""
    plain = _plain(word)
    if "-" not in plain:
        return frozenset((stem(plain),) if plain else ())
    return frozenset(stem(part) for part in (plain, *plain.split("-")) if part)


def _list_forms(word: str) -> frozenset[str]:
    """Return what makes two words the same: letters, mark or number."""
    plain = _plain(word)
    mark = word if word.isalnum() else _QUOTES.get(word, word).translate(_SAME_MARKS)
    forms = {plain, mark, _read_value(plain)}
    forms.discard("")
    return frozenset(forms)


def _plain(word: str) -> str:
    """Return a word in lower case and without a possessive ending."""
    word = word.lower()
    return _POSSESSIVE.sub("", word) if "'" in word or "’" in word else word


def _read_value(word: str) -> str:
    """Return the number that a word begins with or names, as digits; empty if it names none."""
    if word[:1].isdecimal() and (match := _DIGITS.match(word)):
        return match.group().replace(",", "")
    if word in MONTHS:
        return str(MONTHS[word])
    if word in CARDINALS:
        return str(CARDINALS[word])
    if word[:1] not in _NUMERALS:
        return ""
    value = read_chinese(word.rstrip(_UNIT_OF_DATE))
    return "" if value is None else str(value)


def _measure_nearness(src: Floats, tgt: Floats) -> tuple[Floats, Floats]:
    """Return the mean cosine of each word with its nearest words of the other language.

    First those of the source words, then those of the target words.
    """
    frequent = src[:_REFERENCE_WORDS], tgt[:_REFERENCE_WORDS]
    # the cosines of these serve both languages
    cosines = frequent[0] @ frequent[1].T
    rest = (src[_REFERENCE_WORDS:], tgt[_REFERENCE_WORDS:])
    return _average(cosines, rest[0], frequent[1]), _average(cosines.T, rest[1], frequent[0])


def _average(cosines: Floats, rest: Floats, reference: Floats) -> Floats:
    """Return the mean of the largest cosines of words with the frequent ones of the other language.

    Args:
        cosines: those of the frequent words, a row for each.
        rest: the vectors of the other words.
        reference: the vectors of the frequent words of the other language.
    """
    nearest = min(_NEAREST, len(reference))
    if not nearest:
        return np.zeros(len(cosines) + len(rest), np.float32)
    blocks = (rest[start : start + _ROWS] for start in range(0, len(rest), _ROWS))
    means = [
        np.partition(of_words, -nearest, axis=1)[:, -nearest:].mean(axis=1)
        for of_words in chain([cosines], (block @ reference.T for block in blocks))
    ]
    return np.concatenate(means)
