"""Manifests: tables that list the documents of an archive, a document in each row.

| column | what it is |
| --- | --- |
| `id` | name of the document: a-z, 0-9 and hyphens |
| `zh`, `en` | a file beside the manifest, in the raw directory or in a store, or a page's URL |
| `rendering` | id of the English version; `en` if there is no such column |
| `layout` | layout of a file that holds both languages |
| `title_zh`, `title_en` | titles |
| `belongs` | `true`: a person has checked that the two are versions of one text |
| any other | metadata; they are copied into `documents.csv` of the archive |

A manifest is a CSV or TSV file, JSON Lines, or TOML with tables `[[document]]`. Rows with one id
are renderings of one document; their Chinese text is the same file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from aigov_corpus.config import DocumentConfig, Rendering, Source
from aigov_corpus.config.ids import find_fault_of_id
from aigov_corpus.errors import InvalidInputError, NothingToDoError
from aigov_corpus.extraction.bilingual import check_layout
from aigov_corpus.files.addresses import path_of_file
from aigov_corpus.files.limits import (
    LARGEST_TEXT,
    naming_input,
    parse_json,
    parse_toml,
    read_limited,
)
from aigov_corpus.files.stores import (
    folder_in_store,
    is_in_store,
    join_store,
    read_from_store,
)
from aigov_corpus.importing.delimited import read_delimited

REQUIRED = ("id", "zh", "en")
"""Columns of every manifest."""
OPTIONAL = ("rendering", "layout", "title_zh", "title_en", "belongs")
"""Columns that this package knows besides."""

_DEFAULT_RENDERING = "en"
_URL = ("http://", "https://")
_TRUTHS = {"": False, "false": False, "no": False, "0": False}
_TRUTHS |= {"true": True, "yes": True, "1": True}
_BLANKS = b"\xef\xbb\xbf \t\r\n"
"""Bytes of a file without content: a byte-order mark and white space."""
_REMEDY = "give a table with the columns id, zh and en, a document in each row"


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of a manifest."""

    document: DocumentConfig
    metadata: Mapping[str, str] = field(default_factory=dict)
    """Values of the columns that this package does not know, by column."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a manifest, before it is checked."""

    place: str
    """Where it stands: `line 3`, `document[2]`."""
    values: Mapping[str, str]


def read_manifest(path: Path | str) -> tuple[Entry, ...]:
    """Return the documents of a manifest, in its order.

    Args:
        path: a CSV, TSV, JSON Lines or TOML file; one in a store (`s3://…`) is given as a text, and
            files in it that are named without a store lie beside it.

    Raises:
        InvalidInputError: it cannot be read, a column is missing, an id cannot be used or names two
            different documents; the error names the row.
        NothingToDoError: it lists no document.
    """
    name = str(path)
    rows = _open_rows(path)
    grouped: dict[str, list[_Row]] = {}
    for row in rows:
        _check(row, name)
        grouped.setdefault(row.values["id"], []).append(row)
    entries = tuple(_entry(group, name) for group in grouped.values())
    return entries if isinstance(path, Path) else tuple(_beside(each, path) for each in entries)


def _beside(entry: Entry, manifest: str) -> Entry:
    """Return a document whose files without a store lie beside a manifest in a store."""
    folder = folder_in_store(manifest)

    def place(source: Source) -> Source:
        if not source.file or is_in_store(source.file):
            return source
        return replace(source, file=join_store(folder, source.file))

    document = entry.document
    renderings = [replace(each, en=place(each.en)) for each in document.renderings]
    placed = replace(document, zh=place(document.zh), renderings=tuple(renderings))
    return replace(entry, document=placed)


def find_pages(path: Path) -> tuple[list[str], Path]:
    """Return the URLs in a manifest, and the raw directory into which `fetch` brings their pages.

    It is `data/raw` beside the manifest, where `batch` looks for pages. A row may still lack one of
    its two texts, as one of a list page does whose counterpart nobody has found yet.

    Raises:
        InvalidInputError: the manifest cannot be read, or a row names no text.
        NothingToDoError: it lists no document.
    """
    urls = []
    for row in _open_rows(path):
        sides = [row.values.get(side, "") for side in ("zh", "en")]
        if not any(sides):
            raise InvalidInputError(
                "zh and en are empty", source=str(path), place=row.place, remedy=_REMEDY
            )
        urls += [side for side in sides if side.lower().startswith(_URL)]
    return urls, path.parent / "data" / "raw"


def _open_rows(path: Path | str) -> list[_Row]:
    """Return the rows of a manifest, before they are checked."""
    name = str(path)
    if isinstance(path, Path):
        with naming_input(path):
            data = read_limited(path, limit=LARGEST_TEXT)
    else:
        data = read_from_store(path)
    if not data.strip(_BLANKS):
        raise InvalidInputError("it is empty", source=name, remedy=_REMEDY)
    rows = _read_rows(data, Path(name))
    if not rows:
        raise NothingToDoError("it lists no document", source=name, remedy=_REMEDY)
    return rows


