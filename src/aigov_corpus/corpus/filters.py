"""Filters that select pairs of a corpus."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from operator import index
from typing import Any, TypedDict, get_args

from aigov_corpus.corpus.lazy_pairs import PairsReadAnew
from aigov_corpus.corpus.names import (
    list_documents,
    list_principles,
    list_renderings,
    list_sections,
)
from aigov_corpus.errors import UsageError, show_value
from aigov_corpus.records import Finding, Pair, Side
from aigov_corpus.registry import names
from aigov_corpus.research.texts import read_side
from aigov_corpus.text.arguments import checks_arguments
from aigov_corpus.text.simplified import simplify

Names = str | int | Iterable[str | int] | None
"""One name or several names. None does not filter, and an empty sequence selects no pair."""


class Filters(TypedDict, total=False):
    """The filters of `select_pairs`, for functions that pass them on."""

    document: Names
    rendering: Names
    section: Names
    principle: Names
    side: str | None
    text: str | None
    status: Names
    finding: Names
    min_score: float | None
    max_score: float | None


Test = Callable[[Pair], bool]
"""Tells whether a pair passes a filter."""

_LISTED = 40
"""Names that a message lists, at most."""


@checks_arguments
def select_pairs(
    pairs: Iterable[Pair],
    *,
    document: Names = None,
    rendering: Names = None,
    section: Names = None,
    principle: Names = None,
    side: str | None = None,
    text: str | None = None,
    status: Names = None,
    finding: Names = None,
    min_score: float | None = None,
    max_score: float | None = None,
    findings: Iterable[Finding] = (),
) -> Selection:
    """Return the pairs that pass all given filters, in the same order.

    `pairs` are read anew whenever the result is read; `findings` are what the checks found in them.
    `Corpus.select` describes the filters and the errors.
    """
    if isinstance(pairs, Iterator):
        pairs = tuple(pairs)
    chosen = None if side is None else read_side(side)
    sides: tuple[Side, ...] = get_args(Side) if chosen is None else (chosen,)
    found_in = _codes_by_pair(findings)
    listed = f"principles_{side}" if side else "principles"
    tests = [
        _test_names("document", document, pairs, list_documents, lambda one: (one.document,)),
        _test_names("rendering", rendering, pairs, list_renderings, lambda one: (one.rendering,)),
        _test_names("section", section, pairs, list_sections, lambda one: list_sections([one])),
        _test_names(
            "principle", principle, pairs, list_principles, lambda one: getattr(one, listed)
        ),
        _test_names("status", status, pairs, _list_statuses, lambda one: (one.status,)),
        _test_names(
            "finding",
            finding,
            pairs,
            lambda _: set(names("check")).union(*found_in.values()),
            lambda one: found_in.get(one.pair_id, ()),
        ),
        _test_text(text, sides),
        _test_scores(min_score, max_score),
    ]
    if chosen is not None and principle is None and text is None:
        tests.append(lambda pair: bool(pair.text(chosen)))
    kept = [test for test in tests if test is not None]
    return Selection(pairs, kept)


class Selection(PairsReadAnew):
    """The pairs that pass some tests; each loop reads all pairs anew and keeps none in memory."""

    def __init__(self, pairs: Iterable[Pair], tests: Sequence[Test]) -> None:
        self._pairs = pairs
        self._tests = tests
        self._count: int | None = None

    def __iter__(self) -> Iterator[Pair]:
        count = 0
        for pair in self._pairs:
            if all(test(pair) for test in self._tests):
                count += 1
                yield pair
        self._count = count

    def __bool__(self) -> bool:
        """Tell whether a pair passes, without reading those behind it."""
        return any(True for _ in self)

    def __len__(self) -> int:
        """Return how many pairs pass; they are read if no loop has counted them."""
        if self._count is None:
            self._count = sum(1 for _ in self)
        return self._count


def _test_names(
    of: str,
    value: Names,
    pairs: Iterable[Pair],
    list_known: Callable[[Iterable[Pair]], Collection[str]],
    read: Callable[[Pair], Collection[str]],
) -> Test | None:
    """Return the test whether a pair has one of the names; None if the filter is not given."""
    wanted = read_names(of, value)
    if wanted is None:
        return None
    _require_known(of, wanted, list_known(pairs))
    sought = frozenset(wanted)
    return lambda pair: not sought.isdisjoint(read(pair))


def _list_statuses(pairs: Iterable[Pair]) -> set[str]:
    """Return the statuses that pairs have."""
    return {pair.status for pair in pairs}


def _test_text(text: str | None, sides: Sequence[Side]) -> Test | None:
    """Return the test whether one of the texts has the pattern; None if no text is asked for."""
    if text is None:
        return None
    pattern = compile_pattern(text)
    return lambda pair: any(pattern.search(simplify(pair.text(side))) for side in sides)


def compile_pattern(text: str) -> re.Pattern[str]:
    """Return a regular expression for texts in simplified characters; case does not matter.

    Raises:
        UsageError: it is no regular expression.
    """
    try:
        return re.compile(simplify(text), re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as error:
        raise UsageError(
            f"the text '{text}' is no regular expression ({error})",
            remedy="put a backslash before characters that stand for themselves, such as ( [ * ?",
        ) from error


def _test_scores(lowest: float | None, highest: float | None) -> Test | None:
    """Return the test whether the score of a pair is in a range; None if no bound is given."""
    for name, score in (("min_score", lowest), ("max_score", highest)):
        if score is not None and not 0 <= score <= 1:
            raise UsageError(f"{name} is {score}", remedy="give a number from 0 to 1")
    if lowest is None and highest is None:
        return None
    least, most = 0 if lowest is None else lowest, 1 if highest is None else highest
    return lambda pair: pair.score is not None and least <= pair.score <= most


def _codes_by_pair(findings: Iterable[Finding]) -> dict[str, set[str]]:
    """Return the codes of the findings about each pair, by the id of the pair."""
    codes: dict[str, set[str]] = defaultdict(set)
    for finding in findings:
        for place in finding.spans:
            codes[place.pair_id].add(finding.code)
    return codes


def keep_names(value: Any) -> Any:
    """Return the value of a filter in a form that stays: an iterable of names as a list."""
    return list(value) if isinstance(value, Iterable) and not _is_one(value) else value


def _is_one(value: object) -> bool:
    """Tell whether an iterable is one name, or no names at all."""
    return isinstance(value, (str, bytes, Mapping))


def read_names(of: str, value: Names) -> tuple[str, ...] | None:
    """Return the names in a filter; None if it filters nothing.

    Args:
        of: what the filter looks at, such as `section`.
        value: what the caller gave.
    """
    if value is None:
        return None
    several = isinstance(value, Iterable) and not _is_one(value)
    return tuple(_read_name(of, name) for name in (value if several else (value,)))  # type: ignore[union-attr]


def _read_name(of: str, name: object) -> str:
    """Return one name; a whole number stands for its digits."""
    if isinstance(name, str):
        return name
    if hasattr(name, "__index__") and not isinstance(name, bool):
        with suppress(ValueError):  # more digits than Python writes
            return str(index(name))
    raise UsageError(
        f"the filter {of} has {show_value(name)}, which is no name",
        remedy="give a name, a list of names, or None for all",
    )


def _require_known(of: str, names: Sequence[str] | None, known: Collection[str]) -> None:
    """Raise a `UsageError` if no pair has one of the names. Of no pairs, nothing is asked."""
    for name in names or ():
        if name not in known and known:
            listed = list(known) if of == "section" else sorted(known)
            more = f" and {len(listed) - _LISTED} more" if len(listed) > _LISTED else ""
            raise UsageError(
                f"no unit has the {of} '{name}'",
                remedy=f"choose of those that occur: {', '.join(listed[:_LISTED])}{more}",
            )
