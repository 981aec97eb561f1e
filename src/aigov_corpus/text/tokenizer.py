"""The tokenizer for Chinese words: jieba, with the terms that come with this package."""

from __future__ import annotations

import warnings
import zlib
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.files.caching import keep_bytes
from aigov_corpus.text.character_index import SUFFIX, CharacterIndex

if TYPE_CHECKING:
    from jieba import Tokenizer

_TERMS = "userdict.txt"
# Characters of the longest term; a longer line is a sentence, or a file that is no list of terms.
_LONGEST_TERM = 40
# Characters of a wrong line that the message quotes.
_LONGEST_QUOTE = 20


@lru_cache(maxsize=1)
def load_tokenizer() -> Tokenizer:
    """Return the tokenizer of this package. It reads its dictionary as far as the texts need it.

    It is separate from jieba's own global tokenizer. So our terms do not change the words that
    other code in the process finds, and terms of other code do not change ours.

    The first process makes an index of the dictionary and of our terms, which takes a second. It
    lies in the cache directory (`files.caching`). jieba would keep a marshal file in the temporary
    directory instead, which all users share, so another user could put a harmful file there.
    """
    with warnings.catch_warnings():
        # jieba 0.42.1 warns of invalid escapes in its code, and of pkg_resources.
        warnings.simplefilter("ignore")
        import jieba

        from aigov_corpus.text.lazy_jieba import LazyTokenizer, index_words
    terms = (files("aigov_corpus") / "data" / _TERMS).read_bytes()

    def make_index() -> bytes:
        plain = LazyTokenizer(CharacterIndex(index_words(jieba.Tokenizer().get_dict_file())))
        teach_terms(plain, terms.decode("utf-8"), source=_TERMS)
        return index_words(jieba.Tokenizer().get_dict_file(), added=plain.added, total=plain.total)

    name = f"jieba-{jieba.__version__}-{zlib.crc32(terms):08x}{SUFFIX}"
    return LazyTokenizer(CharacterIndex(keep_bytes(name, make_index)))


def teach_terms(tokenizer: Tokenizer, text: str, *, source: str | Path) -> int:
    """Add the terms of a text to a tokenizer; return the number of terms.

    Each line holds one term. The rest of a line after a space or after `#` is left out.

    Args:
        tokenizer: the tokenizer to change.
        text: the terms.
        source: name of the file that the terms are from, for messages.

    Raises:
        InvalidInputError: a line is not a term. In that case none is added.
    """
    terms = []
    for number, line in enumerate(text.splitlines(), start=1):
        term = line.partition("#")[0].strip().partition(" ")[0]
        if len(term) > _LONGEST_TERM:
            raise InvalidInputError(
                f"the term '{term[:_LONGEST_QUOTE]}…' has more than {_LONGEST_TERM} characters",
                source=source,
                place=f"line {number}",
                remedy="write one term per line",
            )
        if "\x00" in term:
            raise InvalidInputError(
                "there is a NUL byte in it",
                source=source,
                place=f"line {number}",
                remedy="give a text file with one term per line",
            )
        if term:
            terms.append(term)
    for term in terms:
        tokenizer.add_word(term)
    return len(terms)
