"""Spans of text that every segmenter needs: lines, paragraphs, and sentences between cuts.

A span is `(start, end)`, with offsets into the whole text. A *cut* is an offset at which a sentence
may end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_BLANK_LINE = re.compile(r"\n\s*\n|[\u2028\u2029]")
_LINE = re.compile(r"[^\r\n]+")
# Characters of the longest numbering: longer pieces are not compared, which keeps the time linear.
_LONGEST_NUMBERING = 24


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without the white space at its ends; an empty span if there is nothing else."""
    piece = text[start:end]
    stripped = piece.lstrip()
    start += len(piece) - len(stripped)
    return start, start + len(stripped.rstrip())


def split_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the trimmed spans between blank lines; those of white space alone are left out."""
    at = 0
    for gap in [*_BLANK_LINE.finditer(text), None]:
        start, end = trim(text, at, gap.start() if gap else len(text))
        if start < end:
            yield start, end
        at = gap.end() if gap else end


def split_lines(text: str) -> Iterator[tuple[int, int]]:
    r"""Yield the trimmed spans of lines that hold more than white space.

    A line ends with `\n`, `\r\n` or `\r`.
    """
    for line in _LINE.finditer(text):
        start, end = trim(text, line.start(), line.end())
        if start < end:
            yield start, end


def sentences_between(
    text: str, start: int, end: int, cuts: Iterable[int], *, numbering: re.Pattern[str]
) -> list[tuple[int, int]]:
    """Return the sentences of one paragraph: what lies between its cuts, joined where needed.

    A piece that is only a number (`一、`, `1.`) is joined to the piece behind it, and so is a piece
    without letters or digits. At the end of the paragraph such a piece is joined to the sentence
    before it.

    Args:
        text: the whole text.
        start: offset of the paragraph; no white space stands there.
        end: offset of its end; no white space stands right before it.
        cuts: offsets inside the paragraph, ascending.
        numbering: matches the whole of a piece that is only a number (`一、`, `1.`, `Article 3.`).
    """
    found: list[tuple[int, int]] = []
    for cut in cuts:
        if cut - start <= _LONGEST_NUMBERING:
            piece = text[start:cut].strip()
            if numbering.fullmatch(piece) or not _has_words(piece):
                continue
        found.append(trim(text, start, cut))
        start = cut
    rest = trim(text, start, end)
    if found and not _has_words(text[rest[0] : rest[1]]):
        last_start, last_end = found[-1]
        found[-1] = last_start, max(last_end, rest[1])
    else:
        found.append(rest)
    return found


def _has_words(piece: str) -> bool:
    """Tell whether a piece of text has a letter or a digit."""
    return any(map(str.isalnum, piece))
