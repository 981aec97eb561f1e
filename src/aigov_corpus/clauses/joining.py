"""Pairs of clauses put together again: pairs whose ids are those of whole sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from aigov_corpus.clauses.pairs import number_anew
from aigov_corpus.records import Evidence, Pair, Sentence, Side, Status, Tag, without_clauses
from aigov_corpus.records.grouping import group_by
from aigov_corpus.reviewing.bitext import JOINERS
from aigov_corpus.reviewing.pieces import Texts, split_name, split_sentences
from aigov_corpus.segmentation.ids import name_pair
from aigov_corpus.text.linked_groups import group_linked

_OPEN: tuple[Status, ...] = ("rejected", "needs-review")
"""Statuses of a part after which somebody has to look at the whole."""


def join_pairs(pairs: Iterable[Pair], sentences: Iterable[Sentence] = ()) -> list[Pair]:
    """Return pairs of whole sentences: pairs that have parts of one sentence become one pair.

    It stands in the place of the first of them, and has the facts and principles of all. Its score
    is the lowest of theirs. A pair that was cut between two sentences stays cut.

    Args:
        pairs: the pairs, all those of a rendering in order.
        sentences: their sentences, or parts of sentences. Without them, what stood between two
            parts is not known: a space is put there in English, and nothing in Chinese.
    """
    listed = list(pairs)
    by_rendering = group_by(sentences, lambda sentence: (sentence.document, sentence.rendering))
    texts = {key: Texts(own) for key, own in by_rendering.items()}
    found: list[Pair] = []
    new_names: dict[str, str] = {}
    for group in _group(listed):
        first = group[0]
        joined = _join(group, texts.get((first.document, first.rendering)))
        new_names |= {pair.pair_id: joined.pair_id for pair in group}
        found.append(joined)
    return number_anew(
        replace(pair, moved_to=new_names.get(pair.moved_to, pair.moved_to)) for pair in found
    )


def join_units(
    pairs: Iterable[Pair], sentences: Iterable[Sentence]
) -> tuple[list[Pair], list[Sentence]]:
    """Return pairs as `join_pairs` returns them, and a row for each sentence of theirs.

    Args:
        pairs: the pairs, all those of a rendering in order.
        sentences: their sentences, or parts of sentences.
    """
    rows = list(sentences)
    joined = join_pairs(pairs, rows)
    names: dict[str, list[tuple[str, str, str]]] = {}
    for pair in joined:
        own = names.setdefault(pair.document, [])
        own += [(pair.rendering, name, pair.pair_id) for name in (*pair.zh_ids, *pair.en_ids)]
    found: list[Sentence] = []
    for document in dict.fromkeys(row.document for row in rows):
        of_document = [row for row in rows if row.document == document]
        found += split_sentences(of_document, names.get(document, ()))
    return joined, found


def _group(pairs: Sequence[Pair]) -> Iterator[list[Pair]]:
    """Yield the pairs that have parts of the same sentences together, in the order of the first."""
    first_with: dict[tuple[str, str, str], int] = {}
    links = [
        (first_with.setdefault((pair.document, pair.rendering, name), number), number)
        for number, pair in enumerate(pairs)
        for name, _, end in map(split_name, (*pair.zh_ids, *pair.en_ids))
        if end is not None
    ]
    for numbers in group_linked(len(pairs), links):
        yield [pairs[number] for number in numbers]


def _join(pairs: Sequence[Pair], texts: Texts | None) -> Pair:
    """Return several pairs as one; one that has no parts of sentences as it is."""
    first = pairs[0]
    ids: dict[Side, tuple[str, ...]] = {
        "zh": _fuse([name for pair in pairs for name in pair.zh_ids], texts),
        "en": _fuse([name for pair in pairs for name in pair.en_ids], texts),
    }
    signature = without_clauses(first.signature)
    if len(pairs) == 1 and (ids["zh"], ids["en"]) == (first.zh_ids, first.en_ids):
        return first if first.signature == signature else replace(first, signature=signature)
    zh, zh_places = _join_texts(pairs, ids["zh"], "zh", texts)
    en, en_places = _join_texts(pairs, ids["en"], "en", texts)
    scores = [pair.score for pair in pairs if pair.score is not None]
    changed = [pair for pair in pairs if pair.changed_by]
    places = [{"zh": at_zh, "en": at_en} for at_zh, at_en in zip(zh_places, en_places, strict=True)]
    return replace(
        first,
        **_join_principles(pairs, places),
        pair_id=name_pair(first.document, first.rendering, ids["zh"], ids["en"]),
        zh=zh,
        en=en,
        zh_ids=ids["zh"],
        en_ids=ids["en"],
        bead=f"{len(ids['zh'])}-{len(ids['en'])}",
        kind=first.kind if len({pair.kind for pair in pairs}) == 1 else "paragraph",
        score=min(scores, default=None),
        status=_status(pairs),
        changed_by=changed[-1].changed_by if changed else "",
        changed_at=max((pair.changed_at for pair in changed), default=""),
        comment="\n".join(dict.fromkeys(pair.comment for pair in pairs if pair.comment)),
        signature=signature,
    )


def _join_principles(
    pairs: Sequence[Pair], places: Sequence[Mapping[str, int | None]]
) -> dict[str, Any]:
    """Return the principles of several pairs, by the columns of one.

    Args:
        pairs: the pairs.
        places: for each of them where its texts begin in the joined ones, by side.
    """
    parts = list(zip(pairs, places, strict=True))
    tags = _join_tags([_move(tag, at) for tag in pair.principle_evidence] for pair, at in parts)
    misses = _join_tags([_move(tag, at) for tag in pair.near_misses] for pair, at in parts)
    strongest = [tag.principle for tag in tags]
    principles = tuple(dict.fromkeys(chain(strongest, *(pair.principles for pair in pairs))))
    return {
        "principles": principles,
        "principles_zh": _in_order(principles, (pair.principles_zh for pair in pairs)),
        "principles_en": _in_order(principles, (pair.principles_en for pair in pairs)),
        "principle_evidence": tags,
        "near_misses": tuple(tag for tag in misses if tag.principle not in principles),
    }


def _fuse(names: Sequence[str], texts: Texts | None) -> tuple[str, ...]:
    """Return the names of pieces, those of one sentence as one."""
    if texts is not None and all(name in texts for name in names):
        return tuple(name for name, _ in texts.fuse(texts.in_order(names)))
    # without the sentences, all parts that there are count as the whole
    whole = (split_name(name)[0] for name in names)
    return tuple(dict.fromkeys(whole))


def _join_texts(
    pairs: Sequence[Pair], names: Sequence[str], side: Side, texts: Texts | None
) -> tuple[str, list[int | None]]:
    """Return the text of several pairs, and where that of each begins; None where it is not found.

    What a reviewer changed stays as it is.
    """
    own = [pair.text(side) for pair in pairs]
    joiner = JOINERS[side]
    joined = joiner.join(filter(None, own))
    if texts is not None and all(name in texts for name in names):
        published = joiner.join(filter(None, map(texts.text, names)))
        if "".join(published.split()) == "".join(joined.split()):
            joined = published
    places: list[int | None] = []
    at = 0
    for text in own:
        place = joined.find(text, at)
        places.append(None if place < 0 else place)
        at = at if place < 0 else place + len(text)
    return joined, places


def _status(pairs: Sequence[Pair]) -> Status:
    """Return the status of several pairs as one."""
    statuses = {pair.status for pair in pairs}
    if len(statuses) == 1:
        return pairs[0].status
    if statuses & {*_OPEN}:
        return "needs-review"
    return "edited" if "edited" in statuses else "auto"


def _in_order(names: Sequence[str], lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Return the names that are in one of the lists, in the order of `names`."""
    there = {name for own in lists for name in own}
    return (*(name for name in names if name in there), *sorted(there - {*names}))


