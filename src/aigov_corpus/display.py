"""Tables as HTML for notebooks: escaped, without script, with the language of each text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

SHOWN_ROWS = 20
"""Rows of a table in a notebook: about one screen."""


def html_cell(text: object, *, lang: str = "", marks: Iterable[tuple[int, int]] = ()) -> str:
    """Return a cell of a table.

    Args:
        text: its text; None is an empty cell.
        lang: language code of the text; empty if it is in no language.
        marks: places `(start, end)` in the text that are highlighted; they do not overlap.
    """
    written = "" if text is None else str(text)
    parts = []
    at = 0
    for start, end in sorted(marks):
        parts.append(escape(written[at:start]))
        parts.append(f"<mark>{escape(written[start:end])}</mark>")
        at = end
    content = "".join((*parts, escape(written[at:])))
    if not lang:
        return f"<td>{content}</td>"
    return f'<td lang="{escape(lang)}" style="text-align:left">{content}</td>'


def html_table(
    caption: str,
    titles: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    total: int = 0,
    advice: str = "",
    notes: Iterable[str] = (),
    shown_rows: int = SHOWN_ROWS,
) -> str:
    """Return a table with a line before it, and lines after it.

    Args:
        caption: what the table is.
        titles: titles of the columns.
        rows: the cells of each row, as `html_cell` makes them.
        total: number of all rows, if there are more than the caller passes.
        advice: how to see the rows that are not shown.
        notes: sentences about the table.
        shown_rows: number of rows that are shown, at most.
    """
    shown = []
    count = 0
    for row in rows:
        count += 1
        if count <= shown_rows:
            shown.append(f"<tr>{''.join(row)}</tr>")
    head = "".join(f"<th>{escape(title)}</th>" for title in titles)
    lines = list(notes)
    more = max(total, count) - len(shown)
    if more > 0:
        lines.insert(0, f"… and {more:,} more{f'; {advice}' if advice else ''}")
    after = "".join(f"<p>{escape(line)}</p>" for line in lines)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(shown)}</tbody></table>"
    return f"<p>{escape(caption)}</p>{table}{after}"


_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>
body {{ font-family: system-ui, sans-serif; margin: 2em; color-scheme: light dark; }}
table {{ border-collapse: collapse; }}
th, td {{ border-bottom: 1px solid #8886; padding: .4em .6em; text-align: start;
  vertical-align: top; }}
</style>
</head>
<body>
{body}
</body>
</html>"""


def html_page(body: str, *, title: str) -> str:
    """Return a page without script that shows a table.

    Args:
        body: the table, as `html_table` makes it.
        title: title of the page.
    """
    return _PAGE.format(title=escape(title), body=body)
