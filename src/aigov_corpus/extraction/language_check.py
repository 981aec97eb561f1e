"""Check that a text is in the language that the user says it is in."""

from __future__ import annotations

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.records import Document
from aigov_corpus.text.language_codes import LANGUAGE_NAMES, base_language
from aigov_corpus.text.scripts import detect_language, weigh_languages

_WRITTEN_LIKE_CHINESE = frozenset({"zh", "ja"})
"""Codes of languages whose texts must hold Chinese characters."""

_WRITTEN_LIKE_ENGLISH = frozenset({"en", "fr", "de", "es", "it", "pt", "nl", "vi", "id"})
"""Codes of languages whose texts must hold Latin letters."""


_LEAST_SHARE = 0.2
"""Smallest share of a text's letters that must be in the script of its language.

A bilingual report with a long translation has a share of one third.
"""


def check_language(text: str, lang: str, *, name: str) -> None:
    """Raise an error if a text is not written in the script of its language.

    The scripts are Chinese characters and Latin letters. Texts in languages with other scripts are
    not checked, and a text without letters passes. So does a text with a good part in the right
    script, because a report that quotes much of the other language is no wrong file.

    Raises:
        InvalidInputError: less than a fifth of the text is in the right script.
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
            f"it is not {LANGUAGE_NAMES.get(wanted, wanted)} but looks {LANGUAGE_NAMES[found]}",
            source=name,
            remedy="name the right file, or the language that it is in",
        )


def _holds_script(text: str, script: str) -> bool:
    """Tell whether a good part of a text is in a script, `zh` or `en`.

    Chinese characters hardly occur in English texts, so all of them count. Latin letters are
    frequent in Chinese sentences, so only those in English lines count.
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
    """Raise an error if a document is not written in the script of `document.lang`.

    Provenance lines are not checked, because they may be in any language.

    Raises:
        InvalidInputError: less than a fifth of the text is in the right script.
    """
    texts = [block.text for block in document.blocks if block.kind != "provenance"]
    check_language("\n".join(texts), document.lang, name=name)
