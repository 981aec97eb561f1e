"""Separate the two languages of a file that holds both Chinese and English text.

Such a file has one of these layouts:

- `interleaved`: Chinese paragraphs and English paragraphs in one column, in any order;
- `table`: each row holds a text in both languages, `zh | en`;
- `two-column`: each line holds a piece of both texts, with a wide gap between them.

A file in one language has the layout `plain`, or `lines` if each of its lines is a paragraph (see
`marked_lines`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby, pairwise, takewhile
from typing import Literal, NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.errors import UnknownNameError
from aigov_corpus.extraction.bracketed import BracketedPairs, split_bracketed
from aigov_corpus.extraction.delimited import read_rows
from aigov_corpus.extraction.doubled_rows import shared_cells, split_doubled_rows
from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.extraction.plain import (
    read_paragraphs,
)
from aigov_corpus.extraction.readings import is_reading_with_tones
from aigov_corpus.extraction.term_lists import find_term_list
from aigov_corpus.extraction.two_columns import has_columns, read_columns
from aigov_corpus.text.scripts import detect_language, split_languages, weigh_languages

Layout = Literal["interleaved", "table", "two-column", "plain", "lines"]
LAYOUTS: tuple[Layout, ...] = ("interleaved", "table", "two-column", "plain", "lines")

_BOTH = {"zh", "en"}
_URL = re.compile(r"https?://[^\s，。；）)]+")
# The name of a file with its folders: /etc/lamps/main.conf
_PATH = re.compile(r"(?<![\w/.:])~?/(?:[\w.@+-]{1,80}/){1,20}[\w.@+*-]{0,80}", re.ASCII)
# What a bilingual file calls its two texts, at the head of a table or above each: 中文版, English
# text.
_NAME = re.compile(
    r"[（(【\[]?(?:(?:中文|英文|汉语|英语|原文|译文)(?:版|文本|版本)?"
    r"|(?:Chinese|English|Original|Translation)(?: version| text)?)[）)】\]]?\s*[:：]?"
    r"|(?:以下[为是]?\w{0,6}?)?(?:中英文?|汉英)?(?:双语|对照)(?:全文|对照|文本|版)*(?:如下)?\s*[:：]",
    re.IGNORECASE,
)
# What stands above the numbers in the first column of a table.
_ABOVE_NUMBERS = re.compile(r"No\.?|Nr\.?|#|序号|序號|编号|編號|", re.IGNORECASE)

_BILINGUAL_SHARE = 0.3
"""Smallest share of a bilingual file that the shorter of its two languages may have.

The amounts compared are those of `text.scripts.weigh_languages`, by which a text and its
translation weigh about the same. A Chinese text that quotes English, or lists English books, has a
smaller share of English.
"""

_LEAST_MATCHED = 0.75
"""Smallest share of the text in the rarer language that has as much of the other beside it.

In 1,113 stretches of 60 pairs from manuals, programs and games of Debian, in runs of one to four
and with one text in twelve left out, it was .81 to 1. In 40 stretches of 100 paragraphs of Chinese
manuals with code it was .35 to .98, in 27 of them below this value (in 10 below .6).
"""

_LEAST_MATCHED_IN_TURN = 0.6
"""The same share for a text whose paragraphs alternate between the languages.

A manual may have a command in English below each Chinese paragraph: two chapters of one with a
share of .45 and .52 did.
"""

_ALTERNATING_SHARE = 0.4
"""Smallest share of paragraphs, in an interleaved file, that differ in language from the one above.

A file in which two Chinese paragraphs are always followed by two English ones has a share of one
half. Quotations and a bibliography in a text of one language give less.
"""

_LEAST_CHANGES = 3
"""Minimum changes of language in a file that is recognised as interleaved: zh, en, zh, en."""

_LEAST_QUOTED = 2
"""Fewest lines in English that a Chinese text and its English version share word for word."""

Purpose = Literal["any", "one side", "both sides"]
"""What the user wants to get from a file.

