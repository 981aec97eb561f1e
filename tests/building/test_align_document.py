"""The pure part of a build: two segmented documents to pairs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aigov_corpus.building.pairs import make_pairs
from aigov_corpus.building.sentences import list_sentences
from aigov_corpus.building.versions import align_versions
from aigov_corpus.corpus.sentences import rebuild_blocks
from aigov_corpus.embedding import get_encoder
from aigov_corpus.errors import AigovError
from aigov_corpus.matching.fences import find_fences
from aigov_corpus.matching.sections import Region
from aigov_corpus.records import Bead, Block, Document, Move, Pair, Segment, Segmented, Sentence
from aigov_corpus.segmentation import segment_document
from aigov_corpus.segmentation.ids import name_sentences
from aigov_corpus.tagging import load_taxonomy

TAXONOMY = load_taxonomy()
HASH = get_encoder("hash")


def side(lang: str, *blocks: tuple[str, str, Sequence[str]]) -> Segmented:
    """A document of `(section, kind, sentences)` blocks, already segmented."""
    joint = "" if lang == "zh" else " "
    made, segments = [], []
    ids = iter(name_sentences([text for *_, texts in blocks for text in texts], lang=lang))
    for number, (section, kind, sentences) in enumerate(blocks):
        text = joint.join(sentences)
        made.append(Block(kind, text, lang, section))  # type: ignore[arg-type]
        at = 0
        for sentence in sentences:
            at = text.index(sentence, at)
            segments.append(
                Segment(
                    next(ids),
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


def test_a_few_segments_against_many_are_not_fenced_in() -> None:
    """The title may have its counterpart behind a long part that only the other text has."""
    zh = side("zh", ("0", "title", ["基本法"]), ("1", "paragraph", ["第一条。"] * 3))
    en = side("en", ("0", "paragraph", ["Other."] * 80), ("1", "paragraph", ["Article 1."] * 4))
    apart = [
        Region((0, 0), (0, 10)),
        Region((0, 1), (10, 70)),
        Region((1, 1), (70, 80)),
        Region((1, 3), (80, 83)),
        Region((3, 4), (83, 84)),
    ]
    assert find_fences(zh, en, apart) == ((3, 83),)
    fewer = [Region((0, 1), (0, 59)), Region((1, 4), (59, 84))]
    assert find_fences(zh, en, fewer) == ((1, 59),)


@pytest.mark.parametrize(
    ("below", "fences"), [("——在开幕式上的演讲", ()), ("我们提出计划。", ((1, 2),))]
)
def test_a_subtitle_that_is_no_heading_in_one_text_has_no_fence_above_it(
    below: str, fences: tuple[tuple[int, int], ...]
) -> None:
    """It is paired with the subtitle that the other text has among its headings."""
    zh = side("zh", ("0", "title", ["共担责任"]), ("0", "paragraph", [below, "开放是关键。"]))
    titles = ["Shared Duties", "Speech at the Opening"]
    en = side("en", ("0", "title", titles), ("0", "paragraph", ["Openness is key."]))
    assert find_fences(zh, en, [Region((0, 3), (0, 3))]) == fences


@pytest.mark.usefixtures("in_order")
def test_ids_depend_on_the_texts_alone() -> None:
    """Another text in one unit changes its id only; a sentence put at the top changes no id."""
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
    longer = [
        side(lang, ("0", "title", [title]), *_blocks(text))
        for lang, title, text in (("zh", "计划", ZH), ("en", "A Plan", EN))
    ]
    first, *others = [pair.pair_id for pair in align(*longer)]
    assert (first not in ids, others) == (True, ids)


def _blocks(text: Segmented) -> list[tuple[str, str, list[str]]]:
    """The blocks of a document as `side` takes them."""
    return [
        (block.section, block.kind, [s.text for s in text.segments if s.block == number])
        for number, block in enumerate(text.document.blocks)
    ]


@pytest.mark.usefixtures("in_order")
def test_another_rendering_changes_the_prefix_of_ids_and_another_encoder_nothing() -> None:
    """Only the scores and the signature say which encoder it was."""
    aligned = align_versions(ZH, EN, encoder=HASH)
    names = {"document": "d", "rendering": "r"}
    pairs = make_pairs(aligned, **names, taxonomy=TAXONOMY)
    renamed = make_pairs(aligned, document="d", rendering="new", taxonomy=TAXONOMY)
    assert [pair.pair_id.replace("d/new/", "d/r/") for pair in renamed] == [
        pair.pair_id for pair in pairs
    ]
    assert {pair.pair_id.rpartition("/")[0] for pair in renamed} == {"d/new"}

    alignment = aligned.alignment
    beads = tuple(replace(bead, score=bead.score and 0.9) for bead in alignment.beads)
    made_by = replace(alignment.made_by, encoder="other@1")
    other = replace(aligned, alignment=replace(alignment, beads=beads, made_by=made_by))
    encoded = make_pairs(other, **names, taxonomy=TAXONOMY)
    assert [pair.pair_id for pair in encoded] == [pair.pair_id for pair in pairs]
    assert all(new.signature != old.signature for new, old in zip(encoded, pairs, strict=True))


@pytest.mark.usefixtures("in_order")
def test_the_units_of_a_moved_passage_name_each_other() -> None:
    """They are neither omitted nor added, and each has the id of the other."""
    aligned = align_versions(ZH, EN, encoder=HASH)
    n_src, n_tgt = aligned.alignment.n_src, aligned.alignment.n_tgt
    beads = (
        *(Bead((number,), ()) for number in range(n_src)),
        *(Bead((), (number,)) for number in range(n_tgt)),
    )
    moves = (Move(0, 1, 0.87654), Move(0, 2, 0.87654))
    alignment = replace(aligned.alignment, beads=beads, moves=moves)
    moved = replace(aligned, alignment=alignment, sections=("0",) * len(beads))
    pairs = make_pairs(moved, document="d", rendering="r", taxonomy=TAXONOMY)
    linked = [pairs[number] for number in (0, n_src + 1, n_src + 2)]
    assert [pair.status for pair in linked] == ["moved"] * 3
    zh, first, second = linked
    assert (zh.moved_to, first.moved_to, second.moved_to) == (first.pair_id, *[zh.pair_id] * 2)
    assert [pair.moved_score for pair in linked] == [0.8765] * 3
    assert {pair.moved_to for pair in pairs if pair not in linked} == {""}


@pytest.mark.usefixtures("in_order")
def test_two_units_with_one_id_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hash is too short here; the error names both."""
    monkeypatch.setattr("aigov_corpus.segmentation.ids.PAIR_DIGITS", 0)
    with pytest.raises(AigovError, match="units 1 and 2 would have the same id d/r/"):
        align(ZH, EN)


