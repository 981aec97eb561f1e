"""Pieces of a text that a translation may lack."""

from __future__ import annotations

import pytest

from aigov_corpus.checking.pieces import find_place, list_pieces
from aigov_corpus.records import Side
from aigov_corpus.text.words import find_words


@pytest.mark.parametrize(
    ("side", "text", "expected"),
    [
        ("en", "We save, and they spend 1,000 yuan.", ["We save", "and they spend 1,000 yuan"]),
        (
            "zh",
            "机械、能源和医疗，都很好。",
            ["机械、能源和医疗", "机械", "能源", "和医疗", "都很好"],
        ),
        ("en", "", []),
    ],
)
def test_pieces_stand_between_marks_and_words_for_and(
    side: Side, text: str, expected: list[str]
) -> None:
    """A comma in a number is no border; an item of a list is a piece, and so is the whole list."""
    words = find_words(text, lang=side)
    pieces = list_pieces(text, words, side)
    found = {text[words[first][1] : words[last - 1][2]] for first, last in pieces}
    assert set(expected) <= found


def test_neighbours_are_a_piece_together() -> None:
    """Two clauses side by side may be left out together; three are not looked for."""
    text = "一个人来，两个人走，三个人看。"
    words = find_words(text, lang="zh")
    found = {text[words[a][1] : words[b - 1][2]] for a, b in list_pieces(text, words, "zh")}
    assert "一个人来，两个人走" in found
    assert text[:-1] not in found


def test_the_place_of_a_piece_has_no_and_before_it() -> None:
    """A piece that is nothing but this word keeps it."""
    words = find_words("We save and spend", lang="en")
    assert find_place(words, (2, 4)) == (12, 17)
    assert find_place(words, (2, 3)) == (8, 11)
