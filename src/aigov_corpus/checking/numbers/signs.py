"""Degrees with a sign or a direction: 零下10度 is minus ten degrees, 北纬 north of the equator."""

from __future__ import annotations

from collections.abc import Sequence

from aigov_corpus import patterns as re
from aigov_corpus.checking.numbers.amounts import Amount
from aigov_corpus.checking.numbers.contrasts import Contrast
from aigov_corpus.text.simplified import simplify

_CHINESE_DEGREES = re.compile(r"[多余来]?\s?(?:摄氏)?(?:度(?![假过])|℃|°\s?C)")
_ENGLISH_DEGREES = re.compile(r"\s?(?:degrees?\b(?!\s+of\s+(?!frost))|℃|°|º|\bC\b)", re.IGNORECASE)
_MINUS_ZH = re.compile(r"(?:零下|(?<!正)负|(?<![\d℃度A-Za-z])[-－−–])\s?(?:摄氏)?\s?$")
_ANY_MINUS_ZH = re.compile(r"零下|冰点|负|(?<![\d℃度])[-－−–—]\s?\d|[严酷]寒|冷冻")
_MINUS_EN = re.compile(r"(?:\b(?:minus|negative)\s+|(?<![\w.])[-−–]\s?)$", re.IGNORECASE)
_ANY_MINUS_EN = re.compile(
    r"\b(?:minus|negative|below|sub-?zero|fr[eo]st\w*|froze\w*|freez\w*)\b|[-−–—‑－]\s?\d",
    re.IGNORECASE,
)
_BELOW_ZERO = re.compile(r"[^.,;]{0,25}?\bbelow\s+(?:zero|freezing)\b", re.IGNORECASE)
_BEFORE = 12
"""Characters before a number in which its sign stands."""
_CONTRARIES = {"北": "南", "南": "北", "东": "西", "西": "东"}
_NAMES = {"北": "north", "南": "south", "东": "east", "西": "west"}
_CHINESE_DIRECTION = re.compile("(?P<where>[北南])纬|(?P<east>[东西])经")
_AT_DEGREES = (
    r"(?:(?:°|º|\bdegrees?\b)\s*(?:\d+(?:\.\d+)?\s*(?:['′’]|minutes?\b)\s*)?"
    r"|\bparallel\s+|\b(?:latitude|longitude)\s+(?:\d+\s*)?)"
)
"""Pattern for what stands before the direction of degrees: 30°, 23 degrees 26 minutes."""
_DIRECTIONS = {
    where: re.compile(
        rf"{_AT_DEGREES}(?:(?-i:{name[0].upper()})\b|{name}(?:ern)?\b(?!\s+of\b))", re.IGNORECASE
    )
    for where, name in _NAMES.items()
}
"""Patterns for degrees of each direction; "30 degrees, south of the city" are none."""
_ANY_DIRECTION = {
    where: re.compile(rf"(?<![A-Za-z]){name[0].upper()}\b|(?i:{name})")
    for where, name in _NAMES.items()
}


def find_wrong_sign(
    zh: str, en: str, zh_amounts: Sequence[Amount], en_amounts: Sequence[Amount]
) -> Contrast | None:
    """Return the first degrees that are below zero in one text alone, or None."""
    chinese = simplify(zh)
    for one in zh_amounts:
        if not _CHINESE_DEGREES.match(chinese, one.place[1]):
            continue
        same = (other for other in en_amounts if other.values == one.values)
        other = next((other for other in same if _is_degrees(en, other)), None)
        if other is None:
            continue
        minus = _MINUS_ZH.search(chinese[: one.place[0]], max(0, one.place[0] - _BEFORE))
        if minus and not _ANY_MINUS_EN.search(en):
            return Contrast("sign", (minus.start(), one.place[1]), other.place)
        if _is_below(en, other) and not _ANY_MINUS_ZH.search(chinese):
            return Contrast("sign", one.place, other.place)
    return None


def _is_degrees(en: str, amount: Amount) -> bool:
    """Tell whether an English number counts degrees."""
    return "degree" in amount.written or _ENGLISH_DEGREES.match(en, amount.place[1]) is not None


def _is_below(en: str, amount: Amount) -> bool:
    """Tell whether English degrees are below zero, by what stands before or behind them."""
    start, end = amount.place
    return bool(
        "below" in amount.written
        or _MINUS_EN.search(en[:start], max(0, start - _BEFORE))
        or _BELOW_ZERO.match(en, end)
    )


def find_wrong_direction(zh: str, en: str) -> Contrast | None:
    """Return a latitude or longitude on the other side of the equator or of Greenwich, or None."""
    chinese = simplify(zh)
    for found in _CHINESE_DIRECTION.finditer(chinese):
        where = found["where"] or found["east"]
        contrary = _CONTRARIES[where]
        said = _DIRECTIONS[contrary].search(en)
        if said and contrary not in chinese and not _ANY_DIRECTION[where].search(en):
            return Contrast("direction", found.span(), said.span())
    return None
