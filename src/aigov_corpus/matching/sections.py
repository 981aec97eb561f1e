"""Which sections of two language versions belong together, by order and content.

Each side is a list of runs: stretches of segments in one section. A sentence votes for the run of the
other side that holds its translation, as far as the encoder tells it from the rest of that text. A path
leads through both lists: two runs stand against each other, a further run joins them (one side has more
levels than the other), or a run has no counterpart. The sum over all paths, weighted by votes and by
equal numbers, gives each cut between sections its probability; only cuts that are nearly certain are
kept, because a wrong fence tears sentences from their translations and a missing one costs little.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from aigov_corpus.matching.likeness import Likeness, compare

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aigov_corpus.protocols import Encoder
    from aigov_corpus.records import Segmented

    Floats = NDArray[np.float32]
    Doubles = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

TOC = "toc"
_LARGEST = 4_000_000  # pairs of runs (0.7 GB); of longer texts the deepest levels are not matched
SURE = 0.9
"""Probability from which a cut is made."""

# In nats. What a sentence tells when it has a counterpart in the run across; when it has none, that is
# told by this part of the logarithm of how seldom that happens in these texts.
_FOUND, _NOT_FOUND = 1.5, 0.3
_MOST_FOUND = 0.95
_JOIN, _JOIN_DEEPER = (
    3.0,
    2.5,
)  # a further run in the same region; one of a deeper level than the last
_JOIN_AGAIN = 0.8  # given back where one side is evidently divided less
_ALONE = 2.0  # a run without counterpart …
_UNKNOWN_NUMBER = 1.5  # … is likelier where the other side does not have its number at all
_SAME_NUMBER, _OTHER_NUMBER, _SAME_VALUE = 1.5, -3.0, 0.5
_FORBIDDEN = 20.0
# Of the votes together, what cuts by numbers must hold, or they are not believed: of what cuts by content
# alone hold; and at any rate where most sentences of a side have a clear counterpart.
_KEPT, _KEPT_CLEAR, _CLEAR = 0.8, 0.3, 0.5
_MOST_VOTES = 0.5  # a share of a run's votes that no other run can have too
_TRUSTED = 2  # right numbers that are taken for granted before any is seen

_LABEL = re.compile(r"([a-z]*)(\d+)(.*)")


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of both texts that belongs together: segments `zh` and `en`, each `(start, end)`."""

    zh: tuple[int, int]
    en: tuple[int, int]

    @property
    def one_sided(self) -> bool:
        """Whether a side has nothing here."""
        return self.zh[0] == self.zh[1] or self.en[0] == self.en[1]


@dataclass(frozen=True, slots=True)
class Run:
    """Segments `start` … `end` (exclusive) of one section."""

    path: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Votes:
    """Where the translations of one text's sentences seem to stand in the other.

    Attributes:
        cells: `(sentences, runs of the other side)`, probability that the translation begins there; the
            rest to 1 is that it stands nowhere.
        sizes: `(runs,)`, the weight of each run's sentences.
        totals: `(runs, runs of the other side)`, their weighted votes.
    """

    cells: Floats
    sizes: Doubles
    totals: Doubles


def runs(side: Segmented, *, levels: int | None = None) -> list[Run]:
    """Return the stretches of segments that share a section (of so many levels), in the order of the text."""
    found = []
    start = 0
    for path, group in groupby(
        side.segments, key=lambda one: "/".join(one.section.split("/")[:levels])
    ):
        end = start + sum(1 for _ in group)
        found.append(Run(path, start, end))
        start = end
    return found


def match_sections(
    zh: Segmented, en: Segmented, *, encoder: Encoder, likeness: Likeness | None = None
) -> list[Region]:
    """Return the regions of two texts that belong together; they cover both in order.

    A section that the other side lacks is a region with one side empty. Sections whose limits are unsure
    share a region.

    Args:
        zh: one side, of any language; its sections stand first where both have some alone.
        en: the other side.
        encoder: for the sentences of both; with one that knows no language, numbers alone decide.
        likeness: what `compare` found of the two, if the caller has it.
    """
    for levels in (None, 3, 2, 1):
        ours, theirs = runs(zh, levels=levels), runs(en, levels=levels)
        if 0 < len(ours) * len(theirs) <= _LARGEST:
            break
    else:
        return [Region((0, len(zh.segments)), (0, len(en.segments)))]
    found = likeness or compare(zh, en, encoder=encoder)
    odds = found.odds()
    votes = (
        _votes(odds, _Side(zh, ours, found.zh), _Side(en, theirs, found.en)),
        _votes(odds.T, _Side(en, theirs, found.en), _Side(zh, ours, found.zh)),
    )
    nodes = _cuts(ours, theirs, votes, alone=_ALONE * found.most)
    at_zh = [0, *(run.end for run in ours)]
    at_en = [0, *(run.end for run in theirs)]
    return [
        Region((at_zh[i], at_zh[i_next]), (at_en[j], at_en[j_next]))
        for (i, j), (i_next, j_next) in pairwise(nodes)
    ]


