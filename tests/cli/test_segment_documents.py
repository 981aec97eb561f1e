"""`aigov-corpus segment` reads documents as `extract` does."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from aigov_corpus.cli.segment import command
from aigov_corpus.errors import UsageError


def test_a_word_file_is_split_into_sentences(tmp_path: Path) -> None:
    """Each of its paragraphs is one paragraph."""
    import docx

    document = docx.Document()
    document.add_paragraph("Lamps burn. Poles stand.")
    document.add_paragraph("They are checked.")
    document.save(str(tmp_path / "a.docx"))
    result = CliRunner().invoke(command, [str(tmp_path / "a.docx"), "--lang", "en"])
    assert result.output == "Lamps burn.\nPoles stand.\n\nThey are checked.\n"


PAGE = "<!DOCTYPE html><html><body><p>Lamps burn. Poles stand.</p></body></html>"
SAVED = (
    "From: <Saved by Blink>\nSubject: Lamps\nMIME-Version: 1.0\n"
    'Content-Type: multipart/related; type="text/html"; boundary="B"\n\n'
    "--B\nContent-Type: text/html\nContent-Location: http://lamps.example/\n\n"
    f"{PAGE}\n--B--\n"
)
CUES = "1\n00:00:01,000 --> 00:00:02,000\nLamps burn. Poles stand.\n\n"


@pytest.mark.parametrize(("name", "text"), [("a.html", PAGE), ("a.mht", SAVED), ("a.srt", CUES)])
def test_pages_and_subtitles_are_read_too(tmp_path: Path, name: str, text: str) -> None:
    """Their marks are no sentences."""
    (tmp_path / name).write_text(text)
    result = CliRunner().invoke(command, [str(tmp_path / name), "--lang", "en"])
    assert result.output == "Lamps burn.\nPoles stand.\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("我们提出计划。同意吗？\n", "taken for Chinese"),
        ("Lamps burn. Poles stand.\nOn 路灯 and lamps.\n", "taken for English"),
        ("「そうだ。」と言った。\n", "taken for Japanese"),
        ("12 : 30\n", "its language cannot be told"),
        ("Lamps\nФонари горят всю ночь.\n", "its language cannot be told"),
        ("我们提出计划。\nWe propose a plan.\n", "it holds Chinese and English"),
    ],
)
def test_the_language_is_found_and_said(text: str, found: str) -> None:
    """By the letters; of a text in which they do not tell it, nothing is written."""
    result = CliRunner().invoke(command, ["-"], input=text.encode())
    assert found in result.stderr + str(result.exception)
    assert bool(result.stdout) == ("taken" in found)
    assert isinstance(result.exception, UsageError) == ("taken" not in found)


def test_the_language_of_a_page_is_found(tmp_path: Path) -> None:
    """One that holds both is refused, as a text is."""
    page = tmp_path / "a.html"
    page.write_text(PAGE)
    result = CliRunner().invoke(command, [str(page)])
    assert result.stdout == "Lamps burn.\nPoles stand.\n" and "for English" in result.stderr
    page.write_text(PAGE.replace("Lamps burn", "Фонари горят всю ночь"), encoding="utf-8")
    assert "cannot be told" in str(CliRunner().invoke(command, [str(page)]).exception)
    both = PAGE.replace("</p>", "</p><p>路灯亮着。</p><p>灯杆立着。大家看着。</p>")
    page.write_text(both, encoding="utf-8")
    assert "it holds Chinese and English" in str(CliRunner().invoke(command, [str(page)]).exception)


def test_a_manual_with_much_code_has_the_language_that_extract_finds(tmp_path: Path) -> None:
    """Its commands and logs have more than a fifth of the letters, and pair with nothing."""
    from aigov_corpus.extraction import extract

    step = "<p>请在终端中输入命令。</p>"
    log = "<pre>dpkg-source: info: building the package of lamps for the next release</pre>"
    steps = step * 2 + log * 5 + step * 2 + "<pre>$ less build.log</pre>" + step * 20
    page = tmp_path / "a.html"
    page.write_text(f"<html><body><h1>手册</h1>{steps}</body></html>", encoding="utf-8")
    assert extract(page).lang == "zh"
    result = CliRunner().invoke(command, [str(page)])
    assert "taken for Chinese" in result.stderr and "dpkg-source: info" in result.stdout


def test_what_is_not_read_is_refused(tmp_path: Path) -> None:
    """As by `extract`; a text that only begins like a message is one."""
    from aigov_corpus.errors import InvalidInputError

    (tmp_path / "a.rtf").write_text(r"{\rtf1 Lamps burn.}")
    result = CliRunner().invoke(command, [str(tmp_path / "a.rtf"), "--lang", "en"])
    assert isinstance(result.exception, InvalidInputError)
    result = CliRunner().invoke(command, ["-", "--lang", "en"], input="Subject: Lamps\nThey burn.")
    assert result.output == "Subject: Lamps\n\nThey burn.\n"


def test_a_text_about_pages_keeps_the_tags_that_it_names(tmp_path: Path) -> None:
    """A page begins with a tag, or has the name of one."""
    text = "Use <p> for a paragraph and <div> for a part. Close them with </div> and </p>.\n"
    (tmp_path / "a.txt").write_text(text)
    result = CliRunner().invoke(command, [str(tmp_path / "a.txt"), "--lang", "en"])
    assert result.output.replace("\n", " ").strip() == text.strip()
