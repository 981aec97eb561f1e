"""What a number counts, in both languages: 两次 and "three times" count the same thing.

The values 1 and 2 are mostly said without a number ("a", "both"), so these values alone are no
evidence. Where a measure stands behind them, and the other text counts the same, they are.
"""

from __future__ import annotations

from aigov_corpus import patterns as re

_CHINESE = {
    "year": "周?年(?![级級代度份])",
    "month": "[个個]?月",
    "week": "[个個]?(?:星期|[周週](?![年岁歲]))",
    "day": "[天日]",
    "hour": "[个個]?(?:小时|小時)",
    "minute": "分[钟鐘]",
    "yuan": "[元块塊](?![/旦素])",
    "time": "次(?:[^级級]|$)",
    "some": "[个個名位人](?![月小星次])",
}
"""What is counted, each with the Chinese measures behind the number; `some` are people, things."""
_ENGLISH = {
    "year": "years?",
    "month": "months?",
    "week": "weeks?",
    "day": "days?",
    "hour": "hours?",
    "minute": "minutes?",
    "yuan": "yuan",
    "time": r"times(?=\s+(?:a|an|per|each|every|in|within|annually|yearly)\b|\s*[.,;:]|\s*$)",
}
"""What is counted, each with the English words behind the number."""
_BETWEEN = r"[\s-]*(?:(?:full|consecutive|calendar|working|business|whole|more|other)\s+)*"
_CHINESE_COUNTED = {name: re.compile(rf"\s?{words}") for name, words in _CHINESE.items()}
_ENGLISH_COUNTED = {
    name: re.compile(rf"{_BETWEEN}(?:{words})(?!\w)", re.IGNORECASE)
    for name, words in _ENGLISH.items()
}
_OTHER_MEASURE = (
    r"(?:percent|per|years?|months?|weeks?|days?|hours?|minutes?|seconds?|times|decades?|centuries"
    r"|thousands?|hundreds?|millions?|billions?|trillions?|dozens?|sides|aspects|ways|dollars"
    r"|sessions"
    r"|kinds|types|sets|parts|levels|thirds|points|and|or|of|to|in|for|as|the|is|are|was|were|by)\b"
)
_PLURAL = re.compile(
    rf"\s+(?:(?!{_OTHER_MEASURE})[a-z]+\s+){{0,2}}(?!{_OTHER_MEASURE})"
    r"(?:[a-z]{3,}(?<![suoi])s|people|men|women|children)\b"
)
"""Pattern for people or things behind an English number: at most two words, then a plural."""
_ENGLISH_TWO = re.compile(
    r"\b(?:both|pair|couple|double[ds]?|twins?|dual|twice|bi\w+|halves|half|either|neither|another"
    r"|second|two-\w+|mutual\w*|joint\w*)\b",
    re.IGNORECASE,
)
_CHINESE_TWO = re.compile("[两兩双雙二倆俩2２对對]")
_ENGLISH_ONE = (
    r"\b(?:an?|one|each|every|per|the|that|this|same|another|single|annual)\s+(?:\w+\s+)?"
)
_ONE = 1.0
_TWO = 2.0


def name_chinese(text: str, end: int) -> str:
    """Return what a Chinese number counts; empty if that is not clear."""
    return next((name for name, words in _CHINESE_COUNTED.items() if words.match(text, end)), "")


def name_english(text: str, end: int) -> str:
    """Return what an English number counts; empty if that is not clear."""
    for name, words in _ENGLISH_COUNTED.items():
        if words.match(text, end):
            return name
    return "some" if _PLURAL.match(text, end) else ""


def is_said_otherwise(counted: str, zh: float, en: float, zh_text: str, en_text: str) -> bool:
    """Tell whether a small value may be said by other words in the other text."""
    if zh == _TWO and _ENGLISH_TWO.search(en_text):
        return True
    if en == _TWO and _CHINESE_TWO.search(zh_text):
        return True
    if _ONE in (zh, en) and counted in ("some", "time"):
        return True
    if zh == _ONE and counted in _ENGLISH:
        return re.search(_ENGLISH_ONE + _ENGLISH[counted], en_text, re.IGNORECASE) is not None
    return False
