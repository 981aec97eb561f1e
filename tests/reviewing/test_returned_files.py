"""A Word table or memory that went out, was changed by a person, and comes back as acts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import docx
import pytest
from review_texts import make_review, shown

from aigov_corpus.exporting import docx as word
from aigov_corpus.exporting import tmx, xliff
from aigov_corpus.importing.files import read_aligned_file
from aigov_corpus.records import Pair
from aigov_corpus.reviewing.planning import Planner
from aigov_corpus.reviewing.returned_files import read_returned
from aigov_corpus.reviewing.review import Review
from aigov_corpus.reviewing.reviewed import reviewed_pairs
from aigov_corpus.reviewing.sheets import Reviewed, SheetChanges


def bring_in(review: Review, pairs: list[Pair]) -> SheetChanges:
    """Bring pairs back."""
    return read_returned(pairs, documents={review.document: Reviewed(review, None)}, by="lin")


def without_ids(pairs: list[Pair]) -> list[Pair]:
    """Pairs as a program writes them that keeps no ids."""
    return [replace(pair, pair_id=f"file/given/{n}") for n, pair in enumerate(pairs)]


@pytest.mark.parametrize("known", [list, without_ids])
def test_changed_english_becomes_an_act(known: Callable[[list[Pair]], list[Pair]]) -> None:
    """By the id of its row or by its Chinese; what is the same is no act."""
    review = make_review()
    before = shown(review)
    pairs = reviewed_pairs(review)
    number = next(n for n, pair in enumerate(pairs) if pair.zh and pair.en)
    pairs[number] = replace(pairs[number], en="Other words.")
    changes = bring_in(review, known(pairs))
    assert changes.problems == [] and changes.missing == {}
    assert [(act.op, act.by) for act in changes.acts["plan"]] == [("edit", "lin")]
    after = shown(review)
    assert after[number][1] == "Other words."
    assert [*after[:number], *after[number + 1 :]] == [*before[:number], *before[number + 1 :]]


def test_what_cannot_be_taken_is_listed() -> None:
    """Another Chinese, a row twice, a row that is not there, and an English text of before."""
    review = make_review()
    pairs = reviewed_pairs(review)
    number = next(n for n, pair in enumerate(pairs) if pair.zh and pair.en)
    [row] = [row for row in review.bitext("one") if row.key == pairs[number].pair_id.split("/")[-1]]
    review.perform(Planner(review.bitext("one"), by="wang").edit(row, "New words."))
    now = shown(review)
    given = [pairs[number], pairs[number], replace(pairs[-1], zh="别的。")]
    given.append(replace(pairs[-1], pair_id="x/y/z", zh="没有。", en="No."))
    changes = bring_in(review, given)
    assert shown(review) == now and not any(changes.acts.values())
    assert [problem.row for problem in changes.problems] == [1, 2, 3, 4]
    reasons = [problem.reason for problem in changes.problems]
    assert "before wang changed it" in reasons[0]
    assert reasons[1].startswith("an earlier pair is about the same row")
    assert "no act changes the Chinese" in reasons[2]
    assert reasons[3] == "no row has this Chinese: '没有。'"


@pytest.mark.parametrize("form", ["docx", "tmx", "xliff"])
def test_files_of_ours_come_back_without_a_change(form: str, tmp_path: Path) -> None:
    """A Word table in which a cell was changed gives one act."""
    review = make_review()
    out = tmp_path / f"out.{form}"
    {"docx": word, "tmx": tmx, "xliff": xliff}[form].export(reviewed_pairs(review), out)
    if form == "docx":
        document = docx.Document(str(out))
        cells = [row.cells for row in document.tables[0].rows]
        both = next(row for row in cells[1:] if row[0].text and row[1].text)
        both[1].text = "Changed in Word."
        document.save(str(out))
    changes = bring_in(review, list(read_aligned_file(out).pairs))
    assert changes.problems == []
    assert [act.op for act in changes.acts["plan"]] == (["edit"] if form == "docx" else [])


@pytest.mark.parametrize("form", [tmx, xliff])
def test_invisible_characters_that_a_file_lacks_are_no_change(
    form: ModuleType, tmp_path: Path
) -> None:
    """TMX and XLIFF are written without zero-width spaces; the texts keep theirs."""
    review = make_review()
    row = next(row for row in review.bitext("one") if row.zh and row.en)
    review.perform(Planner(review.bitext("one"), by="wang").edit(row, "Zero\u200b width."))
    assert any("\u200b" in pair.en for pair in reviewed_pairs(review))
    form.export(reviewed_pairs(review), tmp_path / "out.file")
    changes = bring_in(review, list(read_aligned_file(tmp_path / "out.file").pairs))
    assert changes.problems == []
    assert not any(changes.acts.values())


def test_rows_are_found_in_any_order_and_whatever_blanks_a_program_changed() -> None:
    """OmegaT sorts its memories by hashes; widths and blanks of the Chinese make no difference."""
    review = make_review()
    pairs = [pair for pair in reviewed_pairs(review) if pair.zh and pair.en]
    back = [replace(pair, zh=f" {pair.zh} ", en=f"{pair.en} New.") for pair in reversed(pairs)]
    changes = bring_in(review, without_ids(back))
    assert changes.problems == []
    assert [act.op for act in changes.acts["plan"]] == ["edit"] * len(pairs)


def test_rows_without_an_id_are_found_beside_rows_with_one() -> None:
    """Somebody put rows without hidden ids into a table that has them."""
    review = make_review()
    pairs = [pair for pair in reviewed_pairs(review) if pair.zh and pair.en][:2]
    pairs[1] = replace(pairs[1], pair_id="file/given/7", en="Put in.")
    changes = bring_in(review, pairs)
    assert changes.problems == [] and [act.op for act in changes.acts["plan"]] == ["edit"]


def test_rows_that_a_program_joined_are_named() -> None:
    """With the English as it stands nothing is to do; changed, both rows are named."""
    review = make_review()
    one, two = [pair for pair in reviewed_pairs(review) if pair.zh and pair.en][:2]
    assert two.seq == one.seq + 1
    joined = replace(one, pair_id="", zh=one.zh + two.zh, en=f"{one.en} {two.en}")
    rest = reviewed_pairs(review)[two.seq :]
    changes = bring_in(review, [joined, *rest])
    assert changes.problems == [] and changes.missing == {}
    [problem] = bring_in(review, [replace(joined, en="Both."), *rest]).problems
    assert problem.reason.startswith(f"rows {one.seq} to {two.seq} have this Chinese together")


def test_a_text_twice_in_a_file_changes_its_row_once() -> None:
    """The second one is listed; a program that keeps two translations writes such a file."""
    review = make_review()
    pairs = [pair for pair in reviewed_pairs(review) if pair.zh and pair.en]
    back = [*pairs, replace(pairs[0], en="Another one.")]
    changes = bring_in(review, without_ids(back))
    [problem] = changes.problems
    assert problem.reason.startswith("an earlier pair is about the same row")
    assert not any(changes.acts.values())


def test_a_file_of_one_rendering_says_nothing_of_others() -> None:
    """Rows that it has twice, or that nobody has, are looked for in its own rendering."""
    review = make_review(renderings=("one", "two"))
    own = [pair for pair in reviewed_pairs(review) if pair.rendering == "two"]
    twice = replace(next(pair for pair in own if pair.zh and pair.en), pair_id="")
    changes = bring_in(review, [*own, replace(twice, en="Again."), replace(twice, zh="没有。")])
    assert changes.missing == {}
    assert [problem.reason.partition(":")[0] for problem in changes.problems] == [
        "an earlier pair is about the same row",
        "no row of plan/two has this Chinese",
    ]


def test_a_row_of_the_rendering_with_fewer_is_named() -> None:
    """Of a file with the ids of two renderings, rows without one are taken for one of these."""
    review = make_review(renderings=("one", "two"))
    whole = [pair for pair in reviewed_pairs(review) if pair.zh and pair.en]
    one, two = ([pair for pair in whole if pair.rendering == name] for name in ("one", "two"))
    unknown = [replace(pair, pair_id="") for pair in (one[2], two[1])]
    changes = bring_in(review, [one[0], one[1], two[0], two[2], *unknown])
    [problem] = changes.problems
    assert problem.reason.startswith(f"row {two[1].seq} of plan/two has this Chinese; change it in")
