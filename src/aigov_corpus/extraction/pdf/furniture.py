"""Numbers of pages, running heads and watermarks: rows that come again from page to page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median_low

from aigov_corpus import patterns as re
from aigov_corpus.extraction.pdf.rows import Row, join_words
from aigov_corpus.extraction.pdf.watermarks import find_watermarks, part_large
from aigov_corpus.extraction.pdf.words import PageWords, Word
from aigov_corpus.records import LeftOut
from aigov_corpus.text.numerals import read_roman

_EDGE_ROWS = 4
"""Rows at the top and at the bottom of a page among which its running head and number are."""

_SAME_HEIGHT = 6.0
"""Points by which the same row of two pages may differ in height."""

_LEAST_PAGES = 3
"""Fewest pages that have a running head in common; two if the file has only two or three."""

_LEAST_SHARE = 0.04
"""Smallest share of the pages of a long file on which a running head stands."""

_LEAST_EDGE_SHARE = 0.5
"""Smallest share of pages with a running head at one height, if what stands there is always one."""

_FEW_PAGES = 3
"""Pages of a file that has so few that two of them show a running head."""

_MARGIN = 0.14
"""Share of the height of a page, at its top and bottom, where running heads of a short file are."""

_BROWSER_MARGIN = 0.05
"""Share of the height of a page, at its top and bottom, where a browser prints address and time."""

_PIECE_GAP = 2.0
"""Gap between two pieces of a running head, as a multiple of its size."""

_PARTING_GAP = 1.7
"""Smallest step from a running head to the text, as a multiple of their size."""

_SMALLER = 0.93
"""Size of a running head, as a share of that of the text, if no gap parts them."""

_LEAST_CHANGING_PAGES = 4
"""Fewest pages with a running head that names their chapter or section, so changes on the way."""

_LEAST_CHANGING_SHARE = 0.3
"""Smallest share of the pages of a file with such a head; a chapter's first page has none."""

_LEAST_SHARED = 0.5
"""Smallest share of such heads with a piece, such as the chapter, that another page has as well."""

_LEAST_PIECE_LETTERS = 4
"""Fewest letters of such a piece; shorter ones may be cells of a table."""

_LARGER_HEADING = 1.1
"""Least size of a heading whose words a running head has, as a multiple of that of the head."""

_SLIDE_TITLE = 1.2
"""Least size of the title of a slide, as a multiple of that of the largest running head."""

_LARGEST_HEAD = 1.05
"""Largest size of such a head, as a multiple of that of the text; titles of slides are larger."""

_TEXT_SHARE = 0.2
"""Smallest share of all rows that have the size of the text, if code has more rows than it."""

_LARGER_THAN_CODE = 1.25
"""Largest size of the text then, as a multiple of that of the code."""

_NUMBER = re.compile(r"\d{1,4}|\b[ivxlc]{1,7}\b|\b[IVXLC]{1,7}\b")
# 12, - 12 -, Page 12 of 30, 第12页 共30页, A-12
_ONLY_NUMBER = re.compile(
    r"[-–—·•~\s|/\[\](（)）第页頁共,，.．]*(?:(?:Page|p\.?|of)\s*)?#"
    r"(?:[-–—·•~\s|/\[\](（)）第页頁共,，.．\d]|of)*",
    re.IGNORECASE,
)
# https://example.org/ 1/3 at the foot of a page, 5/6/23, 3:04 PM and the title at its head.
_BROWSER_LINE = re.compile(
    r"(?:file|https?)://\S*\s+\d+/\d+$"
    r"|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? (?:[上下]午)?\d{1,2}:\d{2}(?: [AP]M)?\b"
)
_LETTERS = re.compile(r"[^\W\d_]")


