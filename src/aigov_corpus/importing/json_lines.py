"""Read JSON Lines, or a list in JSON: an export of this package, or the rows of `align`."""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.exporting.rows import REQUIRED, from_row
from aigov_corpus.files.limits import MIB, parse_json
from aigov_corpus.importing.columns import code_of, find_source_and_target
from aigov_corpus.importing.facts import read_facts
from aigov_corpus.importing.variants import AlignedTexts, RawUnit, choose_texts, side_of
from aigov_corpus.records import Pair, Side
from aigov_corpus.text.quoting import printable
from aigov_corpus.text.row_numbers import describe_rows
from aigov_corpus.text.scripts import detect_language

_LONGEST_LINE = 64 * MIB
"""Bytes of the longest line; a pair has some 5,000."""
_KEYS = (
    ("src", "tgt"),
    ("source", "target"),
)
"""Keys of the two texts in a line that is no export of this package, before any other two."""
_JOINT = re.compile(r"[_. -]|(?<=[a-z])(?=[A-Z])")
"""What stands between a language code and the rest of a key: `text_zh`, `zhText`."""
_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?")
_REMEDY = "give an export of aigov-corpus, or lines with src and tgt"
_LONGEST_KEY = 20
"""Characters of a key that an error shows."""
_KEYS_SHOWN = 6
"""Keys of a line that an error shows."""


def read_json_lines(
    data: bytes, *, name: str, wanted: Sequence[str] = ()
) -> list[Pair] | AlignedTexts:
    """Return the pairs of an export, or the units of lines with `src` and `tgt`.

    Args:
        data: the bytes of the file.
        name: name of the file, for messages.
        wanted: language codes that the user names, the source first.

    Raises:
        InvalidInputError: a line is no JSON object, or has no two texts; the error names it.
    """
    objects = list(_read_objects(data, name))
    if objects and set(REQUIRED) <= objects[0][1].keys():
        return [from_row(row, source=name, place=f"line {number}") for number, row in objects]
    read = [_unit(row, number, name) for number, row in objects]
    _name_numbers([unit for unit, _ in read])
    found = choose_texts([unit for unit, _ in read], wanted=wanted, name=name, noun="line")
    wrong = [unit.number for unit, is_wrong in read if is_wrong]
    if not wrong:
        return found
    lines = describe_rows(wrong, noun="line")
    note = f"a score, status, kind or time is no such value in {lines}"
    return replace(found, notes=(*found.notes, note))


def _read_objects(data: bytes, name: str) -> list[tuple[int, Mapping[str, Any]]]:
    """Return the object of each line that is not empty, with its number; of a list, its items."""
    data = data.removeprefix(codecs.BOM_UTF8).rstrip(b"\x1a")
    objects: list[tuple[int, Mapping[str, Any]]] = []
    if data.lstrip().startswith(b"["):
        items = parse_json(data, source=name, remedy=_REMEDY)
        for number, item in enumerate(items, start=1):
            if not isinstance(item, Mapping):
                place = f"item {number}"
                raise InvalidInputError("it is no object", source=name, place=place, remedy=_REMEDY)
            objects.append((number, item))
        return objects
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.strip():
            continue
        place = f"line {number}"
        if len(line) > _LONGEST_LINE:
            reason = f"the line is longer than {_LONGEST_LINE // MIB} MiB"
            raise InvalidInputError(reason, source=name, place=place, remedy=_REMEDY)
        row = parse_json(line, source=name, place=place, remedy=_REMEDY)
        if not isinstance(row, Mapping):
            raise InvalidInputError("it is no object", source=name, place=place, remedy=_REMEDY)
        objects.append((number, row))
    return objects


