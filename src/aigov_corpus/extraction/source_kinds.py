"""Texts that only another program shows as its readers see them: LaTeX, wikis, JSON, catalogues.

Read as they are, they would give commands, names and settings among the sentences. They are refused
with what to do instead; with the layout `plain` those that are no XML are read as they are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction.file_kinds import Kind
from aigov_corpus.extraction.marked_up import find_marked_up

_AS_DOCX = "open it in a word processor and save it as .docx"
_AS_TEXT = "open it in its own program, and save it as .docx, PDF or text"
_CONVERT = "convert it to HTML, PDF or text, and read that"
_DOCBOOK = Kind("a DocBook file", _CONVERT)
_AS_SRT = "save them as .srt, for instance with Subtitle Edit or  ffmpeg -i FILE OUT.srt"
_AS_IT_IS = "; or pass  --layout plain  to read it as it is"

_HEAD_CHARACTERS = 1 << 16
"""Characters at the beginning of a text that show its kind."""

_FIRST_ELEMENT = re.compile(
    r"\s*(?>(?:<(?:\?[^<]{0,5000}?\?|!--.{0,5000}?--|!(?!--)[^>]{0,5000})>\s*){0,50})"
    r"<(?P<name>[\w:.-]{1,50})(?P<attributes>[^<>]{0,20000})",
    re.DOTALL,
)

_ELEMENTS = {
    "office:document": Kind("an OpenDocument text in one file (.fodt)", _AS_DOCX),
    "pkg:package": Kind("a Word file in one file of XML", _AS_DOCX),
    "w:wordDocument": Kind("a Word file of 2003 in XML", _AS_DOCX),
    "FictionBook": Kind("a FictionBook (.fb2)", "convert it to EPUB first"),
    "opml": Kind("an outline (OPML)", _AS_TEXT),
    "TS": Kind("a translation file of Qt (.ts)", "convert it to TMX or XLIFF, and use that"),
    "svg": Kind("a drawing (SVG)", "copy its text, and read that"),
}
"""First elements of XML files that are not read, with what the files are."""

_NAMESPACES = (
    ("http://docbook.org/ns/docbook", _DOCBOOK),
    (
        "urn:schemas-microsoft-com:office:spreadsheet",
        Kind("an Excel file in XML", "save its sheet as .csv, or its text as .docx"),
    ),
)
"""Namespaces of first elements that are not read, with what the files are."""

_BEGINNINGS = tuple(
    (re.compile(pattern, re.DOTALL), kind)
    for pattern, kind in (
        (
            r"(?:[ \t]*(?:%[^\n]*)?\n)*[ \t]*\\(?:documentclass|documentstyle|PassOptionsToPackage"
            r"|RequirePackage|usepackage|input(?! texinfo)|include|chapter|section|begin)\b",
            Kind("a LaTeX file (.tex)", _CONVERT),
        ),
        (
            r"\s*(?:['.]\\\"|\.(?:TH|Dd) )",
            Kind("the source of a manual page (troff)", "let  man  print it as text"),
        ),
        (
            r"\s*\\input texinfo|(?:[^\n]{0,200}\n){0,20}@(?:setfilename|node|chapter) ",
            Kind("a Texinfo file", "let  makeinfo --html --no-split  make a page of it"),
        ),
        (
            r"(?:[^\n]{0,200}\n){0,5}=(?:pod|head1 [^=\n]+|encoding [\w-]+)\n\n",
            Kind("documentation of Perl (POD)", "let  pod2text  or  pod2html  convert it"),
        ),
        (
            r"(?:[^\n]{0,200}\n){0,20}#(?:set (?:page|text|document|par|heading)\(|show[ :])",
            Kind("a Typst file (.typ)", "let  typst compile  make a PDF of it"),
        ),
        (r"\s*\[Script Info\]", Kind("a file of subtitles in ASS or SSA", _AS_SRT)),
        (
            r"\s*(?:\{\d{1,7}\}\{\d{0,7}\}[^\n]{1,1000}\n){2}",
            Kind("a file of subtitles in MicroDVD (.sub)", _AS_SRT),
        ),
        (
            r"\s*(?:\[[a-z]{2,6}:[^\]\n]{0,200}\]\s{0,5}){0,20}"
            r"(?:\[\d{1,3}:\d\d[.:]\d{2,3}\][^\n]{0,1000}\n){2}",
            Kind("lyrics with times (LRC)", _AS_SRT),
        ),
        (
            r"(?:.{0,5000}?\n)?msgid \".{0,20000}?\nmsgstr(?:\[0\])? \"",
            Kind(
                "a catalogue of translations (PO), which holds pairs of texts",
                "convert it to TMX or XLIFF, and use that as a corpus",
            ),
        ),
    )
)
"""How such texts begin that are no XML, with what they are."""

_XML_BEGINNINGS = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"\s*(?:<\?[^>]{0,500}>\s*)?<!DOCTYPE[^>]{0,500}-//OASIS//DTD DocBook", _DOCBOOK),
        (r"\s*<\?xml[^>]{0,500}>\s*<\?aid ", Kind("a text of InDesign (.icml)", _AS_TEXT)),
    )
)
"""How files of XML begin that are not read and that their first element does not show."""

_NOTEBOOK = Kind("a notebook of Jupyter (.ipynb)", "save it as HTML or Markdown, and read that")
_JSON = Kind("a JSON file", "save the texts in it as text, one paragraph a line")


def refuse_sources(text: str, *, name: str, layout: str | None) -> None:
    """Raise an `InvalidInputError` if a text is the source of what another program shows.

    Args:
        text: the file, decoded.
        name: file or URL, for messages.
        layout: the layout that the user names, or None; with `plain`, only XML is refused.
    """
    head = text[:_HEAD_CHARACTERS].lstrip("\ufeff")
    kind, remedy = _find_xml(head), ""
    if kind is None and layout != "plain":
        kind = _find_beginning(head) or _find_json(text) or find_marked_up(head, name=name)
        remedy = _AS_IT_IS
    if kind is not None:
        raise InvalidInputError(
            f"it is {kind.name}, whose marks would stand among the sentences",
            source=name,
            remedy=kind.remedy + remedy,
        )


def _find_xml(head: str) -> Kind | None:
    """Return the kind of an XML file that is not read; None for any other text."""
    if (kind := _find(_XML_BEGINNINGS, head)) is not None:
        return kind
    first = _FIRST_ELEMENT.match(head)
    if first is None:
        return None
    for namespace, kind in _NAMESPACES:
        if namespace in first["attributes"]:
            return kind
    return _ELEMENTS.get(first["name"])


def _find_beginning(head: str) -> Kind | None:
    """Return the kind of a text that begins as such a source does; None for any other."""
    return _find(_BEGINNINGS, head)


def _find(beginnings: Iterable[tuple[re.Pattern[str], Kind]], head: str) -> Kind | None:
    return next((kind for beginning, kind in beginnings if beginning.match(head)), None)


def _find_json(text: str) -> Kind | None:
    """Return the kind of a text that is one JSON object, a list of them, or lines of them."""
    text = text.strip("\ufeff \t\r\n")
    if text[:1] not in ("{", "[") or text[-1:] not in ("}", "]"):
        return None
    value = _parse(text) or _parse(text.partition("\n")[0])
    if isinstance(value, dict) and value:
        return _NOTEBOOK if "nbformat" in value and "cells" in value else _JSON
    is_list = isinstance(value, list) and value and all(isinstance(each, dict) for each in value)
    return _JSON if is_list else None


def _parse(text: str) -> object:
    """Return the JSON value that a text is; None if it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
