"""Fixtures of the fetch tests."""

from fetch_server import get, raw, raw_server, site

__all__ = ["get", "raw", "raw_server", "site"]
