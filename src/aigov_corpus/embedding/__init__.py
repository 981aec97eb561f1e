"""Encoders, which turn texts into vectors, and a cache that stores those vectors on disk.

There are three encoders: `use`, the built-in one; `sentence-transformers`, which loads any model of
that library; and `hash`, a fake for tests. Other packages can add encoders through an entry point
of the group `aigov_corpus.encoder`. The entry point names a class or function that returns an
`Encoder` (see `protocols`).

A composing encoder encodes each sentence only once, in clauses, and composes the vector of any run
of consecutive sentences from the results (see `ComposingEncoder` in `protocols`). The results for
one sentence are called its parts.
"""

from __future__ import annotations

from inspect import Parameter, signature
from typing import TYPE_CHECKING, Any

from aigov_corpus.errors import UsageError
from aigov_corpus.protocols import Encoder
from aigov_corpus.registry import resolve
from aigov_corpus.text.values import require_text

if TYPE_CHECKING:
    from aigov_corpus.embedding.cache import CachedEncoder

DEFAULT = "use"
"""Name of the encoder that is used if none is chosen."""

_EXAMPLE = "sentence-transformers:sentence-transformers/LaBSE"
_POSITIONAL = (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD)


def get_encoder(spec: str = DEFAULT) -> Encoder:
    """Load an encoder by its name.

    Args:
        spec: `NAME`, or `NAME:MODEL` for an encoder that can load different models. Possible are
            `use`, `hash`, `sentence-transformers:NAME_OR_PATH`, and the names of plug-ins. An
            encoder needs a model if the class or function that makes it has a parameter without a
            default value.

    Raises:
        UnknownNameError: no encoder has that name.
        UsageError: the encoder needs a model and none is given, or it takes no model and one is
            given.
        MissingExtraError: an optional package that the encoder needs is not installed.
        EncoderError: the model cannot be loaded.
    """
    name, colon, model = require_text(spec, name="the encoder").partition(":")
    factory: Any = resolve("encoder", name)
    needs_model = _needs_model(factory)
    if needs_model and not model:
        raise UsageError(
            f"encoder '{name}' needs a model",
            remedy=f"write {name}:NAME_OR_PATH, as in {_EXAMPLE}",
        )
    if colon and not needs_model:
        raise UsageError(
            f"encoder '{name}' takes no model", remedy=f"write {name} without the colon"
        )
    encoder: Encoder = factory(model) if needs_model else factory()
    return encoder


def _needs_model(factory: Any) -> bool:
    """Return whether a class or function has a parameter without a default value."""
    parameters = signature(factory).parameters.values()
    return any(
        parameter.default is Parameter.empty and parameter.kind in _POSITIONAL
        for parameter in parameters
    )


def cache_encoder(encoder: Encoder | str = DEFAULT, *, on_disk: bool = True) -> CachedEncoder:
    """Return a composing encoder that stores what it computes and encodes no sentence twice.

    Args:
        encoder: any encoder, or the name of one.
        on_disk: whether the cache on disk is used. Without it, what this encoder computes stays in
            memory as long as the encoder does. So with an encoder for each document, vectors do not
            depend on the documents before, not even in their last bits.

    Raises:
        UsageError: it is neither a name nor an encoder.
        AigovError: no encoder can be loaded by that name; see `get_encoder` for the possible
            errors.
    """
    from aigov_corpus.embedding.cache import CachedEncoder, cache_path
    from aigov_corpus.embedding.composing import make_composing

    if isinstance(encoder, str):
        encoder = get_encoder(encoder)
    if isinstance(encoder, CachedEncoder):
        return encoder
    if not callable(getattr(encoder, "encode", None)) or not hasattr(encoder, "id"):
        raise UsageError(
            f"the encoder is a {type(encoder).__name__}, without an id or a method encode",
            remedy="give the name of an encoder, or an object with both (protocols.Encoder)",
        )
    composing = make_composing(encoder)
    return CachedEncoder(composing, cache_path()) if on_disk else CachedEncoder(composing, None, {})
