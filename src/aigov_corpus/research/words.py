"""Words of a corpus: how often they occur, beside which others, and more than elsewhere.

Log-likelihood is the measure of Dunning (1993), Accurate Methods for the Statistics of Surprise and
Coincidence, Computational Linguistics 19(1), 61-74; for two corpora as Rayson and Garside (2000),
Comparing Corpora using Frequency Profiling, give it. More than 15.13 happens by chance with a
probability of less than 0.0001; 3.84 with one of less than 0.05.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aigov_corpus.errors import NothingToDoError, UsageError
from aigov_corpus.records import Pair, Side
from aigov_corpus.research.concordance import find_lines
from aigov_corpus.research.texts import keep_new_texts, read_side
from aigov_corpus.terms.renderings import side_of
from aigov_corpus.text.content_words import list_content_words
from aigov_corpus.text.simplified import simplify
from aigov_corpus.text.words import find_words

_MILLION = 1_000_000
_DECIMALS = 2
_LOG_DICE_TOP = 14
"""The log-Dice of two words that never occur apart."""
_INSTEAD_OF_NONE = 0.5
"""Count of a word that a corpus lacks, so that the ratio of frequencies has a logarithm."""


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often a word occurs."""

    word: str
    count: int
    per_million: float
    """Occurrences in a million words."""
    pairs: int
    """Number of pairs that have it."""


@dataclass(frozen=True, slots=True)
class Collocate:
    """A word that stands near a phrase."""

    word: str
    count: int
    """How often it stands near the phrase."""
    total: int
    """How often it occurs at all."""
    expected: float
    """How often it would stand near the phrase if words were in no order."""
    log_likelihood: float
    """Dunning's measure; negative if it stands there less often than expected."""
    log_dice: float
    """Rychlý (2008), A Lexicographer-Friendly Association Score: at most 14, and one less means
    half as strong; it does not depend on the size of the corpus."""


@dataclass(frozen=True, slots=True)
class KeyWord:
    """A word whose frequencies in two corpora differ."""

    word: str
    count: int
    count_other: int
    per_million: float
    per_million_other: float
    log_likelihood: float
    """Negative if the word is more frequent in the other corpus."""
    log_ratio: float
    """Binary logarithm of the ratio of frequencies (Hardie 2014): 1 is twice as frequent."""


def split_words(text: str, side: Side) -> list[tuple[str, int, int]]:
    """Return the words of a text: Chinese ones in simplified characters, others in lower case."""
    return [
        (word.lower(), start, end)
        for word, start, end in find_words(simplify(text) if side == "zh" else text, lang=side)
    ]


def _keeps(word: str, side: Side, *, function_words: bool) -> bool:
    """Tell whether a word is listed."""
    return function_words or bool(list_content_words(word, lang=side))


def count_words(
    pairs: Iterable[Pair], *, side: str = "zh", function_words: bool = False
) -> list[Frequency]:
    """Return the words of one side, the most frequent first.

    The rate for a million words counts function words in any case. `Corpus.frequencies` describes
    the arguments.
    """
    chosen = read_side(side)
    counts: Counter[str] = Counter()
    having: Counter[str] = Counter()
    for pair in keep_new_texts(pairs, chosen):
        words = [word for word, _, _ in split_words(pair.text(chosen), chosen)]
        counts.update(words)
        having.update(set(words))
    total = counts.total()
    return [
        Frequency(word, count, round(count / total * _MILLION, _DECIMALS), having[word])
        for word, count in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
        if _keeps(word, chosen, function_words=function_words)
    ]


def find_collocates(
    pairs: Iterable[Pair],
    phrase: str,
    *,
    side: str | None = None,
    window: int = 5,
    min_count: int = 2,
    function_words: bool = False,
) -> list[Collocate]:
    """Return the words that stand near a phrase more often than by chance, the strongest first.

    A Chinese text with several renderings is counted once. `Corpus.collocates` describes the
    arguments and the errors.
    """
    for name, value in (("window", window), ("min_count", min_count)):
        if value < 1:
            raise UsageError(f"{name} is {value}", remedy="give 1 or more")
    chosen = side_of(phrase) if side is None else read_side(side)
    once = list(keep_new_texts(pairs, chosen))
    places: dict[str, list[tuple[int, int]]] = {}
    lines = find_lines(once, phrase, side=chosen, links=False)
    for line in lines:
        places.setdefault(line.pair.pair_id, []).append((line.start, line.end))
    if not lines:
        raise NothingToDoError(f"no text has '{phrase}'", remedy="check its spelling")
    near: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for pair in once:
        words = split_words(pair.text(chosen), chosen)
        counts.update(word for word, _, _ in words)
        near.update(_words_near(words, places.get(pair.pair_id, ()), window))
    sizes = (len(lines), near.total(), counts.total())
    found = [
        _collocate(word, count, counts[word], sizes)
        for word, count in near.items()
        if count >= min_count and _keeps(word, chosen, function_words=function_words)
    ]
    return sorted(found, key=lambda one: (-one.log_likelihood, one.word))


