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


def add_annotation(canvas: Any, shown: str, y: float, **entries: str) -> None:
    """Lay an annotation over a page.

    Args:
        canvas: the page.
        shown: the text that it draws.
        y: its lower edge.
        entries: what the file says of it, such as its `Subtype`, as it is written in a PDF.
    """
    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFObjectReference

    canvas.beginForm(shown, 0, 0, 300, 20)
    write(canvas, 2, 5, shown)
    canvas.endForm()
    picture = PDFDictionary({"N": PDFObjectReference(canvas._doc.getXObjectName(shown))})
    place = {"Rect": f"[72 {y} 372 {y + 20}]", "F": 4, "AP": picture}
    canvas._addAnnotation(PDFDictionary({"Type": "/Annot", **place, **entries}))


def wrap(text: str, width: float, *, size: float = 10) -> list[str]:
    """Return the lines of an English text in a column of a width, in points."""
    from reportlab.lib.utils import simpleSplit

    return list(simpleSplit(text, "Times-Roman", size, width))


def write_column(
    canvas: Any, x: float, y: float, text: str, width: float, *, stretched: bool = False
) -> float:
    """Draw an English paragraph in a column; return the height of the line below it.

    Args:
        canvas: the page.
        x: left edge of the column.
        y: height of the first line.
        text: the paragraph.
        width: width of the column, in points.
        stretched: whether all lines but the last end at the right edge.
    """
    from reportlab.pdfbase.pdfmetrics import stringWidth

    canvas.setFont("Times-Roman", 10)
    lines = wrap(text, width)
    for line in lines:
        words = line.split()
        bare = sum(stringWidth(word, "Times-Roman", 10) for word in words)
        gap = (width - bare) / max(1, len(words) - 1)
        if not stretched or line is lines[-1]:
            gap = stringWidth(" ", "Times-Roman", 10)
        at = x
        for word in words:
            canvas.drawString(at, y, word)
            at += stringWidth(word, "Times-Roman", 10) + gap
        y -= 12
    return y
