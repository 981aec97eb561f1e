"""The characters of a file: its encoding, and those that XML forbids."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from aigov_corpus.tmx_validation.messages import Findings, StopChecking

_CHUNK = 1 << 16
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REFERENCE = re.compile("&#(?:x([0-9A-Fa-f]+)|([0-9]+));")
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_STANDS_IN = "\u00a0"  # not a plain space, which would be reported in its turn
_MARKS = codecs.BOM_UTF8 + codecs.BOM_UTF16_LE
_NOT_XML = (
    (b"PK\x03\x04", "a ZIP archive, as the packages of many translation programs are: unpack it"),
    (b"\x1f\x8b", "a file compressed with gzip: unpack it"),
    (
        b"SQLite format 3",
        "a database, as Trados keeps its memories (.sdltm): export it there as TMX",
    ),
    (b"%PDF", "a PDF: export the translation memory as TMX"),
)


class Characters:
    """The text of a stream, chunk by chunk, with another character for each one that XML forbids.

    So the check goes on behind it and finds the next one. A file's own word about its
    encoding is believed as far as its bytes bear it out.
    """

    def __init__(self, stream: BinaryIO, findings: Findings) -> None:
        self._stream = stream
        self._findings = findings
        self._line = 1
        self._encoding = ""
        self._told = False

    def __iter__(self) -> Iterator[str]:
        """Yield the text.

        Raises:
            StopChecking: it is no XML; the finding that says so is there.
        """
        chunk = self._stream.read(_CHUNK)
        self._look(chunk)
        self._encoding = self._choose(chunk)
        # undecodable bytes become lone surrogates, which are reported with the forbidden characters
        wide = self._encoding.startswith("utf-16")
        decoder = codecs.getincrementaldecoder(self._encoding)(
            "replace" if wide else "surrogateescape"
        )
        kept = ""
        while chunk:
            following = self._stream.read(_CHUNK)
            text = kept + decoder.decode(chunk, not following)
            begun = text.rfind("&", max(0, len(text) - 12)) if following else -1
            text, kept = (text[:begun], text[begun:]) if begun >= 0 else (text, "")
            yield self._clean(text, chunk)
            chunk = following

    def _look(self, head: bytes) -> None:
        if not head.strip(b"\0 \t\r\n" + _MARKS):
            self._findings.add("empty-file", 0)
            raise StopChecking
        for magic, what in _NOT_XML:
            if head.startswith(magic):
                self._findings.add("not-xml", 0, what=what)
                raise StopChecking
        if not head.lstrip(b"\0 \t\r\n" + _MARKS).startswith(b"<"):
            what = "some other kind of file, since XML begins with <: export the translation memory as TMX"
            self._findings.add("not-xml", 1, what=what)
            raise StopChecking

    def _choose(self, head: bytes) -> str:
        """Return the codec to read with, and report a declaration that misleads programs."""
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            actual = "utf-16"
        elif head.startswith((b"<\0", b"\0<")):
            actual = "utf-16-le" if head.startswith(b"<") else "utf-16-be"
        else:
            actual = "utf-8-sig"
        match = _DECLARED.match(head[:400].replace(b"\0", b"").lstrip(_MARKS))
        if not match:
            return actual
        declared = match[1].decode("ascii")
        real = "UTF-16" if actual.startswith("utf-16") else "UTF-8"
        remedy = f'write encoding="{real}" there'
        codec = _codec(declared)
        if not codec:
            but = "programs know no such encoding"
            self._findings.add("encoding", 1, declared=declared, but=but, remedy=remedy)
            return actual
        if codec in ("utf-8", "ascii") and real == "UTF-8":
            return actual
        if codec.startswith("utf-16") and real == "UTF-16":
            return actual
        if (
            real == "UTF-16"
            or codec.startswith(("utf-16", "utf-32"))
            or head.startswith(codecs.BOM_UTF8)
        ):
            but = f"the file is {real}, and programs refuse it or show garbage"
            self._findings.add("encoding", 1, declared=declared, but=but, remedy=remedy)
            return actual
        self._findings.add("encoding-unusual", 1, declared=declared)
        return codec

    def _clean(self, text: str, chunk: bytes) -> str:
        # a comment or CDATA section may hold such a reference legally; that price is paid for going on
        if "&#" in text:
            text = self._replace(_REFERENCE, text, chunk)
        text = self._replace(_ILLEGAL, text, chunk)
        self._line += text.count("\n")
        return text

    def _replace(self, pattern: re.Pattern[str], text: str, chunk: bytes) -> str:
        at, line = 0, self._line

        def replacement(match: re.Match[str]) -> str:
            nonlocal at, line
            code = ord(match[0]) if pattern is _ILLEGAL else _number(match)
            if pattern is _REFERENCE and code <= 0x10FFFF and not _ILLEGAL.match(chr(code)):
                return match[0]
            line += text.count("\n", at, match.start())
            at = match.start()
            if 0xDC80 <= code <= 0xDCFF and pattern is _ILLEGAL:
                self._undecodable(line, chunk)
            else:
                self._findings.add("illegal-character", line, code=code)
            return _STANDS_IN

        return pattern.sub(replacement, text)

    def _undecodable(self, line: int, chunk: bytes) -> None:
        if self._told:
            return
        self._told = True
        try:
            codecs.getincrementaldecoder("gb18030")().decode(chunk)
            guess = "GB18030 (GBK), usual for Chinese"
        except UnicodeDecodeError:
            guess = "an older Western encoding"
        encoding = "UTF-8" if self._encoding == "utf-8-sig" else self._encoding
        self._findings.add("undecodable", line, encoding=encoding, guess=guess)


def _codec(declared: str) -> str:
    """Return Python's name for an encoding in which ASCII is ASCII, or UTF-16 or -32; empty if it is none."""
    try:
        name = codecs.lookup(declared).name
        if name.startswith(("utf-16", "utf-32")):
            return name
        decoder = codecs.getincrementaldecoder(name)("surrogateescape")
        return name if decoder.decode(b"<?xml", True) == "<?xml" else ""
    except (LookupError, ValueError, AssertionError, TypeError):
        return ""  # Python has codecs that are not of text, or do not bear the error handler


def _number(reference: re.Match[str]) -> int:
    return int(reference[1], 16) if reference[1] else int(reference[2])
