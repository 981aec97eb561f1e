"""Numbers in Arabic digits, which Chinese and English use, and digits that are part of a name."""

from __future__ import annotations

from aigov_corpus import patterns as re

# Between thousands stands a comma, also of full width, or a blank that does not break.
ARABIC = (
    r"\d{1,3}(?:[,，\u00a0\u2009\u202f]\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?: 000)+(?!\d)"
    r"|(?<![\w.])\.\d+|\d+(?:\.\d+)?"
)
"""Regular expression for a number in digits."""

_WIDE = "０１２３４５６７８９％：．－—–～"
_NARROW = "0123456789%:.---~"

NARROW = str.maketrans(_WIDE, _NARROW)
"""Table for `str.translate` that turns full-width digits and signs into ASCII, one for one."""

RANGE = re.compile(r"\s*(?:[-~至到]|--|to|through|or)\s*")
"""Pattern for what stands between the two numbers of a range: 3-5, 三至五, 3 to 5."""

# Letters that may stand before a number without a blank: RMB5, No.5.
_BEFORE_NUMBERS = frozenset(
    ("RMB", "US", "USD", "HK", "HKD", "EUR", "CNY", "GBP", "JPY", "No", "no", "NO", "Nos", "nos")
)
# Words that a hyphen joins to a number: pre-2000, Mid-1990s.
_BEFORE_HYPHENS = frozenset(("pre", "post", "mid", "late", "early", "non", "sub", "under", "over"))
# The groups of so many countries: 二十国集团 is the G20.
_GROUPS_OF_COUNTRIES = frozenset(("7", "8", "20", "77"))
# Units of one capital; any other single capital after digits makes a name: 5G, 4K, 3D.
_CAPITAL_UNITS = frozenset("VWA")
_LETTERS_BEFORE = re.compile(r"[A-Za-z]+(?=-?$)")
# Digits of a longer number without commas identify something: a card, an account.
_LONGEST = 18
# Characters before a number that are looked at for the word it may belong to.
_BEFORE = 12


def value_of(digits: str) -> float:
    """Return the value of a number written in digits: `1,234.5` gives 1234.5."""
    if digits.isdecimal():
        return float(digits)
    return float("".join(char for char in digits if char.isdecimal() or char == "."))


def is_in_name(text: str, start: int, end: int) -> bool:
    """Tell whether the digits `text[start:end]` are part of a name: COVID-19, 5G, GPT-4, H1N1.

    A very long row of digits is a name as well, such as the number of an account.
    """
    if end - start > _LONGEST and text[start:end].isdecimal():
        return True
    before = text[start - 1 : start]
    if before == "-" or (before.isascii() and before.isalpha()):
        word = _LETTERS_BEFORE.search(text[max(0, start - _BEFORE) : start])
        if word and _makes_name(word[0], text[start:end], with_hyphen=before == "-"):
            return True
    after = text[end : end + 2]
    is_capital = "A" <= after[:1] <= "Z" and after[:1] not in _CAPITAL_UNITS
    return is_capital and not (after[1:].isascii() and after[1:].isalpha())


def _makes_name(word: str, digits: str, *, with_hyphen: bool) -> bool:
    """Tell whether a word directly before digits makes a name together with them."""
    if word in _BEFORE_NUMBERS:
        return False
    if with_hyphen:
        return not word.islower() and word.lower() not in _BEFORE_HYPHENS
    return not (word == "G" and digits in _GROUPS_OF_COUNTRIES)
