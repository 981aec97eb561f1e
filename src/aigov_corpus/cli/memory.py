"""What `align` writes besides rows: the formats of `export`, and the directory of a corpus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from aigov_corpus.records import is_by_clauses
from aigov_corpus.text.counting import counted

if TYPE_CHECKING:
    from aigov_corpus.building.two_texts import TaggedPairs

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

    Args:
        form: name of a format; None if none was given.
        out: the output; None for standard output.

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


def check_export(
    form: str, *, are_chinese_and_english: bool, filters: Mapping[str, Any], options: Sequence[str]
) -> None:
    """Check that what the user asks for goes together.

    Args:
        form: what `choose_format` returned.
        are_chinese_and_english: whether the two texts are, as far as it is known.
        filters: the filters that the user gave, by name.
        options: the options of formats that the user gave.

    Raises:
        UsageError: it does not.
    """
    is_rows = form in FORMATS
    if is_rows and (filters or options):
        named = ", ".join(f"--{name}".replace("_", "-") for name in (*filters, *options))
        raise UsageError(
            f"{named} cannot be used with {form}, which has all rows",
            remedy="write another format: --out FILE.tmx, FILE.xlsx, FILE.csv …",
        )
    if not is_rows and not are_chinese_and_english:
        raise UsageError(
            f"{form} is written for a Chinese and an English document only",
            remedy="write tsv, jsonl or beads",
        )


def write_memory(
    units: TaggedPairs,
    *,
    form: str,
    out: Path | None,
    filters: Mapping[str, Any],
    options: Mapping[str, Any],
    granularity: str = "sentence",
) -> None:
    """Write two aligned texts in a format of `export`, and say how many units were written.

    Args:
        units: the pairs and sentences.
        form: name of the format.
        out: the file to write; None for standard output.
        filters: filters, as `Corpus.select` takes them.
        options: options of the format.
        granularity: `clause` to cut the units where both texts clearly agree, or `sentence`.

    Raises:
        NothingToDoError: no unit passes the filters, or none can be written in this format.
        AigovError: the file cannot be written.
    """
    from aigov_corpus.cli.formats import export_to_stdout
    from aigov_corpus.corpus import Corpus
    from aigov_corpus.exporting.formats import export_pairs

    corpus = Corpus(units.pairs)
    chosen = corpus.select(**filters) if filters else corpus
    if not len(chosen):
        raise NothingToDoError(
            f"none of {counted(len(corpus), 'unit')} passes the filters, so nothing is written",
            remedy="use fewer or wider filters",
        )
    total, whole = len(corpus), len(chosen)
    if granularity == "clause" and not is_by_clauses(chosen[0].signature):
        from aigov_corpus.clauses import cut_pairs

        chosen = Corpus(cut_pairs(chosen, units.sentences))
        total += len(chosen) - whole
        tell(f"{counted(whole, 'unit')} cut into {len(chosen):,}")
    made = dict(options) | {
        "load_sentences": lambda: units.sentences,
        "load_findings": chosen.load_findings,
    }
    if out is None or is_stdout(out):
        exported, place = export_to_stdout(list(chosen), form, **made), "stdout"
    else:
        exported, place = export_pairs(chosen, out, format=form, **made), ""
    tell_exported(exported, total=total, place=place, filtered_out=total - len(chosen))
