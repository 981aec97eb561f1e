"""Which sentences of two texts belong together.

Terms that all modules of this package use:

source, target
    The two texts. In names and in array shapes they are `src` and `tgt`. A side is one of the two.
bead
    A group of consecutive source sentences together with the consecutive target sentences that
    translate them.
null bead
    A bead that has one sentence on one side and none on the other, because that sentence has no
    counterpart. A source null holds a source sentence, a target null a target sentence.
shape
    How many sentences a bead has on each side, source first, as in `1-2`. The two numbers are
    called `src_size` and `tgt_size`. A source null has the shape `1-0`, a target null `0-1`.
node
    A pair of 0-based numbers `(i, j)`. It stands for a place in both texts at once: just before
    source sentence `i` and just before target sentence `j`. A bead begins at one node and ends at
    another. An alignment is a chain of beads that leads from `(0, 0)` to the end of both texts.
row, column
    A row is all nodes with the same `i`. A column is all nodes with the same `j`.
path
    A chain of neighbouring nodes from `(0, 0)` to the end of both texts. The coarse path is a quick
    first guess of where the best alignment lies.
band
    The nodes around the coarse path. The best alignment is searched only among them. In each row
    the band is one stretch of consecutive columns.
window
    A rectangle of nodes. The features of all beads that begin in it are computed together.
strip
    A few consecutive rows of the band, all with the same columns. Scores are stored in strips.
fence
    A node that every alignment must pass through, so that no bead lies across it.
run
    One or more consecutive sentences of one text.
tile
    A run of a fixed number of sentences. A text is cut into tiles that do not overlap.
unit
    A clause or a content word of a sentence. Content words are words that carry meaning, unlike
    "the" or "of".
feature
    A number that measures one property of a bead, such as how similar its two sides are. Features
    are also called the evidence for the bead.
weight, score
    Each feature has a learned weight. The score of a bead is the sum of its features, each
    multiplied by its weight. The higher the score, the more likely the bead is right.

docs/alignment-method.md explains the model, docs/alignment.md reports its accuracy and its speed.
"""

from __future__ import annotations

from aigov_corpus.alignment.core import align_sentences
from aigov_corpus.alignment.explaining import explain, find_lacking

__all__ = ["align_sentences", "explain", "find_lacking"]
