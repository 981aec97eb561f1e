"""Questions, exclamations and quotations of a sentence."""

from __future__ import annotations

import pytest

from aigov_corpus.text.marks import read_marks


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("“真的吗？”", "asks opens closes"),
        ("他说：“不。", "opens"),
        ("我不去。”", "closes"),
        ("「はい」", "opens closes"),
        ("It's not!", "exclaims"),
        ("the governments' and the world’s", ""),
        ("'No,' she said", "opens closes"),
        ("'Tis all the same to 'em.", ""),
        ('"No," she said. "Not now', "opens closes"),
        ("I won't go.\"", "closes"),
        ('("Not now', "opens"),
        ("‘Yes,’ he said", "opens closes"),
        ("So the workers’ councils", ""),
        ("he said: „Nein", "opens"),
        ("", ""),
    ],
)
def test_marks(text: str, seen: str) -> None:
    """Questions, exclamations and where quotations begin and end are seen in either script."""
    names = ("asks", "exclaims", "opens", "closes")
    assert (
        " ".join(name for name, is_so in zip(names, read_marks(text), strict=True) if is_so) == seen
    )
