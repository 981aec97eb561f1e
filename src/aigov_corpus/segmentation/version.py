"""The version of the sentence rules."""

from __future__ import annotations

VERSION = 12
"""Number to raise with any change after which the same input may give other sentences.

After that, the next build does every document again.
"""
