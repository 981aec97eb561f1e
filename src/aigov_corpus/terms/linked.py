"""Pairs with their words and the links between these, in memory or on the disk."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aigov_corpus.files.spooling import Spool
from aigov_corpus.text.simplified import simplify
from aigov_corpus.text.words import find_words
from aigov_corpus.word_links import is_too_long, no_links, weigh_links
from aigov_corpus.word_links.linking import Linker
from aigov_corpus.word_links.vocabulary import WordCounts

_RECENT = 1_024
"""Pairs that were read last and stay in memory, some 20 kB each."""

_HEAD = 3
"""Numbers at the beginning of a record: Chinese words, English words, bytes of the Chinese text."""
_FIELDS = 3
"""Numbers of a word: its own, and its two offsets."""

Word = tuple[str, int, int]
"""A word, the offset of its first character, and the offset after its last one."""


class LinkedPair(NamedTuple):
    """The words of two texts, and how strongly they are linked."""

    zh: list[Word]
    """The Chinese words, in simplified characters."""
    en: list[Word]
    """The English words."""
    strengths: NDArray[np.float32]
    """`(Chinese words, English words)`, from 0 to 1."""


def is_incomparable(zh: str, en: str) -> bool:
    """Tell whether two texts are too long for their words to be linked; they are no sentences."""
    if not is_too_long(len(zh), len(en)):  # a text has fewer words than characters
        return False
    return is_too_long(len(find_words(simplify(zh), lang="zh")), len(find_words(en, lang="en")))


def link_pairs(texts: Iterable[tuple[str, str]]) -> list[LinkedPair]:
    """Link the words of pairs of a Chinese and an English text.

    A pair that is too long to be compared (`is_incomparable`) has no words.
    """
    words = [_find_words(simplify(zh), en) for zh, en in texts]
    strengths = weigh_links(
        [([word for word, _, _ in zh], [word for word, _, _ in en]) for zh, en in words]
    )
    return [LinkedPair(*pair, strength) for pair, strength in zip(words, strengths, strict=True)]


def _find_words(zh: str, en: str) -> tuple[list[Word], list[Word]]:
    """Return the words of a simplified Chinese text and of an English one; none if too many."""
    found = find_words(zh, lang="zh"), find_words(en, lang="en")
    return ([], []) if is_too_long(*map(len, found)) else found


class LinkedTexts:
    """Pairs with their words and links on the disk, so that memory holds a few of them.

    Args:
        texts: the Chinese and the English text of each pair. Those that are too long to be
            compared (`is_incomparable`) have no words.
    """

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        self._words = (WordCounts(), WordCounts())
        self._texts, self._strengths = Spool(), Spool()
        linker = Linker()
        for zh, en in texts:
            plain = simplify(zh)
            found = _find_words(plain, en)
            linker.add(*([word for word, _, _ in words] for words in found))
            self._write(found, (plain, en))
        # links come in another order than the pairs, and none for a pair without words
        self._places = np.full(len(self), -1, np.int64)
        for number, strengths in linker.weigh():
            self._places[number] = len(self._strengths)
            self._strengths.append(np.ascontiguousarray(strengths).tobytes())
        self._recent = lru_cache(maxsize=_RECENT)(self._read_pair)

    def __len__(self) -> int:
        return len(self._texts)

    def __getitem__(self, number: int) -> LinkedPair:
        """Return the words and links of a pair."""
        return self._recent(number)

    def texts(self, number: int) -> tuple[str, str]:
        """Return the two texts of a pair, the Chinese one in simplified characters."""
        _, zh, en = self._read(number)
        return zh.decode("utf-8", "surrogatepass"), en.decode("utf-8", "surrogatepass")

    def words(self, number: int) -> list[Word]:
        """Return the Chinese words of a pair."""
        return self._list_words(self._read(number)[0][0], 0)

    def english(self, number: int) -> list[Word]:
        """Return the English words of a pair."""
        return self._list_words(self._read(number)[0][1], 1)

    def close(self) -> None:
        """Delete what is on the disk."""
        self._texts.close()
        self._strengths.close()

    def _write(self, found: tuple[list[Word], list[Word]], texts: tuple[str, str]) -> None:
        """Write the words of a pair, each as a number with two offsets, and its texts."""
        tables = [
            np.column_stack(
                [
                    known.add([word for word, _, _ in words]),
                    np.array([place for _, *place in words], np.int32).reshape(-1, 2),
                ]
            )
            for known, words in zip(self._words, found, strict=True)
        ]
        encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
        sizes = np.array([*map(len, found), len(encoded[0])], np.int32)
        numbers = [part.astype(np.int32).tobytes() for part in (sizes, *tables)]
        self._texts.append(*numbers, *encoded)

    def _read(self, number: int) -> tuple[list[NDArray[np.int32]], bytes, bytes]:
        """Return the tables of the words of a pair, and its texts."""
        record = self._texts[number]
        zh, en, size = np.frombuffer(record, np.int32, _HEAD).tolist()
        values = np.frombuffer(record, np.int32, _HEAD + _FIELDS * (zh + en))[_HEAD:]
        tables = values.reshape(-1, _FIELDS)
        start = values.itemsize * (_HEAD + len(values))
        return [tables[:zh], tables[zh:]], record[start : start + size], record[start + size :]

    def _list_words(self, table: NDArray[np.int32], side: int) -> list[Word]:
        words = self._words[side].words
        return [(words[number], start, end) for number, start, end in table.tolist()]

    def _read_pair(self, number: int) -> LinkedPair:
        tables, _, _ = self._read(number)
        zh, en = (self._list_words(table, side) for side, table in enumerate(tables))
        place = int(self._places[number])
        shape = (len(zh), len(en))
        if place < 0:
            return LinkedPair(zh, en, no_links(*shape))
        strengths = np.frombuffer(self._strengths[place], np.float32).reshape(shape)
        return LinkedPair(zh, en, strengths)
