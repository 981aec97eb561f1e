"""The evidence for every bead that could be in one window of the text.

A window is a rectangle of nodes: beads that begin at source sentence `i` and target sentence `j`, with
`i` in one run of rows and `j` in one of columns. For each shape `a-b` the evidence is a matrix over the
window for each of `BEAD_FEATURES`; a null bead (one sentence that nothing stands against) has those of
`NULL_FEATURES`. What they mean is told in docs/alignment.md. All shapes of one `a` are made together: few
large operations on numpy's side run beside each other in two threads, many small ones do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from typing import TYPE_CHECKING

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from aigov_corpus.alignment.coverage import (
    BEFORE,
    COVERED,
    Owners,
    SrcCover,
    TgtCover,
    Units,
    runs_of,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aigov_corpus.alignment.dictionary import Glossary
    from aigov_corpus.alignment.side import Side

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

_SHAPE = (
    "bead", "extra", "shape_1_1", "shape_1_2", "shape_2_1", "shape_1_3", "shape_3_1", "many_to_many",
)  # fmt: skip
_RUNS_ALIKE = (  # vectors of the whole runs
    "cosine", "cosine_extra", "neighbours", "better_longer", "better_longer_sum", "better_shorter",
    "worse_shorter", "weakest_src", "weakest_tgt",
)  # fmt: skip
_LENGTHS = ("length_sq", "length_abs", "length_merged")
_NUMBERS = ("numbers_src", "numbers_tgt")
_MARKS = ("asks", "exclaims", "opens", "closes")
BEAD_FEATURES = (
    *_SHAPE,
    *_RUNS_ALIKE,
    *_LENGTHS,
    *(f"{name}_src" for name in COVERED),
    *(f"{name}_tgt" for name in COVERED),
    *_NUMBERS,
    *_MARKS,
)
NULL_FEATURES = (
    "null", "null_length", "null_cosine_wide", "null_cosine", "null_clauses", "null_clause_min",
    "null_clauses_farther", "null_words", "null_glosses",
)  # fmt: skip
CONTINUED = "null_continued"
"""The weight that a null bead earns for following one of its own side."""
RATE = "null_rate"
"""The weight of the log of the text's own share of null beads, over the usual one."""
USUAL_RATE = 0.03

# Where the features of each group end.
_PARTS = np.cumsum(
    [len(_SHAPE), len(_RUNS_ALIKE), len(_LENGTHS), len(COVERED), len(COVERED), len(_NUMBERS)]
)

_AFTER = 6
"""How far behind a node the features look; `BEFORE` is how far before."""


