"""What the page says of files, in both languages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import aigov_corpus
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction import file_kinds, marked_up, message_files, source_kinds
from aigov_corpus.importing import sheets, word_tables, xliff
from aigov_corpus.importing.inline import InlineText
from aigov_corpus.serving.file_messages import say_error, say_note, say_place, say_step
from aigov_corpus.serving.page_words import PRINCIPLES
from aigov_corpus.tagging import load_taxonomy

PACKAGE = Path(aigov_corpus.__file__).parent
ROOMS = ("extraction", "importing", "building/project.py")
NO_FILES = {"keeping", "inputs", "lines", "given", "several_files", "xces", "line_files"}
"""Modules whose errors no dropped file can cause: arguments in Python, paths, files of lines."""
BLANKS = {
    "what": "the text that the file calls English is mostly Chinese",
    "kind": "a picture",
    "lang": "Chinese",
    "lacks": "Chinese",
    "of": "lines",
}
"""What stands in blanks that not any text can fill, by a word in the expression."""


def read_text(node: ast.expr) -> str:
    """Return the text of a literal, with something in its blanks; empty if it is no literal."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if not isinstance(node, ast.JoinedStr):
        return ""
    parts = []
    for part in node.values:
        if isinstance(part, ast.FormattedValue):
            of = ast.unparse(part.value).lower()
            parts.append(next((word for key, word in BLANKS.items() if key in of), "7"))
        else:
            parts.append(read_text(part))
    return "".join(parts)


def list_errors() -> Iterator[tuple[str, str, str]]:
    """Yield module, reason and remedy of each error that reading a file can raise."""
    for room in ROOMS:
        place = PACKAGE / room
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            if path.stem in NO_FILES:
                continue
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                    continue
                if node.func.id == "InvalidInputError" and node.args:
                    remedies = [each.value for each in node.keywords if each.arg == "remedy"]
                    remedy = read_text(remedies[0]) if remedies else ""
                    yield path.name, read_text(node.args[0]), remedy


def test_every_error_about_a_file_has_chinese() -> None:
    """Reason and remedy, whatever stands in their blanks."""
    errors = [error for error in list_errors() if error[1]]
    assert len(errors) > 40
    for name, reason, remedy in errors:
        if "Chinese and English" in reason and name == "documents.py":
            continue  # the page reads both
        said = say_error(InvalidInputError(reason, source="法.txt", remedy=remedy), chinese=True)
        assert "英文）：" not in said, f"add to REASONS in serving/file_sentences.py: {reason}"
        assert not remedy or remedy not in said, f"add to REMEDIES: {remedy}"


def find_kinds(value: Any) -> Iterator[file_kinds.Kind]:
    """Yield the kinds of files in the values of a module."""
    if isinstance(value, file_kinds.Kind):
        yield value
    elif isinstance(value, (tuple, dict)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from find_kinds(each)


def test_every_kind_of_file_has_chinese() -> None:
    """Its name and its remedy; no remedy of the page names an option of a command."""
    modules = (file_kinds, marked_up, message_files, source_kinds)
    kinds = {kind for module in modules for kind in find_kinds(vars(module))}
    assert len(kinds) > 60
    for kind in kinds:
        for remedy in (kind.remedy, f"{kind.remedy}; or pass  --layout plain  to read it as it is"):
            error = InvalidInputError(f"it is not text but {kind.name}", remedy=remedy)
            said = say_error(error, chinese=True)
            assert said.startswith("这是"), kind
            assert remedy not in said, kind
            english = say_error(error, chinese=False)
            assert "--layout" not in said + english
            assert "aigov_corpus.load" not in said + english


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        (
            "work/law/corpus.toml, rendering 'english': the Chinese and the English do not seem to "
            "belong together: only 13% of the shorter text clearly has a counterpart in the same "
            "order; give one text in both languages, in the same version, or add  belongs = true  "
            "to this rendering",
            "这两份文本似乎不是同一文件的中英版本：较短的一份只有 13% 能按顺序找到明确的对应。"
            "请检查是否选错了文件；如确认无误，可选择仍然对齐。",
        ),
        ("the disk is full", "出错了。程序的说明（英文）：The disk is full"),
    ],
)
def test_sentences_of_a_build_are_for_the_page(english: str, chinese: str) -> None:
    """No file that the user has never seen is named; what has no Chinese is quoted."""
    assert say_error(english, chinese=True) == chinese
    assert "corpus.toml" not in say_error(english, chinese=False)
    assert "belongs =" not in say_error(english, chinese=False)


