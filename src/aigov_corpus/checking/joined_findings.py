"""Slips that return many times: said once, with their number and the other pairs.

Eighty findings that say the same are read as little as none. From five on in one text, slips of one
kind are one finding; from five pairs on, so are findings that say the same of their pairs, such as
a name that the English spells in another way everywhere. Errors are told pair by pair up to twenty.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace

from aigov_corpus import patterns as re
from aigov_corpus.checking.units import Severity
from aigov_corpus.records import Finding, Pair

_MOST_OF_TEXT = 4
"""The most findings of one check about one text that are told one by one."""
_MOST_PAIRS: Mapping[Severity, int] = {"warning": 4, "error": 20}
"""The most pairs with one slip that are told one by one: what is hardly ever right is to be mended
where it stands, and a warning is judged once for all."""
_MOST_QUOTES = 8
"""The same of marks that are not closed: each is to be looked at, unless the text has its own way
with them, such as a source without quotation marks."""
_SHOWN_ROWS = 10
"""Rows of other pairs that a message names."""
SAME = "; the same in "
"""What stands in a message before the other pairs that it names."""
_BY_KIND = frozenset({"punctuation", "quotes", "same-as-source", "empty"})
"""Codes of checks whose findings say the same although each quotes its own text."""
_BY_MESSAGE = frozenset(
    {"name", "acronym", "title", "untranslated", "doubled"}
    | {"consistency-source", "consistency-target"}
)
"""Codes of checks whose findings say the same if their messages are equal. What other checks find,
such as a wrong number, is another matter in each pair."""
CODES = _BY_KIND | _BY_MESSAGE
"""Codes of the checks of which one finding may speak of several pairs."""
_WITHIN = _BY_KIND | {"doubled", "untranslated", "english-left"}
"""Codes of checks whose findings in one text are of one kind; each wrong number is another matter,
and so is each name that is missing."""
_QUOTED = re.compile("“.*”|[“”「」『』《》()（）\\[\\]【】]", re.DOTALL)
"""Pattern for what two slips of one kind may differ in: the text, and the mark."""


def join_repeated(findings: Sequence[Finding], pairs: Mapping[str, Pair]) -> list[Finding]:
    """Return findings with those that say the same joined, each at its first place."""
    of_texts = _join(findings, _slip_of_text, lambda _: _MOST_OF_TEXT, _join_in_text)
    return _join(
        of_texts,
        lambda finding: _slip_of_pairs(finding, pairs),
        lambda one: _MOST_QUOTES if one.code == "quotes" else _MOST_PAIRS[one.severity],
        lambda group: _join_pairs(group, pairs),
    )


def _join(
    findings: Sequence[Finding],
    slip_of: Callable[[Finding], Hashable],
    most_of: Callable[[Finding], int],
    join: Callable[[Sequence[Finding]], Finding],
) -> list[Finding]:
    """Return findings; many of the same slip become one, at the place of the first.

    Args:
        findings: the findings, in order.
        slip_of: returns what findings have in common that say the same; None if others can not.
        most_of: returns the most findings with the slip of this one that are told one by one.
        join: returns the finding that speaks for some.
    """
    groups: dict[Hashable, list[Finding]] = {}
    for number, finding in enumerate(findings):
        groups.setdefault(slip_of(finding) or number, []).append(finding)
    many = [group for group in groups.values() if len(group) > most_of(group[0])]
    spoken_for = {id(one) for group in many for one in group[1:]}
    told = {id(group[0]): join(group) for group in many}
    return [told.get(id(one), one) for one in findings if id(one) not in spoken_for]


def _slip_of_text(finding: Finding) -> Hashable:
    """Return what slips of one kind in one text have in common; None if each is told."""
    place = finding.spans[0]
    return (finding.code, place.pair_id, place.side) if finding.code in _WITHIN else None


def _join_in_text(group: Sequence[Finding]) -> Finding:
    """Return the finding that speaks for slips of one kind in one text."""
    more = f"; {len(group) - 1:,} more like it in this text"
    return replace(group[0], message=group[0].message + more)


def _slip_of_pairs(finding: Finding, pairs: Mapping[str, Pair]) -> Hashable:
    """Return what findings have in common that say the same; None if others can not."""
    place = finding.spans[0]
    pair = pairs[place.pair_id]
    if finding.code not in CODES or _names_pairs(finding):
        return None
    by_kind = finding.code in _BY_KIND
    said = _QUOTED.sub("", finding.message) if by_kind else finding.message
    return finding.code, finding.severity, place.side, pair.document, pair.rendering, said


def _names_pairs(finding: Finding) -> bool:
    """Tell whether a finding about one fault of several pairs names them already."""
    own, *others = finding.spans
    return not finding.code.startswith("consistency") and any(
        place.pair_id != own.pair_id for place in others
    )


def _join_pairs(group: Sequence[Finding], pairs: Mapping[str, Pair]) -> Finding:
    """Return the finding that speaks for some that say the same."""
    first, *others = group
    names = dict.fromkeys(one.spans[0].pair_id for one in others)
    rows = list(dict.fromkeys(pairs[name].seq for name in names))
    shown = ", ".join(map(str, rows[:_SHOWN_ROWS])) + (", …" if len(rows) > _SHOWN_ROWS else "")
    message = f"{first.message}{SAME}{len(names):,} other pairs (rows {shown})"
    own = [place for place in first.spans if place.pair_id == first.spans[0].pair_id]
    return replace(first, message=message, places=(*own, *(one.spans[0] for one in others)))
