"""The units of a corpus, with their principles and sentences."""

from __future__ import annotations

from dataclasses import dataclass
from types import NoneType
from typing import Literal

from aigov_corpus.errors import UsageError, show_value
from aigov_corpus.records.texts import BlockKind

Side = Literal["zh", "en"]
"""One of the two texts of a pair."""


def other_side(side: Side) -> Side:
    """Return the side of the other text."""
    return "en" if side == "zh" else "zh"


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
WITHOUT_COUNTERPART: tuple[Status, ...] = ("missing", "omitted", "added", "moved")
"""The statuses of pairs with an empty text; each says why it is empty."""


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
