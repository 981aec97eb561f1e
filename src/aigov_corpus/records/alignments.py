"""Which sentences of two texts belong together, and what decided that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

_SHOWN_DIGITS = 7  # hexadecimal digits of a hash that people see, as git shows them


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
    """Name and version of the encoder: `use-multi-v3@0.2.1+8bit`."""
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