def section_tags(
    zh: Segmented, en: Segmented, regions: Iterable[Region]
) -> tuple[list[str], list[str]]:
    """Return the section that each segment is filed under, the same for what belongs together.

    That is the path on the Chinese side; the English one where it is finer (`3/1` in `3`), where the
    Chinese is not divided at all, and where there is no Chinese. An English section without Chinese whose
    path means another section in Chinese is marked: `en:3`.
    """
    paths = {segment.section for segment in zh.segments}
    tags_zh = [segment.section for segment in zh.segments]
    tags_en = []
    for region in regions:
        at = region.zh[0]
        for number in range(*region.en):
            own = en.segments[number].section
            if region.one_sided:
                taken = own in paths - {"0", TOC}
                tags_en.append(f"{en.document.lang}:{own}" if taken else own)
                continue
            # the Chinese section that stands here: the next of the region with the same path, else the last
            there = next((n for n in range(at, region.zh[1]) if tags_zh[n] == own), at)
            at, section = there, tags_zh[there]
            finer = own.startswith(f"{section}/") or len(paths) == 1
            tags_en.append(own if finer else section)
    return tags_zh, tags_en


class _Side:
    """The runs of one text in units of a `Likeness`."""

    def __init__(self, text: Segmented, own: Sequence[Run], units: Ints) -> None:
        import numpy as np

        self.starts = np.searchsorted(units[:-1], [run.start for run in own])
        self.listed = _listed(own)
        self.units = len(units) - 1
        self.chars = np.add.reduceat([len(segment.text) for segment in text.segments], units[:-1])


def _votes(odds: Floats, own: _Side, other: _Side) -> Votes:
    """Share out each unit over the runs of the other side."""
    import numpy as np

    best = np.maximum.reduceat(odds, other.starts, axis=1)
    cells: Floats = best / (1 + best.sum(axis=1, keepdims=True))
    weight = np.clip(np.sqrt(own.chars / max(own.chars.mean(), 1)), 0.4, 1.6)
    # A table of contents has the headings of the whole text; it belongs to another one or to nothing.
    from_toc = np.repeat(own.listed, np.diff([*own.starts, own.units]))
    cells[from_toc[:, None] != other.listed] = 0
    # a short sentence counts less
    sizes, totals = (
        np.add.reduceat(one, own.starts, axis=0) for one in (weight, cells * weight[:, None])
    )
    return Votes(cells, sizes, totals)


def _cuts(
    ours: Sequence[Run], theirs: Sequence[Run], votes: tuple[Votes, Votes], *, alone: float
) -> list[tuple[int, int]]:
    """Return the nodes (runs of both sides before a cut) that nearly all paths go through.

    Numbers count as far as they are right where the content alone is sure: a text whose numbers moved
    when a section was put in is matched by its content.
    """
    import numpy as np

    cells, sizes = _cells(votes)
    same, other, value = _numbers(ours, theirs)
    unknown = [~(same | value).any(axis=side) for side in (1, 0)]

    def nodes(trust: float) -> Doubles:
        number = trust * (_SAME_NUMBER * same + _OTHER_NUMBER * other + _SAME_VALUE * value)
        number[_listed(ours)[:, None] != _listed(theirs)] = -_FORBIDDEN
        return _Lattice(
            opened=cells + number - sizes[0][:, None] - sizes[1][None, :],
            joined=(
                cells + _joining(ours)[:, None] - sizes[0][:, None],
                cells + _joining(theirs) - sizes[1],
            ),
            alone=(
                np.where(unknown[0], trust * _UNKNOWN_NUMBER, 0.0) - alone,
                np.where(unknown[1], trust * _UNKNOWN_NUMBER, 0.0) - alone,
            ),
            again=_JOIN_AGAIN,
        ).nodes()

    by_content = _certain(nodes(0.0))
    single = [a for a, b in pairwise(by_content) if (b[0] - a[0], b[1] - a[1]) == (1, 1)]
    right = sum(bool(same[at]) for at in single) + _TRUSTED
    wrong = sum(bool(other[at]) for at in single)
    found = _certain(nodes(max(0.0, (right - wrong) / (right + wrong))))
    held, most = _held(found, cells), _held(by_content, cells)
    clear = max(vote.cells.max(axis=1).mean() for vote in votes) > _CLEAR
    if held < max(_KEPT * most, _KEPT_CLEAR if clear else -math.inf):
        return by_content
    return _sparing(found, votes)


