"""The review page on large documents, and a review server that is killed in the middle of acts.

    python benchmarks/review.py                 about five minutes; writes review.json
    python benchmarks/review.py --kills 20      as many kills; writes nothing
    python benchmarks/review.py --sizes         the sizes alone; keeps the kills of the last run
    python benchmarks/review.py --killed        the kills alone; keeps the sizes of the last run

Sizes: the seconds from the command to its address, the milliseconds until the page with the first
rows has come, and those of an act (confirm, undo, merge), with 1,000 pairs and with 20,000; and
their ratios. A server that reads all of a document for an act would have a ratio near 20.

Kills: a client asks for acts of ten kinds as fast as it can, and the server is killed (SIGKILL) at
a random moment. What counts as a fault:

- lost: an act that the server had answered for is not in the log afterwards
- torn: the next server does not start, or does not mend the last line
- invented: the log has more acts than were asked for
- unfit: in the end, an act of the log does not fit
"""

from __future__ import annotations

import argparse
import http.client
import importlib
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any

from aigov_corpus.corpus.datapackage import describe_document
from aigov_corpus.corpus.store import load_review
from aigov_corpus.corpus.writing import write_document
from aigov_corpus.records import Finding, Pair, Sentence
from aigov_corpus.reviewing.log import LOG
from aigov_corpus.segmentation.ids import name_pair
from aigov_corpus.serving.library import Library
from aigov_corpus.serving.server import Address, serve
from aigov_corpus.tagging import load_taxonomy
from figures import describe_machine

OUT = Path(__file__).with_suffix(".json")
SIZES = (1_000, 20_000)
"""Pairs of the two documents."""
ROUNDS = 30
"""Times that each act is done, and the page opened; the median counts."""
PATIENCE = 900
"""Seconds that a client waits: on a busy machine a server may get no turn for long."""
KILLS = 200
GROUPS = 8
"""Documents whose servers are killed side by side: a server mostly waits for the disk."""
STARTS = 5
"""Times that the command is started; the median counts."""
OPERATIONS = (
    *("comment", "confirm", "reject", "undo", "redo"),
    *("edit", "merge", "split", "move", "link"),
)
"""Acts that are asked for while a server is killed."""
MOST = 8
"""Acts that a server has answered for before it is killed, at the most."""
LONGEST = 0.15
"""Seconds after the last of these acts in which it is killed: some three acts take so long."""
SEED = 1
SECTION = 50
"""Pairs of a section."""
ZH = "第{n}条　各级人民政府应当加强人工智能安全治理，推动第{n}项开放合作。"
EN = "Article {n}: governments at all levels shall strengthen AI safety governance, matter {n}."


