"""The evidence for every bead that could be in one window of the text.

A window is a rectangle of nodes: beads that begin at source sentence `i` and target sentence `j`, with
`i` in one run of rows and `j` in one of columns. For each shape `a-b` the evidence is a list of matrices
over the window, one for each feature, in the order of `BEAD_FEATURES`; a null bead (one sentence that
nothing stands against) has those of `NULL_FEATURES`. What they mean is told in docs/alignment.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aigov_corpus.align.dictionary import Glossary
    from aigov_corpus.align.side import Side

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

BEAD_FEATURES = (
    # the shape itself
    "bead", "extra", "shape_1_1", "shape_1_2", "shape_2_1", "shape_1_3", "shape_3_1", "many_to_many",
    # vectors of the whole runs
    "cosine", "cosine_extra", "neighbours", "better_longer", "better_longer_sum", "better_shorter",
    "worse_shorter", "weakest_src", "weakest_tgt",
    # lengths
    "length_sq", "length_abs", "length_merged",
    # clauses
    "clauses_src", "clauses_tgt", "clause_min_src", "clause_min_tgt", "clauses_outside_src",
    "clauses_outside_tgt", "clauses_outside_max_src", "clauses_outside_max_tgt", "clauses_weakest_src",
    "clauses_weakest_tgt", "clauses_end_src", "clauses_end_tgt",
    # words by their vectors
    "words_src", "words_tgt", "words_outside_src", "words_outside_tgt", "words_outside_max_src",
    "words_outside_max_tgt", "words_weakest_src", "words_weakest_tgt", "words_end_src", "words_end_tgt",
    # words by the dictionary
    "glosses_src", "glosses_tgt", "glosses_weakest_src", "glosses_weakest_tgt", "glosses_end_src",
    "glosses_end_tgt",
    # numbers and marks
    "numbers_src", "numbers_tgt", "asks", "exclaims", "opens", "closes",
)  # fmt: skip
NULL_FEATURES = (
    "null", "null_length", "null_cosine_wide", "null_cosine", "null_clauses", "null_clause_min",
    "null_clauses_farther", "null_words", "null_glosses",
)  # fmt: skip
CONTINUED = "null_continued"
"""The weight that a null bead earns for following one of its own side."""
RATE = "null_rate"
"""The weight of the log of the text's own share of null beads, over the usual one."""
USUAL_RATE = 0.03

# How far around a node the features look.
_BEFORE, _AFTER = 6, 6


def shapes(max_align: int) -> list[tuple[int, int]]:
    """Return the shapes of beads with both sides, of `max_align` sentences in all at the most."""
    return [(a, b) for a in range(1, max_align) for b in range(1, max_align) if a + b <= max_align]


class _Groups:
    """Units in turn: the first of every sentence, then the second of those that have one, and so on.

    The sentences with the most units come first. So the largest unit of every sentence is found by joining a
    few slices, several times as fast as by `reduceat`.

    Args:
        counts: the units of each sentence, one at least.
    """

    def __init__(self, counts: Ints) -> None:
        self.counts = counts
        self._order = np.argsort(-counts, kind="stable")
        ordered = counts[self._order]
        self._sizes = [int(np.count_nonzero(ordered > turn)) for turn in range(ordered[0])]
        firsts = (np.cumsum(counts) - counts)[self._order]
        self.rows: Ints = np.concatenate([firsts[:size] + turn for turn, size in enumerate(self._sizes)])
        """Which unit stands where, by its place in the text."""

    def join(self, values: Floats, join: np.ufunc = np.maximum) -> Floats:
        """Return `(sentences, columns)`: the largest (or another `join`) of each sentence's rows in turn."""
        first, *others = self._sizes
        best, at = values[:first].copy(), first
        for size in others:
            join(best[:size], values[at : at + size], out=best[:size])
            at += size
        found = np.empty_like(best)
        found[self._order] = best
        return found


