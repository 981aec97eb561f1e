"""Kill builds, batches, exports and alignments at random; see that nothing half-written is taken.

    python benchmarks/kills.py              700 kills, some minutes; writes kills.json
    python benchmarks/kills.py --each 20    as many of each kind; writes nothing
    python benchmarks/kills.py --only batch    100 kills of one kind; writes its part of kills.json

Each process is killed (SIGKILL) after a random share of the time that it needs. What counts:

- half: a file that holds neither its old nor its new content
- mixed: a corpus that loads with other pairs than those of the old or the new build
- not mended: the next run without a kill does not give what a run from nothing gives
- left over: a temporary file that is there after the next run

A corpus between two builds may be refused: that is a kill between two renames.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

import aigov_corpus as ac
from aigov_corpus.cli import main as command_line

OUT = Path(__file__).with_suffix(".json")
EACH = 100
"""Kills of each kind in the long form; there are seven kinds."""
DOCUMENTS = 8
"""Documents of a batch."""
PROJECT = Path(__file__).parents[1]
TEXT = "data/raw/global-ai-governance-action-plan.en-zh.txt"
"""The text of the bundled document, in the project."""
OLD = "old content\n"
FORMATS = ("tmx", "xlsx", "csv", "parquet")
"""Formats that are exported; each writes one file."""
TRIES = 3
"""Runs without a kill, of which the longest is the time from which the moments are drawn."""


@dataclass(slots=True)
class Result:
    """What was found after the kills of one kind."""

    kills: int = 0
    states: dict[str, int] = field(default_factory=dict)
    """How often the process had ended, the content was old, new, or refused."""
    faults: list[str] = field(default_factory=list)

    def count(self, state: str) -> None:
        """Count a state in which something was found."""
        self.states[state] = self.states.get(state, 0) + 1


def run_until(work: Callable[[], object], seconds: float | None) -> bool:
    """Run something in a process of its own; return whether it was killed.

    Args:
        work: what to run.
        seconds: when to kill it; None to let it end.
    """
    child = os.fork()
    if not child:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        try:
            work()
        finally:
            os._exit(0)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def time_of(work: Callable[[], object]) -> float:
    """Return the seconds that a process needs for something, at most."""
    longest = 0.0
    for _ in range(TRIES):
        begin = time.perf_counter()
        run_until(work, None)
        longest = max(longest, time.perf_counter() - begin)
    return longest


def kill_writers(folder: Path, each: int, generator: random.Random) -> Iterator[tuple[str, Result]]:
    """Kill exports and an alignment, each of which replaces one file."""
    corpus = ac.load()
    text = str(PROJECT / TEXT)

    def export(form: str, out: Path) -> Callable[[], object]:
        return lambda: corpus.export(form, out)

    def align(out: Path) -> Callable[[], object]:
        line = ["align", text, text, "--encoder", "hash", "--force", "--out", str(out)]
        return lambda: command_line(line, standalone_mode=False)

    works = [(form, export(form, folder / f"out.{form}")) for form in FORMATS]
    for name, work in [*works, ("align", align(folder / "out.tsv"))]:
        out = folder / f"out.{'tsv' if name == 'align' else name}"
        result = Result()
        longest = time_of(work)
        whole = out.read_bytes()
        for number in range(each):
            out.write_text(OLD, encoding="utf-8")
            killed = run_until(work, generator.uniform(0, longest))
            result.kills += killed
            found = out.read_bytes()
            state = "new" if found == whole else "old" if found == OLD.encode() else "half"
            result.count(state)
            if state == "half":
                result.faults.append(f"{number}: half, {len(found)} bytes")
        run_until(work, None)
        if out.read_bytes() != whole:
            result.faults.append("not mended")
        yield name, result


def kill_builds(folder: Path, each: int, generator: random.Random) -> Result:
    """Kill builds of two versions of one text, in turn."""
    for name in ("corpus.toml", "data/raw", "data/CHANGELOG.md"):
        source, copy = PROJECT / name, folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, copy) if source.is_dir() else shutil.copy(source, copy)
    text = folder / TEXT
    first = text.read_text(encoding="utf-8")
    versions = [first, first.replace("人工智能", "智能")]
    aligned = folder / "data" / "aligned"

    def build() -> None:
        ac.build(folder / "corpus.toml", encoder="hash")

    wanted = []
    for version in versions:
        text.write_text(version, encoding="utf-8")
        longest = time_of(build)
        wanted.append(list(ac.load(aligned)))
    result = Result()
    for number in range(each):
        new = number % 2
        old = 1 - new
        text.write_text(versions[new], encoding="utf-8")
        result.kills += run_until(build, generator.uniform(0, longest))
        try:
            found = list(ac.load(aligned))
        except ac.AigovError:
            state = "refused"
        else:
            state = "new" if found == wanted[new] else "old" if found == wanted[old] else "mixed"
        result.count(state)
        if state == "mixed":
            result.faults.append(f"{number}: mixed")
        run_until(build, None)
        if list(ac.load(aligned)) != wanted[new]:
            result.faults.append(f"{number}: not mended")
        left = [path.name for path in aligned.iterdir() if path.name.startswith(".new-")]
        if left:
            result.faults.append(f"{number}: left over, {left}")
    return result


def kill_batches(folder: Path, each: int, generator: random.Random) -> Result:
    """Kill batches at random; each is run again without a kill, and compared with a whole one."""
    folder.mkdir()
    rows = ["id,zh,en"]
    for number in range(DOCUMENTS):
        zh = f"第一条 第{number}区应当检查灯具。\n第二条 每年检查{number + 3}次。\n"
        en = f"Article 1 District {number} inspects lamps.\nArticle 2 {number + 3} times a year."
        (folder / f"{number}.zh.txt").write_text(zh, encoding="utf-8")
        (folder / f"{number}.en.txt").write_text(en, encoding="utf-8")
        rows.append(f"d{number},{number}.zh.txt,{number}.en.txt")
    manifest = folder / "list.csv"
    manifest.write_text("\n".join(rows) + "\n", encoding="utf-8")

    def batch(out: Path) -> Callable[[], object]:
        return lambda: ac.batch(manifest, out, encoder="hash")

    def begin_anew() -> None:
        shutil.rmtree(folder / "whole", ignore_errors=True)
        batch(folder / "whole")()

    longest = time_of(begin_anew)
    whole = read_archive(folder / "whole")
    result = Result()
    for number in range(each):
        out = folder / "archive"
        shutil.rmtree(out, ignore_errors=True)
        killed = run_until(batch(out), generator.uniform(0, longest))
        result.kills += killed
        documents = out / "documents"
        done = len(list(documents.glob("[!.]*/.build.json"))) if documents.is_dir() else 0
        result.count("whole" if not killed else f"{'some' if done else 'no'} documents")
        run_until(batch(out), None)
        if read_archive(out) != whole:
            result.faults.append(f"{number}: not mended")
        if left := [path.name for path in documents.iterdir() if path.name.startswith(".new-")]:
            result.faults.append(f"{number}: left over, {left}")
    return result


def read_archive(out: Path) -> dict[str, bytes]:
    """Return the bytes of each file of an archive but the journal, which has times."""
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name not in ("journal.jsonl", ".lock")
    }


def run_all(each: int, seed: int, only: str = "") -> dict[str, Result]:
    """Kill processes of all kinds, or of one, and print what was found."""
    generator = random.Random(seed)
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["AIGOV_CACHE_DIR"] = str(Path(folder) / "cache")
        if only in ("", "build"):
            found["build"] = kill_builds(Path(folder) / "project", each, generator)
        if only in ("", "batch"):
            found["batch"] = kill_batches(Path(folder) / "batch", each, generator)
        if not only:
            found |= dict(kill_writers(Path(folder), each, generator))
    for name, result in found.items():
        print(f"{name}: {result.kills} killed, {dict(result.states)}, faults: {result.faults}")
    return found


def main() -> int:
    """Run it from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--each", type=int, default=0, help="kills of each kind; 0: all, saved")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=("build", "batch"), default="", help="one kind")
    chosen = parser.parse_args()
    results = run_all(chosen.each or EACH, chosen.seed, chosen.only)
    if not chosen.each:
        from figures import describe_machine

        kinds = json.loads(OUT.read_text("utf-8"))["kinds"] if chosen.only else {}
        kinds |= {name: asdict(result) for name, result in results.items()}
        content = {
            "machine": describe_machine(),
            "seed": chosen.seed,
            "kills": sum(kind["kills"] for kind in kinds.values()),
            "faults": sum(len(kind["faults"]) for kind in kinds.values()),
            "kinds": kinds,
        }
        OUT.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return int(any(result.faults for result in results.values()))


if __name__ == "__main__":
    sys.exit(main())
