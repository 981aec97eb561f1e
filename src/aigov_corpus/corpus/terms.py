"""Tables of terms and of renderings, made from the pairs of a corpus."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from aigov_corpus.errors import NothingToDoError, UsageError
from aigov_corpus.records import Pair
from aigov_corpus.research.texts import pairs_once
from aigov_corpus.termbases import Termbase, TermEntry
from aigov_corpus.terms.extraction import Term, extract_terms
from aigov_corpus.terms.linked import link_pairs
from aigov_corpus.terms.renderings import (
    Occurrence,
    Rendering,
    count_renderings,
    find_occurrences,
    find_places,
    key_of,
    side_of,
)
from aigov_corpus.text.simplified import simplify

RENDERING_COLUMNS = ("text", "count", "share", "variants", "pair_ids")
"""Columns of renderings: the text; how often it renders the phrase, as a count and as a share of
all places; its other forms; the ids of the pairs."""
TERM_COLUMNS = (
    "term",
    "count",
    "score",
    "text",
    "text_count",
    "share",
    "variants",
    "others",
    "termbase",
    "pair_ids",
)
"""Columns of terms: the term in simplified characters; how often it occurs; how much speaks for a
term; its most frequent rendering, with count, share of all places, and other forms; the other
renderings; what a termbase says of the rendering (`allowed`, `forbidden`, `other`, or nothing if it
lacks the term); the ids of the pairs."""
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
    having: list[Pair] = []
    others: list[tuple[str, str]] = []
    for pair in pairs:
        if pair.zh.strip() and pair.en.strip():
            if find_places(pair.zh if side == "zh" else pair.en, phrase, side):
                having.append(pair)
            else:
                others.append((pair.zh, pair.en))
    if not having:
        raise NothingToDoError(
            f"no pair with both texts has '{phrase}'", remedy="check its spelling"
        )
    texts = [(pair.zh, pair.en) for pair in having]
    groups: dict[str, list[Occurrence]] = {}
    for occurrence in find_occurrences(texts, link_pairs(texts), phrase, others=others):
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


def rows_of_terms(
    pairs: Iterable[Pair], *, min_count: int, termbase: Termbase | None = None
) -> list[list[Any]]:
    """Return the terms of a corpus as rows of `TERM_COLUMNS`, the best first.

    Args:
        pairs: the pairs.
        min_count: how often a term occurs, at least.
        termbase: its Chinese terms are listed too if they occur; the column `termbase` compares.

    Raises:
        UsageError: `min_count` is less than 1.
    """
    if min_count < 1:
        raise UsageError(f"min_count is {min_count}", remedy="give 1 or more")
    both = [pair for pair in pairs if pair.zh.strip() and pair.en.strip()]
    once = {id(pair) for pair in pairs_once(both, "zh")}
    listed = _index_termbase(termbase)
    terms = extract_terms(
        [(pair.zh, pair.en) for pair in both],
        min_count=min_count,
        counted=[id(pair) in once for pair in both],
        known=list(listed),
    )
    return [_term_row(term, both, listed) for term in terms]


def _index_termbase(termbase: Termbase | None) -> dict[str, list[TermEntry]]:
    """Return for each Chinese term of a termbase, in simplified characters, its entries."""
    found: dict[str, list[TermEntry]] = {}
    for entry in termbase or ():
        for term in entry.zh:
            found.setdefault(simplify(term), []).append(entry)
    return found


def _term_row(
    term: Term, pairs: Sequence[Pair], listed: Mapping[str, Sequence[TermEntry]]
) -> list[Any]:
    """Return the row of one term."""
    best = term.renderings[0] if term.renderings else None
    count = len(best.occurrences) if best else 0
    others = [
        f"{item.text} ({len(item.occurrences)})"
        for item in term.renderings[1:]
        if len(item.occurrences) >= _SHORTEST_CONTEXT
    ]
    return [
        term.text,
        term.frequency,
        term.score,
        best.text if best else "",
        count,
        round(count / term.places, _PLACES) if term.places else 0.0,
        list(best.variants[1:]) if best else [],
        others,
        _judge(best, listed.get(term.text, ())),
        list(dict.fromkeys(pairs[number].pair_id for number in term.numbers)),
    ]


def _judge(best: Rendering | None, entries: Sequence[TermEntry]) -> str:
    """Return what a termbase says of the most frequent rendering of a term.

    `allowed`, `forbidden`, or `other` for one that it does not list; empty if it lacks the term.
    """
    if not entries or best is None:
        return "other" if entries else ""
    for verdict, terms in (
        ("forbidden", [term for entry in entries for term in entry.forbidden_en]),
        ("allowed", [term for entry in entries for term in entry.en]),
    ):
        if {key_of(form) for form in best.variants} & {key_of(term) for term in terms}:
            return verdict
    return "other"


def _list_ids(pairs: Sequence[Pair], occurrences: Iterable[Occurrence]) -> list[str]:
    """Return the ids of the pairs of some places, each once, in order."""
    return list(dict.fromkeys(pairs[occurrence.number].pair_id for occurrence in occurrences))
