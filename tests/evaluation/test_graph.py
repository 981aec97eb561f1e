"""The graphs that weights are learned from."""

from __future__ import annotations

from itertools import pairwise
from math import exp, log

import numpy as np
import pytest
from gold_texts import LETTERS, numbered_text

from aigov_corpus.alignment.model import bundled_model
from aigov_corpus.alignment.strips import BOTH_SIDES, SRC_NULL, TGT_NULL
from aigov_corpus.embedding import cache_encoder
from aigov_corpus.evaluation.gold import GoldText
from aigov_corpus.evaluation.graph import Graph, make_graph
from aigov_corpus.evaluation.parameters import EVIDENCE_PARAMETERS
from aigov_corpus.evaluation.path_sums import sum_paths


def graph_of(text: GoldText) -> Graph:
    """Return the graph of a text under the bundled weights, with an encoder that needs no model."""
    model = bundled_model("zh-en")
    return make_graph(text, encoder=cache_encoder("hash"), model=model, max_align=8)


def gold_paths(graph: Graph) -> list[list[int]]:
    """Return every path of gold edges from the first node to the last, as lists of edges."""
    paths: list[list[int]] = []
    open_paths: list[tuple[int, list[int]]] = [(0, [])]
    while open_paths:
        node, path = open_paths.pop()
        if node == len(graph.first) - 2:
            paths.append(path)
            continue
        for edge in range(graph.first[node], graph.first[node + 1]):
            if graph.gold[edge]:
                open_paths.append((int(graph.targets[edge]), [*path, edge]))
    return paths


def test_the_gold_alignment_is_the_only_gold_path() -> None:
    """Every bead of a gold without null beads is an edge, and no other path is gold."""
    graph = graph_of(numbered_text(4))
    assert graph.size == 8
    assert graph.features.shape == (len(graph.kinds), len(EVIDENCE_PARAMETERS))
    [path] = gold_paths(graph)
    assert graph.kinds[path].tolist() == [BOTH_SIDES] * 4


def test_null_beads_of_the_gold_are_edges() -> None:
    """Source sentence 3 of five has no translation, so the gold path has one source null."""
    [path] = gold_paths(graph_of(LETTERS))
    kinds = [BOTH_SIDES, BOTH_SIDES, BOTH_SIDES, SRC_NULL, BOTH_SIDES]
    assert graph_of(LETTERS).kinds[path].tolist() == kinds


def test_a_sentence_against_a_long_list_is_an_edge() -> None:
    """The bead 1-12 of the gold is on the gold path, and its features are known."""
    lines = tuple(f"line {number}" for number in range(12))
    beads = (((0,), (0,)), ((1,), tuple(range(1, 13))), ((2,), (13,)))
    text = GoldText("list", ("a", "".join(lines), "c"), ("x", *lines, "z"), "zh", "en", beads)
    graph = graph_of(text)
    [path] = gold_paths(graph)
    assert graph.kinds[path].tolist() == [BOTH_SIDES] * 3
    assert graph.features[path[1], EVIDENCE_PARAMETERS.index("extra")] == 11


def test_where_gold_beads_cross_every_way_is_allowed() -> None:
    """No path holds both of two crossing beads, so the gold says nothing about their sentences."""
    beads = (((0,), (0,)), ((1,), (2,)), ((2,), (1,)), ((3,), (3,)))
    crossing = GoldText("x", tuple("abcd"), tuple("wxyz"), "zh", "en", beads)
    paths = gold_paths(graph_of(crossing))
    assert len(paths) > 1
    assert {len(path) for path in paths} >= {3, 4}


@pytest.mark.slow
def test_sums_over_paths_are_those_of_all_paths_written_out() -> None:
    """Two sentences against two: total, probabilities and continued null beads, path by path."""
    text = numbered_text(2)
    graph = graph_of(text)
    everything = Graph(
        features=graph.features,
        kinds=graph.kinds,
        targets=graph.targets,
        first=graph.first,
        gold=np.ones(len(graph.kinds), np.bool_),
        size=graph.size,
    )
    scores = np.linspace(-2, 1, len(graph.kinds))
    bonus = 0.7
    paths = gold_paths(everything)
    assert {kind for path in paths for kind in graph.kinds[path].tolist()} == {
        BOTH_SIDES,
        SRC_NULL,
        TGT_NULL,
    }
    total, edges, continued = 0.0, np.zeros(len(scores)), 0.0
    for path in paths:
        kinds = graph.kinds[path].tolist()
        follows = sum(one == two != BOTH_SIDES for one, two in pairwise(kinds))
        weight = exp(scores[path].sum() + follows * bonus)
        total += weight
        edges[path] += weight
        continued += weight * follows
    sums = sum_paths(everything, scores, bonus, only_gold=True)
    assert sums.log_total == pytest.approx(log(total))
    assert sums.edges == pytest.approx(edges / total)
    assert sums.continued == pytest.approx(continued / total)
