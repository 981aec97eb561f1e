"""Words with their places: Chinese by jieba with the domain's terms, other languages by their letters."""

from __future__ import annotations

import logging
import os
import re
import warnings
from contextlib import suppress
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.text.language_codes import base_language

if TYPE_CHECKING:
    from jieba import Tokenizer

# Letters with their combining marks (also Indic vowel signs), numbers with separators, inner ’ and -.
_LETTER = r"[\w\u0300-\u036f\u0900-\u0963\u0966-\u0d7f\u0e00-\u0eff]"
_WORD = re.compile(rf"\d+(?:[.,]\d+)+%?|\d+%|(?:[A-Za-z]\.){{2,}}|{_LETTER}+(?:['’‐-]{_LETTER}+)*")
_LONGEST_TERM = 40


def find_words(text: str, *, lang: str) -> list[tuple[str, int, int]]:
    """Return the words of a text as `(word, start, end)`; punctuation and white space are left out.

    Chinese words are jieba's, with the terms of AI governance that the package carries and those of
    `add_terms`. In every other language a word is a run of letters and digits, with inner ’ and -.

    Args:
        text: any text; `text[start:end] == word`.
        lang: ISO 639-1 code, with or without a region.
    """
    if base_language(lang) == "zh":
        found = load_tokenizer().tokenize(text)
        return [(word, start, end) for word, start, end in found if _is_word(word)]
    return [(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)]


def list_words(text: str, *, lang: str) -> list[str]:
    """Return the words of a text as `words` does, without their places and in half the time."""
    if base_language(lang) == "zh":
        return [word for word in load_tokenizer().cut(text) if _is_word(word)]
    return _WORD.findall(text)


def _is_word(text: str) -> bool:
    return text.isalnum() or any(map(str.isalnum, text))


def add_terms(path: str | os.PathLike[str]) -> int:
    """Teach the Chinese word segmentation the terms of a file, for this process; return how many.

    Args:
        path: UTF-8, a term a line; what follows a blank and lines that begin with `#` are left out, so that
            dictionaries in jieba's format (`term frequency tag`) work as well.

    Raises:
        InvalidInputError: the file cannot be read, is not UTF-8, or a line is no term.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInputError(
            f"{path} is not UTF-8 (byte {error.start}): convert it with  iconv -t UTF-8"
        ) from error
    except OSError as error:
        raise InvalidInputError(
            f"{path} cannot be read ({error.strerror}): give a text file with a term a line"
        ) from error
    return _add(load_tokenizer(), text, str(path))


def _add(tokenizer: Tokenizer, text: str, name: str) -> int:
    terms = []
    for number, line in enumerate(text.splitlines(), start=1):
        term = line.partition("#")[0].strip().partition(" ")[0]
        if not term:
            continue
        if len(term) > _LONGEST_TERM or "\x00" in term:
            raise InvalidInputError(
                f"{name}, line {number}: '{term[:20]}…' is no term: give one term a line"
            )
        terms.append(term)
    for term in terms:
        tokenizer.add_word(term)
    return len(terms)


@lru_cache(maxsize=1)
def load_tokenizer() -> Tokenizer:
    """Return a tokenizer of our own, so that neither jieba's global one nor ours changes the other's words.

    jieba keeps its dictionary as a marshal file in the shared temporary directory, where anybody could leave
    one for us to load. Ours lies in the user's cache directory; jieba writes it beside and renames it, so
    that several processes may begin at once, and builds it in memory where it cannot be written.
    """
    from platformdirs import user_cache_path

    cache = user_cache_path("aigov-corpus")
    with suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True)
    logger = logging.getLogger("jieba")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # invalid escapes and pkg_resources, in jieba 0.42.1
        import jieba

        level = logger.level
        logger.setLevel(
            logging.CRITICAL + 1
        )  # it tells stderr that it loads, and where it could not write
        try:
            tokenizer = jieba.Tokenizer()
            tokenizer.tmp_dir, tokenizer.cache_file = str(cache), f"jieba-{jieba.__version__}.cache"
            tokenizer.initialize()
        finally:
            logger.setLevel(level)
    terms = files("aigov_corpus") / "data" / "userdict.txt"
    _add(tokenizer, terms.read_text(encoding="utf-8"), "userdict.txt")
    return tokenizer
