"""Small documents under review, for the tests of this folder."""

from __future__ import annotations

from collections.abc import Sequence

from aigov_corpus.records import Pair, Sentence
from aigov_corpus.reviewing.review import Review
from aigov_corpus.segmentation.ids import name_pair

ZH = ("一是发展。", "二是安全。", "三是开放。", "四是合作，互利共赢。", "五是治理。")
EN = (
    "First, growth.",
    "Second, security.",
    "Third, openness.",
    "Fourth, help. Trust.",
    "End.",
)
BEADS = (((0,), (0,)), ((1, 2), (1,)), ((), (2,)), ((3,), (3,)), ((4,), ()), ((), (4,)))
"""Numbers of the Chinese and English sentences of each pair."""


def sentence(name: str, text: str, *, position: int, rendering: str) -> Sentence:
    """One sentence that is a block of its own."""
    return Sentence(
        id=name,
        document="plan",
        rendering=rendering,
        language=name[:2],
        position=position,
        pair_id="",
        section="1",
        level=1,
        kind="paragraph",
        block=position,
        start=0,
        end=len(text),
        text=text,
        block_text=text,
    )


def make_pair(zh: Sequence[int], en: Sequence[int], *, seq: int, rendering: str) -> Pair:
    """The machine's pair of some sentences."""
    zh_ids, en_ids = tuple(f"zh-{n}" for n in zh), tuple(f"en-{n}" for n in en)
    both = bool(zh and en)
    return Pair(
        pair_id=name_pair("plan", rendering, zh_ids, en_ids),
        document="plan",
        rendering=rendering,
        seq=seq,
        section="1",
        section_title_zh="",
        section_title_en="",
        kind="paragraph",
        zh="".join(ZH[n] for n in zh),
        en=" ".join(EN[n] for n in en),
        language_zh="zh",
        language_en="en",
        zh_ids=zh_ids,
        en_ids=en_ids,
        bead=f"{len(zh)}-{len(en)}",
        score=0.9 if both else None,
        status="auto" if both else "omitted" if zh else "added",
        principles=("development",) if 0 in zh else (),
        principles_zh=("development",) if 0 in zh else (),
        principles_en=(),
        principle_evidence=(),
        near_misses=(),
        source_url_zh="",
        source_url_en="",
        sha256_zh="",
        sha256_en="",
        licence_en="",
        signature="",
    )


def machine(
    beads: Sequence[tuple[Sequence[int], Sequence[int]]] = BEADS,
    renderings: Sequence[str] = ("one",),
) -> tuple[list[Pair], list[Sentence]]:
    """What a build made of the two texts."""
    pairs, sentences = [], []
    for rendering in renderings:
        pairs += [
            make_pair(zh, en, seq=seq, rendering=rendering)
            for seq, (zh, en) in enumerate(beads, start=1)
        ]
        for lang, texts in (("zh", ZH), ("en", EN)):
            sentences += [
                sentence(f"{lang}-{n}", text, position=n + 1, rendering=rendering)
                for n, text in enumerate(texts)
            ]
    return pairs, sentences


def make_review(
    beads: Sequence[tuple[Sequence[int], Sequence[int]]] = BEADS,
    renderings: Sequence[str] = ("one",),
) -> Review:
    """A review without acts."""
    return Review("plan", *machine(beads, renderings))


def shown(review: Review, rendering: str = "one") -> list[tuple[str, str, str]]:
    """The rows as a reviewer sees them: Chinese, English, status."""
    bitext = review.bitexts[rendering]
    return [
        (bitext.side_text(row, "zh"), bitext.side_text(row, "en"), row.status) for row in bitext
    ]
