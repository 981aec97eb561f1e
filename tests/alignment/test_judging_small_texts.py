"""Whether the sentences of a small text are near each other at all."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from aigov_corpus.alignment.nearness import NEARNESS
from aigov_corpus.alignment.small_texts import judge_small_text
from aigov_corpus.alignment.strips import Step

NEAR, FAR = 0.8, 0.2


def _measure(nearness: Callable[[Step], float]) -> Callable[[object, list[Step]], np.ndarray]:
    """Return a `measure_nearness` for which cosine, clauses and words of a bead are as near."""

    def measure(pair: object, steps: list[Step]) -> np.ndarray:
        values = np.zeros((len(steps), len(NEARNESS)), np.float32)
        for row, step in enumerate(steps):
            for name, share in (("cosine", 1.0), ("clauses", 1.3), ("words", 1.0)):
                values[row, NEARNESS.index(name)] = share * nearness(step)
        return values

    return measure


def _pair(*, encoder: str = "use-multi-v3@0.2.1", tgt_lang: str = "en") -> Any:
    """Return two texts of sentences, none of which is repeated."""
    once = {"firsts": np.arange(99), "ended": np.ones(99, bool)}
    src = SimpleNamespace(lang="zh", encoder=SimpleNamespace(id=encoder), **once)
    return SimpleNamespace(src=src, tgt=SimpleNamespace(lang=tgt_lang, **once))


def _judge(
    monkeypatch: pytest.MonkeyPatch,
    nearness: list[float],
    *,
    encoder: str = "use-multi-v3@0.2.1",
    tgt_lang: str = "en",
) -> tuple[list[Step], list[float]]:
    """Judge 1-1 beads that are as near as these numbers say."""
    measure = _measure(lambda step: nearness[step[0]])
    monkeypatch.setattr("aigov_corpus.alignment.small_texts.measure_nearness", measure)
    pair = _pair(encoder=encoder, tgt_lang=tgt_lang)
    steps = [(number, number, 1, 1) for number in range(len(nearness))]
    return judge_small_text(pair, steps, [0.9] * len(nearness))


def test_what_is_near_keeps_its_score(monkeypatch: pytest.MonkeyPatch) -> None:
    """The score is hardly lower than before."""
    steps, scores = _judge(monkeypatch, [NEAR, NEAR])
    assert steps == [(0, 0, 1, 1), (1, 1, 1, 1)]
    assert min(scores) > 0.89


def test_what_is_not_near_is_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the beads that are not near become null beads."""
    assert _judge(monkeypatch, [FAR])[0] == [(0, 0, 1, 0), (1, 0, 0, 1)]
    steps, _ = _judge(monkeypatch, [NEAR, NEAR, FAR])
    assert steps == [(0, 0, 1, 1), (1, 1, 1, 1), (2, 2, 1, 0), (3, 2, 0, 1)]


def test_the_beads_beside_a_doubtful_one_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two that are surely right, it is right; between two others, it is not."""
    doubtful = 0.4
    assert len(_judge(monkeypatch, [NEAR, doubtful, NEAR])[0]) == 3
    assert len(_judge(monkeypatch, [FAR, doubtful, FAR])[0]) == 6


def test_null_beads_beside_a_doubtful_bead_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """Among sentences without counterpart, a pair that is hardly near enough is rather unrelated.

    More than two of them in a row say no more than two.
    """
    doubtful = 0.5
    measure = _measure(lambda step: doubtful)
    monkeypatch.setattr("aigov_corpus.alignment.small_texts.measure_nearness", measure)
    pair = _pair()

    def score(alone: int) -> float:
        nulls = [(number, 0, 1, 0) for number in range(alone)]
        steps = [*nulls, (alone, 0, 1, 1)]
        return judge_small_text(pair, steps, [0.9] * len(steps))[1][-1]

    assert score(0) > score(1) > score(2)
    assert score(2) == score(30)


def test_other_encoders_languages_and_longer_texts_are_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """There, the figures do not hold, or the texts speak for themselves."""
    for options in ({"encoder": "hash@1"}, {"tgt_lang": "fi"}):
        assert _judge(monkeypatch, [FAR], **options)[1] == [0.9]
    assert _judge(monkeypatch, [FAR] * 13)[1] == [0.9] * 13


def test_a_swallowed_sentence_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bead of two sentences against one is far, and its second sentence alone is near."""
    measure = _measure(lambda step: NEAR if step == (1, 0, 1, 1) else FAR)
    monkeypatch.setattr("aigov_corpus.alignment.small_texts.measure_nearness", measure)
    pair = _pair()
    steps, scores = judge_small_text(pair, [(0, 0, 2, 1)], [0.9])
    assert steps == [(0, 0, 1, 0), (1, 0, 1, 1)]
    assert scores[1] > 0.8
