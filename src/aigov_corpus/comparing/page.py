"""The page of a comparison: one HTML file that can be printed and sent.

It needs no other file, no network and no script. All text is escaped. Colour is never the only sign
of anything: words are underlined, and differences have numbers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from html import escape
from importlib.resources import files
from typing import Any

from aigov_corpus.comparing.comparison import ComparedRow, Comparison
from aigov_corpus.comparing.grid import Cell
from aigov_corpus.comparing.languages import ENGLISH, ComparisonLanguage
from aigov_corpus.comparing.records import Difference, Place
from aigov_corpus.text.characters import xml_text

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""What a browser may load for the page: nothing but its own styles."""
HEAD = (
    '<!doctype html>\n<html lang="{code}">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">\n'
    "<title>{title}</title>\n<style>\n{styles}</style>\n</head>\n<body>\n"
)
"""The beginning of a page; `title` is HTML, `styles` what `read_styles` returns, and `code` the
language of the page."""
Saying = Callable[[str], str]
"""A function that gives the translation of a text."""
_EXPLANATIONS = {
    "number": "the numbers differ, or only one rendering has one",
    "doubt": "a check doubts one rendering and not the other: a negation, a duty, a unit …",
    "lacks": "one rendering has nothing for a part of the Chinese",
    "adds": "one rendering has something that the Chinese lacks",
    "moved": "one rendering has it at another place",
    "merged": "one rendering puts sentences together that the other keeps apart",
    "term": "a noun or name has other words",
    "word": "another word of the Chinese has other words",
}
_EMPTY = {"missing": "section missing", "rejected": "rejected in the review"}
"""Why a cell is empty, by the status of its pair."""
_MARKS = (
    'Words with a <span class="own">dotted line</span> are in one of two renderings only. Words '
    'with a <span class="told">solid line<sup>1</sup></span> and a number are in the list below '
    "the row."
)
"""What the lines below words mean, as HTML."""
_UNKNOWN = ": not known"
"""End of what the description of a document says of a text without a licence."""


def format_page(
    comparisons: Sequence[Comparison],
    *,
    packages: Iterable[Mapping[str, Any]] = (),
    words: ComparisonLanguage = ENGLISH,
) -> Iterator[str]:
    """Yield the page in pieces.

    Args:
        comparisons: the documents.
        packages: descriptions of the documents (datapackage.json), for titles, licences and
            sources; those that are not compared are left out.
        words: the language of the page.
    """
    described = {str(package.get("name", "")): package for package in packages}
    titles = [
        str(described.get(one.document, {}).get("title") or one.document) for one in comparisons
    ]
    title = format_text(" · ".join(titles))
    title = words.say(f"{title}: renderings side by side")
    yield HEAD.format(title=title, styles=read_styles(), code=words.code)
    for comparison, heading in zip(comparisons, titles, strict=True):
        package = described.get(comparison.document, {})
        yield from _format_document(comparison, heading, package, words)
    yield "</body>\n</html>\n"


@lru_cache(maxsize=1)
def read_styles() -> str:
    """Return the style sheet of the pages."""
    return (files("aigov_corpus.comparing") / "page.css").read_text("utf-8")


def format_text(text: str) -> str:
    """Return a text as HTML: escaped, and without characters that XML forbids."""
    return escape(xml_text(text))


def _format_document(
    comparison: Comparison, title: str, package: Mapping[str, Any], words: ComparisonLanguage
) -> Iterator[str]:
    """Yield what the page has for one document."""
    say = words.say
    names = ", ".join(format_text(name) for name in comparison.renderings)
    yield f"<main>\n<h1>{format_text(title)}</h1>\n"
    base = format_text(comparison.renderings[0])
    about = f"Renderings side by side: {names}. Each of the others is compared with {base}."
    yield _paragraph(say(about))
    licences = [str(one.get("title", "")) for one in package.get("licenses", ())]
    if known := [licence for licence in licences if not licence.endswith(_UNKNOWN)]:
        yield _paragraph(say(f"Licences: {format_text('; '.join(known))}"))
    credited = [str(one.get("title", "")) for one in package.get("contributors", ())]
    if credited:
        yield _paragraph(say(f"Translators: {format_text('; '.join(credited))}"))
    yield _format_counts(comparison, say)
    yield _paragraph(say(_MARKS))
    yield _format_rows(comparison, words)
    yield _format_terms(comparison, say)
    yield "</main>\n"


def _paragraph(content: str) -> str:
    """Return a paragraph of explanation; its content is HTML."""
    return f'<p class="quiet">{content}</p>\n'


