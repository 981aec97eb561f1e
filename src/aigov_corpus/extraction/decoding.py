"""Decode the bytes of a text by what they are, not only by the encoding that the file declares.

Declared encodings are often wrong. Many saved pages still declare gb2312 after they were converted
to UTF-8. And many pages that declare gb2312 use characters that gb2312 lacks, such as 㙦; lxml
drops these without a message. So every text is decoded here, before a parser sees it.
"""

from __future__ import annotations

import codecs
from contextlib import suppress
from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction.ascii_encodings import decode_seven_bits
from aigov_corpus.extraction.damage import (
    LAST_ASCII,
    MOST_DAMAGED,
    REPLACEMENT,
    check_damage,
    find_damage,
    is_chinese,
    is_short_chinese,
    without_controls,
)
from aigov_corpus.extraction.file_kinds import refuse_foreign
from aigov_corpus.extraction.paragraphs import check_number
from aigov_corpus.text.row_numbers import describe_rows
from aigov_corpus.text.scripts import HAN

_CHINESE_NAMES = ("hz-gb-2312", "x-gbk", "csgb2312")
"""Names of encodings that are read as gb18030 too, beside those that `resolve_encoding` knows."""

_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_DECLARATION = re.compile(
    rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)|<\?xml[^>]*encoding=["']([A-Za-z0-9_.-]+)"""
)
_EURO_IN_GBK = 0x80
"""The byte that means € in code page 936 (GBK on Windows); GB 18030 does not define it."""

_GBK_ERRORS = "aigov-corpus-gbk"
"""Name of a handler for `bytes.decode`: `_EURO_IN_GBK` becomes €, other errors stay errors."""

_GBK_REPLACE = "aigov-corpus-gbk-replace"
"""Name of a handler for `bytes.decode`: `_EURO_IN_GBK` becomes €, other errors U+FFFD."""


_HALF_CHARACTER = re.compile(rb"\xed[\xa0-\xbf]")
"""Half of a surrogate pair in UTF-8, as some databases write characters above U+FFFF (CESU-8)."""

_LATER = str.maketrans(
    dict(
        zip(
            "\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796\ue7c7"
            "\ue816\ue817\ue818\ue81e\ue826\ue82b\ue82c\ue831\ue832\ue83b\ue843\ue854\ue855\ue864",
            "︐︒︑︓︔︕︖︗︘︙ḿ𠂇𠂉𠃌龴龵龶龷𡗗龸𢦏龹龺𤇾龻",
            strict=True,
        )
    )
)
"""Characters of GB 18030 that Unicode took up later, by the private codes of Python for them."""

_BIG5 = ("big5", "cp950", "big5hkscs")
"""Big5 as it was set down, as Windows writes it (€, 碁), and that of Hong Kong (着, 衞, 邨)."""

_LINE_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"
_MOST_LINES = 1_000_000
"""Lines of the longest text; a book of 1,000 pages has some 50,000."""

_LARGEST = 50_000_000
"""Bytes of the largest file that is read; the longest laws have less than one million."""

_DECLARED_WITHIN = 8192
"""Bytes at the beginning of a file that are searched for a declared encoding.

The HTML standard wants it within the first 1,024; many pages do not keep to that.
"""


_WESTERN = "cp1252"
"""The encoding of Windows for the languages of Western Europe, as which ISO 8859-1 is read."""

_LEAST_ZERO_BYTES = 0.25
"""Smallest share of zero bytes, nearly all at even or all at odd offsets, that shows UTF-16.

In UTF-16 one of the two bytes of every ASCII character is zero.
"""
_ZERO_RATIO = 4
"""Zero bytes of ASCII in UTF-16 for one of a character such as 一 (U+4E00), at least."""

_MOST_WESTERN_MARKS = 0.05
"""Largest share of non-ASCII bytes in an English text in cp1252: quotation marks and dashes."""


_ASCII_LETTER = re.compile(rb"[A-Za-z]")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_STRANGE_LETTER = re.compile(rb"(?<![A-Za-z])[\xc0-\xff](?![A-Za-z])|[\xc0-\xff]{3}")
"""A letter of cp1252 that is not part of a word."""
_LEAST_LETTERS = 3
"""Letters of ASCII for one other sign, at least, in a short English text in cp1252."""

_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_TWO_BYTES = "\u07ff"
"""The last character that has two bytes in UTF-8."""
_ALPHABETS = ("\xff", "\u036f", "\u03ff", "\u052f", "\u058f", "\u05ff", _TWO_BYTES)
"""The last characters of Latin-1, further Latin letters, Greek, Cyrillic and so on."""
_LATIN_EXTENDED = 1
"""The index of further Latin letters, which stand among those of ASCII."""

