"""TOML files through models: what fits becomes a record, and what does not is one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import Field

from aigov_corpus.errors import ConfigError
from aigov_corpus.files.toml import TomlTable, read_toml, repeated_at


class Lamp(TomlTable):
    """One table of a list."""

    name: str = Field(description="what it is called")
    watts: float = 0.0
    count: int = Field(default=1, ge=1)
    lit: bool = False
    tags: list[str] = Field(default=[])


class Room(TomlTable):
    """The whole of a file."""

    lamp: list[Lamp] = Field(default=[])
    best: Lamp | None = None
    closed: bool = Field(default=False, alias="not-open")


def read(path: Path, text: str) -> Room:
    """Write a file and read it."""
    path.write_text(text, encoding="utf-8")
    return read_toml(path, Room, remedy="write one")


def test_a_file_that_fits(tmp_path: Path) -> None:
    """Whole numbers are numbers too; a byte-order mark is no mistake."""
    text = '\ufeffnot-open = true\nbest = { name = "b" }\n[[lamp]]\nname = "a"\nwatts = 40\n'
    room = read(tmp_path / "room.toml", text)
    assert room.lamp == [Lamp(name="a", watts=40.0)]
    assert room.best == Lamp(name="b")
    assert room.closed


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('lmap = ""', "lmap: it is not a known key; the known keys are: lamp, best, not-open"),
        (
            "[[lamp]]\nnmae = 1",
            "lamp[1].nmae: it is not a known key; the known keys are: name, watts, count, lit, tags"
            "; perhaps you mean  name",
        ),
        ("[[lamp]]", "lamp[1].name: it is missing; add it: what it is called"),
        ("[best]\nname = 1979-05-27", "best.name: it is 1979-05-27, not text in quotes; write it"),
        ('[best]\nname = "a"\nwatts = "40"', "best.watts: it is '40', not a number; write a numb"),
        ('[best]\nname = "a"\nwatts = nan', "best.watts: it is nan, not a finite number; write a"),
        ('[best]\nname = "a"\ncount = 1.5', "best.count: it is 1.5, not a whole number; write a "),
        ('[best]\nname = "a"\ncount = 0', "best.count: it is 0, less than 1; write 1 or more"),
        ('[best]\nname = "a"\ncount = true', "best.count: it is true, not a whole number; write "),
        ('[best]\nname = "a"\nlit = 1', "best.lit: it is 1, not true or false; write true or fal"),
        ('[best]\nname = "a"\ntags = "x"', "best.tags: it is 'x', not a list; write it in square"),
        ('[best]\nname = "a"\ntags = ["", [2]]', "best.tags[2]: it is a list, not text in quotes"),
        ("lamp = [3]", "lamp[1]: it is 3, not a table; write its keys in braces"),
        ("[lamp]", "lamp: it is a table, not a list of tables; begin each table with  [[lamp]]"),
        ("not-open = {}", "not-open: it is a table, not true or false"),
    ],
)
def test_what_does_not_fit_is_told_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    """File, key, what is there, what should be there."""
    path = tmp_path / "room.toml"
    with pytest.raises(ConfigError) as caught:
        read(path, text)
    assert str(caught.value).startswith(f"{path}, {said}")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """Missing, a directory, not UTF-8, not TOML: one sentence each."""
    path = tmp_path / "room.toml"
    with pytest.raises(ConfigError, match=r"room\.toml: it cannot be read \(No such .*; write one"):
        read_toml(path, Room, remedy="write one")
    with pytest.raises(ConfigError, match=r"it cannot be read \(Is a directory\); write one"):
        read_toml(tmp_path, Room, remedy="write one")
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match=r"it is not UTF-8 \(byte 0\); save it as UTF-8"):
        read_toml(path, Room, remedy="write one")
    with pytest.raises(ConfigError, match=r"it is not valid TOML \(.*line 1.*\); correct it"):
        read(path, "[[lamp]")


def test_the_caller_may_name_the_file(tmp_path: Path) -> None:
    """A file of the package's data has a path that tells a reader nothing."""
    with pytest.raises(ConfigError, match=r"^the bundled room: it cannot be read"):
        read_toml(tmp_path / "room.toml", Room, remedy="", source="the bundled room")


def test_the_first_repeated_value() -> None:
    """Its index, or None."""
    assert repeated_at(["a", "b", "a", "b"]) == 2
    assert repeated_at(["a", "b"]) is None
