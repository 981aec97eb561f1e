"""The quality gate: F1 on gold may not fall below written floors, for data of a known hash.

The bundled document is always measured. If a folder `shared/gold` lies beside the project, its
texts are measured too: complete, with a tenth of the sentences deleted, with one side of a section
deleted, cut to excerpts, with passages moved and exchanged, and with what the gold lacks planted
into them: lists, repeated lines, headings.
"""

from __future__ import annotations

import csv
import hashlib
import itertools
import json
from pathlib import Path

import pytest

from aigov_corpus.embedding import get_encoder
from aigov_corpus.evaluation.damage import plant_omissions
from aigov_corpus.evaluation.gold import GoldText, Pairing, read_gold
from aigov_corpus.evaluation.measures import Result
from aigov_corpus.evaluation.scoring import score_aligner
from lost_section import SRC, TGT, lose_section
from partial import measure_excerpts, measure_exchanges, measure_moves
from planted import KINDS

ROOT = Path(__file__).parents[2]
FLOORS = json.loads(Path(__file__).with_name("floors.json").read_text(encoding="utf-8"))
NOW = FLOORS["history"][-1]["floors"]
SHARED = ROOT.parent / "shared" / "gold"
GENRES = (
    sorted(path.name for path in SHARED.iterdir() if path.name in NOW) if SHARED.is_dir() else []
)
SEEDS = (1, 2)
PLANTED = 1
EXCHANGED = 51
GOLD_CHANGED = "the gold changed: write a new entry into floors.json"


def own_gold() -> GoldText:
    """Return the bundled document as the hand-made gold has it, without the borders of sections."""
    src: list[str] = []
    tgt: list[str] = []
    beads: list[Pairing] = []
    path = ROOT / "tests" / "gold" / "global-ai-governance-action-plan.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            zh, en = sentences_of(row["zh"]), sentences_of(row["en"])
            beads.append((numbers_after(src, zh), numbers_after(tgt, en)))
            src += zh
            tgt += en
    return GoldText("own", tuple(src), tuple(tgt), "zh", "en", tuple(beads))


def sentences_of(cell: str) -> list[str]:
    """Return the sentences of a cell, which have a double line between them."""
    return [sentence for sentence in cell.split(" ‖ ") if sentence]


def numbers_after(side: list[str], sentences: list[str]) -> tuple[int, ...]:
    """Return the numbers that sentences get at the end of a side."""
    return tuple(range(len(side), len(side) + len(sentences)))


def measure(texts: list[GoldText]) -> Result:
    """Return the result of all the texts together, with the default encoder and weights."""
    return score_aligner(texts, encoder=get_encoder("use"))[-1]


def digest(texts: list[GoldText]) -> str:
    """Return the first 16 digits of a hash of texts and gold."""
    content = json.dumps(
        [[text.name, text.src, text.tgt, text.beads] for text in texts], ensure_ascii=False
    )
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def test_a_floor_is_never_lowered_silently() -> None:
    """Each entry of the history says why, and no floor sinks unless its entry says `lowered`."""
    history = FLOORS["history"]
    assert all(entry["why"] and entry["date"] for entry in history)
    for before, after in itertools.pairwise(history):
        sunk = {
            f"{name}.{measure_name}"
            for name, floors in before["floors"].items()
            for measure_name, floor in floors.items()
            if after["floors"].get(name, {}).get(measure_name, -1) < floor
        }
        assert sunk <= set(after.get("lowered", {}))


@pytest.mark.slow
def test_the_bundled_document_without_its_sections() -> None:
    """The aligner finds the beads and what is missing even without sections as fences."""
    text = own_gold()
    assert digest([text]) == FLOORS["sha256"]["own"], GOLD_CHANGED
    counts = measure([text]).counts
    assert counts.strict().f1 >= NOW["own"]["f1"]
    assert counts.nulls().recall >= NOW["own"]["null_recall"]


@pytest.mark.slow
@pytest.mark.parametrize("genre", GENRES)
def test_gold_texts_stay_above_their_floors(genre: str) -> None:
    """Complete texts, with omissions, without one side of a section, in excerpts, with moves."""
    texts = [text for text in read_gold(SHARED) if text.name.startswith(f"{genre}/")]
    assert digest(texts) == FLOORS["sha256"][genre], GOLD_CHANGED
    omitted = [plant_omissions(text, rate=0.1, seed=seed) for seed in SEEDS for text in texts]
    lacking = [lose_section(text, side=side) for side in (SRC, TGT) for text in texts]
    planted = {
        kind: measure([KINDS[kind](text, PLANTED) for text in texts]).counts
        for kind in ("lists", "repeats", "headings")
    }
    with_omissions = measure(omitted).counts
    found = {
        "f1": measure(texts).counts.strict().f1,
        "omitted_f1": with_omissions.strict().f1,
        "null_precision": with_omissions.nulls().precision,
        "null_recall": with_omissions.nulls().recall,
        "lacking_f1": measure(lacking).counts.strict().f1,
        "excerpts": measure_excerpts(texts)["found"],
        "moved": measure_moves(texts)["linked"],
        "exchanged": measure_exchanges(texts, seed=EXCHANGED, unequal=False)["found"],
        "lists_f1": planted["lists"].strict().f1,
        "repeats_f1": planted["repeats"].strict().f1,
        "headings_f1": planted["headings"].strict().f1,
        "headings_null_recall": planted["headings"].nulls().recall,
    }
    low = {
        name: (round(found[name], 4), floor)
        for name, floor in NOW[genre].items()
        if found[name] < floor
    }
    assert not low, f"below the floor (found, floor): {low}"
