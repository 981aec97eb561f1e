"""The frozen values that pass between the steps.

They hold no arrays, DataFrames or XML nodes. Terms used everywhere:

- a *block* is one paragraph of a document, a heading, an item of a list, or the like;
- a *segment* is one sentence of a block, or a whole heading;
- a *section path* names a section by the labels of the headings above it: `3`, `3/1`, `ch2/art33`;
- a *bead* is a few source sentences and the target sentences that translate them; a bead without
  source sentences or without target sentences is a *null bead*;
- a *rendering* is one English version of a Chinese document;
- a *unit* of the corpus is a bead of one rendering, stored as one `Pair`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import NoneType
from typing import Any, Literal

from aigov_corpus.errors import UsageError, show_value

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

Status = Literal[
    "auto",
    "given",
    "missing",
    "omitted",
    "added",
    "moved",
    "confirmed",
    "edited",
    "needs-review",
    "rejected",
]
"""The statuses of a pair.

- `auto`: the aligner put the two texts together.
- `given`: the two texts came together, in a file or a list, and nobody has aligned them here.
- `missing`: one text is empty, because the source lacks the whole section in that language or, in a
  text without sections, a whole stretch.
- `omitted`: both languages have the section, but this Chinese text has no English.
- `added`: both languages have the section, but this English text has no Chinese.
- `moved`: one text is empty, because the passage stands at another place of the other language.
- `confirmed`: a person has confirmed the pair as it stands.
- `edited`: a person has changed its text, or put its sentences together, and not confirmed it yet.
- `needs-review`: a person wants another look at it.
- `rejected`: a person has decided that the two texts do not belong together.
"""

Side = Literal["zh", "en"]
"""One of the two texts of a pair."""


def other_side(side: Side) -> Side:
    """Return the side of the other text."""
    return "en" if side == "zh" else "zh"


_SHOWN_DIGITS = 7  # hexadecimal digits of a hash that people see, as git shows them


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
    """Source sentences and the target sentences that translate them."""

    src: tuple[int, ...]
    """0-based numbers of the source sentences, consecutive; empty if there are none."""
    tgt: tuple[int, ...]
    """0-based numbers of the target sentences, consecutive; empty if there are none."""
    score: float | None = None
    """Probability (0 to 1) that the bead is right; None for a null bead."""

    def __post_init__(self) -> None:
        """Check that the numbers are consecutive, and the score; a null bead has none."""
        if not self.src and not self.tgt:
            raise ValueError("a bead must have at least one sentence")
        for side in (self.src, self.tgt):
            if side and side != tuple(range(side[0], side[0] + len(side))):
                raise ValueError(f"sentences of a bead must be contiguous: {side}")
        if self.score is not None and not (self.src and self.tgt):
            raise ValueError("a bead without source or target sentences cannot have a score")
        if self.score is not None and not 0 <= self.score <= 1:
            raise ValueError(f"the score of a bead must be from 0 to 1: {self.score}")

    @property
    def shape(self) -> str:
        """Numbers of source and target sentences: `1-2`."""
        return f"{len(self.src)}-{len(self.tgt)}"


@dataclass(frozen=True, slots=True)
class Lacking:
    """How likely a bead holds something that its other side lacks, and where that is."""

    side: Literal["src", "tgt"]
    """The side that holds it."""
    score: float
    """Probability (0 to 1) that a clause or a sentence of that side has no counterpart."""
    text: str
    """The clause of that side that resembles the other side least."""


@dataclass(frozen=True, slots=True)
class Move:
    """Two sentences without a counterpart beside them, which translate each other.

    They are part of a passage that stands at different places of the two texts.
    """

    src: int
    """0-based number of the source sentence; it is a null bead."""
    tgt: int
    """0-based number of the target sentence; it is a null bead."""
    score: float
    """Probability (0 to 1) that the passage is the same."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The sources, models, settings and versions that a result was made with.

    `str(signature)` is one line: `src:…|seg:…|enc:…|align:…|tag:…|v:…|omit:…`. Parts without a
    value are left out.
    """

    sources: tuple[str, ...] = ()
    """SHA-256 of both texts in hexadecimal: Chinese and English, or source and target."""
    segmenters: tuple[str, ...] = ()
    """Name and version of the segmenter of each text: `zh/1`."""
    encoder: str = ""
    """Name and version of the encoder: `use-multi-v3@0.2.1`."""
    aligner: str = ""
    """Name of the aligner's weights, and most sentences in one bead: `crf-zh-en,max8`."""
    taxonomy: str = ""
    """Name and version of the taxonomy used for the tags: `aigov-principles/1`."""
    version: str = ""
    """Version of this package."""
    omitted: str = ""
    """Share of sentences that an evaluation deleted before aligning, and the random seed."""

    def __str__(self) -> str:
        """Return the signature on one line, with only the first digits of each SHA-256."""
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


