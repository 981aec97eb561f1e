"""Sentences of any language that spaCy can tokenize, found by rules and without a model.

spaCy's own `sentencizer` ends a sentence at every full stop. These rules also read what follows
the full stop: closing quotation marks, lower-case letters, initials, brackets, bullets, and words
that say who spoke. English has word lists as well (module `en`). `rules_component` returns the
rules as a component that you can add to a spaCy pipeline of your own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from heapq import merge
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, cast

from aigov_corpus import patterns as re
from aigov_corpus.errors import MissingExtraError, UsageError
from aigov_corpus.segmentation.boundaries import sentences_between, split_paragraphs
from aigov_corpus.segmentation.endings import sentence_starts
from aigov_corpus.segmentation.items import BULLETS, item_starts
from aigov_corpus.segmentation.stop_rules import StopRules
from aigov_corpus.segmentation.version import VERSION

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_ITEM = r"[(\[]?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[A-Za-z]|[ivxIVX]{1,6})\.?[)\]]?\.?"
_DIVISION = (
    r"(?:article|art\.|section|sec\.|chapter|part|annex|appendix|rule|clause|figure|fig\.|table"
    r"|title|book|step|no\.)"
)
_NUMBERING = re.compile(
    rf"(?:[{''.join(sorted(BULLETS))}*–-]\s?)?{_ITEM}(?:\s{_ITEM})?"
    rf"|{_DIVISION}\s+(?:\d{{1,4}}(?:\.\d{{1,3}}){{0,4}}|[A-Z]|[ivxlc]{{1,7}})[.:]?",
    re.IGNORECASE,
)

# The tokenizer takes marks off a word one by one and copies the rest each time: quadratic in a text
# without spaces (8000 brackets take 7 s). Of such a text it sees the ends only.
_LONG_WORD = re.compile(r"\S{120,}")
# Characters of each end of it that the tokenizer sees.
_END_OF_WORD = 40
# Characters of the longest text that becomes one spaCy document; a longer paragraph is read in
# windows.
_WINDOW = 100_000
_LANGUAGES_REMEMBERED = 8
_MODELS_REMEMBERED = 2
# Parts of a pipeline that find no sentences and take time.
_UNUSED_COMPONENTS = ("ner", "lemmatizer", "textcat")
_FINDS_SENTENCES = frozenset(("parser", "senter", "sentencizer"))
# Stops that touch the next token: of full width, and before the number of a footnote
# (known.[12], known.”12, known.²).
INFIXES = (
    r"[。！？]",
    r"(?<=\w)[.!?](?=\[\d)",
    r"\[(?=\d)",
    r"(?<=\d)\](?=\[\d)",
    r"(?<=[^\W\d_]{2})[.!?](?=[\d¹²³⁰⁴-⁹]{1,3}$)",
    r"(?<=[.!?])[”\"’)](?=[\d¹²³⁰⁴-⁹]{1,3}$)",
)
# What spaCy calls languages that it has under another code than `text.language_codes`.
_NAMES_IN_SPACY = {"und": "xx", "mul": "xx", "fil": "tl", "no": "nb", "ku": "kmr"}
# The code with which spaCy's message begins if it does not know a language.
_UNKNOWN_LANGUAGE = "E048"


class SpacySegmenter:
    """Finds the sentences of any language that spaCy can tokenize."""

    rules = StopRules()
    """The word lists of the language; empty for a language without them."""

    def __init__(self, lang: str, *, model: str | None = None) -> None:
        """Load the tokenizer of a language, or a spaCy pipeline.

        Args:
            lang: language code without script or region, such as `de`.
            model: name of an installed spaCy pipeline that finds the sentences in place of the
                rules.

        Raises:
            MissingExtraError: spaCy is not installed.
            UsageError: spaCy has no such language, or the model is not installed or finds no
                sentences.
        """
        self.id = f"{lang}/{VERSION}" if model is None else f"{lang}/{VERSION}-{model}"
        self._uses_model = model is not None
        self._find_starts = (
            self._load_rules(lang) if model is None else partial(_find_starts, _load_model(model))
        )

    def _load_rules(self, lang: str) -> Callable[[str], list[int]]:
        """Return the function that finds by the rules at which offsets sentences begin."""
        return partial(_find_starts, _blank_pipeline(lang, self.rules))

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return `(start, end)` of each sentence of `text`, in time linear in its length."""
        return [
            span
            for start, end in split_paragraphs(text)
            for span in sentences_between(
                text, start, end, self._all_cuts(text, start, end), numbering=_NUMBERING
            )
        ]

    def _all_cuts(self, text: str, start: int, end: int) -> Iterable[int]:
        """Return the offsets at which a sentence, or an item of a list, may begin; ascending."""
        cuts = self._cuts(text, start, end)
        if self._uses_model or not self.rules.before_numbers:
            return cuts
        return merge(cuts, item_starts(text, start, end, rules=self.rules))

    def _cuts(self, text: str, start: int, end: int) -> Iterator[int]:
        """Yield the offset at which each sentence of a paragraph begins, except for the first.

        A very long paragraph (`_WINDOW`) is read in parts, which end at a space.
        """
        while start < end:
            stop = end
            if end - start > _WINDOW:
                stop = start + _WINDOW
                space = text.rfind(" ", start + 1, stop)
                stop = space if space > 0 else stop
            window = _LONG_WORD.sub(_shortened, text[start:stop])
            cuts = [start + offset for offset in self._find_starts(window)[1:]]
            yield from cuts
            # The last sentence may go on in the next window: then that window begins with it. If it
            # is longer than half a window it is not read again, so that the time stays linear.
            goes_on = stop < end and cuts and cuts[-1] > (start + stop) // 2
            start = cuts[-1] if goes_on else stop


