"""Which documents belong together, and which of their sections do.

Terms that all modules of this package use:

Chinese text (`zh`), English text (`en`)
    The two texts that are matched. Any two languages are possible, but the names stay.
segment
    The smallest part into which a document is divided: a sentence, a heading or the like.
section path
    The section that a segment is in, from the outermost level to the innermost: `ch2/art33`.
run
    Consecutive segments of one text with the same section path. A section gives one run, or
    several if its path occurs again later.
piece
    What is compared between the texts. It is one segment, and in very long texts a few consecutive
    segments of one section.
margin, odds
    The margin measures how similar two pieces are (see `likeness`). From it follow the odds that
    the two are translations of each other.
vote
    A piece has one vote, which it shares out over the runs of the other text. Its share for a run
    is the probability that its translation is in that run.
node
    A pair `(i, j)`: the place after the first `i` Chinese and the first `j` English runs.
cut
    A node at which both texts are divided.
region
    What lies between two cuts that follow each other: a part of both texts that belongs together,
    or a part that only one text has.
tag
    The section path under which a segment is stored, the same for a sentence and its translation.
bead
    A group of segments that the aligner makes: some Chinese ones and the English ones that
    translate them.
fence
    A place in both texts that no bead may lie across.
"""

from aigov_corpus.matching.documents import Match, match_documents

__all__ = ["Match", "match_documents"]
