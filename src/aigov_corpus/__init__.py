"""Chinese government texts and their English renderings, aligned sentence by sentence."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.metadata import version as _version
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aigov_corpus.align import align_sentences
    from aigov_corpus.errors import AigovError
    from aigov_corpus.extract import extract, extract_bilingual
    from aigov_corpus.fetch import fetch
    from aigov_corpus.notebook import Corpus, load
    from aigov_corpus.pipeline import build
    from aigov_corpus.segment import segment

__version__ = _version("aigov-corpus")

_HOME = {
    "AigovError": "errors",
    "Corpus": "notebook",
    "align_sentences": "align",
    "build": "pipeline",
    "errors": "",
    "extract": "extract",
    "extract_bilingual": "extract",
    "fetch": "fetch",
    "load": "notebook",
    "records": "",
    "segment": "segment",
}

__all__ = [
    "AigovError",
    "Corpus",
    "align_sentences",
    "build",
    "errors",
    "extract",
    "extract_bilingual",
    "fetch",
    "load",
    "records",
    "segment",
]


class _FrontDoor(ModuleType):
    """Keeps the import system from putting the package `extract` where the function `extract` belongs."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (_HOME.get(name) and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _FrontDoor


def __getattr__(name: str) -> Any:
    """Import what the front door offers when it is asked for."""
    if name not in _HOME:
        raise AttributeError(f"module 'aigov_corpus' has no attribute '{name}'")
    module = import_module(f"aigov_corpus.{_HOME[name] or name}")
    value = getattr(module, name) if _HOME[name] else module
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
