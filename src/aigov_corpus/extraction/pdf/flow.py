"""Paragraphs from lines: which line goes on with the one above, over columns and pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from aigov_corpus import patterns as re
from aigov_corpus.extraction.hyphens import cuts_word, join_cut
from aigov_corpus.extraction.pdf.characters import is_typewriter, is_wide
from aigov_corpus.extraction.pdf.regions import LEADER, Flow
from aigov_corpus.extraction.pdf.rows import Line
from aigov_corpus.text.markers import find_marker
from aigov_corpus.text.scripts import detect_language

_SAME_SIZE = 0.08
"""Largest difference of the sizes of a paragraph's lines, as a share of them."""

_WIDER_STEP = 1.22
"""How many times larger than usual the step from line to line is between paragraphs."""

_INDENT = 0.8
"""Smallest indent of a first line, as a share of the size."""

_SLACK = {"zh": 1.3, "en": 0.7}
"""Room that may be left at the end of a full line beside that of a word, as a share of the size.

A Chinese line may be shorter by a mark that must not begin the next one.
"""

_TIGHT_SLACK = 0.3
"""The same behind a line that ends a sentence: a blank, and no more.

There it is likelier than elsewhere that a paragraph ends.
"""

_STRETCHED_SHARE = 0.6
"""Smallest share of the long lines of a column that end at one edge, if its text is justified."""

_SHORT_OF_EDGE = 1.5
"""Points by which the last line of a paragraph of justified text ends before the edge at least."""

_CENTRED = 0.04
"""Share of the width of the column by which the middle of a centred line may be beside its own."""

_EDGE = 2.0
"""Points by which equal edges of lines may differ."""

_JUSTIFIED = 0.7
"""Points by which the ends of full lines of justified text may differ."""

_FIRST_INDENT = 3.0
"""Largest indent of the first line of such a paragraph, as a multiple of its size."""

_LONG_LINE = 0.5
"""Shortest line that is compared with its neighbours, as a share of the width of the column."""

_INNER_MARGIN = 1.5
"""Smallest room behind lines that are set in from both edges, as a multiple of their size."""

_BOTH_EDGES = 2.0
"""Largest difference of the rooms on the left and right of such lines, as a multiple of their size,
if a single line shows how far they reach."""

_LEAST_INNER = 2
"""Fewest lines that show this where the rooms differ more."""

_FULL_SHARE = 0.75
"""Smallest share of such lines among those that end inside a sentence; the others are cells."""

_TABLE_GAP = 1.5
"""Smallest gap between words that shows a row of a table, as a multiple of the size."""

_FREQUENT = 0.04
"""Smallest share of all lines that end at an edge of the text."""

_LEAST_AT_EDGE = 4
"""Fewest lines of a column that end at its edge, for each that goes beyond it."""

_LEAST_LISTED = 3
"""Fewest lines of a column with dots before a number that show a table of contents."""

_ENTRY_ROOM = 0.4
"""Largest share of a line of the contents that is empty if its entry goes on below."""

_COLUMN_GAP = 2.0
"""Usual gap between columns, as a multiple of the size."""

_SAME_COLUMN = 40.0
"""Points by which the left edges of a column may differ, as on left and right pages."""

