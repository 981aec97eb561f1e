"""A pair that should have two texts and has one.

In an aligned corpus a text without counterpart has a status that says so, and the checks `omission`
and `addition` report it. After a reviewer has changed or judged such a row, its status says that,
and there is still no sentence on the other side. In a memory or table, an empty target is one that
was forgotten. A text that was left out when the corpus was passed on (`exporting.omitting`) is not
forgotten either: its sentences are known by their ids.
"""

from __future__ import annotations

from collections.abc import Iterator

from aigov_corpus.checking.units import Units
from aigov_corpus.exporting.omitting import find_withheld, is_withheld
from aigov_corpus.records import WITHOUT_COUNTERPART, Finding, Pair
from aigov_corpus.text.language_codes import LANGUAGE_NAMES

CODE = "empty"


def check(units: Units) -> Iterator[Finding]:
    """Yield a finding for each pair with an empty text, unless an aligner has left it so."""
    withheld = find_withheld(unit.pair for unit in units)
    for unit in units:
        if unit.has_both or (unit.is_aligned and _is_explained(unit.pair)):
            continue
        if is_withheld(unit.pair, withheld):
            continue
        for side in (unit.target, unit.source):
            if not unit.text(side).strip():
                message = f"the {LANGUAGE_NAMES[side]} text is empty"
                yield unit.find(CODE, "error", side, (0, len(unit.text(side))), message)
                break


def _is_explained(pair: Pair) -> bool:
    """Tell whether a row has one text because the aligner found nothing for it.

    A text that a reviewer has deleted had sentences, and is none of these.
    """
    is_judged = pair.status not in ("auto", "given")
    has_one_side = not (pair.zh_ids and pair.en_ids)
    return pair.status in WITHOUT_COUNTERPART or (is_judged and has_one_side)
