"""Files of messages and settings: lines of a key and a value, which are no text to be read.

They are known by nearly all of their lines, so that a list of words (`AI = 人工智能`) and minutes
(`Chair: Mr Li`) stay texts: the keys are names of a program, or parted by `[section]`, or the name
of the file says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.extraction.file_kinds import Kind

TEXTS_ALONE = "save its texts alone, one paragraph a line"
"""A remedy for such files."""
PAIR_BY_KEYS = (
    "or pair it with its translation by their keys:  {} -t EN ZH OUT.po  and then  po2tmx -l zh "
    "OUT.po OUT.tmx  (Translate Toolkit)"
)
"""A further remedy, with a place for the name of the program."""

_LEAST_LINES = 2
"""Fewest lines with a key."""
_LEAST_SHARE = 0.8
"""Share of the lines that must be such lines; the others are values that go on."""
_LEAST_NAMES = 0.5
"""Share of the keys that must be names of a program if nothing else shows the kind of the file."""

_COMMENT = re.compile(r"[#!;]|//|/\*|\*|--|<!--")
_STRING = re.compile(r'"(?:[^"\\\n]|\\.){1,500}"\s{0,9}=\s{0,9}"(?:[^"\\\n]|\\.)*"\s{0,9};')
_SET = re.compile(r"([A-Za-z_@$][\w.@/-]{0,100})[ \t]{0,40}=(?!=)")
_SECTION = re.compile(r"\[{1,2}[\w. :\"/-]{2,100}\]{1,2}")
_YAML = re.compile(r"(?:- )?[\"']?([A-Za-z_@][\w.@/-]{0,100})[\"']?:(?=\s|$)(.*)")
_YAML_ITEM = re.compile(r"- |[-.]{3}$")
_NAME_OF_PROGRAM = re.compile(r"[A-Za-z0-9]+[._@/].*|[a-z]+[A-Z].*|[A-Z0-9]+_[A-Z0-9_]+")
"""A key such as `app.title`, `save_as`, `saveAs`, `SAVE_AS`."""


class _Settings(NamedTuple):
    """A kind of file whose lines set keys, by the ends of its names."""

    names: tuple[str, ...]
    kind: Kind


_PROPERTIES = _Settings(
    (".properties", ".ini", ".cfg", ".conf", ".toml", ".env", ".ftl", ".lang", ".desktop"),
    Kind(
        "a file of messages or settings (.properties, .ini, …)",
        f"{TEXTS_ALONE}; {PAIR_BY_KEYS.format('prop2po --personality=java-utf8')}",
    ),
)
_STRINGS = Kind(
    "a file of messages of Apple (.strings)",
    f"{TEXTS_ALONE}; {PAIR_BY_KEYS.format('prop2po --personality=strings --encoding=utf-8')}",
)
_YAML_FILE = _Settings((".yml", ".yaml"), Kind("a YAML file", TEXTS_ALONE))


def find_messages(text: str, *, name: str) -> Kind | None:
    """Return the kind of a file of messages or settings; None for any other text."""
    rows = [line for line in text.splitlines() if line.strip()]
    lines = [line for line in rows if not _COMMENT.match(line.strip())]
    if len(lines) < _LEAST_LINES or text.lstrip().startswith("<"):
        return None
    strings = sum(_STRING.match(line.strip()) is not None for line in lines)
    if strings >= _LEAST_SHARE * len(lines):
        return _STRINGS
    if _is_settings(lines, is_named=name.lower().endswith(_PROPERTIES.names)):
        return _PROPERTIES.kind
    if _is_yaml(rows, is_named=name.lower().endswith(_YAML_FILE.names)):
        return _YAML_FILE.kind
    return None


def _is_settings(lines: Sequence[str], *, is_named: bool) -> bool:
    """Tell whether nearly all lines set a key."""
    found = [_SET.match(line.strip()) for line in lines]
    keys = [match[1] for match in found if match]
    if is_named and not keys:
        found = [_YAML.match(line.strip()) for line in lines]
        keys = [match[1] for match in found if match]
    sections = sum(_SECTION.fullmatch(line.strip()) is not None for line in lines)
    # a value goes on behind a backslash or, in Fluent and INI, in a line that is indented
    further = sum(
        not match and (before.rstrip().endswith("\\") or (is_named and line[:1].isspace()))
        for before, line, match in zip(("", *lines), lines, found, strict=False)
    )
    if len(keys) < _LEAST_LINES or len(keys) + sections + further < _LEAST_SHARE * len(lines):
        return False
    names = sum(_NAME_OF_PROGRAM.fullmatch(key) is not None for key in keys)
    return is_named or sections > 0 or names >= _LEAST_NAMES * len(keys)


def _is_yaml(rows: Sequence[str], *, is_named: bool) -> bool:
    """Tell whether nearly all lines are entries of YAML, some of which hold others."""
    lines = [row for row in rows if not row.lstrip().startswith("#")]
    found = [_YAML.match(line.lstrip()) for line in lines]
    entries = [match for match in found if match]
    items = sum(_YAML_ITEM.match(line.lstrip()) is not None for line in lines) - sum(
        match[0].startswith("- ") for match in entries
    )
    if len(entries) < _LEAST_LINES or len(entries) + items < _LEAST_SHARE * len(lines):
        return False
    nested = sum(
        match is not None and not match[2].strip() and _indent(below) > _indent(line)
        for line, below, match in zip(lines, lines[1:], found, strict=False)
    )
    small = sum(match[1][:1].islower() for match in entries)
    return is_named or (nested > 0 and small >= _LEAST_NAMES * len(entries))


def _indent(line: str) -> int:
    """Return how many blanks stand before a line."""
    return len(line) - len(line.lstrip())
