"""`aigov-corpus segment`: split a text into sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

import click

from aigov_corpus.cli.inputs import InputPath, ReadingCommand, input_name, open_input
from aigov_corpus.cli.messages import tell, tell_reading
from aigov_corpus.cli.options import json_option, out_option, read_language
from aigov_corpus.cli.output_names import require_text_name
from aigov_corpus.cli.printing import open_output, to_json
from aigov_corpus.errors import InvalidInputError, UsageError
from aigov_corpus.text.language_codes import LANGUAGE_NAMES

if TYPE_CHECKING:
    from aigov_corpus.protocols import Segmenter


_NAMES = LANGUAGE_NAMES | {"ja": "Japanese"}
"""What messages call the languages that are found."""
Write = Callable[[str], object]
"""A function that writes a text to where the user wants it."""


_HEAD_BYTES = 4096
"""Bytes at the beginning of a file that show what it is."""
_HEAD_CHARACTERS = 100_000
"""Characters at the beginning of a text that show its language."""
_MINOR_SHARE = 0.2
"""Share of the letters in lines of the other language from which a text holds both."""
_KANA_SHARE = 0.1
"""Share of kana among the characters of a Japanese text, at least; Chinese has hardly any."""


class Paragraph(NamedTuple):
    """A line of the file that is not blank."""

    number: int
    """Number of the paragraph, from 1; blank lines do not count."""
    line: int
    """Number of the line in the file, from 1; all lines count."""
    text: str
    spans: list[tuple[int, int]]
    """Start and end of each sentence: `text[start:end]` is the sentence."""


@click.command("segment", cls=ReadingCommand)
@click.argument("file", type=InputPath())
@click.option(
    "--lang",
    metavar="LANG",
    callback=read_language,
    help="Language of FILE, as an ISO 639-1 code: zh, en, zh-TW, …  [default: Chinese, English or "
    "Japanese, by its letters]",
)
@click.option("--no-semicolon", is_flag=True, help="Chinese: ； does not end a sentence.")
@click.option(
    "--model",
    metavar="NAME",
    help="Installed spaCy pipeline that finds the sentences, such as en_core_web_sm.  "
    "[default: the rules of the language]",
)
@click.option(
    "--encoding", default="utf-8", show_default=True, metavar="NAME", help="Encoding of FILE."
)
@click.option("--no-paragraphs", is_flag=True, help="Print no blank line between paragraphs.")
@json_option
@out_option
def command(
    file: Path,
    *,
    lang: str | None,
    no_semicolon: bool,
    model: str | None,
    encoding: str,
    no_paragraphs: bool,
    as_json: bool,
    out: Path | None,
) -> None:
    r"""Split FILE (- is standard input) into sentences.

    Each line of a text file is one paragraph. Of a Word file, EPUB, PDF, web page or subtitles
    the paragraphs are those that  aigov-corpus extract  finds.

    \b
    aigov-corpus segment plan.zh.txt > plan.zh.sentences
    aigov-corpus segment - --lang en --json < plan.en.txt

    Prints one sentence per line, and a blank line between paragraphs.

    With --json the output is one object: lang, segmenter (name and version), and sentences. A
    sentence has its paragraph and line (from 1), its start and end in the line (from 0; the end is
    the first character after it), and its text.
    """
    from aigov_corpus.extraction.lines import find_decoder
    from aigov_corpus.segmentation import get_segmenter

    require_text_name(out, as_json=as_json)
    options: dict[str, object] = {}
    if no_semicolon:
        options["semicolon"] = False
    if model:
        options["model"] = model
    if lang is not None:
        get_segmenter(lang, **options)  # what is wrong is told before any file is read
    find_decoder(encoding)
    name = input_name(file)
    with open_output(out) as write, open_input(file) as stream:
        lang, lines = _find_lines(stream, encoding=encoding, name=name, lang=lang)
        segmenter = get_segmenter(lang, **options)
        paragraphs = _paragraphs(lines, segmenter)
        if as_json:
            has_text = _write_json(paragraphs, write, lang=lang, segmenter=segmenter)
        else:
            between = "" if no_paragraphs else "\n"
            has_text = _write_text(paragraphs, write, between=between)
        if not has_text:
            raise InvalidInputError(
                "it is empty: there is no text to segment",
                source=name,
                remedy="give a file with text in it",
            )


def _find_lines(
    stream: IO[bytes], *, encoding: str, name: str, lang: str | None
) -> tuple[str, Iterator[str]]:
    """Return the language, and the lines of a text or the paragraphs of a PDF, a page and so on.

    Args:
        stream: the open file.
        encoding: encoding of a text.
        name: name of the file, for messages.
        lang: language of the file; None to find it, and to say which was found.

    Raises:
        UsageError: the language cannot be told.
    """
    from aigov_corpus.extraction import extract_any, is_document
    from aigov_corpus.extraction.lines import iter_lines

    peek = getattr(stream, "peek", None)
    if peek is not None and is_document(peek(_HEAD_BYTES), name=name):
        documents = extract_any(stream, name=name, lang=lang)
        if len(documents) > 1:
            raise _holds_both(name)
        tell_reading(documents, source=name, left_out="much")
        found = [block.text for block in documents[0].blocks if block.kind != "provenance"]
        return lang or _say(_name_language(documents[0].lang, found, name), name), iter(found)
    lines = iter_lines(stream, encoding=encoding, name=name)
    if lang is not None:
        return lang, lines
    head: list[str] = []
    left = _HEAD_CHARACTERS
    for line in lines:
        head.append(line)
        left -= len(line)
        if left <= 0:
            break
    # an empty text has no language, and is told as such
    language = _say(_find_language(head, name), name) if any(map(str.strip, head)) else "zh"
    return language, chain(head, lines)


def _say(lang: str, name: str) -> str:
    """Say which language was found, and return its code."""
    tell(f"taken for {_NAMES[lang]};  --lang  names another language", source=name)
    return lang


def _find_language(lines: Sequence[str], name: str) -> str:
    """Return the language of a text by its letters: `zh`, `en` or `ja`.

    Raises:
        UsageError: it has no letters of these languages, or holds Chinese and English.
    """
    from aigov_corpus.text.scripts import weigh_languages

    held = {"zh": 0.0, "en": 0.0}
    for line in lines:
        chinese, english = weigh_languages(line)
        held["zh" if chinese >= english else "en"] += chinese + english
    total = sum(held.values())
    if not total:
        raise _unknown("it has no Chinese and no Latin letter", name)
    if min(held.values()) >= _MINOR_SHARE * total:
        raise _holds_both(name)
    return _name_language(max(held, key=lambda lang: held[lang]), lines, name)


def _unknown(why: str, name: str) -> UsageError:
    """Return the error for a file whose language cannot be told."""
    return UsageError(
        f"{why}, so its language cannot be told", source=name, remedy="add  --lang CODE"
    )


def _name_language(found: str, lines: Sequence[str], name: str) -> str:
    """Return `ja` for a text in Chinese characters with much kana, else the language found.

    Raises:
        UsageError: most letters are neither Latin nor Chinese.
    """
    from aigov_corpus.text.scripts import HAN_CHARACTER, KANA, is_in_other_script

    if is_in_other_script(lines):
        raise _unknown("most of its letters are neither Chinese nor Latin", name)
    if found != "zh":
        return found
    kana, han = (sum(len(of.findall(line)) for line in lines) for of in (KANA, HAN_CHARACTER))
    return "ja" if kana > _KANA_SHARE * (kana + han) else "zh"


def _holds_both(name: str) -> UsageError:
    """Return the error for a file with two languages."""
    return UsageError(
        "it holds Chinese and English, and sentences are found in one language",
        source=name,
        remedy="add  --lang zh  or  --lang en; or pair the two with  aigov-corpus align",
    )


def _paragraphs(lines: Iterator[str], segmenter: Segmenter) -> Iterator[Paragraph]:
    """Yield the paragraphs of a file, one after the other; blank lines are left out."""
    number = 0
    for line_number, line in enumerate(lines, start=1):
        spans = segmenter.spans(line)
        if spans:
            number += 1
            yield Paragraph(number, line_number, line, spans)


def _write_text(paragraphs: Iterator[Paragraph], write: Write, *, between: str) -> bool:
    """Write one sentence per line, and `between` after each paragraph but the last.

    Return whether there were any sentences.
    """
    written = False
    for paragraph in paragraphs:
        if written:
            write(between)
        for start, end in paragraph.spans:
            sentence = paragraph.text[start:end]
            write(" ".join(sentence.splitlines()) + "\n")
        written = True
    return written


def _write_json(
    paragraphs: Iterator[Paragraph], write: Write, *, lang: str, segmenter: Segmenter
) -> bool:
    """Write one JSON object, sentence by sentence; return whether there were any sentences."""
    written = False
    for paragraph in paragraphs:
        for start, end in paragraph.spans:
            if written:
                write(",\n")
            else:
                head = f'"lang": {to_json(lang)}, "segmenter": {to_json(segmenter.id)}'
                write(f'{{{head}, "sentences": [\n')
            write(_json_row(paragraph, start, end))
            written = True
    if written:
        write("\n]}\n")
    return written


def _json_row(paragraph: Paragraph, start: int, end: int) -> str:
    """Return one sentence as a JSON object on one line."""
    row = {
        "paragraph": paragraph.number,
        "line": paragraph.line,
        "start": start,
        "end": end,
        "text": paragraph.text[start:end],
    }
    return to_json(row)
