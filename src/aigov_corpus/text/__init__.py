"""What a text shows without a model: its language, numerals, section markers, words and clauses."""
