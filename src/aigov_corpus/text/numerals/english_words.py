"""English number words and their values."""

from __future__ import annotations


def _numbered(words: str, start: int = 0, step: int = 1) -> dict[str, int]:
    """Return the value of each word: `start` for the first, `step` more for each further one."""
    return {word: start + step * place for place, word in enumerate(words.split())}


TEN = 10

CARDINALS = _numbered(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
) | _numbered("twenty thirty forty fifty sixty seventy eighty ninety", 20, TEN)
"""Values of the words from `zero` to `ninety`."""

ORDINALS = _numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth",
    1,
) | _numbered(
    "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth", 20, TEN
)
"""Values of the words from `first` to `ninetieth`."""

ADVERBS = {f"{word}ly": value for word, value in ORDINALS.items() if value < TEN}
"""Values of `firstly` to `ninthly`."""

HUNDRED = 100

SCALES = {
    "decade": 10,
    "dozen": 12,
    "hundred": HUNDRED,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
"""Values of words that multiply the number before them; two decades count as 20 (years)."""

PLURAL_SCALES = {f"{word}s": value for word, value in SCALES.items()} | {"tens": TEN}
"""Plurals of the scale words; without a number before them they name none (hundreds of people)."""

SCALE_ORDINALS = {f"{word}th": value for word, value in SCALES.items() if value >= HUNDRED}
"""Values of `hundredth` to `trillionth`."""

SHORT_SCALES = {"mn": 10**6, "bn": 10**9, "tn": 10**12, "trn": 10**12}
"""Abbreviated scale words, which may follow digits without a space: US$5bn."""

SHORTER_SCALES = {"m": 10**6, "b": 10**9}
"""Abbreviations that are scale words only if a currency comes first: $5m; but 5m are metres."""

DECADES = _numbered(
    "twenties thirties forties fifties sixties seventies eighties nineties", 20, TEN
)
"""Last two digits of the year with which a named decade begins: 20 for the twenties."""

PARTS = {word: value for word, value in ORDINALS.items() if 2 < value <= TEN} | {
    "quarter": 4,
    "half": 2,
}
"""Number of equal parts that make up the whole, for the words from `half` to `tenth`."""

PLURAL_PARTS = {f"{word}s": value for word, value in PARTS.items()} | {"halves": 2}
"""The same numbers for the plurals: `halves`, `thirds`."""

NUMBER_WORDS = frozenset(
    (
        *CARDINALS,
        *ORDINALS,
        *ADVERBS,
        *SCALES,
        *PLURAL_SCALES,
        *SCALE_ORDINALS,
        *PARTS,
        *PLURAL_PARTS,
    )
)
"""Every word that may belong to a number."""
