"""aigov-corpus validate: what is wrong with a TMX file, in sentences."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import click

from aigov_corpus.records import Finding
from aigov_corpus.tmx_validation import TmxCheck


@click.command("validate")
@click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option("--strict", is_flag=True, help="End with exit code 3 for warnings too.")
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=20,
    show_default=True,
    help="Findings of one kind to print; 0 prints all. All are counted.",
)
@click.pass_context
def command(ctx: click.Context, file: Path, as_json: bool, strict: bool, limit: int) -> None:
    r"""Say what is wrong with FILE, a TMX file from anywhere, or `-` for stdin.

    Exit code 3 if there are errors: TMX 1.4 is broken, or some program in use refuses the file or a unit.
    Warnings are legal but seldom meant.

    \b
    aigov-corpus validate memory.tmx
    aigov-corpus validate memory.tmx --json | jq .counts
    """
    check = TmxCheck(sys.stdin.buffer, name="-") if str(file) == "-" else TmxCheck(file)
    counts: Counter[str] = Counter()
    severities: Counter[str] = Counter()
    kept: list[Finding] = []
    for finding in check:
        counts[finding.code] += 1
        severities[finding.severity] += 1
        if limit and counts[finding.code] > limit:
            continue
        if as_json:
            kept.append(finding)
        else:
            click.echo(_line(finding))
    if as_json:
        report = {
            "file": check.name,
            "units": check.units,
            "errors": severities["error"],
            "warnings": severities["warning"],
            "counts": dict(sorted(counts.items())),
            "findings": [
                {key: value for key, value in asdict(one).items() if key != "file"} for one in kept
            ],
        }
        click.echo(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        for code, count in sorted(counts.items()):
            if limit and count > limit:
                click.echo(f"{check.name}: {count - limit} more of [{code}]; --limit 0 prints them")
    found = f"{_count(severities['error'], 'error')}, {_count(severities['warning'], 'warning')}"
    click.echo(f"{_count(check.units, 'unit')}: {found}", err=True)
    if severities["error"] or (strict and severities["warning"]):
        ctx.exit(3)


def _line(finding: Finding) -> str:
    place = f"{finding.file}:{finding.line}" if finding.line else finding.file
    where = f" ({finding.where})" if finding.where else ""
    return f"{place}: {finding.severity} [{finding.code}]{where} {finding.message}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