_STOP = tuple("。！？；：.!?;:…")
_OPENING = "(（[【〔*＊《"
_CLOSING = "”’」』）)】》\"'〕］]"
_NOT_FIRST = "，。、；：？！）》」』”’…"
"""Marks that must not begin a Chinese line, so that the character before them goes with them."""
_BULLET = re.compile(r"[•●○■□▪▫◦‣·\uf000-\uf0ff–—*-][\s\u3000]")
_DOT = re.compile(r"[•●■□▪▫◦‣][\s\u3000]?\w|○[\s\u3000]\w")
"""A bullet that is no other mark; a line may begin with a dash, or with ○ for 〇 in a year."""
_ITEM = re.compile(
    r"[(（\[]?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxIVX]{1,5}|[一二三四五六七八九十]{1,3})[.)）\]、．](?!\d)"
    r"|[①-⑳]|第[一二三四五六七八九十百千零〇\d]{1,7}[章节節条條编編款项]"
)
# General Principles ........ 7
CONTENTS_LINE = re.compile(
    rf"(?P<text>.*?)(?:{LEADER.pattern}|[\s\u3000]*(?:\.[\s\u3000]?){{3}}(?=[\s\d]))"
    rf"(?P<page>[-–—(（]?\s?(?:\d{{1,4}}|[ivxlcIVXLC]{{1,7}})\s?[-–—)）]?)?"
)
NOTE_MARK = re.compile(r"[\[(（〔]?(\d{1,3}(?!\d)|[*†‡§]{1,3}|[①-⑳])[\])）〕.]?[\s\u3000]*(?=\S)")
_CONJUNCTION = re.compile(r"(?:\b(?:and|or)|[,;])$")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together."""

    lines: list[Line]
    left: float
    right: float
    """Edges of the column of its last line."""
    edge: float | None = None
    """Place at which the lines of the column end if they are stretched; None if they are not."""
    centred: bool = False


@dataclass(frozen=True, slots=True)
class UsualSizes:
    """What is usual in a file."""

    size: float
    """Size of most characters."""
    font: str
    """Font of most characters."""
    bold: bool
    """Whether most characters are bold."""
    step: float
    """Usual step from line to line, as a multiple of their size."""
    edges: tuple[tuple[float, float], ...]
    """Places at which many lines of a column end, each with the left edge of the column."""


def measure(flows: Iterable[Flow]) -> UsualSizes:
    """Return what is usual in columns of a file."""
    sizes: Counter[float] = Counter()
    fonts: Counter[str] = Counter()
    bold: Counter[bool] = Counter()
    steps: Counter[float] = Counter()
    ends: Counter[tuple[int, int]] = Counter()
    for flow in flows:
        for line in flow.lines:
            sizes[line.size] += len(line.text)
            fonts[line.font] += len(line.text)
            bold[line.bold] += len(line.text)
            ends[round(line.x1), round(flow.left / _SAME_COLUMN)] += 1
        for above, below in pairwise(flow.lines):
            if above.size == below.size and above.page == below.page:
                steps[round((above.y - below.y) / below.size, 1)] += 1
    least = max(3.0, _FREQUENT * ends.total())
    edges = tuple(
        (float(end), left * _SAME_COLUMN)
        for end, left in sorted(ends)
        if sum(ends[end + near, left] for near in (-1, 0, 1)) >= least
    )
    return UsualSizes(
        sizes.most_common(1)[0][0] if sizes else 10.0,
        fonts.most_common(1)[0][0] if fonts else "",
        bold[True] > bold[False],
        steps.most_common(1)[0][0] if steps else 1.2,
        edges,
    )


def is_code(line: Line, usual: UsualSizes) -> bool:
    """Tell whether a line is code: in the font of a typewriter, in a text that is not."""
    typed = is_typewriter(line.font) and not is_typewriter(usual.font)
    return typed and "://" not in line.text


def find_paragraphs(flow: Flow, usual: UsualSizes, *, notes: bool = False) -> list[Paragraph]:
    """Return the paragraphs of a column.

    Args:
        flow: the column.
        usual: what is usual in the file.
        notes: whether they are footnotes, each of which begins with its number.
    """
    right = _right_edge(flow, usual)
    listed = sum(CONTENTS_LINE.fullmatch(line.text.strip()) is not None for line in flow.lines)
    step = _usual_step(flow.lines, usual)
    edge = _find_stretched_edge(flow)
    inner = _find_inner_edges(flow, right, usual)
    paragraphs: list[Paragraph] = []
    for n, line in enumerate(flow.lines):
        centred = _is_centred(line, flow.left, right)
        if paragraphs:
            open_one = paragraphs[-1]
            above = open_one.lines[-1]
            far = is_far_below(above, line, step)
            following = flow.lines[n + 1] if n + 1 < len(flow.lines) else None
            # lines of one width, or that end at one place, are justified and not centred
            unlike = abs(above.x0 - line.x0) > _EDGE and abs(above.x1 - line.x1) > _JUSTIFIED
            both = centred and open_one.centred and unlike and n not in inner
            stands_out = _stands_out(line, usual)
            if listed >= _LEAST_LISTED:
                new = far or _ends_entry(above, line, right)
            elif both and stands_out:
                new = far or _begins_heading(above, line)
            else:
                new = far or begins(
                    open_one, line, flow.left, right, both=both, following=following
                )
            if notes:
                new = new or _follows_note(open_one.lines[0].text, line.text)
            if not new:
                open_one.lines.append(line)
                open_one.centred = both
                continue
        paragraphs.append(Paragraph([line], flow.left, inner.get(n, right), edge, centred))
    return paragraphs


def _follows_note(text: str, line: str) -> bool:
    """Tell whether a line begins with the number after that of a footnote, or with a mark."""
    one, other = NOTE_MARK.match(text), NOTE_MARK.match(line)
    if one is None or other is None:
        return False
    if one[1].isdecimal() and other[1].isdecimal():
        return int(other[1]) == int(one[1]) + 1
    return not other[1].isdecimal()


def _ends_entry(above: Line, line: Line, right: float) -> bool:
    """Tell whether a line of a table of contents begins a new entry."""
    if CONTENTS_LINE.fullmatch(above.text.strip()) or above.bold != line.bold:
        return True
    if _starts_item(line.text) or right - above.x1 > _ENTRY_ROOM * (right - above.x0):
        return True
    return abs(above.size - line.size) > _SAME_SIZE * max(above.size, line.size)


def _begins_heading(above: Line, line: Line) -> bool:
    """Tell whether a centred line that stands out begins another heading than the one above."""
    if above.bold != line.bold or abs(above.size - line.size) > _SAME_SIZE * above.size:
        return True
    marker = find_marker(above.text, detect_language(above.text) or "en")
    alone = marker is not None and marker.end >= len(above.text.rstrip())
    if alone or _starts_item(line.text) or above.text.isupper() != line.text.isupper():
        return True
    return line.text[0] in _OPENING or _ends_sentence(above.text) or above.text[-1] in _CLOSING


def _right_edge(flow: Flow, usual: UsualSizes) -> float:
    """Return the right edge of a column, which a short one does not show by itself.

    In justified text it is where most lines end; a long address or code may go beyond it.
    """
    stretched = _find_stretched_edge(flow) or _find_shared_edge(flow, usual)
    longest = stretched or max(line.x1 for line in flow.lines)
    if len(flow.lines) >= 8:
        return longest
    wider = (
        edge
        for edge, left in usual.edges
        if edge >= longest - _EDGE and left <= flow.left + _SAME_COLUMN
    )
    edge = next(wider, longest)
    texts = [line.text[:1] for line in flow.lines[1:] if not is_code(line, usual)]
    inside = sum(first.islower() or is_wide(first) for first in texts)
    if inside >= len(flow.lines) / 2:  # sentences go on from line to line
        edge = min(edge, flow.limit - _COLUMN_GAP * flow.lines[0].size)
    return max(longest, edge)


def _find_stretched_edge(flow: Flow) -> float | None:
    """Return the place at which the lines of a column end if its text is justified, or None."""
    least = _LONG_LINE * (flow.right - flow.left)
    ends = sorted(line.x1 for line in flow.lines if line.x1 - line.x0 > least)
    best, first = (0, 0.0), 0
    for n, end in enumerate(ends):
        while end - ends[first] > _JUSTIFIED:
            first += 1
        best = max(best, (n - first + 1, end))
    return best[1] if best[0] >= max(3, _STRETCHED_SHARE * len(ends)) else None


def _find_shared_edge(flow: Flow, usual: UsualSizes) -> float | None:
    """Return the last edge of the file at which several lines of a column end, and few beyond it.

    Lines go beyond it that hold a word which cannot be cut; None if there are too many.
    """
    ends = [line.x1 for line in flow.lines]
    for edge, left in reversed(usual.edges):
        beyond = sum(end > edge + _EDGE for end in ends)
        at_edge = sum(abs(end - edge) <= _EDGE for end in ends)
        if left <= flow.left + _SAME_COLUMN and at_edge >= _LEAST_AT_EDGE * max(1, beyond):
            return edge if beyond else None
    return None


def _find_inner_edges(flow: Flow, right: float, usual: UsualSizes) -> dict[int, float]:
    """Return how far the lines reach that are set in from both edges of a column, by their index.

    So do quotations, and texts in boxes. The longest of them shows it, if lines inside of sentences
    have no room for the next word before its end.
    """
    found: dict[int, float] = {}
    lines = flow.lines
    inner = [_is_inner(line, flow.left, right, usual) for line in lines]
    for is_inner, group in groupby(range(len(lines)), inner.__getitem__):
        run = list(group)
        if not is_inner:
            continue
        size = lines[run[0]].size
        start = Counter(round(lines[n].x0) for n in run).most_common(1)[0][0]
        run = [n for n in run if lines[n].x0 - start <= _FIRST_INDENT * size]
        end = max(lines[n].x1 for n in run)
        pairs = [(lines[n], lines[m]) for n, m in pairwise(run)]
        inside = [pair for pair in pairs if _may_go_on(*pair)]
        full = sum(_reaches(*pair, end) for pair in inside)
        uneven = abs((right - end) - (start - flow.left)) > _BOTH_EDGES * size
        long = end - start >= _LONG_LINE * (right - flow.left)
        if long and full >= max(_LEAST_INNER if uneven else 1, _FULL_SHARE * len(inside)):
            found |= dict.fromkeys(run, end)
    return found


def _is_inner(line: Line, left: float, right: float, usual: UsualSizes) -> bool:
    """Tell whether a line may be set in from both edges of its column, and is no row of a table."""
    before, behind = line.x0 - left, right - line.x1
    inside = before >= _INDENT * line.size and behind >= _INNER_MARGIN * line.size
    is_text = not is_typewriter(line.font) and line.widest_gap < _TABLE_GAP * line.size
    return inside and is_text and not _stands_out(line, usual)


def _stands_out(line: Line, usual: UsualSizes) -> bool:
    """Tell whether a line is bold or larger than the text, as headings are."""
    return line.bold > usual.bold or line.size > (1 + _SAME_SIZE) * usual.size


def _may_go_on(above: Line, line: Line) -> bool:
    """Tell whether a line may go on with the one above it inside a sentence."""
    further = line.x0 - above.x0 > _EDGE
    return not further and not _ends_sentence(above.text) and not _starts_item(line.text)


def _reaches(above: Line, line: Line, end: float) -> bool:
    """Tell whether the first word of a line had no room on the one above before a place."""
    slack = _SLACK[detect_language(above.text) or "en"] * above.size
    return end - above.x1 <= line.first_width + slack


def _usual_step(lines: Sequence[Line], usual: UsualSizes) -> float:
    """Return the usual step between the lines of a column, as a multiple of their size."""
    steps = Counter(
        round((above.y - below.y) / below.size, 1)
        for above, below in pairwise(lines)
        if above.size == below.size and not is_code(below, usual)
    )
    if steps.total() < 6:
        return usual.step
    step, count = steps.most_common(1)[0]
    return min(step, usual.step) if count < steps.total() / 2 else step


def _is_centred(line: Line, left: float, right: float) -> bool:
    """Tell whether a line stands in the middle of its column."""
    width = max(1.0, right - left)
    before, behind = line.x0 - left, right - line.x1
    return abs(before - behind) <= _CENTRED * width and before > _INDENT * line.size


def begins(
    paragraph: Paragraph,
    line: Line,
    left: float,
    right: float,
    *,
    both: bool = False,
    following: Line | None = None,
) -> bool:
    """Tell whether a line begins a new paragraph, whatever the distance from the line above.

    Args:
        paragraph: the paragraph above.
        line: the line.
        left: left edge of its column.
        right: right edge of its column.
        both: whether both are centred.
        following: the line below in the same column; None if there is none.
    """
    above = paragraph.lines[-1]
    if _is_stacked(above, line):
        return False
    if _DOT.match(line.text):
        return True
    if CONTENTS_LINE.fullmatch(above.text.strip()):
        return True
    if abs(above.size - line.size) > _SAME_SIZE * max(above.size, line.size):
        return True
    if above.bold != line.bold and not (above.bold_end and line.bold_start):
        return True
    if cuts_word(above.text, line.text) and line.text[0].islower():
        return False
    ended = _ends_sentence(above.text)
    if not _is_full(paragraph, line, both=both, ended=ended):
        return True
    if ended and {detect_language(above.text), detect_language(line.text)} == {"zh", "en"}:
        return True
    if _starts_item(line.text) and (ended or _CONJUNCTION.search(above.text)):
        return True
    if both:
        return False
    return _is_shifted(paragraph, line, left, ended=ended, following=following)


def _is_stacked(above: Line, line: Line) -> bool:
    """Tell whether single Chinese characters stand one above the other, as in a narrow cell."""
    single = len(above.text) == len(line.text) == 1 and is_wide(above.text) and is_wide(line.text)
    return single and abs(above.x0 - line.x0) < _EDGE and above.size == line.size


def _is_full(paragraph: Paragraph, line: Line, *, both: bool, ended: bool) -> bool:
    """Tell whether the first word of a line had no room on the line above."""
    above = paragraph.lines[-1]
    room = paragraph.right - above.x1
    if both:
        room += above.x0 - paragraph.left
    lang = detect_language(above.text) or detect_language(line.text) or "en"
    is_inner = not both and _is_justified(paragraph, line)
    if ended and not both and not is_inner:
        if paragraph.edge is not None and paragraph.edge - above.x1 > _SHORT_OF_EDGE:
            return False
        mark = line.size if line.text[1:2] and line.text[1] in _NOT_FIRST else 0.0
        return room <= line.first_width + mark + _TIGHT_SLACK * above.size
    # rows of a Chinese table may be equally long, but are not set in from the left edge
    set_in = not ended and above.x0 - paragraph.left >= _INDENT * above.size
    if is_inner and (lang == "en" or set_in):
        return True
    return room <= line.first_width + _SLACK[lang] * above.size


def _is_justified(paragraph: Paragraph, line: Line) -> bool:
    """Tell whether the last line of a paragraph ends where the one before or behind it does.

    So do full lines of a paragraph that is set in from both edges of its column. Its first line may
    be set in further.
    """
    above, first = paragraph.lines[-1], paragraph.lines[0]
    near = [*paragraph.lines[-2:-1], line]
    long = above.x1 - above.x0 > _LONG_LINE * (paragraph.right - paragraph.left)

    def begins_alike(other: Line) -> bool:
        further = above.x0 - other.x0 if above is first else other.x0 - above.x0
        most = _FIRST_INDENT * above.size if first in (above, other) else _EDGE
        return -_EDGE <= further <= most

    return long and any(
        abs(above.x1 - other.x1) <= _JUSTIFIED and begins_alike(other) for other in near
    )


def _ends_sentence(text: str) -> bool:
    return text.rstrip(_CLOSING + " ").endswith(_STOP)


def _starts_item(text: str) -> bool:
    """Tell whether a line begins with a number or a bullet."""
    if _BULLET.match(text) or _ITEM.match(text):
        return True
    return find_marker(text, detect_language(text) or "en") is not None


def _is_shifted(
    paragraph: Paragraph, line: Line, left: float, *, ended: bool, following: Line | None
) -> bool:
    """Tell whether the left edge of a line shows that it begins a paragraph."""
    above, first = paragraph.lines[-1], paragraph.lines[0]
    indent = _INDENT * line.size
    shift = (line.x0 - left) - (above.x0 - paragraph.left)
    if shift >= indent:
        hangs = len(paragraph.lines) == 1 and abs(line.x0 - first.text_x) < indent
        if hangs and first.text_x > first.x0:
            return False
        if len(paragraph.lines) == 1 and not ended:
            return False
        return ended or line.x0 - left < 4 * line.size
    if shift <= -indent and len(paragraph.lines) > 1:
        return True
    # in a text whose first lines are indented, a line that is indented like the first one
    is_first = len(paragraph.lines) == 1 and line.x0 - left >= indent and ended
    goes_back = following is not None and following.x0 <= line.x0 - indent
    return is_first and abs(shift) < indent and (goes_back or detect_language(line.text) == "zh")


def join_lines(lines: Sequence[Line], words: Counter[str]) -> str:
    """Return the text of lines that belong together.

    Args:
        lines: the lines.
        words: the words of the file without those that a hyphen ends, in lower case; they tell
            `semi-feudal` from `develop-ment`.
    """
    text = ""
    for line in lines:
        text = join_texts(text, line.text.strip(), words)
    return text


def join_texts(text: str, more: str, words: Counter[str]) -> str:
    """Return two pieces of a paragraph as one text."""
    if not text or not more:
        return text + more
    if cuts_word(text, more):
        return join_cut(text, more, words)
    if is_wide(text[-1]) or is_wide(more[0]):
        return text + more
    return f"{text} {more}"


def is_far_below(above: Line, line: Line, step: float) -> bool:
    """Tell whether a line stands lower than the next line of a text with this step.

    The step is a multiple of the size.
    """
    return above.y - line.y > _WIDER_STEP * step * max(line.size, 1.0) + 0.5


def is_inside_sentence(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph ends with a long line inside of a sentence."""
    last = paragraph.lines[-1]
    is_long = last.x1 - last.x0 >= _LONG_LINE * (paragraph.right - paragraph.left)
    if not is_long or last.widest_gap >= _TABLE_GAP * last.size:
        return False
    return not _ends_sentence(last.text) and not last.text.endswith(tuple(_CLOSING))


def goes_on(paragraph: Paragraph, more: Paragraph) -> bool:
    """Tell whether a paragraph at the top of a column or page goes on with an open one."""
    above, line = paragraph.lines[-1], more.lines[0]
    if more.centred or paragraph.centred:
        return False
    if begins(paragraph, line, more.left, more.right, following=next(iter(more.lines[1:]), None)):
        return False
    if _ends_sentence(above.text) and not line.text[:1].islower():
        # a full last line, and no indent: only a text without indents leaves it open
        return not _starts_item(line.text) and detect_language(line.text) == "zh"
    return True
