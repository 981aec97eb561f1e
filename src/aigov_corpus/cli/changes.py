"""`aigov-corpus changes`: what changed from one edition of a text to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aigov_corpus.cli.inputs import InputPath, ReadingCommand
from aigov_corpus.cli.messages import tell
from aigov_corpus.cli.options import out_option, read_language, rendering_option
from aigov_corpus.cli.output_names import choose_by_name, page_format_option
from aigov_corpus.cli.printing import echo_line, is_stdout, open_output, to_json
from aigov_corpus.text.counting import counted

if TYPE_CHECKING:
    from aigov_corpus.comparing.edition_tables import TextOfEdition
    from aigov_corpus.comparing.editions import Change
    from aigov_corpus.reviewing.carrying import Carried

FORMATS = ("table", "html", "csv", "json")
_BY_SUFFIX = {"txt": "table", "html": "html", "csv": "csv", "json": "json"}
"""Format of a file with each suffix."""


@click.command("changes", cls=ReadingCommand)
@click.argument("old", type=InputPath())
@click.argument("new", type=InputPath())
@page_format_option(FORMATS)
@out_option
@click.option("--all", "show_all", is_flag=True, help="List what stayed the same too.")
@click.option(
    "--lang",
    callback=read_language,
    metavar="LANG",
    help="Language of both editions: zh, en, …  [default: found; zh in a corpus]",
)
@rendering_option
@click.option(
    "--carry",
    is_flag=True,
    help="Confirm in the corpus NEW the pairs that reviewers confirmed in the corpus OLD and whose "
    "sentences stayed.",
)
def command(
    old: Path,
    new: Path,
    format_name: str | None,
    out: Path | None,
    show_all: bool,
    lang: str | None,
    rendering: tuple[str, ...],
    carry: bool,
) -> None:
    r"""List what changed from the edition OLD of a text to the edition NEW.

    \b
    aigov-corpus changes law.2018.txt law.2022.txt
    aigov-corpus changes law.2018.txt law.2022.txt --all --format html --out changes.html
    aigov-corpus changes data/aligned/plan data/aligned/plan --lang en --rendering plain

    OLD and NEW are two texts in one language, in files that  extract  reads, or the directories of
    two documents of a corpus.

    Each line has what happened (renumbered, changed, moved, new, gone), the numbers of the old and
    the new sentences, and the text with [-what is gone-] and {+what is new+}; tabs stand between
    them.

    With --carry both are built documents. A pair is carried if its sentences stayed in both
    languages; what somebody has decided in NEW already stays as it is.
    """
    from aigov_corpus.building.editions import (
        carry_confirmed,
        differ_in_script,
        find_changes,
        read_edition,
        require_documents,
    )
    from aigov_corpus.comparing import edition_tables

    format_name = choose_by_name(format_name, out, by_suffix=_BY_SUFFIX, default="table")
    if carry:
        require_documents(old, new)
    editions = [read_edition(path, lang=lang, renderings=rendering) for path in (old, new)]
    changes = find_changes(*editions)
    if differ_in_script(*editions):
        tell(
            "one edition is in traditional characters and the other in simplified ones, and each "
            "difference of characters counts as a change; convert one of them first, for instance "
            "with OpenCC",
            severity="warning",
            source=old,
        )
    first, second = (
        edition_tables.TextOfEdition(one.name, one.lang, one.sentences, one.sections)
        for one in editions
    )
    shown = [change for change in changes if show_all or change.kind != "same"]
    counts = edition_tables.count_changes(changes)
    if format_name == "table" and is_stdout(out):
        for line in edition_tables.format_change_lines(shown, first, second):
            echo_line(line)
    else:
        with open_output(out) as write:
            for piece in _format(format_name, shown, (first, second), counts):
                write(piece)
    listed = ", ".join(f"{kind} {number:,}" for kind, number in counts.items() if number)
    before = counted(len(first.sentences), "sentence")
    tell(f"{before} before, {len(second.sentences):,} now: {listed}")
    if carry:
        for one in carry_confirmed(old, new):
            tell(_describe_carried(one), source=one.rendering)


def _format(
    format_name: str,
    shown: Sequence[Change],
    texts: tuple[TextOfEdition, TextOfEdition],
    counts: dict[str, int],
) -> Iterator[str]:
    """Yield changes in a format, in pieces.

    Args:
        format_name: `html`, `csv`, `json` or `table`.
        shown: the changes that are shown.
        texts: both editions.
        counts: how many changes of each kind there are in all.
    """
    from aigov_corpus.comparing import edition_tables

    if format_name == "html":
        yield from edition_tables.format_change_page(shown, *texts, counts=counts)
    elif format_name == "csv":
        yield from edition_tables.format_change_csv(shown, *texts)
    elif format_name == "json":
        rows = list(edition_tables.list_change_rows(shown, *texts))
        yield to_json(rows, indent=2) + "\n"
    else:
        yield from (f"{line}\n" for line in edition_tables.format_change_lines(shown, *texts))


def _describe_carried(one: Carried) -> str:
    """Say how many confirmed pairs of a rendering were carried over, and why others were not."""
    parts = [f"{one.carried:,} confirmed pairs carried over"]
    if one.changed:
        parts.append(f"{len(one.changed):,} not, because a sentence changed")
    if one.regrouped:
        parts.append(f"{len(one.regrouped):,} not, because the sentences stand with others")
    if one.known:
        parts.append(f"{one.known:,} were decided already")
    return "; ".join(parts)
