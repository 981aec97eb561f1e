"""Passages that stand at another place of the other text."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace

import numpy as np

from aigov_corpus.alignment.moves import find_moves
from aigov_corpus.alignment.strips import Step


@dataclass
class _Text:
    """Sentences whose vectors are given; those of two texts are alike where the names are."""

    names: str
    encoder: SimpleNamespace = field(default_factory=lambda: SimpleNamespace(id="use-multi-v3@1"))

    @property
    def chars(self) -> np.ndarray:
        return np.full(len(self.names), 40, np.float32)

    def tile_vectors(self, start: int, stop: int, size: int) -> np.ndarray:
        assert size == 1
        return np.eye(64, dtype=np.float32)[[ord(name) - ord("A") for name in self.names]][
            start:stop
        ]


def _moves(src: str, tgt: str, steps: list[Step]) -> list[tuple[str, str]]:
    """Return the names of the sentences that are linked."""
    pair = SimpleNamespace(src=_Text(src), tgt=_Text(tgt), ratio=0.0)
    found = find_moves(pair, steps)  # type: ignore[arg-type]
    return [(src[move.src], tgt[move.tgt]) for move in found]


def _steps(shapes: str) -> list[Step]:
    """Return the beads of a word such as `ss=t`: two source nulls, a 1-1 bead, a target null."""
    steps: list[Step] = []
    i = j = 0
    for shape in shapes:
        size = {"s": (1, 0), "t": (0, 1), "=": (1, 1)}[shape]
        steps.append((i, j, *size))
        i, j = i + size[0], j + size[1]
    return steps


def test_a_passage_that_stands_later_is_found() -> None:
    """All of its sentences are linked, in either direction."""
    moved = [("A", "A"), ("B", "B"), ("C", "C")]
    assert _moves("ABCDEFGH", "DEFGHABC", _steps("sss=====ttt")) == moved
    assert _moves("DEFGHABC", "ABCDEFGH", _steps("ttt=====sss")) == moved


def test_a_sentence_inside_the_passage_goes_with_its_neighbour() -> None:
    """One sentence may be translated by two, of which one looks like nothing."""
    moves = _moves("ABXCDEFGH", "DEFGHABC", _steps("ssss=====ttt"))
    assert [src for src, _ in moves] == ["A", "B", "X", "C"]
    assert moves[2][1] in "BC"


def test_an_omission_beside_an_addition_is_no_move() -> None:
    """Neither is a single sentence, nor what is alike but stands at the same place."""
    assert _moves("ABCDEFGH", "DEFGHXYZ", _steps("sss=====ttt")) == []
    assert _moves("ABCDEFGH", "BCDEFGHA", _steps("s=======t")) == []
    assert _moves("ABCDEFGH", "ABCDEFGH", _steps("===ttsss==")) == []
