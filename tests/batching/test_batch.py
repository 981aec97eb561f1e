"""Archives: every document is done once, and a bad one ends nothing."""

from __future__ import annotations

import errno
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import aigov_corpus as ac
from aigov_corpus.batching import BatchReport, work
from aigov_corpus.corpus.datapackage import hash_file, hash_package
from aigov_corpus.errors import AigovError, UsageError

MakeManifest = Callable[[int], Path]


def states(report: BatchReport) -> dict[str, str]:
    """Return the state of each document."""
    return {outcome.id: outcome.state for outcome in report.outcomes}


def content(archive: Path) -> dict[str, bytes]:
    """Return the bytes of each file of an archive but the journal, which has times."""
    return {
        str(path.relative_to(archive)): path.read_bytes()
        for path in sorted(archive.rglob("*"))
        if path.is_file() and path.name not in ("journal.jsonl", ".lock")
    }


def test_an_archive_is_a_corpus_and_a_table(make_manifest: MakeManifest, tmp_path: Path) -> None:
    """`load` takes it; pandas reads the parts as one table; what failed has its reason."""
    import pandas as pd

    out = tmp_path / "archive"
    report = ac.batch(make_manifest(3), out, encoder="hash")
    assert states(report) == {
        "doc-0": "built",
        "doc-1": "built",
        "doc-2": "built",
        "lost": "failed",
    }
    assert report.exit_code == 3
    corpus = ac.load(out)
    table = pd.read_parquet(out / "pairs")
    assert report.pairs == len(corpus) == len(table) > 3
    assert set(table["pair_id"]) == set(corpus.pairs()["pair_id"])
    rows = pd.read_csv(out / "documents.csv").set_index("id")
    assert list(rows["state"]) == ["done", "done", "done", "failed"]
    assert "there is no such file" in rows.loc["lost", "reason"]
    assert rows.loc["doc-2", "district"] == 2


def test_nothing_is_done_twice(make_manifest: MakeManifest, tmp_path: Path) -> None:
    """A changed text is built anew, a damaged file too; a failure waits for `retry_failed`."""
    manifest, out = make_manifest(3), tmp_path / "archive"
    for name in ("no.zh.txt", "no.en.txt"):
        (tmp_path / name).write_text("不同的语言。" * 3 + "\n", encoding="utf-8")
    ac.batch(manifest, out, encoder="hash")
    whole = content(out)
    (out / "documents" / "doc-0" / "corpus.tmx").write_text("", encoding="utf-8")
    again = ac.batch(manifest, out, encoder="hash")
    assert states(again) | {"lost": ""} == {
        "doc-0": "built",
        "doc-1": "unchanged",
        "doc-2": "unchanged",
        "lost": "",
    }
    assert content(out) == whole
    changed = tmp_path / "doc-1.zh.txt"
    changed.write_text(changed.read_text("utf-8") + "第9条 附则。\n", encoding="utf-8")
    assert states(ac.batch(manifest, out, encoder="hash"))["doc-1"] == "built"
    assert states(ac.batch(manifest, out, encoder="hash"))["doc-1"] == "unchanged"


def test_documents_stay(make_manifest: MakeManifest, tmp_path: Path) -> None:
    """Those of an earlier manifest, and one that fails now; table, report and `load` agree."""
    import pandas as pd

    manifest, out = make_manifest(2), tmp_path / "archive"
    ac.batch(manifest, out, encoder="hash")
    pairs = len(ac.load(out))
    other = tmp_path / "other.csv"
    other.write_text("id,zh,en\ndoc-1,none.txt,none.txt\n", encoding="utf-8")
    report = ac.batch(other, out, encoder="hash")
    assert (report.others, states(report)) == (("doc-0",), {"doc-1": "failed"})
    assert len(ac.load(out)) == len(pd.read_parquet(out / "pairs")) == pairs
    rows = pd.read_csv(out / "documents.csv")
    assert list(zip(rows["id"], rows["state"], strict=True)) == [
        *(("doc-1", "failed"), ("doc-0", "done")),
    ]
    shutil.rmtree(out / "documents" / "doc-0")
    assert not ac.batch(other, out, encoder="hash").others
    assert set(pd.read_parquet(out / "pairs")["document"]) == {"doc-1"}


