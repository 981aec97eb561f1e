"""The paragraphs of a bilingual file are fences where their order shows what belongs together."""

from __future__ import annotations

from itertools import pairwise

import pytest
from sections_texts import Meanings

from aigov_corpus.extraction import extract_bilingual
from aigov_corpus.matching.fences import agrees
from aigov_corpus.matching.interleaving import find_paragraph_fences
from aigov_corpus.matching.likeness import compare
from aigov_corpus.segmentation import segment_document

ZH = "这一段讲的是意{}，灯光应当安全可靠。"
EN = "This part is about meaning{}, and lamps should be safe and reliable."


def paragraph(name: str) -> str:
    """The paragraph that a short name stands for: `z3` and `e3` translate each other.

    `E3` is an English heading.
    """
    number = 1000 + int(name[1:])  # more digits than the numbers of a glossary have
    text = (ZH if name[0] == "z" else EN).format(number)
    return f"# {text}" if name[0] == "E" else text


def groups(layout: str) -> list[str]:
    """What stands between the fences of a file, of which only the layout is given.

    Blanks part paragraphs, `+` stands for a line break inside one.
    """
    lines = [
        "<br/>".join(paragraph(name) for name in part.split("+")) for part in layout.split(" ")
    ]
    data = "\n\n".join(lines).encode()
    zh, en = map(segment_document, extract_bilingual(data, name="x.md"))
    fences = find_paragraph_fences(zh, en, compare(zh, en, encoder=Meanings()))
    names = {
        paragraph(name).removeprefix("# "): name for name in layout.replace("+", " ").split(" ")
    }
    found = []
    bounds = [(0, 0), *fences, (len(zh.segments), len(en.segments))]
    for (i, j), (k, m) in pairwise(bounds):
        held = [segment.text for segment in (*zh.segments[i:k], *en.segments[j:m])]
        found.append(" ".join(names[text] for text in held))
    return found


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        ("z1 e1 z2 e2 z3 e3", ["z1 e1", "z2 e2", "z3 e3"]),
        ("e1 z1 e2 z2 e3 z3", ["z1 e1", "z2 e2", "z3 e3"]),
        ("z1 z2 e1 e2 z3 e3 z4 e4", ["z1 z2 e1 e2", "z3 e3", "z4 e4"]),
        ("z1+e1 z2+e2 z3+e3", ["z1 e1", "z2 e2", "z3 e3"]),
        ("z1+e1+z2+e2 z3+e3", ["z1 e1", "z2 e2", "z3 e3"]),
        ("z1 e1 e2 z2 z3 e3 z4 e4", ["z1 e1", "z2 e2", "z3 e3", "z4 e4"]),
        ("z1 e1 z2 z3 e3 z4 e4", ["z1 e1", "z2 z3 e3", "z4 e4"]),
        ("z1 e1 z2 e2 e9 z3 e3", ["z1 e1", "z2 e2 e9", "z3 e3"]),
        ("z1 e1 e2 z2", ["z1 e1", "z2 e2"]),
        # a free translation, which no vector shows, is known by its place and its length
        ("z1 e51 e2 z2", ["z1 e51", "z2 e2"]),
        ("e1 z1 z2 e3 z4+e4", ["z1 e1", "z2 e3", "z4 e4"]),
        # a heading of one language stands alone beside a paragraph that holds both
        ("E1 z2+e2 e3", ["E1", "z2 e2 e3"]),
    ],
)
def test_paragraphs_that_belong_together_lie_between_fences(
    layout: str, expected: list[str]
) -> None:
    """Either language may come first, also in the middle; several paragraphs may run."""
    assert groups(layout) == expected


def test_a_preface_is_paired_with_nothing() -> None:
    """A preface in one language stands before the first fence, or joins no pair wrongly."""
    found = groups("z90 z91 e1 z1 e2 z2 e3 z3")
    assert found[-2:] == ["z2 e2", "z3 e3"]


def test_two_halves_have_no_fence_between_paragraphs() -> None:
    """All of the Chinese text, then all of the English one: order says nothing of paragraphs."""
    assert groups("z1 z2 z3 z4 e1 e2 e3 e4") == ["z1 z2 z3 z4 e1 e2 e3 e4"]


def test_two_files_have_no_such_fences() -> None:
    """The numbers of paragraphs of two files say nothing of each other."""
    data = "\n\n".join(map(paragraph, ["z1", "e1", "z2", "e2"])).encode()
    zh, _ = map(segment_document, extract_bilingual(data, name="x.md"))
    _, en = map(segment_document, extract_bilingual(data + b"\n", name="y.md"))
    assert find_paragraph_fences(zh, en, compare(zh, en, encoder=Meanings())) == ()


def test_a_fence_agrees_with_those_that_it_does_not_cross() -> None:
    """A place before one fence in one text and behind it, or at it, in the other crosses it."""
    fences = [(2, 3), (5, 5)]
    assert agrees((2, 3), fences)
    assert agrees((3, 4), fences)
    assert not agrees((3, 2), fences)
    assert not agrees((2, 4), fences)
    assert not agrees((6, 5), fences)


def test_a_long_text_behind_its_translation_has_no_such_fences() -> None:
    """Runs of hundreds of paragraphs are no order of pairs, and are not searched for one."""
    names = [f"{lang}{n}" for lang in "ze" for n in range(600)]
    data = "\n\n".join(map(paragraph, names)).encode()
    zh, en = map(segment_document, extract_bilingual(data, name="x.txt"))
    assert find_paragraph_fences(zh, en, compare(zh, en, encoder=Meanings())) == ()
