"""Pictures of a corpus: `corpus.plot.scores()` and others, each with the numbers that it shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aigov_corpus.errors import NothingToDoError, UsageError
from aigov_corpus.records import WITHOUT_COUNTERPART
from aigov_corpus.text.arguments import checks_arguments
from aigov_corpus.text.counting import counted

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from aigov_corpus.corpus.corpus import Corpus

_SURE = 0.9
"""Score from which on a pair seldom is wrong (docs/alignment.md)."""
_PARTS = ("aligned", *WITHOUT_COUNTERPART)
"""The parts of a bar of coverage."""
_NOTHING = "select others, or use wider filters"


@dataclass(frozen=True, slots=True)
class Plots:
    """The pictures of a corpus; each method returns the Axes of matplotlib, to be changed further.

    Each takes `ax`, the Axes to draw on; None makes a new picture.
    """

    corpus: Corpus

    @checks_arguments
    def scores(self, *, threshold: float = _SURE, ax: Axes | None = None) -> Axes:
        """Draw how many pairs have which score.

        Args:
            threshold: a score; pairs below it have another colour.
            ax: the Axes to draw on.

        Raises:
            NothingToDoError: no pair has a score.
            UsageError: the threshold is not from 0 to 1.
            MissingExtraError: matplotlib is not installed.
        """
        from aigov_corpus.plotting.charts import draw_histogram

        if not 0 <= threshold <= 1:
            raise UsageError(f"threshold is {threshold}", remedy="give a number from 0 to 1")
        scores = [pair.score for pair in self.corpus if pair.score is not None]
        if not scores:
            raise NothingToDoError("no pair has a score", remedy=_NOTHING)
        title = f"Scores of {counted(len(scores), 'pair')}"
        return draw_histogram(scores, threshold=threshold, title=title, label="score", ax=ax)

    @checks_arguments
    def coverage(self, *, ax: Axes | None = None) -> Axes:
        """Draw for each section how many of its pairs have both texts.

        Raises:
            NothingToDoError: there are no pairs.
            MissingExtraError: matplotlib is not installed.
        """
        from aigov_corpus.plotting.charts import draw_bars

        counts: dict[tuple[str, ...], Counter[str]] = {}
        for pair in self.corpus:
            key = (pair.document, pair.rendering, pair.section)
            part = "aligned" if pair.zh and pair.en else pair.status
            counts.setdefault(key, Counter())[part if part in _PARTS else "other"] += 1
        if not counts:
            raise NothingToDoError("there are no pairs", remedy=_NOTHING)
        names = self._name_rows(list(counts))
        parts = {
            part: [one[part] for one in counts.values()]
            for part in (*_PARTS, "other")
            if any(one[part] for one in counts.values())
        }
        title = "Coverage by section"
        return draw_bars(names, parts, title=title, label="pairs", ax=ax)

    def _name_rows(self, keys: Sequence[tuple[str, ...]]) -> list[str]:
        """Return names for rows of document, rendering and section, without what all share."""
        shown = [at for at in range(2) if len({key[at] for key in keys}) > 1]
        return [" ".join((*(key[at] for at in shown), f"§{key[2]}")) for key in keys]

    @checks_arguments
    def lengths(self, *, farthest: float = 3.5, ax: Axes | None = None) -> Axes:
        """Draw the lengths of both texts of each pair, with the outliers in another colour.

        Args:
            farthest: robust standard deviations from the median that are still usual.
            ax: the Axes to draw on.

        Raises:
            NothingToDoError: no pair has both texts.
            UsageError: `farthest` is not above 0.
            MissingExtraError: matplotlib is not installed.
        """
        from statistics import median

        from aigov_corpus.plotting.charts import draw_points
        from aigov_corpus.research.outliers import find_outliers

        both = [pair for pair in self.corpus if pair.has_both]
        if not both:
            raise NothingToDoError("no pair has both texts", remedy=_NOTHING)
        points = [(float(_length(pair.zh)), float(_length(pair.en))) for pair in both]
        far = {row.pair_id for row in find_outliers(both, farthest=farthest)}
        marked = {
            number: f"§{pair.section}, {pair.seq}"
            for number, pair in enumerate(both)
            if pair.pair_id in far
        }
        ratio = median(en / zh for zh, en in points)
        labels = ("Chinese characters", "English characters")
        title = f"Lengths of {counted(len(both), 'pair')}"
        return draw_points(points, marked, ratio=ratio, title=title, labels=labels, ax=ax)

    @checks_arguments
    def renderings(self, phrase: str, *, ax: Axes | None = None) -> Axes:
        """Draw how often a phrase is rendered by which words, in each rendering.

        Args:
            phrase: a Chinese or English phrase.
            ax: the Axes to draw on.

        Raises:
            NothingToDoError: no pair with both texts has the phrase.
            MissingExtraError: matplotlib is not installed.
        """
        from aigov_corpus.plotting.charts import draw_bars

        frame = self.corpus.renderings_of(phrase, by="rendering")
        frame["same"] = frame["text"].str.lower()
        texts = dict(zip(reversed(frame["same"]), reversed(frame["text"]), strict=True))
        order = list(dict.fromkeys(frame["same"]))
        parts = {
            name: [int(group.loc[group["same"] == text, "count"].sum()) for text in order]
            for name, group in frame.groupby("rendering", sort=False)
        }
        names = [texts[text] or "(no words)" for text in order]
        return draw_bars(names, parts, title=f"Renderings of {phrase}", label="places", ax=ax)

    @checks_arguments
    def path(self, *, encoder: Any = "use", ax: Axes | None = None) -> Axes:
        """Draw how alike the sentences of both texts are, with a frame around each aligned pair.

        The corpus must be one rendering of one document, such as
        `corpus.select(rendering="sinocism")`.

        Args:
            encoder: makes the vectors; an encoder or the name of one.
            ax: the Axes to draw on.

        Raises:
            UsageError: the corpus has several renderings or documents.
            NothingToDoError: one of the texts is empty.
            MissingExtraError: matplotlib is not installed.
        """
        from aigov_corpus.plotting.charts import draw_path
        from aigov_corpus.research.similarity import compare_sentences

        corpus = self.corpus
        if len(corpus.documents) > 1 or len(corpus.renderings) > 1:
            raise UsageError(
                "the picture of a path shows one rendering of one document",
                remedy=f"select one of the documents {', '.join(corpus.documents)} and one of the "
                f"renderings {', '.join(corpus.renderings)}",
            )
        similarity, beads = compare_sentences(
            list(corpus), _sentence_texts(corpus), encoder=encoder
        )
        labels = ("Chinese sentence", "English sentence")
        title = f"Alignment of {', '.join((*corpus.documents, *corpus.renderings))}"
        return draw_path(similarity, beads, title=title, labels=labels, ax=ax)


def _sentence_texts(corpus: Corpus) -> dict[str, str]:
    """Return the texts of the sentences of a corpus by their ids; empty if they are not known."""
    frame = corpus.sentences()
    return dict(zip(frame["id"], frame["text"], strict=True))


def _length(text: str) -> int:
    """Return the number of characters of a text that are no white space."""
    return len("".join(text.split()))
