"""The evidence for every bead that could be in one window of the text.

A window is a rectangle of nodes: beads that begin at source sentence `i` and target sentence `j`, with
`i` in one run of rows and `j` in one of columns. For each shape `a-b` the evidence is a list of matrices
over the window, one for each feature, in the order of `BEAD_FEATURES`; a null bead (one sentence that
nothing stands against) has those of `NULL_FEATURES`. What they mean is told in docs/alignment.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aigov_corpus.align.dictionary import glosses
from aigov_corpus.align.text import stem

if TYPE_CHECKING:
    from numpy.typing import NDArray

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
    "clauses_outside_tgt", "clauses_weakest_src", "clauses_weakest_tgt", "clauses_end_src", "clauses_end_tgt",
    # words by their vectors
    "words_src", "words_tgt", "words_outside_src", "words_outside_tgt", "words_weakest_src",
    "words_weakest_tgt", "words_end_src", "words_end_tgt",
    # words by the dictionary
    "glosses_src", "glosses_tgt", "glosses_weakest_src", "glosses_weakest_tgt", "glosses_end_src",
    "glosses_end_tgt",
    # numbers and marks
    "numbers_src", "numbers_tgt", "asks", "exclaims", "quotes",
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


@dataclass(frozen=True, slots=True)
class _Units:
    """Clauses or words of a view: how each sentence of one side is covered by sentences of the other.

    Attributes:
        best: `(units, sentences of the other side)`, the best counterpart of each unit in each sentence.
        owners: `(sentences, units)`, the weight of each unit in the row of its sentence, else 0.
        starts: `(sentences,)`, where each sentence's units begin.
        totals: `(sentences,)`, the weight of each sentence's units.
    """

    best: Floats
    owners: Floats
    starts: Ints
    totals: Floats

    def covered(self, longest: int) -> Iterator[Floats]:
        """Yield, for runs of 1 … `longest`, sums of weight times best counterpart, sentence by sentence."""
        return map(self.sum, _running(self.best, longest))

    def outside(self, longest: int) -> Iterator[Floats]:
        """Yield how much better the neighbours just outside a run cover the units, where they do."""
        before = np.zeros_like(self.best)
        before[:, 1:] = self.best[:, :-1]
        for size, inside in enumerate(_running(self.best, longest), start=1):
            beside = before.copy()
            np.maximum(before[:, :-size], self.best[:, size:], out=beside[:, :-size])
            beside -= inside
            yield self.sum(np.maximum(beside, 0, out=beside))

    def weakest(self, longest: int) -> Iterator[Floats]:
        """Yield the counterpart of the worst covered unit of each sentence."""
        return (np.minimum.reduceat(best, self.starts, axis=0) for best in _running(self.best, longest))

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
        rows: first and last (exclusive) source sentence that a bead may begin at.
        columns: the same of the target.
        ratio: log of target characters to source characters in the whole text.
        max_align: the largest bead, in sentences of both sides.
    """

    def __init__(
        self,
        src: Side,
        tgt: Side,
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
        self._src = _View(src, rows, self._longest)
        self._tgt = _View(tgt, columns, self._longest)
        self._shapes = shapes(max_align)
        self._cosine()
        self._units = {"clauses": self._clauses(), "words": self._words(), "glosses": self._glosses()}
        self._numbers = _presence(self._src.numbers, self._tgt.numbers)
        self._chars = [_runs(view.chars, self._longest) for view in (self._src, self._tgt)]

    def _cosine(self) -> None:
        """Cosines of the runs of both sides, up to one sentence more in all than a bead may have."""
        src = self._src.side.runs(self._src.start, self._src.stop, self._longest)
        tgt = self._tgt.side.runs(self._tgt.start, self._tgt.stop, self._longest)
        m = tgt.shape[1]
        self._cos: dict[tuple[int, int], Floats] = {}
        for a, runs in enumerate(src, start=1):
            sizes = min(self._longest, self.max_align + 1 - a)
            product = runs @ tgt[:sizes].reshape(sizes * m, -1).T
            self._cos |= {(a, b): product[:, (b - 1) * m : b * m] for b in range(1, sizes + 1)}

    def _clauses(self) -> tuple[_Units, _Units]:
        src, tgt = self._src, self._tgt
        similar = src.clause_vectors() @ tgt.clause_vectors().T
        by_tgt = np.maximum.reduceat(similar, tgt.clauses.starts, axis=1)
        by_src = np.maximum.reduceat(similar, src.clauses.starts, axis=0)
        return src.clauses.matched(by_tgt), tgt.clauses.matched(by_src.T)

    def _word_units(self, similar: Floats) -> tuple[_Units, _Units]:
        """Return units of words from the similarity of the views' word types."""
        src, tgt = self._src, self._tgt
        by_tgt = np.maximum.reduceat(similar[:, tgt.word_locals], tgt.words.starts, axis=1)
        by_src = np.maximum.reduceat(similar[src.word_locals], src.words.starts, axis=0)
        return src.words.matched(by_tgt[src.word_locals]), tgt.words.matched(by_src.T[tgt.word_locals])

    def _words(self) -> tuple[_Units, _Units]:
        src, tgt = self._src, self._tgt
        return self._word_units(
            src.side.word_vectors[src.word_types] @ tgt.side.word_vectors[tgt.word_types].T
        )

    def _glosses(self) -> tuple[_Units, _Units]:
        """Words whose dictionary gloss, or own form, stands on the other side."""
        src, tgt = self._src, self._tgt
        chinese, english, turned = src, tgt, False
        if tgt.side.lang == "zh" and src.side.lang != "zh":
            chinese, english, turned = tgt, src, True
        stems: dict[str, list[int]] = {}
        for local, number in enumerate(english.word_types):
            if number:
                stems.setdefault(stem(english.side.types[number]), []).append(local)
        found = np.zeros((len(chinese.word_types), len(english.word_types)), np.float32)
        names = [chinese.side.types[number] for number in chinese.word_types]
        if chinese.side.lang == "zh":
            glossed = glosses(names)
        else:
            glossed = {name: frozenset({stem(name)}) for name in names}
        for local, name in enumerate(names):
            for one in glossed[name] if name else ():
                found[local, stems.get(one, [])] = 1
        return self._word_units(found.T if turned else found)

    def beads(self) -> Iterator[tuple[int, tuple[int, int], list[Floats]]]:
        """Yield for each shape its number, itself, and one matrix a feature (see `BEAD_FEATURES`).

        Where a feature is the same at every node of the window it is a matrix `(1, 1)`.
        """
        rows, columns = self.shape
        covers = [
            (
                kind,
                _Cover(src, (rows, columns), self._longest, kind),
                _Cover(tgt, (columns, rows), self._longest, kind),
            )
            for kind, (src, tgt) in self._units.items()
        ]
        for number, (a, b) in enumerate(self._shapes):
            yield number, (a, b), self._bead(a, b, covers)

    def _at(self, matrix: Floats, di: int = 0, dj: int = 0) -> Floats:
        """Return the part of a view's matrix over the window's nodes, moved by `di` rows and `dj` columns."""
        top, left = _BEFORE + di, _BEFORE + dj
        return matrix[top : top + self.shape[0], left : left + self.shape[1]]

    def _bead(self, a: int, b: int, covers: list[tuple[str, _Cover, _Cover]]) -> list[Floats]:
        cos = self._at(self._cos[a, b])
        found: list[Floats] = [_same(1), _same(a + b - 2)]
        found += [_same((a, b) == shape) for shape in ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1))]
        found += [_same(min(a, b) - 1), cos, cos * np.float32(a + b - 2)]
        found += self._around(a, b, cos)
        found += self._lengths(a, b)
        for kind, src, tgt in covers:
            whole_src, whole_tgt = src.share(a, b), tgt.share(b, a)
            found += [whole_src, whole_tgt.T]
            if kind == "clauses":
                found += [src.minimum(a, b), tgt.minimum(b, a).T]
            if kind != "glosses":
                found += [src.outside(a, b), tgt.outside(b, a).T]
            found.append(src.weakest(a, b) - whole_src if a > 1 else _same(0))
            found.append((tgt.weakest(b, a) - whole_tgt).T if b > 1 else _same(0))
            found.append(src.end(a, b) if b > 1 else _same(0))
            found.append(tgt.end(b, a).T if a > 1 else _same(0))
        found += self._missing_numbers(a, b)
        src_marks, tgt_marks = _run_max(self._src.marks, a), _run_max(self._tgt.marks, b)
        for mark in range(src_marks.shape[1]):
            found.append(self._at(np.abs(src_marks[:, mark, None] - tgt_marks[None, :, mark])))
        return found

    def _around(self, a: int, b: int, cos: Floats) -> list[Floats]:
        """Compare a bead with its neighbours, with longer and shorter beads, and with its sentences."""
        at, cosine = self._at, self._cos
        beside: Floats = (
            at(cosine[1, b], -1, 0)
            + at(cosine[1, b], a, 0)
            + at(cosine[a, 1], 0, -1)
            + at(cosine[a, 1], 0, b)
        ) / np.float32(4)
        longer, shorter = [], []
        if a < self._longest:
            longer += [at(cosine[a + 1, b], -1, 0), at(cosine[a + 1, b])]
        if b < self._longest:
            longer += [at(cosine[a, b + 1], 0, -1), at(cosine[a, b + 1])]
        if a > 1:
            shorter += [at(cosine[a - 1, b]), at(cosine[a - 1, b], 1, 0)]
        if b > 1:
            shorter += [at(cosine[a, b - 1]), at(cosine[a, b - 1], 0, 1)]
        gains = [np.maximum(other - cos, 0) for other in longer]
        best = np.maximum.reduce([other - cos for other in shorter]) if shorter else _same(0)
        return [
            beside,
            np.maximum.reduce(gains) if gains else _same(0),
            np.add.reduce(gains) if gains else _same(0),
            np.maximum(best, 0),
            np.minimum(best, 0),
            np.minimum.reduce([at(cosine[1, b], d, 0) for d in range(a)]) - cos if a > 1 else _same(0),
            np.minimum.reduce([at(cosine[a, 1], 0, d) for d in range(b)]) - cos if b > 1 else _same(0),
        ]

    def _lengths(self, a: int, b: int) -> list[Floats]:
        """Log-normal length: z of the ratio of characters; its spread shrinks with the length."""
        half = np.float32(np.exp(self._ratio / 2))
        src = self._chars[0][a - 1][_BEFORE : _BEFORE + self.shape[0]] * half
        tgt = self._chars[1][b - 1][_BEFORE : _BEFORE + self.shape[1]] / half
        src, tgt = np.maximum(src, 1e-3)[:, None], np.maximum(tgt, 1e-3)[None, :]
        spread = np.sqrt(0.04 + 6 / (src + tgt))
        z = np.clip(np.log(tgt / src) / spread, -5, 5).astype(np.float32)
        size = np.abs(z)
        return [z * z, size, size if a + b > 2 else _same(0)]

    def _missing_numbers(self, a: int, b: int) -> list[Floats]:
        """Count the numbers of each side that the other does not name, three at the most."""
        src, tgt = (_run_max(side, size) for side, size in zip(self._numbers, (a, b), strict=True))
        shared = src @ tgt.T
        return [
            self._at(np.minimum(src.sum(axis=1)[:, None] - shared, 3)),
            self._at(np.minimum(tgt.sum(axis=1)[None, :] - shared, 3)),
        ]

    def nulls(self) -> tuple[list[Floats], list[Floats]]:
        """Return the features of a source null and a target null at each node (see `NULL_FEATURES`)."""
        return self._null(0), self._null(1)

    def _null(self, side: int) -> list[Floats]:
        view = (self._src, self._tgt)[side]
        clauses, words, glossed = (pair[side] for pair in self._units.values())
        cosine = self._cos[1, 1].T if side else self._cos[1, 1]
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
            np.minimum.reduceat(_within(clauses.best, 2, 2), clauses.starts, axis=0),
            near(clauses, 6, 6, 1e-6) - clauses_near,
            near(words, 2, 2, 1),
            near(glossed, 2, 2, 1),
        ]
        return [self._at(one.T if side else one) for one in found]


