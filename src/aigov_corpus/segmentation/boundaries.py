"""Spans of text: what every segmenter shares once it knows where sentences may end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_BLANK_LINE = re.compile(r"\n\s*\n|[\u2028\u2029]")
_LINE = re.compile(r"[^\r\n]+")

LONGEST_NUMBERING = 24
"""Characters; what is longer is not looked at as numbering, which keeps the time linear."""


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without the white space at its ends; an empty one if there is nothing else."""
    piece = text[start:end]
    stripped = piece.lstrip()
    start += len(piece) - len(stripped)
    return start, start + len(stripped.rstrip())


def split_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of `text` that blank lines separate; those of white space alone are left out."""
    at = 0
    for gap in [*_BLANK_LINE.finditer(text), None]:
        start, end = trim(text, at, gap.start() if gap else len(text))
        if start < end:
            yield start, end
        at = gap.end() if gap else end


def split_lines(text: str) -> Iterator[tuple[int, int]]:
    r"""Yield the lines of `text` that hold more than white space; `\n`, `\r\n` and `\r` end one."""
    for line in _LINE.finditer(text):
        start, end = trim(text, line.start(), line.end())
        if start < end:
            yield start, end


def sentences_between(
    text: str, start: int, end: int, cuts: Iterable[int], *, numbering: re.Pattern[str]
) -> list[tuple[int, int]]:
    """Return the sentences of one paragraph: what lies between two cuts, if it can stand alone.

    A piece that is nothing but numbering, or that opens the paragraph without a letter or digit, goes with
    what follows it; one without a letter or digit at the end goes with what precedes it.

    Args:
        text: the whole text.
        start: where the paragraph begins; not white space.
        end: where it ends; the character before it is not white space.
        cuts: where sentences may end, ascending, between the two.
        numbering: matches a mark of numbering as a whole (`一、`, `1.`, `Article 3.`).
    """
    found: list[tuple[int, int]] = []
    for cut in cuts:
        if cut - start <= LONGEST_NUMBERING:
            piece = text[start:cut].strip()
            if numbering.fullmatch(piece) or not any(map(str.isalnum, piece)):
                continue
        found.append(trim(text, start, cut))
        start = cut
    rest = trim(text, start, end)
    if found and not any(map(str.isalnum, text[rest[0] : rest[1]])):
        found[-1] = found[-1][0], max(found[-1][1], rest[1])
    else:
        found.append(rest)
    return found
