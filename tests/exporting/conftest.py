"""Pairs to export: a few by hand, and any at all by hypothesis."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from aigov_corpus.records import Evidence, Pair, Sentence, Tag

any_folder = settings(  # the examples of a test may write over each other
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30
)
PAIR = Pair(
    pair_id="plan-2025/sinocism/p001",
    document="plan-2025",
    rendering="sinocism",
    seq=1,
    section="1",
    section_title_zh="一、共同把握人工智能机遇",
    section_title_en="I. Seizing the opportunities of AI together",
    kind="paragraph",
    zh="人工智能是人类发展新领域。",
    en="Artificial intelligence is a new field. It is a field of human development.",
    language_zh="zh",
    language_en="en",
    zh_ids=("zh-p003-s01",),
    en_ids=("en-p003-s01", "en-p003-s02"),
    bead="1-2",
    score=0.8312,
    status="auto",
    principles=("people", "openness"),
    principles_zh=("people",),
    principles_en=("people", "openness"),
    principle_evidence=(
        Tag(
            "people",
            1.0,
            (Evidence("zh", "cue", "人类", 5, 7), Evidence("en", "cue", "human", 50, 55)),
            1.0,
            1.0,
        ),
        Tag("openness", 0.5, (Evidence("both", "embedding"),)),
    ),
    near_misses=(Tag("security", 0.2, (Evidence("en", "cue", "field", 0, 5),), 0.0, 0.4),),
    source_url_zh="https://www.gov.cn/a.htm?b=1&c=2",
    source_url_en="https://sinocism.com/p/x",
    sha256_zh="a" * 64,
    sha256_en="b" * 64,
    licence_en="© the translator",
    signature="src:aaaaaaa+bbbbbbb|seg:zh/1+en/1|v:0.1.0",
)


def make_pairs() -> list[Pair]:
    """Return two aligned pairs and one unit without Chinese."""
    second = replace(
        PAIR,
        pair_id="plan-2025/sinocism/p002",
        seq=2,
        zh="各方应加强合作。",
        en="All parties should cooperate more.",
        zh_ids=("zh-p004-s01",),
        en_ids=("en-p004-s01",),
        bead="1-1",
        score=0.31,
        principles=(),
        principles_zh=(),
        principles_en=(),
        principle_evidence=(),
        near_misses=(),
    )
    missing = replace(
        PAIR,
        pair_id="plan-2025/sinocism/p003",
        seq=3,
        section="5",
        zh="",
        en="The English of section 5 stands alone.",
        zh_ids=(),
        en_ids=("en-p009-s01",),
        bead="0-1",
        score=None,
        status="missing",
        principles=(),
        principles_zh=(),
        principles_en=(),
        principle_evidence=(),
        near_misses=(),
    )
    return [PAIR, second, missing]


@pytest.fixture
def pairs() -> list[Pair]:
    """Two aligned pairs and one unit without Chinese."""
    return make_pairs()


def _names() -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.text("abc-01", min_size=1), max_size=3).map(tuple)


def any_pairs(text: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[list[Pair]]:
    """Pairs with any Unicode text where a text is free, each with an id of its own."""
    text = st.text() if text is None else text
    scores = st.none() | st.floats(0, 1)
    evidence = st.builds(
        Evidence,
        side=st.sampled_from(["zh", "en", "both"]),
        found_by=st.just("cue"),
        cue=text,
        start=st.integers(0, 99),
        end=st.integers(0, 99),
    )
    tags = st.builds(
        Tag, text, st.floats(0, 1), st.lists(evidence, max_size=2).map(tuple), scores, scores
    )
    pair = st.builds(
        Pair,
        pair_id=st.just(""),
        document=st.sampled_from(["plan-2025", "法律"]),
        rendering=st.just("sinocism"),
        seq=st.integers(1, 2**40),
        section=st.sampled_from(["0", "1/1", "ch2/art33"]),
        section_title_zh=text,
        section_title_en=text,
        kind=st.just("paragraph"),
        zh=text,
        en=text,
        language_zh=st.just("zh"),
        language_en=st.just("en"),
        zh_ids=_names(),
        en_ids=_names(),
        bead=st.just("1-1"),
        score=scores,
        status=st.sampled_from(["auto", "missing", "confirmed"]),
        principles=_names(),
        principles_zh=_names(),
        principles_en=_names(),
        principle_evidence=st.lists(tags, max_size=2).map(tuple),
        near_misses=st.lists(tags, max_size=2).map(tuple),
        source_url_zh=text,
        source_url_en=text,
        sha256_zh=st.just("a" * 64),
        sha256_en=st.just("b" * 64),
        licence_en=text,
        signature=text,
        moved_to=text,
        moved_score=scores,
    )
    return st.lists(pair, min_size=1, max_size=4).map(
        lambda found: [replace(one, pair_id=f"p{number}") for number, one in enumerate(found)]
    )


def make_sentence(name: str, text: str, pair: Pair = PAIR) -> Sentence:
    """A sentence of a pair; its place does not matter here."""
    return Sentence(
        id=name,
        document=pair.document,
        rendering=pair.rendering,
        language=name[:2],
        position=1,
        pair_id=pair.pair_id,
        section="1",
        level=1,
        kind="paragraph",
        block=1,
        start=0,
        end=len(text),
        text=text,
        block_text=text,
    )
