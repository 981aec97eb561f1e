"""Ids of sentences: they depend on what a sentence says, not on where it stands.

An id is the language, a hash of the sentence's text, and, from the second sentence with that text
on, which one it is: `zh-5f1d0c9a7be24e31`, `zh-5f1d0c9a7be24e31-2`. So a paragraph that is put in,
deleted, split or merged changes no id of the sentences around it. Only the numbers of later
sentences with the very same text move.

Two texts are the same if they differ in white space alone, or in full-width and half-width forms
(`2，` and `２,`).
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable

from aigov_corpus.errors import AigovError
from aigov_corpus.text.language_codes import base_language

HASH_DIGITS = 16
"""Hexadecimal digits of a hash, 64 bits. Among ten million different sentences two have the same
one with a probability of 3e-6; with 48 bits it would be .16."""


def name_sentences(texts: Iterable[str], *, lang: str) -> list[str]:
    """Return an id for each sentence of one text, no two of them equal.

    Args:
        texts: the sentences, in the order of the text.
        lang: language code of the text. Script and region do not become part of an id.

    Raises:
        AigovError: two sentences that differ have the same hash.
    """
    base = base_language(lang)
    seen: Counter[str] = Counter()
    by_digest: dict[str, str] = {}
    ids = []
    for text in texts:
        normal = normalise(text)
        digest = hashlib.sha256(normal.encode("utf-8", "surrogatepass")).hexdigest()[:HASH_DIGITS]
        if by_digest.setdefault(digest, normal) != normal:
            raise AigovError(
                f"two sentences would have the same id {base}-{digest}: '{by_digest[digest]}' "
                f"and '{normal}'",
                remedy="change one of them by a word, and report this as a mistake of aigov-corpus",
            )
        seen[digest] += 1
        number = f"-{seen[digest]}" if seen[digest] > 1 else ""
        ids.append(f"{base}-{digest}{number}")
    return ids


def normalise(text: str) -> str:
    """Return a text with single spaces, and with one form of each character (Unicode NFKC)."""
    return " ".join(unicodedata.normalize("NFKC", text).split())
