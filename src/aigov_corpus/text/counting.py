"""Numbers with what they count, as a message says them: `1 unit`, `1,234 units`."""

from __future__ import annotations


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun, in the singular for 1.

    Args:
        number: the number.
        noun: what is counted, in the singular: `unit`, `pair of texts`.
        plural: the plural, if it is not the noun with an s.
    """
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"
