"""aigov-corpus stats: what a corpus holds, counted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click


@click.command("stats")
@click.argument("corpus", type=click.Path(path_type=Path), default=Path("data/aligned"))
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
def command(corpus: Path, as_json: bool) -> None:
    r"""Count what CORPUS (default: data/aligned) holds: units, sections, coverage, beads, principles.

    \b
    aigov-corpus stats data/aligned
    aigov-corpus stats data/aligned --json | python -m json.tool
    """
    from aigov_corpus.corpus import store
    from aigov_corpus.corpus.statistics import count

    counts = count(store.load_pairs(corpus))
    if as_json:
        click.echo(json.dumps(counts, ensure_ascii=False, indent=1))
        return
    click.echo(f"units       {counts['units']}")
    for name in ("renderings", "status", "kinds", "beads"):
        click.echo(f"{name:<12}{_line(counts[name])}")
    click.echo(
        f"{'principles':<12}{_line(counts['principles'])}, none {counts['without_principle']}"
    )
    for lang, name in (("zh", "Chinese"), ("en", "English")):
        found = counts["coverage"][lang]
        click.echo(
            f"{name:<12}{found['aligned']} of {found['total']} sentences aligned, "
            f"{found['missing']} in sections that the other language lacks"
        )
    if counts["score"]["mean"] is not None:
        click.echo(
            f"score       mean {counts['score']['mean']:.2f}, least {counts['score']['min']:.2f}"
        )
    click.echo("\nsection\tunits\taligned\tmissing\ttitle")
    for row in counts["sections"]:
        title = " | ".join(filter(None, (row["title_zh"], row["title_en"])))
        click.echo(f"{row['section']}\t{row['units']}\t{row['aligned']}\t{row['missing']}\t{title}")


def _line(counts: dict[str, Any]) -> str:
    return ", ".join(f"{name} {number}" for name, number in counts.items())
