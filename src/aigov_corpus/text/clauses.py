"""Clauses of a sentence: pieces between commas that are long enough to have their own meaning."""

from __future__ import annotations

from aigov_corpus import patterns as re
from aigov_corpus.text.language_codes import UNSPACED, base_language

# Characters of the shortest clause: a shorter piece says too little to be compared with a clause
# of the other language. Swept on hand-aligned texts, 20 to 40 and 5 to 10.
_SHORTEST_SPACED = 30
_SHORTEST_UNSPACED = 7
_BREAK_SPACED = re.compile(r"(?<=[,;:—.!?])\s+")
_BREAK_UNSPACED = re.compile(r"(?<=[，；：、。！？…—,;:])")


def split_clauses(text: str, *, lang: str) -> list[str]:
    """Split a sentence into clauses, after commas and similar marks.

    Two neighbouring pieces stay together if either of them is too short to be a clause.

    Returns:
        At least one clause; an empty text gives one empty clause. The clauses joined (by a space,
        in a language that is written with spaces) are the sentence again, apart from white space.
    """
    spaced = base_language(lang) not in UNSPACED
    shortest = _SHORTEST_SPACED if spaced else _SHORTEST_UNSPACED
    break_ = _BREAK_SPACED if spaced else _BREAK_UNSPACED
    clauses: list[str] = []
    clause = ""
    for piece in break_.split(text.strip()):
        if not piece:
            continue
        if len(clause) >= shortest and len(piece) >= shortest:
            clauses.append(clause)
            clause = piece
        else:
            joint = " " if spaced and clause else ""
            clause = f"{clause}{joint}{piece}"
    clauses.append(clause)
    return clauses
