"""Sections have names that people read without knowing their paths."""

from __future__ import annotations

import pytest

from aigov_corpus.text.section_names import name_section


@pytest.mark.parametrize(
    ("path", "english", "chinese"),
    [
        ("0", "Beginning", "开头"),
        ("end", "End", "结尾"),
        ("toc", "Contents", "目录"),
        ("3", "§ 3", "§ 3"),
        ("3/1/2", "§ 3.1.2", "§ 3.1.2"),
        ("ch2/s1/art33", "Chapter 2, Section 1, Article 33", "第2章 第1节 第33条"),
        ("3/1-2", "§ 3.1-2", "§ 3.1-2"),
        ("art5-1", "Article 5-1", "第5条之1"),
        ("doc2/art1", "Text 2, Article 1", "第2篇 第1条"),
        ("annex1/2/3", "Annex 1, § 2.3", "附件1 § 2.3"),
        ("part1/ch2", "Part 1, Chapter 2", "第1编 第2章"),
        ("appendix", "appendix", "appendix"),
        ("", "", ""),
    ],
)
def test_a_path_has_a_name_in_both_languages(path: str, english: str, chinese: str) -> None:
    """What is no path of ours stays as it is."""
    assert (name_section(path), name_section(path, chinese=True)) == (english, chinese)
