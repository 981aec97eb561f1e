"""`aigov-corpus validate`: report, JSON, exit codes; and a file of 50 MB."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aigov_corpus.cli import main

from .test_findings import FILE, UNIT, change


def validate(*arguments: object, data: bytes | None = None) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["validate", *map(str, arguments)], input=data)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a test writes its file."""
    return tmp_path / "memory.tmx"


def test_a_good_file_is_exit_0_and_says_so(file: Path) -> None:
    """A file without findings prints nothing on stdout, and ends with 0."""
    file.write_text(FILE)
    result = validate(file)
    assert (result.exit_code, result.stdout, result.stderr) == (
        0,
        "",
        "1 unit: 0 errors, 0 warnings\n",
    )


def test_errors_are_exit_3(file: Path) -> None:
    """A finding is one line: place, severity, code, unit, sentence."""
    file.write_text(change('"zh-CN"><seg>', '"zh_CN"><seg>'))
    result = validate(file)
    assert result.exit_code == 3
    assert result.stdout == (
        f"{file}:7: error [lang-underscore] (tu u1) The language “zh_CN” has an underscore, "
        "so OmegaT leaves out its units: write zh-CN everywhere (reported once).\n"
    )
    assert result.stderr == "1 unit: 1 error, 0 warnings\n"


def test_warnings_are_exit_0_unless_strict(file: Path) -> None:
    """Warnings end with 0, and with 3 under `--strict`."""
    file.write_text(change("Strengthen ", "Strengthen  "))
    assert validate(file).exit_code == 0
    assert validate(file, "--strict").exit_code == 3
    assert "[white-space]" in validate(file).stdout


def test_json_has_everything(file: Path) -> None:
    """The JSON has counts by code, and the findings without the name of the file."""
    file.write_text(change("Strengthen ", "Strengthen  "))
    result = validate(file, "--json")
    report = json.loads(result.stdout)
    assert {key: report[key] for key in ("file", "units", "errors", "warnings", "counts")} == {
        "file": str(file),
        "units": 1,
        "errors": 0,
        "warnings": 1,
        "counts": {"white-space": 1},
    }
    [finding] = report["findings"]
    assert sorted(finding) == ["code", "line", "message", "places", "severity", "where"]
    assert finding["places"] == [{"line": 8, "where": finding["where"]}]
    assert finding["line"] == 8


def test_many_findings_of_a_kind_are_counted_not_printed(file: Path) -> None:
    """Of each code 20 findings are printed, or as many as `--limit` says; 0 prints all."""
    units = [
        UNIT.replace("u1", f"v{number}").replace("加强", f"{number}  ") for number in range(30)
    ]
    file.write_text(FILE.replace(UNIT, "\n".join(units)))
    result = validate(file)
    assert result.stdout.count("[white-space] (") == 20
    assert f"{file}: 10 more of [white-space]; --limit 0 prints them\n" in result.stdout
    assert result.stderr == "30 units: 0 errors, 30 warnings\n"
    assert validate(file, "--limit", 0).stdout.count("[white-space] (") == 30
    report = json.loads(validate(file, "--json", "--limit", 5).stdout)
    assert (len(report["findings"]), report["counts"], report["warnings"]) == (
        5,
        {"white-space": 30},
        30,
    )


def test_stdin_is_a_dash() -> None:
    """`-` reads standard input, and findings name the file `-`."""
    result = validate("-", data=change("</tu>", "<note>a</note></tu>").encode())
    assert result.exit_code == 3
    assert result.stdout.startswith("-:9: error [order] (tu u1) <note> stands after <tuv>")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty"),
        (b"not a memory", "This is not TMX"),
        (FILE.encode("gbk"), "GB18030"),
        (b"<tmx", "cut off"),
    ],
)
def test_a_bad_file_is_a_finding(data: bytes, sentence: str, file: Path) -> None:
    """A file that is no TMX gives a finding that says what it is."""
    file.write_bytes(data)
    result = validate(file)
    assert result.exit_code == 3
    assert sentence in result.stdout
    assert "Traceback" not in result.output


