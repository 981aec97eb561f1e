"""Text that a line strikes through, as word processors print what an author deleted.

It stays in its rows, between two marks, until the paragraphs are known: without it lines would look
short, and words far apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from aigov_corpus import patterns as re
from aigov_corpus.extraction.pdf.characters import is_wide
from aigov_corpus.extraction.pdf.directions import Char

Box = tuple[float, float, float, float]
"""Left, bottom, right and top edge, in points."""

_HEIGHTS = (0.15, 0.5)
"""Lowest and highest place of such a line above the base line, as shares of the size; one below the
words is lower, and the lines of a table stand between the lines of text."""

_GUIDE = (0.5, 0.95)
"""Lowest and highest place of a second line above the base line, with the same ends: the two show
the height of letters in a drawing. The line of the row above stands higher."""

_SAME_ENDS = 1.0
"""Points by which the ends of two such lines may differ."""

_BEYOND = 0.6
"""How far it goes beyond the text at most, in sizes; the lines of a table go farther."""

_STRAIGHT = (0, 90, 180, 270)
"""Directions of text in which such lines are looked for."""

# No file has these characters: Unicode keeps them for use inside a program. The wide ones stand
# beside wide characters, so that no blank comes between these.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_NARROW = {_OPEN: "\ufffe", _CLOSE: "\uffff"}
_BEGIN, _END = f"[{_OPEN}{_NARROW[_OPEN]}]", f"[{_CLOSE}{_NARROW[_CLOSE]}]"
_STRUCK = re.compile(rf"{_BEGIN}.*?{_END}(?:\s*{_BEGIN}.*?{_END})*", re.DOTALL)
_MARK = re.compile(f"{_BEGIN}|{_END}")


def mark_struck(text: str) -> str:
    """Return a struck word between its marks."""
    begin = _OPEN if is_wide(text[0]) else _NARROW[_OPEN]
    end = _CLOSE if is_wide(text[-1]) else _NARROW[_CLOSE]
    return f"{begin}{text}{end}"


def part_struck(text: str) -> tuple[str, list[str]]:
    """Return a text without what is struck through, and the pieces that are."""
    if not _MARK.search(text):
        return text, []
    pieces = [without_marks(piece) for piece in _STRUCK.findall(text)]
    return without_marks(_STRUCK.sub("", text)), pieces


def without_marks(text: str) -> str:
    """Return a text in which nothing is marked as struck through."""
    return _MARK.sub("", text)


def find_struck(
    chars: Sequence[Char],
    rules: Sequence[Box],
    sizes: Sequence[float],
    turn: Callable[[Box, int], Box],
) -> list[Char]:
    """Return the characters of a page; those that a line strikes through say so.

    Args:
        chars: the characters, in the order of the file.
        rules: the straight lines of the page.
        sizes: the size of each style of characters.
        turn: gives a rectangle as it is after the page is turned by degrees.
    """
    struck: set[int] = set()
    for way in {char.way for char in chars}.intersection(_STRAIGHT) if rules else ():
        placed = []
        for n, char in enumerate(chars):
            if char.way == way and not char.text.isspace():
                box = turn((char.left, char.bottom, char.right, char.top), way)
                base = turn((char.x, char.y, char.x, char.y), way)[1]
                placed.append((n, box, base, max(sizes[char.style], 1.0)))
        level = [rule for rule in (turn(each, way) for each in rules) if _is_level(rule)]
        for rule in level:
            struck.update(_find_under(rule, placed, level))
    return [replace(char, struck=True) if n in struck else char for n, char in enumerate(chars)]


def _is_level(rule: Box) -> bool:
    return rule[2] - rule[0] > rule[3] - rule[1]


def _ends_alike(rule: Box, other: Box) -> bool:
    """Tell whether two lines begin and end at the same places."""
    return max(abs(rule[0] - other[0]), abs(rule[2] - other[2])) <= _SAME_ENDS


def _find_height(rule: Box) -> float:
    return (rule[1] + rule[3]) / 2


def _find_under(
    rule: Box, placed: Sequence[tuple[int, Box, float, float]], level: Sequence[Box]
) -> Iterator[int]:
    """Yield the indexes of the characters that a line strikes through; none if it is no such line.

    Args:
        rule: the line.
        placed: index, rectangle, height of the base line and size of each character.
        level: all level lines of the page.
    """
    height = _find_height(rule)
    under = [
        (n, box, base, size)
        for n, box, base, size in placed
        if _HEIGHTS[0] * size <= height - base <= _HEIGHTS[1] * size
        and rule[0] <= (box[0] + box[2]) / 2 <= rule[2]
    ]
    if not under:
        return
    left, right = min(box[0] for _, box, _, _ in under), max(box[2] for _, box, _, _ in under)
    size, base = max((size, base) for _, _, base, size in under)
    if rule[0] < left - _BEYOND * size or rule[2] > right + _BEYOND * size:
        return
    guides = (_find_height(other) - base for other in level if _ends_alike(rule, other))
    if not any(_GUIDE[0] * size < guide <= _GUIDE[1] * size for guide in guides):
        yield from (n for n, _, _, _ in under)
