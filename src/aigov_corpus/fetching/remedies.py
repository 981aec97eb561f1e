"""Remedies that several errors share: what a person can do if a page cannot be fetched."""

from __future__ import annotations

TRY_LATER = "try again later"

SAVE_PAGE = "save the page in a browser, and name the saved file instead of the URL"

SAVE_FILE = "if it is a text, download it in a browser, and name the file instead of the URL"

OPEN_PAGE = "look at the page in a browser"

FIND_PAGE = "look for its new address"
