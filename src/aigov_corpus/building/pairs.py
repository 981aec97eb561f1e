"""Make pairs from two aligned documents: one flat record for each bead.

Nothing in this module reads or writes files.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from aigov_corpus.building.statuses import find_statuses
from aigov_corpus.building.versions import AlignedVersions
from aigov_corpus.errors import AigovError
from aigov_corpus.records import (
    Alignment,
    Bead,
    Pair,
    Segment,
    Segmented,
    Sentence,
    Signature,
    Status,
    Tag,
)
from aigov_corpus.segmentation.ids import name_pair
from aigov_corpus.text.markers import find_marker

if TYPE_CHECKING:
    from aigov_corpus.tagging import Taxonomy, UnitTags

_DECIMALS = 4  # of scores: processors differ in later ones, and files should not


@dataclass(frozen=True, slots=True)
class _Rendering:
    """The values that all pairs of one rendering share, and the texts that pairs are made from."""

    document: str
    """Id of the document."""
    id: str
    """Id of the rendering."""
    licence_en: str
    signature: str
    zh: Segmented
    en: Segmented
    zh_titles: dict[str, str]
    """Chinese title of each section tag; tags of sections without a heading are missing."""
    en_titles: dict[str, str]
    """English title of each section tag, in the same form."""

    def texts(self, bead: Bead) -> tuple[str, str]:
        """Return the Chinese and the English text of a bead."""
        return (
            "".join(self.zh.segments[number].text for number in bead.src),
            " ".join(self.en.segments[number].text for number in bead.tgt),
        )

    def make_pair(
        self, bead: Bead, tags: UnitTags, *, seq: int, section: str, status: Status
    ) -> Pair:
        """Return the pair made from one bead.

        Args:
            bead: the bead.
            tags: the principles that its texts express.
            seq: number of the bead in the rendering, counted from 1.
            section: path of the section to which the bead belongs.
            status: status of the pair.
        """
        zh_segments = [self.zh.segments[number] for number in bead.src]
        en_segments = [self.en.segments[number] for number in bead.tgt]
        zh_text, en_text = self.texts(bead)
        return Pair(
            pair_id=name_pair(
                self.document,
                self.id,
                [segment.id for segment in zh_segments],
                [segment.id for segment in en_segments],
            ),
            document=self.document,
            rendering=self.id,
            seq=seq,
            section=section,
            section_title_zh=self.zh_titles.get(section, ""),
            section_title_en=self.en_titles.get(section, ""),
            kind=_kind([*zh_segments, *en_segments]),
            zh=zh_text,
            en=en_text,
            language_zh=self.zh.document.lang,
            language_en=self.en.document.lang,
            zh_ids=tuple(segment.id for segment in zh_segments),
            en_ids=tuple(segment.id for segment in en_segments),
            bead=bead.shape,
            score=None if bead.score is None else _rounded(bead.score),
            status=status,
            principles=tags.principles,
            principles_zh=tags.principles_zh,
            principles_en=tags.principles_en,
            principle_evidence=tuple(_rounded_tag(tag) for tag in tags.principle_evidence),
            near_misses=tuple(_rounded_tag(tag) for tag in tags.near_misses),
            source_url_zh=self.zh.document.url,
            source_url_en=self.en.document.url,
            sha256_zh=self.zh.document.sha256,
            sha256_en=self.en.document.sha256,
            licence_en=self.licence_en,
            signature=self.signature,
        )


def make_pairs(
    aligned: AlignedVersions,
    *,
    document: str,
    rendering: str,
    taxonomy: Taxonomy,
    licence_en: str = "",
) -> list[Pair]:
    """Return the pairs of one rendering, in order; each segment is in exactly one pair.

    Module `building.statuses` explains the status of a pair with an empty side.

    Raises:
        AigovError: two pairs would have the same id.
        ValueError: some text is lost or doubled, which is a mistake in this package.
    """
    from aigov_corpus.tagging import tag_units

    zh, en = aligned.match.zh, aligned.match.en
    shared = _Rendering(
        document=document,
        id=rendering,
        licence_en=licence_en,
        signature=str(make_signature(aligned, taxonomy)),
        zh=zh,
        en=en,
        zh_titles=_titles_by_tag(zh, aligned.match.tags.zh),
        en_titles=_titles_by_tag(en, aligned.match.tags.en),
    )
    beads = aligned.alignment.beads
    statuses = find_statuses(zh, en, beads)
    tagged = tag_units(map(shared.texts, beads), taxonomy=taxonomy)
    pairs = [
        shared.make_pair(bead, tags, seq=seq, section=section, status=status)
        for seq, (bead, tags, section, status) in enumerate(
            zip(beads, tagged, aligned.sections, statuses, strict=True), start=1
        )
    ]
    pairs = _link_moved(pairs, aligned.alignment)
    _check_complete(zh, [pair.zh for pair in pairs])
    _check_complete(en, [pair.en for pair in pairs])
    _check_ids(pairs)
    return pairs


def _link_moved(pairs: Sequence[Pair], alignment: Alignment) -> list[Pair]:
    """Return the pairs of an alignment, where those of a moved passage name each other."""
    found = list(pairs)
    for number, (others, score) in alignment.moved_beads().items():
        other_id = pairs[others[0]].pair_id
        found[number] = replace(
            found[number], status="moved", moved_to=other_id, moved_score=_rounded(score)
        )
    return found


def make_signature(aligned: AlignedVersions, taxonomy: Taxonomy) -> Signature:
    """Return the signature of the pairs.

    It is the signature of the alignment with three changes: the raw files take the place of the two
    lists of sentences as sources, and the segmenters and the taxonomy are added.
    """
    zh, en = aligned.match.zh, aligned.match.en
    return replace(
        aligned.alignment.made_by,
        sources=(zh.document.sha256, en.document.sha256),
        segmenters=(zh.segmenter, en.segmenter),
        taxonomy=taxonomy.signature,
    )


def section_titles(text: Segmented) -> dict[str, str]:
    """Return the title of each section path that has a heading.

    The number before a title and the full stop after it are left out. If a section path occurs
    several times, its first title counts.
    """
    return heading_titles(text.segments, text.document.lang)


def heading_titles(sentences: Iterable[Segment | Sentence], lang: str) -> dict[str, str]:
    """Return the title of each section path that has a heading, as `section_titles`.

    Args:
        sentences: the sentences of one text, in order.
        lang: language code of the text.
    """
    titles: dict[str, str] = {}
    headings = [sentence for sentence in sentences if sentence.kind == "heading"]
    for section, group in groupby(headings, key=lambda segment: segment.section):
        heading = " ".join(segment.text for segment in group)
        marker = find_marker(heading, lang)
        without_number = heading[marker.end :] if marker else heading
        titles.setdefault(section, without_number.strip().rstrip("。.：:") or heading)
    return titles


def _titles_by_tag(text: Segmented, tags: Sequence[str]) -> dict[str, str]:
    """Return the title of each section tag; if sections share a tag, the last one counts."""
    titles = section_titles(text)
    paths = {tag: segment.section for tag, segment in zip(tags, text.segments, strict=True)}
    return {tag: titles[path] for tag, path in paths.items() if path in titles}


def _kind(segments: Sequence[Segment]) -> str:
    """Return the kind of all segments of a pair, or `paragraph` if their kinds differ."""
    kinds = {segment.kind for segment in segments}
    return kinds.pop() if len(kinds) == 1 else "paragraph"


def _rounded(score: float) -> float:
    """Return a score rounded to a few decimals, with 0.0 in place of -0.0."""
    return round(float(score), _DECIMALS) + 0.0


def _rounded_tag(tag: Tag) -> Tag:
    """Return a tag with rounded scores; None stays None, the score of a side without text."""
    return replace(
        tag,
        score=_rounded(tag.score),
        score_zh=None if tag.score_zh is None else _rounded(tag.score_zh),
        score_en=None if tag.score_en is None else _rounded(tag.score_en),
    )


def _check_complete(text: Segmented, parts: Sequence[str]) -> None:
    """Check that the texts of all pairs together are the body of a document.

    White space is not compared.

    Raises:
        ValueError: they are not.
    """
    body = "".join(block.text for block in text.document.blocks if block.kind != "provenance")
    if "".join(body.split()) != "".join("".join(parts).split()):
        raise ValueError(
            f"the pairs do not hold the {text.document.lang} text completely, once, and in order"
        )


def _check_ids(pairs: Sequence[Pair]) -> None:
    """Check that all pairs have different ids.

    Raises:
        AigovError: two pairs have the same id.
    """
    by_id: dict[str, Pair] = {}
    for pair in pairs:
        other = by_id.setdefault(pair.pair_id, pair)
        if other is not pair:
            raise AigovError(
                f"units {other.seq} and {pair.seq} would have the same id {pair.pair_id}",
                remedy="change one of them by a word, and report this as a mistake of aigov-corpus",
            )
