"""One table: every command against every kind of failure; one kind has one exit code everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aigov_corpus.cli import COMMANDS, main

FAILED, WRONG_CALL, WRONG_INPUT, NETWORK, NOTHING = 1, 2, 3, 4, 5

NAMES = {
    "missing": "no-such-file",  # a path at which there is nothing
    "missing_toml": "no-such-file.toml",
    "folder": "folder",  # an empty folder
    "empty": "empty.txt",
    "blank": "blank.txt",  # white space alone
    "zh": "zh.txt",
    "en": "en.txt",
    "tmx": "wrong.tmx",
    "nothing": "nothing.toml",  # a configuration that lists no document
    "broken": "broken.toml",
    "corpus": "data/aligned",
    "gold": "gold",
}

HASH = "--encoder hash"

TABLE = {
    "a file that is not there": (
        WRONG_INPUT,
        [
            f"align {{missing}} {{en}} {HASH}",
            f"align {{zh}} {{missing}} {HASH} --pre-segmented",
            f"align {{zh}} {{en}} {HASH} --weights {{missing}}",
            f"build {{missing}} {HASH}",
            f"evaluate {{missing}} {HASH}",
            f"evaluate {{gold}} {HASH} --weights {{missing}}",
            "export {missing} --format csv",
            "extract {missing}",
            "fetch {missing_toml}",
            "segment {missing} --lang zh",
            "stats {missing}",
            "validate {missing}",
        ],
    ),
    "a folder where a file should be, or one without what it should hold": (
        WRONG_INPUT,
        [
            f"align {{folder}} {{en}} {HASH}",
            f"align {{zh}} {{en}} {HASH} --weights {{folder}}",
            f"build {{folder}} {HASH}",
            f"evaluate {{folder}} {HASH}",
            "export {folder} --format csv",
            "extract {folder}",
            "fetch {folder}",
            "segment {folder} --lang zh",
            "stats {folder}",
            "validate {folder}",
        ],
    ),
    "a file without content": (
        WRONG_INPUT,
        [
            f"align {{empty}} {{en}} {HASH}",
            f"align {{zh}} {{blank}} {HASH}",
            f"align {{empty}} {{en}} {HASH} --pre-segmented",
            f"align {{zh}} {{blank}} {HASH} --pre-segmented",
            f"align {{zh}} {{en}} {HASH} --weights {{empty}}",
            "extract {empty}",
            "extract {blank}",
            "segment {empty} --lang zh",
            "segment {blank} --lang zh",
            "validate {empty}",
            "validate {blank}",
        ],
    ),
    "a file that is not what it should be": (
        WRONG_INPUT,
        [
            f"align {{zh}} {{en}} {HASH} --weights {{zh}}",
            f"build {{broken}} {HASH}",
            f"evaluate {{zh}} {HASH}",
            "export {zh} --format csv",
            "fetch {broken}",
            "stats {zh}",
            "validate {zh}",
            "validate {tmx}",
        ],
    ),
    "a name that does not exist": (
        WRONG_CALL,
        [
            "align {zh} {en} --encoder nosuch",
            "align {missing} {en} --encoder nosuch",
            f"align {{zh}} {{en}} {HASH} --layout nosuch",
            f"align {{missing}} {{en}} {HASH} --layout nosuch",
            f"align {{zh}} {{en}} {HASH} --format nosuch",
            "build --encoder nosuch",
            "build {nothing} --encoder nosuch",
            "build {missing} --encoder nosuch",
            "evaluate {gold} --encoder nosuch",
            "evaluate {missing} --encoder nosuch",
            "export {corpus} --format nosuch",
            "export {missing} --format nosuch",
            "extract {zh} --layout nosuch",
            "extract {missing} --layout nosuch",
            "segment {zh} --lang zh --encoding nosuch",
            "segment {missing} --lang zh --encoding nosuch",
        ],
    ),
    "an option or argument that is missing, or does not exist": (
        WRONG_CALL,
        [f"{command} --nosuch" for command in COMMANDS]
        + ["nosuch", "align {zh}", "export {corpus}", "extract", "segment {zh}", "validate"],
    ),
    "nothing that fits": (
        NOTHING,
        [
            f"build {{nothing}} {HASH}",
            "export {corpus} --format csv --min-score 1",
            "fetch {nothing}",
        ],
    ),
    "a text that is not that of the other file": (
        WRONG_INPUT,
        [
            f"align {{zh}} {{zh}} {HASH} --tgt-lang en",
            f"align {{zh}} {{zh}} {HASH} --pre-segmented",
        ],
    ),
    "an output that is one of the inputs": (
        WRONG_CALL,
        [
            f"align {{zh}} {{en}} {HASH} --force --out {{zh}}",
            f"align {{zh}} {{en}} {HASH} --pre-segmented --out {{en}}",
            "extract {zh} --out {zh}",
            "segment {zh} --lang zh --out {zh}",
            "export {corpus} --format parquet --out {corpus}/plan/pairs.parquet",
            "export {corpus}/plan --format csv --out {corpus}/plan/datapackage.json",
            f"align {{zh}} {{en}} {HASH} --force --out {{corpus}}/plan/pairs.csv",
        ],
    ),
    "an output that cannot be written": (
        FAILED,
        [
            f"align {{zh}} {{en}} {HASH} --force --out {{missing}}/out",
            f"align {{zh}} {{en}} {HASH} --force --out {{folder}}",
            f"build {HASH} --out {{zh}}",
            "fetch http://127.0.0.1:9/ --raw {zh}",
            "export {corpus} --format csv --out {missing}/out",
            "export {corpus} --format csv --out {folder}",
            "extract {zh} --out {missing}/out",
            "extract {zh} --out {folder}",
            "segment {zh} --lang zh --out {missing}/out",
            "segment {zh} --lang zh --out {folder}",
        ],
    ),
}


def run(line: str) -> Result:
    """Run a command as it is typed."""
    return CliRunner().invoke(main, line.format(**NAMES).split())


@pytest.fixture
def place(built: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with something of each kind in it."""
    project = built
    monkeypatch.chdir(project)
    (project / "folder").mkdir()
    (project / "empty.txt").write_bytes(b"")
    (project / "blank.txt").write_text(" \n\n\t\n", encoding="utf-8")
    (project / "zh.txt").write_text("各区应当检查灯具。\n我们提出一个计划。\n", encoding="utf-8")
    (project / "en.txt").write_text("Districts check lamps.\nWe plan.\n", encoding="utf-8")
    (project / "wrong.tmx").write_text("<tmx><body></tmx>", encoding="utf-8")
    (project / "nothing.toml").write_text('out = "data/aligned"\n', encoding="utf-8")
    (project / "broken.toml").write_text("[[document", encoding="utf-8")
    gold = project / "gold" / "one"
    gold.mkdir(parents=True)
    for name in ("src.zh.txt", "tgt.en.txt"):
        (gold / name).write_text("x\n", encoding="utf-8")
    (gold / "gold.align").write_text("[0]:[0]\n", encoding="utf-8")
    return project


@pytest.mark.parametrize("kind", TABLE)
def test_one_kind_of_failure_has_one_exit_code(kind: str, place: Path) -> None:
    """In every command; with one sentence, nothing on stdout, and every file as it was."""
    code, lines = TABLE[kind]
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    wrong = []
    for line in lines:
        done = run(line)
        told = done.stderr.strip().splitlines()
        said_once = bool(told) and (code in (WRONG_CALL, WRONG_INPUT) or len(told) < 3)
        if (done.exit_code, said_once) != (code, True) or "Traceback" in done.stderr:
            wrong.append(f"{line}: {done.exit_code}, {told}, {done.exception!r}")
        if done.stdout and not line.startswith("validate"):
            wrong.append(f"{line}: stdout has {done.stdout!r}")
    assert not wrong, "\n".join(wrong)
    after = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    assert after == before


def test_the_table_has_every_command() -> None:
    """A new command must say how it fails; `info` reads no file."""
    rows = [line.split()[0] for _, lines in TABLE.values() for line in lines]
    assert set(COMMANDS) <= set(rows)
