"""Load the corpus that a user names, with the pairs that pass the filters."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from aigov_corpus.cli.inputs import open_corpus
from aigov_corpus.cli.messages import tell
from aigov_corpus.cli.options import given_filters, of_corpus
from aigov_corpus.corpus import Corpus
from aigov_corpus.errors import NothingToDoError, UsageError
from aigov_corpus.records import Pair
from aigov_corpus.text.counting import counted
from aigov_corpus.text.row_numbers import describe_rows


def tell_incomparable(pairs: Iterable[Pair], source: Path, *, what: str) -> None:
    """Print which rows are too long for their words to be linked.

    Args:
        pairs: the pairs of the corpus.
        source: the path of the corpus.
        what: what is not found in such a row.
    """
    from aigov_corpus.terms.linked import is_incomparable

    if rows := [pair.seq for pair in pairs if is_incomparable(pair.zh, pair.en)]:
        tell(
            f"too long to be compared word by word: {describe_rows(rows)}; {what} are not found "
            "there; divide it into sentences, for instance with  aigov-corpus align",
            severity="warning",
            source=source,
        )


def refuse_swapped(corpus: Path, text: str) -> None:
    """Raise a `UsageError` if what should be a corpus is no file and what should be a text is one.

    Args:
        corpus: the first argument of a command.
        text: the second one, which is looked for in the corpus.
    """
    if not os.path.exists(corpus) and os.path.exists(text):  # noqa: PTH110  # False for odd names
        raise UsageError(
            "there is no such file or directory; the corpus stands before what is looked for",
            source=corpus,
            remedy=f"write  {shlex.join([text, str(corpus)])}",
        )


def load_selected(path: Path, options: Mapping[str, Any], *, having: str = "") -> Corpus:
    """Return the corpus at a path, and print what there is to say about a file.

    Args:
        path: a directory of a build, or a file of aligned texts.
        options: the values of `cli.options.corpus_options` and `filter_options`.
        having: a phrase; pairs that cannot have it may be left out if there are no filters, which
            is faster in a large corpus.

    Raises:
        InvalidInputError: there is no corpus, or it cannot be read.
        UsageError: a filter gives a name that no pair has.
        NothingToDoError: no pair passes the filters.
    """
    filters = given_filters(options)
    stored = open_corpus(path, **of_corpus(options), having="" if filters else having)
    corpus = Corpus(
        stored.pairs,
        load_sentences=stored.load_sentences,
        load_findings=stored.load_findings,
        load_accepted=stored.load_accepted,
    )
    selected = corpus.select(**filters)
    if not selected and filters:
        raise NothingToDoError(
            f"none of {counted(len(corpus), 'unit')} passes the filters",
            source=path,
            remedy="use fewer or wider filters",
        )
    return selected
