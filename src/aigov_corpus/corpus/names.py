"""The names that the pairs of a corpus have: documents, renderings, sections, principles."""

from __future__ import annotations

from collections.abc import Iterable

from aigov_corpus.records import Pair


def list_documents(pairs: Iterable[Pair]) -> list[str]:
    """Return the ids of the documents, in order."""
    return list(dict.fromkeys(pair.document for pair in pairs))


def list_renderings(pairs: Iterable[Pair]) -> list[str]:
    """Return the ids of the renderings, in order."""
    return list(dict.fromkeys(pair.rendering for pair in pairs))


def list_sections(pairs: Iterable[Pair]) -> list[str]:
    """Return the paths of sections, and of those that they are nested in, in order."""
    found: dict[str, None] = {}
    for section in dict.fromkeys(pair.section for pair in pairs):
        parts = section.split("/")
        found.update(dict.fromkeys("/".join(parts[:end]) for end in range(1, len(parts) + 1)))
    return list(found)


def list_principles(pairs: Iterable[Pair]) -> list[str]:
    """Return the ids of the principles that a pair, or one text of it, expresses, sorted."""
    return sorted(
        {
            name
            for pair in pairs
            for names in (pair.principles, pair.principles_zh, pair.principles_en)
            for name in names
        }
    )
