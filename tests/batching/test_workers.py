"""Real processes: a pool, a cluster with a scheduler, workers that die, a run that is killed."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import aigov_corpus as ac
from aigov_corpus.errors import AigovError

pytestmark = [pytest.mark.slow, pytest.mark.linux]

MakeManifest = Callable[[int], Path]

DEADLY = '''
"""An encoder that ends its process, sleeps or takes all memory where a text says so."""
import os
import time
from aigov_corpus.embedding.hashing import HashEncoder


def obey(text):
    if "致命" in text:
        os.kill(os.getpid(), 9)
    if "沉睡" in text:
        time.sleep(600)
    if "巨大" in text:
        bytearray(8 << 30)


class Deadly(HashEncoder):
    id = "deadly@1"

    def encode(self, texts):
        for text in texts:
            obey(text)
        return super().encode(texts)

    def parts(self, sentences, *, spaced):
        for clauses in sentences:
            for clause in clauses:
                obey(clause)
        return super().parts(sentences, spaced=spaced)
'''


def content(archive: Path) -> dict[str, bytes]:
    """Return the bytes of each file of an archive but the journal, which has times."""
    return {
        str(path.relative_to(archive)): path.read_bytes()
        for path in sorted(archive.rglob("*"))
        if path.is_file() and path.name not in ("journal.jsonl", ".lock")
    }


@pytest.fixture
def deadly(tmp_path: Path) -> dict[str, str]:
    """Install that encoder, and return the environment of a process that has it."""
    place = tmp_path / "site"
    (place / "deadly-1.0.dist-info").mkdir(parents=True)
    (place / "deadly.py").write_text(DEADLY, encoding="utf-8")
    info = place / "deadly-1.0.dist-info"
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: deadly\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[aigov_corpus.encoder]\ndeadly = deadly:Deadly\n")
    path = os.pathsep.join([str(place), *filter(None, [os.environ.get("PYTHONPATH")])])
    return {**os.environ, "PYTHONPATH": path}


def test_processes_give_the_same_bytes(make_manifest: MakeManifest, tmp_path: Path) -> None:
    """One process, two processes: every file of the archive."""
    manifest = make_manifest(6)
    ac.batch(manifest, tmp_path / "one", encoder="use")
    ac.batch(manifest, tmp_path / "two", encoder="use", jobs=2)
    assert content(tmp_path / "one") == content(tmp_path / "two")


def test_a_document_that_ends_its_workers_is_set_aside(
    make_manifest: MakeManifest, tmp_path: Path, deadly: dict[str, str]
) -> None:
    """The others are done; the next run does not try it again unless it is told to."""
    manifest, out = make_manifest(4), tmp_path / "archive"
    add_sentence(tmp_path / "doc-1.zh.txt", "第五条 致命。")
    command = [sys.executable, "-m", "aigov_corpus", "batch", str(manifest), "--out", str(out)]
    command += ["--encoder", "deadly", "--jobs", "2", "--json"]
    found = []
    for _ in range(2):
        done = subprocess.run(command, capture_output=True, text=True, env=deadly, check=False)
        found.append({each["id"]: each for each in json.loads(done.stdout)["documents"]})
    states = [{name: each["state"] for name, each in run.items()} for run in found]
    assert states[0] == {
        "doc-0": "built",
        "doc-1": "failed",
        "doc-2": "built",
        "doc-3": "built",
        "lost": "failed",
    }
    assert "ended 3 times" in found[0]["doc-1"]["reason"]
    assert (states[1]["doc-0"], states[1]["doc-1"]) == ("unchanged", "skipped")


def add_sentence(file: Path, sentence: str) -> None:
    """Write a sentence at the end of a text."""
    file.write_text(f"{file.read_text('utf-8')}{sentence}\n", encoding="utf-8")


def test_limits_hold_in_a_worker(
    make_manifest: MakeManifest, tmp_path: Path, deadly: dict[str, str]
) -> None:
    """A worker that sleeps is killed; one that wants too much memory is refused; others go on."""
    manifest = make_manifest(4)
    add_sentence(tmp_path / "doc-1.zh.txt", "第五条 沉睡。")
    add_sentence(tmp_path / "doc-2.zh.txt", "第五条 巨大。")
    command = [sys.executable, "-m", "aigov_corpus", "batch", str(manifest), "--json"]
    command += ["--out", str(tmp_path / "archive"), "--encoder", "deadly", "--jobs", "2"]
    command += ["--timeout", "20", "--memory", "2000"]
    done = subprocess.run(command, capture_output=True, text=True, env=deadly, check=False)
    found = {each["id"]: each for each in json.loads(done.stdout)["documents"]}
    assert [found[f"doc-{number}"]["state"] for number in range(4)] == [
        *("built", "failed", "failed", "built"),
    ]
    assert "takes longer than its time limit, and its worker was killed" in found["doc-1"]["reason"]
    assert "it needs more than 2,000 MiB; raise --memory" in found["doc-2"]["reason"]


def start(*arguments: str, env: dict[str, str] | None = None) -> subprocess.Popen[str]:
    """Start a Python process of its own group."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def end(process: subprocess.Popen[str]) -> None:
    """Kill a process and its children."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


Cluster = tuple[str, list[subprocess.Popen[str]]]
"""Address of a scheduler; its process and those of its workers."""


@contextmanager
def run_cluster(facts: Path, *options: str, env: dict[str, str] | None = None) -> Iterator[Cluster]:
    """Yield the address of a real scheduler on loopback, and its two real workers."""
    common = ["--scheduler-file", str(facts), "--no-dashboard", "--host", "127.0.0.1"]
    processes = [start("-m", "distributed.cli.dask_scheduler", *common, "--port", "0", env=env)]
    try:
        until = time.monotonic() + 60
        while not facts.exists() or not facts.read_text("utf-8").endswith("}"):
            assert time.monotonic() < until, "the scheduler does not start"
            time.sleep(0.1)
        worker = ["-m", "distributed.cli.dask_worker", *common, "--nthreads", "1", *options]
        processes += [start(*worker, "--death-timeout", "60", env=env) for _ in range(2)]
        address = json.loads(facts.read_text("utf-8"))["address"]

        from distributed import Client

        with Client(address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        yield address, processes
    finally:
        for process in processes:
            end(process)


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_gives_the_same_bytes_though_a_worker_dies(
    make_manifest: MakeManifest, tmp_path: Path
) -> None:
    """A worker is killed in the middle; the other one does its documents."""
    manifest = make_manifest(12)
    ac.batch(manifest, tmp_path / "one", encoder="use")
    done = 0
    with run_cluster(tmp_path / "scheduler.json", "--no-nanny") as (address, processes):

        def kill_once(what: str, share: float) -> None:
            nonlocal done
            done += 1
            if done == 4:
                end(processes[1])

        ac.batch(manifest, tmp_path / "many", encoder="use", dask=address, progress=kill_once)
    assert done >= 12
    assert content(tmp_path / "one") == content(tmp_path / "many")


@pytest.mark.filterwarnings("ignore")
def test_a_document_that_ends_workers_of_a_cluster_is_set_aside(
    make_manifest: MakeManifest, tmp_path: Path, deadly: dict[str, str]
) -> None:
    """Dask starts its workers again, and after four of them the document is a failure."""
    manifest = make_manifest(4)
    add_sentence(tmp_path / "doc-1.zh.txt", "第五条 致命。")
    command = [sys.executable, "-m", "aigov_corpus", "batch", str(manifest), "--json"]
    command += ["--out", str(tmp_path / "archive"), "--encoder", "deadly"]
    with run_cluster(tmp_path / "scheduler.json", env=deadly) as (address, _):
        command += ["--dask", address]
        done = subprocess.run(command, capture_output=True, text=True, env=deadly, check=False)
    assert done.stdout, done.stderr
    found = {each["id"]: each for each in json.loads(done.stdout)["documents"]}
    assert {name: each["state"] for name, each in found.items()} == {
        **{f"doc-{number}": "built" for number in (0, 2, 3)},
        "doc-1": "failed",
        "lost": "failed",
    }
    assert "ended" in found["doc-1"]["reason"]


@pytest.mark.filterwarnings("ignore")
def test_a_run_ends_with_its_scheduler(make_manifest: MakeManifest, tmp_path: Path) -> None:
    """One sentence says so, and what was done stays done."""
    manifest = make_manifest(12)
    done = 0
    with run_cluster(tmp_path / "scheduler.json", "--no-nanny") as (address, processes):

        def kill(what: str, share: float) -> None:
            nonlocal done
            done += 1
            if done == 3:
                end(processes[0])

        with pytest.raises(AigovError, match="the Dask scheduler was lost in the middle"):
            ac.batch(manifest, tmp_path / "out", encoder="hash", dask=address, progress=kill)
    again = ac.batch(manifest, tmp_path / "out", encoder="hash")
    assert again.states["unchanged"] >= 3
    assert again.states["built"] >= 1


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_killed_run_goes_on_where_it_ended(
    make_manifest: MakeManifest, tmp_path: Path, jobs: str
) -> None:
    """Killed at random moments and run again, the archive is equal to an undisturbed one."""
    manifest = make_manifest(8)
    ac.batch(manifest, tmp_path / "whole", encoder="hash")
    moments = random.Random(int(jobs))
    command = ["-m", "aigov_corpus", "batch", str(manifest), "--encoder", "hash", "--jobs", jobs]
    out = tmp_path / "killed"
    for _ in range(4):
        process = start(*command, "--out", str(out))
        time.sleep(moments.uniform(0.5, 3))
        end(process)
    ac.batch(manifest, out, encoder="hash")
    assert content(tmp_path / "whole") == content(out)
    assert not list((out / "documents").glob(".new-*"))