class _Cover:
    """Coverage of runs of one side by runs of the other, from the coverage of its single sentences.

    Args:
        units: the units of the sentences, matched.
        shape: the nodes of the window, on this side and on the other.
        longest: the longest run.
        kind: clauses, words or glosses: which questions will be asked.
    """

    def __init__(self, units: _Units, shape: tuple[int, int], longest: int, kind: str) -> None:
        self._rows, self._columns = shape
        rows, columns = (slice(_BEFORE, _BEFORE + size + longest) for size in shape)
        self._smooth = np.float32(1e-6 if kind == "clauses" else 1)
        self._single = [one[rows, columns] for one in units.covered(longest)]
        self._covered = _all_runs(self._single)
        self._sizes = [
            total[: self._rows, None] + self._smooth for total in _runs(units.totals[rows], longest)
        ]
        self._alone = units.totals[rows, None] + self._smooth
        if kind != "glosses":
            self._outside = _all_runs([one[rows, columns] for one in units.outside(longest)])
        if kind == "clauses":
            self._minimum = [one[rows, columns] for one in units.weakest(longest)]

    def share(self, a: int, b: int) -> Floats:
        """Return the weighted mean counterpart of the units of `a` sentences in `b` sentences."""
        share: Floats = self._covered[a, b][: self._rows, : self._columns] / self._sizes[a - 1]
        return share

    def outside(self, a: int, b: int) -> Floats:
        """Return what the neighbours of the `b` sentences would add."""
        share: Floats = self._outside[a, b][: self._rows, : self._columns] / self._sizes[a - 1]
        return share

    def minimum(self, a: int, b: int) -> Floats:
        """Return the counterpart of the worst covered unit."""
        return _run_min(self._minimum[b - 1], a)[: self._rows, : self._columns]

    def weakest(self, a: int, b: int) -> Floats:
        """Return the coverage of the worst covered sentence."""
        return _run_min(self._single[b - 1] / self._alone, a)[: self._rows, : self._columns]

    def end(self, a: int, b: int) -> Floats:
        """Return what is lost without the first or the last of the `b` sentences, whichever costs less."""
        shorter = self._covered[a, b - 1][: self._rows]
        kept = np.maximum(shorter[:, : self._columns], shorter[:, 1 : self._columns + 1])
        lost: Floats = (self._covered[a, b][: self._rows, : self._columns] - kept) / self._sizes[a - 1]
        return lost


