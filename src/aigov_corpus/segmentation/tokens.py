"""The tokens of a text, with what the sentence rules need to know about them.

A *stop* is a mark that may end a sentence, such as `.` or `？`. Closing marks after a stop, such
as `”` and `)`, belong to the same sentence.
"""

from __future__ import annotations

from collections.abc import Iterable

from aigov_corpus import patterns as re

STOPS = frozenset(".?!…。！？｡؟۔।॥‼⁇⁈⁉")
"""Characters that may end a sentence."""
CLOSERS = frozenset("”’»›)]）】」』》}")
"""Marks that close a quotation or a bracket."""

_BRACKETS = {")": "(", "]": "[", "）": "（"}
_OPEN_BRACKETS = frozenset(_BRACKETS.values())
_DOUBLE_QUOTES = frozenset(('"', "''"))
_CLOSING_QUOTES = frozenset(("”", "’", "»", '"', "''", "'"))
_SINGLE_QUOTE = "'"
# How a sentence was received, where more of it stands, and who made a change.
_REMARK = re.compile(
    r"(?:(?:prolonged|loud|warm)?"
    r"(?:applause|laughter|laughs|cheers|cheering|pause|silence|crosstalk)"
    r"|see(?:also)?(?-i:[A-Z\d])|sources?[:：]|pages?\d|pp?\.\d|(?:end|theend)$|#\d|(?:by)?@\w)",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"\d{1,3}(?:[-–—,]\d{1,3}){0,5}")
_APOSTROPHE = "’"
# Tokens of the longest bracket that names the source of the quotation before it.
_LONGEST_SOURCE = 15
# Tokens of the longest bracket in which no sentence ends; a longer one is a passage of its own.
_LONGEST_BRACKET = 80


