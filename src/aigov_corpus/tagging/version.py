"""The version of the rules that find principles; changes of a taxonomy are noticed without it."""

from __future__ import annotations

VERSION = 3
"""Number to raise with any change after which the same input may give other tags.

After that, the next build does every document again.
"""
