"""`aigov-corpus changes`: what changed from one edition of a text to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aigov_corpus.cli.inputs import InputPath, ReadingCommand
from aigov_corpus.cli.messages import tell, tell_reading
from aigov_corpus.cli.options import out_option, read_language, refuse_unused, rendering_option
from aigov_corpus.cli.printing import to_json
from aigov_corpus.cli.reports import choose_report_format, report_format_option, write_report
from aigov_corpus.text.counting import counted

if TYPE_CHECKING:
    from aigov_corpus.reviewing.carrying import Carried

FORMATS = ("table", "html", "csv", "json")
_LEAST_KEPT = 0.1
"""Smallest share of the shorter edition that is in the other one, the same or changed. Where a
text is written anew less is; independent translations of one text have almost nothing."""


@click.command("changes", cls=ReadingCommand)
@click.argument("old", type=InputPath())
@click.argument("new", type=InputPath())
@report_format_option(FORMATS)
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

    format_name = choose_report_format(format_name, out, FORMATS)
    if carry:
        require_documents(old, new)
    editions = [read_edition(path, lang=lang, renderings=rendering) for path in (old, new)]
    if all(edition.document for edition in editions):
        refuse_unused("rendering", because="is about documents of a corpus, and files are given")
    for edition in editions:
        if edition.document:
            tell_reading([edition.document], source=edition.name, left_out="much")
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
    texts = (first, second)
    makers: dict[str, Callable[[], Iterable[str]]] = {
        "table": lambda: edition_tables.format_change_lines(shown, *texts),
        "html": lambda: edition_tables.format_change_page(shown, *texts, counts=counts),
        "csv": lambda: edition_tables.format_change_csv(shown, *texts),
        "json": lambda: [
            to_json(list(edition_tables.list_change_rows(shown, *texts)), indent=2) + "\n"
        ],
    }
    write_report(format_name, out, makers)
    listed = ", ".join(f"{kind} {number:,}" for kind, number in counts.items() if number)
    before = counted(len(first.sentences), "sentence")
    tell(f"{before} before, {len(second.sentences):,} now: {listed}")
    least = _LEAST_KEPT * min(len(first.sentences), len(second.sentences))
    if len(changes) - counts["new"] - counts["gone"] < least:
        tell(
            "hardly a sentence of one is in the other, changed or not, so they do not look like "
            "two editions of one text; for two translations give their Chinese too:  "
            "aigov-corpus compare ZH EN EN",
            severity="warning",
            source=new,
        )
    if carry:
        for one in carry_confirmed(old, new):
            tell(_describe_carried(one), source=one.rendering)


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
