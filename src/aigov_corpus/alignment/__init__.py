"""Which sentences of two texts belong together.

Terms that all modules of this package use:

bead
    Consecutive source sentences and the consecutive target sentences that translate them.
shape
    The numbers of sentences of a bead, source first: `1-2`. They are called `src_size` and
    `tgt_size`.
null bead
    A single sentence without a counterpart: a source null has the shape `1-0`, a target null `0-1`.
node
    A pair `(i, j)`: the place before source sentence `i` and target sentence `j`, both 0-based.
    A bead begins at one node and ends at another. An alignment is a chain of beads from `(0, 0)` to
    the ends of both texts.
row, column
    All nodes with the same `i`, and all nodes with the same `j`.
band
    The nodes in which the best alignment is searched: some columns of each row.
window
    A rectangle of nodes. The evidence for all beads that begin in it is computed together.
strip
    A few consecutive rows of the band, all with the same columns. Scores are stored in strips.
fence
    A node that every alignment passes through.
run
    Consecutive sentences of one text.
tile
    A run of a fixed number of sentences; the tiles of a text do not overlap.
unit
    A clause or a content word of a sentence.
feature
    A number that tells something about a bead. Its weight says how much it counts for or against
    it.

docs/alignment.md explains the model, and says how well and how fast it works.
"""

from __future__ import annotations

from aigov_corpus.alignment.core import align_sentences, explain

__all__ = ["align_sentences", "explain"]