WITHOUT_COUNTERPART: tuple[Status, ...] = ("missing", "omitted", "added", "moved")
"""The statuses of pairs with an empty text; each says why it is empty."""

_DOUBTFUL = 0.5
"""Score below which a pair is doubtful: as likely wrong as right."""


def is_doubtful(score: float | None) -> bool:
    """Tell whether a score is that of a doubtful pair; the score None, of one text, is not."""
    return score is not None and score < _DOUBTFUL


def is_by_aligner(signature: str) -> bool:
    """Tell whether a signature on one line names an aligner."""
    return any(part.startswith("align:") for part in signature.split("|"))


_CLAUSES = "|unit:clause"
"""Last part of the signature of a pair in a corpus whose units are clauses."""


def is_by_clauses(signature: str) -> bool:
    """Tell whether a signature on one line is that of a corpus whose units are clauses."""
    return _CLAUSES in signature


def with_clauses(signature: str) -> str:
    """Return a signature that says that the units are clauses."""
    return signature if is_by_clauses(signature) else f"{signature}{_CLAUSES}"


def without_clauses(signature: str) -> str:
    """Return a signature that does not say that the units are clauses."""
    return signature.replace(_CLAUSES, "")


@dataclass(frozen=True, slots=True)
class Alignment:
    """Beads in order; each source sentence and each target sentence is in exactly one of them."""

    beads: tuple[Bead, ...]
    n_src: int
    """Number of source sentences."""
    n_tgt: int
    """Number of target sentences."""
    made_by: Signature
    """Signature of the alignment; its sources are the two lists of sentences."""
    moves: tuple[Move, ...] = ()
    """Sentences that translate each other but stand at different places, in order."""

    def __post_init__(self) -> None:
        """Check that the beads are in order and hold each sentence once."""
        at_src, at_tgt = 0, 0
        for bead in self.beads:
            if (bead.src and bead.src[0] != at_src) or (bead.tgt and bead.tgt[0] != at_tgt):
                raise ValueError(f"bead {bead.src}:{bead.tgt} is out of order or leaves a gap")
            at_src += len(bead.src)
            at_tgt += len(bead.tgt)
        if (at_src, at_tgt) != (self.n_src, self.n_tgt):
            raise ValueError("the beads do not cover both sides")

    def moved_beads(self) -> dict[int, tuple[tuple[int, ...], float]]:
        """Return where the other side of each moved null bead is.

        Returns:
            Indices of null beads. For each of them, the indices of the null beads of the other side
            that hold the same passage, and the probability (0 to 1) that it is the same.
        """
        src_nulls = {bead.src[0]: at for at, bead in enumerate(self.beads) if not bead.tgt}
        tgt_nulls = {bead.tgt[0]: at for at, bead in enumerate(self.beads) if not bead.src}
        found: dict[int, tuple[tuple[int, ...], float]] = {}
        for move in self.moves:
            src, tgt = src_nulls[move.src], tgt_nulls[move.tgt]
            for bead, other in ((src, tgt), (tgt, src)):
                others, score = found.get(bead, ((), 0.0))
                found[bead] = ((*others, other), max(score, move.score))
        return found

    @property
    def signature(self) -> str:
        """`made_by` on one line."""
        return str(self.made_by)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The reason for a tag: a wording in one of the two texts, called a cue."""

    side: Literal["zh", "en", "both"]
    """The text that has the wording; `both` if the evidence has no place in either text."""
    found_by: Literal["cue", "embedding", "person"]
    """How it was found: as a cue, by the model that confirmed the only cue (without a place), or
    by a person in the review (without a place)."""
    cue: str = ""
    """The cue as it is written in the taxonomy."""
    start: int = 0
    """Offset of the first character that the cue matched, in the unit's text of that side."""
    end: int = 0
    """Offset after the last character that it matched."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A governance principle that a unit expresses."""

    principle: str
    """Id of the principle in the taxonomy."""
    score: float
    """Strength of the evidence, from 0 to 1."""
    evidence: tuple[Evidence, ...]
    """The wordings that express the principle."""
    score_zh: float | None = None
    """Strength of the evidence in the Chinese text alone; None if there is no Chinese."""
    score_en: float | None = None
    """Strength of the evidence in the English text alone; None if there is no English."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One unit of the corpus, a row of its table: a bead of one rendering, with all facts about it.

    `corpus.columns.FIELDS` describes the columns for users.
    """

    pair_id: str
    """Document, rendering, and a hash of its segments' ids: `plan/sinocism/7be24e315f1d0c9a`."""
    document: str
    """Id of the document."""
    rendering: str
    """Id of the rendering."""
    seq: int
    """Number of the unit in its rendering, counted from 1."""
    section: str
    """Path of the section to which the unit belongs, the same for both languages."""
    section_title_zh: str
    """Chinese title of that section, without its number; empty if it has none."""
    section_title_en: str
    """English title of that section, without its number; empty if it has none."""
    kind: str
    """Kind of all its segments (`BlockKind`), or `paragraph` if they differ."""
    zh: str
    """The Chinese text; empty if there is none."""
    en: str
    """The English text; empty if there is none."""
    language_zh: str
    """Language code of the Chinese document, with script and region if known: `zh`, `zh-TW`."""
    language_en: str
    """Language code of the English document: `en`, `en-GB`."""
    zh_ids: tuple[str, ...]
    """Ids of the Chinese segments."""
    en_ids: tuple[str, ...]
    """Ids of the English segments."""
    bead: str
    """Numbers of Chinese and English segments: `1-2`."""
    score: float | None
    """Probability (0 to 1) that the two texts belong together; None if one of them is empty."""
    status: Status
    principles: tuple[str, ...]
    """Ids of the principles that the unit expresses."""
    principles_zh: tuple[str, ...]
    """Ids of the principles that the Chinese text alone expresses."""
    principles_en: tuple[str, ...]
    """Ids of the principles that the English text alone expresses."""
    principle_evidence: tuple[Tag, ...]
    """The principles in `principles`, with scores and evidence."""
    near_misses: tuple[Tag, ...]
    """Principles with some evidence, but with a score too low for `principles`."""
    source_url_zh: str
    source_url_en: str
    sha256_zh: str
    """SHA-256 of the raw bytes of the Chinese document, in hexadecimal."""
    sha256_en: str
    """SHA-256 of the raw bytes of the English document, in hexadecimal."""
    licence_en: str
    """Licence of the English text: an SPDX id, or a few words."""
    signature: str
    """Sources, models, settings and versions that made the unit: a `Signature` as text."""
    moved_to: str = ""
    """Id of the pair that holds the text of the empty side, which stands at another place there;
    empty if the pair is not `moved`. If there are several such pairs, it is that of the first."""
    moved_score: float | None = None
    """Probability (0 to 1) that both hold the same passage; None if the pair is not `moved`."""
    source_side: Side = "zh"
    """The text that is the source for other programs: that which the user named first."""
    changed_by: str = ""
    """Name of the person who changed the pair last in a review; empty if nobody did."""
    changed_at: str = ""
    """Time of that change: UTC, ISO 8601; empty if there was none."""
    comment: str = ""
    """Comments of reviewers, one on each line, each with the name of its author."""

    def __post_init__(self) -> None:
        """Check the types of all values, and that the scores are from 0 to 1."""
        for name, (wanted, of) in _PAIR_TYPES.items():
            value = getattr(self, name)
            fits = isinstance(value, wanted)
            if fits and of is not None:
                fits = all(isinstance(item, of) for item in value)
            elif fits and name in _SCORES:
                fits = value is None or 0 <= value <= 1
            if not fits:
                kind = Pair.__annotations__[name]
                raise UsageError(
                    f"{name} of a pair is {show_value(value)}",
                    remedy=f"give a value of the type {kind}" + ", from 0 to 1" * (name in _SCORES),
                )

    @property
    def has_both(self) -> bool:
        """Whether both texts have more than white space."""
        return bool(self.zh.strip() and self.en.strip())

    def text(self, side: Side) -> str:
        """Return the text of a side."""
        return self.zh if side == "zh" else self.en

    def ids(self, side: Side) -> tuple[str, ...]:
        """Return the ids of the segments of a side."""
        return self.zh_ids if side == "zh" else self.en_ids

    def language(self, side: Side) -> str:
        """Return the language code of a side."""
        return self.language_zh if side == "zh" else self.language_en


