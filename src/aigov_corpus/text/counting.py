"""Numbers and times as a message says them: `1 unit`, `1,234 units`, `25 min`."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, in the singular for 1.

    Args:
        number: the number.
        noun: what is counted, in the singular; its plural ends with an s.
    """
    return f"{number:,} {noun}{'s' * (number != 1)}"


def say_duration(seconds: float) -> str:
    """Return a time in its two largest units: `40 s`, `25 min`, `2 h 5 min`, `12 days`.

    Args:
        seconds: the time, not below 0. Less than a minute is said in whole seconds, more in whole
            minutes, and two days or more in whole days.
    """
    if round(seconds) < 60:
        return f"{seconds:.0f} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    if hours >= 2 * 24:
        return f"{hours / 24:,.0f} days"
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"
