"""Encoders: the embedded one, sentence-transformers, and a fake; and the cache of vectors."""
