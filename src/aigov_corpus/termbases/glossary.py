"""Glossaries of OmegaT: a line for each two terms that render each other, with a comment.

A tab stands between source, translation and comment. The comment says what else an entry has:
`part of speech: noun | forbidden: South; Southern | note: see 2024`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from aigov_corpus.importing.delimited import Row
from aigov_corpus.termbases.collecting import Collected, read_part_of_speech
from aigov_corpus.termbases.entries import TermEntry, merge_entries
from aigov_corpus.termbases.tables import join_terms, read_table, split_terms

HEAD = "# Glossary in tab-separated format -*- coding: utf-8 -*-"
"""The first line, as OmegaT itself writes it."""
_SPEECH = "part of speech: "
_FORBIDDEN = "forbidden: "
_FORBIDDEN_ZH = "forbidden Chinese: "
_NOTE = "note: "
_BETWEEN = " | "


def write_lines(entries: Iterable[TermEntry]) -> Iterator[str]:
    """Yield the lines of a glossary from Chinese to English."""
    yield HEAD
    for entry in entries:
        comment = _comment(entry)
        for source in entry.zh or ("",):
            for target in entry.en or ("",):
                shown = f" {source}" if source.startswith("#") else source
                yield "\t".join((shown, target, comment)).rstrip("\t")


def _comment(entry: TermEntry) -> str:
    """Return what an entry says besides its terms."""
    parts = []
    if entry.part_of_speech:
        parts.append(_SPEECH + entry.part_of_speech)
    if entry.forbidden_en:
        parts.append(_FORBIDDEN + join_terms(entry.forbidden_en))
    if entry.forbidden_zh:
        parts.append(_FORBIDDEN_ZH + join_terms(entry.forbidden_zh))
    if entry.note:
        parts.append(_NOTE + entry.note)
    return _BETWEEN.join(parts)


def read_glossary(rows: Iterable[Row], collected: Collected, *, name: str) -> None:
    """Collect the entries of a glossary; the lines of one source are one entry.

    So are neighbouring lines whose sources have the same translations and the same comment.

    Raises:
        InvalidInputError: no column is Chinese, or none is English.
    """
    lines = [row for row in rows if not row.cells[0].startswith("#")]
    read = Collected()
    read_table(lines, read, name=name, read_comment=_read_comment)
    by_source: dict[tuple[str, ...], TermEntry] = {}
    for entry in read.entries:
        source = entry.zh or entry.en
        known = by_source.get(source)
        by_source[source] = merge_entries(known, entry) if known else entry
    for entry in by_source.values():
        last = collected.entries[-1] if collected.entries else None
        if last and last.zh and entry.zh and replace(last, zh=entry.zh) == entry:
            collected.entries[-1] = merge_entries(last, entry)
        else:
            collected.entries.append(entry)
    for note in read.finish().notes:
        collected.note(note)


def _read_comment(comment: str) -> dict[str, Any]:
    """Return what a comment says, by the fields of an entry."""
    found: dict[str, Any] = {}
    while comment.startswith((_SPEECH, _FORBIDDEN, _FORBIDDEN_ZH)):
        part, _, comment = comment.partition(_BETWEEN)
        if part.startswith(_SPEECH):
            found["part_of_speech"] = read_part_of_speech(part.removeprefix(_SPEECH))
        elif part.startswith(_FORBIDDEN):
            found["forbidden_en"] = split_terms(part.removeprefix(_FORBIDDEN))
        else:
            found["forbidden_zh"] = split_terms(part.removeprefix(_FORBIDDEN_ZH))
    return found | {"note": comment.removeprefix(_NOTE)}
