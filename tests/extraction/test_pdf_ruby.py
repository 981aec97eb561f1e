"""Small signs that tell how characters are read, and small signs of fonts, in PDFs."""

from __future__ import annotations

from typing import Any

import pytest
from pdf_files import make_pdf, write

from aigov_corpus.extraction import extract
from aigov_corpus.extraction.pdf.legibility import Legibility, is_nonsense
from aigov_corpus.extraction.pdf.words import PageWords, read_words

LINES = ["路灯自黄昏点亮，直到清晨才熄灭。", "损坏的灯具应当在第二天更换。"]


def column(text: str, x: float, *, size: float = 14, angle: int = 0) -> list[tuple[Any, ...]]:
    """Characters below each other, of a font that states the edges of the signs only."""
    found = []
    for n, char in enumerate(text):
        y = 500 - size * n
        box = (x, y - 0.12 * size, x + size, y + 0.88 * size)
        if char in "，。":
            box = (x + 0.7 * size, y + 0.6 * size, x + 0.9 * size, y + 0.8 * size)
        found.append((char, box, (x, y), (size, angle, False, "")))
    return found


def words_of(*columns: list[tuple[Any, ...]]) -> PageWords:
    """The words of a page with characters in columns."""
    chars = [char for each in columns for char in each]
    styles = list(dict.fromkeys(style for _, _, _, style in chars))
    page = {
        "box": [0, 0, 400, 600],
        "turned": 0,
        "styles": styles,
        "chars": "".join(char for char, _, _, _ in chars),
        "style": [styles.index(style) for _, _, _, style in chars],
        "boxes": [round(100 * edge) for _, box, place, _ in chars for edge in (*box, *place)],
        "rules": [],
        "pictured": 0,
    }
    return read_words(page, 1)


def test_a_comma_in_a_corner_of_its_square_is_in_its_column() -> None:
    """So a column of such a font is one line."""
    page = words_of(column(LINES[0], 300), column(LINES[1], 260))
    assert [word.text for word in page.words] == LINES
    assert not page.left_out


def test_ruby_between_columns_is_left_out() -> None:
    """Pinyin on its side, and zhuyin below each other."""
    for ruby, angle in (("lùdēng", 270), ("ㄌㄨˋㄉㄥ", 0)):
        signs = [column(ruby, x, size=7, angle=angle) for x in (315, 275)]
        page = words_of(column(LINES[0], 300), signs[0], column(LINES[1], 260), signs[1])
        assert [word.text for word in page.words] == LINES
        assert page.left_out == [(ruby, "reading")] * 2


def test_ruby_above_a_line_is_left_out_and_a_small_word_is_not() -> None:
    """A note in small letters is no reading, even if it is short."""

    def draw(canvas: Any) -> None:
        for n, (line, above) in enumerate(zip(LINES, ["lù", "sún huá"], strict=True)):
            write(canvas, 72, 700 - 40 * n, line, size=14)
            write(canvas, 72, 715 - 40 * n, above, size=7)
        write(canvas, 72, 600, "lamps in the town", size=7)

    document = extract(make_pdf(draw), name="x.pdf", lang="zh")
    assert [block.text for block in document.blocks] == ["".join(LINES), "lamps in the town"]
    left_out = [(piece.text, piece.reason) for piece in document.left_out]
    assert left_out == [("lù", "reading"), ("sún huá", "reading")]


def test_pinyin_is_no_nonsense() -> None:
    """Its letters have marks, without which they are usual ones."""
    pinyin = "rénlèiyùnmìngshìyīgèzhěngtǐdēngjùyīngdāngměitiānjiǎnchásǔnhuàideyīngdāngjíshígēnghuàn"
    assert not is_nonsense(pinyin * 3)
    assert is_nonsense("xqzvkjwbrgpfmcdy" * 20)


@pytest.mark.parametrize(
    ("text", "widths", "found"),
    [
        ("路上N灯光", 1, ["上N灯"]),
        ("路上2灯光", 1, ["上2灯"]),
        ("路上N灯光", 0.9, []),
        ("路上W灯光", 1, []),
    ],
)
def test_letters_as_wide_as_chinese_characters_are_named(
    text: str, widths: float, found: list[str]
) -> None:
    """Ghostscript calls some characters of a PDF that it writes anew by wrong names: 上 is N."""
    lines = 40 * ["灯"] + [*text]
    sides = [1000 * (widths if char.isascii() else 1) for char in lines]
    page = {
        "chars": "".join(lines),
        "style": [0] * len(lines),
        "styles": [(10.0, 0, False, "F")],
        "boxes": [edge for side in sides for edge in (0, 0, side, 1000, 0, 0)],
        "unmapped": [],
        "pictured": 0.0,
    }
    legibility = Legibility()
    legibility.add(page, 1)
    warnings = legibility.check("x.pdf")
    assert [warning.split("'")[1] for warning in warnings] == found
