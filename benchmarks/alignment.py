"""How good, how fast and how large: the aligner on gold texts, beside its rivals.

    python benchmarks/alignment.py quality GOLD_DIR [--cross-validate]
    python benchmarks/alignment.py partial GOLD_DIR
    python benchmarks/alignment.py exchanges GOLD_DIR
    python benchmarks/alignment.py planted GOLD_DIR [--leave-out-genres]
    python benchmarks/alignment.py boundaries GOLD_DIR
    python benchmarks/alignment.py speed GOLD_DIR
    python benchmarks/alignment.py scale GOLD_DIR

GOLD_DIR has one directory per genre, and in it one directory per text with src.LANG.txt,
tgt.LANG.txt and gold.align. For `boundaries` and `exchanges` it has hkma and laws-tw too (see
boundaries.py). Each run writes its part of benchmarks/alignment.json, with the machine and the
versions. aligners.py says which rivals there are and how to install them.
"""

from __future__ import annotations

import argparse
import functools
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from aigov_corpus.alignment.model import bundled_model
from aigov_corpus.alignment.weights_file import write_model
from aigov_corpus.evaluation.damage import plant_omissions
from aigov_corpus.evaluation.fit import learn_weights, training_graphs
from aigov_corpus.evaluation.gold import GoldText, read_gold
from aigov_corpus.evaluation.graph import Graph
from aigov_corpus.evaluation.measures import pool
from aligners import Aligner, installed_rivals, our_aligner
from alignment_scale import measure_scale
from alignment_speed import measure_speed
from boundaries import join_parts, measure_boundaries, read_laws, read_reports
from figures import save_figures, stored_figures
from lost_section import SRC, TGT, lose_section
from partial import measure_excerpts, measure_exchanges, measure_moves
from planted import KINDS

SEEDS = (1, 2)
"""Seeds of the planted omissions: every text is damaged once with each."""
PLANTED_SEED = 1
"""Seed of the kinds of text that the gold lacks."""
EXCHANGED_SEED = 51
"""Seed of the exchanged passages: their rule was chosen by others."""
OMITTED = 0.1
"""Share of the sentences that is deleted."""
FOLDS = 3
"""Parts of the gold in cross-validation; each is aligned with weights learned from the others."""
LONG_TEXT = 400
"""Source sentences from which on a text is dealt out first, so that folds are of like size."""

Figures = dict[str, Any]
say = functools.partial(print, file=sys.stderr)


def genre_of(text: GoldText) -> str:
    """Return the genre of a text: the first directory in its name."""
    return text.name.partition("/")[0]


def measure_quality(gold: Path, *, cross_validate: bool) -> None:
    """Measure complete texts, texts with omissions, and texts that lack one side of a section."""
    texts = read_gold(gold)
    damaged = {
        "complete": texts,
        "omitted": [
            plant_omissions(text, rate=OMITTED, seed=seed) for seed in SEEDS for text in texts
        ],
        "lacking": [lose_section(text, side=side) for side in (SRC, TGT) for text in texts],
    }
    # Rivals are slow, so they see each text with omissions only once.
    for_rivals = damaged | {"omitted": damaged["omitted"][: len(texts)]}
    # Rivals that are not installed now keep the figures they had.
    figures: Figures = stored_figures("quality")
    for name, aligner in [("ours", our_aligner()), *installed_rivals()]:
        aligners = {text.name: aligner for text in texts}
        figures[name] = measure_kinds(damaged if name == "ours" else for_rivals, aligners)
        say(name, summary(figures[name]))
    save_figures("quality", figures)
    if cross_validate:
        graphs = learnable_graphs(texts)
        for part, folds in (
            ("cross-validation", deal_folds(texts)),
            ("genre left out", deal_genres(texts)),
        ):
            with TemporaryDirectory() as directory:
                aligners = held_out_aligners(folds, graphs, Path(directory))
                held_out = measure_kinds(damaged, aligners)
            say(part, summary(held_out))
            save_figures(part, held_out)


def measure_partial(texts: Sequence[GoldText]) -> Figures:
    """Measure excerpts and moved passages of each genre."""
    figures: Figures = {}
    for genre in genres_of(texts):
        of_genre = [text for text in texts if genre_of(text) == genre]
        figures[genre] = {
            "excerpts": measure_excerpts(of_genre),
            "moved": measure_moves(of_genre),
        }
        say(genre, figures[genre])
    return figures


def measure_exchanged(gold: Path) -> Figures:
    """Measure exchanged passages of each genre, and of laws and annual reports."""
    texts = read_gold(gold)
    kinds = {
        genre: [text for text in texts if genre_of(text) == genre] for genre in genres_of(texts)
    }
    kinds["laws"] = [join_parts(name, parts) for name, parts in read_laws(gold / "laws-tw")]
    kinds["reports"] = [join_parts(name, parts) for name, parts in read_reports(gold / "hkma")]
    figures: Figures = {}
    for kind, of_kind in kinds.items():
        figures[kind] = {
            "as many beads": measure_exchanges(of_kind, seed=EXCHANGED_SEED, unequal=False),
            "more beads in one": measure_exchanges(of_kind, seed=EXCHANGED_SEED, unequal=True),
        }
        say(kind, figures[kind])
    return figures


