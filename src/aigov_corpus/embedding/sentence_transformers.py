"""An encoder that loads any model of the library sentence-transformers; LaBSE is a good choice.

The model comes from the hub of Hugging Face or from a directory.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np

from aigov_corpus.errors import EncoderError, MissingExtraError
from aigov_corpus.text.values import read_sentences

if TYPE_CHECKING:
    from numpy.typing import NDArray


class SentenceTransformersEncoder:
    """An encoder that uses a model of sentence-transformers.

    Args:
        model: the name of a model on the hub, or a directory with a model. The model is loaded as
            soon as the encoder is made.

    Raises:
        MissingExtraError: sentence-transformers is not installed.
        EncoderError: the model cannot be loaded.
    """

    def __init__(self, model: str) -> None:
        if find_spec("sentence_transformers") is None:
            raise MissingExtraError(
                "the encoder 'sentence-transformers'", extra="sentence-transformers"
            )
        from sentence_transformers import SentenceTransformer, __version__

        self._name = model
        self._version = __version__
        try:
            self._model: Any = SentenceTransformer(model)
        except (OSError, ValueError, RuntimeError, KeyError) as error:
            lines = str(error).strip().splitlines()
            reason = lines[0] if lines else type(error).__name__
            raise EncoderError(
                f"sentence-transformers cannot load '{model}' ({reason})",
                remedy="give the directory of a model, or the name of a model on the hub while "
                "the network can be reached",
            ) from error

    @property
    def id(self) -> str:
        """`st:NAME@VERSION`: the name of the model, and the version of sentence-transformers."""
        return f"st:{self._name}@{self._version}"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one vector of length 1 for each text: float32 `(len(texts), dim)`."""
        vectors = self._model.encode(
            read_sentences(texts, name="texts"),
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        unit: NDArray[np.float32] = np.asarray(vectors, np.float32)
        return unit
