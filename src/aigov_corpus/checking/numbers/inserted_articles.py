"""Articles that were inserted later: 第八十五条之一 is Article 85-1, 85.1, 85bis or 85A."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.checking.numbers.contrasts import Contrast
from aigov_corpus.text.numerals import read_integer

_HAN = "[〇零一二三四五六七八九十百千]{1,7}"
_CHINESE = re.compile(
    rf"第\s?(?P<number>{_HAN}|\d{{1,4}})\s?[条條]之(?P<part>{_HAN}|\d{{1,2}})"
    rf"|第\s?(?P<digits>\d{{1,4}})[-之](?P<behind>\d{{1,2}})\s?[条條]"
)
_ARTICLE = re.compile("[条條]")
_LATIN = ("bis", "ter", "quater", "quinquies")
"""Latin for inserted articles: Article 6bis is 第六条之一 in laws, 第六条之二 in treaties."""
_ENGLISH = re.compile(
    r"\b(?:article|art\.?|section|rule|clause|paragraph)(?P<several>s\.?)?\s*(?P<number>\d{1,4})"
    r"(?:\s?[-–‑.](?P<part>\d{1,2})(?![\d%]|[.,]\d)"
    rf"|\s?(?P<latin>{'|'.join(_LATIN)})\b(?:\s?-?(?P<more>\d{{1,2}})\b)?"
    r"|(?P<letter>(?-i:[A-Z]))\b(?!-?\d))",
    re.IGNORECASE,
)


class _Article(NamedTuple):
    """An article of a law with the number behind its own."""

    place: tuple[int, int]
    number: int
    parts: tuple[int, ...]
    """The number behind its own; two if it may be either."""


def find_wrong_article(zh: str, en: str) -> Contrast | None:
    """Return an inserted article that is another one of its number in English, or None.

    So 第八十五條之一 is not Article 85-2. Nothing is said if the text has several with the number.
    """
    chinese = list(_list_chinese(zh)) if _ARTICLE.search(zh) else []
    english = list(list_english(en)) if chinese else []
    for one in chinese:
        same = {other.parts for other in chinese if other.number == one.number}
        there = [other for other in english if other.number == one.number]
        if len(same) == len(there) == 1 and one.parts[0] not in there[0].parts:
            return Contrast("article", one.place, there[0].place)
    return None


def _list_chinese(text: str) -> Iterator[_Article]:
    """Yield the inserted articles of a Chinese text."""
    for found in _CHINESE.finditer(text):
        number = read_integer(found["number"] or found["digits"])
        part = read_integer(found["part"] or found["behind"])
        if number is not None and part is not None:
            yield _Article(found.span(), number, (part,))


def list_english(text: str) -> Iterator[_Article]:
    """Yield what may be an inserted article in English; "Article 85.1" may be a paragraph, too.

    "Articles 12-14" are three articles.
    """
    for found in _ENGLISH.finditer(text):
        number = int(found["number"])
        if found["letter"]:
            yield _Article(found.span(), number, (ord(found["letter"]) - ord("A") + 1,))
        elif found["latin"]:
            first = _LATIN.index(found["latin"].lower()) + 1
            parts = (int(found["more"]),) if found["more"] else (first, first + 1)
            yield _Article(found.span(), number, parts)
        elif not (found["several"] and int(found["part"]) > number):
            yield _Article(found.span(), number, (int(found["part"]),))
