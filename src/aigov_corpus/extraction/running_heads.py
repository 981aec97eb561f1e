"""Find the running heads of a plain text that has no numbers of pages beside them.

A running head interrupts sentences: the line above it breaks off, and the line below it goes on.
A heading or a label that is repeated stands between sentences.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.text.markers import find_marker
from aigov_corpus.text.scripts import detect_language

AROUND = "\u3000 \t\xa0\ufeff"
"""Characters that may stand around the text of a line."""

STOP = tuple("。！？；：.!?;:…”’」』）)】》|")
"""Marks that end a line of text."""

MOST_HEAD_CHARACTERS = 80
"""Most characters of a running head."""

_LEAST_COPIES = 2
"""Fewest copies of a running head that has no number of a page beside it."""

_LEAST_CUTS = 2
"""Fewest places in which such a head interrupts a sentence."""

_LEAST_CUT_SHARE = 1 / 4
"""Smallest share of its copies that interrupt a sentence."""

_LEAST_LIKELY_SHARE = 1 / 2
"""Smallest share of its copies that may interrupt a Chinese sentence without a comma."""

_LEAST_ENDED_SHARE = 1 / 2
"""Smallest share of the other lines that end with a mark, in a text that is not wrapped."""

_LEAST_LETTERS = 2
"""Fewest letters of a running head."""

_LEAST_HEAD_LETTERS = 4
"""Fewest letters of a head with a number, if nothing surely breaks off there; labels have fewer."""

_LEAST_WORDS_ABOVE = 5
"""Fewest English words of a line that breaks off; fewer may be a heading or a term."""

_LEAST_ABOVE = 8
"""Fewest characters of a Chinese line without a mark inside that breaks off."""

FULL = 0.7
"""Smallest share of the longest line's length of a line that was broken at a fixed width.

The next word had no room in it, and the longest English words have about 20 letters.
"""

_NUMBER = re.compile(r"\d+")
_LOWER = re.compile(r"[a-z]")
# What a Chinese line of text has inside it, and a heading has not.
_CLAUSE_END = re.compile("[，；。！？]")
# A head may end in a bracket: Report (3).
_CLAUSE_STOPS = tuple("。！？；：，、.!?;:,…")
# With what no Chinese heading and no sentence ends (立法目的 and 人民共和 do), and none begins.
_GOES_ON = re.compile(
    "(?:[或而被把]|(?<!目)的|(?<![共祥温缓总饱调随])和|以及|并且|或者|由于|对于|关于|为了|应当|必须|可以"
    "|不得|应该|能够|以便|因为|如果|虽然|但是|所以)$"
)
_GOES_ON_FROM = re.compile("[，、,们]|的(?![确士])")

OPEN_WORDS = frozenset(
    (
        "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "have", "in", "into",
        "is", "its", "not", "of", "on", "or", "shall", "that", "the", "their", "this", "to", "was",
        "were", "which", "will", "with",
    )
)  # fmt: skip
"""Words with which no English heading and no sentence ends."""


class Heads(NamedTuple):
    """Lines that are running heads."""

    lines: list[int]
    likely: set[int]
    """Those at which Chinese sentences without a comma may break off."""


def find_running_heads(lines: Sequence[str], *, wrapped: bool, others: set[int]) -> Heads:
    """Return the indices of the lines that are running heads.

    Copies of a head are equal, or differ in one number that rises from copy to copy. Places with
    the same lines above and below count once: there a passage is repeated, and not a head.

    Args:
        lines: all lines of the text.
        wrapped: whether the lines were broken at a fixed width.
        others: indices of lines that are known to be no text, such as numbers of pages.

    Returns:
        The indices of the heads, and of those among them at which Chinese sentences without a comma
        break off as well.
    """
    filled = [n for n, line in enumerate(lines) if line.strip(AROUND) and n not in others]
    copies = _find_copies(lines, filled)
    if not copies:
        return Heads([], set())
    width = max(map(len, lines))
    known = {n for group in copies for n in group}
    heads: set[int] = set()
    likely: set[int] = set()
    for group in copies:
        rivals = known.difference(group)
        places = _around([n for n in filled if n not in rivals], set(group))
        if not wrapped and not _is_prose(lines, filled, known, places):
            continue
        cuts = {
            (lines[above], lines[below])
            for above, at, below in places
            if (
                _is_cut_at_width([lines[n].strip(AROUND) for n in (above, at, below)], wide=width)
                if wrapped
                else is_cut(lines[above], lines[below])
            )
        }
        if not wrapped and _may_cut_mostly(lines, group, places, surely=bool(cuts)):
            likely.update(group)
        if len(cuts) >= max(_LEAST_CUTS, _LEAST_CUT_SHARE * len(group)):
            heads.update(group)
    return Heads(sorted(heads | likely), likely)


def _may_cut_mostly(
    lines: Sequence[str],
    group: Sequence[int],
    places: Sequence[tuple[int, int, int]],
    *,
    surely: bool,
) -> bool:
    """Tell whether most copies of a head stand where a Chinese sentence without a comma may be cut.

    A title with a label below it looks the same; so a number has to rise, or one copy must surely
    interrupt a sentence.

    Args:
        lines: all lines.
        group: indices of the copies.
        places: the line above, the copy and the line below of each.
        surely: whether a copy surely interrupts a sentence.
    """
    copies = {lines[n].strip(AROUND) for n in group}
    is_label = sum(map(str.isalpha, next(iter(copies)))) < _LEAST_HEAD_LETTERS  # 步骤 1
    rises = len(copies) > 1 and not is_label
    if not surely and not rises:
        return False
    cuts = {
        (lines[above], lines[below])
        for above, _, below in places
        if is_cut(lines[above], lines[below], mostly=True)
        and lines[below].rstrip(AROUND).endswith(STOP)
    }
    return len(cuts) >= max(_LEAST_CUTS, _LEAST_LIKELY_SHARE * len(group))


def is_cut(above: str, below: str, *, mostly: bool = False) -> bool:
    """Return whether a sentence breaks off at the end of a line and goes on in another line.

    A Chinese line that breaks off has a mark inside it, which headings seldom have, or a word at
    the cut with which no sentence ends or begins; an English one has some words or ends in such a
    word, and goes on in lower case.

    Args:
        above: the line that may break off.
        below: the line that may go on.
        mostly: whether sentences break off at most places of the kind; then a Chinese line of some
            length is no heading either, because headings seldom stand at the end of a page.
    """
    above, below = above.strip(AROUND), below.strip(AROUND)
    lang = detect_language(below)
    if not lang or not above or above.endswith(STOP) or lang != detect_language(above):
        return False
    if find_marker(below, lang) is not None:
        return False
    if mostly and lang == "zh" and len(above) >= _LEAST_ABOVE:
        return find_marker(above, lang) is None
    if lang == "zh":
        goes_on = _GOES_ON.search(above) or _GOES_ON_FROM.match(below)
        return goes_on is not None or _CLAUSE_END.search(above[:-1]) is not None
    words = above.split()
    is_long = len(words) >= _LEAST_WORDS_ABOVE or words[-1] in OPEN_WORDS
    return _LOWER.match(below) is not None and is_long


def interrupt_mostly(places: Sequence[tuple[str, str]]) -> bool:
    """Return whether sentences break off at most places where a line has no mark at its end."""
    unended = [place for place in places if not place[0].rstrip(AROUND).endswith(STOP)]
    return 2 * sum(is_cut(above, below) for above, below in unended) > len(unended)


def _find_copies(lines: Sequence[str], filled: Sequence[int]) -> list[list[int]]:
    """Return the indices of short lines that are repeated, one list for each line."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for n in filled:
        text = lines[n].strip(AROUND)
        if len(text) <= MOST_HEAD_CHARACTERS and may_be_head(text):
            groups[_NUMBER.sub("#", text)].append(n)
    return [
        group
        for group in groups.values()
        if len(group) >= _LEAST_COPIES and _count_up([lines[n] for n in group])
    ]


