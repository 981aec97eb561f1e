"""Parts of speech of Chinese words, as jieba's dictionary has them."""

from __future__ import annotations

import warnings
from collections.abc import Collection
from contextlib import closing

_NOMINAL = frozenset(
    ("n", "nr", "ns", "nt", "nz", "nrt", "nrfg", "vn", "an", "j", "l", "i", "eng", "t", "s")
)
"""Tags of nouns and names, nominal verbs and adjectives, short names, set phrases, letters, times
and places."""


def find_nominal(words: Collection[str]) -> frozenset[str]:
    """Return those of some Chinese words that name something, as nouns do.

    The dictionary is read once in each call, which takes a fifth of a second.

    Words that the dictionary does not have are among them, because they are terms that somebody
    has added, or names.

    Args:
        words: words in simplified characters.
    """
    tags = _read_tags(frozenset(words))
    return frozenset(word for word in words if tags.get(word, "n") in _NOMINAL)


def _read_tags(words: frozenset[str]) -> dict[str, str]:
    """Return the tags of those of some words that the dictionary has."""
    with warnings.catch_warnings():
        # jieba 0.42.1 warns of invalid escapes in its code, and of pkg_resources.
        warnings.simplefilter("ignore")
        import jieba
    found: dict[str, str] = {}
    wanted = {word.encode(): word for word in words}
    with closing(jieba.Tokenizer().get_dict_file()) as file:
        for line in file:
            word, _, rest = line.partition(b" ")
            if word in wanted:
                found[wanted[word]] = rest.split()[-1].decode()
    return found
