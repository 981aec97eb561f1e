"""Times as pages write them, to ISO 8601; Chinese pages mean China Standard Time and do not say so."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from aigov_corpus.text.months import MONTH_STEMS, MONTHS

CHINA = timezone(timedelta(hours=8))

_TIME = (
    r"(?:[\sT日,|:-]*(?P<h>[01]?\d|2[0-3])[:：](?P<mi>[0-5]\d)"
    r"(?:[:：](?P<s>[0-5]\d))?(?P<pm>\s*[ap]\.?m\.?)?)?"
)
_ZONE = r"(?:\.\d+)?\s*(?P<z>Z|[+-]\d\d:?\d\d)?"
_NUMERIC = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)\s*[-年/.\s]\s*(?P<m>1[0-2]|0?[1-9])\s*[-月/.]\s*"
    r"(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)\s*日?" + _TIME + _ZONE
)
_RUN_TOGETHER = re.compile(  # 2024 05/09 22:27:02 where each part is an element of its own
    r"(?<!\d)(?P<y>(?:19|20)\d\d)\s*(?P<m>0[1-9]|1[0-2])\s*/\s*(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
    + _TIME
    + _ZONE
)
_ENGLISH = re.compile(
    r"(?:\b(?P<h0>[01]?\d|2[0-3]):(?P<mi0>[0-5]\d)(?P<pm0>\s*[ap]\.?m\.?)?,?\s+)?"  # 08:30, July 27, 2025
    rf"(?:(?P<d1>\d{{1,2}})\s+)?(?P<mon>(?:{MONTH_STEMS})[a-z]*)\.?\s*"
    r"(?P<d2>\d{1,2})?(?:st|nd|rd|th)?,?\s*(?P<y>(?:19|20)\d\d)" + _TIME + _ZONE,
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"\b(?:last )?(?:updated|published|posted|date|time)\s*(?:on\b|:)?", re.IGNORECASE
)
_IN_ADDRESS = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)[-/]?(?P<m>0[1-9]|1[0-2])[-/]?(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
)


def find_time(text: str) -> str:
    """Return the first date or time in `text` in ISO 8601 with its offset, or an empty string.

    A time that states no offset is China Standard Time; one that does is converted to it. A date
    without a time is that day at 00:00.
    """
    found = _NUMERIC.search(text) or _RUN_TOGETHER.search(text) or _ENGLISH.search(text)
    if not found:
        return ""
    groups = found.groupdict()
    for part in ("h", "mi", "pm"):
        groups[part] = groups.get(part) or groups.get(f"{part}0")
    month = groups.get("m") or MONTHS[groups["mon"][:3].lower()]
    day = groups.get("d") or groups.get("d2") or groups.get("d1")
    return _iso(groups, int(month), int(day)) if day else ""


def without_times(text: str) -> str:
    """Return `text` without its dates and times, and without the label of an English one."""
    for pattern in (_NUMERIC, _RUN_TOGETHER, _ENGLISH):
        text = pattern.sub(" ", text)
    return _UPDATED.sub("", text).strip(" \t|,:-")


def date_in_address(url: str) -> str:
    """Return the date in an article's address (`/2021-08/01/`, `/20240509/`), or an empty string."""
    found = _IN_ADDRESS.search(url)
    return _iso(found.groupdict(), int(found["m"]), int(found["d"])) if found else ""


def _iso(groups: dict[str, str | None], month: int, day: int) -> str:
    hour = int(groups.get("h") or 0)
    if half := (groups.get("pm") or "").strip().lower():
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    zone = CHINA
    if (stated := groups.get("z")) and groups.get("h"):
        if stated == "Z":
            zone = UTC
        else:
            sign = -1 if stated[0] == "-" else 1
            digits = stated[1:].replace(":", "")
            zone = timezone(
                sign * timedelta(hours=int(digits[:2]) % 24, minutes=int(digits[2:]) % 60)
            )
    try:
        time = datetime(
            int(groups["y"] or 0),
            month,
            day,
            hour,
            int(groups.get("mi") or 0),
            int(groups.get("s") or 0),
            tzinfo=zone,
        )
        return time.astimezone(CHINA).isoformat()
    except (ValueError, OverflowError):
        return ""
