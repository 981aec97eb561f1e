"""Section paths come from the numbers above; a scan knows a document from all its paragraphs."""

from __future__ import annotations

from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.extraction.structure.openings import find_openings
from aigov_corpus.extraction.structure.scan import scan_paragraphs
from aigov_corpus.extraction.structure.sections import Sections
from aigov_corpus.text.markers import Marker, find_marker

LONG = "加强城市道路照明管理，保障公共安全，改善人居环境，方便群众生产生活。"


def number(text: str, lang: str = "zh") -> Marker:
    """The number that opens a text."""
    marker = find_marker(text, lang)
    assert marker is not None
    return marker


def test_a_number_closes_its_own_rank_and_higher_ones() -> None:
    """第二章 ends the articles of the first chapter; （一） stands in 一、."""
    sections = Sections()
    assert sections.path() == ("0", 0)
    paths = []
    for text in ("第一章", "一、", "（一）", "（二）", "二、", "第二章"):
        sections.open_numbered(number(text))
        paths.append(sections.path())
    assert paths == [
        ("ch1", 1),
        ("ch1/1", 2),
        ("ch1/1/1", 3),
        ("ch1/1/2", 3),
        ("ch1/2", 2),
        ("ch2", 1),
    ]


def test_a_number_that_does_not_count_up_is_mended_and_told() -> None:
    """The second 二、 is taken as the third section, with a warning that names both numbers."""
    sections = Sections()
    for text in ("一、", "二、", "二、"):
        sections.open_numbered(number(text))
    assert sections.path() == ("3", 1)
    [warning] = sections.describe_wrong()
    assert "'2'" in warning and "3" in warning


def test_an_article_far_from_the_last_one_is_a_reference() -> None:
    """Up to ten articles may be left out, as in an excerpt; a lower number opens nothing."""
    sections = Sections()
    opened = [
        sections.open_article(number(f"Article {n} Lamps", "en")) for n in (3, 13, 24, 13, 12, 14)
    ]
    assert opened == [True, True, False, False, False, True]
    assert sections.path() == ("art14", 1)


def test_articles_that_begin_again_open_a_second_text() -> None:
    """Within chapters they begin again as the chapters do; without, a new text begins."""
    sections = Sections()
    for n in (1, 2, 1):
        sections.open_article(number(f"Article {n} Lamps", "en"))
    assert sections.path() == ("doc2/art1", 2)


def test_annexes_and_headings_without_number() -> None:
    """An annex without number follows the last one; unnumbered headings count by their levels."""
    sections = Sections()
    sections.open_annex(number("附件3"))
    sections.open_annex(number("附件"))
    for level in (2, 3, 3, 2):
        sections.open_unnumbered(level)
    assert sections.path() == ("annex4/2", 2)
    sections.open_known("end")
    assert sections.path() == ("annex4/end", 2)


def test_a_scan_tells_each_paragraph_by_all_others() -> None:
    """The same lines are contents above the text and headings in it; no block is made for that."""
    heads = ["一、范围", "二、要求"]
    texts = ["路灯办法", "目录", *heads, heads[0], LONG, heads[1], LONG, "市政局", "2018年12月4日"]
    paras = [Para(text, "zh") for text in texts]
    scan = scan_paragraphs(paras, "zh")
    assert sorted(scan.contents) == [1, 2, 3]
    assert sorted(scan.signoffs) == [8, 9]
    assert sorted(find_openings(scan)) == [4, 6]
    assert scan_paragraphs(paras, "zh") == scan
