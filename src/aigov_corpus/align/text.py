"""What a sentence shows without an encoder: its clauses, words, numbers and marks."""

from __future__ import annotations

import re
from functools import lru_cache

from aigov_corpus.languages import UNSPACED, language
from aigov_corpus.words import plain_words

# A clause shorter than this says too little to look for its counterpart (swept: 5 to 10, 20 to 40).
_SHORTEST = {True: 30, False: 7}
_BREAK_UNSPACED = re.compile(r"(?<=[，；：、。！？…—,;:])")
_BREAK_SPACED = re.compile(r"(?<=[,;:—.!?])\s+")


def clauses(text: str, *, lang: str) -> list[str]:
    """Cut a sentence at commas and the like into clauses long enough to have a meaning of their own.

    Joined (by a blank in a spaced language) they are the sentence but for white space; never empty.
    """
    spaced = language(lang) not in UNSPACED
    shortest = _SHORTEST[spaced]
    found: list[str] = []
    current = ""
    for piece in (_BREAK_SPACED if spaced else _BREAK_UNSPACED).split(text.strip()):
        if not piece:
            continue
        if len(current) >= shortest and len(piece) >= shortest:
            found.append(current)
            current = piece
        else:
            current = f"{current} {piece}" if spaced and current else current + piece
    found.append(current)
    return found


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


def content_words(text: str, *, lang: str) -> list[str]:
    """Return the words of a text that carry meaning, lower case, in order."""
    stop = _STOP.get(language(lang), frozenset())
    return [word for word in map(str.lower, plain_words(text, lang=lang)) if word not in stop]


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


_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_CARDINALS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen".split()
    )
} | {
    word: 20 + 10 * n
    for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())
}
_ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
        " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
} | {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100}
_SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_MONTHS = {
    word: month
    for month, word in enumerate(
        "january february march april may june july august september october november december".split(),
        start=1,
    )
}
_MONTHS |= {word[:3]: month for word, month in _MONTHS.items()} | {"sept": 9}

_ZH_NUMBER = re.compile(
    r"(\d+(?:,\d{3})*(?:\.\d+)?)\s?([十百千万亿兆]*)|[零〇一二两三四五六七八九十百千万亿]{1,20}"
)
_EN_NUMBER = re.compile(
    r"(\d+(?:,\d{3})*(?:\.\d+)?)(?:st|nd|rd|th|s)?(?:[\s-]*(hundred|thousand|million|billion|trillion)\b)?"
)
_EN_WORD = re.compile(r"[a-z]+")
# `May` and `March` are months only beside a number.
_DATED = re.compile(r"\b(may|march|mar)\.?\s+\d|\d\s+(may|march|mar)\b")
# Chinese numerals that are mostly no number: 一 in 统一, 十分, 千万, 万一 …
_NO_NUMBER = frozenset("一 二 两 十 百 千 万 亿 千万 万万 万一 百万 十万".split())


def numbers(text: str, *, lang: str) -> frozenset[float]:
    """Return the numbers a text names, over scripts: 十八大 and 18th, 11月 and November, 1.5亿 and 150 million.

    One and two are left out where they are words: they are everywhere.
    """
    if language(lang) == "zh":
        return _chinese_numbers(text)
    return _english_numbers(text.lower())


def _chinese_numbers(text: str) -> frozenset[float]:
    found = set()
    for match in _ZH_NUMBER.finditer(text):
        if match[1]:
            value = float(match[1].replace(",", ""))
            for unit in match[2]:
                value *= _UNITS.get(unit) or _MYRIADS[unit]
            found.add(round(value, 4))
        elif match[0] not in _NO_NUMBER and (value := chinese_integer(match[0])) > 2:
            found.add(float(value))
    return frozenset(found)


def chinese_integer(numeral: str) -> int:
    """Return the value of a Chinese numeral: 一百零三 is 103, 二〇二五 is 2025, 三十万 is 300000."""
    if all(char in _DIGITS for char in numeral):
        return int("".join(str(_DIGITS[char]) for char in numeral))
    total = section = digit = 0
    for char in numeral:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _UNITS:
            section += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            total = (total + section + digit or 1) * _MYRIADS[char]
            section = digit = 0
    return total + section + digit


def _english_numbers(text: str) -> frozenset[float]:
    found = {
        round(float(match[1].replace(",", "")) * _SCALES.get(match[2], 1), 4)
        for match in _EN_NUMBER.finditer(text)
    }
    value = 0
    for word in [*_EN_WORD.findall(text), ""]:
        if word in _CARDINALS:
            value += _CARDINALS[word]
        elif word in _ORDINALS:
            found.add(float(value + _ORDINALS[word]))
            value = 0
        elif word in _SCALES and value:
            value *= _SCALES[word]
        elif word != "and":
            found.add(float(value))
            value = 0
            if word in _MONTHS and word not in ("may", "march", "mar"):
                found.add(float(_MONTHS[word]))
    for match in _DATED.finditer(text):
        found.add(5.0 if match[0].strip("0123456789. \t").startswith("may") else 3.0)
    digits = {round(float(match[1].replace(",", "")), 4) for match in _EN_NUMBER.finditer(text)}
    return frozenset(number for number in found if number > 2 or number in digits)


_ASKS, _EXCLAIMS = re.compile("[？?]"), re.compile("[！!]")
_OPENS, _CLOSES = frozenset("“「『«„‘"), frozenset("”」』»")
# What a straight or a right single mark stands for shows in what stands around it.
_UNCLEAR = re.compile("[\"'’]")
_CLIPPED = re.compile("['’](?:tis|twas|em|til|cause|bout|n)\\b", re.IGNORECASE)


def marks(text: str) -> tuple[bool, bool, bool, bool]:
    """Return whether a text asks, exclaims, opens a quotation, closes one."""
    opens, closes = not _OPENS.isdisjoint(text), not _CLOSES.isdisjoint(text)
    for match in _UNCLEAR.finditer(text):
        start, end = match.span()
        before, mark, after = text[max(0, start - 1) : start], match[0], text[end : end + 1]
        single = mark != '"'
        if mark != "’" and after.strip() and (not before.strip() or before in "([—–-“"):
            opens |= not (single and _CLIPPED.match(text, start))
        elif not (single and before.isalnum() and (after.isalnum() or before == "s")):
            closes |= bool(before)  # else an apostrophe
    return bool(_ASKS.search(text)), bool(_EXCLAIMS.search(text)), opens, closes
