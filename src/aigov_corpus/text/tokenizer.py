"""The tokenizer for Chinese words: jieba, with the terms that come with this package."""

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
    """Return the tokenizer of this package; the first call in a process loads its dictionary.

    It is separate from jieba's own global tokenizer. So our terms do not change the words that
    other code in the process finds, and terms of other code do not change ours.

    jieba stores its loaded dictionary in a marshal file. By default that file lies in the temporary
    directory, which all users share, so another user could put a harmful file there. Ours lies in
    the user's cache directory. Several processes may start at once: jieba writes the file under
    another name and then renames it. If the file cannot be written, the dictionary is kept only in
    memory.
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


@contextmanager
def _silent(logger: logging.Logger) -> Iterator[None]:
    """Silence a logger inside a `with` block; jieba would write to stderr while it loads."""
    level = logger.level
    logger.setLevel(_SILENT)
    try:
        yield
    finally:
        logger.setLevel(level)
