"""Pairs and sentences of a document as its review left them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from aigov_corpus.records import Evidence, Pair, Sentence, Tag
from aigov_corpus.reviewing.bitext import Bitext
from aigov_corpus.reviewing.pieces import split_sentences
from aigov_corpus.reviewing.review import Review
from aigov_corpus.reviewing.rows import Mark, Row
from aigov_corpus.segmentation.ids import name_pair

if TYPE_CHECKING:
    from aigov_corpus.tagging import UnitTags

_CERTAIN = 1.0
"""Score of a pair that a person confirmed, and of a principle that a person added."""
_JOINED_KIND = "paragraph"
"""Kind of a pair whose sentences are of different kinds."""


Tagger = Callable[[str, str], "UnitTags"]
"""A function that finds the principles of a Chinese and an English text."""


def reviewed_pairs(review: Review, tag: Tagger | None = None) -> list[Pair]:
    """Return the pairs of a document as they stand now, rendering by rendering.

    A row that nobody changed is the machine's pair; only its number may differ.

    Args:
        review: the document.
        tag: finds the principles of a pair whose text changed. None keeps those of the machine's
            pairs that it is made from, without their places.
    """
    return [pair for bitext in review.bitexts.values() for pair in _pairs_of(bitext, tag)]


def reviewed_sentences(review: Review, sentences: Iterable[Sentence]) -> list[Sentence]:
    """Return the sentences of a document, each with its present pair.

    A sentence that a reviewer cut becomes several, with the names of its parts.
    """
    pieces = (
        (rendering, piece, name_pair(review.document, rendering, row.zh, row.en))
        for rendering, bitext in review.bitexts.items()
        for row in bitext
        for piece in (*row.zh, *row.en)
    )
    return split_sentences(sentences, pieces)


def _pairs_of(bitext: Bitext, tag: Tagger | None) -> list[Pair]:
    """Return the pairs of one rendering, numbered anew; moved pairs name each other."""
    pairs: list[Pair] = []
    now: dict[str, str] = {}
    for seq, row in enumerate(bitext, start=1):
        pair = make_pair(bitext, row, seq=seq, tag=tag)
        pairs.append(pair)
        for piece in (*row.zh, *row.en):
            unit = bitext.unit(piece)
            if unit is not None:
                now.setdefault(unit.pair_id, pair.pair_id)
    return [
        replace(pair, moved_to=now.get(pair.moved_to, ""))
        if pair.moved_to and now.get(pair.moved_to) != pair.moved_to
        else pair
        for pair in pairs
    ]


def make_pair(bitext: Bitext, row: Row, *, seq: int, tag: Tagger | None = None) -> Pair:
    """Return the pair of a row.

    Args:
        bitext: the rendering of the row.
        row: the row.
        seq: number of the row in its rendering, counted from 1.
        tag: finds the principles of a changed text; see `reviewed_pairs`.
    """
    unit = bitext.unit_of(row)
    is_same = row.members == (unit.zh_ids, unit.en_ids)
    if is_same and not row.by:
        return unit if unit.seq == seq else replace(unit, seq=seq)
    both = row.has_both
    is_moved = is_same and row.status == "moved"
    pair = replace(
        unit,
        pair_id=name_pair(bitext.document, bitext.rendering, row.zh, row.en),
        seq=seq,
        kind=_kind(bitext, row),
        zh=bitext.side_text(row, "zh"),
        en=bitext.side_text(row, "en"),
        zh_ids=row.zh,
        en_ids=row.en,
        bead=f"{len(row.zh)}-{len(row.en)}",
        score=_CERTAIN if both and row.status == "confirmed" else row.score,
        status=row.status,
        moved_to=unit.moved_to if is_moved else "",
        moved_score=unit.moved_score if is_moved else None,
        changed_by=row.by,
        changed_at=row.at,
        comment="\n".join(f"{comment.by}: {comment.text}" for comment in row.comments),
    )
    if not is_same or row.texts:
        pair = _tagged(pair, bitext, row, tag)
    return _marked(pair, row.marks)


def _kind(bitext: Bitext, row: Row) -> str:
    """Return the kind of all sentences of a row, or `paragraph` if their kinds differ."""
    kinds = {bitext.texts.sentence(piece).kind for piece in (*row.zh, *row.en)}
    return kinds.pop() if len(kinds) == 1 else _JOINED_KIND


def _tagged(pair: Pair, bitext: Bitext, row: Row, tag: Tagger | None) -> Pair:
    """Return a pair with the principles of its present text."""
    # the English of a corpus may have been left out, and then its principles are known as they were
    is_known = not pair.en_ids or pair.en or row.texts
    if tag and is_known:
        return replace(pair, **tag(pair.zh, pair.en)._asdict())
    units = bitext.units_of(row)
    return replace(
        pair,
        principles=_names(unit.principles for unit in units),
        principles_zh=_names(unit.principles_zh for unit in units),
        principles_en=_names(unit.principles_en for unit in units),
        principle_evidence=_gather_evidence(units),
        near_misses=(),
    )


def _gather_evidence(units: Iterable[Pair]) -> tuple[Tag, ...]:
    """Return the principles of several pairs, each with its highest score and without places."""
    found: dict[str, Tag] = {}
    for unit in units:
        for tag in unit.principle_evidence:
            old = found.get(tag.principle)
            if old is None or old.score < tag.score:
                found[tag.principle] = replace(tag, evidence=(Evidence("both", "cue"),))
    return tuple(found.values())


def _names(lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Return the names of all lists, each once, in the order in which they come."""
    return tuple(dict.fromkeys(name for names in lists for name in names))


def _marked(pair: Pair, marks: Iterable[Mark]) -> Pair:
    """Return a pair with the principles that a reviewer added, without those removed."""
    for mark in marks:
        sides = {"zh": pair.principles_zh, "en": pair.principles_en}
        others = tuple(name for name in sides[mark.side] if name != mark.principle)
        sides[mark.side] = (*others, mark.principle) if mark.is_added else others
        remains = mark.is_added or any(mark.principle in names for names in sides.values())
        pair = replace(
            pair,
            principles=_with(pair.principles, mark.principle, is_there=remains),
            principles_zh=sides["zh"],
            principles_en=sides["en"],
            principle_evidence=_evidence(pair.principle_evidence, mark, remains=remains),
        )
    return pair


def _with(names: tuple[str, ...], name: str, *, is_there: bool) -> tuple[str, ...]:
    """Return names with or without one of them."""
    if is_there:
        return names if name in names else (*names, name)
    return tuple(other for other in names if other != name)


def _evidence(tags: tuple[Tag, ...], mark: Mark, *, remains: bool) -> tuple[Tag, ...]:
    """Return the evidence after a reviewer added a principle to one side, or removed it there."""
    old = next((tag for tag in tags if tag.principle == mark.principle), None)
    others = tuple(tag for tag in tags if tag.principle != mark.principle)
    if not remains:
        return others
    tag = old or Tag(mark.principle, _CERTAIN, ())
    kept = tuple(evidence for evidence in tag.evidence if evidence.side != mark.side)
    score = _CERTAIN if mark.is_added else 0.0
    if mark.is_added:
        kept = (*tag.evidence, Evidence(mark.side, "person"))
        tag = replace(tag, score=_CERTAIN)
    tag = replace(tag, evidence=kept)
    if mark.side == "zh":
        return (*others, replace(tag, score_zh=score))
    return (*others, replace(tag, score_en=score))
