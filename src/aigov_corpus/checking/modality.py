"""A duty, permission or prohibition that only the Chinese text states: `modality`.

应当 and 必须 say that something must be done, 可以 that it may, 不得 that it may not. The check
finds texts in which the English has no word of that kind, turns a permission into a duty, or
permits what the Chinese forbids.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aigov_corpus.checking.double_negation import says_only_if
from aigov_corpus.checking.negation_matching import match_negations
from aigov_corpus.checking.negation_renderings import find_allowed, find_permission
from aigov_corpus.checking.quoting import quote
from aigov_corpus.checking.units import Unit, Units
from aigov_corpus.records import Finding
from aigov_corpus.text.simplified import simplify

CODE = "modality"
_DUTY = re.compile("应当|必须|务必|(?<!不)须(?=经|由|向|在|以|遵|按|依|提|报)")
_PERMISSION = re.compile(
    r"(?<!不)可以(?!说)|(?<![不认许尽宁])可(?=向|由|在|依|就|根据|申请|要求|委)"
)
_ENGLISH_DUTY = re.compile(
    r"\b(?:shall|must|should|ought|ha(?:ve|s|d)\s+to|need\w*|requir\w*|oblig\w*|necess\w*|mandat\w*"
    r"|compuls\w*|dut(?:y|ies)|(?:is|are|be|was|were)\s+to|subject\s+to|responsib\w*|cannot|only"
    r"|may\s+not|will|would|essential\w*|imperative\w*|vital\w*|indispens\w*|ensur\w*|bound|let"
    r"|important|demand\w*|call\w*|urg\w*|crucial|invariably|always|never|under\s+no|condition\w*"
    r"|if|until|unless|without|has\s+got|got\s+to|make\s+sure|critical|no\s+\w+|not)\b",
    re.IGNORECASE,
)
_ENGLISH_PERMISSION = re.compile(
    r"\b(?:may|can|could|might|able|abilit\w*|allow\w*|permi\w*|possib\w*|entitle\w*|option\w*"
    r"|eligib\w*|enabl\w*|authori[sz]\w*|free|right|choose\w*|choice|capab\w*|potential\w*"
    r"|will|would|let|help\w*|discretion\w*|empower\w*|use\w*|available|power\w*|\w+able|\w+ible)\b",
    re.IGNORECASE,
)
_STRICT_DUTY = re.compile(
    r"\b(?:shall|must|ha(?:ve|s)\s+to|(?:is|are)\s+required)\b", re.IGNORECASE
)


def check(units: Units) -> Iterator[Finding]:
    """Yield a finding for each duty that is lost, and each permission or prohibition reversed."""
    for unit in units:
        if unit.has_both and unit.zh != unit.en:
            yield from _compare(unit)


def _compare(unit: Unit) -> Iterator[Finding]:
    """Yield the findings of one unit."""
    zh = simplify(unit.zh)
    for place in match_negations(unit.zh, unit.en).zh:
        word = unit.zh[slice(*place)]
        permits = find_permission(word, unit.en)
        if permits and not says_only_if(unit.zh, unit.en):
            permitted = quote(unit.en[slice(*permits)])
            message = f"the Chinese forbids, {quote(word)}, and the English permits, {permitted}"
            yield unit.find(CODE, "warning", "en", permits, message, other=place)
            break
    if allowed := find_allowed(unit.zh, unit.en):
        word, permitted = unit.zh[slice(*allowed[0])], unit.en[slice(*allowed[1])]
        message = f"the Chinese forbids, {quote(word)}, and the English permits, {quote(permitted)}"
        yield unit.find(CODE, "warning", "en", allowed[1], message, other=allowed[0])
    duty = _DUTY.search(zh)
    if duty and not _ENGLISH_DUTY.search(unit.en):
        message = f"the Chinese states a duty, {quote(unit.zh[slice(*duty.span())])}"
        yield unit.find(
            CODE, "warning", "en", (0, 0), f"{message}, and the English none", other=duty.span()
        )
    permission = _PERMISSION.search(zh)
    strict = _STRICT_DUTY.search(unit.en)
    if permission and strict and not duty and not _ENGLISH_PERMISSION.search(unit.en):
        word = quote(unit.zh[slice(*permission.span())])
        message = f"the Chinese permits, {word}, and the English obliges, {quote(strict[0])}"
        yield unit.find(CODE, "warning", "en", strict.span(), message, other=permission.span())