class _Edge:
    """A row at the top or bottom of a page."""

    __slots__ = ("height", "keys", "page", "row", "share", "text", "top")

    def __init__(self, page: int, row: Row, *, top: bool, height: float, share: float) -> None:
        """Make the row.

        Args:
            page: index of the page.
            row: the row.
            top: whether it is at the top.
            height: points between it and the edge of the page.
            share: that, as a share of the height of the page.
        """
        self.page = page
        self.row = row
        self.top = top
        self.height = height
        self.share = share
        self.text = " ".join(join_words(row.words).split())
        pieces = _part(row)
        self.keys = [self.text, *_with_number(self.text, page), *_long_pieces(pieces)]
        if len(pieces) > 1:
            self.keys += _sorted_keys(pieces, page)


def part_furniture(
    pages: Sequence[list[Row]], heights: Sequence[tuple[float, float]]
) -> tuple[list[list[Row]], list[LeftOut]]:
    """Return the rows of each page without those that come again on many pages, and these rows."""
    pages = part_large(pages)
    edges = list(_find_edges(pages, heights))
    reasons = _find_repeated(edges, len(pages))
    reasons = _only_parted(pages, reasons)
    reasons |= _find_browser_lines(edges)
    reasons |= _find_at_same_height(edges, reasons, len(pages))
    reasons |= _find_changing(pages, reasons, heights)
    reasons |= _find_named(pages, reasons, heights)
    reasons |= _find_beside(pages, reasons, heights)
    reasons |= find_watermarks(pages, reasons)
    for row in _find_titles(edges, reasons, _find_largest(pages)):
        del reasons[id(row)]
    texts = (row for rows in pages for row in rows if id(row) not in reasons)
    if not any(_LETTERS.search(join_words(row.words)) for row in texts):
        reasons = {key: reason for key, reason in reasons.items() if reason == "page number"}
    kept, left_out = [], []
    for n, rows in enumerate(pages):
        kept.append([row for row in rows if id(row) not in reasons])
        left_out += [
            LeftOut(join_words(row.words), reasons[id(row)], f"page {n + 1}")
            for row in rows
            if id(row) in reasons
        ]
    return kept, left_out


def part_heads_across(pages: Sequence[PageWords]) -> list[LeftOut]:
    """Take the rows that are written across pages of columns, and come again, off the pages.

    So is the title of a book at the head of pages that are written from top to bottom.
    """
    texts = [
        [(groups, group, " ".join(word.text for word in group)) for group in groups]
        for page in pages
        for groups in (page.leads, page.asides)
    ]
    counts = Counter(_NUMBER.sub("#", text) for found in texts for _, _, text in found)
    left_out = []
    for page, found in zip((page for page in pages for _ in range(2)), texts, strict=True):
        for groups, group, text in found:
            if counts[_NUMBER.sub("#", text)] > 1:
                groups.remove(group)
                left_out.append(LeftOut(text, "running head", f"page {page.number}"))
    return left_out


def _only_parted(pages: Sequence[list[Row]], reasons: dict[int, str]) -> dict[int, str]:
    """Return those rows that a gap, or another size, parts from the text of their page.

    Pages may be alike, and their first lines text. Numbers of pages need no gap.
    """
    kept: dict[int, str] = {}
    for rows in pages:
        numbers = [id(row) for row in rows if reasons.get(id(row)) == "page number"]
        kept |= dict.fromkeys(numbers, "page number")
        if all(id(row) in reasons for row in rows):
            continue
        for ordered in (rows, rows[::-1]):
            for row in _edge_block(ordered):
                if id(row) in reasons:
                    kept[id(row)] = reasons[id(row)]
    return kept


def _edge_block(ordered: Sequence[Row]) -> list[Row]:
    """Return the rows at one end of a page that a gap or their size parts from the others.

    If nothing separates the first rows from the others, the list is empty.
    """
    for n, row in enumerate(ordered[:_EDGE_ROWS]):
        if n + 1 < len(ordered) and _is_parted(row, ordered[n + 1]):
            return list(ordered[: n + 1])
    return []


def _is_parted(row: Row, other: Row) -> bool:
    """Tell whether a gap or another size of characters parts two rows."""
    size = max(row.size, other.size)
    return abs(row.y - other.y) > _PARTING_GAP * size or min(row.size, other.size) < _SMALLER * size


