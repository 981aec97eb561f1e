"""Find sentences with their translation in brackets behind them, such as 中文。（English.）.

A paragraph is one of these if its brackets hold the other language than what stands before them,
and about as much of it. A name or term in brackets is shorter than its sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from aigov_corpus import patterns as re
from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.text.scripts import HAN_CHARACTER, detect_language, weigh_languages

_LEAST_SENTENCES = 3
"""Fewest such paragraphs in a file that are sentences; others may be terms."""

_SENTENCE_WORDS = 5
"""Fewest words of the English of a sentence without a Chinese full stop."""

_STOP = re.compile("[。！？]")

_LEAST_SHARE = 0.5
"""Smallest share of them among the paragraphs of a file that hold both languages."""

_LEAST_BALANCE = 0.4
"""Smallest weight of the lighter text of a pair, as a share of the heavier one.

The weights are those of `weigh_languages`, in which a text and its translation weigh about the
same.
"""

_LEAST_WORDS = 2
"""Fewest words of an English text of a pair."""

_MARK = re.compile(r"[(（\[【]|[)）\]】]")
_OPENING = "(（[【"
_WORD = re.compile(r"[A-Za-zÀ-ɏ]{2,}")
_STOPS = "。！？；：.!?;:，,、"


BracketedPairs = dict[int, list[tuple[str, str]]]
"""The texts of paragraphs, two and two in their order, by the index of the paragraph."""


def split_bracketed(paras: Sequence[Para]) -> BracketedPairs:
    """Return the pairs of each paragraph that holds translations in brackets.

    The result is empty if such paragraphs are few in the file.
    """
    mixed = [
        n
        for n, para in enumerate(paras)
        if para.kind != "provenance" and not para.cells and all(weigh_languages(para.text))
    ]
    found = {n: pairs for n in mixed if (pairs := _find_pairs(paras[n].text))}
    sentences = sum(_is_sentence(paras[n].text) for n in found)
    enough = sentences >= _LEAST_SENTENCES and len(found) >= _LEAST_SHARE * len(mixed)
    return found if enough else {}


def _is_sentence(text: str) -> bool:
    """Tell whether a paragraph is no term with its translation."""
    return bool(_STOP.search(text)) or len(_WORD.findall(text)) >= _SENTENCE_WORDS


_MOST_ASIDES = 50
"""Brackets without a translation between two with one; of a paragraph with thousands, all that
stands before each would be looked at anew."""


def _find_pairs(text: str) -> list[tuple[str, str]]:
    """Return the pairs of which a paragraph consists; empty if it is anything else."""
    pairs: list[tuple[str, str]] = []
    start = asides = 0
    for opening, closing in _outer_brackets(text):
        before, inside = text[start:opening].strip(), text[opening + 1 : closing].strip()
        if not _translate(before, inside):
            asides += 1
            if asides > _MOST_ASIDES:
                return []
            continue
        asides = 0
        end = closing + 1
        while text[end : end + 1] and text[end] in _STOPS:  # the stop of both: 中文（English）。
            end += 1
        pairs.append((before + text[closing + 1 : end], inside))
        start = end
    return [] if text[start:].strip() else pairs


def _outer_brackets(text: str) -> list[tuple[int, int]]:
    """Return the places of the brackets that stand in no other one."""
    found: list[tuple[int, int]] = []
    depth = opening = 0
    for mark in _MARK.finditer(text):
        if mark[0] in _OPENING:
            if not depth:
                opening = mark.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                found.append((opening, mark.start()))
    return found


def _translate(one: str, other: str) -> bool:
    """Tell whether two texts are in two languages and of about the same weight."""
    languages = {detect_language(one), detect_language(other)}
    if languages != {"zh", "en"}:
        return False
    english = one if detect_language(one) == "en" else other
    if HAN_CHARACTER.search(english) or len(_WORD.findall(english)) < _LEAST_WORDS:
        return False
    light, heavy = sorted(sum(weigh_languages(text)) for text in (one, other))
    return light >= _LEAST_BALANCE * heavy
