"""Words that carry meaning, and their stems."""

from __future__ import annotations

from aigov_corpus.text.content_words import list_content_words, stem


def test_content_words_leave_out_function_words() -> None:
    """Words that stand everywhere are no evidence."""
    assert list_content_words("We call on the governments of all countries", lang="en") == [
        "call",
        "governments",
        "countries",
    ]
    assert "的" not in list_content_words("各国的政府", lang="zh")


def test_a_stem_is_shared_by_the_forms_of_a_word() -> None:
    """Common endings are cut off, but three letters at least remain."""
    assert stem("governed") == stem("governing") == stem("governs")
    assert stem("used") == "used"
