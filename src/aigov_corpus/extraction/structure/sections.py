"""The sections that are open at a place of a document, found from the numbers above it.

A section path is made of numbers and not of their forms, so that both languages of a text have the
same paths. At the top level, 一、 and `I.` and `1.` are all `1`; （一） below 一、 and `1.` below
`I.` are both `1/1`. Within one language the forms have ranks (`text.markers.Rank`). A number closes
the open sections of its own rank and of higher ranks.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from aigov_corpus.records import FIRST_SECTION
from aigov_corpus.text.markers import Marker

_UNNUMBERED_RANK = 20
"""Rank of a heading without a number, before its level is added; higher than every `Rank`."""

_LEVELS = 10
"""A number above the levels of marked headings (1 to 6).

A level divided by it gives a rank that is lower than that of every number.
"""

_MOST_SENTENCES = 3
"""Most numbers that are told one by one; a text with more has code or tables with numbers."""

_MOST_SKIPPED_ARTICLES = 10
"""Maximum number of articles that may be missing between two articles, as in an excerpt.

A number further ahead, or a lower one, refers to an article and does not open it.
"""


@dataclass(slots=True)
class _Level:
    """An open section: the rank and value of its number, and its part of the section path."""

    rank: float
    number: int
    label: str
    written: int = 0
    """The number as the text has it; 0 if there is none. It differs from `number` after a number
    that is not higher than that of its sibling before it."""


@dataclass(slots=True)
class Sections:
    """The sections that are open at a place of a document, the outermost first."""

    _wrong: list[tuple[str, str, int]] = field(default_factory=list)
    """For each number that is not higher than that of its sibling before it: its label, that of
    the sibling, and the number that it is read as."""
    _levels: list[_Level] = field(default_factory=list)
    _prefix: str = ""
    """First part of every path: `annex1` in an annex, `doc2` in a second text, else empty."""
    _unnumbered: str = FIRST_SECTION
    """Path used while no section is open: `0`, or `end` below the heading of a conclusion."""
    _texts: int = 1
    """Number of texts begun; a new one begins when the numbers start again outside an annex."""
    _annexes: int = 0
    """Number of the last annex."""
    _article: int = 0
    """Number of the last article; 0 before the first."""
    _article_rank: float | None = None
    """Rank of the articles that are marked headings; None if there are none."""

    def describe_wrong(self) -> tuple[str, ...]:
        """Return sentences about numbers that are wrong: one for each, or one for many."""
        sentences = [
            f"section '{label}' is numbered wrongly, because it follows section '{before}'; it is "
            f"read as {number}: check it in the source"
            for label, before, number in self._wrong
        ]
        if len(sentences) <= _MOST_SENTENCES:
            return tuple(sentences)
        others = len(sentences) - 1
        return (
            f"{sentences[0]}; so are {others:,} others, and each is read as the number that "
            "comes next",
        )

    def path(self) -> tuple[str, int]:
        """Return path and depth of the innermost open section: `("ch2/art33", 2)`, `("0", 0)`."""
        labels = [level.label for level in self._levels]
        if not labels and self._unnumbered != FIRST_SECTION:
            labels = [self._unnumbered]
        if self._prefix:
            labels.insert(0, self._prefix)
        return "/".join(labels) or FIRST_SECTION, len(labels)

    def open_numbered(self, marker: Marker) -> None:
        """Open the section of a number; close the open sections of the same or higher rank."""
        closed: _Level | None = None
        while self._levels and self._levels[-1].rank >= marker.rank:
            closed = self._levels.pop()
        number = marker.number
        counts = closed is not None and closed.rank == marker.rank and marker.family != "art"
        if closed is not None and counts and number <= closed.number:
            if number == 1 and closed.number > 1 and not self._levels:
                self.begin_text()
            else:
                number = closed.number + 1
                # numbers that begin again and count on are those of another list
                if marker.number != 1 and marker.number != closed.written + 1:
                    self._wrong.append((marker.label, closed.label, number))
        label = replace(marker, number=number).label
        self._levels.append(_Level(marker.rank, number, label, marker.number))
        self._unnumbered = FIRST_SECTION

    def open_article(self, marker: Marker) -> bool:
        """Open the section of an article; return False if the number only refers to an article.

        Articles are numbered through the whole text. So a number opens an article only if it
        follows the last one, or if the articles begin again at 1.
        """
        if marker.number == self._article and not marker.suffix:
            return False
        begins_again = marker.number == 1 and self._article > 1
        follows = self._article <= marker.number <= self._article + _MOST_SKIPPED_ARTICLES
        if self._article and not begins_again and not follows:
            return False
        if begins_again and not any(level.rank < marker.rank for level in self._levels):
            self.begin_text()
        if self._article_rank is not None:
            marker = replace(marker, rank=self._article_rank)
        self.open_numbered(marker)
        self._article = marker.number
        return True

    def open_annex(self, marker: Marker) -> None:
        """Open an annex, in which the numbers of sections start again.

        An annex without a number gets the next number after the last annex.
        """
        self._annexes = marker.number or self._annexes + 1
        self._begin(f"annex{self._annexes}")
        self._unnumbered = FIRST_SECTION

    def open_known(self, path: str) -> None:
        """Open a preface (path `0`) or a conclusion (path `end`), whose headings have no number."""
        self._levels = []
        self._unnumbered = path

    def open_unnumbered(self, level: int) -> None:
        """Open the section of a heading without a number; it is numbered among its siblings.

        Args:
            level: level of the heading in the markup, 1 to 6.
        """
        rank = _UNNUMBERED_RANK + level
        while self._levels and self._levels[-1].rank > rank:
            self._levels.pop()
        number = 1
        if self._levels and self._levels[-1].rank == rank:
            number = self._levels.pop().number + 1
        self._levels.append(_Level(rank, number, str(number)))

    def open_level(self, level: int, marker: Marker | None) -> None:
        """Open the section of a heading whose level in the markup is the level of its section.

        Args:
            level: level of the heading in the markup, 1 to 6.
            marker: the number with which the heading begins, or None. It does not change the level.
                A plain number that is not higher than that of the sibling before it is replaced by
                the next number.
        """
        rank = level / _LEVELS
        before = 0
        while self._levels and self._levels[-1].rank > rank:
            # A higher heading below a lower one, with no section above both, is its sibling.
            before = self._levels.pop().number
        if self._levels and self._levels[-1].rank == rank:
            before = self._levels.pop().number
        number, label = before + 1, str(before + 1)
        if marker is not None and not marker.plain:
            label = marker.label
        elif marker is not None and marker.number > before:
            number, label = marker.number, marker.label
        if marker is not None and marker.family == "art":
            self._article, self._article_rank = marker.number, rank
        self._levels.append(_Level(rank, number, label))
        self._unnumbered = FIRST_SECTION

    def begin_text(self) -> None:
        """Begin a second text in the same document, because the section numbers start again."""
        self._texts += 1
        self._begin(f"doc{self._texts}")

    def _begin(self, prefix: str) -> None:
        self._prefix = prefix
        self._levels = []
        self._article = 0
