"""Whether two documents belong together."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from sections_texts import Meanings, text

from aigov_corpus.building.versions import align_versions
from aigov_corpus.embedding import get_encoder
from aigov_corpus.errors import MismatchError
from aigov_corpus.extraction import extract
from aigov_corpus.matching.belonging import (
    Belonging,
    judge_belonging,
    knows_chinese_and_english,
    require_belonging,
)
from aigov_corpus.matching.likeness import compare
from aigov_corpus.matching.measurements import Measurements
from aigov_corpus.protocols import Encoder
from aigov_corpus.records import Segmented
from aigov_corpus.segmentation import segment_document

FILES = Path(__file__).parents[1] / "fixtures" / "sections"
USE = get_encoder("use")


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the encoder of meanings pass the test of its languages."""
    real = knows_chinese_and_english
    monkeypatch.setattr(
        "aigov_corpus.matching.belonging.knows_chinese_and_english",
        lambda encoder: encoder.id == Meanings.id or real(encoder),
    )


def read(name: str) -> Segmented:
    """A document of tests/fixtures/sections."""
    return segment_document(extract(FILES / name, lang=name.split(".")[1]))


def judge(zh: Segmented, en: Segmented, encoder: Encoder) -> Belonging:
    """Compared and judged with an encoder."""
    return judge_belonging(zh, en, compare(zh, en, encoder=encoder), encoder=encoder)


def score(zh: Segmented, en: Segmented) -> Belonging:
    """Judged with the embedded encoder."""
    return judge(zh, en, USE)


def measured(belonging: Belonging) -> Measurements:
    """The figures, of texts for which there are some."""
    assert belonging.measured
    return belonging.measured


