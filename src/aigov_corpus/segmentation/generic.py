"""Sentences by rules on spaCy's tokens: no model, any language that spaCy has a tokenizer for.

spaCy's own `sentencizer` ends a sentence at every full stop that is a token. Here the tokens after it are
looked at as well: closing quotation marks, lower case, initials, brackets, reporting clauses, bullets.
English adds word lists (`en`). `rules_component` is a spaCy pipeline component and can be used as one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from aigov_corpus.errors import UsageError
from aigov_corpus.segmentation.boundaries import sentences_between, split_paragraphs
from aigov_corpus.segmentation.version import VERSION

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_STOPS = frozenset(".?!…。！？｡؟۔।॥‼⁇⁈⁉")
_FULL_WIDTH = frozenset("。！？｡")
_CLOSERS = frozenset("”’»›)]）】」』》}")
_OPENERS = frozenset("“‘«‹([（【「『《{„‚")
_BRACKETS = {")": "(", "]": "[", "）": "（"}
_GOES_ON = frozenset(",;:，；：、%=~≈<>+±×÷/|")
_BULLETS = frozenset("•▪●■◆‣∙")

_UNIT = r"[(\[]?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[A-Za-z]|[ivxIVX]{1,6})[)\]]?\.?"
_NUMBERING = re.compile(
    rf"(?:[•▪●■◆‣∙*–-]\s?)?{_UNIT}(?:\s{_UNIT})?"
    r"|(?:article|art\.|section|sec\.|chapter|part|annex|appendix|rule|clause|figure|fig\.|table|title|book|step|no\.)"
    r"\s+(?:\d{1,4}(?:\.\d{1,3}){0,4}|[A-Z]|[ivxlc]{1,7})[.:]?",
    re.IGNORECASE,
)

# The tokenizer takes marks off a word one by one, each time copying the rest: quadratic in a run without
# blanks (8000 brackets take 7 s). Of a longer run it sees only the ends.
_RUN = re.compile(r"\S{120,}")
_RUN_END = 40
# Characters that one spaCy document holds at most; longer paragraphs are read through a moving window.
_WINDOW = 100_000
# Tokens: a longer bracket is a passage and is segmented like any other text.
_LONG_BRACKET = 80


@dataclass(frozen=True, slots=True)
class StopRules:
    """The words of one language that decide at a full stop; all in lower case, abbreviations without it."""

    never: frozenset[str] = frozenset()
    """Abbreviations that something always follows: `mr`, `e.g`."""
    numbered: frozenset[str] = frozenset()
    """Abbreviations that a number follows: `no`, `art`; before a capitalised word they are words."""
    ending: frozenset[str] = frozenset()
    """Abbreviations that often end a sentence (`etc`, `p.m`): a capitalised word begins the next."""
    after: frozenset[str] = frozenset()
    """But not these, which go with the abbreviation: `monday`, `gmt`."""
    other: frozenset[str] = frozenset()
    """Further abbreviations that the tokenizer does not know as such: `al`."""
    starters: frozenset[str] = frozenset()
    """Words that, capitalised, begin a sentence even behind an abbreviation: `the`, `he`, `in`."""
    reporting: frozenset[str] = frozenset()
    """Verbs of a reporting clause (“Why?” Wang asked.)."""

    @property
    def abbreviations(self) -> frozenset[str]:
        """All that a full stop may belong to although the tokenizer took it off."""
        return self.never | self.numbered | self.ending | self.other


class SpacySegmenter:
    """Sentence boundaries of any language that spaCy can tokenize."""

    rules = StopRules()

    def __init__(self, lang: str, *, model: str | None = None) -> None:
        """Load the tokenizer of `lang`, or an installed spaCy pipeline, whose sentences are then taken.

        Raises:
            UsageError: spaCy has no such language, or the model is not installed.
        """
        self.id = f"{lang}/{VERSION}" if model is None else f"{lang}/{VERSION}-{model}"
        self._nlp = _blank(lang, self.rules) if model is None else _load(model)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return the sentences of `text` as `(start, end)`, in time linear in its length."""
        return [
            span
            for start, end in split_paragraphs(text)
            for span in sentences_between(
                text, start, end, self._cuts(text, start, end), numbering=_NUMBERING
            )
        ]

    def _cuts(self, text: str, start: int, end: int) -> Iterator[int]:
        """Yield where sentences begin after the first one."""
        while start < end:
            stop = end
            if end - start > _WINDOW:
                stop = start + _WINDOW
                blank = text.rfind(" ", start + 1, stop)
                stop = blank if blank > 0 else stop
            piece = _RUN.sub(_shortened, text[start:stop])
            begins = [start + sent.start_char for sent in self._nlp(piece).sents][1:]
            yield from begins
            # The last sentence may go on: it is read again, unless it is most of the window.
            again = stop < end and begins and begins[-1] > (start + stop) // 2
            start = begins[-1] if again else stop


