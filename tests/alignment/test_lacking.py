"""What a bead holds and its other side lacks."""

from __future__ import annotations

import pytest

from aigov_corpus.alignment import align_sentences, find_lacking
from aigov_corpus.records import Alignment, Bead

ZH = ["中国支持世界和平。", "各国应当加强数据安全合作。", "今年粮食产量再创新高。"]
EN = [
    "China supports world peace.",
    "All countries should strengthen cooperation on data security.",
    "Grain output hit a new high this year.",
]
STRAY = "The museum is closed on Mondays."


def _lacking(en: list[str], *, first: tuple[int, ...]) -> list[float]:
    """Return the probabilities for beads of one Chinese sentence, the first one with `first`."""
    rest = range(len(first), len(en))
    beads = [Bead((0,), first, 0.9), *(Bead((n - len(first) + 1,), (n,), 0.9) for n in rest)]
    made_by = align_sentences(ZH, en).made_by
    found = find_lacking(ZH, en, Alignment(tuple(beads), len(ZH), len(en), made_by))
    return [one.score for one in found if one]


@pytest.mark.slow
def test_a_sentence_without_counterpart_is_found_inside_a_bead() -> None:
    """The bead that swallowed it has a high probability, and those beside it have a low one."""
    with_stray = _lacking([EN[0], STRAY, *EN[1:]], first=(0, 1))
    assert with_stray[0] > 0.8
    assert max(with_stray[1:]) < 0.1
    assert max(_lacking(EN, first=(0,))) < 0.1


@pytest.mark.slow
def test_the_side_and_the_clause_are_named_by_the_order_of_the_caller() -> None:
    """With English as the source, what English alone says is on the source side."""
    en = [EN[0], STRAY, *EN[1:]]
    made_by = align_sentences(en, ZH, src_lang="en", tgt_lang="zh").made_by
    beads = (Bead((0, 1), (0,), 0.9), Bead((2,), (1,), 0.9), Bead((3,), (2,), 0.9))
    alignment = Alignment(beads, 4, 3, made_by)
    found = find_lacking(en, ZH, alignment, src_lang="en", tgt_lang="zh")[0]
    assert found is not None
    assert (found.side, found.text) == ("src", STRAY)


def test_other_languages_and_encoders_have_no_figure() -> None:
    """The figure was learned for Chinese and English with the built-in encoder only."""
    made_by = align_sentences(ZH[:1], EN[:1], encoder="hash").made_by
    found = Alignment((Bead((0,), (0,), 0.9),), 1, 1, made_by)
    assert find_lacking(ZH[:1], EN[:1], found, encoder="hash") == [None]


def test_a_null_bead_has_no_figure() -> None:
    """It has no other side."""
    made_by = align_sentences(ZH[:1], EN[:1]).made_by
    alignment = Alignment((Bead((0,), ()), Bead((), (0,))), 1, 1, made_by)
    assert find_lacking(ZH[:1], EN[:1], alignment) == [None, None]
