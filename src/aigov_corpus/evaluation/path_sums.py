"""Sums over all alignments in a graph, computed by code that numba compiles.

The score of an alignment is the sum of the scores of its edges, plus a bonus for each null bead
that follows a null bead of the same side. The weight of an alignment is the exponential of its
score. All sums are sums of such weights, and are kept as logarithms.

Because of the bonus, the next edge is worth more or less depending on the kind of the last one. So
there are three sums for each node, in the order of `BOTH_SIDES`, `SRC_NULL` and `TGT_NULL`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from aigov_corpus.alignment.strips import BOTH_SIDES, KINDS, NEVER, SRC_NULL, TGT_NULL
from aigov_corpus.evaluation.graph import Graph

Floats = NDArray[np.float64]


class PathSums(NamedTuple):
    """Totals over all alignments in a graph."""

    log_total: float
    """Logarithm of the sum of the weights of all alignments."""
    edges: Floats
    """Probability of each edge: its share of the total weight, over the alignments with it."""
    continued: float
    """Expected number of null beads, in one alignment, that follow one of the same side."""


def sum_paths(graph: Graph, scores: Floats, bonus: float, *, only_gold: bool) -> PathSums:
    """Return the totals over all alignments in a graph.

    Args:
        graph: the likely beads of a text.
        scores: `(edges,)`, the score of each edge.
        bonus: score added for a null bead that follows one of the same side.
        only_gold: whether alignments with an edge that is not gold are left out.
    """
    used = graph.gold if only_gold else np.ones(len(graph.gold), np.bool_)
    arrays = (graph.first, graph.targets, graph.kinds)
    log_total, edges, continued = _compiled()(*arrays, scores, bonus, used)
    return PathSums(log_total, edges, continued)


Compiled = Callable[..., Any]
"""A function that numba has turned into machine code."""


@cache
def _compiled() -> Compiled:
    """Return the forward-backward algorithm, which computes the three values of `PathSums`.

    Its arguments are arrays, as numba needs them: `first`, `targets` and `kinds` of the graph, the
    scores of the edges, the bonus for continued null beads, and which edges are used.
    """
    import numba

    compile_ = numba.njit(nogil=True)
    add = compile_(_add)
    sum_forward = _forward(compile_, add)
    sum_backward = _backward(compile_, add)

    def sums(first: Any, targets: Any, kinds: Any, scores: Any, bonus: float, used: Any) -> Any:
        forward = sum_forward(first, targets, kinds, scores, bonus, used)
        both, src, tgt = forward[-1]
        log_total = add(add(both, src), tgt)
        edges, continued = sum_backward(
            first, targets, kinds, scores, bonus, used, forward, log_total
        )
        return log_total, edges, continued

    compiled: Compiled = compile_(sums)
    return compiled


def _add(one: float, two: float) -> float:
    """Return the logarithm of the sum of two numbers whose logarithms are given."""
    if one < two:
        one, two = two, one
    return one if two <= NEVER else one + np.log1p(np.exp(two - one))


def _forward(compile_: Callable[[Compiled], Compiled], add: Compiled) -> Compiled:
    """Return a compiled function for the forward pass.

    It returns the sums over all ways from the first node to each node, `(nodes, kinds)`. In it,
    `both`, `src` and `tgt` are sums over ways whose last edge is of that kind.
    """

    @compile_
    def sum_forward(
        first: Any, targets: Any, kinds: Any, scores: Any, bonus: float, used: Any
    ) -> Any:
        nodes = len(first) - 1
        forward = np.full((nodes, KINDS), NEVER)
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

    return sum_forward


def _backward(compile_: Callable[[Compiled], Compiled], add: Compiled) -> Compiled:
    """Return a compiled function for the backward pass.

    It returns the last two values of `PathSums`. In it, `both`, `src` and `tgt` are sums over ways
    to the last node whose first edge is of that kind. Names with `_before` are sums over ways from
    the first node whose last edge is of that kind.
    """

    @compile_
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
        nodes = len(first) - 1
        # The sum of all ways from each node to the last, by the kind of the edge before the node.
        backward = np.full((nodes, KINDS), NEVER)
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

    return sum_backward
