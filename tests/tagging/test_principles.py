"""Tagging one unit: what fires, where, with which score."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aigov_corpus.errors import UsageError
from aigov_corpus.records import Tag
from aigov_corpus.tagging import Taxonomy, load_taxonomy, tag_principles, tag_unit, tag_units
from aigov_corpus.tagging.taxonomy import Cues

TAXONOMY = load_taxonomy()
ALL = ("people", "sovereignty", "development", "security", "fairness", "openness")
CUES = [
    cue.replace("*", "s")
    for principle in TAXONOMY.principles
    for cues in (principle.zh, principle.en)
    for cue in (*cues.strong, *cues.weak, *cues.excluded)
]


def tags(
    zh: str = "", en: str = "", *, taxonomy: Taxonomy = TAXONOMY, **options: float
) -> dict[str, Tag]:
    """Tag one unit of the bundled taxonomy, by principle."""
    return {tag.principle: tag for tag in tag_principles(zh, en, taxonomy=taxonomy, **options)}


def fired(tag: Tag, zh: str, en: str) -> list[str]:
    """Return the strings that fired, in the order of the evidence."""
    return [
        {"zh": zh, "en": en}[evidence.side][evidence.start : evidence.end]
        for evidence in tag.evidence
    ]


def test_the_sentence_that_names_all_six_gets_all_six_from_either_side() -> None:
    """The preamble's sentence has every principle, in the taxonomy's order; each side alone too."""
    zh = "遵循向善为民、尊重主权、发展导向、安全可控、公平普惠、开放合作的目标和原则"
    en = (
        "the goals and principles of benefiting people, respecting sovereignty, "
        "prioritizing development, "
        "ensuring security and control, promoting fairness and inclusivity, "
        "and enhancing openness and cooperation"
    )
    assert {tag.score for tag in tags(zh, en).values()} == {1.0}
    for sides in ((zh, en), (zh, ""), ("", en)):
        assert tuple(tags(*sides)) == ALL


@pytest.mark.parametrize(
    ("zh", "en", "score"),
    [
        ("加强国际合作", "strengthen international cooperation", 1.0),
        ("加强国际合作", "open up", 0.75),
        ("加强国际合作", "do more together", 0.5),
        ("加强国际合作", "", 1.0),
        ("加强合作", "more dialogue", 0.5),
        ("开展跨国合作", "", 1.0),
        ("加强合作，扩大合作", "", 0.5),
        ("加强合作", "", 0.5),
        ("两家公司合作开店，合作了三年。", "", None),
        ("", "The shop is open.", None),
    ],
)
def test_the_score_is_the_mean_of_the_sides(zh: str, en: str, score: float | None) -> None:
    """A side weighs 1 with a strong or two weak cues, 0.5 with one weak cue that is confirmed."""
    tag = tags(zh, en).get("openness")
    assert (tag and tag.score) == score


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((None, "", TAXONOMY), "zh is None, which is not a text; give a text"),
        (("", 3, TAXONOMY), "en is 3, which is not a text"),
        (("", "", "aigov-principles"), "is not a taxonomy; give load_taxonomy"),
    ],
)
def test_wrong_arguments_are_our_error(arguments: tuple[Any, Any, Any], said: str) -> None:
    """With what to give instead."""
    zh, en, taxonomy = arguments
    with pytest.raises(UsageError, match=said):
        tag_principles(zh, en, taxonomy=taxonomy)


def test_a_lower_threshold_shows_the_single_weak_cue() -> None:
    """What a weak cue alone gives is below the line, and is there for who asks."""
    assert tags("图书馆开放。", accept=0.25)["openness"].score == 0.4


def test_a_weak_cue_that_the_model_confirms_says_so() -> None:
    """The last evidence has no place; a taxonomy of the user's own has no model."""
    *cues, model = tags("加强合作")["openness"].evidence
    assert [evidence.cue for evidence in cues] == ["合作"]
    assert (model.found_by, model.side, model.cue) == ("embedding", "zh", "")
    own = replace(TAXONOMY, id="own")
    assert not tags("加强合作", taxonomy=own)


