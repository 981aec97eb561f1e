"""Texts of strangers on every kind of console, and streams that are closed or full."""

from __future__ import annotations

import dataclasses
import json
import os
import pty
import subprocess
import sys
import tomllib
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from aigov_corpus.building import build
from aigov_corpus.cli import main
from aigov_corpus.corpus import store
from aigov_corpus.errors import AigovError
from aigov_corpus.exporting import parquet
from aigov_corpus.files.toml import quote_toml
from aigov_corpus.terminal import count_unsafe, safe_line, safe_text

COMMAND = [sys.executable, "-m", "aigov_corpus"]
EVIL = "\x1b[31m\x1b]0;title\x07\x9b2J\u202eabc\u202c\x08\x7f"
"""Colour, title of the window, clear the screen, writing turned round, backspace, delete."""
UNSAFE = frozenset(map(chr, [*range(9), *range(11, 32), *range(127, 160)])) | frozenset(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def on_terminal(*arguments: str, encoding: str = "utf-8") -> tuple[int, str]:
    """Run a command on a terminal; return its exit code and what the terminal was sent."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "TERM": "dumb"}
    process = subprocess.Popen(
        [*COMMAND, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, env=environment
    )
    os.close(theirs)
    sent = b""
    with suppress(OSError):  # Linux tells the end of a terminal by an error
        while piece := os.read(ours, 65536):
            sent += piece
    os.close(ours)
    return process.wait(), sent.decode(encoding, "replace").replace("\r\n", "\n")


def in_pipe(
    *arguments: str, encoding: str = "utf-8", data: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """Run a command whose streams are pipes."""
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    return subprocess.run(
        [*COMMAND, *arguments], input=data, capture_output=True, env=environment, check=False
    )


@given(st.text(alphabet=st.characters() | st.sampled_from(sorted(UNSAFE))))
def test_a_safe_text_steers_no_terminal(text: str) -> None:
    """It holds no control, no direction mark and nothing that cannot be encoded; the rest stays."""
    safe = safe_text(text)
    assert not UNSAFE.intersection(safe)
    safe.encode("utf-8")
    assert safe_text(safe) == safe
    assert safe.count("\ufffd") == text.count("\ufffd") + count_unsafe(text)
    assert len(safe) == len(text.replace("\r\n", "\n"))
    assert "\n" not in safe_line(text)


def test_an_error_steers_no_terminal() -> None:
    """Also where Python shows it; its fields keep what they were given."""
    error = AigovError(f"a{EVIL}b", source=f"c{EVIL}\nd", place=EVIL, remedy=EVIL)
    assert not UNSAFE.intersection(str(error))
    assert "\n" not in str(error)
    assert error.source == f"c{EVIL}\nd"


@pytest.mark.parametrize(
    "line",
    [
        "align {} x",
        "build {}",
        "build {}.toml",
        "evaluate {}",
        "export {} --format csv",
        "export x --format {}",
        "extract {}",
        "extract x --layout {}",
        "fetch {}",
        "fetch https://{}/",
        "segment {} --lang zh",
        "segment x --lang zh --encoding {}",
        "stats {}",
        "validate {}",
        "{}",
        "info {}",
        "info --{}",
    ],
)
def test_no_command_repeats_what_steers_a_terminal(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a name on the command line holds; nor does a log of the messages."""
    monkeypatch.chdir(tmp_path)
    arguments = [word.format(EVIL) for word in line.split()]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code not in (0, 5)
    assert done.stderr
    assert not UNSAFE.intersection(done.stderr)


def test_a_bad_id_in_a_configuration_is_shown_without_its_controls(project: Path) -> None:
    """TOML can hold any character."""
    text = (project / "corpus.toml").read_text("utf-8")
    escaped = text.replace('id = "plan"', 'id = "\\u001b[31m\\u009b\\u202e"')
    (project / "corpus.toml").write_text(escaped, encoding="utf-8")
    done = CliRunner().invoke(main, ["build", str(project), "--encoder", "hash"])
    assert done.exit_code == 3
    assert not UNSAFE.intersection(done.stderr)


def test_extracted_text_has_no_controls() -> None:
    """Neither in text files nor in pages, where entities name them."""
    text = f"# 人工智能{EVIL}\n\n各区应当检查灯具，共同推动人工智能健康发展。\n"
    page = (
        "<html><head><title>人工智能&#x202e;&#x9d;</title></head><body><h1>人工智能&#x202e;</h1>"
        "<p>各区应当&#x1b;检查&#x8d;灯具，共同推动&#x2067;人工智能健康发展。</p></body></html>"
    )
    for data in (text, page):
        done = CliRunner().invoke(main, ["extract", "-"], input=data)
        assert done.exit_code == 0, done.stderr
        assert "检查灯具" in done.stdout.replace("\u009d", "")
        assert not UNSAFE.intersection(done.stdout)


@pytest.fixture
def evil(project: Path) -> Path:
    """A built corpus, whose texts and titles were then changed to steer a terminal."""
    build(project, encoder="hash")
    table = project / "data" / "aligned" / "plan" / store.TABLE
    pairs = [
        dataclasses.replace(pair, zh=pair.zh + EVIL, section_title_en=f"Title{EVIL}\n\tx")
        for pair in parquet.read(table)
    ]
    other = project / "evil"
    other.mkdir()
    parquet.export(pairs, other / store.TABLE)
    return other


@pytest.mark.linux
@pytest.mark.parametrize(
    "line",
    [
        "segment {text} --lang zh",
        "export {evil} --format csv --out /dev/stdout",
        *(
            pytest.param(line, marks=pytest.mark.slow)
            for line in (
                "stats {evil}",
                "export {evil} --format csv",
                "export {evil} --format jsonl",
                "align {text} {text} --tgt-lang zh --pre-segmented --encoder hash",
            )
        ),
    ],
)
def test_a_terminal_gets_clean_text(line: str, evil: Path, tmp_path: Path) -> None:
    """Replacement, and one notice that there was something to replace."""
    text = tmp_path / "evil.txt"
    text.write_text(f"各区{EVIL}应当检查灯具。\n", encoding="utf-8")
    code, sent = on_terminal(*line.format(text=text, evil=evil).split())
    if line.startswith("align"):
        assert code == 3  # the same text twice
    else:
        assert "\ufffd" in sent
        assert (code, sent.count("aigov-corpus ... > FILE")) == (0, "stats" not in line)
    assert not UNSAFE.intersection(sent), line


def test_a_pipe_gets_all_of_a_text(evil: Path, tmp_path: Path) -> None:
    """Data is changed for nobody; `stats` is for people, and clean everywhere."""
    text = f"各区{EVIL}应当检查灯具。\n"
    assert CliRunner().invoke(main, ["segment", "-", "--lang", "zh"], input=text).stdout == text
    export = ["export", str(evil), "--format", "csv"]
    assert EVIL.encode() in CliRunner().invoke(main, export).stdout_bytes
    assert not UNSAFE.intersection(CliRunner().invoke(main, ["stats", str(evil)]).stdout)


@pytest.mark.linux
@pytest.mark.parametrize(
    "encoding",
    [
        "gbk",
        *(pytest.param(name, marks=pytest.mark.slow) for name in ("cp1252", "latin-1", "ascii")),
    ],
)
def test_a_console_that_lacks_characters(encoding: str, tmp_path: Path) -> None:
    """Replacement and one notice; a pipe gets UTF-8 whatever the console has."""
    text = tmp_path / "text.txt"
    text.write_text("人工智能😀与安全。\n发展“与”安全。\n", encoding="utf-8")
    code, sent = on_terminal("segment", str(text), "--lang", "zh", encoding=encoding)
    assert code == 0, sent
    assert "?" in sent
    assert sent.count("replaced, because this terminal cannot or must not show") == 1
    assert ("人工智能?与安全" in sent) == (encoding == "gbk")
    done = in_pipe("segment", str(text), "--lang", "zh", "--no-paragraphs", encoding=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == text.read_bytes()
    code, sent = on_terminal("--help", encoding=encoding)
    assert (code, "Traceback" in sent) == (0, False)


@pytest.mark.linux
@pytest.mark.parametrize(
    ("redirection", "code", "told"),
    [
        ("<&-", 3, "standard input: it cannot be read: it is closed"),
        ("< in.txt >&-", 1, "standard output: it is closed"),
        ("< in.txt --out in.txt", 2, "in.txt: this output is also an input, 'standard input'"),
        ("< in.txt --out /dev/fd/3 3>three.txt", 0, ""),
        *(
            pytest.param(redirection, code, "", marks=pytest.mark.slow)
            for redirection, code in [
                ("< in.txt 2>&-", 0),
                ("< in.txt 2>/dev/full", 0),
                ("< in.txt --out out.txt >&-", 0),
                ("< in.txt --out out.txt <&- >&- 2>&-", 3),
                ("< in.txt --out -", 0),
                ("< in.txt --out /dev/stdout", 0),
            ]
        ),
    ],
)
def test_closed_and_full_streams(redirection: str, code: int, told: str, tmp_path: Path) -> None:
    """One sentence where there is somebody to tell, never a traceback, and no file in a stream."""
    (tmp_path / "in.txt").write_text("各区应当检查灯具。\n", encoding="utf-8")
    shell = f"{sys.executable} -m aigov_corpus segment - --lang zh {redirection}"
    done = subprocess.run(
        shell, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stderr
    assert told in done.stderr
    assert done.stderr.count("\n") == bool(told)
    assert (tmp_path / "in.txt").read_text("utf-8") == "各区应当检查灯具。\n"
    for name in ("out.txt", "three.txt"):
        if name in redirection and code == 0:
            assert (tmp_path / name).read_text("utf-8") == "各区应当检查灯具。\n"
    if code == 0 and ("--out -" in redirection or "stdout" in redirection):
        assert done.stdout == "各区应当检查灯具。\n"


@pytest.mark.linux  # elsewhere every file name is text
def test_half_a_character_is_written_as_json_can(tmp_path: Path) -> None:
    """A file name that is not UTF-8 gives valid JSON, and its own bytes where text is printed."""
    path = tmp_path / os.fsdecode(b"x\xff.tmx")
    path.write_text("<tmx></tmx>")
    done = in_pipe("validate", str(path), "--json")
    assert done.returncode == 3
    assert json.loads(done.stdout.decode("utf-8"))["file"] == str(path)


def test_any_name_can_be_written_as_toml() -> None:
    """A name with quotes, a line feed or half a character is still TOML."""
    for name in ('a"b\\c', "x\ny\x7f\x1b", "人工😀", "x\udcff"):
        read = tomllib.loads(f"name = {quote_toml(name)}")["name"]
        assert read == name.replace("\udcff", "\ufffd")
