"""Time and memory of one long text, and of one twice as long; see alignment.py.

python benchmarks/alignment_scale.py GOLD_DIR SENTENCES     one text, as JSON
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from aigov_corpus.alignment import align_sentences
from aigov_corpus.evaluation.gold import read_gold

SIZES = (15_000, 30_000)
"""Source sentences of the two texts."""
KIB_PER_MIB = 1024
"""getrusage gives KiB on Linux."""


def measure_scale(gold: Path) -> dict[str, object]:
    """Return the figures of both texts, each from a process of its own, and their time ratio."""
    runs = []
    for size in SIZES:
        command = [sys.executable, __file__, str(gold), str(size)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        runs.append(json.loads(done.stdout))
        print(runs[-1], file=sys.stderr)
    ratio = runs[1]["cpu_seconds"] / runs[0]["cpu_seconds"]
    return {"runs": runs, "cpu_ratio": round(ratio, 2)}


def align_long_text(gold: Path, size: int) -> dict[str, object]:
    """Return the figures of one text, which is made of gold texts one after the other."""
    os.environ["AIGOV_CACHE_DIR"] = "off"
    texts = [text for text in read_gold(gold) if text.src_lang == "zh"]
    src: list[str] = []
    tgt: list[str] = []
    while len(src) < size:
        for text in texts:
            src += text.src
            tgt += text.tgt
    tgt = tgt[: round(size * len(tgt) / len(src))]
    src = src[:size]
    start, processor_start = time.perf_counter(), time.process_time()
    alignment = align_sentences(src, tgt)
    seconds, processor_seconds = (
        time.perf_counter() - start,
        time.process_time() - processor_start,
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_PER_MIB
    return {
        "src": len(src),
        "tgt": len(tgt),
        "beads": len(alignment.beads),
        "seconds": round(seconds, 1),
        "cpu_seconds": round(processor_seconds, 1),
        "peak_mib": round(peak),
    }


if __name__ == "__main__":
    print(json.dumps(align_long_text(Path(sys.argv[1]), int(sys.argv[2]))))
