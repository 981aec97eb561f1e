"""`python -m aigov_corpus` is the command `aigov-corpus`."""

from __future__ import annotations

import sys

from aigov_corpus.signals import end_when_asked


def run() -> None:
    """Run the command. Ctrl-C while its code is being loaded ends it as Ctrl-C does later."""
    try:
        with end_when_asked():
            from aigov_corpus.cli import main

            main(prog_name="aigov-corpus")
    except KeyboardInterrupt:
        sys.exit("Aborted!")


if __name__ == "__main__":
    run()
