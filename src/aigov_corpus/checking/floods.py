"""Slips that return many times: said once, with their number and the other pairs.

Eighty findings that say the same are read as little as none. From five on in one text, slips of one
kind are one finding; from five pairs on, so are findings that say the same of their pairs, such as
a name that the English spells in another way everywhere. Errors are told pair by pair up to twenty.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace

from aigov_corpus.checking.units import Severity
from aigov_corpus.records import Finding, Pair, Span

_MOST_OF_TEXT = 4
"""The most findings of one check about one text that are told one by one."""
_MOST_PAIRS: Mapping[Severity, int] = {"warning": 4, "error": 20}
"""The most pairs with one slip that are told one by one: what is hardly ever right is to be mended
where it stands, and a warning is judged once for all."""
_MOST_QUOTES = 8
"""The same of marks that are not closed: each is to be looked at, unless the text has its own way
with them, such as a source without quotation marks."""
SAME = "; the same in "
"""What stands in a message before the number of the other pairs of which it speaks."""
_SHOWN_ROWS = 10
"""Rows of other pairs that a message names."""
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


def join_floods(findings: Sequence[Finding], pairs: Mapping[str, Pair]) -> list[Finding]:
    """Return findings with those that say the same joined, each at its first place.

    Args:
        findings: findings about pairs, in the order of the text.
        pairs: the pairs by their ids.
    """
    groups: dict[Hashable, list[Finding]] = {}
    for number, finding in enumerate(_join_within(findings)):
        groups.setdefault(_slip(finding, pairs) or number, []).append(finding)
    found: list[Finding] = []
    for group in groups.values():
        one = group[0]
        if len(group) > (_MOST_QUOTES if one.code == "quotes" else _MOST_PAIRS[one.severity]):
            found.append(_join_pairs(group, pairs))
        else:
            found += group
    return found


def _join_within(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings with the slips of one kind in one text joined, if they are many."""
    groups: dict[Hashable, list[Finding]] = {}
    for finding in findings:
        place = _first(finding)
        of_text = finding.code, place.pair_id, place.side
        key = of_text if finding.code in _WITHIN else finding
        groups.setdefault(key, []).append(finding)
    found: list[Finding] = []
    for group in groups.values():
        if len(group) > _MOST_OF_TEXT:
            more = f"; {len(group) - 1:,} more like it in this text"
            found.append(replace(group[0], message=group[0].message + more))
        else:
            found += group
    return found


def _slip(finding: Finding, pairs: Mapping[str, Pair]) -> Hashable:
    """Return what findings have in common that say the same; None if others can not."""
    place = _first(finding)
    pair = pairs[place.pair_id]
    if finding.code not in CODES or _names_pairs(finding):
        return None
    by_kind = finding.code in _BY_KIND
    said = _QUOTED.sub("", finding.message) if by_kind else finding.message
    return finding.code, finding.severity, place.side, pair.document, pair.rendering, said


def _names_pairs(finding: Finding) -> bool:
    """Tell whether a finding about one fault of several pairs names them already."""
    own = _first(finding).pair_id
    return not finding.code.startswith("consistency") and any(
        isinstance(place, Span) and place.pair_id != own for place in finding.places
    )


def _join_pairs(group: Sequence[Finding], pairs: Mapping[str, Pair]) -> Finding:
    """Return the finding that speaks for some that say the same."""
    first, *others = group
    names = dict.fromkeys(_first(one).pair_id for one in others)
    rows = list(dict.fromkeys(pairs[name].seq for name in names))
    shown = ", ".join(map(str, rows[:_SHOWN_ROWS])) + (", …" if len(rows) > _SHOWN_ROWS else "")
    message = f"{first.message}{SAME}{len(names):,} other pairs (rows {shown})"
    own = [
        place
        for place in first.places
        if isinstance(place, Span) and place.pair_id == _first(first).pair_id
    ]
    return replace(first, message=message, places=(*own, *map(_first, others)))


def _first(finding: Finding) -> Span:
    """Return the place to correct."""
    place = finding.places[0]
    if not isinstance(place, Span):
        raise TypeError(f"the finding {finding.code} is not about a text of a pair")
    return place
