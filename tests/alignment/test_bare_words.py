"""Names and terms that stand alone are paired by what they mean, not by their kind."""

from __future__ import annotations

import pytest

from aigov_corpus.alignment import align_sentences

NAMES = [("王芳", "Wang Fang"), ("何磊", "He Lei"), ("周军", "Zhou Jun")]
COUNTRIES = [("法国", "France"), ("瑞典", "Sweden"), ("印度", "India")]


def _scores(zh: str, en: str) -> list[float]:
    return [bead.score or 0 for bead in align_sentences([zh], [en]).beads]


@pytest.mark.parametrize("pairs", [NAMES, COUNTRIES])
def test_a_name_belongs_to_its_own_rendering_alone(pairs: list[tuple[str, str]]) -> None:
    """Two Chinese names, or two countries, are near each other for the encoder."""
    for number, (zh, en) in enumerate(pairs):
        assert max(_scores(zh, en)) > 0.9
        assert max(_scores(zh, pairs[number - 1][1])) < 0.3


def test_a_foreign_name_that_the_dictionary_lacks_stays_with_its_own() -> None:
    """It counts less that nothing links them."""
    assert len(align_sentences(["拜登", "特朗普"], ["Biden", "Trump"]).beads) == 2
