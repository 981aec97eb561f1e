"""The tokenizer for Chinese words: jieba, with the terms that come with this package."""

from __future__ import annotations

import warnings
import zlib
from contextlib import closing
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from aigov_corpus import patterns as re
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.files.caching import keep_bytes
from aigov_corpus.text.character_index import SUFFIX, CharacterIndex
from aigov_corpus.text.quoting import printable

if TYPE_CHECKING:
    from jieba import Tokenizer

_TERMS = "userdict.txt"
# Characters of the longest term; a longer line is a sentence, or a file that is no list of terms.
_LONGEST_TERM = 40
# Characters of a wrong line that the message quotes.
_LONGEST_QUOTE = 20
# A comment: a whole line, or what stands behind a blank. "C#" is a word.
_COMMENT = re.compile(r"(?:^|\s)#.*")
# jieba cuts a text into stretches of these characters first, and looks for words in each.
_NO_WORD_CHARACTER = re.compile(r"[^\u4e00-\u9fd5a-zA-Z0-9+#&._%\-]")
# Tags of parts of speech in dictionaries for jieba; any other field behind a term belongs to it.
_TAG = re.compile(
    "a[dgn]?|[bceghijkloqsxyz]|d[fg]?|eng|f|m[gq]?|n(?:g|r|rfg|rt|s|t|z)?|p|r[grz]?|tg?|u[dgjlvz]?"
    "|v[dginq]?|zg"
)


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

        from aigov_corpus.text.lazy_jieba import LazyTokenizer, index_words, read_entries
    terms = (files("aigov_corpus") / "data" / _TERMS).read_bytes()

    def make_index() -> bytes:
        with closing(jieba.Tokenizer().get_dict_file()) as file:
            words = read_entries(file.read())
        plain = LazyTokenizer(CharacterIndex(index_words(words)))
        teach_terms(plain, terms.decode("utf-8"), source=_TERMS)
        return index_words(words, added=plain.added, total=plain.total)

    name = f"jieba-{jieba.__version__}-{zlib.crc32(terms):08x}{SUFFIX}"
    return LazyTokenizer(CharacterIndex(keep_bytes(name, make_index)))


def teach_terms(tokenizer: Tokenizer, text: str, *, source: str | Path) -> int:
    """Add the terms of a text to a tokenizer; return the number of terms.

    Each line holds one term, and after it perhaps its frequency and the tag of its part of speech,
    as in jieba's dictionaries. Lines that begin with `#` are left out, and so is the rest of a line
    after a blank and `#`.

    Raises:
        InvalidInputError: a line is not a term, or one that could never be found. In that case none
            is added.
    """
    terms = []
    for number, line in enumerate(text.splitlines(), start=1):
        fields = _COMMENT.sub("", line).split()
        if not fields:
            continue
        try:
            terms.append(_read_term(fields))
        except InvalidInputError as error:
            raise error.with_fields(source=source, place=f"line {number}") from error
    for term in terms:
        tokenizer.add_word(term)
    return len(terms)


def _read_term(fields: list[str]) -> str:
    """Return the term of a line.

    Args:
        fields: the term; then perhaps its frequency, its tag, or both, in this order.

    Raises:
        InvalidInputError: there are other fields, or the term could never be found in a text.
    """
    term, *rest = fields
    if rest and rest[0].isdecimal():
        rest = rest[1:]
    if rest and _TAG.fullmatch(rest[0]):
        rest = rest[1:]
    if rest:
        raise InvalidInputError(
            f"the term '{_quoted(' '.join(fields))}' has a blank, and words end at blanks, so it "
            "would never be found",
            remedy="write one term per line, without blanks in it",
        )
    if len(term) > _LONGEST_TERM:
        raise InvalidInputError(
            f"the term '{_quoted(term)}' has more than {_LONGEST_TERM} characters",
            remedy="write one term per line",
        )
    if outside := _NO_WORD_CHARACTER.search(term):
        raise InvalidInputError(
            f"the term '{_quoted(term)}' has the character {outside[0]!a}, and words end at it, so "
            "it would never be found",
            remedy="write Chinese characters, Latin letters, digits, and . - + % & _ alone",
        )
    if not any(map(str.isalnum, term)):
        raise InvalidInputError(
            f"the term '{_quoted(term)}' has neither a letter nor a digit, so it is no word",
            remedy="delete the line",
        )
    return term


def _quoted(text: str) -> str:
    """Return as much of a text as a message quotes."""
    return printable(text, longest=_LONGEST_QUOTE)
