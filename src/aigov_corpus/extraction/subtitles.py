"""Read subtitles: SubRip (`.srt`) and WebVTT (`.vtt`).

A cue is a text with the times at which it is shown and hidden. Each cue is a paragraph. The lines
of a cue are joined, unless they are in two languages or two persons speak. Cues that are shown at
the same times, as the two languages of a bilingual file are, count as one paragraph of the file,
so the aligner keeps them together.

The numbers, the times and the marks of cues are no text; they are left out, in the ledger. The
times are kept in `meta["times"]`, because they help to pair two files of one language each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from aigov_corpus.extraction.ledger import COMMENT, MARKUP
from aigov_corpus.extraction.paragraphs import PageContent, Para
from aigov_corpus.records import LeftOut
from aigov_corpus.text.characters import resolve_references

_TIME = r"(?:\d{1,6}:)?\d{1,2}:\d{2}[,.]\d{1,3}"
_TIMES = re.compile(rf"\s*({_TIME}\s*-->\s*{_TIME}).*")
_PARTS = re.compile(r"(?:(\d{1,6}):)?(\d{1,2}):(\d{2})[,.](\d{1,3})")
_NUMBER = re.compile(r"\s*\d+\s*")
_SUFFIXES = (".srt", ".vtt")
_VTT = "WEBVTT"
"""What a WebVTT file begins with."""
# Blocks of WebVTT that hold no cue, by their first word.
_BLOCKS = re.compile(rf"({_VTT}|NOTE|STYLE|REGION)(\s|$)")
# Tags of both formats, times inside a cue, and marks of position such as {\an8}.
_MARKS = re.compile(
    rf"</?(?:i|b|u|s|font|c|v|lang|ruby|rt)(?:[\s.][^<>]*)?>|<{_TIME}>|\{{\\[^{{}}]*\}}",
    re.IGNORECASE,
)
_HAN = re.compile(r"[\u3400-\u9fff]")
# A line that another person says.
_SPEAKER = re.compile(r"\s*[-–—]\s*\S")
# Without a file name, times in one of the first lines show that a text is subtitles.
_FIRST_LINES = 3
_FIRST_CHARACTERS = 1000


@dataclass(frozen=True, slots=True)
class _Cue:
    """One cue."""

    times: str
    """When it is shown and hidden, as the file has it; empty for lines above the first cue."""
    lines: list[str] = field(default_factory=list)


def is_subtitles(name: str, text: str) -> bool:
    """Tell whether a text is subtitles, by the name of its file or by its first lines."""
    if name.lower().endswith(_SUFFIXES) or text.startswith(_VTT):
        return True
    lines = [line for line in text[:_FIRST_CHARACTERS].splitlines() if line.strip()]
    return any(_TIMES.fullmatch(line) for line in lines[:_FIRST_LINES])


def read_subtitles(text: str) -> PageContent:
    """Return the text of each cue as a paragraph, and what is no text in the ledger.

    `meta["times"]` holds, for each paragraph, when it is shown and when it is hidden, in seconds.
    """
    times: list[tuple[float, float]] = []
    left_out: list[LeftOut] = []
    paras = []
    numbers: dict[str, int] = {}
    for cue in _find_cues(text.removeprefix("\ufeff").splitlines(), left_out):
        number = numbers.setdefault(cue.times, len(numbers) + 1)
        for line in _join_lines(cue.lines):
            left_out += [LeftOut(mark, MARKUP) for mark in _MARKS.findall(line)]
            shown = resolve_references(_MARKS.sub("", line)).strip()
            if shown:
                paras.append(Para(shown, kind="paragraph", paragraph=number))
                times.append(_read_times(cue.times))
    visible = resolve_references(text)
    return PageContent(paras, meta={"times": times}, left_out=left_out, visible=visible)


def _read_times(text: str) -> tuple[float, float]:
    """Return two times in seconds; 0 and 0 if there are none."""
    found = [
        int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{rest}")
        for hours, minutes, seconds, rest in _PARTS.findall(text)
    ]
    return (found[0], found[1]) if len(found) > 1 else (0.0, 0.0)


def _find_cues(lines: Sequence[str], left_out: list[LeftOut]) -> Iterator[_Cue]:
    """Yield the cues with their lines; put all lines that are no text into `left_out`.

    A line above times is the name of a cue if it is a number, or, in WebVTT, if a blank line stands
    above it.
    """
    is_vtt = bool(lines) and lines[0].startswith(_VTT)
    cue = _Cue("")
    in_block = False
    for number, line in enumerate(lines):
        if not line.strip():
            in_block = False
            continue
        begins_block = number == 0 or not lines[number - 1].strip()
        times = _TIMES.fullmatch(line)
        is_above_times = number + 1 < len(lines) and bool(_TIMES.fullmatch(lines[number + 1]))
        is_name = is_above_times and bool(_NUMBER.fullmatch(line) or (is_vtt and begins_block))
        in_block = in_block or (is_vtt and begins_block and bool(_BLOCKS.match(line)))
        if times or is_name or in_block:
            reason = COMMENT if in_block and not (times or is_name) else MARKUP
            left_out.append(LeftOut(line.strip(), reason, f"line {number + 1}"))
        else:
            cue.lines.append(line)
        if times:
            yield cue
            cue, in_block = _Cue(times[1]), False
    yield cue


def _join_lines(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a cue; consecutive lines of one person in one language are joined."""
    text = ""
    for line in map(str.strip, lines):
        is_chinese = bool(_HAN.search(line))
        if text and not _SPEAKER.match(line) and is_chinese == bool(_HAN.search(text)):
            text += line if is_chinese else f" {line}"
            continue
        if text:
            yield text
        text = line
    if text:
        yield text
