"""Tables for annotators, their way back, and agreement."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

import aigov_corpus as ac
from aigov_corpus.errors import AigovError, InvalidInputError, UnknownNameError, UsageError
from aigov_corpus.research.agreement import measure_agreement, wilson_bounds


@pytest.fixture
def corpus() -> ac.Corpus:
    """Six pairs of one rendering."""
    return ac.load().select(rendering="sinocism")[:6]


def fill(path: Path, marks: Callable[[int, dict[str, str]], dict[str, str]]) -> None:
    """Fill a table in CSV: `marks` gets the number and the cells of a row, from 0."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows):
        row.update(marks(number, row))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def test_a_workbook_shows_texts_but_no_tags_and_comes_back(
    corpus: ac.Corpus, tmp_path: Path
) -> None:
    """A column for each principle; a row without a mark is not annotated."""
    path = corpus.to_annotation(tmp_path / "todo.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["annotate"]
    titles = [cell.value for cell in sheet[1]]
    assert titles[:6] == ["pair_id", "document", "rendering", "section", "zh", "en"]
    assert titles[6:] == [
        *("people", "sovereignty", "development", "security", "fairness", "openness"),
        *("none", "comment"),
    ]
    assert all(cell.value is None for row in sheet.iter_rows(min_row=2, min_col=7) for cell in row)
    sheet.cell(2, titles.index("security") + 1).value = "X"
    sheet.cell(3, titles.index("none") + 1).value = 1
    book.save(path)
    found = corpus.with_annotations(path, by="ann1")
    assert found.annotations["ann1"].marks == {
        corpus[0].pair_id: frozenset({"security"}),
        corpus[1].pair_id: frozenset(),
    }
    assert found.notes[-2:] == (
        f"{path}: 2 rows are annotated",
        f"{path}: 4 without a mark, so they count as not annotated: rows 4 to 7",
    )


def test_rows_are_matched_by_id_then_by_text_and_others_are_named(
    corpus: ac.Corpus, tmp_path: Path
) -> None:
    """After another alignment some ids are new, some texts changed, and some are gone."""
    path = corpus.to_annotation(tmp_path / "todo.csv")
    fill(path, lambda number, row: {"openness": "x"})
    first, second, third, *rest = corpus
    changed = ac.Corpus([replace(first, pair_id="new"), replace(second, en="Changed."), *rest])
    found = changed.with_annotations(path, by="a")
    assert set(found.annotations["a"].marks) == {pair.pair_id for pair in changed}
    told = "\n".join(found.notes)
    assert "1 whose id no pair has any more, found again by their texts: row 2" in told
    assert "1 whose text has changed since: row 3" in told
    assert (
        "1 that match no pair any more, neither by id nor by text; they are left out: row" in told
    )
    assert third.pair_id not in found.annotations["a"].marks


@pytest.mark.parametrize(
    ("marks", "message"),
    [
        ({"openness": "maybe"}, "row 2: the cell 'maybe' in the column openness is no mark; write"),
        ({"none": "x", "openness": "x"}, "row 2: it marks 'none' and openness; leave"),
    ],
)
def test_a_cell_that_is_no_mark_is_named(
    corpus: ac.Corpus, tmp_path: Path, marks: dict[str, str], message: str
) -> None:
    """With the file, the row and a remedy; so is a contradiction."""
    path = corpus.to_annotation(tmp_path / "todo.csv")
    fill(path, lambda number, row: marks if number == 0 else {"openness": "x"})
    with pytest.raises(InvalidInputError, match=message):
        corpus.with_annotations(path, by="a")


def test_columns_of_the_annotator_are_left_out_and_said(corpus: ac.Corpus, tmp_path: Path) -> None:
    """Remarks beside the column for comments do no harm; own principles are read."""
    path = corpus.to_annotation(tmp_path / "todo.csv", principles=["labour"])
    fill(path, lambda number, row: {"labour": "是", "why": "it says so"})
    found = corpus.with_annotations(path, by="a")
    assert found.annotations["a"].principles == ("labour",)
    assert found.notes[-1] == f"{path}: columns that are no principle: why"


def test_a_table_of_another_kind_is_refused(corpus: ac.Corpus, tmp_path: Path) -> None:
    """And so are names that cannot be."""
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    for call, message in (
        (lambda: corpus.with_annotations(other, by="a"), "no column pair_id"),
        (lambda: corpus.with_annotations(tmp_path / "none.csv", by="a"), "cannot be read"),
        (lambda: corpus.with_annotations(other, by="auto"), "no name for an annotator"),
        (lambda: corpus.to_annotation(tmp_path / "a.docx"), "neither .xlsx nor .csv"),
        (lambda: corpus.to_annotation(tmp_path / "a.csv", principles=["zh"]), "'zh' is no name"),
        (lambda: corpus[:0].to_annotation(tmp_path / "a.csv"), "no pairs to annotate"),
        (lambda: corpus.agreement("ann1"), "no annotation is called 'ann1'; choose one of: auto"),
    ):
        with pytest.raises(AigovError, match=message):
            call()


def test_formulas_in_texts_are_not_run(tmp_path: Path) -> None:
    """In CSV an apostrophe stands before them, and the pair is found again all the same."""
    corpus = ac.Corpus.from_pairs([("=1+1", "=HYPERLINK(1)")])
    path = corpus.to_annotation(tmp_path / "a.csv", principles=["x"])
    assert "'=HYPERLINK(1)" in path.read_text("utf-8-sig")
    fill(path, lambda number, row: {"x": "1", "pair_id": "gone"})
    assert len(corpus.with_annotations(path, by="a").annotations["a"].marks) == 1


def test_agreement_has_the_figures_of_a_case_worked_by_hand() -> None:
    """Cohen's example: 20 both, 5 and 10 by one alone, 15 neither: kappa .4, and its bounds."""
    cells = [(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10
    cells += [(False, False)] * 15
    first, second = (
        {str(n): frozenset({"p"} if cell[side] else ()) for n, cell in enumerate(cells)}
        for side in (0, 1)
    )
    [row] = measure_agreement(first, second, principles=["p"])
    assert (row.units, row.both, row.only_first, row.only_second) == (50, 20, 5, 10)
    assert (row.precision, row.recall, row.kappa) == (0.667, 0.8, 0.4)
    assert row.kappa_low == pytest.approx(0.15, abs=0.05)
    assert row.kappa_high == pytest.approx(0.64, abs=0.05)
    assert wilson_bounds(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)


def test_agreement_with_the_machine_counts_what_the_person_could_mark(
    corpus: ac.Corpus, tmp_path: Path
) -> None:
    """And with another person; with oneself it is full. What nobody marks has no precision."""
    path = corpus.to_annotation(tmp_path / "a.csv")
    auto = {pair.pair_id: pair.principles for pair in corpus}
    fill(
        path,
        lambda number, row: dict.fromkeys(auto[row["pair_id"]] or ["none"], "x"),
    )
    marked = corpus.with_annotations(path, by="one").with_annotations(path, by="two")
    for other in ("auto", "two"):
        table = marked.agreement("one", other).set_index("principle")
        assert table["kappa"].eq(1).all() and table.loc["all", "units"] == 6
    assert list(marked.annotations) == ["one", "two"]
    silent = ac.Corpus([replace(pair, principles=()) for pair in corpus])
    silent = silent.with_annotations(path, by="one")
    assert silent.agreement("one").set_index("principle").loc["security", "recall"] == 0
    assert (marked + corpus).annotations == marked.annotations
    with pytest.raises(UnknownNameError):
        marked.agreement("one", "three")
    with pytest.raises(UsageError):
        marked.with_annotations(path, by=" ")


def test_tagging_anew_in_memory_uses_the_taxonomy_and_signs_it(
    corpus: ac.Corpus, tmp_path: Path
) -> None:
    """One of your own gives its principles in place of those that the corpus had."""
    mine = tmp_path / "mine.toml"
    mine.write_text(
        """
        id = "mine"
        version = 2
        name.zh = "我"
        name.en = "Mine"
        [[principle]]
        id = "energy"
        name.zh = "能源"
        name.en = "Energy"
        description.zh = "电"
        description.en = "Power"
        strong.zh = ["数字基础设施"]
        strong.en = ["digital infrastructure"]
        """,
        encoding="utf-8",
    )
    tagged = corpus.tag(taxonomy=mine)
    assert tagged.principles == ["energy"]
    assert "|tag:mine/2|" in tagged[0].signature
    assert [pair.section for pair in tagged.select(principle="energy")] == ["1"]


@pytest.mark.slow
def test_tagging_anew_with_the_bundled_taxonomy_gives_what_the_build_gave() -> None:
    """Each tag with its evidence."""
    corpus = ac.load(reviewed=False)
    assert list(corpus.tag()) == list(corpus)
