"""Execute notebooks from top to bottom: `python run.py [--write] NOTEBOOK …`."""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient


def execute(path: Path) -> nbformat.NotebookNode:
    """Return the notebook as it is after a run of every cell; raises what a cell raises."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=300,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # times, which differ from run to run
    return notebook


if __name__ == "__main__":
    write = "--write" in sys.argv
    for name in sys.argv[1:]:
        if name != "--write":
            executed = execute(Path(name))
            if write:
                nbformat.write(executed, name)
