"""Align two files with one sentence per line; sentences are named by their line numbers.

An empty line holds no sentence. It keeps its number, and is never in one bead with text.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from aigov_corpus.alignment import align_sentences, explain, find_lacking
from aigov_corpus.building.documents import Row
from aigov_corpus.building.two_texts import require_two_languages
from aigov_corpus.errors import MismatchError
from aigov_corpus.extraction import check_language, decode
from aigov_corpus.importing.given import GivenUnit, Origin, make_pairs
from aigov_corpus.protocols import Encoder, Progress
from aigov_corpus.records import Pair
from aigov_corpus.text.language_codes import joiner_of
from aigov_corpus.text.scripts import detect_language
from aigov_corpus.text.values import check_length

_DECIMALS = 4
"""Decimals of a score, as in the corpus."""


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
    rows: Iterable[Row], *, languages: tuple[str, str], names: tuple[str, str]
) -> list[Pair]:
    """Return a pair for each row of two files of lines; empty lines make none."""
    units = [
        GivenUnit(
            row.src,
            row.tgt,
            {} if row.score is None else {"status": "auto", "score": round(row.score, _DECIMALS)},
        )
        for row in rows
        if row.src or row.tgt
    ]
    return make_pairs(units, Origin(*languages, *names, is_aligned=True))


def read_lines(data: bytes, *, name: str, lang: str) -> tuple[list[str], list[str]]:
    """Return the lines of a file, and warnings about it.

    Lines have no line ends and no white space around them. The last line of the file needs no line
    end. A warning is a sentence, for example that the file is not in UTF-8.

    Raises:
        InvalidInputError: the file is not text, or seems to be in another language.
            Or a line is too long to be aligned.
    """
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
) -> list[Row]:
    """Align the lines of two files; each line is in exactly one row, whose ids are line numbers.

    A line without text is an empty string. `with_evidence` says whether rows with text get their
    evidence; the other arguments are those of `two_texts.align`.

    Raises:
        UsageError: `max_align` is out of range.
        ConfigError: the weights file is wrong.
    """
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
    join_src, join_tgt = (joiner_of(code).join for code in (src_lang, tgt_lang))
    rows = []
    for bead in alignment.beads:
        src_lines = tuple(src_numbers[sentence] for sentence in bead.src)
        tgt_lines = tuple(tgt_numbers[sentence] for sentence in bead.tgt)
        row = Row(
            src=join_src(src[number] for number in src_lines),
            tgt=join_tgt(tgt[number] for number in tgt_lines),
            src_ids=src_lines,
            tgt_ids=tgt_lines,
            src_numbers=src_lines,
            tgt_numbers=tgt_lines,
            section="",
            score=bead.score,
        )
        rows.append(row)
    for number, (others, moved_score) in alignment.moved_beads().items():
        moved_to = [id_ for other in others for id_ in (*rows[other].src_ids, *rows[other].tgt_ids)]
        rows[number] = replace(rows[number], moved_to=tuple(moved_to), moved_score=moved_score)
    if with_evidence:
        explained = explain(src_sentences, tgt_sentences, alignment, **options)
        languages = {"src_lang": src_lang, "tgt_lang": tgt_lang}
        lacking = find_lacking(
            src_sentences, tgt_sentences, alignment, **languages, encoder=encoder
        )
        rows = [
            replace(row, evidence=evidence, lacking=found)
            for row, evidence, found in zip(rows, explained, lacking, strict=True)
        ]
    return add_empty_lines(rows, src, tgt)


def add_empty_lines(rows: Iterable[Row], src: Sequence[str], tgt: Sequence[str]) -> list[Row]:
    """Return the rows, with one more row for each empty line.

    The row of an empty line stands directly before the first row that begins with a later line of
    the same file. So an empty line between two lines of one row comes after that row.

    Args:
        rows: rows in order; they hold each line with text once, and no empty lines.
        src: all lines of the source file.
        tgt: all lines of the target file.
    """
    empty_src = deque(number for number, line in enumerate(src) if not line)
    empty_tgt = deque(number for number, line in enumerate(tgt) if not line)
    found: list[Row] = []

    def add_before(src_line: int, tgt_line: int) -> None:
        found.extend(_empty_row((number,), ()) for number in _taken(empty_src, src_line))
        found.extend(_empty_row((), (number,)) for number in _taken(empty_tgt, tgt_line))

    for row in rows:
        # a side without lines brings no empty lines before the row
        add_before(
            *(numbers[0] if numbers else 0 for numbers in (row.src_numbers, row.tgt_numbers))
        )
        found.append(row)
    add_before(len(src), len(tgt))
    return found


def _empty_row(src: tuple[int, ...], tgt: tuple[int, ...]) -> Row:
    """Return the row of an empty line."""
    return Row("", "", src, tgt, src, tgt, section="", score=None)


def _taken(numbers: deque[int], end: int) -> Iterator[int]:
    """Remove the numbers below `end` from the front of a queue, and yield them."""
    while numbers and numbers[0] < end:
        yield numbers.popleft()