def test_a_folder_or_no_file_is_exit_3(tmp_path: Path) -> None:
    """A folder or a missing file ends with 3."""
    assert validate(tmp_path).exit_code == validate(tmp_path / "none.tmx").exit_code == 3


def test_what_we_export_has_no_finding(tmp_path: Path) -> None:
    """Files of our own export have no finding, in every profile."""
    from aigov_corpus.exporting import tmx
    from aigov_corpus.records import Pair

    texts = dict.fromkeys([field.name for field in fields(Pair)], "x") | {
        "language_zh": "zh",
        "language_en": "en",
        "zh_ids": (),
        "en_ids": (),
    }
    tags = {field.name: () for field in fields(Pair) if str(field.type).startswith("tuple")}
    pair = Pair(
        **texts | tags | {"principles": ("people",), "seq": 1, "score": 0.5, "moved_score": None}
    )
    pairs = [
        replace(
            pair, pair_id=f"p{number}", zh=f" 第\x0b{number}\n句 & <词>", en=f"Sentence  {number} "
        )
        for number in range(3)
    ]
    for profile in tmx.PROFILES:
        [out] = tmx.export(pairs, tmp_path / "x.tmx", profile=profile, created="20261122T120000Z")
        result = validate(out, "--strict")
        assert (result.exit_code, result.stdout) == (0, ""), profile


def test_the_help_has_a_worked_example() -> None:
    """The help has an example, and explains the exit code."""
    text = validate("--help").stdout
    assert "aigov-corpus validate memory.tmx" in text
    assert "exit code is then 3" in text


def _large(path: Path, megabytes: int) -> int:
    """Write a file of that size, a fault in its last unit; return how many units."""
    head, tail = FILE.split(UNIT)
    units = 0
    with path.open("w", encoding="utf-8") as file:
        file.write(head)
        while file.tell() < megabytes * 1_000_000:
            for _ in range(1000):
                units += 1
                zh = f"第{units}条:" + "加强国际合作。" * 8
                en = f"Article {units}:" + " strengthen cooperation." * 8
                unit = UNIT.replace("u1", f"u{units}").replace("加强国际合作。", zh)
                file.write(unit.replace("Strengthen international cooperation.", en) + "\n")
        file.write(UNIT.replace("u1", "last").replace("国际", "\n") + tail)
    return units + 1


def _run(path: Path) -> tuple[list[str], int, float]:
    """Check a file in a process of its own; return messages, units and peak memory in MB."""
    # not getrusage: its peak counts what the process was forked from
    program = (
        "import json, re, sys\n"
        "from pathlib import Path\n"
        "from aigov_corpus.tmx_validation import TmxCheck\n"
        "check = TmxCheck(Path(sys.argv[1]))\n"
        "messages = [finding.message for finding in check]\n"
        "peak = re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1]\n"
        "print(json.dumps([messages, check.units, int(peak) / 1024]))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    messages, units, peak = json.loads(run.stdout)
    return messages, units, peak


@pytest.mark.slow
def test_memory_stays_small_for_a_large_file(tmp_path: Path) -> None:
    """50 MB cost some bytes per unit for the hashes, and the fault in the last unit is found."""
    peaks = {}
    for megabytes in (1, 50):
        units = _large(tmp_path / "large.tmx", megabytes)
        [message], found, peaks[megabytes] = _run(tmp_path / "large.tmx")
        assert message.startswith("A line break")
        assert found == units
    assert peaks[50] - peaks[1] < 40, f"MB of memory by size of the file: {peaks}"


@pytest.mark.slow
def test_one_endless_text_is_not_kept(tmp_path: Path) -> None:
    """A text of 50 MB in one line is counted and takes little memory."""
    path = tmp_path / "long.tmx"
    before, after = FILE.split("加强国际合作")
    with path.open("w", encoding="utf-8") as file:
        file.write(before)
        for _ in range(50):
            file.write("加强国际合作" * 55_555)
        file.write(after)
    [message], _, peak = _run(path)
    assert "16,666,501 characters" in message
    assert peak < 60
