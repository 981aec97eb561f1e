"""Two lists of sentences to beads."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from itertools import pairwise
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from aigov_corpus.alignment.dictionary import Glossary
from aigov_corpus.alignment.evidence import BEAD_FEATURES, NULL_FEATURES, USUAL_RATE, Window, shapes
from aigov_corpus.alignment.lattice import NEVER, Block, Lattice, Step
from aigov_corpus.alignment.model import Model, bundled_model, read_model
from aigov_corpus.alignment.path import find_path, length_ratio
from aigov_corpus.alignment.side import Side, prepare
from aigov_corpus.embedding import cache_encoder
from aigov_corpus.embedding.threads import limit_matrix_threads, map_in_parallel
from aigov_corpus.errors import UsageError
from aigov_corpus.protocols import ComposingEncoder
from aigov_corpus.records import Alignment, Bead, Signature
from aigov_corpus.text.language_codes import base_language

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aigov_corpus.protocols import Encoder

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

Progress = Callable[[str, float], None]
"""Is told what is being done, and which part of it is done (0 … 1)."""

MAX_ALIGN = 8
_ROWS = 48  # rows a window, at the most: smaller ones cost more calls, larger ones hold more useless nodes
_BLOCK_ROWS = 16  # rows of which the dynamic programme holds the same columns
_WIDEST = 256  # columns a window: bounds its memory where a long section is missing
_ROW_SLACK, _COLUMN_SLACK = 12, 4  # around the path; gold beads lie within 8 and 3 of it


@dataclass(frozen=True, slots=True)
class Prepared:
    """Both sides in the order in which the model sees them, and how to turn beads back."""

    one: Side
    other: Side
    glossary: Glossary
    turned: bool
    """The caller's target is `one`."""
    model: Model
    max_align: int
    fences: list[tuple[int, int]]
    """In the model's order of sides, the end of both texts being the last."""
    band: tuple[Ints, Ints]
    """The first and the last column of each row of nodes in which the alignment is looked for."""
    ratio: float
    """See `length_ratio`."""

    def window(self, rows: tuple[int, int], columns: tuple[int, int], max_align: int = 0) -> Window:
        """Return the evidence about some nodes, for larger beads than usual if asked."""
        return Window(
            self.one,
            self.other,
            self.glossary,
            rows,
            columns,
            ratio=self.ratio,
            max_align=max_align or self.max_align,
        )


def align_sentences(
    src: Sequence[str],
    tgt: Sequence[str],
    *,
    src_lang: str = "zh",
    tgt_lang: str = "en",
    encoder: Encoder | str = "use",
    max_align: int = MAX_ALIGN,
    fences: Sequence[tuple[int, int]] = (),
    weights: str | Path | None = None,
    progress: Progress | None = None,
) -> Alignment:
    """Align two lists of sentences.

    The score of an alignment is a sum over its beads of weighted evidence (docs/alignment.md); the best
    alignment within a band around a coarse path is returned. Swapping the sides gives the same beads,
    swapped. A bead's score is its posterior probability under the model.

    Args:
        src: source sentences, in order.
        tgt: target sentences, in order.
        src_lang: ISO 639-1 code.
        tgt_lang: ISO 639-1 code.
        encoder: an encoder, or the name of one; its `id` is what its vectors are cached under.
        max_align: the largest bead, in sentences of both sides together; 2 to 12.
        fences: `(i, j)`: no bead crosses from before source sentence i to after it, and likewise j; what lies
            before i is aligned with what lies before j.
        weights: a weights file that `evaluate --fit` wrote, instead of the bundled ones.
        progress: is told what is being done.

    Raises:
        UsageError: `max_align` or a fence is out of range.
        UnknownNameError: there is no such encoder.
        ConfigError: the weights file is wrong.
    """
    if not 2 <= max_align <= 12:
        raise UsageError(f"max_align is {max_align}; give a number of sentences from 2 to 12")
    spans = cache_encoder(encoder)
    model = _model(weights, src_lang, tgt_lang)
    steps = _align(
        src,
        tgt,
        src_lang,
        tgt_lang,
        spans,
        model,
        max_align,
        _fences(fences, len(src), len(tgt)),
        progress,
    )
    beads = tuple(
        Bead(tuple(range(i, i + a)), tuple(range(j, j + b)), score if a and b else None)
        for (i, j, a, b), score in steps
    )
    return Alignment(
        beads,
        len(src),
        len(tgt),
        _signature(src, tgt, encoder=spans.id, model=model, max_align=max_align),
    )


