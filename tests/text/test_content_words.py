"""Words that carry meaning, and their stems."""

from __future__ import annotations

from aigov_corpus.text.content_words import list_content_words


def test_content_words_leave_out_function_words() -> None:
    """Words that stand everywhere are no evidence."""
    assert list_content_words("We call on the governments of all countries", lang="en") == [
        "call",
        "governments",
        "countries",
    ]
    assert "的" not in list_content_words("各国的政府", lang="zh")