def _sparing(nodes: Sequence[tuple[int, int]], votes: tuple[Votes, Votes]) -> list[tuple[int, int]]:
    """Leave out cuts that part two runs of which either has most of its votes for the other.

    Such cuts come from numbers where a text is too short to show that they are wrong.
    """
    import numpy as np

    ours, theirs = (vote.totals / vote.sizes[:, None] for vote in votes)
    a, b = np.nonzero((ours > _MOST_VOTES) & (theirs.T > _MOST_VOTES))
    return [(i, j) for i, j in nodes if not ((a < i) != (b < j)).any()]


def _held(nodes: Sequence[tuple[int, int]], cells: Doubles) -> float:
    """Return how far regions keep votes together: 1 if all lie within them, 0 if no more than by chance."""
    regions = [cells[i:i_next, j:j_next] for (i, j), (i_next, j_next) in pairwise(nodes)]
    chance = sum(region.size for region in regions) / cells.size
    if chance >= 1:
        return 0.0
    return float(
        (sum(region.sum() for region in regions) / max(cells.sum(), 1e-9) - chance) / (1 - chance)
    )


def _certain(nodes: Doubles) -> list[tuple[int, int]]:
    """Return the nodes that are sure, with the beginning and the end; no two of them cross."""
    import numpy as np

    last = nodes.shape[0] - 1, nodes.shape[1] - 1
    return sorted({(0, 0), *((int(i), int(j)) for i, j in np.argwhere(nodes >= SURE)), last})


def _cells(votes: tuple[Votes, Votes]) -> tuple[Doubles, tuple[Doubles, Doubles]]:
    """Return what the votes say for each two runs, and what each run costs if it has none."""
    import numpy as np

    found = np.concatenate([vote.cells.max(axis=1) for vote in votes])
    missed = -_NOT_FOUND * math.log(1 - min(_MOST_FOUND, float(found.mean())))
    ours, theirs = votes
    return (_FOUND + missed) * (ours.totals + theirs.totals.T), (
        missed * ours.sizes,
        missed * theirs.sizes,
    )


def _joining(own: Sequence[Run]) -> Doubles:
    """Return the score of each run for standing in one region with the run before it."""
    import numpy as np

    depths = [run.path.count("/") for run in own]
    return -np.array(
        [_JOIN, *(_JOIN_DEEPER if after > before else _JOIN for before, after in pairwise(depths))]
    )


def _numbers(ours: Sequence[Run], theirs: Sequence[Run]) -> tuple[Bools, Bools, Bools]:
    """Return of each two runs whether both number and kind agree, the kind alone, and the number alone."""
    import numpy as np

    kinds, numbers = (
        [np.array([_last(run.path)[part] for run in own]) for own in (ours, theirs)]
        for part in (0, 1)
    )
    kind = kinds[0][:, None] == kinds[1][None, :]
    number = numbers[0][:, None] == numbers[1][None, :]
    return kind & number, kind & ~number, ~kind & number & (numbers[0] != "")[:, None]


def _last(path: str) -> tuple[str, str]:
    """Return kind and number of a path's last label: `ch2/art33` gives `("art", "33")`."""
    label = path.rpartition("/")[2]
    found = _LABEL.fullmatch(label)
    return (found[1], found[2] + found[3]) if found else (label, "")


def _listed(own: Sequence[Run]) -> Bools:
    """Return which runs are tables of contents."""
    import numpy as np

    return np.array([run.path == TOC for run in own])


