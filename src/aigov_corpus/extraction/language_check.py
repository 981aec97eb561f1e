"""Check that a text is in the language that its user named for it."""

from __future__ import annotations

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.records import Document
from aigov_corpus.text.language_codes import base_language
from aigov_corpus.text.scripts import detect_language

_NAMES = {"zh": "Chinese", "en": "English"}

_WRITTEN_LIKE_CHINESE = frozenset({"zh", "ja"})
"""Codes of languages that are checked for Chinese characters."""

_WRITTEN_LIKE_ENGLISH = frozenset({"en", "fr", "de", "es", "it", "pt", "nl", "vi", "id"})
"""Codes of languages that are checked for Latin letters."""


def check_language(text: str, lang: str, *, name: str) -> None:
    """Check that a text is written in the script of a language.

    The script is that of Chinese characters or of Latin letters. Other languages are not checked,
    and a text without letters passes.

    Args:
        text: the text.
        lang: code of the language that it should be in.
        name: file, URL or description of the text, for the message.

    Raises:
        InvalidInputError: it is in the other script.
    """
    wanted = base_language(lang)
    if wanted in _WRITTEN_LIKE_CHINESE:
        script = "zh"
    elif wanted in _WRITTEN_LIKE_ENGLISH:
        script = "en"
    else:
        return
    found = detect_language(text)
    if found and found != script:
        raise InvalidInputError(
            f"it is not {_NAMES.get(wanted, wanted)} but looks {_NAMES[found]}",
            source=name,
            remedy="name the right file, or the language that it is in",
        )


def check_document_language(document: Document, *, name: str) -> None:
    """Check that the text of a document is written in the script of `document.lang`.

    Provenance lines are left aside. They may be in any language.

    Raises:
        InvalidInputError: it is in the other script.
    """
    texts = [block.text for block in document.blocks if block.kind != "provenance"]
    check_language("\n".join(texts), document.lang, name=name)
