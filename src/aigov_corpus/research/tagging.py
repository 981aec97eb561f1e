"""Tag the pairs of a corpus anew, in memory."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from aigov_corpus.records import Pair
from aigov_corpus.tagging import load_taxonomy, tag_units

_PART = "tag:"
"""How the part of a signature begins that names the taxonomy."""


def tag_pairs(pairs: Iterable[Pair], *, taxonomy: Path | None = None) -> list[Pair]:
    """Return the pairs with the principles of a taxonomy in place of those that they have.

    Their signatures name the taxonomy; signatures without such a part stay as they are.

    Args:
        pairs: the pairs.
        taxonomy: a TOML file; None for the taxonomy of this package.

    Raises:
        ConfigError: the file cannot be read, or is no taxonomy.
    """
    chosen = load_taxonomy(taxonomy)
    known = list(pairs)
    units = tag_units(((pair.zh, pair.en) for pair in known), taxonomy=chosen)
    return [
        replace(pair, **unit._asdict(), signature=_sign(pair.signature, chosen.signature))
        for pair, unit in zip(known, units, strict=True)
    ]


def _sign(signature: str, taxonomy: str) -> str:
    """Return a signature that names another taxonomy."""
    parts = signature.split("|")
    return "|".join(f"{_PART}{taxonomy}" if part.startswith(_PART) else part for part in parts)
