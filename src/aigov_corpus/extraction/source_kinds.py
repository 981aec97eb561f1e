"""Texts that only another program shows as its readers see them: LaTeX, wikis, JSON, catalogues.

Read as they are, they would give commands, names and settings among the sentences. They are refused
with what to do instead; with the layout `plain` those that are no XML are read as they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from xml.parsers import expat

from aigov_corpus import patterns as re
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction.asciidoc import is_asciidoc_name
from aigov_corpus.extraction.file_kinds import AS_DOCX, AS_TEXT, TABLES, Kind
from aigov_corpus.extraction.marked_up import find_marked_up
from aigov_corpus.extraction.message_files import PAIR_BY_KEYS, TEXTS_ALONE, find_messages

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

_TTML = Kind("a file of subtitles in TTML", _AS_SRT)
_LATEX = Kind("a LaTeX file (.tex)", _CONVERT)
_TERMBASE = Kind("a termbase (TBX)", "give it to  aigov-corpus check  with  --termbase FILE")
_SHEET = Kind("an OpenDocument spreadsheet in one file (.fods)", TABLES)
_FEED = Kind("a feed of news (RSS, Atom)", "read the pages that it lists")
_TEI = Kind("a text in TEI", "convert it to HTML or text first, for instance with TEIGarage")
_JATS = Kind(
    "an article in JATS", "convert it first, for instance with  pandoc -f jats -t html -o OUT FILE"
)
_RESX = Kind(
    "a file of messages of .NET (.resx)", f"{TEXTS_ALONE}; {PAIR_BY_KEYS.format('resx2po')}"
)
_OLD_MEMORY = "open it in its program, or in Trados Studio, and export it as TMX or XLIFF"
_ELEMENTS = {
    "TRADOStag": Kind("a bilingual file of Trados TagEditor (.ttx)", _OLD_MEMORY),
    "txml": Kind("a bilingual file of Wordfast Pro (.txml)", "export it there as TMX or XLIFF"),
    "office:document": Kind("an OpenDocument text in one file (.fodt)", AS_DOCX),
    "pkg:package": Kind("a Word file in one file of XML", AS_DOCX),
    "w:wordDocument": Kind("a Word file of 2003 in XML", AS_DOCX),
    "FictionBook": Kind("a FictionBook (.fb2)", "convert it to EPUB first"),
    "opml": Kind("an outline (OPML)", AS_TEXT),
    "TS": Kind("a translation file of Qt (.ts)", "convert it to TMX or XLIFF, and use that"),
    "svg": Kind("a drawing (SVG)", "copy its text, and read that"),
    "tbx": _TERMBASE,
    "martif": _TERMBASE,
    "rss": _FEED,
    "feed": _FEED,
    "rdf:RDF": _FEED,
    "resources": Kind(
        "a file of messages of Android (strings.xml)",
        f"{TEXTS_ALONE}; {PAIR_BY_KEYS.format('android2po')}",
    ),
    "TEI": _TEI,
    "TEI.2": _TEI,
    "teiCorpus": _TEI,
}
"""First elements of XML files that are not read, with what the files are."""

_PAGE_ELEMENTS = frozenset(
    """
    html head body title base link meta style script noscript template slot
    address article aside footer header h1 h2 h3 h4 h5 h6 hgroup main nav section search
    blockquote center dd details dialog dir div dl dt fieldset figcaption figure form hr legend
    li menu ol p pre summary table caption col colgroup tbody td tfoot th thead tr ul
    a abbr acronym b bdi bdo big br button cite code data datalist del dfn em font i img input
    ins kbd label map mark meter object option output picture progress q rp rt ruby s samp select
    small source span strike strong sub sup textarea time track tt u var wbr
    area applet audio canvas embed frame frameset iframe marquee math noframes param video
    """.split()  # noqa: SIM905 - as a list it would fill a page
)
"""Elements of HTML; other first elements are no page."""
_DEFAULT_NAMESPACE = re.compile(r"\bxmlns\s*=\s*[\"']([^\"'>]{1,300})")
_JATS_SIGN = re.compile(r"\b(?:dtd-version|article-type)\s*=")

_NAMESPACES = (
    ("http://projectmallard.org/", Kind("a page of help (Mallard)", _CONVERT)),
    ("http://docbook.org/ns/docbook", _DOCBOOK),
    ("http://www.w3.org/ns/ttml", _TTML),
    ("http://www.w3.org/2006/", _TTML),
    (
        "urn:schemas-microsoft-com:office:spreadsheet",
        Kind("an Excel file in XML", TABLES),
    ),
)
"""Namespaces of first elements that are not read, with what the files are."""

_COMMAND = (
    r"(?!newpage|pagebreak|clear|tableofcontents|listof|[vh]space|bigskip|medskip|smallskip)"
    r"[A-Za-z]{2,40}\*?[ \t]*(?:[\[{=%][^\n]*)?\n"
)
"""A line of TeX with a command, but not one for the pages, which also stands in Markdown."""

_BEGINNINGS = tuple(
    (re.compile(pattern, re.DOTALL), kind)
    for pattern, kind in (
        (
            r"(?:[ \t]*(?:%[^\n]*)?\n)*[ \t]*\\(?:documentclass|documentstyle|PassOptionsToPackage"
            r"|RequirePackage|usepackage|input(?! texinfo)|include|chapter|section|begin)\b",
            _LATEX,
        ),
        (
            rf"(?:[ \t]*(?:%[^\n]*)?\n)*[ \t]*\\(?!input texinfo){_COMMAND}"
            rf"(?:[^\n]{{0,5000}}\n){{0,50}}?[ \t]*\\{_COMMAND}",
            _LATEX,
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
        (
            r"\s*(?:<RTF Preamble>.{0,50000}?</RTF Preamble>\s*)?<TrU>\s",
            Kind("a memory of Trados Workbench (.txt)", _OLD_MEMORY),
        ),
        (r"\s*BEGIN:VCALENDAR\b", Kind("a calendar (.ics)", TEXTS_ALONE)),
        (r"\s*BEGIN:VCARD\b", Kind("a list of addresses (.vcf)", TEXTS_ALONE)),
        (
            r"\s*+(?>(?:%[^\n]{0,500}\n\s*+){0,50})@[A-Za-z]{4,20}\{[^,\n]{1,200},",
            Kind("a list of literature (BibTeX)", TEXTS_ALONE),
        ),
        (
            r"\s*+(?>(?:(?:--|//)[^\n]{0,500}\n\s*+|/\*.{0,5000}?\*/\s*+){0,50})(?:<\?php\b|#!\s?/"
            r"|(?:export default|module\.exports =) ?[{\[(]"
            r"|(?:INSERT INTO|CREATE TABLE|DROP TABLE) )",
            Kind("a program, or data for one", TEXTS_ALONE),
        ),
        (
            r"\s*(?:\{\d{1,7}\}\{\d{0,7}\}[^\n]{1,1000}\n){2}",
            Kind("a file of subtitles in MicroDVD (.sub)", _AS_SRT),
        ),
        (
            r"\s*(?:\[[a-z]{2,6}:[^\]\n]{0,200}\]\s{0,5}){0,20}"
            r"(?:\[\d{1,3}:\d\d[.:]\d{2,3}\][^\n]{0,1000}\n){2}",
            Kind("lyrics with times (LRC)", _AS_SRT),
        ),
    )
)
"""How such texts begin that are no XML, with what they are."""

_XML_BEGINNINGS = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"\s*(?:<\?[^>]{0,500}>\s*)?<!DOCTYPE[^>]{0,500}-//OASIS//DTD DocBook", _DOCBOOK),
        (r"\s*<\?xml[^>]{0,500}>\s*<\?aid ", Kind("a text of InDesign (.icml)", AS_TEXT)),
        (
            r"\s*+(?>(?:<!--.{0,5000}?-->\s*+){0,50})<!ENTITY ",
            Kind("a file of messages (.dtd)", f"{TEXTS_ALONE}; {PAIR_BY_KEYS.format('dtd2po')}"),
        ),
    )
)
"""How files of XML begin that are not read and that their first element does not show."""

_WHOLE_PAGE = re.compile(r"\s*+(?:<!doctype\s+html|<html\b)", re.IGNORECASE)
"""How a web page begins, which may speak of any marks."""

_NOTEBOOK = Kind("a notebook of Jupyter (.ipynb)", "save it as HTML or Markdown, and read that")
_JSON = Kind("a JSON file", f"{TEXTS_ALONE}; {PAIR_BY_KEYS.format('json2po')}")


def refuse_sources(text: str, *, name: str, layout: str | None) -> None:
    """Raise an `InvalidInputError` if a text is the source of what another program shows.

    Args:
        text: the file, decoded.
        name: file or URL, for messages.
        layout: the layout that the user names, or None; with `plain`, only XML is refused.
    """
    head = text[:_HEAD_CHARACTERS].lstrip("\ufeff")
    kind, remedy = _find_xml(head, text), ""
    if kind is None and layout != "plain" and not _WHOLE_PAGE.match(head):
        kind = (
            _find_beginning(head)
            or _find_json(text)
            or (None if is_asciidoc_name(name) else find_marked_up(head, name=name))
            or find_messages(head, name=name)
        )
        remedy = _AS_IT_IS
    if kind is not None:
        raise InvalidInputError(
            f"it is {kind.name}, whose marks would stand among the sentences",
            source=name,
            remedy=kind.remedy + remedy,
        )


def find_source_kind(text: str) -> Kind | None:
    """Return the kind of a text in marks that only another program shows; None for any other."""
    return _find_xml(text, text) or _find_beginning(text)


def _find_xml(head: str, text: str) -> Kind | None:
    """Return the kind of an XML file that is not read; None for any other text."""
    if (kind := _find(_XML_BEGINNINGS, head)) is not None:
        return kind
    first = _FIRST_ELEMENT.match(head)
    if first is None:
        return None
    for namespace, kind in _NAMESPACES:
        if namespace in first["attributes"]:
            return kind
    if first["name"] == "office:document" and "opendocument.spreadsheet" in first["attributes"]:
        return _SHEET
    if kind := _ELEMENTS.get(first["name"]):
        return kind
    if first["name"] == "root" and "<resheader" in head:
        return _RESX
    if first["name"] == "article" and _JATS_SIGN.search(first["attributes"]):
        return _JATS
    return _find_unknown(head, text, first)


def _find_unknown(head: str, text: str, first: re.Match[str]) -> Kind | None:
    """Return the kind of an XML file that is no page; None for a page and for any other text."""
    name = first["name"].rpartition(":")[2].lower()
    own = _DEFAULT_NAMESPACE.search(first["attributes"])
    is_page = name in _PAGE_ELEMENTS and (name == "html" or own is None or "w3.org" in own[1])
    if is_page:
        return None
    if not head.lstrip().startswith("<?xml") and ("-" in name or not _is_well_formed(text)):
        return None
    shown = first["name"][:40]
    return Kind(f"an XML file with the first element <{shown}>", f"{TEXTS_ALONE}, or as HTML")


def _is_well_formed(text: str) -> bool:
    """Tell whether a text is XML from its beginning to its end."""
    parser = expat.ParserCreate()
    try:
        parser.Parse(text.strip(), True)
    except expat.ExpatError:
        return False
    return True


def _find_beginning(head: str) -> Kind | None:
    """Return the kind of a text that begins as such a source does; None for any other."""
    return _find(_BEGINNINGS, head)


def _find(beginnings: Iterable[tuple[re.Pattern[str], Kind]], head: str) -> Kind | None:
    return next((kind for beginning, kind in beginnings if beginning.match(head)), None)


def _find_json(text: str) -> Kind | None:
    """Return the kind of a text in JSON: an object, a list of them, or one on each line."""
    text = text.strip("\ufeff \t\r\n")
    if text[:1] not in ("{", "[") or text[-1:] not in ("}", "]"):
        return None
    value = _parse(text) or _parse(text.partition("\n")[0])
    if isinstance(value, dict) and value:
        return _NOTEBOOK if "nbformat" in value and "cells" in value else _JSON
    if not isinstance(value, list) or not value:
        return None
    # [2020] alone is a text
    return _JSON if any(all(isinstance(each, of) for each in value) for of in (dict, str)) else None


def _parse(text: str) -> object:
    """Return the JSON value that a text is; None if it is none.

    One that is nested too deeply to be read is an object with nothing known in it.
    """
    try:
        return json.loads(text)
    except RecursionError:
        return {"": None}
    except ValueError:
        return None
