"""Tables of contents that name pages are left out, in every format."""

from __future__ import annotations

import pytest

from aigov_corpus.extraction import extract

BODY = "\n\n".join(
    f"第{number}章 {name}\n\n为了加强城市路灯的管理，{name}另行制定。"
    for number, name in zip("一二三", ["总则", "路灯", "附则"], strict=True)
)
NAMES = ["第一章 总则", "第二章 路灯", "第三章 附则"]


@pytest.mark.parametrize("file", ["law.txt", "law.md"])
@pytest.mark.parametrize(
    ("label", "filling", "pages"),
    [("目 录\n\n", "……………", "135"), ("", " ........ ", "135"), ("目录\n\n", "\t", "135")],
)
def test_lines_that_name_pages(file: str, label: str, filling: str, pages: str) -> None:
    """With dots or a tab before the number, with or without a label."""
    lines = "\n\n".join(f"{name}{filling}{page}" for name, page in zip(NAMES, pages, strict=True))
    document = extract(f"路灯条例\n\n{label}{lines}\n\n{BODY}".encode(), name=file, lang="zh")
    assert [block.text for block in document.blocks if block.kind == "heading"] == NAMES
    assert {piece.reason for piece in document.left_out} == {"table of contents"}
    assert len(document.left_out) == 3 + bool(label)


@pytest.mark.parametrize(
    "text",
    [
        "Prices of today\n\nLamps ........ 3\n\nPoles ...... 12\n\nWires ...... 40\n\nNo rebate.",
        "Act on Lamps\n\nArticle 1\n\nKeep lamps.\n\nArticle 2\n\nMend them.\n\nArticle 3\n\nObey.",
        "Article 63\n\nKeep lamps on.\n\nArticle 64\n\nMend them.\n\nArticle 65\n\nObey.\n\n"
        "Article 64-1\n\nPay for what you break.",
        "Beijing 40\n\nShanghai 39\n\nTianjin 12\n\nBeijing\n\nIt leads.\n\nShanghai\n\nIt "
        "follows.\n\nTianjin\n\nIt is third.",
        f"目录\n\n{'、'.join(NAMES)}\n\n" + "\n\n".join(NAMES) + f"\n\n{BODY}",
        "Contents ...... 1\n\nLamps ....... 2\n\nPoles ........ 3",
    ],
)
def test_other_lists_stay(text: str) -> None:
    """Prices, headings, ranks, contents without pages, and a file that is nothing else."""
    assert extract(text.encode(), name="x.txt").left_out == ()
