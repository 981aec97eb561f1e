"""Content words: the words of a sentence that carry meaning, and their stems."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain

from aigov_corpus.text.language_codes import base_language
from aigov_corpus.text.words import list_words

# Function words, by language: they stand in almost every sentence and tell none from another.
_FUNCTION_WORDS = {
    "en": frozenset(
        (
            "the a an of to in and is was were be been are it its this that these those he she "
            "they i you we his her their our my your him them me us for on at by with from as or "
            "but not no so if had has have do does did will would can could may might shall should "
            "there here then than when which who whom what where how all any some one two into out "
            "up down over about again very just only also too more most such other"
        ).split()
    ),
    "zh": frozenset(
        (
            "的 了 是 在 和 有 也 就 不 都 而 及 与 着 或 一个 没有 我们 你们 他们 她们 我 你 他 "
            "她 它 这 那 这个 那个 之 其 为 以 于 把 被 让 给 对 从 到 上 下 里 中 又 还 很 要 会 "
            "能 可以 说 地 得 啊 吧 呢 吗 什么 怎么 一 个"
        ).split()
    ),
}

_FUNCTION_CHARACTERS = frozenset(chain.from_iterable(_FUNCTION_WORDS["zh"]))

_SUFFIXES = frozenset(
    (
        "ization isation ingly edly ments ment ness ities ity ions ion ings ing ies ied ers er ed "
        "es ly al s e y"
    ).split()
)
_SUFFIX_LENGTHS = sorted({len(suffix) for suffix in _SUFFIXES}, reverse=True)
_LAST_LETTERS = frozenset(suffix[-1] for suffix in _SUFFIXES)
# Letters that remain of a word: a shorter rest is shared by unrelated words.
_SHORTEST_STEM = 3
# Words whose stems are remembered: more than a long text has.
_STEMS_REMEMBERED = 1 << 16


def list_content_words(text: str, *, lang: str) -> list[str]:
    """Return the words of a text that carry meaning, in lower case, in the order of the text.

    Function words of English and Chinese (the, of, 的, 了) are left out. In other languages all
    words are returned.
    """
    function_words = _FUNCTION_WORDS.get(base_language(lang), frozenset())
    words = map(str.lower, list_words(text, lang=lang))
    return [word for word in words if word not in function_words]


def has_content(text: str, *, lang: str) -> bool:
    """Return whether `list_content_words` finds a word in a text, without cutting most texts."""
    if base_language(lang) == "zh" and any(
        char.isalnum() and char not in _FUNCTION_CHARACTERS for char in text
    ):
        return True  # however it is cut, the word with this character is none of the list
    return bool(list_content_words(text, lang=lang))


@lru_cache(maxsize=_STEMS_REMEMBERED)
def stem(word: str) -> str:
    """Return an English word without its longest known ending.

    So `governed` and `governing` have the same stem. At least three letters always remain.

    Args:
        word: one word in lower case.
    """
    if word[-1:] not in _LAST_LETTERS:
        return word
    for length in _SUFFIX_LENGTHS:
        if word[-length:] in _SUFFIXES and len(word) - length >= _SHORTEST_STEM:
            return word[:-length]
    return word
