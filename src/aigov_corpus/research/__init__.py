"""What a researcher asks a corpus: words in context, counts, comparisons, samples, annotation.

Functions of this room take pairs and return records. `corpus.questions` makes tables of them.
"""
