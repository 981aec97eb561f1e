"""Gold for the aligner, from what reviewers confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from aigov_corpus.corpus import store
from aigov_corpus.corpus.document_folders import find_documents
from aigov_corpus.errors import NothingToDoError
from aigov_corpus.evaluation.gold import GoldText, Pairing
from aigov_corpus.reviewing.bitext import Bitext
from aigov_corpus.reviewing.rows import Row

FEWEST = 10
"""Confirmed rows in a stretch that is learned from; shorter ones say little about the aligner."""


def read_reviewed_gold(path: Path) -> list[GoldText]:
    """Return each stretch of confirmed rows of a corpus as a gold text.

    A stretch ends at a row that is not confirmed, and where the English goes back in the text. The
    name of a text is that of its document and rendering, and the number of its first row.

    Raises:
        InvalidInputError: there is no corpus at `path`, or it cannot be read.
        NothingToDoError: no stretch of confirmed rows is long enough.
    """
    texts: list[GoldText] = []
    for folder in find_documents(path):
        review = store.load_review(folder).review
        for bitext in review.bitexts.values():
            texts += [
                _make_text(bitext, number, stretch)
                for number, stretch in _find_stretches(bitext)
                if len(stretch) >= FEWEST
            ]
    if not texts:
        raise NothingToDoError(
            f"nowhere are {FEWEST} confirmed pairs in a row",
            source=path,
            remedy="confirm more pairs with  aigov-corpus review",
        )
    return texts


def _find_stretches(bitext: Bitext) -> Iterator[tuple[int, list[Row]]]:
    """Yield the stretches of confirmed rows, each with the number of its first row, from 1."""
    stretch: list[Row] = []
    last = (-1, -1)
    for number, row in enumerate(bitext, start=1):
        first = bitext.texts.place(row.en[0]) if row.en else last
        if stretch and (row.status != "confirmed" or first < last):
            yield number - len(stretch), stretch
            stretch = []
        if row.status == "confirmed":
            stretch.append(row)
            last = bitext.texts.place(row.en[-1]) if row.en else last
        else:
            last = (-1, -1)
    if stretch:
        yield len(bitext) - len(stretch) + 1, stretch


def _make_text(bitext: Bitext, number: int, rows: Sequence[Row]) -> GoldText:
    """Return the gold text of a stretch of rows; `number` is that of its first row."""
    src: list[str] = []
    tgt: list[str] = []
    beads: list[Pairing] = []
    for row in rows:
        zh = [bitext.text(row, piece) for piece in row.zh]
        en = [bitext.text(row, piece) for piece in row.en]
        beads.append(
            (
                tuple(range(len(src), len(src) + len(zh))),
                tuple(range(len(tgt), len(tgt) + len(en))),
            )
        )
        src += zh
        tgt += en
    first = bitext.pairs[0]
    return GoldText(
        name=f"{bitext.document}/{bitext.rendering}/{number}",
        src=tuple(src),
        tgt=tuple(tgt),
        src_lang=first.language_zh,
        tgt_lang=first.language_en,
        beads=tuple(beads),
    )
