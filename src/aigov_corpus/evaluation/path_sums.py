"""Sums over all alignments in a graph, compiled with numba.

The weight of an alignment is the exponential of its score. Its score is the sum of the scores of its
edges, with a bonus for each null bead that follows a null bead of its own side. All sums are of such
weights and are kept as logarithms.

What a path to a node is worth depends on the kind of its last edge, because of the bonus. So every node
has three sums, in the order of `BOTH_SIDES`, `SRC_NULL` and `TGT_NULL`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from aigov_corpus.alignment.lattice import NEVER
from aigov_corpus.evaluation.graph import BOTH_SIDES, SRC_NULL, TGT_NULL, Graph

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_KINDS = 3


class PathSums(NamedTuple):
    """What is known of all alignments in a graph together."""

    log_total: float
    """Logarithm of the summed weights of the alignments."""
    edges: Floats
    """Probability of each edge: the share of the total weight that lies on alignments with it."""
    continued: float
    """Expected number of null beads in an alignment that follow one of their own side."""


def sum_paths(graph: Graph, scores: Floats, bonus: float, *, only_gold: bool) -> PathSums:
    """Return the sums over all alignments in a graph.

    Args:
        graph: the likely beads of a text.
        scores: `(edges,)`, the score of each edge.
        bonus: what a null bead earns for following one of its own side.
        only_gold: leave out the alignments with an edge that is not gold.
    """
    used = graph.gold if only_gold else np.ones(len(graph.gold), np.bool_)
    arrays = (graph.first, graph.targets, graph.kinds)
    log_total, edges, continued = _compiled()(*arrays, scores, bonus, used)
    return PathSums(log_total, edges, continued)


@cache
def _compiled() -> Callable[..., tuple[float, Floats, float]]:
    """Return the forward-backward algorithm as machine code.

    Inside, sums are named by the kind of the last edge: `both`, `src` and `tgt`.
    """
    import numba

    compiled: Callable[[Callable[..., Any]], Callable[..., Any]] = numba.njit(nogil=True)

    @compiled
    def add(one: float, two: float) -> float:
        """Return the logarithm of the sum of two numbers, given and returned as logarithms."""
        if one < two:
            one, two = two, one
        return one if two <= NEVER else one + np.log1p(np.exp(two - one))

    @compiled
    def sum_forward(
        first: Any, targets: Any, kinds: Any, scores: Any, bonus: float, used: Any
    ) -> Any:
        """Return the sum of all ways from the first node to each node, `(nodes, kinds)`."""
        nodes = len(first) - 1
        forward = np.full((nodes, _KINDS), NEVER)
        forward[0, BOTH_SIDES] = 0.0
        for node in range(nodes):
            both, src, tgt = forward[node]
            onward = (
                add(add(both, src), tgt),
                add(add(both, tgt), src + bonus),
                add(add(both, src), tgt + bonus),
            )
            for edge in range(first[node], first[node + 1]):
                if used[edge]:
                    target, kind = targets[edge], kinds[edge]
                    forward[target, kind] = add(forward[target, kind], onward[kind] + scores[edge])
        return forward

    @compiled
    def sum_backward(
        first: Any,
        targets: Any,
        kinds: Any,
        scores: Any,
        bonus: float,
        used: Any,
        forward: Any,
        log_total: float,
    ) -> Any:
        """Return the probability of each edge, and the expected number of continued null beads."""
        nodes = len(first) - 1
        # The sum of all ways from each node to the last, by the kind of the edge before the node.
        backward = np.full((nodes, _KINDS), NEVER)
        backward[nodes - 1] = 0.0
        edges = np.zeros(len(scores))
        continued = 0.0
        for node in range(nodes - 2, -1, -1):
            both_before, src_before, tgt_before = forward[node]
            both, src, tgt = NEVER, NEVER, NEVER
            for edge in range(first[node], first[node + 1]):
                if not used[edge]:
                    continue
                onward = backward[targets[edge], kinds[edge]] + scores[edge]
                if onward <= NEVER:
                    continue
                if kinds[edge] == BOTH_SIDES:
                    both = add(both, onward)
                    before = add(add(both_before, src_before), tgt_before)
                    edges[edge] = np.exp(before + onward - log_total)
                elif kinds[edge] == SRC_NULL:
                    src = add(src, onward)
                    follows = np.exp(src_before + bonus + onward - log_total)
                    continued += follows
                    before = add(both_before, tgt_before)
                    edges[edge] = follows + np.exp(before + onward - log_total)
                else:
                    tgt = add(tgt, onward)
                    follows = np.exp(tgt_before + bonus + onward - log_total)
                    continued += follows
                    before = add(both_before, src_before)
                    edges[edge] = follows + np.exp(before + onward - log_total)
            backward[node, BOTH_SIDES] = add(add(both, src), tgt)
            backward[node, SRC_NULL] = add(add(both, src + bonus), tgt)
            backward[node, TGT_NULL] = add(add(both, src), tgt + bonus)
        return edges, continued

    @compiled
    def expected(first: Any, targets: Any, kinds: Any, scores: Any, bonus: float, used: Any) -> Any:
        """Return the three values of `PathSums`."""
        forward = sum_forward(first, targets, kinds, scores, bonus, used)
        both, src, tgt = forward[-1]
        log_total = add(add(both, src), tgt)
        edges, continued = sum_backward(
            first, targets, kinds, scores, bonus, used, forward, log_total
        )
        return log_total, edges, continued

    return expected
