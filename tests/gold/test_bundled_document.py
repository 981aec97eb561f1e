"""The bundled document against the hand-made gold: as committed, and as built anew."""

from __future__ import annotations

import csv
import filecmp
from pathlib import Path

import pytest

from aigov_corpus.building import build
from aigov_corpus.config import load_config
from aigov_corpus.corpus import store
from aigov_corpus.records import Pair

ROOT = Path(__file__).parents[2]
NAME = "global-ai-governance-action-plan"
COMMITTED = ROOT / "data" / "aligned" / NAME
RENDERINGS = ("sinocism", "plain")
SAME_BYTES = (
    "corpus.sinocism.tmx",
    "corpus.plain.tmx",
    "datapackage.json",
    "pairs.csv",
    "pairs.jsonl",
    "sentences.jsonl",
)


def gold(rendering: str) -> list[dict[str, str]]:
    """The rows of the gold file of a rendering, sentences parted."""
    name = f"{NAME}.tsv" if rendering == "sinocism" else f"{NAME}.{rendering}.tsv"
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def as_gold(pair: Pair) -> dict[str, str]:
    """A pair with the gold's columns."""
    return {
        "section": pair.section,
        "kind": pair.kind,
        "status": pair.status,
        "bead": pair.bead,
        "zh": pair.zh,
        "en": pair.en,
    }


def expected(*renderings: str) -> list[dict[str, str]]:
    """The rows of the gold files, sentences joined as in the corpus."""
    return [
        row | {"zh": row["zh"].replace(" ‖ ", ""), "en": row["en"].replace(" ‖ ", " ")}
        for rendering in renderings
        for row in gold(rendering)
    ]


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled document, built with the embedded encoder."""
    out = tmp_path_factory.mktemp("aligned")
    report = build(ROOT / "corpus.toml", out=out)
    (document,) = report.documents
    assert document.state == "built"
    (warning,) = document.warnings  # about the pages that only a network brings, and nothing else
    assert warning.startswith("not fetched: ")
    return out / NAME


def test_the_gold_is_the_raw_text_whole_and_in_order() -> None:
    """Every character of the raw file, apart from its two header lines, is in the gold once."""
    paragraphs = (load_config(ROOT).raw / f"{NAME}.en-zh.txt").read_text("utf-8").split("\n\n")
    body = [paragraph.strip() for paragraph in paragraphs if paragraph.strip()][2:]
    for lang in ("zh", "en"):
        text = "".join(p for p in body if ("\u4e00" <= p[0] <= "\u9fff") == (lang == "zh"))
        assert "".join(row[lang] for row in expected("sinocism")).replace(" ", "") == text.replace(
            " ", ""
        )


def test_the_gold_of_the_plain_version_is_its_text_and_all_the_chinese() -> None:
    """Every character of its raw file once, and the Chinese of the other gold, in order."""
    text = (load_config(ROOT).raw / f"{NAME}.plain.en.txt").read_text("utf-8")
    rows = expected("plain")
    assert " ".join(row["en"] for row in rows).split() == text.split()
    chinese = ["".join(row["zh"] for row in expected(name)) for name in RENDERINGS]
    assert chinese[0] == chinese[1]


@pytest.mark.parametrize("rendering", RENDERINGS)
def test_the_gold_counts_its_sentences(rendering: str) -> None:
    """The beads of the gold say how many sentences stand on each side."""
    for row in gold(rendering):
        counted = "-".join(
            str(len(row[lang].split(" ‖ ")) if row[lang] else 0) for lang in ("zh", "en")
        )
        assert row["bead"] == counted


def test_the_committed_corpus_is_the_gold() -> None:
    """Bead by bead: texts, sections, kinds and statuses."""
    assert [as_gold(pair) for pair in store.load_pairs(COMMITTED)] == expected(*RENDERINGS)


def test_the_sentence_that_names_all_six_principles_has_all_six() -> None:
    """The second paragraph of the preamble lists the principles."""
    pairs = store.load_pairs(COMMITTED)
    naming = [pair for pair in pairs if pair.zh.startswith("为此")]
    assert [pair.rendering for pair in naming] == list(RENDERINGS)
    for pair in naming:
        assert sorted(pair.principles) == [
            "development",
            "fairness",
            "openness",
            "people",
            "security",
            "sovereignty",
        ]


def test_scores_are_rounded_and_absent_where_a_side_is() -> None:
    """Four decimals, as processors differ in later ones; None for a unit without Chinese."""
    for pair in store.load_pairs(COMMITTED):
        assert (pair.score is None) == (pair.status == "missing")
        assert pair.score is None or (0 < pair.score <= 1 and round(pair.score, 4) == pair.score)


@pytest.mark.slow
def test_a_build_with_the_real_encoder_is_the_gold(rebuilt: Path) -> None:
    """The embedded encoder aligns the bundled document without an error."""
    assert [as_gold(pair) for pair in store.load_pairs(rebuilt)] == expected(*RENDERINGS)


@pytest.mark.slow
def test_a_rebuild_gives_what_is_committed(rebuilt: Path) -> None:
    """The same bytes; for Parquet, whose footer names its writer's version, the same content."""
    assert filecmp.cmpfiles(rebuilt, COMMITTED, SAME_BYTES, shallow=False) == (
        list(SAME_BYTES),
        [],
        [],
    )
    assert store.load_pairs(rebuilt) == store.load_pairs(COMMITTED)
    assert store.load_sentences(rebuilt) == store.load_sentences(COMMITTED)
