"""Compare the time of callers in several threads with that of the same calls one after another.

    python benchmarks/threads.py --save

Each call aligns a short text, without the cache of vectors. Three ways take turns, round by round:
all calls in the main thread, all in one other thread, and all in eight threads at once. A ratio is
a time divided by that of the main thread; the median of the rounds is reported. The beads and
scores of every call must be the same, bit for bit.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from statistics import median

import aigov_corpus as ac
from figures import save_figures

CALLS = 32
ROUNDS = 5
SENTENCES = 40
"""Sentences on each side of a text."""


def make_text(number: int) -> tuple[list[str], list[str]]:
    """Return a Chinese text and its English rendering, other ones for each number."""
    articles = range(number, number + SENTENCES)
    chinese = [
        f"第{article}条 国家支持人工智能发展，加强第{article}类安全保障。" for article in articles
    ]
    english = [
        f"Article {article} The state supports artificial intelligence and safeguards security of "
        f"class {article}."
        for article in articles
    ]
    return chinese, english


def align_text(number: int) -> str:
    """Return the beads and scores of a text, to the last bit."""
    chinese, english = make_text(number)
    return repr(ac.align_sentences(chinese, english, src_lang="zh", tgt_lang="en").beads)


def align_in_threads(count: int) -> list[str]:
    """Align all texts in `count` threads that are not the main one."""
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(align_text, range(CALLS)))


def measure() -> dict[str, object]:
    """Return the ratios and the seconds of the main thread for all calls."""
    ways: dict[str, Callable[[], list[str]]] = {
        "main thread": lambda: [align_text(number) for number in range(CALLS)],
        "one other thread": lambda: align_in_threads(1),
        "eight threads": lambda: align_in_threads(8),
    }
    expected = ways["main thread"]()
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            begin = time.perf_counter()
            same = way() == expected
            seconds[name].append(time.perf_counter() - begin)
            if not same:
                raise SystemExit(f"{name}: other beads or scores than in the main thread")
    main = seconds["main thread"]
    return {
        "calls": CALLS,
        "rounds": ROUNDS,
        "seconds in the main thread": round(median(main), 2),
        "ratio": {
            name: round(median(map(float.__truediv__, times, main)), 2)
            for name, times in seconds.items()
        },
    }


def main() -> None:
    """Measure and print; with --save also store the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--save", action="store_true", help="store the figures in alignment.json")
    args = parser.parse_args()
    os.environ["AIGOV_CACHE_DIR"] = "off"
    figures = measure()
    print(figures)
    if args.save:
        save_figures("threads", figures)


if __name__ == "__main__":
    main()
