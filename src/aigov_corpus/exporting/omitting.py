"""Leave out the text of a rendering that may not be passed on; ids, places and hashes stay.

A hash of each text that was left out proves later that a copy has the same text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from aigov_corpus.errors import UsageError
from aigov_corpus.records import Pair, Sentence
from aigov_corpus.text.language_codes import base_language


@dataclass(frozen=True, slots=True)
class OmittedText:
    """A text that was left out: a row of omitted.csv."""

    rendering: str
    """Id of the rendering that it is of."""
    kind: str
    """`block`, `unit`, or `title` of a section."""
    key: str
    """Number of the block in the text, id of the unit, or path of the section."""
    section: str
    """Path of the section: of a block in its own text, else of the unit."""
    characters: int
    sha256: str
    """SHA-256 of the text in UTF-8, in hexadecimal; empty for a unit that was put together when its
    text had been left out already."""


_BY_PERSON = ("edited", "rejected")
"""Statuses of a pair whose English a person may have emptied."""

_MOST_NAMES = 5
"""Renderings that a sentence names, at most; an archive may have one for each document."""

OMITTED_FIELDS: dict[str, tuple[str, str]] = {
    "rendering": ("string", "Id of the English version of which text was left out."),
    "kind": ("string", "block (of the table of sentences), unit (pair), or title (of a section)."),
    "key": ("string", "Number of the block, id of the unit, or path of the section."),
    "section": ("string", "Path of its section."),
    "characters": ("integer", "Number of characters of the text."),
    "sha256": (
        "string",
        "SHA-256 of the text in UTF-8; empty if units were put together without their text.",
    ),
}
"""Columns of omitted.csv; for each its type (in Frictionless) and its meaning."""


def check_omitted(names: Sequence[str], known: Iterable[str], *, format: str, holds: bool) -> None:
    """Raise a `UsageError` if the text of these renderings cannot be left out."""
    if names and not holds:
        raise UsageError(
            f"the format {format} is made of the texts of both languages, so without that of "
            f"'{names[0]}' nothing is left to write",
            remedy="choose the format corpus, csv, jsonl or parquet, which keep ids and scores, or "
            "leave the whole rendering out: name the others with  --rendering",
        )
    there = list(dict.fromkeys(known))
    for name in names:
        if name not in there:
            raise UsageError(
                f"there is no rendering '{name}' whose text could be left out",
                remedy=f"choose of: {', '.join(there)}",
            )


def find_withheld(pairs: Iterable[Pair]) -> set[tuple[str, str]]:
    """Return document and rendering of each English text that was left out of pairs.

    The units of such a text have the ids of their sentences and no English, though no person has
    emptied them.
    """
    return {
        (pair.document, pair.rendering)
        for pair in pairs
        if pair.en_ids and not pair.en and pair.status not in _BY_PERSON
    }


def is_withheld(pair: Pair, withheld: Collection[tuple[str, str]]) -> bool:
    """Tell whether the English of a pair was left out, so that nothing is known about it."""
    return bool(pair.en_ids) and not pair.en and (pair.document, pair.rendering) in withheld


def describe_withheld(units: int, renderings: Iterable[str], *, documents: int = 1) -> str:
    """Return what was left out of a corpus, as one clause."""
    names = list(renderings)
    where = ("renderings " if len(names) > 1 else "rendering ") + ", ".join(names[:_MOST_NAMES])
    where += f" and {len(names) - _MOST_NAMES:,} others" if len(names) > _MOST_NAMES else ""
    where += f", {documents:,} documents" if documents > 1 else ""
    have = "1 unit was" if units == 1 else f"{units:,} units were"
    return f"{have} passed on without the English ({where}), so nothing is found or counted in it"


def without_text(pair: Pair, renderings: Collection[str]) -> Pair:
    """Return a pair without its English, if that is of one of these renderings."""
    return replace(pair, en="", section_title_en="") if pair.rendering in renderings else pair


def without_texts(sentence: Sentence, renderings: Collection[str]) -> Sentence:
    """Return a sentence; if its text is to be left out, without this and the text of its block."""
    if not is_omitted(sentence, renderings):
        return sentence
    return replace(sentence, text="", block_text="")


def is_omitted(sentence: Sentence, renderings: Collection[str]) -> bool:
    """Tell whether a sentence is English text of one of these renderings.

    A line about the file, such as the name of the translator, stays: it is no part of the text, and
    other copies lack it.
    """
    return (
        sentence.rendering in renderings
        and sentence.kind != "provenance"
        and base_language(sentence.language) == "en"
    )


def hash_text(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def list_omitted(
    pairs: Iterable[Pair], sentences: Iterable[Sentence], renderings: Collection[str]
) -> list[OmittedText]:
    """Return what is left out of a document: blocks, units and titles of sections."""
    own = [each for each in sentences if is_omitted(each, renderings)]
    found = []
    for (rendering, block), rows in groupby(own, lambda each: (each.rendering, each.block)):
        first = next(rows)
        found.append(_omit(rendering, "block", str(block), first.section, first.block_text))
    titles: dict[tuple[str, str], str] = {}
    for pair in pairs:
        if pair.rendering in renderings and pair.en_ids:  # a reviewer may have emptied it
            found.append(_omit(pair.rendering, "unit", pair.pair_id, pair.section, pair.en))
        if pair.rendering in renderings and pair.section_title_en:
            titles.setdefault((pair.rendering, pair.section), pair.section_title_en)
    for (rendering, section), title in titles.items():
        found.append(_omit(rendering, "title", section, section, title))
    return found


def _omit(rendering: str, kind: str, key: str, section: str, text: str) -> OmittedText:
    """Return the row about a text."""
    return OmittedText(rendering, kind, key, section, len(text), hash_text(text))
