"""Read XML of other programs as a stream of elements, with limits of size, depth and entities.

Nothing that a file refers to is opened, and a file that declares entities is refused. The encoding
is found as `validate` finds it.
"""

from __future__ import annotations

import codecs
import io
from collections import Counter
from collections.abc import Collection, Mapping
from typing import Protocol
from xml.parsers import expat

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.records import FileLine
from aigov_corpus.tmx_validation.decoding import DECLARED, FIRST_LINE, TmxText
from aigov_corpus.tmx_validation.findings import Findings, StopChecking
from aigov_corpus.tmx_validation.messages import CAUSES

_MOST_NESTED = 100
"""Elements that may be open at once; those of translation programs nest some 15."""
_LONGEST_MARKUP = 1 << 20
"""Bytes of the longest tag or comment; the parser would read a longer one again and again."""
_ONE_BYTE = frozenset(
    (
        b"iso-8859-1",
        b"iso-8859-15",
        b"latin1",
        b"latin-1",
        b"windows-1252",
        b"cp1252",
        b"windows-1251",
    )
)
"""Names of encodings in which every byte, or nearly every one, is a letter."""
_REMEDY = "export it again; for TMX,  aigov-corpus validate  lists what is wrong"


class Handler(Protocol):
    """What is called for each element of a file, in order.

    Names have no prefix. Elements of other vocabularies than that of the first element are passed
    over, with all that they hold, unless they are asked for.
    """

    def start(self, tag: str, attributes: Mapping[str, str], line: int) -> None:
        """An element begins on this line."""

    def text(self, text: str) -> None:
        """A piece of text stands in the element that was begun last."""

    def end(self, tag: str) -> None:
        """The element ends."""


def read_xml(
    data: bytes,
    handler: Handler,
    *,
    name: str,
    roots: Collection[str],
    is_one_vocabulary: bool = True,
    foreign: Collection[str] = (),
) -> list[str]:
    """Call a handler for each element of a file, and return notes on what was replaced in it.

    Args:
        data: the bytes of the file.
        handler: gets the elements.
        name: name of the file, for messages.
        roots: names that the first element may have.
        is_one_vocabulary: whether elements of other vocabularies than that of the first element
            are passed over.
        foreign: names of elements of other vocabularies that are not passed over; the handler gets
            them with their prefix, such as `sdl:seg`.

    Raises:
        InvalidInputError: it is no such file, is damaged, is nested too deeply, or declares
            entities.
    """
    findings = Findings(name)
    data, notes = _with_true_encoding(data)
    reader = _Reader(handler, name, roots, foreign, is_one_vocabulary=is_one_vocabulary)
    codes: Counter[str] = Counter()
    try:
        for text in TmxText(io.BytesIO(data), findings, stand_in=" ", is_strict=False):
            _take(findings, codes)
            reader.parse(text)
        reader.parse("", is_last=True)
    except StopChecking:
        pass  # the finding says why
    _take(findings, codes)
    replaced = codes["illegal-character"]
    if replaced:
        notes.append(f"characters that XML forbids were replaced by spaces: {replaced:,}")
    return notes


def _with_true_encoding(data: bytes) -> tuple[bytes, list[str]]:
    """Mark UTF-8 that is declared as an encoding of one byte a letter, so that it is read right.

    Any bytes are a text in such an encoding, and those of Chinese a senseless one. Bytes beyond
    ASCII that are valid UTF-8 are hardly ever anything else.
    """
    found = DECLARED.match(data[:FIRST_LINE])
    if not found or found[1].lower() not in _ONE_BYTE or data.isascii():
        return data, []
    try:
        data.decode()
    except UnicodeDecodeError:
        return data, []
    declared = found[1].decode()
    note = f"it declares {declared}, but its bytes are UTF-8, and were read as such"
    return codecs.BOM_UTF8 + data, [note]


def _take(findings: Findings, codes: Counter[str]) -> None:
    """Count findings; raise an error for one that makes the text wrong."""
    for finding in findings.take():
        codes[finding.code] += 1
        if finding.code in ("empty-file", "not-xml", "undecodable"):
            place = finding.places[0]
            line = place.line if isinstance(place, FileLine) else 0
            reason, _, remedy = finding.message.rstrip(".").partition(": ")
            raise InvalidInputError(
                reason[:1].lower() + reason[1:],
                source=place.file if isinstance(place, FileLine) else "",
                place=f"line {line}" if line else "",
                remedy=remedy or _REMEDY,
            )


class _Reader:
    """The XML parser of one file."""

    def __init__(
        self,
        handler: Handler,
        name: str,
        roots: Collection[str],
        foreign: Collection[str],
        *,
        is_one_vocabulary: bool,
    ) -> None:
        self._handler = handler
        self._name = name
        self._roots = roots
        self._is_one_vocabulary = is_one_vocabulary
        self._foreign_names = frozenset(foreign)
        self._prefix = ""
        self._depth = 0
        self._foreign = 0
        """Depth of the outermost open element of another vocabulary; 0 if none is open."""
        self._bytes = 0
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self._parser.EntityDeclHandler = self._refuse_entity
        self._parser.SkippedEntityHandler = self._skip_entity
        self._parser.StartElementHandler = self._start
        self._parser.CharacterDataHandler = self._text
        self._parser.EndElementHandler = self._end

    def parse(self, text: str, *, is_last: bool = False) -> None:
        """Parse a piece of the file."""
        try:
            self._parser.Parse(text, is_last)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            cause = CAUSES.get(reason, reason).partition(":")[0]
            raise self._error(f"the XML is broken here: {cause}", error.lineno) from error
        self._bytes += len(text.encode("utf-8", "surrogatepass"))
        if self._bytes - max(0, self._parser.CurrentByteIndex) > _LONGEST_MARKUP and not is_last:
            raise self._error("a tag or comment is longer than a megabyte")

    def _error(self, reason: str, line: int = 0) -> InvalidInputError:
        place = f"line {line or self._parser.CurrentLineNumber}"
        return InvalidInputError(reason, source=self._name, place=place, remedy=_REMEDY)

    def _refuse_entity(self, entity: str, *_: object) -> None:
        raise self._error("it declares an entity, which can be misused").with_fields(
            remedy="delete the declaration, which no translation program needs"
        )

    def _skip_entity(self, entity: str, is_parameter: bool) -> None:
        if not is_parameter:
            raise self._error(f"XML does not know &{entity[:40]};")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        prefix, _, local = tag.rpartition(":")
        self._depth += 1
        if self._depth == 1:
            if local not in self._roots:
                wanted = " or ".join(f"<{root}>" for root in self._roots)
                raise self._error(f"the first element is <{tag[:40]}>, not {wanted}")
            self._prefix = prefix
        if self._depth > _MOST_NESTED:
            raise self._error(f"elements are nested more than {_MOST_NESTED} deep")
        is_other = self._is_one_vocabulary and prefix != self._prefix
        if is_other and not self._foreign and local not in self._foreign_names:
            self._foreign = self._depth
        if not self._foreign:
            name = tag if is_other else local
            self._handler.start(name, attributes, self._parser.CurrentLineNumber)

    def _text(self, text: str) -> None:
        if not self._foreign:
            self._handler.text(text)

    def _end(self, tag: str) -> None:
        if not self._foreign:
            prefix, _, local = tag.rpartition(":")
            is_other = self._is_one_vocabulary and prefix != self._prefix
            self._handler.end(tag if is_other else local)
        elif self._foreign == self._depth:
            self._foreign = 0
        self._depth -= 1
