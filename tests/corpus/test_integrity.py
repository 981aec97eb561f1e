"""A corpus proves that it is what a build wrote; what is not is refused, and validate says why."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import aigov_corpus as ac
from aigov_corpus.cli import main
from aigov_corpus.corpus import store
from aigov_corpus.corpus.datapackage import hash_file, hash_package
from aigov_corpus.corpus.inspection import CorpusCheck
from aigov_corpus.corpus.writing import is_whole
from aigov_corpus.errors import AigovError, InvalidInputError
from aigov_corpus.files.ownership import BUILD
from aigov_corpus.records import FileLine

BUNDLED = Path(__file__).parents[2] / "data" / "aligned" / "global-ai-governance-action-plan"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A copy of the corpus of the project, with one document."""
    folder = tmp_path / "plan"
    shutil.copytree(BUNDLED, folder, ignore=shutil.ignore_patterns(".*"))
    return folder


def _flip_bits(content: bytes, generator: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(generator.randint(1, 3)):
        changed[generator.randrange(len(changed))] ^= 1 << generator.randrange(8)
    return bytes(changed)


def _codes(corpus: Path) -> set[tuple[str, str]]:
    """Return the code and the name of the file of each finding of `validate`."""
    return {
        (finding.code, Path(place.file).name)
        for finding in CorpusCheck(corpus)
        for place in finding.places
        if isinstance(place, FileLine)
    }


def _write_package(corpus: Path, change: dict[str, str]) -> None:
    """Give files other hashes in datapackage.json, as another build would."""
    file = corpus / "datapackage.json"
    package = json.loads(file.read_bytes())
    for resource in package["resources"]:
        resource["hash"] = change.get(resource["path"], resource["hash"])
    package["hash"] = hash_package(package)
    file.write_text(json.dumps(package), encoding="utf-8")


def _flips(corpus: Path, *, times: int) -> Iterator[tuple[str, bytes]]:
    generator = random.Random(7)
    names = sorted(path.name for path in corpus.iterdir())
    for number in range(times):
        name = names[number % len(names)]
        yield name, _flip_bits((corpus / name).read_bytes(), generator)


def _same_json(content: bytes, other: bytes) -> bool:
    """Tell whether both are JSON with the same content: a blank may have become a line feed."""
    try:
        return bool(json.loads(content) == json.loads(other))
    except ValueError:
        return False


def _check_flips(corpus: Path, *, times: int) -> None:
    """Flipped bits are refused, or what is loaded is what was there before them."""
    before = list(ac.load(corpus)), store.load_sentences(corpus)
    for name, flipped in _flips(corpus, times=times):
        whole = (corpus / name).read_bytes()
        if flipped == whole:  # one bit was flipped twice
            continue
        (corpus / name).write_bytes(flipped)
        try:
            assert (list(ac.load(corpus)), store.load_sentences(corpus)) == before
        except AigovError as error:
            assert isinstance(error, InvalidInputError)
        assert _codes(corpus) or _same_json(flipped, whole), f"{name}: validate finds nothing"
        (corpus / name).write_bytes(whole)


def test_flipped_bits_are_refused_or_harmless(corpus: Path) -> None:
    """One to three bits in each file of a document; `validate` finds them in every file."""
    _check_flips(corpus, times=14)


@pytest.mark.slow
def test_six_hundred_files_with_flipped_bits_are_refused_or_harmless(corpus: Path) -> None:
    """The long form."""
    _check_flips(corpus, times=600)


def test_a_mixture_of_two_builds_is_refused(corpus: Path) -> None:
    """A kill between two renames leaves a table beside the description of another build."""
    _write_package(corpus, {"pairs.parquet": "sha256:" + "0" * 64})
    with pytest.raises(InvalidInputError, match=r"written by another build; build .* --force"):
        ac.load(corpus)
    assert len(ac.load(corpus, unchecked=True)) == len(ac.load(BUNDLED))
    assert _codes(corpus) == {("file-changed", "pairs.parquet")}


@pytest.mark.parametrize("command", [["stats"], ["export", "--format", "csv"]])
def test_every_command_refuses_what_is_not_proved(command: list[str], corpus: Path) -> None:
    """Exit code 3 and a sentence that names the file; `--unchecked` reads it all the same."""
    _write_package(corpus, {"pairs.parquet": ""})
    refused = CliRunner().invoke(main, [*command, str(corpus)])
    assert refused.exit_code == 3
    assert f"{corpus / 'pairs.parquet'}: datapackage.json has no hash of it" in refused.stderr
    assert CliRunner().invoke(main, [*command, str(corpus), "--unchecked"]).exit_code == 0


def test_sentences_are_proved_when_they_are_read(corpus: Path) -> None:
    """The pairs are whole, the sentences are not: formats that need sentences refuse them."""
    _write_package(corpus, {"sentences.parquet": "sha256:" + "0" * 64})
    loaded = ac.load(corpus)
    with pytest.raises(InvalidInputError, match=r"sentences\.parquet: its SHA-256 is not"):
        loaded.export("xces", corpus.parent / "out.xml")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"[" * 100_000, b"\xff", b'{"a": 1}'])
