"""Downloads: a document in a format of other programs, all of it or a part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.errors import NothingToDoError, UsageError
from aigov_corpus.exporting.formats import export_pairs
from aigov_corpus.exporting.tmx import PROFILES
from aigov_corpus.files.temporary_folders import temporary_folder
from aigov_corpus.records import Finding, Pair, Sentence
from aigov_corpus.serving.comparison_sentences import comparison_words
from aigov_corpus.serving.documents import OpenDocument
from aigov_corpus.serving.wording import Language

_OFFICE = "application/vnd.openxmlformats-officedocument"
_KINDS = {
    "tmx": "application/x-tmx+xml",
    "xliff": "application/xliff+xml",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "csv": "text/csv",
    "jsonl": "application/x-ndjson",
    "html": "text/html",
}
"""Formats of files that the page gives, each with its type."""
_FORMATS = ("tmx", "xliff", "xlsx", "docx", "csv", "jsonl")
"""Those of one rendering."""
_SUFFIXES = {"xliff": "xlf"}
"""Endings of names of files that are not the name of the format."""
_LONGEST_NAME = 80
"""Characters of the longest name of a file, without its ending."""
_PROGRAMS = {"generic": "", "omegat": "OmegaT", "trados": "Trados", "memoq": "memoQ"}
"""Names of the programs that TMX is made for, by profile."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A format that the page offers."""

    value: str
    """What the page sends: `tmx:omegat`."""
    format: str
    program: str
    """The program that the file is made for; empty if any can read it."""
    options: Mapping[str, Any]
    is_comparison: bool = False
    """Whether the file shows all renderings side by side."""


def list_choices(renderings: Sequence[str]) -> list[Choice]:
    """Return the formats that the page offers: TMX in each profile, then the others.

    Args:
        renderings: ids of the renderings; several can be had side by side.
    """
    found = [
        Choice(f"tmx:{name}", "tmx", _PROGRAMS.get(name, name), {"profile": name})
        for name in PROFILES
    ]
    found += [Choice(name, name, "", {}) for name in _FORMATS if name != "tmx"]
    if len(renderings) > 1:
        found += [Choice(f"{name}:all", name, "", {}, True) for name in ("html", "xlsx")]
    return found


def make_download(
    document: OpenDocument,
    pairs: Sequence[Pair],
    sentences: Sequence[Sentence],
    findings: Sequence[Finding],
    asked: Mapping[str, str],
    *,
    language: Language = "en",
) -> tuple[str, bytes, str]:
    """Return the name of a file, its content, and its type.

    Args:
        document: the document; the file is called after its title.
        pairs: all pairs of the document.
        sentences: their sentences.
        findings: what the checks found in them and nobody has accepted.
        asked: `format`, the value of a choice; `rendering`, the only rendering that is wanted;
            `which`: `all`, `confirmed`, or `score` with the least score in percent in `least`; a
            file with all renderings side by side has every row.
        language: language of what the program says in a file with all renderings.

    Raises:
        UsageError: there is no such format, or no such choice.
        NothingToDoError: no pair is chosen.
    """
    choices = {choice.value: choice for choice in list_choices(document.renderings)}
    wanted = asked.get("format", "")
    choice = choices.get(wanted or next(iter(choices)))
    if choice is None:
        raise UsageError(f"no format is called '{wanted}'", remedy="choose one of the list")
    name = choice.format
    stem = re.sub(r"[^\w.-]+", "-", document.title).strip("-.")[:_LONGEST_NAME] or "document"
    if choice.is_comparison:
        return f"{stem}.{name}", _compare(document, pairs, findings, name, language), _KINDS[name]
    chosen = _choose(pairs, asked)
    if len(document.renderings) > 1 and asked.get("rendering"):
        stem = f"{stem}.{asked['rendering']}"
    with temporary_folder() as folder:
        out = folder / f"{stem}.{_SUFFIXES.get(name, name)}"
        exported = export_pairs(
            chosen,
            out,
            format=name,
            load_sentences=lambda: sentences,
            load_findings=lambda: findings,
            **choice.options,
        )
        files = {path.name: path.read_bytes() for path in exported.files}
    if len(files) == 1:
        [(file, content)] = files.items()
        return file, content, _KINDS[name]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, content in files.items():
            archive.writestr(file, content)
    return f"{stem}.{name}.zip", packed.getvalue(), "application/zip"


def _compare(
    document: OpenDocument,
    pairs: Sequence[Pair],
    findings: Sequence[Finding],
    form: str,
    language: Language,
) -> bytes:
    """Return a page or sheet with all renderings of a document side by side."""
    from aigov_corpus.comparing import compare_renderings, page, tables
    from aigov_corpus.comparing.doubts import select_meaning

    named = [replace(pair, rendering=document.names[pair.rendering]) for pair in pairs]
    compared = compare_renderings(named, find_doubts=lambda _: select_meaning(findings))
    words = comparison_words(language)
    if form == "xlsx":
        return tables.format_xlsx(compared, words=words)
    pieces = page.format_page(compared, packages=[document.description], words=words)
    return "".join(pieces).encode()


def _choose(pairs: Sequence[Pair], asked: Mapping[str, str]) -> list[Pair]:
    """Return the pairs that a download asks for.

    Raises:
        UsageError: the least score is no number.
        NothingToDoError: there are none.
    """
    rendering, which = asked.get("rendering", ""), asked.get("which", "all")
    chosen = [pair for pair in pairs if not rendering or pair.rendering == rendering]
    if which == "confirmed":
        chosen = [pair for pair in chosen if pair.status == "confirmed"]
    elif which == "score":
        try:
            least = float(asked.get("least", "")) / 100
        except ValueError as error:
            raise UsageError("the least score is no number", remedy="write one") from error
        chosen = [
            pair
            for pair in chosen
            if pair.status not in ("rejected", "needs-review")
            and pair.score is not None
            and pair.score >= least
        ]
    if not chosen:
        raise NothingToDoError(
            "no pair is chosen, so there is nothing to download",
            remedy="confirm some pairs, or choose all",
        )
    return chosen
