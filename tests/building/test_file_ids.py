"""Ids made of the names of files."""

from __future__ import annotations

import pytest

from aigov_corpus.building.file_ids import make_file_id


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Official Text", "official-text"),
        ("官方译文", "guan-fang-yi-wen"),
        ("通知與計劃 v2", "tong-zhi-yu-ji-hua-v2"),
        ("Law法律", "law-fa-lv"),
        ("…", ""),
    ],
)
def test_chinese_characters_are_spelled_in_pinyin(name: str, wanted: str) -> None:
    """Also traditional ones, and beside Latin letters."""
    assert make_file_id(name) == wanted
