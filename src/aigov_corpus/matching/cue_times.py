"""Fences of two files of subtitles: what is shown at one time belongs together.

The two files of a film seldom have the same cues. But where a cue begins in both of them at one
time, and none is shown across it, no translation lies across that time either.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from aigov_corpus.records import Segmented

Times = Sequence[tuple[float, float]]

_SAME = 0.3
"""Seconds by which two cues may begin apart and still begin at one time."""

_LEAST_SHARED = 0.5
"""Smallest share of the cues of the shorter file that begin at one time with one of the other.

With fewer, the files are for two versions of a film, and their times say nothing.
"""


def find_time_fences(zh: Segmented, en: Segmented) -> tuple[tuple[int, int], ...]:
    """Return the fences at the times at which a cue begins in both texts, in order.

    Returns:
        No fences if one of the texts is no file of subtitles, or if the times of the two differ.
    """
    sides = [_find_times(text) for text in (zh, en)]
    if not all(sides):
        return ()
    ours, theirs = sides
    starts = [start for start, _ in theirs]
    ends = [_latest_ends(side) for side in sides]
    fences: list[tuple[int, int]] = []
    for i, (start, _) in enumerate(ours):
        j = bisect_left(starts, start - _SAME)
        if j == len(theirs) or abs(starts[j] - start) > _SAME:
            continue
        after = fences[-1] if fences else (-1, -1)
        before = max(ends[0][i], ends[1][j])
        if i > after[0] and j > after[1] and before <= min(start, starts[j]) + _SAME:
            fences.append((i, j))
    if len(fences) < _LEAST_SHARED * min(map(len, sides)):
        return ()
    return tuple(fence for fence in fences if 0 not in fence)


def _find_times(text: Segmented) -> Times:
    """Return when each segment is shown and hidden; empty if that is not known in order."""
    times = text.document.meta.get("times", ())
    if len(times) != len(text.document.blocks):
        return ()
    found = [tuple(times[segment.block]) for segment in text.segments]
    starts = [start for start, _ in found]
    return found if starts == sorted(starts) else ()


def _latest_ends(times: Times) -> list[float]:
    """Return, for each cue, when the last of those before it is hidden."""
    latest, found = 0.0, []
    for _, end in times:
        found.append(latest)
        latest = max(latest, end)
    return found