@dataclass(frozen=True, slots=True)
class _Units:
    """Clauses or words of a view: how each sentence of one side is covered by sentences of the other.

    Attributes:
        best: `(units, sentences of the other side)`, the best counterpart of each unit in each sentence.
        owners: `(sentences, units)`, the weight of each unit in the row of its sentence, else 0.
        groups: in which order the units stand.
        totals: `(sentences,)`, the weight of each sentence's units.
    """

    best: Floats
    owners: Floats
    groups: _Groups
    totals: Floats

    def cropped(self, rows: int, columns: int) -> _Units:
        """Return the units of the sentences that beads of so many rows and columns of nodes can have."""
        inside = slice(_BEFORE, _BEFORE + rows)
        counts = self.groups.counts
        kept = np.zeros(len(counts), np.bool_)
        kept[inside] = True
        units = np.flatnonzero(np.repeat(kept, counts)[self.groups.rows])
        return _Units(
            # a column before, for what lies outside
            self.best[units, _BEFORE - 1 : _BEFORE + columns],
            self.owners[inside, units],
            _Groups(counts[inside]),
            self.totals[inside],
        )

    def covered(self, longest: int) -> Iterator[Floats]:
        """Yield, for runs of 1 … `longest`, sums of weight times best counterpart, sentence by sentence."""
        return map(self.sum, _running(self.best, longest))

    def outside(self, longest: int) -> Iterator[tuple[Floats, Floats]]:
        """Yield how much better the neighbours just outside a run cover the units, where they do.

        Sums of weight times gain, and the largest gain, sentence by sentence.
        """
        before = np.zeros_like(self.best)
        before[:, 1:] = self.best[:, :-1]
        for size, inside in enumerate(_running(self.best, longest), start=1):
            beside = before.copy()
            np.maximum(before[:, :-size], self.best[:, size:], out=beside[:, :-size])
            beside -= inside
            np.maximum(beside, 0, out=beside)
            yield self.sum(beside), self.groups.join(beside)

    def weakest(self, longest: int) -> Iterator[Floats]:
        """Yield the counterpart of the worst covered unit of each sentence."""
        return (self.groups.join(best, np.minimum) for best in _running(self.best, longest))

    def sum(self, values: Floats) -> Floats:
        """Return the sums of weight times value over the units of each sentence."""
        total: Floats = self.owners @ values
        return total


def _running(best: Floats, longest: int) -> Iterator[Floats]:
    """Yield the maximum over runs of 1 … `longest` columns, each beginning at its column."""
    current = best
    yield current
    for size in range(2, longest + 1):
        grown = current.copy()
        grown[:, : -(size - 1)] = np.maximum(current[:, : -(size - 1)], best[:, size - 1 :])
        current = grown
        yield current


