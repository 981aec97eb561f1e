"""Find times in the text of pages, and convert them to ISO 8601.

Chinese pages give times in China Standard Time (UTC+8) without saying so. So a time without an
offset is taken to be in that zone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from aigov_corpus import patterns as re
from aigov_corpus.text.months import MONTH_STEMS, MONTHS

CHINA = timezone(timedelta(hours=8))

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WEEKDAY = r"[（(]?(?:星期|[周週])[一二三四五六日天][)）]?"
_CLOCK = (
    rf"(?:(?:[\sT日,|:-]|{_WEEKDAY}|香港[时時][间間]|Issued at HKT)*"
    r"(?P<hour>[01]?\d|2[0-3])\s?(?:[:：时時点點]|\.(?=\d\d\s*[ap]\.?m\b))\s?(?P<minute>[0-5]\d)"
    r"(?:[:：分](?P<second>[0-5]\d)(?:秒)?|分)?(?P<half>\s*[ap]\.?m\.?)?)?"
)
_ZONE = r"(?:\.\d+)?\s*(?P<zone>Z|[+-]\d\d:?\d\d)?"
# 2021-08-01, 2021年8月1日, 2021/8/1
_NUMERIC = re.compile(
    rf"(?<!\d){_YEAR}\s*[-年/.\s]\s*(?P<month>1[0-2]|0?[1-9])\s*[-月/.]\s*"
    rf"(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)\s*日?{_CLOCK}{_ZONE}"
)
# 2024 05/09 22:27:02, where each part is an element of its own
_RUN_TOGETHER = re.compile(
    rf"(?<!\d){_YEAR}\s*(?P<month>0[1-9]|1[0-2])\s*/\s*(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
    rf"{_CLOCK}{_ZONE}"
)
# July 27, 2025; 27 July 2025 08:30; 08:30, July 27, 2025
_ENGLISH = re.compile(
    r"(?:\b(?P<hour_before>[01]?\d|2[0-3]):(?P<minute_before>[0-5]\d)"
    r"(?P<half_before>\s*[ap]\.?m\.?)?,?\s+)?"
    rf"(?:(?P<day_before>\d{{1,2}})[\s-]+)?(?P<name>(?:{MONTH_STEMS})[a-z]*)\.?\s*"
    rf"(?P<day>\d{{1,2}})?(?:st|nd|rd|th)?,?[\s-]*{_YEAR}{_CLOCK}{_ZONE}",
    re.IGNORECASE,
)
# 2022 Aug 17, 2022-Aug-17
_YEAR_FIRST = re.compile(
    rf"(?<!\d){_YEAR}[\s,-]+(?P<name>(?:{MONTH_STEMS})[a-z]*)\.?[\s-]+"
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d)",
    re.IGNORECASE,
)
# 01/16/2025, 22/05/2025, 19.3.2025, 13-03-2024: only where one number cannot be the month
_DAY_FIRST = re.compile(
    r"(?<![\d./-])(?:(?P<day>1[3-9]|2\d|3[01])[/.-](?P<month>0?[1-9]|1[0-2])"
    r"|(?P<us_month>0?[1-9]|1[0-2])[/.-](?P<us_day>1[3-9]|2\d|3[01]))"
    r"[/.-](?P<year>(?:19|20)\d\d)(?![\d./-])"
)
# 民國 112 年 05 月 31 日, the calendar of Taiwan; after a label also 114-07-24
_MINGUO = re.compile(
    r"(?:民[國国]\s*(?P<era>\d{2,3})\s*年|[日時时][期間间]\s*[:：]\s*(?P<era_short>1[0-4]\d)[-./])\s*"
    r"(?P<month>1[0-2]|0?[1-9])\s*[-月/.]\s*(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)\s*日?"
)
_DIGIT = re.compile(r"\d")
"""What every date and time has: a fast test before the patterns above."""
_FIRST_YEAR_OF_MINGUO = 1911
_LEAST_MINGUO = 39
"""Years of that calendar from which a date may be that of a page (1950); earlier ones are told."""

_LABEL = re.compile(
    r"\b(?:last )?(?:updated|published|posted|date|time)\s*(?:on\b|:)?", re.IGNORECASE
)
# /2021-08/01/ and /20240509/
_IN_URL = re.compile(
    rf"(?<!\d){_YEAR}[-/]?(?P<month>0[1-9]|1[0-2])[-/]?(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)


def find_time(text: str) -> str:
    """Return the first date or time in `text`, in ISO 8601 with offset; empty if there is none.

    A time with an offset is converted to China Standard Time, and a time without one is taken to be
    in that zone. A date without a time is that day at 00:00.
    """
    if not _DIGIT.search(text):
        return ""
    found = _NUMERIC.search(text) or _RUN_TOGETHER.search(text) or _ENGLISH.search(text)
    found = found or _YEAR_FIRST.search(text)
    if not found:
        return _find_minguo(text) or _find_day_first(text)
    parts = found.groupdict()
    for part in ("hour", "minute", "half", "day"):
        parts[part] = parts.get(part) or parts.get(f"{part}_before")
    if name := parts.get("name"):
        parts["month"] = str(MONTHS[name[:3].lower()])
    return _as_iso(parts) if parts["day"] else ""


def find_labelled_time(value: str) -> str:
    """Return the time in the value behind a label for one, as `find_time` does.

    Such a value may count the years as Taiwan does, without saying so: 114-07-24.
    """
    return find_time(value) or _find_minguo(f"日期:{value}")


def _find_minguo(text: str) -> str:
    """Return the first date in `text` in the calendar of Taiwan, as `find_time` does."""
    found = _MINGUO.search(text)
    year = int(found["era"] or found["era_short"]) if found else 0
    if found is None or year < _LEAST_MINGUO:
        return ""
    return _as_iso({**found.groupdict(), "year": str(year + _FIRST_YEAR_OF_MINGUO)})


def _find_day_first(text: str) -> str:
    """Return the first date in `text` whose year stands last, as `find_time` does."""
    if (found := _DAY_FIRST.search(text)) is None:
        return ""
    parts = {key.rpartition("_")[2]: value for key, value in found.groupdict().items() if value}
    return _as_iso(parts)


def day_of(time: str) -> str:
    """Return the day of a time in ISO 8601: `2021-08-01` for `2021-08-01T06:08:00+08:00`."""
    return time.partition("T")[0]


def without_times(text: str) -> str:
    """Return `text` without dates, times, and English labels of times such as `Updated:`."""
    for pattern in (_NUMERIC, _RUN_TOGETHER, _ENGLISH, _YEAR_FIRST, _MINGUO, _DAY_FIRST):
        text = pattern.sub(" ", text)
    return _LABEL.sub("", text).strip(" \t|,:-")


def date_in_url(url: str) -> str:
    """Return the date in the URL of an article, as `find_time` does; empty if there is none."""
    found = _IN_URL.search(url)
    return _as_iso(found.groupdict()) if found else ""


def _as_iso(parts: Mapping[str, str | None]) -> str:
    """Return a time in ISO 8601, in China Standard Time; empty if the calendar has no such day.

    Args:
        parts: `year`, `month` and `day`; also `hour`, `minute`, `second`, `half` (am or pm) and
            `zone`, if they are known.
    """
    hour = int(parts.get("hour") or 0)
    if half := (parts.get("half") or "").strip().lower():
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    zone = _zone(parts.get("zone")) if parts.get("hour") else CHINA
    try:
        time = datetime(
            int(parts["year"] or 0),
            int(parts["month"] or 0),
            int(parts["day"] or 0),
            hour,
            int(parts.get("minute") or 0),
            int(parts.get("second") or 0),
            tzinfo=zone,
        )
        return time.astimezone(CHINA).isoformat()
    except (ValueError, OverflowError):
        return ""


def _zone(stated: str | None) -> tzinfo:
    """Return the time zone of `Z`, `+08:00` or `+0800`; China Standard Time if none is stated."""
    if not stated:
        return CHINA
    if stated == "Z":
        return UTC
    sign = -1 if stated[0] == "-" else 1
    digits = stated[1:].replace(":", "")
    return timezone(sign * timedelta(hours=int(digits[:2]) % 24, minutes=int(digits[2:]) % 60))
