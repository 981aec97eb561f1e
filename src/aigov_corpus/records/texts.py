"""Texts: a page or file, the document that is read from it, and its sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from aigov_corpus.records.grouping import group_by

BlockKind = Literal["title", "heading", "paragraph", "item", "table_row", "signoff", "provenance"]
"""The kinds of blocks.

`signoff` is a line that names the signer or the date. `provenance` is a line about the file, such
as its address; it is not part of the text.
"""
HEADING_KINDS = frozenset({"title", "heading"})
"""The kinds of blocks that say what stands below them."""
FIRST_SECTION = "0"
"""Section path of everything before the first heading."""
CONTENTS_SECTION = "toc"
"""Section path of a table of contents."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A page as a server sent it at one time."""

    url: str
    """The URL that was requested."""
    body: bytes
    """The content of the page, decompressed."""
    sha256: str
    """SHA-256 of `body` in hexadecimal."""
    fetched_at: str
    """Time of the request: UTC, ISO 8601."""
    final_url: str = ""
    """The URL that answered in the end, after all redirects."""
    status: int = 200
    """HTTP status code of the answer."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """HTTP header fields of the answer."""
    path: str = ""
    """File that holds `body`, relative to the raw directory."""


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file that a person put into the raw directory."""

    path: str
    """Path of the file, relative to the raw directory."""
    body: bytes
    """The content of the file."""
    sha256: str
    """SHA-256 of `body` in hexadecimal."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of a document, a heading, or the like."""

    kind: BlockKind
    text: str
    lang: str
    section: str = "0"
    """Section path; `0` before the first heading. A heading is in the section that it opens."""
    level: int = 0
    """Depth of that section, counted from 1; 0 before the first heading."""
    paragraph: int = field(default=0, compare=False)
    """Number of the paragraph of the file that it was read from, from 1; 0 if it is not known.

    Both documents of a bilingual file count in one order. Blocks of the two with the same number
    stand in one paragraph or row of a table, and so are translations of each other.
    """


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A piece of a file's text that is in no block, and the reason."""

    text: str
    reason: str
    """What the piece is: `code`, `front matter`, `watermark`, `other language`, …"""
    place: str = ""
    """Its place in the file, such as `line 12`; empty if unknown."""


@dataclass(frozen=True, slots=True)
class Document:
    """One language version of a text: its blocks, and the facts known about it."""

    title: str
    lang: str
    """Language code, with script and region if the user named them: `zh`, `en`, `zh-TW`."""
    blocks: tuple[Block, ...]
    """The blocks in reading order."""
    url: str = ""
    """URL that the text comes from; empty if unknown, like all fields below."""
    published: str = ""
    """Time of publication in ISO 8601 with offset: `2021-08-01T06:08:00+08:00`."""
    updated: str = ""
    """Time of the last change, in the same form."""
    source: str = ""
    """The publisher that the page names (来源)."""
    sha256: str = ""
    """SHA-256 of the raw bytes in hexadecimal; of several pages, that of their hashes in order."""
    meta: Mapping[str, Any] = field(default_factory=dict)
    """Further facts, ready for JSON: document number, issuer, attachments, warnings, …"""
    left_out: tuple[LeftOut, ...] = ()
    """Text of the file that is in no block; together with the blocks it is all of the text."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence, heading or item: `document.blocks[block].text[start:end] == text`."""

    id: str
    """Language and a hash of the text, `zh-5f1d0c9a7be24e31`; see `segmentation.ids`."""
    text: str
    block: int
    """0-based index into `Document.blocks`."""
    start: int
    """Offset of the first character in the text of the block."""
    end: int
    """Offset after the last character."""
    kind: BlockKind
    """Kind of the block."""
    section: str
    """Section path of the block."""


@dataclass(frozen=True, slots=True)
class Segmented:
    """A document and its segments in order; together they hold all its text but white space."""

    document: Document
    segments: tuple[Segment, ...]
    segmenter: str
    """Name and version of the segmenter, such as `zh/1`; part of the signature of every pair."""

    def __post_init__(self) -> None:
        """Check that the segments, in order, hold all of the text but white space, unchanged."""
        if len({segment.id for segment in self.segments}) != len(self.segments):
            raise ValueError("two segments have the same id")
        by_block = group_by(self.segments, lambda segment: segment.block)
        if list(by_block) != sorted(by_block):
            raise ValueError("segments must follow the order of their blocks")
        for number, block in enumerate(self.document.blocks):
            if block.kind == "provenance":
                continue
            at = 0
            for segment in by_block.get(number, []):
                if block.text[segment.start : segment.end] != segment.text or not segment.text:
                    raise ValueError(f"segment {segment.id} is not the text of its block")
                if block.text[at : segment.start].strip():
                    raise ValueError(
                        f"text of block {number + 1} before segment {segment.id} is lost"
                    )
                at = segment.end
            if block.text[at:].strip():
                raise ValueError(f"text at the end of block {number + 1} is in no segment")
