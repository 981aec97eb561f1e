"""References to articles, paragraphs and items: 第三条第二款 is Article 3(2).

For a check of values, the 3 of an article also explains a wrong paragraph 3. So the numbers of all
references of the two texts are compared: if there are equally many, each must come back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.text.numerals import read_integer, read_roman

_CHINESE = re.compile(
    r"第\s*[（(]?\s*(?P<number>[〇零一二三四五六七八九十百千]{1,9}|\d{1,4})\s*[）)]?\s*"
    r"(?:[条條款项項](?!目|措|规|原|要|工|任|改|权|內|内|重|基|新)|目(?![标標的光前录錄]))"
)
_LEVEL = (
    r"(?:articles?|arts?\.|(?:sub-?)?paragraphs?|paras?\.?|(?:sub-?)?sections?|(?:sub-?)?items?"
    r"|(?:sub-?)?clauses?|points?)"
)
_NUMBER = r"(?:\d{1,4}|[ivx]{1,5}|[a-h])"
_ENGLISH = re.compile(
    rf"\b{_LEVEL}\s*(?P<list>\(?{_NUMBER}\)?(?!\w)(?:\s*\({_NUMBER}\))*"
    rf"(?:(?:\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|to|through)\s+|\s*[-–—]\s*)"
    rf"(?:\d{{1,4}}(?![\w%.,]\w)|\({_NUMBER}\))(?:\s*\({_NUMBER}\))*)*)",
    re.IGNORECASE,
)
_ONE = re.compile(rf"(?<!\w){_NUMBER}(?!\w)", re.IGNORECASE)
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
).split()
_ORDINAL = re.compile(
    rf"\b(?P<ordinal>{'|'.join(_ORDINALS)})\s+(?:sub-?)?(?:paragraph|item|clause|section)\b",
    re.IGNORECASE,
)


class Reference(NamedTuple):
    """A number of an article, paragraph or item."""

    place: tuple[int, int]
    values: tuple[int, ...]
    """Its value; two for a letter that may be a Roman numeral: (c) is 3 or 100."""


def find_wrong_reference(zh: str, en: str) -> tuple[Reference, Reference] | None:
    """Return the Chinese and the English number of a reference that differ, or None.

    Nothing is said if the texts have different numbers of references, or differ in more than one:
    then one of them says its references in another way.
    """
    chinese = list(list_chinese(zh))
    english = sorted(list_english(en)) if chinese else []
    if not chinese or len(chinese) != len(english):
        return None
    zh_left, en_left = _without_common(chinese, english)
    return (zh_left[0], en_left[0]) if len(zh_left) == len(en_left) == 1 else None


def list_chinese(text: str) -> Iterator[Reference]:
    """Yield the references of a Chinese text, in its order."""
    for found in _CHINESE.finditer(text):
        value = read_integer(found["number"])
        if value is not None:
            yield Reference(found.span("number"), (value,))


def list_english(text: str) -> Iterator[Reference]:
    """Yield the references of an English text; those in words come last."""
    for found in _ENGLISH.finditer(text):
        start, end = found.span("list")
        for one in _ONE.finditer(text, start, end):
            if values := _values(one[0].lower()):
                yield Reference(one.span(), values)
    for found in _ORDINAL.finditer(text):
        yield Reference(found.span("ordinal"), (_ORDINALS.index(found["ordinal"].lower()) + 1,))


def _values(written: str) -> tuple[int, ...]:
    """Return what digits, a Roman numeral or a letter may mean."""
    if written.isdecimal():
        return (int(written),)
    values = [read_roman(written) or 0]
    if len(written) == 1:
        values.append(ord(written) - ord("a") + 1)
    return tuple(value for value in values if value)


def _without_common(
    zh: Sequence[Reference], en: Sequence[Reference]
) -> tuple[list[Reference], list[Reference]]:
    """Return the references of each text that the other one lacks."""
    en_left = list(en)
    zh_left = []
    for one in zh:
        same = next((other for other in en_left if set(one.values) & set(other.values)), None)
        if same is None:
            zh_left.append(one)
        else:
            en_left.remove(same)
    return zh_left, en_left
