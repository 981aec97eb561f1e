"""Scores and results of games: 3比1 is 3-1, and 4分08秒04 is 4:08.04."""

from __future__ import annotations

from aigov_corpus import patterns as re
from aigov_corpus.checking.numbers.contrasts import Contrast, ValuedPlace, find_differing

_CHINESE_SCORE = re.compile(
    r"(?<![\d.:：比])(?P<one>\d{1,3})\s?比\s?(?P<other>\d{1,3})(?![\d:：.比])"
)
_ENGLISH_SCORE = re.compile(
    r"(?<![\d.:,/–-])(?P<one>\d{1,3})\s?(?:[-–—:]|\s+to\s+)\s?"
    r"(?P<other>\d{1,3})(?![\d:,/%–-]|\.\d)"
)
_IN_SPORT = re.compile(
    "[胜勝负負败敗冠]|平局|[战戰]平|比分|[赛賽]|[领領]先|落[后後]|成[绩績]|[纪紀][录錄]|用[时時]"
)
"""Patterns for the score of a game in both languages, and for a text about one."""
_CHINESE_RESULT = re.compile(
    r"(?<!\d)(?:(?P<hours>\d{1,2})小?[时時])?(?P<minutes>\d{1,2})分"
    r"(?P<seconds>\d{1,2})秒(?P<rest>\d{1,2})?"
)
_ENGLISH_RESULT = re.compile(
    r"(?<![\d.:])(?:(?P<hours>\d{1,2}):)?(?P<minutes>\d{1,2}):"
    r"(?P<seconds>\d\d)(?:\.(?P<rest>\d{1,2}))?"
    r"(?![\d:]|\s?[ap]\.?m\b)"
)
_MORE = 1000
"""Least number that is larger than any score of one side."""


def find_wrong_score(zh: str, en: str) -> Contrast | None:
    """Return the only score of a game that is another one in English; 1比3 may be "3-1"."""
    chinese = list(_CHINESE_SCORE.finditer(zh)) if _IN_SPORT.search(zh) else []
    if not chinese:
        return None
    of_zh, of_en = (
        [ValuedPlace(found.span(), (_read_score(found),)) for found in places]
        for places in (chinese, _ENGLISH_SCORE.finditer(en))
    )
    return find_differing("score", of_zh, of_en)


def find_wrong_result(zh: str, en: str) -> Contrast | None:
    """Return the only time that a race took, if English has another one: 4分08秒04, 4:08.40."""
    chinese = list(_CHINESE_RESULT.finditer(zh)) if "秒" in zh and _IN_SPORT.search(zh) else []
    of_zh, of_en = (
        [ValuedPlace(found.span(), (_read_result(found),)) for found in places]
        for places in (chinese, _ENGLISH_RESULT.finditer(en) if chinese else ())
    )
    return find_differing("time", of_zh, of_en)


def _read_score(found: re.Match[str]) -> float:
    """Return a number that says both numbers of a score, whichever comes first."""
    low, high = sorted((int(found["one"]), int(found["other"])))
    return float(high * _MORE + low)


def _read_result(found: re.Match[str]) -> float:
    """Return the seconds of a result."""
    hours, minutes, seconds = (int(found[part] or 0) for part in ("hours", "minutes", "seconds"))
    return 3600 * hours + 60 * minutes + seconds + float(f"0.{found['rest'] or 0}")
