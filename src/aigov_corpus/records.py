"""The frozen values that pass between the steps; no arrays, DataFrames or XML nodes in any of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

BlockKind = Literal["title", "heading", "paragraph", "item", "table_row", "signoff", "provenance"]
"""What a block is; `signoff`: one of the lines that name the signer and the date."""
FIRST_SECTION = "0"
"""Section path of what stands before the first heading."""
CONTENTS_SECTION = "toc"
"""Section path of a table of contents."""

Status = Literal["auto", "missing", "omitted", "added", "confirmed", "edited", "rejected"]

_SHOWN_DIGITS = 7  # hexadecimal digits of a hash that people see, as git shows them


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A page as a server sent it at one time."""

    url: str
    """The URL that was asked for."""
    body: bytes
    """The content of the page, decompressed."""
    sha256: str
    """SHA-256 of `body`, hexadecimal."""
    fetched_at: str
    """Time of the request: UTC, ISO 8601."""
    final_url: str = ""
    """The URL that answered, behind all redirects."""
    status: int = 200
    """Status code of the answer (HTTP)."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Header fields of the answer (HTTP)."""
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
    """SHA-256 of `body`, hexadecimal."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph-like unit of a document, in reading order."""

    kind: BlockKind
    text: str
    lang: str
    section: str = "0"
    """Path of the section it stands in: `0` before the first heading, `3`, `3/1`, `ch2/art33`."""
    level: int = 0
    """Depth of that section: 0 for text before any heading; a heading has its own section's level."""


@dataclass(frozen=True, slots=True)
class Document:
    """One language version of a text: its blocks and what is known about it."""

    title: str
    lang: str
    """`zh` or `en` (or another ISO 639-1 code)."""
    blocks: tuple[Block, ...]
    url: str = ""
    published: str = ""
    """ISO 8601 with its offset (`2021-08-01T06:08:00+08:00`), or empty."""
    updated: str = ""
    source: str = ""
    """The publisher that the page names (来源)."""
    sha256: str = ""
    """Of the raw bytes, hexadecimal."""
    meta: Mapping[str, Any] = field(default_factory=dict)
    """Document number, issuer, attachments, template, warnings, …; JSON-able."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence, heading or item: `document.blocks[block].text[start:end] == text`."""

    id: str
    """`zh-p003-s02`: language, block number and number in the block, both 1-based."""
    text: str
    block: int
    """0-based index into `Document.blocks`."""
    start: int
    end: int
    kind: BlockKind
    section: str


@dataclass(frozen=True, slots=True)
class Segmented:
    """A document and its segments, in order; they lose no character but white space."""

    document: Document
    segments: tuple[Segment, ...]
    segmenter: str
    """Name and version for the signature, e.g. `zh/1`."""

    def __post_init__(self) -> None:
        """Check that segments are in order, verbatim, and leave out nothing but white space."""
        by_block: dict[int, list[Segment]] = {}
        for segment in self.segments:
            by_block.setdefault(segment.block, []).append(segment)
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


@dataclass(frozen=True, slots=True)
class Bead:
    """Source sentences that stand against target sentences, by 0-based index."""

    src: tuple[int, ...]
    tgt: tuple[int, ...]
    score: float | None = None
    """Confidence in 0 … 1 that the bead is right; None if one side is empty."""

    def __post_init__(self) -> None:
        """Check contiguity, and that a null bead has no score."""
        if not self.src and not self.tgt:
            raise ValueError("a bead has at least one sentence")
        for side in (self.src, self.tgt):
            if side and side != tuple(range(side[0], side[0] + len(side))):
                raise ValueError(f"sentences of a bead must be contiguous: {side}")
        if self.score is not None and not (self.src and self.tgt):
            raise ValueError("a null bead has no score")

    @property
    def shape(self) -> str:
        """`1-2`: how many source and target sentences."""
        return f"{len(self.src)}-{len(self.tgt)}"


