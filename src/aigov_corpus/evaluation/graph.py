"""The graph of the likely beads of a text, from which weights are learned.

A *node* is a place `(i, j)` between two beads: i source sentences and j target sentences come
before it. An *edge* is a bead, and leads from the node before it to the node after it. So every
path from the first node to the last is an alignment. The edges are all beads of the gold and, of
the others, only those that are likely by a first set of weights. A *step* is an edge written as
`(i, j, source sentences, target sentences)`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from aigov_corpus.alignment.band import Area
from aigov_corpus.alignment.feature_names import BEAD_FEATURES, NULL_FEATURES
from aigov_corpus.alignment.long_beads import is_listed
from aigov_corpus.alignment.model import Model
from aigov_corpus.alignment.pair import EncodedPair, encode_pair
from aigov_corpus.alignment.scoring import bead_features, build_lattice, score_area
from aigov_corpus.alignment.strips import Step, kind_of
from aigov_corpus.embedding.threads import map_in_parallel
from aigov_corpus.evaluation.gold import GoldText, Indices, Pairing
from aigov_corpus.evaluation.parameters import sharing_matrix
from aigov_corpus.protocols import ComposingEncoder

_LEAST_LIKELY = 1e-4
"""Lowest posterior probability of a bead that is an edge; less likely ones are not learned from.

With 1e-7, 4.6 times as many edges give the same held-out figures to the last bead.
"""
_TEMPERATURE = 0.5
"""Factor on the first set of weights; below 1, it keeps more of the doubtful beads."""


@dataclass(frozen=True, slots=True)
class Graph:
    """The likely beads of one text as edges, and which of them are gold.

    Attributes:
        features: float32 `(edges, evidence parameters)`, the evidence about each edge. If two
            features share a parameter, it is their sum.
        kinds: `(edges,)`, `BOTH_SIDES`, `SRC_NULL` or `TGT_NULL`.
        targets: `(edges,)`, the number of the node to which each edge leads.
        first: `(nodes + 1,)`, the number of the first edge that leaves each node. Edges are sorted
            by the node that they leave.
        gold: `(edges,)`, whether the gold alignment has this edge or does not rule it out.
        size: number of sentences of both sides.
        weight: how much this text counts when weights are learned; 2 counts as much as two texts.
    """

    features: NDArray[np.float32]
    kinds: NDArray[np.int64]
    targets: NDArray[np.int64]
    first: NDArray[np.int64]
    gold: NDArray[np.bool_]
    size: int
    weight: float = 1.0


def make_graph(text: GoldText, *, encoder: ComposingEncoder, model: Model, max_align: int) -> Graph:
    """Return the graph of the likely beads of a text.

    Args:
        text: a text with its gold.
        encoder: the encoder that the weights will be for.
        model: weights that decide which beads are likely.
        max_align: most sentences in one bead, both sides together.
    """
    pair = encode_pair(
        text.src,
        text.tgt,
        src_lang=text.src_lang,
        tgt_lang=text.tgt_lang,
        encoder=encoder,
        model=model,
        max_align=max_align,
    )
    beads = [(tgt, src) if pair.swapped else (src, tgt) for src, tgt in text.beads]
    gold = _gold_steps(beads, len(pair.src), len(pair.tgt))
    areas = list(pair.areas())
    steps = sorted({*_likely_steps(pair, areas), *gold.within(areas, max_align)})
    targets, first = _as_edges(steps)
    return Graph(
        features=_features(pair, areas, steps),
        kinds=np.array([kind_of(n_src, n_tgt) for _, _, n_src, n_tgt in steps]),
        targets=targets,
        first=first,
        gold=np.array([gold.allows(step) for step in steps]),
        size=len(pair.src) + len(pair.tgt),
    )


def _likely_steps(pair: EncodedPair, areas: Sequence[Area]) -> list[Step]:
    """Return the beads that are likely by the weights of the pair, which are first made smaller."""
    model = replace(
        pair.model,
        beads=pair.model.beads * np.float32(_TEMPERATURE),
        nulls=pair.model.nulls * np.float32(_TEMPERATURE),
        continued=pair.model.continued * _TEMPERATURE,
        rate=pair.model.rate * _TEMPERATURE,
        level=pair.model.level * _TEMPERATURE,
    )
    cooled = replace(pair, model=model)
    strips = map_in_parallel(lambda area: score_area(cooled, area), areas)
    lattice = build_lattice(list(chain.from_iterable(strips)), cooled)
    return lattice.probable_steps(_LEAST_LIKELY)


def _as_edges(steps: Sequence[Step]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return `Graph.targets` and `Graph.first` for sorted steps."""
    nodes: set[tuple[int, int]] = set()
    for i, j, n_src, n_tgt in steps:
        nodes |= {(i, j), (i + n_src, j + n_tgt)}
    number = {node: index for index, node in enumerate(sorted(nodes))}
    sources = np.array([number[i, j] for i, j, _, _ in steps])
    targets = np.array([number[i + n_src, j + n_tgt] for i, j, n_src, n_tgt in steps])
    return targets, np.searchsorted(sources, np.arange(len(number) + 1))


