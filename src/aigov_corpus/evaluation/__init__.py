"""Measures alignments and the agreement of two taggings; fits weights to gold of your own."""
