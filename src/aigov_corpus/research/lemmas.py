"""The base forms of English words, by the package simplemma."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec

from aigov_corpus.errors import MissingExtraError

_WORDS_REMEMBERED = 1 << 16
"""Words whose base form is remembered: more than a corpus of English has."""


def require_lemmas() -> None:
    """Raise a `MissingExtraError` if simplemma is not installed."""
    if find_spec("simplemma") is None:
        raise MissingExtraError("lemma=True", extra="research")


@lru_cache(maxsize=_WORDS_REMEMBERED)
def lemma_of(word: str) -> str:
    """Return the base form of an English word in lower case: `govern` for Governed.

    Raises:
        MissingExtraError: simplemma is not installed.
    """
    require_lemmas()
    from simplemma import lemmatize

    found: str = lemmatize(word.lower(), lang="en")
    return found.lower()
