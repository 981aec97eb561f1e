"""What the templates show of rows, acts and sections; all text is escaped by the templates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from aigov_corpus.corpus.findings import name_finding
from aigov_corpus.records import Finding, Pair, Side
from aigov_corpus.reviewing.acts import Act
from aigov_corpus.reviewing.bitext import JOINERS, Bitext
from aigov_corpus.reviewing.doubts import is_doubtful
from aigov_corpus.reviewing.rows import Row
from aigov_corpus.serving.documents import OpenDocument
from aigov_corpus.serving.finding_sentences import translate_finding
from aigov_corpus.serving.findings import correct_english, weigh
from aigov_corpus.serving.marking import Mark, Stretch, divide_text, find_matches
from aigov_corpus.serving.views import Filters
from aigov_corpus.serving.wording import Language

_STEPS = 10
"""Steps of the coloured bar beside a score."""
_DEEPEST = 3
"""Deepest level of sections that is shown as a level of its own."""
NEIGHBOURS = 2
"""Rows before and behind the present one that are shown for context."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One text of a row."""

    lang: str
    stretches: Sequence[Stretch]
    text: str
    """The whole text."""
    count: int
    """Number of its sentences."""


@dataclass(frozen=True, slots=True)
class OtherRendering:
    """What another rendering has for the Chinese of a row."""

    rendering: str
    name: str
    """What people call it."""
    lang: str
    text: str
    stretches: Sequence[Stretch]
    key: str
    """Key of its first row there; empty if there is none."""
    doubts: Sequence[tuple[str, str]]
    """The findings that make a row there doubtful: name of the check, and sentence."""


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding about a row."""

    name: str
    """Name by which it can be accepted."""
    severity: str
    code: str
    message: str
    lang: str
    """Language of the message: English on the Chinese page too if it has no translation."""
    suggestion: str
    is_correctable: bool
    """Whether the suggestion can be put into the English."""


@dataclass(frozen=True, slots=True)
class RowView:
    """A row as a page shows it."""

    row: Row
    pair: Pair
    number: int
    """Number of the row in its rendering, counted from 1."""
    zh: Cell
    en: Cell
    others: Sequence[OtherRendering]
    chips: Sequence[ShownFinding]
    is_doubtful: bool
    heading: Sequence[str]
    """Path and titles of the section, if it begins with this row."""

    @property
    def percent(self) -> str:
        """The score by the aligner in percent; empty if there is none."""
        return "" if self.row.score is None else f"{int(self.row.score * 100)}"

    @property
    def step(self) -> int:
        """Length of the coloured bar: 0 to 10."""
        return round((self.row.score or 0) * _STEPS)


class RowViews:
    """Makes the views of the rows of one rendering."""

    def __init__(
        self, document: OpenDocument, rendering: str, filters: Filters, language: Language
    ) -> None:
        """Prepare to show rows.

        Args:
            document: the document.
            rendering: id of the rendering that acts are about.
            filters: the present filters, whose text is marked.
            language: language of the page.
        """
        self._document = document
        self._bitext = document.review.bitext(rendering)
        self._filters = filters
        self._language = language
        self._findings = document.findings(rendering)

    def show(self, keys: Sequence[str], before: str = "") -> list[RowView]:
        """Return the views of rows.

        Args:
            keys: their keys, in order.
            before: key of the row above the first one; empty if there is none.
        """
        section = self._section(before) if before in self._bitext else None
        found = []
        keys = [key for key in keys if key in self._bitext]
        places = self._bitext.places(keys)
        for key in keys:
            here = self._section(key)
            is_new = self._filters.order == "text" and here != section
            view = self.make(key, place=places[key], has_heading=is_new)
            section = here
            found.append(view)
        return found

    def make(self, key: str, *, place: int | None = None, has_heading: bool = False) -> RowView:
        """Return the view of a row.

        Args:
            key: its key.
            place: its 0-based number in the rendering; None to find it.
            has_heading: whether the title of its section stands above it.
        """
        row = self._bitext[key]
        place = self._bitext.place(key) if place is None else place
        pair = self._document.pair(self._bitext, row)
        findings, _ = self._findings.open(row)
        heading = (pair.section, pair.section_title_zh, pair.section_title_en)
        return RowView(
            row=row,
            pair=pair,
            number=place + 1,
            zh=self._cell(row, pair, "zh", findings),
            en=self._cell(row, pair, "en", findings),
            others=list(self._compared(row)),
            chips=[_chip(finding, pair, self._language) for finding in findings],
            is_doubtful=is_doubtful(row, self._findings.doubts),
            heading=heading if has_heading else (),
        )

    def around(self, key: str) -> list[tuple[Row, str, str]]:
        """Return the neighbours of a row in the text: each with its Chinese and its English."""
        steps = (*range(-NEIGHBOURS, 0), *range(1, NEIGHBOURS + 1))
        rows = [self._bitext.beside(key, step) for step in steps]
        return [
            (row, self._bitext.side_text(row, "zh"), self._bitext.side_text(row, "en"))
            for row in rows
            if row
        ]

    def published(self, key: str) -> str:
        """Return the English of a row as it was published; empty if nobody changed it."""
        row = self._bitext[key]
        if not any(piece in row.en for piece, _ in row.texts):
            return ""
        return JOINERS["en"].join(self._bitext.texts.text(piece) for piece in row.en)

    def _section(self, key: str) -> str:
        return self._bitext.unit_of(self._bitext[key]).section

    def _cell(self, row: Row, pair: Pair, side: Side, findings: Sequence[Finding]) -> Cell:
        text = pair.text(side)
        pieces = row.pieces(side)
        marks = [
            Mark(evidence.start, evidence.end, "evidence", tag.principle)
            for tag in pair.principle_evidence
            for evidence in tag.evidence
            if evidence.side == side and evidence.start < evidence.end
        ]
        marks += [
            Mark(
                span.start,
                span.end,
                f"finding {finding.severity}",
                _sentence_of(finding, self._language)[0],
            )
            for finding in findings
            for span in finding.spans
            if span.side == side
            and span.pair_id == finding.spans[0].pair_id
            and (span.start, span.end) != (0, len(text))  # the chip says enough
        ]
        marks += find_matches(text, self._filters.text)
        lang = pair.language(side)
        borders = list(_borders(self._bitext, row, side))
        return Cell(page_language(lang), divide_text(text, marks, borders), text, len(pieces))

    def _compared(self, row: Row) -> Iterator[OtherRendering]:
        """Yield what the other renderings have for the same Chinese."""
        for name, other in self._document.review.bitexts.items():
            if other is self._bitext:
                continue
            rows = other.holding(row.zh) if row.zh else ()
            texts = list(filter(None, (other.side_text(found, "en") for found in rows)))
            text = JOINERS["en"].join(texts)
            lang = other.unit_of(rows[0]).language_en if rows else "en"
            key = rows[0].key if rows else ""
            matches = find_matches(text, self._filters.text)
            stretches = divide_text(text, matches, _beginnings(texts, "en"))
            doubts = list(self._doubts(name, rows))
            called = self._document.names[name]
            yield OtherRendering(name, called, lang, text, stretches, key, doubts)

    def _doubts(self, rendering: str, rows: Iterable[Row]) -> Iterator[tuple[str, str]]:
        """Yield what makes undecided rows of another rendering doubtful."""
        findings = self._document.findings(rendering)
        for row in rows:
            if not row.is_decided and findings.doubts(row):
                for finding in filter(weigh, findings.open(row)[0]):
                    yield finding.code, _sentence_of(finding, self._language)[0]


def _sentence_of(finding: Finding, language: Language) -> tuple[str, str]:
    """Return the sentence of a finding for a page, and the language code of the sentence."""
    chinese = translate_finding(finding.message) if language == "zh" else None
    return (finding.message, "en") if chinese is None else (chinese, "zh-Hans")


def _chip(finding: Finding, pair: Pair, language: Language) -> ShownFinding:
    """Return what a page shows of a finding."""
    name = name_finding(finding, pair)
    return ShownFinding(
        name,
        finding.severity,
        finding.code,
        *_sentence_of(finding, language),
        finding.suggestion,
        bool(correct_english(finding, pair)),
    )


def _borders(bitext: Bitext, row: Row, side: Side) -> Iterator[int]:
    """Yield the offsets in the text of one side of a row where its sentences begin."""
    return _beginnings(filter(None, (bitext.text(row, piece) for piece in row.pieces(side))), side)


def _beginnings(texts: Iterable[str], side: Side) -> Iterator[int]:
    """Yield the offsets where the second text and those after it begin when they are joined."""
    at = 0
    for text in texts:
        if at:
            yield at
        at += len(text) + len(JOINERS[side])


def page_language(lang: str) -> str:
    """Return the language tag by which a browser chooses a font: `zh-Hans` for plain `zh`."""
    return "zh-Hans" if lang == "zh" else lang


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a document with its progress."""

    path: str
    title_zh: str
    title_en: str
    depth: int
    done: int
    total: int
    doubtful: int