@given(st.data())
@settings(deadline=None, max_examples=20)
def test_a_document_is_rebuilt_from_its_sentences(data: st.DataObject) -> None:
    """Every block as it was, lines without sentences and white space included, after JSON."""
    kinds = st.sampled_from(["title", "heading", "paragraph", "item", "provenance"])
    texts = st.text("一。！ \n\u3000a.", max_size=12)
    documents = []
    for lang in ("zh", "en"):
        rows = data.draw(st.lists(st.tuples(kinds, texts, st.sampled_from("012"))))
        blocks = [
            Block("paragraph", "一a.", lang),
            *(Block(kind, text, lang, section, int(section)) for kind, text, section in rows),
        ]
        documents.append(Document("", lang, tuple(blocks)))
    zh, en = (segment_document(document) for document in documents)
    aligned = align_versions(zh, en, encoder=HASH)
    pairs = make_pairs(aligned, document="d", rendering="r", taxonomy=TAXONOMY)
    sentences = [
        Sentence(**json.loads(json.dumps(asdict(row))))
        for row in list_sentences(aligned.match, pairs)
    ]
    assert len({(row.language, row.id) for row in sentences}) == len(sentences)
    for document, text in zip(documents, (zh, en), strict=True):
        own = [row for row in sentences if row.language == document.lang]
        assert rebuild_blocks(own) == document.blocks
        assert all(row.block_text[row.start : row.end] == row.text for row in own)
        in_text = [row for row in own if row.position]
        assert [row.id for row in in_text] == [segment.id for segment in text.segments]
        assert [row.position for row in in_text] == list(range(1, len(text.segments) + 1))
    held = {name: pair.pair_id for pair in pairs for name in (*pair.zh_ids, *pair.en_ids)}
    assert held == {row.id: row.pair_id for row in sentences if row.position}


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


@pytest.mark.slow
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
