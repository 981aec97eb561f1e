"""Spans of text that every segmenter needs: lines, paragraphs, and sentences.

A *span* is `(start, end)`, offsets into the whole text. A *cut* is an offset at which a sentence
may end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aigov_corpus import patterns as re

_BLANK_LINE = re.compile(r"\n\s*\n|[\u2028\u2029]")
_LINE = re.compile(r"[^\r\n]+")
# Faces, hands, hearts and applause behind the end of a sentence belong to it, and so do characters
# without width. An emoji that begins the paragraph is a bullet, like those behind it.
_FEELING = (
    "[\u2639\u263a\u2764\U0001f389\U0001f38a\U0001f440-\U0001f450\U0001f48c-\U0001f49f\U0001f4aa"
    "\U0001f4af\U0001f525\U0001f595\U0001f596\U0001f5a4\U0001f600-\U0001f64f\U0001f90c-\U0001f92f"
    "\U0001f970-\U0001f97a\U0001f9d0\U0001f9e1\U0001fae0-\U0001faf8]"
    "[\ufe0f\U0001f3fb-\U0001f3ff\u200d]*"
)
_BEHIND_END = re.compile(f"(?:[ \u3000]?{_FEELING}|[\u200b\u200e\u200f\u202c\u2060\u2069\ufeff])+")
# Characters of the longest numbering: longer pieces are not compared, which keeps the time linear.
_LONGEST_NUMBERING = 24


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without the white space at its ends.

    The span is empty if it holds nothing but white space.
    """
    piece = text[start:end]
    stripped = piece.lstrip()
    start += len(piece) - len(stripped)
    return start, start + len(stripped.rstrip())


def split_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the span of each paragraph, trimmed; blank lines separate paragraphs."""
    at = 0
    for gap in [*_BLANK_LINE.finditer(text), None]:
        start, end = trim(text, at, gap.start() if gap else len(text))
        if start < end:
            yield start, end
        at = gap.end() if gap else end


def split_lines(text: str) -> Iterator[tuple[int, int]]:
    r"""Yield the span of each line that is not blank, trimmed.

    A line ends with `\n`, `\r\n` or `\r`.
    """
    for line in _LINE.finditer(text):
        start, end = trim(text, line.start(), line.end())
        if start < end:
            yield start, end


def sentences_between(
    text: str, start: int, end: int, cuts: Iterable[int], *, numbering: re.Pattern[str]
) -> list[tuple[int, int]]:
    """Return the spans of the sentences of one paragraph, given the cuts in it.

    A piece between two cuts is a sentence. There are two exceptions, a piece that is only a number
    (`一、`, `1.`) and a piece without letters or digits. Both are joined to the next piece. A piece
    without letters or digits at the end of the paragraph is joined to the sentence before it.

    Args:
        text: the whole text.
        start: offset at which the paragraph begins; the character there is not white space.
        end: offset at which it ends; the character before it is not white space.
        cuts: offsets inside the paragraph, ascending.
        numbering: pattern that matches a whole piece if it is only a number (`一、`, `Article 3.`).
    """
    found: list[tuple[int, int]] = []
    begins_with_feeling = _BEHIND_END.match(text, start, end) is not None
    for cut in cuts:
        behind = None if begins_with_feeling else _BEHIND_END.match(text, cut, end)
        cut = behind.end() if behind else cut
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
    """Tell whether a piece of text contains a letter or a digit."""
    return any(map(str.isalnum, piece))
