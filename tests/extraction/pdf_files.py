"""PDF files for the tests, made with reportlab."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

ZH_FONT = "STSong-Light"
"""A font that every reader of PDFs has; its characters are in no file."""


def make_pdf(*pages: Callable[[Any], None], **options: Any) -> bytes:
    """Return a PDF; each function draws a page of A4 (595 by 842 points) on a canvas."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(ZH_FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1, **options)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def write(canvas: Any, x: float, y: float, text: str, *, font: str = "", size: float = 10) -> None:
    """Draw lines of text below each other."""
    font = font or (ZH_FONT if any(char > "⺀" for char in text) else "Times-Roman")
    canvas.setFont(font, size)
    for line in text.split("\n"):
        canvas.drawString(x, y, line)
        y -= 1.4 * size
