"""Learn the weights of the evidence from alignments made by hand.

Maximum likelihood of the gold alignments under the model of `lattice`, with a quadratic penalty, by
L-BFGS. Each text is seen complete and with omissions planted, so that one set of weights serves both.
Needs the extra `fit` (numba, scipy): 30 texts of 500 sentences take some minutes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from aigov_corpus.alignment.core import (
    MAX_ALIGN,
    Prepared,
    prepare_pair,
    settle,
    weigh,
    windows,
)
from aigov_corpus.alignment.evidence import (
    BEAD_FEATURES,
    CONTINUED,
    NULL_FEATURES,
    RATE,
    USUAL_RATE,
)
from aigov_corpus.alignment.lattice import Lattice, Step
from aigov_corpus.alignment.model import Model
from aigov_corpus.embedding import cache_encoder
from aigov_corpus.embedding.threads import limit_matrix_threads, map_in_parallel
from aigov_corpus.errors import InvalidInputError, MissingExtraError
from aigov_corpus.evaluation.measures import GoldText, Pairing, omit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aigov_corpus.protocols import Encoder

    Floats = NDArray[np.float64]

# Shares of sentences that are deleted in the versions of each text that are learned from.
OMISSIONS = (0.0, 0.1, 0.1, 0.04)
_PENALTY = 5.0  # swept: 0.2 to 20; flat from 1 on
_PRUNE = 1e-7  # posterior below which a bead is not learned from
_TEMPERATURE = 0.5  # of the model that prunes: doubtful beads are kept
# Added to the weight of a null bead after fitting: omissions are what a translator must not miss, and
# this much costs no bead of a complete text (swept: 0 to 1).
_NULL_BIAS = 0.15


@dataclass(frozen=True, slots=True)
class Graph:
    """The likely beads of one text as edges of a graph, and which of them are gold.

    Attributes:
        features: float32 `(edges, parameters)`, in the order of `_PARAMETERS` but the last two.
        kinds: `(edges,)`: 0 a bead, 1 a source null, 2 a target null.
        targets: `(edges,)`, the node each leads to.
        first: `(nodes + 1,)`, where the edges of each node begin.
        gold: `(edges,)`, the edge may be part of a gold alignment.
        size: sentences of both sides.
    """

    features: NDArray[np.float32]
    kinds: NDArray[np.int64]
    targets: NDArray[np.int64]
    first: NDArray[np.int64]
    gold: NDArray[np.bool_]
    size: int


# Evidence about one side weighs as much as the same about the other: half the numbers to learn, and better on
# texts not learned from (academic .992 to .995, magazine .989 to .993).
_SAME = {"shape_2_1": "shape_1_2", "shape_3_1": "shape_1_3"} | {
    name: name.removesuffix("_tgt") + "_src" for name in BEAD_FEATURES if name.endswith("_tgt")
}
_FEATURES = [*BEAD_FEATURES, *NULL_FEATURES]
_PARAMETERS = [*(name for name in _FEATURES if name not in _SAME), RATE, CONTINUED]


def fit(
    texts: Sequence[GoldText],
    *,
    encoder: Encoder | str,
    model: Model,
    max_align: int = MAX_ALIGN,
    left_out: Sequence[str] = (),
    progress: Callable[[str], None] | None = None,
) -> dict[str, float]:
    """Return the weights that make the gold alignments likeliest.

    Args:
        texts: texts with their gold.
        encoder: the encoder that the weights are for.
        model: weights to begin with: they decide which beads are likely enough to be learned from.
        max_align: the largest bead.
        left_out: features (by the beginning of their names) that get weight 0.
        progress: is told what is being done.

    Raises:
        MissingExtraError: numba or scipy is not installed.
        InvalidInputError: there is no text.
    """
    if find_spec("numba") is None or find_spec("scipy") is None:
        raise MissingExtraError("fitting weights", extra="fit")
    if not texts:
        raise InvalidInputError("no gold text to fit the weights to")
    data = [
        version
        for text in texts
        for version in graphs(
            text, encoder=encoder, model=model, max_align=max_align, progress=progress
        )
    ]
    return learn(data, left_out=left_out, progress=progress)


def graphs(
    text: GoldText,
    *,
    encoder: Encoder | str,
    model: Model,
    max_align: int = MAX_ALIGN,
    progress: Callable[[str], None] | None = None,
) -> list[Graph]:
    """Return what is learned from a text: its likely beads, complete and with omissions planted."""
    say = progress or (lambda message: None)
    spans = cache_encoder(encoder)
    found = []
    for seed, rate in enumerate(OMISSIONS):
        say(f"reading {text.name}, {rate:.0%} left out")
        version = omit(text, rate=rate, seed=seed) if rate else text
        found.append(_graph(version, spans, model, max_align))
    return found


def learn(
    data: Sequence[Graph],
    *,
    left_out: Sequence[str] = (),
    progress: Callable[[str], None] | None = None,
) -> dict[str, float]:
    """Return the weights that make the gold of some graphs likeliest; see `fit`."""
    say = progress or (lambda message: None)
    used = np.array([not (left_out and name.startswith(tuple(left_out))) for name in _PARAMETERS])
    scale = _scale(data)
    say("fitting, first pass")
    weights = _minimise(data, [0.0] * len(data), scale, used & (np.array(_PARAMETERS) != RATE))
    for turn in (2, 3):
        say(f"fitting, pass {turn}")
        rates = [float(np.log(_null_share(text, weights) / USUAL_RATE)) for text in data]
        weights = _minimise(data, rates, scale, used)
    learned = dict(zip(_PARAMETERS, (float(weight) for weight in weights), strict=True))
    found = {name: learned[_SAME.get(name, name)] for name in [*_FEATURES, RATE, CONTINUED]}
    found["null"] += _NULL_BIAS
    return found


def _graph(text: GoldText, encoder: Any, model: Model, max_align: int) -> Graph:
    """Return the likely beads of a text under `model`, with their evidence."""
    pair = prepare_pair(
        text.src,
        text.tgt,
        src_lang=text.src_lang,
        tgt_lang=text.tgt_lang,
        encoder=encoder,
        model=model,
        max_align=max_align,
    )
    beads = [(tgt, src) if pair.turned else (src, tgt) for src, tgt in text.beads]
    cool = replace(
        model,
        beads=model.beads * np.float32(_TEMPERATURE),
        nulls=model.nulls * np.float32(_TEMPERATURE),
        continued=model.continued * _TEMPERATURE,
        rate=model.rate * _TEMPERATURE,
    )
    cooled = replace(pair, model=cool)
    areas = list(windows(pair))
    blocks = list(chain.from_iterable(map_in_parallel(lambda area: weigh(cooled, *area), areas)))
    gold = _gold_steps(beads, len(pair.one), len(pair.other))
    lattice: Lattice = settle(blocks, cooled)
    steps = sorted({*lattice.likely(_PRUNE), *gold.within(areas, max_align)})
    features = _features(pair, areas, steps)
    nodes: dict[tuple[int, int], int] = {}
    for i, j, a, b in steps:
        nodes.setdefault((i, j), 0)
        nodes.setdefault((i + a, j + b), 0)
    number = {node: index for index, node in enumerate(sorted(nodes))}
    sources = np.array([number[i, j] for i, j, _, _ in steps])
    return Graph(
        features=features,
        kinds=np.array([0 if a and b else (1 if a else 2) for _, _, a, b in steps]),
        targets=np.array([number[i + a, j + b] for i, j, a, b in steps]),
        first=np.searchsorted(sources, np.arange(len(number) + 1)),
        gold=np.array([gold.allows(step) for step in steps]),
        size=len(pair.one) + len(pair.other),
    )


@dataclass(frozen=True, slots=True)
class _Gold:
    """Which steps a gold alignment allows.

    Where the gold crosses, is not contiguous or leaves a sentence out, any step is allowed.
    """

    beads: frozenset[Step]
    null_src: frozenset[int]
    null_tgt: frozenset[int]
    free_src: frozenset[int]
    free_tgt: frozenset[int]

    def allows(self, step: Step) -> bool:
        """Return whether the gold has this step, or says nothing against it."""
        i, j, a, b = step
        if not b:
            return i in self.null_src or i in self.free_src
        if not a:
            return j in self.null_tgt or j in self.free_tgt
        return step in self.beads or (
            all(n in self.free_src for n in range(i, i + a))
            and all(n in self.free_tgt for n in range(j, j + b))
        )

    def within(
        self, areas: Sequence[tuple[tuple[int, int], tuple[int, int]]], max_align: int
    ) -> list[Step]:
        """Return the gold beads that lie in the windows, and the null beads of gold at any place there."""
        columns = {i: range(*area[1]) for area in areas for i in range(*area[0])}
        found = [
            (i, j, a, b)
            for i, j, a, b in self.beads
            if a + b <= max_align and j in columns[i] and j + b in columns[i + a]
        ]
        for i in self.null_src | self.free_src:
            found += [(i, j, 1, 0) for j in columns[i] if j in columns[i + 1]]
        for j in self.null_tgt | self.free_tgt:
            found += [(i, j, 0, 1) for i, span in columns.items() if j in span and j + 1 in span]
        return found


def _gold_steps(beads: Sequence[Pairing], n: int, m: int) -> _Gold:
    whole = sorted((src, tgt) for src, tgt in beads if src and tgt)
    seen = tuple({one for bead in beads for one in bead[side]} for side in (0, 1))
    free = (set(range(n)) - seen[0], set(range(m)) - seen[1])
    steps = set()
    for number, (src, tgt) in enumerate(whole):
        others = whole[:number] + whole[number + 1 :]
        crossing = any(
            (s[0] - src[0]) * (t[0] - tgt[0]) < 0 or _inside(s, src) or _inside(t, tgt)
            for s, t in others
        )
        contiguous = all(ids[-1] - ids[0] + 1 == len(ids) for ids in (src, tgt))
        if crossing or not contiguous:
            free[0].update(src)
            free[1].update(tgt)
        else:
            steps.add((src[0], tgt[0], len(src), len(tgt)))
    return _Gold(
        frozenset(steps),
        frozenset(one for src, tgt in beads if not tgt for one in src),
        frozenset(one for src, tgt in beads if not src for one in tgt),
        frozenset(free[0]),
        frozenset(free[1]),
    )


def _inside(one: Sequence[int], other: Sequence[int]) -> bool:
    """Return whether a sentence of one bead lies between the first and the last of the other."""
    return other[0] < one[0] < other[-1] or one[0] < other[0] < one[-1]


def _features(
    pair: Prepared, areas: Sequence[tuple[tuple[int, int], tuple[int, int]]], steps: list[Step]
) -> Any:
    """Return the evidence of the steps: `(steps, parameters)`, that of both sides added up."""
    width = len(BEAD_FEATURES)
    found = np.zeros((len(steps), width + len(NULL_FEATURES)), np.float32)
    rows = np.array(steps)
    for (first, last), columns in areas:
        window = pair.window((first, last), columns)
        here = np.nonzero((rows[:, 0] >= first) & (rows[:, 0] < last))[0]
        for a, features in window.beads():
            chosen = here[(rows[here, 2] == a) & (rows[here, 3] > 0)]
            row, b, column = (
                rows[chosen, 0] - first,
                rows[chosen, 3] - 1,
                rows[chosen, 1] - columns[0],
            )
            found[chosen, :width] = features[:, row, b, column].T
        for side, nulls in enumerate(window.nulls()):
            chosen = here[rows[here, 3 - side] == 0]
            for at, feature in enumerate(nulls):
                found[chosen, width + at] = feature[
                    rows[chosen, 0] - first, rows[chosen, 1] - columns[0]
                ]
    return found @ _sharing()


def _sharing() -> NDArray[np.float32]:
    """Return `(features, parameters)`: 1 where a feature has that parameter as its weight."""
    found = np.zeros((len(_FEATURES), len(_PARAMETERS) - 2), np.float32)
    for row, name in enumerate(_FEATURES):
        found[row, _PARAMETERS.index(_SAME.get(name, name))] = 1
    return found


def _scale(data: Sequence[Graph]) -> Floats:
    """Return the spread of each feature over gold edges, so that one penalty suits all."""
    beads = np.concatenate([text.features[text.gold & (text.kinds == 0)] for text in data]).std(
        axis=0
    )
    nulls = np.concatenate([text.features[text.gold & (text.kinds > 0)] for text in data]).std(
        axis=0
    )
    return np.append(np.maximum(np.maximum(beads, nulls), 0.05), [1.0, 1.0]).astype(np.float64)


def _minimise(
    data: Sequence[Graph], rates: Sequence[float], scale: Floats, used: NDArray[np.bool_]
) -> Floats:
    from scipy.optimize import minimize

    total = sum(text.size for text in data)

    def loss(scaled: Floats) -> tuple[float, Floats]:
        weights = np.where(used, scaled / scale, 0)
        value, slope = 0.5 * _PENALTY * float(scaled @ scaled), np.zeros(len(weights))
        parts = map_in_parallel(
            lambda item: _likelihood(*item, weights), list(zip(data, rates, strict=True))
        )
        for lost, part in parts:
            value += lost
            slope += part
        return value / total, np.where(used, slope / scale + _PENALTY * scaled, 0) / total

    with limit_matrix_threads():
        found = minimize(
            loss,
            np.zeros(len(scale)),
            jac=True,
            method="L-BFGS-B",
            options={"maxiter": 150, "maxcor": 20},
        )
    return np.where(used, found.x / scale, 0)


def _scores(text: Graph, rate: float, weights: Floats) -> Floats:
    scores = (text.features @ weights[:-2].astype(np.float32)).astype(np.float64)
    found: Floats = np.where(text.kinds > 0, scores + weights[-2] * rate, scores)
    return found


def _likelihood(text: Graph, rate: float, weights: Floats) -> tuple[float, Floats]:
    """Return the negative log-likelihood of the gold, and its gradient."""
    scores = _scores(text, rate, weights)
    whole, expected, continued = _expected(
        text.first, text.targets, text.kinds, scores, weights[-1], text.gold, False
    )
    gold, found, gold_continued = _expected(
        text.first, text.targets, text.kinds, scores, weights[-1], text.gold, True
    )
    difference = expected - found
    slope = np.empty(len(weights))
    slope[:-2] = text.features.T @ difference.astype(np.float32)
    slope[-2] = rate * difference[text.kinds > 0].sum()
    slope[-1] = continued - gold_continued
    return whole - gold, slope


def _null_share(text: Graph, weights: Floats) -> float:
    _, expected, _ = _expected(
        text.first,
        text.targets,
        text.kinds,
        _scores(text, 0.0, weights),
        weights[-1],
        text.gold,
        False,
    )
    return float((expected[text.kinds > 0].sum() + 0.5) / (text.size + 10))


def _expected(*arguments: Any) -> tuple[float, Floats, float]:
    """Return the log-sum of all paths, the expectation of each edge, and that of continued null beads."""
    if not _compiled:
        _compiled.append(_compile())
    found: tuple[float, Floats, float] = _compiled[0](*arguments)
    return found


_compiled: list[Callable[..., Any]] = []


def _compile() -> Callable[..., Any]:
    import numba

    never = -1e30

    @numba.njit(nogil=True)  # type: ignore[misc,untyped-decorator,unused-ignore]
    def add(a: float, b: float) -> float:
        if a < b:
            a, b = b, a
        return a if b <= never else a + np.log1p(np.exp(b - a))

    @numba.njit(nogil=True)  # type: ignore[misc,untyped-decorator,unused-ignore]
    def expected(first, targets, kinds, scores, continued, gold, only_gold):  # type: ignore[no-untyped-def]
        nodes = len(first) - 1
        forward = np.full((nodes, 3), never)
        forward[0, 0] = 0.0
        for u in range(nodes):
            by_bead, by_src, by_tgt = forward[u]
            into = (
                add(add(by_bead, by_src), by_tgt),
                add(add(by_bead, by_tgt), by_src + continued),
                add(add(by_bead, by_src), by_tgt + continued),
            )
            for e in range(first[u], first[u + 1]):
                if gold[e] or not only_gold:
                    kind = kinds[e]
                    forward[targets[e], kind] = add(
                        forward[targets[e], kind], into[kind] + scores[e]
                    )
        last = forward[nodes - 1]
        whole = add(add(last[0], last[1]), last[2])
        backward = np.full((nodes, 3), never)
        backward[nodes - 1] = 0.0
        edges = np.zeros(len(scores))
        runs = 0.0
        for u in range(nodes - 2, -1, -1):
            by_bead, by_src, by_tgt = forward[u]
            plain, src, tgt = never, never, never
            for e in range(first[u], first[u + 1]):
                if only_gold and not gold[e]:
                    continue
                onward = backward[targets[e], kinds[e]] + scores[e]
                if onward <= never:
                    continue
                if kinds[e] == 0:
                    plain = add(plain, onward)
                    edges[e] = np.exp(add(add(by_bead, by_src), by_tgt) + onward - whole)
                elif kinds[e] == 1:
                    src = add(src, onward)
                    run = np.exp(by_src + continued + onward - whole)
                    runs += run
                    edges[e] = run + np.exp(add(by_bead, by_tgt) + onward - whole)
                else:
                    tgt = add(tgt, onward)
                    run = np.exp(by_tgt + continued + onward - whole)
                    runs += run
                    edges[e] = run + np.exp(add(by_bead, by_src) + onward - whole)
            backward[u, 0] = add(add(plain, src), tgt)
            backward[u, 1] = add(add(plain, src + continued), tgt)
            backward[u, 2] = add(add(plain, src), tgt + continued)
        return whole, edges, runs

    return expected
