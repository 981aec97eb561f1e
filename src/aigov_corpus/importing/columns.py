"""Find the columns of a table: by the names in its header, or by the language of its cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from aigov_corpus import patterns as re
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.exporting.rows import COLUMNS
from aigov_corpus.extraction.bilingual import holds_both
from aigov_corpus.importing.delimited import Row
from aigov_corpus.importing.variants import side_of
from aigov_corpus.records import Side
from aigov_corpus.text.language_codes import LANGUAGE_NAMES, normalise_code
from aigov_corpus.text.scripts import detect_language, weigh_languages

_SAMPLE_ROWS = 2_000
"""Rows from which the languages of the columns are found."""
_LONGEST_NAME = 40
"""Characters of the longest name of a column that is looked at."""
_LEAST_NAMES = 2
"""Cells of a first row that must be names of columns, so that it is a header."""
_MOST_ABOVE = 20
"""Rows above the names of the columns: a title, the day of an export."""
_LEAST_SHARE = 0.8
"""Share of the cells of a column that must be in its language, if its first cell is not."""
_LEAST_NUMBERS = 3
"""Cells without a letter below the first one that show that a column holds no text."""
_CHINESE = re.compile(
    r"chinese|mandarin|\b(?:zh|cn|ch[st])\b|中文|汉语|漢語|华语|華語", re.IGNORECASE
)
_ENGLISH = re.compile(r"english|\beng?\b|英文|英语|英語", re.IGNORECASE)
_LANGUAGE = re.compile(
    r"(?:(?:simplified|traditional|mandarin) )?chinese(?:[ ,-]+(?:simplified|traditional))?"
    r"|mandarin|(?:(?:american|british|us|uk) )?english"
    r"|(?:[简簡繁][体體]?)?(?:中文|[汉漢华華][语語])|(?:[美英][国國式])?英[语語文]",
    re.IGNORECASE,
)
"""The name of a language and nothing else."""
_BRACKETS = re.compile(r" *[(（\[][^()（）\[\]]*[)）\]]")
_TRADITIONAL = re.compile(r"traditional|繁體|繁体", re.IGNORECASE)
_SOURCE = re.compile(
    r"(?:source|src|original)(?:[ _-]?(?:text|segment|language))?|原文|源文|源语言", re.IGNORECASE
)
_TARGET = re.compile(
    r"(?:target|tgt|translation)(?:[ _-]?(?:text|segment|language))?|译文|譯文|目标语言",
    re.IGNORECASE,
)
_NOTE = re.compile(r"notes?|comments?|remarks?|备注|備註|注释|批注|说明", re.IGNORECASE)
_NUMBER = re.compile(r"#|no\.?|nr\.?|id|number|序号|序號|编号|編號", re.IGNORECASE)
_OF_LANGUAGE = re.compile(r"language|语言", re.IGNORECASE)
"""In the name of a column that says in which language the texts of another one are."""
_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_NAMED = re.compile(
    r"[a-z]{2,3}(?:[-_](?:han[st]|ch[st]|latn|cmn|yue|wuu|hak|nan|gan|hsn|min|lzh|cn|tw|hk|mo|sg|my"
    r"|us|gb|uk|au|ca|nz|i[eln]|za|p[hk]|ke|ng|jm|tt|bz|zw|gh|mt"
    r"|a[et]|be|de|dk|fi|fr|nl|se|001|029|150))*",
    re.IGNORECASE,
)
"""A code with scripts, regions and kinds of Chinese and English.

With other parts it names no text, though they be codes of regions, too: `zh_id`, `en_no`."""
_SCORE = re.compile(r"0(?:\.\d+)?|1(?:\.0+)?")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table holds what; columns are counted from 0."""

    places: dict[Side, int]
    """The columns of the Chinese and the English text."""
    languages: dict[Side, str]
    """Language codes of the two, as the header has them; `zh` and `en` if it has none."""
    source_side: Side
    """The side that is the source: as the header says, or the left one."""
    header: Row | None = None
    """The row with the names; None if the table has none."""
    above: Sequence[Row] = ()
    """Rows above the one with the names, such as a title."""
    facts: dict[int, str] = field(default_factory=dict)
    """Further columns that are read, each with the column of the pair that it fills."""
    left_out: dict[int, str] = field(default_factory=dict)
    """Further columns that hold text and are not read, with their names."""


class MissingColumnError(InvalidInputError):
    """A table in which no column holds one of the languages."""


