"""`aigov-corpus export`: write a corpus, or a part of it, in the format of another program."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from aigov_corpus.cli.formats import (
    FORMATS,
    check_granularity,
    chosen_options,
    holds_sentences,
    with_format_options,
)
from aigov_corpus.cli.inputs import SLASHES, InputPath, OutputPath, ReadingCommand, open_corpus
from aigov_corpus.cli.memory import CORPUS, Output, write_units
from aigov_corpus.cli.messages import tell
from aigov_corpus.cli.options import (
    corpus_options,
    filter_options,
    given_filters,
    granularity_option,
    of_corpus,
)
from aigov_corpus.cli.output_names import FOLDER, choose_by_name, require_name_of
from aigov_corpus.corpus import Corpus, store
from aigov_corpus.corpus.document_folders import find_documents
from aigov_corpus.corpus.filters import select_pairs
from aigov_corpus.corpus.opening import StoredCorpus
from aigov_corpus.errors import UsageError
from aigov_corpus.exporting.formats import get_format
from aigov_corpus.files.ownership import TABLE
from aigov_corpus.files.writing import protect_inputs
from aigov_corpus.importing.several_files import list_files
from aigov_corpus.protocols import Format
from aigov_corpus.records import Finding, Pair, is_by_clauses
from aigov_corpus.text.counting import counted

_BY_SUFFIX = {name: name for name in FORMATS if name != CORPUS} | {"xml": "xces", "xlf": "xliff"}
"""Name of the format that a file with this suffix gets."""


class _ExportCommand(ReadingCommand):
    """The command `export`, whose help lists the formats at its end."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Formats"):
            formatter.write_dl([(name, _described(found)) for name, found in FORMATS.items()])


def _described(format_: Format | None) -> str:
    """Return the line about a format in the help."""
    if format_ is None:
        return "(cannot be loaded)"
    return f"For {format_.summary}." if format_.summary else format_.title


@click.command("export", cls=_ExportCommand)
@click.argument("corpus", type=InputPath())
@click.option(
    "--format",
    "named",
    type=click.Choice(list(FORMATS)),
    metavar="FORMAT",
    help="Format to write, one of those listed below.  [default: by the ending of --out]",
)
@click.option(
    "--out",
    "given",
    metavar="FILE",
    shell_complete=click.Path().shell_complete,
    help="File to write, or a directory (with a slash at its end) for a corpus; for a format of "
    "several files, the part that their names have in common. A format that is one text file does "
    "not need it.  [default: stdout]",
)
@click.option(
    "--omit-text",
    multiple=True,
    metavar="RENDERING",
    help="Leave out the English text of this rendering, which may not be passed on: its ids, "
    "places, scores, tags and hashes stay. Whoever has the text fills it in with  build --restore. "
    "For the formats corpus, csv, jsonl and parquet. May be given several times.",
)
@granularity_option
@filter_options
@corpus_options
@with_format_options
def command(
    corpus: Path,
    named: str | None,
    given: str | None,
    omit_text: tuple[str, ...],
    granularity: str | None,
    **others: Any,
) -> None:
    r"""Write CORPUS in the format of another program.

    \b
    aigov-corpus export data/aligned --out plan.tmx --min-score 0.5
    aigov-corpus export data/aligned/plan --format csv --section 3 --principle people | head
    aigov-corpus export data/aligned --format moses --out train      train.zh, train.en, train.ids
    aigov-corpus export memory.tmx --out memory.xlsx
    aigov-corpus export data/aligned --granularity clause --out clauses.tmx
    aigov-corpus export data/aligned --format corpus --omit-text sinocism --out release

    CORPUS is data/aligned, the directory of one document in it, or a file of aligned texts: TMX,
    XLIFF, XLSX, CSV and others, from any program ( aigov-corpus info  lists them). A unit is one
    row of the corpus: a few sentences and those that translate them, or sentences without
    translation. Without filters all units are written that the format can hold; the command says
    how many it left out, and why.

    An option whose name begins with a format, such as --csv-dialect, belongs to that format.
    """
    format_name = _choose_format(named, given)
    options = chosen_options(format_name, others)
    is_corpus = format_name == CORPUS
    out: Path | None = (
        None if given is None else OutputPath(is_folder=is_corpus).convert(given, None, None)
    )
    require_name_of(out, FOLDER if is_corpus else format_name)
    if out is None and not get_format(format_name).is_text:
        raise UsageError(
            f"the format {format_name} is binary or several files; it cannot go to stdout",
            remedy="add  --out FILE",
        )
    stored = open_corpus(corpus, **of_corpus(others), lazily=True)
    stored = _at_granularity(stored, granularity, format_name, source=corpus)
    pairs = stored.pairs
    load_findings = _findings_loader(stored)
    filters = given_filters(others)
    findings = load_findings() if "finding" in filters else ()
    is_cut = granularity == "clause" and not _has_clauses(pairs)
    output = Output(format_name, out, filters, options, "clause" if is_cut else "sentence")
    with protect_inputs(*(_tables(corpus) if out is not None else ())):
        write_units(
            select_pairs(pairs, **filters, findings=findings),
            output,
            total=len(pairs),
            load_sentences=stored.load_sentences,
            load_findings=lambda _: load_findings(),
            source=corpus,
            load_packages=stored.load_descriptions,
            omit_text=omit_text,
        )


