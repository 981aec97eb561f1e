"""DOCX: a Word table of two columns, the source and its translation, for people who revise in Word.

The names of the columns repeat on each page, a row is never divided between pages, and each text
has its language, so that Word checks its spelling. A unit without one of the texts has an empty
cell. `load` reads the table back, also after changes that Word has tracked. If an aligner paired
all the texts, a keyword among the properties of the file says so: then an empty cell is a text
without counterpart, and not one that was forgotten.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.errors import AigovError
from aigov_corpus.exporting.rows import languages, sides
from aigov_corpus.exporting.tally import Tally, require_written
from aigov_corpus.files.writing import Replacing
from aigov_corpus.protocols import Format
from aigov_corpus.records import Pair, is_by_aligner
from aigov_corpus.text.characters import xml_text
from aigov_corpus.text.language_codes import USUAL_REGIONS

ALIGNED = "aigov-corpus aligned"
"""Keyword among the properties of a file all of whose pairs an aligner has made."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""Time of every file in the archive, the earliest possible: the same pairs give the same bytes."""
_NAMES = ("中文", "English")
"""Names of the columns, if the source is Chinese."""
_WIDTH = 4700
"""Width of a column in twentieths of a point; two of them fill a page of A4."""
_LINE_ENDS = re.compile("\r\n?|\n")


def export(pairs: Iterable[Pair], out: Path, *, tally: Tally | None = None) -> list[Path]:
    """Write a table with a row for each pair, the source on the left; return `[out]`.

    The first pair decides which language is on the left.

    Raises:
        NothingToDoError: there are no pairs.
        AigovError: the file cannot be written.
    """
    import docx

    tally = Tally() if tally is None else tally
    with Replacing() as files:
        temporary = files.beside(out)
        document = docx.Document()
        _fill(document, iter(pairs), tally)
        require_written(tally, out)
        packed = io.BytesIO()
        try:
            document.save(packed)
        except ValueError as error:  # zip archives hold no earlier dates
            raise AigovError(
                "a Word file holds no date before 1980, and the clock of this machine shows one",
                source=str(out),
                remedy="set the clock",
            ) from error
        temporary.write_bytes(_with_fixed_times(packed))
    return files.written


FORMAT = Format(
    export, title="DOCX", summary="people who revise in Word", is_xml=True, takes_tally=True
)


def _fill(document: Any, pairs: Iterator[Pair], tally: Tally) -> None:
    """Add the table to an empty document."""
    first = next(pairs, None)
    if first is None:
        return
    source_side = first.source_side
    is_aligned = True
    codes = languages(first)
    names = _NAMES if source_side == "zh" else _NAMES[::-1]
    body = document.element.body
    table = _element("w:tbl")
    table.append(_parse(_PROPERTIES))
    table.append(_row(names, codes, is_header=True))
    for pair in chain([first], pairs):
        texts = sides(pair) if pair.source_side == source_side else sides(pair)[::-1]
        table.append(_row(texts, codes))
        tally.written += 1
        is_aligned &= is_by_aligner(pair.signature)
    if is_aligned:
        document.core_properties.keywords = ALIGNED
    body.insert(0, table)


_PROPERTIES = (
    f'<w:tblPr {{ns}}><w:tblW w:w="{2 * _WIDTH}" w:type="dxa"/><w:tblBorders>'
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="999999"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + '</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
)
"""Properties of the table: its width and lines."""


def _parse(xml: str) -> Any:
    """Return the element that a piece of WordprocessingML stands for."""
    from docx.oxml.ns import nsdecls
    from docx.oxml.parser import parse_xml

    return parse_xml(xml.format(ns=nsdecls("w")))


def _element(tag: str) -> Any:
    """Return a new element."""
    from docx.oxml.parser import OxmlElement

    return OxmlElement(tag)


def _add(parent: Any, tag: str, **attributes: str) -> Any:
    """Add a child to an element, with attributes of Word, and return it."""
    from docx.oxml.ns import qn

    child = _element(tag)
    for name, value in attributes.items():
        child.set(qn(f"w:{name}"), value)
    parent.append(child)
    return child


def _row(texts: Iterable[str], codes: Iterable[str], *, is_header: bool = False) -> Any:
    """Return a row with a cell for each text."""
    row = _element("w:tr")
    properties = _add(row, "w:trPr")
    _add(properties, "w:cantSplit")
    if is_header:
        _add(properties, "w:tblHeader")
    for text, code in zip(texts, codes, strict=True):
        cell = _add(row, "w:tc")
        _add(_add(cell, "w:tcPr"), "w:tcW", w=str(_WIDTH), type="dxa")
        paragraph = _add(cell, "w:p")
        run = _add(paragraph, "w:r")
        style = _add(run, "w:rPr")
        if is_header:
            _add(style, "w:b")
        locale = USUAL_REGIONS.get(code, code)
        _add(style, "w:lang", **{"eastAsia" if code.startswith("zh") else "val": locale})
        for number, line in enumerate(_LINE_ENDS.split(xml_text(text))):
            if number:
                _add(run, "w:br")
            _add_text(run, line)
    return row


def _add_text(run: Any, line: str) -> None:
    """Add a line of text to a run; spaces at its ends stay."""
    text = _add(run, "w:t")
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    text.text = line


def _with_fixed_times(packed: io.BytesIO) -> bytes:
    """Return a zip archive with the same files, each with the same time."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return fixed.getvalue()
