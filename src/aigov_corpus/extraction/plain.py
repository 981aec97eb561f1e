"""Read plain text as paragraphs, whose languages are not known yet.

A *chunk* is the lines between two blank lines. A text is *wrapped* if its lines were broken at a
fixed width.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from aigov_corpus import patterns as re
from aigov_corpus.extraction.hyphens import count_words, cuts_word, join_cut
from aigov_corpus.extraction.line_paragraphs import join_lines
from aigov_corpus.extraction.page_breaks import LINE_END, is_page_number
from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.extraction.running_heads import FULL, STOP, is_bare_number
from aigov_corpus.extraction.term_lists import find_term_list
from aigov_corpus.extraction.walls import (
    BLANK,
    count_columns,
    find_walls,
    is_prose,
    join_at_walls,
    merge_cut,
)
from aigov_corpus.extraction.whitespace import remove_invisible
from aigov_corpus.text.markers import find_marker
from aigov_corpus.text.scripts import detect_language

Chunk = list[str]
"""The lines of a chunk, without white space at their ends."""

_ZERO_WIDTH_SPACE = "\u200b"
_BYTE_ORDER_MARK = "\ufeff"

# Few lines are broken right behind one; verse, and the reasons of a resolution, are parted there.
_COMMAS = ("，", "、", ",")

_TABLE_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_CELL_BORDER = re.compile(r"\s\|{1,3}\s")

# The President of / the United States
_BROKEN_OFF = re.compile(r"\w (?:of|the|and|or|for|to|in|on|with|by|from|at|an?)$", re.ASCII)
_SENTENCE_END = re.compile("[。！？.!?]")
_URL_LINE = re.compile(
    r"(?:(?:url|link|source|original|原文|来源|链接|网址|出处)\s*[:：]\s*)?(?P<url>https?://\S+)",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:translated\s+by|translation\s+by|translation\s*[:：]|translators?\s*[:：]"
    r"|译者\s*[:：]|翻译\s*[:：]|英文翻译\s*[:：]).{1,200}",
    re.IGNORECASE | re.DOTALL,
)

_CREDIT_CHARACTERS = 200
"""Maximum number of characters of a line that names the translator."""

_LEAST_TABLE_ROWS = 2
"""Minimum number of rows `left | right` in a text that is read as a table."""

_LEAST_WRAPPED_LINES = 3
"""Minimum number of lines in a wrapped text that have another line below them in their chunk."""

_LEAST_WRAPPED_COLUMNS = 40
"""Minimum number of columns of the longest line of a wrapped text; headings and lists are narrower.

A Chinese character takes two columns.
"""

_MOST_WRAPPED_CHARACTERS = 130
"""Maximum characters of a line of a wrapped text: terminals are 80 wide, some editors 120."""

_LEAST_FULL_LINES = 0.5
"""Smallest share of a wrapped text's lines that are full and end inside a sentence.

The last line of each chunk is not counted.
"""

_MOST_BEGUN = 0.8
"""Largest share of lines that begin with a capital below a line that is broken off.

In a list of items without marks all do; in a text few sentences and names stand first.
"""

_LEAST_SHARED_ENDINGS = 3
"""Fewest lines with the same words behind the last full stop, such as 特此通知: they end there."""


def split_chunks(text: str) -> list[Chunk]:
    """Return the chunks of a text; none is empty."""
    chunks: list[Chunk] = [[]]
    for line in LINE_END.split(text):
        line = line.strip(_BYTE_ORDER_MARK).rstrip()
        if line.strip(BLANK + _ZERO_WIDTH_SPACE):
            chunks[-1].append(line)
        elif chunks[-1]:
            chunks.append([])
    return [chunk for chunk in chunks if chunk]


def read_paragraphs(text: str, *, table: bool | None = None) -> list[Para]:
    """Return the paragraphs of a text: one for each line, or for each paragraph of a wrapped text.

    Args:
        text: the whole text.
        table: whether lines `left | right` are rows of a table; None to find it out.
    """
    chunks = split_chunks(text)
    if table is None:
        rows = [line for chunk in chunks for line in chunk if split_cells(line)]
        table = len(rows) >= _LEAST_TABLE_ROWS
    if not _is_list(chunks):
        chunks = unwrap(chunks) or chunks
    lines = [
        replace(_read_line(line, table=table), paragraph=number)
        for number, chunk in enumerate(chunks, start=1)
        for line in chunk
    ]
    paras: list[Para] = []
    for para in join_lines(lines):
        if paras and not para.cells and _goes_on(paras[-1].text, para.text):
            paras[-1] = replace(paras[-1], text=f"{paras[-1].text} {para.text}")
        else:
            paras.append(para)
    return paras


def unwrap(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Return the paragraphs of each chunk of a wrapped text; empty if the text is not wrapped."""
    words = count_words(line for chunk in chunks for line in chunk)
    if walls := find_walls(chunks):
        return [join_at_walls(chunk, walls, words) for chunk in merge_cut(chunks, walls)]
    return [join_wrapped(chunk, words) for chunk in chunks] if _is_evenly_wrapped(chunks) else []


def _is_list(chunks: Sequence[Chunk]) -> bool:
    """Tell whether the lines of a text are pairs of words, and so are not wrapped."""
    return (
        find_term_list([Para(line.strip(BLANK)) for chunk in chunks for line in chunk]) is not None
    )


