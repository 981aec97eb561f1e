"""Learn the weights of the evidence from alignments made by hand.

The weights are those that make the gold alignments most probable (maximum likelihood), with a
quadratic penalty on large weights. L-BFGS finds them. The program learns from several versions of
each text: the complete text, and versions with sentences deleted or inserted. So the same weights
serve complete texts, texts with omissions, and texts with headings or captions of their own.

This needs the extra `fit` (numba and scipy). 30 texts of 500 sentences take some minutes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib.util import find_spec
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aigov_corpus.alignment.closeness import typical_cosine
from aigov_corpus.alignment.gaps import smoothed_share
from aigov_corpus.alignment.model import USUAL_COSINE, Model, log_null_excess
from aigov_corpus.alignment.pair import MAX_ALIGN
from aigov_corpus.alignment.strips import BOTH_SIDES
from aigov_corpus.embedding import cache_encoder
from aigov_corpus.embedding.threads import limit_matrix_threads, map_in_parallel
from aigov_corpus.errors import InvalidInputError, MissingExtraError
from aigov_corpus.evaluation.damage import omit_short, plant_omissions, plant_strays
from aigov_corpus.evaluation.gold import GoldText
from aigov_corpus.evaluation.graph import Graph, make_graph
from aigov_corpus.evaluation.parameters import (
    CONTINUED_AT,
    EVIDENCE_PARAMETERS,
    LEVEL_AT,
    PARAMETERS,
    RATE_AT,
    weights_by_name,
)
from aigov_corpus.evaluation.path_sums import sum_paths
from aigov_corpus.protocols import Encoder, tell_nobody

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a text that weights are learned from.

    Attributes:
        name: what was done to the text, for messages.
        make: a function that makes the version from the text.
        weight: how much the version counts (see `Graph.weight`).
    """

    name: str
    make: Callable[[GoldText], GoldText]
    weight: float = 1.0


VERSIONS = (
    # With less, the broken versions cost beads of complete academic texts.
    Version("complete", lambda text: text, weight=3.0),
    Version("10% deleted", partial(plant_omissions, rate=0.1, seed=1)),
    Version("another 10% deleted", partial(plant_omissions, rate=0.1, seed=2)),
    Version("4% deleted", partial(plant_omissions, rate=0.04, seed=3)),
    # With more, short null beads become so cheap that omissions of long sentences are missed.
    Version("short sentences deleted", partial(omit_short, rate=0.05, seed=1), weight=0.5),
    Version("stray lines inserted", partial(plant_strays, rate=0.02, seed=1), weight=0.5),
)
"""The versions of each text that weights are learned from."""
_PENALTY = 5.0
"""Factor of the quadratic penalty; tried from 0.2 to 20, it makes no difference from 1 on."""
_NULL_BIAS = 0.17
"""Amount added to the weight of null beads after fitting, so that fewer omissions are missed.

Tried from 0 to 1; with this amount, no bead of a complete text is lost.
"""
_LEAST_SPREAD = 0.05
"""Lowest standard deviation used for a feature, so that rare evidence gets no large weight."""
_SPREAD_OF_CLOSENESS = 0.1
"""Standard deviation of the typical cosine of a text: .09 in nine texts of four genres."""
_COSINE = "cosine"
"""Name of the feature that says how close the two sides of a bead are."""
_PASSES = 3
"""Number of fits in a row; after the first, what the weights have to adapt to is known."""
_MAX_STEPS = 150
"""Maximum number of steps of L-BFGS in one fit."""
_REMEMBERED_STEPS = 20
"""Number of steps that L-BFGS remembers to estimate the curvature."""


