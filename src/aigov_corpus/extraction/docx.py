"""Word files: paragraphs, headings by their style, rows of tables, in the order of the document."""

from __future__ import annotations

import io
import re
import zipfile

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.extraction.plain import provenance
from aigov_corpus.extraction.whitespace import collapse_whitespace

_LARGEST = 200_000_000


def read_docx(data: bytes, *, name: str) -> tuple[list[Para], dict[str, str]]:
    """Return the paragraphs of a Word file and the fields of a Document that it names.

    Raises:
        InvalidInputError: it is a zip file but no Word file, or it is damaged.
    """
    import docx
    from docx.opc.exceptions import OpcError
    from docx.table import Table
    from lxml.etree import LxmlError

    remedy = "open it in a word processor and save it as .docx or .txt"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _LARGEST:
                raise InvalidInputError(
                    f"{name} unpacks to more than {_LARGEST // 10**6} MB; {remedy}"
                )
        document = docx.Document(io.BytesIO(data))
    except (
        OpcError,
        LxmlError,
        KeyError,
        ValueError,
        OSError,
        EOFError,
        NotImplementedError,
        zipfile.BadZipFile,
    ) as error:
        raise InvalidInputError(
            f"{name} is a zip archive but no readable Word file; {remedy}"
        ) from error
    paras: list[Para] = []
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            for row in part.rows:
                cells: list[str] = []
                for cell in row.cells:  # a merged cell comes once for each column it spans
                    text = collapse_whitespace(cell.text)
                    if text and (not cells or cells[-1] != text):
                        cells.append(text)
                if cells:
                    paras.append(Para(" | ".join(cells), kind="table_row", cells=tuple(cells)))
            continue
        style = (part.style.name if part.style is not None else "") or ""
        level = re.fullmatch(r"(?:heading|标题)\s*([1-6])", style.lower())
        kind = (
            "title"
            if style.lower() in ("title", "标题")
            else "item"
            if style.lower().startswith("list")
            else None
        )
        for line in part.text.split("\n"):
            if text := collapse_whitespace(line):
                para = Para(text, kind=kind, heading=int(level[1]) if level else 0)  # type: ignore[arg-type]
                paras.append(provenance(text) or para)
    return paras, {"title": collapse_whitespace(document.core_properties.title or "")}
