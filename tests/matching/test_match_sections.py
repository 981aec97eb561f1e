"""Sections of two texts, matched by order, content and number."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sections_texts import Meanings, text

from aigov_corpus.matching.filing import tag_sections
from aigov_corpus.matching.likeness import compare
from aigov_corpus.matching.runs import find_runs
from aigov_corpus.matching.sections import Region, match_sections
from aigov_corpus.records import Segmented

ENCODER = Meanings()


def regions_of(zh: Segmented, en: Segmented) -> tuple[Region, ...]:
    """The regions, by the encoder of meanings."""
    return match_sections(zh, en, compare(zh, en, encoder=ENCODER))


def matched(zh: Segmented, en: Segmented) -> list[tuple[str, str]]:
    """The paths of each region: `3`, `3+4` if several share it, empty if there is none."""
    return [
        (
            "+".join(dict.fromkeys(s.section for s in zh.segments[slice(*region.zh)])),
            "+".join(dict.fromkeys(s.section for s in en.segments[slice(*region.en)])),
        )
        for region in regions_of(zh, en)
    ]


def numbered(lang: str, *paths: str, first: int = 0) -> Segmented:
    """Sections of four sentences each, whose meanings run on."""
    return text(
        lang, *((path, [first + 4 * n + k for k in range(4)]) for n, path in enumerate(paths))
    )


def test_equal_numbers_and_equal_content_match() -> None:
    """The plain case."""
    paths = ("0", "ch1", "ch1/art1", "ch1/art2", "ch2", "ch2/art3")
    assert matched(numbered("zh", *paths), numbered("en", *paths)) == [
        (path, path) for path in paths
    ]


def test_wrongly_numbered_chapters_match_by_content() -> None:
    """A number that comes twice, or all numbers one too high, deceive nobody."""
    zh = numbered("zh", *(f"ch{n}" for n in range(1, 9)))
    wrong = ["ch1", "ch2", "ch3", "ch6", "ch5", "ch6", "ch5", "ch8"]
    assert matched(zh, numbered("en", *wrong)) == [
        (f"ch{n}", path) for n, path in enumerate(wrong, 1)
    ]
    late = numbered("en", *(f"ch{n}" for n in range(2, 10)))
    assert matched(zh, late) == [(f"ch{n}", f"ch{n + 1}") for n in range(1, 9)]


def test_marks_of_other_levels_match() -> None:
    """一、 may be `I.`, and （一） may be `1.`: the paths differ in kind, the texts do not."""
    zh = numbered("zh", "1", "1/1", "1/2", "2", "2/1")
    assert matched(zh, numbered("en", "ch1", "ch1/1", "ch1/2", "ch2", "ch2/1")) == [
        ("1", "ch1"),
        ("1/1", "ch1/1"),
        ("1/2", "ch1/2"),
        ("2", "ch2"),
        ("2/1", "ch2/1"),
    ]


def test_a_section_that_one_side_lacks_stands_alone() -> None:
    """At the end, in the middle, and when those behind it are numbered on without it."""
    zh = numbered("zh", "0", "1", "2", "3")
    assert matched(zh, numbered("en", "0", "1", "2", "3", "4"))[-1] == ("", "4")
    sections = [(str(n), [4 * n + k for k in range(4)]) for n in range(4)]
    assert matched(zh, text("en", *sections[:2], sections[3])) == [
        ("0", "0"),
        ("1", "1"),
        ("2", ""),
        ("3", "3"),
    ]
    kept = [0, 1, 2, 4, 5, 6, 7]
    zh = numbered("zh", *map(str, range(8)))
    en = text("en", *((str(n), range(4 * own, 4 * own + 4)) for n, own in enumerate(kept)))
    assert matched(zh, en) == [
        ("3", "") if n == 3 else (str(n), str(n - (n > 3))) for n in range(8)
    ]


def test_a_preface_and_a_table_of_contents_of_one_side_stand_alone() -> None:
    """Contents list the headings of the whole text and are not any of its sections."""
    heads = ["#意900", "#意901", "#意902"]
    zh = text(
        "zh",
        ("0", [500, 501, 502, 503]),
        *((f"ch{n + 1}", [head, 4 * n, 4 * n + 1, 4 * n + 2]) for n, head in enumerate(heads)),
    )
    english = [head.replace("意", "meaning") for head in heads]
    en = text(
        "en",
        ("toc", ["Contents", *(head.removeprefix("#") for head in english)]),
        *((f"ch{n + 1}", [head, 4 * n, 4 * n + 1, 4 * n + 2]) for n, head in enumerate(english)),
    )
    assert matched(zh, en) == [
        ("0", ""),
        ("", "toc"),
        ("ch1", "ch1"),
        ("ch2", "ch2"),
        ("ch3", "ch3"),
    ]


def test_numbers_that_begin_again_are_no_error() -> None:
    """The same path twice on a side is two sections."""
    paths = ("1", "2", "3", "1", "2", "3")
    assert matched(numbered("zh", *paths), numbered("en", *paths)) == [
        (path, path) for path in paths
    ]


def test_a_side_without_headings_is_one_region_with_all_of_the_other() -> None:
    """It is aligned as a whole, not called missing."""
    zh = numbered("zh", "0", "1", "2", "3")
    flat = text("en", ("0", range(16)))
    assert regions_of(zh, flat) == (Region((0, 16), (0, 16)),)


def test_more_levels_on_one_side_share_a_region() -> None:
    """The articles of a chapter that the other side does not divide stay together."""
    zh = numbered("zh", "ch1", "ch1/art1", "ch1/art2", "ch2", "ch2/art3", "ch2/art4")
    en = text("en", ("ch1", range(12)), ("ch2", range(12, 24)))
    assert matched(zh, en) == [("ch1+ch1/art1+ch1/art2", "ch1"), ("ch2+ch2/art3+ch2/art4", "ch2")]


def test_what_is_unsure_is_not_cut() -> None:
    """Sections whose content says nothing and whose numbers differ in kind stay in one region."""
    zh = text("zh", ("1", [1]), ("2", ["甲"]), ("3", ["乙"]), ("4", [4]))
    en = text("en", ("1", [1]), ("a", ["x"]), ("4", [4]))
    assert len(matched(zh, en)) < 5
    assert all(
        "2" not in one.split("+") or "3" in one.split("+") or not two
        for one, two in matched(zh, en)
    )


SECTIONS = st.lists(st.integers(1, 5), min_size=1, max_size=9)


@given(SECTIONS, st.sets(st.integers(0, 8)), st.sets(st.integers(0, 8)), st.booleans())
@example([1, 1, 1, 1, 1], {1, 2}, {4}, True)
@settings(deadline=None, max_examples=60)
def test_no_cut_tears_a_sentence_from_its_translation(
    sizes: list[int], lost_zh: set[int], lost_en: set[int], renumber: bool
) -> None:
    """Whichever sections a side lacks: regions cover both texts in order, and no cut is wrong."""
    starts = [sum(sizes[:n]) for n in range(len(sizes))]
    sections = [
        (n, [start + k for k in range(size)])
        for n, (start, size) in enumerate(zip(starts, sizes, strict=True))
    ]
    sides = []
    for lang, lost in (("zh", lost_zh), ("en", lost_en)):
        kept = [one for one in sections if one[0] not in lost] or sections[:1]
        paths = [str(at if renumber else n) for at, (n, _) in enumerate(kept)]
        sides.append(
            text(lang, *((path, body) for path, (_, body) in zip(paths, kept, strict=True)))
        )
    zh, en = sides
    regions = regions_of(zh, en)
    assert (regions[0].zh[0], regions[0].en[0]) == (0, 0)
    assert (regions[-1].zh[1], regions[-1].en[1]) == (len(zh.segments), len(en.segments))
    for one, two in pairwise(regions):
        assert (one.zh[1], one.en[1]) == (two.zh[0], two.en[0])
    meanings = [[int(re.sub(r"\D", "", s.text)) for s in side.segments] for side in sides]
    for region in regions[:-1]:
        before = [
            set(side[:end])
            for side, end in zip(meanings, (region.zh[1], region.en[1]), strict=True)
        ]
        after = [
            set(side[end:])
            for side, end in zip(meanings, (region.zh[1], region.en[1]), strict=True)
        ]
        assert not before[0] & after[1]
        assert not before[1] & after[0]


def test_very_long_texts_are_compared_in_units(monkeypatch: pytest.MonkeyPatch) -> None:
    """A unit never holds sentences of two sections, and the sections are still found."""
    paths = [f"art{n}" for n in range(1, 31)]
    zh, en = numbered("zh", *paths), numbered("en", *paths)
    monkeypatch.setattr("aigov_corpus.matching.likeness._LARGEST_TABLE", 2000)
    found = compare(zh, en, encoder=ENCODER)
    assert found.piece_size > 1
    assert found.margins.size <= 4 * 2000
    assert {run.start for run in find_runs(zh)} <= set(found.zh_bounds.tolist())
    assert matched(zh, en) == [(path, path) for path in paths]


def test_of_texts_with_too_many_sections_the_upper_levels_are_matched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Memory stays bounded: chapters, or nothing at all."""
    paths = [f"ch{n // 4}/art{n}" for n in range(24)]
    zh, en = numbered("zh", *paths), numbered("en", *paths)
    monkeypatch.setattr("aigov_corpus.matching.sections._LARGEST_TABLE", 36)
    assert [region.zh for region in regions_of(zh, en)] == [(n, n + 16) for n in range(0, 96, 16)]
    monkeypatch.setattr("aigov_corpus.matching.sections._LARGEST_TABLE", 35)
    assert regions_of(zh, en) == (Region((0, 96), (0, 96)),)


def test_what_belongs_together_is_filed_under_one_section() -> None:
    """The Chinese path, a finer English one, or a marked one that means another section."""
    zh = numbered("zh", "1", "2", "3")
    en = text(
        "en", ("1", range(4)), ("2", range(900, 905)), ("3", range(4, 8)), ("4", range(8, 12))
    )
    regions = regions_of(zh, en)
    found = tag_sections(zh, en, regions).en
    assert found == (*["1"] * 4, *["en:2"] * 5, *["2"] * 4, *["3"] * 4)
    fine = text("en", ("1", range(4)), ("1/1", range(4, 8)))
    whole = text("zh", ("1", range(8)))
    found = tag_sections(whole, fine, [Region((0, 8), (0, 8))]).en
    assert found == (*["1"] * 4, *["1/1"] * 4)


def test_a_text_without_sentences_is_one_region() -> None:
    """There is nothing to match; the aligner makes nulls of what the other side has."""
    assert regions_of(text("zh", ("0", [1, 2])), text("en")) == (Region((0, 2), (0, 0)),)
