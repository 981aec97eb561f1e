"""A document as lines that a person can mend, and text that comes back from the ledger."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import aigov_corpus as ac
from aigov_corpus.cli import main
from aigov_corpus.extraction.marked_lines import read_marked, write_marked
from aigov_corpus.records import Block, Document

LAW = "# 计划\n\n## 一、总则\n\n各国合作。\n\n- 第一项\n- 第二项\n\n### （一）安全\n\n安全第一。\n"
KINDS = ("title", "heading", "paragraph", "item", "table_row", "signoff", "provenance")


def blocks(document: Document) -> list[tuple[str, str, str, int]]:
    """Kind, text, section and level of each block."""
    return [(block.kind, block.text, block.section, block.level) for block in document.blocks]


def test_a_document_comes_back_as_it_was(tmp_path: Path) -> None:
    """The first line of the file says what it is, so that `extract` and `align` know it."""
    document = ac.extract(LAW, name="law.md", lang="zh")
    text = write_marked(document)
    assert "\n## 一、总则\n各国合作。\n- 第一项\n" in text
    path = tmp_path / "law.txt"
    path.write_text(text, encoding="utf-8")
    assert blocks(ac.extract(path, lang="zh")) == blocks(document)
    assert blocks(ac.extract(text.replace("\n", "\r\n"), lang="zh")) == blocks(document)


def test_other_lines_need_the_layout() -> None:
    """Each line that is not blank is a paragraph then, and nothing is cleaned or joined."""
    document = ac.extract("第一行\n\n12\n- 项\n", lang="zh", layout="lines")
    assert [(kind, text) for kind, text, *_ in blocks(document)] == [
        ("paragraph", "第一行"), ("paragraph", "12"), ("item", "项"),
    ]  # fmt: skip
    assert [block.paragraph for block in document.blocks] == [1, 3, 4]
    with pytest.raises(ac.errors.InvalidInputError, match=r"holds no text|is empty"):
        ac.extract("% nothing\n", layout="lines")


@given(
    st.lists(
        st.builds(
            Block,
            kind=st.sampled_from(KINDS),
            text=st.text("安a#-|@%{}\\\\/1 \n\r", min_size=1).filter(
                lambda text: text.strip() == text
            ),
            lang=st.just("zh"),
            section=st.sampled_from(["0", "1", "3/1", "ch2/art33", "toc"]),
        ),
        min_size=1,
    )
)
def test_no_text_is_taken_for_a_mark(found: list[Block]) -> None:
    """Whatever the blocks hold, and whatever sections they are in."""
    depth = {"0": 0, "1": 1, "3/1": 2, "ch2/art33": 2, "toc": 1}
    found = [replace(block, level=depth[block.section]) for block in found]
    found.append(Block("paragraph", "完", "zh", found[-1].section, found[-1].level))
    document = Document("", "zh", tuple(found))
    again = read_marked(write_marked(document).encode(), name="x", lang="zh")
    assert blocks(again) == blocks(document)


def test_text_comes_back_where_it_stood(tmp_path: Path) -> None:
    """`--keep` takes it out of the ledger; a wrong reason is told with those that occur."""
    path = tmp_path / "a.md"
    path.write_text("第一段话。\n\n```\n代码 code\n```\n\n第二段话。\n", encoding="utf-8")
    plain = ac.extract(path, lang="zh")
    [reason] = {piece.reason for piece in plain.left_out}
    kept = ac.extract(path, lang="zh", keep=[reason])
    assert [block.text for block in kept.blocks] == ["第一段话。", "代码 code", "第二段话。"]
    assert (kept.left_out, kept.meta["kept"]) == ((), {reason: 1})
    wrong = CliRunner().invoke(main, ["extract", str(path), "--keep", "footnote"])
    assert (wrong.exit_code, f"reasons that occur: {reason}" in wrong.stderr) == (2, True)
    shown = CliRunner().invoke(main, ["extract", str(path), "--keep", reason, "--format", "text"])
    assert "第一段话。\n代码 code\n第二段话。" in shown.stdout