def fit_weights(
    texts: Sequence[GoldText],
    *,
    encoder: Encoder | str,
    model: Model,
    max_align: int = MAX_ALIGN,
    left_out: Sequence[str] = (),
    progress: Callable[[str], None] | None = None,
) -> dict[str, float]:
    """Return the weights, by name, that make the gold alignments most probable.

    Args:
        texts: texts with their gold.
        encoder: the encoder that the weights are for.
        model: weights to begin with. They decide which beads are likely enough to learn from.
        max_align: most sentences in one bead, both sides together.
        left_out: features that get weight 0: all whose names begin with one of these strings.
        progress: called with a sentence about each step that begins.

    Raises:
        MissingExtraError: numba or scipy is not installed.
        InvalidInputError: there are no texts.
    """
    if find_spec("numba") is None or find_spec("scipy") is None:
        raise MissingExtraError("fitting weights", extra="fit")
    if not texts:
        raise InvalidInputError(
            "there is no gold text to fit the weights to", remedy="give at least one"
        )
    graphs: list[Graph] = []
    for text in texts:
        graphs += training_graphs(
            text, encoder=encoder, model=model, max_align=max_align, progress=progress
        )
    return learn_weights(graphs, left_out=left_out, progress=progress)


def training_graphs(
    text: GoldText,
    *,
    encoder: Encoder | str,
    model: Model,
    max_align: int = MAX_ALIGN,
    progress: Callable[[str], None] | None = None,
) -> list[Graph]:
    """Return the graphs to learn from, one for each of `VERSIONS` with sentences on both sides.

    A version of a text of a few sentences may have lost all of one side. The arguments are those of
    `fit_weights`.
    """
    say = progress or tell_nobody
    span_encoder = cache_encoder(encoder)
    graphs = []
    for version in VERSIONS:
        say(f"reading {text.name}, {version.name}")
        made = version.make(text)
        if not made.src or not made.tgt:
            continue
        graph = make_graph(made, encoder=span_encoder, model=model, max_align=max_align)
        graphs.append(replace(graph, weight=version.weight))
    return graphs


def learn_weights(
    graphs: Sequence[Graph],
    *,
    left_out: Sequence[str] = (),
    progress: Callable[[str], None] | None = None,
) -> dict[str, float]:
    """Return the weights, by name, that make the gold paths of graphs most probable.

    The arguments are those of `fit_weights`.
    """
    say = progress or tell_nobody
    prefixes = tuple(left_out)
    used = np.array([not (prefixes and name.startswith(prefixes)) for name in PARAMETERS])
    unadapted = used.copy()
    unadapted[[RATE_AT, LEVEL_AT]] = False
    spread = _spread(graphs)
    say(f"fitting, pass 1 of {_PASSES}")
    parameters = np.zeros(len(PARAMETERS))
    parameters = _most_probable(graphs, [_USUAL] * len(graphs), spread, unadapted, parameters)
    for number in range(2, _PASSES + 1):
        say(f"fitting, pass {number} of {_PASSES}")
        adapted = [_adapt_nulls(graph, parameters) for graph in graphs]
        parameters = _most_probable(graphs, adapted, spread, used, parameters)
    weights = weights_by_name(parameters)
    weights["null"] += _NULL_BIAS
    return weights


class _NullAdaptation(NamedTuple):
    """What the score of null beads is adapted to in one text; 0 in a usual text."""

    log_rate: float
    """log(share of null beads / `USUAL_NULL_SHARE`)."""
    closeness: float
    """Typical cosine of the beads, less `USUAL_COSINE`."""


_USUAL = _NullAdaptation(0.0, 0.0)


def _spread(graphs: Sequence[Graph]) -> Floats:
    """Return the standard deviation of each parameter's evidence over gold edges, `(parameters,)`.

    Parameters are divided by it, so that one penalty suits them all. For `RATE` and `CONTINUED` it
    is 1, and for `LEVEL` it is `_SPREAD_OF_CLOSENESS`.
    """
    of_beads = [graph.features[graph.gold & (graph.kinds == BOTH_SIDES)] for graph in graphs]
    of_nulls = [graph.features[graph.gold & (graph.kinds != BOTH_SIDES)] for graph in graphs]
    deviations = [np.concatenate(rows).std(axis=0) for rows in (of_beads, of_nulls)]
    spread = np.ones(len(PARAMETERS))
    spread[: len(EVIDENCE_PARAMETERS)] = np.maximum(np.maximum(*deviations), _LEAST_SPREAD)
    spread[LEVEL_AT] = _SPREAD_OF_CLOSENESS
    return spread