`any`: the one or two documents that it holds. `one side`: the text of one language, in which lines
may quote the other language. `both sides`: the texts of both languages.
"""


def check_layout(layout: str | None) -> None:
    """Raise UnknownNameError if there is no layout of this name; None passes."""
    if layout is not None and str(layout) not in LAYOUTS:
        raise UnknownNameError("layout", str(layout), LAYOUTS)


def read_text(text: str, *, layout: str | None = None) -> tuple[list[Para], str | None]:
    """Return the paragraphs of a plain text, and its layout.

    Args:
        text: the whole text.
        layout: the layout that the user names, or None to find out whether it is a table (CSV) or
            has two columns.

    Returns:
        The paragraphs, and the layout; None as layout if the user names none and the text shows
        none.
    """
    if layout in (None, "table") and (rows := read_rows(text)) is not None:
        return rows, "table"
    if layout == "two-column" or (layout is None and has_columns(text)):
        return with_languages(read_columns(text)), "two-column"
    return read_paragraphs(text, table=True if layout == "table" else None), layout


class Arrangement(NamedTuple):
    """The paragraphs of a file, each with its language, and what was found out about them."""

    paras: list[Para]
    layout: str
    rows: Sequence[Para]
    """The paragraphs before they were cut, with the cells of rows."""
    separator: str = ""
    """Name of the mark that separates the two texts of each line, for messages; empty if the file
    is no list."""


def arrange(
    paras: Sequence[Para], *, layout: str | None = None, purpose: Purpose = "any"
) -> Arrangement:
    """Return the paragraphs of a file, each with its language, and the layout of the file.

    In the layouts `interleaved` and `table`, rows and paragraphs that hold both languages are cut
    where the language changes. In the other layouts each paragraph stays whole.

    Args:
        paras: the paragraphs of a file.
        layout: the layout, or None to find it out.
        purpose: what the user wants. If it is `both sides`, the layout found is never `plain`. In
            all other cases it is `plain` unless the paragraphs show that the file is bilingual.
    """
    # A row is a paragraph by itself, whatever stands in the lines beside it.
    paras = [
        replace(para, paragraph=-number) if para.cells or not para.paragraph else para
        for number, para in enumerate(paras, 1)
    ]
    if layout in ("two-column", "plain"):
        return Arrangement(number_paragraphs(with_languages(paras)), layout, paras)
    given = layout is not None
    if layout is None:
        rows = [para for para in paras if _is_bilingual_row(para.cells)]
        layout = "table" if len(rows) > len(paras) / 2 else "interleaved"
    bracketed = split_bracketed(paras)
    split = _split_paragraphs(paras, bracketed)
    found = find_term_list(paras)
    if found and found.size + found.is_sure > _count_halved(paras):
        # No line of a list of words is a title or heading.
        rows = [replace(para, paragraph=-number) for number, para in enumerate(found.paras, 1)]
        split = [
            part if part.kind else replace(part, kind="paragraph")
            for part in _split_paragraphs(rows, {})
        ]
        return Arrangement(number_paragraphs(split), "table", found.paras, found.separator)
    split = _keep_quoted(split)
    takes_turns = is_bilingual(split) and _takes_turns(split, purpose)
    if given or layout == "table" or purpose == "both sides" or takes_turns:
        separator = "a bracket" if bracketed else ""
        return Arrangement(number_paragraphs(split), layout, paras, separator)
    return Arrangement(number_paragraphs(with_languages(paras)), "plain", paras)


def _keep_quoted(paras: list[Para]) -> list[Para]:
    """Return paragraphs with the lines that end a Chinese text in English given to it.

    Where a Chinese text stands above its English version, lines in English at its end (a notice to
    copy) are known by the version, which has them again.
    """
    langs = [lang for lang, _ in groupby(para.lang for para in paras if para.kind != "provenance")]
    if langs != ["zh", "en"]:
        return paras
    first = next(n for n, para in enumerate(paras) if para.lang == "en")
    texts = [para.text for para in paras]
    again = next((n for n in range(first + 1, len(paras)) if texts[n] == texts[first]), len(paras))
    size = 0
    while again + size < len(paras) and first + size < again:
        if texts[first + size] != texts[again + size]:
            break
        size += 1
    is_quoted = size >= _LEAST_QUOTED and again - first > size
    last = first + size if is_quoted else first
    return [replace(para, lang="zh") if first <= n < last else para for n, para in enumerate(paras)]


def holds_both(text: str) -> bool:
    """Tell whether a text has a good share of each language."""
    amounts = weigh_languages(text)
    return min(amounts) > _BILINGUAL_SHARE * sum(amounts)


def number_paragraphs(paras: Sequence[Para]) -> list[Para]:
    """Return the paragraphs numbered in the order of the file, from 1.

    Those of one paragraph of the file have one number if its language changes once: then one half
    of it translates the other. If it changes more often, each has a number of its own.
    """
    numbered: list[Para] = []
    number = 0
    for _, group in groupby(paras, key=lambda para: para.paragraph):
        parts = list(group)
        changes = sum(above.lang != below.lang for above, below in pairwise(parts))
        for n, part in enumerate(parts):
            number += n == 0 or changes != 1
            numbered.append(replace(part, paragraph=number))
    return numbered


def is_bilingual(paras: Iterable[Para]) -> bool:
    """Tell whether each language has a good share of the text, in paragraphs of its own."""
    chinese = english = 0.0
    for para in paras:
        if para.kind == "provenance":
            continue
        weight = sum(weigh_languages(para.text))
        if para.lang == "zh":
            chinese += weight
        else:
            english += weight
    return min(chinese, english) > _BILINGUAL_SHARE * (chinese + english)


def _count_halved(paras: Iterable[Para]) -> int:
    """Return how many paragraphs are cut in two because sentences show both languages."""
    return sum(len(split_languages(para.text)) > 1 for para in paras)


def _takes_turns(paras: Sequence[Para], purpose: Purpose) -> bool:
    """Tell whether Chinese paragraphs and their English versions take turns."""
    matched = _measure_matched(paras)
    runs_match = purpose == "any" and matched >= _LEAST_MATCHED
    return runs_match or (matched >= _LEAST_MATCHED_IN_TURN and _alternates(paras))


def _measure_matched(paras: Iterable[Para]) -> float:
    """Return the share of the rarer language's text that has as much of the other beside it.

    A manual with code, or one that is translated in part, has as much of both languages as a text
    with its translation, but anywhere.
    """
    body = [para for para in paras if para.kind != "provenance"]
    amounts = [
        (lang == "zh", sum(sum(weigh_languages(para.text)) for para in run))
        for lang, run in groupby(body, key=lambda para: para.lang)
    ]
    smaller = min(sum(size for is_zh, size in amounts if is_zh is each) for each in (True, False))
    sizes = [size for _, size in amounts]
    matched = (
        sum(map(min, zip(sizes[first::2], sizes[first + 1 :: 2], strict=False))) for first in (0, 1)
    )
    return max(matched) / smaller if smaller else 0.0


def _alternates(paras: Iterable[Para]) -> bool:
    """Tell whether Chinese and English paragraphs alternate through the whole text."""
    body = [para for para in paras if para.kind != "provenance"]
    langs = [para.lang for para in body if detect_language(para.text)]
    changes = [above for above, below in pairwise(langs) if above != below]
    return len(changes) >= max(_LEAST_CHANGES, _ALTERNATING_SHARE * (len(langs) - 1))


def _split_paragraphs(paras: Sequence[Para], bracketed: BracketedPairs) -> list[Para]:
    """Return paragraphs of one language each, in order, with their languages.

    Rows `zh | en` and `zh en | 12` are cut, and so are paragraphs whose language changes, and those
    that hold translations in brackets. Labels that only name one of the two texts (中文版, “Chinese
    version”) become provenance.
    """
    split: list[Para] = []
    doubled = split_doubled_rows(paras)
    own = -len(paras)
    for number, para in enumerate(paras, 1):
        cells = para.cells or (para.text,)
        if para.kind == "provenance":
            split.append(para)
        elif number - 1 in doubled:
            split += doubled[number - 1]
        elif _only_names(cells):
            split += [
                Para(part, detect_language(part), "provenance", paragraph=para.paragraph)
                for part in cells
            ]
        elif _is_bilingual_row(para.cells):
            split += _split_row(para)
        elif para.cells:
            split.append(replace(para, lang=detect_language(para.text)))
        elif number - 1 in bracketed:
            for pair in bracketed[number - 1]:
                own -= 1
                split += [
                    replace(para, text=text, lang=detect_language(text), paragraph=own)
                    for text in pair
                ]
        else:
            parts = [(lang, text) for lang, text in split_languages(para.text) if text]
            if len(parts) == 1:
                parts = [(_detect(para.text), para.text)]
            # Two texts in one line are a pair, whatever lines stand beside it.
            own -= len(parts) == len(_BOTH)
            group = own if len(parts) == len(_BOTH) else para.paragraph
            split += [replace(para, text=text, lang=lang, paragraph=group) for lang, text in parts]
    return with_languages(split)


def with_languages(paras: Sequence[Para]) -> list[Para]:
    """Return the paragraphs, each with its language.

    A paragraph without letters (a date, a number) gets the language of the paragraph before it; the
    first paragraphs get that of the next one that has letters. A text without letters is taken as
    Chinese.
    """
    known: list[Para] = []
    before = ""
    for para in paras:
        before = para.lang or detect_language(para.text) or before
        known.append(para if para.lang == before else replace(para, lang=before))
    first = next((para.lang for para in known if para.lang), "zh")
    return [para if para.lang else replace(para, lang=first) for para in known]


def divide(paras: Sequence[Para]) -> tuple[list[Para], list[Para]]:
    """Return the Chinese paragraphs and the English paragraphs.

    A line that is only a URL counts as Chinese, because it is usually the URL of the Chinese
    original.
    """
    chinese: list[Para] = []
    english: list[Para] = []
    for para in paras:
        is_url = para.kind == "provenance" and not sum(weigh_languages(para.text))
        (chinese if is_url or para.lang == "zh" else english).append(para)
    return chinese, english


def find_urls(paras: Iterable[Para]) -> list[str]:
    """Return the URLs in the provenance paragraphs, in order."""
    return [
        url.rstrip(".,;")
        for para in paras
        if para.kind == "provenance"
        for url in _URL.findall(para.text)
    ]


def _only_names(parts: Sequence[str]) -> bool:
    """Tell whether the cells of a row, or a line, only name the two texts."""
    names = [part for part in parts if not _ABOVE_NUMBERS.fullmatch(part)]
    return bool(names) and all(_NAME.fullmatch(name) for name in names)


def _is_bilingual_row(cells: Sequence[str]) -> bool:
    """Tell whether a row has both a Chinese and an English cell."""
    return {_detect(cell) for cell in cells} >= _BOTH


def _detect(text: str) -> str:
    """Return the language of a text, for which names of files do not count."""
    return detect_language(_PATH.sub(" ", text)) or detect_language(text)


def _split_row(para: Para) -> list[Para]:
    """Return a bilingual row as paragraphs, one for each language in turn.

    Neighbouring cells of one language stay together as a table row, and cells without letters join
    the cells before them. A number in the first cell is put before the text of each language. A
    cell that tells how characters are read is a paragraph by itself.
    """
    runs: list[tuple[str, list[str]]] = []
    parted = False
    for cell in para.cells:
        lang = _detect(cell)
        if not cell:
            continue
        if is_reading_with_tones(cell):
            runs.append((lang, [cell]))
            parted = True
        elif runs and not parted and lang in (runs[-1][0], ""):
            runs[-1][1].append(cell)
        else:
            runs.append((lang, [cell]))
            parted = False
    if len(runs) > 1 and not runs[0][0]:
        (_, number), *rest = runs
        return [
            Para(" ".join([*number, *cells]), lang, paragraph=para.paragraph)
            for lang, cells in rest
        ]
    return [
        Para(
            " | ".join(cells),
            lang,
            "table_row" if len(cells) > 1 else None,
            paragraph=para.paragraph,
        )
        for lang, cells in runs
    ]


def repeated_numbers(paras: Sequence[Para]) -> list[str]:
    """Return the numbers in cells that `arrange` puts beside the texts of both languages.

    Each is returned once less than it stands in the result of `arrange`.
    """
    doubled = split_doubled_rows(paras)
    numbers = [shared_cells(paras[n]) for n in doubled]
    for n, para in enumerate(paras):
        is_halved = n not in doubled and _is_bilingual_row(para.cells)
        if is_halved and not detect_language(para.cells[0]):
            number = "".join(takewhile(lambda cell: not detect_language(cell), para.cells))
            numbers += [number] * (len(_split_row(para)) - 1)
    return numbers
