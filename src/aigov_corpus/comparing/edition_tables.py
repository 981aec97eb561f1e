"""The changes between two editions: lines for a terminal, rows for programs, CSV, and a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from aigov_corpus.comparing.editions import CHANGE_KINDS, Change
from aigov_corpus.comparing.page import HEAD, format_text, read_styles
from aigov_corpus.exporting.csv import format_line
from aigov_corpus.text.characters import one_line
from aigov_corpus.text.language_codes import joiner_of
from aigov_corpus.text.section_names import name_section

COLUMNS = ("kind", "section", "old_numbers", "new_numbers", "old", "new", "difference")
"""The columns: what happened; the section of the new sentence, or of the old one if it is gone;
the numbers of the sentences, counted from 1; their texts; and the text with [-what is gone-] and
{+what is new+}."""
_EXPLANATIONS = {
    "same": "stayed as it was",
    "renumbered": "only its number changed",
    "changed": "words changed, or sentences were joined or divided",
    "moved": "stands at another place",
    "new": "only the new edition has it",
    "gone": "only the old edition has it",
}


class TextOfEdition(NamedTuple):
    """The sentences of an edition, with what is shown of them."""

    name: str
    """Name of the edition."""
    lang: str
    """Language code."""
    sentences: Sequence[str]
    sections: Sequence[str]
    """Section path of each sentence."""


def list_change_rows(
    changes: Iterable[Change], old: TextOfEdition, new: TextOfEdition
) -> Iterator[dict[str, Any]]:
    """Yield each change by column."""
    joiner = joiner_of(new.lang)
    for change in changes:
        sections = [new.sections[number] for number in change.new]
        sections += [old.sections[number] for number in change.old]
        yield {
            "kind": change.kind,
            "section": sections[0],
            "old_numbers": [number + 1 for number in change.old],
            "new_numbers": [number + 1 for number in change.new],
            "old": joiner.join(old.sentences[number] for number in change.old),
            "new": joiner.join(new.sentences[number] for number in change.new),
            "difference": mark_pieces(change),
        }


def mark_pieces(change: Change) -> str:
    """Return the text of a change with [-what is gone-] and {+what is new+}, on one line."""
    marks = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return one_line("".join(marks[kind].format(text) for kind, text in change.pieces))


def format_change_lines(
    changes: Sequence[Change], old: TextOfEdition, new: TextOfEdition
) -> Iterator[str]:
    """Yield a line for each change: kind, numbers of the sentences, and the text with marks."""
    for row in list_change_rows(changes, old, new):
        yield f"{row['kind']}\t{_numbers(row)}\t{row['difference']}"


def _numbers(row: dict[str, Any]) -> str:
    """Return the numbers of old and new sentences: `5→6`, `5→`, `→6`, `5→6,7`."""
    old, new = (",".join(map(str, row[f"{side}_numbers"])) for side in ("old", "new"))
    return f"{old}→{new}"


def format_change_csv(
    changes: Sequence[Change], old: TextOfEdition, new: TextOfEdition
) -> Iterator[str]:
    """Yield the lines of a CSV file."""
    yield format_line(COLUMNS, excel=False)
    for row in list_change_rows(changes, old, new):
        flat = row | {
            f"{side}_numbers": ";".join(map(str, row[f"{side}_numbers"])) for side in ("old", "new")
        }
        yield format_line([str(flat[name]) for name in COLUMNS], excel=False)


def count_changes(changes: Iterable[Change]) -> dict[str, int]:
    """Return how many changes of each kind there are."""
    counts = Counter(change.kind for change in changes)
    return {kind: counts[kind] for kind in CHANGE_KINDS}


def format_change_page(
    changes: Sequence[Change],
    old: TextOfEdition,
    new: TextOfEdition,
    *,
    counts: dict[str, int],
) -> Iterator[str]:
    """Yield the page of two editions in pieces: one file without scripts that loads nothing."""
    title = f"{format_text(old.name)} → {format_text(new.name)}"
    yield HEAD.format(title=title, styles=read_styles(), code="en")
    yield f"<main>\n<h1>{title}</h1>\n"
    listed = "".join(
        f"<tr><th scope=row>{kind}</th><td class=number>{number}</td>"
        f"<td>{_EXPLANATIONS[kind]}</td></tr>\n"
        for kind, number in counts.items()
        if number
    )
    yield f'<table class="counts"><tbody>\n{listed}</tbody></table>\n'
    yield (
        '<p class="quiet">What is <del>gone</del> is struck through, what is <ins>new</ins> is '
        "underlined. Numbers are those of sentences.</p>\n"
    )
    yield (
        "<table><thead><tr><th scope=col class=kind>change</th>"
        "<th scope=col class=numbers>old → new</th><th scope=col class=wide>text</th></tr></thead>"
        "<tbody>\n"
    )
    section: str | None = None
    lang = format_text(new.lang)
    for change, row in zip(changes, list_change_rows(changes, old, new), strict=True):
        if row["section"] != section:
            section = row["section"]
            name = format_text(name_section(section))
            yield f'<tr class="section"><th colspan=3>{name}</th></tr>\n'
        yield (
            f"<tr><td class=kind>{change.kind}</td><td class=numbers>{_numbers(row)}</td>"
            f'<td lang="{lang}">{_format_pieces(change)}</td></tr>\n'
        )
    yield "</tbody></table>\n</main>\n</body>\n</html>\n"


def _format_pieces(change: Change) -> str:
    """Return the text of a change as HTML."""
    tags = {"gone": "del", "new": "ins"}
    return "".join(
        f"<{tags[kind]}>{format_text(text)}</{tags[kind]}>" if kind in tags else format_text(text)
        for kind, text in change.pieces
    )
