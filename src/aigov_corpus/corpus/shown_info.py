"""What `Corpus.info` shows of itself: a few lines of a dict that would fill screens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from aigov_corpus.text.counting import counted

_MOST = 5
"""Documents, renderings or sources that are named; the others are counted."""


class CorpusInfo(dict[str, Any]):
    """A dict with `documents`, `filters` and `counts`, of which `repr` shows the chief facts."""

    def __repr__(self) -> str:
        """Return some lines; `dict(info)` shows everything."""
        return "\n".join(self._lines())

    __str__ = __repr__

    def _lines(self) -> Iterator[str]:
        counts = self["counts"]
        numbers = (
            counted(counts["units"], "unit"),
            counted(len(counts["renderings"]), "rendering"),
            counted(len(counts["documents"]), "document"),
        )
        yield " of ".join(numbers)
        for document in self["documents"][:_MOST]:
            yield f"  {_describe(document)}"
        if (more := len(self["documents"]) - _MOST) > 0:
            yield f"  and {counted(more, 'document')} more"
        yield f"renderings: {_listed(counts['renderings'])}"
        yield f"status: {_listed({name: n for name, n in counts['status'].items() if n})}"
        for side, name in (("zh", "Chinese"), ("en", "English")):
            sentences = counts["coverage"][side]
            yield f"{name}: {sentences['aligned']} of {sentences['total']} sentences aligned"
        if counts["score"]["mean"] is not None:
            yield f"score: mean {counts['score']['mean']:.2f}, lowest {counts['score']['min']:.2f}"
        if counts["principles"]:
            yield f"principles: {_listed(counts['principles'])}"
        for filters in self["filters"]:
            yield f"selected by: {', '.join(f'{name} {value}' for name, value in filters.items())}"
        yield "everything: info['documents'], info['filters'], info['counts'], or dict(info)"


def _describe(document: Mapping[str, Any]) -> str:
    """Return the title of a document, its version, and the licences of its texts."""
    licences = [each.get("title") or each.get("name") for each in document.get("licenses") or ()]
    version = document.get("version")
    parts = [
        document.get("title") or document["name"],
        *([f"version {version}"] if version else []),
        *([f"licences: {', '.join(filter(None, licences))}"] if any(licences) else []),
    ]
    return "; ".join(parts)


def _listed(counts: Mapping[str, int]) -> str:
    """Return counts on one line, the first few by name."""
    shown = [f"{name} {number}" for name, number in list(counts.items())[:_MOST]]
    more = len(counts) - len(shown)
    return ", ".join(shown) + (f", and {more:,} more" if more > 0 else "")