_WORD = re.compile(f"[{HAN}]{{2}}")

_TOO_SHORT = "read as {encoding}, for which it is too short to be sure; save it as UTF-8"

_ONE_IN_SHORT = 10
"""Characters of a short text with a mark for each damaged character that it may have."""
_MOST_DAMAGED_ONE_IN = 1000
"""Characters of a longer text for each damaged character that it may have."""


def _euro_or_error(error: UnicodeError) -> tuple[str, int]:
    """Return € and the offset at which decoding continues, or raise the error again."""
    if isinstance(error, UnicodeDecodeError) and error.object[error.start] == _EURO_IN_GBK:
        return "€", error.start + 1
    raise error


def _euro_or_replacement(error: UnicodeError) -> tuple[str, int]:
    """Return € or U+FFFD, and the offset at which decoding continues."""
    if isinstance(error, UnicodeDecodeError):
        is_euro = error.object[error.start] == _EURO_IN_GBK
        return ("€", error.start + 1) if is_euro else (REPLACEMENT, error.end)
    raise error


codecs.register_error(_GBK_ERRORS, _euro_or_error)
codecs.register_error(_GBK_REPLACE, _euro_or_replacement)


NULS = "NUL characters were left out"
"""How a warning begins that counts them."""


class Decoded(NamedTuple):
    """A decoded text, with the encoding that was used."""

    text: str
    encoding: str
    """Name of the encoding in Python."""
    warnings: list[str]
    """Sentences about a wrong declaration, damaged characters, or a text that looks garbled."""


def decode(data: bytes, *, name: str, declared: str = "") -> Decoded:
    """Decode the bytes of a text.

    The first of these that fits decides: a byte order mark; UTF-7 or HZ, if all bytes are ASCII;
    UTF-8, if the bytes are valid UTF-8, whatever is declared; UTF-8 for some lines and gb18030 or
    Big5 for all others; the declared encoding, unless it is ISO 8859-1 or cp1252 and the bytes do
    not look like that; the first of gb18030, Big5 (also of Windows and Hong
    Kong) and UTF-16 that gives Chinese; the first of gb18030 and Big5 that gives a few characters
    in daily use, with a warning; cp1252, if nearly all bytes are ASCII.
    U+FFFD replaces a few damaged bytes.

    Args:
        data: the bytes, unchanged.
        name: file or URL, for messages.
        declared: the encoding that the HTTP header names; empty if none. It is tried before the one
            that the text itself declares.

    Raises:
        InvalidInputError: there are no bytes or too many, they are not text, no encoding fits, or
            many characters were already lost when the file was saved.
    """
    decoded = _decode(data, name, declared)
    return decoded._replace(text=without_controls(decoded.text, name))


def decode_unchanged(data: bytes, *, name: str) -> Decoded:
    """Return the text of a file as `decode` does, but keep every character except NUL.

    How many NULs were left out is among the warnings.
    """
    decoded = _decode(data, name, "")
    without_controls(decoded.text, name)  # refuses what is no text
    nuls = decoded.text.count("\x00")
    notes = [f"{NULS}: {nuls:,}"] * bool(nuls)
    text = decoded.text.replace("\x00", "")
    return decoded._replace(text=text, warnings=[*decoded.warnings, *notes])


def _decode(data: bytes, name: str, declared: str) -> Decoded:
    """Decode the bytes of a text with all its control characters."""
    _check_size(data, name)
    refuse_foreign(data, name=name)
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            text = _decode_marked(data, encoding, name)
            return _check_text(text, encoding.removesuffix("-sig"), [], name)
    claim = _declared_encoding(data, declared)
    warnings: list[str] = []
    try:
        text, encoding = _decode_unmarked(data) or (data.decode("utf-8"), "utf-8")
        may_be_chinese = _is_misread(text) or _CONTROL.search(data) is not None
        short = _decode_short(data) if may_be_chinese else None
        # A sign alone is one, as in "© 2025"; a word has two characters.
        if short is not None and _WORD.search(short[0]):
            text, encoding = short
            warnings.append(_TOO_SHORT.format(encoding=encoding))
        elif data.isascii():
            text, encoding = decode_seven_bits(data, is_chinese, name=name) or (text, encoding)
        elif claim and claim != "utf-8":
            warnings.append(f"declared as {claim} but the bytes are UTF-8; read as UTF-8")
    except UnicodeDecodeError as error:
        mixed = _decode_lines(data)
        text, encoding, *_ = mixed or _decode_other(data, claim, name, error)
        if mixed:
            warnings.append(mixed[2])
        elif not claim and not is_chinese(text) and is_short_chinese(text, encoding):
            warnings.append(_TOO_SHORT.format(encoding=encoding))
        elif claim in ("utf-8", _WESTERN) and encoding != claim:
            shown = "UTF-8" if claim == "utf-8" else "ISO 8859-1 or cp1252"
            warnings.append(f"declared as {shown} but the bytes are {encoding}; read as {encoding}")
    return _check_text(text, encoding, warnings, name)


