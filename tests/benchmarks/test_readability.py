"""The readability benchmark counts what it says, on modules small enough to count by hand."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from readability import (
    OUT,
    ROOT,
    draw_docstrings,
    list_docstrings,
    print_comparison,
    read_package,
    read_source,
    read_state,
)

MODULE = '''\
"""A module."""

# A comment alone, and a constant: its number has a name.
LIMIT = 17


class Box:
    """A class with a default."""

    size: int = 23
    """A docstring of an attribute is no code."""


def fill(box, times=3):
    total = times * 0.25 + LIMIT - 1  # a comment behind code
    return box, total
'''


def test_a_module_counted_by_hand() -> None:
    """One bare number (0.25); a module and a class have docstrings, the function has none."""
    reading = read_source(MODULE)
    assert (reading.code_lines, reading.comment_lines) == (6, 1)
    assert reading.bare_numbers == 1
    assert (reading.functions, reading.longest_function, reading.long_functions) == (1, 3, 0)
    assert (reading.documented, reading.documentable) == (2, 3)
    # LIMIT, size, int, total, times, LIMIT, box, total
    assert (reading.names, reading.letters) == (8, 5 + 4 + 3 + 5 + 5 + 5 + 3 + 5)


def test_blank_lines_are_no_syntax_nodes() -> None:
    """`x = 1` is five nodes: module, assignment, name, its context and the constant."""
    assert read_source("x = 1\n").nodes == read_source("\n\nx = 1\n").nodes == 5


@pytest.mark.parametrize(
    ("line", "wide"),
    [("x = 1  # " + "a" * 91, 0), ("x = 1  # " + "a" * 92, 1), ("# " + "的" * 50, 1)],
)
def test_a_wide_line_has_more_than_a_hundred_columns(line: str, wide: int) -> None:
    """A Chinese character takes two columns."""
    assert read_source(line).wide_lines == wide


def test_a_long_function_has_more_than_fifty_code_lines() -> None:
    """Blank lines and docstrings do not make a function long."""
    body = '    """Text."""\n\n' + "    pass\n" * 49
    assert read_source("def short():\n" + body).long_functions == 0
    assert read_source("def long():\n" + body + "    pass\n").long_functions == 1


def test_rooms_are_folders_and_modules_of_the_package(tmp_path: Path) -> None:
    """A folder with a package in it is read as that package, and `all` is the sum of the rooms."""
    package = tmp_path / "src" / "aigov_corpus"
    (package / "text").mkdir(parents=True)
    (package / "text" / "words.py").write_text("one = 1\n", encoding="utf-8")
    (package / "text" / "marks.py").write_text("two = 2\nthree = 3\n", encoding="utf-8")
    (package / "errors.py").write_text(MODULE, encoding="utf-8")
    rooms = read_state(str(tmp_path))
    assert rooms == read_package(package)
    assert {room: reading.code_lines for room, reading in rooms.items()} == {
        "all": 9,
        "errors": 6,
        "text": 3,
    }
    assert rooms["all"].figures()["bare numbers"] == 2


def test_the_comparison_is_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    """One column per state, one row per figure."""
    rooms = {"all": read_source(MODULE)}
    print_comparison({"before": rooms, "after": rooms})
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "| | before | after |"
    assert "| bare numbers | 1 | 1 |" in lines


def test_docstrings_of_modules_classes_functions_and_attributes_are_listed_without_code() -> None:
    """Each with its signature; a function without a docstring is not in the list."""
    assert list_docstrings(MODULE) == [
        ("module", "A module."),
        ("class Box", "A class with a default."),
        ("Box.size: int", "A docstring of an attribute is no code."),
    ]


def test_a_seed_draws_the_same_docstrings(tmp_path: Path) -> None:
    """None is drawn twice, and no more are drawn than there are."""
    (tmp_path / "boxes.py").write_text(MODULE, encoding="utf-8")
    drawn = draw_docstrings(tmp_path, 2, seed=5)
    assert drawn == draw_docstrings(tmp_path, 2, seed=5)
    assert len(set(drawn)) == 2
    assert len(set(draw_docstrings(tmp_path, 50, seed=5))) == 3
    assert all(text.startswith("boxes.py  ") for text in drawn)


def test_the_decision_about_rooms_tells_the_stored_figures() -> None:
    """The table of docs/adr/0004 is what `--write` stored: both are renewed together."""
    page = (ROOT / "docs" / "adr" / "0004-rooms-and-names.md").read_text("utf-8")
    table = page.partition("<!-- figures -->")[2].partition("<!-- end of figures -->")[0]
    told = [line.strip("| ").split(" | ") for line in table.strip().splitlines()[2:]]
    before, after = json.loads(OUT.read_text("utf-8")).values()
    stored = [
        [name, f"{before['all'][name]:,}", f"{after['all'][name]:,}"] for name in before["all"]
    ]
    assert told == stored


def test_the_decision_about_rooms_tells_the_verdicts_of_the_reader() -> None:
    """The counts in docs/adr/0004 are those of the hundred stored docstrings."""
    page = (ROOT / "docs" / "adr" / "0004-rooms-and-names.md").read_text("utf-8")
    stored = json.loads(OUT.with_name("readability_reading.json").read_text("utf-8"))
    for when, read in stored.items():
        count = Counter(docstring["verdict"] for docstring in read)
        riddles = f"{count['riddle']} riddle{'' if count['riddle'] == 1 else 's'}"
        told = f"{when} {count['clear']} clear, {count['odd']} odd, {riddles}"
        assert told in " ".join(page.split())