@limit_matrix_threads()
def explain(
    src: Sequence[str],
    tgt: Sequence[str],
    alignment: Alignment,
    *,
    src_lang: str = "zh",
    tgt_lang: str = "en",
    encoder: Encoder | str = "use",
    max_align: int = MAX_ALIGN,
    weights: str | Path | None = None,
) -> list[dict[str, float]]:
    """Return what spoke for and against each bead: feature to weight times value, largest first.

    Values are those of the evidence in docs/alignment.md; what adds nothing is left out. Arguments are
    those of `align_sentences`, and the alignment is its result.
    """
    if not src or not tgt:
        return [{} for _ in alignment.beads]
    pair = prepare_pair(
        src,
        tgt,
        src_lang=src_lang,
        tgt_lang=tgt_lang,
        encoder=cache_encoder(encoder),
        model=_model(weights, src_lang, tgt_lang),
        max_align=max_align,
    )
    found = []
    i = j = 0
    for bead in alignment.beads:
        at, shape = (
            ((j, i), (len(bead.tgt), len(bead.src)))
            if pair.turned
            else ((i, j), (len(bead.src), len(bead.tgt)))
        )
        found.append(_contributions(pair, at, shape))
        i, j = i + len(bead.src), j + len(bead.tgt)
    return found


def _contributions(pair: Prepared, at: tuple[int, int], shape: tuple[int, int]) -> dict[str, float]:
    i, j = at
    window = pair.window((i, i + 1), (j, j + 1), max(pair.max_align, sum(shape)))
    names: tuple[str, ...] = BEAD_FEATURES if all(shape) else NULL_FEATURES
    if all(shape):
        weights = pair.model.beads
        features = next(features for a, features in window.beads() if a == shape[0])
        values = list(features[:, :, shape[1] - 1])
    else:
        weights = pair.model.nulls
        values = window.nulls()[0 if shape[0] else 1]
    parts = {
        name: round(float(weight * value[0, 0]), 3)
        for name, weight, value in zip(names, weights, values, strict=True)
    }
    ordered = sorted(parts.items(), key=lambda item: -abs(item[1]))
    return {name: value for name, value in ordered if value}


def _signature(
    src: Sequence[str], tgt: Sequence[str], *, encoder: str, model: Model, max_align: int
) -> Signature:
    """Return what a result depends on: both texts, encoder, weights, parameters, version."""
    texts = ["\n".join(side).encode("utf-8", "surrogatepass") for side in (src, tgt)]
    return Signature(
        sources=tuple(hashlib.sha256(text).hexdigest() for text in texts),
        encoder=encoder,
        aligner=f"crf-{model.name},max{max_align}",
        version=version("aigov-corpus"),
    )


def _model(weights: str | Path | None, *langs: str) -> Model:
    if weights is not None:
        return read_model(Path(weights))
    return bundled_model(
        "zh-en" if {base_language(lang) for lang in langs} == {"zh", "en"} else "any"
    )


def _fences(fences: Sequence[tuple[int, int]], n: int, m: int) -> list[tuple[int, int]]:
    """Return the fences in order, the end of both texts being the last."""
    found = sorted({*fences, (n, m)} - {(0, 0)})
    for (i, j), (i_next, j_next) in pairwise([(0, 0), *found]):
        if j_next < j or i_next > n or j_next > m or i < 0:
            raise UsageError(
                f"fence ({i_next}, {j_next}) after ({i}, {j}) is out of order, or outside the {n} and {m} "
                "sentences"
            )
    return found


