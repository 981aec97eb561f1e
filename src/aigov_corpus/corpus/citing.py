"""References for a corpus: its texts and the program, for BibTeX, as CSL JSON, or as plain text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from typing import Any

from aigov_corpus.errors import UnknownNameError

_PROGRAM = (
    "aigov_corpus: Bilingual corpus and alignment toolkit for Chinese government texts and their "
    "English renderings"
)
_AUTHORS = "The aigov_corpus contributors"
_LATEX = {character: f"\\{character}" for character in "&%$#_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
"""For each character that means something to LaTeX, what stands for it."""
_YEAR = re.compile(r"\d{4}")


def cite(documents: Sequence[Mapping[str, Any]], *, form: str, pairs: int) -> str:
    """Return references for documents and for the program.

    Args:
        documents: facts about the documents, as `Corpus.info` has them.
        form: `bibtex`, `csl` (JSON for Zotero, Pandoc and others) or `text`.
        pairs: number of pairs of the corpus.

    Raises:
        UnknownNameError: there is no such form.
    """
    if form not in _WRITERS:
        raise UnknownNameError("form of a reference", form, _WRITERS)
    entries = [entry for document in documents for entry in _list_texts(document)]
    return _WRITERS[form]([*entries, _program(pairs)])


_Entry = dict[str, str]
"""A reference: `id`, `title`, `author`, and what else is known."""


def _list_texts(document: Mapping[str, Any]) -> Iterator[_Entry]:
    """Yield a reference for each text of a document: the Chinese, and each English version."""
    licences = {
        str(licence.get("title", "")).partition(": ")[0]: str(licence.get("title", ""))
        for licence in document.get("licenses", ())
    }
    for source in document.get("sources", ()):
        name, _, author = str(source.get("title", "")).partition(": ")
        what = "Chinese text" if name == "zh" else f"English rendering '{name.partition('/')[2]}'"
        licence = licences.get(name, "").partition(": ")[2]
        yield {
            "id": f"{document['name']}-{name.replace('/', '-')}",
            "title": str(document.get("title") or document["name"]),
            "author": author or "not known",
            "url": str(source.get("path", "")),
            "date": str(source.get("published", ""))[:10],
            "note": "; ".join(filter(None, (what, licence and f"licence: {licence}"))),
        }


def _program(pairs: int) -> _Entry:
    """Return the reference of the program."""
    return {
        "id": "aigov-corpus",
        "title": _PROGRAM,
        "author": _AUTHORS,
        "version": version("aigov-corpus"),
        "note": f"{pairs:,} pairs aligned with it",
    }


def _latex(text: str) -> str:
    """Return a text in which no character means anything to LaTeX."""
    return "".join(_LATEX.get(character, character) for character in text)


def _to_bibtex(entries: Sequence[_Entry]) -> str:
    """Return entries for BibTeX; an institution in two braces is no family name."""
    return "\n".join(_bibtex_entry(entry) for entry in entries)


def _bibtex_entry(entry: _Entry) -> str:
    """Return one entry for BibTeX."""
    year = _YEAR.match(entry.get("date", ""))
    fields = {
        "title": f"{{{_latex(entry['title'])}}}",
        "author": f"{{{_latex(entry['author'])}}}",
        "year": year[0] if year else "",
        "version": entry.get("version", ""),
        "url": entry.get("url", ""),
        "note": _latex(entry.get("note", "")),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    kind = "software" if "version" in entry else "misc"
    return "\n".join((f"@{kind}{{{entry['id']},", *lines, "}"))


def _to_csl(entries: Sequence[_Entry]) -> str:
    """Return entries as CSL JSON."""
    found = []
    for entry in entries:
        item: dict[str, Any] = {
            "id": entry["id"],
            "type": "software" if "version" in entry else "document",
            "title": entry["title"],
            "author": [{"literal": entry["author"]}],
            "URL": entry.get("url", ""),
            "version": entry.get("version", ""),
            "note": entry.get("note", ""),
        }
        parts = [int(part) for part in re.findall(r"\d+", entry.get("date", ""))]
        if parts:
            item["issued"] = {"date-parts": [parts]}
        found.append({key: value for key, value in item.items() if value})
    return json.dumps(found, ensure_ascii=False, indent=2)


def _to_text(entries: Sequence[_Entry]) -> str:
    """Return one line for each entry."""
    return "\n".join(_text_line(entry) for entry in entries)


def _text_line(entry: _Entry) -> str:
    """Return an entry as one line."""
    year = _YEAR.match(entry.get("date", ""))
    author = f"{entry['author']} ({year[0] if year else 'n.d.'})"
    version_part = f"Version {entry['version']}" if "version" in entry else ""
    parts = (author, entry["title"], version_part, entry.get("note", ""), entry.get("url", ""))
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


_WRITERS = {"bibtex": _to_bibtex, "csl": _to_csl, "text": _to_text}
"""The function that writes each form."""