class _Owners:
    """Which units are whose, and what they weigh; see `_Units`."""

    def __init__(self, weights: Floats, starts: Ints) -> None:
        count = len(weights)
        owner = np.repeat(np.arange(len(starts)), np.diff(starts, append=count))
        self.owners = np.zeros((len(starts), count), np.float32)
        self.owners[owner, np.arange(count)] = weights
        self.starts = starts
        self.totals = self.owners.sum(axis=1)

    def matched(self, best: Floats) -> _Units:
        """Return these units with their best counterparts."""
        return _Units(np.ascontiguousarray(best), self.owners, self.starts, self.totals)


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
        self.word_types, self.word_locals = np.unique(words, return_inverse=True)

    def _padded(self, values: NDArray, starts: Ints) -> tuple[NDArray, Ints]:  # type: ignore[type-arg]
        """Return units of the view and where each sentence's begin; an empty sentence has one of value 0."""
        after = self._count - self._offset - (self._high - self._low)
        units = values[starts[self._low] : starts[self._high]]
        padded = np.concatenate([np.zeros(self._offset, units.dtype), units, np.zeros(after, units.dtype)])
        inner = starts[self._low : self._high] - starts[self._low] + self._offset
        tail = self._offset + len(units) + np.arange(after)
        return padded, np.concatenate([np.arange(self._offset), inner, tail]).astype(np.int64)

    def clause_vectors(self) -> Floats:
        """Return unit vectors of the view's clauses, zero for empty sentences."""
        found = np.zeros((self.clauses.owners.shape[1], self.side.clause_sums.shape[1]), np.float32)
        if self._high > self._low:
            inside = self.side.clause_vectors(self._low, self._high)
            found[self._offset : self._offset + len(inside)] = inside
        return found


def _same(value: float) -> Floats:
    return np.full((1, 1), value, np.float32)


def _runs(values: Floats, longest: int) -> list[Floats]:
    """Return sums over runs of 1 … `longest` rows, each at the row it begins at; cut off at the end."""
    found = [values]
    for size in range(1, longest):
        total = found[-1].copy()
        total[:-size] += values[size:]
        found.append(total)
    return found


def _all_runs(single: list[Floats]) -> dict[tuple[int, int], Floats]:
    """Return `[a, b]`, sums over `a` rows of `single[b - 1]`, for a + b up to one more than `single` has."""
    found = {}
    for b, one in enumerate(single, start=1):
        for a, total in enumerate(_runs(one, len(single) + 1 - b), start=1):
            found[a, b] = total
    return found


def _run_min(values: Floats, size: int) -> Floats:
    least = values.copy()
    for step in range(1, size):
        least[:-step] = np.minimum(least[:-step], values[step:])
    return least


def _run_max(values: Floats, size: int) -> Floats:
    most = values.copy()
    for step in range(1, size):
        most[:-step] = np.maximum(most[:-step], values[step:])
    return most


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
