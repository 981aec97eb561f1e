"""Measure how long a command takes that aligns two files of two lines, and how much memory.

    python benchmarks/startup.py --save

Each measurement is a process of its own. Where torch is installed, it is measured with torch and
with torch hidden. The `first` process finds an empty cache and makes the indexes of dictionaries in
it. The next ones find the indexes, but no vector: those are deleted before.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from statistics import median

import aigov_corpus as ac
from figures import describe_machine

OUT = Path(__file__).with_name("startup.json")
ROUNDS = 9
"""Processes of each kind; they take turns, and the median is reported."""
CHINESE = ["人工智能带来前所未有发展机遇。", "也带来前所未遇风险挑战。"]
ENGLISH = [
    "Artificial intelligence brings unprecedented opportunities.",
    "It also brings unprecedented risks and challenges.",
]
PLAIN = "from aigov_corpus.cli import main; main()"
HIDDEN = "import sys; sys.modules['torch'] = None; " + PLAIN
"""The command where `import torch` fails."""
KIB_PER_MIB = 1024


def run_process(code: str, folder: Path, cache: Path) -> dict[str, float]:
    """Return the seconds, seconds of processor time and MiB of one process; it must succeed."""
    command = [sys.executable, "-c", code, "align", f"{folder}/zh.txt", f"{folder}/en.txt"]
    environment = os.environ | {"AIGOV_CACHE_DIR": str(cache)}
    start = time.perf_counter()
    actions = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    process = os.posix_spawn(sys.executable, command, environment, file_actions=actions)
    _, status, usage = os.wait4(process, 0)
    if status:
        sys.exit(f"the command failed: {command}")
    return {
        "seconds": time.perf_counter() - start,
        "processor_seconds": usage.ru_utime + usage.ru_stime,
        "mib": usage.ru_maxrss / KIB_PER_MIB,
    }


def measure_processes(folder: Path) -> dict[str, dict[str, float]]:
    """Return the medians of each kind of process."""
    (folder / "zh.txt").write_text("\n".join(CHINESE), encoding="utf-8")
    (folder / "en.txt").write_text("\n".join(ENGLISH), encoding="utf-8")
    kinds = {"torch_hidden": HIDDEN}
    if find_spec("torch"):
        kinds["torch_installed"] = PLAIN
    found: dict[str, list[dict[str, float]]] = {}
    made = folder / "made"
    for _ in range(ROUNDS):
        shutil.rmtree(made, ignore_errors=True)
        found.setdefault("first", []).append(run_process(HIDDEN, folder, made))
        for kind, code in kinds.items():
            (made / "vectors.sqlite").unlink()
            found.setdefault(kind, []).append(run_process(code, folder, made))
    return {
        kind: {name: round(median(one[name] for one in all_), 2) for name in all_[0]}
        for kind, all_ in found.items()
    }


def measure_call() -> dict[str, float]:
    """Return what `align_sentences` takes on two sentences a side once everything is loaded."""
    os.environ["AIGOV_CACHE_DIR"] = "off"
    seconds, processor_seconds = [], []
    for _ in range(ROUNDS + 1):
        start, processor_start = time.perf_counter(), time.process_time()
        ac.align_sentences(CHINESE, ENGLISH, src_lang="zh", tgt_lang="en")
        seconds.append(time.perf_counter() - start)
        processor_seconds.append(time.process_time() - processor_start)
    return {
        "milliseconds": round(1000 * median(seconds[1:]), 1),
        "processor_milliseconds": round(1000 * median(processor_seconds[1:]), 1),
    }


def main() -> None:
    """Measure, print, and save if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--save", action="store_true", help=f"write {OUT.name}")
    save = parser.parse_args().save
    with tempfile.TemporaryDirectory() as folder:
        figures: dict[str, object] = dict(measure_processes(Path(folder)))
    figures["call"] = measure_call()
    signature = ac.align_sentences(CHINESE, ENGLISH, src_lang="zh", tgt_lang="en").made_by
    about = {"machine": describe_machine(), "signature": str(signature), "figures": figures}
    text = json.dumps(about, indent=1, ensure_ascii=False) + "\n"
    print(text)
    if save:
        OUT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
