"""Word links: which words of a text and of its translation render each other.

A link is a pair of word numbers `(i, j)`, both counted from 0: source word `i` and target word `j`
render each other. A word may have several links or none.

Three kinds of evidence say how well two words fit: their vectors, the dictionary CC-CEDICT, and
how often the two were linked in the other pairs. Where evidence alone leaves several choices, links
of neighbouring words decide, because a translation mostly keeps the order of words within a phrase.
"""

from aigov_corpus.word_links.linking import (
    LINK_STRENGTH,
    is_too_long,
    link_words,
    no_links,
    weigh_links,
)

__all__ = ["LINK_STRENGTH", "is_too_long", "link_words", "no_links", "weigh_links"]
