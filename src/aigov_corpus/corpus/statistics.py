"""What a corpus holds, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from aigov_corpus.records import Pair


def count(pairs: Iterable[Pair]) -> dict[str, Any]:
    """Return what a corpus holds, counted: units by document, rendering, section, status, bead, principle.

    `coverage` is the share of each language's sentences that stand against the other: sentences in
    `total`, those of them that are `aligned`, and those whose section the other side lacks (`missing`).
    """
    pairs = list(pairs)
    totals: dict[str, Counter[str]] = {
        lang: Counter(total=0, aligned=0, missing=0) for lang in ("zh", "en")
    }
    for pair in pairs:
        for lang, ids in (("zh", pair.zh_ids), ("en", pair.en_ids)):
            totals[lang]["total"] += len(ids)
            totals[lang]["aligned"] += len(ids) if pair.zh_ids and pair.en_ids else 0
            totals[lang]["missing"] += len(ids) if pair.status == "missing" else 0
    scores = [pair.score for pair in pairs if pair.score is not None]
    return {
        "units": len(pairs),
        "documents": _tally(pair.document for pair in pairs),
        "renderings": _tally(f"{pair.document}/{pair.rendering}" for pair in pairs),
        "status": dict.fromkeys(("auto", "missing", "omitted", "added"), 0)
        | _tally(pair.status for pair in pairs),
        "kinds": _tally(pair.kind for pair in pairs),
        "beads": _tally(pair.bead for pair in pairs),
        "principles": _tally(name for pair in pairs for name in pair.principles),
        "without_principle": sum(not pair.principles for pair in pairs),
        "sections": _sections(pairs),
        "coverage": {
            lang: dict(found)
            | {"share": round(found["aligned"] / found["total"], 4) if found["total"] else None}
            for lang, found in totals.items()
        },
        "score": {
            "min": min(scores, default=None),
            "mean": round(sum(scores) / len(scores), 4) if scores else None,
        },
        "signatures": sorted({pair.signature for pair in pairs}),
    }


def _sections(pairs: Iterable[Pair]) -> list[dict[str, Any]]:
    sections: dict[tuple[str, str, str], dict[str, Any]] = {}
    for pair in pairs:
        row = sections.setdefault(
            (pair.document, pair.rendering, pair.section),
            {
                "document": pair.document,
                "rendering": pair.rendering,
                "section": pair.section,
                "title_zh": pair.section_title_zh,
                "title_en": pair.section_title_en,
                "units": 0,
                "aligned": 0,
                "missing": 0,
            },
        )
        row["units"] += 1
        row["aligned"] += bool(pair.zh_ids and pair.en_ids)
        row["missing"] += pair.status == "missing"
    return list(sections.values())


def _tally(names: Iterable[str]) -> dict[str, int]:
    return dict(Counter(names).most_common())
