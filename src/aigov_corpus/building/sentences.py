"""Make the rows of the table of sentences from two aligned documents.

Nothing in this module reads or writes files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aigov_corpus.matching import Match
from aigov_corpus.records import Pair, Segmented, Sentence
from aigov_corpus.segmentation.ids import name_sentences


def list_sentences(match: Match, pairs: Sequence[Pair]) -> list[Sentence]:
    """Return the sentences of the Chinese text, then those of the English, in reading order."""
    by_zh_id = {name: pair.pair_id for pair in pairs for name in pair.zh_ids}
    by_en_id = {name: pair.pair_id for pair in pairs for name in pair.en_ids}
    names = (pairs[0].document, pairs[0].rendering)
    return [*_rows(match.zh, by_zh_id, *names), *_rows(match.en, by_en_id, *names)]


def _rows(
    text: Segmented, pair_ids: Mapping[str, str], document: str, rendering: str
) -> list[Sentence]:
    """Return the rows of one text, in order: its sentences, and its blocks without sentences."""
    blocks = text.document.blocks

    def make_row(name: str, number: int, start: int, end: int, *, position: int) -> Sentence:
        block = blocks[number]
        return Sentence(
            id=name,
            document=document,
            rendering=rendering,
            language=text.document.lang,
            position=position,
            pair_id=pair_ids[name] if position else "",
            section=block.section,
            level=block.level,
            kind=block.kind,
            block=number + 1,
            start=start,
            end=end,
            text=block.text[start:end],
            block_text=block.text,
        )

    rows = [
        make_row(segment.id, segment.block, segment.start, segment.end, position=position)
        for position, segment in enumerate(text.segments, start=1)
    ]
    with_sentences = {segment.block for segment in text.segments}
    lines = [number for number in range(len(blocks)) if number not in with_sentences]
    # lines are named after all sentences, so that a line changes the id of no sentence
    texts = [segment.text for segment in text.segments]
    texts += [blocks[number].text.strip() for number in lines]
    names = name_sentences(texts, lang=text.document.lang)[len(text.segments) :]
    for name, number in zip(names, lines, strict=True):
        line = blocks[number].text
        start = len(line) - len(line.lstrip()) if line.strip() else 0
        rows.append(make_row(name, number, start, start + len(line.strip()), position=0))
    return sorted(rows, key=lambda row: (row.block, row.start))
