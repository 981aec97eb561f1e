"""`aigov-corpus segment`: a text in, one sentence a line out."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import IO

import click

from aigov_corpus.errors import InvalidInputError, UsageError

_CHUNK = 1 << 20


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option(
    "--lang", required=True, metavar="LANG", help="Language of the text: zh, en, or another code."
)
@click.option("--no-semicolon", is_flag=True, help="Chinese: ； does not end a sentence.")
@click.option(
    "--model", help="An installed spaCy pipeline whose sentences are taken, e.g. en_core_web_sm."
)
@click.option("--encoding", default="utf-8", show_default=True, help="Of the file.")
@click.option("--no-paragraphs", is_flag=True, help="No blank line between paragraphs.")
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON object, with each sentence's place."
)
def command(
    file: str,
    *,
    lang: str,
    no_semicolon: bool,
    model: str | None,
    encoding: str,
    no_paragraphs: bool,
    as_json: bool,
) -> None:
    r"""Split FILE (- is standard input), each of whose lines is a paragraph, into sentences.

    Prints a sentence a line and a blank line between paragraphs. With --json: the segmenter, and each
    sentence's paragraph and line (from 1), its first and last character in the line (Python slice), and text.

    \b
    aigov-corpus segment plan.zh.txt --lang zh > plan.zh.sentences
    aigov-corpus segment - --lang en --json < plan.en.txt
    """
    from aigov_corpus.segmentation import get_segmenter

    options: dict[str, object] = {"semicolon": False} if no_semicolon else {}
    segmenter = get_segmenter(lang, **options, **({"model": model} if model else {}))
    name = "standard input" if file == "-" else file
    found = 0
    with click.open_file(file, "rb") as stream:
        for number, line in enumerate(_lines(stream, encoding, name), start=1):
            spans = segmenter.spans(line)
            if not spans:
                continue
            found += 1
            if as_json:
                head = f'{{"lang": {json.dumps(lang)}, "segmenter": {json.dumps(segmenter.id)}, "sentences": ['
                click.echo("," if found > 1 else head)
                rows = (_row(found, number, line, start, end) for start, end in spans)
                click.echo(",\n".join(rows), nl=False)
            else:
                click.echo("\n" if found > 1 and not no_paragraphs else "", nl=False)
                click.echo(
                    "\n".join(" ".join(line[start:end].splitlines()) for start, end in spans)
                )
    if not found:
        raise InvalidInputError(
            f"{name} is empty: there is no text to segment; give a file with text in it"
        )
    if as_json:
        click.echo("\n]}")


def _row(paragraph: int, line: int, text: str, start: int, end: int) -> str:
    row = {
        "paragraph": paragraph,
        "line": line,
        "start": start,
        "end": end,
        "text": text[start:end],
    }
    return json.dumps(row, ensure_ascii=False)


def _lines(stream: IO[bytes], encoding: str, name: str) -> Iterator[str]:
    """Yield the lines of a stream, of which no more than one and a chunk are held.

    Raises:
        InvalidInputError: bytes that are not in this encoding, or NUL, with their offset.
        UsageError: there is no such encoding.
    """
    try:
        encoding = codecs.lookup(encoding).name
        decoder = codecs.getincrementaldecoder("utf-8-sig" if encoding == "utf-8" else encoding)()
    except LookupError as error:
        raise UsageError(
            f"there is no encoding called '{encoding}': try utf-8, gb18030, big5 or utf-16"
        ) from error
    held: list[str] = []
    read = 0
    while True:
        chunk = stream.read(_CHUNK)
        pending = len(decoder.getstate()[0])
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            raise _wrong_encoding(error, read - pending, encoding, name) from error
        if "\x00" in text:
            raise InvalidInputError(
                f"{name} is not text: NUL near byte {read + max(chunk.find(0), 0)}; give a text file, or its "
                "--encoding"
            )
        read += len(chunk)
        first, *rest = text.replace("\r\n", "\n").split("\n")
        held.append(first)
        for line in rest:
            yield "".join(held)
            held = [line]
        if not chunk:
            yield "".join(held)
            return


def _wrong_encoding(
    error: UnicodeDecodeError, before: int, encoding: str, name: str
) -> InvalidInputError:
    from aigov_corpus.extraction.decode import decode

    place = f"{name} is not {encoding.upper()}: byte {before + error.start} is 0x{error.object[error.start]:02x}"
    _, likely, _ = decode(error.object, name=name)
    if likely == encoding:
        return InvalidInputError(
            f"{place}; the file is damaged there: repair it, or convert it with iconv"
        )
    return InvalidInputError(f"{place}; it looks like {likely.upper()}: pass  --encoding {likely}")
