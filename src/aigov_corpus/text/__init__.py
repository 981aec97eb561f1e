"""Facts about a text that need no model: language, numerals, section numbers, words, clauses."""