def _find_beside(
    pages: Sequence[list[Row]], reasons: dict[int, str], heights: Sequence[tuple[float, float]]
) -> dict[int, str]:
    """Return the ids of rows that stand with running heads, parted from the text by a gap.

    They are at one height on most pages, such as the titles of chapters below the title of a law.
    """
    found: list[tuple[int, Row]] = []
    for rows, (bottom, top) in zip(pages, heights, strict=True):
        for ordered, edge in ((rows, top), (rows[::-1], bottom)):
            block = _edge_block(ordered)
            near = all(abs(edge - row.y) <= _MARGIN * (top - bottom) for row in block)
            if near and any(reasons.get(id(row)) == "running head" for row in block):
                found += [(round(abs(edge - row.y)), row) for row in block]
    counts = Counter(height for height, _ in found)
    least = _LEAST_EDGE_SHARE * len(pages)
    return {
        id(row): "running head"
        for height, row in found
        if id(row) not in reasons
        and sum(counts[height + near] for near in (-1, 0, 1)) >= max(least, _LEAST_PAGES)
    }


def _find_largest(pages: Sequence[list[Row]]) -> float:
    """Return the largest size of a running head, which the text may have as well."""
    sizes = Counter(round(row.size, 1) for rows in pages for row in rows)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    largest = _LARGER_THAN_CODE * usual
    least = _TEXT_SHARE * sizes.total()
    return _LARGEST_HEAD * max(
        (size for size, rows in sizes.items() if size <= largest and rows >= least), default=usual
    )


def _find_changing(
    pages: Sequence[list[Row]], reasons: dict[int, str], heights: Sequence[tuple[float, float]]
) -> dict[int, str]:
    """Return the ids of heads that name the chapter and the section of their page.

    They change from page to page, but stand at one height, parted from the text by a gap, and
    have the size of the text or a smaller one; many name the same chapter.
    """
    largest = _find_largest(pages)
    found: dict[int, str] = {}
    for at_top in (True, False):
        rows_at: dict[int, list[Row]] = defaultdict(list)
        for rows, (bottom, top) in zip(pages, heights, strict=True):
            row, *others = (rows if at_top else rows[::-1])[:2] or (None,)
            if row is None or not others or row.size > largest:
                continue
            height = abs((top if at_top else bottom) - row.y)
            parted = abs(row.y - others[0].y) > _PARTING_GAP * max(row.size, others[0].size)
            if parted and height <= _MARGIN * (top - bottom):
                rows_at[round(height)].append(row)
        for height in list(rows_at):
            group = [row for near in (-1, 0, 1) for row in rows_at.get(height + near, ())]
            if len(group) >= max(_LEAST_CHANGING_PAGES, _LEAST_CHANGING_SHARE * len(pages)):
                found |= dict.fromkeys(_find_sharing(group), "running head")
    return {key: reason for key, reason in found.items() if key not in reasons}


def _find_named(
    pages: Sequence[list[Row]], reasons: dict[int, str], heights: Sequence[tuple[float, float]]
) -> dict[int, str]:
    """Return the ids of heads with the words of a heading, which stands in the text and is larger.

    LaTeX and word processors write the heading of the section at the edge of its pages. In a short
    file each may stand there once. They are no larger than the text, as the heading below a page
    with its words alone is.
    """
    most = _find_largest(pages)
    largest: dict[str, float] = {}
    for row in (row for rows in pages for row in rows):
        for piece in (row.words, *_cut(row)):
            words = _compare(join_words(piece))
            size = max(word.size for word in piece)
            largest[words] = max(size, largest.get(words, 0.0))
    largest[""] = 0.0  # pieces without letters
    found: dict[int, str] = {}
    for rows, (bottom, top) in zip(pages, heights, strict=True):
        for ordered, edge in ((rows, top), (rows[::-1], bottom)):
            first = [row for row in ordered if reasons.get(id(row)) != "page number"][:2]
            if len(first) < 2 or abs(edge - first[0].y) > _MARGIN * (top - bottom):
                continue
            row, other = first
            pieces = [join_words(row.words), *_part(row)]
            named = max(largest.get(_compare(piece), 0.0) for piece in pieces)
            is_larger = named >= _LARGER_HEADING * row.size
            if is_larger and row.size <= most and _is_parted(row, other):
                found[id(row)] = "running head"
    return {key: reason for key, reason in found.items() if key not in reasons}


