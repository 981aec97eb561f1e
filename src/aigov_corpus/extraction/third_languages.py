"""Leave out the third language of a file that holds Chinese, English and another one.

Documents of Macao, of Canada and of the United Nations have Portuguese, French or Spanish beside
the two. It is written in the same letters as English, so its function words show it, and the place
at which it stands between the Chinese texts, or in the rows of a table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from aigov_corpus import patterns as re
from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.records import LeftOut
from aigov_corpus.text.scripts import detect_language, is_in_other_script

_LEAST_WORDS = 5
"""Fewest words of a text whose language is judged."""

_LEAST_TEXTS = 3
"""Fewest texts in the third language, and in English, of a file that has both."""

_LEAST_SHARE = 0.8
"""Smallest share of the judged texts at a place that are in the third language."""

_LEAST_FUNCTION_WORDS = 0.15
"""Smallest share of a text's words that are function words of its language."""

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    """
    the of and to in is are be for that this with by on or as at from shall it its an not has
    have which all any other their no may was were
    """.split()  # noqa: SIM905 - as a list it would fill a page
)
_FOREIGN = frozenset(
    """
    de la le les des du et en un une que qui dans pour par sur au aux est ce sont ou il se el
    los las del y con por para su lo al es una o os da do dos das em na no nos nas ao à às e um
    uma não é como mais ser der die das und den von zu mit für auf ein eine ist des dem im il di
    che per non della dei gli si yang dan di untuk dengan pada van het een voor
    """.split()  # noqa: SIM905 - as a list it would fill a page
)


def remove_third_language(paras: Sequence[Para]) -> tuple[list[Para], list[LeftOut]]:
    """Return the paragraphs without those in a third language, and these.

    Nothing is left out unless the file has some texts in Chinese, in English and in the third
    language, and the third language has places of its own.
    """
    runs = _find_runs(paras)
    texts = _find_places(paras, runs)
    judged = {place: [_judge(text) for text in held] for place, held in texts.items()}
    places = {
        place
        for place, languages in judged.items()
        if languages.count("other") >= _LEAST_TEXTS
        and languages.count("other") >= _LEAST_SHARE * sum(map(bool, languages))
    }
    english = sum(each.count("en") for place, each in judged.items() if place not in places)
    chinese = sum(detect_language(para.text) == "zh" or bool(para.cells) for para in paras)
    if not places or min(english, chinese) < _LEAST_TEXTS:
        return list(paras), []
    left_out = [
        LeftOut(text, "other language") for place in sorted(places) for text in texts[place]
    ]
    removed = {
        n
        for run in runs
        for number, (n, _) in enumerate(run)
        if ("run", len(run), number) in places
    }
    kept = [_without(para, places) for n, para in enumerate(paras) if n not in removed]
    return kept, left_out


def describe_foreign(texts: Sequence[str]) -> str:
    """Return a warning if texts that are taken for English seem to be in another language."""
    judged = [language for text in texts if (language := _judge(text))]
    foreign = judged.count("other")
    if is_in_other_script(texts):
        return "it is read as English but has letters of another script; name its language"
    if foreign < max(_LEAST_TEXTS, _LEAST_SHARE * len(judged)):
        return ""
    return (
        "it is read as English but has the common words of another language; if it is in that, "
        "name its language"
    )


Place = tuple[str, int, int]
"""Whether texts stand in rows or paragraphs, how many stand together, and the number among them."""

Run = list[tuple[int, Para]]
"""Paragraphs without Chinese between Chinese ones, with their indices."""


def _find_places(paras: Sequence[Para], runs: Sequence[Run]) -> dict[Place, list[str]]:
    """Return the texts without Chinese, by the place at which they stand."""
    texts: dict[Place, list[str]] = {}
    for para in paras:
        for number, cell in enumerate(para.cells):
            if detect_language(cell) == "en":
                texts.setdefault(("row", len(para.cells), number), []).append(cell)
    for run in runs:
        for number, (_, para) in enumerate(run):
            texts.setdefault(("run", len(run), number), []).append(para.text)
    return texts


def _find_runs(paras: Sequence[Para]) -> list[Run]:
    """Return the runs of a file."""
    body = [
        (n, para) for n, para in enumerate(paras) if not para.cells and para.kind != "provenance"
    ]
    return [
        list(run)
        for lang, run in groupby(body, key=lambda each: detect_language(each[1].text))
        if lang == "en"
    ]


def _without(para: Para, places: set[Place]) -> Para:
    """Return a row without the cells at one of the places."""
    cells = tuple(
        cell
        for number, cell in enumerate(para.cells)
        if ("row", len(para.cells), number) not in places or detect_language(cell) != "en"
    )
    if cells == para.cells:
        return para
    return replace(para, cells=cells, text=" | ".join(cells))


def _judge(text: str) -> str:
    """Return `en`, or `other` for another language in Latin letters; empty if it cannot be told."""
    words = Counter(_WORD.findall(text.lower()))
    size = sum(words.values())
    if size < _LEAST_WORDS:
        return ""
    english = sum(words[word] for word in _ENGLISH)
    foreign = sum(words[word] for word in _FOREIGN - _ENGLISH)
    least = _LEAST_FUNCTION_WORDS * size
    if foreign > 2 * english and foreign >= least:
        return "other"
    return "en" if english > foreign and english >= least else ""
