"""Paragraphs to sentences, with their offsets: Chinese and English by rules, other languages by spaCy's rules."""
