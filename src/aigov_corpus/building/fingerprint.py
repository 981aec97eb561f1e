"""The fingerprint of a document: a short form of everything that its built files depend on.

A build skips a document if its fingerprint is the same as in the last build. The code itself is not
part of it. Instead each step declares a version in its module `version`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from aigov_corpus.building.sources import DocumentSources
from aigov_corpus.config import Release

if TYPE_CHECKING:
    from aigov_corpus.tagging import Taxonomy

Fingerprint = dict[str, str]
"""Names of the things that a document depends on; each value is a version, a name or a SHA-256."""

# Data of the package that steps read while they work: weights of the aligner, words for jieba.
# Taxonomies are not among them, because only the one in use counts.
_DATA = ("weights", "userdict.txt", "taxonomies/aigov-principles.npy")


def take_fingerprint(
    sources: DocumentSources,
    *,
    taxonomy: Taxonomy,
    encoder: str,
    keep: Sequence[str] = (),
    granularity: str = "sentence",
    release: Release | None = None,
) -> Fingerprint:
    """Return the fingerprint of a document.

    Args:
        sources: the sources of the document, read from disk.
        taxonomy: the principles used for tagging.
        encoder: name and version of the encoder.
        keep: reasons for which text is left out of the sources, and shall not be.
        granularity: whether units are cut: `sentence` or `clause`.
        release: what is said about the corpus as a whole, which each document repeats.
    """
    return {
        "package": version("aigov-corpus"),
        **step_versions(),
        "data": _hash_data(),
        "encoder": encoder,
        "taxonomy": _hash(taxonomy),
        "settings": _hash((sources.document, tuple(keep), granularity, release)),
        "sources": _hash(sources.hashes()),
        "provenance": _hash(sources.provenance),
    }


def step_versions() -> Fingerprint:
    """Return the version of each step of a build, by the name of its package."""
    # modules are imported, not constants, so that each call reads the constants
    from aigov_corpus.alignment import version as alignment
    from aigov_corpus.building import version as building
    from aigov_corpus.checking import version as checking
    from aigov_corpus.corpus import version as corpus
    from aigov_corpus.extraction import version as extraction
    from aigov_corpus.matching import version as matching
    from aigov_corpus.segmentation import version as segmentation
    from aigov_corpus.tagging import version as tagging

    steps = (extraction, segmentation, matching, alignment, tagging, building, checking, corpus)
    return {step.__name__.split(".")[1]: str(step.VERSION) for step in steps}


def _hash(value: object) -> str:
    """Return the SHA-256 of the `repr` of a value, in hexadecimal."""
    return hashlib.sha256(repr(value).encode()).hexdigest()


def _hash_data() -> str:
    """Return the SHA-256 of the package's data files that steps read, in hexadecimal."""
    found = hashlib.sha256()
    for name in _DATA:
        for file in _iter_files(files("aigov_corpus") / "data" / name):
            found.update(file.name.encode())
            found.update(file.read_bytes())
    return found.hexdigest()


def _iter_files(path: Traversable) -> Iterator[Traversable]:
    """Yield the path itself if it is a file, or the files below a directory, sorted by name."""
    if path.is_file():
        yield path
    else:
        for entry in sorted(path.iterdir(), key=lambda entry: entry.name):
            yield from _iter_files(entry)
