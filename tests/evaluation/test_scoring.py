"""The aligner on gold texts."""

from __future__ import annotations

import pytest

from aigov_corpus.embedding import get_encoder
from aigov_corpus.errors import UsageError
from aigov_corpus.evaluation.gold import GoldText
from aigov_corpus.evaluation.scoring import score_aligner

BEADS = (((0,), (0,)), ((1,), (1,)))
TEXTS = [
    GoldText(name, ("你好。", "谢谢！"), ("Hello.", "Thank you!"), "zh", "en", BEADS)
    for name in ("one", "two")
]


def test_each_text_and_all_together_are_measured() -> None:
    """In order; progress names the text, and the signature of all says what was deleted."""
    said: list[str] = []
    encoder = get_encoder("hash")
    results = score_aligner(TEXTS, encoder=encoder, omitted="0.1,seed1", progress=said.append)
    assert [result.name for result in results] == ["one", "two", "all"]
    assert [result.n_src for result in results] == [2, 2, 4]
    assert said == ["aligning one, text 1 of 2", "aligning two, text 2 of 2"]
    assert "|omit:0.1,seed1" in results[-1].signature
    assert "src:" in results[0].signature
    assert "src:" not in results[-1].signature


def test_the_largest_bead_is_passed_on() -> None:
    """And refused as the aligner refuses it."""
    with pytest.raises(UsageError, match="give 2 to 12 sentences"):
        score_aligner(TEXTS, encoder=get_encoder("hash"), max_align=40)
