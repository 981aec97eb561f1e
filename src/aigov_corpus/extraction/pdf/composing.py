"""Put the columns and tables of the pages of a PDF together to paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby, pairwise

from aigov_corpus import patterns as re
from aigov_corpus.extraction.hyphens import count_words
from aigov_corpus.extraction.ledger import DELETED
from aigov_corpus.extraction.paragraphs import HEADING_BY_LOOKS, Para
from aigov_corpus.extraction.pdf.characters import is_wide
from aigov_corpus.extraction.pdf.flow import (
    CONTENTS_LINE,
    Paragraph,
    UsualSizes,
    find_paragraphs,
    goes_on,
    is_code,
    is_far_below,
    is_inside_sentence,
    join_lines,
    measure,
)
from aigov_corpus.extraction.pdf.margin_notes import part_margin_notes
from aigov_corpus.extraction.pdf.notes import part_notes
from aigov_corpus.extraction.pdf.regions import (
    Flow,
    Region,
    Table,
    continue_columns,
    continue_table,
    find_regions,
)
from aigov_corpus.extraction.pdf.rows import Line, Row, find_rows, make_line
from aigov_corpus.extraction.pdf.ruled import find_tables
from aigov_corpus.extraction.pdf.strikes import part_struck
from aigov_corpus.extraction.pdf.words import PageWords
from aigov_corpus.extraction.plain import as_provenance
from aigov_corpus.extraction.whitespace import collapse_whitespace
from aigov_corpus.records import LeftOut
from aigov_corpus.text.scripts import detect_language

_LARGER = 1.12
"""Size of the smallest characters of a heading, as a multiple of those of the body."""

_LOWEST_LEVEL = 5
"""Level of the smallest headings by size."""

_HEADING_CHARACTERS = 160
"""Characters of the longest heading."""

_FEW_ROWS = 3
"""Most rows of a page that may be the end of columns on the page before, although they look like a
table."""

_MOST_CELL_LINES = 12
"""Most lines of a cell of data; a table with more in a cell only lays out a page."""

_MOST_CELL_CHARACTERS = 600
"""Most characters of a cell with more lines."""

_LEAST_ROWS = 2
"""Fewest rows and columns of a list in columns."""

# 1 Notes, [2] are, 3. numbered so; 1.2 and 2025年 are no such numbers
_NUMBER = re.compile(r"[\[(（]?(\d{1,3})(?!\d|[.,]\d|[年月日%:/–-])[\])）.、]?\s*(?=\S)")

_SAME_PLACE = 12.0
"""Points by which the edges of texts in the same column may differ."""

_BESIDE = 0.6
"""Largest distance of a note in the margin below the line that it is about, as a share of its
size."""

_MOST_PASSED = 5
"""Most paragraphs of captions and boxes inside of a paragraph that goes on behind them."""

_BULLET = re.compile(r"^(?:[•●■□▪▫◦‣\uf000-\uf0ff][\s\u3000]*|○[\s\u3000]+)(?=\S)")
"""A bullet; ○ without a blank may be the 〇 of a year."""


@dataclass(slots=True)
class _Item:
    """A paragraph or a row of a table, in reading order."""

    paragraph: Paragraph | None = None
    cells: list[list[Line]] = field(default_factory=list)


class Composer:
    """Makes paragraphs of the rows of all pages."""

    def __init__(self, pages: Sequence[PageWords], rows: Sequence[list[Row]]) -> None:
        """Find the regions of the pages."""
        self._regions: list[list[Region]] = []
        self._margins: list[Paragraph] = []
        for page, whole in zip(pages, rows, strict=True):
            each, margin = part_margin_notes(whole, page.rules)
            self._margins += [_make_note(note, page.number) for note in margin]
            before = self._regions[-1] if self._regions else []
            last = before[-1] if before else None
            above = last if isinstance(last, Table) and last.between is not None else None
            regions = list(_find_page_regions(page, each, above))
            if isinstance(last, Table) and isinstance(regions[0] if regions else None, Flow):
                regions = _continue_table(each, last, page) or regions
            if len(regions) == 1 and (isinstance(regions[0], Flow) or len(each) <= _FEW_ROWS):
                regions = continue_columns(each, before, page.number) or regions
            self._regions.append(regions)
        flows = [region for regions in self._regions for region in regions]
        self._usual = measure(flow for flow in flows if isinstance(flow, Flow))
        self._pages = pages
        self.left_out: list[LeftOut] = []
        """Numbers of pages in tables of contents, and what is struck through."""
        self._words = count_words(each.text for page in pages for each in page.words)

    def compose(self) -> list[Para]:
        """Return the paragraphs of the file; its footnotes stand at the end."""
        items: list[_Item] = []
        notes: list[_Item] = []
        heads: list[_Item] = []  # the rows with which the last table begins
        for page, regions in zip(self._pages, self._regions, strict=True):
            for n, region in enumerate(regions):
                if isinstance(region, Table):
                    found = list(self._read_table(region))
                    if n == 0 and items and found:
                        found = self._go_on(items[-1], found)
                    goes_on_here = n == 0 and bool(items and items[-1].cells)
                    if goes_on_here:
                        found = self._part_repeated(heads, found, page.number)
                    else:
                        heads = found
                    if goes_on_here and region.between is not None and found:
                        rest = _join_pairs(items[-1], found)
                        goes_on_here, found = len(rest) == len(found), rest
                    cut = _find_cut(items[-1], found[0]) if goes_on_here and found else []
                    for cell, more in cut:
                        cell += more
                    found = found[1:] if cut else found
                    items += found
                    continue
                lines = part_notes(region, self._usual, page.rules, is_first=n == 0)
                if lines:
                    flow = Flow(lines, region.left, region.right)
                    self._add_flow(notes, flow, starts=True, notes=True)
                if region.lines:
                    self._add_flow(items, region, starts=n == 0 or region.column > 0)
        items = self._place_margin_notes(self._join_interrupted(items))
        levels = self._find_levels(items)
        return [para for item in [*items, *notes] for para in self._make_paras(item, levels)]

    def _join_interrupted(self, items: Sequence[_Item]) -> list[_Item]:
        """Return the items; the rest of a paragraph that a figure, table or box parts is joined."""
        kept: list[_Item] = []
        for item in items:
            more = item.paragraph
            last = _find_interrupted(kept, more, self._usual) if more is not None else None
            if last is None or more is None:
                kept.append(item)
            else:
                last.lines += more.lines
                last.left, last.right = more.left, more.right
        return kept

    def _place_margin_notes(self, items: list[_Item]) -> list[_Item]:
        """Return the items with the notes in margins, each before what begins beside it."""
        placed: list[_Item] = []
        notes = list(self._margins)
        for item in items:
            lines = item.paragraph.lines if item.paragraph else [*chain.from_iterable(item.cells)]
            while notes and lines and _stands_above(notes[0].lines[0], lines[0]):
                placed.append(_Item(notes.pop(0)))
            placed.append(item)
        return [*placed, *map(_Item, notes)]

    def _part_repeated(
        self, heads: Sequence[_Item], found: Sequence[_Item], page: int
    ) -> list[_Item]:
        """Return rows of a table that goes on from the page before, without its heads.

        Word and its like print the first rows of a table again on each of its pages.
        """
        kept = list(found)
        for head in heads:
            rest = _part_head(head.cells, kept[0].cells) if kept else None
            if rest is None:
                break
            text = " ".join(line.text for cell in head.cells for line in cell)
            self.left_out.append(LeftOut(text, "running head", f"page {page}"))
            if any(rest):
                return [_Item(cells=rest), *kept[1:]]
            del kept[0]
        return kept

    def _add_flow(
        self, items: list[_Item], flow: Flow, *, starts: bool, notes: bool = False
    ) -> None:
        """Add the paragraphs of a column; the first may go on with the last one.

        Args:
            items: what was read before it.
            flow: the column.
            starts: whether it is the first thing on its page, or a further column.
            notes: whether it holds footnotes.
        """
        found = find_paragraphs(flow, self._usual, notes=notes)
        if starts and items and items[-1].cells:
            rest = _Item(cells=[found[0].lines])
            for cell, more in (cuts := _find_cut(items[-1], rest)):
                cell += more
            found = found[1:] if cuts else found
        last = _find_open(items, flow) if starts else None
        if last is not None and found and goes_on(last, found[0]):
            last.lines += found[0].lines
            last.left, last.right = found[0].left, found[0].right
            found = found[1:]
        items += [_Item(paragraph) for paragraph in found]

    def _read_table(self, table: Table) -> Iterator[_Item]:
        """Yield the rows of a table; of a row with a long cell the paragraphs.

        What counts on down its columns is no table, but a list or notes in columns.
        """
        if _counts_down(table.rows):
            for cell in filter(None, chain.from_iterable(zip(*table.rows, strict=True))):
                yield _Item(Paragraph(cell, cell[0].x0, max(line.x1 for line in cell)))
            return
        texts = ["".join(line.text for line in cell) for row in table.rows for cell in row]
        is_bilingual = {detect_language(text) for text in texts} >= {"zh", "en"}
        for row in table.rows:
            if is_bilingual or not any(map(_is_long, row)):
                yield _Item(cells=row)
                continue
            for cell in filter(None, row):
                left, right = min(line.x0 for line in cell), max(line.x1 for line in cell)
                for paragraph in find_paragraphs(Flow(cell, left, right), self._usual):
                    yield _Item(paragraph)

    def _go_on(self, above: _Item, found: list[_Item]) -> list[_Item]:
        """Return what a table at the beginning of a page holds, without the rest of a paragraph.

        The rest of a paragraph that the page break cuts is added to it.
        """
        last, first = above.paragraph, found[0].paragraph
        filled = [cell for cell in found[0].cells if cell]
        if last is not None and len(filled) == 1:
            left, right = min(line.x0 for line in filled[0]), max(line.x1 for line in filled[0])
            if abs(last.left - left) <= _SAME_PLACE:
                paragraphs = find_paragraphs(
                    Flow(filled[0], left, max(right, last.right)), self._usual
                )
                first = paragraphs[0]
                found = [*map(_Item, paragraphs), *found[1:]]
        if last is None or first is None or not goes_on(last, first):
            return found
        last.lines += first.lines
        return found[1:]

    def _find_levels(self, items: Iterable[_Item]) -> dict[float, int]:
        """Return the level of headings of each size that is larger than the body."""
        sizes = {
            item.paragraph.lines[0].size
            for item in items
            if item.paragraph is not None and self._is_larger(item.paragraph)
        }
        return {
            size: min(level, _LOWEST_LEVEL)
            for level, size in enumerate(sorted(sizes, reverse=True), start=1)
        }

    def _is_larger(self, paragraph: Paragraph) -> bool:
        """Tell whether a paragraph is in larger characters than the body, and short."""
        size = sum(len(line.text) for line in paragraph.lines)
        larger = paragraph.lines[0].size >= _LARGER * self._usual.size
        return larger and size <= _HEADING_CHARACTERS

    def _make_paras(self, item: _Item, levels: dict[float, int]) -> Iterator[Para]:
        """Yield the paragraph of an item; none if it has no text."""
        if item.paragraph is None:
            for row in self._part_pairs(item.cells):
                texts = [self._join(cell) for cell in row]
                cells = tuple(filter(None, texts))
                if len(cells) > 1:
                    yield Para(" | ".join(cells), kind="table_row", cells=cells)
                elif cells:
                    yield Para(cells[0])
            return
        text = self._join(item.paragraph.lines)
        if listed := CONTENTS_LINE.fullmatch(text):
            text = listed["text"]
            if listed["page"]:
                place = f"page {item.paragraph.lines[-1].page}"
                self.left_out.append(LeftOut(listed["page"], "page number", place))
                if text:
                    yield Para(text, listed=True)
                return
        bare = _BULLET.sub("", text)
        if not bare:
            return
        if credit := as_provenance(bare):
            yield credit
        elif bare != text:
            yield Para(bare, kind="item")
        else:
            yield Para(bare, heading=self._find_heading(item.paragraph, bare, levels))

    def _part_pairs(self, cells: Sequence[list[Line]]) -> list[list[list[Line]]]:
        """Return a row of a table as several, if its two cells are as many paragraphs in zh and en.

        All other rows stay as they are.
        """
        filled = [cell for cell in cells if cell]
        langs = {detect_language(" ".join(line.text for line in cell)) for cell in filled}
        if len(filled) == 2 and langs == {"zh", "en"}:
            sides = [self._find_cell_paragraphs(cell) for cell in filled]
            if len(sides[0]) == len(sides[1]):
                return [[one.lines, other.lines] for one, other in zip(*sides, strict=True)]
        return [list(cells)]

    def _find_cell_paragraphs(self, cell: Sequence[Line]) -> list[Paragraph]:
        """Return the paragraphs of a cell, which may go on over pages."""
        found: list[Paragraph] = []
        for _, group in groupby(cell, lambda line: line.page):
            lines = list(group)
            left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
            below = find_paragraphs(Flow(lines, left, right), self._usual)
            if found and goes_on(found[-1], below[0]):
                found[-1].lines += below.pop(0).lines
            found += below
        return found

    def _join(self, lines: Sequence[Line]) -> str:
        """Return the text of lines, without what is struck through in them."""
        text, struck = part_struck(join_lines(lines, self._words))
        if struck:
            place = f"page {lines[0].page}"
            self.left_out += [LeftOut(piece, DELETED, place) for piece in struck]
        return collapse_whitespace(text)

    def _find_heading(self, paragraph: Paragraph, text: str, levels: dict[float, int]) -> int:
        """Return the level of the heading that a paragraph is by its looks; 0 if it is none."""
        if len(text) > _HEADING_CHARACTERS or not any(map(str.isalpha, text)):
            return 0
        if self._is_larger(paragraph):
            return levels.get(paragraph.lines[0].size, _LOWEST_LEVEL)
        bold = all(line.bold for line in paragraph.lines) and not self._usual.bold
        return HEADING_BY_LOOKS if bold else 0


def _is_long(cell: Sequence[Line]) -> bool:
    """Tell whether a cell holds a text of several paragraphs, and not a value."""
    size = sum(len(line.text) for line in cell)
    return len(cell) > _MOST_CELL_LINES and size > _MOST_CELL_CHARACTERS


def _counts_down(rows: Sequence[Sequence[Sequence[Line]]]) -> bool:
    """Tell whether the cells of a table begin with numbers that rise by one down its columns."""
    if len(rows) < _LEAST_ROWS or len({len(row) for row in rows}) > 1 or len(rows[0]) < _LEAST_ROWS:
        return False
    cells = [cell for column in zip(*rows, strict=True) for cell in column if cell]
    found = [_NUMBER.match(cell[0].text) for cell in cells]
    numbers = [int(each[1]) for each in found if each]
    last = sum(not row[-1] for row in rows)  # the last column may be shorter
    is_full = len(numbers) == len(rows) * len(rows[0]) - last
    return is_full and all(after == before + 1 for before, after in pairwise(numbers))


def _part_head(
    head: Sequence[Sequence[Line]], row: Sequence[Sequence[Line]]
) -> list[list[Line]] | None:
    """Return the cells of a row without the head that they begin with; None if they do not.

    Without a line between them, the head and the rest of a row that a page break cuts are one row.
    """
    if not any(head) or len(head) != len(row):
        return None
    for wanted, cell in zip(head, row, strict=True):
        if [line.text for line in wanted] != [line.text for line in cell[: len(wanted)]]:
            return None
    return [list(cell[len(wanted) :]) for wanted, cell in zip(head, row, strict=True)]


def _find_open(items: Sequence[_Item], flow: Flow) -> Paragraph | None:
    """Return the last paragraph before a column that it may go on with.

    It is the last one of all, unless two languages stand beside each other: paragraphs of the other
    language in the other column are passed over, on the same page and the one before.
    """
    first = flow.lines[0]
    lang = detect_language(first.text)
    for item in reversed(items):
        paragraph = item.paragraph
        if paragraph is None:
            return None
        last = paragraph.lines[-1]
        beside = paragraph.right <= flow.left or flow.right <= paragraph.left
        if not beside or detect_language(last.text) == lang:
            return paragraph
        if last.page < first.page - 1:
            return None
    return None


def _find_interrupted(
    items: Sequence[_Item], more: Paragraph, usual: UsualSizes
) -> Paragraph | None:
    """Return the paragraph inside of whose sentence `more` goes on, behind something else; or None.

    It is on the page before, or in a column with one of its edges, beside a box. Only texts in
    smaller characters, such as captions and boxes, may stand between, and tables at the edge of
    a page.

    Args:
        items: what stands before it.
        more: what may be the rest of a paragraph.
        usual: what is usual in the file.
    """
    first = more.lines[0]
    if is_code(first, usual) or not (is_wide(first.text[:1]) or first.text[:1].islower()):
        return None
    passed = tables = 0
    for item in reversed(items):
        last = item.paragraph
        if last is None:
            tables += 1
            continue
        line = last.lines[-1]
        if line.page < first.page - 1 or passed > _MOST_PASSED:
            return None
        is_behind = line.page < first.page and item is not items[-1]
        shifts = [abs(last.left - more.left), abs(last.right - more.right)]
        is_beside_box = min(shifts) <= _SAME_PLACE < max(shifts) and not tables
        is_beside_box = is_beside_box and not is_far_below(line, first, usual.step)
        if (is_behind or is_beside_box) and is_inside_sentence(last) and goes_on(last, more):
            return last if detect_language(line.text) == detect_language(first.text) else None
        if line.size >= first.size or is_code(line, usual):
            return None
        passed += 1
    return None


def _continue_table(rows: Sequence[Row], above: Table, page: PageWords) -> list[Region]:
    """Return the regions of a page that begins with the last row of a table without lines."""
    found = continue_table(rows, above, page.number)
    if found is None:
        return []
    table, end = found
    return [table, *_find_page_regions(page, rows[end:], None)]


def _make_note(rows: Sequence[Row], page: int) -> Paragraph:
    """Return the paragraph that the lines of a note in the margin make."""
    lines = [make_line(row.words, page) for row in rows]
    return Paragraph(lines, min(line.x0 for line in lines), max(line.x1 for line in lines))


def _stands_above(line: Line, other: Line) -> bool:
    """Tell whether a line stands above another one of the file, or beside it."""
    return (line.page, -line.y) < (other.page, _BESIDE * other.size - other.y)


def _join_pairs(above: _Item, found: list[_Item]) -> list[_Item]:
    """Return the rows of a table of two languages without the rest of a pair on the page before.

    The rest is added to that pair. A first row in one language alone is such a rest.
    """
    first = found[0].cells
    if len(above.cells) != len(first) or all(first):
        return found
    for cell, more in zip(above.cells, first, strict=True):
        cell += more
    return found[1:]


def _find_cut(above: _Item, below: _Item) -> list[tuple[list[Line], list[Line]]]:
    """Return the cells of a row that a page break cuts in two, each with its rest.

    The list is empty if no page break cuts a row there.

    Args:
        above: the last item of a page.
        below: the first row of a table on the next page.
    """
    cells = [cell for cell in above.cells if cell]
    pairs: list[tuple[list[Line], list[Line]]] = []
    for more in filter(None, below.cells):
        same = (cell for cell in cells if abs(cell[0].x0 - more[0].x0) <= _SAME_PLACE)
        cell = next(same, None)
        if cell is None:
            return []
        pairs.append((cell, more))
    begins_anew = any(
        len(cell) == len(more) == 1 and more[0].text[:1].isupper() for cell, more in pairs
    )
    return pairs if not begins_anew and any(_goes_on_below(*pair) for pair in pairs) else []


def _goes_on_below(cell: Sequence[Line], more: Sequence[Line]) -> bool:
    """Tell whether a text is broken off at the end of a cell, and goes on in the other.

    Two cells of one line each, such as Poles and Wires, are two cells, unless the second begins
    with a small letter.
    """
    last, first = cell[-1], more[0]
    right = max(line.x1 for line in (*cell, *more))
    full = right - last.x1 <= first.first_width + last.size
    inside = last.text[-1:].isalnum() or last.text.endswith((",", "-", "，", "、"))
    wide = is_wide(last.text[-1:]) and is_wide(first.text[:1]) and len(cell) > 1
    several = len(cell) > 1 or len(more) > 1
    after_small = several and last.text[-1:].islower()
    return full and inside and (wide or first.text[:1].islower() or after_small)


def _find_page_regions(
    page: PageWords, rows: Sequence[Row], last: Table | None
) -> Iterator[Region]:
    """Yield the regions of a page in reading order: columns, and tables where they stand.

    Args:
        page: the page.
        rows: its rows that are text.
        last: the table with which the page before ends, if it is of two languages.
    """
    for lead in page.leads:
        yield from find_regions(find_rows(lead), page.number)
    words = [word for row in rows for word in row.words]
    words, tables = find_tables(words, page.rules, page.number)
    remaining = find_rows(words) if tables else list(rows)
    for top, table in sorted(tables, key=lambda found: -found[0]):
        above = [row for row in remaining if row.y > top]
        remaining = [row for row in remaining if row.y <= top]
        yield from find_regions(above, page.number)
        yield table
    yield from find_regions(remaining, page.number, above=None if tables else last)
    for aside in page.asides:
        yield from find_regions(find_rows(aside), page.number)