def test_notes_places_and_steps() -> None:
    """In words, without ids; what is not known stays as it is."""
    assert say_note("read as csv: 5 units, zh to en", chinese=True).endswith("由中文译为英文")
    rows = "3 with a text in one language only: rows 2, 4 to 9 and 12"
    assert say_note(rows, chinese=True) == "3 个句对只有一种语言的文本：第 2、4–9、12 行"
    footer = (
        "law.docx: left out of the zh text: 7 characters of page footer (0%); the largest piece at "
        "page 3 begins 'x'; to see all of it run  aigov-corpus extract law.docx --left-out"
    )
    assert say_note(footer, chinese=False).endswith("begins 'x'")
    said = "law.docx：读取时略去了部分内容，最长的一处开头为“x”"
    assert say_note(footer, chinese=True) == said
    deleted = (
        "law.docx: 1 deleted or struck-through piece of text is left out, the first begins 'x'; to "
        "keep such text, pass  --keep 'deleted text'"
    )
    said = "law.docx：略去 1 处已删除或带删除线的文字，第一处开头为“x”"
    assert say_note(deleted, chinese=True) == said
    again = "these files were aligned before; their review goes on, in aigov-review/law"
    assert say_note(again, chinese=True).endswith("审校在 aigov-review/law 中继续")
    assert say_note("something else", chinese=True) == "something else"
    assert say_note(rows, chinese=False) == rows
    assert say_place("line 3", chinese=True) == "第 3 行"
    assert say_step("law: weighing english, 40%", chinese=True) == "正在对齐句子 40% ……"
    assert say_step("law: comparing english, 0%", chinese=False) == "Comparing the two texts …"
    assert say_step("waiting for the lock", chinese=False) == "waiting for the lock"


def list_notes() -> Iterator[str]:
    """Yield each sentence that reading a file of pairs can say of it."""
    for path in sorted((PACKAGE / "importing").glob("*.py")):
        if path.stem in NO_FILES:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "notes.append":
                yield read_text(node.args[0])
            if isinstance(node, ast.Subscript) and "_left_out" in ast.unparse(node.value):
                what = read_text(node.slice)
                yield f"{what} were left out: 7" if " " in what else ""
    yield from (sentence.format(7) for sentence in sheets._SENTENCES.values())
    yield from (sentence.format(7) for sentence in word_tables._NOTES.values())
    yield from (sentence.format(7) for _, sentence in word_tables._PARTS.values())
    for what in filter(None, xliff._PASSED_OVER.values()):
        yield f"{what} were left out: 7"
    inline = InlineText()
    inline.dropped = inline.subtexts = inline.deleted = 7
    yield from inline.notes()


def test_every_note_on_a_file_of_pairs_has_chinese() -> None:
    """Whatever stands in its blanks, no remedy of a shell among them."""
    notes = [note for note in list_notes() if note]
    assert len(notes) > 40
    for note in notes:
        said = say_note(note, chinese=True)
        assert said != note, f"add to NOTES in serving/file_notes.py: {note}"
        assert "--" not in said
    rows = "lines 1 and 2 above the names of the columns were left out"
    assert say_note(rows, chinese=True) == "略去列名上方的第 1、2 行"
    again = "the names of the columns stand again in line 3, which was left out"
    assert say_note(again, chinese=True) == "列名在第 3 行重复出现，已略去"


def test_principles_are_called_as_in_the_taxonomy() -> None:
    """On the Chinese page, by the Chinese names of the bundled taxonomy."""
    assert {each.id: each.name_zh for each in load_taxonomy().principles} == PRINCIPLES
