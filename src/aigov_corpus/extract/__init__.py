"""Bytes of a page or file to a Document."""
