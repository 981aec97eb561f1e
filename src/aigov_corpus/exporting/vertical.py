"""Vertical text: a word on each line and structures as tags, for Sketch Engine and NoSketch Engine.

`OUT.zh.vert` and `OUT.en.vert` (also for `--out OUT.vert`) are the two sides of a
parallel corpus. Unit n of one stands in the `<align>` n of the other, so the two are mapped one to
one; `OUT.config.txt` has the two files that describe them to the compiler.

    <doc id="plan" rendering="sinocism" language="zh" url="…">
    <section n="3" title="推动人工智能赋能千行百业">
    <align id="plan/sinocism/0d61cddbb2f18faf" status="auto" score="0.9987" principles="security">
    <s id="zh-fc2cc6eddd4fcc94">
    人工智能
    带来
    <g/>
    ,
    </s>
    </align>

`<g/>` glues a mark to the word before it. Chinese words are those of `text.words`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from typing import IO

from aigov_corpus import patterns as re
from aigov_corpus.exporting.moses import shared_name
from aigov_corpus.exporting.side_sentences import SideSentences, find_texts
from aigov_corpus.exporting.tally import Tally, keep_translated, require_written
from aigov_corpus.files.names import readable_name
from aigov_corpus.files.writing import Replacing
from aigov_corpus.protocols import Format
from aigov_corpus.records import Pair, Sentence, Side
from aigov_corpus.text.characters import one_line, xml_text
from aigov_corpus.text.words import find_words

_SIDES: tuple[Side, Side] = ("zh", "en")
_GLUE = "<g/>"
_MARKS = re.compile(r"[^\W_]+|[^\s\w]|_")
"""The pieces of what stands between two words: marks, one by one."""
_LANGUAGES = {"zh": "Chinese Simplified", "en": "English"}


def export(
    pairs: Iterable[Pair],
    out: Path,
    *,
    sentences: Iterable[Sentence] = (),
    tally: Tally | None = None,
) -> list[Path]:
    """Write `OUT.zh.vert`, `OUT.en.vert` and `OUT.config.txt`; return the three files.

    Pairs without a text in both languages are left out.

    Args:
        pairs: the pairs to write; those of one rendering must follow each other.
        out: what the names of the files have in common.
        sentences: the sentences of the pairs, in reading order; others are ignored.
        tally: counts what was written.

    Raises:
        NothingToDoError: no pair has a text in both languages.
        AigovError: a file cannot be written.
    """
    tally = Tally() if tally is None else tally
    kept = list(keep_translated(pairs, tally))
    texts = find_texts(sentences, kept)
    name = shared_name(out, _SIDES, ".vert")
    with Replacing() as files:
        paths = {side: files.beside(out.with_name(f"{name}.{side}.vert")) for side in _SIDES}
        config = files.beside(out.with_name(f"{name}.config.txt"))
        with ExitStack() as stack:
            for side, path in paths.items():
                file = stack.enter_context(path.open("w", encoding="utf-8", newline="\n"))
                _write_side(file, kept, SideSentences(side, texts), side)
        config.write_text(_describe(readable_name(name)), encoding="utf-8", newline="\n")
        tally.written += len(kept)
        require_written(tally, out)
    return files.written


FORMAT = Format(
    export,
    title="vertical text",
    summary="Sketch Engine and NoSketch Engine: a word on each line, two aligned corpora",
    is_xml=True,
    takes_tally=True,
    takes_sentences=True,
)


def _write_side(file: IO[str], pairs: Iterable[Pair], sentences: SideSentences, side: Side) -> None:
    """Write the vertical of one language."""

    def document(pair: Pair) -> tuple[str, str]:
        return pair.document, pair.rendering

    for _, found in groupby(pairs, document):
        units = list(found)
        file.write(_open("doc", _about_document(units[0], side)))
        for section, members in groupby(units, lambda pair: pair.section):
            inside = list(members)
            title = getattr(inside[0], f"section_title_{side}")
            file.write(_open("section", {"n": section, "title": title}))
            for pair in inside:
                file.write(_open("align", _about_unit(pair)))
                for name, text in sentences.sentences(pair):
                    file.write(_open("s", {"id": name}))
                    file.writelines(f"{line}\n" for line in _lines(text, side))
                    file.write("</s>\n")
                file.write("</align>\n")
            file.write("</section>\n")
        file.write("</doc>\n")


def _about_document(pair: Pair, side: Side) -> dict[str, str]:
    """Return the attributes of a document."""
    return {
        "id": pair.document,
        "rendering": pair.rendering,
        "language": pair.language(side),
        "url": getattr(pair, f"source_url_{side}"),
        "licence": pair.licence_en if side == "en" else "",
    }


def _about_unit(pair: Pair) -> dict[str, str]:
    """Return the attributes of a unit; several principles are separated by `|`, as a MULTIVALUE."""
    return {
        "id": pair.pair_id,
        "kind": pair.kind,
        "status": pair.status,
        "score": "" if pair.score is None else str(pair.score),
        "principles": "|".join(pair.principles),
    }


def _open(tag: str, attributes: Mapping[str, str]) -> str:
    """Return a line with the start of a structure."""
    written = "".join(f' {name}="{_escape(one_line(value))}"' for name, value in attributes.items())
    return f"<{tag}{written}>\n"


def _escape(text: str) -> str:
    """Return a text as the value of an attribute, or as a word: no tag can begin in it."""
    cleaned = xml_text(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return cleaned.replace('"', "&quot;")


def _lines(text: str, side: Side) -> Iterator[str]:
    """Yield the words and marks of a sentence, and a glue where no space stands between two."""
    at = 0
    for start, end in _tokens(text, side):
        if at and start == at and side == "en":
            yield _GLUE
        yield _escape(text[start:end])
        at = end


def _tokens(text: str, side: Side) -> Iterator[tuple[int, int]]:
    """Yield the places of all words and marks of a text, in order."""
    at = 0
    for _, start, end in find_words(text, lang=side):
        yield from _marks(text, at, start)
        yield start, end
        at = end
    yield from _marks(text, at, len(text))


def _marks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the places of the marks in a part of a text."""
    for found in _MARKS.finditer(text, start, end):
        yield found.span()


def _describe(name: str) -> str:
    """Return the configurations of both corpora, for the compiler."""
    parts = []
    for side in _SIDES:
        other = "en" if side == "zh" else "zh"
        parts.append(
            f"""# registry file: {name}_{side}
NAME "{name} ({side})"
PATH "manatee/{name}_{side}"
VERTICAL "{name}.{side}.vert"
ENCODING "UTF-8"
LANGUAGE "{_LANGUAGES[side]}"
ALIGNED "{name}_{other}"
ALIGNSTRUCT "align"
ATTRIBUTE word
STRUCTURE doc {{
    ATTRIBUTE id
    ATTRIBUTE rendering
    ATTRIBUTE language
    ATTRIBUTE url
    ATTRIBUTE licence
}}
STRUCTURE section {{
    ATTRIBUTE n
    ATTRIBUTE title
}}
STRUCTURE align {{
    ATTRIBUTE id
    ATTRIBUTE kind
    ATTRIBUTE status
    ATTRIBUTE score
    ATTRIBUTE principles {{
        MULTIVALUE yes
        MULTISEP "|"
    }}
}}
STRUCTURE s {{
    ATTRIBUTE id
}}
STRUCTURE g {{
    DISPLAYTAG 0
    DISPLAYBEGIN "_EMPTY_"
}}
"""
        )
    return "\n".join(parts)