def prepare_pair(
    src: Sequence[str],
    tgt: Sequence[str],
    *,
    src_lang: str,
    tgt_lang: str,
    encoder: ComposingEncoder,
    model: Model,
    max_align: int = MAX_ALIGN,
    fences: Sequence[tuple[int, int]] = (),
) -> Prepared:
    """Encode both sides, Chinese (else the alphabetically first language) as the model's first side."""
    turned = (base_language(src_lang) != "zh", base_language(src_lang)) > (
        base_language(tgt_lang) != "zh",
        base_language(tgt_lang),
    )
    one, other = (
        ((tgt, tgt_lang), (src, src_lang)) if turned else ((src, src_lang), (tgt, tgt_lang))
    )
    # while one side is cut into tokens and words, the other is multiplied
    first, second = map_in_parallel(
        lambda side: prepare(side[0], lang=side[1], encoder=encoder), (one, other), at_once=2
    )
    works: tuple[Callable[[], Any], ...] = (
        partial(Glossary, first.types, second.types, chinese=first.lang == "zh"),
        partial(find_path, first, second),
    )
    glossary, (low, high) = map_in_parallel(lambda work: work(), works, at_once=2)
    own_fences = [(j, i) if turned else (i, j) for i, j in fences] or [(len(one[0]), len(other[0]))]
    low, high = _within_fences(low, high, own_fences)
    ratio = length_ratio(first, second, low)
    return Prepared(
        first, second, glossary, turned, model, max_align, own_fences, _around(low, high), ratio
    )


def windows(pair: Prepared) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield rows and columns (both exclusive) of nodes that cover the band, in order."""
    first, last = pair.band
    for start, stop in pairwise(_starts(len(first))):
        yield (start, stop), (int(first[start]), int(last[stop - 1]) + 1)


def _around(low: Ints, high: Ints) -> tuple[Ints, Ints]:
    """Return the band around a path."""
    rows = np.arange(len(low))
    first = low[np.maximum(rows - _ROW_SLACK, 0)] - _COLUMN_SLACK
    last = high[np.minimum(rows + _ROW_SLACK, rows[-1])] + _COLUMN_SLACK
    return np.maximum(first, 0), np.minimum(last, high[-1])


def _starts(rows: int) -> list[int]:
    """Return where the windows begin and the last ends: all of a size, and as many for each of two cores."""
    count = 2 * ceil(rows / (2 * _ROWS))
    return [rows * number // count for number in range(count + 1)]


def _within_fences(low: Ints, high: Ints, fences: Sequence[tuple[int, int]]) -> tuple[Ints, Ints]:
    """Return a path's columns, moved where they must be to pass through every fence."""
    i = j = 0
    for i_next, j_next in fences:
        rows = slice(i, i_next + 1)
        low[rows], high[rows] = np.clip(low[rows], j, j_next), np.clip(high[rows], j, j_next)
        low[i], high[i_next] = min(low[i], j), j_next
        i, j = i_next, j_next
    # a row where several fences stand holds all the columns between them
    for i, j in [(0, 0), *fences]:
        low[i], high[i] = min(low[i], j), max(high[i], j)
    low = np.minimum.accumulate(low[::-1])[::-1]
    return low, np.maximum.accumulate(high)


@limit_matrix_threads()
def _align(
    src: Sequence[str],
    tgt: Sequence[str],
    src_lang: str,
    tgt_lang: str,
    encoder: ComposingEncoder,
    model: Model,
    max_align: int,
    fences: list[tuple[int, int]],
    progress: Progress | None,
) -> list[tuple[Step, float]]:
    n, m = len(src), len(tgt)
    if not n or not m:
        return [((i, 0, 1, 0), 1.0) for i in range(n)] + [((n, j, 0, 1), 1.0) for j in range(m)]
    say = progress or (lambda what, share: None)
    say("encoding", 0.0)
    pair = prepare_pair(
        src,
        tgt,
        src_lang=src_lang,
        tgt_lang=tgt_lang,
        encoder=encoder,
        model=model,
        max_align=max_align,
        fences=fences,
    )
    blocks = []
    for some in map_in_parallel(lambda window: weigh(pair, *window), windows(pair)):
        say("weighing", some[-1].rows[1] / (len(pair.one) + 1))
        blocks += some
    lattice = settle(blocks, pair)
    steps = lattice.best()
    return [
        ((j, i, b, a) if pair.turned else (i, j, a, b), score)
        for (i, j, a, b), score in zip(steps, lattice.confidence(steps), strict=True)
    ]


