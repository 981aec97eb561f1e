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
from pathlib import Path

import pytest

import aigov_corpus as ac

pytestmark = [pytest.mark.slow, pytest.mark.linux]

MakeManifest = Callable[[int], Path]

DEADLY = '''
"""An encoder that ends its process where a text says so."""
import os
from aigov_corpus.embedding.hashing import HashEncoder


class Deadly(HashEncoder):
    id = "deadly@1"

    def encode(self, texts):
        if any("致命" in text for text in texts):
            os.kill(os.getpid(), 9)
        return super().encode(texts)

    def parts(self, sentences, *, spaced):
        if any("致命" in clause for clauses in sentences for clause in clauses):
            os.kill(os.getpid(), 9)
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
    text = tmp_path / "doc-1.zh.txt"
    text.write_text(text.read_text("utf-8") + "第五条 致命。\n", encoding="utf-8")
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


def start(*arguments: str) -> subprocess.Popen[str]:
    """Start a Python process of its own group."""
    return subprocess.Popen(
        [sys.executable, *arguments],
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


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[str]]]]:
    """Return the address of a real scheduler on loopback, and its two real workers."""
    facts = tmp_path / "scheduler.json"
    options = ["--scheduler-file", str(facts), "--no-dashboard"]
    loopback = ["--host", "127.0.0.1"]
    processes = [start("-m", "distributed.cli.dask_scheduler", *options, *loopback, "--port", "0")]
    try:
        until = time.monotonic() + 60
        while not facts.exists() or not facts.read_text("utf-8").endswith("}"):
            assert time.monotonic() < until, "the scheduler does not start"
            time.sleep(0.1)
        worker = ["-m", "distributed.cli.dask_worker", *options, *loopback, "--nthreads", "1"]
        processes += [start(*worker, "--no-nanny", "--death-timeout", "60") for _ in range(2)]
        yield json.loads(facts.read_text("utf-8"))["address"], processes[1:]
    finally:
        for process in processes:
            end(process)


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_gives_the_same_bytes_though_a_worker_dies(
    make_manifest: MakeManifest,
    tmp_path: Path,
    cluster: tuple[str, list[subprocess.Popen[str]]],
) -> None:
    """A worker is killed in the middle; the other one does its documents."""
    address, workers = cluster
    manifest = make_manifest(12)
    ac.batch(manifest, tmp_path / "one", encoder="use")
    done = 0

    def kill_once(what: str, share: float) -> None:
        nonlocal done
        done += 1
        if done == 4:
            end(workers[0])

    from distributed import Client

    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
    ac.batch(manifest, tmp_path / "many", encoder="use", dask=address, progress=kill_once)
    assert done >= 12
    assert content(tmp_path / "one") == content(tmp_path / "many")


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
