"""Find all files of a format that has several, from the name of one or from what they share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from aigov_corpus import patterns as re
from aigov_corpus.files.limits import LARGEST_TEXT, naming_input, read_limited
from aigov_corpus.importing.variants import side_of
from aigov_corpus.records import Side

LINKS = re.compile(
    r"(?P<name>.+)_(?P<release>[^_]+)_xml_(?P<langs>[\w-]+)\.xml(?:\.gz)?", re.DOTALL
)
"""Name of the links of a corpus of OPUS: `plan_latest_xml_en-zh.xml.gz`."""
IDS = ".ids"
"""Ending of the file with the ids of pairs beside two files of lines."""


def find_main_file(path: Path) -> Path | None:
    """Return the file from which several files are read; None if a path names no such files.

    Args:
        path: one of the files, or what `export --out` got: `DIR/plan` for `DIR/plan.zh` and
            `DIR/plan.en`, or for `DIR/plan_latest_xml_en-zh.xml.gz` and its archives.
    """
    if path.is_file():
        if path.suffix == IDS:
            return next(iter(find_line_files(path.with_suffix(".zh")).values()), None)
        return path if LINKS.fullmatch(path.name) or find_line_files(path) else None
    if path.is_dir() or not path.name:
        return None
    near = path.with_name(f"{path.name}.zh")
    if files := find_line_files(near):
        return files["zh"]
    links = (
        other
        for other in _list_folder(path.parent)
        if (found := LINKS.fullmatch(other.name)) and found["name"] == path.name
    )
    return next(links, None)


def find_line_files(path: Path) -> dict[Side, Path]:
    """Return the Chinese and the English file of lines, of which one is named.

    Their names differ only in the language code behind the last point: `plan.zh` and `plan.en`, or
    `plan.zh-TW` and `plan.en-GB`. The result is empty if there are not two of them.
    """
    code = path.suffix.removeprefix(".")
    if len(code) < len("zh") or (own := side_of(code)) is None:
        return {}
    found: dict[Side, Path] = {own: path} if path.is_file() else {}
    for other in _list_folder(path.parent):
        side = side_of(other.suffix.removeprefix(".")) if other.stem == path.stem else None
        if side is not None and len(other.suffix) > len("zh") and side not in found:
            found[side] = other
    return found if len(found) == 2 else {}


def list_files(path: Path) -> list[Path]:
    """Return all files of the format of several files that a path names; none for another path."""
    main = find_main_file(path)
    if main is None:
        return []
    links = LINKS.fullmatch(main.name)
    if links is None:
        return [*find_line_files(main).values(), main.with_suffix(IDS)]
    begin = f"{links['name']}_{links['release']}_"
    archives = (other for other in _list_folder(main.parent) if other.suffix == ".zip")
    return [main, *(other for other in archives if other.name.startswith(begin))]


def read_file(path: Path) -> bytes:
    """Return the bytes of one of the files.

    Raises:
        InvalidInputError: it cannot be read, or is too large.
    """
    with naming_input(path):
        return read_limited(path, limit=LARGEST_TEXT)


def _list_folder(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder in the order of their names; none if it cannot be listed."""
    try:
        yield from sorted(path for path in folder.iterdir() if path.is_file())
    except OSError:
        return