def _choose_format(named: str | None, out: str | None) -> str:
    """Return the format that is named or, if none is, that of the name of the output.

    Raises:
        UsageError: neither says it.
    """
    if named is not None:
        return named
    if out is not None and (out.endswith(SLASHES) or Path(out).is_dir()):
        return CORPUS
    path = None if out is None else Path(out)
    chosen = choose_by_name(None, path, by_suffix=_BY_SUFFIX, default="")
    if not chosen:
        raise UsageError(
            "nothing says in which format to write",
            remedy="name a file, such as  --out law.tmx,  or add  --format tmx",
        )
    return chosen


def _has_clauses(pairs: Sequence[Pair]) -> bool:
    """Tell whether the units of a corpus are clauses; its first unit says it."""
    first = next(iter(pairs), None)
    return first is not None and is_by_clauses(first.signature)


def _at_granularity(
    stored: StoredCorpus, granularity: str | None, format_name: str, *, source: Path
) -> StoredCorpus:
    """Return a corpus of clauses as it is, or put together to sentences; say which.

    Any other corpus is returned as it is.

    Raises:
        UsageError: clauses are asked for in a format that holds whole sentences; or the units are
            clauses, and nobody knows of which sentences.
    """
    is_whole = holds_sentences(format_name)
    if not _has_clauses(stored.pairs):
        check_granularity(granularity or "sentence", format_name)
        return stored
    if granularity == "clause" and format_name != "corpus":
        check_granularity(granularity, format_name)
    if granularity != "sentence" and not is_whole:
        if granularity:
            how = "so nothing is cut"
        elif _knows_sentences(stored.pairs):
            how = "and  --granularity sentence  joins them"
        else:
            how = "and cannot be joined, because nothing here says of which sentences they are"
        tell(f"the units are clauses already, {how}", source=source)
        return stored
    from aigov_corpus.clauses import join_units

    parts = list(stored.pairs)
    if not _knows_sentences(parts):
        raise UsageError(
            "its units are clauses, and it does not say of which sentences",
            source=source,
            remedy="export the corpus that it was made from, or "
            + ("leave out  --granularity sentence" if granularity else "write tmx, csv, xlsx, …"),
        )
    joined, sentences = join_units(parts, stored.load_sentences())
    tell(
        f"{counted(len(parts), 'clause')} joined to {counted(len(joined), 'unit')} of whole "
        "sentences"
    )
    return replace(
        stored,
        pairs=joined,
        load_sentences=lambda: sentences,
        load_findings=lambda: None,  # those that are stored are about clauses
    )


def _knows_sentences(pairs: Iterable[Pair]) -> bool:
    """Tell whether some clauses say of which sentence they are a part, as those of a TMX do not."""
    return any("@" in name for pair in pairs for name in (*pair.zh_ids, *pair.en_ids))


def _findings_loader(stored: StoredCorpus) -> Callable[[], list[Finding]]:
    """Return a function that returns what the checks found in pairs and nobody has accepted."""
    return lambda: Corpus(
        stored.pairs, load_findings=stored.load_findings, load_accepted=stored.load_accepted
    ).load_findings()


def _tables(corpus: Path) -> list[Path]:
    """Return the files that an export of a corpus may read."""
    if files := list_files(corpus):
        return files
    if corpus.is_file():
        return []  # it is an argument, which the command protects anyway
    names = (TABLE, store.SENTENCES, store.FINDINGS)
    return [folder / name for folder in find_documents(corpus) for name in names]
