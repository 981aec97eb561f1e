"""The embedding as the second way, with an encoder of our own that counts letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from aigov_corpus.records import Evidence
from aigov_corpus.tagging import load_taxonomy, tag_principles
from aigov_corpus.tagging.similarity import PrincipleSimilarity

TAXONOMY = load_taxonomy()


class Letters:
    """Texts to unit vectors of letter counts."""

    id = "letters@1"

    def __init__(self) -> None:
        self.calls = 0

    def encode(self, texts: Sequence[str]) -> Any:
        """Return float32, shape `(len(texts), 997)`."""
        self.calls += 1
        vectors = np.zeros((len(texts), 997), dtype=np.float32)
        for row, text in enumerate(texts):
            for letter in text:
                vectors[row, ord(letter) % 997] += 1
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def describing(identifier: str) -> tuple[str, str]:
    """Return what the taxonomy says of a principle: a unit that is exactly like it."""
    (found,) = [principle for principle in TAXONOMY.principles if principle.id == identifier]
    return f"{found.name_zh}：{found.description_zh}", f"{found.name_en}: {found.description_en}"


@pytest.mark.parametrize(("sides", "named"), [((0, 1), "both"), ((0,), "zh"), ((1,), "en")])
def test_a_unit_like_a_description_is_found_and_says_how(
    sides: tuple[int, ...], named: str
) -> None:
    """The evidence is the embedding's, of the side or sides that were there."""
    zh, en = (text if side in sides else "" for side, text in enumerate(describing("openness")))
    bare = replace(
        TAXONOMY,
        principles=tuple(replace(p, zh=type(p.zh)(), en=type(p.en)()) for p in TAXONOMY.principles),
    )
    similarity = PrincipleSimilarity(TAXONOMY, Letters(), cutoff=0.99)
    (tag,) = tag_principles(zh, en, taxonomy=bare, similarity=similarity)
    assert tag.principle == "openness"
    assert tag.score == pytest.approx(1.0, abs=1e-6)
    assert tag.score <= 1.0
    assert [(evidence.side, evidence.found_by) for evidence in tag.evidence] == [
        (named, "embedding")
    ]


def test_cue_and_embedding_together_take_the_higher_score() -> None:
    """Both kinds of evidence stay."""
    (tag,) = tag_principles(
        "加强合作", "", taxonomy=TAXONOMY, similarity=lambda zh, en: {"openness": 0.7}
    )
    assert tag.score == 0.7
    assert tag.evidence == (Evidence("zh", "cue", "合作", 2, 4), Evidence("zh", "embedding"))


def test_an_unlike_unit_gets_nothing() -> None:
    """Below the cutoff there is no tag; without text nothing is encoded."""
    encoder = Letters()
    similarity = PrincipleSimilarity(TAXONOMY, encoder, cutoff=0.99)
    assert tag_principles("甲乙丙丁", "xyz", taxonomy=TAXONOMY, similarity=similarity) == ()
    calls = encoder.calls
    assert similarity("", " ") == {}
    assert encoder.calls == calls


def test_examples_are_likened_too() -> None:
    """A taxonomy's own example sentences count like its description."""
    example = "quokkas jump quickly"
    first = replace(TAXONOMY.principles[0], examples=(example,))
    taxonomy = replace(TAXONOMY, principles=(first, *TAXONOMY.principles[1:]))
    similarity = PrincipleSimilarity(taxonomy, Letters(), cutoff=0.99)
    assert list(similarity("", example)) == ["people"]
