"""Bilingual files: every rhythm of paragraphs, rows of tables, and two columns."""

from __future__ import annotations

import pytest

from aigov_corpus.errors import InvalidInputError, UnknownNameError
from aigov_corpus.extract import extract, extract_bilingual
from aigov_corpus.records import Document

ZH = [
    "城市照明应当安全可靠,方便居民出行。各方应当共同参与。",
    "为此,我们提出本计划,呼吁各方采取行动。",
    "一、共同建设照明设施。鼓励各区共享经验,降低成本,提高效率,让每条道路都有灯光。",
    "二、促进节能创新。支持采用新型灯具,制定统一标准,并向社区公开数据。",
]
EN = [
    "City lighting should be safe and reliable and make it easy to get about. All should take part.",
    "To this end, we propose this plan and call on all parties to act.",
    "1. Build Lighting Facilities Together",
    "We encourage districts to share experience, cut costs and work better so that every road has light.",
    "2. Promote Innovation that Saves Energy",
    "We support new lamps, common standards, and open data for neighbourhoods.",
]
EXPECTED_ZH = [
    ("paragraph", "0", ZH[0]),
    ("paragraph", "0", ZH[1]),
    ("heading", "1", "一、共同建设照明设施。"),
    ("paragraph", "1", "鼓励各区共享经验,降低成本,提高效率,让每条道路都有灯光。"),
    ("heading", "2", "二、促进节能创新。"),
    ("paragraph", "2", "支持采用新型灯具,制定统一标准,并向社区公开数据。"),
]
EXPECTED_EN = [
    ("paragraph", "0", EN[0]),
    ("paragraph", "0", EN[1]),
    ("heading", "1", EN[2]),
    ("paragraph", "1", EN[3]),
    ("heading", "2", EN[4]),
    ("paragraph", "2", EN[5]),
]
EN_FIRST = [EN[0], ZH[0], EN[1], ZH[1], EN[2], EN[3], ZH[2], EN[4], EN[5], ZH[3]]
ZH_FIRST = [ZH[0], EN[0], ZH[1], EN[1], ZH[2], EN[2], EN[3], ZH[3], EN[4], EN[5]]


def rows(document: Document) -> list[tuple[str, str, str]]:
    """Kind, section and text of each block of the text itself."""
    return [(b.kind, b.section, b.text) for b in document.blocks if b.kind != "provenance"]


@pytest.mark.parametrize("order", [EN_FIRST, ZH_FIRST], ids=["en first", "zh first"])
@pytest.mark.parametrize("blank_lines", [0, 1, 2, 3])
def test_alternating_paragraphs_with_any_number_of_blank_lines(order: list[str], blank_lines: int) -> None:
    """Either language may come first, with 0 to 3 blank lines between paragraphs."""
    zh, en = extract_bilingual(("\n" * (blank_lines + 1)).join(order).encode(), name="plan.txt")
    assert rows(zh) == EXPECTED_ZH
    assert rows(en) == EXPECTED_EN
    assert zh.meta["layout"] == "interleaved"


def test_header_lines_are_provenance() -> None:
    """An address and a translator's credit above the text are provenance, and give the addresses."""
    head = ["https://www.example.gov.cn/a/1.htm", "Translated by https://example.org"]
    zh, en = extract_bilingual("\n\n".join(head + EN_FIRST).encode(), name="plan.txt")
    assert zh.url == head[0]
    assert en.url == "https://example.org"
    assert (zh.blocks[0].kind, zh.blocks[0].text) == ("provenance", head[0])
    assert (en.blocks[0].kind, en.blocks[0].text) == ("provenance", head[1])
    assert rows(zh) == EXPECTED_ZH


def test_a_section_in_one_language_only_is_kept_on_its_side() -> None:
    """The English of a section without Chinese stays in the English document."""
    more = ["3. Keep Watch", "We shall measure the light of each street once a year."]
    zh, en = extract_bilingual("\n\n".join(EN_FIRST + more).encode(), name="plan.txt")
    assert {block.section for block in zh.blocks} == {"0", "1", "2"}
    assert rows(en)[-2:] == [("heading", "3", more[0]), ("paragraph", "3", more[1])]


def test_an_unknown_layout_is_refused_by_name() -> None:
    """The message lists the layouts there are."""
    with pytest.raises(UnknownNameError, match="two-column"):
        extract_bilingual(b"x", name="x", layout="zigzag")


@pytest.mark.parametrize(("lines", "lacks"), [(ZH, "English"), (EN, "Chinese")])
def test_one_language_alone_is_no_bilingual_file(lines: list[str], lacks: str) -> None:
    """The message names the language that is not there."""
    with pytest.raises(InvalidInputError, match=f"no {lacks} text"):
        extract_bilingual("\n".join(lines).encode(), name="one.txt")


def test_extract_takes_one_side_of_a_bilingual_file() -> None:
    """`lang` says which; without it the file is refused."""
    data = "\n\n".join(EN_FIRST).encode()
    assert rows(extract(data, lang="zh")) == EXPECTED_ZH
    assert rows(extract(data, lang="en")) == EXPECTED_EN
    with pytest.raises(InvalidInputError, match="Chinese and English"):
        extract(data, name="plan.txt")
