"""Numbers in the messages of the check `number`: 4,553亿 is 455.3 billion."""

from __future__ import annotations

from aigov_corpus import patterns as re
from aigov_corpus.checking.numbers.amounts import Amount
from aigov_corpus.checking.numbers.forms import write_like, write_ordinal
from aigov_corpus.records import Side
from aigov_corpus.text.language_codes import LANGUAGE_NAMES
from aigov_corpus.text.months import MONTHS

_UNGROUPED = re.compile(r"\d{4}")
"""Pattern for a number without commas between its thousands: GB 50043."""
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_CHINESE_SCALES = ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"))
_MONTH_NAMES = {number: name.title() for name, number in MONTHS.items() if len(name) > 4} | {
    5: "May",
    6: "June",
    7: "July",
}


def describe(source: Amount, target: Amount) -> str:
    """Return the message about a number with two values: that of the source comes first."""
    said = suggest(source, target)
    written = source.written.strip()
    is_clear = said.replace(",", "") == written.replace(",", "")
    meaning = (
        f"the {LANGUAGE_NAMES[source.side]} has {written}" if is_clear else f"{written} is {said}"
    )
    said_there = target.written.strip()
    if is_clear and said_there.replace(",", "") == written.replace(",", ""):
        said_there += " in another unit"
    return f"{meaning}, the {LANGUAGE_NAMES[target.side]} has {said_there}"


def describe_alone(amount: Amount) -> str:
    """Return the message about a number that the other text does not have."""
    other: Side = "en" if amount.side == "zh" else "zh"
    said = in_english(amount) if other == "en" else in_chinese(amount)
    written = amount.written.strip()
    meaning = (
        written if said.replace(",", "") == written.replace(",", "") else f"{written} ({said})"
    )
    language, lacking = LANGUAGE_NAMES[amount.side], LANGUAGE_NAMES[other]
    return f"the {language} has {meaning}, and the {lacking} has no such number"


def suggest(source: Amount, target: Amount) -> str:
    """Return the text for the place of the wrong number in the translation."""
    if "ordinal" in (source.mention.kind, target.mention.kind):
        return write_like(int(source.mention.values[0]), target.written)
    if target.side == "zh":
        return in_chinese(source)
    said = in_english(source)
    # a code has no commas, and neither has what is written without them
    return said.replace(",", "") if _UNGROUPED.search(target.written) else said


def in_english(amount: Amount) -> str:
    """Return a number as English writes it: 455.3 billion, 21%, 3rd, 9:30, November."""
    kind, value = amount.mention.kind, amount.mention.values[0]
    if kind == "time":
        hour, minutes = amount.mention.values
        return f"{hour:.0f}:{minutes:02.0f}"
    if kind == "month":
        return _MONTH_NAMES.get(int(value), f"{value:g}")
    if kind in ("year", "day"):
        return f"{value:.0f}"
    if kind == "decade":
        return f"the {value:.0f}s"
    if kind == "ordinal":
        return write_ordinal(int(value))
    if kind == "percent":
        return f"{_plain(value)}%"
    if kind == "fraction":
        return _fraction(value)
    for scale, name in _SCALES:
        if abs(value) >= scale:
            return f"{_plain(value / scale)} {name}"
    return _plain(value)


def in_chinese(amount: Amount) -> str:
    """Return a number as Chinese writes it: 4553亿, 21%, 第3, 9:30, 11月."""
    kind, value = amount.mention.kind, amount.mention.values[0]
    if kind == "time":
        return in_english(amount)
    if kind == "decade":
        return f"{value:.0f}年代"
    if kind in ("month", "year", "day"):
        return f"{value:.0f}{ {'month': '月', 'year': '年', 'day': '日'}[kind] }"
    if kind == "ordinal":
        return f"第{value:g}"
    if kind == "percent":
        return f"{value:g}%"
    if kind == "fraction":
        return _fraction(value)
    for scale, name in _CHINESE_SCALES:
        if abs(value) >= scale:
            return f"{value / scale:.12g}{name}"
    return f"{value:.12g}"


def _plain(value: float) -> str:
    """Return a number with commas between thousands, and only the decimals that it has."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.12g}"


def _fraction(value: float) -> str:
    """Return a fraction with its two whole numbers: 2/3."""
    from fractions import Fraction

    return str(Fraction(value).limit_denominator(1000))