def test_a_failure_is_remembered(make_manifest: MakeManifest, tmp_path: Path) -> None:
    """The same input is not tried again, unless that is asked for."""
    manifest, out = make_manifest(1), tmp_path / "archive"
    (tmp_path / "no.txt").write_text("只有中文。\n", encoding="utf-8")
    tries = [
        ac.batch(manifest, out, encoder="hash", retry_failed=retry)
        for retry in (False, False, True)
    ]
    assert [states(report)["lost"] for report in tries] == ["failed", "skipped", "failed"]
    assert {report.exit_code for report in tries} == {3}


def test_a_run_ends_after_too_many_failures(make_manifest: MakeManifest, tmp_path: Path) -> None:
    """What was not reached is `left`, and the next run does it."""
    manifest, out = make_manifest(2), tmp_path / "archive"
    lines = manifest.read_text("utf-8").splitlines()
    manifest.write_text("\n".join([lines[0], lines[-1], *lines[1:-1]]) + "\n", encoding="utf-8")
    ended = ac.batch(manifest, out, encoder="hash", max_failures=0)
    assert states(ended) == {"lost": "failed", "doc-0": "left", "doc-1": "left"}
    assert set(states(ac.batch(manifest, out, encoder="hash")).values()) == {"failed", "built"}


@pytest.mark.slow
def test_order_and_metadata_change_no_other_file(
    make_manifest: MakeManifest, tmp_path: Path
) -> None:
    """Only documents.csv has the order of the manifest, and datapackage.json the hash of it."""
    manifest = make_manifest(3)
    ac.batch(manifest, tmp_path / "one", encoder="hash")
    head, *rows = manifest.read_text("utf-8").splitlines()
    manifest.write_text("\n".join([head, *reversed(rows)]) + "\n", encoding="utf-8")
    ac.batch(manifest, tmp_path / "two", encoder="hash")
    one, two = content(tmp_path / "one"), content(tmp_path / "two")
    assert sorted(one.pop("documents.csv")) == sorted(two.pop("documents.csv"))
    assert one.pop("datapackage.json") != two.pop("datapackage.json")
    assert one == two


def test_limits(make_manifest: MakeManifest, tmp_path: Path) -> None:
    """A document that takes too long is a failure with that reason; limits are above 0."""
    manifest, out = make_manifest(1), tmp_path / "archive"
    report = ac.batch(manifest, out, encoder="hash", timeout=1e-9)
    assert "takes longer than" in report.outcomes[0].reason
    for jobs in (0, 10**30):
        with pytest.raises(UsageError, match=f"jobs is {jobs}; give 1 to 1,000"):
            ac.batch(manifest, out, jobs=jobs)
    with pytest.raises(UsageError, match="both jobs and dask"):
        ac.batch(manifest, out, jobs=2, dask="tcp://127.0.0.1:9")


def test_what_a_killed_run_left_is_removed(make_manifest: MakeManifest, tmp_path: Path) -> None:
    """Also if it was killed before the mark of the archive stood; files of others stay."""
    manifest, out = make_manifest(1), tmp_path / "archive"
    out.mkdir()
    (out / ".aigov-12-0123abcd.part").write_text("{", encoding="utf-8")
    ac.batch(manifest, out, encoder="hash")
    (out / "pairs" / ".aigov-12-0123abcd.part").write_bytes(b"PAR1")
    (out / "pairs" / ".aigov-mine.part").write_bytes(b"mine")
    ac.batch(manifest, out, encoder="hash")
    assert [path.name for path in out.rglob("*.part")] == [".aigov-mine.part"]


