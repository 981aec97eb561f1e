"""What the readers of both languages share: the mentions found so far, and ranges between them."""

from __future__ import annotations

from aigov_corpus.text.numerals.digits import NARROW, RANGE
from aigov_corpus.text.numerals.mentions import NumberKind, NumberMention

# Significant digits of a value: floating point puts 66.9 × 10^9 beside 669 × 10^8.
_PRECISION = 12
# Kinds that the first number of a range takes from the second: 3-5%, 3-5月.
_KINDS_OF_RANGES = frozenset({"percent", "year", "month", "day", "ordinal", "decade"})
_SHARE_BETWEEN = "分之"


class NumberReader:
    """Collects the mentions of one text from left to right."""

    def __init__(self, text: str) -> None:
        """Take the text; full-width digits and signs are read as their ASCII forms."""
        self.text = text.translate(NARROW)
        self.mentions: list[NumberMention] = []
        self._scale_before = 1.0

    def add(self, start: int, end: int, kind: NumberKind, *values: float) -> int:
        """Add a mention and return its end."""
        rounded = tuple(float(f"{value:.{_PRECISION}g}") for value in values)
        self.mentions.append(NumberMention(start, end, kind, rounded))
        self._scale_before = 1.0
        return end

    def continues_range(self, start: int) -> bool:
        """Tell whether only a dash, 至 or `to` stands between the last mention and `start`."""
        if not self.mentions:
            return False
        return RANGE.fullmatch(self.text, self.mentions[-1].end, start) is not None

    def add_scaled(
        self, start: int, end: int, kind: NumberKind, *values: float, scale: float, numeral: int
    ) -> int:
        """Add a mention that may be the second number of a range; return its end.

        Args:
            start: where the mention begins.
            end: where it ends.
            kind: its kind, unless the first number of the range tells it: 百分之三至五.
            values: its values.
            scale: what its unit or scale word multiplies by: 10000 for 5万, 1 if it has none.
            numeral: where its numeral begins, behind a sign such as 第.
        """
        if self.continues_range(numeral):
            kind = self._join_range(kind, values[0], scale)
        self.add(start, end, kind, *values)
        self._scale_before = scale
        return end

    def _join_range(self, kind: NumberKind, value: float, scale: float) -> NumberKind:
        """Let the two numbers of a range share kind and scale; return the kind of the second.

        In 3-5万 the first number is 30,000; in 百分之三至五 the second is a percentage.
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
