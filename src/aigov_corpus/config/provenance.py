"""Provenance files: where a raw text comes from, and what may be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from aigov_corpus.files.limits import naming_input


@dataclass(frozen=True, slots=True)
class Provenance:
    """The facts known about the origin of a text in one language.

    An unknown value is empty; for `sections` it is None.
    """

    url: str = ""
    publisher: str = ""
    translator: str = ""
    published: str = ""
    """Date of publication, ISO 8601."""
    licence: str = ""
    """Licence in short, an SPDX id or a few words. That of `[en]` fills the column `licence_en`."""
    licence_note: str = ""
    """The licence in full sentences."""
    sections: tuple[str, ...] | None = None
    """Paths of the sections that the text holds (`0`, `1`, `3/1`); None if the file does not say.

    A build warns if it finds other sections in the text.
    """
    note: str = ""


def load_provenance(file: Path) -> dict[str, Provenance]:
    """Read `<file>.toml`, the provenance file beside a raw file.

    Returns:
        The provenance of each language, under `zh` and `en`. If there is no provenance file, or no
        table for a language, the values are empty.

    Raises:
        ConfigError: the provenance file cannot be read, or a key is unknown or of the wrong type.
    """
    path = file.with_name(f"{file.name}.toml")
    with naming_input(path):
        is_there = path.is_file()
    if not is_there:
        return {"zh": Provenance(), "en": Provenance()}

    from aigov_corpus.config.tables import ProvenanceFile
    from aigov_corpus.files.toml import read_toml

    tables = read_toml(path, ProvenanceFile, remedy="look at its permissions")
    return {"zh": tables.zh.record(), "en": tables.en.record()}
