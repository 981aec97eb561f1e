"""The questions that a researcher asks a corpus, as methods; each calls one function of `research`.

They are here, and not in `corpus.corpus`, so that both files can be read at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any, Self

from aigov_corpus.corpus.part import CorpusPart
from aigov_corpus.errors import UsageError
from aigov_corpus.records import Pair
from aigov_corpus.text.arguments import checks_arguments
from aigov_corpus.text.values import read_items

if TYPE_CHECKING:
    import pandas as pd

    from aigov_corpus.protocols import Encoder
    from aigov_corpus.research.concordance import Concordance
    from aigov_corpus.research.crosstab import Crosstab
    from aigov_corpus.research.searching import Hits

_OTHER_CORPUS = "pass a corpus, such as  corpus.select(rendering=…)"
"""What to do if something else is to be compared with a corpus."""


class Questions(CorpusPart):
    """The part of a corpus that answers questions about words, principles and lengths."""

    @checks_arguments
    def concordance(
        self,
        phrase: str,
        *,
        width: int = 15,
        side: str | None = None,
        lemma: bool = False,
        words: bool = False,
        links: bool = True,
    ) -> Concordance:
        """Return every place of a word or phrase, with its context and its counterpart.

        >>> import aigov_corpus as ac
        >>> ac.load().select(rendering="sinocism").concordance("可控性", width=8)
        <Concordance: 1 place of 可控性>
        安全性、可靠性、 [可控性] 和公平性,最终落  = controllable

        Args:
            phrase: a Chinese or English phrase; case, and traditional characters, do not matter.
            width: context before and after it, in Chinese characters; two Latin letters are as wide
                as one.
            side: the text to look in, `zh` or `en`; None for Chinese if the phrase has a Chinese
                character, else English.
            lemma: whether all forms of English words count: `govern` finds governed. It needs the
                extra `research`.
            words: whether a Chinese phrase must begin and end where words do.
            links: whether word links mark the counterpart in the other text. Without, it is faster.

        Raises:
            UsageError: the phrase is empty, `width` is below 0, or `lemma` or `words` does not fit
                its language.
            UnknownNameError: `side` is neither `zh` nor `en`.
            MissingExtraError: `lemma` needs a package that is not installed.
        """
        from aigov_corpus.research.concordance import WIDEST, Concordance, find_lines

        if not 0 <= width <= WIDEST:
            raise UsageError(f"width is {width}", remedy=f"give 0 to {WIDEST:,} characters")
        lines = find_lines(self._pairs, phrase, side=side, lemma=lemma, words=words, links=links)
        return Concordance(phrase, lines, width=width)

    @checks_arguments
    def search(
        self,
        query: str,
        *,
        k: int = 10,
        side: str | None = None,
        encoder: Encoder | str = "use",
    ) -> Hits:
        """Return the pairs with a text that means about the same as a query, the nearest first.

        The query may be in another language than the text. Of the pairs of several renderings with
        the same Chinese text, only one is found by that text.

        Args:
            query: a few words or a sentence.
            k: number of pairs, at most.
            side: the texts to look in, `zh` or `en`; None for both.
            encoder: makes the vectors; an encoder or the name of one.

        Raises:
            UsageError: the query is empty, or `k` is less than 1.
            UnknownNameError: `side` is neither `zh` nor `en`, or there is no such encoder.
            NothingToDoError: there is no text to look in.
            EncoderError: the encoder cannot be loaded or used.
        """
        from aigov_corpus.research.searching import Hits, search_pairs

        return Hits(query, search_pairs(self._pairs, query, k=k, side=side, encoder=encoder))

    @checks_arguments
    def frequencies(
        self, *, side: str = "zh", by: str | None = None, function_words: bool = False
    ) -> pd.DataFrame:
        """Return how often words occur, the most frequent first.

        `per_million` is the count for a million words, `pairs` in how many pairs the word stands.
        The Chinese text of a document is counted once, however many renderings it has.

        Args:
            side: `zh` or `en`.
            by: count each group for itself: those of one `principle`, `section`, `document`,
                `rendering`, `status`, `kind` or `bead`. The first column is then called so; rates
                are those in the group. A pair with several principles is in several groups, and
                one without any in none.
            function_words: whether words such as 的 and `the` are listed too.

        Raises:
            UnknownNameError: there is no such side, or nothing of this name to group by.
        """
        from aigov_corpus.research.crosstab import group_pairs
        from aigov_corpus.research.words import Frequency, count_words

        groups = {"": list(self._pairs)} if by is None else group_pairs(self._pairs, by)
        found = [
            (name, row)
            for name, pairs in groups.items()
            for row in count_words(pairs, side=side, function_words=function_words)
        ]
        table = _to_frame([row for _, row in found], Frequency)
        if by is not None:
            table.insert(0, by, [name for name, _ in found])
        return table

    @checks_arguments
    def collocates(
        self,
        phrase: str,
        *,
        side: str | None = None,
        window: int = 5,
        min_count: int = 2,
        function_words: bool = False,
    ) -> pd.DataFrame:
        """Return the words that stand near a phrase, those with the strongest evidence first.

        `count` says how often a word stands near the phrase, `expected` how often it would by
        chance, and `total` how often it occurs at all. `log_likelihood` measures how sure it is
        that they attract each other, `log_dice` (14 at most) how strongly.

        Args:
            phrase: a Chinese or English phrase.
            side: the text to look in, `zh` or `en`; None to tell it by the phrase.
            window: number of words before and after the phrase that are near.
            min_count: how often a word stands near the phrase, at least.
            function_words: whether words such as 的 and `the` are listed too.

        Raises:
            UsageError: the phrase is empty, or a number is less than 1.
            UnknownNameError: `side` is neither `zh` nor `en`.
            NothingToDoError: the phrase does not occur.
        """
        from aigov_corpus.research.words import Collocate, find_collocates

        rows = find_collocates(
            self._pairs,
            phrase,
            side=side,
            window=window,
            min_count=min_count,
            function_words=function_words,
        )
        return _to_frame(rows, Collocate)

    @checks_arguments
    def keyness(
        self,
        other: Iterable[Pair],
        *,
        side: str = "zh",
        min_count: int = 1,
        function_words: bool = False,
    ) -> pd.DataFrame:
        """Return the words whose frequencies differ from those in another corpus.

        Columns whose names end in `other` are about that corpus. The measure is log-likelihood
        (Dunning 1993; Rayson and Garside 2000); it is negative for words that are more frequent
        there. A `log_ratio` of 1 is twice as frequent.

        Args:
            other: the corpus to compare with.
            side: the texts to compare: `zh` or `en`.
            min_count: how often a word occurs in the two together, at least.
            function_words: whether words such as 的 and `the` are listed too.

        Raises:
            UnknownNameError: `side` is neither `zh` nor `en`.
            NothingToDoError: one of the two has no text on this side.
        """
        from aigov_corpus.research.words import KeyWord, compare_words

        rows = compare_words(
            self._pairs,
            read_items(other, name="other", of=Pair, remedy=_OTHER_CORPUS),
            side=side,
            min_count=min_count,
            function_words=function_words,
        )
        return _to_frame(rows, KeyWord)

    @checks_arguments
    def crosstab(self, row: str, column: str, *, side: str = "zh") -> Crosstab:
        """Return how many sentences have each value of one column and each of another.

        >>> import aigov_corpus as ac
        >>> ac.load().crosstab("principle", "section").to_pandas().loc["security"].tolist()
        [3, 0, 0, 0, 0]

        A Chinese sentence is counted once, even if it stands in the pairs of several renderings.

        Args:
            row: `principle`, `section`, `document`, `rendering`, `status`, `kind` or `bead`.
            column: another of these.
            side: the sentences to count: `zh` or `en`.

        Raises:
            UnknownNameError: there is no such column or side.
            NothingToDoError: no pair has a sentence of this side.
        """
        from aigov_corpus.research.crosstab import count_both

        return count_both(self._pairs, row, column, side=side)

    def shifts(self) -> pd.DataFrame:
        """Return how often a principle is said in the Chinese only, in the English only, or both.

        There is one row for each rendering and principle. It counts the pairs in which each text
        expresses the principle by itself (`both`), only the Chinese does (`only_zh`), only the
        English does (`only_en`), or neither, but both together do (`together`). `only_zh_ids` and
        `only_en_ids` are the ids of such pairs.
        """
        from aigov_corpus.research.shifts import Shift, find_shifts

        return _to_frame(find_shifts(self._pairs), Shift)

    @checks_arguments
    def outliers(self, measure: str = "length_ratio", *, farthest: float = 3.5) -> pd.DataFrame:
        """Return the pairs that are unlike the others of their rendering, the farthest first.

        `value` is the measure of a pair, `usual` the median of its rendering, and `deviation` how
        many robust standard deviations lie between them (negative: below the median).

        Args:
            measure: `length_ratio`, English letters for each Chinese character; or `score`.
            farthest: robust standard deviations from the median that are still usual.

        Raises:
            UnknownNameError: there is no such measure.
            UsageError: `farthest` is not above 0.
        """
        from aigov_corpus.research.outliers import Outlier, find_outliers

        rows = find_outliers(self._pairs, measure, farthest=farthest)
        return _to_frame(rows, Outlier)

    @checks_arguments
    def sample(self, size: int, *, by: str | Iterable[str] = (), seed: int = 0) -> Self:
        """Return a corpus of some pairs, in which each group has its share.

        The same corpus, size and seed give the same sample.

        Args:
            size: number of pairs.
            by: what the groups have in common: `document`, `rendering`, `section`, `principle`,
                `status` or `kind`, or several of these. A pair with several principles is in the
                group of its rarest one.
            seed: a number; another one gives another sample.

        Raises:
            UsageError: the size is less than 1, or more than there are pairs.
            UnknownNameError: pairs cannot be divided by that name.
            NothingToDoError: there are no pairs.
        """
        from aigov_corpus.research.sampling import draw_sample

        names = [by] if isinstance(by, str) else read_items(by, name="by", of=str)
        drawn, notes = draw_sample(self._pairs, size, by=names, seed=seed)
        return self._derive(drawn, notes=(*self.notes, *notes))


def _to_frame(rows: Sequence[Any], kind: type) -> pd.DataFrame:
    """Return a DataFrame of records of one kind, with a column for each of its fields."""
    import pandas as pd

    columns = [field.name for field in fields(kind)]
    return pd.DataFrame([asdict(row) for row in rows], columns=columns)
