"""Plain text and Markdown as paragraphs, line by line; nothing is decided about their language yet."""

from __future__ import annotations

import re

from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.text.markers import find_marker
from aigov_corpus.text.scripts import detect_language

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_TABLE_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_FENCE = re.compile(r"(?:```|~~~|-{3,}|\*{3,}|={3,}|_{3,})\s*$")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\]]*)\]\((?:[^()\s]|\([^()]*\))*\)")
_QUOTE = re.compile(r"(?:>\s?)+")
_STOP = tuple("。！？；：.!?;:…”’」』）)】》|")
_WRAPPED_AT_MOST = 130
_WRAPPED_AT_LEAST = (
    40  # columns, a Chinese character being two: shorter lines are headings or a list
)
_FULL = 0.7  # of the longest line
_BROKEN_OFF = re.compile(r"\w (?:of|the|and|or|for|to|in|on|with|by|from|at|an?)$", re.ASCII)
_URL_LINE = re.compile(
    r"(?:(?:url|link|source|original|原文|来源|链接|网址|出处)\s*[:：]\s*)?(?P<url>https?://\S+)",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:translated\s+by|translation\s+by|translation\s*[:：]|translators?\s*[:：]|译者\s*[:：]|翻译\s*[:：]|英文翻译\s*[:：])"
    r".{1,200}",
    re.IGNORECASE | re.DOTALL,
)


def read_lines(text: str) -> list[list[str]]:
    """Cut a text into chunks at blank lines; each chunk is its lines, stripped at the right."""
    chunks: list[list[str]] = [[]]
    for line in re.split(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", text):
        line = line.strip("\ufeff").rstrip()
        if line.strip("\u3000 \t\xa0\u200b"):
            chunks[-1].append(line)
        elif chunks[-1]:
            chunks.append([])
    return [chunk for chunk in chunks if chunk]


def paragraphs(text: str, *, markdown: bool | None = None) -> list[Para]:
    """Return a text's paragraphs: one a line, or one a chunk where lines were wrapped at a fixed width.

    Args:
        text: the whole text.
        markdown: whether `#`, `**`, links and table rows are markup; None looks for them.
    """
    chunks = read_lines(text)
    if markdown is None:
        every = [line for chunk in chunks for line in chunk]
        markdown = (
            any(_HEADING.match(line) for line in every)
            or sum(bool(_table_cells(x)) for x in every) >= 2
        )
    wrapped = is_wrapped(chunks)
    lines = [line for chunk in chunks for line in (join_wrapped(chunk) if wrapped else chunk)]
    paras = [_paragraph(line, markdown=markdown) for line in join_broken(lines)]
    return [para for para in paras if para is not None]


def _paragraph(line: str, *, markdown: bool) -> Para | None:
    text = line.strip("\u3000 \t\xa0\u200b")
    if credit := provenance(text):
        return credit
    if not markdown:
        return Para(text)
    if _FENCE.fullmatch(text) or _TABLE_RULE.fullmatch(text):
        return None
    text = _QUOTE.sub("", text, count=1) if text.startswith(">") else text
    if cells := _table_cells(text):
        return Para(" | ".join(cells), kind="table_row", cells=cells)
    heading = _HEADING.match(text)
    if heading:
        return Para(_inline(heading[2]), heading=len(heading[1])) if heading[2] else None
    bold = re.fullmatch(r"(\*\*|__)(?P<all>[^*_]+)\1", text)
    text = _inline(text)
    return Para(text, heading=6 if bold and len(text) <= 80 else 0) if text else None


def provenance(text: str) -> Para | None:
    """Return the line as provenance if it is an address alone or credits a translator, else None."""
    if (found := _URL_LINE.fullmatch(text)) or (_CREDIT.fullmatch(text) and len(text) <= 200):
        return Para(
            text,
            kind="provenance",
            lang=detect_language(text[: found.start("url")] if found else text),
        )
    return None


def _table_cells(line: str) -> tuple[str, ...]:
    """The cells of a Markdown table row, or of `left | right`; empty if it is neither."""
    text = line.strip()
    if text.count("|") < 1 or _TABLE_RULE.fullmatch(text):
        return ()
    if text.startswith("|"):
        return tuple(_inline(cell.strip()) for cell in text.strip("|").split("|"))
    cells = [cell.strip() for cell in re.split(r"\s\|\s", text)]
    return tuple(map(_inline, cells)) if len(cells) > 1 and all(cells) else ()


def _inline(text: str) -> str:
    return _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", text)).strip()


def is_wrapped(chunks: list[list[str]], *, least: int = _WRAPPED_AT_LEAST) -> bool:
    """Whether lines were broken at a fixed width: most that another follows are full and end no sentence.

    Args:
        chunks: what stands between blank lines, line by line.
        least: columns that the longest line has, if they were.
    """
    inner = [(line, chunk[n + 1]) for chunk in chunks for n, line in enumerate(chunk[:-1])]
    if len(inner) < 3:
        return False
    width = max(map(len, (line for chunk in chunks for line in chunk)))
    full = [
        line
        for line, after in inner
        if detect_language(line) == detect_language(after)
        and not line.endswith(_STOP)
        and len(line) >= _FULL * width
    ]
    columns = max(sum(1 + (char >= "⺀") for char in line) for line, _ in inner)
    return columns >= least and width <= _WRAPPED_AT_MOST and len(full) >= 0.5 * len(inner)


def join_broken(lines: list[str]) -> list[str]:
    """Join an English line that breaks off (`The President of`) with the next, where that goes on small."""
    joined: list[str] = []
    for line in lines:
        if joined and _BROKEN_OFF.search(joined[-1]) and line.lstrip()[:1].islower():
            joined[-1] += f" {line.strip()}"
        else:
            joined.append(line)
    return joined


def join_wrapped(lines: list[str]) -> list[str]:
    """Join the lines of a chunk into paragraphs: a change of language, a number or a short line ends one."""
    joined: list[str] = []
    width = max(map(len, lines))
    open_line = False
    before = ""
    for line in lines:
        text = line.strip("\u3000 \t\xa0")
        lang = detect_language(text)
        new = (
            not joined
            or not open_line
            or lang != before
            or provenance(text) is not None
            or (find_marker(text, lang) is not None and joined[-1].endswith(_STOP))
        )
        if new:
            joined.append(text)
        else:
            joined[-1] += text if lang == "zh" else f" {text}"
        before = lang
        open_line = len(line) >= _FULL * width
    return joined
