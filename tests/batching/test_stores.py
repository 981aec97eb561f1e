"""Manifests, texts and archives in stores that fsspec reaches: here `memory://` and `file://`."""

from __future__ import annotations

import shutil
import sys
import uuid
from collections.abc import Callable
from pathlib import Path

import fsspec
import pytest

import aigov_corpus as ac
from aigov_corpus.batching.working_copy import copy_archive
from aigov_corpus.errors import AigovError, InvalidInputError, MissingExtraError, UsageError

MakeManifest = Callable[[int], Path]


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """Return a folder of a store in memory; the working directory is an empty one."""
    monkeypatch.chdir(tmp_path)
    return f"memory://{uuid.uuid4().hex}"


def content_in(folder: str) -> dict[str, bytes]:
    """Return the bytes of each file in a folder of the store but the journal, which has times."""
    files, root = fsspec.core.url_to_fs(folder)
    return {
        name.removeprefix(f"{root}/"): files.cat_file(name)
        for name in files.find(root)
        if not name.endswith("journal.jsonl")
    }


def content(archive: Path) -> dict[str, bytes]:
    """Return the bytes of each file of a local archive but those that are not copied."""
    return {
        path.relative_to(archive).as_posix(): path.read_bytes()
        for path in archive.rglob("*")
        if path.is_file() and path.name not in ("journal.jsonl", ".lock", ".copied.json")
    }


def put(folder: str, files: list[Path]) -> None:
    """Copy files into a folder of the store."""
    store, root = fsspec.core.url_to_fs(folder)
    for file in files:
        store.pipe_file(f"{root}/{file.name}", file.read_bytes())


def test_an_archive_in_a_store_is_that_on_a_disk(
    make_manifest: MakeManifest, bucket: str, tmp_path: Path
) -> None:
    """All paths in a store; texts beside the manifest; a run elsewhere does nothing twice."""
    manifest = make_manifest(2)
    ac.batch(manifest, tmp_path / "local", encoder="hash")
    put(bucket, [manifest, *tmp_path.glob("*.txt")])
    out = f"{bucket}/archive"
    report = ac.batch(f"{bucket}/list.csv", out, encoder="hash")
    assert [each.state for each in report.outcomes] == ["built", "built", "failed"]
    assert f"{bucket}/no.txt: there is no such file" in report.outcomes[2].reason
    assert report.path == out
    stored = content_in(out)
    assert stored == content(Path("archive"))
    tables = [name for name in stored if name.endswith((".parquet", ".tmx"))]
    local = content(tmp_path / "local")
    assert {name: stored[name] for name in tables} == {name: local[name] for name in tables}
    assert not copy_archive(Path("archive"), out, progress=lambda what, share: None)
    shutil.rmtree("archive")
    again = ac.batch(f"{bucket}/list.csv", out, encoder="hash")
    assert [each.state for each in again.outcomes] == ["unchanged", "unchanged", "failed"]
    assert content_in(out) == stored


def test_an_old_working_copy_does_not_replace_what_another_machine_did(
    make_manifest: MakeManifest, bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run is refused, and says how to go on; after that nothing of the other is gone."""
    out = f"{bucket}/archive"
    one = make_manifest(1)
    ac.batch(one, out, encoder="hash")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    two = make_manifest(2)
    ac.batch(two, out, encoder="hash")
    stored = content_in(out)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(AigovError, match=r"another run changed it since .*archive was made"):
        ac.batch(two, out, encoder="hash")
    assert content_in(out) == stored
    shutil.rmtree("archive")
    ac.batch(two, out, encoder="hash")
    assert content_in(out) == stored


def test_what_was_changed_or_lost_in_the_store_is_copied_again(
    make_manifest: MakeManifest, bucket: str
) -> None:
    """A document that left the manifest stays; a lost file of the store comes back."""
    out = f"{bucket}/archive"
    ac.batch(make_manifest(1), out, encoder="hash")
    stored = content_in(out)
    files, root = fsspec.core.url_to_fs(out)
    files.rm_file(f"{root}/documents.csv")
    files.pipe_file(f"{root}/pairs/99.parquet", b"mine")
    ac.batch(make_manifest(1), out, encoder="hash")
    assert content_in(out) == stored


def test_a_manifest_names_texts_in_stores(
    make_manifest: MakeManifest, bucket: str, tmp_path: Path
) -> None:
    """`file://` beside `memory://` and local ones, in a local manifest."""
    make_manifest(1)
    put(bucket, [tmp_path / "doc-0.zh.txt"])
    manifest = tmp_path / "mixed.csv"
    english = (tmp_path / "doc-0.en.txt").as_uri()
    manifest.write_text(f"id,zh,en\na,{bucket}/doc-0.zh.txt,{english}\n", encoding="utf-8")
    assert not ac.batch(manifest, tmp_path / "out", encoder="hash").exit_code


def test_what_cannot_be_reached_is_told(
    make_manifest: MakeManifest, bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unknown kind of store, one without its package, a cluster, another archive, no fsspec."""
    manifest = make_manifest(1)
    with pytest.raises(InvalidInputError, match=r"nosuch://a/b: it cannot be reached"):
        ac.batch(manifest, "nosuch://a/b", encoder="hash")
    with pytest.raises(InvalidInputError, match=r"memory://no/list.csv: there is no such file"):
        ac.batch("memory://no/list.csv", "out", encoder="hash")
    with pytest.raises(UsageError, match="workers of a cluster"):
        ac.batch(manifest, f"{bucket}/x", dask="tcp://127.0.0.1:9")
    put(f"{bucket}/theirs", [manifest])
    with pytest.raises(AigovError, match="has files, and is no archive"):
        ac.batch(manifest, f"{bucket}/theirs", encoder="hash")
    ac.batch(manifest, "archive", encoder="hash")
    with pytest.raises(UsageError, match="that folder holds another archive"):
        ac.batch(manifest, f"{bucket}/archive", encoder="hash")
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(MissingExtraError, match=r"memory://… needs .*aigov-corpus\[stores\]"):
        ac.batch("memory://a/list.csv", "out", encoder="hash")
