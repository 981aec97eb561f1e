"""The words of a page: characters that follow each other without a gap, with their places.

Places are in points. They are turned so that the text runs from left to right and its lines from
top to bottom, whatever way it runs on the page: `x` grows to the right, and `y` grows upward.
A column of Chinese that is written from top to bottom becomes a line from left to right.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from aigov_corpus.extraction.ledger import HIDDEN, READING
from aigov_corpus.extraction.pdf.characters import is_wide, mend_ligatures, restore
from aigov_corpus.extraction.pdf.directions import DOWN, SLANTED, Char, find_columns
from aigov_corpus.extraction.pdf.ruby import part_ruby
from aigov_corpus.extraction.pdf.strikes import Box, find_struck, mark_struck
from aigov_corpus.extraction.raised import RAISED_DIGITS

_HUNDREDTH = 0.01
"""Points of the unit in which the worker states places."""

_SAME_LINE = 0.12
"""Largest difference of base lines inside a word, as a share of the size of its characters."""

_WORD_GAP = 0.18
"""Smallest gap between two Latin words, as a share of their size; a blank has .2 to .3."""

_NARROW_BLANK = 0.15
"""The same in a font whose letters stand close: TeX narrows a blank to a sixth of the size."""

_CLOSE = 0.04
"""Largest gap between two letters that stand close, as a share of their size."""

_MOST_SPACED = 0.02
"""Largest share of wider gaps inside words, in a font whose letters stand close."""

_OVERLAP = 0.5
"""Largest overlap of two characters of a word; more shows that the text goes back."""

_TURNED = 3
"""Degrees by which text may be out of the straight."""

_TOP_DOWN = {0: 0, 90: 90, 180: 180, 270: 270, DOWN: 270}
"""The angle by which text of each direction is turned to be read."""

_LEAST_ASIDE = 60
"""Fewest letters of text across the direction of a page that is read; fewer are left out."""

_SAME_PLACE = 1.0
"""Points within which the same word, drawn a second time, makes a shadow or a bold word."""

_BELOW_BASE = 0.12
"""Share of the square of a Chinese character that is below the base line."""

_SMALL_SIGN = 0.6
"""Largest share of the side of its square that a small sign takes one way."""

_NEAR_SQUARE = 0.1
"""How far a sign goes beyond its square at most, as a share of the side."""

_HYPHENS = {"\x02": "-", "\ufffe": "-", "\u00ad": "\u00ad"}
"""How the library gives a hyphen at the end of a line."""


@dataclass(slots=True)
class Word:
    """Characters that follow each other without a gap."""

    text: str
    x0: float
    x1: float
    y: float
    """The base line."""
    size: float
    bold: bool
    font: str
    blank: bool
    """Whether the file has a blank before it."""
    raised: bool = False
    """Whether it is a small number or mark above the line."""
    is_note: bool = False
    """Whether it is the mark of a footnote, which is no part of the text."""
    order: int = 0
    """Its place among the words of its page in the order of the file."""

    @property
    def top(self) -> float:
        """Top edge of its characters, about."""
        return self.y + 0.8 * self.size

    @property
    def bottom(self) -> float:
        """Bottom edge of its characters, about."""
        return self.y - 0.2 * self.size


@dataclass(slots=True)
class PageWords:
    """The words of a page, by what is to be done with them."""

    number: int
    """Number of the page, from 1."""
    left: float
    bottom: float
    right: float
    top: float
    words: list[Word]
    """Those in the direction in which most of the page is written."""
    asides: list[list[Word]] = field(default_factory=list)
    """Those in other directions, turned to be read too."""
    leads: list[list[Word]] = field(default_factory=list)
    """The same if they stand above all of `words`, as a title does that is written across."""
    is_mixed: bool = False
    """Whether much of it is written across and much from top to bottom, so that only a person can
    tell in which order it is read."""
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    """Straight lines: left, bottom, right, top."""
    left_out: list[tuple[str, str]] = field(default_factory=list)
    """Texts that are not read, each with the reason."""


def read_words(page: dict[str, Any], number: int) -> PageWords:
    """Return the words of a page."""
    if page.get("damaged"):
        return PageWords(number, 0, 0, 0, 0, [])
    box = page["box"]
    sizes = [style[0] for style in page["styles"]]
    chars, ruby = part_ruby(_read_chars(page), sizes)
    chars = find_columns(chars, [sizes[char.style] for char in chars])
    inside = [char for char in chars if _is_inside(char, box)]
    left, bottom, right, top = box
    found = PageWords(number, left, bottom, right, top, [])
    if len(inside) < len(chars):
        outside = "".join(char.text for char in chars if not _is_inside(char, box))
        if outside.strip():
            found.left_out.append((outside.strip(), HIDDEN))
    found.left_out += [(text, READING) for text in ruby]
    inside = find_struck(inside, [tuple(rule) for rule in page["rules"]], sizes, _turn)
    ways = Counter(char.way for char in inside if not char.text.isspace())
    if SLANTED in ways and ways[SLANTED] < ways.total():
        slanted = "".join(char.text for char in inside if char.way == SLANTED)
        found.left_out.append((" ".join(slanted.split()), "watermark"))
        del ways[SLANTED]
    _gather(found, page, inside, ways)
    for order, word in enumerate(found.words):
        word.order = order
    return found


def _gather(found: PageWords, page: dict[str, Any], chars: list[Char], ways: Counter[int]) -> None:
    """Put the words of each direction where they belong."""
    main = ways.most_common(1)[0][0] if ways else 0
    turn = _TOP_DOWN.get(main, 0)
    box = (found.left, found.bottom, found.right, found.top)
    found.left, found.bottom, found.right, found.top = _turn(box, turn)
    found.rules = [_turn(tuple(rule), turn) for rule in page["rules"]]
    for way, count in ways.most_common():
        same = [char for char in chars if char.way == way]
        if main == DOWN and way == 0:
            _gather_across(found, page, same, max(char.top for char in chars if char.way == DOWN))
            found.is_mixed = count >= _LEAST_ASIDE and bool(found.asides)
            continue
        words = _drop_shadows(list(_make_words(page, same, _TOP_DOWN.get(way, 0))), found)
        if way == main or _TOP_DOWN.get(way) == turn:
            found.words += words
        elif count < _LEAST_ASIDE and way != DOWN:
            text = " ".join(word.text for word in words)
            reason = "page number" if is_page_number(text) else "rotated text"
            found.left_out.append((text, reason))
        else:
            top = max(char.top for char in chars if char.way == main)
            is_first = way == DOWN and min(char.bottom for char in same) >= top
            (found.leads if is_first else found.asides).append(words)
            found.is_mixed |= way == DOWN


def _gather_across(
    found: PageWords, page: dict[str, Any], chars: Sequence[Char], top: float
) -> None:
    """Put what is written across a page of columns above the text, or behind it."""
    above = [char for char in chars if char.bottom >= top]
    others = [char for char in chars if char.bottom < top]
    for some, groups in ((above, found.leads), (others, found.asides)):
        words = _drop_shadows(list(_make_words(page, some, 0)), found)
        text = " ".join(word.text for word in words)
        if is_page_number(text):
            found.left_out.append((text, "page number"))
        elif words:
            groups.append(words)


def is_page_number(text: str) -> bool:
    """Tell whether a text is a number with nothing but dashes, or 第 and 页, around it."""
    return text.strip("-–—·第页頁 ").isdecimal()


def _read_chars(page: dict[str, Any]) -> list[Char]:
    """Return the characters of a page, each with the angle of its text."""
    styles, boxes = page["styles"], page["boxes"]
    chars = []
    texts = mend_ligatures(page["chars"])
    for n, (text, style) in enumerate(zip(texts, page["style"], strict=True)):
        left, bottom, right, top, x, y = (edge * _HUNDREDTH for edge in boxes[6 * n : 6 * n + 6])
        angle = styles[style][1]
        way = 90 * round(angle / 90) % 360
        if min(abs(angle - way), 360 - abs(angle - way)) > _TURNED:
            way = SLANTED
        shown = _HYPHENS.get(text) or restore(text)
        if way == 0 and is_wide(shown[0]):
            square = _find_square(x, y, styles[style][0])
            if _holds(square, (left, bottom, right, top)):
                left, bottom, right, top = square
        chars.append(Char(shown, left, bottom, right, top, x, y, style, way))
    return chars


def _find_square(x: float, y: float, size: float) -> Box:
    """Return the square of a Chinese character that begins at a place on its base line."""
    return (x, y - _BELOW_BASE * size, x + size, y + (1 - _BELOW_BASE) * size)


def _holds(square: Box, box: Box) -> bool:
    """Tell whether the rectangle of a character is much smaller than its square, and in it.

    Some fonts state the edges of the sign only, and a comma fills a corner of its square.
    """
    size = square[2] - square[0]
    near = _NEAR_SQUARE * size
    return (
        min(box[2] - box[0], box[3] - box[1]) < _SMALL_SIGN * size
        and square[0] - near <= box[0] <= box[2] <= square[2] + near
        and square[1] - near <= box[1] <= box[3] <= square[3] + near
    )


def _is_inside(char: Char, box: list[float]) -> bool:
    """Tell whether the middle of a character is on the page."""
    x, y = (char.left + char.right) / 2, (char.bottom + char.top) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _turn(box: tuple[float, ...], angle: int) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of a rectangle after the page is turned.

    Args:
        box: left, bottom, right and top before that.
        angle: degrees by which the text is turned counter-clockwise on the page.
    """
    left, bottom, right, top = box
    for _ in range(angle // 90):
        left, bottom, right, top = bottom, -right, top, -left
    return (left, bottom, right, top)


def _make_words(page: dict[str, Any], chars: list[Char], angle: int) -> Iterator[Word]:
    """Yield the words that characters of one direction make, in the order of the file."""
    styles = page["styles"]
    close = _find_close_styles(chars, [max(style[0], 1.0) for style in styles])
    word: Word | None = None
    blank = struck = raised = False
    for char in chars:
        left, bottom, right, top = _turn((char.left, char.bottom, char.right, char.top), angle)
        size, _, bold, font = styles[char.style]
        size = max(size, 1.0)
        if char.way == DOWN:
            base = (bottom + top) / 2 - 0.3 * size
        else:
            base = _turn((char.x, char.y, char.x, char.y), angle)[1]
        if not char.text.strip(" \t\r\n\x00"):
            blank = True
            continue
        was_raised, raised = raised, char.text in RAISED_DIGITS
        same = char.struck == struck and raised == was_raised
        follows = word is not None and not blank and same
        after_blank = char.style in close and _has_narrow_blank(word, char.text, left, base, size)
        if word is not None and follows and _follows(word, left, base, size, bold):
            word.text += f" {char.text}" if after_blank else char.text
            word.x1 = max(word.x1, right)
        else:
            if word is not None:
                yield _close(word, struck)
            struck = char.struck
            blank |= after_blank
            word = Word(char.text, left, right, base, size, bold, font, blank, raised)
        blank = False
    if word is not None:
        yield _close(word, struck)


def _close(word: Word, struck: bool) -> Word:
    """Return a word that is complete; one that is struck through gets its marks."""
    if struck:
        word.text = mark_struck(word.text)
    return word


def _find_close_styles(chars: Sequence[Char], sizes: Sequence[float]) -> set[int]:
    """Return the numbers of the styles (font and size) whose letters stand close to each other."""
    letters, spaced = Counter[int](), Counter[int]()
    for char, after in itertools.pairwise(chars):
        gap = (after.left - char.right) / sizes[char.style]
        if char.style == after.style and char.y == after.y and -_OVERLAP < gap < _NARROW_BLANK:
            letters[char.style] += 1
            spaced[char.style] += gap > _CLOSE
    return {style for style, count in letters.items() if spaced[style] <= _MOST_SPACED * count}


def _has_narrow_blank(word: Word | None, text: str, left: float, base: float, size: float) -> bool:
    """Tell whether a narrow blank stands between a word and the character on its right."""
    if word is None or is_wide(word.text[-1]) or is_wide(text[0]):
        return False
    is_narrow = _NARROW_BLANK * size <= left - word.x1 < _WORD_GAP * size
    return is_narrow and abs(word.y - base) <= _SAME_LINE * size


def _follows(word: Word, left: float, base: float, size: float, bold: bool) -> bool:
    """Tell whether a character goes on with a word."""
    if word.bold != bold or word.size != size or abs(word.y - base) > _SAME_LINE * size:
        return False
    gap = left - word.x1
    return -_OVERLAP * size < gap < _WORD_GAP * size


def _drop_shadows(words: list[Word], found: PageWords) -> list[Word]:
    """Return the words without those that are drawn again at the same place."""
    kept: list[Word] = []
    seen: dict[tuple[str, int, int], tuple[float, float]] = {}
    for word in words:
        column, row = round(word.x0 / _SAME_PLACE), round(word.y / _SAME_PLACE)
        around = (
            seen.get((word.text, column + right, row + up))
            for right in (-1, 0, 1)
            for up in (-1, 0, 1)
        )
        same = any(
            place is not None
            and abs(place[0] - word.x0) < _SAME_PLACE
            and abs(place[1] - word.y) < _SAME_PLACE
            for place in around
        )
        if same:
            found.left_out.append((word.text, "duplicate"))
            continue
        seen[word.text, column, row] = (word.x0, word.y)
        kept.append(word)
    return kept