def shapes(max_align: int) -> list[tuple[int, int]]:
    """Return the shapes of beads with both sides, of `max_align` sentences in all at the most."""
    return [(a, b) for a in range(1, max_align) for b in range(1, max_align) if a + b <= max_align]


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
        self._units = {
            "clauses": self._clauses(),
            "words": self._words(),
            "glosses": self._glosses(),
        }
        self._numbers = _presence(self._src.numbers, self._tgt.numbers)
        self._named = [runs_of(one, self._longest, join=np.maximum) for one in self._numbers]
        self._marked = [
            runs_of(view.marks, self._longest, join=np.maximum) for view in (self._src, self._tgt)
        ]
        self._chars = [runs_of(view.chars, self._longest) for view in (self._src, self._tgt)]

    def _cosine(self) -> None:
        """Cosines of runs: `[a][:, b - 1]` over both views, up to one sentence more in all than a bead has.

        A run longer than any bead's is like nothing.
        """
        src = self._src.side.runs(self._src.start, self._src.stop, self._longest)
        tgt = self._tgt.side.runs(self._tgt.start, self._tgt.stop, self._longest)
        n, m = src.shape[1], tgt.shape[1]
        self._cos: dict[int, Floats] = {}
        for a in range(1, self.max_align + 1):
            sizes = self.max_align + 1 - a
            found = self._cos[a] = np.full((n, sizes, m), -4, np.float32)
            if a <= self._longest:
                known = tgt[:sizes].reshape(-1, tgt.shape[2])
                np.matmul(src[a - 1], known.T, out=found.reshape(n, -1)[:, : len(known)])

    def _clauses(self) -> tuple[Units, Units]:
        src, tgt = self._src, self._tgt
        similar = src.clause_vectors() @ tgt.clause_vectors().T
        by_tgt = tgt.clauses.groups.join(similar.T)
        by_src = src.clauses.groups.join(similar)
        return src.clauses.matched(by_tgt.T), tgt.clauses.matched(by_src.T)

    def _word_units(self, similar: Floats) -> tuple[Units, Units]:
        """Return units of words from the similarity of the views' word types."""
        src, tgt = self._src, self._tgt
        by_tgt = tgt.words.groups.join(np.ascontiguousarray(similar.T)[tgt.word_locals])
        by_src = src.words.groups.join(similar[src.word_locals])
        return src.words.matched(by_tgt.T[src.word_locals]), tgt.words.matched(
            by_src.T[tgt.word_locals]
        )

    def _words(self) -> tuple[Units, Units]:
        src, tgt = self._src, self._tgt
        return self._word_units(
            src.side.word_vectors[src.word_types] @ tgt.side.word_vectors[tgt.word_types].T
        )

    def _glosses(self) -> tuple[Units, Units]:
        """Words whose dictionary gloss, or own form, stands on the other side."""
        return self._word_units(self._glossary.between(self._src.word_types, self._tgt.word_types))

    def beads(self) -> Iterator[tuple[int, Floats]]:
        """Yield for a = 1 … the evidence for all shapes `a-b`: `(features, rows, b, columns)`.

        Features are in the order of `BEAD_FEATURES`, b = 1 … `max_align` - a. The next takes its place.
        """
        kinds = self._units.values()
        src = SrcCover([one for one, _ in kinds], self.shape, self._longest)
        tgt = TgtCover([other for _, other in kinds], self.shape, self._longest)
        rows, columns = self.shape
        room = np.empty(len(BEAD_FEATURES) * rows * self._longest * columns, np.float32)
        for a in range(1, self.max_align):
            shape = (len(BEAD_FEATURES), rows, self.max_align - a, columns)
            found = room[: prod(shape)].reshape(shape)
            parts = np.split(found, _PARTS)
            self._shape(a, parts[0])
            self._runs_alike(a, parts[1])
            self._lengths(a, parts[2])
            src.write(a, parts[3])
            tgt.write(a, parts[4])
            self._missing_numbers(a, parts[5])
            self._differing_marks(a, parts[6])
            yield a, found

    def _at(self, matrices: Floats, di: int = 0, dj: int = 0) -> Floats:
        """Return a view's matrices over the window's nodes, moved by `di` rows and `dj` columns."""
        top, left = BEFORE + di, BEFORE + dj
        return matrices[top : top + self.shape[0], ..., left : left + self.shape[1]]

    def _shape(self, a: int, out: Floats) -> None:
        b = np.arange(1, out.shape[2] + 1)
        out[:] = np.array(
            [
                np.ones_like(b),
                a + b - 2,
                *(
                    (a == one) * (b == other)
                    for one, other in ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1))
                ),
                np.minimum(a, b) - 1,
            ]
        )[:, None, :, None]

    def _runs_alike(self, a: int, out: Floats) -> None:
        """Compare a bead with its neighbours, with longer and shorter beads, and with its sentences."""
        at, count = self._at, out.shape[2]
        singles, these, longer = self._cos[1][:, :count], self._cos[a], self._cos[a + 1]
        cos, extra, beside, most, total, better, worse, weakest_src, weakest_tgt = out
        cos[:] = at(these[:, :count])
        np.multiply(cos, np.arange(a - 1, a - 1 + count, dtype=np.float32)[:, None], out=extra)
        # the run of a with the single sentence 0, 1 … after the node's
        far = sliding_window_view(these[:, 0], self.shape[1], axis=1)
        single = far[BEFORE : BEFORE + self.shape[0], BEFORE : BEFORE + count + 1]
        np.add(at(singles, -1), at(singles, a), out=beside)
        beside += at(these[:, :1], 0, -1)
        beside += single[:, 1:]
        beside /= 4
        gains = np.stack([at(longer, -1), at(longer), at(these[:, 1:], 0, -1), at(these[:, 1:])])
        gains -= cos
        np.maximum(gains, 0, out=gains)
        np.maximum.reduce(gains, out=most)
        np.add.reduce(gains, out=total)
        shorter = np.full_like(cos, -4)
        if a > 1:
            fewer = self._cos[a - 1][:, :count]
            np.maximum(at(fewer), at(fewer, 1), out=shorter)
        fewer = these[:, : count - 1]
        np.maximum(shorter[:, 1:], np.maximum(at(fewer), at(fewer, 0, 1)), out=shorter[:, 1:])
        shorter -= cos
        if a == 1:
            shorter[:, 0] = 0
        np.maximum(shorter, 0, out=better)
        np.minimum(shorter, 0, out=worse)
        np.minimum.reduce([at(singles, d) for d in range(a)], out=weakest_src)
        weakest_src -= cos
        np.minimum.accumulate(single[:, :-1], axis=1, out=weakest_tgt)
        weakest_tgt -= cos

    def _lengths(self, a: int, out: Floats) -> None:
        """Log-normal length: z of the ratio of characters; its spread shrinks with the length."""
        half = np.float32(np.exp(self._ratio / 2))
        src = self._chars[0][a - 1][BEFORE : BEFORE + self.shape[0]] * half
        tgt = self._chars[1][: out.shape[2]][:, BEFORE : BEFORE + self.shape[1]] / half
        src, tgt = np.maximum(src, 1e-3)[:, None, None], np.maximum(tgt, 1e-3)
        squared, size, merged = out
        np.add(src, tgt, out=merged)
        spread = np.sqrt(0.04 + 6 / merged)
        np.subtract(np.log(tgt), np.log(src), out=merged)
        merged /= spread
        np.clip(merged, -5, 5, out=merged)
        np.multiply(merged, merged, out=squared)
        np.abs(merged, out=size)
        merged[:] = size
        if a == 1:
            merged[:, 0] = 0

    def _missing_numbers(self, a: int, out: Floats) -> None:
        """Count the numbers of each side that the other does not name, three at the most."""
        src = self._named[0][a - 1][BEFORE : BEFORE + self.shape[0]]
        tgt = self._named[1][: out.shape[2]][:, BEFORE : BEFORE + self.shape[1]]
        shared = (src @ tgt.reshape(-1, tgt.shape[2]).T).reshape(out.shape[1:])
        np.subtract(src.sum(axis=1)[:, None, None], shared, out=out[0])
        np.subtract(tgt.sum(axis=2), shared, out=out[1])
        np.minimum(out, 3, out=out)

    def _differing_marks(self, a: int, out: Floats) -> None:
        src = self._marked[0][a - 1][BEFORE : BEFORE + self.shape[0]]
        tgt = self._marked[1][: out.shape[2]][:, BEFORE : BEFORE + self.shape[1]]
        np.not_equal(src.T[:, :, None, None], np.moveaxis(tgt, 2, 0)[:, None], out=out)

    def nulls(self) -> tuple[list[Floats], list[Floats]]:
        """Return the features of a source null and a target null at each node (see `NULL_FEATURES`)."""
        return self._null(0), self._null(1)

    def _null(self, side: int) -> list[Floats]:
        view = (self._src, self._tgt)[side]
        clauses, words, glossed = (pair[side] for pair in self._units.values())
        cosine = self._cos[1][:, 0].T if side else self._cos[1][:, 0]
        half = np.float32(np.exp((-self._ratio if side else self._ratio) / 2))
        length = np.log(np.maximum(view.chars, 1) * half)

        def near(units: Units, before: int, after: int, smooth: float) -> Floats:
            """How well a sentence's units are covered by the sentences around the node."""
            share: Floats = (
                units.sum(_within(units.best, before, after)) / (units.totals + smooth)[:, None]
            )
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


class _View:
    """The sentences of one side that a window looks at: its own, and some before and after.

    Sentences outside the text are there too, and are empty: the view's arrays have a row for each.
    """

    def __init__(self, side: Side, span: tuple[int, int], longest: int) -> None:
        self.side = side
        self.start, self.stop = span[0] - BEFORE, span[1] + longest + _AFTER
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
        self.clauses = Owners(*self._padded(side.clause_chars, side.clause_starts))
        words, word_starts = self._padded(side.words, side.word_starts)
        self.words = Owners(side.idf[words], word_starts)
        self.word_types, self.word_locals = np.unique(
            words[self.words.groups.rows], return_inverse=True
        )

    def _padded(self, values: NDArray, starts: Ints) -> tuple[NDArray, Ints]:  # type: ignore[type-arg]
        """Return units of the view and where each sentence's begin; an empty sentence has one of value 0."""
        after = self._count - self._offset - (self._high - self._low)
        units = values[starts[self._low] : starts[self._high]]
        padded = np.concatenate(
            [np.zeros(self._offset, units.dtype), units, np.zeros(after, units.dtype)]
        )
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
