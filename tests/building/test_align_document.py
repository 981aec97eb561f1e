"""The pure part of a build: two segmented documents to pairs."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aigov_corpus.building.pairs import make_pairs
from aigov_corpus.building.versions import align_versions
from aigov_corpus.embedding import get_encoder
from aigov_corpus.matching.fences import find_fences
from aigov_corpus.matching.sections import Region
from aigov_corpus.records import Block, Document, Pair, Segment, Segmented
from aigov_corpus.tagging import load_taxonomy

TAXONOMY = load_taxonomy()
HASH = get_encoder("hash")


def side(lang: str, *blocks: tuple[str, str, Sequence[str]]) -> Segmented:
    """A document of `(section, kind, sentences)` blocks, already segmented."""
    joint = "" if lang == "zh" else " "
    made, segments = [], []
    for number, (section, kind, sentences) in enumerate(blocks):
        text = joint.join(sentences)
        made.append(Block(kind, text, lang, section))  # type: ignore[arg-type]
        at = 0
        for count, sentence in enumerate(sentences, 1):
            at = text.index(sentence, at)
            segments.append(
                Segment(
                    f"{lang}-p{number + 1:03d}-s{count:02d}",
                    sentence,
                    number,
                    at,
                    at + len(sentence),
                    kind,
                    section,
                )  # type: ignore[arg-type]
            )
            at += len(sentence)
    return Segmented(
        Document("", lang, tuple(made), sha256=lang * 32), tuple(segments), f"{lang}/test"
    )


def align(zh: Segmented, en: Segmented) -> list[Pair]:
    """The pairs of two sides, with the fake encoder."""
    aligned = align_versions(zh, en, encoder=HASH)
    return make_pairs(aligned, document="d", rendering="r", taxonomy=TAXONOMY)


ZH = side(
    "zh",
    ("0", "paragraph", ["我们提出计划。"]),
    ("1", "heading", ["一、合作。"]),
    ("1", "paragraph", ["2030年目标需要合作。", "开放是关键。"]),
    ("3", "paragraph", ["第三部分只有中文。"]),
)
EN = side(
    "en",
    ("0", "paragraph", ["We propose a plan."]),
    ("1", "heading", ["1. Cooperation"]),
    ("1", "paragraph", ["The 2030 goals need cooperation.", "Openness is key."]),
    ("2", "heading", ["2. Only Here"]),
    ("2", "paragraph", ["This is in English only.", "So is this."]),
)


@pytest.mark.usefixtures("in_order")
def test_sections_that_one_side_lacks_are_missing_on_the_other() -> None:
    """Each of their segments is a unit of its own, in its place, with no score."""
    found = [
        (pair.section, pair.status, pair.bead, pair.score)
        for pair in align(ZH, EN)
        if pair.section in "23"
    ]
    assert sorted(found) == [("2", "missing", "0-1", None)] * 3 + [("3", "missing", "1-0", None)]


@pytest.mark.usefixtures("in_order")
def test_headings_pair_with_headings_and_give_the_titles() -> None:
    """The title is the heading without its number and full stop, on every pair of the section."""
    inside = [pair for pair in align(ZH, EN) if pair.section == "1"]
    assert (inside[0].kind, inside[0].zh, inside[0].en) == (
        "heading",
        "一、合作。",
        "1. Cooperation",
    )
    assert {(pair.section_title_zh, pair.section_title_en) for pair in inside} == {
        ("合作", "Cooperation")
    }


def test_fences_stand_between_sections_and_after_headings() -> None:
    """No bead can cross them; the ends of the texts are none."""
    regions = [
        Region((0, 1), (0, 1)),
        Region((1, 4), (1, 4)),
        Region((4, 4), (4, 7)),
        Region((4, 5), (7, 7)),
    ]
    assert find_fences(ZH, EN, regions) == ((1, 1), (2, 2), (4, 4), (4, 7))


@pytest.mark.usefixtures("in_order")
def test_ids_depend_on_texts_and_ids_alone() -> None:
    """The same bytes give the same ids; another text in one unit changes that unit's id only."""
    ids = [pair.pair_id for pair in align(ZH, EN)]
    assert ids == [pair.pair_id for pair in align(ZH, EN)]
    assert len(set(ids)) == len(ids)
    other = side(
        "en",
        *[
            (b.section, b.kind, [s.text for s in EN.segments if s.block == n])
            for n, b in enumerate(EN.document.blocks[:4])
        ],
        ("2", "paragraph", ["This is in English only.", "So is that."]),
    )
    changed = [pair.pair_id for pair in align(ZH, other)]
    assert [a == b for a, b in zip(ids, changed, strict=True)].count(False) == 1


@pytest.mark.usefixtures("in_order")
def test_every_pair_carries_what_it_was_made_with() -> None:
    """Sources, segmenters, encoder and aligner, taxonomy, version."""
    [signature] = {pair.signature for pair in align(ZH, EN)}
    assert signature.startswith("src:zhzhzhz+enenene|seg:zh/test+en/test|")
    assert f"|tag:{TAXONOMY.signature}|v:" in signature


SENTENCES = {
    "zh": st.text("人工智能合作发展,2030", min_size=1, max_size=12).map(lambda text: f"{text}。"),
    "en": st.text("abc d2030", min_size=1, max_size=20).map(lambda text: f"A{text.strip()}."),
}


def blocks(lang: str) -> st.SearchStrategy[Segmented]:
    """Documents of up to five sections in order, any of them absent, with or without heading."""
    one = st.tuples(
        st.sampled_from(["heading", "paragraph"]), st.lists(SENTENCES[lang], min_size=1, max_size=4)
    )
    return st.dictionaries(st.sampled_from("01234"), one, min_size=1).map(
        lambda sections: side(
            lang,
            *(
                block
                for section, (first, sentences) in sorted(sections.items())
                for block in (
                    [(section, "heading", sentences[:1]), (section, "paragraph", sentences)]
                    if first == "heading"
                    else [(section, "paragraph", sentences)]
                )
            ),
        )
    )


@given(blocks("zh"), blocks("en"))
@settings(deadline=None, max_examples=30)
def test_every_character_is_in_exactly_one_unit(zh: Segmented, en: Segmented) -> None:
    """By the real aligner: nothing lost or twice, in order; status and score fit the texts."""
    pairs = align(zh, en)
    for lang, text in (("zh", zh), ("en", en)):
        assert [i for pair in pairs for i in getattr(pair, f"{lang}_ids")] == [
            s.id for s in text.segments
        ]
        whole = "".join(block.text for block in text.document.blocks)
        assert "".join(getattr(pair, lang) for pair in pairs).replace(" ", "") == whole.replace(
            " ", ""
        )
    for pair in pairs:
        both = bool(pair.zh and pair.en)
        assert both == (pair.status == "auto") == (pair.score is not None)
        assert pair.bead == f"{len(pair.zh_ids)}-{len(pair.en_ids)}"