def _check_text(text: str, encoding: str, warnings: list[str], name: str) -> Decoded:
    """Return a decoded text, with warnings about its damage."""
    if encoding == "gb18030":
        text = text.translate(_LATER)
    lines = sum(map(text.count, _LINE_ENDS))
    check_number(lines, name=name, of="lines", most=_MOST_LINES)
    check_damage(text, name)
    return Decoded(text, encoding, [*warnings, *find_damage(text, encoding)])


def _check_size(data: bytes, name: str) -> None:
    """Raise InvalidInputError if the bytes are only white space, or are too many."""
    if not data.strip(b"\x00 \t\r\n\x0b\x0c"):
        raise InvalidInputError(
            f"it is empty: its {len(data)} bytes hold no text",
            source=name,
            remedy="give a file with text in it",
        )
    if len(data) > _LARGEST:
        raise InvalidInputError(
            f"it has {len(data) / 1e6:.0f} MB, more than {_LARGEST / 1e6:.0f}",
            source=name,
            remedy="split it first",
        )


def _declared_encoding(data: bytes, declared: str) -> str:
    """Return the Python name of the first declared encoding that is known; empty if there is none.

    Args:
        data: the bytes; their beginning may declare an encoding as HTML or XML does.
        declared: the encoding that the HTTP header names, or an empty string.
    """
    from w3lib.encoding import resolve_encoding

    names = [declared] if declared else []
    for found in _DECLARATION.finditer(data[:_DECLARED_WITHIN]):
        names.append((found[1] or found[2]).decode("ascii"))
    for name in names:
        name = name.strip().lower()
        if name in _CHINESE_NAMES:
            return "gb18030"
        if known := resolve_encoding(name):
            return known
    return ""


