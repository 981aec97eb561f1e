"""Terms that are not rendered as a termbase says: `term` and `term-forbidden`.

A term counts as rendered if one of its allowed renderings stands in the translation in any form
(plural, -ing, hyphen, case, other words in between), or its initials, or a part of it ("the
Ordinance"). A finding is made only where word links show other words in its place. A term inside a
longer term of the termbase is not looked at. Without a termbase the two checks find nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from aigov_corpus.checking.quoting import quote
from aigov_corpus.checking.term_evidence import Missing, find_missing
from aigov_corpus.checking.term_forms import find_acronym, find_exact, find_loose
from aigov_corpus.checking.term_places import SoughtTerm, TermIndex, TermPlace
from aigov_corpus.checking.units import Place, Unit, Units, is_inside
from aigov_corpus.records import Finding, Side
from aigov_corpus.records.grouping import group_by

CODE = "term"
FORBIDDEN_CODE = "term-forbidden"
_USUAL_SHARE = 0.25
"""Share of a term's places with an allowed rendering below which the term is one finding."""
_FEW_PLACES = 5
"""Number of places of a term from which on that share counts."""
_SHOWN_TERMS = 2
"""Allowed renderings that a finding names."""
_SHOWN_PLACES = 5
"""Further places that a finding names."""


def check(units: Units) -> Iterator[Finding]:
    """Yield a finding for each term that has another rendering than those of the termbase."""
    places = units.once(find_terms)
    refused = {
        (unit.pair.pair_id, found.wanted.term)
        for unit, found, _ in units.once(find_forbidden_places)
    }
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    suspicious: list[tuple[Unit, TermPlace]] = []
    known: dict[tuple[str, str, str], bool] = {}
    for unit, found in places:
        if not found.wanted.allowed:
            continue
        written = unit.text(unit.source)[slice(*found.place)]
        key = (unit.pair.pair_id, found.wanted.term, written)
        if key not in known:  # a long text has many terms many times
            known[key] = is_rendered(unit, found)
        is_right = known[key]
        counts[found.wanted.term][not is_right] += 1
        if not is_right and (unit.pair.pair_id, found.wanted.term) not in refused:
            suspicious.append((unit, found))
    missing = group_by(find_missing(suspicious), lambda item: item.found.wanted.term)
    for term, items in missing.items():
        right, wrong = counts[term]
        is_rare = right + wrong >= _FEW_PLACES and right < _USUAL_SHARE * (right + wrong)
        if is_rare:
            yield _report(
                items[0], items[1:], f", which stands at {right} of {right + wrong} places"
            )
        else:
            for item in items:
                yield _report(item)


def _report(item: Missing, others: Sequence[Missing] = (), remark: str = "") -> Finding:
    """Return the finding for a term."""
    unit, found = item.unit, item.found
    source = unit.text(unit.source)[slice(*found.place)]
    shown = unit.text(unit.target)[slice(*item.rendering)]
    wanted = " / ".join(map(quote, found.wanted.allowed[:_SHOWN_TERMS]))
    seems = f"{quote(source)} is {quote(shown)} here"
    if not item.is_linked:
        seems = f"{quote(source)} seems to have another rendering, perhaps {quote(shown)}"
    return unit.find(
        CODE,
        "warning",
        unit.target,
        item.rendering,
        f"{seems}; the termbase has {wanted}{remark}",
        other=found.place,
        elsewhere=[(other.unit.pair, other.unit.target) for other in others[:_SHOWN_PLACES]],
        score=item.score,
        suggestion=found.wanted.allowed[0],
    )


def check_forbidden(units: Units) -> Iterator[Finding]:
    """Yield a finding for each forbidden rendering of a term."""
    for unit, found, place in units.once(find_forbidden_places):
        source = unit.text(unit.source)[slice(*found.place)]
        shown = unit.text(unit.target)[slice(*place)]
        better = found.wanted.allowed[0] if found.wanted.allowed else ""
        instead = f"; better {quote(better)}" if better else ""
        yield unit.find(
            FORBIDDEN_CODE,
            "error",
            unit.target,
            place,
            f"the termbase forbids {quote(shown)} for {quote(source)}{instead}",
            other=found.place,
            score=0.9,
            suggestion=better,
        )


def find_terms(units: Units) -> list[tuple[Unit, TermPlace]]:
    """Return the terms of all sources, in order; nothing without a termbase."""
    indexes: dict[Side, TermIndex] = {}
    found = []
    for unit in units:
        if not units.terms or not unit.has_both:
            continue
        if unit.source not in indexes:
            indexes[unit.source] = TermIndex(units.terms, unit.source)
        found += [(unit, item) for item in indexes[unit.source].find(unit.text(unit.source))]
    return found


def find_forbidden_places(units: Units) -> list[tuple[Unit, TermPlace, Place]]:
    """Return the terms whose translation has a forbidden rendering, each with a place of its own.

    A forbidden rendering inside an allowed one, of this term or of another one of the same source,
    does not count: "South" in "Global South".
    """
    places = units.once(find_terms)
    by_unit: dict[str, dict[str, SoughtTerm]] = defaultdict(dict)
    for unit, found in places:
        by_unit[unit.pair.pair_id][found.wanted.term] = found.wanted
    known: dict[tuple[str, str], list[Place]] = {}
    result = []
    for unit, found in places:
        if not found.wanted.forbidden:
            continue
        key = (unit.pair.pair_id, found.wanted.term)
        if key not in known:  # a long text has many terms many times
            known[key] = _find_wrong(unit, found.wanted, by_unit[unit.pair.pair_id].values())
        if known[key]:
            result.append((unit, found, known[key].pop(0)))
    return result


def _find_wrong(unit: Unit, wanted: SoughtTerm, others: Iterable[SoughtTerm]) -> list[Place]:
    """Return the places of the forbidden renderings of a term in a translation, in order.

    Args:
        unit: the pair.
        wanted: the term.
        others: all terms of its source; those of their renderings that are allowed do not count.
    """
    side, text = unit.target, unit.text(unit.target)
    places = [place for term in wanted.forbidden for place in find_exact(text, term, side)]
    if not places:
        return []
    allowed = [
        place
        for other in others
        for term in other.allowed
        for place in find_exact(text, term, side)
    ]
    return sorted({place for place in places if not is_inside(place, allowed)})


def is_rendered(unit: Unit, found: TermPlace) -> bool:
    """Tell whether the translation has an allowed rendering of a term, in any form."""
    side, text = unit.target, unit.text(unit.target)
    term = unit.text(unit.source)[slice(*found.place)]
    if side == "en" and term.isascii() and term.lower() in text.lower():
        return True
    return any(
        find_exact(text, allowed, side)
        or find_loose(text, allowed, side)
        or (side == "en" and find_acronym(text, allowed))
        for allowed in found.wanted.allowed
    )
