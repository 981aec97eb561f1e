"""The formats of `export` for the result of `align`: two files to a translation memory at once."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from aigov_corpus import registry
from aigov_corpus.cli.messages import tell_exported
from aigov_corpus.cli.printing import is_stdout
from aigov_corpus.cli.rows import FORMATS
from aigov_corpus.errors import UsageError
from aigov_corpus.text.language_codes import base_language

if TYPE_CHECKING:
    from aigov_corpus.building.versions import AlignedVersions

EXPORTS = tuple(name for name in registry.names("format") if name not in FORMATS)
"""Names of the formats of `export` that `align` writes too."""

_BY_SUFFIX = {name: name for name in (*FORMATS, *EXPORTS)} | {"xml": "xces"}
"""Name of the format that a file with this suffix gets."""


def choose_format(form: str | None, out: Path | None) -> str:
    """Return the format that the user asked for, by its name or by the suffix of the output.

    Args:
        form: the name; None if none was given.
        out: the output; None for standard output.

    Raises:
        UsageError: the suffix of the output is not that of a format, or the format cannot go to
            standard output.
    """
    if form is None:
        suffix = out.suffix.removeprefix(".").lower() if out else ""
        if suffix and suffix not in _BY_SUFFIX:
            raise UsageError(
                f"no format has the suffix .{suffix}",
                source=out,
                remedy=f"name one with --format: {', '.join((*FORMATS, *EXPORTS))}",
            )
        form = _BY_SUFFIX[suffix] if suffix else "tsv"
    if form in EXPORTS and (out is None or is_stdout(out)):
        raise UsageError(f"{form} needs a file to be written to", remedy="add  --out FILE")
    return form


def check_export(form: str, *, languages: tuple[str, str], pre_segmented: bool) -> None:
    """Check that a format of `export` can hold what is aligned.

    Args:
        form: name of the format.
        languages: language codes of the source and the target.
        pre_segmented: whether the source and the target are files of lines.

    Raises:
        UsageError: it cannot.
    """
    if pre_segmented:
        raise UsageError(
            f"{form} is a format for documents, not for files of lines",
            remedy="leave out --pre-segmented, or write tsv, jsonl or beads",
        )
    if {base_language(lang) for lang in languages} != {"zh", "en"}:
        raise UsageError(
            f"{form} is written for a Chinese and an English document only",
            remedy="write tsv, jsonl or beads",
        )


def write_memory(
    versions: AlignedVersions, *, names: tuple[str, str], form: str, out: Path
) -> None:
    """Write two aligned documents in a format of `export`, and say how many units were written.

    Args:
        versions: the documents and their beads, Chinese first.
        names: ids of the document and of the rendering.
        form: name of the format.
        out: the file to write.

    Raises:
        NothingToDoError: no unit can be written in this format.
        AigovError: the file cannot be written.
    """
    from aigov_corpus.building.pairs import make_pairs
    from aigov_corpus.building.sentences import list_sentences
    from aigov_corpus.exporting.formats import export_pairs
    from aigov_corpus.tagging import load_taxonomy

    pairs = make_pairs(
        versions, document=names[0], rendering=names[1], taxonomy=load_taxonomy(None)
    )
    load_sentences = partial(list_sentences, versions.match, pairs)
    exported = export_pairs(pairs, out, format=form, load_sentences=load_sentences)
    tell_exported(exported, total=len(pairs))