@dataclass(frozen=True, slots=True)
class _Gold:
    """The steps that a gold alignment allows.

    A sentence is *free* if the gold does not say anything about it that a path can follow: it is in
    no bead, or its bead crosses another bead or has gaps. Every step between free sentences is
    allowed.
    """

    beads: frozenset[Step]
    """Steps of the beads with sentences on both sides."""
    null_src: frozenset[int]
    """Numbers of the source sentences in null beads."""
    null_tgt: frozenset[int]
    """Numbers of the target sentences in null beads."""
    free_src: frozenset[int]
    """Numbers of the free source sentences."""
    free_tgt: frozenset[int]
    """Numbers of the free target sentences."""

    def allows(self, step: Step) -> bool:
        """Tell whether the gold has this step or does not rule it out."""
        i, j, n_src, n_tgt = step
        if not n_tgt:
            return i in self.null_src or i in self.free_src
        if not n_src:
            return j in self.null_tgt or j in self.free_tgt
        if step in self.beads:
            return True
        src, tgt = range(i, i + n_src), range(j, j + n_tgt)
        return self.free_src.issuperset(src) and self.free_tgt.issuperset(tgt)

    def within(self, areas: Sequence[Area], max_align: int) -> list[Step]:
        """Return the steps of the gold that begin and end inside the areas.

        The step of a null bead is returned once for each node at which it may begin: with a source
        sentence, for each column of its row; with a target sentence, for each row of its column.
        """
        columns = {row: range(*area[1]) for area in areas for row in range(*area[0])}
        steps = []
        for i, j, n_src, n_tgt in self.beads:
            inside = j in columns[i] and j + n_tgt in columns[i + n_src]
            if inside and (n_src + n_tgt <= max_align or is_listed(n_src, n_tgt)):
                steps.append((i, j, n_src, n_tgt))
        for i in self.null_src | self.free_src:
            steps += [(i, j, 1, 0) for j in columns[i] if j in columns[i + 1]]
        for j in self.null_tgt | self.free_tgt:
            steps += [(i, j, 0, 1) for i, row in columns.items() if j in row and j + 1 in row]
        return steps


def _gold_steps(beads: Sequence[Pairing], n_src: int, n_tgt: int) -> _Gold:
    """Return the steps that the beads of a text allow."""
    whole = sorted((src, tgt) for src, tgt in beads if src and tgt)
    free_src = set(range(n_src)) - _numbers(src for src, _ in beads)
    free_tgt = set(range(n_tgt)) - _numbers(tgt for _, tgt in beads)
    steps = set()
    for at, (src, tgt) in enumerate(whole):
        others = whole[:at] + whole[at + 1 :]
        crosses = any(_cross((src, tgt), other) for other in others)
        if crosses or not (_is_contiguous(src) and _is_contiguous(tgt)):
            free_src.update(src)
            free_tgt.update(tgt)
        else:
            steps.add((src[0], tgt[0], len(src), len(tgt)))
    return _Gold(
        beads=frozenset(steps),
        null_src=frozenset(_numbers(src for src, tgt in beads if not tgt)),
        null_tgt=frozenset(_numbers(tgt for src, tgt in beads if not src)),
        free_src=frozenset(free_src),
        free_tgt=frozenset(free_tgt),
    )


def _numbers(runs: Iterable[Indices]) -> set[int]:
    """Return all sentence numbers that occur."""
    return set(chain.from_iterable(runs))


def _is_contiguous(sentences: Indices) -> bool:
    """Tell whether the sentences of one side follow each other without a gap."""
    return sentences[-1] - sentences[0] + 1 == len(sentences)


def _cross(bead: Pairing, other: Pairing) -> bool:
    """Tell whether two beads have opposite orders on the two sides, or lie inside each other."""
    (src, tgt), (other_src, other_tgt) = bead, other
    opposite = (other_src[0] - src[0]) * (other_tgt[0] - tgt[0]) < 0
    return opposite or _interleave(src, other_src) or _interleave(tgt, other_tgt)


def _interleave(one: Indices, other: Indices) -> bool:
    """Tell whether one list begins between the first and the last sentence of the other."""
    return other[0] < one[0] < other[-1] or one[0] < other[0] < one[-1]


def _features(pair: EncodedPair, areas: Sequence[Area], steps: list[Step]) -> NDArray[np.float32]:
    """Return the evidence about each step, `(steps, evidence parameters)`; see `Graph.features`."""
    n_bead_features = len(BEAD_FEATURES)
    found = np.zeros((len(steps), n_bead_features + len(NULL_FEATURES)), np.float32)
    starts_i, starts_j, n_src, n_tgt = np.array(steps).T
    is_long = (n_src + n_tgt > pair.max_align) & (n_src > 0) & (n_tgt > 0)
    for rows, columns in areas:
        window = pair.window(rows, columns)
        in_window = np.nonzero((starts_i >= rows[0]) & (starts_i < rows[1]))[0]
        i, j = starts_i - rows[0], starts_j - columns[0]
        for size, features in window.beads():
            is_shape = (n_src[in_window] == size) & (n_tgt[in_window] > 0) & ~is_long[in_window]
            chosen = in_window[is_shape]
            values = features[:, i[chosen], n_tgt[chosen] - 1, j[chosen]]
            found[chosen, :n_bead_features] = values.T
        src_nulls, tgt_nulls = window.nulls()
        for nulls, other_size in ((src_nulls, n_tgt), (tgt_nulls, n_src)):
            chosen = in_window[other_size[in_window] == 0]
            for at, feature in enumerate(nulls):
                found[chosen, n_bead_features + at] = feature[i[chosen], j[chosen]]
    for number in np.flatnonzero(is_long).tolist():
        found[number, :n_bead_features] = bead_features(pair, steps[number])
    return found @ sharing_matrix()
