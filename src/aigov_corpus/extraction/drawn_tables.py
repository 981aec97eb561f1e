"""Tables that a text draws with characters: in a frame, or in columns below lines of dashes.

    +------+-------+        ====  =====          lamp    pole
    | lamp | pole  |        lamp  pole           ------  ------
    +======+=======+        ====  =====          gas     wood
    | gas  | wood  |        gas   wood
    +------+-------+        ====  =====

reStructuredText, pandoc, databases and terminals write them so. Each row becomes one line
`| lamp | pole |`, which every reader of texts knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from aigov_corpus import patterns as re
from aigov_corpus.extraction.walls import count_columns
from aigov_corpus.text.scripts import detect_language

# The characters with which terminals draw frames, each with the sign for it in plain text.
_BOX = str.maketrans(
    dict.fromkeys("─━═┄┈╌", "-")
    | dict.fromkeys("│┃║┆┊╎", "|")
    | dict.fromkeys("┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝╒╤╕╞╪╡╘╧╛╓╥╖╟╫╢╙╨╜┏┳┓┣╋┫┗┻┛┠┨┯┷╭╮╰╯", "+")
)
_BORDER = re.compile(r"[ \t]*\+(?:[-=:]{2,}\+)+[ \t]*")
_FRAMED = re.compile(r"[ \t]*[|+].*[|+][ \t]*")
_LINE = re.compile(r"[-=:]*")
_RULER = re.compile(r"[ \t]*(?P<mark>[-=])(?P=mark)+(?:[ ]+(?P=mark){2,})+[ \t]*")
_DASHES = re.compile(r"[ \t]*-{5,}[ \t]*")
_FENCE = re.compile(r"[ \t]{0,3}(?:`{3,}|~{3,})")

_MOST_LINES = 5_000
"""Lines of the longest table; the search for its end goes no farther."""


def flatten_tables(text: str, *, markdown: bool = False) -> str:
    """Return a text in which each row of a drawn table is a line; it keeps its number of lines.

    Args:
        text: the text.
        markdown: whether it is Markdown: a rule follows the first row, and code in fences is left
            as it is.
    """
    lines = text.split("\n")
    if not any(_BORDER.fullmatch(line.translate(_BOX)) or _RULER.fullmatch(line) for line in lines):
        return text
    made: list[str] = []
    fence = ""
    n = 0
    while n < len(lines):
        if markdown and (found := _FENCE.match(lines[n])):
            mark = found[0].strip()[:3]
            fence = "" if fence == mark else fence or mark
        table = None if fence else _read_frame(lines, n) or _read_columns(lines, n, made)
        if table is None:
            made.append(lines[n])
            n += 1
            continue
        rows, above, end = table
        del made[len(made) - above :]
        written = list(_write(rows, markdown=markdown))
        made += written
        made += [""] * (above + end - n - len(written))
        n = end
    return "\n".join(made)


_Table = tuple[list[list[str]], int, int]
"""The rows; how many lines above its first rule belong to it; the index behind its last line."""


def _read_frame(lines: Sequence[str], n: int) -> _Table | None:
    """Return the table in a frame that begins at a line; None if none does."""
    if not _BORDER.fullmatch(lines[n].translate(_BOX)):
        return None
    end = n
    while end < min(len(lines), n + _MOST_LINES) and _FRAMED.fullmatch(lines[end].translate(_BOX)):
        end += 1
    rows: list[list[str]] = []
    opens = True
    for line in lines[n:end]:
        cells = re.split("[|+]" if "+" in line.translate(_BOX) else "[|]", _inside(line))
        cells = [cell.strip() for cell in cells]
        bare = ["" if _LINE.fullmatch(cell) else cell for cell in cells]
        is_rule = any(cell and not each for cell, each in zip(cells, bare, strict=True))
        if not any(bare):
            opens = opens or is_rule
        elif opens or is_rule or len(rows[-1]) != len(bare):
            rows.append(bare)
            opens = is_rule
        else:
            rows[-1] = [_join(*pair) for pair in zip(rows[-1], bare, strict=True)]
    if not rows:
        return None
    if max(map(len, rows)) == 1:  # a notice in a frame
        inside = [_inside(line).strip() for line in lines[n:end]]
        rows = [[line] for line in inside if not _LINE.fullmatch(line)]
    return rows, 0, end


def _inside(line: str) -> str:
    return line.translate(_BOX).strip()[1:-1]


def _read_columns(lines: Sequence[str], n: int, above: Sequence[str]) -> _Table | None:
    """Return the table in columns whose first ruler is a line; None if it is none.

    Args:
        lines: the lines of the text.
        n: index of the line.
        above: the lines above it, as they were written so far.
    """
    if not _RULER.fullmatch(lines[n]):
        return None
    starts = [found.start() for found in re.finditer(r"[-=]+", lines[n])]
    is_closed = "=" in lines[n]
    heads = [] if is_closed else _find_heads(above)
    before = above[-len(heads) - 1] if len(above) > len(heads) else ""
    is_wrapped = _DASHES.fullmatch(before) is not None
    found = _find_end(lines, n, is_closed=is_closed, is_wrapped=is_wrapped)
    if found is None:
        return None
    body, end = found
    rows: list[list[str]] = []
    for group in ([heads] if heads else []) + body:
        opens = True
        for line in group:
            cells = _cut(line, starts)
            if cells is None:
                return None
            goes_on = (is_closed and not cells[0]) or is_wrapped
            if opens or not (goes_on or group is heads):
                rows.append(cells)
            else:
                rows[-1] = [_join(*pair) for pair in zip(rows[-1], cells, strict=True)]
            opens = False
    wide = sum(sum(map(bool, row)) > 1 for row in rows)
    if 2 * wide < len(rows) or not rows:
        return None
    return rows, len(heads) + is_wrapped, end


def _find_heads(above: Sequence[str]) -> list[str]:
    """Return the lines right above a ruler: the names of its columns."""
    heads: list[str] = []
    for line in reversed(above):
        if not line.strip() or _DASHES.fullmatch(line):
            break
        heads.insert(0, line)
    return heads


def _find_end(
    lines: Sequence[str], n: int, *, is_closed: bool, is_wrapped: bool
) -> tuple[list[list[str]], int] | None:
    """Return the groups of lines in a table, and the index behind it; None if it does not end.

    Args:
        lines: the lines of the text.
        n: index of its first ruler.
        is_closed: whether a ruler like the first ends it.
        is_wrapped: whether a line of dashes ends it, and blank lines part its rows.
    """
    groups: list[list[str]] = [[]]
    last = min(len(lines), n + _MOST_LINES)
    at = n + 1
    while at < last:
        line = lines[at]
        at += 1
        if is_closed and line.rstrip() == lines[n].rstrip():
            ends = at >= last or not lines[at].strip()
            if ends:
                return groups, at
            groups.append([])
        elif (is_wrapped and _DASHES.fullmatch(line)) or (not is_closed and _RULER.fullmatch(line)):
            return groups, at
        elif not line.strip():
            if not is_closed and not is_wrapped:
                return (groups, at - 1) if groups[0] else None
            groups.append([])
        else:
            groups[-1].append(line)
    return None if is_closed or is_wrapped else (groups, at)


def _cut(line: str, starts: Sequence[int]) -> list[str] | None:
    """Return the cells of a line; None if its text runs across the edge of a column.

    Args:
        line: the line.
        starts: the columns, counted as `count_columns` does, in which cells begin.
    """
    columns = [0]
    for char in line:
        columns.append(columns[-1] + count_columns(char))
    places = [next((n for n, column in enumerate(columns) if column >= s), None) for s in starts]
    cuts = [len(line) if place is None else place for place in places]
    if line[: cuts[0]].strip():
        return None
    for cut in cuts[1:]:
        if cut and cut < len(line) and not line[cut - 1].isspace():
            return None
    return [line[a:b].strip() for a, b in pairwise([*cuts, len(line)])]


def _join(above: str, below: str) -> str:
    """Return two lines of a cell as one."""
    if not above or not below:
        return above or below
    return f"{above}{'' if detect_language(above[-1] + below[0]) == 'zh' else ' '}{below}"


def _write(rows: Sequence[Sequence[str]], *, markdown: bool) -> Iterator[str]:
    """Yield a line for each row of a table."""
    width = max(map(len, rows))
    for n, row in enumerate(rows):
        if width == 1:
            yield row[0]
            continue
        cells = [cell.replace("|", "\\|") if markdown else cell for cell in row]
        yield f"| {' | '.join([*cells, *[''] * (width - len(cells))])} |"
        if markdown and n == 0:
            yield f"|{'---|' * width}"
