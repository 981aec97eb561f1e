"""Finds what may be wrong in a rendering: wrong numbers, text left out, Chinese left in, and more.

A *check* is a function that takes pairs in their context and yields findings. Each check is
registered under its code. Checks of other packages work in the same way.
"""

from aigov_corpus.checking.run import QUICK, check_pairs
from aigov_corpus.checking.units import Check, Unit, Units

__all__ = ["QUICK", "Check", "Unit", "Units", "check_pairs"]
