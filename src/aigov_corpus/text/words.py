"""Words of a text: in Chinese by jieba and a list of terms, in other languages by letters."""

from __future__ import annotations

import os
from functools import lru_cache
from itertools import accumulate, pairwise

from aigov_corpus import patterns as re
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.files.limits import LARGEST_TABLE, read_limited
from aigov_corpus.files.reasons import explain
from aigov_corpus.text.language_codes import base_language
from aigov_corpus.text.tokenizer import load_tokenizer, teach_terms
from aigov_corpus.text.values import require_path, require_text

# Letters with their combining marks, also the vowel signs of Indic scripts, Thai and Lao.
_LETTER = r"[\w\u0300-\u036f\u0900-\u0963\u0966-\u0d7f\u0e00-\u0eff]"
# A number with separators or a percent sign, an abbreviation such as U.S., or letters with inner
# apostrophes and hyphens.
_WORD = re.compile(rf"\d+(?:[.,]\d+)+%?|\d+%|(?:[A-Za-z]\.){{2,}}|{_LETTER}+(?:['’‐-]{_LETTER}+)*")
_UNIT = 1_000
"""Characters up to which the words of a text are remembered; hardly any unit is longer."""
_RUN = re.compile("[\u4e00-\u9fd5]{2000}")
"""Pattern for Chinese characters without a mark, behind which a text is cut before its words are
looked for: jieba's time grows with the square of such a run."""


def find_words(text: str, *, lang: str) -> list[tuple[str, int, int]]:
    """Return the words of a text as `(word, start, end)`, where `text[start:end] == word`.

    Punctuation and white space are left out. Chinese words are found by jieba, with two lists of
    terms: the AI governance terms that come with the package, and those added by `add_terms`. In
    other languages a word is a run of letters and digits, which may contain apostrophes and
    hyphens.

    Args:
        text: any text.
        lang: language code of the text, with or without a region.
    """
    text = require_text(text, name="text")
    if base_language(lang) == "zh":
        return list(_cut_unit(text)) if len(text) <= _UNIT else _cut(text)
    places = map(re.Match.span, _WORD.finditer(text))
    return [(text[start:end], start, end) for start, end in places]


def _cut(text: str) -> list[tuple[str, int, int]]:
    """Return the words of a Chinese text as `(word, start, end)`."""
    cuts = [0, *(run.end() for run in _RUN.finditer(text)), len(text)]
    cut = load_tokenizer().cut
    tokens = [token for start, end in pairwise(cuts) for token in cut(text[start:end])]
    ends = accumulate(map(len, tokens))
    return [
        (token, end - len(token), end)
        for token, end in zip(tokens, ends, strict=True)
        if _is_word(token)
    ]


# to align, checks, tags and word links ask for the words of the same sentence or unit
@lru_cache(maxsize=1 << 12)
def _cut_unit(text: str) -> tuple[tuple[str, int, int], ...]:
    """Return the same as `_cut`, for a text of the length of a unit; `add_terms` forgets them."""
    return tuple(_cut(text))


words = find_words
"""The name of `find_words` in version 0.1.0, kept for scripts that use it."""


def list_words(text: str, *, lang: str) -> list[str]:
    """Return the same words as `find_words`, but without offsets."""
    if base_language(lang) == "zh":
        found = _cut_unit(text) if len(text) <= _UNIT else _cut(text)
        return [word for word, _, _ in found]
    return _WORD.findall(text)


def _is_word(token: str) -> bool:
    """Tell whether a token contains a letter or a digit."""
    return token.isalnum() or any(map(str.isalnum, token))


def add_terms(path: str | os.PathLike[str]) -> int:
    """Add the terms of a file to the Chinese words of this process; return the number of terms.

    Args:
        path: a UTF-8 file with one term per line. The rest of a line after a space or after `#` is
            left out, so dictionaries in jieba's format (`term frequency tag`) work as well.

    Raises:
        InvalidInputError: the file cannot be read or is not UTF-8, or a line is not a term.
    """
    path = require_path(path, name="path")
    try:
        text = read_limited(path, limit=LARGEST_TABLE).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInputError(
            f"it is not UTF-8 (byte {error.start})",
            source=path,
            remedy="convert it with  iconv -t UTF-8",
        ) from error
    except OSError as error:
        raise InvalidInputError(
            f"it cannot be read ({explain(error, path)})",
            source=path,
            remedy="give a text file with one term per line",
        ) from error
    count = teach_terms(load_tokenizer(), text, source=path)
    _cut_unit.cache_clear()
    return count
