"""The commands build, stats and info, as they are typed."""

from __future__ import annotations

import json
import os
import pty
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aigov_corpus.cli import main


def run(*arguments: object) -> Result:
    """Run the command with these arguments."""
    return CliRunner().invoke(
        main, [str(argument) for argument in arguments], catch_exceptions=False
    )


@pytest.fixture
def aligned(project: Path) -> Path:
    """The small document, built."""
    assert run("build", project, "--encoder", "hash").exit_code == 0
    return project / "data" / "aligned"


def test_build_says_what_it_built_on_stdout(project: Path) -> None:
    """One line per document; stderr has only the warning about the fake encoder."""
    first = run("build", project / "corpus.toml", "--encoder", "hash")
    assert first.exit_code == 0
    place = project / "data/aligned/plan"
    assert first.stdout == f"built\tplan\t6 units (4 auto, 2 missing)\t6 ids new, 0 gone\t{place}\n"
    assert first.stderr.startswith("warning: plan: example: it was not checked whether")
    assert first.stderr.count("\n") == 1
    assert run("build", project, "--encoder", "hash").stdout.startswith("unchanged\tplan\t6 units")
    assert run("build", project, "--encoder", "hash", "--force").stdout.startswith("built\tplan")


def test_build_reports_as_json(project: Path) -> None:
    """Data on stdout for programs."""
    report = json.loads(run("build", project, "--encoder", "hash", "--json").stdout)
    assert report["documents"][0]["state"] == "built"
    assert report["documents"][0]["status"] == {"auto": 4, "missing": 2}


def test_build_takes_the_configuration_of_the_folder_it_is_run_in(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`aigov-corpus build` alone."""
    monkeypatch.chdir(project)
    assert run("build", "--encoder", "hash", "--out", "elsewhere").exit_code == 0
    assert (project / "elsewhere" / "plan" / "pairs.parquet").is_file()


@pytest.mark.parametrize(
    ("change", "arguments", "code", "said"),
    [
        (("plan.txt", "no.txt"), (), 3, "plan: "),
        (("plan.txt", "no.txt"), (), 3, "no.txt: there is no such file in"),
        (("title_zh", "titel_zh"), (), 3, "document[1].titel_zh: it is not a known key"),
        (("", ""), ("--encoder", "labse"), 2, "no encoder is called 'labse'; choose one of: hash"),
        (("", ""), ("--encoder", "sentence-transformers"), 2, "needs a model"),
        (("", ""), ("--out", str(Path(__file__) / "below-a-file")), 1, "it cannot be written"),
        (("", ""), ("--colour",), 2, "No such option"),
    ],
)
def test_build_fails_with_a_sentence_and_a_code(
    project: Path, change: tuple[str, str], arguments: tuple[str, ...], code: int, said: str
) -> None:
    """One line on stderr, never a traceback."""
    config = project / "corpus.toml"
    config.write_text(config.read_text("utf-8").replace(*change), encoding="utf-8")
    result = run("build", config, *(arguments or ("--encoder", "hash")))
    assert (result.exit_code, said in result.stderr) == (code, True)
    assert "Traceback" not in result.output


def test_a_missing_configuration(tmp_path: Path) -> None:
    """The remedy is in the message."""
    result = run("build", tmp_path / "corpus.toml")
    assert result.exit_code == 3
    assert "name yours as the argument CONFIG" in result.stderr


def test_a_configuration_without_documents(tmp_path: Path) -> None:
    """Exit code 5: nothing to do."""
    (tmp_path / "corpus.toml").write_text("", encoding="utf-8")
    assert run("build", tmp_path).exit_code == 5


def test_warnings_go_to_stderr(project: Path) -> None:
    """And do not change the exit code."""
    path = project / "data/raw/plan.txt.toml"
    path.write_text('[en]\nsections = ["0"]\n', encoding="utf-8")
    result = run("build", project, "--encoder", "hash")
    assert result.exit_code == 0
    assert "warning: plan: plan.txt: its provenance file says" in result.stderr


def test_stats_counts_for_people(aligned: Path) -> None:
    """What is missing is in plain sight."""
    lines = run("stats", aligned).stdout.splitlines()
    assert lines[0] == "units       6"
    assert "status      auto 4, missing 2, omitted 0, added 0" in lines
    assert (
        "English     5 of 7 sentences aligned, 2 in sections that the other language lacks" in lines
    )
    assert lines[-1] == "plan\texample\t2\t2\t0\t2\tGo On"


def test_stats_counts_for_programs(aligned: Path) -> None:
    """The same counts as JSON."""
    counts = json.loads(run("stats", aligned, "--json").stdout)
    assert counts["status"]["missing"] == 2
    assert counts["coverage"]["en"]["missing"] == 2


def test_stats_of_no_corpus(tmp_path: Path) -> None:
    """Exit code 3 and the remedy."""
    result = run("stats", tmp_path)
    assert result.exit_code == 3
    assert "build one with  aigov-corpus build" in result.stderr


def test_info_lists_what_there_is() -> None:
    """Versions, encoders, formats, the bundled corpus."""
    found = json.loads(run("info", "--json").stdout)
    assert found["encoders"] == ["hash", "sentence-transformers", "use"]
    assert "tmx" in found["formats"]
    assert found["corpus"][0].startswith("global-ai-governance-action-plan")
    assert "encoders" in run("info").stdout


@pytest.mark.parametrize("name", ["build", "stats", "info"])
def test_help_has_a_worked_example(name: str) -> None:
    """It can be copied."""
    assert f"aigov-corpus {name}" in run(name, "--help").stdout


def test_an_interrupt_is_one_word_and_a_code(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C in the middle: no traceback, exit code 1."""

    def interrupted(*args: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("aigov_corpus.building.versions.align_versions", interrupted)
    result = run("build", project, "--encoder", "hash")
    assert (result.exit_code, "Aborted" in result.stderr) == (1, True)
    assert not (project / "data/aligned/plan").exists()


def test_a_terminal_sees_progress(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A changing line on stderr there, and the same stdout as elsewhere."""
    leader, follower = pty.openpty()
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "200")
    with os.fdopen(follower, "w") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        assert main.main(["build", str(project), "--encoder", "hash"], standalone_mode=False) == 0
    shown = b""
    with suppress(OSError):  # Linux: nothing is left, and the other end is closed
        while part := os.read(leader, 4096):
            shown += part
    os.close(leader)
    assert capsys.readouterr().out.startswith("built\tplan\t")
    assert "plan: " in shown.decode()
