"""A fake encoder for tests: character trigrams, hashed; fast, deterministic, knows no language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class HashEncoder:
    """Texts that share trigrams, digits above all, are near each other; nothing else is."""

    needs_model: ClassVar[bool] = False
    dim = 256
    id = "hash@1"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit vector a text: float32 `(len(texts), 256)`."""
        found = np.full((len(texts), self.dim), 1e-3, np.float32)
        for row, text in enumerate(texts):
            padded = f"  {text.lower()}  "
            for at in range(len(padded) - 2):
                code = crc32(padded[at : at + 3].encode())
                found[row, code % self.dim] += 1 if code & 0x10000 else -1
        unit: NDArray[np.float32] = found / np.linalg.norm(found, axis=1, keepdims=True)
        return unit
