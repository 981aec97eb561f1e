"""The page, the tables and the command of a comparison."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from lxml import html

import aigov_corpus as ac
from aigov_corpus.cli import main
from aigov_corpus.comparing import compare_renderings
from aigov_corpus.comparing.page import format_page
from aigov_corpus.comparing.tables import format_csv, format_lines, format_xlsx, list_columns
from aigov_corpus.records import Pair

ROOT = Path(__file__).parents[2]
EVIL = "<script>alert(1)</script> & \x08 \"'"


def write_texts(folder: Path, texts: dict[str, str]) -> list[str]:
    """Write texts by the names of their files, and return the paths."""
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return [str(folder / name) for name in texts]


def pairs() -> list[Pair]:
    """Return two renderings: one puts two sentences together, and one has evil texts."""
    a = ac.Corpus.from_pairs(
        [("企业走了。", f"The enterprises left. {EVIL}"), ("我们有计划。", "=We have a plan.")],
        document="plan",
        rendering=f"a{EVIL}",
    )
    b = ac.Corpus.from_pairs(
        [("企业走了。我们有计划。", "The companies left, we have a plan.")],
        document="plan",
        rendering="b",
    )
    return [*(replace(pair, section_title_zh=EVIL) for pair in a), *b]


def test_the_page_is_one_file_without_script_and_all_text_is_escaped() -> None:
    """It refers to nothing, forbids loading anything, and texts name their language."""
    text = "".join(format_page(compare_renderings(pairs()), packages=[{"name": "plan"}]))
    assert "<script" not in text and "\x08" not in text
    assert not re.search(r"""(?:src|href)\s*=|url\(|@import""", text)
    page = html.fromstring(text)
    assert "default-src 'none'" in page.xpath("string(//meta[@http-equiv]/@content)")
    assert EVIL.replace("\x08", " ") in page.text_content()
    assert {cell.get("lang") for cell in page.xpath("//tr[starts-with(@class, 'text')]/td[@lang]")}
    assert page.xpath("//td[@lang='zh'][.='企业走了。']")
    assert "@media print" in text and "@page" in text


def test_the_page_names_licences_that_are_known() -> None:
    """And is silent about the others."""
    licences = [{"title": "zh: not known"}, {"title": "en/a: CC-BY-4.0"}]
    compared = compare_renderings(pairs())
    text = "".join(format_page(compared, packages=[{"name": "plan", "licenses": licences}]))
    assert "Licences: en/a: CC-BY-4.0</p>" in text
    assert "not known" not in text


def test_marks_on_the_page_are_lines_and_numbers() -> None:
    """The words of a difference have the number of its line in the list; no text is lost."""
    compared = compare_renderings(pairs())
    page = html.fromstring("".join(format_page(compared)))
    [told] = [mark for mark in page.xpath("//td//span[@class='told']") if "companies" in mark.text]
    number = told.xpath("string(sup)")
    [line] = [item for item in page.xpath("//ol/li") if "companies" in item.text_content()]
    assert line.xpath("string(span[@class='place'])") == number
    cell = told.xpath("ancestor::td")[0]
    for mark in cell.xpath(".//sup | .//span[@class='note']"):
        mark.drop_tree()
    assert cell.text_content() == "The companies left, we have a plan."


def test_the_tables_hold_the_rows() -> None:
    """CSV for programs is as it is, for Excel without formulas; XLSX merges cells."""
    compared = compare_renderings(pairs())
    rows = list(csv.DictReader(io.StringIO("".join(format_csv(compared)))))
    assert [row["zh"] for row in rows] == ["企业走了。", "我们有计划。"]
    assert [row["en:b"] for row in rows] == ["The companies left, we have a plan.", ""]
    assert rows[0]["together"] == "b 1–2" and "term: 企业" in rows[0]["differences"]
    excel = "".join(format_csv(compared, excel=True))
    assert excel.startswith("\ufeff") and '"\'=We have a plan."' in excel
    sheet = openpyxl.load_workbook(io.BytesIO(format_xlsx(compared)))["renderings"]
    assert [cell.value for cell in sheet[1]][:5] == list_columns(compared)[:5]
    assert [str(area) for area in sheet.merged_cells.ranges] == ["G2:G3"]
    assert sheet["F3"].value == "=We have a plan." and sheet["F3"].data_type == "s"
    lines = list(format_lines(compared))
    assert any("(together with row 1)" in line for line in lines)


def test_the_lines_of_a_row_begin_in_one_column_also_behind_chinese_names() -> None:
    """A Chinese character of a terminal is as wide as two letters."""
    names = dict(
        zip(dict.fromkeys(pair.rendering for pair in pairs()), ("官方译文版", "b"), strict=True)
    )
    named = [replace(pair, rendering=names[pair.rendering]) for pair in pairs()]
    _, zh, *english = list(format_lines(compare_renderings(named)))[:4]
    assert zh.startswith("  zh          企业") and english[1].startswith("  b           The comp")
    assert english[0].startswith("  官方译文版  The enterprises")


@pytest.mark.parametrize("form", ["table", "html", "csv", "xlsx"])
def test_the_command_writes_every_format(form: str, tmp_path: Path) -> None:
    """And counts on stderr what it found; with a filter, only some rows."""
    out = tmp_path / f"plan.{form}"
    args = ["compare", str(ROOT / "data/aligned"), "--format", form, "--out", str(out)]
    done = CliRunner().invoke(main, [*args, "--section", "4", "--kind", "term"])
    assert (done.exit_code, done.stdout) == (0, ""), done.output
    assert re.search(r"plan: \d rows?, 2 renderings, \d+ differences \(term \d+\)", done.stderr)
    assert out.stat().st_size
    if form == "html":
        text = out.read_text("utf-8")
        assert "Translators: Sinocism; the aigov_corpus project" in text and "CC-BY-4.0" in text


def test_memories_of_one_chinese_are_compared(tmp_path: Path) -> None:
    """Their Chinese may be cut otherwise; renderings of one name get the names of the files."""
    zh = ["企业走了。", "我们有计划。"]
    en = ["The enterprises left.", "We have a plan."]
    for name, units in (("ours", zip(zh, en, strict=True)), ("theirs", [("".join(zh), "Gone.")])):
        ac.Corpus.from_pairs(list(units)).export("tmx", tmp_path / f"{name}.tmx")
    paths = [str(tmp_path / f"{name}.tmx") for name in ("ours", "theirs")]
    done = CliRunner().invoke(main, ["compare", *paths, "--format", "csv"])
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [(row["zh"], row["en:ours"], row["en:theirs"]) for row in rows] == [
        (zh[0], en[0], "Gone."),
        (zh[1], en[1], ""),
    ]
    done = CliRunner().invoke(
        main, ["compare", str(ROOT / "data/aligned"), paths[0], "--section", "9"]
    )
    assert done.exit_code == 2 and "9" in done.stderr


def test_texts_are_aligned_before_they_are_compared(tmp_path: Path) -> None:
    """A Chinese text and two English ones, in any order; one rendering is too few."""
    texts = {
        "law.zh.txt": "企业走了。\n\n我们有一个计划。\n\n学校在城里。\n",
        "ours.txt": "The enterprises left.\n\nWe have a plan.\n\nThe school is in the city.\n",
        "theirs.txt": "The firms left.\n\nWe have a plan.\n\nThe school is in town.\n",
    }
    zh, *renderings = write_texts(tmp_path, texts)
    done = CliRunner().invoke(main, ["compare", *renderings, zh, "--format", "csv"])
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [(row["en:ours"], row["en:theirs"]) for row in rows] == [
        ("The enterprises left.", "The firms left."),
        ("We have a plan.", "We have a plan."),
        ("The school is in the city.", "The school is in town."),
    ], done.output
    done = CliRunner().invoke(main, ["compare", zh, renderings[0]])
    assert done.exit_code == 2 and "one rendering" in done.stderr
    done = CliRunner().invoke(main, ["compare", zh, *renderings, "--src-lang", "zh"])
    assert done.exit_code == 2 and "--src-lang" in done.stderr


def test_several_renderings_are_checked_together(tmp_path: Path) -> None:
    """Each finding names its rendering; languages are found, and an option for them is refused."""
    texts = {
        "law.zh.txt": "企业走了。\n\n我们有15个计划。\n\n学校在城里。\n",
        "ours.txt": "The enterprises left.\n\nWe have 15 plans.\n\nThe school is in the city.\n",
        "theirs.txt": "The firms left.\n\nWe have 50 plans.\n\nThe school is in town.\n",
    }
    paths = write_texts(tmp_path, texts)
    done = CliRunner().invoke(main, ["check", *paths])
    assert done.stdout.startswith("law.zh/theirs/") and "[number]" in done.stdout, done.output
    assert "6 units: 1 error" in done.stderr
    done = CliRunner().invoke(main, ["check", *paths, "--src-lang", "zh"])
    assert done.exit_code == 2 and "--src-lang" in done.stderr
    done = CliRunner().invoke(main, ["check", *paths, paths[1]])
    assert done.exit_code == 2 and "ours.txt: the file is given twice" in done.stderr


@pytest.mark.parametrize("command", ["check", "compare"])
def test_renderings_may_have_the_same_name(tmp_path: Path, command: str) -> None:
    """In different folders; the Chinese may come from standard input, which is read once."""
    texts = {"ours": "We have 15 plans.\n", "theirs": "We have 50 plans.\n"}
    for name, text in texts.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "law.txt").write_text(text, "utf-8")
    files = [str(tmp_path / name / "law.txt") for name in texts]
    done = CliRunner().invoke(main, [command, "-", *files], input="我们有15个计划。\n")
    assert done.exit_code == 0 and "number 1" in done.stderr, done.output
    assert "law-2" in done.stdout


def test_renderings_without_a_difference_are_said_to_have_none(tmp_path: Path) -> None:
    """Not that the filters let nothing pass; those that do let nothing pass are said to."""
    for name in ("a", "b"):
        corpus = ac.Corpus.from_pairs([("企业走了。", "They left.")], document="p", rendering=name)
        corpus.export("tmx", tmp_path / f"{name}.tmx")
    command = ["compare", *(str(tmp_path / f"{name}.tmx") for name in ("a", "b"))]
    done = CliRunner().invoke(main, [*command, "--differing"])
    assert done.exit_code == 5 and "no difference in 1 row;" in done.stderr
    done = CliRunner().invoke(main, [*command, "--kind", "number"])
    assert done.exit_code == 5 and "no difference of the kind number in 1 row" in done.stderr
    done = CliRunner().invoke(main, [*command, "--text", "此外"])
    assert done.exit_code == 5 and "no row passes the filters" in done.stderr


@pytest.mark.parametrize("command", ["check", "compare"])
def test_texts_of_two_documents_are_refused_with_the_command_that_aligns_them(
    command: str, tmp_path: Path
) -> None:
    """Neither command has the option --force."""
    folder = ROOT / "tests/fixtures/sections"
    zh, other = folder / "lamps.zh.md", folder / "library.en.txt"
    second = tmp_path / "second.txt"
    second.write_bytes(other.read_bytes())
    paths = [str(zh), str(other), str(second)]
    done = CliRunner().invoke(main, [command, *paths[: 2 if command == "check" else 3]])
    assert done.exit_code == 3, done.output
    assert f"align {paths[0]} {paths[1]} --force" in done.stderr


def test_what_a_person_accepted_is_no_doubt(tmp_path: Path) -> None:
    """A finding that is right as it is makes no difference between renderings any more."""
    for name, english in (("ours", "Anyone may enter."), ("theirs", "No one may enter.")):
        text = f"zh,en\n任何人不得进入。,{english}\n"
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    files = [str(tmp_path / "ours.csv"), str(tmp_path / "theirs.csv")]
    before = CliRunner().invoke(main, ["compare", *files]).stdout
    assert "a check doubts ours, not theirs: the Chinese forbids" in before
    done = CliRunner().invoke(main, ["check", files[0], "--accept", "all"])
    assert done.exit_code == 0, done.output
    assert "doubts" not in CliRunner().invoke(main, ["compare", *files]).stdout
