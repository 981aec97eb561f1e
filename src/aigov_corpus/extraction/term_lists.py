"""Find lists whose lines hold a word or sentence in both languages: `术语 - term`, `term：术语`.

One kind of separator stands between the two texts of nearly all lines. Names of the other language
at the beginning or end of Chinese sentences are no list: there the two sides differ much in length.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.text.scripts import HAN, HAN_CHARACTER, weigh_languages

_LEAST_LINES = 3
"""Fewest lines of a list; one more where its mark stands inside sentences too."""

_LEAST_SHARE = 0.8
"""Smallest share of a file's lines that the list has, titles and headings aside."""

_LEAST_BALANCE = 0.25
"""Smallest weight of the lighter text of a line, as a share of the heavier one.

The weights are those of `weigh_languages`, in which a text and its translation weigh about the
same.
"""

_LEAST_BALANCED = 0.7
"""Smallest share of a list's lines in which both texts have about the same weight."""

_LEAST_PHRASES = 0.5
"""Smallest share of lines with two English words or more, where a blank is the separator.

使用 Docker is no pair. In as many lines, no Latin letter of the Chinese text stands beside the
other.
"""

_LEAST_SORTED = 6
"""Fewest lines that are in alphabetical order in a list by their terms."""

_SORTED_SHARE = 0.85
"""Smallest share of such lines that do not stand before the line above in that order; a title may
stand above them."""

_NUMBER = re.compile(r"(?:[（(]?\d{1,4}[)）.．、]|[①-⑳])\s*|[-•·●*]\s+")
# The letter above the terms that begin with it: A, 【B】, X-Z
_LETTER_ABOVE = re.compile(
    r"[\W_]*[A-ZＡ-Ｚ](?:\s*[-–—,~、至]\s*[A-ZＡ-Ｚ])*[\W_]*|[\W_]*[0#][-–—]9[\W_]*"
)
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_WORDS = re.compile(r"[A-Za-zÀ-ɏ]{2,}")
# 。Lamps are, or a phrase in English: no name in a Chinese text.
_MIXED = re.compile(rf"[。！？；][^{HAN}]*[A-Za-z]|(?:[A-Za-z]{{2,}}[ ,]+){{3,}}[A-Za-z]{{2,}}")
_STOP = re.compile(r"[。！？；]|[a-z]{3}[.!?;](?:\s|$)")
_WIDE_MARK = re.compile(r"[（）《》「」、，。：]")
# AI, G20, R&D, IoT
_ABBREVIATION = re.compile(r"(?=(?:.*?[A-Z]){2}|[A-Z]\d)[A-Za-z\d&./+-]{2,12}")
_LONGEST_NAME = 24
"""Characters of the longest name that letters such as AI stand for."""

_LONGEST = 400
"""Characters of the longest line of a list."""


class _Separator(NamedTuple):
    """A kind of separator between the two texts of a line."""

    name: str
    """What messages call it."""
    pattern: re.Pattern[str]
    in_sentences: bool = False
    """Whether it stands inside sentences, too, so that no line of the list is one."""
    weak: bool = False
    """Whether it stands between a sentence and a name, too."""


_GAP = _Separator("a wide gap", re.compile(r"[ \u3000\xa0]{2,}|\s*\t\s*|\u3000"))
_SEPARATORS = (
    _GAP,
    _Separator("a colon", re.compile(r"\s*[:：]\s*")),
    _Separator("an equals sign", re.compile(r"\s*(?:[-=]+>|[→⇒]|[=＝]+|>{2,})\s*")),
    _Separator("a dash", re.compile(r"\s+[-–—―−]+\s+|\s*[–—―]+\s*|\s*--+\s*")),
    _Separator("a bar", re.compile(r"\s*(?:[|｜]+|[/／]+)\s*")),
    _Separator("a comma", re.compile(r"\s*[,，;；、]\s*"), in_sentences=True),
    _Separator("a hyphen", re.compile(r"-"), in_sentences=True),
    _Separator("a bracket", re.compile(r"\s*[(（\[【]\s*"), in_sentences=True, weak=True),
    _Separator("a blank", re.compile(r"\s+"), in_sentences=True, weak=True),
    _Separator("the change of script", re.compile(""), in_sentences=True, weak=True),
)
_CLOSING = {"a bracket": ")）]】"}


class TermList(NamedTuple):
    """A list that was found in a file."""

    paras: list[Para]
    """All paragraphs of the file; those of the list have cells."""
    size: int
    """Number of lines of the list."""
    separator: str
    """Name of the mark that separates the two texts of a line, for messages."""
    is_sure: bool
    """Whether the separator stands inside no sentence."""