class Window:
    """All evidence about the nodes `rows` × `columns` of a text.

    Args:
        src: the source side.
        tgt: the target side.
        glossary: which of their words translate each other.
        rows: first and last (exclusive) source sentence that a bead may begin at.
        columns: the same of the target.
        ratio: log of target characters to source characters in the whole text.
        max_align: the largest bead, in sentences of both sides.
    """

    def __init__(
        self,
        src: Side,
        tgt: Side,
        glossary: Glossary,
        rows: tuple[int, int],
        columns: tuple[int, int],
        *,
        ratio: float,
        max_align: int,
    ) -> None:
        self.rows, self.columns = rows, columns
        self.shape = (rows[1] - rows[0], columns[1] - columns[0])
        self.max_align = max_align
        self._longest = max_align - 1
        self._ratio = ratio
        self._glossary = glossary
        self._src = _View(src, rows, self._longest)
        self._tgt = _View(tgt, columns, self._longest)
        self._cosine()
        self._units = {"clauses": self._clauses(), "words": self._words(), "glosses": self._glosses()}
        self._numbers = _presence(self._src.numbers, self._tgt.numbers)
        self._chars = [_runs(view.chars, self._longest) for view in (self._src, self._tgt)]

    def _cosine(self) -> None:
        """Cosines of runs: `[a][b - 1]` over both views, up to one sentence more in all than a bead has.

        A run longer than any bead's is like nothing.
        """
        src = self._src.side.runs(self._src.start, self._src.stop, self._longest)
        tgt = self._tgt.side.runs(self._tgt.start, self._tgt.stop, self._longest)
        m = tgt.shape[1]
        self._cos: dict[int, Floats] = {}
        for a in range(1, self.max_align + 1):
            sizes = self.max_align + 1 - a
            found = self._cos[a] = np.full((sizes, src.shape[1], m), -4, np.float32)
            if a <= self._longest:
                known = tgt[:sizes]
                product = src[a - 1] @ known.reshape(-1, known.shape[2]).T
                found[: len(known)] = product.reshape(len(product), len(known), m).swapaxes(0, 1)

    def _clauses(self) -> tuple[_Units, _Units]:
        src, tgt = self._src, self._tgt
        similar = src.clause_vectors() @ tgt.clause_vectors().T
        by_tgt = tgt.clauses.groups.join(similar.T)
        by_src = src.clauses.groups.join(similar)
        return src.clauses.matched(by_tgt.T), tgt.clauses.matched(by_src.T)

    def _word_units(self, similar: Floats) -> tuple[_Units, _Units]:
        """Return units of words from the similarity of the views' word types."""
        src, tgt = self._src, self._tgt
        by_tgt = tgt.words.groups.join(np.ascontiguousarray(similar.T)[tgt.word_locals])
        by_src = src.words.groups.join(similar[src.word_locals])
        return src.words.matched(by_tgt.T[src.word_locals]), tgt.words.matched(by_src.T[tgt.word_locals])

    def _words(self) -> tuple[_Units, _Units]:
        src, tgt = self._src, self._tgt
        return self._word_units(
            src.side.word_vectors[src.word_types] @ tgt.side.word_vectors[tgt.word_types].T
        )

    def _glosses(self) -> tuple[_Units, _Units]:
        """Words whose dictionary gloss, or own form, stands on the other side."""
        return self._word_units(self._glossary.between(self._src.word_types, self._tgt.word_types))

    def beads(self) -> Iterator[tuple[int, list[Floats]]]:
        """Yield for a = 1 … the features of all shapes `a-b`, in the order of `BEAD_FEATURES`.

        Each is an array that broadcasts to `(shapes, rows, columns)`, with b = 1 … `max_align` - a.
        """
        covers = [self._covers(kind) for kind in self._units]
        for a in range(1, self.max_align):
            yield a, self._beads(a, covers)

    def _covers(self, kind: str) -> tuple[_SrcCover, _TgtCover]:
        src, tgt = self._units[kind]
        return _SrcCover(src, self.shape, self._longest, kind), _TgtCover(
            tgt, self.shape, self._longest, kind
        )

    def _at(self, matrices: Floats, di: int = 0, dj: int = 0) -> Floats:
        """Return a view's matrices over the window's nodes, moved by `di` rows and `dj` columns."""
        top, left = _BEFORE + di, _BEFORE + dj
        return matrices[..., top : top + self.shape[0], left : left + self.shape[1]]

    def _beads(self, a: int, covers: list[tuple[_SrcCover, _TgtCover]]) -> list[Floats]:
        b = np.arange(1, self.max_align - a + 1, dtype=np.float32)[:, None, None]
        cos = self._at(self._cos[a][: len(b)])
        found: list[Floats] = [np.ones_like(b), a + b - 2]
        found += [
            np.float32(a == one) * (b == other) for one, other in ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1))
        ]
        found += [np.minimum(a, b) - 1, cos, cos * (a + b - 2)]
        found += self._around(a, cos)
        found += self._lengths(a, len(b))
        for src, tgt in covers:
            one, other = src.grown(a, len(b)), tgt.grown(a, len(b))
            found += [one.share, other.share]
            for name in ("minimum", "outside", "outside_max"):
                pair = (getattr(one, name), getattr(other, name))
                found += [part for part in pair if part is not None]
            found += [one.weakest - one.share if a > 1 else np.zeros_like(b)]
            found += [other.weakest - other.share, one.end, other.end]
        found += self._missing_numbers(a, len(b))
        src_marks = _run_max(self._src.marks, a)
        tgt_marks = _run_maxima(self._tgt.marks, len(b))
        for mark in range(src_marks.shape[1]):
            found.append(self._at(np.abs(src_marks[None, :, mark, None] - tgt_marks[:, None, :, mark])))
        return found

    def _around(self, a: int, cos: Floats) -> list[Floats]:
        """Compare a bead with its neighbours, with longer and shorter beads, and with its sentences."""
        at, cosine, count = self._at, self._cos, len(cos)
        # the cosine of the run of a with the single sentence 0, 1 … after the node's
        single = np.stack([at(cosine[a][0], 0, d) for d in range(count + 1)])
        beside: Floats = (
            at(cosine[1][:count], -1, 0) + at(cosine[1][:count], a, 0) + at(cosine[a][0], 0, -1) + single[1:]
        ) / np.float32(4)
        longer = [
            at(cosine[a + 1][:count], -1, 0),
            at(cosine[a + 1][:count]),
            at(cosine[a][1:], 0, -1),
            at(cosine[a][1:]),
        ]
        gains = [np.maximum(other - cos, 0) for other in longer]
        best = np.full_like(cos, -4)
        if a > 1:
            best = np.maximum(at(cosine[a - 1][:count]), at(cosine[a - 1][:count], 1, 0))
        shorter = at(cosine[a][: count - 1])
        best[1:] = np.maximum(best[1:], np.maximum(shorter, at(cosine[a][: count - 1], 0, 1)))
        best -= cos
        if a == 1:
            best[0] = 0
        weakest_src = np.minimum.reduce([at(cosine[1][:count], d, 0) for d in range(a)]) - cos
        return [
            beside,
            np.maximum.reduce(gains),
            np.add.reduce(gains),
            np.maximum(best, 0),
            np.minimum(best, 0),
            weakest_src,
            np.minimum.accumulate(single[:-1]) - cos,
        ]

    def _lengths(self, a: int, count: int) -> list[Floats]:
        """Log-normal length: z of the ratio of characters; its spread shrinks with the length."""
        half = np.float32(np.exp(self._ratio / 2))
        src = self._chars[0][a - 1][_BEFORE : _BEFORE + self.shape[0]] * half
        tgt = np.stack(self._chars[1][:count])[:, _BEFORE : _BEFORE + self.shape[1]] / half
        src, tgt = np.maximum(src, 1e-3)[None, :, None], np.maximum(tgt, 1e-3)[:, None, :]
        spread = np.sqrt(0.04 + 6 / (src + tgt))
        z = np.clip(np.log(tgt / src) / spread, -5, 5).astype(np.float32)
        size = np.abs(z)
        merged = size
        if a == 1:
            merged = size.copy()
            merged[0] = 0
        return [z * z, size, merged]

    def _missing_numbers(self, a: int, count: int) -> list[Floats]:
        """Count the numbers of each side that the other does not name, three at the most."""
        src, tgt = _run_max(self._numbers[0], a), _run_maxima(self._numbers[1], count)
        shared = src @ tgt.swapaxes(1, 2)
        return [
            self._at(np.minimum(src.sum(axis=1)[None, :, None] - shared, 3)),
            self._at(np.minimum(tgt.sum(axis=2)[:, None, :] - shared, 3)),
        ]

    def nulls(self) -> tuple[list[Floats], list[Floats]]:
        """Return the features of a source null and a target null at each node (see `NULL_FEATURES`)."""
        return self._null(0), self._null(1)

    def _null(self, side: int) -> list[Floats]:
        view = (self._src, self._tgt)[side]
        clauses, words, glossed = (pair[side] for pair in self._units.values())
        cosine = self._cos[1][0].T if side else self._cos[1][0]
        half = np.float32(np.exp((-self._ratio if side else self._ratio) / 2))
        length = np.log(np.maximum(view.chars, 1) * half)

        def near(units: _Units, before: int, after: int, smooth: float) -> Floats:
            """How well a sentence's units are covered by the sentences around the node."""
            share: Floats = units.sum(_within(units.best, before, after)) / (units.totals + smooth)[:, None]
            return share

        clauses_near = near(clauses, 2, 2, 1e-6)
        found = [
            np.ones_like(cosine),
            np.broadcast_to(length[:, None], cosine.shape),
            _within(cosine, 4, 4),
            _within(cosine, 2, 2),
            clauses_near,
            clauses.groups.join(_within(clauses.best, 2, 2), np.minimum),
            near(clauses, 6, 6, 1e-6) - clauses_near,
            near(words, 2, 2, 1),
            near(glossed, 2, 2, 1),
        ]
        return [self._at(one.T if side else one) for one in found]


