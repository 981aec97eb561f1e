"""Learn the weights that the package carries, from gold texts in Chinese and English.

    python benchmarks/weights.py GOLD_DIR

Writes zh-en.toml, and any.toml for other pairs of languages, which have no dictionary. Needs the
extra `fit`.
"""

from __future__ import annotations

import argparse
import functools
import sys
from pathlib import Path

import aigov_corpus
from aigov_corpus.alignment.model import bundled_model
from aigov_corpus.alignment.weights_file import write_model
from aigov_corpus.evaluation.fit import learn_weights, training_graphs
from aigov_corpus.evaluation.gold import read_gold
from aigov_corpus.evaluation.graph import Graph

OUT = Path(aigov_corpus.__file__).parent / "data" / "weights"
FITTED_ON = (
    "hand-aligned political, academic, magazine and literary texts (MAC and aligner-eval,"
    " development halves), complete, with omissions planted, and with lines of one side alone"
)
NOTE = "Weights of the evidence, by  python benchmarks/weights.py GOLD_DIR"
LEFT_OUT = {"zh-en": (), "any": ("glosses", "null_glosses")}
"""Name of the weights to the evidence that they do without."""


def main() -> None:
    """Learn both sets of weights and write them into the package."""
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=layout)
    parser.add_argument("gold", type=Path)
    options = parser.parse_args()
    say = functools.partial(print, file=sys.stderr)
    model = bundled_model("zh-en")
    graphs: list[Graph] = []
    for text in read_gold(options.gold):
        graphs += training_graphs(text, encoder="use", model=model, progress=say)
    for name, left_out in LEFT_OUT.items():
        weights = learn_weights(graphs, left_out=left_out, progress=say)
        write_model(OUT / f"{name}.toml", weights, name=name, fitted_on=FITTED_ON, note=NOTE)


if __name__ == "__main__":
    main()
