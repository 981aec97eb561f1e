"""The tokenizer for Chinese words: that of jieba, with the terms that this package carries."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from aigov_corpus.errors import InvalidInputError

if TYPE_CHECKING:
    from jieba import Tokenizer

_TERMS = "userdict.txt"
# Characters of the longest term; a longer line is a sentence, or a file that is no list of terms.
_LONGEST_TERM = 40
# Characters of a wrong line that the message quotes.
_LONGEST_QUOTE = 20
_SILENT = logging.CRITICAL + 1


@lru_cache(maxsize=1)
def load_tokenizer() -> Tokenizer:
    """Return the tokenizer of this package; the first call of a process loads its dictionary.

    It is not the one that jieba shares with everybody. So our terms do not change the words of
    other code in the process, nor the other way round.

    jieba keeps its loaded dictionary as a marshal file. By default the file lies in the temporary
    directory that all users share, where anybody could leave one for us to load. Ours lies in the
    user's cache directory. jieba writes it under another name and renames it, so several processes
    may start at once. Where the file cannot be written, the dictionary is kept in memory only.
    """
    from platformdirs import user_cache_path

    cache = user_cache_path("aigov-corpus")
    with suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings():
        # jieba 0.42.1 warns of invalid escapes in its code, and of pkg_resources.
        warnings.simplefilter("ignore")
        import jieba

        with _silent(logging.getLogger("jieba")):
            tokenizer = jieba.Tokenizer()
            tokenizer.tmp_dir = str(cache)
            tokenizer.cache_file = f"jieba-{jieba.__version__}.cache"
            tokenizer.initialize()
    terms = files("aigov_corpus") / "data" / _TERMS
    teach_terms(tokenizer, terms.read_text(encoding="utf-8"), source=_TERMS)
    return tokenizer


def teach_terms(tokenizer: Tokenizer, text: str, *, source: str | Path) -> int:
    """Add the terms of a text, one per line, to a tokenizer; return how many there are.

    What follows a space in a line, and what follows `#`, is left out.

    Raises:
        InvalidInputError: a line is no term. Then no term is added.
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


@contextmanager
def _silent(logger: logging.Logger) -> Iterator[None]:
    """Keep a logger silent for a while: jieba writes to stderr that it loads its dictionary."""
    level = logger.level
    logger.setLevel(_SILENT)
    try:
        yield
    finally:
        logger.setLevel(level)
