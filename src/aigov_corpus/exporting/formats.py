"""Formats by name, built-in ones and those of plug-ins; and exports with counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aigov_corpus.exporting.omitting import check_omitted, without_text
from aigov_corpus.exporting.rows import COLUMNS
from aigov_corpus.exporting.tally import Tally
from aigov_corpus.protocols import Format
from aigov_corpus.records import Finding, Pair, Sentence, Tag
from aigov_corpus.registry import require_options, resolve
from aigov_corpus.text.arguments import check_values
from aigov_corpus.text.characters import xml_text
from aigov_corpus.text.values import require_encodable

FORBIDDEN = "with a control character, for which a space is written"
"""Remark on a pair with a character that XML forbids."""
_TALLY = "tally"
"""Name of the argument of an exporter that counts."""
_SENTENCES = "sentences"
"""Name of the argument of an exporter that needs the sentences of pairs."""
_FINDINGS = "findings"
"""Name of the argument of an exporter that shows what the checks found."""
_PACKAGES = "packages"
"""Name of the argument of an exporter that needs what is known of the documents."""
_OMIT = "omit_text"
"""Name of the argument of such an exporter that has the renderings to leave the text out of."""


@dataclass(frozen=True, slots=True)
class Exported:
    """The result of an export."""

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
    load_findings: Callable[[], Iterable[Finding]] | None = None,
    load_packages: Callable[[], Sequence[Mapping[str, Any]]] | None = None,
    omit_text: Sequence[str] = (),
    **options: Any,
) -> Exported:
    """Write pairs in a format, and count what was written and what was left out.

    Args:
        pairs: the pairs to write. Most formats read them once; those that read them twice keep the
            pairs of an iterator in memory.
        out: the file; for a format of several files, the part that their names have in common.
        format: name of the format.
        load_sentences: a function that returns the sentences of the pairs. It is called only for a
            format that needs them. None if the pairs do not come from a corpus.
        load_findings: the same for what the checks found in the pairs.
        load_packages: the same for the content of datapackage.json of each document.
        omit_text: ids of renderings whose English text is left out; ids, scores and tags stay.
        options: options of the format.

    Raises:
        UnknownNameError: there is no format of that name, or an option has no such value.
        UsageError: the format has no such option, or the value of an option is invalid; or there is
            no such rendering, or the format is made of the texts that are to be left out.
        InvalidInputError: a text of a pair holds half of a surrogate pair, which no file can hold.
        NothingToDoError: there are no pairs that the format can hold.
        AigovError: a file cannot be written, or the format's package cannot be imported.
    """
    chosen = get_format(format)
    ours = (_TALLY, _SENTENCES, _FINDINGS, _PACKAGES, _OMIT)
    require_options(chosen.export, options, of=f"the format {format}", ours=ours)
    check_values(chosen.export, options)
    if chosen.takes_sentences:
        options[_SENTENCES] = load_sentences() if load_sentences else ()
    if chosen.takes_findings:
        options[_FINDINGS] = load_findings() if load_findings else ()
    if omit_text:
        pairs = list(pairs)
        holds, renderings = chosen.is_ids_enough, (pair.rendering for pair in pairs)
        check_omitted(omit_text, renderings, format=format, holds=holds)
    if chosen.takes_packages:
        options[_PACKAGES] = load_packages() if load_packages else ()
        options[_OMIT] = omit_text
    elif omit_text:
        pairs = [without_text(pair, omit_text) for pair in pairs]
    tally = Tally()
    forbidden: set[str] | None = set() if chosen.is_xml else None
    pairs = (
        (_require_encodable(pair, forbidden) for pair in pairs)
        if isinstance(pairs, Iterator)
        else _Encodable(pairs, forbidden)
    )
    if chosen.takes_tally:
        files = chosen.export(pairs, out, tally=tally, **options)
    else:
        files = chosen.export(_counted(pairs, tally), out, **options)
    if forbidden:
        tally.remarks[FORBIDDEN] = len(forbidden)
    return Exported(tuple(files), tally)


@dataclass(frozen=True, slots=True)
class _Encodable(Iterable[Pair]):
    """Pairs that are checked whenever they are read; they may be read several times."""

    pairs: Iterable[Pair]
    forbidden: set[str] | None

    def __iter__(self) -> Iterator[Pair]:
        return (_require_encodable(pair, self.forbidden) for pair in self.pairs)


def _require_encodable(pair: Pair, forbidden: set[str] | None) -> Pair:
    """Return the pair; raise an error if one of its texts cannot be encoded.

    Args:
        pair: the pair.
        forbidden: gets the id of the pair if its texts have characters that XML forbids; None for a
            format that holds them.
    """
    if forbidden is not None and (xml_text(pair.zh) != pair.zh or xml_text(pair.en) != pair.en):
        forbidden.add(pair.pair_id)
    for name in COLUMNS:
        for text in _texts(getattr(pair, name)):
            require_encodable(text, source=pair.pair_id, place=name)
    return pair


def _texts(value: object) -> Iterator[str]:
    """Yield the texts in a value of a pair."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, Tag):
        yield value.principle
        yield from (evidence.cue for evidence in value.evidence)


def _counted(pairs: Iterable[Pair], tally: Tally) -> Iterator[Pair]:
    """Yield the pairs, and count each of them as written."""
    for pair in pairs:
        yield pair
        tally.written += 1
