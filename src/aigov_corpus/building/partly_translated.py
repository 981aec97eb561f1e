"""Files that are translated in part: some of their lines still are in the language of the other.

Such a file may look bilingual, or even like a text in the other language.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from aigov_corpus.extraction.ledger import OTHER_LANGUAGE, shorten
from aigov_corpus.records import Document
from aigov_corpus.text.language_codes import LANGUAGE_NAMES, base_language
from aigov_corpus.text.scripts import detect_language, weigh_languages

_LEAST_SAME = 0.5
"""Share of the lines left out as another language above which they are untranslated lines: they
stand in the other file letter by letter."""

_MOST_UNTRANSLATED = 0.8
"""Share of the other file, in letters, that these lines are at most; in a bilingual file with the
same rendering they are all of it."""

_LEAST_CHINESE = 0.1
"""Smallest share of Chinese in a text that passes for English because of its code and its parts
without translation."""

_TIMES_MORE_CHINESE = 10
"""How many times as much Chinese it has as the other text."""

_LEAST_LETTERS = {"zh": 8, "en": 25}
"""Letters of the shortest line of each language that counts as untranslated; names, titles of works
and commands are shorter, and stay the same in a translation."""

_LEAST_WORDS = 5
"""Words of the shortest such line in English."""

_LEAST_LINES = 2
"""Fewest such lines that are told of; one may be a quotation."""

Reader = Callable[[str], Document]
"""A function that reads a text again, with every line, in the language of a code."""


def read_untranslated(
    texts: Sequence[Document],
    readers: Sequence[Reader | None],
    *,
    are_found: Sequence[bool] = (False, False),
) -> list[Document]:
    """Return two texts; one that is translated in part is read again, with every line.

    Parts of it are still in the language of the other text. So it was taken for a bilingual file,
    or for a text in that language. A warning about such parts is added to its `meta`.

    Args:
        texts: a text and its translation, in any order.
        readers: for each, what reads it again; None to leave it as it is.
        are_found: for each, whether its language was found and not named by the user. Only then
            a text that looks English may be Chinese.
    """
    read = list(texts)
    look_english = {base_language(text.lang) for text in texts} == {"en"}
    look_bilingual = [False, False]
    for n, reader in enumerate(readers):
        text, other = texts[n], texts[1 - n]
        hidden = are_found[n] and look_english and hides_chinese(text, other)
        if reader and (hidden or is_untranslated(text, other)):
            read[n] = reader("zh" if hidden else text.lang)
            look_bilingual[n] = True
    for n, reader in enumerate(readers):
        said = describe_untranslated(read[n], read[1 - n], looks_bilingual=look_bilingual[n])
        if reader and said and said not in read[n].meta["warnings"]:
            read[n].meta["warnings"].append(said)
    return read


def is_untranslated(document: Document, other: Document) -> bool:
    """Tell whether the lines left out as another language are untranslated ones of `other`.

    A bilingual file has the whole text in that language, or another rendering of it.
    """
    pieces = [_letters(piece.text) for piece in document.left_out if piece.reason == OTHER_LANGUAGE]
    texts = [_letters(block.text) for block in other.blocks]
    known, left = set(texts), set(pieces)
    size, whole = sum(map(len, pieces)), sum(map(len, texts))
    same = sum(len(piece) for piece in pieces if piece in known)
    covered = sum(len(text) for text in texts if text in left)
    return same > _LEAST_SAME * size and covered < _MOST_UNTRANSLATED * whole


def hides_chinese(document: Document, other: Document) -> bool:
    """Tell whether of two texts that look English only the first has much Chinese."""
    share, other_share = _chinese_share(document), _chinese_share(other)
    return share >= _LEAST_CHINESE and other_share <= share / _TIMES_MORE_CHINESE


def describe_untranslated(document: Document, other: Document, *, looks_bilingual: bool) -> str:
    """Return a sentence about lines of a text that are not translated; empty if there are none.

    They are lines of some length in the language of the other text, which has them too.

    Args:
        document: the text, read with every line.
        other: the text in the other language.
        looks_bilingual: whether the text looked like one in two languages, or in the other one.
    """
    lang, other_lang = base_language(document.lang), base_language(other.lang)
    known = {_letters(block.text) for block in other.blocks} if lang != other_lang else set()
    lines = [block.text for block in document.blocks if block.kind != "provenance"]
    same = [text for text in lines if _is_in(text, other_lang) and _letters(text) in known]
    if len(same) < _LEAST_LINES and not looks_bilingual:
        return ""
    name = LANGUAGE_NAMES.get(other_lang, other_lang)
    said = (
        f"paragraphs that are still in {name}, and so stand on both sides of their rows: "
        f"{len(same)} of {len(lines)}; the first begins '{shorten(same[0])}'"
        if same
        else f"lines that are still in {name} are read as well"
    )
    remedy = (
        "for a file that holds a text and its translation, pass  --layout interleaved"
        if looks_bilingual
        else "translate them, or delete them from both files"
    )
    return f"only a part of it is translated: {said}; {remedy}"


def _is_in(text: str, lang: str) -> bool:
    """Tell whether a line of some length is in a language, `zh` or `en`."""
    if lang not in _LEAST_LETTERS or detect_language(text) != lang:
        return False
    is_long = sum(map(str.isalpha, text)) >= _LEAST_LETTERS[lang]
    return is_long and (lang == "zh" or len(text.split()) >= _LEAST_WORDS)


def _chinese_share(document: Document) -> float:
    """Return how much of a document is Chinese, from 0.0 to 1.0, left out lines included."""
    texts = [block.text for block in document.blocks]
    texts += [piece.text for piece in document.left_out if piece.reason == OTHER_LANGUAGE]
    han, latin = weigh_languages("\n".join(texts))
    return han / (han + latin) if han else 0.0


def _letters(text: str) -> str:
    """Return the letters and digits of a text, to compare it."""
    return "".join(filter(str.isalnum, text))
