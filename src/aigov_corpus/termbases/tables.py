"""Termbases as tables: the rows of CSV, TSV and XLSX files, with a column for each kind of term."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.importing.columns import Columns, find_columns, find_header
from aigov_corpus.importing.delimited import Row
from aigov_corpus.records import Side
from aigov_corpus.termbases.collecting import Collected, read_part_of_speech
from aigov_corpus.termbases.entries import TermEntry

COLUMNS = (
    "zh",
    "en",
    "allowed_zh",
    "allowed_en",
    "forbidden_zh",
    "forbidden_en",
    "part_of_speech",
    "note",
)
"""Columns of a termbase, in order. A semicolon stands between several terms of a cell."""
_CHINESE = "zh|cn|chinese|source_?zh|中文|汉语|漢語"
_ENGLISH = "en|english|英文|英语|英語"
_SIDE = f"(?:(?P<zh>{_CHINESE})|(?P<en>{_ENGLISH})|source|target|term)?"
_SIDES = {"zh": _CHINESE, "en": _ENGLISH, "source": "source|src|原文", "target": "target|tgt|译文"}
"""Patterns for the names of the columns with the terms."""
_KINDS = {
    "allowed": "allowed|admitted|variants?|synonyms?|alternatives?|允许|允許|变体|同义词|同義詞",
    "forbidden": "forbidden|prohibited|deprecated|banned|do_?not_?use|禁用|禁止|不用",
}
_NAMES = {
    "part_of_speech": "part_?of_?speech|pos|word_?class|词性|詞性",
    "note": "notes?|comments?|remarks?|definitions?|descriptions?|备注|備註|注释|说明|定义",
    "status": "status|usage(?:_?status)?|administrative_?status|term_?status|状态|狀態",
}
_NO_LETTER = re.compile(r"[\W_]+")
_SPLIT = re.compile(r"(?<!\\)[;；]")
_LONGEST_CELL = 20_000
"""Characters of the longest cell that may be a list of terms."""
_ESCAPED = re.compile(r"\\([;；|\\])")
_TO_ESCAPE = re.compile(r"[;；|\\]")
_FORBIDDEN = re.compile(
    "forbidden|prohibited|deprecated|superseded|obsolete|not recommended|do not use|banned"
    "|禁用|禁止|不用|废弃",
    re.IGNORECASE,
)
"""Words of a status with which the translation of the row must not be used."""


def join_terms(terms: Iterable[str]) -> str:
    r"""Return terms as one cell; a semicolon inside a term is written `\;`, a bar `\|`."""
    return "; ".join(_TO_ESCAPE.sub(r"\\\g<0>", term) for term in terms)


def split_terms(cell: str) -> tuple[str, ...]:
    """Return the terms of a cell."""
    if len(cell) > _LONGEST_CELL:  # no list of terms; as one term it is too long, and told so
        return (cell,)
    parts = (_ESCAPED.sub(r"\1", part).strip() for part in _SPLIT.split(cell))
    return tuple(part for part in parts if part)


def to_cells(entry: TermEntry) -> list[str]:
    """Return the cells of an entry, in the order of `COLUMNS`."""
    return [
        join_terms(entry.zh[:1]),
        join_terms(entry.en[:1]),
        join_terms(entry.zh[1:]),
        join_terms(entry.en[1:]),
        join_terms(entry.forbidden_zh),
        join_terms(entry.forbidden_en),
        entry.part_of_speech,
        entry.note,
    ]


@dataclass(slots=True)
class _Header:
    """Which columns of a table hold something else than the preferred terms."""

    kinds: dict[int, tuple[str, Side | None]] = field(default_factory=dict)
    """Columns of further terms: `allowed` or `forbidden`, and the language; None for that of the
    translation."""
    names: dict[str, int] = field(default_factory=dict)
    """The columns of the part of speech, the note and the status."""


def read_table(
    rows: Sequence[Row],
    collected: Collected,
    *,
    name: str,
    read_comment: Callable[[str], dict[str, Any]] | None = None,
) -> None:
    """Collect the entries of a table.

    Columns are found by their names, or by the language of their cells. Other columns are left out.

    Args:
        rows: the rows, without empty ones.
        collected: gets the entries and the notes.
        name: name of the file, for messages.
        read_comment: of a glossary, whose cells hold one term each, the function that returns what
            a comment says, by the fields of an entry.

    Raises:
        InvalidInputError: no column is Chinese, or none is English.
    """
    if not rows:
        raise InvalidInputError("it is empty", source=name, remedy="give a table with zh and en")
    is_glossary = read_comment is not None
    if not is_glossary and (above := find_header(rows, has_names)):
        collected.note(f"rows above the names of the columns were left out: {above}")
        rows = rows[above:]
    header = _Header(names={"note": 2}) if is_glossary else _read_header(rows[0].cells)
    others = {*header.kinds, *header.names.values()}
    width = 2 if is_glossary else max(len(row.cells) for row in rows)
    kept = [at for at in range(width) if at not in others]
    reduced = [Row(row.number, [row.cell(at) for at in kept]) for row in rows]
    if not is_glossary and has_names(rows[0]):
        reduced[0] = Row(rows[0].number, [_plain_name(cell) for cell in reduced[0].cells])
    columns = find_columns(reduced, name=name)
    is_header = not is_glossary and (columns.header is not None or bool(others))
    places = {side: kept[at] for side, at in columns.places.items()}
    left_out = [
        rows[0].cell(kept[at]) or str(kept[at] + 1)
        for at in columns.left_out
        if is_header and columns.facts.get(at) is None
    ]
    if left_out:
        collected.note(f"columns that were left out: {', '.join(left_out)}")
    target: Side = "en" if columns.source_side == "zh" else "zh"
    if not is_header and "note" not in header.names:
        header.names |= _find_comment(columns, kept)
    for row in rows[1:] if is_header else rows:
        if read_comment is None:
            _read_row(row, places, header, target, collected)
        else:
            zh, en = row.cell(places["zh"]), row.cell(places["en"])
            facts = read_comment(row.cell(header.names["note"]))
            collected.add(f"line {row.number}", zh=(zh,), en=(en,), **facts)


def has_names(row: Row) -> bool:
    """Tell whether the cells of a row are names of columns."""
    header = _read_header(row.cells)
    sides = sum(_plain_name(cell) in ("zh", "en", "source", "target") for cell in row.cells)
    return sides + len(header.kinds) + len(header.names) > 1


def _plain_name(cell: str) -> str:
    """Return `zh`, `en`, `source` or `target` for the name of a column, else the cell."""
    key = _key(cell)
    for name, pattern in _SIDES.items():
        if re.fullmatch(f"(?:{pattern})(?:_?(?:terms?|术语|術語))?", key):
            return name
    return cell


def _key(cell: str) -> str:
    """Return the name of a column in small letters, with `_` for blanks and marks."""
    return _NO_LETTER.sub("_", cell.strip().lower()).strip("_")


def _find_comment(columns: Columns, kept: Sequence[int]) -> dict[str, int]:
    """Return the column of the comment of a table without header: the third one of a glossary."""
    rest = [at for at in range(len(kept)) if at not in columns.places.values()]
    return {"note": kept[rest[0]]} if rest else {}


def _read_header(cells: Sequence[str]) -> _Header:
    """Return what the names in a first row say; nothing if they are no names."""
    header = _Header()
    for at, cell in enumerate(cells):
        key = _key(cell)
        for name, pattern in _NAMES.items():
            if re.fullmatch(pattern, key) and name not in header.names:
                header.names[name] = at
        for kind, pattern in _KINDS.items():
            before = re.fullmatch(f"{_SIDE}_?(?:{pattern})(?:_?(?:terms?|译法|譯法))?", key)
            behind = re.fullmatch(f"(?:{pattern})_?{_SIDE}(?:_?(?:terms?|译法|譯法))?", key)
            if found := before or behind:
                side: Side | None = "zh" if found["zh"] else "en" if found["en"] else None
                header.kinds[at] = (kind, side)
    return header


def _read_row(
    row: Row, places: dict[Side, int], header: _Header, target: Side, collected: Collected
) -> None:
    """Collect the entry of a row."""
    forms = {side: split_terms(row.cell(at)) for side, at in places.items()}
    forbidden: dict[Side, tuple[str, ...]] = {"zh": (), "en": ()}
    for at, (kind, side) in header.kinds.items():
        terms = split_terms(row.cell(at))
        if kind == "allowed":
            forms[side or target] += terms
        else:
            forbidden[side or target] += terms
    facts = {name: row.cell(at) for name, at in header.names.items()}
    if _FORBIDDEN.search(facts.get("status", "")):
        forbidden[target] += forms[target]
        forms[target] = ()
    collected.add(
        f"line {row.number}",
        zh=forms["zh"],
        en=forms["en"],
        forbidden_zh=forbidden["zh"],
        forbidden_en=forbidden["en"],
        part_of_speech=read_part_of_speech(facts.get("part_of_speech", "")),
        note=facts.get("note", ""),
    )
