"""Read files of aligned texts: which format a file has, and the pairs that it holds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from aigov_corpus import patterns as re
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.files.limits import LARGEST_TEXT, naming_input, read_limited
from aigov_corpus.files.names import readable_name
from aigov_corpus.importing.given import GivenUnit, Origin, find_exchanged, find_foreign, make_pairs
from aigov_corpus.importing.several_files import LINKS, find_main_file
from aigov_corpus.importing.variants import AlignedTexts
from aigov_corpus.records import Pair
from aigov_corpus.text.counting import counted
from aigov_corpus.text.row_numbers import describe_rows

FORMATS = (
    *("tmx", "xliff", "po", "xlsx", "ods", "docx", "csv", "tsv", "jsonl", "parquet", "xces"),
    "moses",
)
"""Names of the formats that are read."""

_RENDERING = "given"
"""Id of the rendering of pairs whose file names none."""
_ZIP = b"PK\x03\x04"
_HEAD = 1 << 16
"""Bytes from which the format of a file is found."""
_FIRST_ELEMENT = re.compile(r"<([A-Za-z_][\w.:-]*)")
_REMEDY = (
    "give a TMX, XLIFF, XLSX, ODS, CSV or TSV file with Chinese and English texts, or pair two "
    "texts with  aigov-corpus align"
)
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "an old Office file", "save it as .xlsx"),
    (b"%PDF", "a PDF", "align the two texts with  aigov-corpus align"),
    (b"\x1f\x8b", "compressed with gzip", "unpack it"),
    (b"SQLite format 3", "a database, as Trados keeps its memories", "export it there as TMX"),
)
"""First bytes of files that are not read, with what they are and a remedy."""


@dataclass(frozen=True, slots=True)
class AlignedFile:
    """The pairs of one file, and what a reader should know about them."""

    pairs: tuple[Pair, ...]
    format: str
    """One of `FORMATS`."""
    notes: tuple[str, ...]
    """Sentences about what is not as one would expect, or was left out."""


def read_aligned_file(path: Path, *, wanted: Sequence[str] = ()) -> AlignedFile:
    """Return the pairs of a file of aligned texts, in its order.

    The content decides about the format, and not the name. A file that `export` wrote gives the
    same pairs again; TMX has no ids of sentences and no evidence, and so gives none.

    Args:
        path: the file; of a format of several files one of them, or what their names share.
        wanted: language codes of source and target, as `given.read_languages` returns them.

    Raises:
        InvalidInputError: the file cannot be read, is of another kind, or lacks one of the
            languages.
        UsageError: the languages are not Chinese and English, or the file has none of that code.
    """
    if main := find_main_file(path):
        return _read_several(main, wanted, form="xces" if LINKS.fullmatch(main.name) else "moses")
    with naming_input(path):
        data = read_limited(path, limit=LARGEST_TEXT)
    data, member = _unpack(data, name=path.name)
    form = find_format(data, name=member or path.name)
    if form == "xces":
        return _read_several(path, wanted, form=form)
    try:
        read = _READERS[form](data, path, wanted)
    except InvalidInputError as error:
        raise error.with_fields(source=path) from error
    if isinstance(read, AlignedFile):
        found = read
    else:
        found = AlignedFile(_make(read, data, path), form, read.notes)
    if member:
        found = replace(found, notes=(f"read from the archive: {member}", *found.notes))
    return _check(found, path)


def _unpack(data: bytes, *, name: str) -> tuple[bytes, str]:
    """Return data and name of the one file of aligned texts in an archive; others as they are."""
    from aigov_corpus.importing.archives import find_zip_kind, unpack_aligned

    if not data.startswith(_ZIP) or find_zip_kind(data):
        return data, ""
    return unpack_aligned(data, name=name) or (data, "")


def _read_several(path: Path, wanted: Sequence[str], *, form: str) -> AlignedFile:
    """Return the pairs of a format that has several files.

    Args:
        path: the file of links of XCES, or one of two files of lines.
        wanted: language codes of source and target.
        form: `xces` or `moses`.
    """
    from aigov_corpus.importing.line_files import read_line_files
    from aigov_corpus.importing.xces import read_xces

    read = read_xces if form == "xces" else read_line_files
    try:
        texts, data = read(path, wanted=wanted)
    except InvalidInputError as error:
        raise error.with_fields(source=error.source or path) from error
    return _check(AlignedFile(_make(texts, data, path), form, texts.notes), path)


def _check(found: AlignedFile, path: Path) -> AlignedFile:
    """Return what was read, with a sentence about it; raise an error if it has no pair."""
    if not found.pairs:
        raise InvalidInputError("it holds no pair of texts", source=path, remedy=_REMEDY)
    notes = [_describe(found), *found.notes]
    if exchanged := find_exchanged(found.pairs):
        notes.append(
            f"{describe_rows(exchanged)}: Chinese characters stand in the text that the file calls "
            "English, and none in the one that it calls Chinese; if the two are exchanged, correct "
            "the languages in the file"
        )
    known = {"", *(pair.pair_id for pair in found.pairs)}
    lost = [at for at, pair in enumerate(found.pairs, 1) if pair.moved_to not in known]
    if lost:
        notes.append(
            f"{describe_rows(lost)}: moved_to names a unit that the file does not have; it leads "
            "nowhere here"
        )
    for what, rows in find_foreign(found.pairs):
        notes.append(
            f"{describe_rows(rows)}: {what}; checks and principles are made for Chinese and "
            "English; correct the texts, or the languages that the file names"
        )
    return replace(found, notes=tuple(notes))


def find_format(data: bytes, *, name: str) -> str:
    """Return the format of a file of aligned texts: one of `FORMATS`.

    Raises:
        InvalidInputError: it is of another kind; the error says what helps.
    """
    from aigov_corpus.extraction.file_kinds import is_catalogue
    from aigov_corpus.extraction.source_kinds import find_source_kind
    from aigov_corpus.files.damaged_zip import require_whole_zip
    from aigov_corpus.importing.archives import find_zip_kind

    if data.startswith(_ZIP):
        kind = find_zip_kind(data)
        if kind in ("xlsx", "ods", "docx"):
            return kind
        require_whole_zip(data, name=name)
        raise _refusal("a zip archive", name, _REMEDY)
    if data.startswith(b"PAR1"):
        return "parquet"
    for magic, kind, remedy in _OTHERS:
        if data.startswith(magic):
            raise _refusal(kind, name, remedy)
    head = _decode_head(data)
    if head.startswith("<"):
        found = _FIRST_ELEMENT.search(re.sub(r"<!--.*?-->|<[!?][^>]*>", "", head, flags=re.DOTALL))
        element = found[1].rpartition(":")[2] if found else ""
        if element in ("tmx", "xliff"):
            return element
        if element == "cesAlign":
            return "xces"
        if source := find_source_kind(head):
            raise _refusal(source.name, name, source.remedy)
        if element or not head.startswith(("<?xml", "<!")):
            raise _refusal(f"XML or HTML with the first element <{element[:40]}>", name, _REMEDY)
        return "xliff" if name.lower().endswith(("xliff", ".xlf")) else "tmx"
    if head.startswith("{") or re.match(r"\[\s*\{", head):
        return "jsonl"
    if is_catalogue(head):
        return "po"
    if not head:
        raise InvalidInputError("it is empty", source=name, remedy=_REMEDY)
    return "tsv" if name.lower().endswith((".tsv", ".tab")) else "csv"


def _refusal(kind: str, name: str, remedy: str) -> InvalidInputError:
    """Return the error for a file of another kind."""
    return InvalidInputError(f"it is {kind}, and no aligned file", source=name, remedy=remedy)


def _decode_head(data: bytes) -> str:
    """Return the first characters of a file of text, as far as its format needs them."""
    head = data[:_HEAD].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head.decode("utf-8", "replace").strip()


def _make(texts: AlignedTexts, data: bytes, path: Path) -> tuple[Pair, ...]:
    """Return the pairs of units; an id that occurs twice is made anew."""
    origin = Origin(
        *texts.languages,
        readable_name(path.stem),
        _RENDERING,
        hashlib.sha256(data).hexdigest(),
        is_aligned=texts.is_aligned or _has_scores_of_aligner(texts.units),
    )
    seen: set[str] = set()
    units: list[GivenUnit] = []
    for unit in texts.units:
        if unit.pair_id and unit.pair_id in seen:
            unit = replace(unit, pair_id="")
        seen.add(unit.pair_id)
        units.append(unit)
    return tuple(make_pairs(units, origin))


def _has_scores_of_aligner(units: Sequence[GivenUnit]) -> bool:
    """Tell whether units have scores as an aligner gives them: all those with both texts have one.

    Units with one text have none. A score shows that no person put the two texts together.
    """
    both = [bool(unit.src.strip() and unit.tgt.strip()) for unit in units]
    scored = [unit.facts.get("score") is not None for unit in units]
    return any(both) and both == scored


def _describe(found: AlignedFile) -> str:
    """Return a sentence about the pairs of a file and their languages."""
    from aigov_corpus.exporting.rows import languages

    directions = dict.fromkeys(languages(pair) for pair in found.pairs)
    shown = ", ".join(f"{src} to {tgt}" for src, tgt in list(directions)[:3])
    return f"read as {found.format}: {counted(len(found.pairs), 'unit')}, {shown}"


def _read_tmx(data: bytes, path: Path, wanted: Sequence[str]) -> AlignedTexts:
    from aigov_corpus.importing.tmx import read_tmx

    return read_tmx(data, name=str(path), wanted=wanted)


def _read_xliff(data: bytes, path: Path, wanted: Sequence[str]) -> AlignedTexts:
    from aigov_corpus.importing.xliff import read_xliff

    return read_xliff(data, name=str(path), wanted=wanted)


def _read_catalogue(data: bytes, path: Path, wanted: Sequence[str]) -> AlignedTexts:
    from aigov_corpus.importing.catalogues import read_catalogue

    return read_catalogue(data, name=str(path), wanted=wanted)


def _read_sheets(data: bytes, path: Path, wanted: Sequence[str]) -> AlignedTexts | AlignedFile:
    """Return what the first sheet holds that has a Chinese and an English column."""
    from aigov_corpus.importing.archives import find_zip_kind
    from aigov_corpus.importing.tables import is_export, read_export, read_rows
    from aigov_corpus.importing.workbooks import read_workbook

    book = read_workbook(data, name=str(path))
    form = find_zip_kind(data)
    error: InvalidInputError | None = None
    for number, sheet in enumerate(book.sheets):
        notes = list(book.notes)
        if len(book.sheets) > 1:
            others = ", ".join(
                other.title for other in book.sheets[:number] + book.sheets[number + 1 :]
            )
            notes.append(f"the sheet '{sheet.title}' is read; left out: {others}")
        try:
            if is_export(sheet.rows):
                pairs, remarks = read_export(sheet.rows, name=str(path), is_excel=False)
                return AlignedFile(tuple(pairs), form, (*notes, *sheet.notes, *remarks))
            texts = read_rows(sheet.rows, name=str(path), wanted=wanted)
        except InvalidInputError as found:
            error = error or found
            continue
        return replace(texts, notes=(*notes, *sheet.notes, *texts.notes))
    raise error or InvalidInputError("it has no sheet with text", remedy=_REMEDY)


def _read_docx(data: bytes, path: Path, wanted: Sequence[str]) -> AlignedTexts:
    """Return what the tables of a Word file hold."""
    from aigov_corpus.importing.tables import read_rows
    from aigov_corpus.importing.word_tables import read_word_tables

    tables = read_word_tables(data, name=str(path))
    if not tables.rows:
        raise InvalidInputError("it is a Word file without a table", source=path, remedy=_REMEDY)
    notes = list(tables.notes)
    if tables.outside:
        notes.append(f"paragraphs outside of tables were left out: {tables.outside:,}")
    texts = read_rows(tables.rows, name=str(path), wanted=wanted)
    return replace(texts, notes=(*notes, *texts.notes), is_aligned=tables.is_aligned)


def _read_text(data: bytes, path: Path, wanted: Sequence[str]) -> AlignedTexts | AlignedFile:
    """Return what a CSV or TSV file holds."""
    from aigov_corpus.importing.delimited import (
        find_longer,
        read_delimited,
        without_wordfast_codes,
    )
    from aigov_corpus.importing.inline import CODES_LEFT_OUT
    from aigov_corpus.importing.tables import is_export, read_export, read_rows

    table = read_delimited(data, name=str(path))
    form = "tsv" if table.delimiter == "\t" else "csv"
    if is_export(table.rows):
        pairs, notes = read_export(table.rows, name=str(path), is_excel=table.is_excel)
        return AlignedFile(tuple(pairs), form, (*table.notes, *notes))
    rows, codes = without_wordfast_codes(table.rows)
    texts = read_rows(rows, name=str(path), wanted=wanted)
    notes = [*table.notes, *texts.notes]
    if codes:
        notes.append(CODES_LEFT_OUT.format(codes))
    if longer := find_longer(table.rows):
        lines = describe_rows(longer, noun="line")
        notes.append(
            f"the end of {lines} was left out, behind as many cells as the other lines have; a "
            "text with the delimiter in it must stand in quotes"
        )
    return replace(texts, notes=tuple(notes))


def _read_jsonl(data: bytes, path: Path, wanted: Sequence[str]) -> AlignedTexts | AlignedFile:
    from aigov_corpus.importing.delimited import decode_table
    from aigov_corpus.importing.json_lines import read_json_lines

    text, notes, _ = decode_table(data, name=str(path))
    if notes:  # it is in another encoding than UTF-8
        data = text.encode("utf-8", "surrogatepass")
    found = read_json_lines(data, name=str(path), wanted=wanted)
    if isinstance(found, AlignedTexts):
        return replace(found, notes=(*notes, *found.notes))
    return AlignedFile(tuple(found), "jsonl", tuple(notes))


def _read_parquet(data: bytes, path: Path, wanted: Sequence[str]) -> AlignedFile:
    from aigov_corpus.exporting.parquet import read

    return AlignedFile(tuple(read(path, content=data)), "parquet", ())


_READERS: dict[str, Callable[[bytes, Path, Sequence[str]], AlignedTexts | AlignedFile]] = {
    "tmx": _read_tmx,
    "xliff": _read_xliff,
    "po": _read_catalogue,
    "xlsx": _read_sheets,
    "ods": _read_sheets,
    "docx": _read_docx,
    "csv": _read_text,
    "tsv": _read_text,
    "jsonl": _read_jsonl,
    "parquet": _read_parquet,
}
"""The function that reads each format."""