def _unit(row: Mapping[str, Any], number: int, name: str) -> tuple[RawUnit, bool]:
    """Return the unit of a line, and whether a score, status or the like is no such value.

    `{"translation": {"zh": …, "en": …}}` is a unit, too.
    """
    if isinstance(inner := row.get("translation"), Mapping):
        row = {**row, **inner}
    named = _named_languages(row)
    for keys in (*_KEYS, tuple(named), find_source_and_target(row)):
        # null stands for a text that is not there
        texts = ["" if row.get(key, 0) is None else row.get(key) for key in keys]
        if texts and all(isinstance(text, str) for text in texts):
            break
    else:
        raise InvalidInputError(
            f"its keys do not say which two texts are meant: {_list_keys(row)}",
            source=name,
            place=f"line {number}",
            remedy="call them src and tgt, or zh and en",
        )
    facts, wrong = read_facts({key: _texts(value) for key, value in row.items()})
    sides = [detect_language(str(text)) for text in texts]
    if keys == tuple(named):
        sides = list(named.values())
    elif not sides[0] or sides[0] == sides[1]:
        sides[0] = "zh" if sides[1] == "en" else "en" if sides[1] == "zh" else ""
    unit = RawUnit(number, list(zip(sides, map(str, texts), strict=True)), sides[0], facts)
    return unit, wrong > 0


def _list_keys(row: Mapping[str, Any]) -> str:
    """Return the first keys of an object, for an error."""
    shown = ", ".join(printable(key, longest=_LONGEST_KEY) for key in islice(row, _KEYS_SHOWN))
    more = ", …" if len(row) > _KEYS_SHOWN else ""
    return f"{shown}{more}" if row else "it has none"


def _name_numbers(units: Sequence[RawUnit]) -> None:
    """Give texts without letters, such as dates, the language that such texts of most lines have.

    Beside a text whose language is known they have the other one.
    """
    known = Counter(codes for unit in units if set(codes := _codes(unit)) == {"zh", "en"})
    if not known:
        return
    usual = known.most_common(1)[0][0]
    for unit in units:
        codes = _codes(unit)
        if any(map(str.isalpha, "".join(text for code, text in unit.texts if not code))):
            continue
        if "" in codes and set(codes) <= {"", "zh", "en"}:
            fits = all(own in ("", code) for own, code in zip(codes, usual, strict=True))
            codes = usual if fits else usual[::-1]
            unit.texts = [(code, text) for code, (_, text) in zip(codes, unit.texts, strict=True)]
            unit.source = codes[0]


def _codes(unit: RawUnit) -> tuple[str, ...]:
    """Return the codes of the texts of a unit."""
    return tuple(code for code, _ in unit.texts)


def _named_languages(row: Mapping[str, Any]) -> dict[str, str]:
    """Return the keys of the texts that keys name Chinese and English, with the codes they name.

    Keys are codes or names of languages (`zh-CN`), or begin or end alike beside one: `text_zh` and
    `text_en`. There are none if several pairs of the latter are such. Several codes of one language
    (`zh-CN` and `zh-TW`) are as many texts, of which one is chosen later.
    """
    found: dict[str, dict[Side, dict[str, str]]] = {}
    for key, value in row.items():
        if value is not None and not isinstance(value, str):
            continue
        for stem, code in _split_key(key):
            if side := side_of(code):
                found.setdefault(stem, {"zh": {}, "en": {}})[side][key] = code
    pairs = {
        stem: sides["zh"] | sides["en"]
        for stem, sides in found.items()
        if all(keys if not stem else len(keys) == 1 for keys in sides.values())
    }
    only = next(iter(pairs.values())) if len(pairs) == 1 else {}
    return pairs.get("", only)


def _split_key(key: str) -> list[tuple[str, str]]:
    """Return what stands beside each language code that a key may name, and that code."""
    if code := code_of(key):
        return [("", code)]
    parts = [(key[: at.start()], key[at.end() :]) for at in _JOINT.finditer(key)]
    named = [*parts, *((stem, code) for code, stem in parts)]
    return [(stem, code_of(code)) for stem, code in named if _CODE.fullmatch(code)]


def _texts(value: object) -> list[str]:
    """Return the texts of a value of JSON: those of a list, or one; none for null and objects."""
    items = value if isinstance(value, list) else [value]
    return [str(item) for item in items if isinstance(item, (str, int, float))]
