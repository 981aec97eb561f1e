"""The version of the rules that turn bytes into documents."""

from __future__ import annotations

VERSION = 125
"""Number to raise with any change after which the same input may give another document.

After that, the next build does every document again.
"""