@dataclass(frozen=True, slots=True)
class _Covered:
    """How well the units of one side's runs are covered, for one a and all b: `(b, rows, columns)` each.

    Attributes:
        share: the weighted mean counterpart of the units.
        weakest: the coverage of the worst covered sentence.
        end: what is lost without the other side's first or last sentence, whichever costs less.
        outside: what the neighbours of the other side's sentences would add; not of glosses.
        outside_max: what they would add to the unit they help most; not of glosses.
        minimum: the counterpart of the worst covered unit; of clauses.
    """

    share: Floats
    weakest: Floats
    end: Floats
    outside: Floats | None
    outside_max: Floats | None
    minimum: Floats | None


class _Tables:
    """Coverage of the single sentences of one side by runs of the other, `(runs, sentences, others)` each.

    Args:
        units: the units of the sentences, matched.
        shape: the nodes of the window, on this side and on the other.
        longest: the longest run.
        kind: clauses, words or glosses: which questions will be asked.
    """

    def __init__(self, units: _Units, shape: tuple[int, int], longest: int, kind: str) -> None:
        rows, columns = shape
        units = units.cropped(rows + longest, columns + 2 * longest)
        smooth = np.float32(1e-6 if kind == "clauses" else 1)

        def table(matrices: Iterable[Floats]) -> Floats:
            return np.stack([one[:, 1 : 1 + columns + longest] for one in matrices])

        totals = units.totals
        self.sizes = [size + smooth for size in _runs(totals, longest)]
        covered = table(units.covered(longest))
        # what runs of this side are made of: summed, or the least or the largest taken
        self.sums, self.minima = [covered], [covered / (totals + smooth)[:, None]]
        self.maxima: list[Floats] = []
        if kind != "glosses":
            gains, largest = zip(*units.outside(longest), strict=True)
            self.sums.append(table(gains))
            self.maxima.append(table(largest))
        if kind == "clauses":
            self.minima.append(table(units.weakest(longest)))


