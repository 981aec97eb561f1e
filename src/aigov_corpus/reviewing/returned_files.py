"""A file of pairs that a person changed elsewhere, turned into acts of that person.

A spreadsheet of ours names its pairs and their state (`sheets`). A Word table, a translation memory
or a table of another program does not, or no longer: its rows are found by their ids if it has
them, and otherwise by their Chinese in the order of the text. What differs is the English.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from aigov_corpus.records import Pair
from aigov_corpus.reviewing.bitext import Bitext
from aigov_corpus.reviewing.sheets import Problem, Reader, Reviewed, SheetChanges, clean, quote

_Place = tuple[str, str]
"""Ids of a document and of a rendering."""


def read_returned(
    pairs: Sequence[Pair], *, documents: Mapping[str, Reviewed], by: str
) -> SheetChanges:
    """Perform what a person changed in the English of a file, and return it.

    An English text that the row had before somebody here changed it is no change of that person's:
    the present text stays, and the row is listed.

    Args:
        pairs: the pairs of the file, in its order.
        documents: the documents, by id; the acts are performed in their reviews.
        by: name of the person.
    """
    changes = SheetChanges(unit="pair")
    readers: dict[_Place, Reader] = {}
    seen: set[tuple[_Place, str]] = set()
    bitexts = {
        (name, bitext.rendering): bitext
        for name, reviewed in documents.items()
        for bitext in reviewed.review.bitexts.values()
    }
    for number, (pair, found) in enumerate(
        zip(pairs, _find_rows(pairs, bitexts), strict=True), start=1
    ):
        if found is None or found in seen:
            why = "an earlier pair is about the same row" if found else "no row has this Chinese"
            changes.problems.append(Problem(number, f"{why}: '{quote(pair.zh or pair.en)}'"))
            continue
        seen.add(found)
        place, key = found
        if place not in readers:
            readers[place] = Reader(documents[place[0]], bitexts[place], by)
        reader = readers[place]
        changes.rows += 1
        if why := _refuse(reader, key, pair):
            reader.name_only(key)
            changes.problems.append(Problem(number, why))
            continue
        acts, problems = reader.read(key, {"en": pair.en})
        changes.acts.setdefault(place[0], []).extend(acts)
        changes.problems += [Problem(number, problem) for problem in problems]
    changes.missing = {
        place: lacking for place, own in readers.items() if (lacking := own.missing())
    }
    return changes


def _refuse(reader: Reader, key: str, pair: Pair) -> str:
    """Return why the English of a row stays as it is; empty if nothing speaks against a change."""
    if clean(pair.zh) != clean(reader.present(key, "zh")):
        return f"zh: '{quote(pair.zh)}' is not taken; no act changes the Chinese"
    earlier = reader.earlier_by(key, pair.en)
    if not earlier:
        return ""
    return f"en: '{quote(pair.en)}' is the text before {earlier} changed it; the present one stays"


def _find_rows(
    pairs: Sequence[Pair], bitexts: Mapping[_Place, Bitext]
) -> Iterator[tuple[_Place, str] | None]:
    """Yield, for each pair of a file, the document, the rendering and the key of its row."""
    by_id = {
        f"{'/'.join(place)}/{row.key}": (place, row.key)
        for place, bitext in bitexts.items()
        for row in bitext
    }
    named = [by_id.get(pair.pair_id) for pair in pairs]
    if any(named):
        yield from named
        return
    best: dict[int, tuple[_Place, str]] = {}
    most = -1
    for place, bitext in bitexts.items():
        rows = list(bitext)
        texts = [(bitext.side_text(row, "zh"), bitext.side_text(row, "en")) for row in rows]
        own = _match([clean(zh) for zh, _ in texts], [clean(pair.zh) for pair in pairs])
        same = sum(clean(texts[row][1]) == clean(pairs[number].en) for number, row in own.items())
        if len(own) + same > most:
            most = len(own) + same
            best = {number: (place, rows[row].key) for number, row in own.items()}
    yield from (best.get(number) for number in range(len(pairs)))


def _match(here: Sequence[str], there: Sequence[str]) -> dict[int, int]:
    """Return, for numbers of texts of a file, the numbers of the same texts here, in order."""
    blocks = SequenceMatcher(None, here, there, autojunk=False).get_matching_blocks()
    return {block.b + offset: block.a + offset for block in blocks for offset in range(block.size)}