def _format_counts(comparison: Comparison, say: Saying) -> str:
    """Return the table of kinds with their numbers."""
    rows = "".join(
        f"<tr><th scope=row>{say(kind)}</th><td class=number>{number}</td>"
        f"<td>{say(_EXPLANATIONS[kind])}</td></tr>\n"
        for kind, number in comparison.count().items()
        if number
    )
    if not rows:
        return f"<p>{say('No difference was found.')}</p>\n"
    head = f"<tr><th scope=col>{say('difference')}</th>"
    head += f"<th scope=col class=number>{say('count')}</th>"
    head += f"<th scope=col>{say('meaning')}</th></tr>"
    return f'<table class="counts"><thead>{head}</thead><tbody>\n{rows}</tbody></table>\n'


def _format_rows(comparison: Comparison, words: ComparisonLanguage) -> str:
    """Return the table of texts."""
    names = "".join(f"<th scope=col>{format_text(name)}</th>" for name in comparison.renderings)
    parts = [
        f"<h2>{words.say('Texts')}</h2>\n<table><thead><tr>"
        f"<th scope=col class=number>{words.say('row')}</th>"
        f"<th scope=col>中文</th>{names}</tr></thead><tbody>\n"
    ]
    section: str | None = None
    width = len(comparison.renderings) + 2
    for at, row in enumerate(comparison.rows):
        pair = row.grid.pair
        if pair.section != section:
            section = pair.section
            title = " · ".join(filter(None, (pair.section_title_zh, pair.section_title_en)))
            parts.append(
                f'<tr class="section"><th colspan={width} scope=colgroup>'
                f"{format_text(f'{words.name_section(section)} {title}')}</th></tr>\n"
            )
        parts.append(_format_row(comparison, at, words.say))
    parts.append("</tbody></table>\n")
    return "".join(parts)


def _format_row(comparison: Comparison, at: int, say: Saying) -> str:
    """Return a row with its texts, and below it the list of its differences."""
    row = comparison.rows[at]
    numbered = list(enumerate(_list_run(comparison, at), start=1))
    own = [(number, one) for number, one in numbered if one in row.differences]
    cells = "".join(
        _format_cell(comparison, at, column, numbered, say)
        for column in range(len(comparison.renderings))
    )
    zh = format_text(row.grid.zh) or f'<span class="none">{say("no Chinese")}</span>'
    lang = escape(row.grid.pair.language_zh if row.grid.zh else "en")
    kind = "heading" if row.grid.pair.kind in ("heading", "title") else "text"
    kind += " noted" if own else ""
    found = f'<tr class="{kind}"><td class=number>{row.number}</td><td lang="{lang}">{zh}</td>'
    found += f"{cells}</tr>\n"
    if own:
        items = "".join(
            f'<li><span class="place">{number}</span> <span class="kind">{say(one.kind)}</span> '
            f"{format_text(say(one.message))}</li>"
            for number, one in own
        )
        width = len(comparison.renderings) + 2
        found += f'<tr class="differences"><td colspan={width}><ol>{items}</ol></td></tr>\n'
    return found


def _list_run(comparison: Comparison, at: int) -> list[Difference]:
    """Return the differences of a row and of the rows with which it shares a cell.

    They are numbered together, so that no number stands twice in the shared cell.
    """
    row = comparison.rows[at]
    first, last = row.number - 1, row.number - 1
    for cell in filter(None, row.grid.cells):
        first, last = min(first, cell.first), max(last, cell.last)
    return [
        one
        for other in comparison.rows[max(0, at - (last - first)) : at + last - first + 1]
        if first <= other.number - 1 <= last
        for one in other.differences
    ]


def _format_cell(
    comparison: Comparison,
    at: int,
    column: int,
    numbered: Sequence[tuple[int, Difference]],
    say: Saying,
) -> str:
    """Return the cell of a rendering; nothing if a cell above stands beside this row too."""
    row = comparison.rows[at]
    cell = row.grid.cells[column]
    if cell is None or not cell.text:
        is_known = comparison.renderings[column] not in comparison.withheld
        return f'<td class="none">{say(_why_empty(cell, is_known=is_known))}</td>'
    before = comparison.rows[at - 1] if at else None
    notes = []
    if cell.rows > 1:
        if before is not None and before.number == row.number - 1 and cell.first < row.number - 1:
            together = say(f"together with row {cell.first + 1}")
            return f'<td class="none">{together}</td>'
        notes.append(f"rows {cell.first + 1} to {cell.last + 1} together")
    if cell.elsewhere is not None:
        what = "stands at row" if row.grid.zh else "renders row"
        notes.append(f"{what} {cell.elsewhere + 1}")
    likeness = row.likeness[column]
    if likeness is not None:
        share = f"{round(likeness * 100)} %" if likeness < 1 else "all"
        notes.append(f"{share} of the words in common")
    lang = escape(cell.pair.language_en)
    marked = _mark(cell.text, _unlike(comparison, row, cell, column), _told(row, column, numbered))
    said = f'<span class="note">{"; ".join(map(say, notes))}</span>' if notes else ""
    return f'<td lang="{lang}">{marked}{said}</td>'