def rules_component(rules: StopRules) -> Callable[[Doc], Doc]:
    """Return a spaCy component that marks the sentences of a document by `rules`."""

    def mark(doc: Doc) -> Doc:
        import numpy as np
        from spacy.attrs import SENT_START

        # At once: each assignment to token.is_sent_start reads the whole document.
        marks = np.full((len(doc), 1), -1, dtype=np.int64)
        marks[list(sentence_starts(doc, rules))] = 1
        marked: Doc = doc.from_array([SENT_START], cast("Any", marks.astype(np.uint64)))
        return marked

    return mark


def sentence_starts(doc: Doc, rules: StopRules) -> Iterator[int]:
    """Yield the index of each token that begins a sentence; the first token always does."""
    tokens = _Tokens(doc)
    yield 0
    at, total = 0, len(tokens.texts)
    while at < total:
        if tokens.texts[at] in _BULLETS and at and tokens.spaced[at]:
            yield tokens.index[at]
        if tokens.texts[at][-1] not in _STOPS:
            at += 1
            continue
        first = at
        at = tokens.run_end(first)
        closed = tokens.closers_end(at)
        if closed < total and not tokens.depth[closed] and _ends(tokens, first, at, closed, rules):
            yield tokens.index[closed]
        at = closed


class _Tokens:
    """The tokens of a document that are not white space, with what the rules ask about them."""

    def __init__(self, doc: Doc) -> None:
        self.texts: list[str] = []
        self.index: list[int] = []
        self.spaced: list[bool] = []
        """White space stands before it."""
        spaced = True
        for token in doc:
            text = token.text
            if text.isspace():
                spaced = True
                continue
            self.texts.append(text)
            self.index.append(token.i)
            self.spaced.append(spaced)
            spaced = bool(token.whitespace_)
        self.closing = self._closing_quotes()
        self.depth, self.insertion = self._brackets()

    def _closing_quotes(self) -> list[bool]:
        """Tell of each straight quotation mark whether it closes: by its place, else by counting."""
        closing = [False] * len(self.texts)
        is_open = False
        for at, text in enumerate(self.texts):
            if text == '"' or text == "''":
                followed = at + 1 < len(self.texts) and not self.spaced[at + 1]
                closing[at] = (not self.spaced[at] and not (followed and not is_open)) or (
                    is_open and not followed
                )
                is_open = not closing[at]
            elif text == "'":
                closing[at] = not self.spaced[at]
        return closing

    def _brackets(self) -> tuple[list[bool], set[int]]:
        """Return which tokens stand in brackets, and where brackets that open within a sentence close.

        Odd brackets and passages in brackets do not count.
        """
        inside = [False] * len(self.texts)
        insertion = set()
        stack: list[int] = []
        pairs = []
        for at, text in enumerate(self.texts):
            if text in _BRACKETS.values():
                stack.append(at)
            elif text in _BRACKETS and stack and self.texts[stack[-1]] == _BRACKETS[text]:
                pairs.append((stack.pop(), at))
        reach = -1
        for start, end in sorted(pairs):
            if start > reach and end - start <= _LONG_BRACKET:
                inside[start + 1 : end + 1] = [True] * (end - start)
                reach = end
                if start and self.texts[start - 1][-1].isalnum():
                    insertion.add(end)
        return inside, insertion

    def run_end(self, at: int) -> int:
        """Return where the run of stops that begins at `at` is over: `?!`, `. . .`."""
        at += 1
        while at < len(self.texts) and _is_stop(self.texts[at]):
            at += 1
        return at

    def closers_end(self, at: int) -> int:
        """Return where the closing marks that begin at `at` are over; a note's number (`[12]`) is one."""
        while at < len(self.texts):
            text = self.texts[at]
            if text == "[" and not self.spaced[at] and self.texts[at + 2 : at + 3] == ["]"]:
                at += 3
            elif (
                (text in _CLOSERS and not self._apostrophe(at))
                or self.closing[at]
                or self._note(at)
            ):
                at += 1
            else:
                break
        return at

    def _note(self, at: int) -> bool:
        return (
            self.texts[at].isdecimal()
            and not self.spaced[at]
            and self.spaced[at + 1 : at + 2] == [True]
        )

    def _apostrophe(self, at: int) -> bool:
        return (
            self.texts[at] == "’"
            and self.spaced[at]
            and at + 1 < len(self.texts)
            and not self.spaced[at + 1]
        )


def _is_stop(text: str) -> bool:
    return all(char in _STOPS for char in text)


