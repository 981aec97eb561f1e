"""`aigov-corpus terms`: list the terms of a corpus, or the renderings of a phrase."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from aigov_corpus.cli.inputs import InputPath, open_corpus
from aigov_corpus.cli.loading import tell_incomparable
from aigov_corpus.cli.messages import tell
from aigov_corpus.cli.options import (
    corpus_options,
    json_option,
    out_option,
    refuse_unused,
    termbase_option,
)
from aigov_corpus.cli.output_names import choose_by_name
from aigov_corpus.cli.printing import echo_file, echo_json, echo_line, is_stdout
from aigov_corpus.errors import UsageError
from aigov_corpus.files.temporary_folders import temporary_folder
from aigov_corpus.files.writing import replace_bytes
from aigov_corpus.termbases import Termbase, load_termbase
from aigov_corpus.text.counting import counted

_BY = click.Choice(("rendering", "section", "document"))
_TABLE = "table"
_FORMATS = click.Choice((_TABLE, "csv", "tbx", "omegat", "xlsx"))
_BY_SUFFIX = {"csv": "csv", "xlsx": "xlsx", "tbx": "tbx", "utf8": "omegat", "txt": "omegat"}
"""Format of a file with each suffix."""


@click.command("terms")
@click.argument("corpus", type=InputPath())
@json_option
@click.option(
    "--min-count",
    type=click.IntRange(min=1),
    metavar="N",
    default=3,
    show_default=True,
    help="How often a term occurs, at least.",
)
@click.option("--phrase", help="List the renderings of this Chinese or English phrase instead.")
@click.option("--by", type=_BY, help="With --phrase, count for each of them apart.")
@click.option(
    "--format",
    "form",
    type=_FORMATS,
    help="Form of the list: lines to read (table), a table with counts (csv, xlsx), or a termbase "
    "(tbx, omegat: a glossary of OmegaT).  [default: by the suffix of --out; without --out, table]",
)
@termbase_option
@out_option
@corpus_options
def command(
    corpus: Path,
    as_json: bool,
    min_count: int,
    phrase: str | None,
    by: str | None,
    form: str | None,
    termbase: Path | None,
    out: Path | None,
    **options: Any,
) -> None:
    r"""List Chinese terms of CORPUS with their renderings, the best candidates first.

    \b
    aigov-corpus terms data/aligned --min-count 2
    aigov-corpus terms data/aligned --phrase 全球南方 --by section
    aigov-corpus terms data/aligned --out terms.tbx
    aigov-corpus terms data/aligned --termbase bundled

    CORPUS is data/aligned, the directory of one document in it, or a file of aligned texts.

    Each line has the term, how often it occurs, its most frequent rendering and how often that
    occurs, and the other renderings with their counts; tabs stand between them. With --phrase, each
    line has a rendering and its count. A rendering without text, which comes last, counts the
    places where no words render the phrase. On a terminal, the first line names the columns.

    With --termbase, its terms are listed too, however rare they are, and the last column says
    whether the most frequent rendering is allowed, forbidden, or another one. Files keep the
    entries of the termbase as they are.
    """
    from aigov_corpus.corpus.terms import (
        TERM_COLUMNS,
        list_columns,
        rows_of_renderings,
        rows_of_terms,
    )

    if out is not None and form == _TABLE:
        raise UsageError("--out needs a format", remedy="add  --format csv, tbx, omegat  or  xlsx")
    form = choose_by_name(form, out, by_suffix=_BY_SUFFIX, default=_TABLE)
    _check_options(as_json, phrase, by, form, has_termbase=termbase is not None)
    if phrase is not None:
        refuse_unused("min_count", because="is about terms, and --phrase lists renderings of one")
    base = None if termbase is None else load_termbase(termbase)
    for note in base.notes if base else ():
        tell(note, source=termbase)
    pairs = open_corpus(corpus, **options, lazily=True).pairs
    tell_incomparable(pairs, corpus, what="terms and renderings")
    if phrase is not None:
        names = list_columns(by)
        found = rows_of_renderings(pairs, phrase, by=by)
        columns = [*([by] if by else []), "text", "count"]
    else:
        names = TERM_COLUMNS
        found = rows_of_terms(pairs, min_count=min_count, termbase=base)
        columns = ["term", "count", "text", "text_count", "others", *(["termbase"] if base else [])]
    rows = [dict(zip(names, row, strict=True)) for row in found]
    if not rows and not as_json:  # a phrase that does not occur is an error, so these are terms
        tell(
            f"no term occurs {min_count:,} times or more; list rarer ones with a lower  --min-count"
            if min_count > 1
            else "no term was found",
            source=corpus,
        )
    if as_json:
        echo_json(rows, indent=2)
    elif form != _TABLE:
        _write(rows, form, base, out)
    else:
        if rows and sys.stdout.isatty():
            echo_line("\t".join(columns))
        for row in sorted(rows, key=_sort_key(rows, by)):
            echo_line("\t".join(_show(row[column]) for column in columns))


def _check_options(
    as_json: bool,
    phrase: str | None,
    by: str | None,
    form: str,
    *,
    has_termbase: bool,
) -> None:
    """Raise an error for options that do not go together."""
    if by and phrase is None:
        raise UsageError("--by needs a phrase", remedy="add  --phrase TEXT, or leave out --by")
    if phrase is not None and (form != _TABLE or has_termbase):
        raise UsageError(
            "--phrase lists renderings of one phrase, and not terms",
            remedy="leave out  --format  and  --termbase",
        )
    if as_json and form != _TABLE:
        raise UsageError(
            "--json and --format are two forms",
            remedy="leave out one of them, and  --out  with --json, which writes to stdout",
        )


def _write(
    rows: Sequence[Mapping[str, Any]], form: str, base: Termbase | None, out: Path | None
) -> None:
    """Write the terms to a file, or print them."""
    from aigov_corpus.corpus.term_files import terms_as_file

    content, lacking = terms_as_file(rows, format=form, termbase=base)
    if out is None or is_stdout(out):
        with temporary_folder() as folder:
            path = folder / "terms"
            path.write_bytes(content)
            echo_file(path, is_text=form != "xlsx")
    else:
        replace_bytes(out, content)
    if lacking:
        tell(f"{counted(lacking, 'term')} without a rendering left out; csv and xlsx have all")


def _sort_key(
    rows: Sequence[Mapping[str, Any]], by: str | None
) -> Callable[[Mapping[str, Any]], tuple[int, bool]]:
    """Return a key that puts rows without a rendering last, in each group of `by`."""
    groups = list(dict.fromkeys(row[by] for row in rows)) if by else []
    return lambda row: (groups.index(row[by]) if by else 0, not row["text"])


def _show(value: object) -> str:
    """Return a cell of a line."""
    return ", ".join(value) if isinstance(value, list) else str(value)
