"""References for a corpus, its texts and the program: BibTeX, CSL JSON, CITATION.cff, or text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import version
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.errors import UnknownNameError

_PROGRAM = (
    "aigov_corpus: Bilingual corpus and alignment toolkit for Chinese government texts and their "
    "English renderings"
)
_AUTHORS = "The aigov_corpus contributors"
RELEASED = "2026-11-26"
"""Day of the release of the program; CITATION.cff has the same."""
_UNKNOWN = "not known"
_LATEX = {character: f"\\{character}" for character in "&%$#_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
"""Characters with a meaning in LaTeX, each with what stands for the character itself."""
_YEAR = re.compile(r"\d{4}")
_DAY = len("2026-11-27")
"""Characters of a day in ISO 8601; CITATION.cff has no place for a month or year alone."""


def cite(documents: Sequence[Mapping[str, Any]], *, form: str, pairs: int = 0) -> str:
    """Return references for the corpus of some documents, for its texts, and for the program.

    Args:
        documents: facts about the documents, as `Corpus.info` has them. The corpus is named if
            corpus.toml has the table `[corpus]`.
        form: `bibtex`, `csl` (JSON for Zotero, Pandoc and others), `cff` (the content of a
            CITATION.cff) or `text`.
        pairs: number of pairs that were aligned with the program; 0 to say nothing of it.

    Raises:
        UnknownNameError: there is no such form.
    """
    if form not in _WRITERS:
        raise UnknownNameError("form of a reference", form, _WRITERS)
    entries = list(_list_corpora(documents))
    entries += [entry for document in documents for entry in _list_texts(document)]
    return _WRITERS[form]([*entries, _program(pairs)])


_Entry = dict[str, str]
"""A reference: `id`, `kind` (dataset, text, software), `title`, `author`, and what is known."""


def _list_corpora(documents: Sequence[Mapping[str, Any]]) -> Iterator[_Entry]:
    """Yield a reference for each corpus that documents are part of."""
    seen = []
    for whole in (document.get("partOf") for document in documents):
        if not whole or whole in seen:
            continue
        seen.append(whole)
        name = str(whole.get("name", "corpus"))
        yield {
            "id": f"{name}-{whole['version']}" if "version" in whole else name,
            "kind": "dataset",
            "title": str(whole.get("title") or name),
            "author": " and ".join(whole.get("authors", ())) or _UNKNOWN,
            "url": str(whole.get("homepage", "")),
            "doi": str(whole.get("doi", "")),
            "date": str(whole.get("created", ""))[:10],
            "version": str(whole.get("version", "")),
            "note": "Data set",
        }


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
            "kind": "text",
            "title": str(source.get("textTitle") or document.get("title") or document["name"]),
            "author": author or _UNKNOWN,
            "url": str(source.get("path", "")),
            "date": str(source.get("published", ""))[:10],
            "note": "; ".join(filter(None, (what, licence and f"licence: {licence}"))),
        }


def _program(pairs: int) -> _Entry:
    """Return the reference of the program."""
    return {
        "id": "aigov-corpus",
        "kind": "software",
        "title": _PROGRAM,
        "author": _AUTHORS,
        "date": RELEASED,
        "version": version("aigov-corpus"),
        "note": f"{pairs:,} pairs aligned with it" if pairs else "",
    }


def _latex(text: str) -> str:
    """Return a text in which no character means anything to LaTeX."""
    return "".join(_LATEX.get(character, character) for character in text)


def _bibtex_entry(entry: _Entry) -> str:
    """Return one entry for BibTeX; an institution in two braces is no family name."""
    year = _YEAR.match(entry.get("date", ""))
    authors = entry["author"].split(" and ") if entry["kind"] == "dataset" else [entry["author"]]
    fields = {
        "title": f"{{{_latex(entry['title'])}}}",
        "author": " and ".join(f"{{{_latex(author)}}}" for author in authors),
        "year": year[0] if year else "",
        "version": entry.get("version", ""),
        "doi": entry.get("doi", ""),
        "url": entry.get("url", ""),
        "note": _latex(entry.get("note", "")),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    kind = {"text": "misc"}.get(entry["kind"], entry["kind"])
    return "\n".join((f"@{kind}{{{entry['id']},", *lines, "}"))


def _to_csl(entries: Sequence[_Entry]) -> str:
    """Return entries as CSL JSON."""
    found = []
    for entry in entries:
        item: dict[str, Any] = {
            "id": entry["id"],
            "type": {"text": "document"}.get(entry["kind"], entry["kind"]),
            "title": entry["title"],
            "author": [{"literal": entry["author"]}],
            "DOI": entry.get("doi", ""),
            "URL": entry.get("url", ""),
            "version": entry.get("version", ""),
            "note": entry.get("note", ""),
        }
        parts = [int(part) for part in re.findall(r"\d+", entry.get("date", ""))]
        if parts:
            item["issued"] = {"date-parts": [parts]}
        found.append({key: value for key, value in item.items() if value})
    return json.dumps(found, ensure_ascii=False, indent=2)


def _text_line(entry: _Entry) -> str:
    """Return an entry as one line."""
    year = _YEAR.match(entry.get("date", ""))
    author = f"{entry['author']} ({year[0] if year else 'n.d.'})"
    version_part = f"Version {entry['version']}" if entry.get("version") else ""
    address = f"https://doi.org/{entry['doi']}" if entry.get("doi") else entry.get("url", "")
    parts = (author, entry["title"], version_part, entry.get("note", ""), address)
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def _to_cff(entries: Sequence[_Entry]) -> str:
    """Return entries as a file of the Citation File Format: the first is what is to be cited.

    Every value is JSON, which is YAML too.
    """
    first, *others = entries
    lines = [
        "cff-version: 1.2.0",
        "message: Cite this corpus by the first entry, and its texts by the references.",
        *_cff_fields(first, _CFF_OF_MAIN),
        "references:",
    ]
    for entry in others:
        fields = list(_cff_fields(entry, _CFF_OF_REFERENCE))
        lines += [f"  {'-' if number == 0 else ' '} {field}" for number, field in enumerate(fields)]
    return "\n".join(lines) + "\n"


_CFF_OF_MAIN = {"dataset": "dataset"}
"""The type of what is to be cited in CITATION.cff, by the kind of entry."""
_CFF_OF_REFERENCE = {"dataset": "data", "text": "generic", "software": "software"}
"""The type of a reference in CITATION.cff, by the kind of entry."""


def _cff_fields(entry: _Entry, types: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of an entry of CITATION.cff."""
    authors = entry["author"].split(" and ") if entry["kind"] == "dataset" else [entry["author"]]
    values: dict[str, Any] = {
        "type": types.get(entry["kind"], "software"),
        "title": entry["title"],
        "authors": [{"name": author} for author in authors],
        "version": entry.get("version", ""),
        "date-released": entry.get("date", "") if len(entry.get("date", "")) == _DAY else "",
        "doi": entry.get("doi", ""),
        "url": entry.get("url", ""),
        "notes": entry.get("note", "") if entry["kind"] == "text" else "",
    }
    for name, value in values.items():
        if value:
            yield f"{name}: {json.dumps(value, ensure_ascii=False)}"


_WRITERS: Mapping[str, Callable[[Sequence[_Entry]], str]] = {
    "bibtex": lambda entries: "\n".join(map(_bibtex_entry, entries)),
    "cff": _to_cff,
    "csl": _to_csl,
    "text": lambda entries: "\n".join(map(_text_line, entries)),
}
"""The function that writes each form."""
