"""Two editions of one text: which sentences stayed, changed, came, went or moved.

Sentences with the same text are found first. Between them, those that changed are found by the
pairs of characters, or of words, that they have in common; rare ones count more. What is left has
come or gone, unless it stands elsewhere in the other edition.
"""

from __future__ import annotations

import math
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from aigov_corpus.comparing.word_diff import Pieces, diff_words
from aigov_corpus.segmentation.ids import normalise
from aigov_corpus.text.language_codes import UNSPACED, base_language, joiner_of
from aigov_corpus.text.markers import find_marker
from aigov_corpus.text.words import find_words

Floats = NDArray[np.float32]

ChangeKind = Literal["same", "renumbered", "changed", "moved", "new", "gone"]
"""What happened to a sentence.

- `same`: the text stayed; white space, and full-width or half-width forms, do not matter.
- `renumbered`: only the number at its beginning changed, such as 第五条 to 第六条.
- `changed`: words changed, or one sentence became two, or two became one.
- `moved`: it stands at another place among the others; its words may have changed too.
- `new`, `gone`: the old edition, or the new one, has nothing like it.
"""
CHANGE_KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)

# Chosen on editions of texts that we wrote ourselves.
_LIKE = 0.4
"""Likeness from which on a sentence is the changed form of another."""
_MOST_LIKE = 0.8
"""Upper limit of a likeness, so that an equal sentence that moved is still found as moved."""
_FEWEST_ANCHORED = 3
"""Sentences of a run that stayed where it is, whatever stands around it."""
_JOINED_LOSS = 0.02
"""Subtracted if two sentences stand for one, so that one for one is preferred."""
_JOINED_GAIN = 0.02
"""Gain in likeness from which on two sentences together are preferred to the better of them alone:
the rest of a sentence that was cut in two is no new sentence."""
_MOVED = 0.7
"""Likeness from which on a sentence at another place is the same one, changed."""
_SHORTEST_MOVED = 6
"""Characters of a sentence that counts as moved, at least; shorter ones repeat by chance."""
_DIMENSIONS = 2048
"""Number of columns into which features are hashed; collisions are rare in the few sentences of a
gap."""
_LARGEST_GAP = 6_000_000
"""Old sentences times new ones of a gap that is searched: a table of 24 MB."""

_MOST_SENTENCES = 10_000
"""Sentences of a gap that is searched; their features take 80 MB."""
_MOST_EQUAL = 200
"""How often a sentence occurs that may be an anchor, at most."""


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one sentence, or to a few that stand for each other."""

    kind: ChangeKind
    old: tuple[int, ...]
    """Numbers of the old sentences, counted from 0; empty if it is new."""
    new: tuple[int, ...]
    """Numbers of the new sentences; empty if it is gone."""
    pieces: Pieces
    """What differs, word by word."""


def compare_editions(old: Sequence[str], new: Sequence[str], *, lang: str) -> list[Change]:
    """Return what happened to each sentence, in the order of the new edition.

    What is gone stands where it stood among its neighbours. Each sentence is in exactly one change.
    """
    texts = [[_normalise(text, lang) for text in side] for side in (old, new)]
    keys = [[_key(text, lang) for text in side] for side in texts]
    beads: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    at, other_at = 0, 0
    for start, other_start, size in _find_anchors(*keys):
        beads += _align_gap(texts, range(at, start), range(other_at, other_start), lang)
        at, other_at = start + size, other_start + size
        beads += [((at - n,), (other_at - n,)) for n in range(size, 0, -1)]
    moved = _find_moved(texts, beads, lang)
    return list(_list_changes(old, new, texts, keys, beads, moved, lang))


def _normalise(text: str, lang: str) -> str:
    """Return a sentence as it is compared: in one form, in Chinese without white space."""
    normal = normalise(text)
    return "".join(normal.split()) if base_language(lang) in UNSPACED else normal


def _find_anchors(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Yield runs of sentences that surely belong together, as two starts and a length.

    Runs at the beginning and at the end may be short; others must have several sentences, because
    one sentence alone may have moved. The last run stands at the end and may be empty.
    """
    first = _count_common(zip(old, new, strict=False))
    last = _count_common(zip(old[first:][::-1], new[first:][::-1], strict=False))
    yield 0, 0, first
    own, other = old[first : len(old) - last], new[first : len(new) - last]
    often = {text for text, count in Counter(own).items() if count > _MOST_EQUAL}
    # a sentence that occurs very often is no anchor, and would take very long
    own = [f"\0{number}" if text in often else text for number, text in enumerate(own)]
    matcher = SequenceMatcher(None, own, other, autojunk=False)
    for start, other_start, size in matcher.get_matching_blocks():
        if size >= _FEWEST_ANCHORED:
            yield first + start, first + other_start, size
    yield len(old) - last, len(new) - last, last


