"""Renderings side by side: rows that the Chinese decides, and differences that are true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

import aigov_corpus as ac
from aigov_corpus.comparing import Comparison, compare_renderings
from aigov_corpus.comparing.records import Difference
from aigov_corpus.comparing.selecting import RowFilters, select_rows
from aigov_corpus.comparing.wording import compare_words
from aigov_corpus.errors import NothingToDoError, UnknownNameError
from aigov_corpus.records import Pair

ROOT = Path(__file__).parents[2]
PLANTED = ROOT / "tests" / "fixtures" / "comparing" / "planted.en.txt"
PLAN = "global-ai-governance-action-plan"


def rendering(name: str, *pairs: tuple[str, str]) -> list[Pair]:
    """Return the pairs of a rendering of one document."""
    return list(ac.Corpus.from_pairs(pairs, document="plan", rendering=name))


def compare(*renderings: Iterable[Pair], base: str | None = None) -> Comparison:
    """Return the comparison of renderings of one document."""
    [found] = compare_renderings([pair for own in renderings for pair in own], base=base)
    return found


def differences(comparison: Comparison) -> list[Difference]:
    """Return all differences, in the order of the rows."""
    return [one for row in comparison.rows for one in row.differences]


def table(comparison: Comparison) -> list[tuple[str, ...]]:
    """Return the Chinese and the English of each row; ↑ for a cell that began in a row above."""
    return [
        (
            row.grid.zh,
            *(
                "" if cell is None else "↑" if cell.first < row.number - 1 else cell.text
                for cell in row.grid.cells
            ),
        )
        for row in comparison.rows
    ]


def one_row(zh: str, base: str, other: str) -> list[tuple[str, str, str, str]]:
    """Return kind, Chinese and both texts of each difference of one row."""
    found = compare(rendering("a", (zh, base)), rendering("b", (zh, other)))
    return [(one.kind, one.zh, one.base_text, one.text) for one in differences(found)]


def test_a_row_is_what_no_rendering_divides() -> None:
    """The Chinese is neither cut anew nor put together because another rendering does so."""
    a = rendering("a", ("一。二。", "One. Two."), ("三。", "Three."), ("四。五。", "Four, five."))
    b = rendering("b", ("一。", "I."), ("二。三。", "II, III."), ("四。五。", "IV, V."))
    assert table(compare(a, b)) == [
        ("一。", "One. Two.", "I."),
        ("二。", "↑", "II, III."),
        ("三。", "Three.", "↑"),
        ("四。五。", "Four, five.", "IV, V."),
    ]


def test_what_only_one_rendering_has_gets_a_row_of_its_own() -> None:
    """English without Chinese stands at its place; like sentences share a row."""
    a = rendering("a", ("一。", "One."), ("", "Extra words for readers."), ("二。", "Two."))
    b = rendering("b", ("一。", "I."), ("", "Extra words for all readers."), ("二。", "II."))
    c = rendering("c", ("一。", "One."), ("二。", "Two."), ("", "A note on lamps."))
    assert table(compare(a, b, c)) == [
        ("一。", "One.", "I.", "One."),
        ("", "Extra words for readers.", "Extra words for all readers.", ""),
        ("二。", "Two.", "II.", "Two."),
        ("", "", "", "A note on lamps."),
    ]


def test_changed_chinese_stays_one_row() -> None:
    """A reviewer may have corrected a character in one rendering; more Chinese has its own rows."""
    a = rendering("a", ("我们检查路灯。", "We check."), ("他们走了。", "They left."))
    b = rendering("b", ("我们检查了路灯。", "We checked."), ("他们走了。", "They left."))
    c = rendering(
        "c", ("我们检查路灯。", "We."), ("全新的句子在这里。", "New."), ("他们走了。", "Left.")
    )
    assert [row[0] for row in table(compare(a, b))] == ["我们检查了路灯。", "他们走了。"]
    assert table(compare(a, c)) == [
        ("我们检查路灯。", "We check.", "We."),
        ("全新的句子在这里。", "", "New."),
        ("他们走了。", "They left.", "Left."),
    ]


def test_a_rejected_pair_counts_as_nothing() -> None:
    """The two texts do not belong together, so nothing is compared."""
    a = rendering("a", ("路灯坏了。", "The lamp is broken."))
    b = [replace(pair, status="rejected") for pair in rendering("b", ("路灯坏了。", "Hello."))]
    assert [(one.kind, one.rendering) for one in differences(compare(a, b))] == [("lacks", "b")]


@pytest.mark.parametrize(
    ("zh", "base", "other", "wanted"),
    [
        ("产量增长15%。", "Output grew 15%.", "Output grew 51 percent.", [("15%", "51 percent")]),
        ("产量增长15%。", "Output grew 15%.", "Output grew 15 per cent.", []),
        ("三分之一的人", "A third of the people", "One-third of the people", []),
        ("5000人参加。", "5,000 people came.", "Five thousand people came.", []),
        ("163亩土地", "163 mu of land", "10.87 hectares of land", []),
        ("两国签约。", "Two countries signed.", "Both countries signed.", []),
        ("2030年目标", "Goals for 2030", "Goals", [("2030", "")]),
    ],
)
def test_numbers_that_differ(zh: str, base: str, other: str, wanted: list[tuple[str, str]]) -> None:
    """Other spellings, converted units and words like "both" are no difference."""
    found = one_row(zh, base, other)
    assert [(a, b) for kind, _, a, b in found if kind == "number"] == wanted


@pytest.mark.parametrize(
    ("zh", "base", "other", "wanted"),
    [
        (
            "任何人不得进入。",
            "Anyone may enter.",
            "No one may enter.",
            ["a check doubts a, not b: the Chinese forbids (“不得”), the English permits (“may”)"],
        ),
        (
            "比重提高5个百分点。",
            "The share rose by 5 percentage points.",
            "The share rose by 5 percent.",
            [
                "a check doubts b, not a: another unit: the source has “5个百分点”, the "
                "translation has “5 percent”"
            ],
        ),
        (  # another word differs as well
            "企业没有批准该申请。",
            "The enterprise did not approve the application.",
            "The company approved the application.",
            [
                "a check doubts b, not a: the Chinese has a negation, “没有”, and the English has "
                "none for it"
            ],
        ),
        ("任何人不得进入。", "Anyone may enter.", "Everybody may enter.", []),  # both are wrong
        ("产值45亿元。", "Output was 45 billion yuan.", "Output was 4.5 billion yuan.", []),
    ],
)
def test_what_a_check_doubts_in_one_rendering_alone_is_told(
    zh: str, base: str, other: str, wanted: list[str]
) -> None:
    """Not what another difference tells of the same words, here that the numbers differ."""
    found = compare(rendering("a", (zh, base)), rendering("b", (zh, other)))
    assert [one.message for one in differences(found) if one.kind == "doubt"] == wanted


def test_a_clause_that_one_rendering_lacks_is_told_with_its_chinese() -> None:
    """The words of the other rendering say what is lacking."""
    zh = "我们推动统一算力标准体系建设,支持各国发展人工智能技术。"
    base = "We promote common standards for computing power and support all countries in "
    base += "developing artificial intelligence."
    other = "We support all countries in developing artificial intelligence."
    [(kind, chinese, text, nothing)] = one_row(zh, base, other)
    assert (kind, nothing) == ("lacks", "")
    assert "算力" in chinese and "computing power" in text


def test_terms_and_other_words_are_told_apart_and_forms_are_no_difference() -> None:
    """A noun is a term; endings, British spelling and initials change nothing."""
    zh = "我们提升企业的治理水平。"
    base = "We raise the level of governance of enterprises."
    other = "We improve the level of governance of companies."
    assert one_row(zh, base, other) == [
        ("term", "企业", "enterprises", "companies"),
        ("word", "提升", "raise", "improve"),
    ]
    assert (
        one_row("本法适用于我们。", "This Law applies to us.", "This law shall apply to us.") == []
    )
    same = "We organise a programme on the behaviour of centres."
    assert (
        one_row("我们组织项目。", same, "We organize a program on the behavior of centers.") == []
    )
    zh = "人工智能的发展"
    assert one_row(zh, "development of AI", "development of artificial intelligence") == []


def test_words_at_another_place_are_common_and_long_runs_are_told() -> None:
    """A clause that changed places is moved; likeness does not fall."""
    base = "In the age of intelligence and rapid change, we build digital roads together."
    other = "We build digital roads together in the age of intelligence and rapid change."
    assert compare_words(base, other).likeness == 1
    [(kind, _, text, there)] = one_row("智能时代,我们合作。", base, other)
    assert (kind, text.lower()) == ("moved", there.lower())


def test_places_are_those_of_the_cells() -> None:
    """`place` and `base_place` cut the words out of the cells, also of a cell of two rows."""
    a = rendering("a", ("一个计划。", "We have a plan."), ("企业走了。", "The enterprises left."))
    b = rendering("b", ("一个计划。企业走了。", "We have a plan, and the companies left."))
    found = compare(a, b)
    terms = [one for one in differences(found) if one.kind == "term"]
    assert [(one.row, one.zh) for one in terms] == [(1, "企业")]
    for one in terms:
        cells = found.rows[one.base_row].grid.cells[0], found.rows[one.other_row].grid.cells[1]
        assert cells[0] and cells[1]
        assert cells[0].text[slice(*one.base_place)] == "enterprises"
        assert cells[1].text[slice(*one.place)] == "companies"


def test_filters_keep_numbers_and_one_rendering_is_nothing_to_compare() -> None:
    """Names that do not exist are errors with the names that do."""
    corpus = ac.load().select(section="4")
    frame = corpus.compare()
    assert all(one["row"] == row.row for row in frame.itertuples() for one in row.differences)
    frame = corpus.compare(kind="number")
    assert frame.empty and "en:plain" in frame.columns
    frame = corpus.compare(base="plain", text="数据中心", differing=True)
    assert list(frame.row) == [2] and list(frame.columns[5:7]) == ["en:plain", "en:sinocism"]
    with pytest.raises(NothingToDoError):
        corpus.compare(rendering="plain")
    with pytest.raises(UnknownNameError, match="plain"):
        corpus.compare(base="nosuch")


@pytest.mark.slow
def test_planted_differences_are_found_and_nothing_else(tmp_path: Path) -> None:
    """An omission, a merged sentence, a moved one, another term (twice) and another number."""
    copytree(ROOT / "data" / "raw", tmp_path / "data" / "raw")
    (tmp_path / "data" / "raw" / "planted.txt").write_bytes(PLANTED.read_bytes())
    (tmp_path / "corpus.toml").write_text(
        f'[[document]]\nid = "plan"\nzh = {{ file = "{PLAN}.en-zh.txt" }}\n'
        f'[[document.rendering]]\nid = "plain"\nen = {{ file = "{PLAN}.plain.en.txt" }}\n'
        f'[[document.rendering]]\nid = "sinocism"\nen = {{ file = "{PLAN}.en-zh.txt" }}\n'
        '[[document.rendering]]\nid = "planted"\nen = { file = "planted.txt" }\n',
        encoding="utf-8",
    )
    ac.build(tmp_path)
    corpus = ac.load(tmp_path / "data" / "aligned")
    [found] = compare_renderings(corpus)
    assert found.renderings == ("plain", "sinocism", "planted")
    planted = [one for one in differences(found) if one.rendering == "planted"]
    assert Counter(one.kind for one in planted) == Counter(
        {"lacks": 1, "merged": 1, "moved": 1, "number": 1, "term": 2}
    )
    by_kind = {one.kind: one for one in planted}
    assert by_kind["lacks"].zh == "人工智能带来前所未有发展机遇,也带来前所未遇风险挑战。"
    assert (by_kind["number"].base_text, by_kind["number"].text) == ("2030", "2035")
    term = by_kind["term"]
    assert (term.zh, term.base_text) == ("算力", "computing power")
    assert by_kind["moved"].base_text.startswith("In the age of intelligence")
    rows = [row for row in found.rows if row.grid.zh]
    assert len(rows) == 13  # the Chinese units of the base, none cut and none put together
    only = select_rows(found, RowFilters(kinds=("merged",)))
    assert [row.number for row in only.rows] == [10]
