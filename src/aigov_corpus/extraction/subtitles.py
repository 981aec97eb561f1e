"""Read subtitles: SubRip (`.srt`), WebVTT (`.vtt`), YouTube's (`.sbv`), and ASS (`ass_events`).

A cue is a text with the times at which it is shown and hidden. Each cue is a paragraph. The lines
of a cue are joined, unless they are in two languages or two persons speak. Cues that are shown at
the same times, as the two languages of a bilingual file are, count as one paragraph of the file,
so the aligner keeps them together.

Where each cue shows the last line of the cue before it again, as captions that roll up do, the
repeated lines are duplicates.

The numbers, the times and the marks of cues are no text; they are left out, in the ledger. The
times are kept in `meta["times"]`, because they help to pair two files of one language each.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from aigov_corpus import patterns as re
from aigov_corpus.extraction.ass_events import is_ass, read_events
from aigov_corpus.extraction.ledger import COMMENT, DUPLICATE, MARKUP, READING
from aigov_corpus.extraction.paragraphs import PageContent, Para
from aigov_corpus.extraction.whitespace import remove_invisible
from aigov_corpus.records import LeftOut
from aigov_corpus.text.characters import resolve_references

# A file whose times were shifted may have negative ones; translators of text add blanks.
_TIME = r"-?(?:\d{1,6}[:：])?\d{1,2}[:：]\d{2} ?[,.:，．：] ?\d{1,3}"
_BOTH_TIMES = rf"{_TIME}\s*(?:[-–—]{{1,2}} ?[>＞]|→|,)\s*{_TIME}"
# The arrow has one or two dashes; YouTube's own files have a comma. Whisper prints brackets.
_TIMES = re.compile(rf"\s*[\[(]?({_BOTH_TIMES}).*")
# Times with the text in the same line, and no settings of WebVTT or SubRip.
_TIMES_AND_TEXT = re.compile(
    rf"(\s*[\[(]?{_BOTH_TIMES}(?![\d,.:]| [,.]\d{{3}}(?!\d))[\])]?)[ \t,]+"
    r"(?!(?:align|line|position|region|size|vertical|[XY][12])\s?:"
    r"|[LST]:\d|A:(?:start|middle|end)\b|D:vertical\b)(\S.*)"
)
_PARTS = re.compile(r"(?:(\d{1,6})[:：])?(\d{1,2})[:：](\d{2}) ?[,.:，．：] ?(\d{1,3})")
_NUMBER = re.compile(r"\s*\d+\s*")
_SUFFIXES = (".srt", ".vtt", ".sbv")
_VTT = "WEBVTT"
"""What a WebVTT file begins with."""
# Blocks of WebVTT that hold no cue, by their first word.
_BLOCKS = re.compile(rf"({_VTT}|NOTE|STYLE|REGION)(\s|$)")
# Tags of both formats, times inside a cue, and marks of position such as {\an8}.
_MARKS = re.compile(
    rf"</?(?:i|b|u|s|font|c|v|lang|ruby|rt)(?:[\s.][^<>]*)?>|<{_TIME}>|\{{\\[^{{}}]*\}}",
    re.IGNORECASE,
)
# Pronunciation above characters, and the marks of ASS that converters leave for a line break.
_RT = re.compile(r"<rt>(.*?)(?:</rt>|(?=</ruby>)|$)")
_BREAK = re.compile(r"\\[Nnh]")
# Share of the cues that begin with the last line of the cue before, if captions roll up.
_LEAST_ROLLING = 0.5
# Fewest such cues.
_LEAST_ROLLED = 2
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
    return name.lower().endswith(_SUFFIXES) or begins_as_subtitles(text)


def begins_as_subtitles(text: str) -> bool:
    """Tell whether the first lines of a text are those of subtitles."""
    if text.startswith(_VTT) or is_ass(text):
        return True
    lines = [line for line in text[:_FIRST_CHARACTERS].splitlines() if line.strip()]
    return any(_TIMES.fullmatch(line) for line in lines[:_FIRST_LINES])


def read_subtitles(text: str) -> PageContent:
    """Return the text of each cue as a paragraph, and what is no text in the ledger.

    The events of ASS stand in any order; they are read in that of their times.

    `meta["times"]` holds, for each paragraph, when it is shown and when it is hidden, in seconds.
    """
    times: list[tuple[float, float]] = []
    left_out: list[LeftOut] = []
    paras = []
    numbers: dict[str, int] = {}
    lines = text.replace("\ufeff", "").splitlines()
    if is_ass(text):
        events = [_event(*each, left_out) for each in read_events(lines, left_out)]
        cues = sorted(events, key=lambda cue: _read_times(cue.times))
    else:
        cues = list(_find_cues(*_part_times(lines), left_out))
    _drop_rolled(cues, left_out)
    for cue in cues:
        number = numbers.setdefault(cue.times, len(numbers) + 1)
        for line in _join_lines(cue.lines):
            left_out += [LeftOut(rt, READING) for rt in _RT.findall(line)]
            left_out += [
                LeftOut(mark, MARKUP) for mark in _MARKS.findall(_RT.sub("<rt></rt>", line))
            ]
            shown = _read_line(line)
            if shown:
                paras.append(Para(shown, kind="paragraph", paragraph=number))
                times.append(_read_times(cue.times))
    visible = resolve_references(text)
    left_out = [replace(piece, text=resolve_references(piece.text)) for piece in left_out]
    return PageContent(paras, meta={"times": times}, left_out=left_out, visible=visible)


def _read_line(line: str) -> str:
    """Return a line of a cue as it is shown, without marks."""
    bare = _MARKS.sub("", _RT.sub("", line))
    return remove_invisible(resolve_references(bare)).strip()


def _drop_rolled(cues: Sequence[_Cue], left_out: list[LeftOut]) -> None:
    """Leave out the lines that a cue repeats from the cue before, if captions roll up."""
    shown = [[each for line in cue.lines if (each := _read_line(line))] for cue in cues]
    filled = [at for at, lines in enumerate(shown) if lines]
    following = list(itertools.pairwise(filled))
    rolled = sum(shown[at][-1] == shown[after][0] for at, after in following)
    if rolled < max(_LEAST_ROLLED, _LEAST_ROLLING * len(following)):
        return
    for at, after in following:
        for line in list(cues[after].lines):
            if _read_line(line) in shown[at]:
                cues[after].lines.remove(line)
                left_out.append(LeftOut(line.strip(), DUPLICATE))


def _read_times(text: str) -> tuple[float, float]:
    """Return two times in seconds; 0 and 0 if there are none."""
    found = [
        int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{rest}")
        for hours, minutes, seconds, rest in _PARTS.findall(text)
    ]
    return (found[0], found[1]) if len(found) > 1 else (0.0, 0.0)


def _part_times(lines: Sequence[str]) -> tuple[list[str], list[int]]:
    """Return the lines, with times and text in lines of their own, and the numbers they have."""
    parted: list[str] = []
    numbers: list[int] = []
    for number, line in enumerate(lines, 1):
        found = _TIMES_AND_TEXT.fullmatch(line)
        pieces = found.groups() if found else (line,)
        parted += pieces
        numbers += [number] * len(pieces)
    return parted, numbers


def _find_cues(
    lines: Sequence[str], numbers: Sequence[int], left_out: list[LeftOut]
) -> Iterator[_Cue]:
    """Yield the cues with their lines; put all lines that are no text into `left_out`.

    A line above times is the name of a cue if it is a number, or, in WebVTT, if a blank line stands
    above it. Where blank lines stand between all numbers and times, a number above them is one too.
    """
    above = _find_numbers_above(lines)
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
        is_name = is_name or number in above
        in_block = in_block or (is_vtt and begins_block and bool(_BLOCKS.match(line)))
        if times or is_name or in_block:
            reason = COMMENT if in_block and not (times or is_name) else MARKUP
            left_out.append(LeftOut(line.strip(), reason, f"line {numbers[number]}"))
        else:
            cue.lines.extend(_break_line(line, left_out))
        if times:
            yield cue
            cue, in_block = _Cue(times[1]), False
    yield cue


def _event(times: str, text: str, left_out: list[LeftOut]) -> _Cue:
    """Return an event of ASS as a cue."""
    return _Cue(times, _break_line(text, left_out))


def _break_line(line: str, left_out: list[LeftOut]) -> list[str]:
    """Return the lines into which the marks of ASS break one; put the marks into `left_out`."""
    left_out += [LeftOut(mark, MARKUP) for mark in _BREAK.findall(line)]
    return _BREAK.sub(_read_break, line).split("\n")


def _read_break(mark: re.Match[str]) -> str:
    r"""Return what a mark of ASS stands for: `\N` and `\n` for a line break, `\h` for a blank."""
    return " " if mark[0] == r"\h" else "\n"


def _find_numbers_above(lines: Sequence[str]) -> frozenset[int]:
    """Return the indices of the numbers above times if blank lines part all of them; else none."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    above = [
        at
        for at, below in itertools.pairwise(filled)
        if _TIMES.fullmatch(lines[below]) and not _TIMES.fullmatch(lines[at])
    ]
    is_parted = all(_NUMBER.fullmatch(lines[at]) and not lines[at + 1].strip() for at in above)
    return frozenset(above) if is_parted else frozenset()


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