def rules_component(rules: StopRules) -> Callable[[Doc], Doc]:
    """Return a component for a spaCy pipeline that marks where sentences begin, by `rules`."""

    def mark(doc: Doc) -> Doc:
        import numpy as np
        from spacy.attrs import SENT_START

        # All at once: an assignment to token.is_sent_start reads the whole document each time.
        is_inside, is_start = -1, 1
        marks = np.full((len(doc), 1), is_inside, dtype=np.int64)
        words = ((token.text, bool(token.whitespace_)) for token in doc)
        marks[list(sentence_starts(words, rules))] = is_start
        marked: Doc = doc.from_array([SENT_START], cast("Any", marks.astype(np.uint64)))
        return marked

    return mark


def _find_starts(nlp: Language, text: str) -> list[int]:
    """Return the offset at which each sentence begins that a spaCy pipeline finds in a text."""
    return [sentence.start_char for sentence in nlp(text).sents]


def _shortened(word: re.Match[str]) -> str:
    """Return the word with its middle replaced by letters x, which spaCy tokenizes fast."""
    text = word.group()
    middle = "x" * (len(text) - 2 * _END_OF_WORD - len("  "))
    return f"{text[:_END_OF_WORD]} {middle} {text[-_END_OF_WORD:]}"


def _require_spacy(what: str) -> None:
    """Raise a `MissingExtraError` that says what needs spaCy, if it is not installed."""
    if find_spec("spacy") is None:
        raise MissingExtraError(what, extra="languages")


@lru_cache(maxsize=_LANGUAGES_REMEMBERED)
def _blank_pipeline(lang: str, rules: StopRules) -> Language:
    """Return a spaCy pipeline of two parts: a language's tokenizer, and a component for `rules`."""
    _require_spacy(f"finding sentences in '{lang}'")
    import spacy
    from spacy.language import Language
    from spacy.util import compile_infix_regex

    name = f"aigov_corpus_sentences_{lang}"
    if not Language.has_factory(name):
        Language.component(name, func=rules_component(rules))
    try:
        nlp: Any = spacy.blank(_NAMES_IN_SPACY.get(lang, lang))
    except (ImportError, ValueError) as error:
        message = str(error)
        is_unknown = _UNKNOWN_LANGUAGE in message
        reason = "it does not know the language" if is_unknown else message.splitlines()[0]
        raise UsageError(
            f"spaCy cannot tokenize '{lang}': {reason}",
            remedy="use 'und', its tokenizer for any language that has spaces between words",
        ) from error
    infixes = [*nlp.Defaults.infixes, *INFIXES]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    nlp.add_pipe(name)
    return nlp  # type: ignore[no-any-return]


@lru_cache(maxsize=_MODELS_REMEMBERED)
def _load_model(model: str) -> Language:
    """Return an installed spaCy pipeline, after checking that it finds sentences."""
    _require_spacy(f"the spaCy model '{model}'")
    import spacy

    try:
        nlp: Any = spacy.load(model, exclude=list(_UNUSED_COMPONENTS))
    except OSError as error:
        raise UsageError(
            f"the spaCy model '{model}' is not installed",
            remedy=f"run  python -m spacy download {model}  or leave the option `model` out",
        ) from error
    if _FINDS_SENTENCES.isdisjoint(nlp.pipe_names):
        raise UsageError(
            f"the spaCy model '{model}' does not find sentences",
            remedy="name one that has a parser, a senter or a sentencizer",
        )
    return nlp  # type: ignore[no-any-return]
