"""What the parts of the class `Corpus` need of each other.

`Corpus` has many methods. They stand in several files by purpose, each in a base class of it; what
a base class needs, and another file defines, is declared here once.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Self

from aigov_corpus.corpus.background import Background
from aigov_corpus.records import Pair

if TYPE_CHECKING:
    import pandas as pd

    from aigov_corpus.research.annotation import Annotation


class CorpusPart(ABC):
    """A part of the class `Corpus`."""

    _pairs: tuple[Pair, ...]
    _background: Background

    @abstractmethod
    def _derive(self, pairs: Iterable[Pair], **changes: Any) -> Self:
        """Return a corpus of other pairs with the same background, but for some of its fields."""

    @property
    @abstractmethod
    def notes(self) -> tuple[str, ...]:
        """Sentences about the files that were loaded, and about how the corpus was made."""

    @property
    @abstractmethod
    def annotations(self) -> Mapping[str, Annotation]:
        """What annotators have marked, by their names."""

    @property
    @abstractmethod
    def info(self) -> dict[str, Any]:
        """Counts of the corpus, and facts about the documents and renderings that are in it."""

    @abstractmethod
    def sentences(self) -> pd.DataFrame:
        """Return the sentences of these pairs as a DataFrame, each with its place in the text."""
