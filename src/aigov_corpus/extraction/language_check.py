"""Check that a text is in the language that its user named for it."""

from __future__ import annotations

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.records import Document
from aigov_corpus.text.language_codes import base_language
from aigov_corpus.text.scripts import detect_language, weigh_languages

_NAMES = {"zh": "Chinese", "en": "English"}

_WRITTEN_LIKE_CHINESE = frozenset({"zh", "ja"})
"""Codes of languages that are checked for Chinese characters."""

_WRITTEN_LIKE_ENGLISH = frozenset({"en", "fr", "de", "es", "it", "pt", "nl", "vi", "id"})
"""Codes of languages that are checked for Latin letters."""


_LEAST_SHARE = 0.2
"""Share of the letters of a text that is in the script that its language is written in, at least.

Bilingual reports, of which the translation is longer, have a third.
"""


def check_language(text: str, lang: str, *, name: str) -> None:
    """Check that a text is written in the script of a language.

    The script is that of Chinese characters or of Latin letters. Other languages are not checked,
    and a text without letters passes. So does a text of which a good part is in the script: a
    report that quotes much of the other language is no wrong file.

    Args:
        text: the text.
        lang: code of the language that it should be in.
        name: file, URL or description of the text, for the message.

    Raises:
        InvalidInputError: it is in the other script, but for less than a fifth.
    """
    wanted = base_language(lang)
    if wanted in _WRITTEN_LIKE_CHINESE:
        script = "zh"
    elif wanted in _WRITTEN_LIKE_ENGLISH:
        script = "en"
    else:
        return
    found = detect_language(text)
    if found and found != script and not _holds_script(text, script):
        raise InvalidInputError(
            f"it is not {_NAMES.get(wanted, wanted)} but looks {_NAMES[found]}",
            source=name,
            remedy="name the right file, or the language that it is in",
        )


def _holds_script(text: str, script: str) -> bool:
    """Return whether a good part of a text is in a script, `zh` or `en`.

    Chinese characters hardly occur in English texts, so each of them counts. Latin letters are
    frequent in Chinese sentences, so only those of lines that are English count.
    """
    held = total = 0.0
    for line in text.splitlines():
        chinese, english = weigh_languages(line)
        total += chinese + english
        if script == "zh":
            held += chinese
        elif english > chinese:
            held += english
    return held >= _LEAST_SHARE * total


def check_document_language(document: Document, *, name: str) -> None:
    """Check that the text of a document is written in the script of `document.lang`.

    Provenance lines are left aside. They may be in any language.

    Raises:
        InvalidInputError: it is in the other script.
    """
    texts = [block.text for block in document.blocks if block.kind != "provenance"]
    check_language("\n".join(texts), document.lang, name=name)
