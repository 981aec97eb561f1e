"""Which plain numbers (一、 （一） 1. I.) open sections, and which only count the items of a list.

*Siblings* are plain numbers of the same form that count up, without a number of lower rank between
them. Either all siblings open sections or none does. So one short item among long ones makes no
section, and one long heading among short ones leaves no gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from aigov_corpus.extraction.structure.lines import find_shape
from aigov_corpus.extraction.structure.scan import Scan
from aigov_corpus.text.markers import Marker, Rank

_LONGEST_BEFORE_COLON = 12
"""Most Chinese characters of a heading after `1.` that ends in a colon."""

_LETTERS_A_WORD = 2
"""Chinese characters that say as much as an English word."""


def find_openings(scan: Scan) -> frozenset[int]:
    """Return the indexes of the paragraphs whose plain number opens a section."""
    candidates = _candidates(scan)
    openings = {n for n in candidates if scan.paras[n].heading}
    if _numbers_run_through_chapters(scan):
        return frozenset(openings)
    top = min((marker.rank for _, marker in scan.body_markers() if marker.plain), default=0.0)
    groups = _find_siblings(scan, candidates - openings)
    for siblings in groups:
        if siblings[0][1].rank >= Rank.DIGIT and siblings[0][1].number > 1:
            continue
        likely = [(n, marker) for n, marker in siblings if _seems_to_open(scan, n, marker, top)]
        # what follows the last item of a list is no text of that item
        sure = any(_is_heading_above_text(scan, n, marker) for n, marker in likely[:-1] or likely)
        if sure or (2 * len(likely) > len(siblings) and not _is_continued(siblings, groups)):
            openings.update(n for n, _ in siblings)
    return frozenset(openings)


def _candidates(scan: Scan) -> frozenset[int]:
    """Return the indexes of the plain numbers that may open a section.

    A number inside an article counts its paragraphs, and one in a marked list counts its items;
    these are not returned.
    """
    candidates: set[int] = set()
    inside_article = False
    for n, marker in scan.body_markers():
        if not marker.plain:
            inside_article = marker.family == "art"
            continue
        closing = n in scan.signoffs or n in scan.mentions
        if not inside_article and not closing and scan.paras[n].kind != "item":
            candidates.add(n)
    return frozenset(candidates)


def _numbers_run_through_chapters(scan: Scan) -> bool:
    """Tell whether 一、二、… continue from chapter to chapter.

    If they do, they number the articles and open no sections. They do if most chapters after the
    first begin with another number than 一.
    """
    chapter = 0
    numbers: list[tuple[int, int]] = []
    for _, marker in scan.body_markers():
        if marker.family == "ch":
            chapter = marker.number
        elif marker.family == "han" and chapter:
            numbers.append((chapter, marker.number))
    firsts = [number for (before, _), (chapter, number) in pairwise(numbers) if before != chapter]
    running = sum(number > 1 for number in firsts)
    return bool(firsts) and running > len(firsts) / 2


def _find_siblings(scan: Scan, candidates: Iterable[int]) -> list[list[tuple[int, Marker]]]:
    """Return the groups of siblings among the candidates, as pairs of index and number."""
    wanted = frozenset(candidates)
    groups: list[list[tuple[int, Marker]]] = []
    open_groups: dict[tuple[float, str], list[tuple[int, Marker]]] = {}
    for n, marker in scan.body_markers():
        open_groups = {
            (rank, family): group
            for (rank, family), group in open_groups.items()
            if rank <= marker.rank
        }
        if n not in wanted:
            continue
        key = (marker.rank, marker.family)
        group = open_groups.get(key)
        if group is None or marker.number <= group[-1][1].number:
            group = open_groups[key] = []
            groups.append(group)
        group.append((n, marker))
    return groups


def _is_continued(
    siblings: Sequence[tuple[int, Marker]], groups: Sequence[Sequence[tuple[int, Marker]]]
) -> bool:
    """Tell whether `1.`, `2.`, … count on below the next heading: they number the paragraphs."""
    last_place, last = siblings[-1]
    if last.rank < Rank.DIGIT:
        return False
    later = (group[0] for group in groups if group[0][0] > last_place)
    following = next((first for _, first in later if first.family == last.family), None)
    return following is not None and following.number == last.number + 1


def _is_heading_above_text(scan: Scan, n: int, marker: Marker) -> bool:
    """Tell whether only a heading follows the number, and its text follows below."""
    if _is_listed(scan, n, marker) or not scan.has_body(n) or _announces_list(scan, n, marker):
        return False
    return find_shape(scan.paras[n], marker).shape == "alone"


def _seems_to_open(scan: Scan, n: int, marker: Marker, top: float) -> bool:
    """Tell whether a number seems to open a section; its siblings are not considered.

    Args:
        scan: the document.
        n: index of the paragraph.
        marker: its number.
        top: the lowest rank among the plain numbers of the document.
    """
    if _announces_list(scan, n, marker):
        return False
    shape = find_shape(scan.paras[n], marker).shape
    listed = _is_listed(scan, n, marker)
    is_top = marker.rank == top
    above_brackets = marker.rank < Rank.DIGIT_IN_BRACKETS
    if shape == "run-in":
        return above_brackets or (is_top and not listed)
    if shape == "alone":
        return scan.has_body(n) or (not listed and marker.rank == Rank.PLAIN)
    if shape == "sentence":
        return marker.rank == Rank.PLAIN or (scan.has_body(n) and not listed)
    return marker.rank == Rank.PLAIN or (is_top and marker.rank < Rank.DIGIT and not listed)


def _announces_list(scan: Scan, n: int, marker: Marker) -> bool:
    """Tell whether a line behind `1.` announces a list: it ends in a dash, or is long, in a colon.

    一、 and `I.` may end so, and so may a short heading: `1. Aims:`, and a line above a quotation.
    """
    if n + 1 in scan.quoted:
        return False
    para = scan.paras[n]
    after = para.text[marker.end :].strip()
    length = len(after.split()) * _LETTERS_A_WORD if para.lang == "en" else len(after)
    long = length > _LONGEST_BEFORE_COLON
    announces = after.endswith(("—", "–")) or (long and after.endswith((":", "：")))
    return marker.rank >= Rank.DIGIT and announces


def _is_listed(scan: Scan, n: int, marker: Marker) -> bool:
    """Tell whether a number counts items of a list below a colon; 一、 and `I.` never do."""
    return marker.rank > Rank.PLAIN and scan.stands_below_colon(n)
