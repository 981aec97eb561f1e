"""The version of the rules that match documents and their sections."""

from __future__ import annotations

VERSION = 15
"""Raise this number with every change that can make the same input give another match.

Builds then match every document again.
"""
