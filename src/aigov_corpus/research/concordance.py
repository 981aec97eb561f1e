"""A concordance: every place of a word or phrase, with its context and its counterpart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NoReturn, overload

from aigov_corpus.display import SHOWN_ROWS, html_cell, html_table
from aigov_corpus.errors import MissingExtraError, UsageError
from aigov_corpus.records import Pair, Side, other_side
from aigov_corpus.research.texts import read_side
from aigov_corpus.terminal import width_of
from aigov_corpus.terms.linked import link_pairs
from aigov_corpus.terms.renderings import find_places, render_places, side_of
from aigov_corpus.text.counting import counted
from aigov_corpus.text.simplified import simplify
from aigov_corpus.text.values import require_place
from aigov_corpus.text.words import find_words

if TYPE_CHECKING:
    import pandas as pd

WIDTH = 15
"""Context that is shown before and after the phrase, in Chinese characters."""
WIDEST = 10_000
"""The most context; each line is as wide as it, also where the text has less."""
_LETTERS = 2
"""Latin letters that are as wide as a Chinese character."""
_WORDS_REMEMBERED = 1 << 16
"""Words whose base form is remembered: more than a corpus of English has."""


@dataclass(frozen=True, slots=True)
class Line:
    """One place of the phrase."""

    pair: Pair
    side: Side
    """The text that has the phrase."""
    start: int
    """Offset of the phrase in that text."""
    end: int
    """Offset after the phrase."""
    other_start: int = 0
    """Offset of its counterpart in the other text."""
    other_end: int = 0
    """Offset after the counterpart; equal to `other_start` if no words render the phrase."""

    @property
    def text(self) -> str:
        """The text that has the phrase."""
        return self.pair.text(self.side)

    @property
    def other(self) -> str:
        """The other text of the pair."""
        return self.pair.text(other_side(self.side))

    @property
    def keyword(self) -> str:
        """The phrase as it stands in the text."""
        return self.text[self.start : self.end]

    @property
    def counterpart(self) -> str:
        """The words of the other text that render the phrase; empty if there are none."""
        return self.other[self.other_start : self.other_end]

    def context(self, width: int) -> tuple[str, str]:
        """Return the text before and after the phrase, as far as `width` Chinese characters."""
        before = _spaced(self.text[: self.start])
        after = _spaced(self.text[self.end :])
        return cut_to_width(before[::-1], width)[::-1], cut_to_width(after, width)


class Concordance(Sequence[Line]):
    """The lines of a concordance, in the order of the corpus."""

    def __init__(self, phrase: str, lines: Iterable[Line], *, width: int = WIDTH) -> None:
        """Make a concordance of lines that are known."""
        self.phrase = phrase
        self.width = width
        self._lines = tuple(lines)

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> Concordance: ...
    def __getitem__(self, index: int | slice) -> Line | Concordance:
        """Return a line, or a concordance of some of the lines."""
        require_place(index, noun="line")
        if isinstance(index, slice):
            return Concordance(self.phrase, self._lines[index], width=self.width)
        return self._lines[index]

    def __repr__(self) -> str:
        """Return the lines as text, with the phrase in one column."""
        head = f"<Concordance: {self.summary()}>"
        shown = list(format_lines(self._lines[:SHOWN_ROWS], width=self.width))
        more = len(self) - len(shown)
        return "\n".join([head, *shown, *([f"… and {more:,} more"] if more > 0 else [])])

    def __getattr__(self, name: str) -> NoReturn:
        """Say where the methods of a table are."""
        raise AttributeError(
            f"a Concordance has no {name!r}; for a table write .to_pandas(), for some lines [:5]",
            name=name,
            obj=self,
        )

    def summary(self) -> str:
        """Return how many places there are, and how many the Chinese has if it stands repeatedly.

        The Chinese of a document is listed with each of its renderings.
        """
        said = f"{counted(len(self), 'place')} of {self.phrase}"
        chinese = Counter(
            (line.pair.document, line.pair.rendering) for line in self._lines if line.side == "zh"
        )
        most: dict[str, int] = {}
        for (document, _), count in chinese.items():
            most[document] = max(count, most.get(document, 0))
        if len(most) == len(chinese):
            return said
        own = sum(most.values())
        return f"{said}: the Chinese has {own:,}, listed with each rendering"

    def to_pandas(self) -> pd.DataFrame:
        """Return the lines as a DataFrame.

        `left`, `keyword` and `right` are the phrase in its context, `counterpart` the words that
        render it, and `other` the whole other text. `start` and `end` are the offsets of the phrase
        in its own text, `other_start` and `other_end` those of the counterpart in the other one.
        """
        import pandas as pd

        return pd.DataFrame(self.rows(), columns=list(CONCORDANCE_COLUMNS))

    def rows(self) -> list[dict[str, Any]]:
        """Return a dict for each line, with the keys of `CONCORDANCE_COLUMNS`."""
        found = []
        for line in self._lines:
            left, right = line.context(self.width)
            pair = line.pair
            values = (
                *(pair.pair_id, pair.document, pair.rendering, pair.section, line.side),
                *(left, line.keyword, right, line.counterpart, line.other),
                *(line.start, line.end, line.other_start, line.other_end),
            )
            found.append(dict(zip(CONCORDANCE_COLUMNS, values, strict=True)))
        return found

    def lines(self) -> list[str]:
        """Return each place as a line of text, with the phrases in one column."""
        return list(format_lines(self._lines, width=self.width))

    def _repr_html_(self) -> str:
        """Return the first lines as an HTML table, with the phrase and its counterpart marked."""
        return self.to_html(shown_rows=SHOWN_ROWS)

    def to_html(self, *, shown_rows: int | None = None) -> str:
        """Return the lines as an HTML table; `shown_rows` of them, or all."""
        titles = ("§", "rendering", "before", "phrase", "after", "other text")
        return html_table(
            self.summary(),
            titles,
            (self._html_row(line) for line in self._lines[:shown_rows]),
            total=len(self),
            advice="to_pandas() has all of them",
            shown_rows=len(self),
        )

    def _html_row(self, line: Line) -> list[str]:
        left, right = line.context(self.width)
        own = line.pair.language(line.side)
        marks = [(line.other_start, line.other_end)] if line.counterpart else []
        return [
            html_cell(line.pair.section),
            html_cell(line.pair.rendering),
            html_cell(left, lang=own),
            html_cell(line.keyword, lang=own, marks=[(0, len(line.keyword))]),
            html_cell(right, lang=own),
            html_cell(line.other, lang=line.pair.language(other_side(line.side)), marks=marks),
        ]


CONCORDANCE_COLUMNS = (
    *("pair_id", "document", "rendering", "section", "side"),
    *("left", "keyword", "right", "counterpart", "other"),
    *("start", "end", "other_start", "other_end"),
)
"""Columns of a concordance: the pair; the text that has the phrase; what stands before it, itself,
what stands after it; the words that render it, and the whole other text; the offsets of both."""


def find_lines(
    pairs: Iterable[Pair],
    phrase: str,
    *,
    side: str | None = None,
    lemma: bool = False,
    words: bool = False,
    links: bool = True,
) -> list[Line]:
    """Return every place of a phrase, with its counterpart.

    `Corpus.concordance` describes the arguments and the errors.
    """
    phrase = " ".join(phrase.split())
    if not phrase:
        raise UsageError("the phrase is empty", remedy="give a Chinese or English phrase")
    chosen = side_of(phrase) if side is None else read_side(side)
    if lemma and chosen == "zh":
        raise UsageError(
            "forms of words (lemma) are for English", remedy="ask for whole Chinese words (words)"
        )
    if words and chosen == "en":
        raise UsageError(
            "whole words (words) are for Chinese; English phrases are always whole words",
            remedy="ask for all forms of English words (lemma)",
        )
    if lemma:
        require_lemmas()
    lines: list[Line] = []
    others: list[tuple[str, str]] = []
    for pair in pairs:
        places = _find(pair.text(chosen), phrase, chosen, lemma=lemma, words=words)
        lines += [Line(pair, chosen, start, end) for start, end in places]
        if links and not places and pair.has_both:
            others.append((pair.zh, pair.en))
    return _with_counterparts(lines, chosen, others) if links else lines


def has_phrase(pairs: Iterable[Pair], phrase: str) -> list[Pair]:
    """Return the pairs that have a phrase, in the text of its script."""
    side = side_of(phrase)
    return [pair for pair in pairs if find_places(pair.text(side), phrase, side)]


def _find(text: str, phrase: str, side: Side, *, lemma: bool, words: bool) -> list[tuple[int, int]]:
    """Return where a phrase stands in a text."""
    if lemma:
        return find_lemmas(text, phrase)
    places = find_places(text, phrase, side)
    if not words or not places:
        return places
    found = find_words(simplify(text), lang="zh")
    starts = {start for _, start, _ in found}
    ends = {end for _, _, end in found}
    return [place for place in places if place[0] in starts and place[1] in ends]


def find_lemmas(text: str, phrase: str) -> list[tuple[int, int]]:
    """Return where English words stand one after the other, in any of their forms."""
    wanted = [lemma_of(word) for word, _, _ in find_words(phrase, lang="en")]
    found = find_words(text, lang="en")
    if not wanted:
        return []
    lemmas = [lemma_of(word) for word, _, _ in found]
    return [
        (found[at][1], found[at + len(wanted) - 1][2])
        for at in range(len(found) - len(wanted) + 1)
        if lemmas[at : at + len(wanted)] == wanted
    ]


def require_lemmas() -> None:
    """Raise a `MissingExtraError` if simplemma is not installed."""
    if find_spec("simplemma") is None:
        raise MissingExtraError("finding forms of words (lemma)", extra="research")


@lru_cache(maxsize=_WORDS_REMEMBERED)
def lemma_of(word: str) -> str:
    """Return the base form of an English word in lower case: `govern` for Governed.

    Raises:
        MissingExtraError: simplemma is not installed.
    """
    require_lemmas()
    from simplemma import lemmatize

    found: str = lemmatize(word.lower(), lang="en")
    return found.lower()


def _with_counterparts(
    lines: Sequence[Line], side: Side, others: Sequence[tuple[str, str]]
) -> list[Line]:
    """Return lines with the places of their counterparts.

    Args:
        lines: the lines.
        side: the text that has the phrase.
        others: texts of pairs without the phrase.
    """
    linkable = {line.pair.pair_id: line.pair for line in lines if line.pair.has_both}
    numbers = {pair_id: number for number, pair_id in enumerate(linkable)}
    texts = [(pair.zh, pair.en) for pair in linkable.values()]
    places = [
        (numbers[line.pair.pair_id], line.start, line.end)
        for line in lines
        if line.pair.pair_id in numbers
    ]
    rendered = iter(render_places(texts, link_pairs(texts), places, side, others=others))
    found = []
    for line in lines:
        if line.pair.pair_id in numbers:
            place = next(rendered)
            line = replace(line, other_start=place.rendering_start, other_end=place.rendering_end)
        found.append(line)
    return found


def format_lines(lines: Iterable[Line], *, width: int) -> Iterator[str]:
    """Yield a concordance as lines of text with the phrases in one column."""
    for line in lines:
        left, right = line.context(width)
        counterpart = _spaced(line.counterpart)
        yield " ".join(
            (
                pad(left, width, at_left=True),
                f"[{_spaced(line.keyword)}]",
                pad(right, width),
                f"= {counterpart}" if counterpart else "",
            )
        ).rstrip()


def _spaced(text: str) -> str:
    """Return a text in which line ends and tabs are spaces."""
    return "".join(" " if character.isspace() else character for character in text)


def cut_to_width(text: str, width: int) -> str:
    """Return the beginning of a text that is as wide as some Chinese characters, or less."""
    room = _LETTERS * width
    for at, character in enumerate(text):
        room -= width_of(character)
        if room < 0:
            return text[:at]
    return text


def pad(text: str, width: int, *, at_left: bool = False) -> str:
    """Return a text with blanks, so that it is as wide as some Chinese characters."""
    blanks = " " * (_LETTERS * width - width_of(text))
    return f"{blanks}{text}" if at_left else f"{text}{blanks}"
