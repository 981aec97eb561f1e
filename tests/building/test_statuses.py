"""What the empty side of a unit means: missing, omitted or added."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from aigov_corpus.building.statuses import find_statuses
from aigov_corpus.records import Bead, Block, Document, Segment, Segmented


def text(lang: str, *blocks: tuple[str, int]) -> Segmented:
    """A text of blocks, each with its section and its number of sentences."""
    made = [Block("paragraph", "一" * count, lang, section) for section, count in blocks]
    segments = [
        Segment(f"{lang}-{number}-{at}", "一", number, at, at + 1, "paragraph", block.section)
        for number, block in enumerate(made)
        for at in range(len(block.text))
    ]
    return Segmented(Document("", lang, tuple(made)), tuple(segments), "test/1")


def statuses(zh: Segmented, en: Segmented, shared: Sequence[tuple[int, int]]) -> tuple[str, str]:
    """The status of each sentence of both texts by its first letter; `shared` are 1-1 beads."""
    beads: list[Bead] = []
    i = j = 0
    for i_next, j_next in [*shared, (len(zh.segments), len(en.segments))]:
        beads += [Bead((number,), ()) for number in range(i, i_next)]
        beads += [Bead((), (number,)) for number in range(j, j_next)]
        if (i_next, j_next) in shared:
            beads.append(Bead((i_next,), (j_next,), 0.9))
        i, j = i_next + 1, j_next + 1
    found = dict(zip(beads, find_statuses(zh, en, beads), strict=True))
    return (
        "".join(found[bead][1] for bead in beads if bead.src),
        "".join(found[bead][1] for bead in beads if bead.tgt),
    )


SECTIONS = text("zh", ("0", 1), ("1", 3), ("2", 1), ("2/1", 2), ("2/2", 1), ("3", 2), ("4", 1))
PROSE = text("zh", ("0", 4), ("0", 2), ("0", 3), ("0", 2))
LINES = text("zh", *[("0", 1)] * 8)


@pytest.mark.parametrize(
    ("zh", "en", "shared", "expected"),
    [
        # the English has section 1 only, with a heading or without
        (SECTIONS, text("en", ("1", 3)), [(1, 0), (2, 1), (3, 2)], ("iuuuiiiiiii", "uuu")),
        (SECTIONS, text("en", ("0", 3)), [(1, 0), (2, 1), (3, 2)], ("iuuuiiiiiii", "uuu")),
        # one sentence of a section that both have; a part that is a section of its own
        (
            SECTIONS,
            text("en", ("1", 2), ("2", 2)),
            [(1, 0), (3, 1), (5, 2)],
            ("iumumumiiii", "uuud"),
        ),
        # without sections: what lies behind all that the English has
        (PROSE, text("en", ("0", 4)), [(n, n) for n in range(4)], ("uuuuiiiiiii", "uuuu")),
        # a rest of a paragraph that both have, then a paragraph
        (
            PROSE,
            text("en", ("0", 5)),
            [(0, 0), (1, 1), (2, 2), (9, 3), (10, 4)],
            ("uuumiiiiiuu", "uuuuu"),
        ),
        # single lines: one or two are single sentences, three are a stretch
        (
            LINES,
            text("en", ("0", 6)),
            [(0, 0), (1, 1), (4, 2), (5, 3), (6, 4), (7, 5)],
            ("uummuuuu", "uuuuuu"),
        ),
        (
            LINES,
            text("en", ("0", 5)),
            [(0, 0), (1, 1), (5, 2), (6, 3), (7, 4)],
            ("uuiiiuuu", "uuuuu"),
        ),
    ],
)
def test_a_section_or_stretch_is_missing_and_a_sentence_is_omitted(
    zh: Segmented, en: Segmented, shared: list[tuple[int, int]], expected: tuple[str, str]
) -> None:
    """`i` stands for missing, `m` for omitted, `d` for added, `u` for auto; both texts alike."""
    found = statuses(zh, en, shared)
    assert found == expected
    mirrored = statuses(en, zh, [(j, i) for i, j in shared])
    assert mirrored == (found[1].replace("d", "m"), found[0].replace("m", "d"))
