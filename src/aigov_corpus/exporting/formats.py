"""Formats by name, built-in ones and those of plug-ins alike, and exports that are counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aigov_corpus.exporting.tally import Tally
from aigov_corpus.protocols import Format
from aigov_corpus.records import Pair, Sentence
from aigov_corpus.registry import require_options, resolve

_TALLY = "tally"
"""Argument of an exporter that counts."""
_SENTENCES = "sentences"
"""Argument of an exporter that needs the single sentences of pairs."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export did."""

    files: tuple[Path, ...]
    """The files that were written."""
    tally: Tally


def get_format(name: str) -> Format:
    """Return the format that is registered under `name`.

    Raises:
        UnknownNameError: there is no format of that name; the error lists the names.
        AigovError: the package that provides the format cannot be imported.
    """
    found = resolve("format", name)
    return found if isinstance(found, Format) else Format(export=found)


def export_pairs(
    pairs: Iterable[Pair],
    out: Path,
    *,
    format: str,
    load_sentences: Callable[[], Iterable[Sentence]] | None = None,
    **options: Any,
) -> Exported:
    """Write pairs in a format, and count what was written and left out.

    Args:
        pairs: what to write; they are read once.
        out: the file; for a format of several files, the beginning of their names.
        format: the name of the format.
        load_sentences: gives the sentences of the corpus that the pairs are from. It is called only
            for a format that needs them. None if the pairs are from no corpus.
        options: the format's own options.

    Raises:
        UnknownNameError: there is no format of that name, or an option has no such value.
        UsageError: the format has no such option, or a value of an option is invalid.
        NothingToDoError: there is no pair that the format can hold.
        AigovError: a file cannot be written, or the format's package cannot be imported.
    """
    chosen = get_format(format)
    ours = (_TALLY, _SENTENCES)
    require_options(chosen.export, options, of=f"the format {format}", ours=ours)
    if chosen.takes_sentences:
        options[_SENTENCES] = load_sentences() if load_sentences else ()
    tally = Tally()
    if chosen.takes_tally:
        files = chosen.export(pairs, out, tally=tally, **options)
    else:
        files = chosen.export(_counted(pairs, tally), out, **options)
    return Exported(tuple(files), tally)


def _counted(pairs: Iterable[Pair], tally: Tally) -> Iterator[Pair]:
    """Yield the pairs, and count each as written."""
    for pair in pairs:
        yield pair
        tally.written += 1
