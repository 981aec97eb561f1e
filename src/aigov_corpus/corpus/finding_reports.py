"""Findings as a report for people: a page to print and send, a sheet to work through, CSV.

Each finding stands with both texts of its pair, so that nobody needs the corpus beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from operator import itemgetter
from typing import Any

from aigov_corpus.comparing.page import HEAD, format_text, read_styles
from aigov_corpus.exporting.cells import cell_text, cut_to_cell
from aigov_corpus.exporting.csv import format_line
from aigov_corpus.exporting.workbooks import make_workbook
from aigov_corpus.records import Pair
from aigov_corpus.records.grouping import group_by

COLUMNS = (
    *("document", "rendering", "row", "section", "severity", "check", "message", "suggestion"),
    *("zh", "en", "id"),
)
"""The columns of a sheet and of CSV."""
_WIDTHS = {"severity": 10, "check": 20, "message": 50, "suggestion": 20, "zh": 50, "en": 60}
_WIDTH = 10
"""Widths of columns of a sheet, in characters."""


@dataclass(frozen=True, slots=True)
class ReportLanguage:
    """The language of a report."""

    code: str
    """Its language code."""
    title: str
    none: str
    """What stands in place of a table without a row."""
    suggested: str
    """What stands before a suggestion."""
    colon: str
    """What stands behind a title or the name of a check."""
    line: str
    """A finding on one line, with fields for the pair, its row, the finding and its id."""
    columns: Mapping[str, str]
    """Names of columns that have another one than in `COLUMNS`."""
    severities: Mapping[str, str]
    name_check: Callable[[str], str]
    """Gives the name of a check by its code."""
    say: Callable[[str], str]
    """Gives the message of a finding in this language."""

    def name(self, column: str) -> str:
        """Return the name of a column."""
        return self.columns.get(column, column)


ENGLISH = ReportLanguage(
    code="en",
    title="Places to look at",
    none="The checks found nothing.",
    suggested="suggested: ",
    colon=": ",
    line="{pair} (row {row}): {severity} [{code}] {said} (id {id})",
    columns={},
    severities={"error": "error", "warning": "warning"},
    name_check=str,
    say=str,
)


def list_report_rows(
    findings: Iterable[Mapping[str, Any]], pairs: Iterable[Pair], words: ReportLanguage
) -> Iterator[dict[str, Any]]:
    """Yield the values of each finding by column, in the order of the pairs.

    Args:
        findings: rows of findings, as `findings.to_rows` returns them.
        pairs: the pairs that they are about.
        words: the language of the report.
    """
    own = group_by(findings, itemgetter("pair_id"))
    for pair in pairs:
        for finding in own.get(pair.pair_id, ()):
            yield {
                "document": pair.document,
                "rendering": pair.rendering,
                "row": pair.seq,
                "section": pair.section,
                "severity": words.severities[finding["severity"]],
                "check": words.name_check(finding["code"]),
                "message": words.say(finding["message"]),
                "suggestion": finding["suggestion"],
                "zh": pair.zh,
                "en": pair.en,
                "id": finding["id"],
            }


def format_report_csv(rows: Iterable[Mapping[str, Any]], words: ReportLanguage) -> Iterator[str]:
    """Yield the lines of a CSV file."""
    yield format_line([words.name(name) for name in COLUMNS], excel=False)
    for row in rows:
        yield format_line([str(row[name]) for name in COLUMNS], excel=False)


def format_report_xlsx(rows: Sequence[Mapping[str, Any]], words: ReportLanguage) -> bytes:
    """Return a workbook with one sheet, whose first row stays in sight and filters the others."""

    def fill(book: Any) -> None:
        sheet = book.add_worksheet("findings")
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        bold = book.add_format({"bold": True})
        for number, name in enumerate(COLUMNS):
            sheet.set_column(number, number, _WIDTHS.get(name, _WIDTH))
            sheet.write_string(0, number, words.name(name), bold)
        for at, row in enumerate(rows, start=1):
            for number, name in enumerate(COLUMNS):
                if name == "row":
                    sheet.write_number(at, number, row[name], wrapped)
                else:
                    sheet.write_string(at, number, cut_to_cell(cell_text(row[name])), wrapped)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(rows), 1), len(COLUMNS) - 1)

    return make_workbook(fill)


def format_report_page(
    findings: Sequence[Mapping[str, Any]],
    pairs: Iterable[Pair],
    words: ReportLanguage,
    *,
    name: str,
) -> Iterator[str]:
    """Yield one HTML page in pieces; it loads nothing and has no script.

    Args:
        findings: rows of findings, as `findings.to_rows` returns them.
        pairs: the pairs that they are about.
        words: the language of the page.
        name: name of what was checked.
    """
    title = format_text(f"{words.title}{words.colon}{name}")
    yield HEAD.format(title=title, styles=read_styles(), code=words.code)
    yield f"<main>\n<h1>{title}</h1>\n"
    if not findings:
        yield f"<p>{words.none}</p>\n"
    else:
        counts = Counter((one["severity"], one["code"]) for one in findings)
        listed = "".join(
            f"<tr><th scope=row>{words.severities[severity]}</th>"
            f"<td>{format_text(words.name_check(code))}</td><td class=number>{number}</td></tr>\n"
            for (severity, code), number in sorted(counts.items())
        )
        yield f'<table class="counts"><tbody>\n{listed}</tbody></table>\n'
        own = group_by(findings, itemgetter("pair_id"))
        found = (pair for pair in pairs if pair.pair_id in own)
        for (document, rendering), group in groupby(found, lambda p: (p.document, p.rendering)):
            yield f"<h2>{format_text(f'{document} · {rendering}')}</h2>\n<table><thead><tr>"
            yield f"<th scope=col class=number>{words.name('row')}</th><th scope=col>中文</th>"
            yield f"<th scope=col>{words.columns.get('en', 'English')}</th></tr></thead><tbody>\n"
            for pair in group:
                yield _format_pair(pair, own[pair.pair_id], words)
            yield "</tbody></table>\n"
    yield "</main>\n</body>\n</html>\n"


def _format_pair(pair: Pair, findings: Sequence[Mapping[str, Any]], words: ReportLanguage) -> str:
    """Return the two texts of a pair with their places marked, and below them the findings."""
    places: dict[str, list[tuple[int, int, int]]] = {"zh": [], "en": []}
    items = ""
    for number, one in enumerate(findings, start=1):
        other = "en" if one["side"] == "zh" else "zh"
        places[one["side"]].append((one["start"], one["end"], number))
        places[other].append((one["other_start"], one["other_end"], number))
        hint = f"{words.suggested}{one['suggestion']}" if one["suggestion"] else ""
        said = " · ".join(filter(None, (words.say(one["message"]), hint)))
        items += (
            f'<li><span class="place">{number}</span> <b>{words.severities[one["severity"]]}</b> '
            f"{format_text(words.name_check(one['code']) + words.colon + said)}</li>"
        )
    cells = "".join(
        f'<td lang="{escape(lang)}">{_mark(text, places[side])}</td>'
        for side, text, lang in (
            ("zh", pair.zh, pair.language_zh),
            ("en", pair.en, pair.language_en),
        )
    )
    return (
        f'<tr class="text noted"><td class=number>{pair.seq}</td>{cells}</tr>\n'
        f'<tr class="differences"><td colspan=3><ol>{items}</ol></td></tr>\n'
    )


def _mark(text: str, places: Iterable[tuple[int, int, int]]) -> str:
    """Return a text as HTML in which places are marked, each with the number of its finding.

    Of places that overlap, the later one begins where the earlier one ends.
    """
    found = ""
    at = 0
    for start, end, number in sorted(place for place in places if place[1] > place[0] >= 0):
        begin = max(at, start)
        found += format_text(text[at:begin])
        sign = f"<sup>{number}</sup>"
        found += f'<span class="told">{format_text(text[begin : max(begin, end)])}{sign}</span>'
        at = max(begin, end)
    return found + format_text(text[at:])
