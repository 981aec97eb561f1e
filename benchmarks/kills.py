"""Kill commands while they write; see that nothing half-written is taken.

    python benchmarks/kills.py              900 kills, some minutes; writes kills.json
    python benchmarks/kills.py --each 20    as many of each kind; writes nothing
    python benchmarks/kills.py --only batch    100 kills of one kind; writes its part of kills.json

Builds, batches, exports, alignments and `check --accept` are killed (SIGKILL): half of them before
one of the steps in which they write (a file is made, opened for writing, renamed, removed …), each
step once before any is drawn again; a quarter at a random time after the first such step, while
they write; and a quarter after a random share of the whole time. What counts:

- half: a file that holds neither its old nor its new content
- mixed: a corpus that loads with other pairs than those of the old or the new build
- not mended: the next run without a kill does not give what a run from nothing gives
- left over: a temporary file that is there after the next run

A corpus between two builds may be refused: that is a kill between two renames.
"""

from __future__ import annotations

import argparse
import json
import mmap
import os
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

import aigov_corpus as ac
from aigov_corpus.cli import main as command_line

OUT = Path(__file__).with_suffix(".json")
EACH = 100
"""Kills of each kind in the long form; there are nine kinds."""
DOCUMENTS = 8
"""Documents of a batch."""
PROJECT = Path(__file__).parents[1]
TEXT = "data/raw/global-ai-governance-action-plan.en-zh.txt"
"""The text of the bundled document, in the project."""
COUNTS = range(2, 12)
"""Numbers in the rows whose findings are accepted, each of which is rendered by the next one."""
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


@dataclass(frozen=True, slots=True)
class Moment:
    """When a process is killed."""

    seconds: float = -1
    """Seconds after the beginning; with `step`, seconds after that step."""
    step: int = 0
    """Number of a step of writing, from 1: the kill comes before it. 0 for none."""


NEVER = Moment()
"""The process is not killed."""


class Steps:
    """Counts the steps in which this process writes into a folder, and kills it at one of them."""

    def __init__(self, folder: Path, moment: Moment) -> None:
        self._folder = str(folder)
        self._moment = moment
        self.shared = mmap.mmap(-1, 16)
        """The number of steps so far, and the nanoseconds from the first to the last."""
        self._number = 0
        self._first = 0

    def watch(self) -> None:
        """Begin to count, in the process that is to be killed."""
        sys.addaudithook(self._see)

    def result(self) -> tuple[int, float]:
        """Return how many steps there were, and the seconds from the first to the last."""
        data = self.shared[:]
        return int.from_bytes(data[:8], "big"), int.from_bytes(data[8:], "big") / 1e9

    def _see(self, event: str, arguments: tuple[object, ...]) -> None:
        """Take an event of Python for a step if it changes something in the folder."""
        if event == "open":
            flags = arguments[2]
            writes = isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))
        else:
            writes = event in _STEPS
        path = arguments[0] if writes else None
        place = os.fsdecode(path) if isinstance(path, (str, bytes, os.PathLike)) else ""
        if not place.startswith(self._folder):
            return
        now = time.perf_counter_ns()
        self._number += 1
        self._first = self._first or now
        self.shared[:] = self._number.to_bytes(8, "big") + (now - self._first).to_bytes(8, "big")
        if self._number == self._moment.step:
            self._kill()

    def _kill(self) -> None:
        if self._moment.seconds <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
        timer = threading.Timer(self._moment.seconds, os.kill, (os.getpid(), signal.SIGKILL))
        timer.daemon = True
        timer.start()


_STEPS = frozenset(
    ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.chmod", "os.link")
)
"""Events of Python, beside `open`, that tell of a change in a folder before it is made."""


def run_until(work: Callable[[], object], moment: Moment, folder: Path) -> tuple[bool, Steps]:
    """Run something in a process of its own; return whether it was killed, and its steps.

    Args:
        work: what to run.
        moment: when to kill it.
        folder: where it writes.
    """
    steps = Steps(folder, moment)
    child = os.fork()
    if not child:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        try:
            steps.watch()
            work()
        finally:
            os._exit(0)
    if moment.seconds >= 0 and not moment.step:
        time.sleep(moment.seconds)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status), steps