def test_evidence_says_where_each_cue_fired() -> None:
    """Spans are into the side's own text, and the cue is the taxonomy's wording."""
    zh, en = "提升安全性，防范风险。", "Improve Controllability and data security."
    tag = tags(zh, en)["security"]
    assert fired(tag, zh, en) == ["安全性", "防范风险", "Controllability", "security"]
    assert [evidence.cue for evidence in tag.evidence] == [
        "安全性",
        "防范…风险",
        "controllab*",
        "security",
    ]
    assert {evidence.found_by for evidence in tag.evidence} == {"cue"}


def test_with_one_side_missing_the_evidence_names_the_other() -> None:
    """A unit without Chinese is tagged from its English, and may score as high as one with."""
    tag = tags("", "Build secure, reliable platforms and keep them safe.")["security"]
    assert (tag.score, tag.score_zh, tag.score_en) == (1.0, None, 1.0)
    assert {evidence.side for evidence in tag.evidence} == {"en"}


def test_a_cue_inside_a_longer_cue_fires_once() -> None:
    """包容普惠 is one cue, not three."""
    zh = "推动人工智能包容普惠发展"
    assert fired(tags(zh)["fairness"], zh, "") == ["包容普惠"]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("请系好安全带。", "Fasten your seat belt."),
        ("可控核聚变", "controlled fusion"),
        ("开放源代码软件", "open-source software"),
        ("开放源代码软件", "open source software"),
        ("改革开放", "reform and opening up"),
        ("公平竞争", "fair competition"),
        ("主权财富基金", "sovereign wealth funds"),
        ("联合国安全理事会", "the United Nations Security Council"),
        ("相当顺利", "fairly smooth"),
        ("农民专业合作社", "farmers’ cooperatives"),
        ("", "insecurity reopened unsafe intersecurity"),
        ("他带头合唱，作了曲。", "open-ended; wide-open"),
    ],
)
def test_cues_do_not_fire_inside_other_words(zh: str, en: str) -> None:
    """Words that only contain a cue, and wordings that the taxonomy excludes, give no evidence."""
    assert tags(zh, en, accept=0.0) == {}


def test_an_exception_does_not_hide_the_cue_elsewhere() -> None:
    """Only the hit inside the excluded wording is dropped."""
    zh, en = "在开放源代码之外坚持开放合作。", "Beyond open-source code, openness."
    assert fired(tags(zh, en)["openness"], zh, en) == ["开放合作", "openness"]


def test_a_cue_that_contains_an_exception_fires() -> None:
    """Open source as a community that shares is openness; as a licence it is not."""
    zh, en = "支持开源社区建设", "support open-source communities"
    assert fired(tags(zh, en)["openness"], zh, en) == ["开源社区", "open-source communities"]


@pytest.mark.parametrize(
    "text", ["DIGITAL  DIVIDE", "digital-divide", "digital\u2011divide", "digital\ndivides"]
)
def test_english_cues_ignore_case_spacing_and_inflection(text: str) -> None:
    """A space in a cue also matches hyphens and line breaks; * takes any ending."""
    assert fired(tags("", text)["fairness"], "", text) == [text]


@pytest.mark.parametrize("text", ["ſECURITY", "securıty", "SECURİTY"])
def test_letters_that_python_matches_without_case_are_not_overlooked(text: str) -> None:
    """The long s, and i with and without a dot, are s and i as `re.IGNORECASE` has them."""
    assert fired(tags("", text, accept=0.0)["security"], "", text) == [text]


def test_chinese_words_come_from_the_given_segmentation() -> None:
    """Where the caller's segmenter sees one word, a cue inside it does not fire."""
    one_word = tag_principles(
        "安全", "", taxonomy=TAXONOMY, words=lambda text: [(text, 0, len(text))]
    )
    assert [tag.principle for tag in one_word] == ["security"]
    glued = tag_principles(
        "安全人", "", taxonomy=TAXONOMY, words=lambda text: [(text, 0, len(text))]
    )
    assert glued == ()


