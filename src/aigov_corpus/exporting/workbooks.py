"""Make small workbooks in memory: no text is a formula, and the bytes are always the same."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

CREATED = datetime(2000, 1, 1)
"""Date of creation in a workbook; a real one would change the bytes of every export."""
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def make_workbook(fill: Callable[[Any], None]) -> bytes:
    """Return the bytes of a workbook.

    Args:
        fill: is called with the `xlsxwriter.Workbook`, and adds the sheets.

    Raises:
        MissingPackageError: xlsxwriter cannot be imported.
    """
    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        book.set_properties({"created": CREATED})
        fill(book)
    return content.getvalue()