def draw_moments(
    work: Callable[[], object],
    begin: Callable[[], object],
    each: int,
    generator: random.Random,
    folder: Path,
) -> list[Moment]:
    """Return moments to kill something at: at steps, while it writes, and at any time.

    Args:
        work: what will be killed; it is run here some times without a kill.
        begin: what is done before each run.
        each: number of moments.
        generator: source of chance.
        folder: where it writes.
    """
    longest, number, writing = 0.0, 0, 0.0
    for _ in range(TRIES):
        begin()
        started = time.perf_counter()
        _, steps = run_until(work, NEVER, folder)
        longest = max(longest, time.perf_counter() - started)
        number, seconds = steps.result()
        writing = max(writing, seconds)
    order: list[int] = []
    moments = []
    for turn in range(each):
        if turn % 2:
            order = order or generator.sample(range(1, number + 1), number)
            moments.append(Moment(step=order.pop()))
        elif turn % 4:
            moments.append(Moment(generator.uniform(1e-6, writing), step=1))
        else:
            moments.append(Moment(generator.uniform(0, longest)))
    return moments


def kill_writers(folder: Path, each: int, generator: random.Random) -> Iterator[tuple[str, Result]]:
    """Kill exports and an alignment, each of which replaces one file."""
    corpus = ac.load().select(rendering="plain")  # several would be several files of TMX
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

        def begin(out: Path = out) -> None:
            out.write_text(OLD, encoding="utf-8")

        moments = draw_moments(work, begin, each, generator, folder)
        whole = out.read_bytes()
        if whole == OLD.encode():
            result.faults.append("nothing was written")
        for number, moment in enumerate(moments):
            begin()
            result.kills += run_until(work, moment, folder)[0]
            found = out.read_bytes()
            state = "new" if found == whole else "old" if found == OLD.encode() else "half"
            result.count(state)
            if state == "half":
                result.faults.append(f"{number}: half, {len(found)} bytes")
        run_until(work, NEVER, folder)
        if out.read_bytes() != whole:
            result.faults.append("not mended")
        if left := _temporary_files(folder):
            result.faults.append(f"left over, {left}")
        yield name, result


def _temporary_files(folder: Path) -> list[str]:
    """Return the names of temporary files and folders in a folder."""
    return [path.name for path in folder.iterdir() if path.name.startswith((".new-", ".aigov-"))]


def kill_accepting(folder: Path, each: int, generator: random.Random) -> Result:
    """Kill `check --accept`, which adds to findings that were accepted before."""
    folder.mkdir()
    rows = [f"检查{number}次。,It is inspected {number + 1} times." for number in COUNTS]
    pairs = folder / "pairs.csv"
    pairs.write_text("\n".join(["zh,en", *rows]) + "\n", encoding="utf-8")
    accepted = folder / "pairs.csv.accepted.jsonl"

    def accept() -> None:
        command_line(["check", str(pairs), "--accept", "all"], standalone_mode=False)

    def begin() -> None:
        accepted.unlink(missing_ok=True)

    # In this process, so that those that are killed need not load what it loads.
    command_line(["check", str(pairs)], standalone_mode=False)

    moments = draw_moments(accept, begin, each, generator, folder)
    whole = accepted.read_bytes()
    old = b"".join(whole.splitlines(keepends=True)[:1])
    result = Result()
    for number, moment in enumerate(moments):
        accepted.write_bytes(old)
        result.kills += run_until(accept, moment, folder)[0]
        found = accepted.read_bytes()
        state = "new" if found == whole else "old" if found == old else "half"
        result.count(state)
        if state == "half":
            result.faults.append(f"{number}: half, {len(found)} bytes")
        run_until(accept, NEVER, folder)
        if accepted.read_bytes() != whole:
            result.faults.append(f"{number}: not mended")
        if left := _temporary_files(folder):
            result.faults.append(f"{number}: left over, {left}")
    return result


def kill_alignments(folder: Path, each: int, generator: random.Random) -> Result:
    """Kill alignments into a corpus of two versions of one text, in turn."""
    folder.mkdir()
    text = folder / "plan.txt"
    first = (PROJECT / TEXT).read_text(encoding="utf-8")
    aligned = folder / "corpus"

    def align() -> None:
        line = ["align", str(text), str(text), "--encoder", "hash", "--out", f"{aligned}/"]
        command_line(line, standalone_mode=False)

    versions = [first, first.replace("人工智能", "智能")]
    return _kill_versions(align, text, versions, aligned, each, generator)


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

    return _kill_versions(build, text, versions, aligned, each, generator)