def find_term_list(paras: Sequence[Para]) -> TermList | None:
    """Return the paragraphs of a file with each line of its list as a row; None if it has none.

    Titles, headings, letters above terms, addresses and rows of tables may stand beside a list;
    they stay as they are.
    """
    lines = {n: para.text for n, para in enumerate(paras) if _can_be_line(para)}
    mixed = {
        n: text for n, text in lines.items() if HAN_CHARACTER.search(text) and _LATIN.search(text)
    }
    least = max(_LEAST_LINES, _LEAST_SHARE * len(lines))
    if len(mixed) < least or max(map(len, mixed.values())) > _LONGEST:
        return None
    for separator in _SEPARATORS:
        enough = max(least, _LEAST_LINES + separator.in_sentences)
        rows = {n: _split(text, separator) for n, text in mixed.items()}
        cells = [row for row in rows.values() if row]
        if len(cells) >= enough and _is_list(cells, separator):
            return TermList(
                [
                    replace(para, text=" | ".join(row), kind="table_row", cells=row)
                    if (row := rows.get(n))
                    else para
                    for n, para in enumerate(paras)
                ],
                len(cells),
                separator.name,
                not separator.in_sentences,
            )
    return None


def _can_be_line(para: Para) -> bool:
    """Tell whether a paragraph may be a line of a list; the letter above its terms is none."""
    if para.kind not in (None, "item", "paragraph") or para.heading or para.cells:
        return False
    return not _LETTER_ABOVE.fullmatch(para.text)


def _split(text: str, separator: _Separator) -> tuple[str, ...]:
    """Return the number of a line, if it has one, and its two texts; empty if they are not two."""
    number = _NUMBER.match(text)
    start = number.end() if number else 0
    splits: list[tuple[str, str]] = []
    for found in separator.pattern.finditer(text, start):
        one, other = text[start : found.start()].strip(), text[found.end() :].strip()
        if not one or not other:
            continue
        if closing := _CLOSING.get(separator.name):
            if other[-1] not in closing:
                continue
            other = other[:-1].strip()
        if _are_two_languages(one, other):
            splits.append((one, other))
    if not splits:
        return ()
    best = min(splits, key=_count_misplaced)
    return (text[:start].strip(), *best) if number else best


def _count_misplaced(texts: tuple[str, str]) -> tuple[int, int]:
    """Return how many marks and how many letters seem to stand in the wrong one of two texts."""
    chinese, english = texts if HAN_CHARACTER.search(texts[0]) else texts[::-1]
    single = sum(abs(text.count("(") - text.count(")")) for text in texts)
    return single + len(_WIDE_MARK.findall(english)), len(_LATIN.findall(chinese))


def _are_two_languages(one: str, other: str) -> bool:
    """Tell whether one text is Chinese, and the other has no Chinese character but letters."""
    chinese = [HAN_CHARACTER.search(text) is not None for text in (one, other)]
    if chinese[0] == chinese[1]:
        return False
    zh, en = (one, other) if chinese[0] else (other, one)
    han, latin = weigh_languages(zh)
    return han >= latin and _LATIN.search(en) is not None and _MIXED.search(zh) is None


def _is_list(rows: Sequence[tuple[str, ...]], separator: _Separator) -> bool:
    """Tell whether rows are pairs: one language first, and both texts of about the same weight."""
    first_is_chinese = [HAN_CHARACTER.search(row[-2]) is not None for row in rows]
    same_order = max(sum(first_is_chinese), len(rows) - sum(first_is_chinese))
    names = separator is _GAP
    balanced = sum(
        _are_balanced(*row[-2:]) or (names and _is_abbreviated(*row[-2:])) for row in rows
    )
    if same_order < _LEAST_SHARE * len(rows) or balanced < _LEAST_BALANCED * len(rows):
        return False
    if separator.name == "a blank" and _is_alphabetical(rows):
        return not any(_STOP.search(text) for row in rows for text in row)
    phrases = sum(len(_WORDS.findall(" ".join(row))) > 1 for row in rows)
    if separator.in_sentences and any(_STOP.search(text) for row in rows for text in row):
        return False
    parted = sum(_is_parted(*row[-2:]) for row in rows)
    return not separator.weak or min(phrases, parted) >= _LEAST_PHRASES * len(rows)


def _is_alphabetical(rows: Sequence[tuple[str, ...]]) -> bool:
    """Tell whether rows begin with English texts in alphabetical order, as in a dictionary."""
    texts = [row[-2].casefold() for row in rows if not HAN_CHARACTER.search(row[-2])]
    rising = sum(one <= other for one, other in pairwise(texts))
    enough = len(texts) >= max(_LEAST_SORTED, _LEAST_SHARE * len(rows))
    return enough and rising >= _SORTED_SHARE * (len(texts) - 1)


def _is_parted(one: str, other: str) -> bool:
    """Tell whether the Chinese one of two texts has no Latin letter beside the other text."""
    return _LATIN.match(one[-1] if HAN_CHARACTER.search(one) else other[0]) is None


def _are_balanced(one: str, other: str) -> bool:
    """Tell whether two texts have about the same weight."""
    light, heavy = sorted(map(_weigh, (one, other)))
    return light >= _LEAST_BALANCE * heavy


def _is_abbreviated(one: str, other: str) -> bool:
    """Tell whether one of two texts is an abbreviation of the other."""
    light, heavy = sorted((one, other), key=_weigh)
    is_name = len(heavy) <= _LONGEST_NAME and _STOP.search(heavy) is None
    return is_name and _ABBREVIATION.fullmatch(light) is not None


def _weigh(text: str) -> float:
    """Return the weight of a text, in Latin letters."""
    return sum(weigh_languages(text))