def _why_empty(cell: Cell | None, *, is_known: bool) -> str:
    """Return why a cell has no text; what a rendering has is not known if it was left out."""
    if not is_known:
        return "left out when it was passed on"
    if cell is None:
        return "not in this rendering"
    return _EMPTY.get(cell.pair.status, "nothing")


def _unlike(comparison: Comparison, row: ComparedRow, cell: Cell, column: int) -> Sequence[Place]:
    """Return the places of words that are not in common; they are kept at the first row."""
    if cell.first == row.number - 1:
        return row.unlike[column]
    first = [other for other in comparison.rows if other.number - 1 == cell.first]
    return first[0].unlike[column] if first else ()


def _told(
    row: ComparedRow, column: int, numbered: Sequence[tuple[int, Difference]]
) -> list[tuple[Place, int]]:
    """Return the places of differences in a cell, each with its number.

    Those of whole sentences have no place of their own: the list says enough.
    """
    cell = row.grid.cells[column]
    found = []
    for number, one in numbered:
        at, place = (one.base_row, one.base_place) if column == 0 else (one.other_row, one.place)
        is_own = column == 0 or one.rendering == _name_of(row, column)
        if cell is None or not is_own or not cell.first <= at <= cell.last:
            continue
        if place[0] < place[1] < len(cell.text) or (0 < place[0] < place[1]):
            found.append((place, number))
    return found


def _name_of(row: ComparedRow, column: int) -> str:
    cell = row.grid.cells[column]
    return cell.pair.rendering if cell else ""


def _mark(text: str, unlike: Iterable[Place], told: Iterable[tuple[Place, int]]) -> str:
    """Return a text as HTML, with marks for words that are not in common and for differences."""
    own = [False] * len(text)
    for start, end in unlike:
        own[start:end] = [True] * (end - start)
    numbers: list[tuple[int, ...]] = [()] * len(text)
    for (start, end), number in told:
        for at in range(start, min(end, len(text))):
            numbers[at] = (*numbers[at], number)
    pieces = []
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and (own[end], numbers[end]) == (own[start], numbers[start]):
            continue
        piece = format_text(text[start:end])
        if numbers[start]:
            ended = [n for n in numbers[start] if end == len(text) or n not in numbers[end]]
            label = f"<sup>{','.join(map(str, ended))}</sup>" if ended else ""
            pieces.append(f'<span class="told">{piece}{label}</span>')
        elif own[start] and piece.strip():
            pieces.append(f'<span class="own">{piece}</span>')
        else:
            pieces.append(piece)
        start = end
    return "".join(pieces)


def _format_terms(comparison: Comparison, say: Saying) -> str:
    """Return the table of terms that are rendered otherwise, with how often."""
    found: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    seen = set()
    for row in comparison.rows:
        for one in row.differences:
            if one.kind != "term" or not one.zh:
                continue
            found[one.zh][one.rendering][one.text] += 1
            place = (one.zh, one.base_row, one.base_place)
            if place not in seen:  # several renderings may differ from the base here
                found[one.zh][one.base][one.base_text] += 1
                seen.add(place)
    if not found:
        return ""
    names = "".join(f"<th scope=col>{format_text(name)}</th>" for name in comparison.renderings)
    rows = "".join(
        f'<tr><th scope=row lang="zh">{format_text(zh)}</th>'
        + "".join(f"<td>{_list_counts(own[name])}</td>" for name in comparison.renderings)
        + "</tr>\n"
        for zh, own in sorted(found.items(), key=lambda item: -sum(map(len, item[1].values())))
    )
    head = f"<tr><th scope=col>中文</th>{names}</tr>"
    return (
        f"<h2>{say('Terms that are rendered otherwise')}</h2>\n"
        f'<table class="terms"><thead>{head}</thead><tbody>\n{rows}</tbody></table>\n'
    )


def _list_counts(counts: Counter[str]) -> str:
    """Return texts with how often they occur, the most frequent first."""
    return "; ".join(
        format_text(text) + (f" ({count})" if count > 1 else "")
        for text, count in counts.most_common()
    )
