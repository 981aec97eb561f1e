"""The version of the rules that find sentences."""

from __future__ import annotations

VERSION = 1
"""Raise it with any change after which the same input may give other sentences.

Builds then do every document again.
"""