def _words_near(
    words: Sequence[tuple[str, int, int]], places: Iterable[tuple[int, int]], window: int
) -> list[str]:
    """Return the words near some places; a word that is near two of them comes once."""
    near: set[int] = set()
    inside: set[int] = set()
    for start, end in places:
        before = [number for number, word in enumerate(words) if word[2] <= start]
        after = [number for number, word in enumerate(words) if word[1] >= end]
        near.update(before[-window:], after[:window])
        inside.update(set(range(len(words))).difference(before, after))
    return [words[number][0] for number in sorted(near - inside)]


def _collocate(word: str, count: int, total: int, sizes: tuple[int, int, int]) -> Collocate:
    """Return the measures of a word that stands near a phrase.

    Args:
        word: the word.
        count: how often it stands near the phrase.
        total: how often it occurs.
        sizes: how often the phrase occurs; number of words near it; number of all words.
    """
    phrases, near, words = sizes
    expected = near * total / words
    likelihood = _log_likelihood(
        ((count, near - count), (total - count, words - near - total + count))
    )
    dice = _LOG_DICE_TOP + math.log2(2 * count / (phrases + total))
    return Collocate(
        word,
        count,
        total,
        round(expected, _DECIMALS),
        round(math.copysign(likelihood, count - expected), _DECIMALS),
        round(min(dice, _LOG_DICE_TOP), _DECIMALS),
    )


def compare_words(
    pairs: Iterable[Pair],
    others: Iterable[Pair],
    *,
    side: str = "zh",
    min_count: int = 1,
    function_words: bool = False,
) -> list[KeyWord]:
    """Return the words whose frequencies in two corpora differ, those that differ most first.

    `Corpus.keyness` describes the arguments and the errors.
    """
    chosen = read_side(side)
    first, second = (
        {one.word: one.count for one in count_words(part, side=chosen, function_words=True)}
        for part in (pairs, others)
    )
    sizes = (sum(first.values()), sum(second.values()))
    if not all(sizes):
        raise NothingToDoError(
            f"one of the two corpora has no text in {chosen}", remedy="select others"
        )
    found = []
    for word in first.keys() | second.keys():
        counts = (first.get(word, 0), second.get(word, 0))
        if sum(counts) >= min_count and _keeps(word, chosen, function_words=function_words):
            found.append(_key_word(word, counts, sizes))
    return sorted(found, key=lambda one: (-abs(one.log_likelihood), one.word))


def _key_word(word: str, counts: tuple[int, int], sizes: tuple[int, int]) -> KeyWord:
    """Return the measures of a word with these counts, in corpora of these sizes."""
    rates = [count / size for count, size in zip(counts, sizes, strict=True)]
    shared = sum(counts) / sum(sizes)
    likelihood = 2 * sum(
        count * math.log(rate / shared) for count, rate in zip(counts, rates, strict=True) if count
    )
    smoothed = [
        (count or _INSTEAD_OF_NONE) / size for count, size in zip(counts, sizes, strict=True)
    ]
    return KeyWord(
        word,
        counts[0],
        counts[1],
        round(rates[0] * _MILLION, _DECIMALS),
        round(rates[1] * _MILLION, _DECIMALS),
        round(math.copysign(likelihood, rates[0] - rates[1]), _DECIMALS),
        round(math.log2(smoothed[0] / smoothed[1]), _DECIMALS),
    )


def _log_likelihood(cells: Sequence[Sequence[int]]) -> float:
    """Return Dunning's measure of a table with two rows and two columns."""
    rows = [sum(row) for row in cells]
    columns = [sum(column) for column in zip(*cells, strict=True)]
    total = sum(rows)
    return 2 * sum(
        cell * math.log(cell * total / (rows[at] * columns[across]))
        for at, row in enumerate(cells)
        for across, cell in enumerate(row)
        if cell > 0
    )
