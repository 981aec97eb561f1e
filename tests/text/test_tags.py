"""Tags with too many attributes are cut, and no others."""

from __future__ import annotations

from aigov_corpus.text.tags import shorten_tags


def test_the_first_thousand_attributes_are_kept() -> None:
    """Quoted values may hold signs of tags; text stays the same."""
    page = "<p " + " ".join(f"a{n}='{n} /'" for n in range(3_000)) + ">text</p>"
    short = shorten_tags(page)
    assert short.startswith("<p a0='0 /' ")
    assert "a999=" in short
    assert "a1000=" not in short
    assert short.endswith(">text</p>")


def test_a_long_value_is_no_matter() -> None:
    """Pictures stand in pages as values of a megabyte."""
    page = f"<img alt='a' src=\"data:image/png;base64,{'a/b+c' * 100_000}\"><p>text</p>"
    assert shorten_tags(page) == page