_SCORES = ("score", "moved_score")
"""Fields of a pair that hold a probability."""
_CLASSES: dict[str, tuple[tuple[type, ...], type | None]] = {
    "int": ((int,), None),
    "float | None": ((float, int, NoneType), None),
    "tuple[str, ...]": ((tuple,), str),
    "tuple[Tag, ...]": ((tuple,), Tag),
}
"""For each annotation that is no text, the classes of a value, and that of its items."""
_PAIR_TYPES = {
    name: _CLASSES.get(annotation, ((str,), None))
    for name, annotation in Pair.__annotations__.items()
}
"""For each field of a pair, the classes of its value, and that of its items if it is a tuple."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a text as it was read and segmented; a row of the table of sentences.

    A block without sentences, such as a provenance line, is a row too. So the rows of a text hold
    all its blocks. `block_text[start:end] == text`.
    """

    id: str
    """Id of the segment; all rows of one text have different ids."""
    document: str
    """Id of the document."""
    rendering: str
    """Id of the rendering. A Chinese sentence has a row for each rendering, as its pairs differ."""
    language: str
    """Language code of the text: `zh`, `zh-TW`, `en`."""
    position: int
    """Number of the sentence in its text, counted from 1; 0 for a block without sentences."""
    pair_id: str
    """Id of the pair with the sentence; empty for a block without sentences."""
    section: str
    """Section path in its own text; the pair may belong to another section."""
    level: int
    """Depth of that section, counted from 1; 0 before the first heading."""
    kind: BlockKind
    """Kind of the block."""
    block: int
    """Number of the block in its text, counted from 1."""
    start: int
    """Offset of the first character of the sentence in the text of the block."""
    end: int
    """Offset after its last character."""
    text: str
    """The sentence."""
    block_text: str
    """The whole text of the block, the same in each row of the block."""


