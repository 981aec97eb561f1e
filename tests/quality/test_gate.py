"""The quality gate: F1 on gold may not fall below floors that are written down, for data of a known hash.

Own gold is the bundled document, hand-aligned. Where a folder `shared/gold` lies beside the project its texts
are measured too, complete, with a tenth of the sentences deleted, and with a section of one side deleted.
"""

from __future__ import annotations

import csv
import hashlib
import itertools
import json
from pathlib import Path

import pytest

from aigov_corpus.alignment import align_sentences
from aigov_corpus.evaluation.damage import plant_omissions
from aigov_corpus.evaluation.gold import GoldText, read_gold
from aigov_corpus.evaluation.measures import Result, pool
from lost_section import SRC, TGT, lose_section

ROOT = Path(__file__).parents[2]
FLOORS = json.loads(Path(__file__).with_name("floors.json").read_text(encoding="utf-8"))
NOW = FLOORS["history"][-1]["floors"]
SHARED = ROOT.parent / "shared" / "gold"
GENRES = (
    sorted(path.name for path in SHARED.iterdir() if path.name in NOW) if SHARED.is_dir() else []
)


def own_gold() -> GoldText:
    """Return the bundled document as the hand-made gold has it, without its sections' borders."""
    src: list[str] = []
    tgt: list[str] = []
    beads = []
    path = ROOT / "tests" / "gold" / "global-ai-governance-action-plan.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            zh, en = ([one for one in row[lang].split(" ‖ ") if one] for lang in ("zh", "en"))
            beads.append(
                (
                    tuple(range(len(src), len(src) + len(zh))),
                    tuple(range(len(tgt), len(tgt) + len(en))),
                )
            )
            src += zh
            tgt += en
    return GoldText("own", tuple(src), tuple(tgt), "zh", "en", tuple(beads))


def measure(texts: list[GoldText], name: str) -> Result:
    """Align and pool."""
    done = []
    for text in texts:
        found = align_sentences(text.src, text.tgt, src_lang=text.src_lang, tgt_lang=text.tgt_lang)
        done.append((text, [(bead.src, bead.tgt, bead.score) for bead in found.beads]))
    return pool(done, name=name)


def digest(texts: list[GoldText]) -> str:
    """Return a hash of texts and gold."""
    content = json.dumps(
        [[text.name, text.src, text.tgt, text.beads] for text in texts], ensure_ascii=False
    )
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def test_a_floor_is_never_lowered_silently() -> None:
    """Each entry of the history says why, and no floor sinks unless its entry says `lowered`."""
    history = FLOORS["history"]
    assert all(entry["why"] and entry["date"] for entry in history)
    for before, after in itertools.pairwise(history):
        for name, floors in before["floors"].items():
            for measure_name, floor in floors.items():
                kept = after["floors"].get(name, {}).get(measure_name, -1) >= floor
                assert kept or f"{name}.{measure_name}" in after.get("lowered", {}), (
                    name,
                    measure_name,
                )


@pytest.mark.slow
def test_the_bundled_document_without_its_sections() -> None:
    """Even without section borders as fences, the aligner finds the hand-made beads, and what is missing."""
    text = own_gold()
    assert digest([text]) == FLOORS["sha256"]["own"], (
        "the gold changed: write a new entry into floors.json"
    )
    found = measure([text], "own")
    assert found.counts.strict()[2] >= NOW["own"]["f1"]
    assert found.counts.nulls()[1] >= NOW["own"]["null_recall"]


@pytest.mark.slow
@pytest.mark.parametrize("genre", GENRES)
def test_gold_texts_stay_above_their_floors(genre: str) -> None:
    """Complete texts, and the same without a tenth of the sentences, or one side of a section, twice each."""
    texts = [text for text in read_gold(SHARED) if text.name.startswith(f"{genre}/")]
    assert digest(texts) == FLOORS["sha256"][genre], (
        "the gold changed: write a new entry into floors.json"
    )
    complete = measure(texts, genre)
    broken = measure(
        [plant_omissions(text, rate=0.1, seed=seed) for seed in (1, 2) for text in texts], genre
    )
    lacking = measure(
        [lose_section(text, side=side) for side in (SRC, TGT) for text in texts], genre
    )
    null_precision, null_recall, _ = broken.counts.nulls()
    found = {
        "f1": complete.counts.strict()[2],
        "omitted_f1": broken.counts.strict()[2],
        "null_precision": null_precision,
        "null_recall": null_recall,
        "lacking_f1": lacking.counts.strict()[2],
    }
    low = {
        name: (round(found[name], 4), floor)
        for name, floor in NOW[genre].items()
        if found[name] < floor
    }
    assert not low, f"below the floor (found, floor): {low}"
