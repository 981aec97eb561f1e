"""A taxonomy: the principles to tag, and the wordings that express each of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from os import PathLike
from pathlib import Path

from aigov_corpus.errors import ConfigError

_BUNDLED = "data/taxonomies/aigov-principles.toml"


@dataclass(frozen=True, slots=True)
class Cues:
    """The wordings of one language that express a principle, and those that only seem to."""

    strong: tuple[str, ...] = ()
    """Cues, each of which is enough by itself."""
    weak: tuple[str, ...] = ()
    """Cues, each of which needs a second weak cue, or a cue in the other language."""
    excluded: tuple[str, ...] = ()
    """Wordings inside which no cue counts; their key in the file is `not`."""


@dataclass(frozen=True, slots=True)
class Principle:
    """One principle: its names, its meaning, and its cues in each language."""

    id: str
    name_zh: str
    name_en: str
    description_zh: str
    description_en: str
    zh: Cues
    en: Cues


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """The principles to tag; tags are listed in the same order."""

    id: str
    version: int
    name_zh: str
    name_en: str
    principles: tuple[Principle, ...]

    @property
    def signature(self) -> str:
        """Id and version, such as `aigov-principles/1`; the signature of every pair includes it."""
        return f"{self.id}/{self.version}"


def load_taxonomy(path: str | PathLike[str] | None = None) -> Taxonomy:
    """Read a taxonomy file.

    Args:
        path: path of a TOML file; None for the bundled taxonomy, which has the six principles of
            the Global AI Governance Action Plan (2025).

    Raises:
        ConfigError: the file cannot be read, or is not a taxonomy; the error names the key.
    """
    if path is None:
        return _load_bundled()
    from aigov_corpus.files.toml import read_toml
    from aigov_corpus.tagging.tables import TaxonomyTable

    remedy = "give the path of a taxonomy file, or no path for the bundled one"
    if not isinstance(path, (str, PathLike)) or not str(path).strip():
        raise ConfigError(f"{path!r} is not a path", remedy=remedy)
    return read_toml(Path(path), TaxonomyTable, remedy=remedy).record()


@lru_cache(maxsize=1)
def _load_bundled() -> Taxonomy:
    """Return the bundled taxonomy, which never changes while a process runs."""
    from aigov_corpus.files.toml import read_toml
    from aigov_corpus.tagging.tables import TaxonomyTable

    file = files("aigov_corpus").joinpath(_BUNDLED)
    return read_toml(file, TaxonomyTable, remedy="install the package again").record()
