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
        ("重庆会计", "chong-qing-kuai-ji"),
        ("重慶銀行行長", "chong-qing-yin-hang-hang-zhang"),
        ("重要城区", "zhong-yao-cheng-qu"),
        ("…", ""),
    ],
)
def test_chinese_characters_are_spelled_in_pinyin(name: str, wanted: str) -> None:
    """Also traditional ones, and beside Latin letters; word by word, as 重 and 会 need it."""
    assert make_file_id(name) == wanted
