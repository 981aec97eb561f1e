"""A pair that should have two texts and has one.

In an aligned corpus a text without counterpart has a status that says so, and the checks `omission`
and `addition` report it. In a memory or table, an empty target is one that was forgotten. A text
that was left out when the corpus was passed on (`exporting.omitting`) is not forgotten either: its
sentences are known by their ids.
"""

from __future__ import annotations

from collections.abc import Iterator

from aigov_corpus.checking.units import Units
from aigov_corpus.records import WITHOUT_COUNTERPART, Finding, Pair, Side

CODE = "empty"
_LANGUAGES: dict[Side, str] = {"zh": "Chinese", "en": "English"}


def check(units: Units) -> Iterator[Finding]:
    """Yield a finding for each pair with an empty text, unless an aligner has left it so."""
    for unit in units:
        if unit.has_both or (unit.is_aligned and unit.pair.status in WITHOUT_COUNTERPART):
            continue
        for side in (unit.target, unit.source):
            if not unit.text(side).strip() and not _is_left_out(unit.pair, side):
                message = f"the {_LANGUAGES[side]} text is empty"
                yield unit.find(CODE, "error", side, (0, len(unit.text(side))), message)
                break


def _is_left_out(pair: Pair, side: Side) -> bool:
    """Tell whether the text of a pair was left out, and not emptied by a reviewer."""
    text, ids = (pair.zh, pair.zh_ids) if side == "zh" else (pair.en, pair.en_ids)
    return not text and bool(ids) and pair.status != "edited"
