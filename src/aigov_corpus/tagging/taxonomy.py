"""A taxonomy: the principles to look for and the words that show them, read from a TOML file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from aigov_corpus.errors import ConfigError

SIDES = ("zh", "en")
_ID = re.compile(r"[a-z][a-z0-9-]*")
_CUE_KINDS = ("strong", "weak", "not")
_PRINCIPLE_KEYS = ("id", "name", "description", "examples", *_CUE_KINDS)
_TAXONOMY_KEYS = ("id", "version", "name", "principle")


@dataclass(frozen=True, slots=True)
class Cues:
    """The wordings of one language that show a principle, or must not be taken to."""

    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    """`not` in the file: no cue fires inside one of these."""


@dataclass(frozen=True, slots=True)
class Principle:
    """One principle: what it is called, what it means, and how it shows in each language."""

    id: str
    name_zh: str
    name_en: str
    description_zh: str
    description_en: str
    zh: Cues
    en: Cues
    examples: tuple[str, ...] = ()
    """Sentences of either language that state it; only the embedding reads them."""


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """The principles to tag, in the order in which tags are given."""

    id: str
    version: int
    name_zh: str
    name_en: str
    principles: tuple[Principle, ...]

    @property
    def signature(self) -> str:
        """`aigov-principles/1`: what the tags were made with."""
        return f"{self.id}/{self.version}"


def load_taxonomy(path: Path | None = None) -> Taxonomy:
    """Read a taxonomy file; without `path` the bundled one, the six principles of the Action Plan.

    Raises:
        ConfigError: the file cannot be read, is not UTF-8 or not TOML, or does not describe a taxonomy;
            the message names the file, the principle and the key.
    """
    source = (
        path
        if path is not None
        else files("aigov_corpus") / "data/taxonomies/aigov-principles.toml"
    )
    where = str(path) if path is not None else "the bundled taxonomy"
    try:
        data = tomllib.loads(source.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise ConfigError(
            f"{where}: cannot be read ({error.strerror}); give the path of a TOML file"
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigError(
            f"{where}: not UTF-8 (byte {error.start}); save the file as UTF-8"
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{where}: not valid TOML: {error}") from error
    return _taxonomy(data, where)


def _taxonomy(data: Mapping[str, Any], where: str) -> Taxonomy:
    _known(data, _TAXONOMY_KEYS, where)
    identifier = _text(data, "id", where)
    version = data.get("version", 1)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise ConfigError(f"{where}: 'version' must be a whole number from 1 on")
    name = _by_side(data, "name", where)
    tables = data.get("principle")
    if (
        not isinstance(tables, list)
        or not tables
        or not all(isinstance(table, dict) for table in tables)
    ):
        raise ConfigError(f"{where}: there is no principle; add a [[principle]] table for each")
    principles: list[Principle] = []
    for number, table in enumerate(tables, start=1):
        principle = _principle(table, number, where)
        if any(principle.id == other.id for other in principles):
            raise ConfigError(
                f"{where}: principle '{principle.id}': 'id' is used twice; give each its own"
            )
        principles.append(principle)
    return Taxonomy(identifier, version, name["zh"], name["en"], tuple(principles))


def _principle(table: Mapping[str, Any], number: int, where: str) -> Principle:
    identifier = _text(table, "id", f"{where}: principle {number}")
    if not _ID.fullmatch(identifier):
        raise ConfigError(
            f"{where}: principle {number}: 'id' is '{identifier}'; use small letters, digits and hyphens"
        )
    where = f"{where}: principle '{identifier}'"
    _known(table, _PRINCIPLE_KEYS, where)
    name, description = _by_side(table, "name", where), _by_side(table, "description", where)
    cues = {side: Cues(*(_cues(table, kind, side, where) for kind in _CUE_KINDS)) for side in SIDES}
    if not any(cues[side].strong or cues[side].weak for side in SIDES):
        raise ConfigError(
            f"{where}: 'strong' and 'weak' are empty; give it a cue in at least one language"
        )
    for side in SIDES:
        if twice := sorted(set(cues[side].strong) & set(cues[side].weak)):
            raise ConfigError(
                f"{where}: 'weak.{side}' repeats the strong cue '{twice[0]}'; keep one of the two"
            )
    return Principle(
        identifier,
        name["zh"],
        name["en"],
        description["zh"],
        description["en"],
        cues["zh"],
        cues["en"],
        _strings(table.get("examples", []), "examples", where),
    )


def _known(table: Mapping[str, Any], keys: tuple[str, ...], where: str) -> None:
    if unknown := sorted(set(table) - set(keys)):
        raise ConfigError(f"{where}: unknown key '{unknown[0]}'; there are: {', '.join(keys)}")


def _text(table: Mapping[str, Any], key: str, where: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ConfigError(f"{where}: '{key}' must be a text that is not empty")
    return value


def _by_side(table: Mapping[str, Any], key: str, where: str) -> dict[str, str]:
    value = table.get(key, {})
    if not isinstance(value, dict):
        raise ConfigError(f"{where}: '{key}' must be given as {key}.zh and {key}.en")
    _known(value, SIDES, f"{where}: '{key}'")
    return {side: _text(value, side, f"{where}: '{key}'") for side in SIDES}


def _cues(table: Mapping[str, Any], kind: str, side: str, where: str) -> tuple[str, ...]:
    value = table.get(kind, {})
    if not isinstance(value, dict):
        raise ConfigError(f"{where}: '{kind}' must be given as {kind}.zh and {kind}.en")
    _known(value, SIDES, f"{where}: '{kind}'")
    key = f"{kind}.{side}"
    cues = _strings(value.get(side, []), key, where)
    for cue in cues:
        if any(_bad_star(word, side) for word in re.split(r"[\s-]", cue)):
            raise ConfigError(
                f"{where}: '{key}': in '{cue}' the * is misplaced; it may end an English word (inclusiv*)"
            )
    return cues


def _bad_star(word: str, side: str) -> bool:
    return "*" in word and (side == "zh" or word.index("*") != len(word) - 1 or word == "*")


def _strings(value: object, key: str, where: str) -> tuple[str, ...]:
    return tuple(_each_string(value, key, where))


def _each_string(value: object, key: str, where: str) -> Iterator[str]:
    if not isinstance(value, list):
        raise ConfigError(f"{where}: '{key}' must be a list of texts")
    seen: set[str] = set()
    for item in value:
        if not isinstance(item, str) or not item.strip():
            raise ConfigError(f"{where}: '{key}' holds something that is no text, or an empty one")
        if item != item.strip():
            raise ConfigError(f"{where}: '{key}': '{item}' begins or ends with a space; remove it")
        if item in seen:
            raise ConfigError(f"{where}: '{key}': '{item}' is there twice; remove one")
        seen.add(item)
        yield item
