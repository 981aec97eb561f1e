"""What the checks found, as a page to print, a sheet and CSV, in English and Chinese."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from aigov_corpus.cli import main


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    """A table with two findings in one pair, and a pair without any."""
    file = tmp_path / "law.csv"
    file.write_text(
        "zh,en\n总产值4553亿元，任何人不得进入。,Output was <45.53> billion; anyone may enter.\n"
        "我们有计划。,We have a plan.\n",
        "utf-8",
    )
    return file


def check(*words: str | Path) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["check", *map(str, words)])


def test_a_page_has_both_texts_with_the_places_marked(pairs: Path, tmp_path: Path) -> None:
    """Escaped, without the pairs that have no finding."""
    out = tmp_path / "places.html"
    done = check(pairs, "--out", out)
    assert (done.exit_code, done.stdout) == (0, ""), done.output
    page = out.read_text("utf-8")
    assert '<span class="told">4553亿' in page
    assert "&lt;" in page and "<45.53>" not in page
    assert "suggested: 455.3 billion" in page
    assert "We have a plan" not in page
    assert "The checks found nothing." not in page


def test_a_text_alone_and_two_files_of_pairs_are_told_what_to_do(tmp_path: Path) -> None:
    """The first lacks its translation, or a column of it; the others are checked one by one."""
    text = tmp_path / "措施.txt"
    text.write_text("第一条 为了规范人工智能的发展，制定本措施。\n", encoding="utf-8")
    assert "it looks Chinese throughout; name its translation too" in check(text).stderr
    table = tmp_path / "words.csv"
    table.write_text("a,b\nx,y\n", encoding="utf-8")
    assert "it has no column with Chinese text among its 2 columns" in check(table).stderr
    memories = [tmp_path / "a.tmx", tmp_path / "b.tmx"]
    for memory in memories:
        memory.write_text('<tmx version="1.4"><header/><body/></tmx>', encoding="utf-8")
    assert "give it alone to a command that takes a corpus" in check(*memories).stderr


def test_the_messages_may_be_chinese(pairs: Path, tmp_path: Path) -> None:
    """Those of lines, of JSON and of a page; its column heads and severities too."""
    lines = check(pairs, "--language", "zh").stdout
    assert "（第 1 行）：错误 [number] " in lines and "；建议：455.3 billion" in lines
    assert "中文禁止" in check(pairs, "--language", "zh", "--json").stdout
    out = tmp_path / "places.html"
    assert check(pairs, "--language", "zh", "--out", out).exit_code == 0
    page = out.read_text("utf-8")
    assert '<html lang="zh">' in page and "建议：455.3 billion" in page
    assert "<h1>待核查之处：" in page and "<th scope=col>英文</th>" in page
    none = check(pairs, "--only", "doubled", "--language", "zh", "--format", "html")
    assert "未发现问题。" in none.stdout


def test_tables_have_a_row_for_each_finding(pairs: Path, tmp_path: Path) -> None:
    """CSV and XLSX have the same cells, and lines may go into a file."""
    done = check(pairs, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert {row["check"] for row in rows} >= {"number", "modality"}
    assert all(row["row"] == "1" and row["zh"].startswith("总产值") for row in rows)
    out = tmp_path / "places.xlsx"
    assert check(pairs, "--out", out).exit_code == 0
    cells = [[*row] for row in openpyxl.load_workbook(out).active.iter_rows(values_only=True)]
    assert [str(cell or "") for cell in cells[1]] == list(rows[0].values())
    lines = tmp_path / "places.txt"
    assert check(pairs, "--out", lines).exit_code == 0
    assert lines.read_text("utf-8") == check(pairs).stdout


@pytest.mark.parametrize(
    "words", [("--json", "--format", "csv"), ("--accept", "all", "--format", "html")]
)
def test_what_writes_no_report_is_refused(pairs: Path, words: tuple[str, ...]) -> None:
    """Before anything is read."""
    done = check(pairs, *words)
    assert done.exit_code == 2 and "writes no report" in done.stderr
    assert check(pairs, "--format", "xlsx").exit_code == 2