def _count_common(pairs: Iterable[tuple[str, str]]) -> int:
    """Return how many pairs at the beginning have two equal texts."""
    count = 0
    for one, other in pairs:
        if one != other:
            break
        count += 1
    return count


def _key(text: str, lang: str) -> str:
    """Return a sentence without the number at its beginning, if anything else is left."""
    marker = find_marker(text, lang)
    rest = text[marker.end :].strip() if marker else ""
    return rest or text


def _align_gap(
    texts: Sequence[Sequence[str]], own: range, other: range, lang: str
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Return the beads between sentences that are the same, in order; one side may be empty."""
    alone: list[tuple[tuple[int, ...], tuple[int, ...]]] = [((i,), ()) for i in own]
    alone += [((), (j,)) for j in other]
    is_large = len(own) * len(other) > _LARGEST_GAP or len(own) + len(other) > _MOST_SENTENCES
    if not own or not other or is_large:
        return alone
    found = _find_path([texts[0][i] for i in own], [texts[1][j] for j in other], lang)
    beads: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    i, j = own.start, other.start
    for rows, columns in [*found, ((len(own),), (len(other),))]:
        first, second = own.start + rows[0], other.start + columns[0]
        beads += [((number,), ()) for number in range(i, first)]
        beads += [((), (number,)) for number in range(j, second)]
        i, j = own.start + rows[-1] + 1, other.start + columns[-1] + 1
        if first < own.stop:
            beads.append((tuple(range(first, i)), tuple(range(second, j))))
    return beads


def _find_path(
    old: Sequence[str], new: Sequence[str], lang: str
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Return which sentences of two lists stand for each other, in order: one or two on a side."""
    first, second = _count_features(old, new, lang)
    scores = _prefer_joined(_score_beads(first, second))
    rows, columns = len(old), len(new)
    best = np.zeros((rows + 1, columns + 1), np.float32)
    step = np.zeros((rows + 1, columns + 1), np.int8)
    for row in range(1, rows + 1):
        line = best[row - 1].copy()
        for number, (height, width) in enumerate(_SHAPES, start=1):
            if row < height or columns < width:
                continue
            table = scores[number - 1]
            reached = best[row - height, : columns + 1 - width] + table[row - height]
            is_better = reached > line[width:]
            line[width:][is_better] = reached[is_better]
            step[row, width:][is_better] = number
        best[row] = np.maximum.accumulate(line)
    found = []
    row, column = rows, columns
    while row and column:
        if best[row, column] == best[row, column - 1]:
            column -= 1
        elif step[row, column]:
            height, width = _SHAPES[step[row, column] - 1]
            found.append((tuple(range(row - height, row)), tuple(range(column - width, column))))
            row, column = row - height, column - width
        else:
            row -= 1
    return found[::-1]


def _prefer_joined(scores: tuple[Floats, Floats, Floats]) -> list[Floats]:
    """Return the scores of beads as they count: up to a limit, and more for two that gain by it.

    Args:
        scores: for each shape of beads, how much likeness is above the limit.
    """
    single, split, merged = scores
    alone = (np.maximum(single[:, :-1], single[:, 1:]), np.maximum(single[:-1], single[1:]))
    counted = [np.minimum(table, _MOST_LIKE - _LIKE) for table in scores]
    for table, joined, best in zip(counted[1:], (split, merged), alone, strict=True):
        table += _JOINED_LOSS * (joined + _JOINED_LOSS > best + _JOINED_GAIN)
    return counted


_SHAPES = ((1, 1), (1, 2), (2, 1))
"""Old and new sentences of a bead."""


def _score_beads(first: Floats, second: Floats) -> tuple[Floats, Floats, Floats]:
    """Return, for each shape of beads, how much likeness is above the limit."""
    products = first @ second.T
    norms = [np.linalg.norm(side, axis=1) for side in (first, second)]
    joined = [np.linalg.norm(side[:-1] + side[1:], axis=1) for side in (first, second)]
    single = products / np.maximum(np.outer(norms[0], norms[1]), 1e-9)
    split = (products[:, :-1] + products[:, 1:]) / np.maximum(np.outer(norms[0], joined[1]), 1e-9)
    merged = (products[:-1] + products[1:]) / np.maximum(np.outer(joined[0], norms[1]), 1e-9)
    return (
        (single - _LIKE).astype(np.float32),
        (split - _LIKE - _JOINED_LOSS).astype(np.float32),
        (merged - _LIKE - _JOINED_LOSS).astype(np.float32),
    )


def _count_features(old: Sequence[str], new: Sequence[str], lang: str) -> tuple[Floats, Floats]:
    """Return the features of each sentence as a row, float32; rare features count more."""
    listed = [[Counter(_list_features(text, lang)) for text in side] for side in (old, new)]
    frequency = Counter(feature for side in listed for counts in side for feature in counts)
    total = len(old) + len(new)
    sides = []
    for side in listed:
        table = np.zeros((len(side), _DIMENSIONS), np.float32)
        for row, counts in enumerate(side):
            for feature, count in counts.items():
                weight = math.log(1 + total / frequency[feature])
                table[row, zlib.crc32(feature.encode("utf-8", "replace")) % _DIMENSIONS] += (
                    count * weight
                )
        sides.append(table)
    return sides[0], sides[1]


def _list_features(text: str, lang: str) -> Iterator[str]:
    """Yield the characters or words of a sentence, and their pairs."""
    marker = find_marker(text, lang)
    if marker is not None:
        yield f"<{marker.family}>"
        text = text[marker.end :]
    is_unspaced = base_language(lang) in UNSPACED
    units = (
        [char for char in text if not char.isspace()]
        if is_unspaced
        else [word.lower() for word, _, _ in find_words(text, lang=lang)]
    )
    yield from units
    yield from (f"{one} {other}" for one, other in pairwise(units))


def _find_moved(
    texts: Sequence[Sequence[str]],
    beads: Sequence[tuple[tuple[int, ...], tuple[int, ...]]],
    lang: str,
) -> dict[int, int]:
    """Return which old sentences without counterpart stand elsewhere in the new edition."""
    gone = [own[0] for own, other in beads if not other and _is_long(texts[0][own[0]])]
    came = [other[0] for own, other in beads if not own and _is_long(texts[1][other[0]])]
    is_large = len(gone) * len(came) > _LARGEST_GAP or len(gone) + len(came) > _MOST_SENTENCES
    if not gone or not came or is_large:
        return _match_equal(texts, gone, came)
    first, second = _count_features([texts[0][i] for i in gone], [texts[1][j] for j in came], lang)
    likeness = _score_beads(first, second)[0] + _LIKE
    order = sorted(
        (-float(likeness[row, column]), abs(gone[row] - came[column]), row, column)
        for row, column in zip(*(likeness >= _MOVED).nonzero(), strict=True)
    )
    moved: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, row, column in order:
        if gone[row] not in moved and came[column] not in taken:
            moved[gone[row]] = came[column]
            taken.add(came[column])
    return moved


def _match_equal(
    texts: Sequence[Sequence[str]], gone: Iterable[int], came: Iterable[int]
) -> dict[int, int]:
    """Return which old sentences have the same text as a new one, each once, in order."""
    free: dict[str, list[int]] = {}
    for number in came:
        free.setdefault(texts[1][number], []).append(number)
    found = {}
    for number in gone:
        places = free.get(texts[0][number])
        if places:
            found[number] = places.pop(0)
    return found


def _is_long(text: str) -> bool:
    return len(text) >= _SHORTEST_MOVED


def _list_changes(
    old: Sequence[str],
    new: Sequence[str],
    texts: Sequence[Sequence[str]],
    keys: Sequence[Sequence[str]],
    beads: Iterable[tuple[tuple[int, ...], tuple[int, ...]]],
    moved: dict[int, int],
    lang: str,
) -> Iterator[Change]:
    """Yield the changes, those of moved sentences at their new place."""
    came_from = {there: here for here, there in moved.items()}
    for own, other in beads:
        kind: ChangeKind = "changed"
        if not other:
            if own[0] in moved:
                continue
            kind = "gone"
        elif not own:
            kind = "new"
            if other[0] in came_from:
                kind, own = "moved", (came_from[other[0]],)
        elif len(own) == len(other) == 1:
            if texts[0][own[0]] == texts[1][other[0]]:
                kind = "same"
            elif keys[0][own[0]] == keys[1][other[0]] or _are_bare_markers(
                texts[0][own[0]], texts[1][other[0]], lang
            ):
                kind = "renumbered"
        join = joiner_of(lang).join
        sides = join(old[number] for number in own), join(new[number] for number in other)
        pieces: Pieces = (("same", sides[1]),) if kind == "same" else diff_words(*sides, lang=lang)
        yield Change(kind, own, other, pieces)


def _are_bare_markers(old: str, new: str, lang: str) -> bool:
    """Tell whether two headings are nothing but numbers of one kind: 第五条, 第六条."""
    markers = find_marker(old, lang), find_marker(new, lang)
    if markers[0] is None or markers[1] is None:
        return False
    is_bare = not old[markers[0].end :].strip() and not new[markers[1].end :].strip()
    return is_bare and markers[0].family == markers[1].family
