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
    """Names that end with an exclamation mark, such as `yahoo`.

    The mark ends a sentence only if a word of `starters` follows.
    """
    times: frozenset[str] = frozenset()
    """Those words of `ending` that follow a time of the day, such as `p.m`."""
    timing: frozenset[str] = frozenset()
    """Words that, together with numbers, only tell a time: on Monday shortly before 5."""
    clausal: frozenset[str] = frozenset()
    """Words that begin a clause, such as `that`: He said that at 5 p.m. Ms. Lee left."""
    joining: frozenset[str] = frozenset()
    """Words that join two parts of a sentence: `and`, `or`."""
    before_numbers: frozenset[str] = frozenset()
    """Words after which a number is not the number of an item: it was 2.

    In a language without such a list, no items inside a line are recognised.
    """
    ordinals: frozenset[str] = frozenset()
    """Words that count, such as `first`: in `the first item`, no number belongs to `item`."""
    pronouns: frozenset[str] = frozenset()
    """Words after which `I` is the pronoun and not an initial: taller than I."""
    reporting: frozenset[str] = frozenset()
    """Verbs that report speech, as in “Why?” Wang asked."""

    @property
    def abbreviations(self) -> frozenset[str]:
        """All abbreviations whose full stop spaCy's tokenizer splits off as a token."""
        return self.never | self.numbered | self.ending | self.other