def _decode_marked(data: bytes, encoding: str, name: str) -> str:
    """Decode bytes that begin with the byte order mark of `encoding`.

    U+FFFD replaces a few damaged ones, such as half a character at the end of a file that was cut.
    """
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        if text.count(REPLACEMENT) <= min(_most_damaged(text), len(text) // _ONE_IN_SHORT):
            return text
        shown = encoding.removesuffix("-sig").upper()
        raise InvalidInputError(
            f"it begins with the byte order mark of {shown}, but is not {shown}",
            source=name,
            place=f"byte {error.start}",
            remedy="convert it to UTF-8 first",
        ) from error


def _most_damaged(text: str) -> int:
    """Return how many damaged characters a text may have and still be read."""
    return max(MOST_DAMAGED, len(text) // _MOST_DAMAGED_ONE_IN)


def _decode_unmarked(data: bytes) -> tuple[str, str] | None:
    """Decode English in UTF-16 without a byte order mark, or bytes in CESU-8; None for any other.

    Such English is valid UTF-8, too: letters with a zero byte beside each.
    """
    whole = data.rstrip(b"\0")  # zeros at the end belong to no character
    for encoding, high in (("utf-16-le", 1), ("utf-16-be", 0)):
        zeros, others = whole[high::2].count(0), whole[1 - high :: 2].count(0)
        if zeros > max(_LEAST_ZERO_BYTES * len(whole), others * _ZERO_RATIO):
            with suppress(UnicodeDecodeError):
                return data.decode(encoding), encoding
    if _HALF_CHARACTER.search(data):
        wide = data.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")
        return wide.decode("utf-16-le", "replace"), "utf-8"
    return None


def _decode_lines(data: bytes) -> tuple[str, str, str] | None:
    """Decode bytes of which some lines are Chinese in UTF-8 and all others in another encoding.

    Files that were put together from several ones are such.

    Returns:
        The text, `utf-8`, and a warning; None if the bytes are not such.
    """
    lines = data.split(b"\n")
    texts: dict[int, str] = {}
    others: dict[int, bytes] = {}
    for at, line in enumerate(lines):
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            text = ""
        if line.isascii() or is_chinese(text):
            texts[at] = line.decode("utf-8")
        else:
            others[at] = line
    if not others or all(line.isascii() for line in texts.values()):
        return None
    for encoding in ("gb18030", *_BIG5):
        try:
            read = {at: line.decode(encoding) for at, line in others.items()}
        except UnicodeDecodeError:
            continue
        if all(map(is_chinese, read.values())):
            shown = describe_rows([at + 1 for at in read], noun="line")
            verb = "was" if len(read) == 1 else "were"
            warning = f"{shown} {verb} read as {encoding}, the others as UTF-8; compare them"
            merged = texts | read
            return "\n".join(merged[at] for at in range(len(lines))), "utf-8", warning
    return None


def _decode_short(data: bytes) -> tuple[str, str] | None:
    """Decode bytes of a few Chinese characters in daily use; None for any other."""
    for encoding in ("gb18030", "big5", "utf-16-le", "utf-16-be"):
        with suppress(UnicodeDecodeError):
            if is_short_chinese(text := data.decode(encoding), encoding):
                return text, encoding
    return None


def _looks_western(data: bytes) -> bool:
    """Tell whether bytes are an English text of Windows: its other signs stand among letters.

    Each letter beyond ASCII stands beside one of ASCII, and all are few: “café”, £30.
    """
    letters = len(_ASCII_LETTER.findall(data))
    beyond = len(_BEYOND_ASCII.findall(data))
    return letters >= _LEAST_LETTERS * beyond and _STRANGE_LETTER.search(data) is None


def _is_misread(text: str) -> bool:
    """Tell whether a few characters that are valid UTF-8 are no text in it: Ŀ¼ for 目录.

    A word without any letter of ASCII is in one alphabet, and has no signs in it.
    """
    if text.isascii() or max(text) > _TWO_BYTES or any(map(str.isascii, filter(str.isalpha, text))):
        return False
    beyond = [char for char in text if ord(char) > LAST_ASCII]
    blocks = {next(n for n, end in enumerate(_ALPHABETS) if char <= end) for char in beyond}
    return len(blocks) > 1 or not all(map(str.isalpha, beyond)) or blocks == {_LATIN_EXTENDED}


def _decode_other(data: bytes, claim: str, name: str, error: UnicodeDecodeError) -> tuple[str, str]:
    """Decode bytes that are not UTF-8; return the text and the encoding.

    Args:
        data: the bytes.
        claim: the declared encoding, or an empty string.
        name: file or URL, for messages.
        error: the error that was raised when they were decoded as UTF-8.
    """
    trusted = [claim] if claim not in ("", "utf-8") else []
    if claim == _WESTERN and not _looks_western(data):  # old programs declare it for every page
        trusted = []
    if data[1::2].count(0) > _LEAST_ZERO_BYTES * len(data):
        trusted = ["utf-16-le"]
    elif data[0::2].count(0) > _LEAST_ZERO_BYTES * len(data):
        trusted = ["utf-16-be"]
    for encoding in [*trusted, "gb18030", *_BIG5, "utf-16-le", "utf-16-be"]:
        try:
            errors = _GBK_ERRORS if encoding == "gb18030" else "strict"
            text = data.decode(encoding, errors)
        except (UnicodeDecodeError, LookupError):
            continue
        if encoding in trusted or is_chinese(text):
            return text, encoding
    if claim != _WESTERN and (short := _decode_short(data)) is not None:
        return short
    beyond_ascii = sum(byte > LAST_ASCII for byte in data)
    is_western = beyond_ascii < _MOST_WESTERN_MARKS * len(data) or _looks_western(data)
    if claim == _WESTERN or (is_western and claim != "utf-8"):
        return data.decode(_WESTERN, errors="replace"), _WESTERN
    for encoding in ("utf-8", "gb18030", "big5hkscs"):
        errors = _GBK_REPLACE if encoding == "gb18030" else "replace"
        text = data.decode(encoding, errors)
        if text.count(REPLACEMENT) <= _most_damaged(text) and is_chinese(text):
            return text, encoding
    raise InvalidInputError(
        f"it is not UTF-8 (the byte is 0x{data[error.start]:02x}), and no other encoding fits",
        source=name,
        place=f"byte {error.start}",
        remedy="open it in a text editor and save it as UTF-8, or convert it, for instance "
        "with  iconv -f ENCODING -t UTF-8",
    ) from error
