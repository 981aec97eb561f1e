"""The gutters of a page: strips without text between columns, over several rows.

Two kinds of gutters may be much narrower than others, because the words on their right begin at one
place: those between two languages, where the script changes in each row, and those between columns
of running text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from aigov_corpus.extraction.pdf.characters import is_typewriter, is_wide
from aigov_corpus.extraction.pdf.columns import cut_column, is_label, is_prose
from aigov_corpus.extraction.pdf.rows import Row, join_words
from aigov_corpus.extraction.pdf.words import Word
from aigov_corpus.text.scripts import detect_language

_GUTTER = 0.8
"""Width of the narrowest gutter, as a share of the size of the text."""

_WIDE_GUTTER = 2.0
"""Width of a gutter that two rows are enough for, as a share of the size of the text."""

_LEAST_ROWS = 3
"""Fewest rows on either side of a gutter."""

_NEXT_ROW = 1.5
"""How far below the first row of one column that of the other begins, as a share of its size.

A paragraph has a gap above it that the rest of a paragraph, at the top of a column, has not."""

_WIDER_THAN_BLANKS = 1.6
"""How many times wider than the blanks in its row the gap between two columns is."""

_WIDER_SHARE = 0.7
"""Smallest share of the rows that a gutter parts in which it is wider than the other gaps."""

_NO_BLANK = 2.5
"""Width of a gap that is no blank of justified text, as a share of the size of the text."""

_SAME_BLOCK = 1.3
"""How many times larger or smaller than its first row the rows of columns are at most."""

_LEAST_PAIRED_ROWS = 3
"""Fewest rows that stand on both sides of a gutter between two languages."""

_SAME_EDGE = 1.5
"""Points by which the words behind such a gutter may begin beside its right edge."""

_EDGE_SHARE = 0.6
"""Smallest share of the rows behind such a gutter that begin at its edge; others are set in."""

_SIDES_SHARE = 0.8
"""Smallest share of its rows whose text is in the language of its side."""

_LARGER = 1.12
"""Size of the smallest heading above two columns, as a multiple of that of their text."""

_INTERRUPTED = 1.6
"""How many times wider than usual the step between two rows is where a column is interrupted."""

_LEAST_COLUMN_ROWS = 2
"""Fewest rows of the right column above such a heading, and below it."""

_LEAST_ALIGNED_ROWS = 5
"""Fewest rows with text on both sides of a narrow gutter between columns of running text, which
begin at its edge: blanks of a text seldom stand above each other in so many."""

_NARROW_GUTTER = 0.2
"""Width of the narrowest such gutter, as a share of the size of the text."""

_MOST_LABELS = 0.15
"""Largest share of the rows of such a left column that end in a number, bullet or dots."""

_ROWS_BELOW = 3
"""Rows among which such a gutter is looked for: the first may be set in."""

_FOLLOWING_SHARE = 0.3
"""Largest share of its rows whose words follow each other in the file across such a gutter."""

_LEAST_STATED_ROWS = 10
"""Fewest rows with text on both sides if the file states the page row by row, across the gutter."""

_BESIDE = 0.8
"""Largest difference in height of rows beside each other, as a share of their size."""

_HANGING = frozenset("，。、；：？！）》」』”’,.;:?!)")
"""Marks that may stand beyond the edge of their column."""

Gap = tuple[float, float]
"""Left and right edge of a strip without text, in points."""


def _gaps(words: Sequence[Word], left: float, right: float, least: float) -> list[Gap]:
    """Return the strips of a row without text that have a width."""
    gaps: list[Gap] = []
    at = left - 2 * least
    for word in words:
        if word.x0 - at >= least:
            gaps.append((at, word.x0))
        at = max(at, _find_wide_edge(word))
    if right + 2 * least - at >= least:
        gaps.append((at, right + 2 * least))
    return gaps


def _cross(some: Sequence[Gap], others: Sequence[Gap], least: float) -> list[Gap]:
    """Return the strips that are in both lists, if they are wide enough."""
    found = []
    for one in some:
        for other in others:
            start, end = max(one[0], other[0]), min(one[1], other[1])
            if end - start >= least:
                found.append((start, end))
    return found


def find_block(rows: Sequence[Row], n: int, left: float, right: float) -> tuple[int, list[Gap]]:
    """Return the end of the rows that stand in columns from row `n` on, and the gutters.

    Without columns, the list is empty.
    """
    end, gutters = _find_wide_block(rows, n, left, right)
    for find in (_find_language_block, _find_aligned_block):
        if len(gutters) < 2:
            longer, gutter = find(rows, n)
            if gutter is not None and (not gutters or longer > end):
                end, gutters = longer, [gutter]
    if not gutters:
        end, gutter = _find_stated_block(rows, n)
        gutters = [gutter] if gutter else []
    if len(gutters) == 1:
        end = _find_heading_across(rows, n, end, gutters[0])
    return end, gutters


def _find_heading_across(rows: Sequence[Row], n: int, end: int, gap: Gap) -> int:
    """Return the index of the first heading above both of two columns; `end` if there is none.

    It is so short that it stands above the left one alone. The right one is interrupted there, and
    goes on below.
    """
    middle = (gap[0] + gap[1]) / 2
    behind = [m for m in range(n, end) if rows[m].words[-1].x1 > middle]
    steps = sorted(rows[above].y - rows[below].y for above, below in pairwise(behind))
    for place, (above, below) in enumerate(pairwise(behind), start=1):
        is_interrupted = rows[above].y - rows[below].y > _INTERRUPTED * steps[len(steps) // 2]
        if not is_interrupted or below - above < 2 or rows[below].words[0].x0 > middle:
            continue
        enough = min(place, len(behind) - place) >= _LEAST_COLUMN_ROWS
        if enough and _is_heading(rows[below - 1], rows[above], rows[below]):
            return below - 1
    return end


def _is_heading(row: Row, above: Row, below: Row) -> bool:
    """Tell whether a row is larger than those above and below it, or bold, and they are not."""
    larger = row.size >= _LARGER * max(above.size, below.size)
    bold = [all(word.bold for word in each.words) for each in (above, row, below)]
    return larger or bold == [False, True, False]


def _find_language_block(rows: Sequence[Row], n: int) -> tuple[int, Gap | None]:
    """Return the end of the rows with two languages beside each other from row `n` on.

    In each row one language stands on the left of a place and the other on its right, where most
    rows begin. How wide the gap before it is does not count.

    Returns:
        The index behind the last row, and a strip without text; without such rows `n` and None.
    """
    found = ((place, _find_end(rows, n, place)) for place in _find_changes(rows[n]))
    for place, end in found:
        if end > n:
            return end, (place - _SAME_EDGE, place)
    return n, None


def _find_aligned_block(rows: Sequence[Row], n: int) -> tuple[int, Gap | None]:
    """Return the end of two columns of running text with a narrow gutter from row `n` on.

    Most rows of the right column begin at one place, and no word of the left one reaches it. It is
    looked for behind words of a row that do not follow each other in the file, and at the beginning
    of rows, as those of the right column may be a little lower.

    Returns:
        The index behind the last row, and a strip without text; without such rows `n` and None.
    """
    near = rows[n : n + _ROWS_BELOW]
    pairs = (pair for row in near for pair in pairwise(row.words))
    left = min(row.words[0].x0 for row in near) + _SAME_EDGE
    places = [after.x0 for word, after in pairs if not _follows(word, after)]
    places += [row.words[0].x0 for row in near if row.words[0].x0 > left]
    return _try_places(rows, n, places, _LEAST_ALIGNED_ROWS)


def _find_stated_block(rows: Sequence[Row], n: int) -> tuple[int, Gap | None]:
    """Return the end of two such columns that the file states row by row, across the gutter.

    In so many rows, words do not begin at one place by chance; in code they may.

    Returns:
        The index behind the last row, and a strip without text; without such rows `n` and None.
    """
    near = rows[n : n + _ROWS_BELOW]
    if any(is_typewriter(row.words[0].font) for row in near):
        return n, None
    return _try_places(rows, n, list(_find_shared_starts(near)), _LEAST_STATED_ROWS)


def _try_places(
    rows: Sequence[Row], n: int, places: Sequence[float], least: int
) -> tuple[int, Gap | None]:
    """Return the first block of rows that one of some places parts into two columns.

    Args:
        rows: the rows, from top to bottom.
        n: index of the first row of the block.
        places: where the right column may begin.
        least: fewest rows of the block.
    """
    for place in dict.fromkeys(places):
        end = n
        while end < len(rows) and _keeps_free(rows[end], place):
            end += 1
        if end - n >= least and _parts_columns(rows[n:end], place):
            return end, (place - _SAME_EDGE, place)
    return n, None


def _find_shared_starts(rows: Sequence[Row]) -> Iterator[float]:
    """Yield the places inside of rows at which words of two rows begin, but for dots and dashes."""
    inside = [word.x0 for row in rows for word in row.words[1:] if word.text[0].isalnum()]
    seen = Counter(map(round, inside))
    yield from (place for place in inside if seen[round(place)] > 1)


def _follows(word: Word, other: Word) -> bool:
    """Tell whether a word follows another one in the file."""
    return other.order == word.order + 1


def _keeps_free(row: Row, place: float) -> bool:
    """Tell whether a narrow gutter could be before a place in a row."""
    before, _ = _part(row.words, place)
    return not before or _find_wide_edge(before[-1]) <= place - _NARROW_GUTTER * before[-1].size


def _parts_columns(rows: Sequence[Row], place: float) -> bool:
    """Tell whether two columns of running text stand beside each other, the right one at a place.

    The file states the words of one column after those of the other; blanks that stand above each
    other by chance, or in code, part words that follow each other in it, but only in a few rows.
    The rows of columns with steps of their own are a little higher or lower than those beside them.
    """
    sides = [_part(row.words, place) for row in rows]
    if not _is_beside(rows, sides, 0):
        return False
    starts = [
        behind[0].x0 - place <= _SAME_EDGE and _is_beside(rows, sides, n)
        for n, (_, behind) in enumerate(sides)
        if behind
    ]
    if sum(starts) < max(_LEAST_ALIGNED_ROWS, _EDGE_SHARE * len(starts)):
        return False
    follow = [_follows(before[-1], behind[0]) for before, behind in sides if before and behind]
    is_stated_in_rows = sum(follow) > _FOLLOWING_SHARE * len(follow)
    if is_stated_in_rows and (len(follow) < _LEAST_STATED_ROWS or _ends_in_labels(sides)):
        return False
    return all(is_prose(cut_column(rows, *edges)) for edges in ((-1e9, place), (place, 1e9)))


def _ends_in_labels(sides: Sequence[tuple[list[Word], list[Word]]]) -> bool:
    """Tell whether numbers of what stands on the right, or dots before it, end the left side."""
    ends = [before[-1].text for before, behind in sides if before and behind]
    labels = sum(is_label(text) or not any(map(str.isalnum, text)) for text in ends)
    return labels > _MOST_LABELS * len(ends)


def _is_beside(rows: Sequence[Row], sides: Sequence[tuple[list[Word], list[Word]]], n: int) -> bool:
    """Tell whether text stands on both sides in a row, or in it and one beside it."""
    near = [
        side
        for row, side in zip(rows[max(0, n - 1) : n + 2], sides[max(0, n - 1) : n + 2], strict=True)
        if abs(row.y - rows[n].y) < _BESIDE * rows[n].size
    ]
    return any(before for before, _ in near) and any(behind for _, behind in near)


def _find_end(rows: Sequence[Row], n: int, place: float) -> int:
    """Return the end of the rows from `n` on in which a place parts two languages.

    The result is `n` if it parts none.
    """
    end = n
    sides: list[tuple[list[Word], list[Word]]] = []
    while end < len(rows) and _stands_beside(rows[end], place):
        sides.append(_part(rows[end].words, place))
        end += 1
    if sum(all(side) for side in sides) < _LEAST_PAIRED_ROWS:
        return n
    both = [tuple(_language(words) for words in side) for side in sides if all(side)]
    starts = [behind[0].x0 - place <= _SAME_EDGE for _, behind in sides if behind]
    wanted = both[0]
    apart = sum(_fit(each, wanted) for each in both) >= _SIDES_SHARE * len(both)
    aligned = sum(starts) >= _EDGE_SHARE * len(starts)
    return end if apart and aligned else n


def _fit(some: Sequence[str], wanted: Sequence[str]) -> bool:
    """Tell whether texts are in the languages wanted; those without letters are in any."""
    return all(one in ("", other) for one, other in zip(some, wanted, strict=True))


def _language(words: Sequence[Word]) -> str:
    return detect_language(join_words(words))


def _find_changes(row: Row) -> Iterator[float]:
    """Yield the places at which the second of two languages may begin in a row."""
    words = row.words
    for n in range(1, len(words)):
        if is_wide(words[n - 1].text[-1]) == is_wide(words[n].text[0]):
            continue
        if {_language(words[:n]), _language(words[n:])} == {"zh", "en"}:
            yield words[n].x0


def _part(words: Sequence[Word], place: float) -> tuple[list[Word], list[Word]]:
    """Return the words that begin before a place, and those that begin at it or behind it."""
    before = [word for word in words if word.x0 < place - _SAME_EDGE]
    return before, list(words[len(before) :])


def _find_wide_block(
    rows: Sequence[Row], n: int, left: float, right: float
) -> tuple[int, list[Gap]]:
    """Return what `find_block` does for gutters wider than the blanks of a text."""
    size = rows[n].size
    least = _GUTTER * size
    if not _has_two_sides(rows, n, least):
        return n, []
    alike = next((m for m in range(n, len(rows)) if not _is_alike(rows[m], size)), len(rows))
    end, gutters = _grow_block(rows[:alike], n, left, right, least)
    if end == alike < len(rows):
        longer = _find_headed_block(rows, n, left, right)
        if longer[0] > end:
            return longer
    return end, gutters


def _is_alike(row: Row, size: float) -> bool:
    return size / _SAME_BLOCK <= row.size <= size * _SAME_BLOCK


def _find_headed_block(
    rows: Sequence[Row], n: int, left: float, right: float
) -> tuple[int, list[Gap]]:
    """Return the end of columns of running text in which larger headings stand, and the gutters.

    Without such columns, the end is `n`.
    """
    size = sorted(row.size for row in rows[n:])[len(rows[n:]) // 2]
    end, gutters = _grow_block(rows, n, left, right, _GUTTER * size)
    while end > n and not _is_alike(rows[end - 1], size):
        end -= 1
    cuts = [(gap[0] + gap[1]) / 2 for gap in gutters]
    columns = [cut_column(rows[n:end], *edges) for edges in pairwise([-1e9, *cuts, 1e9])]
    return (end, gutters) if gutters and all(map(is_prose, columns)) else (n, [])


def _grow_block(
    rows: Sequence[Row], n: int, left: float, right: float, least: float
) -> tuple[int, list[Gap]]:
    """Return the end of the rows that leave one strip free from row `n` on, and the gutters.

    Args:
        rows: the rows, from top to bottom.
        n: index of the first row of the block.
        left: left edge of the page's text.
        right: right edge of the page's text.
        least: width of the narrowest gutter in points.
    """
    shared = _gaps(rows[n].words, left, right, least)
    end = n + 1
    while end < len(rows):
        narrower = _cross(shared, _gaps(rows[end].words, left, right, least), least)
        inner = [gap for gap in narrower if _sides(rows[n : end + 1], gap) != (0, 0)]
        if not any(gap[0] > left and gap[1] < right for gap in inner):
            break
        if _runs_over(rows[n:end], rows[end], shared, narrower, least):
            break
        shared = narrower
        end += 1
    return end, [gap for gap in shared if _is_gutter(rows[n:end], gap, shared, least / _GUTTER)]


def _runs_over(
    rows: Sequence[Row], row: Row, strips: Sequence[Gap], narrower: Sequence[Gap], least: float
) -> bool:
    """Tell whether a row is a line below a table: one text, across a gutter of the rows above.

    Args:
        rows: the rows above.
        row: the row.
        strips: the strips without text that the rows above share.
        narrower: those of them that the row leaves free as well.
        least: width of the narrowest gutter in points.
    """
    middles = [(start + end) / 2 for start, end in narrower]
    if any(row.words[0].x0 < middle < row.words[-1].x1 for middle in middles):
        return False
    return any(
        row.words[0].x0 < strip[0]
        and not any(strip[0] <= middle <= strip[1] for middle in middles)
        and _is_gutter(rows, strip, strips, least / _GUTTER)
        for strip in strips
    )


def _has_two_sides(rows: Sequence[Row], n: int, least: float) -> bool:
    """Tell whether text stands on both sides of a gap in a row, or in it and the row below."""
    words = list(rows[n].words)
    if n + 1 < len(rows) and rows[n].y - rows[n + 1].y < _NEXT_ROW * rows[n].size:
        words = sorted([*words, *rows[n + 1].words], key=lambda word: word.x0)
    return any(b.x0 - _find_wide_edge(a) >= least for a, b in pairwise(words))


def _sides(rows: Sequence[Row], gap: Gap) -> tuple[int, int]:
    """Return how many rows have text on the left of a gap, and how many on its right."""
    middle = (gap[0] + gap[1]) / 2
    before = sum(row.words[0].x0 < middle for row in rows)
    behind = sum(row.words[-1].x1 > middle for row in rows)
    return before, behind


def _is_gutter(rows: Sequence[Row], gap: Gap, strips: Sequence[Gap], size: float) -> bool:
    """Tell whether a strip without text parts two columns.

    Args:
        rows: the rows.
        gap: the strip.
        strips: all strips without text that these rows share.
        size: size of the text in points.
    """
    before, behind = _sides(rows, gap)
    if not _is_wider_than_blanks(rows, gap, [strip for strip in strips if strip != gap]):
        return False
    least = 2 if gap[1] - gap[0] >= _WIDE_GUTTER * size else _LEAST_ROWS
    return min(before, behind) >= least


def _is_wider_than_blanks(rows: Sequence[Row], gutter: Gap, strips: Sequence[Gap]) -> bool:
    """Tell whether a gutter is wider than the other gaps of most rows that it parts.

    In justified text the gaps of a row are alike, and may stand above each other by chance. The
    gaps at other strips that all rows leave free are not compared: they may part columns too. A
    gap behind a Chinese mark that hangs over its column is as narrow as that of any other.
    """
    wider: list[bool] = []
    parts = False
    for row in rows:
        across, others = [], []
        hangs = False
        for one, other in pairwise(row.words):
            gap = other.x0 - one.x1
            if _lies_in(gutter, one, other):
                across.append(gap)
                parts, hangs = True, _find_wide_edge(one) < one.x1
            elif not any(_lies_in(strip, one, other) for strip in strips):
                others.append(gap)
        if across and not (hangs and across[0] < _GUTTER * row.size):
            usual = sorted(others)[len(others) // 2] if others else 0.0
            wide = across[0] >= _NO_BLANK * row.size
            wider.append(wide or across[0] > _WIDER_THAN_BLANKS * usual)
    return sum(wider) >= _WIDER_SHARE * len(wider) and (wider != [] or not parts)


def _lies_in(strip: Gap, one: Word, other: Word) -> bool:
    """Tell whether the middle of a strip lies between two words that follow each other."""
    return one.x1 <= (strip[0] + strip[1]) / 2 <= other.x0


def leaves_free(row: Row, gap: Gap) -> bool:
    """Tell whether a row has a gap where two columns above it have theirs, or is on one side of it.

    Args:
        row: the row.
        gap: right edge of the left column and left edge of the right one, in points.
    """
    if gap[1] - gap[0] < _GUTTER * row.size:
        return _stands_beside(row, gap[1])
    middle = (gap[0] + gap[1]) / 2
    left = max((word.x1 for word in row.words if word.x0 < middle), default=-1e9)
    right = min((word.x0 for word in row.words if word.x0 >= middle), default=1e9)
    return left <= middle and right - left >= _GUTTER * row.size


def _stands_beside(row: Row, place: float) -> bool:
    """Tell whether no word of a row reaches over a place where words of a column begin."""
    before, _ = _part(row.words, place)
    return all(find_edge(word) <= place + _SAME_EDGE for word in before)


def _find_wide_edge(word: Word) -> float:
    """Return the right edge of a word without a Chinese mark at its end.

    Such a mark has room on its right, which programs let stand in the margin.
    """
    return find_edge(word) if is_wide(word.text[-1]) else word.x1


def find_edge(word: Word) -> float:
    """Return the right edge of a word without a mark at its end, which may hang over its column."""
    return word.x1 - (word.size if word.text[-1] in _HANGING else 0.0)