def settle(blocks: list[Block], pair: Prepared) -> Lattice:
    """Return the lattice of a text, with null beads as dear as they are rare in it.

    How much is left out differs from text to text, and no fixed cost serves both a complete and a broken one:
    a first pass reads the share of null beads off the text, the second uses it.
    """
    n, m, model = len(pair.one), len(pair.other), pair.model
    first = Lattice(n, m, blocks, shapes(pair.max_align), continued=model.continued)
    null = model.rate * float(np.log(first.null_share() / USUAL_RATE))
    return Lattice(n, m, blocks, shapes(pair.max_align), continued=model.continued, null=null)


def weigh(pair: Prepared, rows: tuple[int, int], columns: tuple[int, int]) -> list[Block]:
    """Return the scores of every bead of a window that lies in the band, a few rows a block.

    They are made in pieces of bounded width.
    """
    pieces = []
    for start in range(columns[0], columns[1], _WIDEST):
        stop = min(start + _WIDEST, columns[1])
        pieces.append(_score(pair.window(rows, (start, stop)), pair.model, pair.fences))
    beads, null_src, null_tgt = (
        np.concatenate(part, axis=-1) for part in zip(*pieces, strict=True)
    )
    found = []
    for start in range(*rows, _BLOCK_ROWS):
        stop = min(start + _BLOCK_ROWS, rows[1])
        first, last = int(pair.band[0][start]), int(pair.band[1][stop - 1])
        here, there = (
            slice(start - rows[0], stop - rows[0]),
            slice(first - columns[0], last + 1 - columns[0]),
        )
        # copies, so that what lies outside the band is not kept
        parts = (part[here, ..., there].copy() for part in (beads, null_src, null_tgt))
        found.append(Block((start, stop), (first, last), *parts))
    return found


def _score(
    window: Window, model: Model, fences: list[tuple[int, int]]
) -> tuple[Floats, Floats, Floats]:
    """Return the scores of the beads, the source nulls and the target nulls of a window."""
    i, j = np.arange(*window.rows)[:, None], np.arange(*window.columns)[None, :]
    last_i, last_j = _limits(i, j, fences)
    rows, columns = window.shape
    found = np.empty((rows, len(shapes(window.max_align)), columns), np.float32)
    first = 0
    for a, features in window.beads():
        count = features.shape[2]
        b = np.arange(1, count + 1)[:, None]
        scores = model.beads @ features.reshape(len(features), -1)
        allowed = (i + a <= last_i)[:, None] & (j + b <= last_j[:, None])
        found[:, first : first + count] = np.where(allowed, scores.reshape(allowed.shape), NEVER)
        first += count
    src, tgt = (
        sum(weight * feature for weight, feature in zip(model.nulls, features, strict=True))
        for features in window.nulls()
    )
    null_src = np.where((i < last_i) & (j <= last_j), src, NEVER).astype(np.float32)
    null_tgt = np.where((j < last_j) & (i <= last_i), tgt, NEVER).astype(np.float32)
    return found, null_src, null_tgt


def _limits(i: Ints, j: Ints, fences: list[tuple[int, int]]) -> tuple[Ints, Ints]:
    """Return, for each node, how far a bead that begins there may reach; -1 where none may begin.

    That is the next fence that the node lies before; a node between no two fences in both texts is none's.
    """
    at_i, at_j = (np.array(side) for side in zip(*fences, strict=True))
    following = np.maximum(np.searchsorted(at_i, i), np.searchsorted(at_j, j))
    last = len(fences) - 1
    known = np.minimum(following, last)
    following = np.where((at_i[known] == i) & (at_j[known] == j), following + 1, following)
    known = np.minimum(following, last)
    before = np.maximum(following - 1, 0)
    inside = (following <= last) & ((following == 0) | ((at_i[before] <= i) & (at_j[before] <= j)))
    return np.where(inside, at_i[known], -1), np.where(inside, at_j[known], -1)
