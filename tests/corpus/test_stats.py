"""What is counted, above all what is missing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from aigov_corpus.building import build
from aigov_corpus.corpus import store
from aigov_corpus.corpus.statistics import SIDES, count_pairs
from aigov_corpus.records import Pair


def test_units_sentences_sections_and_what_is_missing(project: Path) -> None:
    """Section 2 of the small document has no Chinese: two units, two English sentences."""
    build(project, encoder="hash")
    counts = count_pairs(store.load_pairs(project / "data" / "aligned"))
    assert (counts["units"], counts["documents"]) == (6, {"plan": 6})
    assert counts["status"] == {"auto": 4, "missing": 2, "omitted": 0, "added": 0}
    assert sum(counts["beads"].values()) == sum(counts["kinds"].values()) == 6
    assert counts["beads"]["0-1"] == 2
    assert counts["coverage"]["zh"] == {"total": 4, "aligned": 4, "missing": 0, "share": 1.0}
    assert counts["coverage"]["en"] == {"total": 7, "aligned": 5, "missing": 2, "share": 0.7143}
    assert [(row["section"], row["units"], row["missing"]) for row in counts["sections"]] == [
        ("0", 1, 0),
        ("1", 3, 0),
        ("2", 2, 2),
    ]
    assert counts["sections"][1]["title_zh"] == "携手合作"


def test_a_chinese_sentence_counts_once_however_many_renderings_there_are(project: Path) -> None:
    """It is aligned if one rendering has it; the English of each rendering is a text of its own."""
    (project / "data/raw/b.txt").write_text("We propose a plan.\n", encoding="utf-8")
    with (project / "corpus.toml").open("a", encoding="utf-8") as file:
        file.write('[[document.rendering]]\nid = "b"\nen = { file = "b.txt" }\n')
    build(project, encoder="hash")
    pairs = store.load_pairs(project / "data" / "aligned")
    counts = count_pairs(pairs)
    assert counts["coverage"]["zh"] == {"total": 4, "aligned": 4, "missing": 0, "share": 1.0}
    assert counts["coverage"]["en"]["total"] == 8
    each = counts["coverage_by_rendering"].values()
    assert sorted(one["zh"]["aligned"] for one in each) == [1, 4]
    alone = count_pairs([pair for pair in pairs if pair.rendering == "b"])
    assert alone["coverage"]["zh"] == {"total": 4, "aligned": 1, "missing": 3, "share": 0.25}
    assert {(row["document"], row["rendering"]) for row in counts["sections"]} == {
        ("plan", "example"),
        ("plan", "b"),
    }


def test_a_principle_that_one_text_lost_can_be_counted(project: Path) -> None:
    """Units with both languages apart from those with one; each unit in exactly one column."""
    build(project, encoder="hash")
    pair, *_ = store.load_pairs(project / "data" / "aligned")

    def make(zh: str, en: str, tagged: str, **ids: tuple[str, ...]) -> Pair:
        return replace(
            pair,
            principles=tuple(tagged.split()),
            principles_zh=tuple(zh.split()),
            principles_en=tuple(en.split()),
            **ids,
        )

    pairs = [
        make("openness", "openness", "openness"),
        make("openness", "", "openness"),
        make("", "openness", ""),
        make("", "", "openness people"),
        make("people", "", "people", en_ids=()),
        make("", "people", "people", zh_ids=()),
    ]
    assert count_pairs(pairs)["principles_by_side"] == {
        "openness": dict(zip(SIDES, (1, 1, 1, 1, 0, 0), strict=True)),
        "people": dict(zip(SIDES, (0, 0, 0, 1, 1, 1), strict=True)),
    }


def test_nothing_can_be_counted_too() -> None:
    """No division by nothing."""
    counts = count_pairs([])
    assert counts["units"] == 0
    assert counts["coverage"]["zh"]["share"] is None
    assert counts["score"] == {"min": None, "mean": None}
