"""`aigov-corpus evaluate`: the aligner against hand-made alignments; or its weights fitted to them."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from aigov_corpus.evaluation.measures import GoldText, Result


@click.command("evaluate")
@click.argument("gold_dir", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--encoder",
    default="use",
    show_default=True,
    help="use, or sentence-transformers:NAME_OR_PATH.",
)
@click.option(
    "--max-align", default=8, show_default=True, help="Largest bead, in sentences of both sides."
)
@click.option(
    "--weights",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Weights to use.",
)
@click.option(
    "--omit",
    "rate",
    default=0.0,
    type=click.FloatRange(0, 0.5),
    help="First delete this share of the sentences, in runs of one to four on either side (e.g. 0.1).",
)
@click.option("--seed", default=1, show_default=True, help="Which sentences --omit deletes.")
@click.option(
    "--fit",
    "out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Fit weights to the gold, and write them here.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(
    gold_dir: Path,
    encoder: str,
    max_align: int,
    weights: Path | None,
    rate: float,
    seed: int,
    out: Path | None,
    as_json: bool,
) -> None:
    r"""Score the aligner against hand-made alignments, or fit its weights to them.

    Below GOLD_DIR every text is a directory with src.LANG.txt and tgt.LANG.txt (a sentence a line) and
    gold.align (a bead a line: [0]:[0, 1]). Both scorers of the field are given: "strict" counts null beads,
    "vecalign" leaves them out of recall.

    \b
    aigov-corpus evaluate tests/gold                     precision, recall, F1 of each text and of all
    aigov-corpus evaluate tests/gold --omit 0.1          the same with a tenth of the sentences deleted
    aigov-corpus evaluate my/gold --fit my-weights.toml  learn the weights from your own gold
    """
    from aigov_corpus.evaluation.measures import omit, pool, read_gold

    texts = read_gold(gold_dir)
    if out is not None:
        _fit(texts, encoder, max_align, weights, out)
        return
    if rate:
        texts = [omit(text, rate=rate, seed=seed) for text in texts]
    from aigov_corpus.alignment import align_sentences
    from aigov_corpus.embedding import get_encoder

    loaded = get_encoder(encoder)
    done = []
    results: list[Result] = []
    with _status(f"aligning {len(texts)} texts"):
        for text in texts:
            found = align_sentences(
                text.src,
                text.tgt,
                src_lang=text.src_lang,
                tgt_lang=text.tgt_lang,
                encoder=loaded,
                max_align=max_align,
                weights=weights,
            )
            done.append((text, [(bead.src, bead.tgt, bead.score) for bead in found.beads]))
            results.append(pool(done[-1:], name=text.name, signature=found.signature))
    omitted = f"{rate},seed{seed}" if rate else ""
    together = replace(found.made_by, sources=(), omitted=omitted)
    results.append(pool(done, name="all", signature=str(together)))
    if as_json:
        click.echo(
            json.dumps([result.as_dict() for result in results], ensure_ascii=False, indent=1)
        )
    else:
        _print(results)


def _fit(
    texts: list[GoldText], encoder: str, max_align: int, weights: Path | None, out: Path
) -> None:
    from aigov_corpus.alignment.model import bundled_model, read_model, write_model
    from aigov_corpus.evaluation.fit import fit

    model = read_model(weights) if weights else bundled_model("zh-en")
    found = fit(
        texts,
        encoder=encoder,
        model=model,
        max_align=max_align,
        progress=lambda message: click.echo(message, err=True),
    )
    names = ", ".join(sorted({text.name for text in texts}))
    write_model(
        out,
        found,
        name=out.stem,
        fitted_on=names,
        note=f"fitted by aigov-corpus evaluate --fit, {encoder}",
    )
    click.echo(
        f"{out}: weights fitted to {len(texts)} texts; use them with  --weights {out}", err=True
    )


def _print(results: list[Result]) -> None:
    click.echo(
        "text              strict P     R    F1  (95 %)        vecalign F1  nulls P    R  edits   AUC  read"
    )
    for result in results:
        counts, ranking = result.counts, result.ranking
        precision, recall, f1 = counts.strict()
        low, high = result.f1_interval
        null_precision, null_recall, _ = counts.nulls()
        click.echo(
            f"{result.name[:16]:16}     {precision:.3f} {recall:.3f} {f1:.3f}  ({low:.3f}-{high:.3f})"
            f"   {counts.vecalign()[2]:.3f}         {null_precision:.2f} {null_recall:.2f}"
            f"  {counts.edits:5d}  {ranking.auc:.3f}  {ranking.read_for_90:4.0%}"
        )
    click.echo(f"{results[-1].signature}")


def _status(what: str) -> AbstractContextManager[object]:
    """Return a spinner on a terminal's stderr, and nothing elsewhere."""
    from rich.console import Console

    console = Console(stderr=True)
    return console.status(what) if console.is_terminal else nullcontext()
