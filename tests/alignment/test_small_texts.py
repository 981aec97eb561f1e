"""Small texts, by the built-in encoder: what belongs together is kept, and nothing else."""

from __future__ import annotations

import pytest

from aigov_corpus.alignment import align_sentences

RELATED = [
    ("第三章 监督管理", "Chapter III Supervision and Administration"),
    ("2019年3月5日", "March 5, 2019"),
    ("国务院总理 李克强", "Li Keqiang, Premier of the State Council"),
    ("本法自公布之日起施行。", "This Law shall come into force on the date of its promulgation."),
    ("下雨了。", "It's raining."),
    (
        "前項登記，應由權利人及義務人會同申請。",
        "The registration in the preceding paragraph shall be applied for by both parties.",
    ),
]


@pytest.mark.slow
@pytest.mark.parametrize(("zh", "en"), RELATED)
def test_one_line_and_its_translation(zh: str, en: str) -> None:
    """A heading, a date, a name or a sentence is paired with its translation, surely."""
    (bead,) = align_sentences([zh], [en]).beads
    assert (bead.score or 0) > 0.9


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(RELATED)))
def test_one_line_and_the_translation_of_another(number: int) -> None:
    """Both stay without a counterpart, or the score is low."""
    zh, en = RELATED[number][0], RELATED[number - 1][1]
    scores = [bead.score or 0 for bead in align_sentences([zh], [en]).beads]
    assert max(scores) < 0.3