def _covered(
    sums: list[Floats], minima: list[Floats], maxima: list[Floats], size: Floats, kept: Floats
) -> _Covered:
    """Return what is asked of runs.

    Args:
        sums: coverage, and perhaps what is outside.
        minima: the coverage of single sentences, and perhaps of single units.
        maxima: perhaps the largest gain outside.
        size: what the units weigh.
        kept: the coverage that is left without the other side's first or last sentence.
    """
    share, *outside = (one / size for one in sums)
    weakest, *minimum = minima
    return _Covered(
        share,
        weakest,
        share - kept / size,
        outside=outside[0] if outside else None,
        outside_max=maxima[0] if maxima else None,
        minimum=minimum[0] if minimum else None,
    )


_JOINS = (np.add, np.minimum, np.maximum)
"""How the tables of runs grow: those of sums, of minima, of maxima."""


class _SrcCover:
    """Coverage of source runs by target runs; asked for a = 1, 2 …, each run growing from the last."""

    def __init__(self, units: _Units, shape: tuple[int, int], longest: int, kind: str) -> None:
        self._tables = _Tables(units, shape, longest, kind)
        self._shape = shape
        self._grown = [self._tables.sums, self._tables.minima, self._tables.maxima]

    def grown(self, a: int, count: int) -> _Covered:
        """Return the coverage of runs of `a` by runs of 1 … `count`."""
        tables = self._tables
        if a > 1:
            now, last = (slice(count), slice(-1)), (slice(count), slice(a - 1, None))
            single = (tables.sums, tables.minima, tables.maxima)
            self._grown = [
                [join(one[now], new[last]) for one, new in zip(some, news, strict=True)]
                for join, some, news in zip(_JOINS, self._grown, single, strict=True)
            ]
        rows, columns = self._shape
        sums, minima, maxima = ([one[:count, :rows, :columns] for one in some] for some in self._grown)
        kept = sums[0].copy()  # nothing is lost without the other half of a run of one: it is the run
        following = self._grown[0][0][: count - 1, :rows, 1 : columns + 1]
        kept[1:] = np.maximum(sums[0][:-1], following)
        return _covered(sums, minima, maxima, tables.sizes[a - 1][:rows, None], kept)


