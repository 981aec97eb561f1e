"""Numbers of a sentence that can show which sentence of the other language translates it."""

from __future__ import annotations

from aigov_corpus.text.numerals.finding import find_numbers

# Values that one language writes in digits and the other in words, or not at all: a, both, half of.
_EVERYWHERE = frozenset({0.0, 0.5, 1.0, 2.0})


def evidence_numbers(text: str, *, lang: str) -> frozenset[float]:
    """Return the values that a sentence names and that its translation should name as well.

    Zero, one, two and a half do not count: they occur everywhere. Nor does a guess with two values
    count, because translators round it: 七八天 (seven or eight days) may be about a week. Signs are
    left out, because -11.3% may be a fall of 11.3 per cent. A time gives two values, hour and
    minutes.
    """
    found: set[float] = set()
    for mention in find_numbers(text, lang=lang):
        if mention.kind == "time" or len(mention.values) == 1:
            found.update(map(abs, mention.values))
    return frozenset(found - _EVERYWHERE)
