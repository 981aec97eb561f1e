"""What kind of file some bytes are, by what they begin with and hold, whatever the file is called.

Files of a kind that is not read are refused with what to do instead.
"""

from __future__ import annotations

import io
import zipfile
from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.files.damaged_zip import DAMAGED_ZIP
from aigov_corpus.files.office_files import open_document_type, part_names

ZIP = b"PK\x03\x04"
"""First bytes of a zip archive, and so of Word files and EPUBs."""

CONTAINER = "META-INF/container.xml"
"""Name of the file in an EPUB that says where the list of its pages is."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""First bytes of the files of Office before 2007."""

_OCR = "recognise its characters first (OCR), and read the text that this gives"
AS_DOCX = "open it in a word processor and save it as .docx"
_BY_OFFICE = f"{AS_DOCX}, or run  soffice --headless --convert-to docx FILE  of LibreOffice"
AS_TEXT = "open it in its own program, and save it as .docx, PDF or text"
_UNPACK = "unpack it, and read the files in it one by one"
_SUBTITLES = "read its subtitles (.srt, .vtt), or a transcript"
TABLES = "save its sheet as .csv, or its text as .docx"
_LOAD = (
    "give it alone to a command that takes a corpus, such as  aigov-corpus check FILE  or  "
    "aigov-corpus export FILE, or in Python to aigov_corpus.load"
)
_PAIRS_OR_TABLE = f"if its rows are pairs of Chinese and English, {_LOAD}; if not, {TABLES}"


class Kind(NamedTuple):
    """A kind of file that is not read."""

    name: str
    """What it is, with its article."""
    remedy: str
    """What to do instead."""


_PDF = Kind("a PDF", "save its text, and read that")
_IMAGE = Kind("a picture", _OCR)
_ARCHIVE = Kind("an archive", _UNPACK)
_RECORDING = Kind("a recording", _SUBTITLES)
_OLD_WORD = Kind("a Word file of before 2007 (.doc)", _BY_OFFICE)

_RIGHT_FILE = "check that it is the right file"

