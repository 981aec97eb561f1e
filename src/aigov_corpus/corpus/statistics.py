"""Counts of the content of a corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from aigov_corpus.config.corpus_file import Granularity
from aigov_corpus.records import Pair, is_by_clauses
from aigov_corpus.records.grouping import group_by
from aigov_corpus.reviewing.pieces import split_name

_DECIMALS = 4  # of shares and mean scores

SIDES = ("both", "only_zh", "only_en", "together", "zh_alone", "en_alone")
"""Where a pair can express a principle, in the order in which the counts have them."""


def count_pairs(pairs: Iterable[Pair]) -> dict[str, Any]:
    """Return counts of a corpus, in a form that JSON can hold.

    Returns:
        A dict with these keys:

        - `units`: number of pairs;
        - `granularity`: `clause` if they are clauses of sentences, else `sentence`;
        - `documents`, `renderings`, `status`, `kinds`, `beads`, `principles`: number of pairs for
          each value of that field, the largest number first;
        - `without_principle`: number of pairs without a principle;
        - `principles_by_side`: for each principle, how many pairs express it where. Of the pairs
          with both languages: in each text by itself (`both`), in the Chinese only (`only_zh`), in
          the English only (`only_en`), or only in the two texts together (`together`). Of the pairs
          with one language: in the Chinese (`zh_alone`) or in the English (`en_alone`);
        - `sections`: one dict for each section of each rendering, in order;
        - `coverage`: for `zh` and `en`, the number of all sentences (`total`), of those in a pair
          with both languages (`aligned`), and of those in a section that the other text lacks
          (`missing`). `share` is `aligned` / `total`, or None if there are no sentences. A Chinese
          sentence counts once even if there are several renderings: it is aligned if it is aligned
          in one of them, and missing if it is missing in all of them;
        - `coverage_by_rendering`: the same for each rendering by itself;
        - `score`: lowest (`min`) and mean score of the pairs that have one, or None;
        - `signatures`: the signatures of the pairs, sorted.
    """
    pairs = list(pairs)
    no_pairs = dict.fromkeys(("auto", "missing", "omitted", "added"), 0)
    return {
        "units": len(pairs),
        "granularity": find_granularity(pairs),
        "documents": _tally(pair.document for pair in pairs),
        "renderings": _tally(f"{pair.document}/{pair.rendering}" for pair in pairs),
        "status": no_pairs | _tally(pair.status for pair in pairs),
        "kinds": _tally(pair.kind for pair in pairs),
        "beads": _tally(pair.bead for pair in pairs),
        "principles": _tally(name for pair in pairs for name in pair.principles),
        "without_principle": sum(not pair.principles for pair in pairs),
        "principles_by_side": _principles_by_side(pairs),
        "sections": _sections(pairs),
        "coverage": _both_coverages(pairs),
        "coverage_by_rendering": {
            name: _both_coverages(own)
            for name, own in group_by(pairs, lambda one: f"{one.document}/{one.rendering}").items()
        },
        "score": _scores(pairs),
        "signatures": sorted({pair.signature for pair in pairs}),
    }


def find_granularity(pairs: Iterable[Pair]) -> Granularity:
    """Return what the units of a corpus are: `clause` if one of them is a clause of a sentence."""
    return "clause" if any(is_by_clauses(pair.signature) for pair in pairs) else "sentence"


def _principles_by_side(pairs: Iterable[Pair]) -> dict[str, dict[str, int]]:
    """Return how many pairs express each principle, by the texts that do; most frequent first."""
    by_side: dict[str, Counter[str]] = {}
    for pair in pairs:
        expressed = (*pair.principles, *pair.principles_zh, *pair.principles_en)
        for name in dict.fromkeys(expressed):
            by_side.setdefault(name, Counter())[_expressing_side(pair, name)] += 1
    most_first = sorted(by_side.items(), key=lambda entry: (-entry[1].total(), entry[0]))
    return {name: {side: counts[side] for side in SIDES} for name, counts in most_first}


def _expressing_side(pair: Pair, principle: str) -> str:
    """Return which text of a pair expresses a principle: one of `SIDES`."""
    in_zh, in_en = principle in pair.principles_zh, principle in pair.principles_en
    if not _has_both(pair):
        return "zh_alone" if pair.zh_ids else "en_alone"
    if in_zh and in_en:
        return "both"
    if in_zh or in_en:
        return "only_zh" if in_zh else "only_en"
    return "together"


def _sections(pairs: Iterable[Pair]) -> list[dict[str, Any]]:
    """Return the numbers of all units, aligned units and missing units in each section."""
    sections: dict[tuple[str, str, str], dict[str, Any]] = {}
    for pair in pairs:
        key = (pair.document, pair.rendering, pair.section)
        new_row = {
            "document": pair.document,
            "rendering": pair.rendering,
            "section": pair.section,
            "title_zh": pair.section_title_zh,
            "title_en": pair.section_title_en,
            "units": 0,
            "aligned": 0,
            "missing": 0,
        }
        row = sections.setdefault(key, new_row)
        row["units"] += 1
        row["aligned"] += _has_both(pair)
        row["missing"] += pair.status == "missing"
    return list(sections.values())


def _both_coverages(pairs: Sequence[Pair]) -> dict[str, dict[str, Any]]:
    """Return the coverage of both languages."""
    return {lang: _coverage(pairs, lang) for lang in ("zh", "en")}


def _coverage(pairs: Sequence[Pair], lang: str) -> dict[str, Any]:
    """Return the numbers of all sentences of a language, of aligned ones and of missing ones."""
    # of a corpus of clauses the sentences are counted, and not their parts
    sentences: set[tuple[str, ...]] = set()
    aligned: set[tuple[str, ...]] = set()
    not_missing: set[tuple[str, ...]] = set()
    for pair in pairs:
        # renderings are texts of their own, and all of them have the same Chinese text
        text = (pair.document,) if lang == "zh" else (pair.document, pair.rendering)
        pieces = pair.zh_ids if lang == "zh" else pair.en_ids
        ids = {(*text, split_name(piece)[0]) for piece in pieces}
        sentences |= ids
        if _has_both(pair):
            aligned |= ids
        if pair.status != "missing":
            not_missing |= ids
    total = len(sentences)
    return {
        "total": total,
        "aligned": len(aligned),
        "missing": total - len(not_missing),
        "share": round(len(aligned) / total, _DECIMALS) if total else None,
    }


def _scores(pairs: Iterable[Pair]) -> dict[str, float | None]:
    """Return the lowest and the mean score; None for both if no pair has a score."""
    scores = [pair.score for pair in pairs if pair.score is not None]
    mean = round(sum(scores) / len(scores), _DECIMALS) if scores else None
    return {"min": min(scores, default=None), "mean": mean}


def _has_both(pair: Pair) -> bool:
    """Tell whether a pair has sentences in both languages."""
    return bool(pair.zh_ids and pair.en_ids)


def _tally(names: Iterable[str]) -> dict[str, int]:
    """Return how often each name occurs, the most frequent first."""
    return dict(Counter(names).most_common())