@dataclass(frozen=True, slots=True)
class FileLine:
    """The place of a finding: a line of a file."""

    file: str
    """Path of the file."""
    line: int
    """1-based number of the line; 0 for the file as a whole."""
    where: str = ""
    """Id of the unit, or name of the attribute; empty if the line says enough."""


@dataclass(frozen=True, slots=True)
class Span:
    """The place of a finding: a part of one text of a pair."""

    pair_id: str
    side: Side
    """The text of the pair that has the place."""
    start: int
    """Offset of the first character in that text."""
    end: int
    """Offset after the last character; equal to `start` where something is missing."""

    def __post_init__(self) -> None:
        """Check that `end` is not before `start`."""
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span cannot lead from {self.start} to {self.end}")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the user should look at, in a file or in a pair of the corpus."""

    severity: Literal["error", "warning"]
    code: str
    """Name of the check, the same in all versions: `lang-code`, `duplicate-source`, …"""
    message: str
    """One sentence: what is wrong, and what to do."""
    places: tuple[FileLine | Span, ...]
    """At least one place. The first is the one to correct; the others are there to compare."""
    score: float = 1.0
    """How sure the check is that something is wrong, from 0 to 1."""
    suggestion: str = ""
    """A text for the first place, such as `455.3 billion`; empty if the check has none."""

    def __post_init__(self) -> None:
        """Check that there is at least one place."""
        if not self.places:
            raise ValueError(f"the finding {self.code} has no place")

    @property
    def spans(self) -> tuple[Span, ...]:
        """The places that lie in texts of pairs; for a finding about a pair, all of them."""
        return tuple(place for place in self.places if isinstance(place, Span))
