"""Measure what `align_sentences` does for other languages, on small texts of our own.

    python benchmarks/languages.py

It prints for each language into English, and for English into Chinese, how many beads are right,
strictly: with the same sentences on both sides. The texts are in benchmarks/languages.toml.
"""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

from aigov_corpus import align_sentences

TEXTS = Path(__file__).with_suffix(".toml")


def main() -> None:
    """Align each text with the English, and print precision and recall."""
    texts = tomllib.loads(TEXTS.read_text("utf-8"))
    gold = {tuple(map(_read, bead.split(":"))) for bead in texts["gold"]}
    english = texts["en"]
    print("from   to     right  found  gold")
    for code, sentences in texts["language"].items():
        _show(code, "en", sentences, english, gold)
    turned = {bead[::-1] for bead in gold}
    _show("en", "zh", english, texts["language"]["zh"], turned)


def _read(numbers: str) -> tuple[int, ...]:
    """Return the numbers of one side of a bead."""
    return tuple(ast.literal_eval(numbers))


def _show(
    src_lang: str,
    tgt_lang: str,
    src: list[str],
    tgt: list[str],
    gold: set[tuple[tuple[int, ...], ...]],
) -> None:
    """Print the counts for one direction."""
    alignment = align_sentences(src, tgt, src_lang=src_lang, tgt_lang=tgt_lang)
    found = {(bead.src, bead.tgt) for bead in alignment.beads}
    right = len(found & gold)
    print(f"{src_lang:<7}{tgt_lang:<7}{right:>5}{len(found):>7}{len(gold):>6}")
    for bead in sorted(found - gold):
        print(f"       wrong: {list(bead[0])}:{list(bead[1])}")


if __name__ == "__main__":
    main()