def find_columns(rows: Sequence[Row], *, name: str) -> Columns:
    """Return which column of a table holds what.

    Raises:
        InvalidInputError: no column is Chinese, or none is English.
    """
    first = find_header(rows, _names_both)
    if first + 1 < len(rows) and _names_languages(rows[first + 1], below=rows[first]):
        first += 1  # below names such as Source and Target stand those of the languages
    above, rows = rows[:first], rows[first:]
    header = [cell.strip() for cell in rows[0].cells]
    named = _read_names(header)
    body = rows[1:] if named.is_header else rows
    weights = _weigh(body[:_SAMPLE_ROWS] or rows)
    if named.is_header:
        for at in _forget_codes(named, body):
            weights[at] = (0.0, 0.0)
    else:
        for at in _find_numbers(body[:_SAMPLE_ROWS]):
            weights[at] = (0.0, 0.0)
    places = _find_sides(named, weights)
    for side in ("zh", "en"):
        if side not in places:
            raise _say_missing(side, body[:_SAMPLE_ROWS] or rows, name)
    is_header = named.is_header or _looks_like_header(rows, places)
    source_side = named.source_side(places) or ("zh" if places["zh"] < places["en"] else "en")
    facts, left_out = _find_facts(rows, header if is_header else [], places, weights)
    return Columns(
        places=places,
        languages={side: named.codes.get(at, side) for side, at in places.items()},
        source_side=source_side,
        header=rows[0] if is_header else None,
        above=above,
        facts=facts,
        left_out=left_out,
    )


def _say_missing(side: str, rows: Sequence[Row], name: str) -> InvalidInputError:
    """Return the error about a table that has no column in a language."""
    cells = zip_longest(*(row.cells for row in rows), fillvalue="")
    texts = {
        number: text for number, column in enumerate(cells, 1) if (text := " ".join(column).strip())
    }
    largest = max(texts, key=lambda number: len(texts[number]), default=0)
    if largest and holds_both(texts[largest]):
        return InvalidInputError(
            f"its column {largest} holds both Chinese and English",
            source=name,
            remedy="give each language a column of its own; or save that column as text "
            "(.txt) and pair its two texts with  aigov-corpus align",
        )
    return MissingColumnError(
        f"it has no column with {LANGUAGE_NAMES[side]} text among its {len(texts)} columns",
        source=name,
        remedy="give a table with a Chinese and an English text in each row; a text and its "
        "translation are made one with  aigov-corpus align SRC TGT --out pairs.tmx",
    )


@dataclass(slots=True)
class _Names:
    """What the names in a first row say."""

    sides: dict[int, Side] = field(default_factory=dict)
    codes: dict[int, str] = field(default_factory=dict)
    source: int | None = None
    target: int | None = None
    others: int = 0
    """Names of columns with other things: notes, numbers, columns of an export."""

    @property
    def is_header(self) -> bool:
        """Whether the row is a header: two of its cells are names of different columns."""
        ends = sum(end is not None for end in (self.source, self.target))
        return len(self.sides) + ends + self.others >= _LEAST_NAMES

    def source_side(self, places: dict[Side, int]) -> Side | None:
        """Return the side that the header names as the source; None if it names none."""
        for side, at in places.items():
            if at == self.source:
                return side
        return None


def _read_names(header: Sequence[str]) -> _Names:
    """Return what the cells of a row say if they are names of columns."""
    names = _Names()
    for at, cell in enumerate(header):
        if len(cell) > _LONGEST_NAME:
            continue
        if _SOURCE.fullmatch(cell):
            names.source = _choose_text(header, names.source, at)
        elif _TARGET.fullmatch(cell):
            names.target = _choose_text(header, names.target, at)
        elif code := code_of(cell):
            side = side_of(code)
            if side and side not in names.sides.values():
                names.sides[at], names.codes[at] = side, code
        elif _NOTE.fullmatch(cell) or _NUMBER.fullmatch(cell) or cell in COLUMNS:
            names.others += 1
    return names


def _choose_text(header: Sequence[str], known: int | None, at: int) -> int:
    """Return the first of two columns, or the second if only the first names languages."""
    return at if known is None or _OF_LANGUAGE.search(header[known]) else known


def find_header(rows: Sequence[Row], has_names: Callable[[Row], bool]) -> int:
    """Return the index of the row with the names of the columns; 0 if none is found.

    Rows above it, such as a title or the day of an export, are no part of the table.

    Args:
        rows: the rows, without empty ones.
        has_names: tells whether the cells of a row are names of columns.
    """
    return next((at for at, row in enumerate(rows[: _MOST_ABOVE + 1]) if has_names(row)), 0)


def _names_both(row: Row) -> bool:
    """Tell whether a row names the columns of both languages, or of source and target."""
    named = _read_names([cell.strip() for cell in row.cells])
    has_ends = named.source is not None and named.target is not None
    return len(named.sides) == len(("zh", "en")) or has_ends


def _names_languages(row: Row, *, below: Row) -> bool:
    """Tell whether a row names the columns of both languages, and holds nothing but names.

    Texts such as 中文版, English version are no names. Below a row that names the languages
    already, only codes are.
    """
    cells = [cell.strip() for cell in row.cells]
    named = _read_names(cells)
    above = _read_names([cell.strip() for cell in below.cells])
    is_named = len(above.sides) == len(("zh", "en"))
    sides = [at for at in named.sides if _is_language(cells[at], only_code=is_named)]
    return len(sides) == len(("zh", "en")) and len(sides) + named.others == sum(map(bool, cells))