@dataclass(frozen=True, slots=True)
class Signature:
    """What a result was made with: its sources, the programs, models and settings, the version.

    `str(signature)` renders it: `src:…|seg:…|enc:…|align:…|tag:…|v:…|omit:…`. A part without a
    value is left out.
    """

    sources: tuple[str, ...] = ()
    """SHA-256 of each source text, hexadecimal, the Chinese (or the aligner's source) first."""
    segmenters: tuple[str, ...] = ()
    """Name and version of each side's segmenter: `zh/1`."""
    encoder: str = ""
    """Name and version of the encoder: `use-multi-v3@0.2.1`."""
    aligner: str = ""
    """Weights of the aligner and the size of its largest bead: `crf-zh-en,max8`."""
    taxonomy: str = ""
    """Name and version of the taxonomy that the tags are from: `aigov-principles/1`."""
    version: str = ""
    """Version of this package."""
    omitted: str = ""
    """Sentences that an evaluation deleted before it aligned: their share and the random seed."""

    def __str__(self) -> str:
        """Return the signature in one line; of a source only the first seven digits are shown."""
        parts = {
            "src": "+".join(sha256[:_SHOWN_DIGITS] for sha256 in self.sources),
            "seg": "+".join(self.segmenters),
            "enc": self.encoder,
            "align": self.aligner,
            "tag": self.taxonomy,
            "v": self.version,
            "omit": self.omitted,
        }
        return "|".join(f"{name}:{value}" for name, value in parts.items() if value)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Beads that cover both sides exactly once, in order."""

    beads: tuple[Bead, ...]
    n_src: int
    """Number of source sentences."""
    n_tgt: int
    """Number of target sentences."""
    made_by: Signature
    """The two lists of sentences, the encoder, the aligner and the version."""

    def __post_init__(self) -> None:
        """Check that the beads are monotone and cover both sides exactly once."""
        at_src, at_tgt = 0, 0
        for bead in self.beads:
            if (bead.src and bead.src[0] != at_src) or (bead.tgt and bead.tgt[0] != at_tgt):
                raise ValueError(f"bead {bead.src}:{bead.tgt} is out of order or leaves a gap")
            at_src += len(bead.src)
            at_tgt += len(bead.tgt)
        if (at_src, at_tgt) != (self.n_src, self.n_tgt):
            raise ValueError("the beads do not cover both sides")

    @property
    def signature(self) -> str:
        """`made_by` in one line, for people."""
        return str(self.made_by)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a principle was tagged: a cue's span on one side, or the embedding."""

    side: Literal["zh", "en", "both"]
    found_by: Literal["cue", "embedding"]
    cue: str = ""
    start: int = 0
    end: int = 0
    """Into the unit's text of that side: `text[start:end]` is what fired."""


@dataclass(frozen=True, slots=True)
class Tag:
    """One governance principle of one unit."""

    principle: str
    score: float
    """0 … 1."""
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """One unit of the corpus, flat: a bead of one rendering with everything known about it."""

    pair_id: str
    document: str
    rendering: str
    seq: int
    section: str
    section_title_zh: str
    section_title_en: str
    kind: str
    zh: str
    en: str
    zh_ids: tuple[str, ...]
    en_ids: tuple[str, ...]
    bead: str
    """`zh`-`en`: `1-2` is one Chinese sentence against two English ones."""
    score: float | None
    status: Status
    """`auto`, or what the machine knows of an unaligned unit: `missing` (this side of the section is
    not in the source at all), `omitted` (Chinese without English), `added` (English without Chinese)."""
    principles: tuple[str, ...]
    principle_evidence: tuple[Tag, ...]
    source_url_zh: str
    source_url_en: str
    sha256_zh: str
    sha256_en: str
    licence_en: str
    signature: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a person should look at, in a file of theirs."""

    file: str
    line: int
    """1-based; 0 for the file as a whole."""
    severity: Literal["error", "warning"]
    code: str
    """Short and stable: `lang-code`, `duplicate-source`, …"""
    message: str
    """One sentence: what is wrong and what to do."""
    where: str = ""
    """The unit's id or the attribute's name."""
