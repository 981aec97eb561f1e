"""The front page and the page of all commands say what is true: rows, links, code that runs."""

from __future__ import annotations

import inspect
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

import aigov_corpus as ac
from aigov_corpus import alignment, errors, registry
from aigov_corpus.cli import COMMANDS, main
from aigov_corpus.corpus.columns import FIELDS
from aigov_corpus.exporting.formats import get_format

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
GLANCE = (ROOT / "docs" / "at-a-glance.md").read_text("utf-8")
CORPUS = str(ROOT / "data" / "aligned")
GOLD = ROOT / "tests" / "gold"
NAME = "global-ai-governance-action-plan"


def code(lang: str) -> str:
    """Return the code of all blocks in a language, in order, of the front page and the next."""
    return "\n".join(re.findall(rf"```{lang}\n(.*?)```", README + GLANCE, re.DOTALL))


def table(header: str) -> list[list[str]]:
    """Return the rows of the table that begins with these columns."""
    after = GLANCE[GLANCE.index(f"| {header}") :].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in after]


def run(*args: str) -> int:
    """Run the command and return its exit code; a failure has a message and no traceback."""
    done = CliRunner().invoke(main, args)
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert "Traceback" not in done.stderr
    assert done.exit_code == 0 or done.stderr or done.stdout
    return done.exit_code


def test_the_exit_codes_of_the_table_are_those_of_the_errors() -> None:
    """0, the codes of the error tree, and nothing else, each once."""
    tree = {
        error.exit_code
        for _, error in inspect.getmembers(errors, inspect.isclass)
        if issubclass(error, ac.AigovError)
    }
    assert [int(row[0]) for row in table("code")] == sorted({0} | tree)


def test_each_exit_code_is_real(tmp_path: Path) -> None:
    """What the table gives as examples ends with its codes."""
    empty, broken = tmp_path / "empty.txt", tmp_path / "broken.tmx"
    empty.touch()
    broken.write_text("<tmx>")
    csv = ("export", CORPUS, "--format", "csv")
    found = {
        ("info",): 0,
        (*csv, "--out", str(tmp_path / "no" / "folder.csv")): 1,
        (*csv, "--out", str(empty / "below-a-file.csv")): 1,
        ("export", CORPUS, "--format", "word"): 2,
        ("align", str(empty), str(empty), "--encoder", "nobody"): 2,
        ("segment", str(empty), "--lang", "zh"): 3,
        ("validate", str(broken)): 3,
        ("fetch", "http://127.0.0.1:9/", "--raw", str(tmp_path / "raw")): 4,
        (*csv, "--section", "99"): 2,
        (*csv, "--section", "0", "--status", "missing"): 5,
    }
    assert {args: run(*args) for args in found} == found
    assert set(found.values()) == {int(row[0]) for row in table("code")}


