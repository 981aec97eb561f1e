"""Numbers of pages and running heads are left out, and what they cut in two is joined."""

from __future__ import annotations

import pytest

from aigov_corpus.extraction import extract

WORDS = "the lamps of the city shine on every road and every bridge of it"


def page(number: int, *, head: str = "RULES ON LAMPS", mark: str = "- {} -") -> str:
    """A page of four full lines that ends inside a sentence."""
    lines = [f"{number}{n} {WORDS}" for n in range(4)]
    return "\n".join([head, "", *lines, "", mark.format(number), ""])


@pytest.mark.parametrize("mark", ["- {} -", "{}", "Page {} of 9", "第 {} 页"])
def test_a_page_break_leaves_one_paragraph(mark: str) -> None:
    """Head and number stand in the ledger with their reasons and lines."""
    document = extract("\n".join(page(n, mark=mark) for n in (1, 2, 3)), lang="en")
    paragraphs = [block for block in document.blocks if block.kind != "title"]
    assert len(paragraphs) == 1
    reasons = [(piece.reason, piece.place) for piece in document.left_out]
    assert reasons[:3] == [
        ("page number", "line 8"), ("running head", "line 10"), ("page number", "line 17"),
    ]  # fmt: skip


def test_numbers_alone_are_text_where_lines_are_not_wrapped() -> None:
    """A list of numbers is no print of pages; numbers with marks that count up are."""
    lines = [
        "灯光照亮城市的夜晚，也照亮回家的路。",
        "12",
        "河水静静流过桥下，带走一天的疲惫。",
        "13",
    ]
    assert [block.text for block in extract("\n".join(lines), lang="zh").blocks] == lines
    marked = "\n".join(lines).replace("12", "- 12 -").replace("13", "- 13 -")
    document = extract(marked, lang="zh")
    assert [block.text for block in document.blocks] == lines[::2]
    assert [piece.text for piece in document.left_out] == ["- 12 -", "- 13 -"]


def test_a_text_that_repeats_itself_on_each_page_is_no_running_head() -> None:
    """At most half of the lines are heads."""
    text = "".join(f"路灯应当每天检查。\n\n- {number} -\n\n" for number in range(1, 5))
    document = extract(text, lang="zh")
    assert [block.text for block in document.blocks] == ["路灯应当每天检查。"] * 4
