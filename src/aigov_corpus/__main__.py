"""`python -m aigov_corpus` is the command `aigov-corpus`."""

from __future__ import annotations

import sys
import warnings

from aigov_corpus.garbage import collect_seldom
from aigov_corpus.signals import end_when_asked


def run() -> None:
    """Run the command. Ctrl-C while its code is being loaded ends it as Ctrl-C does later."""
    collect_seldom()
    # OpenBLAS may flag an invalid operation in a product although none is (numpy issue 24067): it
    # reads what lies behind a row, and does not use it. A score that is no number is an error.
    warnings.filterwarnings("ignore", "invalid value encountered in matmul", RuntimeWarning)
    try:
        with end_when_asked():
            from aigov_corpus.cli import main

            main(prog_name="aigov-corpus")
    except KeyboardInterrupt:
        sys.exit("Aborted!")


if __name__ == "__main__":
    run()