def measure_kinds(
    damaged: Mapping[str, Sequence[GoldText]], aligners: Mapping[str, Aligner]
) -> dict[str, Figures]:
    """Return the measures of each kind of damage and each genre.

    `aligners` has the aligner of each text by its name.
    """
    return {
        kind: {genre: measure_genre(genre, texts, aligners) for genre in genres_of(texts)}
        for kind, texts in damaged.items()
    }


def genres_of(texts: Sequence[GoldText]) -> list[str]:
    """Return the genres of some texts, sorted."""
    return sorted({genre_of(text) for text in texts})


def measure_genre(
    genre: str, texts: Sequence[GoldText], aligners: Mapping[str, Aligner]
) -> dict[str, object]:
    """Return the measures of all texts of one genre, taken together."""
    of_genre = [text for text in texts if genre_of(text) == genre]
    return pool([(text, aligners[text.name](text)) for text in of_genre], name=genre).as_dict()


def measure_planted(gold: Path, *, leave_out: bool) -> None:
    """Measure every kind of text that the gold lacks, planted into each text of the gold.

    If `leave_out`, each genre is also aligned with weights that were learned without it.
    """
    texts = read_gold(gold)
    kinds = {name: [plant(text, PLANTED_SEED) for text in texts] for name, plant in KINDS.items()}
    figures: Figures = stored_figures("planted")
    aligners = dict.fromkeys((text.name for text in texts), our_aligner())
    figures["as shipped"] = measure_kinds(kinds, aligners)
    say("as shipped", summary(figures["as shipped"]))
    if leave_out:
        graphs = learnable_graphs(texts)
        with TemporaryDirectory() as directory:
            aligners = held_out_aligners(deal_genres(texts), graphs, Path(directory))
            figures["genre left out"] = measure_kinds({"complete": texts} | kinds, aligners)
        say("genre left out", summary(figures["genre left out"]))
    save_figures("planted", figures)


def deal_folds(texts: list[GoldText]) -> list[list[GoldText]]:
    """Return the folds of cross-validation: texts of all genres in each, of like size."""
    dealt = sorted(texts, key=lambda text: (len(text.src) < LONG_TEXT, text.name))
    return [dealt[fold::FOLDS] for fold in range(FOLDS)]


def deal_genres(texts: Sequence[GoldText]) -> list[list[GoldText]]:
    """Return the texts of each genre, for aligners that have not seen the genre they align."""
    return [[text for text in texts if genre_of(text) == genre] for genre in genres_of(texts)]


def learnable_graphs(texts: Sequence[GoldText]) -> dict[str, list[Graph]]:
    """Return the graphs that weights are learned from, by the name of the text."""
    model = bundled_model("zh-en")
    return {
        text.name: training_graphs(text, encoder="use", model=model, progress=say) for text in texts
    }


def held_out_aligners(
    folds: Sequence[Sequence[GoldText]], graphs: Mapping[str, Sequence[Graph]], directory: Path
) -> dict[str, Aligner]:
    """Return for each text an aligner with weights that were learned from the other folds.

    The weights are written into `directory`.
    """
    aligners: dict[str, Aligner] = {}
    for number, fold in enumerate(folds):
        held_out = {text.name for text in fold}
        others = [graph for name in graphs if name not in held_out for graph in graphs[name]]
        path = directory / f"fold{number}.toml"
        weights = learn_weights(others, progress=say)
        write_model(path, weights, name=path.stem, fitted_on="", note="")
        aligners |= dict.fromkeys(held_out, our_aligner(path))
    return aligners


def summary(figures: Mapping[str, Figures]) -> str:
    """Return one line: strict F1 (precision/recall of null beads) of each kind and genre."""
    parts = []
    for kind, genres in figures.items():
        for genre, measures in genres.items():
            f1, nulls = measures["strict"]["f1"], measures["nulls"]
            parts.append(
                f"{kind}/{genre} {f1:.3f} ({nulls['precision']:.2f}/{nulls['recall']:.2f})"
            )
    return "; ".join(parts)


def main() -> None:
    """Measure what the command line asks for."""
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=layout)
    parts = ["quality", "partial", "exchanges", "planted", "boundaries", "speed", "scale"]
    parser.add_argument("what", choices=parts)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--cross-validate", action="store_true")
    parser.add_argument("--leave-out-genres", action="store_true")
    options = parser.parse_args()
    if options.what == "quality":
        measure_quality(options.gold, cross_validate=options.cross_validate)
    elif options.what == "partial":
        save_figures("partial", measure_partial(read_gold(options.gold)))
    elif options.what == "exchanges":
        save_figures("exchanges", measure_exchanged(options.gold))
    elif options.what == "planted":
        measure_planted(options.gold, leave_out=options.leave_out_genres)
    elif options.what == "boundaries":
        found = {
            "reports": measure_boundaries(read_reports(options.gold / "hkma")),
            "laws": measure_boundaries(read_laws(options.gold / "laws-tw")),
        }
        save_figures("boundaries", found)
    elif options.what == "speed":
        save_figures("speed", measure_speed(read_gold(options.gold), genre_of))
    else:
        save_figures("scale", measure_scale(options.gold))


if __name__ == "__main__":
    main()
