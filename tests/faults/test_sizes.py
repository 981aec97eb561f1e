"""A small file that stands for millions of paragraphs is refused before they are read."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction import extract

MOST_SECONDS = 5.0
"""Seconds of the processor until a file is refused; reading it would take minutes."""


def word_file(body: str) -> bytes:
    """Return a Word file with a body of XML, packed as small as it gets."""
    import docx

    plain, packed = io.BytesIO(), io.BytesIO()
    docx.Document().save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = data.replace(b"<w:sectPr", body.encode() + b"<w:sectPr", 1)
            new.writestr(name, data)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("law.docx", lambda: word_file("<w:p/>" * 300_000), "paragraphs, and it may have 200,000"),
        ("law.docx", lambda: word_file("<w:p/>" * 10_000_000), "unpacks to more than 50 MB"),
        ("law.html", lambda: b"<html><body>" + b"<p>x" * 600_000, "elements, and it may have"),
        ("law.md", lambda: b"- x\n" * 400_000, "lines, and it may have 300,000"),
        ("law.txt", lambda: b"x\n\n" * 600_000, "lines, and it may have 1,000,000"),
    ],
    ids=["docx", "large docx", "html", "markdown", "text"],
)
def test_too_many_parts_are_refused_at_once(name: str, data: object, said: str) -> None:
    """The error says how many there are and how many there may be."""
    assert callable(data)
    content = data()
    begun = time.process_time()
    with pytest.raises(InvalidInputError, match=f"^{name}: it .*{said}"):
        extract(content, name=name, lang="en")
    assert time.process_time() - begun < MOST_SECONDS