def make_document(folder: Path, size: int) -> Path:
    """Write a document of so many pairs that an aligner might have made; return its directory."""
    taxonomy = load_taxonomy().signature
    pairs: list[Pair] = []
    rows: dict[str, list[Sentence]] = {"zh": [], "en": []}
    for number in range(size):
        texts = {"zh": ZH.format(n=number), "en": EN.format(n=number)}
        names = {lang: f"{lang}-{number:016x}" for lang in texts}
        pair_id = name_pair("large", "one", (names["zh"],), (names["en"],))
        section = str(1 + number // SECTION)
        for lang, text in texts.items():
            rows[lang].append(
                Sentence(
                    id=names[lang],
                    document="large",
                    rendering="one",
                    language=lang,
                    position=number + 1,
                    pair_id=pair_id,
                    section=section,
                    level=1,
                    kind="paragraph",
                    block=number + 1,
                    start=0,
                    end=len(text),
                    text=text,
                    block_text=text,
                )
            )
        pairs.append(
            Pair(
                pair_id=pair_id,
                document="large",
                rendering="one",
                seq=number + 1,
                section=section,
                section_title_zh="",
                section_title_en="",
                kind="paragraph",
                zh=texts["zh"],
                en=texts["en"],
                language_zh="zh",
                language_en="en",
                zh_ids=(names["zh"],),
                en_ids=(names["en"],),
                bead="1-1",
                score=round(random.Random(number).random(), 4),
                status="auto",
                principles=("security",),
                principles_zh=("security",),
                principles_en=("security",),
                principle_evidence=(),
                near_misses=(),
                source_url_zh="",
                source_url_en="",
                sha256_zh="",
                sha256_en="",
                licence_en="",
                signature=f"align:none|tag:{taxonomy}|v:0",
            )
        )
    directory = folder / "large"
    every = [*rows["zh"], *rows["en"]]
    facts = describe_document(
        "large",
        title="Large",
        description="An invented document.",
        texts=(),
        sentences=every,
        taxonomy=taxonomy,
    )
    write_document(directory, pairs, every, [], facts=facts, fingerprint={})
    return directory


class Window:
    """A client of a server in a process of its own."""

    def __init__(self, directory: Path) -> None:
        """Start the server and get in."""
        reader, writer = os.pipe()
        self.process = os.fork()
        if not self.process:
            _run_server(directory, writer)
        os.close(writer)
        with os.fdopen(reader) as stream:
            url = stream.readline().strip()
        self._port = int(url.split(":")[2].partition("/")[0])
        self._connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        answer = self._send("GET", url.partition(str(self._port))[2])
        self._cookie = (answer.getheader("set-cookie") or "").partition(";")[0]
        answer.read()

    def _send(self, method: str, path: str, body: str = "") -> http.client.HTTPResponse:
        headers = {"origin": f"http://127.0.0.1:{self._port}"}
        if getattr(self, "_cookie", ""):
            headers["cookie"] = self._cookie
        self._connection.request(method, path, body or None, headers)
        return self._connection.getresponse()

    def get(self, path: str) -> str:
        """Return a page."""
        return self._send("GET", path).read().decode()

    def act(self, op: str, *rows: tuple[str, str], **values: Any) -> int:
        """Ask for an act; return the status of the answer."""
        asked = [{"key": key, "state": state} for key, state in rows]
        body = {"op": op, "rendering": "one", "rows": asked, "unlocked": True} | values
        answer = self._send("POST", "/d/0/act?order=text", json.dumps(body))
        self.changed = answer.read().decode()
        return answer.status

    def rows(self) -> list[tuple[str, str]]:
        """Return key and state of each row of the first page."""
        return find_rows(json.loads(self.get("/d/0/rows?order=text"))["html"])

    def rows_after(self, rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """Return key and state of each row after the last act, of those before it."""
        answer = json.loads(self.changed)
        if "html" in answer:
            return find_rows(answer["html"])
        new = dict(find_rows(" ".join(answer.get("rows", {}).values())))
        return [(key, new.get(key, state)) for key, state in rows]

    def kill(self) -> None:
        """Kill the server."""
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        self._connection.close()


def find_rows(page: str) -> list[tuple[str, str]]:
    """Return key and state of each row in the HTML of a page."""
    return re.findall('data-key="([0-9a-f]+)" data-state="([0-9a-f]+)"', page)


def _run_server(directory: Path, writer: int) -> None:
    """Serve a document in this process, write the address to a pipe, and never return."""

    def tell(address: Address) -> None:
        os.write(writer, f"{address.url}\n".encode())

    try:
        library = Library(directory.parent / "work")
        library.open(directory)
        serve(library, reviewer="benchmark", encoder="hash", ready=tell)
    finally:
        os._exit(0)


@contextmanager
def window_on(directory: Path) -> Iterator[Window]:
    """A window of a server that is killed at the end."""
    window = Window(directory)
    try:
        yield window
    finally:
        window.kill()


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long something takes, as the median of several times."""
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return round(1000 * median(taken), 1)


def start_command(directory: Path) -> float:
    """Return the seconds from the command to the address that it prints."""
    command = [sys.executable, "-m", "aigov_corpus", "review", str(directory), "--no-browser"]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    with process:
        assert process.stdout
        assert process.stdout.readline().startswith(b"http://")
        seconds = time.perf_counter() - start
        process.terminate()
    return seconds


def measure_size(directory: Path) -> dict[str, float]:
    """Return the milliseconds of opening the page and of acts in a document."""
    found = {"start_seconds": round(median(start_command(directory) for _ in range(STARTS)), 2)}
    with window_on(directory) as window:
        first = window.get("/d/0")
        assert first.count('class="row ') > 1
        found["open"] = milliseconds(lambda: window.get("/d/0"))
        row = window.rows()[0]

        def confirm() -> None:
            assert window.act("confirm", row) == 200
            assert window.act("undo") == 200

        def merge() -> None:
            assert window.act("merge", row) == 200
            assert window.act("undo") == 200

        found["confirm_and_undo"] = milliseconds(confirm)
        found["merge_and_undo"] = milliseconds(merge)
    return found


def measure_sizes(folder: Path) -> dict[str, Any]:
    """Return the figures of both documents, and their ratios."""
    figures = {}
    for size in SIZES:
        figures[size] = measure_size(make_document(folder / str(size), size))
    small, large = (figures[size] for size in SIZES)
    ratios = {name: round(large[name] / small[name], 2) for name in small}
    return {"milliseconds": figures, "ratios": ratios}


@dataclass(slots=True)
class Kills:
    """What was found after some kills."""

    kills: int = 0
    acts_answered: int = 0
    acts_logged: int = 0
    lines_torn: int = 0
    """Kills after which the last line of the log was not finished."""
    faults: list[str] = field(default_factory=list)


def kill_once(directory: Path, dice: random.Random) -> tuple[int, int, int]:
    """Kill a server in the middle of acts.

    Returns:
        How many acts the server had answered for, how many were asked for, and how many are in the
        log.
    """
    log = directory / LOG
    before = _count_lines(log)
    window = Window(directory)
    rows = window.rows()
    moment = (dice.randrange(MOST), dice.uniform(0, LONGEST))
    killer = threading.Timer(moment[1], os.kill, (window.process, signal.SIGKILL))
    answered = asked = 0
    with suppress(OSError, http.client.HTTPException):
        while True:
            if answered >= moment[0] and not killer.ident:
                killer.start()
            asked += 1
            op = dice.choice(OPERATIONS)
            about = [] if op in ("undo", "redo") else dice.sample(rows, 1 + (op == "link"))
            values = {
                "comment": "好" * dice.randrange(1, 400),
                "text": "An edited text. " * dice.randrange(1, 40),
                "en_at": dice.randrange(60),
                "zh_at": dice.randrange(30),
                "step": dice.choice((-1, 1)),
            }
            status = window.act(op, *about, **values)
            answered += status == 200
            rows = window.rows_after(rows) if status in (200, 409) else rows
    with suppress(ProcessLookupError):  # it has not ended if the client gave up
        os.kill(window.process, signal.SIGKILL)
    with suppress(ChildProcessError):
        os.waitpid(window.process, 0)
    return answered, asked, _count_lines(log) - before


def _find_nothing(pairs: object) -> list[Finding]:
    """Return no finding, for servers that are killed."""
    return []


def _count_lines(log: Path) -> int:
    """Return the number of finished lines of a log."""
    return log.read_bytes().count(b"\n") if log.exists() else 0


def kill_many(directory: Path, kills: int, seed: int) -> Kills:
    """Kill a server of one document again and again; return what was lost, torn or invented."""
    dice = random.Random(seed)
    found = Kills()
    directory.mkdir()
    log = make_document(directory, SECTION) / LOG
    for number in range(kills):
        try:
            answered, asked, logged = kill_once(log.parent, dice)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong is the result
            found.faults.append(f"{seed}.{number}: torn: {error!r}")
            continue
        found.kills += 1
        found.acts_answered += answered
        found.acts_logged += logged
        found.lines_torn += log.exists() and not log.read_bytes().endswith(b"\n")
        if logged < answered:
            found.faults.append(f"{seed}.{number}: lost: {answered} answered, {logged} logged")
        if logged > asked:
            found.faults.append(f"{seed}.{number}: invented: {asked} asked, {logged} logged")
    orphans = load_review(log.parent).review.orphans.values()
    found.faults += (f"{seed}: unfit: {act.id}" for act in orphans)
    return found


def measure_kills(folder: Path, kills: int) -> dict[str, Any]:
    """Kill servers of several documents, side by side; return what was found, put together."""
    for name in ("uvicorn", "aigov_corpus.serving.app", "aigov_corpus.serving.guard"):
        importlib.import_module(name)  # once, and not in every server
    # no server reads what the checks need: they write nothing, and would take most of the time
    for name in ("findings", "documents"):
        vars(importlib.import_module(f"aigov_corpus.serving.{name}"))["check_pairs"] = _find_nothing
    shares = [kills // GROUPS + (number < kills % GROUPS) for number in range(GROUPS)]
    total = Kills()
    with ProcessPoolExecutor(GROUPS, mp_context=get_context("fork")) as pool:
        seeds = range(SEED, SEED + GROUPS)
        folders = [folder / f"kills-{seed}" for seed in seeds]
        for found in pool.map(kill_many, folders, shares, seeds):
            total.kills += found.kills
            total.acts_answered += found.acts_answered
            total.acts_logged += found.acts_logged
            total.lines_torn += found.lines_torn
            total.faults += found.faults
    return asdict(total)


def main() -> None:
    """Measure, print, and save the long form."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, help="kill only so often, and write nothing")
    parser.add_argument("--sizes", action="store_true", help="measure the sizes alone")
    parser.add_argument("--killed", action="store_true", help="measure the kills alone")
    options = parser.parse_args()
    is_part = options.sizes or options.killed
    found: dict[str, Any] = json.loads(OUT.read_text("utf-8")) if is_part else {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in SIZES:
            (folder / str(part)).mkdir()
        if options.kills is None and not options.killed:
            found |= {"machine": describe_machine()} | measure_sizes(folder)
        if not options.sizes:
            found["killed"] = measure_kills(folder, options.kills or KILLS)
    text = json.dumps(found, indent=1, ensure_ascii=False) + "\n"
    print(text)
    if options.kills is None:
        OUT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
