"""Sentences of two languages to beads."""
