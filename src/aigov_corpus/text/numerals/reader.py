"""The base class of the Chinese and the English reader: mentions found so far, and ranges."""

from __future__ import annotations

from aigov_corpus.text.numerals.digits import NARROW, RANGE
from aigov_corpus.text.numerals.mentions import NumberKind, NumberMention

# Significant digits of a value: floating point puts 66.9 × 10^9 beside 669 × 10^8.
_PRECISION = 12
# Kinds that the first number of a range takes from the second: 3-5%, 3-5月.
_KINDS_OF_RANGES = frozenset({"percent", "year", "month", "day", "ordinal", "decade"})
_SHARE_BETWEEN = "分之"


class NumberReader:
    """Collects the mentions of numbers in one text, from left to right."""

    def __init__(self, text: str) -> None:
        """Take the text; full-width digits and signs are read as their ASCII forms."""
        self.text = text if text.isascii() else text.translate(NARROW)
        self.mentions: list[NumberMention] = []
        self._scale_before = 1.0

    def add(self, start: int, end: int, kind: NumberKind, *values: float) -> int:
        """Add a mention of a number; return its end, an offset in the text."""
        rounded = tuple(float(f"{value:.{_PRECISION}g}") for value in values)
        self.mentions.append(NumberMention(start, end, kind, rounded))
        self._scale_before = 1.0
        return end

    def continues_range(self, start: int) -> bool:
        """Tell whether only a word or sign of a range (`-`, 至, `to`) stands between two numbers.

        Args:
            start: offset of the second number; the first is the last mention.
        """
        if not self.mentions:
            return False
        return RANGE.fullmatch(self.text, self.mentions[-1].end, start) is not None

    def add_scaled(
        self, start: int, end: int, kind: NumberKind, *values: float, scale: float, numeral: int
    ) -> int:
        """Add a mention that may be the second number of a range; return its end.

        Args:
            start: offset at which the mention begins.
            end: offset at which it ends.
            kind: its kind. The first number of a range may overrule it: 百分之三至五.
            values: its values.
            scale: value of its unit or scale word: 10000 for 5万; 1 if it has none.
            numeral: offset at which its numeral begins, after a sign such as 第.
        """
        if self.continues_range(numeral):
            kind = self._join_range(kind, values[0], scale)
        self.add(start, end, kind, *values)
        self._scale_before = scale
        return end

    def _join_range(self, kind: NumberKind, value: float, scale: float) -> NumberKind:
        """Give the two numbers of a range the same kind and scale; return the kind of the second.

        In 3-5万 the first number becomes 30,000; in 百分之三至五 the second becomes a percentage.

        Args:
            kind: kind of the second number, judged alone.
            value: value of the second number.
            scale: value of its unit or scale word, 1 if it has none.
        """
        first = self.mentions[-1]
        if kind == "cardinal" and first.kind == "percent" and scale == 1:
            is_share = _SHARE_BETWEEN in self.text[first.start : first.end]
            return "percent" if is_share else kind
        if first.kind != "cardinal":
            return kind
        is_smaller = first.values[0] < value / scale
        factor = scale if self._scale_before == 1 and is_smaller else 1.0
        shared = kind if kind in _KINDS_OF_RANGES else first.kind
        if shared != first.kind or factor != 1:
            self.mentions.pop()
            self.add(first.start, first.end, shared, *(value * factor for value in first.values))
        return kind
