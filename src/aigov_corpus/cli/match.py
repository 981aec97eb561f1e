"""`aigov-corpus match`: find which texts of two directories belong together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from aigov_corpus.cli.inputs import InputPath
from aigov_corpus.cli.messages import tell
from aigov_corpus.cli.options import encoder_option, json_option, out_option
from aigov_corpus.cli.output_names import JSON, choose_manifest_form
from aigov_corpus.cli.printing import is_stdout, open_output, to_json
from aigov_corpus.cli.progress import progress_line
from aigov_corpus.files.writing import protect_inputs
from aigov_corpus.text.counting import counted

if TYPE_CHECKING:
    from aigov_corpus.batching.file_matching import FileMatch

_NAMED = 10
"""Files of a kind that are named on stderr; --json names all."""


@click.command("match")
@click.argument("zh", type=InputPath())
@click.argument("en", type=InputPath())
@encoder_option
@out_option
@json_option
def command(zh: Path, en: Path, encoder: str, out: Path | None, as_json: bool) -> None:
    r"""Find which Chinese and which English files are versions of one text.

    \b
    aigov-corpus match texts/zh texts/en --out pairs.csv
    aigov-corpus match texts texts --json

    ZH and EN are directories. If both are the same, the language of each file is found.

    Prints a manifest for  aigov-corpus batch: a row for each pair, with the probability that they
    belong together. The id of a row is made of the Latin letters and digits of the name of the
    Chinese file, else of the English file, else of the Chinese name in pinyin. A file is in one
    pair at most; files without a counterpart, and files that
    cannot be read, are named on stderr.
    """
    from aigov_corpus.batching import match

    form = choose_manifest_form(out, as_json=as_json)
    with progress_line() as show:
        found = match(zh, en, encoder=encoder, progress=show)
    if form == JSON:
        text = to_json(_as_json(found), indent=1) + "\n"
    else:
        folder = Path() if is_stdout(out) or out is None else out.parent
        text = found.manifest(folder, form=form)
    with protect_inputs(*_read(found)), open_output(out) as write:
        write(text)
    for reason in list(found.unread.values())[:_NAMED]:
        tell(reason, severity="warning")
    _tell_left(found)
    if found.pairs and out is not None and not is_stdout(out):
        archive = out.with_suffix("")
        tell(f"align them with  aigov-corpus batch {out} --out {archive}")


def _read(found: FileMatch) -> list[Path]:
    """Return all files that were read."""
    pairs = [path for pair in found.pairs for path in (pair.zh, pair.en)]
    return [*pairs, *found.unmatched_zh, *found.unmatched_en, *found.unread]


def _tell_left(found: FileMatch) -> None:
    """Print on stderr how many pairs there are, and what is in none."""
    tell(counted(len(found.pairs), "pair"))
    left = (
        ("Chinese ", "without a counterpart", found.unmatched_zh),
        ("English ", "without a counterpart", found.unmatched_en),
        ("", "that cannot be read", tuple(found.unread)),
    )
    for language, why, paths in left:
        if paths:
            files = counted(len(paths), f"{language}file")
            more = ", …" if len(paths) > _NAMED else ""
            tell(f"{files} {why}: {', '.join(map(str, paths[:_NAMED]))}{more}")


def _as_json(found: FileMatch) -> dict[str, object]:
    """Return what was found as values for JSON."""
    return {
        "pairs": [
            {"id": pair.id, "zh": str(pair.zh), "en": str(pair.en), "score": round(pair.score, 4)}
            for pair in found.pairs
        ],
        "unmatched_zh": list(map(str, found.unmatched_zh)),
        "unmatched_en": list(map(str, found.unmatched_en)),
        "unread": {str(path): reason for path, reason in found.unread.items()},
    }