def test_a_damaged_description_is_our_error(content: bytes, corpus: Path) -> None:
    """Whatever datapackage.json holds, the error names it or the table that it does not prove."""
    (corpus / "datapackage.json").write_bytes(content)
    with pytest.raises(InvalidInputError, match=r"(datapackage\.json|pairs\.parquet): "):
        ac.load(corpus)
    assert _codes(corpus)


def test_a_whole_corpus_has_no_finding(corpus: Path) -> None:
    """And `validate` says how many units it read, in exit code 0."""
    found = CliRunner().invoke(main, ["validate", str(corpus.parent)])
    assert (found.exit_code, found.stdout) == (0, "")
    assert found.stderr == "30 units: 0 errors, 0 warnings\n"


def test_a_build_that_was_killed_and_files_that_are_gone_are_found(corpus: Path) -> None:
    """Each finding names its file and how to mend it."""
    (corpus / ".build.json").write_text('{"inputs": {}, "files": {}}', encoding="utf-8")
    (corpus / "pairs.csv").unlink()
    (corpus / "sentences.parquet").unlink()
    assert _codes(corpus) == {
        ("unfinished-build", ".build.json"),
        ("file-missing", "pairs.csv"),
        ("file-missing", "sentences.parquet"),
        ("unreadable", "sentences.parquet"),
    }
    found = CliRunner().invoke(main, ["validate", str(corpus)])
    assert found.exit_code == 3
    assert all("aigov-corpus build --force" in line for line in found.stdout.splitlines())


def test_what_describes_a_whole_corpus_is_checked_too(corpus: Path) -> None:
    """Its own datapackage.json and .build.json, which no reader of pairs opens."""
    for name in ("datapackage.json", ".build.json"):
        (corpus.parent / name).write_text("{", encoding="utf-8")
    expected = {("unreadable", "datapackage.json"), ("unreadable", ".build.json")}
    assert _codes(corpus.parent) == expected
    shutil.copyfile(BUNDLED.parent / "datapackage.json", corpus.parent / "datapackage.json")
    shutil.copyfile(BUNDLED.parent / "texts.csv", corpus.parent / "texts.csv")
    (corpus.parent / ".build.json").unlink()
    assert _codes(corpus.parent) == {
        ("file-missing", name) for name in ("README.md", "CHANGELOG.md", "CITATION.cff")
    }


@pytest.mark.linux
def test_no_pipe_in_a_corpus_is_waited_for(corpus: Path) -> None:
    """Whatever file of a document is one; validate waited for ever, and said nothing."""
    names = [".build.json", "accepted.jsonl", "datapackage.json", "edits.jsonl", "findings.parquet"]
    for name in names:
        (corpus / name).unlink(missing_ok=True)
        os.mkfifo(corpus / name)
    found = CliRunner().invoke(main, ["validate", str(corpus)])
    told = {name for name in names if f"{name}: error [unreadable] it is no file" in found.stdout}
    assert (found.exit_code, told) == (3, {*names} - {"findings.parquet"})
    (corpus / "sentences.parquet").unlink()
    os.mkfifo(corpus / "sentences.parquet")
    assert ("unreadable", "sentences.parquet") in _codes(corpus)


@pytest.mark.linux
def test_a_document_with_a_pipe_is_not_whole(corpus: Path) -> None:
    """So a build does it again, and neither an archive nor a review fails for it."""
    table = corpus / "pairs.csv"
    built = {"files": {table.name: hash_file(table)}}
    (corpus / BUILD).write_text(json.dumps(built), encoding="utf-8")
    assert is_whole(corpus)
    table.unlink()
    os.mkfifo(table)
    assert not is_whole(corpus)


