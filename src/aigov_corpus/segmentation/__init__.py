"""Sentences of a text, with their offsets.

Chinese and Japanese have rules of their own. The sentences of every other language are found by
rules that work on spaCy's tokens; English adds word lists to these rules.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from aigov_corpus.errors import UsageError, show_value
from aigov_corpus.protocols import Segmenter
from aigov_corpus.records import HEADING_KINDS, Document, Segment, Segmented
from aigov_corpus.registry import names, require_options, resolve
from aigov_corpus.segmentation.boundaries import split_lines
from aigov_corpus.segmentation.generic import SpacySegmenter
from aigov_corpus.segmentation.ids import name_sentences
from aigov_corpus.text.arguments import check_values, checks_arguments
from aigov_corpus.text.language_codes import base_language
from aigov_corpus.text.values import check_length, require_text

__all__ = ["get_segmenter", "segment", "segment_document", "segment_text"]

# The kind of blocks about the document, such as its URL: they have no segments.
_WITHOUT_SENTENCES = "provenance"


@checks_arguments
def get_segmenter(lang: str, **options: Any) -> Segmenter:
    """Return the segmenter of a language.

    A segmenter that this package or a plug-in has registered for the language comes first. Other
    languages get a `SpacySegmenter`, which works by rules on spaCy's tokens.

    Args:
        lang: ISO 639-1 code; a script or region after it (`zh-Hans`, `en_US`) makes no difference.
        options: options of that segmenter. Chinese and Japanese have `semicolon`; with False, ；
            does not end a sentence. All other languages have `model`, the name of an installed
            spaCy pipeline that finds the sentences in place of the rules.

    Raises:
        MissingExtraError: the language, or the model, needs spaCy, which is not installed.
        UsageError: spaCy does not know the language, the segmenter has no such option, or the
            model is not installed.
    """
    base = base_language(lang)
    known = base in names("segmenter")
    factory = resolve("segmenter", base) if known else partial(SpacySegmenter, base)
    require_options(factory, options, of=f"the segmenter of '{base}'")
    check_values(factory, options)
    segmenter: Segmenter = factory(**options)
    return segmenter


@checks_arguments
def segment(text: str, lang: str, **options: Any) -> list[str]:
    """Return the sentences of a text in which every line is a paragraph.

    Use `segment_text` to get their offsets.

    Args:
        text: any length; blank lines make no difference.
        lang: language code of the text.
        options: options of the segmenter, see `get_segmenter`.

    Raises:
        UsageError: `text` is no text; or as for `get_segmenter`.
    """
    return [text[start:end] for start, end in segment_text(text, lang=lang, **options)]


def segment_document(document: Document, *, segmenter: Segmenter | None = None) -> Segmented:
    """Split the blocks of a document into sentences.

    A title or heading always becomes one segment, and so does a cue of subtitles: its text is shown
    as a whole. Blocks of the kind `provenance` get none.

    Args:
        document: a document; its language chooses the segmenter, unless one is given.
        segmenter: an object with `id` and `spans(text)`, see `protocols.Segmenter`.

    Raises:
        AigovError: two different sentences would have the same id.
        InvalidInputError: a sentence is too long to be aligned.
    """
    if not isinstance(document, Document):
        raise UsageError(
            f"the document is {show_value(document)}",
            remedy="pass what aigov_corpus.extract returns",
        )
    segmenter = _check_segmenter(segmenter) or get_segmenter(document.lang)
    is_subtitles = document.meta.get("format") == "subtitles"
    places: list[tuple[int, int, int]] = []
    for number, block in enumerate(document.blocks):
        if block.kind == _WITHOUT_SENTENCES:
            continue
        spans = segmenter.spans(block.text)
        # a heading is one segment, whatever marks are in it
        if spans and (block.kind in HEADING_KINDS or is_subtitles):
            spans = [(spans[0][0], spans[-1][1])]
        places += [(number, start, end) for start, end in spans]
    texts = [
        check_length(document.blocks[number].text[start:end], place=f"paragraph {number + 1}")
        for number, start, end in places
    ]
    ids = name_sentences(texts, lang=document.lang)
    segments = tuple(
        Segment(
            id=name,
            text=text,
            block=number,
            start=start,
            end=end,
            kind=document.blocks[number].kind,
            section=document.blocks[number].section,
        )
        for name, text, (number, start, end) in zip(ids, texts, places, strict=True)
    )
    return Segmented(document=document, segments=segments, segmenter=segmenter.id)


@checks_arguments
def segment_text(
    text: str, *, lang: str, segmenter: Segmenter | None = None, **options: Any
) -> list[tuple[int, int]]:
    """Return `(start, end)` of each sentence of a text in which every line is a paragraph.

    Args:
        text: any length; blank lines make no difference.
        lang: language code of the text; it chooses the segmenter, unless one is given.
        segmenter: an object with `id` and `spans(text)`, see `protocols.Segmenter`.
        options: options of the segmenter, see `get_segmenter`.

    Returns:
        Offsets into `text`: `text[start:end]` is the sentence.

    Raises:
        UsageError: `text` is no text; or as for `get_segmenter`.
    """
    text = require_text(text, name="text")
    segmenter = _check_segmenter(segmenter) or get_segmenter(lang, **options)
    sentences = []
    for line_start, line_end in split_lines(text):
        for start, end in segmenter.spans(text[line_start:line_end]):
            sentences.append((line_start + start, line_start + end))
    return sentences


def _check_segmenter(segmenter: Segmenter | None) -> Segmenter | None:
    """Return the segmenter, if any is given; raise a `UsageError` if it is not one."""
    is_one = callable(getattr(segmenter, "spans", None)) and hasattr(segmenter, "id")
    if segmenter is not None and not is_one:
        raise UsageError(
            f"the segmenter is {show_value(segmenter)}",
            remedy="give an object with an id and a method spans (protocols.Segmenter)",
        )
    return segmenter