def _most_probable(
    graphs: Sequence[Graph],
    adapted: Sequence[_NullAdaptation],
    spread: Floats,
    used: NDArray[np.bool_],
    start: Floats,
) -> Floats:
    """Return the parameters with the lowest loss, penalty included, `(parameters,)`.

    Args:
        graphs: the graphs to learn from.
        adapted: what the score of null beads is adapted to in each graph.
        spread: result of `_spread`.
        used: whether each parameter is learned; the others are 0.
        start: the parameters to begin with, `(parameters,)`.
    """
    from scipy.optimize import minimize

    sentences = sum(graph.size for graph in graphs)
    texts = list(zip(graphs, adapted, strict=True))

    def penalised_loss(scaled: Floats) -> tuple[float, Floats]:
        parameters = np.where(used, scaled / spread, 0)
        loss = 0.5 * _PENALTY * float(scaled @ scaled)
        gradient = np.zeros(len(parameters))
        losses = map_in_parallel(lambda text: _loss(*text, parameters), texts)
        for text_loss, text_gradient in losses:
            loss += text_loss
            gradient += text_gradient
        gradient = np.where(used, gradient / spread + _PENALTY * scaled, 0)
        return loss / sentences, gradient / sentences

    with limit_matrix_threads():
        found = minimize(
            penalised_loss,
            start * spread,
            jac=True,
            method="L-BFGS-B",
            options={"maxiter": _MAX_STEPS, "maxcor": _REMEMBERED_STEPS},
        )
    return np.where(used, found.x / spread, 0)


def _loss(graph: Graph, adapted: _NullAdaptation, parameters: Floats) -> tuple[float, Floats]:
    """Return the negative log-likelihood of the gold paths, and its gradient `(parameters,)`.

    Both are multiplied by the weight of the graph.
    """
    scores = _edge_scores(graph, adapted, parameters)
    bonus = float(parameters[CONTINUED_AT])
    everything = sum_paths(graph, scores, bonus, only_gold=False)
    gold = sum_paths(graph, scores, bonus, only_gold=True)
    surplus = everything.edges - gold.edges
    gradient = np.empty(len(parameters))
    gradient[: len(EVIDENCE_PARAMETERS)] = graph.features.T @ surplus.astype(np.float32)
    surplus_of_nulls = surplus[graph.kinds != BOTH_SIDES].sum()
    gradient[RATE_AT] = adapted.log_rate * surplus_of_nulls
    gradient[LEVEL_AT] = adapted.closeness * surplus_of_nulls
    gradient[CONTINUED_AT] = everything.continued - gold.continued
    loss = everything.log_total - gold.log_total
    return graph.weight * loss, graph.weight * gradient


def _edge_scores(graph: Graph, adapted: _NullAdaptation, parameters: Floats) -> Floats:
    """Return the score of each edge, `(edges,)`."""
    weights = parameters[: len(EVIDENCE_PARAMETERS)].astype(np.float32)
    scores = (graph.features @ weights).astype(np.float64)
    is_null = graph.kinds != BOTH_SIDES
    of_text = parameters[RATE_AT] * adapted.log_rate + parameters[LEVEL_AT] * adapted.closeness
    scored: Floats = np.where(is_null, scores + of_text, scores)
    return scored


def _adapt_nulls(graph: Graph, parameters: Floats) -> _NullAdaptation:
    """Return what the score of null beads is to be adapted to in a text.

    `NullShares.outside_gaps` leaves out gaps. Here there are none: the texts are complete, or lack
    only a few sentences at each place.
    """
    scores = _edge_scores(graph, _USUAL, parameters)
    sums = sum_paths(graph, scores, float(parameters[CONTINUED_AT]), only_gold=False)
    is_null = graph.kinds != BOTH_SIDES
    share = smoothed_share(float(sums.edges[is_null].sum()), graph.size)
    cosines = graph.features[~is_null, EVIDENCE_PARAMETERS.index(_COSINE)].astype(np.float64)
    typical = typical_cosine(cosines, sums.edges[~is_null])
    return _NullAdaptation(log_null_excess(share), typical - USUAL_COSINE)
