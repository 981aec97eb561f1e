"""The fingerprint of a document: a hash of everything that its pairs depend on."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aigov_corpus.building.sources import DocumentSources
    from aigov_corpus.tagging import Taxonomy


def take_fingerprint(sources: DocumentSources, *, taxonomy: Taxonomy, encoder: str) -> str:
    """Return a hash of a document's sources and settings, and of this package's code.

    Args:
        sources: the sources of the document, read.
        taxonomy: the principles that it is tagged with.
        encoder: name and version of the encoder.
    """
    settings = (sources.document, sources.hashes(), sources.provenance, taxonomy, encoder)
    found = hashlib.sha256(repr(settings).encode())
    package = Path(__file__).parents[1]
    for path in sorted(package.rglob("*")):
        if path.suffix in {".py", ".txt", ".tsv", ".json", ".toml"} and "aligned" not in path.parts:
            found.update(path.relative_to(package).as_posix().encode())
            found.update(path.read_bytes())
    return found.hexdigest()