def meant(zh: list[int], en: list[int], *, sections: int = 0) -> Belonging:
    """Judge two lists of meanings that are cut into sections of a number of sentences."""
    step = sections or max(len(zh), len(en))
    sides = [
        text(lang, *((str(n // step), ids[n : n + step]) for n in range(0, len(ids), step)))
        for lang, ids in (("zh", zh), ("en", en))
    ]
    return judge(*sides, Meanings())


def test_a_law_and_its_translation_belong_together() -> None:
    """In spite of a cover notice, a table of contents and wrongly numbered chapters on one side."""
    found = score(read("lamps.zh.md"), read("lamps.en.txt"))
    assert (found.objections, found.doubts) == ((), ())
    assert measured(found).found > 0.6
    assert measured(found).zh_sections.matched >= measured(found).zh_sections.total - 2


def test_the_same_headings_with_other_text_do_not() -> None:
    """Chapters and article numbers agree to the last; the sentence says that nothing else does."""
    found = score(read("lamps.zh.md"), read("library.en.txt"))
    assert any("sections of the Chinese" in sentence for sentence in found.objections)
    with pytest.raises(
        MismatchError, match=r"law and library do not seem to belong together: only .* same order"
    ):
        require_belonging(found, names=("law", "library"))


@pytest.mark.parametrize("strength", [0.5, 1.0, 2.0])
def test_sections_that_all_have_a_counterpart_are_no_doubt(
    strength: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However strong the counterparts are: 10 of 10 are not too few."""
    ids = list(range(30))
    figures = replace(measured(meant(ids, ids, sections=3)), strength=strength)
    monkeypatch.setattr("aigov_corpus.matching.belonging.measure", lambda *_: figures)
    found = meant(ids, ids, sections=3)
    assert not [one for one in found.objections + found.doubts if "sections" in one]


def test_an_objection_names_the_sections_without_counterpart() -> None:
    """So that a person sees what differs between two editions."""
    ids = list(range(30))
    other = [n if n < 12 else 100 + n for n in ids]
    (reason,) = [one for one in meant(ids, other, sections=3).objections if "sections" in one]
    assert "; without one in the Chinese: 4, 5, 6, 7, 8, 9" in reason


@pytest.mark.parametrize("count", [3, 5, 8])
def test_short_texts_belong_together(count: int) -> None:
    """Three sentences are enough to tell, from both sides of the line."""
    zh, en = read("lamps.zh.md"), read("lamps.en.txt")
    some = [s for s in zh.segments if s.section.startswith("ch2/")][:count]
    right = [s for s in en.segments if s.section.startswith("ch2/")][:count]
    wrong = [s for s in en.segments if s.section.startswith("ch4/")][:count]
    sides = [text("zh", ("0", [s.text for s in some]))]
    sides += [text("en", ("0", [s.text for s in one])) for one in (right, wrong)]
    assert not score(sides[0], sides[1]).objections
    if len(wrong) == count:
        assert score(sides[0], sides[2]).objections


def test_a_repeated_line_counts_once() -> None:
    """Minutes say 15 times that all agree. That is no reason to refuse them, nor one to accept."""
    agreed = 900

    def minutes(first: int, *, lang: str) -> Segmented:
        """Fifteen items of business, each a heading and the line that is repeated."""
        said = "意" if lang == "zh" else "meaning"
        return text(lang, *((str(n), (f"#{said}{first + n}", agreed)) for n in range(15)))

    same = judge(minutes(0, lang="zh"), minutes(0, lang="en"), Meanings())
    assert (same.objections, same.doubts) == ((), ())
    assert measured(same).shorter == 16
    assert measured(same).found > 0.9
    other = judge(minutes(0, lang="zh"), minutes(100, lang="en"), Meanings())
    assert other.objections


NOTICE = [
    "关于国庆节放假的通知",
    "各单位：",
    "现将国庆节放假安排通知如下。10月1日至7日放假，共7天。9月29日上班。请各单位安排好值班工作。",
    "市政府办公室",
    "2024年9月20日",
]
ITS_TRANSLATION = [
    "Notice on the National Day Holiday",
    "To all units:",
    "The National Day holiday is arranged as follows. October 1 to 7 is a holiday of seven days. "
    "September 29 is a working day. All units should arrange for staff on duty.",
    "General Office of the Municipal Government",
    "September 20, 2024",
]
ANOTHER = [
    "Notice on Fire Safety",
    "To all units:",
    "Fire drills are to be held in every building this month. Exits must be kept clear. "
    "Report faulty alarms at once. Smoking is not allowed indoors.",
    "Fire Department",
    "May 2, 2023",
]


def test_a_notice_that_ends_like_any_other_is_refused() -> None:
    """Who signs and when says nothing; a true translation of the same few sentences passes."""
    zh, right, wrong = (
        segment_document(extract("\n".join(lines), name="notice"))
        for lines in (NOTICE, ITS_TRANSLATION, ANOTHER)
    )
    assert (score(zh, right).objections, score(zh, right).doubts) == ((), ())
    assert score(zh, wrong).objections


def test_sentences_left_out_here_and_there_are_no_objection() -> None:
    """A third of either side may be missing."""
    rng = random.Random(1)
    sides = [[n for n in range(120) if rng.random() > 0.3] for _ in range(2)]
    assert not meant(*sides).objections


def test_another_order_is_an_objection() -> None:
    """The sentence says that the order is what differs."""
    blocks = [list(range(n, n + 6)) for n in range(0, 120, 6)]
    random.Random(1).shuffle(blocks)
    found = meant(list(range(120)), [n for block in blocks for n in block])
    assert any("the order differs" in sentence for sentence in found.objections)


def test_half_of_the_body_replaced_is_an_objection() -> None:
    """The sentence says how much of either text has no counterpart."""
    found = meant(list(range(120)), [*range(60), *range(500, 560)])
    assert any("no counterpart was found near" in sentence for sentence in found.objections)


def test_another_version_is_an_objection_or_a_doubt() -> None:
    """Every other section has been rewritten: refused; one in four: aligned, with a warning."""

    def version(every: int) -> list[int]:
        return [n if n // 3 % every else 1000 + n for n in range(120)]

    assert any(
        "sections" in one for one in meant(list(range(120)), version(2), sections=3).objections
    )
    doubtful = meant(list(range(120)), version(4), sections=3)
    assert not doubtful.objections
    assert any("30 of 40" in sentence for sentence in doubtful.doubts)


def test_an_excerpt_belongs_to_its_text() -> None:
    """All of the shorter text has its counterpart; which part it is, is told once it is aligned."""
    found = meant(list(range(200)), list(range(60)))
    assert (found.objections, found.doubts) == ((), ())
    assert measured(found).covered[0] < 0.5


def test_what_an_excerpt_repeats_elsewhere_in_the_whole_text_is_no_disorder() -> None:
    """Sixty times outside its part, the whole text has a sentence that looks like one of it."""
    rest = [meaning for number in range(100, 160) for meaning in (number, 5)]
    found = meant([*range(20), *rest], list(range(20)))
    assert measured(found).in_order == 1
    assert not found.objections


def test_an_encoder_that_knows_no_chinese_measures_nothing() -> None:
    """It must not refuse every document; the doubts name it, the fake encoder as any other."""
    assert not knows_chinese_and_english(get_encoder("hash"))
    zh, en = text("zh", ("0", range(9))), text("en", ("0", range(50, 59)))
    monolingual = Meanings()
    monolingual.id = "monolingual@1"
    for encoder in (get_encoder("hash"), monolingual):
        found = judge(zh, en, encoder)
        assert (found.measured, found.objections) == (None, ())
        [doubt] = found.doubts
        assert f"the encoder {encoder.id} cannot match" in doubt


def test_nothing_is_measured_of_a_text_without_sentences() -> None:
    """The doubt names the text."""
    found = judge(text("zh", ("0", range(9))), text("en"), Meanings())
    assert (found.measured, found.doubts) == (None, ("the English has no sentence",))


def test_other_languages_are_doubted_at_most() -> None:
    """The thresholds come from Chinese and English alone."""
    found = judge(text("en", ("0", range(50))), text("fr", ("0", range(99, 149))), Meanings())
    assert not found.objections
    assert found.doubts


def test_documents_that_do_not_belong_together_are_refused_unless_forced() -> None:
    """`align_versions` raises; with `force` it aligns them and says what it measured."""
    zh, en = read("lamps.zh.md"), read("library.en.txt")
    with pytest.raises(MismatchError, match="do not seem to belong together"):
        align_versions(zh, en, encoder=USE)
    forced = align_versions(zh, en, encoder=USE, force=True)
    assert forced.match.belonging.objections
    assert forced.alignment.n_src == len(zh.segments)
