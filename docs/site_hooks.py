"""Hooks of the documentation site: files outside docs/ that its pages link to become part of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
_OUTSIDE = re.compile(r"\]\((?:\.\./)+((?:benchmarks|src|notebooks|tests)/[^)#]+|[A-Z]+\.md)\)")
"""A link from a page to a file of the project that is not below docs/."""
_FOLDER = "project"
"""Folder of the site in which such files lie."""


def on_files(files: Any, config: Any) -> Any:
    """Add each file outside docs/ that a page links to."""
    from mkdocs.structure.files import File

    wanted = set()
    for page in files.documentation_pages():
        wanted |= set(_OUTSIDE.findall(Path(page.abs_src_path).read_text("utf-8")))
    for name in sorted(wanted):
        target = f"{_FOLDER}/{name}.txt" if name.endswith(".md") else f"{_FOLDER}/{name}"
        files.append(File.generated(config, target, content=(ROOT / name).read_text("utf-8")))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Let links to such files lead to their copies in the site."""
    up = "../" * page.file.src_uri.count("/")

    def lead(found: re.Match[str]) -> str:
        name = f"{found[1]}.txt" if found[1].endswith(".md") else found[1]
        return f"]({up}{_FOLDER}/{name})"

    return _OUTSIDE.sub(lead, markdown)