def test_the_process_ends_with_the_exit_code() -> None:
    """The installed program passes it on to the shell."""
    program = Path(sys.executable).with_name("aigov-corpus")
    args = ("export", CORPUS, "--format", "csv", "--section", "0", "--status", "missing")
    done = subprocess.run([program, *args], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (5, "")
    assert done.stderr.count("\n") == 1


def test_every_command_is_in_the_table_and_exists() -> None:
    """The table of commands is the list of commands; what the shell lines call is in it."""
    named = [name.strip("` ") for row in table("command") for name in row[0].split(",")]
    assert sorted(named) == sorted(COMMANDS)
    called = set(re.findall(r"^aigov-corpus (\w+)", code("bash"), re.MULTILINE))
    assert called <= set(COMMANDS)
    for name in called:
        usage = CliRunner().invoke(main, [name, "--help"]).output
        lines = re.findall(rf"^aigov-corpus {name} (.*)", code("bash"), re.MULTILINE)
        assert all(
            option in usage for line in lines for option in re.findall(r" (--[\w-]+)", f" {line}")
        )


def test_the_table_names_every_format() -> None:
    """The row of `export` lists the formats of the registry by their titles, in its order."""
    [job] = [row[1] for row in table("command") if row[0] == "`export`"]
    *titles, last = [get_format(name).title for name in registry.TABLES["format"]]
    assert job == f"writes a corpus as {', '.join(titles)} or {last}"


def test_the_shell_lines_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_order: None
) -> None:
    """From the root of a clone, with a fast aligner; but for an encoder that must be downloaded."""
    for name in ("data", "tests", "corpus.toml"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    names: dict[str, str] = {}
    ran = 0
    for line in code("bash").splitlines():
        line = line.split("  #")[0].strip()
        if not line.startswith("aigov-corpus"):
            name, _, value = line.partition("=")
            names[f"${name}"] = value
            continue
        words = [names.get(word, word) for word in line.split(" > ")[0].split()[1:]]
        if "sentence-transformers:" not in line:
            done = CliRunner().invoke(main, words)
            assert (done.exit_code, line) == (0, line), done.output
            assert not re.search(r"\b[1-9][\d,]* errors?\b", done.output), done.output
            ran += 1
    assert ran >= 7
    assert (tmp_path / "plan.tmx").exists()
    assert (tmp_path / "sure.xlsx").exists()


def test_the_python_lines_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_order: None
) -> None:
    """As they stand, with an aligner that is fast."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(ac, "align_sentences", alignment.align_sentences, raising=False)
    names: dict[str, object] = {}
    exec(code("python"), names)
    assert len(names["safe"]) >= 3  # type: ignore[arg-type]
    assert (tmp_path / "plan.tmx").exists()


def test_the_rows_are_rows_of_the_corpus() -> None:
    """Texts, beads, sections and principles as in data/aligned; scores rounded."""
    lines = (ROOT / "data" / "aligned" / NAME / "pairs.jsonl").read_text("utf-8").splitlines()
    pairs = {(pair["zh"], pair["en"]): pair for pair in map(json.loads, lines)}
    for zh, en, bead, score, section, principles in table("zh | en"):
        pair = pairs[zh, en]
        assert (bead, section) == (pair["bead"], pair["section"])
        assert principles == ", ".join(pair["principles"])
        assert (score == "") == (pair["score"] is None)
        assert score == "" or abs(float(score) - pair["score"]) <= 0.01


def test_what_make_corpus_prints() -> None:
    """The counts that the page quotes are those of the corpus."""
    corpus = ac.load()
    status = [pair.status for pair in corpus]
    assert (
        f"{len(status)} units ({status.count('auto')} auto, {status.count('missing')} missing)"
        in README
    )


def test_links_lead_somewhere() -> None:
    """Each link to a file has the file, in README and THIRD_PARTY; each #part its heading."""
    for page in (README, (ROOT / "THIRD_PARTY.md").read_text("utf-8")):
        for target in re.findall(r"\]\(([^)]+)\)", page):
            if target.startswith("https://"):
                continue
            path, _, part = target.partition("#")
            assert (ROOT / path).exists(), target
            if not part:
                continue
            text = (ROOT / path).read_text("utf-8")
            headings = [
                re.sub(r"[^\w -]", "", h).strip().lower()
                for h in re.findall(r"^#+ (.*)", text, re.M)
            ]
            assert part.replace("-", " ") in [h.replace("-", " ") for h in headings], target


@pytest.mark.parametrize(
    "group",
    ["dependencies", "fit", "languages", "review", "sentence-transformers", "slow", "test", "dev"],
)
def test_every_dependency_has_its_licence_named(group: str) -> None:
    """A requirement of pyproject.toml is in THIRD_PARTY.md."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = (
        project["dependencies"]
        if group == "dependencies"
        else project["optional-dependencies"][group]
    )
    notices = (ROOT / "THIRD_PARTY.md").read_text("utf-8")
    named = {
        name for row in re.findall(r"^\| ([\w, -]+) \|", notices, re.M) for name in row.split(", ")
    }
    names = {re.split(r"[^\w-]", requirement)[0] for requirement in wanted}
    assert names - named - {"aigov-corpus"} == set()


def test_the_gold_for_evaluate_says_what_the_gold_table_says() -> None:
    """The files below tests/gold that `evaluate` reads hold the same as the table made by hand."""
    rows = (GOLD / f"{NAME}.tsv").read_text("utf-8").splitlines()[1:]
    sides: tuple[list[str], list[str]] = ([], [])
    beads = []
    for row in rows:
        bead = []
        for side, text in zip(sides, row.split("\t")[4:], strict=True):
            sentences = text.split(" ‖ ") if text else []
            bead.append(str(list(range(len(side), len(side) + len(sentences)))))
            side += sentences
        beads.append(":".join(bead))
    for file, expected in zip(
        ("src.zh.txt", "tgt.en.txt", "gold.align"), (*sides, beads), strict=True
    ):
        assert (GOLD / NAME / file).read_text("utf-8").splitlines() == expected


def test_the_number_of_columns_is_told() -> None:
    """The page names how many columns a row has."""
    assert f"six of the [{len(FIELDS)} columns]" in GLANCE
