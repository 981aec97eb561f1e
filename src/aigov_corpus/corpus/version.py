"""The version of the files that a build writes for a document."""

from __future__ import annotations

VERSION = 6
"""Number to raise with any change after which the same input may give other files.

After that, the next build does every document again.
"""
