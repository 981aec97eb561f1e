"""Two nearly equal passages that changed places in the translation."""

from __future__ import annotations

import itertools

import pytest

from aigov_corpus.alignment import align_sentences
from aigov_corpus.records import Alignment

ZH = [
    "本法适用于在境内从事的数据处理活动。",
    "立法院之组织，以法律定之。",
    "国家建立数据分类分级保护制度。",
    "任何组织应当采取合法的方式收集数据。",
    "司法院及各级法院之组织，以法律定之。",
    "违反本法规定的，由主管部门责令改正。",
]
EN = [
    "This law applies to data processing carried out within the territory.",
    "The organization of the Legislative Yuan shall be prescribed by law.",
    "The state sets up a system of data protection by classes and grades.",
    "Any organization shall collect data by lawful means.",
    "The organization of the Judicial Yuan and of the courts shall be prescribed by law.",
    "Whoever violates this law shall be ordered by the competent department to make corrections.",
]
EXCHANGED = [EN[0], EN[4], *EN[2:4], EN[1], EN[5]]


def _links(alignment: Alignment) -> list[tuple[int, int]]:
    """Return the numbers of the sentences that are linked."""
    return [(move.src, move.tgt) for move in alignment.moves]


@pytest.mark.slow
def test_exchanged_articles_are_linked_and_no_pairs() -> None:
    """Each of the four sentences is a null bead; what stands between keeps its counterpart."""
    found = align_sentences(ZH, EXCHANGED)
    assert _links(found) == [(1, 4), (4, 1)]
    assert all(move.score > 0.8 for move in found.moves)
    whole = [(bead.src, bead.tgt) for bead in found.beads if bead.src and bead.tgt]
    assert whole == [((number,), (number,)) for number in (0, 2, 3, 5)]


@pytest.mark.slow
def test_the_sides_may_be_swapped() -> None:
    """English is aligned with Chinese as Chinese with English."""
    found = align_sentences(EXCHANGED, ZH, src_lang="en", tgt_lang="zh")
    assert _links(found) == [(1, 4), (4, 1)]


LIST = [
    ("实现中国梦，必须弘扬中国精神。", "To realize the dream, we must foster the Chinese spirit."),
    ("实现中国梦，必须凝聚中国力量。", "To realize the dream, we must pool China's strength."),
    (
        "实现中国梦，必须坚持和平发展。",
        "To realize the dream, we must pursue peace.",
    ),
    ("实现中国梦，必须依靠科技进步。", "To realize the dream, we must rely on science."),
]


@pytest.mark.slow
@pytest.mark.parametrize(("one", "other"), [*itertools.combinations(range(len(LIST)), 2)])
def test_two_items_of_a_list_changed_places(one: int, other: int) -> None:
    """They are linked or in one bead. The other items resemble them and keep their pairs."""
    zh, en = [zh for zh, _ in LIST], [en for _, en in LIST]
    en[one], en[other] = en[other], en[one]
    found = align_sentences(zh, en)
    beads = {(src, tgt) for bead in found.beads for src in bead.src for tgt in bead.tgt}
    kept = set(range(len(LIST))) - {one, other}
    assert {(one, other), (other, one)} <= {*_links(found), *beads}
    assert {(number, number) for number in kept} <= beads


@pytest.mark.slow
def test_equal_and_complete_texts_have_no_links() -> None:
    """Lines that a text repeats have nothing to tell them apart, so nothing was exchanged."""
    assert align_sentences(ZH, EN).moves == ()
    assert align_sentences(*zip(*LIST, strict=True)).moves == ()
    zh = [line for sentence in ZH for line in (sentence, "同意。")]
    en = [line for sentence in EN for line in (sentence, "Agreed.")]
    assert align_sentences(zh, en).moves == ()
