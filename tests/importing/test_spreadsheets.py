"""What spreadsheets hold beside the texts of their cells is counted and said."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

import aigov_corpus as ac
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.importing.open_sheets import read_open_sheets
from aigov_corpus.importing.workbooks import read_workbook

FIXTURES = Path(__file__).parents[1] / "fixtures" / "import"


@pytest.mark.parametrize("name", ["shown.ods", "shown.xlsx"])
def test_a_sheet_of_libreoffice_is_read_as_it_is_shown(name: str) -> None:
    """Both files show the same; LibreOffice wrote them."""
    corpus = ac.load(FIXTURES / name)
    assert [(pair.zh, pair.en) for pair in corpus][5:9] == [
        ("25 %", "1,234,567.50"),
        ("二〇二五年十一月二十七日", "November 27, 2025"),
        ("第7条", "Article 007"),
        ("人工智能发展很快。。", "AI develops fast."),  # the value of a formula
    ]
    for note in (
        "hidden sheets were left out: 1",
        "comments on cells were left out: 2",
        "cells are merged (1)",
        "cells hold formulas (2)",
        "cells behind column 60 (BH) were left out: 1",
        "texts that are struck through are read like the others: 2",
        "hidden rows are read like the others: line 4",
        "hidden columns are read like the others: column 3",
    ):
        assert sum(note in each for each in corpus.notes) == 1, note


def test_an_ods_that_was_packed_again(tmp_path: Path) -> None:
    """Its kind does not stand at the beginning of the file."""
    with zipfile.ZipFile(FIXTURES / "shown.ods") as old:
        parts = {name: old.read(name) for name in sorted(old.namelist())}
    with zipfile.ZipFile(tmp_path / "again.ods", "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    assert len(ac.load(tmp_path / "again.ods")) == len(ac.load(FIXTURES / "shown.ods"))


def made(*rows: tuple[object, ...], formats: dict[str, str] | None = None) -> bytes:
    """An XLSX file of one sheet, made by openpyxl, with number formats by cell."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cell, code in (formats or {}).items():
        book.active[cell].number_format = code
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_what_a_cell_shows_elsewhere_is_said() -> None:
    """A date in the manner of the computer, a number that is not shown, an open formula."""
    data = made(
        (datetime(2025, 11, 27), 5, "=1+1"),
        formats={"A1": "mm-dd-yy", "B1": ";;;"},
    )
    [sheet] = read_workbook(data, name="x").sheets
    assert sheet.rows[0].cells[:3] == ["2025-11-27", "", ""]
    notes = "\n".join(sheet.notes)
    assert "dates and numbers in line 1 are read as plain values" in notes
    assert "cells in line 1 hold something that their number format does not show" in notes
    assert "formulas that no program has calculated yet are read as empty: 1" in notes


def test_errors_of_formulas_are_counted() -> None:
    """They are read as a sheet shows them."""
    [sheet] = read_workbook(made(("中文", "English"), ("灯具。", "#N/A")), name="x").sheets
    assert sheet.rows[1].cell(1) == "#N/A"
    assert any("such as #N/A, which is read as text: 1;" in note for note in sheet.notes)


