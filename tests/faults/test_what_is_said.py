"""What is said of a file or a number is true, names it, and is said once."""

from __future__ import annotations

import io
import re
import shlex
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aigov_corpus.cli import main

ZH = "路灯应当每天检查。\n损坏的路灯应当更换。\n各区应当报告结果。\n"
EN = (
    "Lamps shall be checked every day.\nDamaged lamps shall be replaced.\n"
    "Each district shall report results.\n"
)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A working folder with a Chinese, an English, a Russian and a bilingual text."""
    monkeypatch.chdir(tmp_path)
    Path("zh.txt").write_text(ZH)
    Path("en.txt").write_text(EN)
    Path("ru.txt").write_text("Фонари проверяются каждый день.\nФонари заменяются.\n")
    rows = zip(ZH.splitlines(), EN.splitlines(), strict=True)
    Path("rows.txt").write_text("".join(f"{zh} = {en}\n" for zh, en in rows))


def run(line: str) -> Result:
    """Run a command line."""
    return CliRunner().invoke(main, shlex.split(line))


@pytest.mark.parametrize("value", ["nan", "inf", "-inf"])
@pytest.mark.parametrize(
    "line",
    ["export none.tmx --min-score", "evaluate . --omit", "fetch --delay", "batch x --timeout"],
)
def test_a_number_without_limits_is_a_wrong_value_of_its_option(line: str, value: str) -> None:
    """It is told as any other wrong value, before a file is opened."""
    result = run(f"{line} {value}")
    assert result.exit_code == 2
    assert f"Invalid value for '{shlex.split(line)[-1]}': {value} is not a number" in result.stderr


@pytest.mark.parametrize("option", ["--jobs", "--timeout", "--memory"])
def test_limits_of_a_batch_are_checked_first(option: str) -> None:
    """The message names the option, not what it is called in Python."""
    result = run(f"batch no.csv --out new {option} 0")
    assert (result.exit_code, f"Invalid value for '{option}': 0" in result.stderr) == (2, True)


def test_an_empty_number_is_told_as_one() -> None:
    """A variable of a script that has no value."""
    assert "an empty text is not a whole number" in run("validate x.tmx --limit ''").stderr


def test_what_is_true_of_a_bilingual_file_is_said_once() -> None:
    """Not once for each of its languages."""
    for line in ("extract rows.txt", "align rows.txt --encoder hash"):
        assert run(line).stderr.count("an equals sign stands between") == 1


@pytest.mark.parametrize("layout", ["plain", "lines"])
def test_a_layout_of_one_text_has_no_translation(layout: str) -> None:
    """The file holds both languages, so that it is not said to look English throughout."""
    result = run(f"align rows.txt --layout {layout} --encoder hash")
    assert result.exit_code == 2
    assert f"with the layout {layout} it is read as one text" in result.stderr


def test_a_text_in_another_script_is_read_if_its_language_is_named() -> None:
    """Without it, the message says how to name it."""
    unnamed = run("extract ru.txt")
    assert unnamed.exit_code == 3
    assert "it holds no Chinese or English text; name the language" in unnamed.stderr
    named = run("extract ru.txt --lang ru")
    assert (named.exit_code, "Фонари заменяются." in named.stdout) == (0, True)


def test_a_damaged_table_is_not_checked_as_a_text() -> None:
    """It is told what is wrong with the table, as `stats` does."""
    Path("open.csv").write_text('zh,en\n"路灯应当检查,Lamps shall be checked\n路灯,Lamps\n')
    Path("head.csv").write_text("zh,en\n")
    for name, said in (("open.csv", "line 2: a quotation mark"), ("head.csv", "no pair of texts")):
        for command in ("check", "stats"):
            result = run(f"{command} {name}")
            assert (result.exit_code, said in result.stderr) == (3, True)


def test_a_table_that_is_read_as_text_is_told() -> None:
    """A quotation mark is never closed; of a table that was read as one, nothing is said."""
    Path("open.csv").write_text('zh,en\n"路灯应当检查,Lamps shall be checked\n路灯,Lamps\n')
    Path("rows.csv").write_text("zh,en\n" + Path("rows.txt").read_text().replace(" = ", ","))
    assert "its name is that of a table" in run("extract open.csv").stderr
    assert run("extract rows.csv").stderr == ""


def test_changes_tells_what_is_left_out_of_an_edition() -> None:
    """The other language of a bilingual file is no part of the edition."""
    result = run("changes zh.txt rows.txt")
    assert result.exit_code == 0
    assert "left out of the zh text" in result.stderr


UNUSED = {
    "extract zh.txt --json --format text": "--format is about text, and --json",
    "extract zh.txt --left-out --format text": "--format is about text, and --left-out",
    "changes zh.txt zh.txt --rendering plain": "--rendering is about documents of a corpus",
    "evaluate . --seed 2": "--seed is for the random choice of --omit",
    "evaluate . --fit w.toml --omit 0.1": "--omit is about scores",
    "terms pairs.tsv --phrase 路灯 --min-count 2": "--min-count is about terms",
    "sample pairs.tsv 1 --annotate x.xlsx --format csv": "--format is how pairs are printed",
    "review pairs.tsv --static x.html --port 5": "--port is about the page",
    "compare pairs.tsv --rendering given": "--rendering names one rendering",
    "changes . . --lang de": "a corpus has no text in the language de",
    "fetch https://example.org/ --contact me": "write the URL of a page, or an e-mail address",
}


@pytest.mark.parametrize("line", UNUSED)
def test_an_option_without_effect_is_an_error(line: str) -> None:
    """It is not left aside in silence."""
    rows = zip(ZH.splitlines(), EN.splitlines(), strict=True)
    Path("pairs.tsv").write_text("zh\ten\n" + "".join(f"{zh}\t{en}\n" for zh, en in rows))
    result = run(line)
    assert (result.exit_code, UNUSED[line] in result.stderr) == (2, True)


def test_a_text_in_another_language_than_named_is_told() -> None:
    """With the exit code that it has in `align`."""
    result = run("extract zh.txt --lang en")
    assert result.exit_code == 3
    assert "it is not English but looks Chinese" in result.stderr


def test_nothing_to_accept_is_said() -> None:
    """Where no finding is listed."""
    Path("pairs.tsv").write_text("zh\ten\n路灯应当检查。\tLamps shall be checked.\n")
    result = run("check pairs.tsv --only doubled --accept all")
    assert "nothing is found, so there is nothing to accept" in result.stderr


def test_a_cache_that_cannot_be_used_is_told(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The user named a file; a folder that can be made is no reason to speak."""
    from aigov_corpus.files.caching import cache_directory

    for name, is_told in (("zh.txt", True), ("zh.txt/below", True), ("new/folder", False)):
        caplog.clear()
        monkeypatch.setenv("AIGOV_CACHE_DIR", str(Path.cwd() / name))
        cache_directory()
        assert ("zh.txt is no directory" in caplog.text) == is_told


@pytest.mark.parametrize("name", ["law.docx", "law.xlsx"])
@pytest.mark.parametrize("harm", ["cut off", "locked with a password"])
def test_an_archive_that_is_cut_off_or_locked_is_told_as_such(name: str, harm: str) -> None:
    """A download that broke off, and an archive whose files are encrypted, with what to do."""
    part = "word/document.xml" if name == "law.docx" else "xl/workbook.xml"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(part, "<a/>")
    content = data.getvalue()
    if harm == "cut off":
        content = content[:-30]
    else:  # a bit of the flags of each file, in front of it and in the list at the end
        for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            content = re.sub(
                re.escape(mark) + b"(.{%d})." % (at - 4),
                mark + rb"\1" + b"\x01",
                content,
                flags=re.S,
            )
    Path(name).write_bytes(content)
    commands = ["stats", *(["extract"] if name == "law.docx" else [])]
    for command in commands:
        result = run(f"{command} {name}")
        assert result.exit_code == 3
        assert f"{name}: it is {harm}" in result.stderr