def test_a_directory_of_others_is_left_alone(make_manifest: MakeManifest, tmp_path: Path) -> None:
    """An archive is made in a new or empty directory only."""
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(AigovError, match="has files, and is no archive"):
        ac.batch(make_manifest(1), theirs, encoder="hash")
    assert [path.name for path in theirs.iterdir()] == ["thesis.txt"]


def test_the_thread_of_the_caller_stays_as_it_was(
    make_manifest: MakeManifest, tmp_path: Path
) -> None:
    """A batch in this process computes on one core, and later work on all of them again."""
    from aigov_corpus.embedding.threads import map_in_parallel

    ac.batch(make_manifest(1), tmp_path / "archive", encoder="hash")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("aigov_corpus.embedding.threads.count_cores", lambda: 4)
        threads = set(map_in_parallel(lambda _: threading.get_ident(), range(40)))
    assert threading.get_ident() not in threads


def test_an_archive_describes_its_files_for_other_programs(
    make_manifest: MakeManifest, tmp_path: Path
) -> None:
    """Each is there with its hash; the same documents give the same description."""
    out = tmp_path / "archive"
    for folder in (out, tmp_path / "again"):
        ac.batch(make_manifest(2), folder, encoder="hash")
    text = (out / "datapackage.json").read_text("utf-8")
    assert text == (tmp_path / "again" / "datapackage.json").read_text("utf-8")
    package = json.loads(text)
    assert package["hash"] == hash_package(package)
    names = [resource["name"] for resource in package["resources"]]
    assert len(set(names)) == len(names) and "report" in names
    assert sum(name.startswith("pairs-") for name in names) == len(list((out / "pairs").iterdir()))
    assert sum(resource["format"] == "tmx" for resource in package["resources"]) == 2
    for resource in package["resources"]:
        assert resource["hash"] == f"sha256:{hash_file(out / resource['path'])}"
    assert str(tmp_path) not in text


@pytest.mark.slow
def test_frictionless_finds_the_package_of_an_archive_valid(
    make_manifest: MakeManifest, tmp_path: Path
) -> None:
    """Also one with metadata and a document that failed."""
    manifest = make_manifest(2)
    lines = manifest.read_text("utf-8").splitlines()
    lines = [f"{lines[0]},year", *(f"{line},2020" for line in lines[1:]), "no,no.txt,no.txt,2021"]
    manifest.write_text("\n".join(lines) + "\n", encoding="utf-8")
    ac.batch(manifest, tmp_path / "archive", encoder="hash")
    command = [sys.executable, "-m", "frictionless", "validate", "--json", "datapackage.json"]
    done = subprocess.run(
        command, cwd=tmp_path / "archive", capture_output=True, text=True, check=False
    )
    report = json.loads(done.stdout)
    assert report["valid"], report


@pytest.mark.linux
def test_a_limit_of_memory_above_every_other_is_none(
    make_manifest: MakeManifest, tmp_path: Path
) -> None:
    """A number that no system has room for, and one above what limits the process already."""
    import resource

    report = ac.batch(make_manifest(1), tmp_path / "out", encoder="hash", memory=10**30)
    assert report.outcomes[0].state == "built"
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    with work._limited_memory(10**30):
        assert resource.getrlimit(resource.RLIMIT_AS)[1] == hard
    assert resource.getrlimit(resource.RLIMIT_AS) == (soft, hard)


@pytest.mark.parametrize(
    ("error", "is_memory"),
    [
        (MemoryError(), True),
        (OSError(errno.ENOMEM, "Cannot allocate memory"), True),
        (ImportError("libsqlite3.so.0: failed to map segment from shared object"), True),
        (ImportError("No module named 'a'"), False),
    ],
)
def test_too_little_memory_is_no_mistake_of_the_program(error: Exception, is_memory: bool) -> None:
    """Also where it was a library that could not be loaded."""
    assert work._lacks_memory(error) == is_memory
