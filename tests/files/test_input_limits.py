"""Limits of JSON, TOML and Parquet: what is too much is refused before any work."""

from __future__ import annotations

import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from aigov_corpus.errors import ConfigError, InvalidInputError
from aigov_corpus.files.limits import parse_json, parse_toml, read_limited
from aigov_corpus.files.parquet import read_rows

MOST_SECONDS = 5


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[" * 900 + "]" * 900, "nested more than 60 deep"),
        ('{"a":' * 900 + "1" + "}" * 900, "nested more than 60 deep"),
        ("9" * 5000, "a number of more than 400 digits"),
        (f'{{"seq": -{"9" * 5000}}}', "a number of more than 400 digits"),
        ('"\\ud800"', "half of a surrogate pair"),
        ('[{"zh": 1, "en": 2, "zh": 3}]', "the key 'zh' stands twice in one object"),
        ("NaN", "it is not JSON"),
        ('{"score": -Infinity}', "it is not JSON"),
        ("", "it is not JSON"),
        ('"' + "\\" * 100_001, "it is not JSON"),
        ("[" + "1," * 100_000, "it is not JSON"),
    ],
)
def test_json_that_is_refused(text: str, said: str) -> None:
    """The error names the file and the place, and comes in no time."""
    started = time.perf_counter()
    with pytest.raises(InvalidInputError, match=f"^f.json, line 3: .*{said}.*; mend it"):
        parse_json(text.encode(), source="f.json", place="line 3", remedy="mend it")
    assert time.perf_counter() - started < MOST_SECONDS


def test_json_in_another_encoding_is_refused() -> None:
    """The error names the byte."""
    with pytest.raises(InvalidInputError, match=r"it is not UTF-8 \(byte 1\)"):
        parse_json(b'"\xd6\xd0"', source="f.json", remedy="")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": "[[[[" }', {"a": "[" * 4}),
        ('"\\ud83d\\ude00"', "😀"),
        ("[" * 50 + "]" * 50, None),
        ('{"digits": "' + "9" * 5000 + '"}', {"digits": "9" * 5000}),
        ('"\\\\"', "\\"),
    ],
)
def test_json_that_is_read(text: str, value: object) -> None:
    """Brackets and digits in texts are no depth and no number."""
    found = parse_json(text.encode(), source="f", remedy="")
    assert value is None or found == value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = " + "[" * 900 + "]" * 900, "nested more than 60 deep"),
        ("x = " + "{a = " * 900 + "1" + "}" * 900, "nested more than 60 deep"),
        (".".join("a" * 50_000) + " = 1", "line 1 has a key of more than 20 parts"),
        ("\n[" + '"a" . ' * 25 + "b]", "line 2 has a key of more than 20 parts"),
        ("x = { " + "1." * 25 + "b = 1 }", "a key of more than 20 parts"),
        ("x = " + "9" * 5000, "a number of more than 400 digits"),
        ("x = 0x" + "9" * 5000, "a number of more than 400 digits"),
        ("x = " + "1_" * 4000 + "1", "a number of more than 400 digits"),
        ("x = 2026-13-77T99:99:99Z", "it is not valid TOML"),
        ("x = '" + "a" * 3_000_000 + "'", "larger than 2 MiB"),
        ("x = \x00", "it is not valid TOML"),
        ('x = "' * 1000, "it is not valid TOML"),
    ],
)
def test_toml_that_is_refused(text: str, said: str) -> None:
    """It is a `ConfigError` that names the file, and comes in no time."""
    started = time.perf_counter()
    with pytest.raises(ConfigError, match=f"^f.toml: .*{said}"):
        parse_toml(text.encode(), source="f.toml")
    assert time.perf_counter() - started < MOST_SECONDS


def test_toml_that_is_read() -> None:
    """Dots and brackets in texts and remarks are no keys and no depth."""
    dots, brackets = "a." * 100, "[" * 100
    text = f"""\
        x = "{dots}"  # {brackets} {dots}
        y = '{brackets}'
        z = \"\"\"
        {dots} "" {brackets}\"\"\"
        n = [1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5,
             8.5, 9.5, 1.5, 2.5, 3.5, 4.5, 5.5]
        a.b.c = 1
    """
    found = parse_toml(b"\xef\xbb\xbf" + text.encode(), source="f.toml")
    assert (found["x"], found["y"], found["a"]) == (dots, brackets, {"b": {"c": 1}})


def test_a_large_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    """One byte more than the limit is enough; a name with a NUL is no file."""
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(1 << 40)  # the file has no blocks on the disk
    with pytest.raises(InvalidInputError, match="it is larger than 1 MiB"):
        read_limited(path, limit=1 << 20)
    with pytest.raises(InvalidInputError, match="no file can have this name"):
        read_limited(Path("a\0b"), limit=1)


def test_a_damaged_table_is_one_sentence(tmp_path: Path) -> None:
    """Wherever a byte is changed, it is read or refused, and nothing else happens."""
    path = tmp_path / "t.parquet"
    table = pa.table({"a": ["安全", "发展"] * 50, "n": list(range(100))})
    pq.write_table(table, path, compression="zstd")
    whole = path.read_bytes()
    for at in range(0, len(whole), 5):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        try:
            list(read_rows(path, what="a table", remedy="build it again", columns=["a", "n"]))
        except InvalidInputError as error:
            assert (error.source, error.remedy) == (str(path), "build it again")
    path.write_bytes(whole)
    with pytest.raises(InvalidInputError, match="the column 'b' is missing"):
        list(read_rows(path, what="a table", remedy="", columns=["b"]))
    with pytest.raises(InvalidInputError, match="No such file"):
        list(read_rows(tmp_path / "none", what="a table", remedy=""))
