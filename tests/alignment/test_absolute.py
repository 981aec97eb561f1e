"""Absolute evidence: whether the sentences of a small text are near each other at all."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from aigov_corpus.alignment.absolute import judge_small_text
from aigov_corpus.alignment.feature_names import BEAD_FEATURES
from aigov_corpus.alignment.strips import Limits, Step

NEAR, FAR = 0.8, 0.2


def _judge(
    monkeypatch: pytest.MonkeyPatch,
    nearness: list[float],
    *,
    encoder: str = "use-multi-v3@0.2.1",
    tgt_lang: str = "en",
) -> tuple[list[Step], list[float]]:
    """Judge 1-1 beads with these values of cosine and clause coverage."""

    def features(pair: object, step: Step, limits: Limits) -> np.ndarray:
        values = np.zeros(len(BEAD_FEATURES), np.float32)
        for name in ("cosine", "clauses_src", "clauses_tgt"):
            values[BEAD_FEATURES.index(name)] = nearness[step[0]] / (1 if name == "cosine" else 1.5)
        return values

    monkeypatch.setattr("aigov_corpus.alignment.absolute.bead_features", features)
    src = SimpleNamespace(lang="zh", encoder=SimpleNamespace(id=encoder))
    pair = SimpleNamespace(src=src, tgt=SimpleNamespace(lang=tgt_lang))
    steps = [(number, number, 1, 1) for number in range(len(nearness))]
    return judge_small_text(pair, steps, [0.9] * len(nearness))  # type: ignore[arg-type]


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


def test_other_encoders_languages_and_longer_texts_are_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """There, nothing absolute is known, or the texts speak for themselves."""
    for options in ({"encoder": "hash@1"}, {"tgt_lang": "fi"}):
        assert _judge(monkeypatch, [FAR], **options)[1] == [0.9]
    assert _judge(monkeypatch, [FAR] * 13)[1] == [0.9] * 13


def test_a_swallowed_sentence_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bead of two sentences against one is far, and its second sentence alone is near."""

    def features(pair: object, step: Step, limits: Limits) -> np.ndarray:
        value = NEAR if step == (1, 0, 1, 1) else FAR
        return np.full(len(BEAD_FEATURES), value / 1.5, np.float32)

    monkeypatch.setattr("aigov_corpus.alignment.absolute.bead_features", features)
    src = SimpleNamespace(lang="zh", encoder=SimpleNamespace(id="use-multi-v3@1"))
    pair = SimpleNamespace(src=src, tgt=SimpleNamespace(lang="en"))
    steps, scores = judge_small_text(pair, [(0, 0, 2, 1)], [0.9])  # type: ignore[arg-type]
    assert steps == [(0, 0, 1, 0), (1, 0, 1, 1)]
    assert scores[1] > 0.8