def _compare(text: str) -> str:
    """Return a text as it is compared: without blanks, in small letters; empty for a number."""
    return "".join(text.split()).casefold() if _LETTERS.search(text) else ""


def _find_sharing(rows: Sequence[Row]) -> list[int]:
    """Return the ids of the rows if enough of them share a piece with another row."""
    pieces = [
        {piece for piece in _part(row) if len(_LETTERS.findall(piece)) >= _LEAST_PIECE_LETTERS}
        for row in rows
    ]
    counts = Counter(piece for held in pieces for piece in held)
    sharing = sum(any(counts[piece] > 1 for piece in held) for held in pieces)
    return [id(row) for row in rows] if sharing >= _LEAST_SHARED * len(rows) else []


def _find_edges(
    pages: Sequence[list[Row]], heights: Sequence[tuple[float, float]]
) -> Iterator[_Edge]:
    """Yield the first and the last rows of each page."""
    for page, (rows, (bottom, top)) in enumerate(zip(pages, heights, strict=True)):
        whole = max(1.0, top - bottom)
        for row in rows[:_EDGE_ROWS]:
            height = top - row.y
            yield _Edge(page, row, top=True, height=height, share=height / whole)
        for row in rows[-_EDGE_ROWS:]:
            height = row.y - bottom
            yield _Edge(page, row, top=False, height=height, share=height / whole)


def _part(row: Row) -> list[str]:
    """Return the texts of the pieces of a row that wide gaps part."""
    return [" ".join(join_words(piece).split()) for piece in _cut(row)]


def _cut(row: Row) -> list[list[Word]]:
    """Return the words of the pieces of a row that wide gaps part."""
    pieces: list[list[Word]] = [[]]
    for n, word in enumerate(row.words):
        if n and word.x0 - row.words[n - 1].x1 > _PIECE_GAP * word.size:
            pieces.append([])
        pieces[-1].append(word)
    return pieces


def _long_pieces(pieces: Sequence[str]) -> Iterator[str]:
    """Yield the pieces of a row that are at least half of it, if it has several."""
    whole = sum(map(len, pieces))
    if len(pieces) > 1:
        yield from (f"{text}\n" for text in pieces if len(text) >= whole / 2)


def _sorted_keys(pieces: Sequence[str], page: int) -> Iterator[str]:
    """Yield what left and right pages have in common, on which the pieces change places."""
    yield "\n".join(sorted(pieces))
    for n, piece in enumerate(pieces):
        others = sorted([*pieces[:n], *pieces[n + 1 :]])
        for key in _with_number(piece, page):
            yield "\n".join([*others, key])


def _with_number(text: str, page: int) -> Iterator[str]:
    """Yield a row with a number replaced by the difference to the index of its page.

    On two pages the result is the same if the number counts the pages.
    """
    for found in list(_NUMBER.finditer(text))[:_EDGE_ROWS]:
        value = int(found[0]) if found[0].isdigit() else read_roman(found[0])
        if value is not None:
            yield f"{text[: found.start()]}#{text[found.end() :]}\t{value - page}"


def _find_repeated(edges: Sequence[_Edge], pages: int) -> dict[int, str]:
    """Return the ids of rows that come again at about the same height, with the reasons."""
    groups: dict[tuple[str, bool], list[_Edge]] = defaultdict(list)
    for edge in edges:
        for key in edge.keys:
            groups[key, edge.top].append(edge)
    reasons: dict[int, str] = {}
    for (key, _), group in groups.items():
        for same in _same_height(group):
            held = {edge.page for edge in same}
            if not _is_furniture(key, same, len(held), pages):
                continue
            reason = "page number" if _ONLY_NUMBER.fullmatch(key.split("\t")[0]) else "running head"
            for edge in same:
                reasons.setdefault(id(edge.row), reason)
    return reasons