def test_text_boxes_and_struck_text_are_counted() -> None:
    """Whether a line strikes through a part of a cell or all of it."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        struck = book.add_format({"font_strikeout": True})
        sheet.write_rich_string(0, 0, "kept", struck, "gone", "kept")
        sheet.write(0, 1, "gone", struck)
        sheet.insert_textbox(3, 3, "a text")
        sheet.insert_textbox(9, 3, "")
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Sheet1!$B$1:$B$2"})
        sheet.insert_chart("D9", chart)
        sheet.set_header('&L&"Arial,Bold"&12Lamps & poles')
        sheet.set_footer("&CPage &P of &N")
    made_book = read_workbook(file.getvalue(), name="x")
    assert "headers and footers of pages were left out: 1" in "".join(made_book.sheets[0].notes)
    notes = made_book.notes
    assert [note.partition(";")[0] for note in notes] == [
        "texts that are struck through are read like the others: 2",
        "text boxes were left out: 1",
        "charts and objects were left out: 1",
    ]


def test_dates_that_a_chinese_excel_names_by_number() -> None:
    """Format 31 has no code in the file: 2025年11月27日."""
    data = made((45988,), formats={"A1": "0.0"})
    old = zipfile.ZipFile(io.BytesIO(data))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/styles.xml":
                content = re.sub(rb"<numFmts.*</numFmts>", b"", content)
                content = content.replace(b'numFmtId="164"', b'numFmtId="31"')
            new.writestr(name, content)
    [sheet] = read_workbook(file.getvalue(), name="x").sheets
    assert sheet.rows[0].cells[0] == "2025年11月27日"


def test_scores_of_an_export_keep_their_digits(tmp_path: Path) -> None:
    """Although a person shows them with two decimals."""
    [path] = ac.load().export("xlsx", tmp_path / "plan.xlsx")
    book = openpyxl.load_workbook(path)
    names = [cell.value for cell in book.active[1]]
    for row in book.active.iter_rows(min_row=2):
        row[names.index("score")].number_format = "0%"
    book.save(path)
    assert [pair.score for pair in ac.load(path)] == [pair.score for pair in ac.load()]


@pytest.mark.parametrize(("words", "told"), [("第一章 路灯术语", True), ("第 页，共 页", False)])
def test_heads_and_charts_of_an_open_sheet_are_counted(words: str, told: bool) -> None:
    """The number of the page, which each new file has in its foot, is no text."""
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = {"drawing": "draw"}
    names = " ".join(
        f'xmlns:{spaces.get(each, each)}="{urn}:{each}:1.0"'
        for each in ("office", "table", "text", "style", "drawing")
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as book:
        book.writestr(
            "styles.xml",
            f"<office:document-styles {names}><office:master-styles><style:master-page>"
            f"<style:header><text:p>{words}<text:page-number>12</text:page-number></text:p>"
            '</style:header><style:footer style:display="false"><text:p>旧</text:p></style:footer>'
            "</style:master-page></office:master-styles></office:document-styles>",
        )
        book.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:spreadsheet><table:table>"
            "<table:table-row><table:table-cell><text:p>路灯</text:p><draw:frame><draw:object/>"
            "</draw:frame></table:table-cell></table:table-row></table:table>"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    read = read_open_sheets(file.getvalue(), name="x.ods")
    assert any("headers and footers" in note for note in read.notes) is told
    assert any("charts and objects were left out: 1" in note for note in read.sheets[0].notes)


def open_sheet(row: str) -> bytes:
    """An ODS file of one row."""
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    names = " ".join(f'xmlns:{each}="{urn}:{each}:1.0"' for each in ("office", "table", "text"))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as book:
        book.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:spreadsheet><table:table>{row}"
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    return file.getvalue()


def test_a_row_that_is_repeated_a_million_times_is_refused() -> None:
    """A file of a kilobyte would fill the memory."""
    data = open_sheet(
        '<table:table-row table:number-rows-repeated="1048570">'
        "<table:table-cell><text:p>路灯</text:p></table:table-cell></table:table-row>"
    )
    with pytest.raises(InvalidInputError, match="repeated 1,048,570 times"):
        read_open_sheets(data, name="x.ods")


def test_pinyin_above_characters_is_no_text_of_a_cell() -> None:
    """Nor is it in XLSX."""
    ruby = "<text:ruby-base>路</text:ruby-base><text:ruby-text>lù</text:ruby-text>"
    data = open_sheet(
        "<table:table-row><table:table-cell><text:p>"
        f"<text:ruby>{ruby}</text:ruby>灯</text:p></table:table-cell></table:table-row>"
    )
    [sheet] = read_open_sheets(data, name="x.ods").sheets
    assert sheet.rows[0].cells == ["路灯"]


def changed(data: bytes, names: Callable[[str], str], *changes: tuple[bytes, bytes]) -> bytes:
    """An archive whose files have other names, and in which some bytes are replaced by others."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            for before, after in changes:
                content = re.sub(before, after, content)
            new.writestr(names(name), content)
    return out.getvalue()