class _TgtCover:
    """Coverage of target runs by source runs, laid out as that of source runs."""

    def __init__(self, units: _Units, shape: tuple[int, int], longest: int, kind: str) -> None:
        self._tables = _Tables(units, shape[::-1], longest, kind)
        self._shape = shape
        self._shorter = np.empty((0, 0, 0), np.float32)

    def grown(self, a: int, count: int) -> _Covered:
        """Return the coverage of runs of 1 … `count` by runs of `a`."""
        rows, columns = self._shape

        def runs(table: Floats, join: np.ufunc) -> Floats:
            single = np.ascontiguousarray(table[a - 1].T[: rows + 1])
            return np.stack(_runs(single, count, axis=1, join=join))[:, :, :columns]

        tables = self._tables
        longer = [runs(one, np.add) for one in tables.sums]
        minima = [runs(one, np.minimum)[:, :rows] for one in tables.minima]
        maxima = [runs(one, np.maximum)[:, :rows] for one in tables.maxima]
        kept = longer[0][:, :rows]
        if a > 1:
            kept = np.maximum(self._shorter[:count, :rows], self._shorter[:count, 1 : rows + 1])
        self._shorter = longer[0]
        size = np.stack([one[:columns] for one in tables.sizes[:count]])[:, None, :]
        return _covered([one[:, :rows] for one in longer], minima, maxima, size, kept)


class _Owners:
    """Which units are whose, and what they weigh; see `_Units`.

    Args:
        weights: of the units, as they stand in the text.
        starts: where each sentence's begin.
    """

    def __init__(self, weights: Floats, starts: Ints) -> None:
        count = len(weights)
        counts = np.diff(starts, append=count)
        self.groups = _Groups(counts)
        rows = self.groups.rows
        self.owners = np.zeros((len(starts), count), np.float32)
        self.owners[np.repeat(np.arange(len(starts)), counts)[rows], np.arange(count)] = weights[rows]
        self.totals = self.owners.sum(axis=1)

    def matched(self, best: Floats) -> _Units:
        """Return these units with their best counterparts, both in turn."""
        return _Units(np.ascontiguousarray(best), self.owners, self.groups, self.totals)


