r"""Read the events of subtitles in ASS and SSA (`.ass`, `.ssa`).

Each line `Dialogue:` is an event: its times, its style, and its text, which is the last field and
may hold commas. In the text, braces hold marks of style (`{\i1}`) or remarks of the translator,
and what stands between `{\p1}` and `{\p0}` is a drawing.

Lines of styles, fonts and the like are no text, nor are the fields before the text; they are left
out, in the ledger, and so is an event that stands twice, as a shadow of another one.
"""

from __future__ import annotations

from collections.abc import Iterable

from aigov_corpus import patterns as re
from aigov_corpus.extraction.ledger import COMMENT, DUPLICATE, MARKUP
from aigov_corpus.records import LeftOut

_BEGINNING = re.compile(r"\s*\[Script Info\]", re.IGNORECASE)
_FIELDS = ("layer", "start", "end", "style", "name", "left", "right", "vertical", "effect", "text")
"""The fields of an event in the order that files without a line `Format:` have."""
# It is looked first whether the braces close; a mark without an end takes the square of its length
_DRAWING = re.compile(r"(\{(?=[^{}]*\})[^{}]*\\p[1-9][^{}]*\})([^{]*)")
_REMARK = re.compile(r"\{[^{}\\]*\}")


def is_ass(text: str) -> bool:
    """Tell whether a text is subtitles in ASS, by its first line."""
    return _BEGINNING.match(text) is not None


def read_events(lines: Iterable[str], left_out: list[LeftOut]) -> list[tuple[str, str]]:
    """Return the times and the text of each event; put what is no text into `left_out`."""
    fields = list(_FIELDS)
    events: dict[tuple[str, str], None] = {}
    for number, line in enumerate(lines, 1):
        place = f"line {number}"
        kind, _, rest = line.strip().partition(":")
        if kind == "Format" and rest.lower().rstrip().endswith("text"):
            fields = [field.strip() for field in rest.lower().split(",")]
        if kind == "Dialogue":
            *before, text = rest.split(",", len(fields) - 1)
            left_out.append(LeftOut(f"{kind}:{','.join(before)},", MARKUP, place))
            values = dict(zip(fields, map(str.strip, before), strict=False))
            event = f"{values.get('start', '')} --> {values.get('end', '')}", _read(text, left_out)
            if event in events:
                left_out.append(LeftOut(event[1], DUPLICATE, place))
            events[event] = None
        elif line.strip():
            reason = COMMENT if kind == "Comment" or line.startswith(";") else MARKUP
            left_out.append(LeftOut(line.strip(), reason, place))
    return list(events)


def _read(text: str, left_out: list[LeftOut]) -> str:
    """Return the text of an event without drawings and remarks; its marks of style stay."""
    left_out += [LeftOut(drawn, MARKUP) for _, drawn in _DRAWING.findall(text) if drawn.strip()]
    bare = _DRAWING.sub(r"\1", text)
    left_out += [LeftOut(remark, COMMENT) for remark in _REMARK.findall(bare)]
    return _REMARK.sub("", bare).strip()
