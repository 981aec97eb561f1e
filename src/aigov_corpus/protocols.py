"""The seams between steps: one small protocol each, so that a fake or another library fits in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aigov_corpus.records import Pair

    Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Texts of any language to vectors in one space."""

    @property
    def id(self) -> str:
        """Name and version, for the signature and the cache's key: `use-multi-v3@0.2.1`."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text: float32, shape `(len(texts), dim)`."""


class Segmenter(Protocol):
    """Sentence boundaries of one language."""

    @property
    def id(self) -> str:
        """Name and version for the signature: `zh/1`."""

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return the sentences as `(start, end)`: in order, without overlap, white space trimmed.

        `text[start:end]` is the sentence, and nothing but white space lies between two of them.
        """


class Exporter(Protocol):
    """One output format."""

    def __call__(self, pairs: Iterable[Pair], out: Path, **options: object) -> list[Path]:
        """Write the pairs under `out`, a file or the beginning of several files' names; return the files."""