def may_be_head(text: str) -> bool:
    """Return whether a line looks like a head or a number: it does not end a clause."""
    is_number = text.isdecimal()
    letters = sum(map(str.isalpha, text))
    return is_number or (
        letters >= _LEAST_LETTERS and not text.endswith(_CLAUSE_STOPS) and not _LOWER.match(text)
    )


def is_bare_number(text: str) -> bool:
    """Tell whether a line is only the number of a section with a name: `Article 2`, 第二条.

    Such a line belongs to no paragraph above it. `Article 2.` may end one.
    """
    if text.endswith(STOP):
        return False
    marker = find_marker(text, detect_language(text) or "zh")
    if marker is None or marker.plain:
        return False
    return marker.number > 0 and marker.end >= len(text)


def _count_up(copies: Sequence[str]) -> bool:
    """Return whether lines are equal but for one number at most, which rises."""
    columns = zip(*(map(int, _NUMBER.findall(text)) for text in copies), strict=True)
    changing = [numbers for numbers in columns if len(set(numbers)) > 1]
    return len(changing) <= 1 and all(
        first < second for numbers in changing for first, second in pairwise(numbers)
    )


def _around(filled: Sequence[int], group: set[int]) -> list[tuple[int, int, int]]:
    """Return each copy between its neighbours: the line above, the copy, the line below.

    Args:
        filled: indices of the lines that are not blank.
        group: indices of the copies.
    """
    return [
        (above, at, below)
        for (above, at), (_, below) in pairwise(pairwise(filled))
        if at in group and above not in group and below not in group
    ]


def _is_prose(
    lines: Sequence[str],
    filled: Sequence[int],
    known: set[int],
    places: Sequence[tuple[int, int, int]],
) -> bool:
    """Return whether most lines that stand neither at a copy nor above one end with a mark."""
    beside = known | {above for above, _, _ in places}
    ended = [lines[n].rstrip(AROUND).endswith(STOP) for n in filled if n not in beside]
    return bool(ended) and sum(ended) >= _LEAST_ENDED_SHARE * len(ended)


def _is_cut_at_width(place: Sequence[str], *, wide: int) -> bool:
    """Return whether a short line interrupts a sentence in a text broken at a fixed width.

    Args:
        place: the line above, the short line, and the line below.
        wide: number of characters of the longest line of the text.
    """
    above, head, below = place
    return len(above) >= FULL * wide > len(head) and is_cut(above, below)
