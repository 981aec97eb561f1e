"""The version of the checks of renderings."""

from __future__ import annotations

VERSION = 109
"""Number to raise with any change after which the same pairs may give other findings.

After that, the next build does every document again.
"""
