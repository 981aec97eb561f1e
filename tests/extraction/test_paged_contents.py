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
    [
        ("目 录\n\n", "……………", "135"),
        ("", " ........ ", "135"),
        ("目录\n\n", "\t", "135"),
        ("目录\n\n", "……", "135"),
    ],
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


def test_lines_whose_numbers_a_copied_pdf_has_elsewhere() -> None:
    """Their dots and the headings below show what they are; each is a line of its own."""
    names = ["1.1 路灯的种类和使用范围", "1.2 灯具的检查", "1.3 灯杆的检查和更换", "1.4 电缆"]
    lines = "\n".join(f"{name} {'. ' * (40 - len(name))}.".rstrip() for name in names)
    text = "\n\n".join(f"{name}\n\n本节说明{name[4:]}，每年应当检查一次。" for name in names)
    document = extract(f"城市照明手册\n\n{lines}\n\n3\n3\n5\n\n{text}", name="a.txt", lang="zh")
    left_out = [piece for piece in document.left_out if piece.reason == "table of contents"]
    assert [piece.text.partition(" . ")[0] for piece in left_out] == names
    assert [block.text for block in document.blocks if block.text in names] == names


def test_blanks_of_a_form_are_no_contents() -> None:
    """Nothing below has their words."""
    text = "\n".join(f"{name}{'.' * 20}" for name in ("申请人姓名", "住址", "电话号码", "日期"))
    document = extract(f"申请表\n{text}", name="a.txt", lang="zh")
    assert len(document.blocks) == 5
