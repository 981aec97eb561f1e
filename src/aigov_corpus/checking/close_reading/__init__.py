"""Reads both texts of a pair together, and says of each word whether the other text renders it.

Word links compare words one by one. A *close reading* is done by a transformer that sees all words
of both texts at once, so it also knows a clause by what stands around it. It finds far more of what
was left out, and takes about five times as long as aligning the texts. Therefore only the pairs
that the links find doubtful are read, unless all are asked for (`check --thorough`). How the
network was trained stands in `benchmarks/close_reader`.
"""

from aigov_corpus.checking.close_reading.of_pieces import (
    READ_FEATURES,
    measure_readings,
    read_words,
)
from aigov_corpus.checking.close_reading.reader import (
    Reading,
    count_too_long,
    read_pair,
    read_some,
    read_units,
)

__all__ = [
    "READ_FEATURES",
    "Reading",
    "count_too_long",
    "measure_readings",
    "read_pair",
    "read_some",
    "read_units",
    "read_words",
]
