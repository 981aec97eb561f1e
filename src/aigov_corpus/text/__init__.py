"""What a text shows without a model: language, numerals, section numbers, words, clauses."""