def list_sections(
    document: OpenDocument, rendering: str, only: Iterable[str] | None = None
) -> list[Section]:
    """Return the sections of a rendering that have rows, in the order of the text.

    Args:
        document: the document.
        rendering: id of the rendering.
        only: paths of the sections that are wanted; None for all.
    """
    tally = document.tally(rendering)
    titles = document.section_titles(rendering)
    wanted = titles if only is None else [path for path in only if path in titles]
    return [
        Section(
            path,
            *titles[path],
            min(path.count("/"), _DEEPEST),
            found.done,
            found.total,
            found.doubtful,
        )
        for path in wanted
        if (found := tally.sections.get(path)) and found.total
    ]


def describe_act(act: Act, words: dict[str, str]) -> str:
    """Return a few words about an act for the list of the latest."""
    verb = words[f"do_{act.op}"]
    if len(act.before) > 1 and act.op in ("confirm", "reopen", "needs-review", "reject", "edit"):
        verb += f" ×{len(act.before)}"
    if act.principle:
        verb += f" {act.principle}"
    return verb


def first_text(act: Act) -> str:
    """Return the beginning of the text of an act, Chinese if it has any."""
    return next(filter(None, act.shown), "")


def as_values(filters: Filters) -> dict[str, Any]:
    """Return filters as the parameters of an address, without those that filter nothing."""
    values = {"order": filters.order, "section": filters.section, "status": filters.status}
    values |= {"principle": filters.principle, "text": filters.text}
    return {name: value for name, value in values.items() if value}
