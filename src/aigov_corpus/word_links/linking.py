"""Link the words of pairs: evidence, then neighbours, then what other pairs show."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from aigov_corpus.embedding import DEFAULT, cache_encoder
from aigov_corpus.embedding.threads import limit_matrix_threads
from aigov_corpus.files.spooling import Spool
from aigov_corpus.protocols import Encoder
from aigov_corpus.text.arguments import checks_arguments
from aigov_corpus.text.language_codes import normalise_code
from aigov_corpus.word_links.evidence import Evidence
from aigov_corpus.word_links.reading import WordPair, read_word_pairs
from aigov_corpus.word_links.vocabulary import Vocabulary, WordCounts

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

LINK_STRENGTH = 0.45
"""Strength above which two words are linked."""

# Chosen together with the weights of `evidence`.
_NO_LINK = 1.3
"""Evidence, in nats, that a link must exceed to be more probable than no link."""
_DISTANCE = 2.0
"""Subtracted, in nats, if one word is the first of its text and the other the last."""
_NEIGHBOURS = 2.5
"""Added, in nats, if the two words before, or after, are linked with certainty."""
_ITERATIONS = 3
"""How often links are weighed anew with the links of their neighbours."""
# Where near words stand whose links count in full, by the difference of the source words and of the
# target words; and those whose links count for a part, because a phrase may have another word in
# between or be the other way round.
_NEXT = ((-1, -1), (1, 1))
_NEAR = (
    *((0, -1), (0, 1), (-1, 0), (1, 0), (-1, 1), (1, -1)),
    *((-2, -2), (2, 2), (-2, -1), (-1, -2), (2, 1), (1, 2)),
)
_NEAR_SHARE = np.float32(0.3)
# How far near words may stand from each other.
_REACH = 2
# The most cells of the arrays of pairs that are weighed together: 256 kB, which stay in the cache
# of a processor.
_CELLS = 1 << 16
MOST_CELLS = 1 << 23
"""Most source words times target words of a pair whose words are linked: some 2,900 words on each
side, as a chapter has. Time and memory grow with this product: 2 seconds and 400 MB at this size,
a minute and 9 GB for 42,000 Chinese characters."""
# By how many words the sizes of such pairs may differ.
_LIKE_SIZES = 8


def is_too_long(src_words: int, tgt_words: int) -> bool:
    """Tell whether two texts have too many words to be linked; they are no sentences."""
    return src_words * tgt_words > MOST_CELLS


@checks_arguments
def link_words(
    pairs: Iterable[WordPair],
    *,
    src_lang: str = "zh",
    tgt_lang: str = "en",
    encoder: Encoder | str = DEFAULT,
) -> list[set[tuple[int, int]]]:
    """Find which words of each pair render each other.

    The same pairs always give the same links. All pairs are linked together, because links of
    one pair are evidence for another; a few pairs are enough, and more pairs give better links.

    Args:
        pairs: for each pair of texts, the list of source words and the list of target words.
            `aigov_corpus.text.words.list_words` makes such lists.
        src_lang: language code of the source words.
        tgt_lang: language code of the target words. The dictionary is used for Chinese with
            English, in this order.
        encoder: makes the vectors of words; an encoder or the name of one.

    Returns:
        For each pair the set of its links `(i, j)`: source word `i` and target word `j`, counted
        from 0. Texts of more than about 2,900 words have none (`is_too_long`).

    Raises:
        UsageError: `pairs` is no sequence of pairs of word lists, or a language code is unknown.
        InvalidInputError: a word is longer than 100,000 characters.
        EncoderError: the encoder cannot be loaded or used.
    """
    strengths = weigh_links(pairs, src_lang=src_lang, tgt_lang=tgt_lang, encoder=encoder)
    found = []
    for strength in strengths:
        rows, columns = np.nonzero(strength > LINK_STRENGTH)
        found.append(set(zip(rows.tolist(), columns.tolist(), strict=True)))
    return found


@limit_matrix_threads()
def weigh_links(
    pairs: Iterable[WordPair],
    *,
    src_lang: str = "zh",
    tgt_lang: str = "en",
    encoder: Encoder | str = DEFAULT,
    together: bool = True,
) -> list[Floats]:
    """Return how strongly the words of each pair are linked; takes what `link_words` takes.

    Args:
        pairs: as in `link_words`.
        src_lang: as in `link_words`.
        tgt_lang: as in `link_words`.
        encoder: as in `link_words`.
        together: True if links of one pair are evidence for the others. Without, it takes about
            half of the time.

    Returns:
        For each pair an array float32 `(source words, target words)` of numbers from 0 to 1: the
        mean of the probabilities that the target word renders the source word and the reverse.
        It is 0 everywhere in texts that are too long (`is_too_long`).
    """
    texts = read_word_pairs(pairs)
    linker = Linker(src_lang=src_lang, tgt_lang=tgt_lang, encoder=encoder)
    for src, tgt in texts:
        linker.add(src, tgt)
    found = [no_links(len(src), len(tgt)) for src, tgt in texts]
    for number, strengths in linker.weigh(together=together):
        found[number] = strengths
    return found


def no_links(src_words: int, tgt_words: int) -> Floats:
    """Return strengths of 0, which take no memory and cannot be changed."""
    return np.broadcast_to(np.float32(0), (src_words, tgt_words))


class Linker:
    """Links the words of many pairs, of which a few are in memory at a time.

    Args:
        src_lang: as in `link_words`.
        tgt_lang: as in `link_words`.
        encoder: as in `link_words`.
    """

    def __init__(
        self, *, src_lang: str = "zh", tgt_lang: str = "en", encoder: Encoder | str = DEFAULT
    ) -> None:
        self._languages = (normalise_code(src_lang), normalise_code(tgt_lang))
        self._encoder = cache_encoder(encoder)
        self._src, self._tgt = WordCounts(), WordCounts()
        self._rows, self._columns = array("l"), array("l")
        self._pairs, self._alone = Spool(), Spool()

    def add(self, src: Sequence[str], tgt: Sequence[str]) -> None:
        """Add the source words and the target words of a pair."""
        self._rows.append(len(src))
        self._columns.append(len(tgt))
        self._pairs.append(self._src.add(src).tobytes(), self._tgt.add(tgt).tobytes())

    def weigh(self, *, together: bool = True) -> Iterator[tuple[int, Floats]]:
        """Yield the number of each pair whose words can be linked, and what links them.

        A pair without words on one side, or with too many (`is_too_long`), is passed over.

        The order is that of their sizes. `weigh_links` says what the arrays hold. After the last
        pair, the linker cannot be used any more.

        Args:
            together: as in `weigh_links`.
        """
        src_lang, tgt_lang = self._languages
        src = Vocabulary(self._src, lang=src_lang, encoder=self._encoder)
        tgt = Vocabulary(self._tgt, lang=tgt_lang, encoder=self._encoder)
        evidence = Evidence(src, tgt, src_lang=src_lang)
        groups = list(_group_by_size(self._rows, self._columns))
        if together:
            self._weigh_alone(groups, src, tgt, evidence)
            evidence.learn()
        for at, group in enumerate(groups):
            pairs = [self._read(number, src, tgt) for number in group]
            if together:
                fits = self._read_alone(at, pairs)
                for page, (of_src, of_tgt) in zip(fits, pairs, strict=True):
                    page[: len(of_src), : len(of_tgt)] += evidence.together(of_src, of_tgt)
            else:
                fits = evidence.between(pairs)
            found = _weigh_together(fits, pairs)
            for number, page, (of_src, of_tgt) in zip(group, found, pairs, strict=True):
                yield number, page[: len(of_src), : len(of_tgt)]
        self._alone.close()
        self._pairs.close()

    def _weigh_alone(
        self, groups: Iterable[Sequence[int]], src: Vocabulary, tgt: Vocabulary, evidence: Evidence
    ) -> None:
        """Weigh the links of each pair without the others, and let the evidence count them.

        How well the words of the pairs fit is written down, a record for each group.
        """
        for group in groups:
            pairs = [self._read(number, src, tgt) for number in group]
            fits = evidence.between(pairs)
            self._alone.append(fits.tobytes())
            found = _weigh_together(fits, pairs)
            for page, (of_src, of_tgt) in zip(found, pairs, strict=True):
                evidence.count(of_src, of_tgt, page[: len(of_src), : len(of_tgt)])

    def _read_alone(self, at: int, pairs: Sequence[tuple[Ints, Ints]]) -> Floats:
        """Return how well the words of the pairs of a group fit, which was written down."""
        shape = (len(pairs), *(max(map(len, texts)) for texts in zip(*pairs, strict=True)))
        return np.frombuffer(self._alone[at], np.float32).reshape(shape).copy()

    def _read(self, number: int, src: Vocabulary, tgt: Vocabulary) -> tuple[Ints, Ints]:
        """Return the numbers of the words of a pair in both vocabularies."""
        words = np.frombuffer(self._pairs[number], np.int32)
        rows = self._rows[number]
        return src.numbers(words[:rows]), tgt.numbers(words[rows:])


def _group_by_size(all_rows: Sequence[int], all_columns: Sequence[int]) -> Iterator[list[int]]:
    """Yield groups of the numbers of pairs that have like sizes.

    Pairs without words, and pairs that are too long, are in none.

    Pairs of like sizes are weighed together, because numpy takes as long for one small array as
    for a dozen.
    """
    steps = np.array(all_rows, np.int64) // _LIKE_SIZES
    order = np.lexsort((np.array(all_columns, np.int64), steps))
    group: list[int] = []
    most_rows = 0
    for number in order.tolist():
        rows, columns = all_rows[number], all_columns[number]
        if not rows or not columns or is_too_long(rows, columns):
            continue
        most_rows = max(most_rows, rows)
        # the last pair of a group has the most columns, unless a new step of rows begins
        is_like = not group or columns <= _LIKE_SIZES + all_columns[group[0]]
        if group and ((len(group) + 1) * most_rows * columns > _CELLS or not is_like):
            yield group
            group, most_rows = [], rows
        group.append(number)
    if group:
        yield group


def _weigh_together(fits: Floats, pairs: Sequence[tuple[Ints, Ints]]) -> Floats:
    """Return the strengths of the links of some pairs, of the shape of `fits`."""
    rows = np.array([len(src) for src, _ in pairs], np.float32)
    columns = np.array([len(tgt) for _, tgt in pairs], np.float32)
    src_places = (np.arange(fits.shape[1], dtype=np.float32) + 0.5) / rows[:, None]
    tgt_places = (np.arange(fits.shape[2], dtype=np.float32) + 0.5) / columns[:, None]
    placed = fits - _DISTANCE * abs(src_places[:, :, None] - tgt_places[:, None])
    to_tgt, to_src = _both_ways(placed)
    for _ in range(_ITERATIONS):
        near = _sum_near(np.sqrt(to_tgt * to_src))
        near *= _NEIGHBOURS
        near += placed
        to_tgt, to_src = _both_ways(near)
    to_tgt += to_src
    to_tgt /= 2
    return to_tgt


def _both_ways(fits: Floats) -> tuple[Floats, Floats]:
    """Return the probability of each target word for a source word, and of each source word.

    What remains to 1 is the probability that the word has no link.
    """
    # the same number is subtracted everywhere in a pair, so that no exponential is too large
    most = np.maximum(fits.max((1, 2), keepdims=True), np.float32(_NO_LINK))
    odds = np.exp(fits - most)
    none = np.exp(np.float32(_NO_LINK) - most)
    return odds / (odds.sum(2, keepdims=True) + none), odds / (odds.sum(1, keepdims=True) + none)


def _sum_near(strengths: Floats) -> Floats:
    """Return for each two words the sum of the strengths of the links of near words."""
    pairs, rows, columns = strengths.shape
    width = columns + 2 * _REACH
    padded = np.zeros((pairs, rows + 2 * _REACH, width), np.float32)
    padded[:, _REACH:-_REACH, _REACH:-_REACH] = strengths
    found = np.zeros_like(padded)
    # in one row of all cells, the near words of any two words stand at the same distances
    cells = padded.ravel()
    first = _REACH * width + _REACH
    sums = found.ravel()[first:-first]
    for places in (_NEAR, _NEXT):
        for down, right in places:
            start = first + down * width + right
            sums += cells[start : start + len(sums)]
        if places is _NEAR:
            sums *= _NEAR_SHARE
    return found[:, _REACH:-_REACH, _REACH:-_REACH]