@dataclass(frozen=True, slots=True)
class _Lattice:
    """All paths through two lists of runs, and how probable each place on them is.

    A node `(i, j)` has i runs of ours and j of theirs behind it. Between regions a path stands in a node;
    from there a run may stand alone (ours before theirs, so that each path counts once), or two runs open
    a region, which further runs may join. All scores are logarithms.

    Attributes:
        opened: `(n, m)`, of a region that two runs open.
        joined: `(n, m)` each, of a run of ours (theirs) that joins a region whose last run of the other
            side is that of the column (row).
        alone: `(n,)` and `(m,)`, of a run without counterpart.
        again: added where a run joins a region that another joined before.
    """

    opened: Doubles
    joined: tuple[Doubles, Doubles]
    alone: tuple[Doubles, Doubles]
    again: float

    def nodes(self) -> Doubles:
        """Return the probability `(n + 1, m + 1)` that a path has a cut at each node."""
        import numpy as np

        n, m = self.opened.shape
        before, after = self._before(), self._after()
        total = np.logaddexp(before[0][n, m], before[1][n, m])
        found: Doubles = np.exp(np.logaddexp(before[0] + after[0], before[1] + after[1]) - total)
        return found

    def _before(self) -> tuple[Doubles, Doubles]:
        """Return the sum over all paths from the beginning to each node.

        The first is of paths that may go on to anything, the second of those that stood last at a run of
        theirs alone.
        """
        import numpy as np

        n, m = self.opened.shape
        free, bound, opened, joined, region = (np.full((n + 1, m + 1), -np.inf) for _ in range(5))
        free[0, 0] = 0
        for i, j in _diagonals(n, m)[1:]:
            up, left = i > 0, j > 0
            a, b = i[up & left], j[up & left]
            opened[a, b] = (
                np.logaddexp(free[a - 1, b - 1], bound[a - 1, b - 1]) + self.opened[a - 1, b - 1]
            )
            joined[a, b] = np.logaddexp(
                np.logaddexp(opened[a - 1, b], joined[a - 1, b] + self.again)
                + self.joined[0][a - 1, b - 1],
                np.logaddexp(opened[a, b - 1], joined[a, b - 1] + self.again)
                + self.joined[1][a - 1, b - 1],
            )
            region[a, b] = np.logaddexp(opened[a, b], joined[a, b])
            a, b = i[up], j[up]
            free[a, b] = np.logaddexp(free[a - 1, b] + self.alone[0][a - 1], region[a, b])
            a, b = i[left], j[left]
            bound[a, b] = np.logaddexp(free[a, b - 1], bound[a, b - 1]) + self.alone[1][b - 1]
        return free, bound

    def _after(self) -> tuple[Doubles, Doubles]:
        """Return the sum over all paths from each node to the end; the two kinds are those of `_before`."""
        import numpy as np

        n, m = self.opened.shape
        free, bound, opened, joined = (np.full((n + 1, m + 1), -np.inf) for _ in range(4))
        free[n, m] = bound[n, m] = opened[n, m] = joined[n, m] = 0
        for i, j in _diagonals(n, m)[-2::-1]:
            down, right = i < n, j < m
            a, b = i[down & right], j[down & right]
            bound[a, b] = self.opened[a, b] + opened[a + 1, b + 1]
            a, b = i[right], j[right]
            bound[a, b] = np.logaddexp(bound[a, b], self.alone[1][b] + bound[a, b + 1])
            free[i, j] = bound[i, j]
            a, b = i[down], j[down]
            free[a, b] = np.logaddexp(free[a, b], self.alone[0][a] + free[a + 1, b])
            more = np.full(len(i), -np.inf)
            here = down & (j > 0)
            a, b = i[here], j[here]
            more[here] = self.joined[0][a, b - 1] + joined[a + 1, b]
            here = right & (i > 0)
            a, b = i[here], j[here]
            more[here] = np.logaddexp(more[here], self.joined[1][a - 1, b] + joined[a, b + 1])
            opened[i, j] = np.logaddexp(free[i, j], more)
            joined[i, j] = np.logaddexp(free[i, j], more + self.again)
        return free, bound


def _diagonals(n: int, m: int) -> list[tuple[Ints, Ints]]:
    """Return all nodes, one diagonal after the other."""
    import numpy as np

    found = []
    for total in range(n + m + 1):
        i = np.arange(max(0, total - m), min(n, total) + 1)
        found.append((i, total - i))
    return found
