"""Readers of numerals, Chinese and English: those inside a text, and those that stand alone."""

from aigov_corpus.text.numerals.finding import evidence_numbers, find_numbers
from aigov_corpus.text.numerals.integers import read_chinese, read_integer, read_roman
from aigov_corpus.text.numerals.mentions import NumberKind, NumberMention

__all__ = [
    "NumberKind",
    "NumberMention",
    "evidence_numbers",
    "find_numbers",
    "read_chinese",
    "read_integer",
    "read_roman",
]
