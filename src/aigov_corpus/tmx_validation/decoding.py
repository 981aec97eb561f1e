"""Decode a TMX file: its encoding, and characters that XML forbids."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Iterator
from typing import BinaryIO

from aigov_corpus import patterns as re
from aigov_corpus.text.characters import ILLEGAL_XML
from aigov_corpus.tmx_validation.findings import Findings, StopChecking

CHUNK = 1 << 16
"""Number of bytes read at once: 64 KiB, so that a file of any size takes little memory."""

_REFERENCE = re.compile("&#(?:x0*([0-9A-Fa-f]{1,7})|0*([0-9]{1,8}));")
"""A reference to a character; one with more digits is none, and the parser says so."""

# U+D800 to U+DBFF and U+DC00 to U+DFFF (Unicode 3.8), in either notation
_HIGH_HALF = (
    "&#(?:x0*[Dd][89ABab][0-9A-Fa-f]{2}"
    "|0*(?:5529[6-9]|55[3-9][0-9]{2}|56[0-2][0-9]{2}|563[01][0-9]));"
)
_LOW_HALF = (
    "&#(?:x0*[Dd][C-Fc-f][0-9A-Fa-f]{2}"
    "|0*(?:563[2-9][0-9]|56[4-9][0-9]{2}|57[0-2][0-9]{2}|573[0-3][0-9]|5734[0-3]));"
)
_PAIR = re.compile(_HIGH_HALF + _LOW_HALF)
"""References to both halves of a surrogate pair, as some programs write an emoji."""

_LONGEST_REFERENCE = 12
"""Maximum characters of a reference to a character: those of `&#x10FFFF;` and two leading zeros."""

_UNFINISHED = re.compile(rf"(?:{_HIGH_HALF})?(?:&[^;&]{{0,{_LONGEST_REFERENCE - 2}}})?\Z")
"""The end of a piece that may go on: half of a pair, and the beginning of a reference."""

DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
"""The declaration of an encoding; group 1 is its name."""

FIRST_LINE = 400
"""Number of bytes in which the declared encoding is looked for; it has about 40 letters."""

_WIDE = ("utf-16", "utf-32")
"""Beginnings of Python's names of encodings with several bytes for each letter of ASCII."""

_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
"""Encodings, by Python's names, and those that files which declare them are really in."""

_STAND_IN = "\u00a0"
"""A no-break space, which replaces a forbidden character; a plain space may be a finding."""

_ESCAPED_BYTES = range(0xDC80, 0xDD00)
"""Code points to which `surrogateescape` (PEP 383) decodes bytes that are not valid."""

_MARKS = codecs.BOM_UTF8 + codecs.BOM_UTF16_LE
"""Bytes of which byte order marks consist."""

_BLANKS = b"\0 \t\r\n" + _MARKS
"""Bytes that may stand before the first `<`, in UTF-8 or UTF-16."""

_NOT_XML = (
    (
        b"PK\x03\x04",
        "a ZIP archive, such as a Word file, or a package of a translation program: unpack a "
        "package, or export the memory as TMX",
    ),
    (b"\x1f\x8b", "a file compressed with gzip: unpack it"),
    (
        b"SQLite format 3",
        "a database, as Trados keeps its memories (.sdltm): export it there as TMX",
    ),
    (b"%PDF", "a PDF: export the translation memory as TMX"),
)
"""Pairs: the first bytes of a file that is no XML, and what such a file is, with a remedy."""


