"""`aigov-corpus align`: two files to sentence pairs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from aigov_corpus.errors import InvalidInputError, MismatchError, UsageError
from aigov_corpus.text.language_codes import UNSPACED, base_language

if TYPE_CHECKING:
    from aigov_corpus.protocols import Encoder

FORMATS = ("beads", "jsonl", "tsv")


@dataclass(frozen=True, slots=True)
class Row:
    """One bead, as it is printed."""

    src: str
    tgt: str
    src_ids: tuple[Any, ...]
    tgt_ids: tuple[Any, ...]
    src_at: tuple[int, ...]
    """0-based numbers of the sentences, or of the lines of the file."""
    tgt_at: tuple[int, ...]
    section: str
    score: float | None
    why: dict[str, float] | None = None


@click.command("align")
@click.argument("src", type=click.Path(allow_dash=True))
@click.argument("tgt", type=click.Path(allow_dash=True))
@click.option(
    "--src-lang", default="zh", show_default=True, metavar="LANG", help="Language of SRC."
)
@click.option(
    "--tgt-lang", default="en", show_default=True, metavar="LANG", help="Language of TGT."
)
@click.option(
    "--pre-segmented", is_flag=True, help="A sentence a line: take the lines as they are."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="tsv",
    show_default=True,
    help="What to print.",
)
@click.option(
    "--encoder",
    default="use",
    show_default=True,
    metavar="NAME",
    help="use, hash (a fast fake, for trials), or sentence-transformers:NAME_OR_PATH.",
)
@click.option(
    "--max-align",
    type=int,
    metavar="N",
    help="Most sentences in a bead, both sides together; default 8.",
)
@click.option(
    "--weights",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Weights that evaluate --fit wrote.",
)
@click.option(
    "--layout", metavar="NAME", help="Of raw files: interleaved, table, two-column or plain."
)
@click.option("--force", is_flag=True, help="Align even what does not seem to belong together.")
@click.option(
    "--explain", "explained", is_flag=True, help="tsv, jsonl: add what spoke for each bead."
)
@click.option(
    "--out", type=click.Path(path_type=Path), help="Write to this file instead of stdout."
)
def command(
    *,
    src: str,
    tgt: str,
    src_lang: str,
    tgt_lang: str,
    pre_segmented: bool,
    form: str,
    encoder: str,
    max_align: int | None,
    weights: Path | None,
    layout: str | None,
    force: bool,
    explained: bool,
    out: Path | None,
) -> None:
    r"""Align SRC and TGT (one of them may be -, stdin) sentence by sentence.

    \b
    aigov-corpus align law.zh.md law.en.html > law.tsv
    aigov-corpus align both.md both.md --format jsonl        a file that holds both languages
    aigov-corpus align zh.txt en.txt --pre-segmented --format beads --out zh-en.beads

    Raw files (text, Markdown, HTML, DOCX) are cleaned, split into sentences, and their sections matched
    first; two documents that do not belong together are refused with exit code 3, unless --force.

    \b
    tsv    source, target and score, parted by tabs; the score is empty where a side is
    jsonl  src, tgt, src_ids, tgt_ids, section, score
    beads  [0]:[0, 1] by sentence, from 0; with --pre-segmented by line, an empty line being a bead of its own
    """
    if form == "beads" and explained:
        raise UsageError("--explain has no place in beads: add  --format jsonl")
    if src == tgt == "-":
        raise UsageError("SRC and TGT are both stdin: name a file for one of them")
    from aigov_corpus.embedding import cache_encoder

    loaded = cache_encoder(encoder)
    one, other = _Text(src, src_lang), _Text(tgt, tgt_lang)
    with _progress() as say:
        if pre_segmented:
            rows = _lines_aligned(one, other, loaded, max_align, weights, say, explained=explained)
        else:
            rows = _documents_aligned(
                one,
                other,
                loaded,
                max_align,
                weights,
                say,
                layout=layout,
                force=force,
                explained=explained,
            )
    write = {"beads": _bead, "jsonl": _json, "tsv": _tsv}[form]
    text = "".join(f"{write(row)}\n" for row in rows)
    if out is None:
        click.echo(text, nl=False)
        return
    from aigov_corpus.files.writing import Replacing

    with Replacing() as files:
        files.beside(out).write_text(text, encoding="utf-8", newline="\n")


class _Text:
    """A file of one language, read once."""

    def __init__(self, file: str, lang: str) -> None:
        self.name = "standard input" if file == "-" else file
        self.lang = lang
        self.joiner = "" if base_language(lang) in UNSPACED else " "
        try:
            self.data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        except OSError as error:
            raise InvalidInputError(
                f"{file} cannot be read: {error.strerror}; name a file, or - for stdin"
            ) from error

    def lines(self) -> list[str]:
        """Return the lines of the file, without what ends them; an empty line is an empty string."""
        from aigov_corpus.extraction import check_language
        from aigov_corpus.extraction.decode import decode

        text, encoding, warnings = decode(self.data, name=self.name)
        if encoding != "utf-8":
            warnings.append(f"read as {encoding}: convert it to UTF-8 if that is wrong")
        for warning in warnings:
            click.echo(f"{self.name}: {warning}", err=True)
        check_language(text, self.lang, name=self.name)
        lines = text.split("\n")
        if not lines[-1]:
            lines.pop()
        return [line.strip() for line in lines]

    def join(self, sentences: Sequence[str]) -> str:
        """Return sentences as one text: Chinese without blanks between."""
        return self.joiner.join(sentences)


def _lines_aligned(
    src: _Text,
    tgt: _Text,
    encoder: Encoder,
    max_align: int | None,
    weights: Path | None,
    say: Callable[[str, float], None],
    *,
    explained: bool,
) -> list[Row]:
    """Align the lines of two files; empty lines keep their numbers and stand alone."""
    from aigov_corpus.alignment import align_sentences, explain
    from aigov_corpus.building.sides import check_differ

    check_differ(src.data, tgt.data, names=(src.name, tgt.name))
    lines = (src.lines(), tgt.lines())
    at = [[number for number, line in enumerate(side) if line] for side in lines]
    texts = [[side[number] for number in kept] for side, kept in zip(lines, at, strict=True)]
    options: dict[str, Any] = {
        "src_lang": src.lang,
        "tgt_lang": tgt.lang,
        "encoder": encoder,
        "weights": weights,
    }
    if max_align is not None:
        options["max_align"] = max_align
    alignment = align_sentences(texts[0], texts[1], **options, progress=say)
    reasons: Sequence[dict[str, float] | None] = [None] * len(alignment.beads)
    if explained:
        reasons = explain(texts[0], texts[1], alignment, **options)
    rows = []
    for bead, why in zip(alignment.beads, reasons, strict=True):
        src_at, tgt_at = tuple(at[0][n] for n in bead.src), tuple(at[1][n] for n in bead.tgt)
        rows.append(
            Row(
                src.join([lines[0][n] for n in src_at]),
                tgt.join([lines[1][n] for n in tgt_at]),
                src_at,
                tgt_at,
                src_at,
                tgt_at,
                "",
                bead.score,
                why,
            )
        )
    return list(_with_empty_lines(rows, lines[0], lines[1]))


def _with_empty_lines(rows: Sequence[Row], src: Sequence[str], tgt: Sequence[str]) -> Iterator[Row]:
    """Yield the rows, and each empty line as one of its own, before the next line of its side."""
    empty = tuple([n for n, line in enumerate(side) if not line] for side in (src, tgt))
    done = [0, 0]

    def until(side: int, line: int) -> Iterator[Row]:
        while done[side] < len(empty[side]) and empty[side][done[side]] < line:
            one = (empty[side][done[side]],)
            done[side] += 1
            yield (
                Row("", "", one, (), one, (), "", None)
                if side == 0
                else Row("", "", (), one, (), one, "", None)
            )

    for row in rows:
        if row.src_at:
            yield from until(0, row.src_at[0])
        if row.tgt_at:
            yield from until(1, row.tgt_at[0])
        yield row
    yield from until(0, len(src))
    yield from until(1, len(tgt))


def _documents_aligned(
    src: _Text,
    tgt: _Text,
    encoder: Encoder,
    max_align: int | None,
    weights: Path | None,
    say: Callable[[str, float], None],
    *,
    layout: str | None,
    force: bool,
    explained: bool,
) -> list[Row]:
    """Align two raw files by way of their sections."""
    from aigov_corpus.alignment import explain
    from aigov_corpus.building.sides import align_sides, read_document
    from aigov_corpus.segmentation import segment_document

    say("reading", 0.0)
    sides = []
    for text in (src, tgt):
        document = read_document(text.data, name=text.name, lang=text.lang, layout=layout)
        for warning in document.meta.get("warnings", ()):
            click.echo(f"{text.name}: {warning}", err=True)
        sides.append(segment_document(document))
    # always in the same order, so that swapping SRC and TGT gives the same beads, swapped
    turned = (tgt.lang != "zh", tgt.lang) < (src.lang != "zh", src.lang)
    zh, en = reversed(sides) if turned else sides
    names = (tgt.name, src.name) if turned else (src.name, tgt.name)
    try:
        aligned = align_sides(
            zh,
            en,
            encoder=encoder,
            max_align=max_align,
            weights=weights,
            force=force,
            names=names,
            progress=say,
        )
    except MismatchError as error:
        raise MismatchError(f"{error}, or pass --force to align them all the same") from error
    for doubt in (*aligned.belonging.objections, *aligned.belonging.doubts):
        click.echo(f"warning: {doubt}: look whether {src.name} and {tgt.name} fit", err=True)
    reasons: Sequence[dict[str, float] | None] = [None] * len(aligned.alignment.beads)
    if explained:
        reasons = explain(
            [segment.text for segment in zh.segments],
            [segment.text for segment in en.segments],
            aligned.alignment,
            src_lang=zh.document.lang,
            tgt_lang=en.document.lang,
            encoder=encoder,
            weights=weights,
        )
    rows = []
    for bead, section, why in zip(
        aligned.alignment.beads, aligned.sections(), reasons, strict=True
    ):
        at = (bead.tgt, bead.src) if turned else (bead.src, bead.tgt)
        found = [
            [side.segments[n] for n in numbers] for side, numbers in zip(sides, at, strict=True)
        ]
        rows.append(
            Row(
                src.join([segment.text for segment in found[0]]),
                tgt.join([segment.text for segment in found[1]]),
                tuple(segment.id for segment in found[0]),
                tuple(segment.id for segment in found[1]),
                at[0],
                at[1],
                section,
                bead.score,
                why,
            )
        )
    return rows


def _bead(row: Row) -> str:
    return f"{list(row.src_at)}:{list(row.tgt_at)}"


def _tsv(row: Row) -> str:
    from aigov_corpus.text.characters import one_line

    cells = [one_line(row.src), one_line(row.tgt), "" if row.score is None else f"{row.score:.4f}"]
    if row.why is not None:
        cells.append(" ".join(f"{name}={value:+.2f}" for name, value in row.why.items()))
    return "\t".join(cells)


def _json(row: Row) -> str:
    found: dict[str, Any] = {
        "src": row.src,
        "tgt": row.tgt,
        "src_ids": row.src_ids,
        "tgt_ids": row.tgt_ids,
        "section": row.section,
        "score": None if row.score is None else round(row.score, 4),
    }
    if row.why is not None:
        found["explain"] = row.why
    return json.dumps(found, ensure_ascii=False)


@contextmanager
def _progress() -> Iterator[Callable[[str, float], None]]:
    """Say on stderr what is being done: one changing line on a terminal, nothing elsewhere."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda what, share: None
        return
    with console.status("loading") as status:
        yield lambda what, share: status.update(f"{what} {share:.0%}")
