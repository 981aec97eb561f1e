"""The word lists of one language that decide whether a full stop ends a sentence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StopRules:
    """Words that matter before or behind a full stop.

    All are in lower case, and abbreviations are written without their last full stop: `mr`, `e.g`.
    """

    never: frozenset[str] = frozenset()
    """Abbreviations whose full stop never ends a sentence: `mr`, `e.g`."""
    numbered: frozenset[str] = frozenset()
    """Abbreviations before a number, such as `no` and `art`.

    Before a word with a capital they are ordinary words, and the full stop ends the sentence:
    He said no. Then he left.
    """
    ending: frozenset[str] = frozenset()
    """Abbreviations that often end a sentence, such as `etc` and `p.m`.

    Their full stop ends it if the next word has a capital and is not in `after`.
    """
    after: frozenset[str] = frozenset()
    """Words with a capital that follow `ending` within a sentence: 3 p.m. Monday, 5 p.m. GMT."""
    other: frozenset[str] = frozenset()
    """Further abbreviations, such as `al`, that spaCy's tokenizer does not keep as one token.

    Their full stop ends the sentence if a word of `starters` follows.
    """
    starters: frozenset[str] = frozenset()
    """Words such as `the` that begin a sentence behind an abbreviation, if they have a capital."""
    reporting: frozenset[str] = frozenset()
    """Verbs of a clause that reports speech: “Why?” Wang asked."""

    @property
    def abbreviations(self) -> frozenset[str]:
        """Abbreviations whose full stop spaCy's tokenizer makes a token of its own."""
        return self.never | self.numbered | self.ending | self.other
