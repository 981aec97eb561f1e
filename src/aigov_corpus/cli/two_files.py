"""Reading and aligning two files for the commands that take a text and its translation."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aigov_corpus.cli.inputs import read_input
from aigov_corpus.cli.messages import tell, tell_reading
from aigov_corpus.cli.progress import ShowProgress, progress_line
from aigov_corpus.errors import InvalidInputError, MismatchError, UsageError
from aigov_corpus.files.given import GivenFile

if TYPE_CHECKING:
    from aigov_corpus.building.documents import AlignedDocuments
    from aigov_corpus.building.two_texts import TwoTexts
    from aigov_corpus.corpus import Corpus
    from aigov_corpus.protocols import Encoder
    from aigov_corpus.records import Document

_FORCING = "pass --force to align them anyway"
"""What `align` says of texts that do not seem to belong together."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The options for reading and aligning."""

    src_lang: str | None
    tgt_lang: str | None
    encoder: Encoder
    max_align: int | None = None
    weights: Path | None = None
    layout: str | None = None
    keep: tuple[str, ...] = ()
    paragraphs: bool = False
    force: bool = False
    with_evidence: bool = False


def align_files(
    src: Path, tgt: Path, *, src_lang: str | None = None, tgt_lang: str | None = None
) -> Corpus:
    """Return the pairs of a text and its translation, and print what there is to say about them.

    Args:
        src: one of the two files, or the file that holds both languages.
        tgt: the other file, or the same one.
        src_lang: language code of `src`; None to find it.
        tgt_lang: the same for `tgt`.

    Raises:
        AigovError: a text cannot be read, they do not belong together, or they are not a Chinese
            and an English one.
    """
    first = read_input(src)
    second = first if str(src) == str(tgt) else read_input(tgt)
    return _align(first, second, src_lang=src_lang, tgt_lang=tgt_lang)


def _align(
    first: GivenFile,
    second: GivenFile,
    *,
    src_lang: str | None = None,
    tgt_lang: str | None = None,
    rendering: str | None = None,
) -> Corpus:
    """Return the pairs of two texts, and print what there is to say about them.

    Args:
        first: one of the two texts, or the file that holds both languages.
        second: the other text, or the same file.
        src_lang: language code of `first`; None to find it.
        tgt_lang: the same for `second`.
        rendering: id of the rendering; None to make it of the name of its file.
    """
    from aigov_corpus.embedding import DEFAULT, cache_encoder
    from aigov_corpus.embedding.use_package import begin_loading

    begin_loading()
    from aigov_corpus.building.folder import name_document
    from aigov_corpus.building.two_texts import make_units
    from aigov_corpus.corpus import Corpus

    choices = Choices(src_lang=src_lang, tgt_lang=tgt_lang, encoder=cache_encoder(DEFAULT))
    given = shlex.join([first.name, second.name])
    forcing = f"align them anyway with  aigov-corpus align {given} --force --out pairs.tmx"
    with progress_line() as show:
        texts, aligned = read_and_align(first, second, choices, show, forcing=forcing)
    if not texts.are_chinese_and_english:
        raise UsageError(
            f"the languages are {' and '.join(texts.languages)}",
            remedy="give a Chinese and an English text",
        )
    document, other = (name_document(Path(file.name).stem) for file in (first, second))
    units = make_units(texts, aligned, document=document, rendering=rendering or other)
    return Corpus(units.pairs, load_sentences=lambda: units.sentences)


def align_renderings(paths: Sequence[Path]) -> list[tuple[Path, Corpus]]:
    """Return the pairs of each English text with the Chinese one, with the path of its file.

    Raises:
        AigovError: a text cannot be read, they do not belong together, or they are not one Chinese
            text and English ones; or one is given twice.
    """
    from aigov_corpus.building.folder import name_document
    from aigov_corpus.building.project import ONE_OF_EACH, recognise_files
    from aigov_corpus.config.ids import number_repeated

    names = [str(path) for path in paths]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise UsageError("the file is given twice", source=twice, remedy="name each file once")
    given = {name: read_input(path) for name, path in zip(names, paths, strict=True)}
    try:
        found = recognise_files([GivenFile(name, one.data) for name, one in given.items()])
    except InvalidInputError as error:
        if error.remedy != ONE_OF_EACH:
            raise
        remedy = f"{ONE_OF_EACH}; two editions of one text are compared by  aigov-corpus changes"
        raise error.with_fields(remedy=remedy) from error
    renderings = [Path(file.name) for file in found.renderings]
    ids = number_repeated(name_document(Path(given[str(path)].name).stem) for path in renderings)
    zh = given[found.zh.name]
    return [
        (path, _align(zh, given[str(path)], rendering=rendering))
        for path, rendering in zip(renderings, ids, strict=True)
    ]


def read_and_align(
    src: GivenFile, tgt: GivenFile, choices: Choices, show: ShowProgress, *, forcing: str = _FORCING
) -> tuple[TwoTexts, AlignedDocuments]:
    """Return two texts and their alignment; print what a person should know about them.

    Args:
        src: the source.
        tgt: the target.
        choices: how they are read and aligned.
        show: shows the present step.
        forcing: what aligns texts all the same that do not seem to belong together.
    """
    from aigov_corpus.building.documents import align_documents
    from aigov_corpus.building.paragraph_pairs import find_fences
    from aigov_corpus.building.two_texts import GivenText, choose_layout, read_texts

    show("reading")
    given = (GivenText(src.data, src.name), GivenText(tgt.data, tgt.name))
    texts = read_texts(
        *given,
        src_lang=choices.src_lang,
        tgt_lang=choices.tgt_lang,
        layout=choose_layout(choices.layout, paragraphs=choices.paragraphs),
        keep=choices.keep,
    )
    _tell_about(texts)
    names = texts.shown_names
    try:
        aligned = align_documents(
            texts.src,
            texts.tgt,
            encoder=choices.encoder,
            max_align=choices.max_align,
            weights=choices.weights,
            force=choices.force,
            names=names,
            with_evidence=choices.with_evidence,
            fences=find_fences(texts, encoder=choices.encoder) if choices.paragraphs else None,
            progress=show,
        )
    except MismatchError as error:
        remedy = "; ".join(filter(None, (error.remedy, forcing)))
        raise error.with_fields(remedy=remedy) from error
    check = f"check that {names[0]} and {names[1]} are the same document"
    for sign in aligned.warnings:
        tell(f"{sign}; {check}", severity="warning")
    return texts, aligned


def _tell_about(texts: TwoTexts) -> None:
    """Print warnings about both files, or the one that holds both, and how much was left out."""
    by_name: dict[str, list[Document]] = {}
    for text, name in zip((texts.src, texts.tgt), texts.names, strict=True):
        by_name.setdefault(name, []).append(text.document)
    for name, documents in by_name.items():
        tell_reading(documents, source=name, left_out="all")