class TmxText:
    """The text of a file, in pieces, in which a blank replaces what XML forbids.

    The parser therefore goes on after a forbidden character, so that all of them are reported. The
    declared encoding is used if the first bytes of the file do not contradict it.
    """

    def __init__(
        self,
        stream: BinaryIO,
        findings: Findings,
        *,
        stand_in: str = _STAND_IN,
        is_strict: bool = True,
    ) -> None:
        """Prepare to read; findings about encoding and characters are added to `findings`.

        Args:
            stream: the bytes of the file.
            findings: gets what is wrong.
            stand_in: what replaces a character that XML forbids.
            is_strict: whether a file that declares GB2312, GBK or Big5 may have no characters of
                their successors.
        """
        self.stand_in = stand_in
        self._is_strict = is_strict
        self._stream = stream
        self._findings = findings
        self._line = 1
        self._encoding = ""
        self._told_undecodable = False

    def __iter__(self) -> Iterator[str]:
        """Yield the text in pieces.

        A piece ends neither in a character nor in a reference of `_LONGEST_REFERENCE` characters or
        fewer, nor between the two of an emoji.

        Raises:
            StopChecking: the file is not XML; a finding says what it is.
        """
        chunk = self._stream.read(CHUNK)
        self._check_beginning(chunk)
        chosen = self._choose_encoding(chunk)
        self._encoding = chosen if self._is_strict else _WIDER.get(chosen, chosen)
        # Bytes that cannot be decoded become lone surrogates, which XML forbids too.
        handler = "replace" if self._encoding.startswith(_WIDE) else "surrogateescape"
        decoder = codecs.getincrementaldecoder(self._encoding)(handler)
        kept = ""
        while chunk:
            following = self._stream.read(CHUNK)
            text = kept + decoder.decode(chunk, not following)
            cut = len(text)
            if following:
                begun = _UNFINISHED.search(text, max(0, cut - 2 * _LONGEST_REFERENCE))
                cut = begun.start() if begun else cut
            text, kept = text[:cut], text[cut:]
            yield self._without_illegal(text, chunk)
            chunk = following

    def _check_beginning(self, head: bytes) -> None:
        """Check that a file begins as XML does.

        Raises:
            StopChecking: the file is empty or not XML; a finding says so.
        """
        beginning = head.lstrip(_BLANKS)
        if head and not head.strip(b"\0"):
            kind = "a row of NUL characters, as a damaged file or a device has"
            self._findings.add("not-xml", 0, kind=f"{kind}: export the translation memory again")
            raise StopChecking
        if not beginning:
            self._findings.add("empty-file", 0)
            raise StopChecking
        for magic, kind in _NOT_XML:
            if head.startswith(magic):
                self._findings.add("not-xml", 0, kind=kind)
                raise StopChecking
        if not beginning.startswith(b"<"):
            kind = "a file of another kind, since XML begins with <"
            self._findings.add("not-xml", 1, kind=f"{kind}: export the translation memory as TMX")
            raise StopChecking

    def _choose_encoding(self, head: bytes) -> str:
        """Return Python's name of the encoding; report a declaration that is wrong or unusual."""
        seen = _seen_encoding(head)
        match = DECLARED.match(head[:FIRST_LINE].replace(b"\0", b"").lstrip(_MARKS))
        if not match:
            return seen
        declared = match[1].decode("ascii")
        real = seen[: len("utf-16")].upper() if seen.startswith(_WIDE) else "UTF-8"
        remedy = f'write encoding="{real}" there'
        codec = _codec(declared)
        if not codec:
            but = "programs know no such encoding"
            self._findings.add("encoding", 1, declared=declared, but=but, remedy=remedy)
            return seen
        if codec in ("utf-8", "ascii") and real == "UTF-8":
            return seen
        if codec.startswith("utf-16") and real == "UTF-16":
            return seen
        if codec.startswith("utf-32") and real == "UTF-32":
            self._findings.add("encoding-unusual", 1, declared=declared)
            return seen
        if real != "UTF-8" or codec.startswith(_WIDE) or head.startswith(codecs.BOM_UTF8):
            but = f"the file is {real}, and programs refuse it or show garbage"
            self._findings.add("encoding", 1, declared=declared, but=but, remedy=remedy)
            return seen
        self._findings.add("encoding-unusual", 1, declared=declared)
        return codec

    def _without_illegal(self, text: str, chunk: bytes) -> str:
        """Replace and report the characters that XML forbids, and references to them.

        In a comment or CDATA section, `&#11;` is no reference and is legal, but it is reported too:
        only the parser could tell the difference, and it would stop at the first real reference.
        """
        if "&#" in text:
            text = text if self._is_strict else _PAIR.sub(_joined, text)
            text = _REFERENCE.sub(self._replacement(text, chunk), text)
        text = ILLEGAL_XML.sub(self._replacement(text, chunk), text)
        self._line += text.count("\n")
        return text

    def _replacement(self, text: str, chunk: bytes) -> _Replacement:
        return _Replacement(self, text, chunk, self._line)

    def report_illegal(self, code: int, line: int, chunk: bytes, *, is_reference: bool) -> None:
        """Report a character that XML forbids.

        If it stands for a byte that is not valid in the encoding, report once for the file that its
        bytes are in another encoding.

        Args:
            code: code point of the character.
            line: number of its line, from 1.
            chunk: the bytes of the file around it, from which another encoding is guessed.
            is_reference: whether it is written as a reference, such as `&#11;`.
        """
        if is_reference or code not in _ESCAPED_BYTES:
            self._findings.add("illegal-character", line, code=code)
        elif not self._told_undecodable:
            self._told_undecodable = True
            encoding = "UTF-8" if self._encoding == "utf-8-sig" else self._encoding
            guess = _guess_encoding(chunk)
            self._findings.add("undecodable", line, encoding=encoding, guess=guess)


