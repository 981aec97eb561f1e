"""One table: every command against every kind of failure; one kind has one exit code everywhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from aigov_corpus.cli import COMMANDS, main

FAILED, WRONG_CALL, WRONG_INPUT, NETWORK, NOTHING = 1, 2, 3, 4, 5

NAMES = {
    "missing": "no-such-file",  # a path at which there is nothing
    "missing_toml": "no-such-file.toml",
    "long": "x" * 300,
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
    "deep": "deep.toml",  # brackets in brackets, 900 deep
    "foreign": "foreign.txt",  # bytes that are no UTF-8, nor any text
    "reserved": "reserved.toml",  # a configuration with an id that Windows reserves
    "damaged": "damaged",  # a corpus with a changed table
    "large": "large.txt",  # one sentence of more characters than an aligner takes
    "listing": "listing.csv",  # a manifest
    "reserved_listing": "reserved.csv",  # one with an id that Windows reserves
    "several": "several.jsonl",  # pairs of two renderings
    "texts": "texts",  # a folder with a Chinese and an English text
    "crossed": "crossed",  # gold in which a sentence is in two beads
}

HASH = "--encoder hash"

TABLE = {
    "a file that is not there": (
        WRONG_INPUT,
        [
            "concordance {missing} 是",
            "sample {missing} 3",
            "search {missing} 是 --encoder hash",
            "match {missing} {folder}",
            f"batch {{missing}} {HASH} --out new",
            f"batch {{listing}} {HASH} --out new --taxonomy {{missing}}",
            f"align {{missing}} {{en}} {HASH}",
            f"align {{zh}} {{missing}} {HASH} --pre-segmented",
            f"align {{zh}} {{en}} {HASH} --weights {{missing}}",
            f"build {{missing}} {HASH}",
            "changes {missing} {zh}",
            "changes {zh} {missing}",
            "check {missing}",
            "check {zh} {missing}",
            "check {corpus} --termbase {missing}",
            "compare {missing}",
            "terms {missing}",
            "terms {corpus} --termbase {missing}",
            f"evaluate {{missing}} {HASH}",
            f"evaluate {{gold}} {HASH} --weights {{missing}}",
            "export {missing} --format csv",
            "export {missing} --format xliff",
            "extract {missing}",
            "fetch {missing_toml}",
            "fetch --manifest {missing_toml}",
            "review {missing}",
            "review {corpus} --merge {missing}",
            "review {corpus} --import {missing}",
            "segment {missing} --lang zh",
            "stats {missing}",
            "validate {missing}",
        ],
    ),
    "a name that is too long for a file": (
        WRONG_INPUT,
        [
            "concordance {long} 是",
            "sample {long} 3",
            "search {long} 是 --encoder hash",
            "match {long} {folder}",
            f"batch {{long}} {HASH} --out new",
            f"align {{long}} {{en}} {HASH}",
            f"build {{long}} {HASH}",
            "changes {long} {zh}",
            "check {long}",
            "compare {long}",
            "terms {long}",
            f"evaluate {{long}} {HASH}",
            "export {long} --format csv",
            "extract {long}",
            "fetch {long}",
            "review {long}",
            "segment {long} --lang zh",
            "stats {long}",
            "validate {long}",
        ],
    ),
    "a folder where a file should be, or one without what it should hold": (
        WRONG_INPUT,
        [
            "concordance {folder} 是",
            "sample {folder} 3",
            "search {folder} 是 --encoder hash",
            "match {zh} {folder}",
            f"batch {{folder}} {HASH} --out new",
            f"align {{folder}} {{en}} {HASH}",
            f"align {{zh}} {{en}} {HASH} --weights {{folder}}",
            f"build {{folder}} {HASH}",
            "changes {folder} {zh}",
            "check {folder}",
            "check {corpus} --termbase {folder}",
            "compare {folder}",
            "terms {folder}",
            f"evaluate {{folder}} {HASH}",
            "export {folder} --format csv",
            "extract {folder}",
            "fetch {folder}",
            "segment {folder} --lang zh",
            "review {folder}",
            "review {corpus} --merge {folder}",
            "review {corpus} --import {folder}",
            "stats {folder}",
            "validate {folder}",
        ],
    ),
    "a file without content": (
        WRONG_INPUT,
        [
            f"batch {{empty}} {HASH} --out new",
            f"batch {{blank}} {HASH} --out new",
            f"align {{empty}} {{en}} {HASH}",
            f"align {{zh}} {{blank}} {HASH}",
            f"align {{empty}} {{en}} {HASH} --pre-segmented",
            f"align {{zh}} {{blank}} {HASH} --pre-segmented",
            f"align {{zh}} {{en}} {HASH} --weights {{empty}}",
            "check {corpus} --termbase {empty}",
            "terms {corpus} --termbase {empty}",
            "check {corpus} --termbase {blank}",
            "changes {zh} {empty}",
            "changes {blank} {zh}",
            "extract {empty}",
            "extract {blank}",
            "review {corpus} --merge {empty}",
            "review {corpus} --import {empty}",
            "segment {empty} --lang zh",
            "segment {blank} --lang zh",
            "validate {empty}",
            "validate {blank}",
        ],
    ),
    "a file that is not what it should be": (
        WRONG_INPUT,
        [
            "concordance {zh} 是",
            "sample {zh} 3",
            "search {zh} 是 --encoder hash",
            f"batch {{zh}} {HASH} --out new",
            f"batch {{broken}} {HASH} --out new",
            f"align {{zh}} {{en}} {HASH} --weights {{zh}}",
            f"build {{broken}} {HASH}",
            "check {zh}",
            "check {corpus} --termbase {zh}",
            "check {corpus} --termbase {tmx}",
            "compare {zh}",
            "terms {zh}",
            "terms {corpus} --termbase {zh}",
            f"evaluate {{zh}} {HASH}",
            "export {zh} --format csv",
            "fetch {broken}",
            "review {zh}",
            "review {corpus} --merge {zh}",
            "review {corpus} --import {zh}",
            "stats {zh}",
            "validate {zh}",
            "validate {tmx}",
        ],
    ),
    "a name that does not exist": (
        WRONG_CALL,
        [
            "concordance {corpus} 是 --format nosuch",
            "sample {corpus} 3 --by nosuch",
            "search {missing} 是 --encoder nosuch",
            "match {missing} {folder} --encoder nosuch",
            "batch {missing} --encoder nosuch --out new",
            f"batch {{missing}} {HASH} --out new --layout nosuch",
            "align {zh} {en} --encoder nosuch",
            "align {missing} {en} --encoder nosuch",
            f"align {{zh}} {{en}} {HASH} --layout nosuch",
            f"align {{missing}} {{en}} {HASH} --layout nosuch",
            f"align {{zh}} {{en}} {HASH} --format nosuch",
            "build --encoder nosuch",
            "build {nothing} --encoder nosuch",
            "build {missing} --encoder nosuch",
            "check {corpus} --only nosuch",
            "compare {corpus} --kind nosuch",
            "compare {several} --base nosuch",
            "changes {zh} {zh} --format nosuch",
            "changes {corpus} {corpus} --rendering nosuch",
            "terms {corpus} --phrase 是 --by nosuch",
            "evaluate {gold} --encoder nosuch",
            "evaluate {missing} --encoder nosuch",
            "export {corpus} --format nosuch",
            "export {missing} --format nosuch",
            "extract {zh} --layout nosuch",
            "extract {missing} --layout nosuch",
            "review {missing} --encoder nosuch",
            "segment {zh} --lang zh --encoding nosuch",
            "segment {missing} --lang zh --encoding nosuch",
        ],
    ),
    "an option or argument that is missing, or does not exist": (
        WRONG_CALL,
        [f"{command} --nosuch" for command in COMMANDS]
        + [
            "nosuch",
            "align",
            "changes {zh}",
            "changes {zh} {zh} --carry",
            "changes {corpus} {corpus} --carry",
            "check",
            "check {corpus} --only term",
            "check {zh} {en} {en} --accept all",
            "check {zh} {en} --accept all",
            "check {zh} {en} --unchecked",
            "check {several} --format xlsx",
            "check {several} --json --format html",
            "compare",
            "compare {several} --format xlsx",
            "compare {several} --csv-dialect excel",
            "export {corpus}",
            "export {corpus} --format xces --out new --granularity clause",
            "export {corpus} --format csv --out plan.xlf",
            f"align {{zh}} {{en}} {HASH} --granularity clause",
            f"align {{zh}} {{en}} {HASH} --granularity clause --out new/",
            "extract",
            "segment {en} --no-semicolon",
            "validate",
        ],
    ),
    "nothing that fits": (
        NOTHING,
        [
            "concordance {corpus} 蒸汽机",
            "sample {corpus} 3 --status missing --min-score 0",
            "search {corpus} 是 --min-score 1 --encoder hash",
            f"match {{folder}} {{folder}} {HASH}",
            f"batch {{nothing}} {HASH} --out new",
            f"build {{nothing}} {HASH}",
            "compare {corpus}",
            "compare {several} --text 蒸汽机",
            "export {corpus} --format csv --min-score 1",
            "fetch {nothing}",
            "terms {corpus} --phrase 蒸汽机",
        ],
    ),
    "a language code that is none": (
        WRONG_CALL,
        [
            f"align {{zh}} {{en}} {HASH} --src-lang cn",
            f"align {{missing}} {{en}} {HASH} --tgt-lang xx",
            "changes {zh} {zh} --lang cn",
            "extract {zh} --lang chinese",
            "segment {zh} --lang cn",
            "segment {missing} --lang english",
        ],
    ),
    "a phrase before the corpus": (
        WRONG_CALL,
        ["concordance 是 {corpus}", "search 是 {corpus} --encoder hash"],
    ),
    "a filter by a name that no unit has": (
        WRONG_CALL,
        [
            "concordance {corpus} 是 --section 99",
            "sample {corpus} 1 --principle Security",
            "search {corpus} 是 --status lost --encoder hash",
            "compare {corpus} --section 99",
            "compare {several} --principle Security",
            "export {corpus} --format csv --section 99",
            "export {corpus} --format xliff --section 99",
            "export {corpus} --format csv --principle Security",
            "export {corpus} --format csv --status lost",
            "export {corpus} --format csv --rendering nosuch",
            "export {corpus} --format csv --finding nosuch",
            "check {corpus} --accept nosuch",
        ],
    ),
    "a number out of its range": (
        WRONG_CALL,
        [
            "concordance {corpus} 是 --width -1",
            "sample {corpus} 0",
            "sample {corpus} 999",
            "search {corpus} 是 -k 0",
            f"batch {{listing}} {HASH} --out new --jobs 0",
            f"batch {{listing}} {HASH} --out new --timeout -1",
            f"batch {{listing}} {HASH} --out new --memory 0",
            f"align {{zh}} {{en}} {HASH} --force --max-align 1",
            f"evaluate {{gold}} {HASH} --max-align 99",
            "export {corpus} --format csv --min-score 2",
            "fetch http://127.0.0.1:9/ --delay -1",
            "fetch http://127.0.0.1:9/ --hosts 0",
            "review {corpus} --port 70000",
            "review {corpus} --language fr",
            "terms {corpus} --min-count 0",
        ],
    ),
    "a file nested without end": (
        WRONG_INPUT,
        [
            f"batch {{deep}} {HASH} --out new",
            f"align {{zh}} {{en}} {HASH} --weights {{deep}}",
            f"build {{deep}} {HASH}",
            f"evaluate {{gold}} {HASH} --weights {{deep}}",
            "fetch {deep}",
            "review {corpus} --merge {deep}",
            "validate {deep}",
        ],
    ),
    "bytes that are no text": (
        WRONG_INPUT,
        [
            f"batch {{foreign}} {HASH} --out new",
            f"align {{foreign}} {{en}} {HASH}",
            f"align {{zh}} {{foreign}} {HASH} --pre-segmented",
            f"align {{zh}} {{en}} {HASH} --weights {{foreign}}",
            f"build {{foreign}} {HASH}",
            f"evaluate {{gold}} {HASH} --weights {{foreign}}",
            "check {corpus} --termbase {foreign}",
            "terms {corpus} --termbase {foreign}",
            "changes {foreign} {zh}",
            "extract {foreign}",
            "review {corpus} --merge {foreign}",
            "segment {foreign} --lang zh",
            "validate {foreign}",
        ],
    ),
    "an id that cannot be the name of a folder": (
        WRONG_INPUT,
        [
            f"batch {{reserved_listing}} {HASH} --out new",
            f"build {{reserved}} {HASH}",
            "fetch {reserved}",
        ],
    ),
    "a corpus that was damaged": (
        WRONG_INPUT,
        [
            "concordance {damaged} 是",
            "sample {damaged} 3",
            "search {damaged} 是 --encoder hash",
            "changes {damaged} {zh}",
            "check {damaged}",
            "compare {damaged}",
            "terms {damaged}",
            "export {damaged} --format csv",
            "review {damaged}",
            "stats {damaged}",
            "validate {damaged}",
        ],
    ),
    "gold that contradicts itself": (WRONG_INPUT, [f"evaluate {{crossed}} {HASH}"]),
    "a sentence of megabytes": (
        WRONG_INPUT,
        [
            f"align {{large}} {{en}} {HASH}",
            f"align {{large}} {{en}} {HASH} --pre-segmented",
        ],
    ),
    "a page that must not or cannot be fetched": (
        NETWORK,
        ["fetch http://127.0.0.1:9/", "fetch http://169.254.169.254/latest"],
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
            "changes {zh} {en} --out {en}",
            "extract {zh} --out {zh}",
            f"match {{texts}} {{texts}} {HASH} --out {{texts}}/zh.txt",
            "segment {zh} --lang zh --out {zh}",
            "compare {several} --format csv --out {several}",
            "export {corpus} --format parquet --out {corpus}/plan/pairs.parquet",
            "export {corpus}/plan --format csv --out {corpus}/plan/datapackage.json",
            f"align {{zh}} {{en}} {HASH} --force --out {{corpus}}/plan/pairs.csv",
            "review {corpus} --static {corpus}/plan/pairs.csv",
            "terms {corpus} --format csv --out {corpus}/plan/pairs.csv",
        ],
    ),
    "an output that cannot be written": (
        FAILED,
        [
            "sample {corpus} 1 --annotate {missing}/out.csv",
            f"match {{texts}} {{texts}} {HASH} --out {{missing}}/out",
            f"batch {{listing}} {HASH} --out {{zh}}",
            f"batch {{listing}} {HASH} --out {{corpus}}",
            f"align {{zh}} {{en}} {HASH} --force --out {{missing}}/out.tsv",
            f"build {HASH} --out {{zh}}",
            "fetch http://127.0.0.1:9/ --raw {zh}",
            "compare {several} --out {missing}/out.csv",
            "compare {several} --format xlsx --out {folder}",
            "export {corpus} --format csv --out {missing}/out",
            "export {corpus} --format csv --out {folder}",
            "changes {zh} {zh} --out {missing}/out.txt",
            "extract {zh} --out {missing}/out",
            "extract {zh} --out {folder}",
            "review {corpus} --static {missing}/out",
            "review {corpus} --static {folder}",
            "terms {corpus} --format tbx --out {folder}",
            "segment {zh} --lang zh --out {missing}/out",
            "segment {zh} --lang zh --out {folder}",
        ],
    ),
}


READS_NO_CORPUS = {"align", "batch", "build", "evaluate", "extract", "fetch", "match", "segment"}
READS_NO_TEXT = {
    "batch",
    "build",
    "check",
    "compare",
    "evaluate",
    "export",
    "fetch",
    "review",
    "stats",
    "terms",
}
READS_NO_TEXT |= {"match", "validate", "concordance", "sample", "search"}
HAS_NO_NAMES = {"fetch", "stats", "validate"}
CANNOT: dict[str, set[str]] = {
    "a file that is not there": set(),
    "a name that is too long for a file": set(),
    "a phrase before the corpus": set(COMMANDS) - {"concordance", "search", "info"},
    "a folder where a file should be, or one without what it should hold": set(),
    "a file without content": {
        "build",
        "concordance",
        "sample",
        "search",
        "compare",
        "evaluate",
        "export",
        "fetch",
        "match",
        "stats",
    },
    "a file that is not what it should be": {"changes", "extract", "match", "segment"},
    "a name that does not exist": HAS_NO_NAMES,
    "an option or argument that is missing, or does not exist": set(),
    "nothing that fits": set(COMMANDS)
    - {"batch", "build", "compare", "export", "fetch", "info", "match", "terms"}
    - {"concordance", "sample", "search"},
    "a language code that is none": READS_NO_TEXT,
    "a filter by a name that no unit has": READS_NO_CORPUS
    | {"changes", "review", "stats", "terms", "validate"},
    "a number out of its range": {
        "build",
        "changes",
        "check",
        "compare",
        "extract",
        "match",
        "segment",
        "stats",
        "validate",
    },
    "a file nested without end": {
        "changes",
        "check",
        "concordance",
        "sample",
        "search",
        "compare",
        "export",
        "extract",
        "match",
        "segment",
        "stats",
        "terms",
    },
    "bytes that are no text": {"compare", "export", "fetch", "match", "stats"}
    | {"concordance", "sample", "search"},
    "an id that cannot be the name of a folder": set(COMMANDS)
    - {"batch", "build", "fetch", "info"},
    "a corpus that was damaged": READS_NO_CORPUS,
    "gold that contradicts itself": set(COMMANDS) - {"evaluate", "info"},
    "a sentence of megabytes": set(COMMANDS) - {"align", "info"},
    "a page that must not or cannot be fetched": set(COMMANDS) - {"fetch", "info"},
    "a text that is not that of the other file": set(COMMANDS) - {"align", "info"},
    "an output that is one of the inputs": {
        "concordance",
        "sample",
        "search",
        "batch",
        "build",
        "check",
        "evaluate",
        "fetch",
        "stats",
        "validate",
    },
    "an output that cannot be written": {
        "check",
        "concordance",
        "evaluate",
        "search",
        "stats",
        "validate",
    },
}
"""For each kind of failure, the commands that cannot fail so; `info` reads and writes nothing."""


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
    (project / "listing.csv").write_text("id,zh,en\none,zh.txt,en.txt\n", encoding="utf-8")
    (project / "reserved.csv").write_text("id,zh,en\naux,zh.txt,en.txt\n", encoding="utf-8")
    (project / "texts").mkdir()
    for name in ("zh.txt", "en.txt"):
        shutil.copy(project / name, project / "texts" / name)
    (project / "nothing.toml").write_text('out = "data/aligned"\n', encoding="utf-8")
    (project / "broken.toml").write_text("[[document", encoding="utf-8")
    gold = project / "gold" / "one"
    gold.mkdir(parents=True)
    for name in ("src.zh.txt", "tgt.en.txt"):
        (gold / name).write_text("x\n", encoding="utf-8")
    (gold / "gold.align").write_text("[0]:[0]\n", encoding="utf-8")
    shutil.copytree(project / "gold", project / "crossed")
    (project / "crossed" / "one" / "gold.align").write_text("[0]:[0]\n[0]:[]\n", "utf-8")
    (project / "deep.toml").write_text(f"x = {'[' * 900}", encoding="utf-8")
    (project / "foreign.txt").write_bytes(bytes(range(256)) * 20)
    reserved = (project / "corpus.toml").read_text("utf-8").replace('id = "plan"', 'id = "aux.txt"')
    (project / "reserved.toml").write_text(reserved, encoding="utf-8")
    lines = (project / "data/aligned/plan/pairs.jsonl").read_text("utf-8")
    several = lines + lines.replace('"rendering": "example"', '"rendering": "other"')
    (project / "several.jsonl").write_text(several, encoding="utf-8")
    (project / "large.txt").write_text("长" * 110_000, encoding="utf-8")
    shutil.copytree(project / "data" / "aligned", project / "damaged")
    table = project / "damaged" / "plan" / "pairs.parquet"
    table.write_bytes(table.read_bytes()[:-9] + b"x" + table.read_bytes()[-8:])
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
        said_once = bool(told) and (code in (WRONG_CALL, WRONG_INPUT, NETWORK) or len(told) < 3)
        if (done.exit_code, said_once) != (code, True) or "Traceback" in done.stderr:
            wrong.append(f"{line}: {done.exit_code}, {told}, {done.exception!r}")
        if done.stdout and not line.startswith("validate"):
            wrong.append(f"{line}: stdout has {done.stdout!r}")
    assert not wrong, "\n".join(wrong)
    after = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    after.pop(place / "data" / "raw" / ".lock", None)  # a fetch has worked there
    assert after == before


def test_ctrl_c_ends_every_command_alike(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With exit code 1 and one word on stderr, at whatever moment it comes."""

    def interrupt(**_: object) -> None:
        raise KeyboardInterrupt

    for line in [*TABLE["a file that is not there"][1], "info"]:
        command = main.get_command(click.Context(main), line.split()[0])
        assert command is not None
        monkeypatch.setattr(command, "callback", interrupt)
        done = run(line)
        told = (done.exit_code, done.stdout, done.stderr.strip())
        assert told == (FAILED, "", "Aborted!"), line


def test_ctrl_c_is_the_usual_end_of_a_review(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page was served, so it is no failure; a sentence says that nothing is lost."""

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("aigov_corpus.serving.server.serve", interrupt)
    done = run("review {corpus} --no-browser")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "the review is closed; every decision is saved\n"


def test_the_table_is_complete() -> None:
    """Each command fails in each way in which it can; a new command must say how it fails."""
    assert set(CANNOT) == set(TABLE)
    for kind, (_, lines) in TABLE.items():
        fails = {line.split()[0] for line in lines} & set(COMMANDS)
        assert fails | CANNOT[kind] | {"info"} == set(COMMANDS), kind
        assert not fails & CANNOT[kind], kind
