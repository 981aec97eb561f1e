"""A file of pairs that a person changed elsewhere, turned into acts of that person.

A spreadsheet of ours names its pairs and their state (`sheets`). A Word table, a translation memory
or a table of another program does not, or no longer: its rows are found by their ids if it has
them, and otherwise by their Chinese, in whatever order they stand. What differs is the English.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from aigov_corpus.records import Pair
from aigov_corpus.reviewing.bitext import Bitext
from aigov_corpus.reviewing.sheets import Problem, Reader, Reviewed, SheetChanges, clean, quote
from aigov_corpus.text.characters import without_invisible
from aigov_corpus.text.row_numbers import describe_rows

_Place = tuple[str, str]
"""Ids of a document and of a rendering."""
_MOST_JOINED = 6
"""Most rows that are tried as one: a program that cuts at 。 alone joins the items of a list."""
_SAME_ROW = "an earlier pair is about the same row"


def read_returned(
    pairs: Sequence[Pair], *, documents: Mapping[str, Reviewed], by: str
) -> SheetChanges:
    """Perform what a person changed in the English of a file, and return it.

    An English text that the row had before somebody here changed it is no change of that person's:
    the present text stays, and the row is listed.
    """
    changes = SheetChanges(unit="pair")
    bitexts = {
        (name, bitext.rendering): bitext
        for name, reviewed in documents.items()
        for bitext in reviewed.review.bitexts.values()
    }
    readers = _Readers(documents, bitexts, by)
    rows = _find_rows(pairs, bitexts)
    places = {found[0] for found in rows if found} or {*bitexts}
    chinese = [_Chinese.read(place, bitexts[place]) for place in bitexts if place in places]
    seen: set[tuple[_Place, str]] = set()
    for number, (pair, found) in enumerate(zip(pairs, rows, strict=True), start=1):
        if found and found not in seen:
            seen.add(found)
            changes.rows += 1
            problems = _take_row(changes, readers, found, pair)
        elif not found and (joined := _find_joined(pair, chinese, bitexts, seen)):
            place, keys, why = joined
            for key in keys:
                readers[place].name_only(key)
            changes.rows += 1
            problems = [why] if why else []
        else:
            why = _SAME_ROW if found else _say_none(places, bitexts)
            problems = [f"{why}: '{quote(pair.zh or pair.en)}'"]
        changes.problems += [Problem(number, problem) for problem in problems]
    changes.missing = {
        place: lacking for place, own in readers.items() if (lacking := own.missing())
    }
    return changes


class _Readers(dict[_Place, Reader]):
    """The readers of the renderings that a file is about, each made when it is first asked for."""

    def __init__(
        self, documents: Mapping[str, Reviewed], bitexts: Mapping[_Place, Bitext], by: str
    ) -> None:
        self._documents, self._bitexts, self._by = documents, bitexts, by

    def __missing__(self, place: _Place) -> Reader:
        self[place] = Reader(self._documents[place[0]], self._bitexts[place], self._by)
        return self[place]


def _take_row(
    changes: SheetChanges, readers: _Readers, found: tuple[_Place, str], pair: Pair
) -> list[str]:
    """Perform what a pair changes in its row, and return what is not taken."""
    place, key = found
    reader = readers[place]
    if why := _refuse(reader, key, pair):
        reader.name_only(key)
        return [why]
    present = reader.present(key, "en")
    english = present if _is_same(pair.en, present) else pair.en
    acts, problems = reader.read(key, {"en": english})
    changes.acts.setdefault(place[0], []).extend(acts)
    return problems


def _refuse(reader: Reader, key: str, pair: Pair) -> str:
    """Return why the English of a row stays as it is; empty if nothing speaks against a change."""
    if _letters(pair.zh) != _letters(reader.present(key, "zh")):
        return f"zh: '{quote(pair.zh)}' is not taken; no act changes the Chinese"
    earlier = reader.earlier_by(key, pair.en)
    if not earlier:
        return ""
    return f"en: '{quote(pair.en)}' is the text before {earlier} changed it; the present one stays"


def _find_rows(
    pairs: Sequence[Pair], bitexts: Mapping[_Place, Bitext]
) -> list[tuple[_Place, str] | None]:
    """Return, for each pair of a file, the document, the rendering and the key of its row.

    Pairs without a known id are looked up by their Chinese, in the renderings of the known ids or,
    if there is none, in the one that has most of the file's texts.
    """
    by_id = {
        f"{'/'.join(place)}/{row.key}": (place, row.key)
        for place, bitext in bitexts.items()
        for row in bitext
    }
    named = [by_id.get(pair.pair_id) for pair in pairs]
    taken = {found for found in named if found}
    places = {place for place, _ in taken} or {*bitexts}
    rest = [number for number, found in enumerate(named) if found is None]
    there = [(_letters(pairs[number].zh), clean(pairs[number].en)) for number in rest]
    best: dict[int, tuple[_Place, str]] = {}
    most = -1
    for place, bitext in bitexts.items():
        if place not in places:
            continue
        rows = [row for row in bitext if (place, row.key) not in taken]
        here = [
            (_letters(bitext.side_text(row, "zh")), clean(bitext.side_text(row, "en")))
            for row in rows
        ]
        own = _match(here, there)
        same = sum(here[row][1] == there[number][1] for number, row in own.items())
        if len(own) + same > most:
            most = len(own) + same
            best = {rest[number]: (place, rows[row].key) for number, row in own.items()}
    return [found or best.get(number) for number, found in enumerate(named)]


def _match(here: Sequence[tuple[str, str]], there: Sequence[tuple[str, str]]) -> dict[int, int]:
    """Return, for numbers of pairs of a file, the numbers of the rows with the same Chinese.

    First those in order, which tells apart rows with the same Chinese; then the others, each with
    the row whose English is the same, or with the only one that is left.
    """
    blocks = SequenceMatcher(
        None, [zh for zh, _ in here], [zh for zh, _ in there], autojunk=False
    ).get_matching_blocks()
    found = {block.b + at: block.a + at for block in blocks for at in range(block.size)}
    left: dict[str, list[int]] = defaultdict(list)
    for row in sorted({*range(len(here))} - {*found.values()}):
        left[here[row][0]].append(row)
    for number, (zh, en) in enumerate(there):
        rows = left.get(zh, []) if zh and number not in found else []
        alike = [row for row in rows if here[row][1] == en] or (rows if len(rows) == 1 else [])
        if alike:
            found[number] = alike[0]
            rows.remove(alike[0])
    return found


class _Chinese(NamedTuple):
    """The Chinese of the rows of a rendering, without what programs change in silence."""

    place: _Place
    keys: list[str]
    texts: list[str]
    begin: Mapping[str, Sequence[int]]
    """The numbers of the rows by the first characters of their texts."""

    @classmethod
    def read(cls, place: _Place, bitext: Bitext) -> _Chinese:
        """Return the Chinese of a rendering."""
        rows = list(bitext)
        texts = [_letters(bitext.side_text(row, "zh")) for row in rows]
        begin: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(texts):
            begin[text[:1]].append(number)
        return cls(place, [row.key for row in rows], texts, begin)

    def find_run(self, first: int, sought: str) -> range | None:
        """Return the rows, from one on, whose texts together are a text; None if there are none."""
        text = ""
        for last in range(first, min(first + _MOST_JOINED, len(self.texts))):
            text += self.texts[last]
            if text == sought:
                return range(first, last + 1)
            if not sought.startswith(text):
                break
        return None


def _find_joined(
    pair: Pair,
    chinese: Sequence[_Chinese],
    bitexts: Mapping[_Place, Bitext],
    seen: Collection[tuple[_Place, str]],
) -> tuple[_Place, list[str], str] | None:
    """Return the rows that together, or each, have the Chinese of a pair; None if none have.

    Args:
        pair: the pair.
        chinese: the Chinese of the renderings that the file is about.
        bitexts: all renderings.
        seen: the rows that earlier pairs are about.

    Returns:
        Document and rendering, the keys of the rows, and why nothing is taken: empty if their
        English is that of the pair.
    """
    sought = _letters(pair.zh)
    again = None
    for one in chinese:
        for first in one.begin.get(sought[:1], ()) if sought else ():
            run = one.find_run(first, sought)
            if run is None:
                continue
            keys = [one.keys[row] for row in run]
            if len(run) > 1:
                return one.place, keys, _say_joined(pair, bitexts[one.place], keys, run)
            same = [row for row, zh in enumerate(one.texts) if zh == sought]
            if len(same) == 1 and (one.place, keys[0]) in seen:
                again = one.place, keys, f"{_SAME_ROW}: '{quote(pair.zh)}'"
                break
            where = f" of {'/'.join(one.place)}" if len(chinese) > 1 else ""
            return one.place, [one.keys[row] for row in same], _say_same(pair, same, where)
    return again


def _say_joined(pair: Pair, bitext: Bitext, keys: Sequence[str], run: range) -> str:
    """Return why the English of a pair that joins rows is not taken; empty if it is theirs."""
    english = " ".join(filter(None, (bitext.side_text(bitext[key], "en") for key in keys)))
    if _is_same(english, pair.en):
        return ""
    return (
        f"rows {run[0] + 1} to {run[-1] + 1} have this Chinese together; merge them in the "
        f"page, and bring the file again: '{quote(pair.zh)}'"
    )


def _say_same(pair: Pair, rows: Sequence[int], where: str) -> str:
    """Return why the English of a pair is not taken that may be about any of some rows."""
    verb, it = ("have", "them") if len(rows) > 1 else ("has", "it")
    named = describe_rows(row + 1 for row in rows)
    return f"{named}{where} {verb} this Chinese; change {it} in the page: '{quote(pair.zh)}'"


def _say_none(places: Collection[_Place], bitexts: Collection[_Place]) -> str:
    """Return why no row was found; where else it was not looked for is said."""
    if len(places) == len(bitexts):
        return "no row has this Chinese"
    return f"no row of {' or '.join('/'.join(place) for place in sorted(places))} has this Chinese"


def _is_same(one: str, other: str) -> bool:
    """Tell whether two texts differ in nothing but blanks and characters that nobody sees.

    TMX and XLIFF are written without the latter.
    """
    return clean(without_invisible(one)) == clean(without_invisible(other))


def _letters(text: str) -> str:
    """Return a text without what programs change in silence: blanks, widths, unseen characters."""
    return "".join(unicodedata.normalize("NFKC", without_invisible(clean(text))).split())
