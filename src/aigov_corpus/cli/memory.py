"""What `align` writes besides rows: the formats of `export`, and the directory of a corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from aigov_corpus import registry
from aigov_corpus.cli.inputs import SLASHES, refuse_empty
from aigov_corpus.cli.messages import tell, tell_exported
from aigov_corpus.cli.output_names import choose_by_name
from aigov_corpus.cli.printing import is_stdout
from aigov_corpus.cli.rows import FORMATS
from aigov_corpus.errors import NothingToDoError, UsageError
from aigov_corpus.files.addresses import require_local
from aigov_corpus.text.counting import counted

if TYPE_CHECKING:
    from aigov_corpus.building.two_texts import TaggedPairs
    from aigov_corpus.records import Finding, Pair, Sentence

EXPORTS = tuple(name for name in registry.names("format") if name not in {*FORMATS, "corpus"})
"""Names of the formats of `export` that `align` writes too."""
CORPUS = "corpus"
"""Name of the form of a directory as `build` writes it."""

_BY_SUFFIX = {name: name for name in (*FORMATS, *EXPORTS)} | {"xml": "xces", "xlf": "xliff"}
"""Name of the format that a file with this suffix gets."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where the result goes."""

    path: Path
    is_folder: bool
    """Whether it is a directory: one that exists, or whose name ends with a slash."""


class DestinationPath(click.Path):
    """The type of an option that names a file to write, or a directory for a corpus."""

    def __init__(self) -> None:
        super().__init__(readable=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the destination; a slash at the end of its name is kept in mind."""
        if isinstance(value, Destination):
            return value
        refuse_empty(value)
        path = Path(str(super().convert(require_local(str(value), writes=True), param, ctx)))
        return Destination(path, str(value).endswith(SLASHES) or path.is_dir())


def choose_format(form: str | None, out: Destination | None) -> str:
    """Return the form of the result: that of `--format`, or that of the name of the output.

    Returns:
        The name of a format of rows or of `export`, or `CORPUS`.

    Raises:
        UsageError: the suffix of the output is not that of a format, or it has none; or the format
            cannot go to standard output or into a directory.
    """
    if out is not None and out.is_folder:
        if form is not None:
            raise UsageError(
                f"a directory holds a corpus, and not {form}",
                source=out.path,
                remedy="leave out --format, or name a file",
            )
        return CORPUS
    path = None if out is None else out.path
    unnamed = (
        f"for a corpus, a directory, write  --out {path}/ ; for a file, add a suffix ({path}.tmx, "
        ".xlsx, .tsv …) or --format"
    )
    form = choose_by_name(form, path, by_suffix=_BY_SUFFIX, default="tsv", unnamed=unnamed)
    from aigov_corpus.exporting.formats import get_format

    goes_to_stdout = out is None or is_stdout(out.path)
    if form in EXPORTS and goes_to_stdout and not get_format(form).is_text:
        raise UsageError(f"{form} needs a file to be written to", remedy="add  --out FILE")
    return form


def refuse_filters(form: str, *, filters: Iterable[str], options: Iterable[str]) -> None:
    """Raise a `UsageError` if filters, or options of formats, are given for a format of rows."""
    if form in FORMATS and (given := (*filters, *options)):
        named = ", ".join(f"--{name}".replace("_", "-") for name in given)
        raise UsageError(
            f"{named} cannot be used with {form}, which has all rows",
            remedy="write another format: --out FILE.tmx, FILE.xlsx, FILE.csv …",
        )


def require_chinese_and_english(form: str, *, are_both: bool) -> None:
    """Raise a `UsageError` for two texts that are in other languages, except in a format of rows.

    Args:
        form: what `choose_format` returned.
        are_both: whether the two are a Chinese and an English text, as far as it is known.
    """
    if form not in FORMATS and not are_both:
        raise UsageError(
            f"{form} is written for a Chinese and an English document only",
            remedy="write tsv, jsonl or beads",
        )


@dataclass(frozen=True, slots=True)
class Output:
    """Where and how the result is written."""

    form: str
    """Name of a format of rows or of `export`, or `CORPUS`."""
    path: Path | None
    """The file or directory; None for standard output."""
    filters: Mapping[str, Any]
    """Filters, as `Corpus.select` takes them."""
    options: Mapping[str, Any]
    """Options of the format."""
    granularity: str = "sentence"
    """`clause` to cut the units where both texts clearly agree, or `sentence`."""


def write_memory(units: TaggedPairs, output: Output) -> None:
    """Write two aligned texts in a format of `export`, and say how many units were written.

    Raises:
        NothingToDoError: no unit passes the filters, or none can be written in this format.
        AigovError: the file cannot be written.
    """
    from aigov_corpus.corpus import Corpus

    corpus = Corpus(units.pairs)
    write_units(
        list(corpus.select(**output.filters)),
        output,
        total=len(corpus),
        load_sentences=lambda: units.sentences,
        load_findings=lambda pairs: Corpus(pairs).load_findings(),
    )


def write_units(
    chosen: Sequence[Pair],
    output: Output,
    *,
    total: int,
    load_sentences: Callable[[], Sequence[Sentence]],
    load_findings: Callable[[Sequence[Pair]], Sequence[Finding]],
    source: object = "",
    **more: Any,
) -> None:
    """Write units in a format of `export`, and say how many were written.

    Args:
        chosen: the units that pass the filters.
        output: where and how they are written.
        total: how many units there were before any filter.
        load_sentences: returns the sentences of the units.
        load_findings: returns what the checks found in the pairs that are written.
        source: where the units are from, for messages.
        more: further arguments of the exporter.

    Raises:
        NothingToDoError: no unit passes the filters, or none can be written in this format.
        AigovError: the file cannot be written.
    """
    from aigov_corpus.cli.formats import export_to_stdout
    from aigov_corpus.exporting.formats import export_pairs

    if not chosen:
        raise NothingToDoError(
            f"none of {counted(total, 'unit')} passes the filters, so nothing is written",
            source=source,
            remedy="use fewer or wider filters",
        )
    whole = len(chosen)
    parts = chosen
    if output.granularity == "clause":
        from aigov_corpus.clauses import cut_pairs

        parts = cut_pairs(chosen, load_sentences())
        tell(f"{counted(whole, 'unit')} cut into {len(parts):,}")
    options = {
        **output.options,
        "load_sentences": load_sentences,
        "load_findings": lambda: load_findings(parts),
        **more,
    }
    if output.path is None or is_stdout(output.path):
        exported, place = export_to_stdout(parts, output.form, **options), "stdout"
    else:
        exported, place = export_pairs(parts, output.path, format=output.form, **options), ""
    cut = len(parts) - whole
    tell_exported(exported, total=total + cut, place=place, filtered_out=total - whole)
