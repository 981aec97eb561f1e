"""A corpus that is passed on without a text, and the text filled in again from a copy."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner

import aigov_corpus as ac
from aigov_corpus.building.restoring import restore_texts
from aigov_corpus.cli import main
from aigov_corpus.comparing import compare_renderings
from aigov_corpus.comparing.tables import format_lines
from aigov_corpus.corpus import store
from aigov_corpus.corpus.omitted import read_omitted
from aigov_corpus.errors import AigovError, InvalidInputError, NothingToDoError, UsageError
from aigov_corpus.reviewing.log import append_acts
from aigov_corpus.reviewing.planning import Planner

SAME = ("pairs.jsonl", "pairs.csv", "sentences.jsonl")


@pytest.fixture(scope="module")
def template(
    tmp_path_factory: pytest.TempPathFactory, make_template: Callable[[Path], Path]
) -> Path:
    """A project with one rendering, `example`, and its corpus without the English of that."""
    made = make_template(tmp_path_factory.mktemp("restoring"))
    corpus = ac.load(made / "data" / "aligned")
    corpus.export("corpus", made / "release", omit_text=["example"])
    return made


@pytest.fixture
def project(template: Path, tmp_path: Path) -> Path:
    """A copy of the project."""
    return shutil.copytree(template, tmp_path / "project")


@pytest.fixture
def corpus(project: Path) -> Path:
    """Its corpus."""
    return project / "data" / "aligned"


@pytest.fixture
def release(project: Path) -> Path:
    """The same without its English."""
    return project / "release"


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of all files in a folder and below, but for locks."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in {".lock", ".build.json"}
    }


def english(corpus: Path) -> list[str]:
    """Return the English paragraphs of the document, without the line about the translator."""
    rows = [row for row in store.load_sentences(corpus) if row.kind != "provenance"]
    return list(dict.fromkeys(row.block_text for row in rows if row.language == "en"))


def test_nothing_of_the_text_is_left_and_all_else_stays(corpus: Path, release: Path) -> None:
    """No file has a few words of it; ids, places, scores and tags are those of the corpus."""
    words = " ".join(english(corpus)).split()
    runs = [" ".join(words[at : at + 3]).encode() for at in range(len(words) - 2)]
    for name, content in contents(release).items():
        assert not [run for run in runs if run in content], name
    for whole, without in zip(ac.load(corpus), ac.load(release), strict=True):
        assert without.en == "" and without.zh == whole.zh
        for field in ("pair_id", "en_ids", "score", "status", "principles_en", "sha256_en"):
            assert getattr(without, field) == getattr(whole, field)
    for row, other in zip(store.load_sentences(corpus), store.load_sentences(release), strict=True):
        assert (row.id, row.block, row.start, row.end) == (
            other.id,
            other.block,
            other.start,
            other.end,
        )
    package = json.loads((release / "plan" / "datapackage.json").read_text("utf-8"))
    assert package["omitted"] == ["example"]


def test_a_copy_fills_it_in_and_every_table_is_what_it_was(
    corpus: Path, release: Path, project: Path
) -> None:
    """From the very file, or a folder that has it among others."""
    (project / "data" / "raw" / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    [restored] = restore_texts(release, project / "data" / "raw")
    assert (restored.is_whole, restored.edited) == (True, 0)
    for name in SAME:
        assert (release / "plan" / name).read_bytes() == (corpus / "plan" / name).read_bytes()
    assert list(ac.load(release)) == list(ac.load(corpus))
    assert not (release / "plan" / "omitted.csv").exists()
    with pytest.raises(NothingToDoError, match="no text was left out of it"):
        restore_texts(release, project / "data" / "raw")


@pytest.mark.parametrize("form", ["html", "wrapped", "one paragraph"])
def test_the_copy_may_have_other_paragraphs_and_another_format(
    corpus: Path, release: Path, tmp_path: Path, form: str
) -> None:
    """What counts is that the characters of each paragraph are there."""
    blocks = english(corpus)
    if form == "html":
        text = "".join(f"<p>{block}</p>\n" for block in blocks)
        copy, text = tmp_path / "copy.html", f"<html><body>{text}</body></html>"
    elif form == "wrapped":
        copy = tmp_path / "copy.txt"
        text = "\n\n".join(block.replace(" ", "\n", 1) for block in blocks)
    else:
        copy, text = tmp_path / "copy.txt", " ".join(blocks)
    copy.write_text(text, encoding="utf-8")
    [restored] = restore_texts(release, copy)
    assert restored.is_whole
    assert list(ac.load(release)) == list(ac.load(corpus))


def test_a_copy_with_another_word_is_refused_and_nothing_is_written(
    corpus: Path, release: Path, tmp_path: Path
) -> None:
    """The message says how much of which text does not match, and where it begins."""
    copy = tmp_path / "copy.txt"
    copy.write_text("\n\n".join(english(corpus)).replace("cooperation", "co-operation"), "utf-8")
    before = contents(release)
    done = CliRunner().invoke(main, ["build", str(release), "--restore", str(copy)])
    assert done.exit_code == InvalidInputError.exit_code
    assert "of 'example' of plan, 1 of" in done.stderr
    assert "do not match, the first in section 1 (" in done.stderr
    assert contents(release) == before


def test_what_a_reviewer_wrote_stays_empty_and_is_counted(
    corpus: Path, project: Path, tmp_path: Path
) -> None:
    """No copy has it; the other units are filled in."""
    loaded = store.load_review(corpus / "plan").review
    bitext = loaded.bitexts["example"]
    [row, *_] = [row for row in bitext if row.zh and row.en]
    planner = Planner(bitext, by="anna", unlocked=True)
    append_acts(corpus / "plan" / "edits.jsonl", [planner.edit(row, "We suggest it.")])
    ac.load(corpus).export("corpus", tmp_path / "release", omit_text=["example"])
    done = CliRunner().invoke(
        main, ["build", str(tmp_path / "release"), "--restore", str(project / "data" / "raw")]
    )
    assert done.exit_code == 0, done.output
    assert "1 units of 'example' stay empty: a reviewer had changed" in done.stderr
    reviewed, filled = ac.load(corpus), ac.load(tmp_path / "release")
    differ = [(a.en, b.en) for a, b in zip(reviewed, filled, strict=True) if a.en != b.en]
    assert differ == [("We suggest it.", "")]


def test_formats_of_texts_refuse_and_tables_leave_the_text_out(
    corpus: Path, tmp_path: Path
) -> None:
    """A wrong rendering, a directory with something in it, and a file of pairs are told too."""
    loaded = ac.load(corpus)
    for name in ("tmx", "tei", "moses", "xlsx"):
        with pytest.raises(UsageError, match="is made of the texts of both languages"):
            loaded.export(name, tmp_path / "out", omit_text=["example"])
    with pytest.raises(UsageError, match=r"no rendering 'exampel'.*choose of: example"):
        loaded.export("corpus", tmp_path / "out", omit_text=["exampel"])
    loaded.export("jsonl", tmp_path / "pairs.jsonl", omit_text=["example"])
    assert not any(pair.en for pair in ac.load(tmp_path / "pairs.jsonl"))
    with pytest.raises(UsageError, match="says nothing of the sources"):
        ac.load(tmp_path / "pairs.jsonl").export("corpus", tmp_path / "out")
    with pytest.raises(AigovError, match="there is something already"):
        loaded.export("corpus", corpus)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "words",
    [["check"], ["check", "--only", "empty"], ["terms"], ["validate"], ["stats"], ["concordance"]],
    ids=" ".join,
)
def test_readers_are_told_once_how_many_units_lack_their_text(
    release: Path, words: list[str]
) -> None:
    """With the command that fills it in; no text counts as forgotten, and no file as broken."""
    command, *options = words
    phrase = ["人"] if command == "concordance" else []
    done = CliRunner().invoke(main, [command, str(release), *phrase, *options])
    assert done.exit_code == 0, done.output
    withheld = sum(bool(pair.en_ids) for pair in ac.load(release))
    assert done.stderr.count("without the English") == 1
    assert f"{withheld} units were passed on without the English (rendering" in done.stderr
    assert f"aigov-corpus build {release} --restore COPY" in done.stderr
    assert "[empty]" not in done.stdout


def test_restoring_builds_nothing(release: Path) -> None:
    """So the options of a build are refused."""
    done = CliRunner().invoke(main, ["build", str(release), "--restore", "x", "--force"])
    assert (done.exit_code, "--restore builds nothing" in done.stderr) == (2, True)


def test_a_text_that_was_left_out_is_not_compared(corpus: Path, release: Path) -> None:
    """It neither lacks nor adds anything; its cells say that it was left out."""
    whole = [replace(pair, rendering="other") for pair in ac.load(corpus)]
    [compared] = compare_renderings([*ac.load(release), *whole])
    assert not any(row.differences for row in compared.rows)
    shown = "\n".join(format_lines([compared]))
    assert "(left out)" in shown and "(nothing)" not in shown


def test_passing_it_on_again_keeps_what_fills_it_in(
    corpus: Path, release: Path, project: Path, tmp_path: Path
) -> None:
    """All of it, also if its rendering is named again, or the part that a filter takes."""
    ac.load(release).export("corpus", tmp_path / "again", omit_text=["example"])
    assert contents(tmp_path / "again") == contents(release)
    part = ac.load(release).select(section="1")
    part.export("corpus", tmp_path / "part")
    [restored] = restore_texts(tmp_path / "part", project / "data" / "raw")
    assert restored.is_whole
    filled = ac.load(tmp_path / "part")
    assert [pair.en for pair in filled] == [p.en for p in ac.load(corpus).select(section="1")]


def test_a_row_that_a_reviewer_made_of_texts_that_are_left_out_is_filled_in_too(
    corpus: Path, release: Path, project: Path, tmp_path: Path
) -> None:
    """It keeps its principles, counts as no empty text, and gets its text."""
    before = {name for pair in ac.load(release) for name in pair.principles}
    bitext = store.load_review(release / "plan").review.bitexts["example"]
    rows = next([a, b] for a, b in pairwise(bitext) if a.zh and a.en and b.zh and b.en)
    acts = [Planner(bitext, by="anna", unlocked=True).merge(rows)]
    append_acts(release / "plan" / "edits.jsonl", acts)
    reviewed = ac.load(release)
    assert reviewed.find(only="empty") == ([], [])
    assert {name for pair in reviewed for name in pair.principles} == before
    reviewed.export("corpus", tmp_path / "again")
    left_out = [each for each in read_omitted(tmp_path / "again" / "plan") if each.kind == "unit"]
    assert {each.key for each in left_out} == {p.pair_id for p in reviewed if p.en_ids}
    restore_texts(tmp_path / "again", project / "data" / "raw")
    shutil.copy(release / "plan" / "edits.jsonl", corpus / "plan")
    assert [p.en for p in ac.load(tmp_path / "again")] == [p.en for p in ac.load(corpus)]


def test_a_damaged_table_of_what_was_left_out_is_told(release: Path, project: Path) -> None:
    """Its hash stands in datapackage.json."""
    (release / "plan" / "omitted.csv").write_text("rendering\n", encoding="utf-8")
    with pytest.raises(InvalidInputError, match=r"omitted\.csv: its SHA-256 is not the one"):
        restore_texts(release, project / "data" / "raw")
