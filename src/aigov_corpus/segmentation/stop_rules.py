"""The word lists of one language that decide whether a full stop ends a sentence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StopRules:
    """Words before or after a full stop that show whether it ends a sentence.

    All words are in lower case. Abbreviations lack their last full stop: `mr`, `e.g`.
    """

    never: frozenset[str] = frozenset()
    """Abbreviations whose full stop never ends a sentence: `mr`, `e.g`."""
    numbered: frozenset[str] = frozenset()
    """Words such as `no` and `art`, which are abbreviations only before a number.

    Before a capitalised word they are ordinary words, and the full stop ends the sentence: He
    said no. Then he left.
    """
    ending: frozenset[str] = frozenset()
    """Abbreviations that often end a sentence, such as `etc` and `p.m`.

    Their full stop ends the sentence if the next word is capitalised and is not in `after`.
    """
    after: frozenset[str] = frozenset()
    """Capitalised words after an `ending` that continue its sentence: 3 p.m. Monday, 5 p.m. GMT."""
    other: frozenset[str] = frozenset()
    """Further abbreviations, such as `al`; spaCy's tokenizer splits off their full stop.

    The full stop ends the sentence if a word of `starters` follows.
    """
    starters: frozenset[str] = frozenset()
    """Words such as `the` that, if capitalised, begin a new sentence after an abbreviation."""
    exclaiming: frozenset[str] = frozenset()
    """Names with an exclamation mark, such as `yahoo`; it ends a sentence before `starters`."""
    times: frozenset[str] = frozenset()
    """Words of `ending` after a time of day, such as `p.m`."""
    timing: frozenset[str] = frozenset()
    """Words that tell a time together with numbers: on Monday shortly before 5."""
    clausal: frozenset[str] = frozenset()
    """Words that begin a clause, such as `that`: He said that at 5 p.m. Ms. Lee left."""
    joining: frozenset[str] = frozenset()
    """Words between two parts of a sentence: `and`, `or`."""
    before_numbers: frozenset[str] = frozenset()
    """Words after which a number belongs to them and is not that of an item: it was 2.

    A language without such a list has no items inside a line.
    """
    pronouns: frozenset[str] = frozenset()
    """Words after which `I` is a pronoun and no initial: taller than I."""
    reporting: frozenset[str] = frozenset()
    """Verbs that report speech, as in “Why?” Wang asked."""

    @property
    def abbreviations(self) -> frozenset[str]:
        """All abbreviations whose full stop spaCy's tokenizer splits off as a token."""
        return self.never | self.numbered | self.ending | self.other
