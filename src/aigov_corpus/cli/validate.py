"""`aigov-corpus validate`: report what is wrong with a TMX file or a corpus."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol

import click

from aigov_corpus.cli.inputs import STDIN, InputPath
from aigov_corpus.cli.messages import tell, tell_notes
from aigov_corpus.cli.options import json_option
from aigov_corpus.cli.printing import echo_json, echo_line
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.files.limits import naming_input
from aigov_corpus.records import FileLine, Finding
from aigov_corpus.text.counting import counted
from aigov_corpus.tmx_validation import TmxCheck

_LIMIT = 20
"""Number of findings with the same code that are printed without --limit: about a screen."""
_OF_RENDERINGS = ("score", "suggestion")
"""Fields of a finding that only checks of renderings fill."""


class Check(Protocol):
    """The check of one file or corpus; iterating over it yields the findings."""

    name: str
    units: int

    def __iter__(self) -> Iterator[Finding]:
        """Yield the findings."""


class FindingCounter:
    """Counts the findings of one file or corpus while they are read."""

    def __init__(self, check: Check) -> None:
        self.check = check
        self.codes: Counter[str] = Counter()
        self.severities: Counter[str] = Counter()

    def first(self, limit: int) -> Iterator[Finding]:
        """Yield the first `limit` findings of each code, or all if `limit` is 0; count them all."""
        for finding in self.check:
            self.codes[finding.code] += 1
            self.severities[finding.severity] += 1
            if limit == 0 or self.codes[finding.code] <= limit:
                yield finding


@click.command("validate")
@click.argument("file", type=InputPath())
@json_option
@click.option("--strict", is_flag=True, help="End with exit code 3 if there are warnings, too.")
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=_LIMIT,
    show_default=True,
    metavar="N",
    help="Most findings to print for each code; 0 prints all. The counts cover all findings.",
)
@click.pass_context
def command(ctx: click.Context, file: Path, as_json: bool, strict: bool, limit: int) -> None:
    r"""Report what is wrong with FILE: a TMX file from any program, or a corpus.

    FILE may be - for a TMX file on standard input.

    \b
    aigov-corpus validate memory.tmx
    aigov-corpus validate memory.tmx --json > report.json
    aigov-corpus validate data/aligned

    A finding is an error if a TMX file breaks the rules of TMX 1.4, or if a common program refuses
    it or one of its units; the exit code is then 3. A finding is a warning if TMX allows it but the
    author hardly meant it.

    A corpus is data/aligned, or the directory of one document in it. Each of its files must have
    the SHA-256 that datapackage.json has for it, and its tables must belong together; what differs
    is an error.
    """
    counter = FindingCounter(_check_of(file))
    findings = counter.first(limit)
    if as_json:
        echo_json(_report(counter, list(findings)), indent=2)
    else:
        for finding in findings:
            echo_line(_line(finding))
        _print_held_back(counter, limit)
    errors = counter.severities["error"]
    warnings = counter.severities["warning"]
    tell_notes((), _list_omissions(file), source=file)
    units = counted(counter.check.units, "unit")
    tell(f"{units}: {counted(errors, 'error')}, {counted(warnings, 'warning')}")
    if errors or (strict and warnings):
        ctx.exit(InvalidInputError.exit_code)


def _check_of(file: Path) -> Check:
    """Return the check for what the user named: standard input, a corpus, or a TMX file."""
    if str(file) == STDIN:
        return TmxCheck(sys.stdin.buffer, name=STDIN)
    with naming_input(file):
        is_folder = file.is_dir()
    if is_folder:
        from aigov_corpus.corpus.inspection import CorpusCheck

        return CorpusCheck(file)
    return TmxCheck(file)


def _list_omissions(file: Path) -> list[str]:
    """Return a sentence about the English that was left out of a corpus, or nothing."""
    if str(file) == STDIN or not file.is_dir():
        return []
    from aigov_corpus.corpus.inspection import list_omissions

    return list_omissions(file)


def _report(counter: FindingCounter, findings: list[Finding]) -> dict[str, Any]:
    """Return the report in the form that --json prints; findings do not repeat the file's name."""
    records = []
    for finding in findings:
        places = [asdict(place) for place in finding.places]
        for place in places:
            place.pop("file", None)
        record = asdict(finding) | {"places": places}
        for name in _OF_RENDERINGS:
            del record[name]
        # the first place stands beside the code too, where most readers look for it
        records.append(places[0] | record)
    return {
        "file": counter.check.name,
        "units": counter.check.units,
        "errors": counter.severities["error"],
        "warnings": counter.severities["warning"],
        "counts": dict(sorted(counter.codes.items())),
        "findings": records,
    }


def _line(finding: Finding) -> str:
    """Return a finding as one line: `FILE:LINE: SEVERITY [CODE] (UNIT) MESSAGE`."""
    first = finding.places[0]
    if not isinstance(first, FileLine):
        raise TypeError("a finding of validate must be about a line of a file")
    place = f"{first.file}:{first.line}" if first.line else first.file
    where = f" ({first.where})" if first.where else ""
    return f"{place}: {finding.severity} [{finding.code}]{where} {finding.message}"


def _print_held_back(counter: FindingCounter, limit: int) -> None:
    """Print how many findings of each code were not printed because of `limit`."""
    if limit == 0:
        return
    for code, count in sorted(counter.codes.items()):
        if count > limit:
            name = counter.check.name
            echo_line(f"{name}: {count - limit} more of [{code}]; --limit 0 prints them")
