"""The line that says which part of a text its other version covers."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from aigov_corpus.building.coverage import describe_coverage
from aigov_corpus.building.versions import AlignedVersions
from aigov_corpus.matching.belonging import Belonging
from aigov_corpus.records import Alignment, Bead, Signature

NAMES = ("zh.txt", "en.txt")


def _describe(shapes: str) -> list[str]:
    """Describe an alignment: `=` is a 1-1 bead, `z` Chinese alone, `e` English alone."""
    beads = []
    i = j = 0
    for shape in shapes:
        src = () if shape == "e" else (i,)
        tgt = () if shape == "z" else (j,)
        beads.append(Bead(src, tgt))
        i, j = i + len(src), j + len(tgt)
    texts = [SimpleNamespace(segments=[None] * size) for size in (i, j)]
    alignment = Alignment(tuple(beads), i, j, Signature())
    return describe_coverage(*texts, alignment, NAMES)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("shapes", "share", "covered", "missing"),
    [
        ("=" * 20 + "z" * 80, "20%", "1 to 20", "21 to 100"),
        ("z" * 80 + "=" * 20, "20%", "81 to 100", "1 to 80"),
        (
            "zz" + "=" * 18 + "z" * 40 + "=" * 20 + "z" * 20,
            "40%",
            "1 to 20 and 61 to 80",
            "21 to 60 and 81 to 100",
        ),
        ("===" + "z" * 9 + "e" * 2 + "=", "31%", "1 to 3 and 15", "4 to 12"),
    ],
)
def test_an_excerpt_says_which_rows_it_holds(
    shapes: str, share: str, covered: str, missing: str
) -> None:
    """In one line, for either text; a row is a bead, counted from 1."""
    assert _describe(shapes) == [
        f"en.txt covers only a part of zh.txt, {share} of its sentences (rows {covered}); the rest "
        f"is missing in it (rows {missing})"
    ]
    (other,) = _describe(shapes.translate({ord("z"): "e", ord("e"): "z"}))
    assert other.startswith(f"zh.txt covers only a part of en.txt, {share} of its sentences")


def test_two_versions_are_told_apart_from_an_excerpt() -> None:
    """Both texts have long parts of their own."""
    (found,) = _describe("=" * 40 + "z" * 30 + "e" * 50)
    assert found.startswith("30 of 70 sentences of zh.txt (rows 41 to 70) and 50 of 90 sentences")
    assert found.endswith("two different versions")


def test_texts_without_a_single_pair_are_told() -> None:
    """However short they are."""
    assert _describe("ze") == ["no sentence of zh.txt has a counterpart in en.txt"]


@pytest.mark.parametrize("shapes", ["z=", "=" * 50, "====zzzz" * 8, "=" * 100 + "z" * 9])
def test_whole_texts_are_not_described(shapes: str) -> None:
    """Omissions here and there, or one short part, make no excerpt."""
    assert _describe(shapes) == []


def test_short_texts_with_little_in_common_say_so() -> None:
    """Less than half of both: too short for long parts of their own."""
    assert _describe("=zzzzzeeeee") == [
        "only 1 of 6 sentences of zh.txt and 1 of 6 sentences of en.txt surely have a counterpart: "
        "they seem to be two different texts or versions"
    ]
    assert _describe("=zzzzz") == []


@pytest.mark.parametrize(
    ("score", "langs", "told"),
    [(0.9, ("zh", "en"), False), (0.3, ("zh", "en"), True), (0.9, ("fr", "en"), True)],
)
def test_a_doubt_that_no_row_bears_out_is_not_told(
    score: float, langs: tuple[str, str], told: bool
) -> None:
    """Every sentence has a counterpart, surely; of other languages a score says less."""
    texts = [
        SimpleNamespace(segments=[None] * 3, document=SimpleNamespace(lang=lang)) for lang in langs
    ]
    belonging = Belonging(SimpleNamespace(), doubts=("only 2 of 3",))  # type: ignore[arg-type]
    match = SimpleNamespace(zh=texts[0], en=texts[1], belonging=belonging)
    beads = tuple(Bead((n,), (n,), score) for n in range(3))
    versions = AlignedVersions(match, Alignment(beads, 3, 3, Signature()), ())  # type: ignore[arg-type]
    assert any("only 2 of 3" in sign for sign in versions.warnings()) == told
