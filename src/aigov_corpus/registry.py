"""The registry: names of encoders, segmenters, formats and checks, with the places of their code.

There are four kinds of names: `encoder`, `segmenter`, `format` and `check`. A *place* is written
`module:attribute`, so listing the names imports nothing. Other packages can add names by entry
points of the group `aigov_corpus.encoder`, `aigov_corpus.segmenter`, `aigov_corpus.format` or
`aigov_corpus.check`. They cannot replace a name of this package.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoints, entry_points
from inspect import Parameter, signature
from typing import Any

from aigov_corpus.errors import AigovError, UnknownNameError, UsageError, show_value

TABLES: dict[str, dict[str, str]] = {
    "encoder": {
        "use": "aigov_corpus.embedding.use:UseEncoder",
        "sentence-transformers": (
            "aigov_corpus.embedding.sentence_transformers:SentenceTransformersEncoder"
        ),
        "hash": "aigov_corpus.embedding.hashing:HashEncoder",
    },
    "segmenter": {
        "zh": "aigov_corpus.segmentation.zh:ChineseSegmenter",
        "en": "aigov_corpus.segmentation.en:EnglishSegmenter",
        "ja": "aigov_corpus.segmentation.zh:JapaneseSegmenter",
    },
    "format": {
        "tmx": "aigov_corpus.exporting.tmx:FORMAT",
        "xliff": "aigov_corpus.exporting.xliff:FORMAT",
        "csv": "aigov_corpus.exporting.csv:FORMAT",
        "xlsx": "aigov_corpus.exporting.xlsx:FORMAT",
        "docx": "aigov_corpus.exporting.docx:FORMAT",
        "jsonl": "aigov_corpus.exporting.jsonl:FORMAT",
        "parquet": "aigov_corpus.exporting.parquet:FORMAT",
        "xces": "aigov_corpus.exporting.xces:FORMAT",
        "moses": "aigov_corpus.exporting.moses:FORMAT",
        "tei": "aigov_corpus.exporting.tei:FORMAT",
        "vertical": "aigov_corpus.exporting.vertical:FORMAT",
        "text": "aigov_corpus.exporting.text_files:FORMAT",
        "corpus": "aigov_corpus.corpus.publishing:FORMAT",
    },
    "check": {
        "acronym": "aigov_corpus.checking.acronyms:check",
        "addition": "aigov_corpus.checking.omission:check_addition",
        "address": "aigov_corpus.checking.addresses:check",
        "contrary": "aigov_corpus.checking.contrary:check",
        "consistency-source": "aigov_corpus.checking.consistency:check_source",
        "consistency-target": "aigov_corpus.checking.consistency:check_target",
        "doubled": "aigov_corpus.checking.doubled:check",
        "empty": "aigov_corpus.checking.empty:check",
        "english-left": "aigov_corpus.checking.english_left:check",
        "length": "aigov_corpus.checking.lengths:check",
        "list-length": "aigov_corpus.checking.lists:check",
        "modality": "aigov_corpus.checking.modality:check",
        "name": "aigov_corpus.checking.names:check",
        "negation": "aigov_corpus.checking.negation:check",
        "number": "aigov_corpus.checking.numbers:check",
        "omission": "aigov_corpus.checking.omission:check_omission",
        "principle": "aigov_corpus.checking.principles:check",
        "punctuation": "aigov_corpus.checking.punctuation:check",
        "question": "aigov_corpus.checking.question:check",
        "quotes": "aigov_corpus.checking.quotes:check",
        "same-as-source": "aigov_corpus.checking.same_as_source:check",
        "term": "aigov_corpus.checking.terms:check",
        "term-forbidden": "aigov_corpus.checking.terms:check_forbidden",
        "title": "aigov_corpus.checking.titles:check",
        "untranslated": "aigov_corpus.checking.untranslated:check",
    },
}
"""For each kind, the names that this package registers, with their places."""


def table(kind: str) -> dict[str, str]:
    """Return the place of each name of a kind, including names that other packages have added."""
    places = dict(TABLES[kind])
    for point in _added()[kind]:
        places.setdefault(point.name, point.value)
    return places


@cache  # reading the metadata of all installed packages takes 10 to 30 ms
def _added() -> dict[str, EntryPoints]:
    """Return what other packages have added to each kind."""
    installed = entry_points()
    return {kind: installed.select(group=f"aigov_corpus.{kind}") for kind in TABLES}


def names(kind: str) -> list[str]:
    """Return the names of one kind, sorted."""
    return sorted(table(kind))


def resolve(kind: str, name: str) -> Any:
    """Import the object that is registered under a name, and return it.

    Raises:
        UnknownNameError: the name is not registered; the error lists the names of that kind.
        AigovError: the code cannot be imported.
    """
    places = table(kind)
    if not isinstance(name, str) or name not in places:
        raise UnknownNameError(kind, name if isinstance(name, str) else show_value(name), places)
    module, _, attribute = places[name].partition(":")
    try:
        return getattr(import_module(module), attribute)
    except (ImportError, AttributeError) as error:
        raise AigovError(
            f"the {kind} '{name}' cannot be loaded from {places[name]} ({error})",
            remedy="install the package that provides it again, or remove that package",
        ) from error


def require_options(
    function: Callable[..., Any],
    options: Mapping[str, object],
    *,
    of: str,
    ours: Collection[str] = (),
) -> None:
    """Check that a function or class accepts the options that a caller gave.

    Its options are its keyword-only arguments, except those in `ours`. If it has an argument such
    as `**options`, it accepts any option.

    Args:
        function: the function or class that gets the options.
        options: the options by name.
        of: name of the function or class in the error, such as `the format csv`.
        ours: arguments of `function` that this package sets and the caller may not.

    Raises:
        UsageError: `function` does not have one of the options; the error lists those that it has.
    """
    parameters = signature(function).parameters.values()
    if any(parameter.kind is Parameter.VAR_KEYWORD for parameter in parameters):
        return
    known = [
        parameter.name
        for parameter in parameters
        if parameter.kind is Parameter.KEYWORD_ONLY and parameter.name not in ours
    ]
    for option in options:
        if option not in known:
            raise UsageError(
                f"{of} has no option '{option}'",
                remedy=f"its options are: {', '.join(known)}" if known else "it has no options",
            )