def _move(tag: Tag, places: Mapping[str, int | None]) -> Tag:
    """Return a tag of a part with its evidence where it is in the whole."""
    moved = []
    for evidence in tag.evidence:
        place = places.get(evidence.side)
        if evidence.end == 0:
            moved.append(evidence)
        elif place is None:
            moved.append(Evidence(evidence.side, evidence.found_by, evidence.cue))
        else:
            start, end = evidence.start + place, evidence.end + place
            moved.append(replace(evidence, start=start, end=end))
    return replace(tag, evidence=tuple(moved))


def _join_tags(lists: Iterable[Iterable[Tag]]) -> tuple[Tag, ...]:
    """Return the tags of several pairs, those of one principle as one, the strongest first."""
    found: dict[str, Tag] = {}
    for tag in (tag for tags in lists for tag in tags):
        other = found.get(tag.principle, tag)
        evidence = sorted(dict.fromkeys((*other.evidence, *tag.evidence)), key=_place)
        best = max((other, tag), key=lambda each: each.score)
        found[tag.principle] = replace(best, evidence=tuple(evidence))
    return tuple(sorted(found.values(), key=lambda tag: -tag.score))


def _place(evidence: Evidence) -> tuple[str, bool, int]:
    """Return a key that puts the Chinese first, and evidence without a place last."""
    side = {"zh": "0", "en": "1"}.get(evidence.side, "2")
    return side, evidence.end == 0, evidence.start
