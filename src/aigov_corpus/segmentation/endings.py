"""Rules that decide at each stop of a tokenized text whether a sentence ends there.

A *stop* is a mark that may end a sentence, such as `.` or `？`. Tokens are numbered from 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from aigov_corpus import patterns as re
from aigov_corpus.segmentation.items import BULLETS
from aigov_corpus.segmentation.stop_rules import StopRules
from aigov_corpus.segmentation.tokens import CLOSERS, STOPS, Tokens

# Stops after which a sentence may begin without a space and in lower case.
_FULL_WIDTH = frozenset("。！？｡")
_OPENERS = frozenset("“‘«‹([（【「『《{„‚")
_BEFORE_WORDS = _OPENERS | frozenset("\"'-–—*")
# Marks that cannot begin a sentence.
_GOES_ON = frozenset(",;:，；：、%=~≈<>+±×÷/|&")
_ROMAN = re.compile("[IVXLC]+")
# The last part of geographical coordinates, with its full stop: 58'56"W.
_DIRECTION = re.compile(r"""(?:.*[\d°º'"′″’”])?[NSEW]\.""")
_COORDINATE_MARKS = frozenset("°º'\"′″’”")
_DEGREE_SIGNS = frozenset("°º")
_PRONOUN = "I"
# Dots of an ellipsis whose dots stand apart, without the full stop of a sentence: . . .
_ELLIPSIS = 3
# Dots of an ellipsis with the full stop of its sentence.
_ELLIPSIS_AND_STOP = 4
# The number of a section, in front of its text: § 5.
_SECTION_NUMBER = re.compile(r"§§?\d+[a-z]?(?:[.-]\d+)*")
# Letters of the shortest word before a full stop after which the space was forgotten.
_SHORTEST_WORD = 3
# Tokens of the longest clause so far that only names a time: On Monday, May 3, at about 5 p.m.
_LONGEST_TIME = 20
# Tokens of a clause that reports speech that are searched for its verb: Mr. Li Hua said.
_REPORT = 4


def sentence_starts(words: Iterable[tuple[str, bool]], rules: StopRules) -> Iterator[int]:
    """Yield the number of each token that begins a sentence. The first token always begins one.

    Args:
        words: the tokens, as `Tokens` takes them.
        rules: the word lists of the language.
    """
    tokens = Tokens(words)
    yield 0
    at = begin = 0
    while at < len(tokens):
        text = tokens.texts[at]
        if text in BULLETS and at and tokens.spaced[at]:
            begin = at
            yield tokens.index[at]
        if text[-1] not in STOPS:
            at += 1
            continue
        end = tokens.end_of_stops(at)
        following = tokens.end_of_closers(end)
        may_begin = following < len(tokens) and not tokens.in_brackets[following]
        if may_begin and _Stop(tokens, rules, begin, at, end, following).ends_sentence():
            begin = following
            yield tokens.index[following]
        at = following


@dataclass(frozen=True)
class _Stop:
    """One or more stops in a row, and the token after them, which may begin a sentence."""

    tokens: Tokens
    rules: StopRules
    begin: int
    """Number of the first token of the sentence."""
    first: int
    """Number of the first stop, or of the word that the tokenizer kept a stop on (`Mr.`)."""
    end: int
    """Number of the first token after the stops."""
    following: int
    """Number of the first token after the stops and after the closing marks that follow them."""

    @cached_property
    def stops(self) -> str:
        """The text of the stops, with the word if the tokenizer kept a stop on it (`Mr.`)."""
        return "".join(self.tokens.texts[self.first : self.end])

    @cached_property
    def before(self) -> str:
        """The token before the stops; an empty text if there is none."""
        return self.tokens.texts[self.first - 1] if self.first else ""

    @cached_property
    def word_at(self) -> int:
        """Number of the next word: the first token from `following` on that is not an opening mark.

        If all are opening marks, it is the number of the last token.
        """
        texts = self.tokens.texts
        at = self.following
        while at + 1 < len(texts) and texts[at] in _BEFORE_WORDS:
            at += 1
        return at

    @cached_property
    def word(self) -> str:
        """The next word."""
        return self.tokens.texts[self.word_at]

    @property
    def has_closers(self) -> bool:
        """Whether closing marks, such as `”` or `)`, follow the stops."""
        return self.end < self.following

    def ends_sentence(self) -> bool:
        """Tell whether the sentence ends here, so that the token `following` begins a new one."""
        tokens, stops = self.tokens, self.stops
        abbreviation = self._abbreviation()
        if self.word.islower() and not self._is_letter_in_brackets():
            begins = self._is_bracket_before_sentence() and not abbreviation
            return begins or stops[-1] in _FULL_WIDTH
        if tokens.texts[self.following] in CLOSERS:
            return False
        if self.word[0] in _GOES_ON or self.word[0] in STOPS:
            return False
        if not tokens.spaced[self.following] and not self._begins_without_space():
            return False
        if self._is_section_number():
            return False
        is_insertion = not tokens.insertion_ends.isdisjoint(range(self.end, self.following))
        if abbreviation:
            return not is_insertion and self._ends_at_abbreviation(abbreviation)
        if stops.count(".") > 1 or "…" in stops:
            return self._ends_at_ellipsis()
        if stops == "!" and self.before.lower() in self.rules.exclaiming:
            return self.has_closers or self.word.lower() in self.rules.starters
        if self.has_closers and ("?" in stops or "!" in stops):
            return not is_insertion and not self._reports_speech()
        return True

    def _is_section_number(self) -> bool:
        """Tell whether the sentence so far is only the number of its section: § 5. Rule one."""
        if not self.tokens.texts[self.begin].startswith("§"):
            return False
        so_far = "".join(self.tokens.texts[self.begin : self.end])
        return so_far.endswith(".") and _SECTION_NUMBER.fullmatch(so_far[:-1]) is not None

    def _is_letter_in_brackets(self) -> bool:
        """Tell whether a letter in brackets follows: `(a)` begins a sentence in lower case."""
        texts = self.tokens.texts
        return texts[self.following] == "(" and texts[self.word_at + 1 : self.word_at + 2] == [")"]

    def _is_bracket_before_sentence(self) -> bool:
        """Tell whether words in brackets follow, and then a capitalised word: [test] Fine."""
        behind = self.tokens.partner.get(self.following, len(self.tokens)) + 1
        return behind < len(self.tokens) and self.tokens.texts[behind][0].isupper()

    def _begins_without_space(self) -> bool:
        """Tell whether a sentence begins here although no space separates it from the stops.

        No space is needed after a full-width stop, nor before a bullet. After other stops the
        writer probably forgot the space if a whole word stands on each side.
        """
        if self.stops[-1] in _FULL_WIDTH or self.tokens.texts[self.following] in BULLETS:
            return True
        has_capital = len(self.word) > 1 and self.word[0].isupper() and self.word[1:].islower()
        if not has_capital or len(self.before) < _SHORTEST_WORD:
            return False
        return self.before.islower() or self.following > self.first + 1

    def _abbreviation(self) -> str:
        """Return the abbreviation that ends with this full stop; an empty text if there is none."""
        if self.stops[0] not in STOPS:
            is_word = self._is_direction() or self._is_pronoun()
            return "" if is_word else self.stops.rstrip(".").lower()
        touches_word = self.first > 0 and not self.tokens.spaced[self.first]
        word = self.before.lower()
        if word in _DEGREE_SIGNS and self.first > 1 and not self.tokens.spaced[self.first - 1]:
            word = self.tokens.texts[self.first - 2].lower() + word  # N°., in two tokens
        is_known = self.stops == "." and touches_word and word in self.rules.abbreviations
        return word if is_known else ""

    def _is_direction(self) -> bool:
        """Tell whether the word is the direction in a geographical coordinate: 30.5° N."""
        if not _DIRECTION.fullmatch(self.stops):
            return False
        return len(self.stops) > len("N.") or self.before[-1:] in _COORDINATE_MARKS

    def _is_pronoun(self) -> bool:
        """Tell whether the word is the pronoun I and not an initial: taller than I; you and I."""
        if self.stops.rstrip(".") != _PRONOUN:
            return False
        before = self.before.lower()
        words_before = self.tokens.texts[max(0, self.first - 2) : self.first - 1]
        is_joined = before in self.rules.joining and words_before and words_before[0].islower()
        return before in self.rules.pronouns or bool(is_joined)

    def _ends_at_abbreviation(self, abbreviation: str) -> bool:
        """Tell whether the full stop of an abbreviation also ends the sentence.

        Call it only if the next word is not in lower case.
        """
        rules, word = self.rules, self.word
        if abbreviation in rules.never:
            return False
        if abbreviation in rules.numbered:
            if self._leads_to_number():
                return False
            is_word = word.isalpha() and len(word) > 1 and not _ROMAN.fullmatch(word)
            return word == "A" or is_word
        if abbreviation in rules.times and self._is_only_a_time():
            return False
        if abbreviation in rules.ending:
            return word[:1].isupper() and word.lower() not in rules.after
        touches_sign = self.before in ("/", "-", "/-") and not self.tokens.spaced[self.first]
        if len(abbreviation) == 1 and touches_sign:
            return True  # a unit: MeV/A.
        return word[:1].isupper() and word.lower() in rules.starters

    def _leads_to_number(self) -> bool:
        """Tell whether a bracket or an abbreviation leads on to a number: Reg. (EU) No. 2016."""
        texts, at = self.tokens.texts, self.following
        if texts[at] == "(":
            at = self.tokens.partner.get(at, at) + 1
        leads = at > self.following
        word = "".join(texts[at : at + 1]).rstrip(".").lower()
        if word in self.rules.numbered and word != self.before.lower():
            at += 1 + (texts[at + 1 : at + 2] == ["."])
            leads = texts[at - 1].endswith(".")
        return leads and at < len(texts) and texts[at][0].isdigit()

    def _is_only_a_time(self) -> bool:
        """Tell whether the clause so far only names a time: He slept, and at 5 a.m. Ms. Lee left.

        The words are read backwards from the stop.
        """
        rules = self.rules
        earliest = max(self.begin, self.first - _LONGEST_TIME)
        for at in range(self.first - 1, earliest - 1, -1):
            word = self.tokens.texts[at].lower()
            if word in rules.clausal:
                return True
            if word in rules.joining and self.tokens.texts[at - 1 : at] == [","]:
                return True
            is_time = word in rules.timing or word in rules.joining or word in rules.times
            if not (is_time or word[0].isdigit() or not word[0].isalpha()):
                return False
        return earliest == self.begin

    def _ends_at_ellipsis(self) -> bool:
        """Tell whether an ellipsis ends the sentence.

        It does not if a number follows, nor if the word before it is repeated after it: no … no. It
        does not if its dots are apart and the word I follows: well . . . I forgot. An ellipsis in
        brackets shows that words are left out; it ends a sentence only if the next word begins one.
        """
        tokens = self.tokens
        opening = tokens.texts[self.first - 1 : self.first] if self.first else []
        if opening in (["["], ["("], ["（"]) and tokens.partner.get(self.first - 1) == self.end:
            return self.word.lower() in self.rules.starters
        is_apart = self.end - self.first == _ELLIPSIS and tokens.spaced[self.end - 1]
        if is_apart and self.word == _PRONOUN and not self.has_closers:
            return False
        if self.has_closers or self.stops.count(".") == _ELLIPSIS_AND_STOP:
            return True
        return self.word.lower() != self.before.lower() and not self.word.isdigit()

    def _reports_speech(self) -> bool:
        """Tell whether the next words say who spoke: Wang asked."""
        for word in self.tokens.texts[self.following : self.following + _REPORT]:
            if word in self.rules.reporting:
                return True
            begins_sentence = word.lower() in self.rules.starters and word != "I"
            if not word[:1].isupper() or begins_sentence:
                return False
        return False