@pytest.mark.parametrize("instead", ["nothing", "a link to itself"])
def test_a_document_that_lost_its_pairs_is_not_passed_over(instead: str, corpus: Path) -> None:
    """The other documents of the corpus were read as if they were all."""
    shutil.copytree(corpus, corpus.parent / "other")
    table = corpus / "pairs.parquet"
    table.unlink()
    if instead != "nothing":
        table.symlink_to(table)
    with pytest.raises(InvalidInputError, match=r"pairs\.parquet: it is .*; build the doc"):
        ac.load(corpus.parent)


def test_tables_that_do_not_belong_together_are_found(corpus: Path) -> None:
    """A sentence without its pair, and a pair without its sentences, though every hash fits."""
    from aigov_corpus.corpus.sentences import write_parquet

    kept = [row for row in store.load_sentences(corpus) if row.position != 1]
    write_parquet(kept, corpus.parent / "kept.parquet", metadata={})
    (corpus.parent / "kept.parquet").replace(corpus / "sentences.parquet")
    _write_package(
        corpus, {"sentences.parquet": f"sha256:{hash_file(corpus / 'sentences.parquet')}"}
    )
    assert _codes(corpus) == {("unknown-sentence", "pairs.parquet")}


def test_a_document_that_was_aligned_is_aligned_again(corpus: Path) -> None:
    """What mends a damaged document is what made it; without its record both ways are named."""
    (corpus / "datapackage.json").write_bytes(b"{")
    with pytest.raises(InvalidInputError, match=r"build --force,  or align its files again"):
        ac.load(corpus)
    record = {"inputs": {"settings": "align", "files": "law.zh.txt and law.en.txt"}, "files": {}}
    (corpus / ".build.json").write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(InvalidInputError, match=r"align law\.zh\.txt and law\.en\.txt again"):
        ac.load(corpus)


@pytest.mark.parametrize("name", ["edits.jsonl", "accepted.jsonl"])
def test_decisions_that_cannot_be_read_are_found(name: str, corpus: Path) -> None:
    """Every other command refuses them, and so validate names file and line."""
    (corpus / name).write_text("no act\n", encoding="utf-8")
    assert _codes(corpus) == {("unreadable", name)}
    found = CliRunner().invoke(main, ["validate", str(corpus)])
    assert "(line 1)" in found.stdout and "remove this line" in found.stdout


def test_a_review_of_tables_of_two_builds_is_refused(corpus: Path) -> None:
    """Read unchecked, the sentences may be those of another corpus: a sentence says so."""
    from aigov_corpus.corpus.sentences import write_parquet

    kept = [row for row in store.load_sentences(corpus) if row.position != 1]
    write_parquet(kept, corpus.parent / "kept.parquet", metadata={})
    (corpus.parent / "kept.parquet").replace(corpus / "sentences.parquet")
    with pytest.raises(InvalidInputError, match=r"not of one build"):
        store.load_review(corpus, unchecked=True)


def test_findings_of_changed_tables_are_not_taken(corpus: Path) -> None:
    """Stored findings count only for the pairs that they were found in; else checks run anew."""
    assert store.load_findings(corpus, unchecked=True) == store.load_findings(corpus)
    _write_package(corpus, {"pairs.parquet": "sha256:" + "0" * 64})
    assert store.load_findings(corpus, unchecked=True) is None
    (corpus / "datapackage.json").unlink()
    assert store.load_findings(corpus) is None


@pytest.mark.parametrize("name", ["pairs.parquet", "edits.jsonl"])
def test_what_was_built_or_reviewed_since_is_not_mixed_with_the_pairs(
    name: str, corpus: Path
) -> None:
    """The pairs in memory are older than the sentences on disk: no format puts them together."""
    loaded = ac.load(corpus)
    os.utime(corpus / name, ns=(1, 1)) if name == "pairs.parquet" else (corpus / name).touch()
    with pytest.raises(InvalidInputError, match=r"after its pairs were read; load it again"):
        loaded.export("xces", corpus.parent / "out.xml")
    with pytest.raises(InvalidInputError, match=r"load it again"):
        loaded.load_findings()
    assert not (corpus.parent / "out.xml").exists()
    ac.load(corpus).export("xces", corpus.parent / "out.xml")
