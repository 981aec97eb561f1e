"""What `extract` takes: bytes, a text, a path or an open file, and nothing else."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from aigov_corpus.errors import AigovError, InvalidInputError, UsageError
from aigov_corpus.extraction import extract, extract_any, extract_bilingual

TEXT = "我们应当安全地发展人工智能。\n各国应当合作。\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with a text."""
    path = tmp_path / "plan.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "data",
    [
        lambda path: path,
        lambda path: path.read_bytes(),
        lambda path: bytearray(path.read_bytes()),
        lambda path: memoryview(path.read_bytes()),
        lambda path: path.read_text("utf-8"),
        lambda path: path.open("rb"),
        lambda path: path.open(encoding="utf-8"),
        lambda path: io.BytesIO(path.read_bytes()),
        lambda path: io.StringIO(path.read_text("utf-8")),
    ],
)
def test_a_file_comes_in_many_ways(path: Path, data: Callable[[Path], Any]) -> None:
    """They all give the same document."""
    for read in (extract, lambda given: extract_any(given)[0]):
        given = data(path)
        assert read(given).blocks == extract(path).blocks
        if hasattr(given, "close"):
            given.close()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("plan.txt", "is the name of a file"),
        ("规划 2025.pdf", "is the name of a file"),
        ("1. 规划 (final).docx", "is the name of a file"),
        ("data/raw/规划.html", "is the name of a file"),
        (r"C:\My Texts\plan.docx", "is the name of a file"),
        ("./my plan.md\n", "is the name of a file"),
        ("https://www.gov.cn/yaowen/content.htm", "is a URL"),
        (" HTTP://example.org ", "is a URL"),
    ],
)
def test_the_name_of_a_file_is_no_text(text: str, said: str) -> None:
    """Whoever passes it means the file, and is told how to pass that."""
    for read in (extract, extract_bilingual, extract_any):
        with pytest.raises(UsageError, match=said):
            read(text)


def test_a_file_that_is_there_is_known_by_any_name(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without an ending as well; one that is not there is a text."""
    monkeypatch.chdir(path.parent)
    path.rename("计划")
    with pytest.raises(UsageError, match="is the name of a file"):
        extract("计划")
    assert extract("计划书").blocks[0].text == "计划书"
    Path("文件夹").mkdir()
    with pytest.raises(UsageError, match="is the name of a folder"):
        extract("文件夹")


@pytest.mark.parametrize(
    "text", ["附件：plan.txt", "The file plan.txt holds it. See plan.txt", "<p>plan.txt</p>"]
)
def test_a_text_may_name_files(text: str) -> None:
    """A sentence is no path."""
    assert "plan.txt" in extract(text).blocks[0].text


@pytest.mark.parametrize("data", [None, 3, ["好。"], {"a": 1}, object()])
def test_anything_else_is_refused(data: Any) -> None:
    """The error says what can be passed."""
    with pytest.raises(UsageError, match="pass bytes, a text"):
        extract(data)


def test_what_cannot_be_read_is_our_error(path: Path) -> None:
    """A missing file, a closed one, one open for writing, and half a character."""
    closed = path.open("rb")
    closed.close()
    with path.with_name("new").open("wb") as writing:
        for data in (path.with_name("none"), Path("a\0b"), closed, writing, path.parent):
            with pytest.raises(InvalidInputError):
                extract(data)
    for text in ("坏\ud800字。", io.StringIO("坏\udfff字。")):
        with pytest.raises(AigovError, match="half of a surrogate pair"):
            extract(text)  # type: ignore[arg-type]


def test_a_file_with_the_name_of_a_page_is_one() -> None:
    """Also with fewer tags than show it; invisible characters are left out of any text."""
    page = extract("<p>路灯应当每天检查，损坏的应当更换。", name="x.html", lang="zh")
    assert page.meta["format"] == "html" and "<" not in page.blocks[0].text
    text = extract("路\u200b灯\ufeff应当\u00ad检查。", name="x.txt", lang="zh")
    assert text.blocks[0].text == "路灯应当检查。"


def test_a_line_too_long_for_the_name_of_a_file_is_a_text() -> None:
    """The system refuses to look for such a name; that is no error."""
    line = "灯" * 200
    assert [block.text for block in extract(line).blocks] == [line]
