"""The command `segment`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aigov_corpus.cli import main
from aigov_corpus.segmentation.version import VERSION

TEXT = "一、标题\n\n  第一句；还是第一句。第二句。\r\n第三段。"


def run(*args: str, text: str | bytes | None = None) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["segment", *args], input=text)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A small Chinese text."""
    path = tmp_path / "zh.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    return path


def test_a_sentence_a_line_and_a_blank_line_between_paragraphs(file: Path) -> None:
    """A byte order mark and Windows line ends do not show."""
    result = run(str(file), "--lang", "zh")
    assert result.exit_code == 0
    assert result.stdout == "一、标题\n\n第一句；\n还是第一句。\n第二句。\n\n第三段。\n"


def test_switches(file: Path) -> None:
    """Blank lines and the semicolon can be switched off."""
    result = run(str(file), "--lang", "zh", "--no-paragraphs", "--no-semicolon")
    assert result.stdout == "一、标题\n第一句；还是第一句。\n第二句。\n第三段。\n"


def test_standard_input() -> None:
    """- is standard input."""
    assert run("-", "--lang", "en", text="Mr. Li left. He ran.").stdout == "Mr. Li left.\nHe ran.\n"


def test_json_gives_places(file: Path) -> None:
    """Each sentence is the slice of its line."""
    report = json.loads(run(str(file), "--lang", "zh", "--json").stdout)
    assert (report["lang"], report["segmenter"]) == ("zh", f"zh/{VERSION}")
    all_lines = TEXT.split("\n")
    for row in report["sentences"]:
        assert all_lines[row["line"] - 1][row["start"] : row["end"]] == row["text"]
    assert [row["paragraph"] for row in report["sentences"]] == [1, 2, 2, 2, 3]


@pytest.mark.parametrize("text", ["", " \n\n\u3000\n"])
def test_an_empty_text_is_invalid(tmp_path: Path, text: str) -> None:
    """Exit code 3, and the message names the file."""
    (tmp_path / "empty.txt").write_text(text)
    result = run(str(tmp_path / "empty.txt"), "--lang", "zh")
    assert result.exit_code == 3
    assert "empty.txt: it is empty" in result.stderr


def test_another_encoding_is_named_with_the_place_and_the_option(tmp_path: Path) -> None:
    """The message gives the byte and the option that helps, and the option does."""
    path = tmp_path / "gb.txt"
    path.write_bytes(("A" * 10 + "我们的国家是人民的国家。").encode("gb18030"))
    result = run(str(path), "--lang", "zh")
    assert result.exit_code == 3
    assert "gb.txt, byte 10: it is not UTF-8: the byte is 0xce" in result.stderr
    assert "--encoding gb18030" in result.stderr
    assert run(str(path), "--lang", "zh", "--encoding", "gb18030").stdout.endswith(
        "我们的国家是人民的国家。\n"
    )


def test_utf_16_can_be_read() -> None:
    """Encodings in which a line end is no single byte work as well."""
    result = run(
        "-", "--lang", "zh", "--encoding", "utf-16", text="一句。\n二句。".encode("utf-16")
    )
    assert result.stdout == "一句。\n\n二句。\n"


def test_the_offset_is_right_beyond_the_first_chunk() -> None:
    """A damaged byte is found behind the first megabyte, in a character that two chunks share."""
    good = ("国" * 99 + "。\n").encode() * 4_000
    result = run("-", "--lang", "zh", "--no-paragraphs", text=good + b"\xff")
    assert result.exit_code == 3
    assert f"byte {len(good)}: it is not UTF-8: the byte is 0xff" in result.stderr


def test_what_is_not_text_is_refused() -> None:
    """NUL bytes and binary files end with a sentence."""
    assert run("-", "--lang", "zh", text=b"abc\x00def").exit_code == 3
    assert "not text" in run("-", "--lang", "zh", text=b"\x89PNG\r\n\x1a\n").stderr


@pytest.mark.parametrize(
    "args",
    [
        ("{file}", "--model", "no_such_model"),
        ("{file}", "--lang", "zu"),
        ("{file}", "--lang", "en", "--no-semicolon"),
        ("{file}", "--lang", "en", "--model", "no_such_model"),
        ("{file}", "--lang", "zh", "--encoding", "no-such"),
    ],
)
def test_wrong_use(tmp_path: Path, file: Path, args: tuple[str, ...]) -> None:
    """Exit code 2 and no traceback."""
    result = run(*(arg.format(tmp=tmp_path, file=file) for arg in args))
    assert result.exit_code == 2
    assert isinstance(result.exception, SystemExit)


def test_long_input_is_read_in_pieces() -> None:
    """One line of some megabytes, and its last sentence."""
    result = run("-", "--lang", "zh", text=("人工智能治理" * 20 + "。") * 15_000)
    assert result.stdout.count("\n") == 15_000
