"""How close a translation is, and what follows from it for null beads."""

from __future__ import annotations

import numpy as np
import pytest

from aigov_corpus.alignment import sentence_features
from aigov_corpus.alignment.closeness import typical_cosine
from aigov_corpus.alignment.model import USUAL_COSINE, bundled_model
from aigov_corpus.alignment.sentence_reading import read_features
from aigov_corpus.embedding import cache_encoder

ENGLISH = ["It rains.", "We stay at home, and we read.", "The sun shines again.", "So we go out."]


def test_the_typical_cosine_of_many_beads_is_their_median() -> None:
    """A few beads that are wrong or free do not change it."""
    cosines = np.array([0.0] * 400 + [0.55] * 500 + [1.0] * 300)
    assert typical_cosine(cosines, np.ones(1200)) == pytest.approx(0.55, abs=0.001)


def test_beads_count_as_often_as_they_stand_for_others() -> None:
    """Of a long text only some beads are looked at."""
    assert typical_cosine(np.array([0.5, 0.65]), np.array([10.0, 990.0])) > 0.64


def test_a_text_of_few_beads_is_a_usual_text() -> None:
    """Two beads say little; none says nothing."""
    assert typical_cosine(np.zeros(2), np.ones(2)) == pytest.approx(USUAL_COSINE, abs=0.101)
    assert typical_cosine(np.zeros(0), np.zeros(0)) == USUAL_COSINE


@pytest.mark.parametrize(("cosine", "limit"), [(-1.0, 0.48), (1.0, 0.68)])
def test_a_text_unlike_all_that_was_learned_from_is_not_extrapolated(
    cosine: float, limit: float
) -> None:
    """The typical cosine stays within the range of the texts that weights are learned from."""
    assert typical_cosine(np.full(500, cosine), np.ones(500)) == limit


def test_the_freer_a_translation_the_dearer_a_null_bead() -> None:
    """In a novel, a sentence to which nothing is similar is often translated all the same."""
    model = bundled_model("zh-en")
    free, close = (model.null_score(0.03, cosine) for cosine in (0.5, 0.65))
    assert free < -0.5 < 0 < close


@pytest.mark.parametrize("longest", [0, 2])
@pytest.mark.parametrize("at_once", [1, 1024])
def test_vectors_of_runs_anywhere_are_those_of_the_runs_at_each_sentence(
    longest: int, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are composed from the same clauses, also if those of two sentences at most are kept."""
    monkeypatch.setattr(sentence_features, "_COMPOSED_AT_ONCE", at_once)
    text = read_features(ENGLISH, lang="en", encoder=cache_encoder("use"), longest=longest)
    found = text.vectors_of_runs(np.array([2, 0]), np.array([2, 3]))
    at_each = text.run_vectors(0, len(ENGLISH), 3)
    np.testing.assert_allclose(found, [at_each[1, 2], at_each[2, 0]], atol=1e-3)
