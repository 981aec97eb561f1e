"""A spreadsheet that went out, was changed by a person, and comes back as acts."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from review_texts import make_review, shown

from aigov_corpus.errors import InvalidInputError, UsageError
from aigov_corpus.exporting import xlsx
from aigov_corpus.reviewing.planning import Planner
from aigov_corpus.reviewing.review import Review
from aigov_corpus.reviewing.reviewed import reviewed_pairs
from aigov_corpus.reviewing.sheets import Reviewed, SheetChanges, read_sheet

Change = Callable[[Any, dict[str, int]], None]


def send_out(review: Review, tmp_path: Path, change: Change = lambda sheet, at: None) -> bytes:
    """The sheet that a person gets, with the changes that they make in it."""
    out = tmp_path / "sheet.xlsx"
    xlsx.export(reviewed_pairs(review), out)
    book = openpyxl.load_workbook(out)
    sheet = book.active
    change(sheet, {cell.value: cell.column for cell in sheet[1]})
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def bring_in(review: Review, data: bytes) -> SheetChanges:
    """Bring a sheet back."""
    documents = {review.document: Reviewed(review, None)}
    return read_sheet(data, name="sheet.xlsx", documents=documents, by="lin")


def put(row: int, **values: str | None) -> Change:
    """A change of some cells in a row of the sheet."""

    def change(sheet: Any, at: dict[str, int]) -> None:
        for name, value in values.items():
            sheet.cell(row, at[name]).value = value

    return change


def test_changes_become_acts_that_can_be_undone(tmp_path: Path) -> None:
    """Text, status, comment and principles; a row that was only edited says so."""
    review = make_review()
    before = shown(review)

    def change(sheet: Any, at: dict[str, int]) -> None:
        put(2, en="First: growth.", status="confirmed")(sheet, at)
        put(3, en="Second, safety.", comment="why not safety?")(sheet, at)
        put(5, status="Needs-Review", principles_en="openness; people;; openness")(sheet, at)

    data = send_out(review, tmp_path, change)
    changes = bring_in(review, data)
    assert changes.problems == []
    acts = changes.acts["plan"]
    assert [act.op for act in acts] == [
        *("edit", "confirm", "edit", "comment"),
        *("needs-review", "add-principle", "add-principle"),
    ]
    assert {act.by for act in acts} == {"lin"}
    assert shown(review)[0] == ("一是发展。", "First: growth.", "confirmed")
    assert shown(review)[1][1:] == ("Second, safety.", "edited")
    replayed = make_review()
    for act in acts:
        replayed.replay(act)
    assert not replayed.orphans
    assert shown(replayed) == shown(review)
    for sheet in (data, send_out(review, tmp_path)):  # the same one again, and the next one
        again = bring_in(review, sheet)
        assert (again.acts, again.problems) == ({"plan": []}, [])
    for act in reversed(acts):
        bitext = review.bitext("one")
        bitext.take_back(review.applied[act.id].change)
    assert shown(review) == before


@pytest.mark.parametrize(
    ("row", "values", "reason"),
    [
        (2, {"zh": "二是发展。"}, "zh: '二是发展。' is not taken"),
        (2, {"section": "9"}, "section: '9' is not taken"),
        (2, {"status": "done"}, "there is no such status"),
        (2, {"status": "edited"}, "nobody gives this status by hand"),
        (2, {"en": None}, "the text would be empty"),
        (2, {"pair_id": None}, "it names no pair"),
        (2, {"pair_id": "other/one/0"}, "no document here has the pair other/one/0"),
        (2, {"pair_id": "plan/one/0"}, "its sentences are put together otherwise"),
        (2, {"principles": "development;openness"}, "principles: 'development;openness' is not"),
    ],
)
def test_what_is_not_understood_is_listed(
    row: int, values: dict[str, str | None], reason: str, tmp_path: Path
) -> None:
    """With the number of its row; the other rows are taken, and nothing else happens."""
    review = make_review()

    def change(sheet: Any, at: dict[str, int]) -> None:
        put(row, **values)(sheet, at)
        put(4, status="rejected")(sheet, at)

    changes = bring_in(review, send_out(review, tmp_path, change))
    [problem] = changes.problems
    assert problem.row == row
    assert reason in problem.reason
    assert [act.op for act in changes.acts["plan"]] == ["reject"]


def test_what_others_did_meanwhile_is_kept(tmp_path: Path) -> None:
    """A change of something else is added; of the same thing it is listed, unless it is equal."""
    review = make_review()
    planner = Planner(review.bitext("one"), by="anna")
    rows = list(review.bitext("one"))
    review.perform(planner.edit(rows[0], "Growth first."))

    def change(sheet: Any, at: dict[str, int]) -> None:
        put(2, en="One: growth.", comment="short")(sheet, at)
        put(3, status="confirmed")(sheet, at)
        put(4, status="rejected")(sheet, at)

    data = send_out(review, tmp_path, change)
    first = review.bitext("one")[rows[0].key]
    review.perform(planner.edit(first, "First of all, growth."))
    review.perform(planner.simple("confirm", [rows[1]]))
    review.perform(planner.merge([rows[2], rows[3]]))
    changes = bring_in(review, data)
    assert [act.op for act in changes.acts["plan"]] == ["comment"]
    assert [(problem.row, problem.reason[:40]) for problem in changes.problems] == [
        (2, "en: 'One: growth.' contradicts what anna"),
        (4, "its sentences are put together otherwise"),
    ]
    assert shown(review)[0][1] == "First of all, growth."


def test_a_sheet_that_says_confirmed_stays_confirmed(tmp_path: Path) -> None:
    """Also if its text was corrected; a status that is taken back is open again."""
    review = make_review()
    planner = Planner(review.bitext("one"), by="anna")
    rows = list(review.bitext("one"))
    review.perform(planner.simple("confirm", rows[:2]))

    def change(sheet: Any, at: dict[str, int]) -> None:
        put(2, en="Growth.")(sheet, at)
        put(3, status="auto")(sheet, at)

    changes = bring_in(review, send_out(review, tmp_path, change))
    assert [act.op for act in changes.acts["plan"]] == ["edit", "confirm", "reopen"]
    assert [status for _, _, status in shown(review)[:2]] == ["confirmed", "auto"]


@pytest.mark.parametrize("change", ["a sheet of others", "no sheet"])
def test_other_files_are_refused(change: str, tmp_path: Path) -> None:
    """A sheet that does not say which pair a row is, and a file that is no workbook."""
    data = b"id,zh,en\n"
    if change == "a sheet of others":
        data = send_out(make_review(), tmp_path, lambda sheet, at: sheet.delete_cols(1, 1))
    with pytest.raises(InvalidInputError, match=r"export --format xlsx|spreadsheet program"):
        bring_in(make_review(), data)


_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


@settings(max_examples=20)
@given(texts=st.lists(_TEXT, min_size=5, max_size=5))
def test_a_sheet_that_nobody_changed_changes_nothing(
    texts: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever the texts are: markup, formulas, control characters, escapes of Excel."""
    review = make_review()
    planner = Planner(review.bitext("one"), by="anna")
    for row, text in zip(list(review.bitext("one")), ["_x0041_=1+1", *texts], strict=False):
        if row.en:
            with suppress(UsageError):  # an empty text
                review.perform(planner.edit(row, text))
    data = send_out(review, tmp_path_factory.mktemp("sheet"))
    changes = bring_in(review, data)
    assert (changes.acts["plan"], changes.problems) == ([], [])


def test_rows_that_a_sheet_lacks_are_told_and_stay(tmp_path: Path) -> None:
    """Deleted ones, by their numbers; a row that was put together since is not lacking."""
    review = make_review()
    before = shown(review)
    changes = bring_in(
        review, send_out(review, tmp_path, lambda sheet, at: sheet.delete_rows(3, 2))
    )
    [(place, rows)] = changes.missing.items()
    assert place[0] == review.document and len(rows) == 2
    assert not any(changes.acts.values()) and shown(review) == before
    assert not bring_in(review, send_out(review, tmp_path)).missing
    whole = send_out(review, tmp_path)
    bitext = review.bitexts[place[1]]
    review.perform(Planner(bitext, by="wei", unlocked=True).merge(list(bitext)[:2]))
    assert not bring_in(review, whole).missing
