"""Tables of terms and of renderings, made from the pairs of a corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, overload

from aigov_corpus.errors import NothingToDoError, UsageError
from aigov_corpus.records import Pair, Side
from aigov_corpus.research.texts import mark_new_texts
from aigov_corpus.termbases import Termbase, TermEntry
from aigov_corpus.terms.extraction import Rendered, Term, extract_terms
from aigov_corpus.terms.linked import link_pairs
from aigov_corpus.terms.renderings import (
    Occurrence,
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
"""Columns of terms: the term in simplified characters; how often it occurs; its score as a term;
its most frequent rendering, with count, share of all places, and other forms; the other renderings;
what a termbase says of the rendering (`allowed`, `forbidden`, `other`, or nothing if it lacks the
term); the ids of the pairs."""
_SCORE = TERM_COLUMNS.index("score")
GROUPS = ("rendering", "section", "document")
"""Names of the groups in which renderings may be counted."""
_PLACES = 3
"""Decimal places of a share."""
_SHORTEST_CONTEXT = 2
"""How often another rendering occurs, at least, to be listed with a term."""


def list_columns(by: str | None) -> tuple[str, ...]:
    """Return the columns of the renderings of a phrase, with that by which they are counted."""
    return (by, *RENDERING_COLUMNS) if by else RENDERING_COLUMNS


def rows_of_renderings(pairs: Sequence[Pair], phrase: str, *, by: str | None) -> list[list[Any]]:
    """Return the renderings of a phrase as rows of `list_columns`.

    The pairs are read several times; in memory are those with the phrase, and some of the others.

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
    count = 0
    for pair, has_it in _with_both(pairs, phrase, side):
        if has_it:
            having.append(pair)
        else:
            count += 1
    others = _Others(partial(_with_both, pairs, phrase, side), count)
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
        for rendering in count_renderings(texts.__getitem__, occurrences, side):
            count = len(rendering.occurrences)
            share = round(count / len(occurrences), _PLACES)
            ids = list(dict.fromkeys(having[one.number].pair_id for one in rendering.occurrences))
            row = [rendering.text, count, share, list(rendering.variants[1:]), ids]
            rows.append([group, *row] if by else row)
    return rows


def _with_both(pairs: Iterable[Pair], phrase: str, side: Side) -> Iterator[tuple[Pair, bool]]:
    """Yield the pairs that have both texts, and whether the phrase stands there."""
    for pair in pairs:
        if pair.has_both:
            text = pair.text(side)
            yield pair, bool(find_places(text, phrase, side))


class _Others(Sequence[tuple[str, str]]):
    """The texts of pairs without a phrase, which are looked for whenever they are needed."""

    def __init__(self, find: Callable[[], Iterator[tuple[Pair, bool]]], count: int) -> None:
        self._find = find
        self._count = count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> tuple[str, str]: ...
    @overload
    def __getitem__(self, index: slice) -> list[tuple[str, str]]: ...
    def __getitem__(self, index: int | slice) -> tuple[str, str] | list[tuple[str, str]]:
        wanted = range(self._count)[index]
        numbers = wanted if isinstance(wanted, range) else (wanted,)
        others = (pair for pair, has_it in self._find() if not has_it)
        found = [(pair.zh, pair.en) for at, pair in enumerate(others) if at in numbers]
        return found if isinstance(index, slice) else found[0]


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
    listed = _index_termbase(termbase)
    ids: list[str] = []
    counted: list[bool] = []

    def read() -> Iterator[tuple[str, str]]:
        both = (pair for pair in pairs if pair.has_both)
        for pair, is_new in mark_new_texts(both, "zh"):
            ids.append(pair.pair_id)
            counted.append(is_new)
            yield pair.zh, pair.en

    terms = extract_terms(read(), min_count=min_count, counted=counted, known=list(listed))
    rows = [_term_row(term, ids, listed) for term in terms]
    return sorted(rows, key=lambda row: (-row[_SCORE], row[0]))


def _index_termbase(termbase: Termbase | None) -> dict[str, list[TermEntry]]:
    """Return for each Chinese term of a termbase, in simplified characters, its entries."""
    found: dict[str, list[TermEntry]] = {}
    for entry in termbase or ():
        for term in entry.zh:
            found.setdefault(simplify(term), []).append(entry)
    return found


def _term_row(
    term: Term, ids: Sequence[str], listed: Mapping[str, Sequence[TermEntry]]
) -> list[Any]:
    """Return the row of one term; `ids` are those of the pairs by their numbers."""
    best = term.renderings[0] if term.renderings else None
    count = best.places if best else 0
    others = [
        f"{item.text} ({item.places})"
        for item in term.renderings[1:]
        if item.places >= _SHORTEST_CONTEXT
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
        list(dict.fromkeys(ids[number] for number in term.numbers)),
    ]


def _judge(best: Rendered | None, entries: Sequence[TermEntry]) -> str:
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
