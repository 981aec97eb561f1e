"""Pairs of clauses: a pair of sentences becomes several smaller pairs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from aigov_corpus.clauses.splitting import Cut, find_cuts
from aigov_corpus.records import Pair, Sentence, Side, Tag, is_by_clauses, with_clauses
from aigov_corpus.records.grouping import group_by
from aigov_corpus.reviewing.bitext import JOINERS
from aigov_corpus.reviewing.pieces import Texts, split_sentences
from aigov_corpus.segmentation.ids import name_pair

_REJECTED = "rejected"
_Pieces = list[tuple[str, ...]]
"""Names of the pieces of each part of a text: whole sentences, or parts with offsets."""


def cut_pairs(pairs: Iterable[Pair], sentences: Iterable[Sentence] = ()) -> list[Pair]:
    """Return pairs, cut into smaller ones where both texts have a mark and links agree.

    The parts of a pair have the texts of the pair, its facts, and of its principles those with
    evidence in their part. The ids of their sentences have offsets: `zh-5f1d0c9a7be24e31@0-45`.
    The signature of each pair says that it is one of clauses, and such pairs are not cut again.
    A pair whose text is not that of its sentences, because a reviewer changed it, is not cut.

    Args:
        pairs: the pairs, in order.
        sentences: their sentences. Without them, only pairs of one sentence on each side are cut.
    """
    listed = list(pairs)
    by_rendering = group_by(sentences, lambda sentence: (sentence.document, sentence.rendering))
    known = {key: Texts(own) for key, own in by_rendering.items()}
    open_ = [number for number, pair in enumerate(listed) if _can_be_cut(pair)]
    cuts = dict(zip(open_, find_cuts([(listed[n].zh, listed[n].en) for n in open_]), strict=True))
    found: list[Pair] = []
    first_parts: dict[str, str] = {}
    for number, pair in enumerate(listed):
        texts = known.get((pair.document, pair.rendering))
        parts = _cut_pair(pair, cuts.get(number, []), texts)
        if len(parts) > 1:
            first_parts[pair.pair_id] = parts[0].pair_id
        found += parts
    found = [
        replace(pair, moved_to=first_parts[pair.moved_to]) if pair.moved_to in first_parts else pair
        for pair in found
    ]
    return number_anew(replace(pair, signature=with_clauses(pair.signature)) for pair in found)


def cut_units(
    pairs: Iterable[Pair], sentences: Iterable[Sentence]
) -> tuple[list[Pair], list[Sentence]]:
    """Return pairs cut into clauses as by `cut_pairs`, and a row for each piece."""
    rows = list(sentences)
    parts = cut_pairs(pairs, rows)
    pieces = [
        (part.rendering, name, part.pair_id)
        for part in parts
        for name in (*part.zh_ids, *part.en_ids)
    ]
    return parts, split_sentences(rows, pieces)


def _can_be_cut(pair: Pair) -> bool:
    return pair.has_both and pair.status != _REJECTED and not is_by_clauses(pair.signature)


def _cut_pair(pair: Pair, cuts: Sequence[Cut], texts: Texts | None) -> list[Pair]:
    """Return the parts of a pair, or the pair itself."""
    zh_ids = _cut_names(pair.zh, pair.zh_ids, [cut.zh for cut in cuts], "zh", texts)
    en_ids = _cut_names(pair.en, pair.en_ids, [cut.en for cut in cuts], "en", texts)
    if not cuts or zh_ids is None or en_ids is None:
        return [pair]
    ends = [Cut(0, 0), *cuts, Cut(len(pair.zh), len(pair.en))]
    parts = []
    for number, names in enumerate(zip(zh_ids, en_ids, strict=True)):
        start, end = ends[number], ends[number + 1]
        part = replace(
            pair,
            pair_id=name_pair(pair.document, pair.rendering, *names),
            zh=pair.zh[start.zh : end.zh].rstrip(),
            en=pair.en[start.en : end.en].rstrip(),
            zh_ids=names[0],
            en_ids=names[1],
            bead=f"{len(names[0])}-{len(names[1])}",
        )
        parts.append(_with_principles(part, {"zh": (start.zh, end.zh), "en": (start.en, end.en)}))
    return parts


def _cut_names(
    text: str, ids: Sequence[str], places: Sequence[int], side: Side, texts: Texts | None
) -> _Pieces | None:
    """Return the names of the pieces of each part of a text; None if that is not known.

    Args:
        text: the text of the pair on one side.
        ids: the names of its pieces.
        places: offsets in the text where the next part begins.
        side: the side.
        texts: the sentences of the rendering; None if they are unknown.
    """
    known = {name: texts.text(name) for name in ids if texts is not None and name in texts}
    if texts is None and len(ids) == 1:
        ends = [0, *places, len(text)]
        return [(f"{ids[0]}@{start}-{end}",) for start, end in pairwise(ends)]
    if texts is None or JOINERS[side].join(known.get(name, "") for name in ids) != text:
        return None
    parts: list[list[str]] = [[]]
    left = list(places)
    at = 0
    for name in ids:
        rest, length = name, len(known[name])
        start = at
        while left and left[0] < at + length:
            if left[0] > start:
                first, rest = texts.cut(rest, left[0] - start)
                parts[-1].append(first)
            parts.append([])
            start = left.pop(0)
        parts[-1].append(rest)
        at += length + len(JOINERS[side])
    return [tuple(part) for part in parts] if len(parts) == len(places) + 1 else None


def _with_principles(part: Pair, places: Mapping[str, tuple[int, int]]) -> Pair:
    """Return a part with the principles that have evidence in it, and the places moved along."""
    kept = [_move_tag(tag, places) for tag in part.principle_evidence]
    tags = tuple(tag for tag in kept if tag is not None)
    misses = (_move_tag(tag, places) for tag in part.near_misses)
    sides: dict[str, set[str]] = {
        side: {
            tag.principle
            for tag in tags
            if any(evidence.side in (side, "both") for evidence in tag.evidence)
        }
        for side in ("zh", "en")
    }
    names = {tag.principle for tag in tags}
    return replace(
        part,
        principles=tuple(name for name in part.principles if name in names),
        principles_zh=tuple(name for name in part.principles_zh if name in sides["zh"]),
        principles_en=tuple(name for name in part.principles_en if name in sides["en"]),
        principle_evidence=tags,
        near_misses=tuple(tag for tag in misses if tag is not None),
    )


def _move_tag(tag: Tag, places: Mapping[str, tuple[int, int]]) -> Tag | None:
    """Return a tag with the evidence that lies in a part; None if there is none.

    Evidence without a place is about the whole pair, and so about each part that has other
    evidence.
    """
    placed = []
    for evidence in tag.evidence:
        if evidence.end == 0:
            continue
        start, end = places[evidence.side]
        if start <= evidence.start and evidence.end <= end:
            moved = (evidence.start - start, evidence.end - start)
            placed.append(replace(evidence, start=moved[0], end=moved[1]))
    general = [evidence for evidence in tag.evidence if evidence.end == 0]
    if not placed and len(general) < len(tag.evidence):
        return None
    return replace(tag, evidence=(*placed, *general))


def number_anew(pairs: Iterable[Pair]) -> list[Pair]:
    """Return pairs whose numbers follow each other in each rendering."""
    counts: dict[tuple[str, str], int] = {}
    found = []
    for pair in pairs:
        key = (pair.document, pair.rendering)
        counts[key] = counts.get(key, 0) + 1
        found.append(pair if pair.seq == counts[key] else replace(pair, seq=counts[key]))
    return found
