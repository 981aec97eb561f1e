"""The words of a sentence that carry meaning, and their stems."""

from __future__ import annotations

from functools import lru_cache

from aigov_corpus.text.language_codes import base_language
from aigov_corpus.text.words import list_words

_STOP = {
    "en": frozenset(
        "the a an of to in and is was were be been are it its this that these those he she they i you we his her"
        " their our my your him them me us for on at by with from as or but not no so if had has have do does did"
        " will would can could may might shall should there here then than when which who whom what where how all"
        " any some one two into out up down over about again very just only also too more most such other".split()
    ),
    "zh": frozenset(
        "的 了 是 在 和 有 也 就 不 都 而 及 与 着 或 一个 没有 我们 你们 他们 她们 我 你 他 她 它 这 那 这个 那个 之 其"
        " 为 以 于 把 被 让 给 对 从 到 上 下 里 中 又 还 很 要 会 能 可以 说 地 得 啊 吧 呢 吗 什么 怎么 一 个".split()
    ),
}


def list_content_words(text: str, *, lang: str) -> list[str]:
    """Return the words of a text that carry meaning, lower case, in order."""
    stop = _STOP.get(base_language(lang), frozenset())
    return [word for word in map(str.lower, list_words(text, lang=lang)) if word not in stop]


_SUFFIXES = frozenset(
    "ization isation ingly edly ments ment ness ities ity ions ion ings ing ies ied ers er ed es ly al s e y".split()
)
_SUFFIX_LENGTHS = sorted({len(suffix) for suffix in _SUFFIXES}, reverse=True)


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return an English word without its commonest ending: enough for `governed` to meet `governing`."""
    for length in _SUFFIX_LENGTHS:
        if word[-length:] in _SUFFIXES and len(word) - length >= 3:
            return word[:-length]
    return word