class _View:
    """The sentences of one side that a window looks at: its own, and some before and after.

    Sentences outside the text are there too, and are empty: the view's arrays have a row for each.
    """

    def __init__(self, side: Side, span: tuple[int, int], longest: int) -> None:
        self.side = side
        self.start, self.stop = span[0] - _BEFORE, span[1] + longest + _AFTER
        low, high = max(self.start, 0), min(self.stop, len(side))
        self._low, self._high = low, high
        self._offset, self._count = low - self.start, self.stop - self.start
        inside = slice(self._offset, self._offset + high - low)
        self.chars = np.zeros(self._count, np.float32)
        self.chars[inside] = side.chars[low:high]
        self.marks = np.zeros((self._count, side.marks.shape[1]), np.float32)
        self.marks[inside] = side.marks[low:high]
        empty: frozenset[float] = frozenset()
        self.numbers = [empty] * self._offset + list(side.numbers[low:high])
        self.numbers += [empty] * (self._count - len(self.numbers))
        self.clauses = _Owners(*self._padded(side.clause_chars, side.clause_starts))
        words, word_starts = self._padded(side.words, side.word_starts)
        self.words = _Owners(side.idf[words], word_starts)
        self.word_types, self.word_locals = np.unique(words[self.words.groups.rows], return_inverse=True)

    def _padded(self, values: NDArray, starts: Ints) -> tuple[NDArray, Ints]:  # type: ignore[type-arg]
        """Return units of the view and where each sentence's begin; an empty sentence has one of value 0."""
        after = self._count - self._offset - (self._high - self._low)
        units = values[starts[self._low] : starts[self._high]]
        padded = np.concatenate([np.zeros(self._offset, units.dtype), units, np.zeros(after, units.dtype)])
        inner = starts[self._low : self._high] - starts[self._low] + self._offset
        tail = self._offset + len(units) + np.arange(after)
        return padded, np.concatenate([np.arange(self._offset), inner, tail]).astype(np.int64)

    def clause_vectors(self) -> Floats:
        """Return unit vectors of the view's clauses in turn, zero for empty sentences."""
        found = np.zeros((self.clauses.owners.shape[1], self.side.dim), np.float32)
        if self._high > self._low:
            inside = self.side.clause_vectors(self._low, self._high)
            found[self._offset : self._offset + len(inside)] = inside
        return found[self.clauses.groups.rows]


def _runs(values: Floats, longest: int, *, axis: int = 0, join: np.ufunc = np.add) -> list[Floats]:
    """Return sums (or another `join`) over runs of 1 … `longest`, where they begin; cut off at the end."""
    found = [values]
    before = [slice(None)] * axis
    for size in range(1, longest):
        total = found[-1].copy()
        start, rest = (*before, slice(None, -size)), (*before, slice(size, None))
        join(total[start], values[rest], out=total[start])
        found.append(total)
    return found


def _run_max(values: Floats, size: int) -> Floats:
    return _runs(values, size, join=np.maximum)[-1]


def _run_maxima(values: Floats, longest: int) -> Floats:
    return np.stack(_runs(values, longest, join=np.maximum))


def _within(values: Floats, before: int, after: int) -> Floats:
    """Return for each column the maximum over the `before` columns before it and `after` from it on."""
    n = values.shape[1]
    padded = np.zeros((len(values), n + before + after), values.dtype)
    padded[:, before : before + n] = values
    most = padded[:, :n].copy()
    for step in range(1, before + after):
        np.maximum(most, padded[:, step : step + n], out=most)
    return most


def _presence(*sides: list[frozenset[float]]) -> list[Floats]:
    """Return, for each side, `(sentences, numbers)`: 1 where a sentence names that number of either side."""
    known = {
        number: at
        for at, number in enumerate(dict.fromkeys(n for side in sides for one in side for n in one))
    }
    found = []
    for side in sides:
        named = np.zeros((len(side), max(1, len(known))), np.float32)
        for row, numbers in enumerate(side):
            for number in numbers:
                named[row, known[number]] = 1
        found.append(named)
    return found
