"""The templates of the pages, and the files that stand beside them."""

from __future__ import annotations

from importlib.resources import files

import jinja2

_PACKAGE = "aigov_corpus.serving"


def make_environment() -> jinja2.Environment:
    """Return what draws the templates; every text is escaped, and an unknown name is an error."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader(_PACKAGE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def read_static(name: str) -> bytes:
    """Return a file of the page: its script, its style."""
    return (files(_PACKAGE) / "static" / name).read_bytes()
