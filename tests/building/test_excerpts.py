"""The line that says which part of a text its other version covers."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from aigov_corpus.building.coverage import describe_coverage, describe_moved_parts
from aigov_corpus.building.documents import align_documents
from aigov_corpus.building.versions import AlignedVersions
from aigov_corpus.embedding import cache_encoder
from aigov_corpus.extraction import extract
from aigov_corpus.matching.belonging import Belonging
from aigov_corpus.matching.parts import MovedPart
from aigov_corpus.records import Alignment, Bead, Signature
from aigov_corpus.segmentation import segment_document

NAMES = ("zh.txt", "en.txt")
LAMPS = Path(__file__).parents[1] / "fixtures" / "sections"
FERRIES = (
    """临江市渡船管理规定

第一条　为了保障乘客安全，制定本规定。

第二条　渡船每次搭载的乘客不得超过四十人。

第三条　遇有大雾或者大风，渡船应当停航。

第四条　儿童和老人乘坐渡船免收费用。
""",
    """Rules of Linjiang City on Ferries

Article 1  These Rules are made to protect the safety of passengers.

Article 2  A ferry shall carry no more than forty passengers at a time.

Article 3  Ferries shall stop running in dense fog or strong wind.

Article 4  Children and elderly people travel on ferries free of charge.
""",
)


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
    match = SimpleNamespace(zh=texts[0], en=texts[1], belonging=belonging, moved_parts=())
    beads = tuple(Bead((n,), (n,), score) for n in range(3))
    versions = AlignedVersions(match, Alignment(beads, 3, 3, Signature()), ())  # type: ignore[arg-type]
    assert any("only 2 of 3" in sign for sign in versions.warnings()) == told


def test_parts_in_another_order_are_told_with_their_rows() -> None:
    """Each with both numbers; of many, three."""
    beads = Alignment(tuple(Bead((n,), (n,), 0.9) for n in range(9)), 9, 9, Signature())
    long = "Regulations on the Lighting of Streets, Squares, Parks and Harbours"
    parts = [MovedPart("Lamps Act", 1, 2, 3, 6), MovedPart(long, 2, 3, 6, 9)]
    assert describe_moved_parts(parts, beads, NAMES) == [
        "the parts of en.txt stand in another order than those of zh.txt, and the rows follow "
        "zh.txt: “Lamps Act” is part 1 of en.txt and part 2 of zh.txt (rows 4 to 6), “Regulations "
        "on the Lighting of Streets, Squares, Parks and H…” is part 2 of en.txt and part 3 of "
        "zh.txt (rows 7 to 9)"
    ]
    [many] = describe_moved_parts(parts * 2, beads, NAMES)
    assert many.endswith("(rows 4 to 6), and 1 more part moved")
    assert describe_moved_parts([], beads, NAMES) == []


@pytest.mark.slow
def test_two_laws_in_another_order_are_aligned_article_by_article(tmp_path: Path) -> None:
    """The Chinese has the lamps first, the English the ferries, whose rules have no chapters."""
    zh, en = tmp_path / "zh.md", tmp_path / "en.txt"
    zh.write_text((LAMPS / "lamps.zh.md").read_text("utf-8").replace("#", "") + FERRIES[0], "utf-8")
    en.write_text(FERRIES[1] + "\n\n" + (LAMPS / "lamps.en.txt").read_text("utf-8"), "utf-8")
    texts = [segment_document(extract(path)) for path in (zh, en)]
    aligned = align_documents(*texts, encoder=cache_encoder("use"))
    ferries = [row for row in aligned.rows if "渡船" in row.src]
    assert [len(row.tgt_ids) for row in ferries] == [1] * 4
    assert all("err" in row.tgt for row in ferries)
    lamps = [row for row in aligned.rows if "灯" in row.src]
    assert sum(bool(row.tgt) for row in lamps) >= len(lamps) - 2
    assert any("another order" in sign for sign in aligned.warnings)
