"""Which span of the other text renders a phrase, by links and by how often the two come together.

For each place of a phrase, each span of the other text gets a number: the strengths of its links
with the phrase, less those with other words, and how regularly it occurs in pairs with the phrase
and in no others. So 全球南方 is "Global South", although only "South" is linked. The best spans of
all places then vote, so that a place where links are weak follows the others.

Of a phrase without a meaning of its own, such as 应当, and of one that is linked with such words at
most of its places, the rendering is what it is linked with, and nothing where it has no such link.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aigov_corpus.files.spooling import KeyCounter, Spool
from aigov_corpus.records import Side
from aigov_corpus.terms.linked import LinkedPair
from aigov_corpus.terms.spans import SpanCounts, Spans, is_content, is_edge

Floats = NDArray[np.float64]

# This one, `_AGREED` and `_LENGTH` were chosen together, on laws of Taiwan and political texts in
# parts of 100 to 1,000 pairs, with lists of terms of our own: 72 choices.
_OTHERS = 0.4
"""Share of the difference that is subtracted if a word is linked more strongly with another word of
the source than with the phrase."""
_LINKED = 0.2
"""A link that is weaker than this does not count."""
_REGULAR = 1.0
"""Added for a span that always comes with the phrase, in strengths of links."""
_AGREED = 0.4
"""Added if the same span was chosen at all other places of the phrase."""
_LENGTH = 0.08
"""Added for each word of a span that occurs with the phrase several times: of two equally good
spans, the longer one is the whole term."""
_COUNTED_LENGTH = 4
"""Number of words up to which this is added."""
_LEAST_SCORE = 0.3
"""Score below which the best span of a place is no rendering."""
_SURE = 0.5
"""Strength of a link above which a function word is the rendering of a phrase."""
_ASKED = 0.3
"""Strength of the link by which a phrase asks for a function word, at least."""
_REPEATED = 2
"""Pairs in which a span occurs that is not counted as one that occurs once."""
_SCORED_IN_MEMORY = 1 << 22
"""Bytes of scored places of a phrase that stay in memory: those of a thousand places or more."""
_PARTS = 4
"""Numbers of a scored span: its key, its first and last word, its score; 64 bits each."""


class Place(NamedTuple):
    """A place of a phrase."""

    number: int
    """Number of its pair."""
    pair: LinkedPair
    spans: Spans
    """The spans of the other text."""
    rows: Sequence[int]
    """Numbers of the words of the phrase in its own text."""


def choose_spans(
    places: Callable[[], Iterable[Place]],
    side: Side,
    counts: SpanCounts,
    *,
    is_term: bool = False,
) -> list[tuple[int, int] | None]:
    """Return for each place of a phrase the words that render it, or None.

    Args:
        places: returns the places, those of one pair together; it is called twice, so that they
            need not all be in memory.
        side: the text in which the phrase stands.
        counts: in how many texts each span occurs.
        is_term: whether the phrase is known to be a term, so that no function word renders it.

    Returns:
        For each place the numbers of the first and the last word in the other text.
    """
    counter, pairs = KeyCounter(), 0
    links = _LinkedWords(side)
    for _, of_pair in groupby(places(), key=lambda place: place.number):
        together = list(of_pair)
        counter.add(np.unique(together[0].spans.keys))  # several places in one pair count once
        pairs += 1
        for place in together if not is_term else ():
            links.add(place)
    if not is_term and links.decide():
        return links.words
    repeated = SpanCounts(*counter.find(_REPEATED), rest=1.0)
    scored = _ScoredPlaces()
    for place in places():
        if not len(place.spans.keys) or not place.rows:
            scored.add(place.spans, None)
            continue
        both = repeated.of(place.spans.keys)
        regularity = 2 * both / (counts.of(place.spans.keys) + pairs) * (1 - 1 / (both + 1))
        scored.add(place.spans, _score_spans(place, side, regularity, is_repeated=both > 1))
    return scored.vote()


class _LinkedWords:
    """What each place of a phrase is linked with, and whether that alone says what renders it.

    It does for a phrase without a meaning of its own, or if most of its places are linked with
    words of that kind.

    Args:
        side: the text in which the phrase stands.
    """

    def __init__(self, side: Side) -> None:
        self._side: Side = side
        self._other_side: Side = "en" if side == "zh" else "zh"
        self.words: list[tuple[int, int] | None] = []
        """For each place the first and the last of the linked words; None without a sure link."""
        self._with_forms = 0
        """Places linked with function words alone."""
        self._with_content = 0
        """Places linked with words that have a meaning."""
        self._is_form = True
        """Whether the phrase has no meaning of its own at any place."""

    def add(self, place: Place) -> None:
        """Add a place of the phrase."""
        group = _linked_words(place, self._side)
        self.words.append(group)
        self._is_form = self._is_form and _are_forms(place.pair, place.rows, self._side)
        if group is not None:
            surely = _surely_linked(place, self._side)
            are_forms = _are_forms(place.pair, surely, self._other_side)
            self._with_forms += are_forms
            self._with_content += not are_forms

    def decide(self) -> bool:
        """Tell whether the linked words are the renderings."""
        if self._is_form:
            return self._with_forms > self._with_content or not self._with_content
        return self._with_forms > len(self.words) - self._with_forms


def _score_spans(
    place: Place, side: Side, regularity: Floats, *, is_repeated: NDArray[np.bool_]
) -> Floats:
    """Return how well each span fits the phrase at a place, in strengths of links.

    Args:
        place: the place.
        side: the text in which the phrase stands.
        regularity: for each span, how regularly it comes with the phrase, from 0 to 1.
        is_repeated: for each span, whether it comes with the phrase in several pairs.

    Returns:
        For each span its score; minus infinity if it begins or ends with a word nobody asks for.
    """
    spans = place.spans
    sums = np.concatenate([[0.0], np.cumsum(_score_words(place.pair, place.rows, side))])
    lengths = _LENGTH * np.minimum(spans.sizes, _COUNTED_LENGTH) * is_repeated
    scores: Floats = sums[spans.last + 1] - sums[spans.first] + _REGULAR * regularity + lengths
    scores[_has_loose_end(place.pair, spans, place.rows, side)] = -np.inf
    return scores


def _linked_words(place: Place, side: Side) -> tuple[int, int] | None:
    """Return the first and last of the words with sure links, around the surest; None without."""
    inside = _links(place, side)
    if not len(inside) or inside.max() < _SURE:
        return None
    first = last = int(inside.argmax())
    while first > 0 and inside[first - 1] >= _SURE:
        first -= 1
    while last + 1 < len(inside) and inside[last + 1] >= _SURE:
        last += 1
    return first, last


def _surely_linked(place: Place, side: Side) -> list[int]:
    """Return the numbers of the words of the other text with sure links."""
    found: list[int] = (_links(place, side) >= _SURE).nonzero()[0].tolist()
    return found


def _are_forms(pair: LinkedPair, rows: Iterable[int], side: Side) -> bool:
    """Tell whether all of some words of one text have no meaning of their own."""
    own = pair.zh if side == "zh" else pair.en
    words = [own[row][0] for row in rows]
    return all(is_edge(word, side) or not is_content(word, side) for word in words)


def _links(place: Place, side: Side) -> NDArray[np.float32]:
    """Return how strongly each word of the other text is linked with the phrase."""
    strengths = place.pair.strengths if side == "zh" else place.pair.strengths.T
    if not place.rows:
        return np.zeros(strengths.shape[1], np.float32)
    found: NDArray[np.float32] = strengths[list(place.rows)].max(axis=0)
    return found


def _has_loose_end(
    pair: LinkedPair, spans: Spans, rows: Sequence[int], side: Side
) -> NDArray[np.bool_]:
    """Return for each span whether it begins or ends with a function word nobody asks for.

    A span may begin with one that is linked to any word of the phrase: 可控 is “under control”. It
    may end with one that is linked to a function word of the phrase, as “safe and under” is not.
    """
    own, other = (pair.zh, pair.en) if side == "zh" else (pair.en, pair.zh)
    strengths = pair.strengths if side == "zh" else pair.strengths.T
    other_side: Side = "en" if side == "zh" else "zh"
    edges = np.array([is_edge(word, other_side) for word, _, _ in other], bool)
    if not edges.any():
        return np.zeros(len(spans.first), bool)
    forms = [row for row in rows if is_edge(own[row][0], side) or not is_content(own[row][0], side)]
    by_any = strengths[list(rows)].max(axis=0) >= _ASKED
    by_form = strengths[forms].max(axis=0) >= _ASKED if forms else np.zeros(len(other), bool)
    is_alone = spans.first == spans.last
    found: NDArray[np.bool_] = (edges & ~by_any)[spans.first] | (
        (edges & ~by_form)[spans.last] & ~is_alone
    )
    return found


class _ScoredPlaces:
    """The spans at each place of a phrase, and how well they fit it there."""

    def __init__(self) -> None:
        self._places = Spool(in_memory=_SCORED_IN_MEMORY)
        self._best = array("q")
        """Number of the best span of each place; -1 if none is good enough."""
        self._voted = array("Q")
        """Keys of these spans."""

    def add(self, spans: Spans, scores: Floats | None) -> None:
        """Add a place with its spans; `scores` is None if none can be chosen."""
        best = None if scores is None else _best(scores)
        self._best.append(-1 if best is None else best)
        if best is not None:
            self._voted.append(int(spans.keys[best]))
        parts = () if scores is None else (spans.keys, spans.first, spans.last, scores)
        self._places.append(*(part.tobytes() for part in parts))

    def vote(self) -> list[tuple[int, int] | None]:
        """Return the best span of each place, if what is best at the other places counts as well.

        Afterwards there are no places any more.
        """
        keys, votes = np.unique(np.array(self._voted, np.uint64), return_counts=True)
        voted = SpanCounts(keys, votes)
        found: list[tuple[int, int] | None] = []
        for number, best in enumerate(self._best):
            record = self._places[number]
            if not record:
                found.append(None)
                continue
            of_place = np.frombuffer(record, np.uint64).reshape(_PARTS, -1)
            others = voted.of(of_place[0])
            if best >= 0:
                others = others - (of_place[0] == of_place[0, best])
            scores = of_place[-1].view(np.float64)
            chosen = _best(scores + _AGREED * others / (len(self._best) + 1))
            found.append(
                None if chosen is None else (int(of_place[1, chosen]), int(of_place[2, chosen]))
            )
        self._places.close()
        return found


def _best(scores: Floats) -> int | None:
    """Return the number of the best span; None if it is not good enough."""
    best = int(scores.argmax())
    return best if scores[best] >= _LEAST_SCORE else None


def _score_words(pair: LinkedPair, rows: Sequence[int], side: Side) -> Floats:
    """Return for each word of the other text its score, above or below 0, by its links."""
    own, other = (pair.zh, pair.en) if side == "zh" else (pair.en, pair.zh)
    strengths = pair.strengths if side == "zh" else pair.strengths.T
    inside = strengths[list(rows)].max(axis=0)
    # a word that is part of the phrase (全球 of 全球南方), or the same word elsewhere, is no other
    phrase = "".join(own[row][0] for row in rows)
    rest = [at for at, (word, _, _) in enumerate(own) if word not in phrase]
    outside = strengths[rest].max(axis=0) if rest else np.zeros(len(other))
    # a link that other words have as well counts less, and one that they have more counts against
    shared = inside * inside / np.maximum(inside + outside, _LINKED)
    found = shared - _OTHERS * np.maximum(outside - inside, 0)
    found[(inside < _LINKED) & (outside < _LINKED)] = 0
    other_side: Side = "en" if side == "zh" else "zh"
    found[[not is_content(word, other_side) for word, _, _ in other]] = 0
    return np.asarray(found, np.float64)
