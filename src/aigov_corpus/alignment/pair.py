"""Two texts, encoded and ready to be aligned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from aigov_corpus.alignment.band import Area, cover, lead_through_fences, widen
from aigov_corpus.alignment.dictionary import Glossary
from aigov_corpus.alignment.evidence import Window
from aigov_corpus.alignment.fences import find_limits, stop_at_borders
from aigov_corpus.alignment.path import find_path
from aigov_corpus.alignment.ratio import is_part, length_ratio, ratio_of_beads
from aigov_corpus.alignment.sentence_features import SentenceFeatures
from aigov_corpus.alignment.sentence_reading import read_features
from aigov_corpus.alignment.strips import Limits
from aigov_corpus.embedding.free_memory import give_back_memory
from aigov_corpus.embedding.threads import map_in_parallel
from aigov_corpus.errors import UsageError
from aigov_corpus.text.language_codes import base_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from aigov_corpus.alignment.fences import Fence
    from aigov_corpus.alignment.model import Model
    from aigov_corpus.alignment.strips import Step
    from aigov_corpus.protocols import ComposingEncoder

    Ints = NDArray[np.int64]

Borders = tuple[Sequence[int], Sequence[int]]
"""Two lists of sentence numbers in ascending order, of the source and of the target."""

MAX_ALIGN = 8
"""Default for the largest number of sentences that a bead may have, both sides together."""
# The smallest bead with both sides has two sentences, one on either side.
_LEAST_MAX_ALIGN = 2
# Time and memory grow with the number of shapes: 28 with beads of up to 8 sentences, 66 with 12.
_MOST_MAX_ALIGN = 12

# Two texts of so many sentences together are encoded in one thread: to start others takes longer.
_FEW_SENTENCES = 48
MANY_SENTENCES = 20_000
"""Of two texts with more sentences together, free memory is given back after each step."""


@dataclass(frozen=True, slots=True)
class EncodedPair:
    """Two texts and everything that is known about them before any beads are scored.

    The model decides by itself which text is its source. It takes the Chinese text, and if none is
    Chinese, the text whose language code comes first in the alphabet. So if the caller swaps the
    texts, only the order of the sides in the result changes.

    Attributes:
        src: the source text of the model.
        tgt: the target text of the model.
        swapped: True if the model's source is the caller's target.
        glossary: which words of the two texts translate each other.
        model: the weights.
        max_align: the largest number of sentences in a bead, both sides together.
        fences: the fences `(i, j)` in ascending order, where `i` counts sentences of the model's
            source. The last one is the end of both texts.
        borders: numbers of source sentences, and of target sentences; no bead may hold one of
            these together with the sentence before it.
        band: two arrays, the first and the last column of the band in each row of nodes.
        ratio: log(target characters / source characters) of the parts that both texts have (see
            `length_ratio`).
        is_part: True if one text holds little more than a few sentences of the other, so that
            `ratio` is a guess.
    """

    src: SentenceFeatures
    tgt: SentenceFeatures
    swapped: bool
    glossary: Glossary
    model: Model
    max_align: int
    fences: Sequence[Fence]
    borders: Borders
    band: tuple[Ints, Ints]
    ratio: float
    is_part: bool

    def with_ratio_of(self, steps: Sequence[Step]) -> EncodedPair:
        """Return the same texts with the ratio of lengths that some beads have.

        Args:
            steps: the beads of a first alignment of the two texts. They are Chinese and English.
        """
        return replace(self, ratio=ratio_of_beads(self.src, self.tgt, steps))

    def window(
        self, rows: tuple[int, int], columns: tuple[int, int], limits: Limits | None = None
    ) -> Window:
        """Return the features of the beads that begin in a rectangle of nodes.

        Args:
            rows: the first row of nodes, and the row after the last one.
            columns: the first column of nodes, and the column after the last one.
            limits: how many sentences the beads may have. By default `max_align` of this pair
                decides.
        """
        return Window(
            self.src,
            self.tgt,
            self.glossary,
            rows,
            columns,
            ratio=self.ratio,
            limits=limits or Limits.of(self.max_align),
        )

    def limits(self, rows: Ints, columns: Ints) -> tuple[Ints, Ints]:
        """Return how far the beads that begin at some nodes may extend, by fences and borders.

        Arguments and result are those of `fences.find_limits`.
        """
        last_rows, last_columns = find_limits(rows, columns, self.fences)
        return (
            stop_at_borders(last_rows, rows, self.borders[0]),
            stop_at_borders(last_columns, columns, self.borders[1]),
        )

    def areas(self) -> Iterator[Area]:
        """Yield the rectangles of the windows that cover the band, from first row to last."""
        return cover(self.band)


def check_max_align(max_align: int) -> None:
    """Raise a `UsageError` unless `max_align` is a whole number in its range."""
    if not _LEAST_MAX_ALIGN <= max_align <= _MOST_MAX_ALIGN:
        raise UsageError(
            f"max_align is {max_align}",
            remedy=f"give {_LEAST_MAX_ALIGN} to {_MOST_MAX_ALIGN} sentences",
        )


def encode_pair(
    src: Sequence[str],
    tgt: Sequence[str],
    *,
    src_lang: str,
    tgt_lang: str,
    encoder: ComposingEncoder,
    model: Model,
    max_align: int = MAX_ALIGN,
    fences: Sequence[Fence] = (),
    borders: Borders = ((), ()),
) -> EncodedPair:
    """Encode two texts and find the band of nodes in which the best alignment is searched.

    Args:
        src: the source sentences of the caller, at least one.
        tgt: the target sentences of the caller, at least one.
        src_lang: code of the source language.
        tgt_lang: code of the target language.
        encoder: the encoder.
        model: the weights.
        max_align: the largest number of sentences in a bead, both sides together.
        fences: the fences as `check_fences` returns them: in order, the last one at the end of both
            texts. If the sequence is empty, the end of both texts is the only fence.
        borders: numbers of source sentences, and numbers of target sentences, over whose beginning
            no bead may reach.
    """
    swapped = _rank(src_lang) > _rank(tgt_lang)
    texts = [(src, src_lang), (tgt, tgt_lang)]
    if swapped:
        texts.reverse()
    # in two threads: while one text is cut into tokens and words, the other is encoded
    sentences = len(src) + len(tgt)
    at_once = 1 if sentences <= _FEW_SENTENCES else 2
    many = sentences > MANY_SENTENCES
    longest = max(Limits.of(max_align).longest_compared())

    def read(text: tuple[Sequence[str], str]) -> SentenceFeatures:
        features = read_features(text[0], lang=text[1], encoder=encoder, longest=longest)
        features.compose_kept()
        if many:
            give_back_memory()
        return features

    model_src, model_tgt = map_in_parallel(read, texts, at_once=at_once)
    chinese = model_src.lang == "zh"
    tasks: list[Callable[[], Any]] = [
        partial(Glossary, model_src.types, model_tgt.types, chinese=chinese),
        partial(find_path, model_src, model_tgt),
    ]
    results = map_in_parallel(lambda task: task(), tasks, at_once=at_once)
    glossary, (path_low, path_high) = results
    if many:
        give_back_memory()
    model_fences = [(j, i) if swapped else (i, j) for i, j in fences]
    if not model_fences:
        model_fences = [(len(model_src), len(model_tgt))]
    low, high = lead_through_fences(path_low, path_high, model_fences)
    return EncodedPair(
        src=model_src,
        tgt=model_tgt,
        swapped=swapped,
        glossary=glossary,
        model=model,
        max_align=max_align,
        fences=model_fences,
        borders=(borders[1], borders[0]) if swapped else borders,
        band=widen(low, high),
        ratio=length_ratio(model_src, model_tgt, (low, high)),
        is_part=is_part(model_src, model_tgt, (low, high)),
    )


def _rank(lang: str) -> tuple[bool, str]:
    """Return a sort key that puts Chinese before all other languages, and those in ABC order."""
    base = base_language(lang)
    return base != "zh", base
