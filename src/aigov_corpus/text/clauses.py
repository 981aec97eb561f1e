"""Clauses of a sentence: pieces between commas, each long enough to have a meaning of its own."""

from __future__ import annotations

import re

from aigov_corpus.text.language_codes import UNSPACED, base_language

# Characters of the shortest clause: a shorter piece says too little to be compared with a clause
# of the other language. Swept on hand-aligned texts, 20 to 40 and 5 to 10.
_SHORTEST_SPACED = 30
_SHORTEST_UNSPACED = 7
_BREAK_SPACED = re.compile(r"(?<=[,;:—.!?])\s+")
_BREAK_UNSPACED = re.compile(r"(?<=[，；：、。！？…—,;:])")


def split_clauses(text: str, *, lang: str) -> list[str]:
    """Split a sentence behind commas and similar marks into clauses.

    A piece joins the one before it if either is too short to be a clause.

    Args:
        text: one sentence.
        lang: its language code.

    Returns:
        At least one clause, which is empty for an empty text. Joined (by a space in a language that
        is written with spaces) the clauses are the sentence, except for white space.
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