def _is_language(cell: str, *, only_code: bool) -> bool:
    """Tell whether a cell is nothing but the code or the name of a language."""
    if _CODE.fullmatch(cell):
        return True
    return not only_code and _LANGUAGE.fullmatch(_BRACKETS.sub("", cell)) is not None


def _forget_codes(named: _Names, body: Sequence[Row]) -> list[int]:
    """Forget the names of columns whose cells are language codes and no texts; return the columns.

    A memory of Wordfast has the language of each text beside it.
    """
    found = []
    for at in list(named.sides):
        cells = [cell for row in body[:_SAMPLE_ROWS] if (cell := row.cell(at))]
        if cells and all(_CODE.fullmatch(cell) and side_of(cell) for cell in cells):
            del named.sides[at], named.codes[at]
            named.others += 1
            found.append(at)
    return found


def _find_numbers(rows: Sequence[Row]) -> list[int]:
    """Return the columns whose first cell is a name, and all others numbers or the like."""
    found = []
    for at in range(len(rows[0].cells) if rows else 0):
        below = [cell for row in rows[1:] if (cell := row.cell(at))]
        if len(below) >= _LEAST_NUMBERS and not any(any(weigh_languages(cell)) for cell in below):
            found.append(at)
    return found


def code_of(cell: str) -> str:
    """Return the language code that a name of a column says, or an empty string."""
    if _CODE.fullmatch(cell) and side_of(cell):
        return normalise_code(cell) if _NAMED.fullmatch(cell) else ""
    is_chinese, is_english = bool(_CHINESE.search(cell)), bool(_ENGLISH.search(cell))
    if is_chinese == is_english:
        return ""
    if is_english:
        return "en"
    return "zh-Hant" if _TRADITIONAL.search(cell) else "zh"


def find_source_and_target(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names that mean the source and the target; none unless there is one for each."""
    named = [name for name in names if not _OF_LANGUAGE.search(name)]
    found = [[each for each in named if each_is.fullmatch(each)] for each_is in (_SOURCE, _TARGET)]
    return tuple(name for (name,) in found) if all(len(one) == 1 for one in found) else ()


def _weigh(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """Return the amounts of Chinese and of English in each column."""
    width = max(len(row.cells) for row in rows)
    weights = [[0.0, 0.0] for _ in range(width)]
    for row in rows:
        for at, cell in enumerate(row.cells):
            chinese, english = weigh_languages(cell)
            if chinese >= english:
                weights[at][0] += chinese
            else:
                weights[at][1] += english
    return [(chinese, english) for chinese, english in weights]


def _find_sides(named: _Names, weights: Sequence[tuple[float, float]]) -> dict[Side, int]:
    """Return the column of each side, by its name or else by its language."""
    places: dict[Side, int] = (
        {side: at for at, side in named.sides.items()} if (named.is_header) else {}
    )
    candidates = range(len(weights))
    if named.is_header and None not in (named.source, named.target):
        candidates = [named.source, named.target]  # type: ignore[assignment]
    for side, wanted in (("zh", 0), ("en", 1)):
        best = max(
            (
                at
                for at in candidates
                if at not in places.values() and weights[at][wanted] > weights[at][1 - wanted]
            ),
            key=lambda at: weights[at][wanted],
            default=None,
        )
        if side not in places and best is not None:
            places[side] = best  # type: ignore[index]
    return places


def _looks_like_header(rows: Sequence[Row], places: dict[Side, int]) -> bool:
    """Tell whether a first row is short, and in one language where all others are in two."""
    first = {side: rows[0].cell(at) for side, at in places.items()}
    wrong = [side for side, cell in first.items() if detect_language(cell) not in (side, "")]
    if not wrong or len(rows) <= 2 or any(len(cell) > _LONGEST_NAME for cell in first.values()):
        return False
    for side in wrong:
        cells = [row.cell(places[side]) for row in rows[1:_SAMPLE_ROWS]]
        held = [cell for cell in cells if detect_language(cell)]
        right = sum(detect_language(cell) == side for cell in held)
        if right < _LEAST_SHARE * len(held):
            return False
    return True


def _find_facts(
    rows: Sequence[Row],
    header: Sequence[str],
    places: dict[Side, int],
    weights: Sequence[tuple[float, float]],
) -> tuple[dict[int, str], dict[int, str]]:
    """Return the further columns that are read, and those with text that are not."""
    facts: dict[int, str] = {}
    left_out: dict[int, str] = {}
    for at in range(len(weights)):
        title = header[at] if at < len(header) else ""
        cells = [cell for row in rows[bool(header) :] if (cell := row.cell(at))]
        if at in places.values() or not cells:
            continue
        if title in COLUMNS and title not in ("zh", "en") and title not in facts.values():
            facts[at] = title
        elif _NOTE.fullmatch(title) and "comment" not in facts.values():
            facts[at] = "comment"
        elif not header and "score" not in facts.values() and all(map(_SCORE.fullmatch, cells)):
            facts[at] = "score"
        else:
            left_out[at] = title
    return facts, left_out
