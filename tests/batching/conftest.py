"""A small manifest of documents, one of which cannot be built."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


def write_document(folder: Path, name: str, number: int) -> str:
    """Write two short texts that belong together; return their row in a manifest."""
    zh = [f"第{n}条 第{number}区应当在{1990 + n + number}年检查第{n}类灯具。" for n in range(1, 5)]
    en = [
        f"Article {n} District {number} shall inspect lamps of class {n} in {1990 + n + number}."
        for n in range(1, 5)
    ]
    (folder / f"{name}.zh.txt").write_text("\n".join(zh) + "\n", encoding="utf-8")
    (folder / f"{name}.en.txt").write_text("\n".join(en) + "\n", encoding="utf-8")
    return f"{name},{name}.zh.txt,{name}.en.txt,{number}"


@pytest.fixture
def make_manifest(tmp_path: Path) -> Callable[[int], Path]:
    """Return a function that writes so many documents and one more, whose files are missing."""

    def make(count: int) -> Path:
        rows = [write_document(tmp_path, f"doc-{number}", number) for number in range(count)]
        path = tmp_path / "list.csv"
        path.write_text(
            "\n".join(["id,zh,en,district", *rows, "lost,no.txt,no.txt,"]) + "\n", encoding="utf-8"
        )
        return path

    return make
