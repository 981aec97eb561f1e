"""Texts that name their meanings, and an encoder that reads them: the true matches are known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from aigov_corpus.records import Block, Document, Segment, Segmented

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Meanings:
    """`意7` and `meaning7` are the same sentence; every other two have nothing in common."""

    id = "meanings@1"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return a random direction for each number, and for anything else."""
        import numpy as np

        found = np.empty((len(texts), 512), np.float32)
        for row, text in enumerate(texts):
            number = re.search(r"(?:意|meaning)(\d+)", text)
            seed = int(number[1]) if number else sum(map(ord, text)) + 10_000
            found[row] = np.random.default_rng(seed).normal(size=512)
        unit: NDArray[np.float32] = found / np.linalg.norm(found, axis=1, keepdims=True)
        return unit


def text(lang: str, *sections: tuple[str, Sequence[int | str]]) -> Segmented:
    """A text of `(path, sentences)`: a number is a sentence of that meaning, a string is itself.

    A sentence that begins with `#` is a heading.
    """
    blocks, segments = [], []
    for path, sentences in sections:
        for one in sentences:
            words = (
                one if isinstance(one, str) else f"意{one}。" if lang == "zh" else f"meaning{one}."
            )
            kind = "heading" if words.startswith("#") else "paragraph"
            words = words.removeprefix("#")
            blocks.append(Block(kind, words, lang, path))  # type: ignore[arg-type]
            number = len(segments)
            segments.append(
                Segment(
                    f"{lang}-{number}",
                    words,
                    number,
                    0,
                    len(words),
                    kind,  # type: ignore[arg-type]
                    path,
                )
            )
    return Segmented(Document("", lang, tuple(blocks)), tuple(segments), f"{lang}/test")
