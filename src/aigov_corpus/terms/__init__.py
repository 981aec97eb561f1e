"""Terms of a bilingual corpus, and how they are rendered.

A *term* is a run of Chinese words that occurs again and again. A *rendering* is the piece of the
English text that word links connect with it.
"""

from aigov_corpus.terms.candidates import Candidate, list_candidates
from aigov_corpus.terms.linked import LinkedPair, link_pairs
from aigov_corpus.terms.renderings import (
    Occurrence,
    Rendering,
    count_renderings,
    find_occurrences,
    render,
)

__all__ = [
    "Candidate",
    "LinkedPair",
    "Occurrence",
    "Rendering",
    "count_renderings",
    "find_occurrences",
    "link_pairs",
    "list_candidates",
    "render",
]
