"""Files that hold both languages: paragraph by paragraph, in the rows of a table, or in two columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from aigov_corpus.errors import UnknownNameError
from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.extraction.plain import is_wrapped, join_wrapped, paragraphs, read_lines
from aigov_corpus.text.scripts import detect_language, split_languages, weigh_languages

Layout = Literal["interleaved", "table", "two-column", "plain"]
LAYOUTS: tuple[Layout, ...] = ("interleaved", "table", "two-column", "plain")

_ADDRESS = re.compile(r"https?://[^\s，。；）)]+")
# What a bilingual file calls its sides, at the head of a table or above each.
_NAME = re.compile(
    r"[（(【\[]?(?:(?:中文|英文|汉语|英语|原文|译文)(?:版|文本|版本)?"
    r"|(?:Chinese|English|Original|Translation)(?: version| text)?)[）)】\]]?\s*[:：]?",
    re.IGNORECASE,
)
_GAP = re.compile(r"\t+|[ \u3000\xa0]{2,}")
_COLUMN_SHARE = 0.5
_BILINGUAL_SHARE = 0.15


def check_layout(layout: str | None) -> None:
    """Raise UnknownNameError if there is no layout of that name."""
    if layout is not None and layout not in LAYOUTS:
        raise UnknownNameError("layout", layout, LAYOUTS)


def read_text(text: str, *, layout: str | None = None) -> tuple[list[Para], str | None]:
    """Return the paragraphs of a plain text, and its layout where the lines alone tell it."""
    if layout == "two-column" or (layout is None and _has_columns(text)):
        return _columns(text), "two-column"
    return paragraphs(text, markdown=True if layout == "table" else None), layout


def arrange(paras: list[Para], *, layout: str | None = None) -> tuple[list[Para], str]:
    """Give paragraphs their languages, and say in which layout they stand.

    `plain` (one language) leaves every paragraph whole; the other layouts cut where the language changes.
    """
    if layout == "two-column":
        return with_language(paras), layout
    if layout == "plain":
        return with_language(paras), "plain"
    if layout is None:
        rows = sum(_bilingual_row(para.cells) for para in paras)
        layout = "table" if rows > len(paras) / 2 else "interleaved"
    split = split_paragraphs(paras)
    if layout == "interleaved" and not is_bilingual(split):
        return with_language(paras), "plain"
    return split, "table" if layout == "table" else "interleaved"


def is_bilingual(paras: Iterable[Para]) -> bool:
    """Whether both languages have a fair share of the text, in paragraphs of their own."""
    han = latin = 0.0
    for para in paras:
        if para.kind == "provenance":
            continue
        both = weigh_languages(para.text)
        if para.lang == "zh":
            han += sum(both)
        else:
            latin += sum(both)
    return min(han, latin) > _BILINGUAL_SHARE * (han + latin)


def split_paragraphs(paras: Iterable[Para]) -> list[Para]:
    """Give each paragraph its language; cut rows of `zh | en` and paragraphs where both run together."""
    found: list[Para] = []
    for para in paras:
        if para.kind == "provenance":
            found.append(para)
        elif all(_NAME.fullmatch(part) for part in para.cells or (para.text,)):
            found += [
                Para(part, kind="provenance", lang=detect_language(part))
                for part in para.cells or (para.text,)
            ]
        elif _bilingual_row(para.cells):
            found += _row(para)
        elif para.cells:
            found.append(replace(para, lang=detect_language(para.text)))
        else:
            found += [
                replace(para, text=text, lang=lang)
                for lang, text in split_languages(para.text)
                if text
            ]
    return with_language(found)


def with_language(paras: Sequence[Para]) -> list[Para]:
    """Give each paragraph its language; one without letters (a date, a number) has its neighbour's."""
    found: list[Para] = []
    for para in paras:
        lang = para.lang or detect_language(para.text)
        found.append(replace(para, lang=lang or (found[-1].lang if found else "")))
    after = "zh"
    for n in range(len(found) - 1, -1, -1):
        after = found[n].lang or after
        found[n] = replace(found[n], lang=after)
    return found


def divide(paras: Sequence[Para]) -> tuple[list[Para], list[Para]]:
    """Return the Chinese paragraphs and the English; an address alone goes with the Chinese original."""
    chinese: list[Para] = []
    english: list[Para] = []
    for para in paras:
        address = (
            para.kind == "provenance"
            and not weigh_languages(para.text)[0] + weigh_languages(para.text)[1]
        )
        (chinese if address or para.lang == "zh" else english).append(para)
    return chinese, english


def addresses(paras: Iterable[Para]) -> list[str]:
    """Return the web addresses that provenance lines name, in order."""
    return [
        found.rstrip(".,;")
        for para in paras
        if para.kind == "provenance"
        for found in _ADDRESS.findall(para.text)
    ]


def _bilingual_row(cells: Sequence[str]) -> bool:
    langs = {detect_language(cell) for cell in cells if cell}
    return {"zh", "en"} <= langs


def _row(para: Para) -> list[Para]:
    """A row's cells as paragraphs of their languages; neighbours of one language stay one table row."""
    parts: list[tuple[str, list[str]]] = []
    for cell in para.cells:
        lang = detect_language(cell)
        if not cell:
            continue
        if parts and (parts[-1][0] == lang or not lang):
            parts[-1][1].append(cell)
        else:
            parts.append((lang, [cell]))
    if len(parts) > 1 and not parts[0][0]:  # a number in the first column belongs to both
        number = parts.pop(0)[1]
        parts = [(lang, [*number, *cells]) for lang, cells in parts]
        return [Para(" ".join(cells), lang=lang) for lang, cells in parts]
    return [
        Para(" | ".join(cells), lang=lang, kind="table_row" if len(cells) > 1 else None)
        for lang, cells in parts
    ]


def _halves(line: str) -> tuple[str, str] | None:
    """The two columns of a line (either may be empty), or None if it has no gap between languages."""
    for gap in _GAP.finditer(line):
        left, right = line[: gap.start()].strip(), line[gap.end() :].strip()
        if not right:
            continue
        if not left:
            return (left, right) if gap.end() >= 8 or "\t" in gap.group() else None
        if {detect_language(left), detect_language(right)} == {"zh", "en"}:
            return left, right
    return None


def _has_columns(text: str) -> bool:
    lines = [line for chunk in read_lines(text) for line in chunk]
    pairs = [halves for line in lines if (halves := _halves(line)) and all(halves)]
    return len(pairs) >= 2 and len(pairs) >= _COLUMN_SHARE * len(lines)


def _columns(text: str) -> list[Para]:
    """Read two columns side by side: each column's lines are joined where they were wrapped."""
    paras: list[Para] = []
    for chunk in read_lines(text):
        sides: dict[str, list[str]] = {}
        for line in chunk:
            halves = _halves(line)
            for part in halves if halves else (line,):
                if part.strip():
                    lang = detect_language(part) or next(reversed(sides), "zh")
                    sides.setdefault(lang, []).append(part.strip())
        for lang, lines in sides.items():
            whole = (
                join_wrapped(lines)
                if len(lines) > 1 and is_wrapped([lines] * 3, least=0)
                else lines
            )
            paras += [Para(line, lang=lang) for line in whole]
    return with_language([paragraphs(para.text, markdown=False)[0] for para in paras])
