"""Formats of other packages: the command, its help and Python treat them like built-in ones."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from aigov_corpus.exporting import parquet

from .conftest import make_pairs

# Written to the protocol and nothing more: a function of pairs and a path.
BARE = '''
def export(pairs, out, **options):
    """Write the English, one line for each pair that has any."""
    lines = [pair.en for pair in pairs if pair.en]
    out.write_text("\\n".join(lines), encoding="utf-8")
    return [out]
'''
# Says what it can do, with the means that the built-in formats use.
DECLARED = """
from aigov_corpus.exporting.tally import Tally, require_written
from aigov_corpus.protocols import ExportOption, Format

def export(pairs, out, *, mark="-", tally=None):
    tally = Tally() if tally is None else tally
    with out.open("w", encoding="utf-8") as file:
        for pair in pairs:
            if pair.zh:
                file.write(f"{mark} {pair.zh}\\n")
                tally.written += 1
            else:
                tally.left_out["without Chinese"] += 1
    require_written(tally, out)
    return [out]

FORMAT = Format(
    export,
    title="Word list",
    summary="people who learn words",
    is_text=True,
    takes_tally=True,
    options=(ExportOption("mark", "What stands before a line.", choices=("-", "+")),),
)
"""
ENTRY_POINTS = """
[aigov_corpus.format]
english = plugin_bare:export
list = plugin_declared:FORMAT
broken = plugin_that_is_gone:FORMAT
tmx = plugin_bare:export
"""
RUN = """
import json, sys
from pathlib import Path
from click.testing import CliRunner
import aigov_corpus as ac
from aigov_corpus.cli import main
from aigov_corpus.corpus.store import load_pairs

commands, exports = json.loads(sys.argv[1])
results = []
for arguments in commands:
    done = CliRunner().invoke(main, arguments)
    results.append([done.exit_code, done.stdout, done.stderr])
corpus = ac.Corpus(load_pairs("plan-2025"))
found = []
for name, options in exports:
    try:
        corpus.export(name, Path(f"{name}.out"), **options)
        found.append(Path(f"{name}.out").read_text("utf-8")[:5])
    except ac.AigovError as error:
        found.append(str(error))
print(json.dumps([results, found]))
"""
EXPORT = "export plan-2025 --format"
COMMANDS = [
    f"{EXPORT} english --out english.txt",
    f"{EXPORT} english --out filtered.txt --section 1",
    f"{EXPORT} english",
    f"{EXPORT} english --out english.txt --tmx-one-file",
    f"{EXPORT} list",
    f"{EXPORT} list --list-mark +",
    f"{EXPORT} list --list-mark *",
    f"{EXPORT} list --status missing",
    "export --help",
    f"{EXPORT} broken --out x",
    "info",
]
EXPORTS: list[tuple[str, dict[str, Any]]] = [
    ("english", {}),
    ("list", {"mark": "+"}),
    ("list", {"colour": 1}),
    ("tmx", {}),
]


class Answers(NamedTuple):
    """What a process said that sees the plug-ins."""

    folder: Path
    """The folder in which it ran."""
    commands: dict[str, tuple[int, str, str]]
    """For each of `COMMANDS`, the exit code and both streams."""
    exports: list[str]
    """For each of `EXPORTS`, the first letters of the file, or the error."""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    """The answers of one process: to start another for each question would take a second each.

    Its packages are two plug-ins and one whose module is gone; its corpus has one document, with
    two aligned pairs and a unit without Chinese.
    """
    site = tmp_path_factory.mktemp("site")
    (site / "plugin_bare.py").write_text(BARE, encoding="utf-8")
    (site / "plugin_declared.py").write_text(DECLARED, encoding="utf-8")
    info = site / "plugins-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: plugins\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(ENTRY_POINTS)
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "plan-2025").mkdir()
    parquet.export(make_pairs(), folder / "plan-2025" / "pairs.parquet")
    path = os.pathsep.join([str(site), *filter(None, [os.environ.get("PYTHONPATH")])])
    done = subprocess.run(
        [sys.executable, "-c", RUN, json.dumps([[line.split() for line in COMMANDS], EXPORTS])],
        env={**os.environ, "PYTHONPATH": path},
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    results, found = json.loads(done.stdout.splitlines()[-1])
    return Answers(folder, dict(zip(COMMANDS, map(tuple, results), strict=True)), found)


def test_a_function_written_to_the_protocol_is_a_format(answers: Answers) -> None:
    """It writes its file, the report counts what it read, and the filters work."""
    written, filtered, to_stdout, other_option = (answers.commands[line] for line in COMMANDS[:4])
    assert written == (0, "", "3 of 3 units written to english.txt\n")
    told = "2 of 3 units written to filtered.txt\n  1 left out by the filters\n"
    assert filtered == (0, "", told)
    assert len((answers.folder / "english.txt").read_text(encoding="utf-8").splitlines()) == 3
    assert len((answers.folder / "filtered.txt").read_text(encoding="utf-8").splitlines()) == 2
    assert to_stdout[0] == 2
    assert "the format english is binary or several files" in to_stdout[2]
    assert other_option[0] == 2
    assert "--tmx-one-file is an option of tmx, not of english" in other_option[2]


def test_a_format_that_declares_what_it_can_do(answers: Answers) -> None:
    """Its options, its text on stdout and its tally are those of the command."""
    plain, marked, wrong, nothing = (answers.commands[line] for line in COMMANDS[4:8])
    assert plain[0] == 0
    assert plain[1].splitlines() == ["- 人工智能是人类发展新领域。", "- 各方应加强合作。"]
    assert plain[2] == "2 of 3 units written to stdout\n  1 without Chinese\n"
    assert marked[1].startswith("+ ")
    assert (wrong[0], "'*' is not one of '-', '+'" in wrong[2]) == (2, True)
    assert (nothing[0], nothing[1]) == (5, "")


def test_the_help_lists_the_formats_of_plug_ins(answers: Answers) -> None:
    """With their options; one that cannot be loaded is marked, and using it tells the reason."""
    help_, broken, listed = (answers.commands[line] for line in COMMANDS[8:])
    assert help_[0] == 0
    assert "For people who learn words." in help_[1]
    assert "--list-mark [-|+]" in help_[1]
    assert "broken    (cannot be loaded)" in help_[1]
    assert broken[0] == 1
    assert "No module named 'plugin_that_is_gone'" in broken[2]
    assert "broken, corpus, csv, docx, english, jsonl, list, moses" in listed[1]


def test_python_exports_a_plug_in_s_format_too(answers: Answers) -> None:
    """`Corpus.export` takes the name and the options; a built-in format cannot be replaced."""
    english, marked, wrong, tmx = answers.exports
    assert (english, marked[:2], tmx) == ("Artif", "+ ", "<?xml")
    assert wrong == "the format list has no option 'colour'; its options are: mark"
