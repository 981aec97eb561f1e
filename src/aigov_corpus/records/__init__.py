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

from aigov_corpus.records.alignments import (
    Alignment,
    Bead,
    Lacking,
    Move,
    Signature,
    is_by_aligner,
    is_by_clauses,
    is_doubtful,
    with_clauses,
    without_clauses,
)
from aigov_corpus.records.findings import (
    FileLine,
    Finding,
    Span,
)
from aigov_corpus.records.pairs import (
    WITHOUT_COUNTERPART,
    Evidence,
    Pair,
    Sentence,
    Side,
    Status,
    Tag,
    other_side,
)
from aigov_corpus.records.texts import (
    CONTENTS_SECTION,
    FIRST_SECTION,
    HEADING_KINDS,
    Block,
    BlockKind,
    Document,
    LeftOut,
    RawFile,
    Segment,
    Segmented,
    Snapshot,
)

__all__ = [
    "CONTENTS_SECTION",
    "FIRST_SECTION",
    "HEADING_KINDS",
    "WITHOUT_COUNTERPART",
    "Alignment",
    "Bead",
    "Block",
    "BlockKind",
    "Document",
    "Evidence",
    "FileLine",
    "Finding",
    "Lacking",
    "LeftOut",
    "Move",
    "Pair",
    "RawFile",
    "Segment",
    "Segmented",
    "Sentence",
    "Side",
    "Signature",
    "Snapshot",
    "Span",
    "Status",
    "Tag",
    "is_by_aligner",
    "is_by_clauses",
    "is_doubtful",
    "other_side",
    "with_clauses",
    "without_clauses",
]
