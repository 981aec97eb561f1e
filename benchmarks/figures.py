"""Where figures of the aligner are kept, and what they depend on besides the code."""

from __future__ import annotations

import json
import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_info

from aigov_corpus.embedding.use import UseEncoder

OUT = Path(__file__).with_name("alignment.json")


def describe_machine() -> dict[str, object]:
    """Return the machine, its load in the last minute, and the versions of what computes."""
    return {
        "processor": processor_name(),
        "cores": len(os.sched_getaffinity(0)),
        "load": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "matrix_kernels": sorted(pool.get("architecture", "") for pool in threadpool_info()),
        "encoder": UseEncoder().id,
        "version": version("aigov-corpus"),
    }


def processor_name() -> str:
    """Return the name of the processor as Linux tells it, else as Python does."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    for line in lines:
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor()


def stored_figures(part: str) -> dict[str, object]:
    """Return the figures of one part as they were last saved; empty if there are none."""
    if not OUT.exists():
        return {}
    figures: dict[str, object] = json.loads(OUT.read_text("utf-8")).get(part, {}).get("figures", {})
    return figures


def save_figures(part: str, figures: object, *, out: Path = OUT) -> None:
    """Put the figures of one part into a JSON file; its other parts stay as they are."""
    parts = json.loads(out.read_text("utf-8")) if out.exists() else {}
    parts[part] = {"machine": describe_machine(), "figures": figures}
    text = json.dumps(parts, indent=1, ensure_ascii=False, sort_keys=True)
    out.write_text(text + "\n", encoding="utf-8")
    print(f"{out}: {part}", file=sys.stderr)
