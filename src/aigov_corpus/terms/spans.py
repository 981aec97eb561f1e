"""Which piece of the other text renders a phrase, by links and by how often the two come together.

A *span* is a run of up to six words with a meaning; it crosses no punctuation. For each place of a
phrase, each span of the other text gets a number: the strengths of its links with the phrase, less
those with other words, and how regularly it occurs in pairs with the phrase and in no others. So
全球南方 is "Global South", although only "South" is linked. The best spans of all places then vote,
so that a place where links are weak follows the others.

Of a phrase without a meaning of its own, such as 应当, and of one that is linked with such words at
most of its places, the rendering is what it is linked with, and nothing where it has no such link.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from aigov_corpus.files.spooling import KeyCounter, Spool, look_up
from aigov_corpus.records import Side
from aigov_corpus.terms.linked import LinkedPair, Word
from aigov_corpus.text.content_words import list_content_words, stem

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Keys = NDArray[np.uint64]
    Floats = NDArray[np.float64]

_MOST_WORDS = 6
"""Words with a meaning in the longest span."""
_MOST_FORM_WORDS = 3
"""Words without a meaning of their own, such as "of the", that a span may have besides."""
_BREAK = re.compile('[,.;:()\\[\\]“”"!?，。；：、（）！？《》]')
"""Pattern for marks that no span crosses."""
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
_EDGES: dict[Side, frozenset[str]] = {
    "en": frozenset(
        (
            "under within between among amongst through during against upon toward towards "
            "throughout via per across beyond along around above below behind near despite since "
            "until till while although because whether unless though amid concerning regarding "
            "including like another each every both either neither whose must being thus hence "
            "therefore however moreover nor onto off once same own else etc without before after"
        ).split()
    ),
    "zh": frozenset(
        (
            "过 以及 及其 向 由 将 并 并且 且 或者 等 再 更 最 该 此 所 则 即 但 但是 因为 所以 "
            "如果 通过 根据 按照 关于 对于 由于 为了 以便 从而 同时 应 应当 必须 能够 各 其中"
        ).split()
    ),
}
"""Words that no rendering begins or ends with unless the phrase asks for them, beside those that
have no meaning of their own."""
_REPEATED = 2
"""Pairs in which a span occurs that is not counted as one that occurs once."""
_SCORED_IN_MEMORY = 1 << 22
"""Bytes of scored places of a phrase that stay in memory: those of a thousand places or more."""
_PARTS = 4
"""Numbers of a scored span: its key, its first and last word, its score; 64 bits each."""
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
"""An odd number by which keys of words are mixed to that of a span (the golden ratio)."""


class Spans(NamedTuple):
    """The spans of one text."""

    first: Ints
    """Number of the first word of each span."""
    last: Ints
    """Number of its last word."""
    keys: Keys
    """A number for its stems: spans with the same number are forms of one phrase."""
    sizes: Ints
    """Its words with a meaning."""


class SpanCounts:
    """In how many texts each span occurs.

    Args:
        keys: keys of spans, in ascending order.
        counts: in how many texts each of them occurs.
        rest: what counts for the others.
    """

    def __init__(self, keys: Keys, counts: NDArray[Any], *, rest: float = 0.0) -> None:
        self._keys = keys
        self._counts = counts
        self._rest = rest

    @classmethod
    def of_texts(cls, texts: Sequence[Spans], weights: Sequence[float] | None = None) -> SpanCounts:
        """Count the spans of some texts.

        Args:
            texts: the spans of each text.
            weights: how many texts each of them stands for; None for one.
        """
        distinct = [np.unique(spans.keys) for spans in texts]
        joined = np.concatenate(distinct) if distinct else np.empty(0, np.uint64)
        counted = np.repeat(
            np.ones(len(texts)) if weights is None else np.asarray(weights, float),
            [len(keys) for keys in distinct],
        )
        keys, places = np.unique(joined, return_inverse=True)
        return cls(keys, np.bincount(places, counted, len(keys)))

    def of(self, keys: Keys) -> Floats:
        """Return the counts of some spans."""
        places = look_up(keys, self._keys)
        found = np.full(len(keys), self._rest)
        found[places >= 0] = self._counts[places[places >= 0]]
        return found


def list_spans(words: Sequence[Word], text: str, side: Side) -> Spans:
    """Return the spans of a text.

    Args:
        words: its words.
        text: the text.
        side: its language.
    """
    has_meaning = [is_content(word, side) for word, _, _ in words]
    ends_here = [
        _BREAK.search(text, before[2], behind[1]) is not None for before, behind in pairwise(words)
    ]
    numbers = [_number(word, side) for word, _, _ in words]
    rows: list[tuple[int, int, int, int]] = []
    for first in range(len(words)):
        if not has_meaning[first]:
            continue
        key = size = 0
        for last in range(first, min(len(words), first + _MOST_WORDS + _MOST_FORM_WORDS)):
            if last > first and ends_here[last - 1]:
                break
            key = (key * int(_MULTIPLIER) + numbers[last]) & 0xFFFFFFFFFFFFFFFF
            size += has_meaning[last]
            if size > _MOST_WORDS:
                break
            if has_meaning[last]:
                rows.append((first, last, key, size))
    if not rows:
        none = np.empty(0, np.int64)
        return Spans(none, none, np.empty(0, np.uint64), none)
    first_words, last_words, keys, sizes = zip(*rows, strict=True)
    return Spans(
        np.array(first_words, np.int64),
        np.array(last_words, np.int64),
        np.array(keys, np.uint64),
        np.array(sizes, np.int64),
    )


@lru_cache(maxsize=1 << 16)
def is_content(word: str, side: Side) -> bool:
    """Tell whether a word has a meaning of its own: not "the" and 的."""
    return bool(list_content_words(word, lang=side))


def is_edge(word: str, side: Side) -> bool:
    """Tell whether no rendering begins or ends with a word unless the phrase asks for it."""
    return word.lower() in _EDGES[side]


@lru_cache(maxsize=1 << 16)
def _number(word: str, side: Side) -> int:
    """Return a number for the stem of a word, the same in every process."""
    key = stem(re.sub("['’]s$", "", word.lower())) if side == "en" else word
    found = 0
    for character in key:
        found = (found * 1_000_003 + ord(character) + 1) & 0xFFFFFFFFFFFFFFFF
    return found


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
    by_links: list[tuple[int, int] | None] = []
    other_side: Side = "en" if side == "zh" else "zh"
    forms = contents = every = 0
    is_form = True
    for _, of_pair in groupby(places(), key=lambda place: place.number):
        together = list(of_pair)
        counter.add(np.unique(together[0].spans.keys))  # several places in one pair count once
        pairs += 1
        for place in together if not is_term else ():
            group = _linked_words(place, side)
            by_links.append(group)
            every += 1
            is_form = is_form and _are_forms(place.pair, place.rows, side)
            if group is not None:
                linked_with_forms = _are_forms(place.pair, _surely_linked(place, side), other_side)
                forms += linked_with_forms
                contents += not linked_with_forms
    is_by_links = forms > (contents if is_form else every - forms) or (is_form and not contents)
    if is_by_links and not is_term:
        return by_links
    repeated = SpanCounts(*counter.find(_REPEATED), rest=1.0)
    scored = _ScoredPlaces()
    for place in places():
        if not len(place.spans.keys) or not place.rows:
            scored.add(place.spans, None)
            continue
        linked = _score_words(place.pair, place.rows, side)
        sums = np.concatenate([[0.0], np.cumsum(linked)])
        spans = place.spans
        both = repeated.of(spans.keys)
        regular = 2 * both / (counts.of(spans.keys) + pairs) * (1 - 1 / (both + 1))
        lengths = _LENGTH * np.minimum(spans.sizes, _COUNTED_LENGTH) * (both > 1)
        fitting = sums[spans.last + 1] - sums[spans.first] + _REGULAR * regular + lengths
        fitting[_has_loose_end(place.pair, spans, place.rows, side)] = -np.inf
        scored.add(spans, fitting)
    return scored.vote()


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