def _read_rows(data: bytes, path: Path) -> list[_Row]:
    """Return the rows of a manifest, by its suffix; a file without a known one is read as CSV."""
    name, suffix = str(path), path.suffix.lower()
    if suffix == ".toml":
        tables = parse_toml(data, source=name).get("document", [])
        if not isinstance(tables, list):
            raise InvalidInputError(
                "document is no list of tables", source=name, remedy="write  [[document]]"
            )
        return [_row(f"document[{at}]", table, name) for at, table in enumerate(tables, 1)]
    if suffix in (".jsonl", ".ndjson"):
        return [
            _row(
                f"line {number}",
                parse_json(line, source=name, place=f"line {number}", remedy=_REMEDY),
                name,
            )
            for number, line in enumerate(data.split(b"\n"), 1)
            if line.strip()
        ]
    return _read_table(data, name)


def _read_table(data: bytes, name: str) -> list[_Row]:
    """Return the rows of a CSV or TSV file under the names of its first row."""
    try:
        try:
            read = read_delimited(data, name=name, columns=len(REQUIRED))
        except InvalidInputError:  # a column is missing, perhaps: then that is what to say
            read = read_delimited(data, name=name)
    except InvalidInputError as error:
        raise error.with_fields(remedy=_REMEDY) from error
    rows = read.rows
    if not rows:
        return []
    if read.has_nuls:
        raise InvalidInputError(
            "it has NUL characters", source=name, remedy="save it anew as UTF-8"
        )
    names = [cell.strip() for cell in rows[0].cells]
    if repeated := next((column for column in names if column and names.count(column) > 1), ""):
        raise InvalidInputError(
            f"there are two columns {repeated}",
            source=name,
            place=f"line {rows[0].number}",
            remedy="delete or rename one of them",
        )
    if missing := [column for column in REQUIRED if column not in names]:
        raise InvalidInputError(
            f"there is no column {' and no column '.join(missing)}",
            source=name,
            place=f"line {rows[0].number}",
            remedy=_REMEDY,
        )
    found: list[_Row] = []
    for row in rows[1:]:
        if len(row.cells) > len(names):
            raise InvalidInputError(
                f"the row has {len(row.cells)} cells, and the table {len(names)} columns",
                source=name,
                place=f"line {row.number}",
                remedy="put a cell that holds the delimiter in double quotes",
            )
        cells = [*row.cells, *[""] * (len(names) - len(row.cells))]
        values = dict(zip(names, map(str.strip, cells), strict=True))
        found.append(_Row(f"line {row.number}", values))
    return found


def _row(place: str, values: object, name: str) -> _Row:
    """Return an object of JSON or a table of TOML as a row, its values as texts."""
    if not isinstance(values, Mapping):
        raise InvalidInputError("it is no object", source=name, place=place, remedy=_REMEDY)
    texts = {}
    for key, value in values.items():
        if isinstance(value, (list, Mapping)):
            raise InvalidInputError(
                f"{key} is no single value",
                source=name,
                place=place,
                remedy="write a text or a number",
            )
        shown = "" if value is None else str(value)
        texts[str(key)] = (shown.lower() if isinstance(value, bool) else shown).strip()
    return _Row(place, texts)


def _check(row: _Row, name: str) -> None:
    """Raise an `InvalidInputError` if a row lacks a value or has a wrong one."""
    for column in REQUIRED:
        if not row.values.get(column):
            raise InvalidInputError(
                f"{column} is empty", source=name, place=row.place, remedy=_REMEDY
            )
    for column in ("id", "rendering"):
        value = row.values.get(column, "")
        if value and (fault := find_fault_of_id(value)):
            raise InvalidInputError(
                fault.reason, source=name, place=f"{row.place}, {column}", remedy=fault.remedy
            )
    if layout := row.values.get("layout"):
        check_layout(layout)
    if row.values.get("belongs", "").lower() not in _TRUTHS:
        raise InvalidInputError(
            f"belongs is '{row.values['belongs']}'",
            source=name,
            place=row.place,
            remedy="write true or false",
        )


def _entry(rows: Sequence[_Row], name: str) -> Entry:
    """Return the document that rows of one id describe.

    Raises:
        InvalidInputError: the rows name two Chinese texts, or one rendering twice.
    """
    first = rows[0]
    renderings: dict[str, Rendering] = {}
    for row in rows:
        if row.values["zh"] != first.values["zh"]:
            raise InvalidInputError(
                f"the id '{row.values['id']}' stands for another Chinese text at {first.place}",
                source=name,
                place=row.place,
                remedy="give each document an id of its own",
            )
        rendering = row.values.get("rendering") or _DEFAULT_RENDERING
        if rendering in renderings:
            raise InvalidInputError(
                f"the id '{row.values['id']}' was used before, with the same rendering",
                source=name,
                place=row.place,
                remedy="give each document an id of its own, or name its English versions in a "
                "column rendering",
            )
        renderings[rendering] = Rendering(
            rendering, _source(row, "en"), _TRUTHS[row.values.get("belongs", "").lower()]
        )
    document = DocumentConfig(
        id=first.values["id"],
        title_zh=first.values.get("title_zh", ""),
        title_en=first.values.get("title_en", ""),
        zh=_source(first, "zh"),
        renderings=tuple(renderings.values()),
    )
    known = {*REQUIRED, *OPTIONAL}
    return Entry(document, {key: text for key, text in first.values.items() if key not in known})


def _source(row: _Row, side: str) -> Source:
    """Return the source of one language."""
    value, layout = row.values[side], row.values.get("layout") or None
    if value.lower().startswith(_URL):
        return Source(url=value, layout=layout)
    return Source(file=path_of_file(value), layout=layout)
