"""How good an alignment is, held against one made by hand.

Two scorers are in use in the field and do not compare; both are given. `strict` counts every bead,
null beads too, in precision and recall (bfsujason/aligner-eval). `vecalign` leaves null beads out of
recall but keeps them in precision (thompsonb/vecalign, score.py). In both a bead is right only if
exactly these sentences of both sides stand in one gold bead. A null bead of several sentences counts
as one of each.
"""

from __future__ import annotations

import math
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from aigov_corpus.errors import InvalidInputError

Ids = tuple[int, ...]
Pairing = tuple[Ids, Ids]
"""Source and target sentences of one bead, by number from 0."""

_LINE = re.compile(r"\s*\[([\d,\s]*)\]\s*:\s*\[([\d,\s]*)\]")


@dataclass(frozen=True, slots=True)
class GoldText:
    """Two sides, a sentence a line, and the beads that a person made."""

    name: str
    src: tuple[str, ...]
    tgt: tuple[str, ...]
    src_lang: str
    tgt_lang: str
    beads: tuple[Pairing, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """What the measures are made of; adds up over texts.

    Attributes:
        right: beads of the test that are in the gold.
        test: beads of the test.
        gold: beads of the gold.
        null_right, null_test, null_gold: the same of the null beads alone.
        edits: merges, splits and moves from the test to the gold (see `edits`).
    """

    right: int = 0
    test: int = 0
    gold: int = 0
    null_right: int = 0
    null_test: int = 0
    null_gold: int = 0
    edits: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Return the counts of both."""
        return Counts(*(a + b for a, b in zip(self._all(), other._all(), strict=True)))

    def _all(self) -> tuple[int, ...]:
        return (
            self.right,
            self.test,
            self.gold,
            self.null_right,
            self.null_test,
            self.null_gold,
            self.edits,
        )

    def strict(self) -> tuple[float, float, float]:
        """Return precision, recall and F1 with null beads counted."""
        return _prf(self.right, self.test, self.right, self.gold)

    def vecalign(self) -> tuple[float, float, float]:
        """Return precision, recall and F1 with null beads left out of recall."""
        found = self.right - self.null_right
        return _prf(self.right, self.test, found, self.gold - self.null_gold)

    def nulls(self) -> tuple[float, float, float]:
        """Return precision, recall and F1 of the null beads alone, one sentence each."""
        return _prf(self.null_right, self.null_test, self.null_right, self.null_gold)


def _prf(right: int, test: int, found: int, gold: int) -> tuple[float, float, float]:
    precision = right / test if test else 0.0
    recall = found / gold if gold else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def single_nulls(beads: Iterable[tuple[Sequence[int], Sequence[int]]]) -> list[Pairing]:
    """Return the beads with each null bead cut into null beads of one sentence."""
    found: list[Pairing] = []
    for src, tgt in beads:
        if src and tgt:
            found.append((tuple(src), tuple(tgt)))
        else:
            found += [((one,), ()) for one in src] + [((), (one,)) for one in tgt]
    return found


def count(test: Iterable[Pairing], gold: Iterable[Pairing]) -> Counts:
    """Hold an alignment against the gold one of the same text."""
    mine, theirs = single_nulls(test), single_nulls(gold)
    one, other = set(mine), set(theirs)
    null_one, null_other = (
        {bead for bead in side if not (bead[0] and bead[1])} for side in (one, other)
    )
    return Counts(
        right=len(one & other),
        test=len(one),
        gold=len(other),
        null_right=len(null_one & null_other),
        null_test=len(null_one),
        null_gold=len(null_other),
        edits=edits(mine, theirs),
    )


def edits(test: Sequence[Pairing], gold: Sequence[Pairing]) -> int:
    """Return how many operations of a person lead from one alignment to the other.

    An alignment is the list of its borders, places (i, j) between two beads. A merge takes one border
    away, a split puts one in, a move shifts one by one sentence of one side; the fewest of them, in order
    (an edit distance over borders). Crossing gold beads cannot be reached; their borders count as they stand.
    """
    one, other = _borders(test), _borders(gold)
    shared = set(one) & set(other)
    total = 0
    for a, b in zip(_runs(one, shared), _runs(other, shared), strict=False):
        total += _distance(a, b)
    return total


def _borders(beads: Sequence[Pairing]) -> list[tuple[int, int]]:
    i = j = 0
    found = []
    # within a run of null beads the order says nothing: source first
    ordered: list[Pairing] = []
    nulls: list[Pairing] = []
    for bead in [*beads, ((-1,), (-1,))]:
        if bead[0] and bead[1]:
            ordered += sorted(nulls, key=lambda null: (not null[0], null))
            nulls = []
            ordered.append(bead)
        else:
            nulls.append(bead)
    for src, tgt in ordered[:-1]:
        i, j = i + len(src), j + len(tgt)
        found.append((i, j))
    return found


def _runs(
    borders: list[tuple[int, int]], shared: set[tuple[int, int]]
) -> list[list[tuple[int, int]]]:
    runs: list[list[tuple[int, int]]] = [[]]
    for border in borders:
        if border in shared:
            runs.append([])
        else:
            runs[-1].append(border)
    return runs


def _distance(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> int:
    row = list(range(len(other) + 1))
    for number, (i, j) in enumerate(one, start=1):
        previous, row[0] = row[0], number
        for at, (k, m) in enumerate(other, start=1):
            moved = previous + abs(i - k) + abs(j - m)
            previous = row[at]
            row[at] = min(moved, row[at] + 1, row[at - 1] + 1)
    return row[-1]


def interval(
    texts: Sequence[tuple[Sequence[Pairing], Sequence[Pairing]]],
    *,
    draws: int = 1000,
    seed: int = 0,
) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of strict F1 over texts given as (test, gold).

    What is drawn are stretches between two borders that both alignments have: errors come in clusters, and a
    wrong bead mostly makes its neighbour wrong.
    """
    pieces = [
        piece
        for test, gold in texts
        for piece in _stretches(single_nulls(test), single_nulls(gold))
    ]
    if not pieces:
        return 0.0, 0.0
    rng = random.Random(seed)
    found = []
    for _ in range(draws):
        drawn = rng.choices(pieces, k=len(pieces))
        right, size = sum(piece[0] for piece in drawn), sum(piece[1] for piece in drawn)
        # a null bead may stand in the neighbouring stretch on the other side
        found.append(min(1.0, 2 * right / size) if size else 0.0)
    found.sort()
    return found[int(0.025 * draws)], found[min(draws - 1, int(0.975 * draws))]


def _stretches(test: list[Pairing], gold: list[Pairing]) -> list[tuple[int, int]]:
    """Return right beads and beads of both sides together, for each stretch between shared borders."""
    known = set(gold)
    shared = set(_borders(test)) & set(_borders(gold))
    marks = {border: index for index, border in enumerate(sorted(shared), start=1)}
    pieces = [[0, 0] for _ in range(len(shared) + 1)]
    for beads, weigh in ((test, True), (gold, False)):
        i = j = position = 0
        for src, tgt in beads:
            pieces[position][1] += 1
            if weigh and (src, tgt) in known:
                pieces[position][0] += 1
            i, j = i + len(src), j + len(tgt)
            position = marks.get((i, j), position)
    return [(right, size) for right, size in pieces if size]


@dataclass(frozen=True, slots=True)
class Ranking:
    """How well the scores find the wrong beads.

    Attributes:
        auc: probability that a wrong bead has a lower score than a right one.
        read_for_90: share of the beads to read, worst score first, to see 90 % of the wrong ones.
        wrong: how many scored beads are wrong.
        beads: how many beads have a score.
    """

    auc: float
    read_for_90: float
    wrong: int
    beads: int


def ranking(scored: Iterable[tuple[float, bool]]) -> Ranking:
    """Measure scores given as (score, the bead is right); ties count half."""
    ordered = sorted(scored)
    wrong = sum(not right for _, right in ordered)
    right = len(ordered) - wrong
    if not wrong or not right:
        return Ranking(
            auc=1.0 if not wrong else 0.0, read_for_90=0.0, wrong=wrong, beads=len(ordered)
        )
    below = won = 0.0
    at = 0
    while at < len(ordered):
        end = at
        while end < len(ordered) and ordered[end][0] == ordered[at][0]:
            end += 1
        tied_right = sum(one for _, one in ordered[at:end])
        tied_wrong = end - at - tied_right
        won += tied_right * (below + tied_wrong / 2)
        below += tied_wrong
        at = end
    places = [row for row, (_, is_right) in enumerate(ordered, start=1) if not is_right]
    read = places[math.ceil(0.9 * wrong) - 1]
    return Ranking(
        auc=won / (wrong * right), read_for_90=read / len(ordered), wrong=wrong, beads=len(ordered)
    )


def omit(text: GoldText, *, rate: float = 0.1, seed: int = 0) -> GoldText:
    """Delete runs of one to four sentences on either side, and let the gold follow.

    Args:
        text: a text with its gold.
        rate: share of the sentences of both sides to delete.
        seed: the same seed deletes the same sentences.
    """
    rng = random.Random(f"{seed}/{text.name}")
    gone: tuple[set[int], set[int]] = (set(), set())
    sizes = len(text.src), len(text.tgt)
    while len(gone[0]) + len(gone[1]) < rate * sum(sizes):
        side = rng.randrange(2)
        start = rng.randrange(sizes[side])
        gone[side].update(range(start, min(sizes[side], start + rng.randint(1, 4))))
    return _without(text, gone)


def lose_section(text: GoldText, *, side: int, share: float = 0.4) -> GoldText:
    """Delete one side of a section in the middle, and let the gold follow.

    Args:
        text: a text with its gold.
        side: 0 for the source, 1 for the target.
        share: of the beads that lose their sentences there.
    """
    size = round(share * len(text.beads))
    first = (len(text.beads) - size) // 2
    gone: tuple[set[int], set[int]] = (set(), set())
    gone[side].update(n for bead in text.beads[first : first + size] for n in bead[side])
    return _without(text, gone)


def _without(text: GoldText, gone: tuple[set[int], set[int]]) -> GoldText:
    """Return a text without some sentences of either side, and its gold."""
    sizes = len(text.src), len(text.tgt)
    kept = [
        [n for n in range(size) if n not in lost] for size, lost in zip(sizes, gone, strict=True)
    ]
    number = [{old: new for new, old in enumerate(side)} for side in kept]
    beads = (
        tuple(tuple(number[side][n] for n in bead[side] if n in number[side]) for side in (0, 1))
        for bead in text.beads
    )
    return GoldText(
        name=text.name,
        src=tuple(text.src[n] for n in kept[0]),
        tgt=tuple(text.tgt[n] for n in kept[1]),
        src_lang=text.src_lang,
        tgt_lang=text.tgt_lang,
        beads=tuple(single_nulls((src, tgt) for src, tgt in beads)),
    )


def read_gold(directory: Path) -> list[GoldText]:
    """Read every text below a directory: `src.LANG.txt`, `tgt.LANG.txt`, `gold.align`.

    Raises:
        InvalidInputError: there is none, or a file is missing, not UTF-8, or names a sentence there is not.
    """
    found = [_read_text(path.parent, directory) for path in sorted(directory.rglob("gold.align"))]
    if not found:
        raise InvalidInputError(
            f"{directory}: no gold.align below it; a gold text is a directory with "
            "src.LANG.txt, tgt.LANG.txt (a sentence a line) and gold.align ([0]:[0, 1] a line)"
        )
    return found


def _read_text(directory: Path, root: Path) -> GoldText:
    sides = []
    for side in ("src", "tgt"):
        files = sorted(directory.glob(f"{side}.*.txt"))
        if len(files) != 1:
            raise InvalidInputError(f"{directory}: needs one {side}.LANG.txt, found {len(files)}")
        sides.append((files[0].name.split(".")[1], read_sentences(files[0])))
    (src_lang, src), (tgt_lang, tgt) = sides
    path = directory / "gold.align"
    beads = read_beads(path, n_src=len(src), n_tgt=len(tgt))
    name = str(directory.relative_to(root)) if directory != root else directory.name
    return GoldText(name, tuple(src), tuple(tgt), src_lang, tgt_lang, tuple(beads))


def read_sentences(path: Path) -> list[str]:
    """Read a file with a sentence a line.

    Raises:
        InvalidInputError: it cannot be read, or is not UTF-8.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInputError(
            f"{path} is not UTF-8 (byte {error.start}): convert it with  iconv -f GB18030 -t UTF-8"
        ) from error
    except OSError as error:
        raise InvalidInputError(f"{path} cannot be read: {error.strerror}") from error
    return [line.strip() for line in text.removesuffix("\n").split("\n")] if text else []


def read_beads(path: Path, *, n_src: int, n_tgt: int) -> list[Pairing]:
    """Read `[0]:[0, 1]` lines; what follows the second bracket (a score) is left out.

    Raises:
        InvalidInputError: a line is no bead, or names a sentence that the texts do not have.
    """
    found: list[Pairing] = []
    for number, line in enumerate(read_sentences(path), start=1):
        if not line:
            continue
        match = _LINE.match(line)
        if not match:
            raise InvalidInputError(
                f"{path}, line {number}: '{line[:40]}' is no bead; write  [0]:[0, 1]"
            )
        src, tgt = (tuple(int(n) for n in re.findall(r"\d+", part)) for part in match.groups())
        for ids, size, side in ((src, n_src, "src"), (tgt, n_tgt, "tgt")):
            if ids and max(ids) >= size:
                raise InvalidInputError(
                    f"{path}, line {number}: there is no sentence {max(ids)} in {side}, which has {size} "
                    "(numbers begin at 0)"
                )
        if src or tgt:
            found.append((src, tgt))
    return found


@dataclass(frozen=True, slots=True)
class Result:
    """The measures of one text, or of all pooled."""

    name: str
    counts: Counts
    ranking: Ranking
    f1_interval: tuple[float, float]
    signature: str = ""
    n_src: int = 0
    n_tgt: int = 0
    shapes: dict[str, int] = field(default_factory=dict)
    """How many beads of the test and of the gold are n-m: `test_n_m`, `gold_n_m`."""

    def as_dict(self) -> dict[str, object]:
        """Return what `evaluate --json` prints."""
        names = ("precision", "recall", "f1")
        return {
            "text": self.name,
            "sentences": [self.n_src, self.n_tgt],
            "strict": {k: round(v, 4) for k, v in zip(names, self.counts.strict(), strict=True)},
            "strict_f1_95": [round(v, 4) for v in self.f1_interval],
            "vecalign": {
                k: round(v, 4) for k, v in zip(names, self.counts.vecalign(), strict=True)
            },
            "nulls": {
                **{k: round(v, 4) for k, v in zip(names, self.counts.nulls(), strict=True)},
                "gold": self.counts.null_gold,
                "test": self.counts.null_test,
            },
            "beads": {
                "gold": self.counts.gold,
                "test": self.counts.test,
                "right": self.counts.right,
                **self.shapes,
            },
            "edits": self.counts.edits,
            "scores": {
                "auc": round(self.ranking.auc, 4),
                "read_for_90": round(self.ranking.read_for_90, 4),
                "wrong": self.ranking.wrong,
            },
            "signature": self.signature,
        }


def measure(
    text: GoldText, beads: Sequence[tuple[Ids, Ids, float | None]], *, signature: str = ""
) -> Result:
    """Hold an alignment, as (source, target, score), against its gold."""
    return pool([(text, beads)], name=text.name, signature=signature)


def pool(
    results: Sequence[tuple[GoldText, Sequence[tuple[Ids, Ids, float | None]]]],
    *,
    name: str,
    signature: str = "",
) -> Result:
    """Measure several texts as one."""
    counts = Counts()
    scored: list[tuple[float, bool]] = []
    shapes = {"test_n_m": 0, "gold_n_m": 0}
    pairs = []
    for text, beads in results:
        test = [(src, tgt) for src, tgt, _ in beads]
        counts += count(test, text.beads)
        known = set(text.beads)
        scored += [(score, (src, tgt) in known) for src, tgt, score in beads if score is not None]
        shapes["test_n_m"] += sum(len(src) > 1 and len(tgt) > 1 for src, tgt in test)
        shapes["gold_n_m"] += sum(len(src) > 1 and len(tgt) > 1 for src, tgt in text.beads)
        pairs.append((test, text.beads))
    return Result(
        name=name,
        counts=counts,
        ranking=ranking(scored),
        f1_interval=interval(pairs),
        signature=signature,
        n_src=sum(len(text.src) for text, _ in results),
        n_tgt=sum(len(text.tgt) for text, _ in results),
        shapes=shapes,
    )
