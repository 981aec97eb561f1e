"""Names of CC-CEDICT from the English side, and which English words are common words."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.alignment.dictionary import find_dictionary, plain_syllable, remove_notes
from aigov_corpus.checking.transliteration import strip_accents
from aigov_corpus.files.caching import keep_bytes
from aigov_corpus.text.content_words import stem

_WORD = re.compile(r"[A-Za-zÀ-ÿ][\w'’-]*")
_LONGEST_NAME = 3
"""The most words of a gloss that is a name and no explanation."""
_ASIDE = re.compile("[,;].*")
_FIRST_HAN = "\u4e00"
"""First of the characters whose readings are the syllables of pinyin."""
_LAST_HAN = "\u9fa5"
"""Last of the characters whose readings are the syllables of pinyin."""
_NO_NAME = re.compile("CL:|the [A-Z].* [a-z]+$")
"""Pattern for glosses that are no name: a measure word, “the Confucian classics”."""
_BRANDS = re.compile(r"[^/]*\bbrand\)")
"""Pattern for the gloss of a brand; 好时 and 敌杀死 are mostly words of a sentence."""
_VERSION = 7
"""Raise it if the index changes, so that no index of an earlier version is read."""


class NameIndex(NamedTuple):
    """What the dictionary knows about names."""

    chinese_of: dict[str, str]
    """For the stem of an English name the Chinese words that it glosses, separated by spaces."""
    english_of: dict[str, str]
    """For a Chinese word that is a name and nothing else, its glosses, separated by slashes: the
    words of each that begin with a capital letter, in lower case, separated by spaces."""
    common: frozenset[str]
    """The stems of English words that glosses write with a small letter."""
    syllables: frozenset[str]
    """The syllables of pinyin, without tones: the readings of all Chinese characters."""
    only_names: frozenset[str]
    """Names in lower case that glosses never write with a small letter, although their stem is that
    of a common word: Italy and "ital", France and "franc"."""


@lru_cache(maxsize=1)
def load_name_index() -> NameIndex:
    """Return the index. The first process makes it, which takes a few seconds, and keeps it."""
    path, mark = find_dictionary()
    if path is None:
        return NameIndex({}, {}, frozenset(), frozenset(), frozenset())
    kept = keep_bytes(f"names-{_VERSION}-{mark}.json", _make_index)
    chinese_of, english_of, *rest = json.loads(kept)
    return NameIndex(chinese_of, english_of, *map(frozenset, rest))


def _make_index() -> bytes:
    """Return the index as JSON."""
    path, _ = find_dictionary()
    chinese_of: dict[str, set[str]] = defaultdict(set)
    english_of: dict[str, set[str]] = defaultdict(set)
    small: set[str] = set()
    alone: set[str] = set()
    also_words: set[str] = set()
    syllables: set[str] = set()
    if path is None:
        raise FileNotFoundError("the dictionary")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#"):
                continue
            _, chinese, rest = line.rstrip("\n").split(" ", 2)
            reading, _, definitions = rest.partition("/")
            if len(chinese) == 1 and _FIRST_HAN <= chinese <= _LAST_HAN:
                syllables.add(plain_syllable(reading.strip(" []")))
            glosses = remove_notes(definitions)
            words = _WORD.findall(glosses)
            small.update(word for word in words if word[0].islower())
            if not reading.strip(" [")[:1].isupper() or len(chinese) == 1:
                also_words.add(chinese)
                continue
            brands = {remove_notes(gloss) for gloss in _BRANDS.findall(definitions)}
            for gloss in glosses.split("/"):
                if _NO_NAME.match(gloss) or gloss in brands:
                    continue
                name = _WORD.findall(_ASIDE.sub("", gloss))
                if len(name) == 1:
                    alone.update(_list_names(name))
                if found := " ".join(_list_names(name)):
                    english_of[chinese].add(found)
                if len(name) <= _LONGEST_NAME:
                    for word in _list_names(name):
                        chinese_of[stem(word)].add(chinese)
    common = {stem(word) for word in small}
    index = (
        {name: " ".join(sorted(found)) for name, found in chinese_of.items()},
        {name: "/".join(sorted(english_of[name])) for name in english_of if name not in also_words},
        sorted(common),
        sorted(syllables),
        sorted(name for name in alone - small if stem(name) in common),
    )
    return json.dumps(index, ensure_ascii=False).encode()


def _list_names(words: list[str]) -> list[str]:
    """Return the words that begin with a capital letter, in lower case and without accents."""
    return [strip_accents(word).lower() for word in words if word[0].isupper()]
