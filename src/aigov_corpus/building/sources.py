"""What to read for a document, and how."""

from __future__ import annotations

from aigov_corpus.errors import MismatchError
from aigov_corpus.records import Document


def read_document(data: bytes, *, name: str, lang: str, layout: str | None = None) -> Document:
    """Return the document of one language in a raw file: text, Markdown, HTML or DOCX.

    Args:
        data: the bytes of the file.
        name: of the file, for messages.
        lang: code of the language that the document should be in. Of a file that holds Chinese and
            English, the document of this language is taken.
        layout: how the file is laid out; recognised if None.

    Raises:
        InvalidInputError: the file cannot be read, or looks like another language.
        UnknownNameError: there is no layout of that name.
    """
    from aigov_corpus.extraction import check_document_language, extract

    document = extract(data, name=name, lang=lang, layout=layout)
    check_document_language(document, name=name)
    return document


def check_differ(src: bytes, tgt: bytes, *, names: tuple[str, str]) -> None:
    """Check that two files do not have the same bytes.

    Args:
        src: the bytes of the one file.
        tgt: the bytes of the other.
        names: of the two files, for the message.

    Raises:
        MismatchError: they have the same bytes.
    """
    if src == tgt:
        raise MismatchError(
            f"{names[0]} and {names[1]} are the same text",
            remedy="name two files: one text in two languages",
        )
