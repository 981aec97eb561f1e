"""Encoders: the embedded one, sentence-transformers, and a fake; and the cache of their vectors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aigov_corpus.errors import UsageError
from aigov_corpus.protocols import Encoder
from aigov_corpus.registry import names, resolve

if TYPE_CHECKING:
    from aigov_corpus.embedding.cache import CachedEncoder

DEFAULT = "use"


def get_encoder(spec: str = DEFAULT) -> Encoder:
    """Load the encoder that `spec` names: `use`, `hash`, or `sentence-transformers:NAME_OR_PATH`.

    Raises:
        UnknownNameError: no encoder has that name.
        UsageError: the name needs a model behind a colon, or takes none.
        MissingExtraError: an optional package is not installed.
        EncoderError: the model cannot be loaded.
    """
    name, colon, model = spec.partition(":")
    factory: Any = resolve("encoder", name)
    if factory.needs_model and not model:
        raise UsageError(
            f"encoder '{name}' needs a model: write {name}:NAME_OR_PATH, e.g. {factory.example}"
        )
    if colon and not factory.needs_model:
        raise UsageError(f"encoder '{name}' takes no model: write --encoder {name}")
    encoder: Encoder = factory(model) if factory.needs_model else factory()
    return encoder


def cached_encoder(encoder: Encoder | str = DEFAULT) -> CachedEncoder:
    """Return an encoder, or that of a name, as one that composes runs and encodes nothing twice.

    Raises:
        AigovError: those of `get_encoder`.
    """
    from aigov_corpus.embedding.cache import CachedEncoder
    from aigov_corpus.embedding.spans import span_encoder

    if isinstance(encoder, CachedEncoder):
        return encoder
    return CachedEncoder(
        span_encoder(get_encoder(encoder) if isinstance(encoder, str) else encoder)
    )


def list_encoders() -> list[str]:
    """Return the names of the encoders there are; imports none of them."""
    return names("encoder")
