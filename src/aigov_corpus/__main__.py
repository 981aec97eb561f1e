"""`python -m aigov_corpus` is the command `aigov-corpus`."""

from aigov_corpus.cli import main

if __name__ == "__main__":
    main(prog_name="aigov-corpus")
