"""Learn the weights that the package carries, from gold texts in Chinese and English.

    python benchmarks/weights.py GOLD_DIR

Writes zh-en.toml, and any.toml for other language pairs, which have no dictionary. Needs the extra `fit`.
"""

from __future__ import annotations

import functools
import sys
from pathlib import Path

import aigov_corpus
from aigov_corpus.alignment.weights_file import bundled_model, write_model
from aigov_corpus.evaluation.fit import learn_weights, training_graphs
from aigov_corpus.evaluation.gold import read_gold

OUT = Path(aigov_corpus.__file__).parent / "data" / "weights"
FITTED_ON = (
    "hand-aligned political, academic, magazine and literary texts (MAC and aligner-eval, development"
    " halves), complete and with omissions planted"
)
LEFT_OUT = {"zh-en": (), "any": ("glosses", "null_glosses")}

say = functools.partial(print, file=sys.stderr)
model = bundled_model("zh-en")
data = [
    graph
    for text in read_gold(Path(sys.argv[1]))
    for graph in training_graphs(text, encoder="use", model=model, progress=say)
]
for name, left_out in LEFT_OUT.items():
    weights = learn_weights(data, left_out=left_out, progress=say)
    note = "Weights of the evidence, by  python benchmarks/weights.py GOLD_DIR"
    write_model(OUT / f"{name}.toml", weights, name=name, fitted_on=FITTED_ON, note=note)
