"""A fake encoder for tests. It hashes groups of three characters and knows no language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from aigov_corpus.text.values import read_sentences

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Characters of a trigram.
_SIZE = 3
# Value of every number of a vector before trigrams are counted: a text without any has a vector
# too.
_FLOOR = 1e-3
# Bit of a trigram's hash that decides whether it counts up or down.
_SIGN_BIT = 0x10000


class HashEncoder:
    """Gives similar vectors to texts that share groups of three characters.

    All other texts get dissimilar vectors. A Chinese text and its translation have little in common
    for this encoder, mostly just numbers in digits.
    """

    dim = 256
    id = "hash@1"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one vector of length 1 for each text: float32 `(len(texts), 256)`."""
        texts = read_sentences(texts, name="texts")
        counts = np.full((len(texts), self.dim), _FLOOR, np.float32)
        for row, text in enumerate(texts):
            padded = f"  {text.lower()}  "
            for start in range(len(padded) - _SIZE + 1):
                trigram = padded[start : start + _SIZE]
                code = crc32(trigram.encode())
                counts[row, code % self.dim] += 1 if code & _SIGN_BIT else -1
        unit: NDArray[np.float32] = counts / np.linalg.norm(counts, axis=1, keepdims=True)
        return unit
