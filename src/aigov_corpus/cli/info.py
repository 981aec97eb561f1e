"""`aigov-corpus info`: show what is installed and which names the options take."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

import click

from aigov_corpus.cli.options import json_option
from aigov_corpus.cli.printing import echo_json, echo_line
from aigov_corpus.errors import AigovError

_LABEL_WIDTH = 12
"""Columns for the name before each value; the longest name and a space fit."""


@click.command("info")
@json_option
def command(as_json: bool) -> None:
    r"""Show versions, the names that options take, the bundled corpus, and the cache of vectors.

    \b
    aigov-corpus info
    aigov-corpus info --json

    \b
    encoders     names for --encoder
    segmenters   languages with sentence rules of their own, for --lang; others have general rules
    layouts      names for --layout
    reads        formats of the files that are read
    corpora      formats of files of aligned texts that are read as a corpus
    formats      names for  export --format
    cache        the file that keeps vectors, so that no text is encoded twice
    """
    facts = _collect()
    if as_json:
        echo_json(facts, indent=1)
        return
    for name, value in facts.items():
        shown = ", ".join(value) if isinstance(value, list) else value
        echo_line(f"{name:<{_LABEL_WIDTH}}{shown}")


def _collect() -> dict[str, Any]:
    """Return the values that the command shows, by name, in their order."""
    from aigov_corpus import registry
    from aigov_corpus.corpus import Corpus, load
    from aigov_corpus.embedding.cache import cache_path
    from aigov_corpus.extraction import LAYOUTS, READ_FORMATS
    from aigov_corpus.importing.files import FORMATS as ALIGNED_FORMATS

    try:
        corpus = load()
    except AigovError:  # a checkout whose corpus was not built yet
        corpus = Corpus(())
    packages = corpus.info["documents"]
    return {
        "version": version("aigov-corpus"),
        "python": platform.python_version(),
        "encoders": registry.names("encoder"),
        "segmenters": registry.names("segmenter"),
        "layouts": sorted(LAYOUTS),
        "reads": list(READ_FORMATS),
        "corpora": sorted(ALIGNED_FORMATS),
        "formats": registry.names("format"),
        "corpus": [_named(package) for package in packages],
        "units": len(corpus),
        "cache": str(cache_path() or "off"),
    }


def _named(package: Mapping[str, Any]) -> str:
    """Return the id of a document, with the version of the data if it has one."""
    name, version_ = package["name"], package.get("version")
    return f"{name} ({version_})" if version_ else str(name)
