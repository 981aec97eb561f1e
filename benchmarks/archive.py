"""Measure how archives are made: which documents belong together, and how fast they are aligned.

    python benchmarks/archive.py pairing ../shared/gold [--save]
    python benchmarks/archive.py processes ../shared/gold [--save]
    python benchmarks/archive.py growth [--documents 10000] [--save]

- pairing: documents of 6 to 30 paragraphs are cut from texts whose paragraphs or sentences are
  aligned; of three in ten the counterpart is taken away. Recall counts the pairs that are left,
  precision the pairs that were found. The weights were chosen on pol and laws-tw, none on hkma.
- processes: the same documents with one process and with two, in turn; the ratio of their speeds.
- growth: many small documents; seconds a document, memory and bytes a pair as the archive grows.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import aigov_corpus as ac
from aigov_corpus.batching.likeness import make_profile
from aigov_corpus.batching.pairing import pair_documents
from aigov_corpus.embedding import get_encoder
from aigov_corpus.evaluation.gold import read_gold
from aigov_corpus.segmentation import segment_text
from figures import save_figures

SIZES = (6, 30)
"""Fewest and most units of a document."""
WITHOUT = 0.3
"""Share of documents whose counterpart is taken away."""
ROUNDS = 3

Unit = tuple[str, str]


def read_units(gold: Path, name: str) -> Iterator[list[Unit]]:
    """Yield the aligned units of each text of a set: paragraphs, lines or beads."""
    folder = gold / name
    if name in ("hkma", "laws-tw"):
        for zh in sorted(folder.glob("*.zh.txt")):
            en = zh.with_name(zh.name.replace(".zh.", ".en."))
            lines = [path.read_text("utf-8").splitlines() for path in (zh, en)]
            if name == "hkma":
                yield list(zip(*lines, strict=True))
            else:  # one document: only the whole has two sides
                yield [("\n".join(lines[0]), "\n".join(lines[1]))]
    else:
        for text in read_gold(folder):
            sides = (text.src, text.tgt)
            order = (0, 1) if text.src_lang == "zh" else (1, 0)
            beads = []
            for bead in text.beads:
                units = [
                    " ".join(side[number] for number in numbers)
                    for side, numbers in zip(sides, bead, strict=True)
                ]
                beads.append((units[order[0]], units[order[1]]))
            yield beads


def cut(texts: Iterator[list[Unit]]) -> list[Unit]:
    """Return documents as pairs of texts, cut from texts."""
    dice = random.Random(5)
    documents = []
    for units in texts:
        at = 0
        while at < len(units):
            size = dice.randint(*SIZES)
            part = units[at : at + size]
            at += size
            zh, en = ("\n".join(unit[side] for unit in part if unit[side]) for side in (0, 1))
            if zh.strip() and en.strip():
                documents.append((zh, en))
    return documents


def measure_pairing(gold: Path) -> dict[str, object]:
    """Return recall, precision and cost for each set."""
    encoder = get_encoder("use")
    found: dict[str, object] = {}
    for name in ("pol", "laws-tw", "hkma"):
        documents = cut(read_units(gold, name))
        began = time.process_time()
        profiles = []
        for number, document in enumerate(documents):
            sides = []
            for lang, text in zip(("zh", "en"), document, strict=True):
                sentences = [
                    line[start:end]
                    for line in text.split("\n")
                    for start, end in segment_text(line, lang=lang)
                ]
                sides.append(make_profile(sentences, lang=lang, encoder=encoder))
            profiles.append((number, *sides))
        read = time.process_time() - began
        dice = random.Random(7)
        lost = [(dice.random() < WITHOUT / 2, dice.random() < WITHOUT / 2) for _ in profiles]
        zh = [(n, each) for (n, each, _), (gone, _) in zip(profiles, lost, strict=True) if not gone]
        en = [(n, each) for (n, _, each), (_, gone) in zip(profiles, lost, strict=True) if not gone]
        dice.shuffle(en)
        began = time.process_time()
        pairs = pair_documents([each for _, each in zh], [each for _, each in en])
        compared = time.process_time() - began
        right = sum(zh[pair.zh][0] == en[pair.en][0] for pair in pairs)
        possible = len({n for n, _ in zh} & {n for n, _ in en})
        found[name] = {
            "documents": [len(zh), len(en)],
            "pairs there": possible,
            "recall": round(right / possible, 4),
            "precision": round(right / max(1, len(pairs)), 4),
            "processor seconds to read": round(read, 1),
            "processor seconds to compare": round(compared, 2),
        }
        print(name, found[name], flush=True)
    return found


def write_documents(folder: Path, documents: list[Unit]) -> Path:
    """Write documents as files, and the manifest of them; return its path."""
    rows = ["id,zh,en"]
    for number, (zh, en) in enumerate(documents):
        (folder / f"{number}.zh.txt").write_text(zh, encoding="utf-8")
        (folder / f"{number}.en.txt").write_text(en, encoding="utf-8")
        rows.append(f"d{number},{number}.zh.txt,{number}.en.txt")
    path = folder / "list.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def measure_processes(gold: Path) -> dict[str, object]:
    """Return pairs a second with one and two processes, and their ratio."""
    documents = cut(read_units(gold, "hkma"))[:60]
    speeds: dict[int, list[float]] = {1: [], 2: []}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        manifest = write_documents(folder, documents)
        for turn in range(ROUNDS):
            for jobs in (1, 2):
                out = folder / f"out-{turn}-{jobs}"
                command = [sys.executable, "-m", "aigov_corpus", "batch", str(manifest)]
                command += ["--out", str(out), "--jobs", str(jobs)]
                began = time.perf_counter()
                subprocess.run(command, check=True, capture_output=True)
                speeds[jobs].append(time.perf_counter() - began)
        pairs = len(ac.load(out))
    seconds = {jobs: median(times) for jobs, times in speeds.items()}
    return {
        "documents": len(documents),
        "pairs": pairs,
        "seconds": {str(jobs): round(value, 1) for jobs, value in seconds.items()},
        "pairs a second, one process": round(pairs / seconds[1], 1),
        "ratio of two processes to one": round(seconds[1] / seconds[2], 2),
    }


def measure_growth(count: int) -> dict[str, object]:
    """Return seconds a document, memory and bytes a pair for each tenth of the documents."""
    documents = [
        (
            f"第一条 第{number}区应当检查灯具。\n第二条 每年检查{number % 12 + 1}次。\n",
            f"Article 1 District {number} shall inspect lamps.\nArticle 2 Lamps are inspected "
            f"{number % 12 + 1} times a year.\n",
        )
        for number in range(count)
    ]
    marks: list[tuple[int, float, float]] = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        manifest = write_documents(folder, documents)
        out = folder / "archive"
        done = 0

        def note(what: str, share: float) -> None:
            nonlocal done
            done += 1
            if done % max(1, count // 10) == 0:
                memory = int(Path("/proc/self/statm").read_text("ascii").split()[1])
                size = memory * resource.getpagesize() / (1 << 20)
                marks.append((done, time.process_time(), size))

        begin = time.process_time()
        report = ac.batch(manifest, out, encoder="hash", progress=note)
        end = time.process_time()
        again = time.process_time()
        ac.batch(manifest, out, encoder="hash")
        again = time.process_time() - again
        used = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
        table = sum(path.stat().st_size for path in (out / "pairs").iterdir())
    tenths, last = [], begin
    for number, moment, size in marks:
        each = (moment - last) / (count / 10)
        tenths.append({"documents": number, "ms each": round(each * 1000, 1), "MiB": round(size)})
        last = moment
    return {
        "documents": count,
        "pairs": report.pairs,
        "tenths": tenths,
        "processor seconds at the end (table, report)": round(end - last, 1),
        "processor seconds of a second run that does nothing": round(again, 1),
        "bytes a pair": round(used / report.pairs),
        "bytes a pair in the table of all pairs": round(table / report.pairs),
    }


def main() -> None:
    """Measure a part and print it; with --save also store the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("part", choices=("pairing", "processes", "growth"))
    parser.add_argument("gold", type=Path, nargs="?", default=Path("../shared/gold"))
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--save", action="store_true", help="store the figures in archive.json")
    args = parser.parse_args()
    os.environ["AIGOV_CACHE_DIR"] = "off"
    if args.part == "growth":
        figures = measure_growth(args.documents)
    else:
        figures = (measure_pairing if args.part == "pairing" else measure_processes)(args.gold)
    print(figures)
    if args.save:
        save_figures(args.part, figures, out=Path(__file__).with_name("archive.json"))


if __name__ == "__main__":
    main()
