"""Load the corpus that a user names, with the pairs that pass the filters."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aigov_corpus.cli.inputs import open_corpus
from aigov_corpus.corpus import Corpus
from aigov_corpus.errors import NothingToDoError

_OF_CORPUS = ("unchecked", "src_lang", "tgt_lang")
"""Options of `cli.options.corpus_options`; the others are filters."""


def load_selected(path: Path, options: Mapping[str, Any]) -> Corpus:
    """Return the corpus at a path, and print what there is to say about a file.

    Args:
        path: a directory of a build, or a file of aligned texts.
        options: the values of `cli.options.corpus_options` and `filter_options`.

    Raises:
        InvalidInputError: there is no corpus, or it cannot be read.
        UsageError: a filter gives a name that no pair has.
        NothingToDoError: no pair passes the filters.
    """
    stored = open_corpus(path, **{name: options[name] for name in _OF_CORPUS})
    corpus = Corpus(
        stored.pairs,
        load_sentences=stored.load_sentences,
        load_findings=stored.load_findings,
        load_accepted=stored.load_accepted,
    )
    filters = {
        name: value
        for name, value in options.items()
        if name not in _OF_CORPUS and value not in ((), None)
    }
    selected = corpus.select(**filters)
    if not selected:
        raise NothingToDoError(
            f"none of the {len(corpus)} units passes the filters",
            source=path,
            remedy="use fewer or wider filters",
        )
    return selected
