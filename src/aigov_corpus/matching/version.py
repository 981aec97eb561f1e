"""The version of the rules that match documents and their sections."""

from __future__ import annotations

VERSION = 1
"""Raise it with any change after which the same input may give another match.

Builds then do every document again.
"""
