"""Word files, made with the library that reads them."""

from __future__ import annotations

import io

import pytest

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction import extract, extract_bilingual

ZH = "各区应当在四月底前检查全部主要道路的灯具，发现损坏的应当及时更换。"
EN = (
    "The districts are to check the lamps of all main "
    "roads by the end of April and replace broken ones."
)


def word_file(*, table: bool = False) -> bytes:
    """A small bilingual document."""
    import docx

    document = docx.Document()
    document.add_heading("路灯检修计划", level=0)
    document.add_heading("一、检修范围", level=1)
    document.add_paragraph(ZH)
    document.add_heading("1. Scope", level=1)
    document.add_paragraph(EN)
    if table:
        rows = document.add_table(rows=2, cols=2)
        for row, (zh, en) in zip(rows.rows, [("灯具", "Lamps"), ("灯杆", "Poles")], strict=True):
            row.cells[0].text, row.cells[1].text = zh, en
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_headings_and_paragraphs() -> None:
    """The styles say what is a title and a heading; both languages are told apart."""
    zh, en = extract_bilingual(word_file(), name="plan.docx")
    assert [(b.kind, b.section, b.text) for b in zh.blocks] == [
        ("title", "0", "路灯检修计划"),
        ("heading", "1", "一、检修范围"),
        ("paragraph", "1", ZH),
    ]
    assert [(b.kind, b.section, b.text) for b in en.blocks] == [
        ("heading", "1", "1. Scope"),
        ("paragraph", "1", EN),
    ]
    assert zh.meta["format"] == "docx"
    assert zh.title == "路灯检修计划"


def test_rows_of_a_table_are_cut_by_language() -> None:
    """A table with a language in each column."""
    zh, en = extract_bilingual(word_file(table=True), name="plan.docx")
    assert [b.text for b in zh.blocks][-2:] == ["灯具", "灯杆"]
    assert [b.text for b in en.blocks][-2:] == ["Lamps", "Poles"]


@pytest.mark.parametrize("data", [word_file()[:2000], b"PK\x03\x04 not a zip"])
def test_a_damaged_file_is_refused(data: bytes) -> None:
    """The message says what to do."""
    with pytest.raises(InvalidInputError, match="not a Word file that can be read; open it"):
        extract(data, name="plan.docx")


def test_another_zip_is_refused() -> None:
    """A zip archive with other things in it."""
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "text")
    with pytest.raises(InvalidInputError, match="not a Word file"):
        extract(out.getvalue(), name="a.zip")
