"""`aigov-corpus compare`: show the renderings of a text side by side, with what differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from aigov_corpus.cli.inputs import InputPath, OutputPath, ReadingCommand, open_corpus
from aigov_corpus.cli.messages import tell
from aigov_corpus.cli.options import (
    corpus_options,
    language_option,
    of_corpus,
    principle_option,
    refuse_unused,
    rendering_option,
    section_option,
)
from aigov_corpus.cli.reports import (
    FORMATS,
    choose_report_format,
    report_format_option,
    write_report,
)
from aigov_corpus.cli.two_files import align_renderings
from aigov_corpus.comparing import Comparison
from aigov_corpus.comparing.records import KINDS
from aigov_corpus.errors import InvalidInputError, NothingToDoError, UsageError
from aigov_corpus.exporting.csv import DIALECTS
from aigov_corpus.files.limits import naming_input
from aigov_corpus.records import Pair
from aigov_corpus.text.counting import counted

if TYPE_CHECKING:
    from aigov_corpus.corpus.accepted import Accepted
    from aigov_corpus.serving.wording import Language


@click.command("compare", cls=ReadingCommand)
@click.argument("corpora", type=InputPath(), nargs=-1, required=True, metavar="CORPUS… | ZH EN EN…")
@report_format_option(FORMATS)
@click.option(
    "--out",
    type=OutputPath(),
    metavar="FILE",
    help="File to write; xlsx needs it.  [default: stdout]",
)
@click.option(
    "--base",
    metavar="ID",
    help="Rendering with which each of the others is compared.  [default: the first]",
)
@rendering_option
@section_option
@principle_option
@click.option(
    "--text",
    help="Take only rows in whose Chinese or English this regular expression is found.",
)
@click.option(
    "--kind",
    multiple=True,
    type=click.Choice(KINDS),
    metavar="KIND",
    help=f"Take only this kind of differences: {', '.join(KINDS)}. May be given several times.",
)
@click.option("--differing", is_flag=True, help="Leave out rows without a difference.")
@language_option("report")
@click.option(
    "--csv-dialect",
    type=click.Choice(DIALECTS),
    help="Who reads the file: programs (data, the default) or Excel (excel).",
)
@corpus_options
def command(
    corpora: tuple[Path, ...],
    format_name: str | None,
    out: Path | None,
    csv_dialect: str | None,
    language: Language,
    **options: Any,
) -> None:
    r"""Show the renderings of a text side by side, with what differs.

    \b
    aigov-corpus compare data/aligned
    aigov-corpus compare data/aligned --format html --out renderings.html
    aigov-corpus compare data/aligned --kind term --kind number --format csv > terms.csv
    aigov-corpus compare law.zh.md law.en.html official.html
    aigov-corpus compare ours.tmx theirs.xlsx
    aigov-corpus compare data/aligned --language zh --out renderings.html

    CORPUS is data/aligned, the directory of one document in it, or a file of aligned texts. Several
    files, such as two memories of one Chinese text, are taken together as renderings. A Chinese
    text and several English ones are aligned first, and each rendering is called after its file.

    There is one row for each Chinese unit and one column for each rendering. The Chinese is never
    cut or put together for the sake of one rendering: its English stands beside several rows then.
    Each rendering is compared with the first one, or with that of --base. docs/renderings.md
    explains the kinds of differences.
    """
    from aigov_corpus.comparing import page, tables
    from aigov_corpus.corpus.comparing import compare_pairs, gather_pairs
    from aigov_corpus.serving.comparison_sentences import comparison_words

    format_name = choose_report_format(format_name, out, FORMATS)
    if csv_dialect and format_name != "csv":
        raise UsageError(
            f"--csv-dialect is an option of csv, not of {format_name}",
            remedy="leave it out, or write  --format csv",
        )
    packages: list[Mapping[str, Any]] = []
    named: list[tuple[str, Sequence[Pair]]]
    accepted: list[Accepted] = []
    if _are_texts(corpora):
        _check_options(options)
        named = [(str(path), list(one)) for path, one in align_renderings(corpora)]
        if len(named) < 2:
            raise UsageError(
                "a Chinese text and one rendering of it are given",
                remedy="name another rendering to compare, or run  aigov-corpus check ZH EN",
            )
    else:
        stored = [open_corpus(path, **of_corpus(options)) for path in corpora]
        named = [(str(path), one.pairs) for path, one in zip(corpora, stored, strict=True)]
        packages = [package for one in stored for package in one.load_descriptions()]
        accepted = [known for one in stored for known in one.load_accepted()]
    filters = ("base", "rendering", "section", "principle", "text", "kind", "differing")
    given = {name: options[name] for name in filters if options[name] != ()}
    given["accepted"] = accepted
    if len(set(options["rendering"])) == 1:
        refuse_unused("rendering", because="names one rendering, and two are compared")
    compared = compare_pairs(gather_pairs(named), **given)
    if not any(one.rows for one in compared):
        everything = given | {"differing": False, "kind": ()}
        rows = sum(len(one.rows) for one in compare_pairs(gather_pairs(named), **everything))
        reason, remedy = _why_nothing(rows, options["kind"], differing=options["differing"])
        raise NothingToDoError(reason, source=corpora[0], remedy=remedy)
    words = comparison_words(language)
    makers: dict[str, Callable[[], Iterable[str] | bytes]] = {
        "table": lambda: tables.format_lines(compared, words=words),
        "html": lambda: page.format_page(compared, packages=packages, words=words),
        "csv": lambda: tables.format_csv(compared, excel=csv_dialect == "excel", words=words),
        "xlsx": lambda: tables.format_xlsx(compared, words=words),
    }
    write_report(format_name, out, makers)
    _tell_counts(compared)


def _why_nothing(rows: int, kinds: Sequence[str], *, differing: bool) -> tuple[str, str]:
    """Return why there is nothing to show, and what to do.

    Args:
        rows: rows that pass the filters other than those of differences.
        kinds: the kinds of differences that were asked for.
        differing: whether rows without a difference are left out.
    """
    if not rows:
        return "no row passes the filters", "use fewer or wider filters"
    kind = f" of the kind {' or '.join(dict.fromkeys(kinds))}" if kinds else ""
    options = [name for name, given in (("--differing", differing), ("--kind", kinds)) if given]
    return (
        f"the renderings have no difference{kind} in {counted(rows, 'row')}",
        f"leave out  {'  and  '.join(options)}  to see them all the same",
    )


def _are_texts(paths: Sequence[Path]) -> bool:
    """Tell whether the files of a call are texts that have to be aligned first.

    They are if one of them is read as no file of pairs, and none has the name of such a file.
    """
    from aigov_corpus.building.given_project import SUFFIXES
    from aigov_corpus.importing.files import read_aligned_file

    if len(paths) == 1:
        return False
    with naming_input(paths[0]):
        if any(path.is_dir() or path.suffix.lower() in SUFFIXES for path in paths):
            return False
    try:
        for path in paths:
            read_aligned_file(path)
    except InvalidInputError:
        return True
    return False


def _check_options(options: Mapping[str, Any]) -> None:
    """Raise a `UsageError` if an option is given that is not about texts."""
    for name in (name for name, value in of_corpus(options).items() if value):
        raise UsageError(
            f"--{name.replace('_', '-')} is about a file of pairs or a corpus, and texts are given",
            remedy="leave it out",
        )


def _tell_counts(compared: Sequence[Comparison]) -> None:
    """Print on stderr how many rows and differences there are."""
    for one in compared:
        counts = Counter(one.count())
        listed = ", ".join(f"{kind} {number}" for kind, number in counts.items() if number)
        differences = counted(sum(counts.values()), "difference")
        tell(
            f"{counted(len(one.rows), 'row')}, {len(one.renderings)} renderings, {differences}"
            + (f" ({listed})" if listed else ""),
            source=one.document,
        )