def _ends(tokens: _Tokens, first: int, after: int, following: int, rules: StopRules) -> bool:
    """Tell whether the stops `first:after`, with closing marks up to `following`, end a sentence there."""
    stops = "".join(tokens.texts[first:after])
    follows = tokens.texts[following]
    opener = following
    while opener + 1 < len(tokens.texts) and (
        tokens.texts[opener] in _OPENERS or tokens.texts[opener] in "\"'-–—*"
    ):
        opener += 1
    word = tokens.texts[opener]
    if word.islower() and not (follows == "(" and tokens.texts[opener + 1 : opener + 2] == [")"]):
        return stops[-1] in _FULL_WIDTH
    if follows in _CLOSERS or word[0] in _GOES_ON or word[0] in _STOPS:
        return False
    if not tokens.spaced[following] and not _runs_on(tokens, first, following, opener, stops):
        return False
    aside = not tokens.insertion.isdisjoint(range(after, following))
    if stops[0] not in _STOPS:
        return not aside and _ends_at(stops.rstrip(".").lower(), word, tokens, first, rules)
    if (
        stops == "."
        and first
        and not tokens.spaced[first]
        and tokens.texts[first - 1].lower() in rules.abbreviations
    ):
        return not aside and _ends_at(tokens.texts[first - 1].lower(), word, tokens, first, rules)
    if stops.count(".") > 1 or "…" in stops:
        before = tokens.texts[first - 1].lower() if first else ""
        return (
            stops.count(".") == 4
            or after < following
            or not (word.lower() == before or word.isdigit())
        )
    if after < following and ("?" in stops or "!" in stops):
        return not aside and not _reports(tokens, following, rules)
    return True


def _ends_at(abbreviation: str, word: str, tokens: _Tokens, first: int, rules: StopRules) -> bool:
    """Tell whether a sentence ends with this abbreviation, `word` being the next one, not in lower case."""
    if abbreviation in rules.never:
        return False
    if abbreviation in rules.numbered:
        return word == "A" or (
            word.isalpha() and len(word) > 1 and not re.fullmatch("[IVXLC]+", word)
        )
    if abbreviation in rules.ending:
        return word[:1].isupper() and word.lower() not in rules.after
    if (
        len(abbreviation) == 1
        and first
        and tokens.texts[first - 1] in "/-"
        and not tokens.spaced[first]
    ):
        return True  # a unit, MeV/A.
    return word[:1].isupper() and word.lower() in rules.starters


def _runs_on(tokens: _Tokens, first: int, following: int, opener: int, stops: str) -> bool:
    """Tell whether the next sentence begins without a blank: behind 。, a quotation mark, or by a slip."""
    if stops[-1] in _FULL_WIDTH or tokens.texts[following] in _BULLETS:
        return True
    word, before = tokens.texts[opener], tokens.texts[first - 1] if first else ""
    capitalised = len(word) > 1 and word[0].isupper() and word[1:].islower()
    return capitalised and len(before) > 2 and (before.islower() or following > first + 1)


def _reports(tokens: _Tokens, at: int, rules: StopRules) -> bool:
    """Tell whether a reporting clause with a name begins at `at`: Wang asked, Mr. Li Hua said."""
    for word in tokens.texts[at : at + 4]:
        if word in rules.reporting:
            return True
        if not word[:1].isupper() or (word.lower() in rules.starters and word != "I"):
            return False
    return False


def _shortened(run: re.Match[str]) -> str:
    """Return a text of the same length with the ends of a run, and between them one plain word."""
    text = run.group()
    return f"{text[:_RUN_END]} {'x' * (len(text) - 2 * _RUN_END - 2)} {text[-_RUN_END:]}"


@lru_cache(maxsize=8)
def _blank(lang: str, rules: StopRules) -> Language:
    """Return spaCy's tokenizer of `lang` with the rules behind it."""
    import spacy
    from spacy.language import Language
    from spacy.util import compile_infix_regex

    name = f"aigov_corpus_sentences_{lang}"
    if not Language.has_factory(name):
        Language.component(name, func=rules_component(rules))
    try:
        nlp: Any = spacy.blank(lang)
    except (ImportError, ValueError) as error:
        reason = "it knows no such language" if "E048" in str(error) else str(error).splitlines()[0]
        raise UsageError(
            f"spaCy cannot tokenize '{lang}': {reason}; use 'xx', its rules for any language with blanks"
        ) from error
    # Stops that no blank follows: of full width, and in front of a note's number (known.[12], known.”12).
    notes = [
        r"(?<=\w)[.!?](?=\[\d)",
        r"\[(?=\d)",
        r"(?<=[^\W\d_]{2})[.!?](?=\d{1,3}$)",
        r"(?<=[.!?])[”\"’)](?=\d{1,3}$)",
    ]
    infixes = [*nlp.Defaults.infixes, r"[。！？]", *notes]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    nlp.add_pipe(name)
    return nlp  # type: ignore[no-any-return]


@lru_cache(maxsize=2)
def _load(model: str) -> Language:
    """Return an installed spaCy pipeline that finds sentences."""
    import spacy

    try:
        nlp: Any = spacy.load(model, exclude=["ner", "lemmatizer", "textcat"])
    except OSError as error:
        raise UsageError(
            f"the spaCy model '{model}' is not installed: run  python -m spacy download {model}"
            "  or leave the option out"
        ) from error
    if not {"parser", "senter", "sentencizer"} & set(nlp.pipe_names):
        raise UsageError(
            f"the spaCy model '{model}' does not find sentences: it has no parser, senter or sentencizer"
        )
    return nlp  # type: ignore[no-any-return]