def _same_height(group: Sequence[_Edge]) -> Iterator[list[_Edge]]:
    """Yield the rows of a group that stand at about the same height."""
    ordered = sorted(group, key=lambda edge: edge.height)
    run: list[_Edge] = []
    for edge in ordered:
        if run and edge.height - run[-1].height > _SAME_HEIGHT:
            yield run
            run = []
        run.append(edge)
    if run:
        yield run


def _is_furniture(key: str, same: Sequence[_Edge], held: int, pages: int) -> bool:
    """Tell whether rows that are alike are furniture of their pages."""
    text = key.split("\t")[0]
    is_number = "\t" in key and _ONLY_NUMBER.fullmatch(text) is not None
    if pages == 1:
        single = is_number and key.endswith("\t1") and same[0].share <= _MARGIN
        return single and not same[0].top
    if is_number:
        return held >= 2 and (pages > _FEW_PAGES or same[0].share <= _MARGIN)
    if not _LETTERS.search(text.replace("#", "")) and "\t" not in key:
        return False
    if pages <= _FEW_PAGES:
        return held >= 2 and same[0].share <= _MARGIN
    if held >= 2 and "\t" in key and "\n" in key:  # a piece of it counts the pages
        return same[0].share <= _MARGIN
    return held >= max(_LEAST_PAGES, _LEAST_SHARE * pages)


def _find_at_same_height(
    edges: Sequence[_Edge], reasons: dict[int, str], pages: int
) -> dict[int, str]:
    """Return ids of rows where a running head stands on most pages, such as a chapter title."""
    found: dict[int, str] = {}
    for top in (True, False):
        known = [edge for edge in edges if edge.top == top and id(edge.row) in reasons]
        heights = Counter(round(edge.height) for edge in known)
        usual = {
            height
            for height in heights
            if sum(heights[height + near] for near in (-1, 0, 1)) >= _LEAST_EDGE_SHARE * pages
        }
        sizes = {round(edge.row.size) for edge in known if round(edge.height) in usual}
        for edge in edges:
            fits = round(edge.height) in usual and round(edge.row.size) in sizes
            if edge.top == top and fits and id(edge.row) not in reasons and len(usual) > 0:
                number = _ONLY_NUMBER.fullmatch(_NUMBER.sub("#", edge.text))
                found[id(edge.row)] = "page number" if number else "running head"
    return found if pages > _FEW_PAGES else {}


def _find_titles(edges: Sequence[_Edge], reasons: dict[int, str], largest: float) -> list[Row]:
    """Return the running heads that are larger than others with the same words: the title.

    So are those that are much larger than the text (than `largest`), all unlike, and not parted
    from the number of their page by a gap: slides may be called Lamp 1, Lamp 2 …
    """
    heads = [edge for edge in edges if reasons.get(id(edge.row)) == "running head"]
    sizes: dict[str, list[float]] = defaultdict(list)
    for edge in heads:
        sizes[edge.text].append(edge.row.size)
    rows = {id(edge.row): edge for edge in heads}.values()
    texts = Counter(edge.text for edge in rows)
    return [
        edge.row
        for edge in rows
        if edge.row.size >= _LARGER_HEADING * median_low(sizes[edge.text])
        or (
            edge.row.size >= _SLIDE_TITLE * largest
            and texts[edge.text] == 1
            and not _is_apart(edge.row)
        )
    ]


def _is_apart(row: Row) -> bool:
    """Tell whether a gap that is no blank stands between words of a row."""
    return any(other.x0 - one.x1 >= row.size for one, other in pairwise(row.words))


def _find_browser_lines(edges: Sequence[_Edge]) -> dict[int, str]:
    """Return the ids of the rows that a browser prints at the edges of its pages."""
    return {
        id(edge.row): "running head"
        for edge in edges
        if edge.share <= _BROWSER_MARGIN and _BROWSER_LINE.match(edge.text)
    }
