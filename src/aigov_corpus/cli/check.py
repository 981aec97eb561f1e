"""`aigov-corpus check`: list what may be wrong in the renderings of a corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from aigov_corpus import registry
from aigov_corpus.cli.inputs import InputPath, ReadingCommand
from aigov_corpus.cli.loading import tell_incomparable
from aigov_corpus.cli.messages import tell, tell_notes
from aigov_corpus.cli.options import (
    corpus_options,
    json_option,
    language_option,
    out_option,
    termbase_option,
)
from aigov_corpus.cli.printing import echo_json
from aigov_corpus.cli.progress import progress_line
from aigov_corpus.cli.reports import (
    FORMATS,
    choose_report_format,
    report_format_option,
    write_report,
)
from aigov_corpus.corpus import load
from aigov_corpus.corpus.accepted import accept, add_accepted, file_of_accepted
from aigov_corpus.corpus.opening import open_corpus
from aigov_corpus.errors import InvalidInputError, MismatchError, UsageError
from aigov_corpus.termbases import load_termbase
from aigov_corpus.text.counting import counted

if TYPE_CHECKING:
    from aigov_corpus.corpus import Corpus
    from aigov_corpus.corpus.finding_reports import ReportLanguage
    from aigov_corpus.records import Finding
    from aigov_corpus.serving.wording import Language

ALL = "all"
"""Value of --accept for everything that the command lists."""


@click.command("check", cls=ReadingCommand)
@click.argument("paths", type=InputPath(), nargs=-1, required=True, metavar="CORPUS | ZH EN…")
@report_format_option(FORMATS)
@out_option
@json_option
@language_option("messages")
@click.option(
    "--only",
    multiple=True,
    metavar="CODE",
    help="Run only this check, such as number. May be given several times.",
)
@click.option(
    "--fail-on",
    type=click.Choice(("error", "warning")),
    help="End with exit code 3 if there is a finding of this severity or a graver one.",
)
@click.option(
    "--accept",
    multiple=True,
    metavar="ID",
    help="Accept the finding with this id: it is right as it is and is not shown again. The word "
    "all accepts everything that is listed. May be given several times.",
)
@click.option(
    "--thorough",
    is_flag=True,
    help="Read both texts of each pair together with a network: of whole clauses that were dropped "
    "it finds four in five instead of two in three, and flags more correct pairs. 500 pairs "
    "take 7 seconds of a processor.",
)
@termbase_option
@corpus_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    paths: tuple[Path, ...],
    format_name: str | None,
    out: Path | None,
    as_json: bool,
    language: Language,
    only: tuple[str, ...],
    fail_on: str | None,
    accept: tuple[str, ...],
    thorough: bool,
    termbase: Path | None,
    **options: Any,
) -> None:
    r"""List what may be wrong in the renderings of CORPUS, or in a translation, place by place.

    \b
    aigov-corpus check data/aligned
    aigov-corpus check law.zh.md law.en.html
    aigov-corpus check law.zh.md law.en.html --out places.html
    aigov-corpus check law.zh.md law.en.html official.html      two renderings together
    aigov-corpus check data/aligned --language zh --out places.xlsx
    aigov-corpus check data/aligned --only untranslated --only doubled
    aigov-corpus check memory.tmx
    aigov-corpus check data/aligned --termbase bundled
    aigov-corpus check data/aligned --thorough
    aigov-corpus check data/aligned --json --fail-on error > findings.json

    CORPUS is data/aligned, the directory of one document in it, or a file of aligned texts such as
    memory.tmx. A Chinese text and its English translation, or a file that holds both, are aligned
    first; to choose how, or to keep the pairs, run  align  and check what it wrote. Name several
    translations of one text together, as they lie together in a corpus: from what one of them has,
    the checks learn what another one lacks.

    Each line has the unit, its row, the severity, the code of the check, the message and the id of
    the finding; --out writes a page or a sheet, with both texts beside each finding. A unit with an
    error is hardly ever right; a warning is worth a look. The checks and their codes are described
    in docs/checks.md. With a termbase, terms that are rendered otherwise, or in a way that it
    forbids, are findings too.

    Accepted findings are kept in the file accepted.jsonl beside the pairs (for a file memory.tmx in
    memory.tmx.accepted.jsonl), and are known again
    after the corpus was built anew.
    """
    from aigov_corpus.checking import QUICK
    from aigov_corpus.checking.close_reading import count_too_long
    from aigov_corpus.checking.consistency import CODES
    from aigov_corpus.corpus import finding_reports as reports
    from aigov_corpus.corpus.findings import to_rows
    from aigov_corpus.embedding.use_package import begin_loading
    from aigov_corpus.serving.report_words import report_words

    form = _choose_format(format_name, out, as_json=as_json, accepts=bool(accept))
    words = report_words(language)
    terms = None if termbase is None else load_termbase(termbase)
    for note in terms.notes if terms else ():
        tell(note, source=termbase)
    corpus = paths[0]
    few = bool(only) and CODES.issuperset(only) and corpus.is_dir()
    loaded = _align_or_load(paths, options, accepts=bool(accept), few=few)
    if not only or not set(QUICK).issuperset(only):
        begin_loading()
    unchecked = options["unchecked"]
    units = len(open_corpus(corpus, unchecked=unchecked, lazily=True).pairs if few else loaded)
    with progress_line() as show:
        findings, accepted = loaded.find(
            only=only or None, termbase=terms, thorough=thorough, progress=show
        )
    if thorough and (long := count_too_long((pair.zh, pair.en) for pair in loaded)):
        tell(
            f"too long to be read by the network: {counted(long, 'unit')}; their omissions were "
            "looked for by links of words, as without --thorough",
            source=corpus,
        )
    tell_incomparable(loaded, corpus, what="omissions, additions and lists")
    rows = to_rows(findings, loaded)
    if accept:
        _accept(accept, corpus, loaded, findings, rows)
        return
    numbers = {pair.pair_id: pair.seq for pair in loaded}
    if as_json:
        for row in rows:
            row["message"] = words.say(row["message"])
        echo_json(_report(units, rows, accepted=len(accepted)), indent=2)
    else:
        pairs = list(loaded)
        name = ", ".join(dict.fromkeys(pair.document for pair in pairs))
        listed = reports.list_report_rows(rows, pairs, words)
        makers: dict[str, Callable[[], Iterable[str] | bytes]] = {
            "table": lambda: (_line(row, numbers[row["pair_id"]], words) for row in rows),
            "html": lambda: reports.format_report_page(rows, pairs, words, name=name),
            "csv": lambda: reports.format_report_csv(listed, words),
            "xlsx": lambda: reports.format_report_xlsx(list(listed), words),
        }
        write_report(form, out, makers)
    severities: Counter[str] = Counter(finding.severity for finding in findings)
    _tell_counts(units, rows, severities, accepted=len(accepted))
    if severities["error"] or (fail_on == "warning" and severities["warning"]):
        ctx.exit(InvalidInputError.exit_code if fail_on else 0)


def _align_or_load(
    paths: Sequence[Path], options: Mapping[str, Any], *, accepts: bool, few: bool
) -> Corpus:
    """Return the pairs of a corpus, of a file of pairs, or of texts that are aligned first.

    Args:
        paths: a corpus, a file of pairs, a text and its translations, or a file that holds both.
        options: the options for opening a corpus.
        accepts: whether findings are accepted, for which there must be a file of pairs.
        few: whether only pairs that contradict each other are needed.
    """
    from aigov_corpus.building.given_project import SUFFIXES
    from aigov_corpus.building.two_texts import OneLanguageError
    from aigov_corpus.cli.two_files import align_files, align_renderings
    from aigov_corpus.importing.columns import MissingColumnError

    languages = {"src_lang": options["src_lang"], "tgt_lang": options["tgt_lang"]}
    if len(paths) > 1:
        if folder := next((path for path in paths if path.is_dir()), None):
            raise UsageError(
                "it is a directory, and other names are given with it",
                source=folder,
                remedy="give a corpus alone, with  --out FILE  for a report; or name files",
            )
        _check_options(options, accepts=accepts)
        if len(paths) == 2:
            return align_files(*paths, **languages)
        if given := next((name for name, code in languages.items() if code), None):
            raise UsageError(
                f"--{given.replace('_', '-')} goes with one text and its translation",
                remedy="leave it out; of several files the languages are found",
            )
        first, *others = (aligned for _, aligned in align_renderings(paths))
        return sum(others, first)
    [corpus] = paths
    is_named_pairs = corpus.suffix.lower() in SUFFIXES
    try:
        loaded = load(corpus, **options, contradicting=few)
    except InvalidInputError as error:
        if is_named_pairs and error.place:  # it is damaged there
            raise
        try:
            aligned = align_files(corpus, corpus, **languages)
        except MismatchError:
            raise
        except OneLanguageError as said:
            raise (
                error if is_named_pairs or isinstance(error, MissingColumnError) else said
            ) from None
        except InvalidInputError:
            raise error from None
        _check_options(options, accepts=accepts)
        return aligned
    tell_notes(loaded.notes, loaded.warnings, source=corpus)
    return loaded


def _check_options(options: Mapping[str, Any], *, accepts: bool) -> None:
    """Raise a `UsageError` if options are given for texts that only go with a file of pairs."""
    if accepts:
        raise UsageError(
            "--accept keeps findings beside a file of pairs, and texts have none",
            remedy="align them first, with  aigov-corpus align SRC TGT --out pairs.tmx",
        )
    if options["unchecked"]:
        raise UsageError(
            "--unchecked is about the tables of a corpus, and texts are given",
            remedy="leave it out",
        )


def _choose_format(name: str | None, out: Path | None, *, as_json: bool, accepts: bool) -> str:
    """Return the format of the report; `table` for lines or JSON on standard output.

    Raises:
        UsageError: options do not go together.
    """
    chosen = choose_report_format(name, out, FORMATS)
    if (as_json or accepts) and (name or out):
        option = "--json" if as_json else "--accept"
        raise UsageError(
            f"{option} writes no report", remedy=f"leave out  --format  and  --out, or  {option}"
        )
    return chosen


def _line(row: Mapping[str, Any], number: int, words: ReportLanguage) -> str:
    """Return a finding as one line: `UNIT (row N): SEVERITY [CODE] MESSAGE (id ID)`."""
    stop = "；" if words.code == "zh" else "; "
    hint = f"{stop}{words.suggested}{row['suggestion']}" if row["suggestion"] else ""
    return words.line.format(
        pair=row["pair_id"],
        row=number,
        severity=words.severities[row["severity"]],
        code=row["code"],
        said=f"{words.say(row['message'])}{hint}",
        id=row["id"],
    )


def _report(units: int, rows: Sequence[Mapping[str, Any]], *, accepted: int) -> dict[str, Any]:
    """Return the report in the form that --json prints."""
    severities = Counter(row["severity"] for row in rows)
    return {
        "units": units,
        "errors": severities["error"],
        "warnings": severities["warning"],
        "accepted": accepted,
        "counts": dict(sorted(Counter(row["code"] for row in rows).items())),
        "checks": registry.names("check"),
        "findings": list(rows),
    }


def _tell_counts(
    units: int,
    rows: Sequence[Mapping[str, Any]],
    severities: Mapping[str, int],
    *,
    accepted: int,
) -> None:
    """Print on stderr how many findings there are, by severity and by check."""
    counts = [counted(severities[name], name) for name in ("error", "warning")]
    codes = Counter(row["code"] for row in rows)
    listed = ", ".join(f"{code} {number}" for code, number in sorted(codes.items()))
    before = f"; {accepted} accepted before" if accepted else ""
    by_code = f" ({listed})" if listed else ""
    tell(f"{counted(units, 'unit')}: {', '.join(counts)}{by_code}{before}")


def _accept(
    names: Sequence[str],
    path: Path,
    loaded: Corpus,
    findings: Sequence[Finding],
    rows: Sequence[Mapping[str, Any]],
) -> None:
    """Accept findings by their ids, and say on stderr how many were new.

    Raises:
        UsageError: no finding has one of the ids.
    """
    known = {row["id"] for row in rows}
    for name in names:
        if name != ALL and name not in known:
            raise UsageError(
                f"no finding has the id '{name}'",
                source=path,
                remedy="take an id from the end of a line of  aigov-corpus check",
            )
    pairs = {pair.pair_id: pair for pair in loaded}
    by_file: dict[Path, list[Any]] = {}
    for finding, row in zip(findings, rows, strict=True):
        if ALL in names or row["id"] in names:
            pair = pairs[row["pair_id"]]
            file = file_of_accepted(path, pair)
            by_file.setdefault(file, []).append(accept(finding, pair))
    if not rows:
        tell("nothing is found, so there is nothing to accept", source=path)
    for file, chosen in by_file.items():
        added = add_accepted(file, chosen)
        tell(f"{counted(added, 'finding')} accepted in {file}")
