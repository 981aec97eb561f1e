"""Align two files with one sentence per line; sentences are named by their line numbers.

An empty line holds no sentence. It keeps its number, and is never in one bead with text.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aigov_corpus.building.two_texts import require_two_languages
from aigov_corpus.errors import MismatchError
from aigov_corpus.text.language_codes import joiner_of
from aigov_corpus.text.values import check_length

if TYPE_CHECKING:
    from aigov_corpus.protocols import Encoder, Progress
    from aigov_corpus.records import Lacking, Pair

_DECIMALS = 4
"""Decimals of a score, as in the corpus."""


@dataclass(frozen=True, slots=True)
class LineBead:
    """Lines of the source file, and the lines of the target file that translate them."""

    src: tuple[int, ...]
    """0-based numbers of the source lines, ascending; empty lines between them are left out."""
    tgt: tuple[int, ...]
    """0-based numbers of the target lines, in the same form."""
    score: float | None = None
    """Probability (0 to 1) that the bead is right; None if one side is empty."""
    evidence: Mapping[str, float] | None = None
    """What each feature, by its name, adds to the score; None unless it was asked for."""
    lacking: Lacking | None = None
    """How likely one side holds something that the other lacks; None unless it was asked for."""
    moved_to: tuple[int, ...] = ()
    """0-based numbers of lines of the other file: they hold the same passage at another place."""
    moved_score: float | None = None
    """Probability (0 to 1) that it is the same passage; None if nothing was moved."""

    def has_text(self, src: Sequence[str], tgt: Sequence[str]) -> bool:
        """Tell whether one of its lines is not empty.

        Args:
            src: all lines of the source file.
            tgt: all lines of the target file.
        """
        return any(src[number] for number in self.src) or any(tgt[number] for number in self.tgt)


def find_languages(
    data: tuple[bytes, bytes], *, names: tuple[str, str], named: tuple[str | None, str | None]
) -> tuple[str, str]:
    """Return the language codes of two files.

    Args:
        data: the bytes of the two files.
        names: their names, for messages.
        named: the codes that the user names; None to find one: Chinese or English.

    Raises:
        MismatchError: the two files are the same.
        InvalidInputError: a file is not text, or both are in one language.
    """
    from aigov_corpus.extraction import decode
    from aigov_corpus.text.scripts import detect_language

    if data[0] == data[1]:
        raise MismatchError(
            f"{names[0]} and {names[1]} are the same text",
            remedy="name two files: one text in two languages",
        )
    codes = [
        code or detect_language(decode(content, name=name).text) or default
        for content, name, code, default in zip(data, names, named, ("zh", "en"), strict=True)
    ]
    if None in named:
        require_two_languages(codes, names)
    return codes[0], codes[1]


def make_line_pairs(
    beads: Iterable[LineBead],
    src: Sequence[str],
    tgt: Sequence[str],
    *,
    languages: tuple[str, str],
    names: tuple[str, str],
) -> list[Pair]:
    """Return a pair for each bead of two files of lines; empty lines make none.

    Args:
        beads: the beads, in order.
        src: all lines of the source file.
        tgt: all lines of the target file.
        languages: language codes of the two, Chinese and English in any order.
        names: ids of the document and the rendering.
    """
    from aigov_corpus.importing.given import GivenUnit, Origin, make_pairs

    join_src, join_tgt = (joiner_of(code).join for code in languages)
    units = [
        GivenUnit(
            join_src(src[number] for number in bead.src),
            join_tgt(tgt[number] for number in bead.tgt),
            {"status": "auto", "score": round(bead.score, _DECIMALS)}
            if bead.score is not None
            else {},
        )
        for bead in beads
        if bead.has_text(src, tgt)
    ]
    return make_pairs(units, Origin(*languages, *names, is_aligned=True))


def read_lines(data: bytes, *, name: str, lang: str) -> tuple[list[str], list[str]]:
    """Return the lines of a file, and warnings about it.

    Lines have no line ends and no white space around them. The last line of the file needs no line
    end. A warning is a sentence, for example that the file is not in UTF-8.

    Args:
        data: the bytes of the file.
        name: name of the file, for messages.
        lang: code of the language that the text should be in.

    Raises:
        InvalidInputError: the file is not text, or seems to be in another language.
            Or a line is too long to be aligned.
    """
    from aigov_corpus.extraction import check_language, decode

    text, encoding, warnings = decode(data, name=name)
    if encoding != "utf-8":
        warnings.append(f"read as {encoding}: convert it to UTF-8 if that is wrong")
    check_language(text, lang, name=name)
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    sentences = [
        check_length(line.strip(), source=name, place=f"line {number}")
        for number, line in enumerate(lines, start=1)
    ]
    return sentences, warnings


def align_lines(
    src: Sequence[str],
    tgt: Sequence[str],
    *,
    src_lang: str,
    tgt_lang: str,
    encoder: Encoder,
    max_align: int | None = None,
    weights: str | Path | None = None,
    with_evidence: bool = False,
    progress: Progress | None = None,
) -> list[LineBead]:
    """Align the lines of two files; each line is in exactly one bead.

    Args:
        src: source lines; a line without text is an empty string.
        tgt: target lines, in the same form.
        src_lang: language code of the source.
        tgt_lang: language code of the target.
        encoder: the encoder of the sentences.
        max_align: most sentences in one bead, both sides together; None for 8.
        weights: path of a weights file written by `evaluate --fit`; None for the bundled weights.
        with_evidence: whether beads with text get their evidence.
        progress: called with the name of the present step and the share of it that is done (0 to
            1).

    Raises:
        UsageError: `max_align` is out of range.
        ConfigError: the weights file is wrong.
    """
    from aigov_corpus.alignment import align_sentences, explain, find_lacking

    src_numbers = [number for number, line in enumerate(src) if line]
    tgt_numbers = [number for number, line in enumerate(tgt) if line]
    src_sentences = [src[number] for number in src_numbers]
    tgt_sentences = [tgt[number] for number in tgt_numbers]
    options: dict[str, Any] = {
        "src_lang": src_lang,
        "tgt_lang": tgt_lang,
        "encoder": encoder,
        "weights": weights,
    }
    if max_align is not None:
        options["max_align"] = max_align
    alignment = align_sentences(src_sentences, tgt_sentences, **options, progress=progress)
    beads = [
        LineBead(
            src=tuple(src_numbers[sentence] for sentence in bead.src),
            tgt=tuple(tgt_numbers[sentence] for sentence in bead.tgt),
            score=bead.score,
        )
        for bead in alignment.beads
    ]
    for number, (others, moved_score) in alignment.moved_beads().items():
        moved_to = [line for other in others for line in (*beads[other].src, *beads[other].tgt)]
        beads[number] = replace(beads[number], moved_to=tuple(moved_to), moved_score=moved_score)
    if with_evidence:
        explained = explain(src_sentences, tgt_sentences, alignment, **options)
        languages = {"src_lang": src_lang, "tgt_lang": tgt_lang}
        lacking = find_lacking(
            src_sentences, tgt_sentences, alignment, **languages, encoder=encoder
        )
        beads = [
            replace(bead, evidence=evidence, lacking=found)
            for bead, evidence, found in zip(beads, explained, lacking, strict=True)
        ]
    return add_empty_lines(beads, src, tgt)


def add_empty_lines(
    beads: Iterable[LineBead], src: Sequence[str], tgt: Sequence[str]
) -> list[LineBead]:
    """Return the beads, with one more bead for each empty line.

    The bead of an empty line stands directly before the first bead that begins with a later line of
    the same file. So an empty line between two lines of one bead comes after that bead.

    Args:
        beads: beads in order; they hold each line with text once, and no empty lines.
        src: all lines of the source file.
        tgt: all lines of the target file.
    """
    empty_src = deque(number for number, line in enumerate(src) if not line)
    empty_tgt = deque(number for number, line in enumerate(tgt) if not line)
    found: list[LineBead] = []

    def add_before(src_line: int, tgt_line: int) -> None:
        found.extend(LineBead((number,), ()) for number in _taken(empty_src, src_line))
        found.extend(LineBead((), (number,)) for number in _taken(empty_tgt, tgt_line))

    for bead in beads:
        # a side without lines brings no empty lines before the bead
        add_before(bead.src[0] if bead.src else 0, bead.tgt[0] if bead.tgt else 0)
        found.append(bead)
    add_before(len(src), len(tgt))
    return found


def _taken(numbers: deque[int], end: int) -> Iterator[int]:
    """Remove the numbers below `end` from the front of a queue, and yield them."""
    while numbers and numbers[0] < end:
        yield numbers.popleft()
