"""The second way to find a principle: the unit's likeness to what the taxonomy says of it."""

from __future__ import annotations

from aigov_corpus.protocols import Encoder
from aigov_corpus.tagging.taxonomy import Principle, Taxonomy

CUTOFF = 0.5
"""Cosine from which a unit counts as like a principle; docs/annotation-guideline.md has the measurement."""


class PrincipleSimilarity:
    """Highest cosine between a unit and a principle's names, descriptions and examples.

    Off unless passed to `tag_principles`, whose precision it lowers on our hand-tagged units.
    """

    def __init__(self, taxonomy: Taxonomy, encoder: Encoder, *, cutoff: float = CUTOFF) -> None:
        self._encoder = encoder
        self._cutoff = cutoff
        texts = [
            (principle.id, text)
            for principle in taxonomy.principles
            for text in _exemplars(principle)
        ]
        self._ids = [identifier for identifier, _ in texts]
        self._vectors = encoder.encode([text for _, text in texts])

    def __call__(self, zh: str, en: str) -> dict[str, float]:
        """Return the principles the unit is like, each with its cosine.

        With both sides, a principle's score is the mean of the two sides' highest cosines.
        """
        sides = [text for text in (zh, en) if text.strip()]
        if not sides:
            return {}
        cosines = self._encoder.encode(sides) @ self._vectors.T
        scores = {}
        for identifier in dict.fromkeys(self._ids):
            columns = [at for at, other in enumerate(self._ids) if other == identifier]
            scores[identifier] = float(cosines[:, columns].max(axis=1).mean())
        return {identifier: score for identifier, score in scores.items() if score >= self._cutoff}


def _exemplars(principle: Principle) -> tuple[str, ...]:
    return (
        f"{principle.name_zh}：{principle.description_zh}",
        f"{principle.name_en}: {principle.description_en}",
        *principle.examples,
    )