def _kill_versions(
    work: Callable[[], None],
    text: Path,
    versions: list[str],
    aligned: Path,
    each: int,
    generator: random.Random,
) -> Result:
    """Kill what makes a corpus of one of two versions of a text, in turn.

    Half of the kills meet a corpus that is replaced, half one that is made where there was none.

    Args:
        work: makes the corpus.
        text: the file of the text.
        versions: its two versions.
        aligned: the directory of the corpus.
        each: number of kills.
        generator: source of chance.
    """
    wanted = []
    for version in versions:
        text.write_text(version, encoding="utf-8")
        work()
        wanted.append(list(ac.load(aligned)))

    def replace() -> None:
        text.write_text(versions[0], encoding="utf-8")
        work()
        text.write_text(versions[1], encoding="utf-8")

    def clear() -> None:
        shutil.rmtree(aligned)

    replacing = draw_moments(work, replace, each - each // 2, generator, aligned)
    making = draw_moments(work, clear, each // 2, generator, aligned)
    result = Result()
    for number, moment in enumerate([*replacing, *making]):
        new = number % 2
        old = 1 - new
        if number >= len(replacing):
            clear()
        text.write_text(versions[new], encoding="utf-8")
        result.kills += run_until(work, moment, aligned)[0]
        try:
            found = list(ac.load(aligned))
        except ac.AigovError:
            state = "refused"
        else:
            state = "new" if found == wanted[new] else "old" if found == wanted[old] else "mixed"
        result.count(state)
        if state == "mixed":
            result.faults.append(f"{number}: mixed")
        run_until(work, NEVER, aligned)
        if list(ac.load(aligned)) != wanted[new]:
            result.faults.append(f"{number}: not mended")
        if left := _temporary_files(aligned):
            result.faults.append(f"{number}: left over, {left}")
    return result


def kill_batches(folder: Path, each: int, generator: random.Random) -> Result:
    """Kill batches; each is run again without a kill, and compared with a whole one."""
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

    out = folder / "archive"

    def begin() -> None:
        shutil.rmtree(out, ignore_errors=True)

    moments = draw_moments(batch(out), begin, each, generator, out)
    whole = read_archive(out)
    result = Result()
    for number, moment in enumerate(moments):
        begin()
        killed = run_until(batch(out), moment, out)[0]
        result.kills += killed
        documents = out / "documents"
        done = len(list(documents.glob("[!.]*/.build.json"))) if documents.is_dir() else 0
        result.count("whole" if not killed else f"{'some' if done else 'no'} documents")
        run_until(batch(out), NEVER, out)
        if read_archive(out) != whole:
            result.faults.append(f"{number}: not mended")
        if left := _temporary_files(documents):
            result.faults.append(f"{number}: left over, {left}")
    return result


def read_archive(out: Path) -> dict[str, bytes]:
    """Return the bytes of each file of an archive but the journal, which has times."""
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name not in ("journal.jsonl", ".lock")
    }


KINDS: dict[str, Callable[[Path, int, random.Random], Result]] = {
    "build": kill_builds,
    "batch": kill_batches,
    "align into a corpus": kill_alignments,
    "accept": kill_accepting,
}
"""What is killed by name, beside writers of single files."""


def run_all(each: int, seed: int, only: str = "") -> dict[str, Result]:
    """Kill processes of all kinds, or of one, and print what was found."""
    generator = random.Random(seed)
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["AIGOV_CACHE_DIR"] = str(Path(folder) / "cache")
        place = Path(folder)
        for name, kill in KINDS.items():
            if only in ("", name):
                found[name] = kill(place / name, each, generator)
        if not only:
            (place / "files").mkdir()
            found |= dict(kill_writers(place / "files", each, generator))
    for name, result in found.items():
        print(f"{name}: {result.kills} killed, {dict(result.states)}, faults: {result.faults}")
    return found


def main() -> int:
    """Run it from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--each", type=int, default=0, help="kills of each kind; 0: all, saved")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=KINDS, default="", help="one kind")
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
