"""The tagger against our hand tags, and the measures themselves."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from aigov_corpus.evaluation.agreement import Agreement, compare_taggings
from aigov_corpus.tagging import load_taxonomy, tag_principles, tag_unit

HERE = Path(__file__).parent
TAXONOMY = load_taxonomy()
IDS = [principle.id for principle in TAXONOMY.principles]


def hand_tagged(name: str) -> list[dict[str, str]]:
    """Read units tagged by a person: id, principles, zh, en, why."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("name", ["gold.tsv", "cases.tsv"])
@pytest.mark.parametrize("side", ["both", "zh", "en"])
def test_the_tagger_agrees_with_the_hand_tags(name: str, side: str) -> None:
    """Both sides: every tag and no other. One side: few wrong tags, though some are missed."""
    units = [unit for unit in hand_tagged(name) if side == "both" or unit[side]]
    by_hand = [set(unit["principles"].split()) for unit in units]
    by_machine = [
        {
            tag.principle
            for tag in tag_principles(
                unit["zh"] if side != "en" else "",
                unit["en"] if side != "zh" else "",
                taxonomy=TAXONOMY,
            )
        }
        for unit in units
    ]
    if side == "both":
        assert dict(zip((unit["id"] for unit in units), by_machine, strict=True)) == dict(
            zip((unit["id"] for unit in units), by_hand, strict=True)
        )
    report = compare_taggings(by_hand, by_machine, principles=IDS)
    right = sum(one.both for one in report)
    assert right / (right + sum(one.only_second for one in report)) >= 0.97
    assert right / (right + sum(one.only_first for one in report)) >= 0.8


def measure(units: list[dict[str, str]]) -> tuple[float, float]:
    """Return precision and recall over all tags of all principles."""
    by_hand = [set(unit["principles"].split()) for unit in units]
    by_machine = [tag_unit(unit["zh"], unit["en"], taxonomy=TAXONOMY).principles for unit in units]
    report = compare_taggings(by_hand, [set(tags) for tags in by_machine], principles=IDS)
    right = sum(one.both for one in report)
    wrong, missed = (
        sum(getattr(one, name) for one in report) for name in ("only_second", "only_first")
    )
    return right / (right + wrong), right / (right + missed)


@pytest.mark.parametrize(("name", "letters"), [("unseen.tsv", "dh"), ("registers.tsv", "ek")])
def test_units_tagged_before_the_program_saw_them(name: str, letters: str) -> None:
    """Few wrong tags and few missed ones, in declarations, laws, standards, company codes."""
    units = [unit for unit in hand_tagged(name) if unit["id"][0] in letters]
    precision, recall = measure(units)
    assert precision >= 0.92
    assert recall >= 0.85
    precision, recall = measure([unit for unit in units if not (unit["zh"] and unit["en"])])
    assert precision >= 0.92
    assert recall >= 0.8


def test_hand_tags_use_the_taxonomy_s_principles() -> None:
    """A misspelt id would silently count as a miss."""
    for name in ("gold.tsv", "cases.tsv", "unseen.tsv", "registers.tsv", "double.tsv"):
        assert {tag for unit in hand_tagged(name) for tag in unit["principles"].split()} == set(IDS)


def test_every_difference_of_two_taggers_is_decided_with_a_reason() -> None:
    """What both say stands; what one says stands or falls, and `why` tells by which rule."""
    units = hand_tagged("double.tsv")
    assert len(units) >= 200
    for unit in units:
        decided, first, second = (
            set(unit[name].split()) for name in ("principles", "first", "second")
        )
        assert first & second <= decided <= first | second
        assert bool(unit["why"]) == (first != second)
    report = compare_taggings(
        *([unit[name].split() for unit in units] for name in ("first", "second")), principles=IDS
    )
    assert min(one.kappa for one in report) >= 0.8


def test_kappa_is_cohen_s() -> None:
    """20 and 15 agreed, 5 and 10 not: kappa 0.4, the textbook's example."""
    counts = Agreement("people", both=20, only_first=5, only_second=10, neither=15)
    assert counts.kappa == pytest.approx(0.4)
    assert counts.precision == pytest.approx(20 / 30)
    assert counts.recall == pytest.approx(20 / 25)


def test_measures_of_nothing_are_perfect() -> None:
    """No units, or a principle nobody tagged: nothing disagrees."""
    for counts in (Agreement("people", 0, 0, 0, 0), Agreement("people", 0, 0, 0, 9)):
        assert (counts.kappa, counts.precision, counts.recall) == (1.0, 1.0, 1.0)


def test_agreement_counts_by_principle() -> None:
    """Each principle has its own table; two taggings of different length do not compare."""
    first, second = (
        [{"people"}, {"people", "openness"}, set()],
        [{"people"}, {"openness"}, {"people"}],
    )
    people, openness = compare_taggings(first, second, principles=["people", "openness"])
    assert people == Agreement("people", 1, 1, 1, 0)
    assert openness == Agreement("openness", 1, 0, 0, 2)
    with pytest.raises(ValueError, match="shorter"):
        compare_taggings(first, second[:2], principles=["people"])
