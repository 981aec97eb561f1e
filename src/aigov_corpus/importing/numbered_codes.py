"""Codes that translation programs write as text into the tables that they export.

Trados writes `<1>bold</1>` and `<2/>`, memoQ `[1}bold{1]` and `{2}`, Phrase `{1>bold<1}` and `{2}`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from aigov_corpus import patterns as re
from aigov_corpus.importing.given import GivenUnit

_NUMBER = r"[1-9]\d{0,4}"
_FAMILIES = tuple(
    (re.compile(sign), re.compile(code))
    for sign, code in (
        (rf"</{_NUMBER}>|<{_NUMBER} ?/>", rf"</?{_NUMBER} ?/?>"),
        (rf"\[{_NUMBER}\}}", rf"\[{_NUMBER}\}}|\{{{_NUMBER}[\]}}]"),
        (rf"\{{{_NUMBER}>", rf"\{{{_NUMBER}[>}}]|<{_NUMBER}\}}"),
    )
)
"""For each program, the codes that show its hand, and all of its codes."""


def without_numbered_codes(units: Iterable[GivenUnit]) -> tuple[list[GivenUnit], int]:
    """Return the units of a table without the codes in their texts, and how many there were.

    What looks like a code is one if some unit of the table has the same in both texts.
    """
    units = list(units)
    count = 0
    for sign, code in _FAMILIES:
        if not any(set(sign.findall(unit.src)) & set(sign.findall(unit.tgt)) for unit in units):
            continue
        for at, unit in enumerate(units):
            src, in_src = code.subn("", unit.src)
            tgt, in_tgt = code.subn("", unit.tgt)
            count += in_src + in_tgt
            units[at] = replace(unit, src=src, tgt=tgt)
    return units, count