class Tokens:
    """The tokens of a text except for white space, numbered from 0.

    Args:
        words: all tokens as spaCy finds them, each with whether a space follows it. Longer white
            space is a token of its own.
    """

    def __init__(self, words: Iterable[tuple[str, bool]]) -> None:
        self.texts: list[str] = []
        """The text of each token."""
        self.index: list[int] = []
        """The number of each token among `words`."""
        self.spaced: list[bool] = []
        """Whether white space stands before each token; True for the first one."""
        spaced = True
        for number, (text, is_space_next) in enumerate(words):
            if text.isspace():
                spaced = True
                continue
            self.texts.append(text)
            self.index.append(number)
            self.spaced.append(spaced)
            spaced = is_space_next
        self._closing = self._closing_quotes()
        pairs = self._pairs_of_brackets()
        self.partner: dict[int, int] = dict(pairs)
        """For the number of each opening bracket, the number of its closing bracket."""
        self.in_brackets, self.insertion_ends = self._brackets(pairs)

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self.texts)

    def touches_next(self, at: int) -> bool:
        """Tell whether another token follows a token without white space between them."""
        return at + 1 < len(self.texts) and not self.spaced[at + 1]

    def end_of_stops(self, at: int) -> int:
        """Return the number of the first token after the run of stops at `at`: `?!`, `. . .`."""
        at += 1
        while at < len(self.texts) and all(char in STOPS for char in self.texts[at]):
            at += 1
        return at

    def end_of_closers(self, at: int) -> int:
        """Return the number of the first token from `at` on that is not a closing mark.

        Four more things count as closing marks: numbers of footnotes (`[12]`, `[1][2]`, or `12`
        or `²` directly after the stop); […]; remarks about the sentence: (Applause), (by @lee);
        and, after a quotation, its source: “It works.” (Lee)
        """
        is_quoted = False
        while at < len(self.texts):
            text = self.texts[at]
            if text in _OPEN_BRACKETS and (
                self._holds_note(at)
                or self._is_omission(at)
                or self._is_remark(at)
                or (is_quoted and self._is_source(at))
            ):
                at = self.partner[at] + 1
            elif self._is_closer(at) or self._is_note(at):
                is_quoted = is_quoted or text in _CLOSING_QUOTES
                at += 1
            else:
                break
        return at

    def _holds_note(self, at: int) -> bool:
        """Tell whether a bracket holds the mark of a footnote, or several: [a], [12], [3-5]."""
        if self.texts[at] != "[" or self.spaced[at]:
            return False
        inside = self.texts[at + 1 : self.partner.get(at, at)]
        return len(inside) == 1 or _NUMBERS.fullmatch("".join(inside)) is not None

    def _is_omission(self, at: int) -> bool:
        """Tell whether a bracket contains only an ellipsis: […]."""
        inside = self.texts[at + 1 : self.partner.get(at, at)]
        return bool(inside) and all(STOPS.issuperset(text) for text in inside)

    def _is_remark(self, at: int) -> bool:
        """Tell whether a bracket says something about the sentence before it.

        It does by its words, or because it ends the paragraph and holds no sentence and no number
        of an item.
        """
        inside = self.texts[at + 1 : self.partner.get(at, at)]
        if not 0 < len(inside) <= _LONGEST_SOURCE or self.texts[at] == "[":
            return False
        if _REMARK.match("".join(inside)) is not None:
            return True
        is_last = self.partner[at] + 1 == len(self.texts)
        return is_last and len("".join(inside)) > 1 and not STOPS.intersection(inside)

    def _is_source(self, at: int) -> bool:
        """Tell whether a bracket may name the source of a quotation: (Lee 2020, p. 55)."""
        inside = self.texts[at + 1 : self.partner.get(at, at)]
        if not 0 < len(inside) <= _LONGEST_SOURCE:
            return False
        behind_stops = [
            following
            for text, following in zip(inside, [*inside[1:], "."], strict=True)
            if text in STOPS
        ]
        holds_sentence = not all(text.isdecimal() for text in behind_stops)
        has_number = any(text.isdecimal() for text in inside)
        return not holds_sentence and (has_number or not inside[0].islower())

    def _is_closer(self, at: int) -> bool:
        text = self.texts[at]
        if self._closing[at]:
            return True
        is_apostrophe = text == _APOSTROPHE and self.spaced[at] and self.touches_next(at)
        return text in CLOSERS and not is_apostrophe

    def _is_note(self, at: int) -> bool:
        """Tell whether a token is the number of a footnote: digits with a space only after them."""
        if not self.texts[at].isdigit() or self.spaced[at]:
            return False
        return at + 1 < len(self.texts) and self.spaced[at + 1]

    def _closing_quotes(self) -> list[bool]:
        """Return for each token whether it is a straight quotation mark that closes a quotation.

        The spaces beside a mark decide. If they do not, a double mark closes if a quotation is
        open.
        """
        closing = [False] * len(self.texts)
        is_open = False
        for at, text in enumerate(self.texts):
            if text == _SINGLE_QUOTE:
                closing[at] = not self.spaced[at]
            elif text in _DOUBLE_QUOTES:
                touches_word_before = not self.spaced[at]
                touches_word_after = self.touches_next(at)
                if touches_word_before == touches_word_after:
                    closing[at] = is_open
                else:
                    closing[at] = touches_word_before
                is_open = not closing[at]
        return closing

    def _brackets(self, pairs: list[tuple[int, int]]) -> tuple[list[bool], set[int]]:
        """Return which tokens stand in brackets, and where insertions end.

        An *insertion* is a bracket directly after a word. Brackets without a partner and very long
        ones (`_LONGEST_BRACKET`) do not count.

        Returns:
            For each token, whether it stands in brackets (True for the closing bracket, False for
            the opening one); and the numbers of the brackets that close an insertion.
        """
        in_brackets = [False] * len(self.texts)
        insertion_ends: set[int] = set()
        reached = -1
        for start, end in pairs:
            if start <= reached or end - start > _LONGEST_BRACKET:
                continue
            in_brackets[start + 1 : end + 1] = [True] * (end - start)
            reached = end
            if start and self.texts[start - 1][-1].isalnum():
                insertion_ends.add(end)
        return in_brackets, insertion_ends

    def _pairs_of_brackets(self) -> list[tuple[int, int]]:
        """Return the token numbers `(opening, closing)` of each pair of brackets, ascending."""
        pairs = []
        open_brackets: list[int] = []
        for at, text in enumerate(self.texts):
            if text in _OPEN_BRACKETS:
                open_brackets.append(at)
            elif (
                text in _BRACKETS
                and open_brackets
                and self.texts[open_brackets[-1]] == _BRACKETS[text]
            ):
                pairs.append((open_brackets.pop(), at))
        return sorted(pairs)
