"""Words that carry meaning, and their stems."""

from __future__ import annotations

from aigov_corpus.text.content_words import has_content, list_content_words, stem


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


def test_whether_a_text_has_content_is_what_its_content_words_say() -> None:
    """A word of function words alone, such as 这个, has none, however its characters are cut."""
    texts = [
        "的",
        "这个",
        "没有我们",
        "中国",
        "可以说",
        "一个人",
        "3个",
        "AI",
        "，。",
        " ",
        "",
        "啊吧呢",
    ]
    for text in texts:
        assert has_content(text, lang="zh") == bool(list_content_words(text, lang="zh")), text
    assert has_content("the law", lang="en")
    assert not has_content("of the", lang="en")
