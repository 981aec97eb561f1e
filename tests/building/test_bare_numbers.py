"""A number above its text belongs to the bead that begins with the number in the other text."""

from __future__ import annotations

from dataclasses import replace

from aigov_corpus.alignment import align_sentences
from aigov_corpus.building.bare_numbers import attach_bare_numbers
from aigov_corpus.embedding.hashing import HashEncoder
from aigov_corpus.extraction import extract
from aigov_corpus.records import Bead
from aigov_corpus.segmentation import segment_document


def shapes(zh: str, en: str, beads: tuple[Bead, ...]) -> list[tuple[tuple[int, ...], ...]]:
    """The beads of two texts after numbers were attached."""
    texts = [
        segment_document(extract(text, name="a.txt", lang=lang, layout="plain"))
        for text, lang in ((zh, "zh"), (en, "en"))
    ]
    sides = [[segment.text for segment in text.segments] for text in texts]
    aligned = align_sentences(*sides, src_lang="zh", tgt_lang="en", encoder=HashEncoder())
    found = attach_bare_numbers(replace(aligned, beads=beads, moves=()), *texts)
    return [(bead.src, bead.tgt) for bead in found.beads]


ZH = "第一条 路灯应当完好。\n\n第二条 灯杆应当坚固。"
EN = "Article 1\n\nLamps shall be whole.\n\nArticle 3\n\nPoles shall be strong."
BEADS = (
    Bead((), (0,)),
    Bead((0,), (1,), 0.9),
    Bead((), (2,)),
    Bead((1,), (3,), 0.9),
)


def test_only_the_same_number_is_attached() -> None:
    """`Article 3` is not 第二条, and stays a bead of its own."""
    assert shapes(ZH, EN, BEADS) == [((0,), (0, 1)), ((), (2,)), ((1,), (3,))]
    same = EN.replace("Article 3", "Article 2")
    assert shapes(ZH, same, BEADS) == [((0,), (0, 1)), ((1,), (2, 3))]
