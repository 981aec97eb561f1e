"""Decode the bytes of a text by what they are, not only by what the file declares.

Declarations are often wrong. Saved pages declare gb2312 long after they were converted to UTF-8.
And pages that declare gb2312 use characters that it lacks, such as 㙦; lxml leaves these out and
says nothing. So every text is decoded here, before a parser sees it.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from typing import NamedTuple

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction.whitespace import STEERING

_CHINESE_NAMES = {
    "gb2312", "gbk", "gb18030", "cp936", "hz-gb-2312", "euc-cn", "x-gbk", "gb_2312-80", "csgb2312",
}  # fmt: skip
"""Names of encodings that are read as gb18030, which holds every character of theirs."""

_BINARY = (
    b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"7z\xbc\xaf",
    b"Rar!",
)  # fmt: skip
"""First bytes of files that hold no text: PDF, images, archives, old Office files."""

_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_DECLARATION = re.compile(
    rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)|<\?xml[^>]*encoding=["']([A-Za-z0-9_.-]+)"""
)
_STEERING = re.compile(f"[{STEERING}]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_LAST_ASCII = 0x7F
_CHINESE_MARKS = frozenset("，。、；：？！“”‘’（）《》　—…·〔〕")
_USUAL_CHARACTERS = frozenset("的一是在不了有和人这中大为上个国以要会年时政发展民的第条章、，。")

_EURO_IN_GBK = 0x80
"""The byte that is the euro sign in code page 936, Windows' GBK; GB 18030 has none there."""

_GBK_ERRORS = "aigov-corpus-gbk"
"""Name of the handler of errors under which this byte is a euro sign, others stay errors."""

_GBK_REPLACE = "aigov-corpus-gbk-replace"
"""Name of the handler under which other bytes that cannot be decoded become U+FFFD."""

_MOST_REPLACED = 0.05
"""Share of the characters beyond ASCII that may be U+FFFD in a text that came so.

Above it, the text was damaged before it was saved, and much of it is lost.
"""

_LARGEST = 50_000_000
"""Bytes of the largest file that is read; the longest laws have less than one million."""

_DECLARED_WITHIN = 8192
"""Bytes at the head of a file in which an encoding may be declared.

The HTML standard asks for it within the first 1,024; pages do not keep to that.
"""

_MOST_CONTROLS = 8
"""Control characters that a text may hold, whatever its length."""

_MOST_CONTROL_SHARE = 0.02
"""Share of a text's characters that may be control characters."""

_LEAST_ZERO_BYTES = 0.25
"""Share of a file's bytes that are zero, and all at even or all at odd places, if it is UTF-16.

In UTF-16 every character of ASCII has one zero byte.
"""

_MOST_WESTERN_MARKS = 0.05
"""Share of bytes beyond ASCII in an English text in cp1252: its quotation marks and dashes."""

_MOST_DAMAGED = 3
"""Damaged characters that a short text may have, and still be decoded."""

_MOST_DAMAGED_ONE_IN = 1000
"""Characters of a text for each damaged one that it may have."""

_LEAST_CHINESE = 0.9
"""Share of the characters beyond ASCII of a Chinese text that are Chinese characters and marks."""

_LEAST_USUAL = 0.05
"""Share of the characters beyond ASCII of a Chinese text that are the most usual ones."""

_GARBLED_SAMPLE = 400
"""Characters beyond ASCII that are tested for being garbled."""

_LEAST_GARBLED = 12
"""Fewest characters beyond ASCII for a text to be tested; a few show nothing."""

_LEAST_RESTORED = 0.7
"""Share of the bytes of a garbled text that decode again when the wrong reading is undone."""

_LEAST_ENCODED = 0.5
"""Bytes for each character of a garbled text when the wrong reading is undone."""

# (encoding in which a text was wrongly read, encoding in which it should have been)
_WRONG_READINGS = (
    ("gb18030", "utf-8"),
    ("cp1252", "utf-8"),
    ("latin-1", "utf-8"),
    ("latin-1", "gb18030"),
)


def _euro_or_error(error: UnicodeError) -> tuple[str, int]:
    """Return the euro sign and where decoding goes on, or raise the error again."""
    if isinstance(error, UnicodeDecodeError) and error.object[error.start] == _EURO_IN_GBK:
        return "€", error.start + 1
    raise error


def _euro_or_replacement(error: UnicodeError) -> tuple[str, int]:
    """Return the euro sign or U+FFFD, and where decoding goes on."""
    if isinstance(error, UnicodeDecodeError):
        is_euro = error.object[error.start] == _EURO_IN_GBK
        return ("€", error.start + 1) if is_euro else (_REPLACEMENT, error.end)
    raise error


codecs.register_error(_GBK_ERRORS, _euro_or_error)
codecs.register_error(_GBK_REPLACE, _euro_or_replacement)


class Decoded(NamedTuple):
    """A decoded text."""

    text: str
    encoding: str
    """Name of the encoding, as Python has it."""
    warnings: list[str]
    """Sentences on a wrong declaration, damaged characters, or a text that looks garbled."""


def decode(data: bytes, *, name: str, declared: str = "") -> Decoded:
    """Decode the bytes of a text.

    In this order: a byte order mark decides; bytes that are valid UTF-8 are UTF-8, whatever is
    declared; then comes the declared encoding, and then whichever of gb18030, Big5 and UTF-16 gives
    Chinese. A few damaged bytes are replaced by U+FFFD.

    Args:
        data: the bytes as they came.
        name: file or URL, for messages.
        declared: the encoding that the HTTP header gives; empty if there was none. It goes before
            the one that the text declares itself.

    Raises:
        InvalidInputError: the bytes are empty, too many, binary, or in no such encoding; or many of
            the characters were lost before.
    """
    _check_size(data, name)
    if data.startswith(_BINARY):
        raise InvalidInputError(
            "it is not text but a PDF, image, archive or old Office file",
            source=name,
            remedy="export it as text",
        )
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            text = _decode_marked(data, encoding, name)
            return Decoded(_without_controls(text, name), encoding.removesuffix("-sig"), [])
    claim = _declared_encoding(data, declared)
    warnings: list[str] = []
    try:
        text, encoding = data.decode("utf-8"), "utf-8"
        if claim and claim != "utf-8" and not data.isascii():
            warnings.append(f"declared as {claim} but the bytes are UTF-8; read as UTF-8")
    except UnicodeDecodeError as error:
        text, encoding = _decode_other(data, claim, name, error)
        if claim == "utf-8" != encoding:
            warnings.append(f"declared as UTF-8 but the bytes are {encoding}; read as {encoding}")
    _check_damage(text, name)
    warnings += _find_damage(text, encoding)
    return Decoded(_without_controls(text, name), encoding, warnings)


def _check_size(data: bytes, name: str) -> None:
    """Raise InvalidInputError if there are no bytes but white space, or too many."""
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
    """Return the first declared encoding that is known, as Python calls it; empty if none is.

    Args:
        data: the bytes, at whose head an encoding may be declared as in HTML or XML.
        declared: the encoding that the HTTP header gives, or an empty string.
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
            return "gb18030" if known in _CHINESE_NAMES else known
    return ""


def _decode_marked(data: bytes, encoding: str, name: str) -> str:
    """Decode bytes that begin with the byte order mark of an encoding."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        shown = encoding.removesuffix("-sig").upper()
        raise InvalidInputError(
            f"it begins with the byte order mark of {shown}, but is not {shown}",
            source=name,
            place=f"byte {error.start}",
            remedy="convert it to UTF-8 first",
        ) from error


def _decode_other(data: bytes, claim: str, name: str, error: UnicodeDecodeError) -> tuple[str, str]:
    """Decode bytes that are not UTF-8; return the text and the encoding.

    Args:
        data: the bytes.
        claim: the encoding that is declared, or an empty string.
        name: file or URL, for messages.
        error: why the bytes are not UTF-8.
    """
    trusted = [claim] if claim not in ("", "utf-8") else []
    if data[1::2].count(0) > _LEAST_ZERO_BYTES * len(data):
        trusted = ["utf-16-le"]
    elif data[0::2].count(0) > _LEAST_ZERO_BYTES * len(data):
        trusted = ["utf-16-be"]
    for encoding in [*trusted, "gb18030", "big5", "utf-16-le", "utf-16-be"]:
        try:
            errors = _GBK_ERRORS if encoding == "gb18030" else "strict"
            text = data.decode(encoding, errors)
        except (UnicodeDecodeError, LookupError):
            continue
        if encoding in trusted or _is_chinese(text):
            return text, encoding
    beyond_ascii = sum(byte > _LAST_ASCII for byte in data)
    if beyond_ascii < _MOST_WESTERN_MARKS * len(data) and claim != "utf-8":
        return data.decode("cp1252", errors="replace"), "cp1252"
    for encoding in ("utf-8", "gb18030"):
        errors = _GBK_REPLACE if encoding == "gb18030" else "replace"
        text = data.decode(encoding, errors)
        most_damaged = max(_MOST_DAMAGED, len(text) // _MOST_DAMAGED_ONE_IN)
        if text.count(_REPLACEMENT) <= most_damaged and _is_chinese(text):
            return text, encoding
    raise InvalidInputError(
        f"it is not UTF-8 (the byte is 0x{data[error.start]:02x}), and no other encoding fits",
        source=name,
        place=f"byte {error.start}",
        remedy="convert it first, for instance with  iconv -f ENCODING -t UTF-8",
    ) from error


def _check_damage(text: str, name: str) -> None:
    """Raise InvalidInputError if much of a text is U+FFFD, which stands for lost characters."""
    lost = text.count(_REPLACEMENT)
    beyond_ascii = sum(ord(char) > _LAST_ASCII for char in text) if lost > _MOST_DAMAGED else 0
    if lost > max(_MOST_DAMAGED, _MOST_REPLACED * beyond_ascii):
        raise InvalidInputError(
            f"{lost} of its characters are lost: U+FFFD stands in their place",
            source=name,
            place=f"character {text.index(_REPLACEMENT)}",
            remedy="take another copy, saved in the encoding of the original",
        )


def _find_damage(text: str, encoding: str) -> Iterable[str]:
    """Yield a warning for damaged characters, and one for a text that looks garbled."""
    if damaged := text.count(_REPLACEMENT):
        at = len(text[: text.index(_REPLACEMENT)].encode(encoding, "replace"))
        yield f"{damaged} characters are damaged, the first near byte {at}; look for a better copy"
    if _is_garbled(text):
        yield (
            "the text looks garbled, as if it had once been read in a wrong encoding and saved "
            "again; fetch it again, or take another copy"
        )


def _is_chinese(text: str) -> bool:
    """Return whether a decoded text is Chinese.

    A wrong encoding gives rare characters. Of its characters beyond ASCII, most are Chinese, and
    some are among the most usual ones.
    """
    beyond = [char for char in text if ord(char) > _LAST_ASCII and char != _REPLACEMENT]
    chinese = sum("一" <= char <= "龥" or char in _CHINESE_MARKS for char in beyond)
    usual = sum(char in _USUAL_CHARACTERS for char in beyond)
    return (
        bool(beyond)
        and chinese >= _LEAST_CHINESE * len(beyond)
        and usual >= _LEAST_USUAL * len(beyond)
    )


def _is_garbled(text: str) -> bool:
    """Return whether a text was once read in a wrong encoding and saved again (mojibake).

    If a wrong reading is undone, its characters beyond ASCII become Chinese.
    """
    beyond = "".join(char for char in text if ord(char) > _LAST_ASCII)[:_GARBLED_SAMPLE]
    if len(beyond) < _LEAST_GARBLED:
        return False
    for wrong, right in _WRONG_READINGS:
        data = beyond.encode(wrong, errors="ignore")
        restored = data.decode(right, errors="ignore")
        enough = len(data) >= _LEAST_ENCODED * len(beyond)
        if not enough or len(restored.encode(right)) < _LEAST_RESTORED * len(data):
            continue
        if _is_chinese(restored):
            return True
    return False


def _without_controls(text: str, name: str) -> str:
    """Return a text without control characters.

    Raises:
        InvalidInputError: it has more of them than a text has.
    """
    controls = len(_CONTROL.findall(text))
    if controls > max(_MOST_CONTROLS, _MOST_CONTROL_SHARE * len(text)):
        first = _CONTROL.search(text)
        raise InvalidInputError(
            f"it is not text: it holds {controls} control characters from here on",
            source=name,
            place=f"character {first.start() if first else 0}",
            remedy="give the text, not a binary file",
        )
    return _STEERING.sub("", _CONTROL.sub("", text))
