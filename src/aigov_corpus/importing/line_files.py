"""Read two files of lines, as Moses and other tools take them: line n of one renders line n."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction.decoding import Decoded, decode_unchanged
from aigov_corpus.importing.several_files import IDS, find_line_files, read_file
from aigov_corpus.importing.variants import AlignedTexts, RawUnit, choose_texts
from aigov_corpus.records import Side
from aigov_corpus.text.language_codes import normalise_code


def read_line_files(path: Path, *, wanted: Sequence[str] = ()) -> tuple[AlignedTexts, bytes]:
    """Return the pairs that the lines of two files make, and the bytes of both.

    If a file with the ending `.ids` stands beside them, its lines are the ids of the pairs. No file
    says which text is the source; it is the Chinese unless the user names another.

    Args:
        path: one of the two files.
        wanted: language codes that the user names, the source first.

    Raises:
        InvalidInputError: a file cannot be read, or they do not have as many lines.
    """
    files = find_line_files(path)
    data = {side: read_file(file) for side, file in files.items()}
    texts = {side: decode_unchanged(data[side], name=files[side].name) for side in files}
    lines = {side: _split(texts[side].text) for side in files}
    ids: list[str] = []
    beside = path.with_suffix(IDS)
    if beside.is_file():
        ids = _split(decode_unchanged(read_file(beside), name=beside.name).text)
    counts = {files[side].name: len(lines[side]) for side in files}
    if ids:
        counts[beside.name] = len(ids)
    if len(set(counts.values())) > 1:
        listed = ", ".join(f"{name} has {count}" for name, count in counts.items())
        raise InvalidInputError(
            f"the files do not have as many lines: {listed}",
            source=path,
            remedy="line n of each must belong to one pair; pair texts that do not match with  "
            "aigov-corpus align --pre-segmented",
        )
    codes = {side: normalise_code(files[side].suffix.removeprefix(".")) for side in files}
    units = []
    for number, pair in enumerate(zip(lines["zh"], lines["en"], strict=True), start=1):
        sides: tuple[Side, Side] = ("zh", "en")
        unit = RawUnit(
            number, [(codes[side], text) for side, text in zip(sides, pair, strict=True)]
        )
        if ids:
            unit.pair_id = ids[number - 1].strip()
            unit.facts |= read_id(unit.pair_id)
        units.append(unit)
    found = choose_texts(units, wanted=wanted, name=str(path), noun="line")
    notes = [f"{files[side].name}: {note}" for side in files for note in _notes(texts[side])]
    return replace(found, notes=(*notes, *found.notes)), data["zh"] + data["en"]


def read_id(pair_id: str) -> dict[str, str]:
    """Return the document and the rendering that the id of a pair names, if it is one of ours."""
    document, _, rest = pair_id.partition("/")
    rendering, _, key = rest.rpartition("/")
    return {"document": document, "rendering": rendering} if document and key else {}


def _notes(read: Decoded) -> list[str]:
    """Return what is to be said of how a file was read: nothing of plain UTF-8."""
    is_usual = read.encoding == "utf-8"
    return [*read.warnings] if is_usual else [*read.warnings, f"read as {read.encoding}"]


def _split(text: str) -> list[str]:
    """Return the lines of a text; a line end at its end begins no further line.

    U+001A ends files of DOS.
    """
    lines = text.rstrip("\x1a").split("\n")
    if not lines[-1]:
        lines.pop()
    return [line.removesuffix("\r") for line in lines]
