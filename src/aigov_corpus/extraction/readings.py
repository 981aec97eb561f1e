"""Lines that only tell how characters are read, and the numbers and labels of lines.

Readings (pinyin, jyutping, zhuyin) stand between the lines of a poem or lesson and its translation.
A line is a reading if all of its words are syllables of Mandarin, and tones, or the characters of a
line near it, show that they are meant so.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from aigov_corpus import patterns as re
from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.records import LeftOut
from aigov_corpus.text.scripts import HAN_CHARACTER

_LEAST_SYLLABLES = 2
"""Fewest syllables of a reading with tones."""

_LEAST_SYLLABLES_WITHOUT_TONES = 4
"""Fewest words of a reading that only the number of characters near it shows; names have fewer."""

_LEAST_TONES = 0.25
"""Smallest share of syllables with a tone. Some systems write no mark for the first tone."""

_NEAR = 12
"""Paragraphs before and behind a reading among which its characters may stand."""

_LEAST_READINGS = 2
"""Fewest readings in a text; a single one may be a name or a title."""

_LEAST_NUMBERED = 4
"""Fewest numbers of lines in a text whose lines are numbered."""

_LEAST_NUMBERED_SHARE = 0.6
"""Smallest share of the lines of each language that have a number."""

_LEAST_LABELS = 3
"""Fewest paragraphs of a language that begin with its name."""

_LABEL = re.compile(
    r"(?:[【\[（(](?:中文?|英文?|译文?|原文|ZH|EN|CN|Chinese|English)[】\])）]"
    r"|(?:中文?|英文?|译文?|原文|ZH|EN|CN|Chinese|English)\s*[:：])\s*",
    re.IGNORECASE,
)
_ZHUYIN = re.compile(
    r"[\s\u3100-\u312fˉˊˇˋ˙·，。、；：！？,.;:!?\d]*[\u3100-\u312f][\s\u3100-\u312fˉˊˇˋ˙·，。、；：！？,.;:!?\d]*"
)
_NO_WORD = re.compile(r"[^\w]+|\b\d+\b")
_DOUBLED = re.compile(r"([aeiou])\1")
_GROUND = "a e ai ei ao ou an en ang eng ong u uo ui uan un"
_FINALS = {
    "b": "a o ai ei ao an en ang eng i ie iao ian in ing u",
    "p": "a o ai ei ao ou an en ang eng i ie iao ian in ing u",
    "m": "a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u",
    "f": "a o ei ou an en ang eng u",
    "[dt]": f"{_GROUND} i ia ie iao iu ian ing",
    "[nl]": f"{_GROUND} o i ia ie iao iu ian in iang ing v ve ue",
    "[gkh]": f"{_GROUND} ua uai uang",
    "[jqx]": "i ia ie iao iu ian in iang ing iong u ue uan un v ve van vn",
    "[zcs]h": f"{_GROUND} i ua uai uang",
    "r": f"{_GROUND} i ua",
    "[zcs]": f"{_GROUND} i",
    "y": "a e o i ao ou an in ang ing ong u ue uan un",
    "w": "a o ai ei an en ang eng u",
    "": "a o e ai ei ao ou an en ang eng er",
}
"""The finals that may follow each initial of a Mandarin syllable; a few more than are used."""

_SYLLABLE = "(?:{})r?".format(
    "|".join(
        f"{initial}(?:{'|'.join(sorted(finals.split(), key=len, reverse=True))})"
        for initial, finals in _FINALS.items()
    )
)
_SYLLABLES = re.compile(f"(?:{_SYLLABLE}[1-5]?)+")
_ONE_SYLLABLE = re.compile(f"{_SYLLABLE}[1-5]?")
# ceon1 gong1 ciu4 seoi2, as Cantonese is written
_JYUTPING = re.compile(r"(?:[a-z]{1,6}[1-6])+")
_NUMBER = re.compile(r"(\d{1,4})[ \t\u3000]+(?=\S)")


def remove_readings(paras: Sequence[Para]) -> tuple[list[Para], list[LeftOut]]:
    """Take the readings out of the paragraphs; return the other paragraphs and the readings.

    A text without Chinese has none.
    """
    counts = [len(HAN_CHARACTER.findall(para.text)) for para in paras]
    if not any(counts):
        return list(paras), []
    readings = {n for n, para in enumerate(paras) if _is_reading(para, counts, n)}
    if len(readings) < _LEAST_READINGS:
        return list(paras), []
    kept = [para for n, para in enumerate(paras) if n not in readings]
    return kept, [LeftOut(paras[n].text, "reading") for n in sorted(readings)]


def _is_reading(para: Para, counts: Sequence[int], n: int) -> bool:
    """Return whether a paragraph only tells how characters are read."""
    if counts[n] or para.kind in ("provenance", "title") or para.heading:
        return False
    if _ZHUYIN.fullmatch(para.text):
        return True
    words = [word for word in _NO_WORD.sub(" ", para.text).lower().split() if word]
    if not words:
        return False
    if len(words) >= _LEAST_SYLLABLES and all(map(_JYUTPING.fullmatch, words)):
        return True
    plain = []
    for word in words:
        plain.append(_without_tones(word))
        if not _SYLLABLES.fullmatch(plain[-1][0]):
            return False
    syllables = sum(len(_ONE_SYLLABLE.findall(word)) for word, _ in plain)
    tones = sum(toned for _, toned in plain)
    if syllables >= _LEAST_SYLLABLES and tones >= _LEAST_TONES * len(words):
        return True
    near = counts[max(0, n - _NEAR) : n + _NEAR + 1]
    capitals = sum(word[:1].isupper() for word in para.text.split())
    names = capitals > 1 or len(words) < _LEAST_SYLLABLES_WITHOUT_TONES
    return not names and syllables in near


def is_reading_with_tones(text: str) -> bool:
    """Tell whether a text is nothing but syllables of Mandarin, with marks or digits of tones."""
    tones = 0
    for word in _NO_WORD.sub(" ", text).lower().split():
        plain, toned = _without_tones(word)
        if not _SYLLABLES.fullmatch(plain):
            return False  # the first word of most texts shows it, so that long columns are quick
        tones += toned
    return tones > 0


def _without_tones(word: str) -> tuple[str, bool]:
    """Return a word without the marks of tones, and whether it had one.

    Some systems double the vowel of the third tone.
    """
    marked = unicodedata.normalize("NFD", word.replace("ü", "v"))
    plain = "".join(char for char in marked if not unicodedata.combining(char))
    single = _DOUBLED.sub(r"\1", plain)
    return single, len(plain) < len(marked) or word[-1].isdigit()


def remove_line_numbers(paras: Sequence[Para]) -> tuple[list[Para], list[LeftOut]]:
    """Take the numbers of lines out of a bilingual file; return its paragraphs and the numbers.

    Lines are numbered if most lines of each language begin with a number without a stop, and each
    number stands before one Chinese and one English line.
    """
    found = [_NUMBER.match(para.text) if para.kind != "provenance" else None for para in paras]
    numbers = {lang: _numbers_of(paras, found, lang) for lang in ("zh", "en")}
    for lang, counts in numbers.items():
        lines = sum(para.lang == lang and para.kind != "provenance" for para in paras)
        few = len(counts) < max(_LEAST_NUMBERED, _LEAST_NUMBERED_SHARE * lines)
        if few or set(counts.values()) != {1}:
            return list(paras), []
    if numbers["zh"].keys() != numbers["en"].keys():
        return list(paras), []
    return _without_beginnings(paras, found, "line number")


def remove_labels(paras: Sequence[Para]) -> tuple[list[Para], list[LeftOut]]:
    """Take names of languages out of a bilingual file; return its paragraphs and the names.

    They are names (中：, `EN:`, 【译文】) if most paragraphs of each language begin with one.
    """
    found = [_LABEL.match(para.text) if para.kind != "provenance" else None for para in paras]
    for lang in ("zh", "en"):
        lines = [n for n, para in enumerate(paras) if para.lang == lang]
        labelled = sum(found[n] is not None for n in lines)
        if labelled < max(_LEAST_LABELS, _LEAST_NUMBERED_SHARE * len(lines)):
            return list(paras), []
    return _without_beginnings(paras, found, "language label")


def _without_beginnings(
    paras: Sequence[Para], found: Sequence[re.Match[str] | None], reason: str
) -> tuple[list[Para], list[LeftOut]]:
    """Return the paragraphs without the beginnings that were found in them, and these."""
    left_out = [LeftOut(begin[0].strip(), reason) for begin in found if begin]
    kept = [
        replace(para, text=para.text[begin.end() :]) if begin else para
        for para, begin in zip(paras, found, strict=True)
    ]
    return [para for para in kept if para.text], left_out


def _numbers_of(
    paras: Sequence[Para], found: Sequence[re.Match[str] | None], lang: str
) -> Counter[int]:
    """Return how often each number stands before a line of a language."""
    return Counter(
        int(number[1])
        for para, number in zip(paras, found, strict=True)
        if number and para.lang == lang
    )