_BEGINNINGS = tuple(
    (re.compile(pattern, re.DOTALL), kind)
    for pattern, kind in (
        (rb"%PDF", _PDF),
        (rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|II\*\x00|MM\x00\*|\x00\x00\x01\x00", _IMAGE),
        (rb"RIFF.{4}WEBP|\x00\x00\x00.ftyp(?:hei|mif|avif)|BM.{4}\x00{4}", _IMAGE),
        (rb"AT&TFORM", Kind("a scanned book (DjVu)", _OCR)),
        (rb"\{\\rtf", Kind("a rich text file (.rtf)", _BY_OFFICE)),
        (rb"\x1f\x8b|BZh\d1AY&SY|\xfd7zXZ\x00|\x28\xb5\x2f\xfd|7z\xbc\xaf|Rar!\x1a", _ARCHIVE),
        (rb"PK\x03\x04|PK\x07\x08|.{257}ustar[\x00 ]", _ARCHIVE),
        (rb"PK\x05\x06", Kind("an archive without files", _RIGHT_FILE)),
        (rb"%!PS", Kind("a PostScript file", "convert it to PDF first")),
        (rb"PAR1", Kind("a Parquet table", f"if it is an export of pairs, {_LOAD}")),
        (rb"SQLite format 3\x00", Kind("a database", "export its texts, and read those")),
        (rb"ID3[\x02-\x04]|OggS\x00|fLaC\x00|\x1aE\xdf\xa3|RIFF.{4}(?:WAVE|AVI )", _RECORDING),
        (rb"\x00\x00\x00.ftyp", _RECORDING),
        (rb"\x7fELF|MZ[\x00-\x1f\x80-\xff]", Kind("a program", _RIGHT_FILE)),
        (rb"\x00\x01\x00\x00\x00|OTTO\x00|wOF[F2]\x00", Kind("a font", _RIGHT_FILE)),
        (rb"CAJ\x00", Kind("a CAJ file (CNKI)", "open it in CAJViewer and save it as PDF or text")),
        (rb".{60}BOOKMOBI", Kind("a book for Kindle", "convert it to EPUB first")),
        (
            rb"L\x00R\x00F\x00|.{60}(?:TEXtREAd|PNRdPPrs|zTXTGPlm)|ITOLITLS|ITSF",
            Kind("an e-book (LRF, PDB, LIT or CHM)", "convert it to EPUB first"),
        ),
        (rb"\xdb\xa5-\x00", _OLD_WORD),
        (rb"1\xbe\x00\x00", Kind("a file of Microsoft Write", AS_DOCX)),
    )
)
"""What the files begin with that are not read."""

_OLE_STREAMS = (
    # first, since the others may stand in its text and its attachments
    ("__properties_version1.0", Kind("a message of Outlook (.msg)", "save it as text")),
    (
        "EncryptedPackage",
        Kind("an encrypted Office file", "save a copy without a password"),
    ),
    ("WordDocument", _OLD_WORD),
    ("Workbook", Kind("an Excel file of before 2007 (.xls)", TABLES)),
    ("Book", Kind("an Excel file of before 2007 (.xls)", TABLES)),
    ("PowerPoint Document", Kind("a PowerPoint file of before 2007 (.ppt)", AS_TEXT)),
    ("HwpSummaryInformation", Kind("a Hangul file (.hwp)", AS_DOCX)),
)
"""Names of streams in the files of Office before 2007, with what they show."""

_ZIP_MEMBERS = (
    (r"OFD\.xml", Kind("an OFD file", "open it in an OFD reader and save it as PDF")),
    (r"ppt/.*", Kind("a PowerPoint file (.pptx)", AS_TEXT)),
    (
        r"xl/.*",
        Kind(
            "an Excel file (.xlsx)",
            _PAIRS_OR_TABLE,
        ),
    ),
    (
        r"(?:.*/)?Index/.*\.iwa|(?:.*/)?Index\.zip",
        Kind("a file of Pages, Numbers or Keynote", AS_TEXT),
    ),
    (r"AndroidManifest\.xml|META-INF/MANIFEST\.MF", Kind("a program", _RIGHT_FILE)),
)
"""Names of files in zip archives, with what they show."""

_PAIRS = {
    "tmx": "a translation memory (TMX)",
    "xliff": "a translation file (XLIFF)",
    "cesAlign": "the links of an XCES corpus",
}
"""Names of the first elements of files of pairs, with what the files are."""

_FIRST_ELEMENT = re.compile(
    r"\s*(?>(?:<(?:\?.*?\?|!--.*?--|!(?!--)[^>]*)>\s*)*)<(?:\w+:)?(\w+)[\s>/]", re.DOTALL
)
_JSON_PAIR = re.compile(
    r'\s*\{[^\n]*"(?:src|source|zh)"\s*:[^\n]*"(?:tgt|target|en)"\s*:'
    r'|\s*\{[^\n]*"(?:tgt|target|en)"\s*:[^\n]*"(?:src|source|zh)"\s*:'
)
_CATALOGUE = re.compile(
    r"\ufeff?(?>(?:[ \t]*(?:#[^\n]*)?\r?\n)*)[ \t]*(?:msgctxt|msgid|domain)[ \t]*\""
)
"""The beginning of a catalogue of translations: comments, and the first message."""
_WORDFAST = re.compile(r"\s*%\d{8}~\d{6}\t[^\n]*%Wordfast TM")
_PAIR_CHARACTERS = 1 << 16
"""Characters at the beginning of a file that show that it holds pairs."""

_OPEN_DOCUMENTS = {
    "spreadsheet": Kind("an OpenDocument spreadsheet (.ods)", _PAIRS_OR_TABLE),
    "presentation": Kind("an OpenDocument presentation (.odp)", AS_TEXT),
}
_OPEN_DOCUMENT = Kind("an OpenDocument file", AS_TEXT)
_OPEN_DOCUMENT_TYPE = re.compile(
    rb"application/vnd\.(?:oasis\.opendocument|sun\.xml)\.(text|spreadsheet|presentation)?"
)
_EPUB = b"application/epub+zip"
_HEADER = re.compile(rb"[\w-]+:")

_MAIL_HEADERS = (b"\nmime-version:", b"\ncontent-type:", b"\nsubject:")
"""Lines at the beginning of a message that a mail program saved, in lower case."""

_MAIL_HEAD = re.compile(
    rb"(?:From \S[^\r\n]*\r?\n)?(?:[\w-]{2,40}:[^\n]*\n(?:[ \t]+[^\n]*\n)*){3,80}"
)
_MAIL_SIGNS = (
    re.compile(rb"^From:[^\n]*@", re.MULTILINE | re.IGNORECASE),
    re.compile(rb"^Date:[^\n]*\d{1,2}:\d{2}:\d{2}", re.MULTILINE | re.IGNORECASE),
)
"""What the head of a message without MIME has, and a memorandum has not: an address, a time."""
_MAIL = Kind("an e-mail (.eml)", "save its text, or the file that is attached to it")

_HEAD_BYTES = 4096
"""Bytes at the beginning of a saved page that show its kind."""

_MOST_MEMBERS = 20_000
"""Files of the largest zip archive that is looked into."""

_NAME_BYTES = 100
"""Bytes of the beginning of a zip archive in which the kind of an OpenDocument file stands."""


def find_foreign_kind(data: bytes) -> Kind | None:
    """Return the kind of a file that is no text, by its first bytes; None if they show none."""
    if data.startswith(_OLE):
        return _find_ole_kind(data)
    for beginning, kind in _BEGINNINGS:
        if beginning.match(data):
            return kind
    head = data[:_HEAD_BYTES]
    low = b"\n" + head.lower()
    has_header = _HEADER.match(head) is not None
    if has_header and b"mime-version:" in low and b"multipart/related" in low:
        return Kind("a page with its pictures (.mht)", "save the page as HTML only, or as text")
    if has_header and all(name in low for name in _MAIL_HEADERS):
        return _MAIL
    lines = _MAIL_HEAD.match(head)
    if lines and all(sign.search(lines[0]) for sign in _MAIL_SIGNS):
        return _MAIL
    return None


def refuse_foreign(data: bytes, *, name: str) -> None:
    """Raise an `InvalidInputError` if the first bytes of a file show that it is no text."""
    if kind := find_foreign_kind(data):
        raise _refuse(kind, name)


def refuse_pairs(text: str, *, name: str) -> None:
    """Raise an `InvalidInputError` if a file holds pairs of texts, and not one text."""
    head = text[:_PAIR_CHARACTERS]
    kind = ""
    if found := _FIRST_ELEMENT.match(head):
        kind = _PAIRS.get(found[1], "")
    elif _JSON_PAIR.match(head):
        kind = "a JSON Lines file"
    elif is_catalogue(head):
        kind = "a catalogue of translations (PO)"
    elif _WORDFAST.match(head):
        kind = "a translation memory of Wordfast (.txt)"
    if kind:
        raise InvalidInputError(
            f"it is {kind}, which holds pairs of texts and not one text", source=name, remedy=_LOAD
        )


def is_catalogue(head: str) -> bool:
    """Tell whether a file is a catalogue of translations in PO, by its beginning."""
    return _CATALOGUE.match(head) is not None


def find_zip_kind(data: bytes, *, name: str) -> str:
    """Return `docx`, `odt` or `epub`, the kind of a zip archive that is read.

    A damaged archive counts as `docx`, whose reader says what is wrong with it.

    Raises:
        InvalidInputError: it is of another kind.
    """
    if _EPUB in data[:_NAME_BYTES]:
        return "epub"
    found = _OPEN_DOCUMENT_TYPE.search(data[:_NAME_BYTES])
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = part_names(archive)[:_MOST_MEMBERS]
            found = found or _OPEN_DOCUMENT_TYPE.search(open_document_type(archive))
    except DAMAGED_ZIP:
        members = []
    if found is not None:
        kind = (found[1] or b"").decode("ascii")
        if kind == "text":
            return "odt"
        raise _refuse(_OPEN_DOCUMENTS.get(kind, _OPEN_DOCUMENT), name)
    if not members:
        return "docx"
    if any(CONTAINER in (each, each.partition("/")[2]) for each in members):
        return "epub"  # in the archive, or in a folder that was packed with all that is in it
    if "[Content_Types].xml" in members and any(each.startswith("word/") for each in members):
        return "docx"
    for pattern, kind in _ZIP_MEMBERS:
        if any(re.fullmatch(pattern, member) for member in members):
            raise _refuse(kind, name)
    if "[Content_Types].xml" in members:
        return "docx"
    raise _refuse(_ARCHIVE, name)


def _find_ole_kind(data: bytes) -> Kind:
    """Return the kind of a file of Office before 2007, by the names of its streams."""
    for stream, kind in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return kind
    return Kind("a file of Office before 2007", AS_TEXT)


def _refuse(kind: Kind, name: str) -> InvalidInputError:
    return InvalidInputError(f"it is not text but {kind.name}", source=name, remedy=kind.remedy)
