"""Finds what may be wrong in a rendering: wrong numbers, text left out, Chinese left in, and more.

A *check* is a function of pairs in their context; it yields findings. Each check has a code, under
which the registry knows it. Checks of other packages are equals of those here.
"""

from aigov_corpus.checking.run import QUICK, check_pairs
from aigov_corpus.checking.units import Check, Unit, Units

__all__ = ["QUICK", "Check", "Unit", "Units", "check_pairs"]
