"""Sentences cut into clauses long enough to have a meaning of their own."""

from __future__ import annotations

import re

from aigov_corpus.text.language_codes import UNSPACED, base_language

# A clause shorter than this says too little to look for its counterpart (swept: 5 to 10, 20 to 40).
_SHORTEST = {True: 30, False: 7}
_BREAK_UNSPACED = re.compile(r"(?<=[，；：、。！？…—,;:])")
_BREAK_SPACED = re.compile(r"(?<=[,;:—.!?])\s+")


def split_clauses(text: str, *, lang: str) -> list[str]:
    """Cut a sentence at commas and the like into clauses long enough to have a meaning of their own.

    Joined (by a blank in a spaced language) they are the sentence but for white space; never empty.
    """
    spaced = base_language(lang) not in UNSPACED
    shortest = _SHORTEST[spaced]
    found: list[str] = []
    current = ""
    for piece in (_BREAK_SPACED if spaced else _BREAK_UNSPACED).split(text.strip()):
        if not piece:
            continue
        if len(current) >= shortest and len(piece) >= shortest:
            found.append(current)
            current = piece
        else:
            current = f"{current} {piece}" if spaced and current else current + piece
    found.append(current)
    return found
