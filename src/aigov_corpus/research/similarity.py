"""How alike the sentences of the two texts of a document are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from aigov_corpus.embedding import DEFAULT, cache_encoder
from aigov_corpus.errors import NothingToDoError
from aigov_corpus.records import Pair, Side

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aigov_corpus.protocols import Encoder

Bead = tuple[list[int], list[int]]
"""The numbers of the Chinese and of the English sentences of a pair, from 0."""


def compare_sentences(
    pairs: Sequence[Pair], texts: Mapping[str, str], *, encoder: Encoder | str = DEFAULT
) -> tuple[NDArray[np.float32], list[Bead]]:
    """Return the similarity of all sentences of two texts, and which of them are aligned.

    Args:
        pairs: the pairs of one rendering.
        texts: the text of each sentence, by its id. If a sentence of a pair is not in it, the whole
            text of the pair counts as one sentence.
        encoder: makes the vectors; an encoder or the name of one.

    Returns:
        An array float32 `(Chinese sentences, English sentences)` of cosines, and the beads.

    Raises:
        NothingToDoError: one of the two texts is empty.
    """
    zh, zh_numbers = _list_sentences(pairs, texts, "zh")
    en, en_numbers = _list_sentences(pairs, texts, "en")
    if not zh or not en:
        raise NothingToDoError("one of the two texts is empty", remedy="select other pairs")
    composing = cache_encoder(encoder)
    similarity = composing.encode(zh) @ composing.encode(en).T
    return similarity, list(zip(zh_numbers, en_numbers, strict=True))


def _list_sentences(
    pairs: Sequence[Pair], texts: Mapping[str, str], side: Side
) -> tuple[list[str], list[list[int]]]:
    """Return the sentences of one side in order, and for each pair the numbers of its own."""
    sentences: list[str] = []
    numbers = []
    for pair in pairs:
        ids = pair.ids(side)
        known = [texts[name] for name in ids if name in texts]
        own = known if ids and len(known) == len(ids) else [pair.text(side)]
        own = [text for text in own if text]
        numbers.append(list(range(len(sentences), len(sentences) + len(own))))
        sentences += own
    return sentences, numbers