@pytest.mark.parametrize("blank", ["", " ", "\n\u3000"])
def test_nothing_gives_nothing(blank: str) -> None:
    """An empty unit has no principle."""
    assert tag_principles(blank, blank, taxonomy=TAXONOMY, accept=0.0) == ()


def pieces() -> st.SearchStrategy[str]:
    """Texts made of cues, exceptions and arbitrary Unicode."""
    return st.lists(st.one_of(st.sampled_from(CUES), st.text(max_size=6)), max_size=8).map("".join)


@settings(deadline=None, max_examples=50)  # the first call loads the dictionary
@given(zh=pieces(), en=pieces())
def test_spans_scores_and_repeats_hold_for_any_text(zh: str, en: str) -> None:
    """Spans lie in the text and are what the cue says; the same input gives the same tags."""
    found = tag_principles(zh, en, taxonomy=TAXONOMY, accept=0.0)
    assert found == tag_principles(zh, en, taxonomy=TAXONOMY, accept=0.0)
    assert len({tag.principle for tag in found}) == len(found)
    for tag in found:
        assert 0 < tag.score <= 1
        sides = {"zh": tag.score_zh, "en": tag.score_en}
        assert {evidence.side for evidence in tag.evidence} == {at for at in sides if sides[at]}
        assert list(tag.evidence) == sorted(
            tag.evidence,
            key=lambda at: (at.side == "en", at.found_by == "embedding", at.start),
        )
        for evidence in (one for one in tag.evidence if one.found_by == "cue"):
            text = {"zh": zh, "en": en}[evidence.side]
            assert 0 <= evidence.start < evidence.end <= len(text)
            stem = re.split(r"[*\s…-]", evidence.cue)[0]
            assert text[evidence.start : evidence.end].lower().startswith(stem.lower())


@pytest.mark.slow
@settings(deadline=None, max_examples=50)  # the first call loads the dictionary
@given(units=st.lists(st.tuples(pieces(), pieces()), max_size=4), data=st.data())
def test_a_unit_s_tags_do_not_depend_on_other_units(
    units: list[tuple[str, str]], data: st.DataObject
) -> None:
    """Tagging in another order gives each unit the same tags."""
    order = data.draw(st.permutations(range(len(units))))
    straight = [tag_principles(*unit, taxonomy=TAXONOMY) for unit in units]
    shuffled = {at: tag_principles(*units[at], taxonomy=TAXONOMY) for at in order}
    assert [shuffled[at] for at in range(len(units))] == straight


@pytest.mark.slow
def test_the_order_of_cues_in_the_file_does_not_matter() -> None:
    """Reversing every list of cues changes no tag."""

    def turned(taxonomy: Taxonomy) -> Taxonomy:
        def back(cues):  # type: ignore[no-untyped-def]
            return replace(
                cues, strong=cues.strong[::-1], weak=cues.weak[::-1], excluded=cues.excluded[::-1]
            )

        principles = (replace(p, zh=back(p.zh), en=back(p.en)) for p in taxonomy.principles)
        return replace(taxonomy, principles=tuple(principles))

    reverse = turned(TAXONOMY)
    for start in range(0, len(CUES), 20):
        text = " ".join(CUES[start : start + 21])  # the last one is the first of the next text
        assert tag_principles(text, text, taxonomy=TAXONOMY) == tag_principles(
            text, text, taxonomy=reverse
        )


def test_a_long_text_is_tagged_in_linear_time() -> None:
    """A unit of 6,000 hits and as many excluded ones: no product of the two."""
    en = "open source openness " * 6_000
    (tag,) = tag_principles("", en, taxonomy=TAXONOMY)
    assert len(tag.evidence) == 6_000


SIDES = (
    ("加强国际合作，维护主权。", "Cooperate."),
    ("抓住机遇，加强合作。", "Seize opportunities through cooperation."),
    ("抓住机遇。", "Sovereignty and human rights."),
)


