"""Real bilingual texts, if there is a folder `shared` of them beside the checkout.

They are no part of the project.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from sections_texts import text

from aigov_corpus.building.versions import AlignedVersions, align_versions
from aigov_corpus.embedding import cache_encoder
from aigov_corpus.embedding.cache import CachedEncoder
from aigov_corpus.extraction import extract, extract_bilingual
from aigov_corpus.matching.belonging import Belonging, judge_belonging
from aigov_corpus.matching.likeness import compare
from aigov_corpus.records import Segmented
from aigov_corpus.segmentation import segment_document

SHARED = Path(__file__).parents[3] / "shared"
CONSTITUTION = SHARED / "texts" / "constitution_prc_2018.zh-en-interleaved.md"
ASSEMBLY = [SHARED / "texts" / f"assembly_law_1989.{end}" for end in ("zh.md", "en.txt")]


@pytest.fixture(scope="module")
def encoder() -> CachedEncoder:
    """The embedded one, encoding each sentence once."""
    return cache_encoder("use")


def own_articles(aligned: AlignedVersions) -> list[str]:
    """The articles that have a bead; each bead's two sides stand in the same section."""
    found = {}
    match = aligned.match
    for bead, section in zip(aligned.alignment.beads, aligned.sections, strict=True):
        zh = {match.zh.segments[n].section for n in bead.src}
        en = {match.en.segments[n].section for n in bead.tgt}
        if zh and en:
            assert zh == en == {section}
            found[section] = True
    return [section for section in found if "art" in section]


@pytest.mark.slow
def test_every_article_of_the_constitution_is_paired_with_its_own(encoder: CachedEncoder) -> None:
    """143 articles, paragraph by paragraph in one file, Chinese first."""
    if CONSTITUTION.exists():
        both = extract_bilingual(CONSTITUTION.read_bytes(), name=CONSTITUTION.name)
        zh, en = (segment_document(document) for document in both)
        aligned = align_versions(zh, en, encoder=encoder)
        assert len(own_articles(aligned)) == 143
        belonging = aligned.match.belonging
        assert (belonging.objections, belonging.doubts) == ((), ())


@pytest.mark.slow
def test_every_article_of_a_law_in_two_files_is_paired_with_its_own(encoder: CachedEncoder) -> None:
    """36 articles; promulgation in Chinese only, contents in English only."""
    if ASSEMBLY[0].exists():
        zh, en = (
            segment_document(extract(path, lang=lang))
            for path, lang in zip(ASSEMBLY, ("zh", "en"), strict=True)
        )
        aligned = align_versions(zh, en, encoder=encoder)
        assert len(own_articles(aligned)) == 36
        assert aligned.match.regions[0].one_sided
        assert aligned.match.regions[1].one_sided


def judge(zh: Segmented, en: Segmented, encoder: CachedEncoder) -> Belonging:
    """Compared and judged."""
    return judge_belonging(zh, en, compare(zh, en, encoder=encoder), encoder=encoder)


def lines(folder: Path) -> list[Segmented]:
    """The hand-aligned sentences of a folder, Chinese first."""
    found = {}
    for path in [*folder.glob("src.*.txt"), *folder.glob("tgt.*.txt")]:
        lang = path.suffixes[0].strip(".")
        found[lang] = text(lang, ("0", path.read_text(encoding="utf-8").splitlines()))
    return [found["zh"], found["en"]]


@pytest.mark.slow
def test_hand_aligned_texts_belong_together_and_their_crosses_do_not(
    encoder: CachedEncoder,
) -> None:
    """Novels in free translation too; another chapter of the same novel is refused."""
    texts = {
        str(path.parent): lines(path.parent) for path in sorted(SHARED.glob("gold/*/*/gold.align"))
    }
    for name, (zh, en) in texts.items():
        found = judge(zh, en, encoder)
        assert (found.objections, found.doubts) == ((), ()), name
        for other, (_, crossed) in texts.items():
            if other != name:
                assert judge(zh, crossed, encoder).objections, (name, other)
