"""Parts of speech of Chinese words, as jieba's dictionary has them."""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Collection, Iterable
from contextlib import closing
from functools import lru_cache

from aigov_corpus.files.caching import keep_bytes
from aigov_corpus.text.character_index import SUFFIX, CharacterIndex, write_index

_NOMINAL = frozenset(
    ("n", "nr", "ns", "nt", "nz", "nrt", "nrfg", "vn", "an", "j", "l", "i", "eng", "t", "s")
)
"""Tags of nouns and names, nominal verbs and adjectives, short names, set phrases, letters, times
and places."""


def find_nominal(words: Collection[str]) -> frozenset[str]:
    """Return those of some Chinese words that name something, as nouns do.

    Words that the dictionary does not have are among them, because they are terms that somebody
    has added, or names.
    """
    tags = read_tags(words)
    return frozenset(word for word in words if tags.get(word, "n") in _NOMINAL)


def read_tags(words: Iterable[str]) -> dict[str, str]:
    """Return the tags of those of some Chinese words that the dictionary has."""
    by_character: dict[str, set[str]] = defaultdict(set)
    for word in words:
        by_character[word[:1]].add(word)
    index = _load_index()
    found: dict[str, str] = {}
    for character, wanted in by_character.items():
        for line in index.lines(character):
            word, _, tag = line.partition(" ")
            if word in wanted:
                found[word] = tag
    return found


@lru_cache(maxsize=1)
def _load_index() -> CharacterIndex:
    """Return the words of the dictionary with their tags, by first character.

    The first process makes the index, which takes half a second; it lies in the cache directory.
    """
    with warnings.catch_warnings():
        # jieba 0.42.1 warns of invalid escapes in its code, and of pkg_resources.
        warnings.simplefilter("ignore")
        import jieba

    def make_index() -> bytes:
        with closing(jieba.Tokenizer().get_dict_file()) as file:
            lines = map(str.split, file.read().decode("utf-8").split("\n"))
        return write_index(f"{fields[0]} {fields[-1]}" for fields in lines if fields)

    return CharacterIndex(keep_bytes(f"jieba-tags-{jieba.__version__}{SUFFIX}", make_index))
