"""Chinese government texts and their English renderings, aligned sentence by sentence."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    __version__: str
    from aigov_corpus import errors, records
    from aigov_corpus.alignment import align_sentences
    from aigov_corpus.batching import batch, match
    from aigov_corpus.building import align, build
    from aigov_corpus.corpus import Corpus, load
    from aigov_corpus.errors import AigovError
    from aigov_corpus.extraction import extract, extract_bilingual
    from aigov_corpus.fetching import fetch
    from aigov_corpus.segmentation import segment
    from aigov_corpus.termbases import Termbase, TermEntry, load_termbase
    from aigov_corpus.word_links import link_words

__all__ = [
    "AigovError",
    "Corpus",
    "TermEntry",
    "Termbase",
    "align",
    "align_sentences",
    "batch",
    "build",
    "errors",
    "extract",
    "extract_bilingual",
    "fetch",
    "link_words",
    "load",
    "load_termbase",
    "match",
    "records",
    "segment",
]

# The room of each function and class, so that nothing is imported before it is asked for.
_ROOMS = {
    "AigovError": "errors",
    "Corpus": "corpus",
    "TermEntry": "termbases",
    "Termbase": "termbases",
    "align": "building",
    "align_sentences": "alignment",
    "batch": "batching",
    "build": "building",
    "extract": "extraction",
    "extract_bilingual": "extraction",
    "fetch": "fetching",
    "link_words": "word_links",
    "load": "corpus",
    "match": "batching",
    "load_termbase": "termbases",
    "segment": "segmentation",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used (PEP 562)."""
    if name == "__version__":
        # 40 modules, which a command that loads nothing else needs not
        from importlib.metadata import version

        return version("aigov-corpus")
    if name not in __all__:
        raise AttributeError(f"module 'aigov_corpus' has no attribute '{name}'")
    if name not in _ROOMS:
        return import_module(f"aigov_corpus.{name}")
    value = getattr(import_module(f"aigov_corpus.{_ROOMS[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
