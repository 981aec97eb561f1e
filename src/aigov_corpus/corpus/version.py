"""The version of the files that a built document consists of."""

from __future__ import annotations

VERSION = 2
"""Raise it with any change after which the same input may give other files.

Builds then do every document again.
"""
