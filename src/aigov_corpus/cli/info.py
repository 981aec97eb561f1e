"""aigov-corpus info: versions, encoders, formats, and where things are kept."""

from __future__ import annotations

import json
import platform
from importlib.metadata import version
from typing import Any

import click

from aigov_corpus.errors import AigovError


@click.command("info")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def command(as_json: bool) -> None:
    r"""Show versions, encoders, formats, layouts, the bundled corpus and where vectors are kept.

    \b
    aigov-corpus info
    aigov-corpus info --json
    """
    found = _collect()
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    for name, value in found.items():
        click.echo(f"{name:<12}{', '.join(value) if isinstance(value, list) else value}")


def _collect() -> dict[str, Any]:
    from aigov_corpus import registry
    from aigov_corpus.corpus.corpus import Corpus, load
    from aigov_corpus.embedding.cache import cache_path

    try:
        corpus = load()
    except AigovError:  # a checkout whose corpus was not built yet
        corpus = Corpus(())
    return {
        "version": version("aigov-corpus"),
        "python": platform.python_version(),
        "encoders": registry.names("encoder"),
        "formats": registry.names("format"),
        "segmenters": registry.names("segmenter"),
        "corpus": [
            f"{package['name']} ({package['version']})" for package in corpus.info["documents"]
        ],
        "units": len(corpus),
        "cache": str(cache_path() or "off"),
    }
