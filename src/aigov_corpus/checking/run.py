"""Run checks over pairs, and bring their findings into the order of the text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from aigov_corpus import registry
from aigov_corpus.checking.joined_findings import join_repeated
from aigov_corpus.checking.units import Check, Units
from aigov_corpus.errors import AigovError, EncoderError, UnknownNameError, UsageError
from aigov_corpus.garbage import without_garbage_collection
from aigov_corpus.protocols import Progress
from aigov_corpus.records import Finding, Pair, Side, Span
from aigov_corpus.termbases import TermEntry
from aigov_corpus.text.values import require_encodable

_KIND = "check"
_REPORT = "report this to those who made the check, or leave it out with  --only"
_NEED_TERMS = frozenset({"term", "term-forbidden"})
"""Checks that find nothing without a termbase."""
_PARTS = frozenset({"omission", "addition"})
"""Checks that link the words of all pairs, and find a part of a text that the other lacks."""
_SLOW = _PARTS | {"list-length"}
"""Checks that link the words of many pairs, which takes longer than all other checks together."""
_YIELDS = {"principle": _PARTS, "list-length": _PARTS, "contrary": frozenset({"number"})}
"""Checks whose finding is dropped if one of these others reports a place that touches its own."""
QUICK = tuple(name for name in registry.TABLES[_KIND] if name not in _SLOW | _NEED_TERMS)
"""Codes of the checks of this package that take a small part of the time for aligning."""


@without_garbage_collection()
def check_pairs(
    pairs: Iterable[Pair],
    *,
    only: Collection[str] | None = None,
    terms: Iterable[TermEntry] | None = None,
    thorough: bool = False,
    progress: Progress | None = None,
) -> list[Finding]:
    """Return what the checks find in pairs, in the order of the pairs and of their text.

    Args:
        pairs: the pairs in the order of the text. Pairs without a text on one side are checked
            too; rejected ones are not.
        only: codes of the checks to run; None for all.
        terms: the entries of a termbase, for the checks `term` and `term-forbidden`.
        thorough: whether `omission` reads both texts of each pair together with a network, which
            finds more and takes about five times as long as aligning the texts.
        progress: called with a few words about the close reading, and the share of it that is done
            (0 to 1).

    Raises:
        UnknownNameError: there is no check of such a code.
        InvalidInputError: a text holds half of a surrogate pair.
        UsageError: `only` names a check that needs a termbase, and there is none.
        AigovError: a check cannot be loaded, or fails.
    """
    names = registry.names(_KIND)
    for code in only or ():
        if code not in names:
            raise UnknownNameError(_KIND, code, names)
        if code in _NEED_TERMS and terms is None:
            raise UsageError(
                f"the check '{code}' needs a termbase",
                remedy="give a file, or the one of this package, bundled, as  termbase  (in the "
                "shell  --termbase FILE)",
            )
    pairs = list(pairs)
    for pair in pairs:
        require_encodable(pair.zh, source=pair.pair_id, place="zh")
        require_encodable(pair.en, source=pair.pair_id, place="en")
    units = Units(pairs, terms=terms or (), thorough=thorough, progress=progress)
    chosen = [name for name in names if only is None or name in only]
    chosen.sort(key=lambda name: name not in _PARTS)  # others use the links that these need
    findings = _drop_repeated([finding for code in chosen for finding in _run(code, units)])
    order = {unit.pair.pair_id: number for number, unit in enumerate(units)}
    findings.sort(key=lambda finding: _sort_key(finding, order))
    return join_repeated(findings, {unit.pair.pair_id: unit.pair for unit in units})


def _run(code: str, units: Units) -> list[Finding]:
    """Return the findings of one check."""
    check: Check = registry.resolve(_KIND, code)
    try:
        found = list(check(units))
    except EncoderError:  # is no fault of the check
        raise
    except Exception as error:  # the code of another package may raise anything
        raise AigovError(
            f"the check '{code}' failed ({type(error).__name__}: {error})",
            remedy=_REPORT,
        ) from error
    if not all(finding.spans for finding in found):
        raise AigovError(
            f"the check '{code}' returned a finding about no text of a pair", remedy=_REPORT
        )
    return found


def _drop_repeated(findings: Sequence[Finding]) -> list[Finding]:
    """Drop findings whose place touches that of a finding of a check that they yield to."""
    reported: dict[tuple[str, str, Side], list[Span]] = {}
    for finding in findings:
        for place in finding.spans:
            reported.setdefault((finding.code, place.pair_id, place.side), []).append(place)
    return [
        finding
        for finding in findings
        if not any(
            place.start < other.end and other.start < place.end
            for code in _YIELDS.get(finding.code, ())
            for place in finding.spans
            for other in reported.get((code, place.pair_id, place.side), ())
        )
    ]


def _sort_key(finding: Finding, order: dict[str, int]) -> tuple[int, int, str]:
    """Return a key that sorts findings by pair, place and code."""
    first = finding.spans[0]
    return order.get(first.pair_id, len(order)), first.start, finding.code
