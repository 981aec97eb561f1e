"""Numbers that the two texts of a pair do not have in common: the check `number`."""

from aigov_corpus.checking.numbers.differences import check

__all__ = ["check"]
