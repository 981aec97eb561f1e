"""Ids of sentences and of pairs: they depend on what a sentence says, not on its place in the text.

An id is the language code and a hash of the sentence's text: `zh-5f1d0c9a7be24e31`. If the same
text occurs again, a number is added: `zh-5f1d0c9a7be24e31-2`. So the ids of other sentences stay
the same if a paragraph is inserted, deleted, split or merged. Only the numbers of later sentences
with the very same text may change.

Two texts count as the same if they differ only in white space, or only in full-width and
half-width forms (`2，` and `２,`).

The id of a pair is made of the ids of its sentences.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from aigov_corpus.errors import AigovError
from aigov_corpus.text.language_codes import base_language

HASH_DIGITS = 16
"""Hexadecimal digits of a hash: 16 are 64 bits.

With 64 bits, the probability that two of ten million different sentences have the same hash is
0.000003; with 48 bits it would be 0.16.
"""

PAIR_DIGITS = 16
"""Hexadecimal digits of the hash in a pair's id."""


def name_sentences(texts: Iterable[str], *, lang: str) -> list[str]:
    """Return an id for each sentence of one text; all ids are different.

    Args:
        texts: the sentences, in the order of the text.
        lang: language code of the text. Script and region do not become part of an id.

    Raises:
        AigovError: two different sentences have the same hash.
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
    """Return a text in Unicode form NFKC, with one space in place of each run of white space."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def name_unit(zh_ids: Sequence[str], en_ids: Sequence[str]) -> str:
    """Return the last part of a pair's id: a hash of the ids of its sentences.

    It does not depend on score, position, encoder and aligner.
    """
    content = json.dumps([list(zh_ids), list(en_ids)], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:PAIR_DIGITS]


def name_pair(document: str, rendering: str, zh_ids: Sequence[str], en_ids: Sequence[str]) -> str:
    """Return the id of a pair: document, rendering, and a hash of the ids of its sentences.

    The hash does not depend on the name of the rendering.
    """
    return f"{document}/{rendering}/{name_unit(zh_ids, en_ids)}"
