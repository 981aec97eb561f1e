"""`aigov-corpus evaluate`: measure the aligner on gold, or fit its weights to gold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from aigov_corpus.cli.inputs import InputPath, OutputPath, ReadingCommand
from aigov_corpus.cli.messages import tell
from aigov_corpus.cli.options import (
    FiniteRange,
    encoder_option,
    json_option,
    max_align_option,
    refuse_unused,
    weights_option,
)
from aigov_corpus.cli.output_names import require_name_of
from aigov_corpus.cli.printing import echo_file, echo_json, echo_line, is_stdout
from aigov_corpus.cli.progress import progress_line
from aigov_corpus.files.limits import naming_input
from aigov_corpus.files.ownership import TABLE
from aigov_corpus.files.temporary_folders import temporary_folder
from aigov_corpus.files.writing import protect_inputs
from aigov_corpus.text.counting import counted

if TYPE_CHECKING:
    from aigov_corpus.evaluation.gold import GoldText
    from aigov_corpus.evaluation.measures import Result

_NAME_WIDTH = 16
"""Columns for the name of a text; a longer name is cut."""


@click.command("evaluate", cls=ReadingCommand)
@click.argument("gold_dir", type=InputPath())
@encoder_option
@max_align_option
@weights_option
@click.option(
    "--omit",
    "rate",
    default=0.0,
    type=FiniteRange(0, 0.5),
    metavar="SHARE",
    help="Before aligning, delete this share of the sentences (0.1 is a tenth), in runs of one to "
    "four on either side.",
)
@click.option(
    "--seed",
    default=1,
    show_default=True,
    metavar="N",
    help="Seed of the random choice that --omit makes; the same seed deletes the same sentences.",
)
@click.option(
    "--fit",
    "fitted",
    type=OutputPath(),
    metavar="FILE",
    help="Fit weights to the gold, and write them to this file.",
)
@json_option
def command(
    gold_dir: Path,
    encoder: str,
    max_align: int | None,
    weights: Path | None,
    rate: float,
    seed: int,
    fitted: Path | None,
    as_json: bool,
) -> None:
    r"""Score the aligner against hand-made alignments, or fit its weights to them.

    \b
    aigov-corpus evaluate tests/gold                     scores of each text and of all
    aigov-corpus evaluate tests/gold --omit 0.1          with a tenth of the sentences deleted
    aigov-corpus evaluate my/gold --fit my-weights.toml  weights learned from your own gold

    GOLD_DIR has one directory per text. In it are src.LANG.txt and tgt.LANG.txt, with one sentence
    per line, and gold.align, with one bead per line: [0]:[0, 1] says that source sentence 0 is
    translated by target sentences 0 and 1. A null bead has sentences on one side only.

    GOLD_DIR may also be a corpus: then what was confirmed in  aigov-corpus review  is the gold.

    \b
    strict P R F1   precision, recall and F1 over all beads, null beads included
    (95 %)          interval of that F1, by bootstrap
    vecalign F1     F1 as Vecalign's scorer has it: null beads do not count for recall
    nulls P R       precision and recall of null beads
    edits           merges, splits and moves of sentences that turn the result into the gold
    AUC             probability that a wrong bead has a lower score than a right one
    read            share of the beads to read, lowest score first, to see 90 % of the wrong ones
    """
    from aigov_corpus.building.reviewed_gold import read_reviewed_gold
    from aigov_corpus.embedding import get_encoder
    from aigov_corpus.evaluation.damage import plant_omissions
    from aigov_corpus.evaluation.gold import GOLD_FILE, read_gold
    from aigov_corpus.evaluation.scoring import score_aligner
    from aigov_corpus.reviewing.log import LOG

    require_name_of(fitted, "weights")
    if fitted is not None:
        refuse_unused("rate", "as_json", because="is about scores, and --fit writes weights")
    if not rate:
        refuse_unused("seed", because="is for the random choice of --omit")
    loaded = get_encoder(encoder)  # first: a wrong name is told before the gold is read
    with naming_input(gold_dir):
        is_corpus = not any(gold_dir.rglob(GOLD_FILE)) and any(gold_dir.rglob(TABLE))
    texts = read_reviewed_gold(gold_dir) if is_corpus else read_gold(gold_dir)
    if fitted is not None:
        inputs = (
            path for name in ("*.txt", GOLD_FILE, TABLE, LOG) for path in gold_dir.rglob(name)
        )
        with protect_inputs(*inputs):
            _fit(texts, encoder, fitted, weights=weights, max_align=max_align)
        return
    omitted = ""
    if rate:
        texts = [plant_omissions(text, rate=rate, seed=seed) for text in texts]
        omitted = f"{rate},seed{seed}"
    with progress_line() as show:
        results = score_aligner(
            texts,
            encoder=loaded,
            max_align=max_align,
            weights=weights,
            omitted=omitted,
            progress=show,
        )
    if as_json:
        records = [result.as_dict() for result in results]
        echo_json(records, indent=1)
    else:
        _print(results)


def _fit(
    texts: list[GoldText],
    encoder: str,
    out: Path,
    *,
    weights: Path | None,
    max_align: int | None,
) -> None:
    """Fit weights to texts, write them to `out`, and print how to use them."""
    from aigov_corpus.alignment.model import bundled_model
    from aigov_corpus.alignment.weights_file import read_model, write_model
    from aigov_corpus.evaluation.fit import fit_weights

    model = read_model(weights) if weights else bundled_model("zh-en")
    options: dict[str, Any] = {} if max_align is None else {"max_align": max_align}
    found = fit_weights(texts, encoder=encoder, model=model, progress=tell, **options)
    names = ", ".join(sorted({text.name for text in texts}))
    note = f"fitted by aigov-corpus evaluate --fit, {encoder}"
    if is_stdout(out):
        with temporary_folder() as folder:
            file = folder / "weights.toml"
            write_model(file, found, name="fitted", fitted_on=names, note=note)
            echo_file(file, is_text=True)
        return
    write_model(out, found, name=out.stem, fitted_on=names, note=note)
    tell(f"{out}: weights fitted to {counted(len(texts), 'text')}; use them with  --weights {out}")


def _print(results: list[Result]) -> None:
    """Print a table with one row per result, and the signature of the last one."""
    name = "text".ljust(_NAME_WIDTH)
    echo_line(
        f"{name}  strict P     R    F1  (95 %)        vecalign F1  nulls P    R  edits   AUC  read"
    )
    for result in results:
        echo_line(_table_row(result))
    echo_line(f"{results[-1].signature}")


def _table_row(result: Result) -> str:
    """Return one result as a row of the table."""
    counts = result.counts
    precision, recall, f1 = counts.strict()
    low, high = result.f1_interval
    null_precision, null_recall, _ = counts.nulls()
    _, _, vecalign_f1 = counts.vecalign()
    return (
        f"{result.name[:_NAME_WIDTH]:{_NAME_WIDTH}}     {precision:.3f} {recall:.3f} {f1:.3f}"
        f"  ({low:.3f}-{high:.3f})   {vecalign_f1:.3f}         {null_precision:.2f}"
        f" {null_recall:.2f}  {counts.edits:5d}  {result.ranking.auc:.3f}"
        f"  {result.ranking.read_for_90:4.0%}"
    )