@pytest.mark.parametrize(("zh", "en"), SIDES)
def test_the_tags_of_a_side_do_not_depend_on_the_other_side(zh: str, en: str) -> None:
    """The Chinese has the same principles alone and beside any English, and so has the English."""
    both = tag_unit(zh, en, taxonomy=TAXONOMY)
    alone = tag_unit(zh, "", taxonomy=TAXONOMY)
    assert both.principles_zh == alone.principles_zh == alone.principles
    assert both.principles_en == tag_unit("", en, taxonomy=TAXONOMY).principles
    assert {*both.principles_zh, *both.principles_en} <= set(both.principles)


def test_near_misses_are_kept_with_their_score() -> None:
    """A single weak cue makes no tag, but is told; the same in both sides makes one."""
    alone = tag_unit("抓住机遇。", "", taxonomy=TAXONOMY)
    assert (alone.principles, alone.principle_evidence) == ((), ())
    assert [(miss.principle, miss.score) for miss in alone.near_misses] == [("development", 0.4)]
    both = tag_unit("抓住机遇。", "Seize opportunities.", taxonomy=TAXONOMY)
    assert (both.principles, both.principles_zh, both.principles_en) == (("development",), (), ())


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("依照《数据安全法》《个人信息保护法》处罚。", "under the Cybersecurity Law"),
        ("国家安全部通报", "the Ministry of State Security said"),
        ("网络安全法第九条", "Article 9 of the Data Security Law and the Cybersecurity Act"),
        ("国际合作发展署", "the Organisation for Economic Co-operation and Development"),
        ("保障粮食安全", "food security"),
        ("贷款人的国家安全利益", "the national security interests of the lender"),
        ("与安全无关", "This has nothing to do with data security"),
    ],
)
def test_names_and_denials_are_no_cue(zh: str, en: str) -> None:
    """A title or name only contains the word; a denial says that it is not meant."""
    assert tags(zh, en) == {}


def test_a_cue_beside_a_name_fires() -> None:
    """The name of the law is no cue, what is said about it is."""
    zh, en = "《网络安全法》保护隐私。", "The Cybersecurity Law protects privacy."
    assert fired(tags(zh, en)["security"], zh, en) == ["隐私", "privacy"]


def test_traditional_characters_read_as_simplified() -> None:
    """The same tags from both scripts, and places in the text as it stands."""
    zh = "遵循向善為民、尊重主權、發展導向、安全可控、公平普惠、開放合作的原則"
    assert tuple(tags(zh)) == ALL
    assert fired(tags(zh)["people"], zh, "") == ["向善為民"]


@pytest.mark.parametrize(
    ("zh", "en", "fires"),
    [
        ("尊重各国的政策", "respect for the policies of others", True),
        ("尊重各国，政策", "respect. The policies of others", False),
    ],
)
def test_a_gap_ends_with_the_phrase(zh: str, en: str, fires: bool) -> None:
    """A gap in a cue stands for a few words, and crosses no mark that ends a phrase."""
    taxonomy = replace(
        TAXONOMY,
        principles=(
            replace(
                TAXONOMY.principles[0],
                zh=Cues(("尊重…政策",)),
                en=Cues(("respect* … policies",)),
            ),
        ),
    )
    assert bool(tags(zh, en, taxonomy=taxonomy)) is fires


def test_units_tagged_together_have_the_tags_that_each_has_alone() -> None:
    """Weak cues that the model confirms or not, in one side or both; the same text twice."""
    texts = [
        ("这是历史性的机遇。", ""),
        ("", "The door of the shop is open to all who want to cooperate."),
        ("加强安全治理", "The opportunities are for everybody."),
        ("", ""),
        ("这是历史性的机遇。", "They open a window."),
    ]
    alone = [tag_unit(*unit, taxonomy=TAXONOMY) for unit in texts]
    assert tag_units(texts, taxonomy=TAXONOMY) == alone
    assert any(tag.score for unit in alone for tag in unit.near_misses)