SCHEMAS, STRICT = rb"schemas\.openxmlformats\.org", rb"purl.oclc.org/ooxml"


@pytest.mark.parametrize(
    ("names", "changes"),
    [
        (str, [(SCHEMAS + rb"/(officeDocument|spreadsheetml)/2006", STRICT + rb"/\1")]),
        (lambda name: name.replace("/", "\\"), []),
        (lambda name: f"/{name}", []),
        (lambda name: name.replace("shared", "Shared").replace("Types", "types"), []),
    ],
    ids=["strict", "backslashes", "slash", "case"],
)
def test_office_files_whose_names_are_written_otherwise(
    names: Callable[[str], str], changes: list[tuple[bytes, bytes]], tmp_path: Path
) -> None:
    """As Excel writes the strict form, and some programs the paths in an archive."""
    data = changed(made(("中文", "English"), ("灯具。", "Lamps.")), names, *changes)
    (tmp_path / "a.xlsx").write_bytes(data)
    assert [(pair.zh, pair.en) for pair in ac.load(tmp_path / "a.xlsx")] == [("灯具。", "Lamps.")]


@pytest.mark.parametrize("row", [b"1", b"99999999"])
def test_rows_that_would_be_passed_over_are_refused(row: bytes) -> None:
    """A row with the number of an earlier one, and one for which a million would be made."""
    data = changed(
        made(("中文", "English"), ("灯具。", "Lamps.")),
        str,
        (rb'<row r="2"', b'<row r="' + row + b'"'),
    )
    with pytest.raises(InvalidInputError, match=f"row {row.decode()} of a sheet is "):
        read_workbook(data, name="x")
    hidden = (rb'sheetId="1" state="visible"', b'sheetId="1" state="hidden"')
    assert not read_workbook(changed(data, str, hidden), name="x").sheets


def test_rows_without_numbers_follow_each_other() -> None:
    """As some programs write them; one without cells may have any number."""
    rows = ("中文", "English"), ("灯具。", "Lamps.")
    bare = (rb'<row r="\d"', b"<row"), (rb"<c r=\"..\"", b"<c")
    empty = rb'(<row r="2")', rb'<row r="1"/>\1'
    for changes in (bare, [empty]):
        [sheet] = read_workbook(changed(made(*rows), str, *changes), name="x").sheets
        assert [row.number for row in sheet.rows] == [1, 2]
    twice = (rb'<row r="1"', b"<row"), (rb'<row r="2"', b"<row r='1'")
    with pytest.raises(InvalidInputError, match="row 1 of a sheet is "):
        read_workbook(changed(made(*rows), str, *twice), name="x")


def test_rows_that_a_sheet_leaves_out_take_no_time() -> None:
    """The last row of all holds a text."""
    data = changed(
        made(("中文", "English"), ("灯具。", "Lamps.")), str, (rb'<row r="2"', b'<row r="1048576"')
    )
    [sheet] = read_workbook(data, name="x").sheets
    assert [row.number for row in sheet.rows] == [1, 1048576]


def test_what_the_checks_found_is_no_comment_of_a_person(tmp_path: Path) -> None:
    """An export has its findings in comments; those of a colleague beside them are counted."""
    path = tmp_path / "pairs.xlsx"
    ac.Corpus.from_pairs([("共有3个省。", "There are 4 provinces.")]).export("xlsx", path)
    assert not [note for note in ac.load(path).notes if "comments" in note]
    book = openpyxl.load_workbook(path)
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert any(cell.comment for cell in cells)
    cells[0].comment = openpyxl.comments.Comment("Is this right?", "Li")
    book.save(path)
    told = [note for note in ac.load(path).notes if "comments" in note]
    assert [note.split(";")[0] for note in told] == ["comments on cells were left out: 1"]