class _Replacement:
    """Function for `re.sub` that reports each forbidden character and returns its replacement."""

    def __init__(self, owner: TmxText, text: str, chunk: bytes, line: int) -> None:
        self._owner = owner
        self._text = text
        self._chunk = chunk
        self._line = line
        self._at = 0

    def __call__(self, match: re.Match[str]) -> str:
        is_reference = len(match[0]) > 1  # not the forbidden character itself
        code = _referred(match) if is_reference else ord(match[0])
        if is_reference and code <= sys.maxunicode and not ILLEGAL_XML.match(chr(code)):
            return match[0]
        self._line += self._text.count("\n", self._at, match.start())
        self._at = match.start()
        self._owner.report_illegal(code, self._line, self._chunk, is_reference=is_reference)
        return self._owner.stand_in


def _seen_encoding(head: bytes) -> str:
    """Return Python's name of the encoding that the first bytes show: UTF-32, UTF-16 or UTF-8."""
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if head.startswith(b"<\0\0\0"):
        return "utf-32-le"
    if head.startswith(b"\0\0\0<"):
        return "utf-32-be"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if head.startswith(b"<\0"):
        return "utf-16-le"
    if head.startswith(b"\0<"):
        return "utf-16-be"
    return "utf-8-sig"


def _codec(declared: str) -> str:
    """Return Python's name of a declared encoding in which a file can be read.

    These encodings are UTF-16, UTF-32, and those that write the letters of ASCII as ASCII does.

    Returns:
        An empty text for any other name. Some codecs of Python are not of text (base64), and some
        cannot mark the bytes that are not valid.
    """
    try:
        name = codecs.lookup(declared).name
        if name.startswith(("utf-16", "utf-32")):
            return name
        decoder = codecs.getincrementaldecoder(name)("surrogateescape")
        return name if decoder.decode(b"<?xml", True) == "<?xml" else ""
    except (LookupError, ValueError, AssertionError, TypeError):
        return ""


def _guess_encoding(chunk: bytes) -> str:
    """Return a guess, in words for a message, at the encoding of bytes that are not UTF-8."""
    try:
        codecs.getincrementaldecoder("gb18030")().decode(chunk)
    except UnicodeDecodeError:
        return "an older Western encoding"
    return "GB18030 (GBK), usual for Chinese"


def _joined(pair: re.Match[str]) -> str:
    """Return the character of two references to the halves of a surrogate pair."""
    halves = "".join(chr(_referred(found)) for found in _REFERENCE.finditer(pair[0]))
    return halves.encode("utf-16", "surrogatepass").decode("utf-16")


def _referred(reference: re.Match[str]) -> int:
    """Return the code point that a reference such as `&#x56FD;` or `&#10067;` stands for."""
    return int(reference[1], 16) if reference[1] else int(reference[2])
