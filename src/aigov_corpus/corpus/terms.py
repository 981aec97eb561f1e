"""Tables of terms and of renderings, made from the pairs of a corpus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from aigov_corpus.errors import NothingToDoError, UsageError
from aigov_corpus.records import Pair
from aigov_corpus.terms.candidates import Candidate, list_candidates
from aigov_corpus.terms.linked import link_pairs
from aigov_corpus.terms.renderings import (
    Occurrence,
    count_renderings,
    find_occurrences,
    find_places,
    render,
    side_of,
)

RENDERING_COLUMNS = ("text", "count", "share", "variants", "pair_ids")
"""Columns of renderings: the text; how often it renders the phrase, as a count and as a share of
all places; its other forms; the ids of the pairs."""
TERM_COLUMNS = ("term", "count", "c_value", "text", "text_count", "share", "others", "pair_ids")
"""Columns of terms: the term in simplified characters; how often it occurs; its C-value; its most
frequent rendering, with count and share; the other renderings; the ids of the pairs."""
GROUPS = ("rendering", "section", "document")
"""What renderings may be counted by."""
_PLACES = 3
"""Decimal places of a share."""
_SHORTEST_CONTEXT = 2
"""How often another rendering occurs, at least, to be listed with a term."""


def rows_of_renderings(pairs: Iterable[Pair], phrase: str, *, by: str | None) -> list[list[Any]]:
    """Return the renderings of a phrase as rows of `RENDERING_COLUMNS`, after the column `by`.

    Raises:
        UsageError: the phrase is empty, or `by` is not one of `GROUPS`.
        NothingToDoError: no pair with both texts has the phrase.
    """
    phrase = " ".join(phrase.split())
    if not phrase:
        raise UsageError("the phrase is empty", remedy="give a Chinese or English phrase")
    if by is not None and by not in GROUPS:
        raise UsageError(f"by is '{by}'", remedy=f"choose one of {', '.join(GROUPS)}")
    side = side_of(phrase)
    having = [
        pair
        for pair in pairs
        if pair.zh.strip()
        and pair.en.strip()
        and find_places(pair.zh if side == "zh" else pair.en, phrase, side)
    ]
    if not having:
        raise NothingToDoError(
            f"no pair with both texts has '{phrase}'", remedy="check its spelling"
        )
    texts = [(pair.zh, pair.en) for pair in having]
    groups: dict[str, list[Occurrence]] = {}
    for occurrence in find_occurrences(texts, link_pairs(texts), phrase):
        group = str(getattr(having[occurrence.number], by)) if by else ""
        groups.setdefault(group, []).append(occurrence)
    rows: list[list[Any]] = []
    for group, occurrences in groups.items():
        for rendering in count_renderings(texts, occurrences, side):
            count = len(rendering.occurrences)
            share = round(count / len(occurrences), _PLACES)
            ids = _list_ids(having, rendering.occurrences)
            row = [rendering.text, count, share, list(rendering.variants[1:]), ids]
            rows.append([group, *row] if by else row)
    return rows


def rows_of_terms(pairs: Iterable[Pair], *, min_count: int) -> list[list[Any]]:
    """Return the terms of a corpus as rows of `TERM_COLUMNS`, the best first.

    Raises:
        UsageError: `min_count` is less than 1.
    """
    if min_count < 1:
        raise UsageError(f"min_count is {min_count}", remedy="give 1 or more")
    both = [pair for pair in pairs if pair.zh.strip() and pair.en.strip()]
    texts = [(pair.zh, pair.en) for pair in both]
    linked = link_pairs(texts)
    candidates = list_candidates((pair.zh for pair in linked), min_count=min_count)
    starts = [{start: number for number, (_, start, _) in enumerate(pair.zh)} for pair in linked]
    joined = ["".join(word for word, _, _ in pair.zh) for pair in linked]
    rows: list[list[Any]] = []
    for candidate in candidates:
        occurrences = []
        for number, pair in enumerate(linked):
            if candidate.text not in joined[number]:
                continue
            for start, end in find_places(both[number].zh, candidate.text, "zh"):
                if start in starts[number]:
                    place = render(pair, "zh", start, end)
                    occurrences.append(Occurrence(number, start, end, *place))
        if occurrences:
            rows.append(_term_row(candidate, both, texts, occurrences))
    return rows


def _term_row(
    candidate: Candidate,
    pairs: Sequence[Pair],
    texts: Sequence[tuple[str, str]],
    occurrences: Sequence[Occurrence],
) -> list[Any]:
    """Return the row of one term."""
    renderings = [item for item in count_renderings(texts, occurrences, "zh") if item.text]
    best = renderings[0] if renderings else None
    count = len(best.occurrences) if best else 0
    others = [
        f"{item.text} ({len(item.occurrences)})"
        for item in renderings[1:]
        if len(item.occurrences) >= _SHORTEST_CONTEXT
    ]
    return [
        candidate.text,
        candidate.frequency,
        candidate.c_value,
        best.text if best else "",
        count,
        round(count / len(occurrences), _PLACES),
        others,
        _list_ids(pairs, occurrences),
    ]


def _list_ids(pairs: Sequence[Pair], occurrences: Iterable[Occurrence]) -> list[str]:
    """Return the ids of the pairs of some places, each once, in order."""
    return list(dict.fromkeys(pairs[occurrence.number].pair_id for occurrence in occurrences))
