"""Files with one sentence per line: aligned by the numbers of their lines."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigov_corpus.building.documents import Row
from aigov_corpus.building.lines import add_empty_lines, align_lines, read_lines
from aigov_corpus.embedding import get_encoder
from aigov_corpus.errors import InvalidInputError


def make_row(src: tuple[int, ...], tgt: tuple[int, ...], score: float | None = None) -> Row:
    """Return a row of some lines."""
    return Row("句", "words", src, tgt, src, tgt, "", score)


def side(rows: list[Row], name: str) -> list[int]:
    """Return the numbers of one side's lines, row by row."""
    return [number for row in rows for number in getattr(row, f"{name}_numbers")]


def test_an_empty_line_comes_before_the_bead_of_the_next_line() -> None:
    """On either side; the source's first where both have one."""
    rows = [make_row((1,), (0,), 0.9), make_row((3,), (2,), 0.8)]
    found = add_empty_lines(rows, ["", "一", "", "二"], ["one", "", "two", ""])
    assert [(row.src_numbers, row.tgt_numbers) for row in found] == [
        ((0,), ()),
        ((1,), (0,)),
        ((2,), ()),
        ((), (1,)),
        ((3,), (2,)),
        ((), (3,)),
    ]
    assert [row for row in found if row.score] == rows


def test_an_empty_line_within_a_bead_comes_after_it() -> None:
    """The bead leaves out its number."""
    rows = [make_row((0, 2), (0,), 0.9)]
    found = add_empty_lines(rows, ["一", "", "二"], ["one and two"])
    assert [(row.src_numbers, row.tgt_numbers) for row in found] == [((0, 2), (0,)), ((1,), ())]


def test_files_without_text_are_empty_lines_alone() -> None:
    """Source before target."""
    found = add_empty_lines([], ["", ""], [""])
    assert [(row.src_numbers, row.tgt_numbers) for row in found] == [
        ((0,), ()),
        ((1,), ()),
        ((), (0,)),
    ]


@given(st.data())
def test_each_line_is_in_exactly_one_bead(data: st.DataObject) -> None:
    """Whatever lines are empty, and however the others are aligned; and beads stay in order."""
    src = data.draw(st.lists(st.sampled_from(["", "句"]), max_size=8))
    tgt = data.draw(st.lists(st.sampled_from(["", "words"]), max_size=8))
    sides = [[number for number, line in enumerate(lines) if line] for lines in (src, tgt)]
    cuts = [
        sorted(data.draw(st.lists(st.integers(0, len(numbers)), min_size=3, max_size=3)))
        for numbers in sides
    ]
    borders = [[0, *cut, len(numbers)] for cut, numbers in zip(cuts, sides, strict=True)]
    rows = [
        make_row(tuple(sides[0][i:i_end]), tuple(sides[1][j:j_end]))
        for (i, i_end), (j, j_end) in zip(*map(pairwise, borders), strict=True)
        if i < i_end or j < j_end
    ]
    found = add_empty_lines(rows, src, tgt)
    assert sorted(side(found, "src")) == list(range(len(src)))
    assert sorted(side(found, "tgt")) == list(range(len(tgt)))
    assert [row for row in found if row in rows] == rows


def test_lines_are_aligned_and_explained_by_their_numbers() -> None:
    """Evidence is there if asked for, and not for empty lines."""
    src = ["你好。", "", "世界很大，我们要看看。"]
    tgt = ["Hello.", "The world is large.", "We want to see it.", ""]
    found = align_lines(
        src, tgt, src_lang="zh", tgt_lang="en", encoder=get_encoder("hash"), with_evidence=True
    )
    assert sorted(side(found, "src")) == [0, 1, 2]
    assert sorted(side(found, "tgt")) == [0, 1, 2, 3]
    for row in found:
        empty = (row.src_numbers, row.tgt_numbers) in [((1,), ()), ((), (3,))]
        assert (row.evidence is None) == empty


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        ("一。\r\n\r\n 二。 \n".encode(), ["一。", "", "二。"]),
        ("一。\n二。".encode(), ["一。", "二。"]),
        ("一。\n\n\n".encode(), ["一。", "", ""]),
    ],
)
def test_lines_lose_their_ends_and_the_blanks_around_them(data: bytes, lines: list[str]) -> None:
    """The last line needs no end; an empty line keeps its place."""
    assert read_lines(data, name="zh.txt", lang="zh") == (lines, [])


def test_another_encoding_is_a_warning_and_another_language_an_error() -> None:
    """Both with the name of what it is."""
    text = "第三条　路灯应当每天检查，损坏的应当及时更换。\n"
    lines, warnings = read_lines(text.encode("gb18030"), name="zh.txt", lang="zh")
    assert lines == [text.strip()]
    assert "gb18030" in warnings[-1]
    with pytest.raises(InvalidInputError, match="English"):
        read_lines(text.encode(), name="en.txt", lang="en")