def _read_line(line: str, *, table: bool) -> Para:
    """Return the paragraph that a line makes."""
    text = remove_invisible(line).strip(BLANK)
    if credit := as_provenance(text):
        return credit
    if table and (cells := split_cells(text)):
        return Para(" | ".join(cells), kind="table_row", cells=cells)
    return Para(text)


def as_provenance(text: str) -> Para | None:
    """Return a line as provenance if it is only a URL or names the translator; else None.

    Words before the URL, such as `Source:`, may show the language of the line.
    """
    if url := _URL_LINE.fullmatch(text):
        return Para(text, kind="provenance", lang=detect_language(text[: url.start("url")]))
    if len(text) <= _CREDIT_CHARACTERS and _CREDIT.fullmatch(text):
        return Para(text, kind="provenance", lang=detect_language(text))
    return None


def split_cells(line: str) -> tuple[str, ...]:
    """Return the cells of a row `| left | right |` or `left | right`; empty if it is not a row."""
    text = line.strip()
    if "|" not in text or _TABLE_RULE.fullmatch(text):
        return ()
    if text.startswith("|"):
        return tuple(cell.strip() for cell in text.strip("|").split("|"))
    cells = tuple(cell.strip() for cell in _CELL_BORDER.split(text))
    return cells if len(cells) > 1 and all(cells) else ()


def is_wrapped(chunks: Sequence[Chunk], *, least_columns: int = _LEAST_WRAPPED_COLUMNS) -> bool:
    """Tell whether the lines of a text were broken at a fixed width.

    They were if the text has a wall (`walls`), or if most lines that have another line below them
    are nearly as long as the longest, and end inside a sentence.
    """
    return bool(find_walls(chunks)) or _is_evenly_wrapped(chunks, least_columns=least_columns)


def _is_evenly_wrapped(
    chunks: Sequence[Chunk], *, least_columns: int = _LEAST_WRAPPED_COLUMNS
) -> bool:
    """Tell whether most lines of a text, if another is below, are nearly as long as the longest."""
    inner = [
        (line, below)
        for chunk in chunks
        for line, below in pairwise(line for line in chunk if not is_page_number(line))
        if not _is_bare_marker(line)
    ]
    if len(inner) < _LEAST_WRAPPED_LINES:
        return False
    lines = [line for chunk in chunks for line in chunk]
    width = max(len(line) for line in lines)
    columns = max(count_columns(line) for line, _ in inner)
    if columns < least_columns or width > _MOST_WRAPPED_CHARACTERS or not is_prose(lines):
        return False
    endings = Counter(filter(None, (_ending(line) for line, _ in inner)))
    shared = {line for line, _ in inner if endings[_ending(line)] >= _LEAST_SHARED_ENDINGS}
    broken = [
        below
        for line, below in inner
        if detect_language(line) == detect_language(below)
        and not line.endswith((*STOP, *_COMMAS))
        and line not in shared
        and len(line) >= FULL * width
    ]
    begun = sum(below.lstrip(BLANK)[:1].isupper() for below in broken)
    return len(broken) >= _LEAST_FULL_LINES * len(inner) and begun <= _MOST_BEGUN * len(broken)


def _ending(line: str) -> str:
    """Return what stands behind the last full stop of a line; empty if it has none."""
    sentences = _SENTENCE_END.split(line)
    return sentences[-1] if len(sentences) > 1 else ""


def _is_bare_marker(line: str) -> bool:
    """Tell whether a line is only a section number: `Article 2`, 第二条.

    Such a line is short in a wrapped text too.
    """
    text = line.strip(BLANK)
    marker = find_marker(text, detect_language(text) or "zh")
    return marker is not None and marker.end >= len(text)


def _goes_on(above: str, line: str) -> bool:
    """Return whether a line goes on with the one above, which breaks off: `The President of`.

    Only an English line that begins in lower case does.
    """
    return _BROKEN_OFF.search(above) is not None and line.lstrip()[:1].islower()


def join_wrapped(lines: Sequence[str], words: Counter[str]) -> list[str]:
    """Return the paragraphs of a chunk of a wrapped text."""
    joined: list[str] = []
    width = max(map(len, lines))
    above = ""
    for line in lines:
        text = line.strip(BLANK)
        if not joined or starts_paragraph(above, line, width=width):
            joined.append(text)
        elif cuts_word(joined[-1], text):
            joined[-1] = join_cut(joined[-1], text, words)
        else:
            joined[-1] += text if detect_language(text) == "zh" else f" {text}"
        above = line
    return joined


def starts_paragraph(above: str, line: str, *, width: int) -> bool:
    """Tell whether a line of a wrapped text begins a new paragraph.

    It does if one of these is true: its language differs from that of the line above; the line
    above is not full; it is provenance; it begins with a number, and the line above ends a
    sentence.
    """
    text = line.strip(BLANK)
    lang = detect_language(text)
    if lang != detect_language(above) or len(above) < FULL * width:
        return True
    if as_provenance(text) is not None or is_bare_number(text):
        return True
    return find_marker(text, lang or "zh") is not None and above.rstrip().endswith(STOP)
